//! Where places stand in a small drawing: points of the earth in, marks of a frame out.
//!
//! The frame is as wide as a telephone, so that one drawing serves every screen. Few places are drawn one by one: each where it lies, or,
//! where another stands already, on the nearest free spot of a honeycomb around its point. Where that would not fit, or where there are many,
//! places are gathered by the cells of a honeycomb, and a mark says how many it stands for; a part of the frame can then be looked at alone
//! ([`Part`]). So the number of marks is bounded whatever comes in, no two of them touch, every place within the part is in exactly one mark,
//! and the answer does not depend on the order of the rows. The tests hold all four.
//!
//! Degrees of longitude are drawn as long as they are in the middle of what is drawn; over a state that errs by less than a hundredth.
//! Deliberately not known here: what a place is called, how it fares, and who may be told.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

#[cfg(test)]
mod tests;

/// How wide a frame is. Its height follows from what lies in it.
pub const WIDTH: f64 = 360.0;
/// The room of a place that is drawn alone: what a finger meets.
pub const ALONE: f64 = 13.0;
/// More places than these are not drawn one by one.
pub const FEW: usize = 60;
/// Half the distance of the cells in which places are gathered.
const CELL: f64 = 17.0;
/// What stays free around the places: for names, and for marks that had to move.
const MARGIN: f64 = 30.0;
/// The frame's height by the width within the margins.
const SHAPES: (f64, f64) = (0.45, 1.3);
/// The least that is shown, in degrees of latitude: two kilometres.
const LEAST: f64 = 0.018;
/// Kilometres of a degree of latitude.
const DEGREE: f64 = 111.2;
/// How far apart the dots of the ground are.
pub const DOT: f64 = 4.0;
/// Halving a part more often than this shows nothing that a point, told to a hundred metres, still tells.
const DEEPEST: usize = 12;

/// A place on the earth, in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Site<K> {
    pub key: K,
    pub latitude: f64,
    pub longitude: f64,
}

/// What stands in the drawing for one place or several.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark<K> {
    /// Its middle.
    pub at: (f64, f64),
    /// Its radius; nothing else is drawn within.
    pub r: f64,
    /// Where the place lies, if the mark had to move away from it.
    pub from: Option<(f64, f64)>,
    /// The places, by key; never none.
    pub places: Vec<K>,
    /// The part of the frame to look at for what is gathered here.
    pub part: Option<Part>,
}

/// A finished drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Map<K> {
    /// How high the frame is.
    pub height: f64,
    /// Kilometres of one unit of the frame.
    pub kilometres: f64,
    /// The marks, from north to south.
    pub marks: Vec<Mark<K>>,
    /// Where anything lies at all, as dots of a coarse grid: many places draw their own country.
    pub ground: Vec<(f64, f64)>,
}

/// A part of a frame: halved both ways, as often as there are digits. 0 and 1 are the north, 0 and 2 the west.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Part(Vec<u8>);

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|digit| write!(f, "{digit}"))
    }
}

impl Part {
    /// A part by its digits.
    pub fn read(text: &str) -> Option<Part> {
        let digits: Option<Vec<u8>> = text.bytes().map(|byte| byte.checked_sub(b'0').filter(|digit| *digit < 4)).collect();
        digits.filter(|digits| digits.len() <= DEEPEST).map(Part)
    }

    /// Whether it is the whole frame.
    pub fn is_whole(&self) -> bool {
        self.0.is_empty()
    }

    /// The part of which this is a quarter.
    pub fn around(&self) -> Option<Part> {
        self.0.split_last().map(|(_, rest)| Part(rest.to_vec()))
    }

    /// The quarter in which most of some points of this part's frame lie, unless it is too small to look at.
    fn quarter(&self, points: impl Iterator<Item = (f64, f64)>, height: f64) -> Option<Part> {
        let mut counts = [0_usize; 4];
        points.for_each(|(x, y)| counts[usize::from(x >= WIDTH / 2.0) + 2 * usize::from(y >= height / 2.0)] += 1);
        let (digit, _) = (0..).zip(counts).max_by_key(|(digit, count)| (*count, std::cmp::Reverse(*digit)))?;
        (self.0.len() < DEEPEST).then(|| Part(self.0.iter().copied().chain([digit]).collect()))
    }

    /// Its place among the equal parts of a frame: how many there are each way, and which this is from the west and from the north.
    fn cell(&self) -> (u32, u32, u32) {
        self.0.iter().fold((1, 0, 0), |(all, x, y), digit| (2 * all, 2 * x + u32::from(digit % 2), 2 * y + u32::from(digit / 2)))
    }
}

/// The earth as a frame sees it: degrees of latitude, longitudes shortened to their length.
struct Frame {
    west: f64,
    north: f64,
    shortened: f64,
    /// Units of a degree of latitude, in the whole frame.
    scale: f64,
    height: f64,
}

impl Frame {
    /// The frame of some places; nothing of none.
    fn of<K>(sites: &[Site<K>]) -> Option<Frame> {
        let range = |of: fn(&Site<K>) -> f64| {
            sites.iter().map(of).fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), one| (least.min(one), most.max(one)))
        };
        let (south, north) = range(|site| site.latitude);
        let (west, east) = range(|site| site.longitude);
        // Of no places, and of places that lie nowhere, nothing is finite.
        if ![south, north, west, east].iter().all(|degrees| degrees.is_finite()) {
            return None;
        }
        // At the poles themselves nothing would be left of a degree.
        let shortened = f64::midpoint(south, north).to_radians().cos().max(0.01);
        let (wide, high) = (((east - west) * shortened).max(LEAST), (north - south).max(LEAST));
        let (least, most) = SHAPES;
        let (wide, high) = (wide.max(high / most), high.max(wide * least));
        let room = WIDTH - 2.0 * MARGIN;
        let scale = room / wide;
        let (margin, height) = (MARGIN / scale, high * scale + 2.0 * MARGIN);
        let west = f64::midpoint(west, east) * shortened - wide / 2.0 - margin;
        let north = f64::midpoint(south, north) + high / 2.0 + margin;
        Some(Frame { west, north, shortened, scale, height })
    }

    fn project<K>(&self, site: &Site<K>) -> (f64, f64) {
        ((site.longitude * self.shortened - self.west) * self.scale, (self.north - site.latitude) * self.scale)
    }

    /// The places that lie in a part, and where they stand when it fills the frame.
    fn points<K: Copy>(&self, sites: &[Site<K>], part: &Part) -> Vec<Point<K>> {
        let (all, column, row) = part.cell();
        let zoom = f64::from(all);
        let (column, row) = (f64::from(column), f64::from(row));
        let cell = |along: f64, whole: f64| (along / whole * zoom).floor().clamp(0.0, zoom - 1.0);
        sites
            .iter()
            .map(|site| (site.key, self.project(site)))
            .filter(|(_, (x, y))| cell(*x, WIDTH) == column && cell(*y, self.height) == row)
            .map(|(key, (x, y))| (key, (x * zoom - WIDTH * column, y * zoom - self.height * row)))
            .collect()
    }
}

/// A place, and where it stands in the frame.
type Point<K> = (K, (f64, f64));

/// How places are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// One by one where they are few and fit.
    Alone,
    /// Gathered, however few.
    Gathered,
}

/// Draws the places that lie in a part of their common frame; nothing where there are no places at all. Keys are expected to differ.
pub fn draw<K: Copy + Ord>(sites: &[Site<K>], part: &Part, manner: Manner) -> Option<Map<K>> {
    draw_over(sites, sites, part, manner)
}

/// Draws places over the ground of others, in whose frame they lie: those of a region, say, over its schools.
pub fn draw_over<K: Copy + Ord, G: Copy>(ground: &[Site<G>], sites: &[Site<K>], part: &Part, manner: Manner) -> Option<Map<K>> {
    let mut sites = sites.to_vec();
    sites.sort_by_key(|site| site.key);
    let frame = Frame::of(ground)?;
    let points = frame.points(&sites, part);
    let alone = (manner == Manner::Alone && points.len() <= FEW).then(|| alone(&points, frame.height)).flatten();
    let mut marks = alone.unwrap_or_else(|| gathered(&points, frame.height, part));
    marks.sort_by(|one, other| one.at.1.total_cmp(&other.at.1).then(one.at.0.total_cmp(&other.at.0)));
    let kilometres = DEGREE / (frame.scale * f64::from(part.cell().0));
    Some(Map { height: frame.height, kilometres, marks, ground: dots(&frame.points(ground, part)) })
}

/// Each place by itself: on its point, or on the nearest spot that is free. Nothing where there is no spot left for one of them.
fn alone<K: Copy>(points: &[Point<K>], height: f64) -> Option<Vec<Mark<K>>> {
    let spots = honeycomb(2.0 * ALONE, WIDTH.hypot(height));
    let mut marks: Vec<Mark<K>> = Vec::with_capacity(points.len());
    for &(key, point) in points {
        let free = |at: &(f64, f64)| {
            let inside = within(at.0, ALONE, WIDTH) && within(at.1, ALONE, height);
            inside && marks.iter().all(|mark| (mark.at.0 - at.0).hypot(mark.at.1 - at.1) >= 2.0 * ALONE)
        };
        let at = spots.iter().map(|spot| (point.0 + spot.0, point.1 + spot.1)).find(free)?;
        let from = (at != point).then_some(point);
        marks.push(Mark { at, r: ALONE, from, places: vec![key], part: None });
    }
    Some(marks)
}

fn within(along: f64, r: f64, length: f64) -> bool {
    r <= along && along <= length - r
}

/// The spots of a honeycomb around its middle, the nearest first, those as near as each other clockwise. A little looser than the pitch asks,
/// so that rounding brings no two of them together.
fn honeycomb(pitch: f64, reach: f64) -> Vec<(f64, f64)> {
    let pitch = pitch + 0.01;
    let rows = (reach / (pitch * ROW)).ceil() as i32;
    let columns = (reach / pitch).ceil() as i32 + 1;
    let mut spots: Vec<(i64, (f64, f64))> = Vec::new();
    for row in -rows..=rows {
        for column in -columns..=columns {
            // In half columns: a row's neighbour is shifted by one of them.
            let half = 2 * column + row.rem_euclid(2);
            let far = i64::from(half) * i64::from(half) + 3 * i64::from(row) * i64::from(row);
            spots.push((far, (f64::from(half) * pitch / 2.0, f64::from(row) * pitch * ROW)));
        }
    }
    spots.sort_by(|(one, a), (other, b)| one.cmp(other).then(a.1.atan2(a.0).total_cmp(&b.1.atan2(b.0))));
    spots.into_iter().map(|(_, spot)| spot).collect()
}

/// The distance of a honeycomb's rows by that of its cells.
const ROW: f64 = 0.866_025_403_784_438_6;

/// The places of each cell as one mark.
fn gathered<K: Copy>(points: &[Point<K>], height: f64, part: &Part) -> Vec<Mark<K>> {
    let mut cells: BTreeMap<(i32, i32), Vec<Point<K>>> = BTreeMap::new();
    for &(key, point) in points {
        cells.entry(cell(point, height)).or_default().push((key, point));
    }
    let marks = cells.into_iter().map(|(which, places)| {
        let middle = middle(which);
        let r = radius(places.len());
        // In the middle of its places, as far as the mark stays within the cell.
        let mean = |of: fn(&(f64, f64)) -> f64| places.iter().map(|(_, point)| of(point)).sum::<f64>() / places.len() as f64;
        let (dx, dy) = (mean(|point| point.0) - middle.0, mean(|point| point.1) - middle.1);
        let off = dx.hypot(dy);
        let share = if off > CELL - r { (CELL - r) / off } else { 1.0 };
        let at = (middle.0 + dx * share, middle.1 + dy * share);
        let part = if places.len() > 1 { part.quarter(places.iter().map(|(_, point)| *point), height) } else { None };
        Mark { at, r, from: None, places: places.into_iter().map(|(key, _)| key).collect(), part }
    });
    marks.collect()
}

/// The area tells how many, within what a cell allows and a number needs.
fn radius(count: usize) -> f64 {
    match count {
        1 => 8.0,
        2..10 => 10.0,
        10..100 => 12.0,
        100..1000 => 14.0,
        _ => 16.0,
    }
}

/// The middle of a cell, by its row and its column.
fn middle((row, column): (i32, i32)) -> (f64, f64) {
    let shift = if row % 2 == 0 { 0.0 } else { CELL };
    (CELL + shift + 2.0 * CELL * f64::from(column), CELL + 2.0 * CELL * ROW * f64::from(row))
}

/// The cell whose middle is nearest, among those that lie wholly within the frame.
fn cell((x, y): (f64, f64), height: f64) -> (i32, i32) {
    let rows = (((height - 2.0 * CELL) / (2.0 * CELL * ROW)).floor() as i32).max(0);
    let guess = ((y - CELL) / (2.0 * CELL * ROW)).floor() as i32;
    let near = |row: i32| {
        let shift = if row % 2 == 0 { 0.0 } else { CELL };
        let columns = ((WIDTH - 2.0 * CELL - shift) / (2.0 * CELL)).floor() as i32;
        let column = (((x - CELL - shift) / (2.0 * CELL)).round() as i32).clamp(0, columns.max(0));
        let at = middle((row, column));
        ((at.0 - x).hypot(at.1 - y), (row, column))
    };
    let (one, other) = (near(guess.clamp(0, rows)), near((guess + 1).clamp(0, rows)));
    if other.0 < one.0 { other.1 } else { one.1 }
}

/// The cells of a coarse grid in which there is anything.
fn dots<K>(points: &[Point<K>]) -> Vec<(f64, f64)> {
    let cells: BTreeSet<(i32, i32)> = points.iter().map(|(_, (x, y))| ((y / DOT).floor() as i32, (x / DOT).floor() as i32)).collect();
    cells.into_iter().map(|(row, column)| ((f64::from(column) + 0.5) * DOT, (f64::from(row) + 0.5) * DOT)).collect()
}

/// A round length for a scale: its kilometres, and how long it is drawn, between a tenth and a quarter of the frame.
pub fn scale_bar(kilometres: f64) -> (f64, f64) {
    let most = kilometres * WIDTH / 4.0;
    let power = 10_f64.powi(most.log10().floor() as i32);
    let round = [5.0, 2.0, 1.0].into_iter().map(|step| step * power).find(|length| *length <= most).unwrap_or(power);
    (round, round / kilometres)
}
