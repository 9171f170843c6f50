//! Tables of cases, and drawings of any figures read back.

use proptest::prelude::*;

use super::super::lineage::tests::well_formed;
use super::*;

fn curve(counts: &[[Option<u32>; 3]]) -> Option<Curve> {
    let months: Vec<Month> = counts.iter().enumerate().map(|(i, &counts)| Month { label: format!("m{i}<"), counts }).collect();
    draw(
        &months,
        &Words {
            prefix: "c",
            title: "<&\"'",
            desc: None,
            lines: ["a", "b", "c"],
            end: &|line, count| format!("{count} <{line}>"),
            number: &|n| n.to_string(),
            gap: "–",
        },
    )
}

#[test]
fn ticks_are_round() {
    let cases: [(u32, &[u32]); 9] = [
        (0, &[0, 1]),
        (1, &[0, 1]),
        (3, &[0, 1, 2, 3]),
        (5, &[0, 2, 4, 6]),
        (8, &[0, 2, 4, 6, 8]),
        (12, &[0, 5, 10, 15]),
        (21, &[0, 10, 20, 30]),
        (100, &[0, 50, 100]),
        (12_345, &[0, 5_000, 10_000, 15_000]),
    ];
    for (most, expected) in cases {
        assert_eq!(ticks(most), expected, "{most}");
    }
    assert!(ticks(u32::MAX).len() <= 5);
}

#[test]
fn few_months_and_gaps_are_drawn() {
    assert_eq!(curve(&[]), None);
    let one = curve(&[[Some(3), None, Some(0)]]).unwrap();
    assert!(one.wide.contains("class=\"open\"") && !one.wide.contains("class=\"me\""), "a line without figures has no end");
    assert_eq!((one.head.len(), &one.rows[0].cells[..]), (2, &["3".to_owned(), "0".to_owned()][..]), "nor a column");
    let gap = curve(&[[Some(1), None, None], [Some(2), None, None], [None; 3], [Some(2), None, None]]).unwrap();
    let lines: Vec<_> = gap.wide.match_indices("class=\"s1\"").collect();
    assert_eq!(lines.len(), 1);
    assert_eq!(gap.rows[2].cells, ["–"]);
    assert_eq!(curve(&[[None; 3]; 40]).unwrap().rows.len(), MOST);
}

#[test]
fn the_table_twin_is_escaped() {
    let html = table(&curve(&[[Some(1); 3]]).unwrap(), "<", "'");
    assert!(html.contains("&lt;") && html.contains("m0&lt;") && !html.contains("m0<"));
}

proptest! {
    #[test]
    fn any_figures_are_drawn(counts in prop::collection::vec(prop::array::uniform3(prop::option::of(prop_oneof![0..9u32, any::<u32>()])), 1..30)) {
        let drawn = curve(&counts).unwrap();
        prop_assert_eq!(well_formed(&drawn.wide), Ok(()));
        prop_assert_eq!(well_formed(&drawn.narrow), Ok(()));
    }

    #[test]
    fn ticks_cover(most in any::<u32>()) {
        let ticks = ticks(most);
        prop_assert!(ticks.len() <= 5 && ticks.len() >= 2 && *ticks.last().unwrap() >= most);
    }
}
