//! The lineage of a topic as two drawings (lying for wide screens and paper, tall for phones) and a twin in words.
//!
//! It takes finished geometry and words; it decides only where a name has room. Whom to name is the page's decision: a
//! knot is anonymous unless the page gives its label.

use std::fmt::Write;

use chrono::{Datelike, NaiveDate};

use super::svg::{N, Svg, wrap};
use crate::graph::layout::{Kind, Lane, Layout, Manner, Place, Tie};
use crate::graph::lineage::Key;

#[cfg(test)]
pub(crate) mod tests;
mod tree;

pub use tree::{Branch, TreeWords, tree};

/// The words of a drawing. Dates, schools and people are turned into text by the page.
pub struct Words<'a, K> {
    /// Begins every id within the drawings; two drawings on one page need two prefixes.
    pub prefix: &'a str,
    pub title: &'a str,
    pub desc: Option<&'a str>,
    /// Short name of a month (`oct`); the year is written in figures above each January.
    pub month: &'a dyn Fn(NaiveDate) -> String,
    /// Name of a lane: its school, or what several schools that share it are called.
    pub lane: &'a dyn Fn(&Lane<K>) -> String,
    /// Name of a knot, for those whom the reader may see by name.
    pub label: &'a dyn Fn(K) -> Option<String>,
    /// Who is waiting for this knot's person.
    pub waiting: &'a dyn Fn(K) -> Option<String>,
    /// The reader's own knot.
    pub me: Option<K>,
    /// What a holiday is called.
    pub pause: &'a str,
}

/// The same lineage for wide and for narrow screens; the stylesheet shows one of them.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Drawing {
    pub lying: String,
    pub tall: String,
}

/// Draws both. `lying` and `tall` are layouts of one lineage in [`crate::graph::layout::Shape::lying`] and `tall`.
pub fn draw<K: Key>(lying: &Layout<K>, tall: &Layout<K>, words: &Words<'_, K>) -> Drawing {
    Drawing { lying: one(lying, words, Way::Lying), tall: one(tall, words, Way::Tall) }
}

#[derive(Clone, Copy, PartialEq)]
enum Way {
    Lying,
    Tall,
}

impl Way {
    fn at(self, along: f64, across: f64) -> (f64, f64) {
        match self {
            Way::Lying => (along, across),
            Way::Tall => (across, along),
        }
    }
}

/// What a letter of a lane's name takes, about; a tall drawing has no room to be generous.
const LETTER: f64 = 8.0;
const NARROW_LETTER: f64 = 7.3;
/// What a letter of a person's name takes, about.
const LETTER_OF_A_NAME: f64 = 6.8;
/// What a line of a lane's name takes.
const LINE: f64 = 17.0;
/// A lane's name is written in so many letters a line before the axis of a lying drawing, and in so many lines.
const LYING: (usize, usize) = (18, 3);
/// In a tall drawing it stands above its lane, as wide as that is, in so many lines.
const TALL_LINES: usize = 6;

/// A line of it takes so much, and there are at most so many.
const LINE_OF_A_NAME: f64 = 14.0;
const NAME_LINES: usize = 3;
/// How far apart the squares lie that a thread covers.
const STEP: f64 = 4.0;

/// A rectangle that a text covers, so that the next one keeps clear of it.
type Cover = (f64, f64, f64, f64);

fn one<K: Key>(layout: &Layout<K>, words: &Words<'_, K>, way: Way) -> String {
    let (class, suffix) = if way == Way::Lying { ("draw lying", "l") } else { ("draw tall", "v") };
    let (width, height) = match way {
        Way::Lying => (layout.along, layout.across),
        Way::Tall => (layout.shape.head + layout.shape.across, layout.along),
    };
    let id = format!("{}-{suffix}", words.prefix);
    let mut svg = Svg::open(class, &id, width, height, words.title, words.desc);
    lanes(&mut svg, layout, words, way, (width, height));
    axis(&mut svg, layout, words, way);

    let places = &layout.places;
    let mut same = String::new();
    for tie in layout.ties.iter().filter(|tie| tie.manner == Manner::Same) {
        bend(&mut same, &places[tie.from], &places[tie.to], tie, way);
    }
    svg.path("tie", &same);
    for tie in layout.ties.iter().filter(|tie| tie.manner != Manner::Same) {
        let mut d = String::new();
        bend(&mut d, &places[tie.from], &places[tie.to], tie, way);
        let plies: &[&str] = if tie.manner == Manner::Cross { &["case", "ply", "cross"] } else { &["wait"] };
        plies.iter().for_each(|ply| svg.path(ply, &d));
    }
    for place in places {
        knot(&mut svg, place, words.me, way);
    }
    names(&mut svg, layout, words, way, (width, height));
    svg.close()
}

fn lanes<K>(svg: &mut Svg, layout: &Layout<K>, words: &Words<'_, K>, way: Way, (width, height): (f64, f64)) {
    for lane in layout.lanes.iter().filter(|lane| lane.own) {
        let (from, to) = (N(lane.from), N(lane.to));
        match way {
            Way::Lying => svg.path("own", &format!("M0 {from}H{}V{to}H0z", N(width))),
            Way::Tall => svg.path("own", &format!("M{from} 0H{to}V{}H{from}z", N(height))),
        }
    }
    let (first, last) = (layout.lanes.first().map_or(0.0, |lane| lane.from), layout.lanes.last().map_or(0.0, |lane| lane.to));
    for &(from, to) in &layout.pauses {
        let (f, t, a, b) = (N(from), N(to), N(first), N(last));
        match way {
            Way::Lying => svg.path("pause", &format!("M{f} {a}H{t}V{b}H{f}z")),
            Way::Tall => svg.path("pause", &format!("M{a} {f}H{}V{t}H{a}z", N(width))),
        }
    }
    for (i, lane) in layout.lanes.iter().enumerate() {
        if i > 0 {
            match way {
                Way::Lying => svg.path("grid", &format!("M0 {}H{}", N(lane.from), N(width))),
                Way::Tall => svg.path("grid", &format!("M{} 0V{}", N(lane.from), N(height))),
            }
        }
        let (room, lines) = match way {
            Way::Lying => LYING,
            Way::Tall => (((lane.to - lane.from - 4.0) / NARROW_LETTER) as usize, TALL_LINES),
        };
        for (line, text) in wrap(&(words.lane)(lane), room.max(3), lines).iter().enumerate() {
            let below = LINE * line as f64;
            let at = if way == Way::Lying { (0.0, lane.from + 27.0 + below) } else { (lane.from + 5.0, 14.0 + below) };
            svg.text("lane", at, "start", text);
        }
    }
}

fn axis<K>(svg: &mut Svg, layout: &Layout<K>, words: &Words<'_, K>, way: Way) {
    let hidden = |along: f64| layout.pauses.iter().any(|&(from, to)| from - 1.0 < along && along < to - 6.0);
    let mut year = None;
    for tick in layout.ticks.iter().filter(|tick| !hidden(tick.along)) {
        let month = (words.month)(tick.month);
        let new_year = year.replace(tick.month.year()) != Some(tick.month.year());
        let figure = tick.month.year().to_string();
        match way {
            Way::Lying => {
                svg.text("", (tick.along, 30.0), "start", &month);
                if new_year {
                    svg.text("name", (tick.along, 12.0), "start", &figure);
                }
                svg.path("grid", &format!("M{} 36v8", N(tick.along)));
            }
            Way::Tall => {
                svg.text("", (0.0, tick.along + 4.0), "start", &month);
                if new_year {
                    svg.text("name", (0.0, tick.along - 12.0), "start", &figure);
                }
            }
        }
    }
    for &(from, to) in &layout.pauses {
        let middle = (from + to) / 2.0;
        match way {
            Way::Lying if to - from >= 60.0 => svg.text("", (middle, 30.0), "middle", words.pause),
            Way::Tall if to - from >= 30.0 => {
                // Where no knot stands behind it, if there is such a place.
                let wide = 7.0 * words.pause.chars().count() as f64;
                let stands = |y: f64, place: &Place<K>| (place.along - y + 4.0).abs() < 14.0 && place.across > 326.0 - wide;
                let free = |y: &f64| !layout.places.iter().any(|place| stands(*y, place));
                let y = [middle + 4.0, from + 16.0, to - 8.0].into_iter().find(free).unwrap_or(middle + 4.0);
                svg.text("", (334.0, y), "end", words.pause);
            }
            _ => {}
        }
    }
}

/// A tie: a bend from track to track, and straight on before it or after. The two handles lie at the bend's half, as in the look.
fn bend<K>(d: &mut String, from: &Place<K>, to: &Place<K>, tie: &Tie, way: Way) {
    let (x, y) = way.at(from.along, from.across);
    let _ = write!(d, "M{} {}", N(x), N(y));
    let straight = |d: &mut String, reached: f64, along: f64| {
        if (along - reached).abs() > 0.05 {
            let letter = if way == Way::Lying { 'H' } else { 'V' };
            let _ = write!(d, "{letter}{}", N(along));
        }
    };
    let across = to.across - from.across;
    if across.abs() <= 0.05 {
        return straight(d, from.along, to.along);
    }
    if tie.late {
        straight(d, from.along, to.along - tie.bend);
    }
    let half = tie.bend / 2.0;
    let (a, b, c) = (way.at(half, 0.0), way.at(half, across), way.at(tie.bend, across));
    let _ = write!(d, "c{} {} {} {} {} {}", N(a.0), N(a.1), N(b.0), N(b.1), N(c.0), N(c.1));
    if !tie.late {
        straight(d, from.along + tie.bend, to.along);
    }
}

fn knot<K: Key>(svg: &mut Svg, place: &Place<K>, me: Option<K>, way: Way) {
    let at = way.at(place.along, place.across);
    // The area, not the width, tells how many stand in one knot; it never grows into its neighbour.
    let r = 6.5 * f64::from(place.count.max(1)).sqrt().min(1.25);
    match place.kind {
        Kind::Waiting => svg.circle("open", at, 6.0),
        _ if me == Some(place.id) && place.count == 1 => svg.circle("me", at, 8.0),
        Kind::Root => {
            svg.circle("root", at, 9.0);
            svg.circle("in", at, 4.5);
        }
        Kind::Tied if !place.live => svg.circle("blank", at, 5.5),
        Kind::Tied => svg.circle("k", at, r),
    }
}

/// Names where they have room: the reader and the roots first, then by date. A name that would cover another one is
/// left to the twin in words.
fn names<K: Key>(svg: &mut Svg, layout: &Layout<K>, words: &Words<'_, K>, way: Way, (width, height): (f64, f64)) {
    let mut covers: Vec<Cover> =
        layout.places.iter().map(|place| way.at(place.along, place.across)).map(|(x, y)| (x - 6.0, y - 6.0, x + 6.0, y + 6.0)).collect();
    // A thread through a name crosses it out.
    let knots = covers.len();
    covers.extend(layout.ties.iter().flat_map(|tie| along(&layout.places[tie.from], &layout.places[tie.to], tie, way)));
    let threads = knots..covers.len();
    // Names of lanes, or in the tall drawing names of months, come before names of people.
    match way {
        Way::Lying => {
            let (right, below) = (LYING.0 as f64 * LETTER, 16.0 + LINE * LYING.1 as f64);
            covers.extend(layout.lanes.iter().map(|lane| (0.0, lane.from + 10.0, right, lane.from + below)));
        }
        Way::Tall => covers.push((0.0, 0.0, layout.shape.head, height)),
    }
    let mut order: Vec<(u8, usize)> = layout.places.iter().enumerate().map(|(i, place)| (rank(place, words.me), i)).collect();
    order.sort_unstable();
    for (_, i) in order {
        let place = &layout.places[i];
        let label = if place.kind == Kind::Waiting { (words.waiting)(place.id) } else { (words.label)(place.id) };
        let label = match label {
            Some(label) if place.count == 1 => label,
            _ if place.count > 1 => place.count.to_string(),
            _ => continue,
        };
        if label.trim().is_empty() {
            continue;
        }
        let (x, y) = way.at(place.along, place.across);
        // In a tall drawing a name stays within its lane, shorter if it must: beyond it, it would lie on other schools' threads.
        let (least, most) = match way {
            Way::Lying => (0.0, width + 6.0),
            Way::Tall => layout.lanes.get(place.lane).map_or((0.0, width), |lane| (lane.from, lane.to)),
        };
        let off = if place.kind == Kind::Root { 14.0 } else { 12.0 };
        // In a tall drawing it takes as many lines as it needs beside its knot: a lane is narrow.
        let lines = match way {
            Way::Lying => vec![label],
            Way::Tall => wrap(&label, ((most - x - off) / LETTER_OF_A_NAME).max(3.0) as usize, NAME_LINES),
        };
        let wide = LETTER_OF_A_NAME * lines.iter().map(|line| line.chars().count()).max().unwrap_or(0) as f64;
        let high = LINE_OF_A_NAME * lines.len().saturating_sub(1) as f64;
        let middle = |y: f64| ((x, y), "middle", (x - wide / 2.0, y - 11.0, x + wide / 2.0, y + high + 3.0));
        let beside = |y: f64| ((x + off, y), "start", (x + off, y - 11.5, x + off + wide, y + high + 3.5));
        let back = |y: f64| ((x - off, y), "end", (x - off - wide, y - 11.5, x - off, y + high + 3.5));
        let level = y + 4.5 - high / 2.0;
        let (below, above) = (middle(y + 22.0), middle(y - 12.0 - high));
        let tries = match (way, place.kind) {
            (Way::Lying, Kind::Root) => [back(level), below, above, back(y + 17.0), back(y - 8.0)],
            (Way::Lying, _) => [below, above, beside(level), beside(y + 17.0), beside(y - 8.0)],
            (Way::Tall, _) => [beside(level), back(level), beside(y + 17.0), beside(y - 8.0 - high), below],
        };
        let clear = |(x0, y0, x1, y1): Cover, also_of_threads: bool| {
            let inside = x0 >= least && x1 <= most && y0 >= 0.0 && y1 <= height + 4.0;
            let met = |(at, &(a0, b0, a1, b1)): (usize, &Cover)| {
                (also_of_threads || !threads.contains(&at)) && x0 < a1 && a0 < x1 && y0 < b1 && b0 < y1
            };
            inside && !covers.iter().enumerate().any(met)
        };
        let free = |also_of_threads: bool| tries.into_iter().find(|&(_, _, cover)| clear(cover, also_of_threads));
        // The reader and those who began are named in any case.
        let found = free(true).or_else(|| free(false).filter(|_| rank(place, words.me) <= 1));
        if let Some((at, anchor, cover)) = found {
            for (number, line) in lines.iter().enumerate() {
                svg.text("name", (at.0, at.1 + LINE_OF_A_NAME * number as f64), anchor, line);
            }
            covers.push(cover);
        }
    }
}

/// What a tie covers, in small squares along it.
fn along<K>(from: &Place<K>, to: &Place<K>, tie: &Tie, way: Way) -> Vec<Cover> {
    let across = to.across - from.across;
    let bend = if across.abs() <= 0.05 { 0.0 } else { tie.bend };
    // Where the bend begins; before it the tie runs on the old track, after it on the new one.
    let begins = if tie.late { to.along - bend } else { from.along };
    let track = |at: f64| match (at - begins) / bend.max(f64::EPSILON) {
        part if part <= 0.0 => from.across,
        part if part >= 1.0 => to.across,
        // Near enough to the curve, whose handles lie at half its length.
        part => from.across + across * part * part * (3.0 - 2.0 * part),
    };
    let (first, last) = (from.along.min(to.along), from.along.max(to.along));
    let steps = ((last - first) / STEP).ceil().clamp(1.0, 4000.0) as usize;
    let points = (0..=steps).map(|step| first + (last - first) * step as f64 / steps as f64);
    let mut covers: Vec<Cover> = Vec::with_capacity(steps);
    let mut before: Option<f64> = None;
    for at in points {
        let now = track(at);
        // A steep bend covers what lies between two steps too.
        let (least, most) = before.map_or((now, now), |before| (now.min(before), now.max(before)));
        before = Some(now);
        let ((x0, y0), (x1, y1)) = (way.at(at - STEP / 2.0, least - 1.5), way.at(at + STEP / 2.0, most + 1.5));
        covers.push((x0, y0, x1, y1));
    }
    covers
}

fn rank<K: Key>(place: &Place<K>, me: Option<K>) -> u8 {
    match place.kind {
        Kind::Tied if me == Some(place.id) => 0,
        Kind::Root => 1,
        Kind::Waiting => 2,
        Kind::Tied => 3,
    }
}
