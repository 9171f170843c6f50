//! What holds of every map, whatever is drawn; and a few maps that are known by heart.

use proptest::prelude::*;
use proptest::sample::SizeRange;

use super::*;

fn site(key: u32, latitude: f64, longitude: f64) -> Site<u32> {
    Site { key, latitude, longitude }
}

fn whole(sites: &[Site<u32>]) -> Map<u32> {
    draw(sites, &Part::default(), Manner::Alone).expect("places")
}

/// What must hold of any drawing of some of these places.
fn sound(map: &Map<u32>, expected: &[u32]) -> Result<(), TestCaseError> {
    let mut drawn: Vec<u32> = map.marks.iter().flat_map(|mark| mark.places.iter().copied()).collect();
    drawn.sort_unstable();
    let mut expected = expected.to_vec();
    expected.sort_unstable();
    prop_assert_eq!(drawn, expected, "each place in exactly one mark");
    for (number, mark) in map.marks.iter().enumerate() {
        let (x, y) = mark.at;
        prop_assert!(mark.r <= x && x <= WIDTH - mark.r && mark.r <= y && y <= map.height - mark.r, "{mark:?} in {}", map.height);
        for other in &map.marks[..number] {
            let apart = (x - other.at.0).hypot(y - other.at.1);
            prop_assert!(apart >= mark.r + other.r - 1e-6, "{mark:?} touches {other:?}");
        }
    }
    prop_assert!(map.marks.len() <= 180, "{} marks", map.marks.len());
    prop_assert!(map.ground.iter().all(|(x, y)| (0.0..=WIDTH).contains(x) && (0.0..=map.height + DOT).contains(y)));
    Ok(())
}

/// Places of every kind of country: spread wide, in villages that share a point, and in a line.
fn places(how_many: impl Into<SizeRange>) -> impl Strategy<Value = Vec<Site<u32>>> {
    let wide = (-60.0..60.0_f64, -170.0..170.0_f64);
    let villages = (0..4_u8, 0..3_u8).prop_map(|(row, column)| (20.0 + f64::from(row) * 0.01, -101.0 + f64::from(column) * 0.3));
    let line = (0.0..5.0_f64).prop_map(|along| (20.0, -101.0 + along));
    let point = (0..3_u8, wide, villages, line).prop_map(|(kind, wide, village, line)| match kind {
        0 => wide,
        1 => village,
        _ => line,
    });
    prop::collection::vec(point, how_many)
        .prop_map(|points| (0..).zip(points).map(|(key, (latitude, longitude))| site(key, latitude, longitude)).collect())
}

/// Places of one kind only, so that each kind is met without the others too.
fn one_kind(how_many: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Site<u32>>> {
    let near = prop::collection::vec((20.0..20.02_f64, -101.02..-101.0_f64), how_many.clone())
        .prop_map(|points| (0..).zip(points).map(|(key, (latitude, longitude))| site(key, latitude, longitude)).collect());
    let same = how_many.clone().prop_map(|count| (0..count as u32).map(|key| site(key, 20.0, -101.0)).collect());
    prop_oneof![places(how_many), near, same]
}

proptest! {
    #[test]
    fn no_marks_touch_and_every_place_is_drawn_once(sites in one_kind(1..90), gather in any::<bool>()) {
        let manner = if gather { Manner::Gathered } else { Manner::Alone };
        let map = draw(&sites, &Part::default(), manner).expect("places");
        sound(&map, &sites.iter().map(|site| site.key).collect::<Vec<_>>())?;
    }

    #[test]
    fn thousands_are_a_small_drawing(sites in places(1_000..3_000)) {
        let map = whole(&sites);
        sound(&map, &sites.iter().map(|site| site.key).collect::<Vec<_>>())?;
        prop_assert!(map.ground.len() <= (WIDTH * map.height / DOT / DOT) as usize);
    }

    #[test]
    fn the_order_of_the_rows_changes_nothing(sites in one_kind(1..90), by in any::<u64>()) {
        let mut other = sites.clone();
        other.sort_by_key(|site| u64::from(site.key).wrapping_add(by).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        prop_assert_eq!(whole(&sites), whole(&other));
    }

    #[test]
    fn four_quarters_are_the_whole(sites in one_kind(1..200), around in "[0-3]{0,3}") {
        let keys = |part: &str| -> Vec<u32> {
            let map = draw(&sites, &Part::read(part).expect("digits"), Manner::Gathered).expect("places");
            map.marks.iter().flat_map(|mark| mark.places.clone()).collect()
        };
        let quarters: Vec<u32> = ["0", "1", "2", "3"].iter().flat_map(|digit| keys(&format!("{around}{digit}"))).collect();
        let map = draw(&sites, &Part::read(&around).expect("digits"), Manner::Gathered).expect("places");
        sound(&map, &quarters)?;
        for mark in &map.marks {
            let Some(part) = &mark.part else { continue };
            prop_assert_eq!(part.around().expect("a quarter").to_string(), around.clone());
            prop_assert!(keys(&part.to_string()).iter().any(|key| mark.places.contains(key)), "it leads to something that it stands for");
        }
    }

    #[test]
    fn a_scale_is_round_and_neither_short_nor_long(kilometres in 0.001..100.0_f64) {
        let (length, drawn) = scale_bar(kilometres);
        prop_assert!((WIDTH / 10.0 - 0.1..=WIDTH / 4.0 + 0.1).contains(&drawn), "{length} km are {drawn}");
        prop_assert!((length - drawn * kilometres).abs() < 1e-6 * length);
    }
}

#[test]
fn what_lies_apart_stays_where_it_lies() {
    let map = whole(&[site(1, 21.0, -101.0), site(2, 20.0, -100.0), site(3, 20.5, -100.2)]);
    assert!(map.marks.iter().all(|mark| mark.from.is_none()));
    let order: Vec<u32> = map.marks.iter().map(|mark| mark.places[0]).collect();
    assert_eq!(order, [1, 3, 2], "from north to south");
    let at = |key: u32| map.marks.iter().find(|mark| mark.places == [key]).expect("drawn").at;
    assert!(at(1).0 < at(3).0 && at(3).0 < at(2).0, "the west is on the left");
}

#[test]
fn distances_are_those_of_the_earth() {
    // A degree of longitude at 20° is 104.5 km, one of latitude 111.2.
    let map = whole(&[site(1, 20.5, -101.0), site(2, 19.5, -101.0), site(3, 20.0, -102.0)]);
    let at = |key: u32| map.marks.iter().find(|mark| mark.places == [key]).expect("drawn").at;
    let far = |one: u32, other: u32| (at(one).0 - at(other).0).hypot(at(one).1 - at(other).1) * map.kilometres;
    assert!((far(1, 2) - 111.2).abs() < 0.1, "{}", far(1, 2));
    assert!((far(1, 3) - 118.3).abs() < 0.5, "{}", far(1, 3));
}

#[test]
fn who_shares_a_point_stands_around_it() {
    let sites: Vec<Site<u32>> = (0..7).map(|key| site(key, 20.0, -101.0)).collect();
    let map = whole(&sites);
    let home = map.marks.iter().find(|mark| mark.from.is_none()).expect("one stays");
    assert_eq!(home.places, [0]);
    for mark in map.marks.iter().filter(|mark| mark.places != [0]) {
        assert_eq!(mark.from, Some(home.at));
        let apart = (mark.at.0 - home.at.0).hypot(mark.at.1 - home.at.1);
        assert!((apart - 2.0 * ALONE).abs() < 0.1, "one ring: {apart}");
    }
}

#[test]
fn parts_are_read_as_they_are_written() {
    for text in ["", "0", "3120", "012301230123"] {
        assert_eq!(Part::read(text).map(|part| part.to_string()).as_deref(), Some(text));
    }
    for text in ["4", "a", "-1", "0123012301230", " 1", "ñ"] {
        assert_eq!(Part::read(text), None, "{text}");
    }
}

#[test]
fn of_nothing_nothing_is_drawn() {
    assert_eq!(draw::<u32>(&[], &Part::default(), Manner::Alone), None);
    assert_eq!(draw(&[site(1, f64::NAN, 0.0)], &Part::default(), Manner::Alone), None);
    // A part in which nothing lies is empty, not absent.
    assert!(draw(&[site(1, 20.0, -101.0)], &Part(vec![0, 0]), Manner::Alone).expect("a frame").marks.is_empty());
}
