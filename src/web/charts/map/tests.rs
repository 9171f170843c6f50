//! What is in the drawing of a map: a link a mark, a shape a state, no school lost.

use super::*;
use crate::spread::map::{self, Manner, Mark, Part, Site};

fn words<'a>() -> Words<'a> {
    Words { prefix: "m", title: "Places", desc: "How they fare", scale: &|kilometres| format!("{kilometres} km") }
}

fn site(key: u32, latitude: f64, longitude: f64) -> Site<u32> {
    Site { key, latitude, longitude }
}

fn drawn(map: &Map<u32>, ground: bool) -> String {
    draw(map, &map.marks.iter().map(spot).collect::<Vec<_>>(), ground, &words())
}

fn spot(mark: &Mark<u32>) -> Spot {
    let key = mark.places[0];
    Spot {
        href: Some(format!("/nodes/{key}")),
        says: format!("School <{key}>"),
        name: format!("School {key}"),
        practice: [Practice::Today, Practice::Once, Practice::Untold][key as usize % 3],
        number: (mark.places.len() > 1).then(|| mark.places.len().to_string()),
        sought: key == 2,
    }
}

#[test]
fn each_mark_is_a_link_with_a_name_and_a_shape_of_its_own() {
    let map = map::draw(&[site(0, 21.0, -101.0), site(1, 20.5, -100.5), site(2, 20.0, -100.0)], &Part::default(), Manner::Alone);
    let svg = drawn(&map.expect("places"), false);
    assert_eq!(svg.matches("<a href=").count(), 3);
    assert!(svg.contains(r#"aria-label="School &lt;1&gt;""#));
    for class in ["today", "once", "untold"] {
        assert_eq!(svg.matches(&format!(r#"class="{class}""#)).count(), 1, "{class}");
    }
    assert_eq!(svg.matches("sought").count(), 1);
    assert!(svg.contains(">School 0<") && svg.contains(">20 km<"), "{svg}");
    assert!(!svg.contains("role=\"img\""), "what is a picture has no links in it");
    assert!(!svg.contains(r#"class="ground""#) && !svg.contains(r#"class="lead""#), "nothing moved");
}

#[test]
fn who_had_to_move_is_tied_to_where_she_lies() {
    let sites: Vec<Site<u32>> = (0..4).map(|key| site(key, 20.0, -101.0)).collect();
    let svg = drawn(&map::draw(&sites, &Part::default(), Manner::Alone).expect("places"), false);
    let lead = svg.split(r#"class="lead" d=""#).nth(1).and_then(|rest| rest.split('"').next()).expect("a lead");
    assert_eq!(lead.matches('L').count(), 3);
}

#[test]
fn many_are_rings_with_their_number_over_the_ground() {
    let sites: Vec<Site<u32>> =
        (0..900).map(|key| site(key, 20.0 + f64::from(key % 30) / 30.0, -101.0 + f64::from(key / 30) / 30.0)).collect();
    let map = map::draw(&sites, &Part::default(), Manner::Alone).expect("places");
    let svg = drawn(&map, true);
    let total: usize =
        svg.split(r#"class="number"#).skip(1).filter_map(|rest| rest.split('>').nth(1)?.split('<').next()?.parse::<usize>().ok()).sum();
    let alone = map.marks.iter().filter(|mark| mark.places.len() == 1).count();
    assert_eq!(total + alone, 900, "every school is in a number");
    assert!(svg.contains(r#"class="ground""#));
    assert!(svg.len() < 60_000, "{} bytes", svg.len());
}

#[test]
fn dots_of_a_row_are_one_line() {
    assert_eq!(dots(&[(2.0, 2.0), (6.0, 2.0), (14.0, 2.0), (2.0, 6.0)]), "M2 2h4.1M14 2h0.1M2 6h0.1");
}
