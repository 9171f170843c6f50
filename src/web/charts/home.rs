//! The picture of the public home: one real thread of the network, without names.
//!
//! It shows persons as knots and schools as bands, nothing else; the page writes the caption from [`Thread`] and
//! decides whether a school may be named in public.

use std::collections::BTreeSet;
use std::fmt::Write;

use chrono::NaiveDate;

use super::svg::{N, Svg};
use crate::graph::layout::{Kind, Layout, Manner, Plan, Shape, Tie, layout};
use crate::graph::lineage::{Crossing, Key, Knot, Lineage};

/// More knots than this cannot be told apart on a phone.
const MOST: usize = 17;
/// Deeper paths end here: one long thread would leave no room for those that fork from it.
const DEEPEST: u32 = 7;
/// Bands in the picture.
const SCHOOLS: usize = 3;

/// A path that could be shown: its generations, its crossings, its last knot and all its knots.
type End<'a, K> = (u32, usize, &'a Knot<K>, Vec<&'a Knot<K>>);

/// A thread chosen for the picture, and what its caption needs.
#[derive(Clone, Debug)]
pub struct Thread<K> {
    pub lineage: Lineage<K>,
    /// From top to bottom.
    pub schools: Vec<K>,
    pub crossings: Vec<Crossing<K>>,
    pub first: NaiveDate,
    pub last: NaiveDate,
}

/// Chooses the thread: from the root that led to most people, the paths that cross and reach deepest (up to seven steps), whole
/// paths only, in at most three schools. `None` when no knot has led to another. Contested and withdrawn knots stay out.
pub fn thread<K: Key>(lineage: &Lineage<K>) -> Option<Thread<K>> {
    let root =
        lineage.roots().into_iter().rev().max_by_key(|&id| lineage.descendants(id)).filter(|&id| lineage.descendants(id) > Some(0))?;
    let mut ends: Vec<End<'_, K>> = Vec::new();
    for knot in lineage.knots().filter(|knot| lineage.generation(knot.id) <= Some(DEEPEST)) {
        let path: Vec<&Knot<K>> = lineage.path(knot.id).into_iter().filter_map(|id| lineage.get(id)).collect();
        let sound = path.windows(2).all(|pair| pair[0].day <= pair[1].day) && path.iter().all(|knot| knot.live);
        if sound && path.first().is_some_and(|first| first.id == root) {
            let crossings = path.windows(2).filter(|pair| pair[0].school != pair[1].school).count();
            ends.push((lineage.generation(knot.id).unwrap_or(1), crossings, knot, path));
        }
    }
    ends.sort_by_key(|(generation, crossings, knot, _)| (std::cmp::Reverse(crossings * 2 + *generation as usize), knot.day, knot.id));

    let mut kept: BTreeSet<K> = BTreeSet::new();
    let mut schools: BTreeSet<K> = BTreeSet::new();
    for (_, _, _, path) in &ends {
        let more = path.iter().filter(|knot| !kept.contains(&knot.id)).count();
        let places: BTreeSet<K> = path.iter().map(|knot| knot.school).chain(schools.iter().copied()).collect();
        if kept.len() + more <= MOST && places.len() <= SCHOOLS {
            schools = places;
            kept.extend(path.iter().map(|knot| knot.id));
        }
    }
    let lineage = Lineage::new(lineage.knots().filter(|knot| kept.contains(&knot.id)).copied());
    let (first, last) = (lineage.knots().next()?.day, lineage.knots().last()?.day);
    let schools = lineage.arrivals().into_iter().map(|arrival| arrival.school).collect();
    (lineage.len() > 1).then(|| Thread { crossings: lineage.crossings(), schools, first, last, lineage })
}

/// Draws a thread for `figure.heroic`. `waiting` names knots whose person really has a learner about to begin;
/// `prefix` begins every id within.
pub fn draw<K: Key>(thread: &Thread<K>, waiting: &[K], prefix: &str, title: &str) -> String {
    let plan = Plan { waiting: waiting.to_vec(), ..Plan::default() };
    render(&layout(&thread.lineage, &plan, Shape::heroic()), prefix, title)
}

fn render<K: Key>(drawn: &Layout<K>, prefix: &str, title: &str) -> String {
    let places = &drawn.places;
    let mut svg = Svg::open("draw", &format!("{prefix}-h"), drawn.along, drawn.across, title, None);
    for lane in drawn.lanes.iter().skip(1) {
        svg.path("grid", &format!("M0 {}H{}", N(lane.from), N(drawn.along)));
    }
    // Softer bends than in the lineage: the picture should look drawn by hand.
    let curve = |tie: &Tie| {
        let (a, b) = (&places[tie.from], &places[tie.to]);
        let (reach, half) = (a.along + tie.bend, tie.bend * 0.56);
        let mut d = format!("M{} {}", N(a.along), N(a.across));
        if (a.across - b.across).abs() > 0.05 {
            let (x1, x2) = (N(a.along + half), N(reach - half));
            let _ = write!(d, "C{x1} {} {x2} {} {} {}", N(a.across), N(b.across), N(reach), N(b.across));
        }
        let _ = write!(d, "H{}", N(b.along));
        d
    };
    let same: String = drawn.ties.iter().filter(|tie| tie.manner == Manner::Same).map(&curve).collect();
    svg.path("tie", &same);
    for tie in &drawn.ties {
        match tie.manner {
            Manner::Cross => ["case", "ply", "cross"].iter().for_each(|ply| svg.path(ply, &curve(tie))),
            Manner::Wait | Manner::Contested => svg.path("wait", &curve(tie)),
            Manner::Same => {}
        }
    }
    for place in places {
        let at = (place.along, place.across);
        match place.kind {
            Kind::Root => {
                svg.circle("root", at, 11.0);
                svg.circle("in", at, 5.5);
            }
            Kind::Tied => svg.circle("k", at, 8.0),
            Kind::Waiting => svg.circle("open", at, 7.0),
        }
    }
    svg.close()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::lineage::tests::well_formed;
    use super::*;
    use crate::graph::lineage::tests::{knot, sound, wild};

    #[test]
    fn the_thread_that_travels_is_chosen() {
        let lineage = Lineage::new([
            knot(0, None, 1, 0),
            knot(1, None, 2, 0),
            knot(2, Some(1), 2, 5),
            knot(3, Some(0), 1, 9),
            knot(4, Some(3), 3, 30),
        ]);
        let thread = thread(&lineage).unwrap();
        assert_eq!((thread.lineage.len(), thread.schools.clone(), thread.crossings.len()), (3, vec![1, 3], 1));
        let svg = draw(&thread, &[4], "inicio", "<un hilo>");
        well_formed(&svg).unwrap();
        assert_eq!((svg.matches("class=\"cross\"").count(), svg.matches("class=\"open\"").count()), (1, 1));
    }

    #[test]
    fn a_network_that_has_not_passed_anything_on_has_no_picture() {
        assert!(thread(&Lineage::<u32>::new([])).is_none());
        assert!(thread(&Lineage::new([knot(0, None, 1, 0), knot(1, None, 2, 0)])).is_none());
    }

    proptest! {
        #[test]
        fn the_picture_stays_small(rows in prop_oneof![sound(60, 6), wild(40)]) {
            if let Some(thread) = thread(&Lineage::new(rows)) {
                prop_assert!(thread.lineage.len() <= MOST && thread.schools.len() <= SCHOOLS);
                prop_assert_eq!(thread.lineage.roots().len(), 1);
                prop_assert_eq!(well_formed(&draw(&thread, &[], "h", "t")), Ok(()));
            }
        }
    }
}
