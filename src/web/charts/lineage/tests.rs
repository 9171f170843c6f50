//! The drawings are read back as XML would be, and their twin is compared with the lineage.

use proptest::prelude::*;

use super::*;
use crate::graph::layout::{Plan, Shape, layout};
use crate::graph::lineage::tests::{day, knot, sound, wild};
use crate::graph::lineage::{Knot, Lineage};

fn drawing(rows: Vec<Knot<u32>>, name: &str) -> (Lineage<u32>, Drawing) {
    let lineage = Lineage::new(rows);
    let plan = Plan { own: Some(0), waiting: vec![2], pauses: vec![(day(270), day(330))], ..Plan::default() };
    let (l, t) = (layout(&lineage, &plan, Shape::lying()), layout(&lineage, &plan, Shape::tall()));
    let words = Words {
        prefix: "lin",
        title: name,
        desc: Some(name),
        month: &|d| d.format("%b").to_string(),
        lane: &|lane| format!("{name}{:?}", lane.schools),
        label: &|id| (id % 2 == 0).then(|| format!("{name}{id}")),
        waiting: &|_| Some(name.to_owned()),
        me: Some(2),
        pause: name,
    };
    (lineage, draw(&l, &t, &words))
}

/// Every element closes, every attribute is one that a drawing may have, nothing else opens.
pub(crate) fn well_formed(svg: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    for piece in svg.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').ok_or("a tag without end")?;
        if text.contains('>') || tag.contains("style") {
            return Err(format!("loose text in {piece}"));
        }
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> closes nothing"));
            }
        } else {
            let name = tag.split([' ', '/']).next().unwrap_or("");
            if !["svg", "title", "desc", "path", "circle", "text"].contains(&name) {
                return Err(format!("<{name}>"));
            }
            if tag.matches('"').count() % 2 == 1 || tag.contains("NaN") || tag.contains("inf") {
                return Err(tag.to_owned());
            }
            if !tag.ends_with('/') {
                open.push(name);
            }
        }
    }
    if open.is_empty() { Ok(()) } else { Err(format!("{open:?} stay open")) }
}

fn small() -> Vec<Knot<u32>> {
    vec![knot(0, None, 0, 0), knot(1, Some(0), 1, 40), knot(2, Some(0), 0, 90), knot(3, Some(2), 0, 120)]
}

#[test]
fn a_hostile_name_stays_text() {
    let (_, drawn) = drawing(small(), "<&\"'");
    for svg in [&drawn.lying, &drawn.tall] {
        well_formed(svg).unwrap();
        assert!(svg.contains("&lt;&amp;&quot;&#39;0"));
    }
}

#[test]
fn the_look_is_kept() {
    let (_, drawn) = drawing(small(), "Elvia ");
    for (svg, class, id) in [(&drawn.lying, "draw lying", "lin-l-t"), (&drawn.tall, "draw tall", "lin-v-t")] {
        assert!(svg.starts_with(&format!(r#"<svg class="{class}" viewBox="0 0 "#)));
        assert!(svg.contains(r#"role="img""#) && svg.contains(&format!(r#"<title id="{id}">"#)));
        for (class, times) in [("case", 1), ("ply", 1), ("cross", 1), ("root", 1), ("me", 1), ("open", 1), ("own", 1)] {
            assert_eq!(svg.matches(&format!(r#"class="{class}""#)).count(), times, "{class}");
        }
        assert!(!svg.contains("Elvia 1<"), "not named by the page");
        assert!(svg.contains("Elvia 2<"));
    }
}

#[test]
fn a_withdrawn_mastery_is_hollow() {
    let mut rows = small();
    rows[3].live = false;
    assert!(drawing(rows, "x").1.lying.contains(r#"class="blank""#));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn every_drawing_is_well_formed(rows in prop_oneof![sound(80, 6), wild(40)], name in "\\PC{0,12}") {
        let (_, drawn) = drawing(rows, &name);
        prop_assert_eq!(well_formed(&drawn.lying), Ok(()));
        prop_assert_eq!(well_formed(&drawn.tall), Ok(()));
    }

    #[test]
    fn the_twin_tells_each_knot_once(rows in wild(60)) {
        let lineage = Lineage::new(rows);
        let words = TreeWords { day: &|d| d.to_string(), school: &|s: u32| s.to_string(), label: &|id: u32| Some(id.to_string()), waiting: &|_| None, me: None };
        let roots = tree(&lineage, &words);
        let mut told = Vec::new();
        let mut stack: Vec<(Option<String>, &Branch)> = roots.iter().map(|b| (None, b)).collect();
        while let Some((up, b)) = stack.pop() {
            let id: u32 = b.name.clone().unwrap().parse().unwrap();
            if b.generation < 40 {
                prop_assert_eq!(lineage.parent(id).map(|p| p.id.to_string()), up);
            }
            told.push(id);
            stack.extend(b.children.iter().map(|c| (b.name.clone(), c)));
        }
        told.sort_unstable();
        let mut all: Vec<_> = lineage.knots().map(|k| k.id).collect();
        all.sort_unstable();
        prop_assert_eq!(told, all);
    }
}

#[test]
fn a_very_deep_twin_can_be_serialised() {
    let lineage = Lineage::new((0..20_000).map(|i: u32| knot(i, i.checked_sub(1), 1, u64::from(i))));
    let words = TreeWords { day: &|_| String::new(), school: &|_| String::new(), label: &|_| None, waiting: &|_| None, me: None };
    let json = serde_json::to_string(&tree(&lineage, &words)).unwrap();
    assert_eq!(json.matches("\"children\"").count(), 20_000);
}

/// Where the squares of a tie lie that runs from one place to another.
#[test]
fn a_tie_covers_what_its_line_covers() {
    let place = |along: f64, across: f64| crate::graph::layout::Place {
        id: 0u32,
        kind: Kind::Tied,
        day: day(0),
        lane: 0,
        track: 0,
        along,
        across,
        count: 1,
        live: true,
    };
    let (from, to) = (place(10.0, 20.0), place(110.0, 80.0));
    for (late, before, after) in [(false, (10.0, 20.0), (100.0, 80.0)), (true, (20.0, 20.0), (110.0, 80.0))] {
        let tie = Tie { from: 0, to: 1, manner: Manner::Same, bend: 40.0, late };
        for (way, swap) in [(Way::Lying, false), (Way::Tall, true)] {
            let covers = along(&from, &to, &tie, way);
            let on = |(x, y): (f64, f64)| {
                let (x, y) = if swap { (y, x) } else { (x, y) };
                covers.iter().any(|&(x0, y0, x1, y1)| x0 <= x && x <= x1 && y0 <= y && y <= y1)
            };
            let middle = if late { (90.0, 50.0) } else { (30.0, 50.0) };
            assert!(on(before) && on(middle) && on(after), "{late} {swap}: {covers:?}");
            assert!(!on((60.0, if late { 80.0 } else { 20.0 })), "{late} {swap}");
        }
    }
}

/// The texts of a drawing with their places and anchors.
fn written(svg: &str) -> Vec<(f64, f64, String)> {
    let number = |tag: &str, name: &str| -> f64 {
        let value = tag.split_once(&format!("{name}=\"")).and_then(|(_, rest)| rest.split_once('"'));
        value.and_then(|(value, _)| value.parse().ok()).unwrap_or(f64::NAN)
    };
    let texts = svg.split("<text").skip(1).filter_map(|rest| rest.split_once("</text>"));
    let texts = texts.filter_map(|(text, _)| text.split_once('>')).filter(|(tag, _)| tag.contains("class=\"name\""));
    texts.map(|(tag, words)| (number(tag, " x"), number(tag, " y"), words.to_owned())).collect()
}

#[test]
fn a_long_name_takes_more_lines_on_a_phone() {
    let (_, drawn) = drawing(small(), "Guadalupe Montserrat ");
    let tall: Vec<String> = written(&drawn.tall).into_iter().map(|(.., words)| words).collect();
    assert!(tall.iter().any(|line| line.starts_with("Montserrat")) && !tall.iter().any(|line| line.contains('…')), "{tall:?}");
    assert!(written(&drawn.lying).iter().any(|(.., words)| words == "Guadalupe Montserrat 2"));
}
