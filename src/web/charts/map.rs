//! A map: marks in a frame, each a link, over dots that show where anything lies. No outline is drawn: of none that is to be had is the licence
//! beyond doubt, and many schools draw their own country.
//!
//! What a mark tells it tells by its shape, and by colour besides: a disc, a triangle, a broken ring. A mark that stands for several is a ring
//! with their number, and carries the shape as a badge. Each mark's name is read out by its link; next to it, it is written only where it has
//! room, and the table beside the map has them all.

use std::fmt::Write;

use super::svg::{N, Svg, escape, wrap};
use crate::actions::map::Practice;
use crate::spread::map::{ALONE, DOT, Map, WIDTH, scale_bar};

#[cfg(test)]
mod tests;

/// What is said of one mark.
pub struct Spot {
    /// Where it leads.
    pub href: Option<String>,
    /// Everything that it tells, in words.
    pub says: String,
    /// What is written beside it.
    pub name: String,
    /// How the schools fare that it stands for.
    pub practice: Practice,
    /// How many they are, where that is said.
    pub number: Option<String>,
    /// Whether the reader looks for it.
    pub sought: bool,
}

/// The words of a drawing.
pub struct Words<'a> {
    /// Begins every id within the drawing.
    pub prefix: &'a str,
    pub title: &'a str,
    pub desc: &'a str,
    /// How long the scale is, from its kilometres.
    pub scale: &'a dyn Fn(f64) -> String,
}

/// Under the frame, for the scale.
const FOOT: f64 = 26.0;
/// What a letter of a name takes, about.
const LETTER: f64 = 6.4;
/// A name is written in so many letters a line, whole in so many lines of this height where they have room, and else cut to fewer.
const NAME: (usize, [usize; 2], f64) = (17, [4, 2], 13.0);

/// Draws a map; `spots` are what is said of its marks, in their order. With `ground`, dots show where its places lie.
pub fn draw<K>(map: &Map<K>, spots: &[Spot], ground: bool, words: &Words<'_>) -> String {
    let mut svg = Svg::linked("draw map", words.prefix, WIDTH, map.height + FOOT, words.title, Some(words.desc));
    if ground {
        svg.path("ground", &dots(&map.ground));
    }
    let (mut leads, mut points) = (String::new(), String::new());
    for mark in &map.marks {
        if let Some((x, y)) = mark.from {
            let _ = write!(leads, "M{} {}L{} {}", N(x), N(y), N(mark.at.0), N(mark.at.1));
            let _ = write!(points, "M{} {}h0", N(x), N(y));
        }
    }
    svg.path("lead", &leads);
    svg.path("points", &points);
    for (mark, spot) in map.marks.iter().zip(spots) {
        let says = escape(&spot.says);
        match &spot.href {
            Some(href) => svg.put(format_args!(r#"<a href="{}" aria-label="{says}"><title>{says}</title>"#, escape(href))),
            None => svg.put(format_args!("<g><title>{says}</title>")),
        }
        svg.circle(if spot.sought { "hit sought" } else { "hit" }, mark.at, mark.r.max(10.0));
        match &spot.number {
            Some(_) => several(&mut svg, mark.at, mark.r, spot.practice),
            None => shape(&mut svg, mark.at, 7.0, spot.practice),
        }
        svg.put(format_args!("{}", if spot.href.is_some() { "</a>" } else { "</g>" }));
        // Over the link and not in it: its name says the number already.
        if let Some(number) = &spot.number {
            let class = if number.len() > 3 { "number long" } else { "number" };
            svg.text(class, (mark.at.0, mark.at.1 + 4.0), "middle", number);
        }
    }
    names(&mut svg, map, spots);
    let (kilometres, long) = scale_bar(map.kilometres);
    let y = map.height + 14.0;
    svg.path("bar", &format!("M8 {}v5h{}v-5", N(y - 5.0), N(long)));
    svg.text("", (16.0 + long, y + 1.0), "start", &(words.scale)(kilometres));
    svg.close()
}

/// A school's mark: a disc, a triangle, a broken ring.
pub(super) fn shape(svg: &mut Svg, (x, y): (f64, f64), r: f64, practice: Practice) {
    match practice {
        Practice::Today => svg.circle("today", (x, y), r),
        Practice::Once => {
            let (side, high) = (r * 1.15, r * 1.9);
            svg.path("once", &format!("M{} {}l{} {}h{}z", N(x), N(y - high / 2.0), N(side), N(high), N(-2.0 * side)));
        }
        Practice::Untold => svg.circle("untold", (x, y), r - 1.0),
    }
}

/// A mark that stands for several.
fn several(svg: &mut Svg, (x, y): (f64, f64), r: f64, practice: Practice) {
    let class = if practice == Practice::Untold { "several untold" } else { "several" };
    svg.circle(class, (x, y), r - 1.0);
    if practice != Practice::Untold {
        // The badge stays within the mark's own room.
        let off = (r - 3.0) * std::f64::consts::FRAC_1_SQRT_2;
        shape(svg, (x + off, y - off), 4.5, practice);
    }
}

/// Dots in rows: each run of neighbours is one line, which the stylesheet breaks into dots.
fn dots(ground: &[(f64, f64)]) -> String {
    let neighbours = |one: &(f64, f64), other: &(f64, f64)| one.1 == other.1 && other.0 - one.0 < 1.5 * DOT;
    ground.chunk_by(neighbours).fold(String::new(), |mut d, run| {
        let _ = write!(d, "M{} {}h{}", N(run[0].0), N(run[0].1), N(DOT * (run.len() - 1) as f64 + 0.1));
        d
    })
}

/// Names where they have room: what practises first, then from north to south.
fn names<K>(svg: &mut Svg, map: &Map<K>, spots: &[Spot]) {
    type Cover = (f64, f64, f64, f64);
    let mut covers: Vec<Cover> =
        map.marks.iter().map(|mark| (mark.at, mark.r.min(ALONE) - 3.0)).map(|((x, y), r)| (x - r, y - r, x + r, y + r)).collect();
    let mut order: Vec<(bool, Practice, usize)> =
        spots.iter().enumerate().filter(|(_, spot)| !spot.name.is_empty()).map(|(i, spot)| (!spot.sought, spot.practice, i)).collect();
    order.sort_unstable();
    let (letters, most, line) = NAME;
    for (.., i) in order {
        let (mark, spot) = (&map.marks[i], &spots[i]);
        let ((x, y), r) = (mark.at, mark.r.min(ALONE) - 2.0);
        let found = most.iter().find_map(|lines| {
            let text = wrap(&spot.name, letters, *lines);
            let wide = LETTER * text.iter().map(|line| line.chars().count()).max().unwrap_or(0) as f64;
            let high = line * text.len() as f64;
            let tries = [
                ((x, y + r), "middle", x - wide / 2.0),
                ((x + r + 2.0, y - high / 2.0), "start", x + r + 2.0),
                ((x - r - 2.0, y - high / 2.0), "end", x - r - 2.0 - wide),
                ((x, y - r - high), "middle", x - wide / 2.0),
            ];
            let free = |&(at, _, left): &((f64, f64), &str, f64)| {
                let (x0, y0, x1, y1) = (left, at.1, left + wide, at.1 + high);
                let inside = x0 >= 2.0 && x1 <= WIDTH - 2.0 && y0 >= 2.0 && y1 <= map.height - 2.0;
                inside && !covers.iter().any(|&(a0, b0, a1, b1)| x0 < a1 && a0 < x1 && y0 < b1 && b0 < y1)
            };
            tries.into_iter().find(free).map(|(at, anchor, left)| (at, anchor, (left, at.1, left + wide, at.1 + high), text))
        });
        if let Some((at, anchor, cover, text)) = found {
            for (number, part) in text.iter().enumerate() {
                svg.text("name", (at.0, at.1 + line * (number as f64 + 1.0) - 3.0), anchor, part);
            }
            covers.push(cover);
        }
    }
}
