//! Tables of cases, and properties against an oracle that walks plain maps.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::*;

pub(crate) fn day(n: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 10, 1).unwrap() + Days::new(n)
}

/// Person = id + 1000, live.
pub(crate) fn knot(id: u32, parent: Option<u32>, school: u32, on: u64) -> Knot<u32> {
    Knot { id, parent, person: id + 1000, school, day: day(on), live: true }
}

/// Any rows at all: dangling parents, rings, repeated ids, parents after children.
pub(crate) fn wild(max: usize) -> impl Strategy<Value = Vec<Knot<u32>>> {
    let n = max as u32;
    prop::collection::vec((0..n, prop::option::weighted(0.8, 0..n), 0..5u32, 0..400u64, any::<bool>()), 0..max)
        .prop_map(|rows| rows.into_iter().map(|(id, up, school, on, live)| Knot { live, ..knot(id, up, school, on) }).collect())
}

/// A sound forest: a parent has a smaller id and an earlier or equal day.
pub(crate) fn sound(max: usize, schools: u32) -> impl Strategy<Value = Vec<Knot<u32>>> {
    prop::collection::vec((any::<prop::sample::Index>(), 0..schools, 0..40u64, 0..10u8), 1..max).prop_map(|rows| {
        let mut made: Vec<Knot<u32>> = Vec::new();
        for (i, (up, school, later, kind)) in rows.into_iter().enumerate() {
            let parent = (i > 0 && kind > 0).then(|| made[up.index(i)]);
            let (school, on) = match parent {
                Some(p) => (if kind < 9 { p.school } else { school }, p.day + Days::new(later)),
                None => (school, day(later)),
            };
            made.push(Knot { day: on, ..knot(i as u32, parent.map(|p| p.id), school, 0) });
        }
        made
    })
}

/// Elvia(0) → Maricruz(1) → {Nayeli(2), 4 in school 2}; Elvia → 3 in school 3 → 5 back in school 1.
fn sample() -> Lineage<u32> {
    Lineage::new([
        knot(0, None, 1, 0),
        knot(1, Some(0), 1, 30),
        knot(2, Some(1), 1, 60),
        knot(3, Some(0), 3, 45),
        knot(4, Some(1), 2, 80),
        knot(5, Some(3), 1, 300),
        knot(6, Some(3), 1, 310),
    ])
}

#[test]
fn a_small_thread_is_told_right() {
    let l = sample();
    assert_eq!((l.roots(), l.children(0), l.children(1)), (vec![0], vec![1, 3], vec![2, 4]));
    assert_eq!((l.depth(), l.generation(5), l.descendants(0), l.path(4)), (3, Some(3), Some(6), vec![0, 1, 4]));
    let crossings: Vec<_> = l.crossings().iter().map(|c| (c.from_school, c.to_school, c.to)).collect();
    assert_eq!(crossings, [(1, 3, 3), (1, 2, 4), (3, 1, 5), (3, 1, 6)]);
    assert_eq!(l.first_crossings().iter().map(|c| c.to).collect::<Vec<_>>(), [3, 4, 5]);
    let arrivals: Vec<_> = l.arrivals().iter().map(|a| (a.school, a.knot, a.came_from)).collect();
    assert_eq!(arrivals, [(1, 0, None), (3, 3, Some(1)), (2, 4, Some(1))]);
    let quiet = l.quiet_since(day(200));
    assert_eq!(quiet, [Quiet { top: 1, last: day(80), knots: 3, live: 3 }]);
}

#[test]
fn contradictions_are_told_and_survived() {
    type Case = (&'static str, Vec<Knot<u32>>, Vec<Problem<u32>>, Vec<u32>);
    let cases: Vec<Case> = vec![
        ("nothing", vec![], vec![], vec![]),
        ("orphan", vec![knot(1, Some(9), 1, 0)], vec![Problem::MissingParent { id: 1, parent: 9 }], vec![1]),
        ("own parent", vec![knot(1, Some(1), 1, 0)], vec![Problem::Cycle { ids: vec![1] }], vec![1]),
        (
            "ring of three with a tail",
            vec![knot(1, Some(3), 1, 5), knot(2, Some(1), 1, 6), knot(3, Some(2), 1, 7), knot(4, Some(3), 1, 8)],
            vec![Problem::Cycle { ids: vec![1, 2, 3] }],
            vec![1],
        ),
        ("parent after child", vec![knot(1, None, 1, 9), knot(2, Some(1), 1, 3)], vec![Problem::LaterParent { id: 2, parent: 1 }], vec![1]),
        ("same row twice", vec![knot(1, None, 1, 0), knot(1, None, 1, 0)], vec![], vec![1]),
        ("same id twice", vec![knot(1, None, 1, 0), knot(1, None, 2, 0)], vec![Problem::Duplicate { id: 1 }], vec![1]),
    ];
    for (name, rows, problems, roots) in cases {
        let l = Lineage::new(rows);
        assert_eq!((l.problems(), l.roots()), (&problems[..], roots), "{name}");
    }
}

#[test]
fn a_thread_of_a_hundred_thousand_does_not_recurse() {
    let n = 100_000;
    let l = Lineage::new((0..n).map(|i| knot(i, i.checked_sub(1), 1, u64::from(i))));
    assert_eq!((l.depth(), l.descendants(0), l.path(n - 1).len()), (n, Some(n - 1), n as usize));
    let ring = Lineage::new((0..n).map(|i| knot(i, Some((i + 1) % n), 1, 0)));
    assert_eq!((ring.roots(), ring.depth()), (vec![0], n));
}

#[test]
fn a_scope_keeps_the_nearest_and_counts_the_rest() {
    let l = sample();
    let cases = [
        // person, knots, siblings → kept, ancestors, siblings, descendants left out, elsewhere
        (1001, 60, 8, vec![0, 1, 2, 3, 4], 0, 0, 0, 2),
        (1001, 3, 0, vec![0, 1, 2], 0, 1, 1, 2),
        (1005, 2, 8, vec![3, 5], 1, 1, 0, 3),
        (1005, 0, 8, vec![5], 2, 1, 0, 3),
        (1000, 3, 8, vec![0, 1, 3], 0, 0, 4, 0),
    ];
    for (person, knots, siblings, kept, up, side, down, elsewhere) in cases {
        let scope = l.around(person, Around { knots, siblings }).unwrap();
        let mut ids: Vec<_> = scope.lineage.knots().map(|k| k.id).collect();
        ids.sort_unstable();
        assert_eq!(ids, kept, "{person} {knots}");
        assert_eq!(scope.lineage.problems(), []);
        let counts = (scope.ancestors_left_out, scope.siblings_left_out, scope.descendants_left_out, scope.elsewhere);
        assert_eq!(counts, (up, side, down, elsewhere), "{person} {knots}");
    }
    assert!(l.around(7, Around::default()).is_none());
}

proptest! {
    #[test]
    fn any_rows_make_a_forest(rows in wild(40)) {
        let l = Lineage::new(rows.clone());
        let ids: BTreeSet<_> = rows.iter().map(|k| k.id).collect();
        prop_assert_eq!(l.len(), ids.len());
        // Oracle: parents as a plain map, climbed step by step.
        let up: BTreeMap<u32, u32> = l.knots().filter_map(|k| Some((k.id, l.parent(k.id)?.id))).collect();
        let mut below: BTreeMap<u32, u32> = BTreeMap::new();
        for &id in &ids {
            let mut path = vec![id];
            while let Some(&p) = up.get(path.last().unwrap()) {
                prop_assert!(!path.contains(&p), "still a ring");
                *below.entry(p).or_default() += 1;
                path.push(p);
            }
            path.reverse();
            prop_assert_eq!(l.generation(id), Some(path.len() as u32));
            prop_assert_eq!(l.path(id), path);
        }
        for &id in &ids {
            prop_assert_eq!(l.descendants(id), Some(below.get(&id).copied().unwrap_or(0)));
            let mut kids: Vec<_> = up.iter().filter(|(_, p)| **p == id).map(|(c, _)| (l.get(*c).unwrap().day, *c)).collect();
            kids.sort_unstable();
            prop_assert_eq!(l.children(id), kids.into_iter().map(|k| k.1).collect::<Vec<_>>());
        }
        // Each parent that was given holds, unless a problem says why not.
        for k in l.knots() {
            let cut = l.problems().iter().any(|p| matches!(p, Problem::MissingParent { id, .. } if *id == k.id)
                || matches!(p, Problem::Cycle { ids } if ids[0] == k.id));
            prop_assert_eq!(l.parent(k.id).map(|p| p.id), if cut { None } else { k.parent });
        }
    }

    #[test]
    fn order_of_rows_never_matters((rows, mixed) in wild(30).prop_flat_map(|r| (Just(r.clone()), Just(r).prop_shuffle()))) {
        let (a, b) = (Lineage::new(rows), Lineage::new(mixed));
        prop_assert_eq!(a.problems(), b.problems());
        prop_assert_eq!(a.knots().collect::<Vec<_>>(), b.knots().collect::<Vec<_>>());
        prop_assert_eq!(a.from_the_roots().collect::<Vec<_>>(), b.from_the_roots().collect::<Vec<_>>());
    }

    #[test]
    fn quiet_branches_cover_exactly_the_quiet_knots(rows in wild(30), since in 0..400u64) {
        let l = Lineage::new(rows);
        let since = day(since);
        let busy: BTreeSet<u32> = l.knots().filter(|k| k.day >= since).flat_map(|k| l.path(k.id)).collect();
        let covered: u32 = l.quiet_since(since).iter().map(|q| q.knots).sum();
        prop_assert_eq!(covered as usize, l.len() - busy.len());
    }

    #[test]
    fn a_scope_adds_up(rows in sound(40, 4), who in 0..40u32, knots in 0..20usize, siblings in 0..5usize) {
        let l = Lineage::new(rows);
        if let Some(s) = l.around(who + 1000, Around { knots, siblings }) {
            prop_assert!(s.lineage.len() <= knots.max(1));
            prop_assert_eq!(s.lineage.roots().len(), 1);
            let out = s.ancestors_left_out + s.siblings_left_out + s.descendants_left_out + s.elsewhere;
            prop_assert_eq!(out + s.lineage.len(), l.len());
        }
    }
}

#[test]
fn a_gathered_school_is_one_knot_and_the_rest_hangs_as_it_hung() {
    let knot = |id: u32, parent: Option<u32>, school: u32, day: u32| Knot {
        id,
        parent,
        person: id,
        school,
        day: chrono::NaiveDate::from_ymd_opt(2026, 1, day).expect("a date"),
        live: id != 3,
    };
    // School 1: 1 → 2; school 2, gathered: 3 (from 1), 4 (from 3), 5 (from nobody); school 3: 6 (from 4); school 1 again: 7 (from 5).
    let whole = Lineage::new([
        knot(1, None, 1, 1),
        knot(2, Some(1), 1, 2),
        knot(3, Some(1), 2, 3),
        knot(4, Some(3), 2, 4),
        knot(5, None, 2, 5),
        knot(6, Some(4), 3, 6),
        knot(7, Some(5), 1, 7),
    ]);
    let gathered = whole.gathered(&BTreeSet::from([2]));
    let ties: Vec<_> = gathered.knots().map(|knot| (knot.id, gathered.parent(knot.id).map(|parent| parent.id), knot.live)).collect();
    assert_eq!(ties, [(1, None, true), (2, Some(1), true), (3, Some(1), true), (6, Some(3), true), (7, Some(3), true)]);
    assert!(gathered.problems().is_empty());
    assert_eq!(whole.gathered(&BTreeSet::new()).len(), whole.len(), "nothing to gather");
    assert_eq!(
        gathered.arrivals().iter().map(|arrival| (arrival.school, arrival.day)).collect::<Vec<_>>(),
        whole.arrivals().iter().map(|arrival| (arrival.school, arrival.day)).collect::<Vec<_>>(),
        "when a school was reached is told alike"
    );
}
