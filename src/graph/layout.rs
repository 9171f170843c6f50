//! Where each knot of a lineage stands in a drawing: date on one axis, a lane per school on the other.
//!
//! Lanes hold tracks. A thread stays on its track as long as it can: of a knot's children in the same school, the one
//! with the longest future goes straight on, the others fork to the nearest free track. Knots are placed by date and
//! pushed later, never earlier, when they would touch. More knots than a reader can follow are drawn as one per school
//! and month (or quarter, or year).
//!
//! The output is plain geometry in abstract units, `along` the dates and `across` the lanes; it knows no colours, words
//! or file formats, and neither who is looking nor what day it is. Cost: O(n log n) for n knots.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate};

use super::lineage::{Key, Lineage};

mod condense;
mod shape;
#[cfg(test)]
mod tests;
mod tracks;

use condense::{Dot, condense};
pub use shape::Shape;

/// What the reader's drawing should contain besides the knots.
#[derive(Clone, Debug)]
pub struct Plan<K> {
    /// The reader's own school: first lane, wider tracks, room for names.
    pub own: Option<K>,
    /// Knots whose person has a learner about to begin: a hollow knot follows, once per knot.
    pub waiting: Vec<K>,
    /// The end of the time axis; never before the last knot.
    pub until: Option<NaiveDate>,
    /// First and last days of holidays, to be shaded.
    pub pauses: Vec<(NaiveDate, NaiveDate)>,
    /// Above this many knots the drawing is condensed.
    pub most: usize,
}

impl<K> Default for Plan<K> {
    fn default() -> Self {
        Plan { own: None, waiting: Vec::new(), until: None, pauses: Vec::new(), most: 400 }
    }
}

/// What a place shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The thread begins here.
    Root,
    /// Demonstrated.
    Tied,
    /// About to begin: not a knot yet.
    Waiting,
}

/// One knot's place.
#[derive(Clone, Debug, PartialEq)]
pub struct Place<K> {
    /// The knot; of several drawn as one, the first; of a waiting one, its tutor's.
    pub id: K,
    pub kind: Kind,
    pub day: NaiveDate,
    pub lane: usize,
    /// Track within the lane, from 0.
    pub track: usize,
    pub along: f64,
    pub across: f64,
    /// Knots drawn as this one.
    pub count: u32,
    /// False when withdrawn (when condensed: when all were).
    pub live: bool,
}

/// How a tie is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// Within a school.
    Same,
    /// From one school to another.
    Cross,
    /// Towards someone who is about to begin.
    Wait,
    /// The dates contradict it.
    Contested,
}

/// A line between two places, by index into [`Layout::places`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tie {
    pub from: usize,
    pub to: usize,
    pub manner: Manner,
    /// Length of the bend that leads from one track to another; the rest runs straight, on the new track.
    pub bend: f64,
    /// The rest runs straight on the old track, and the bend comes last.
    pub late: bool,
}

/// The band of a school, or of several that share the last lane.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane<K> {
    pub schools: Vec<K>,
    pub own: bool,
    /// Edges across.
    pub from: f64,
    pub to: f64,
    pub tracks: usize,
}

/// The first of a month on the time axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tick {
    pub month: NaiveDate,
    pub along: f64,
}

/// A finished drawing, in abstract units.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout<K> {
    pub shape: Shape,
    /// Extents of the whole.
    pub along: f64,
    pub across: f64,
    pub lanes: Vec<Lane<K>>,
    /// By day, then generation, then id.
    pub places: Vec<Place<K>>,
    pub ties: Vec<Tie>,
    /// Months, as many as there is room for.
    pub ticks: Vec<Tick>,
    /// Holidays within the axis, as stretches along it.
    pub pauses: Vec<(f64, f64)>,
    /// When condensed: months per knot.
    pub condensed: Option<u32>,
    /// Elementary steps taken, so that tests can hold the cost without a clock.
    pub steps: u64,
}

/// Lays out a lineage. The order in which its rows were given never matters; an empty lineage gives an empty drawing.
pub fn layout<K: Key>(lineage: &Lineage<K>, plan: &Plan<K>, shape: Shape) -> Layout<K> {
    let mut dots = condense(lineage, plan, shape.lanes);
    let (tracks, pitch) = tracks::assign(&mut dots, &shape, plan.until);
    let mut axis = Axis::new(&dots.dots, plan.until, &shape);

    let mut lanes = Vec::new();
    let mut edge = shape.head;
    for (lane, schools) in dots.lanes.into_iter().enumerate() {
        let own = dots.own && lane == 0;
        let (before, after) = if own { shape.own_pad } else { shape.pad };
        let inner = pitch.of(own) * tracks[lane].saturating_sub(1) as f64;
        let width = (before + inner + after).max(shape.lane_least);
        lanes.push(Lane { schools, own, from: edge, to: edge + width, tracks: tracks[lane] });
        edge += width;
    }
    let across = |dot: &Dot<K>| {
        let lane = &lanes[dot.lane];
        let (before, after) = if lane.own { shape.own_pad } else { shape.pad };
        let pitch = pitch.of(lane.own);
        // A lane kept wide for its name holds its tracks in the middle; the own lane keeps the room for names after.
        let spare = lane.to - lane.from - before - after - pitch * (lane.tracks - 1) as f64;
        let start = lane.from + before + if lane.own { 0.0 } else { spare / 2.0 };
        start + pitch * dot.track as f64
    };
    let crossways: Vec<f64> = dots.dots.iter().map(across).collect();

    let mut steps = dots.steps;
    let mut along = push(&dots.dots, &crossways, &axis, &shape, &mut steps);
    // A bounded axis gives way to what was pushed past its end; a few rounds settle all but absurd data.
    for _ in 0..3 {
        let last = along.iter().copied().fold(axis.end, f64::max);
        if !shape.bounded || last <= axis.end + 0.5 {
            break;
        }
        let over = last - axis.end;
        axis = axis.shortened(over);
        along = push(&dots.dots, &crossways, &axis, &shape, &mut steps);
    }

    let last = along.iter().copied().fold(axis.end, f64::max);
    let places: Vec<Place<K>> = dots
        .dots
        .iter()
        .enumerate()
        .map(|(i, dot)| Place {
            id: dot.id,
            kind: dot.kind,
            day: dot.day,
            lane: dot.lane,
            track: dot.track,
            along: along[i],
            across: crossways[i],
            count: dot.count,
            live: dot.live,
        })
        .collect();
    let ties = ties(&dots.dots, &places, &shape);
    Layout {
        along: if shape.bounded { (shape.lead + shape.length).max(last) + shape.tail } else { last + shape.tail },
        across: edge + shape.foot,
        lanes,
        ties,
        ticks: axis.ticks(shape.tick),
        pauses: axis.pauses(&plan.pauses),
        condensed: dots.condensed,
        places,
        steps,
        shape,
    }
}

/// Days to units.
struct Axis {
    first: NaiveDate,
    last: NaiveDate,
    lead: f64,
    end: f64,
    unit: f64,
}

impl Axis {
    fn new<K>(dots: &[Dot<K>], until: Option<NaiveDate>, shape: &Shape) -> Self {
        let first = dots.first().map(|dot| dot.day).or(until).unwrap_or_default();
        let first = first.with_day(1).unwrap_or(first);
        let last = dots.iter().map(|dot| dot.day).chain(until).max().unwrap_or(first).max(first);
        let days = (last - first).num_days().max(1) as f64;
        let length = if shape.bounded {
            (days * shape.month / 30.4).min(shape.length)
        } else {
            days * (shape.month / 30.4).min(shape.length / days)
        };
        let unit = length / days;
        Axis { first, last, lead: shape.lead, end: shape.lead + length, unit }
    }

    fn shortened(self, by: f64) -> Self {
        let length = ((self.end - self.lead) - by).max((self.end - self.lead) / 2.0);
        let days = (self.last - self.first).num_days().max(1) as f64;
        Axis { unit: length / days, ..self }
    }

    fn at(&self, day: NaiveDate) -> f64 {
        self.lead + (day - self.first).num_days() as f64 * self.unit
    }

    /// Every month, or every second, third, sixth, twelfth …, counted from January, at least `room` apart.
    fn ticks(&self, room: f64) -> Vec<Tick> {
        let stride = [1, 2, 3, 6, 12, 24, 60, 120].into_iter().find(|months| f64::from(*months) * 30.4 * self.unit >= room).unwrap_or(240);
        let months = (self.last.year() - self.first.year()) * 12 + self.last.month0() as i32 - self.first.month0() as i32;
        (0..=months.max(0) as u32)
            .filter_map(|n| self.first.checked_add_months(Months::new(n)))
            .filter(|month| (month.year() * 12 + month.month0() as i32) % stride == 0)
            .map(|month| Tick { month, along: self.at(month) })
            .collect()
    }

    fn pauses(&self, pauses: &[(NaiveDate, NaiveDate)]) -> Vec<(f64, f64)> {
        let within = |&(from, to): &(NaiveDate, NaiveDate)| (from.max(self.first), to.min(self.last));
        pauses.iter().map(within).filter(|(from, to)| from < to).map(|(from, to)| (self.at(from), self.at(to))).collect()
    }
}

/// Places knots along the dates. Each stands at its date or a little later: after its lane's earlier knots, clear of
/// knots on its own and on near tracks, and after its tutor unless the dates contradict that.
fn push<K: Key>(dots: &[Dot<K>], across: &[f64], axis: &Axis, shape: &Shape, steps: &mut u64) -> Vec<f64> {
    let mut along: Vec<f64> = Vec::with_capacity(dots.len());
    let mut lane_last: BTreeMap<usize, f64> = BTreeMap::new();
    let mut track_last: BTreeMap<(usize, usize), (f64, f64)> = BTreeMap::new();
    for (i, dot) in dots.iter().enumerate() {
        let mut x = axis.at(dot.day).max(lane_last.get(&dot.lane).copied().unwrap_or(f64::MIN));
        if let Some(parent) = dot.parent.filter(|&parent| parent < i) {
            x = x.max(along[parent] + shape.gap);
        }
        for track in dot.track.saturating_sub(3)..=dot.track + 3 {
            *steps += 1;
            if let Some(&(last, beside)) = track_last.get(&(dot.lane, track))
                && (beside - across[i]).abs() < shape.gap
            {
                x = x.max(last + shape.gap);
            }
        }
        lane_last.insert(dot.lane, x);
        track_last.insert((dot.lane, dot.track), (x, across[i]));
        along.push(x);
    }
    along
}

fn ties<K: Key>(dots: &[Dot<K>], places: &[Place<K>], shape: &Shape) -> Vec<Tie> {
    let tie = |(to, dot): (usize, &Dot<K>)| {
        let from = dot.parent?;
        let run = places[to].along - places[from].along;
        let manner = match dot.kind {
            Kind::Waiting => Manner::Wait,
            _ if dot.contested => Manner::Contested,
            _ if dot.crossed => Manner::Cross,
            _ => Manner::Same,
        };
        // From school to school it crosses whatever lies between as gently as it can.
        let most = match manner {
            Manner::Cross => run,
            _ if dot.late => 2.0 * shape.gap,
            _ => shape.curve,
        };
        Some(Tie { from, to, manner, bend: run.min(most), late: dot.late && manner != Manner::Cross })
    };
    dots.iter().enumerate().filter_map(tie).collect()
}
