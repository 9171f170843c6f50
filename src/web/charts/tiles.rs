//! The nation as a grid of its 32 states: a tile each, all of one size, about where the state lies. The arrangement is our own, so no outline
//! of anybody's is in it. A tile tells how the practice fares by its shape and by a number, and how much of the state that is by a bar.

use super::map::shape;
use super::svg::{N, Svg, escape};
use crate::actions::map::Practice;

/// Column and row of each state, and its three letters (ISO 3166-2), in the order of the states' numbers.
const TILES: [(u8, u8, &str); 32] = [
    (3, 2, "AGU"),
    (0, 0, "BCN"),
    (0, 1, "BCS"),
    (8, 4, "CAM"),
    (3, 0, "COA"),
    (2, 3, "COL"),
    (7, 5, "CHP"),
    (2, 0, "CHH"),
    (5, 3, "CMX"),
    (2, 1, "DUR"),
    (4, 2, "GUA"),
    (4, 4, "GRO"),
    (6, 2, "HID"),
    (2, 2, "JAL"),
    (4, 3, "MEX"),
    (3, 3, "MIC"),
    (5, 4, "MOR"),
    (1, 2, "NAY"),
    (4, 0, "NLE"),
    (6, 5, "OAX"),
    (6, 4, "PUE"),
    (5, 2, "QUE"),
    (9, 5, "ROO"),
    (4, 1, "SLP"),
    (1, 1, "SIN"),
    (1, 0, "SON"),
    (7, 4, "TAB"),
    (5, 1, "TAM"),
    (6, 3, "TLA"),
    (7, 3, "VER"),
    (9, 4, "YUC"),
    (3, 1, "ZAC"),
];

/// What is said of one state.
pub struct Tile {
    /// Its number, from 1 to 32.
    pub number: u8,
    /// Where it leads.
    pub href: String,
    /// Everything that the tile tells, in words.
    pub says: String,
    /// How its schools fare.
    pub practice: Practice,
    /// The number in the tile: schools with tutorials.
    pub count: String,
    /// How large a part of its schools they are, from 0 to 1.
    pub share: f64,
}

const PITCH: f64 = 36.0;
const SIDE: f64 = 33.0;

/// Draws the grid; of states that are not given, an empty tile. `absent` says what such a tile means, from the state's three letters.
pub fn draw(tiles: &[Tile], prefix: &str, title: &str, desc: &str, absent: &dyn Fn(u8) -> String) -> String {
    let mut svg = Svg::linked("draw map tiles", prefix, PITCH * 10.0, PITCH * 6.0, title, Some(desc));
    for (number, (column, row, letters)) in (1..).zip(TILES) {
        let (x, y) = (PITCH * f64::from(column) + 1.5, PITCH * f64::from(row) + 1.5);
        let Some(tile) = tiles.iter().find(|tile| tile.number == number) else {
            svg.put(format_args!("<g><title>{}</title>", escape(&absent(number))));
            svg.path("tile absent", &square(x, y));
            svg.text("", (x + SIDE / 2.0, y + 20.0), "middle", letters);
            svg.put(format_args!("</g>"));
            continue;
        };
        let says = escape(&tile.says);
        svg.put(format_args!(r#"<a href="{}" aria-label="{says}"><title>{says}</title>"#, escape(&tile.href)));
        svg.path(if tile.practice == Practice::Untold { "hit tile" } else { "hit tile lives" }, &square(x, y));
        shape(&mut svg, (x + SIDE - 6.5, y + 20.5), 4.0, tile.practice);
        let long = (SIDE - 4.0) * tile.share.clamp(0.0, 1.0);
        if long > 0.0 {
            // However few they are, they are some.
            svg.path("share", &format!("M{} {}h{}", N(x + 2.0), N(y + SIDE - 3.0), N(long.max(1.0))));
        }
        svg.put(format_args!("</a>"));
        // Over the link and not in it: whoever is read its name needs no letters and figures besides.
        svg.text("code", (x + 3.0, y + 12.0), "start", letters);
        svg.text("number", (x + 3.0, y + 25.0), "start", &tile.count);
    }
    svg.close()
}

fn square(x: f64, y: f64) -> String {
    format!("M{} {}h{s}v{s}h-{s}z", N(x), N(y), s = N(SIDE))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_state_has_a_tile_and_no_two_share_one() {
        let at: BTreeSet<(u8, u8)> = TILES.iter().map(|(column, row, _)| (*column, *row)).collect();
        let letters: BTreeSet<&str> = TILES.iter().map(|(.., letters)| *letters).collect();
        assert_eq!((at.len(), letters.len()), (32, 32));
        assert!(at.iter().all(|(column, row)| *column < 10 && *row < 6));
        // Each touches another: there is one country.
        for (column, row) in &at {
            let beside = at.iter().any(|(other, line)| other.abs_diff(*column) + line.abs_diff(*row) == 1);
            assert!(beside, "the tile at {column}, {row} lies apart");
        }
    }

    #[test]
    fn a_state_that_is_there_leads_to_its_page_and_another_is_only_drawn() {
        let tile = Tile {
            number: 11,
            href: "/nodes/x".to_owned(),
            says: "Guanajuato <1>".to_owned(),
            practice: Practice::Once,
            count: "3".to_owned(),
            share: 0.0001,
        };
        let svg = draw(&[tile], "nation", "Title", "Desc", &|number| format!("none of {number}"));
        assert_eq!(svg.matches("<a ").count(), 1);
        assert!(svg.contains(r#"<a href="/nodes/x" aria-label="Guanajuato &lt;1&gt;">"#) && svg.contains("GUA"));
        assert!(svg.contains(r#"class="once""#) && svg.contains(r#"h1""#), "a bar that is seen: {svg}");
        assert_eq!(svg.matches("tile absent").count(), 31);
        assert!(svg.contains("none of 32") && !svg.contains("none of 11"));
    }
}
