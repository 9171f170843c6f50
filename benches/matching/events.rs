//! How long the resident solver takes to be right again after somebody came or went.

use std::time::Instant;

use relevo::matching::{Instance, Resident, SideBySide, certify, solve};

use super::instances::Chance;

const EVENTS: usize = 20_000;
const KINDS: [&str; 4] = ["arrive", "leave", "one place more", "one place less"];

/// Learners come and go and tutors change how many they take, at random and in turn. The middle, the slowest of a hundred and the slowest of
/// all, of each kind.
pub fn measure(instance: &Instance) -> Vec<String> {
    let mut chance = Chance::new(7);
    let mut resident = Resident::new(instance, &SideBySide, &()).expect("nobody stops it");
    // Whose row each learner has who is there; and of those who left, the rows with which somebody may come.
    let mut here: Vec<(u32, u32)> = (0..instance.learners() as u32).map(|learner| (learner, learner)).collect();
    let mut away: Vec<u32> = Vec::new();
    let mut took: [Vec<f64>; 4] = Default::default();
    for round in 0..EVENTS {
        // At first some leave, so that whoever comes is not the one who left just before.
        let kind = if round < EVENTS / 10 { 1 } else { round % 4 };
        let began;
        match kind {
            0 => {
                let origin = away.swap_remove(chance.below(away.len()));
                let (tutors, scores) = instance.row(origin);
                let row: Vec<(u32, u16)> = tutors.iter().copied().zip(scores.iter().copied()).collect();
                began = Instant::now();
                let learner = resident.arrive(&row).expect("within the bounds");
                took[kind].push(began.elapsed().as_secs_f64());
                here.push((learner, origin));
            }
            1 => {
                let (learner, origin) = here.swap_remove(chance.below(here.len()));
                began = Instant::now();
                resident.leave(learner).expect("she is there");
                took[kind].push(began.elapsed().as_secs_f64());
                away.push(origin);
            }
            _ => {
                let mut tutor = chance.below(instance.tutors()) as u32;
                while kind == 3 && resident.capacity(tutor) == 0 {
                    tutor = chance.below(instance.tutors()) as u32;
                }
                let places = resident.capacity(tutor);
                began = Instant::now();
                resident.set_capacity(tutor, if kind == 2 { places + 1 } else { places - 1 }).expect("she is there");
                took[kind].push(began.elapsed().as_secs_f64());
            }
        }
    }
    let after = resident.instance().expect("within the bounds");
    let kept = resident.solution();
    let proof = certify(&after, &kept.assignment, &kept.certificate).expect("a proof");
    let anew = solve(&after, &SideBySide, &()).expect("nobody stops it");
    assert_eq!(certify(&after, &anew.assignment, &anew.certificate).expect("a proof"), proof, "as good as solved anew");
    let told = |(kind, mut took): (&str, Vec<f64>)| {
        took.sort_unstable_by(f64::total_cmp);
        let at = |part: usize| took[(took.len() - 1) * part / 100] * 1e6;
        format!("{kind:<15} p50 {:>7.1} µs, p99 {:>7.1} µs, max {:>7.1} µs ({} events)", at(50), at(99), at(100), took.len())
    };
    KINDS.into_iter().zip(took).map(told).collect()
}
