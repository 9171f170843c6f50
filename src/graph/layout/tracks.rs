//! Which track of its lane each dot stands on.
//!
//! A chain is a dot and its heirs: the children that go straight on. A chain holds its track from the fork to its last
//! dot, so lines never run over strangers' knots. Chains are taken by date and get the free track nearest to the one
//! they fork from. When the lanes would be wider than the drawing, chains fork late and hold a track only near their
//! dots and as long as others fork from them, and at last they share tracks.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use chrono::NaiveDate;

use super::condense::{Dot, Dots};
use super::{Axis, Key, Shape};

/// Distance between tracks, after closing up.
pub(super) struct Pitch {
    own: f64,
    other: f64,
}

impl Pitch {
    pub fn of(&self, own: bool) -> f64 {
        if own { self.own } else { self.other }
    }
}

/// A thread's stretch on one track, in thousandths of a unit (whole numbers have a total order).
struct Chain {
    lane: usize,
    head: usize,
    /// Held from here to `end` when there is room, and from `late` otherwise.
    early: i64,
    late: i64,
    end: i64,
    /// The end of its last dot, or of the last thread that leaves it so late.
    hold: i64,
    fork: Option<usize>,
}

/// Sets every dot's track; returns the number of tracks of each lane and their distance.
pub(super) fn assign<K: Key>(dots: &mut Dots<K>, shape: &Shape, until: Option<NaiveDate>) -> (Vec<usize>, Pitch) {
    let has_own = dots.own;
    let own = |lane: usize| has_own && lane == 0;
    let axis = Axis::new(&dots.dots, until, shape);
    let (chain_of, chains) = chains(&dots.dots, &axis, shape);
    let lanes = dots.lanes.len();

    let mut at = vec![0_i32; chains.len()];
    let mut steps = 0;
    let mut demand = sweep(&chains, &vec![usize::MAX; lanes], false, shape, &mut at, &mut steps);
    let room = |tracks: &[usize], pitch: f64| {
        let width = |(lane, &tracks): (usize, &usize)| {
            let (before, after) = if own(lane) { shape.own_pad } else { shape.pad };
            (before + after + pitch * tracks.saturating_sub(1) as f64).max(shape.lane_least)
        };
        tracks.iter().enumerate().map(width).sum::<f64>()
    };
    if !shape.bounded && room(&demand, shape.track_least) > shape.across {
        // A thread that leaves its tutor's track late needs one of its own only at its end: whoever has brought many is one line with many
        // short boughs.
        dots.dots.iter_mut().for_each(|dot| dot.late = true);
        demand = sweep(&chains, &vec![usize::MAX; lanes], true, shape, &mut at, &mut steps);
        let whole = room(&demand, shape.track_least) <= shape.across;
        while room(&demand, shape.track_least) > shape.across {
            let Some(widest) = (0..lanes).max_by_key(|&lane| (demand[lane], lane)).filter(|&lane| demand[lane] > 1) else {
                break;
            };
            // Take tracks from the widest lane until the lanes fit, then fit the threads to the tracks.
            demand[widest] -= 1;
        }
        if !whole {
            let caps = demand.clone();
            demand = sweep(&chains, &caps, true, shape, &mut at, &mut steps);
        }
    }

    let least: BTreeMap<usize, i32> = chains.iter().zip(&at).fold(BTreeMap::new(), |mut least, (chain, &at)| {
        least.entry(chain.lane).and_modify(|least: &mut i32| *least = at.min(*least)).or_insert(at);
        least
    });
    for (dot, &chain) in dots.dots.iter_mut().zip(&chain_of) {
        dot.track = (at[chain] - least[&dot.lane]) as usize;
    }
    dots.steps += steps;
    (demand.clone(), close_up(&demand, shape, room))
}

/// Halves the way from the best distance to the least until the lanes fit.
fn close_up(tracks: &[usize], shape: &Shape, room: impl Fn(&[usize], f64) -> f64) -> Pitch {
    let mut pitch = shape.track;
    while pitch > shape.track_least && room(tracks, pitch) > shape.across {
        pitch -= 1.0;
    }
    let pitch = pitch.max(shape.track_least);
    Pitch { own: if pitch < shape.track { pitch.max(shape.own_track - 8.0).min(shape.own_track) } else { shape.own_track }, other: pitch }
}

fn chains<K: Key>(dots: &[Dot<K>], axis: &Axis, shape: &Shape) -> (Vec<usize>, Vec<Chain>) {
    let straight = |i: usize| dots[i].parent.filter(|&up| up < i && dots[up].lane == dots[i].lane && !dots[i].crossed);
    // How much future each dot has in its lane decides who goes straight on.
    let mut future = vec![0_u32; dots.len()];
    for i in (0..dots.len()).rev() {
        if let Some(up) = straight(i) {
            future[up] += future[i] + 1;
        }
    }
    let mut heir: Vec<Option<usize>> = vec![None; dots.len()];
    for i in 0..dots.len() {
        if let Some(up) = straight(i) {
            let better = |&now: &usize| (future[now], dots[now].day) < (future[i], dots[i].day);
            if heir[up].as_ref().is_none_or(better) {
                heir[up] = Some(i);
            }
        }
    }
    let milli = |units: f64| (units * 1000.0).round() as i64;
    let mut chain_of = vec![0; dots.len()];
    let mut chains: Vec<Chain> = Vec::new();
    for (i, dot) in dots.iter().enumerate() {
        let x = axis.at(dot.day);
        let up = straight(i);
        if let Some(up) = up.filter(|&up| heir[up] == Some(i)) {
            chain_of[i] = chain_of[up];
            chains[chain_of[up]].end = milli(x);
            chains[chain_of[up]].hold = milli(x);
            continue;
        }
        let late = x - 2.0 * shape.gap;
        let fork = dot.parent.filter(|&up| up < i && dots[up].lane == dot.lane);
        let early = fork.map_or(late, |up| (axis.at(dots[up].day) + 0.7 * shape.curve).min(late));
        chain_of[i] = chains.len();
        chains.push(Chain {
            lane: dot.lane,
            head: i,
            early: milli(early),
            late: milli(late),
            end: milli(x),
            hold: milli(x),
            fork: fork.map(|up| chain_of[up]),
        });
    }
    for i in 0..chains.len() {
        if let Some(up) = chains[i].fork {
            chains[up].hold = chains[up].hold.max(chains[i].late);
        }
    }
    (chain_of, chains)
}

/// Gives chains their tracks, numbered around 0 in each lane. O(c log c) for c chains.
fn sweep(chains: &[Chain], caps: &[usize], late: bool, shape: &Shape, at: &mut [i32], steps: &mut u64) -> Vec<usize> {
    #[derive(Default)]
    struct Row {
        free: BTreeSet<i32>,
        busy: BinaryHeap<Reverse<(i64, i32)>>,
        low: i32,
        high: i32,
        begun: bool,
    }
    let gap = (shape.gap * 1000.0) as i64;
    let mut rows: Vec<Row> = caps.iter().map(|_| Row::default()).collect();
    let begin = |chain: &Chain| if late { chain.late } else { chain.early };
    let mut order: Vec<usize> = (0..chains.len()).collect();
    // A fork begins at or after the chain that it leaves, so by the time it is placed that chain has its track.
    order.sort_by_key(|&i| (begin(&chains[i]).max(chains[i].fork.map_or(i64::MIN, |up| begin(&chains[up]))), chains[i].head));
    for i in order {
        let chain = &chains[i];
        let row = &mut rows[chain.lane];
        while let Some(&Reverse((end, track))) = row.busy.peek().filter(|Reverse((end, _))| end + gap <= begin(chain)) {
            *steps += 1;
            row.busy.pop();
            row.free.insert(track);
            debug_assert!(end <= chain.hold);
        }
        *steps += 1;
        let wish = chain.fork.map_or(0, |up| at[up]);
        let may_grow = ((row.high - row.low + 1) as usize) < caps[chain.lane];
        let outside = [(row.low - 1), (row.high + 1)];
        let candidates = row.free.range(wish..).next().into_iter().chain(row.free.range(..wish).next_back());
        let chosen = if row.begun {
            let grown = outside.iter().filter(|_| may_grow);
            // Nearest first; of two equally near, the side that keeps the lane balanced around its first thread.
            candidates.chain(grown).copied().min_by_key(|&track| ((track - wish).abs(), track.abs(), track))
        } else {
            Some(0)
        };
        let track = chosen.or_else(|| row.busy.pop().map(|Reverse((_, track))| track)).unwrap_or(0);
        row.begun = true;
        row.free.remove(&track);
        (row.low, row.high) = (row.low.min(track), row.high.max(track));
        row.busy.push(Reverse((if late { chain.hold } else { chain.end }, track)));
        at[i] = track;
    }
    rows.iter().map(|row| (row.high - row.low + 1) as usize).collect()
}
