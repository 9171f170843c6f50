//! What the optimiser may not take: longer than somebody wants to wait, and more stack than a thread has.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use relevo::matching::{InTurn, Instance, Resident, SideBySide, Stage, Stopped, Watch, certify, solve};

use super::instances::{REGIMES, SIZES, instance as made};
use super::{Chance, List, by_chance, instance};

/// Stops when a stage begins.
struct StopAt(Stage, AtomicBool);

impl Watch for StopAt {
    fn begins(&self, stage: Stage) {
        if stage == self.0 {
            self.1.store(true, Ordering::Relaxed);
        }
    }

    fn is_stopped(&self) -> bool {
        self.1.load(Ordering::Relaxed)
    }
}

/// Stops when it is asked for the time after these.
struct StopAfter(AtomicUsize);

impl StopAfter {
    fn times(times: usize) -> StopAfter {
        StopAfter(times.into())
    }
}

impl Watch for StopAfter {
    fn is_stopped(&self) -> bool {
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_err()
    }
}

#[test]
fn it_can_be_stopped_in_each_long_stage() {
    let mut chance = Chance(7);
    let (capacity, list) = by_chance(&mut chance, 3_000, 1_500, 12_000, &[100, 300, 301, 999]);
    let instance = instance(3_000, &capacity, &list);
    for stage in [Stage::Columns, Stage::Auction, Stage::Cover, Stage::Crowded, Stage::Tight, Stage::Fill] {
        assert_eq!(solve(&instance, &SideBySide, &StopAt(stage, false.into())), Err(Stopped), "{stage:?}");
    }
    assert!(Resident::new(&instance, &InTurn, &StopAt(Stage::Cover, false.into())).is_err());
}

#[test]
fn whenever_it_is_stopped_there_is_no_half_answer() {
    for regime in REGIMES {
        let instance = made(SIZES[0], regime, 3);
        let whole = solve(&instance, &InTurn, &()).expect("nobody stops it");
        let asked = (0..100_000).find(|&times| match solve(&instance, &InTurn, &StopAfter::times(times)) {
            Err(Stopped) => false,
            Ok(solution) => {
                assert_eq!(solution, whole);
                true
            }
        });
        assert!(asked.is_some_and(|asked| asked > 20), "asked {asked:?} times, too seldom to be stopped soon");
    }
}

/// Solves on a thread that has next to no stack.
fn with_little_stack(instance: &Instance) -> usize {
    std::thread::scope(|scope| {
        let work = || {
            let solution = solve(instance, &InTurn, &()).expect("nobody stops it");
            certify(instance, &solution.assignment, &solution.certificate).expect("a proof").served
        };
        let thread = std::thread::Builder::new().stack_size(128 << 10).spawn_scoped(scope, work);
        thread.expect("a thread").join().expect("it comes to an end")
    })
}

#[test]
fn the_stack_does_not_grow_with_the_instance() {
    // A path that everybody is on, taken forward from the one learner who is left over.
    let length = 10_000_u32;
    let mut chain: List = (0..length).flat_map(|at| [(at, at, 900), (at, at + 1, 100)]).collect();
    chain.push((length, 0, 100));
    let places = length as usize + 1;
    assert_eq!(with_little_stack(&instance(places, &vec![1; places], &chain)), places);
    // A star: everybody at one tutor, and each may go to one of her own.
    let star: List = (0..length).flat_map(|at| [(at, 0, 900), (at, at + 1, 100)]).collect();
    let capacity: Vec<u32> = std::iter::once(500).chain(std::iter::repeat_n(1, length as usize)).collect();
    assert_eq!(with_little_stack(&instance(length as usize, &capacity, &star)), length as usize);
}

#[test]
fn more_learners_than_could_ever_be_served_are_told_apart_by_score_alone() {
    // Forty in a hundred have no tutor at all, the others share three places: nothing can be served but three.
    let list: List =
        (0..3_000_u32).filter(|learner| learner % 5 > 1).map(|learner| (learner, learner % 3, (learner % 900) as u16)).collect();
    let instance = instance(3_000, &[1, 1, 1], &list);
    let solution = solve(&instance, &SideBySide, &()).expect("nobody stops it");
    let proof = certify(&instance, &solution.assignment, &solution.certificate).expect("a proof");
    assert_eq!((proof.served, proof.score), (3, 899 + 898 + 897));
    assert!(solution.assignment.iter().enumerate().all(|(learner, tutor)| tutor.is_none() || learner % 5 > 1));
}
