//! Properties that any drawing must have, whatever the rows.

use proptest::prelude::*;

use super::*;
use crate::graph::lineage::Knot;
use crate::graph::lineage::tests::{day, knot, sound, wild};

const SHAPES: [Shape; 3] = [Shape::lying(), Shape::tall(), Shape::heroic()];

fn plan(own: u32) -> Plan<u32> {
    Plan { own: Some(own), waiting: vec![0, 3], until: Some(day(500)), pauses: vec![(day(270), day(330))], ..Plan::default() }
}

fn check(rows: &[Knot<u32>], plan: &Plan<u32>) -> Result<(), TestCaseError> {
    let lineage = Lineage::new(rows.iter().copied());
    for shape in SHAPES {
        let drawn = layout(&lineage, plan, shape);
        for (i, a) in drawn.places.iter().enumerate() {
            let lane = &drawn.lanes[a.lane];
            prop_assert!(lane.from < a.across && a.across < lane.to, "outside its lane");
            prop_assert!(a.track < lane.tracks && a.along >= shape.lead - 1e-9 && a.along < drawn.along);
            for b in &drawn.places[..i] {
                let apart = (a.along - b.along).hypot(a.across - b.across);
                prop_assert!(apart >= shape.gap - 1e-6, "{apart} between {b:?} and {a:?}");
                if a.lane == b.lane {
                    prop_assert!(b.day <= a.day && b.along <= a.along + 1e-9, "out of date order");
                }
            }
        }
        let drawn_knots: u32 = drawn.places.iter().filter(|p| p.kind != Kind::Waiting).map(|p| p.count).sum();
        prop_assert_eq!(drawn_knots as usize, lineage.len());
        for tie in &drawn.ties {
            let forward = drawn.places[tie.to].along >= drawn.places[tie.from].along + shape.gap - 1e-9;
            prop_assert!(forward || tie.manner == Manner::Contested);
        }
        if !shape.bounded {
            prop_assert!(drawn.across <= shape.head + shape.across + 1e-6, "too wide: {}", drawn.across);
        }
        prop_assert!(drawn.ticks.windows(2).all(|t| t[1].along - t[0].along >= shape.tick * 0.8));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn sound_threads_are_drawn_apart(rows in sound(120, 6), own in 0..7u32) {
        check(&rows, &plan(own))?;
    }

    #[test]
    fn wild_rows_are_drawn_too(rows in wild(60), own in 0..7u32) {
        check(&rows, &plan(own))?;
    }

    #[test]
    fn many_schools_and_condensed_threads_hold(rows in sound(160, 30), most in 1..60usize) {
        check(&rows, &Plan { most, ..plan(2) })?;
    }

    #[test]
    fn order_of_rows_never_matters((rows, mixed) in sound(60, 5).prop_flat_map(|r| (Just(r.clone()), Just(r).prop_shuffle()))) {
        let (a, b) = (Lineage::new(rows), Lineage::new(mixed));
        for shape in SHAPES {
            prop_assert_eq!(layout(&a, &plan(1), shape), layout(&b, &plan(1), shape));
        }
    }
}

/// A network that grows as real ones do: each brings two or three, some go elsewhere.
fn grown(n: u32) -> Lineage<u32> {
    Lineage::new((0..n).map(|i| {
        let up = (i > 0).then(|| (i - 1) / 3 + (i % 7) * u32::from(i > 60) % (i / 4).max(1));
        knot(i, up.map(|up| up.min(i.saturating_sub(1))), (i * 7 / 5) % 4 * u32::from(i % 5 == 0), u64::from(i) * 500 / u64::from(n))
    }))
}

#[test]
fn the_work_grows_with_the_knots() {
    for shape in SHAPES {
        for n in [50, 100, 200, 400] {
            let steps = layout(&grown(n), &Plan::default(), shape).steps;
            assert!(steps <= 40 * u64::from(n), "{steps} steps for {n} knots");
        }
        let star = Lineage::new((0..400).map(|i| knot(i, (i > 0).then_some(0), 1, 10)));
        assert!(layout(&star, &Plan::default(), shape).steps <= 16_000);
    }
}

#[test]
fn a_thread_runs_straight_and_forks_to_the_next_track() {
    let l = Lineage::new([
        knot(0, None, 1, 20),
        knot(1, Some(0), 1, 60),
        knot(2, Some(1), 1, 100),
        knot(3, Some(0), 1, 90),
        knot(4, Some(0), 2, 120),
    ]);
    let drawn = layout(&l, &Plan { own: Some(2), ..Plan::default() }, Shape::lying());
    let track = |id: u32| drawn.places.iter().find(|p| p.id == id).map(|p| (p.lane, p.track));
    assert_eq!(track(0), track(1));
    assert_eq!(track(1), track(2));
    assert_eq!(track(4), Some((0, 0)), "own lane first");
    assert_eq!(drawn.lanes[1].tracks, 2);
    let manners: Vec<_> = drawn.ties.iter().map(|tie| tie.manner).collect();
    assert_eq!(manners.iter().filter(|m| **m == Manner::Cross).count(), 1);
}

#[test]
fn nothing_gives_an_empty_drawing() {
    let empty = Lineage::<u32>::new([]);
    for shape in SHAPES {
        let drawn = layout(&empty, &Plan::default(), shape);
        assert!(drawn.places.is_empty() && drawn.ties.is_empty() && drawn.lanes.is_empty() && drawn.along.is_finite());
    }
}

#[test]
fn a_large_topic_is_condensed_per_school_and_month() {
    let drawn = layout(&grown(1000), &Plan::default(), Shape::lying());
    assert_eq!(drawn.condensed, Some(1));
    assert!(drawn.places.len() <= 17 * 4);
    assert_eq!(drawn.places.iter().map(|p| p.count).sum::<u32>(), 1000);
}

#[test]
fn who_brought_many_is_one_trunk_with_short_boughs() {
    // Ninety in three years, all from one: side by side they would need ninety tracks.
    let star = Lineage::new((0..90).map(|i: u32| knot(i, (i > 0).then_some(0), 1, u64::from(i) * 12)));
    let drawn = layout(&star, &Plan { own: Some(1), ..Plan::default() }, Shape::tall());
    assert!(drawn.lanes[0].tracks <= 4, "{} tracks", drawn.lanes[0].tracks);
    assert!(drawn.ties.iter().all(|tie| tie.late && tie.bend <= 2.0 * drawn.shape.gap));
    // The trunk runs over nobody: only its root and the last one stand on it.
    let trunk = drawn.places[0].track;
    let on_it: Vec<u32> = drawn.places.iter().filter(|place| place.track == trunk).map(|place| place.id).collect();
    assert_eq!(on_it, [0, 89]);
    // Where there is room for every thread, each still leaves at once.
    let few = layout(&grown(12), &Plan::default(), Shape::tall());
    assert!(few.ties.iter().all(|tie| !tie.late));
}
