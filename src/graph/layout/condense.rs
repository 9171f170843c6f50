//! From a lineage to dots on lanes: which schools share a lane, and which knots are drawn as one.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use super::{Kind, Plan};
use crate::graph::lineage::{Key, Knot, Lineage};

/// One thing to be placed.
#[derive(Clone, Debug)]
pub(super) struct Dot<K> {
    pub id: K,
    pub kind: Kind,
    pub day: NaiveDate,
    pub lane: usize,
    pub track: usize,
    pub count: u32,
    pub live: bool,
    /// Index of the dot above; greater than the own index only when contested.
    pub parent: Option<usize>,
    pub crossed: bool,
    pub contested: bool,
    /// Set when the lanes had too few tracks for every thread: then one leaves its tutor's track only where it ends.
    pub late: bool,
}

pub(super) struct Dots<K> {
    pub lanes: Vec<Vec<K>>,
    /// Whether the first lane is the reader's own.
    pub own: bool,
    /// By day, then generation, then id; so an uncontested parent comes before its children.
    pub dots: Vec<Dot<K>>,
    pub condensed: Option<u32>,
    pub steps: u64,
}

/// Own school first, then by the day on which the topic arrived; the last lane takes all that do not fit.
fn lanes<K: Key>(lineage: &Lineage<K>, own: Option<K>, most: usize) -> Vec<Vec<K>> {
    let mut schools: Vec<K> = lineage.arrivals().into_iter().map(|arrival| arrival.school).collect();
    schools.sort_by_key(|&school| Some(school) != own);
    let mut lanes: Vec<Vec<K>> = Vec::new();
    for school in schools {
        let full = lanes.len() >= most.max(1);
        match lanes.last_mut().filter(|_| full) {
            Some(last) => last.push(school),
            None => lanes.push(vec![school]),
        }
    }
    lanes
}

pub(super) fn condense<K: Key>(lineage: &Lineage<K>, plan: &Plan<K>, most_lanes: usize) -> Dots<K> {
    let lanes = lanes(lineage, plan.own, most_lanes);
    let lane_of: BTreeMap<K, usize> =
        lanes.iter().enumerate().flat_map(|(lane, schools)| schools.iter().map(move |&school| (school, lane))).collect();
    let mut knots: Vec<&Knot<K>> = lineage.knots().collect();
    knots.sort_by_key(|knot| (knot.day, lineage.generation(knot.id), knot.id));

    // Which dot each knot belongs to: its own, or that of its lane's stretch of months.
    let group = |months: u32| {
        let mut of: BTreeMap<(usize, i32), usize> = BTreeMap::new();
        let index: Vec<usize> = knots
            .iter()
            .map(|knot| {
                let stretch = (knot.day.year() * 12 + knot.day.month0() as i32).div_euclid(months as i32);
                let next = of.len();
                *of.entry((lane_of[&knot.school], stretch)).or_insert(next)
            })
            .collect();
        (of.len(), index)
    };
    let mut steps = knots.len() as u64;
    let mut condensed = None;
    let mut index: Vec<usize> = (0..knots.len()).collect();
    if knots.len() > plan.most {
        for months in [1, 3, 12, 60, 600, 12_000] {
            let (dots, grouped) = group(months);
            steps += knots.len() as u64;
            (condensed, index) = (Some(months), grouped);
            if dots <= plan.most {
                break;
            }
        }
    }

    let dot_of: BTreeMap<K, usize> = knots.iter().zip(&index).map(|(knot, &dot)| (knot.id, dot)).collect();
    let mut dots: Vec<Dot<K>> = Vec::new();
    let mut lane_last: BTreeMap<usize, usize> = BTreeMap::new();
    for (knot, &i) in knots.iter().zip(&index) {
        if let Some(dot) = dots.get_mut(i) {
            dot.count += 1;
            dot.live |= knot.live;
            continue;
        }
        let lane = lane_of[&knot.school];
        let parent = lineage.parent(knot.id);
        let mut above = parent.map(|parent| dot_of[&parent.id]);
        let mut crossed = parent.is_some_and(|parent| parent.school != knot.school);
        if condensed.is_some() {
            // A lane is one thread once it has begun; only its beginning shows where it came from. A beginning that
            // would hang from something later is left loose, or the condensed threads could form a ring.
            above = lane_last.get(&lane).copied().or(above.filter(|&above| above < i));
            crossed &= !lane_last.contains_key(&lane) && above.is_some();
        }
        lane_last.insert(lane, i);
        dots.push(Dot {
            id: knot.id,
            kind: if above.is_none() { Kind::Root } else { Kind::Tied },
            day: knot.day,
            lane,
            track: 0,
            count: 1,
            live: knot.live,
            parent: above,
            crossed,
            contested: above.is_some_and(|above| above > i),
            late: false,
        });
    }

    let waiting: BTreeSet<usize> = plan.waiting.iter().filter_map(|id| dot_of.get(id).copied()).collect();
    let end = dots.iter().map(|dot| dot.day).chain(plan.until).max();
    for tutor in waiting {
        let above = dots[tutor].clone();
        dots.push(Dot {
            kind: Kind::Waiting,
            day: end.unwrap_or(above.day),
            parent: Some(tutor),
            count: 1,
            live: true,
            crossed: false,
            contested: false,
            ..above
        });
    }
    let own = lanes.first().zip(plan.own).is_some_and(|(first, own)| first.contains(&own));
    Dots { lanes, own, dots, condensed, steps }
}
