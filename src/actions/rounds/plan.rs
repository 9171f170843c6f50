//! The best assignment of a round, proved before anybody sees it, and what each tutor's places mean in it. Pure.
//!
//! What a teacher settles by hand is taken out first: that learner and that place are gone, and everybody else is assigned as well as can be
//! around them. Every answer goes through the checker, which knows nothing of how it was found. What would change with one place more, or
//! without a tutor, is found by changing an answer that is kept, and changing it back.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::id::PersonId;
use crate::graph::round::Round;
use crate::graph::score::{Weights, score};
use crate::matching::{Certificate, Edges, Flaw, InTurn, Instance, Proof, Refused, Resident, Stopped, certify, solve};

/// No assignment can be shown: a fault of ours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The answer does not prove itself.
    #[error("the best assignment does not prove itself: {0}")]
    Flaw(Flaw),
    /// The round makes no instance.
    #[error("the round makes no instance: {0}")]
    Refused(#[from] Refused),
    /// The solver was stopped, which nobody does here.
    #[error(transparent)]
    Stopped(#[from] Stopped),
}

/// What was settled by hand: by learner, the number of her pair, or that she begins with nobody for now.
pub type Settled = BTreeMap<u32, Option<usize>>;

/// An assignment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// By learner: the number of her pair, where she begins with somebody.
    pub pairs: Vec<Option<usize>>,
    /// How many could begin at most, with nothing settled by hand.
    pub best: usize,
    /// The offers, by their numbers, for which more were settled than have room.
    pub overfull: BTreeSet<u32>,
}

impl Plan {
    /// How many begin.
    pub fn served(&self) -> usize {
        self.pairs.iter().flatten().count()
    }
}

/// What a tutor's places mean: what would be without them, or with one more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worth {
    /// Who.
    pub tutor: PersonId,
    /// How many fewer would begin without her.
    pub without: usize,
    /// Her offers, by their numbers, of which one more place would serve one more.
    pub more: Vec<u32>,
}

/// The best assignment around what is settled.
///
/// # Errors
/// It does not prove itself.
pub fn plan(round: &Round, weights: &Weights, settled: &Settled) -> Result<Plan, Fault> {
    let free = free(round);
    let best = assign(round, weights, &free, &BTreeSet::new())?;
    let mut plan = Plan { best: best.iter().flatten().count(), pairs: best, overfull: BTreeSet::new() };
    if settled.is_empty() {
        return Ok(plan);
    }
    let mut left = free;
    for pair in settled.values().flatten() {
        let seat = round.pairs[*pair].seat;
        match left[seat as usize].checked_sub(1) {
            Some(fewer) => left[seat as usize] = fewer,
            None => {
                plan.overfull.insert(seat);
            }
        }
    }
    plan.pairs = assign(round, weights, &left, &settled.keys().copied().collect())?;
    for (learner, pair) in settled {
        plan.pairs[*learner as usize] = *pair;
    }
    Ok(plan)
}

/// What the places of each tutor mean in the best assignment; whoever changes nothing is left out. She without whom the most would wait comes
/// first.
///
/// # Errors
/// The round makes no instance.
pub fn worth(round: &Round, weights: &Weights) -> Result<Vec<Worth>, Fault> {
    let free = free(round);
    let mut resident = Resident::new(&instance(round, weights, &free, &BTreeSet::new())?, &InTurn, &())?;
    let served = resident.served();
    let mut tutors: BTreeMap<PersonId, Vec<u32>> = BTreeMap::new();
    for (seat, number) in round.seats.iter().zip(0..) {
        tutors.entry(seat.tutor).or_default().push(number);
    }
    let mut found = Vec::new();
    for (tutor, seats) in tutors {
        for seat in &seats {
            resident.set_capacity(*seat, 0)?;
        }
        let without = served - resident.served();
        for seat in &seats {
            resident.set_capacity(*seat, free[*seat as usize])?;
        }
        let mut more = Vec::new();
        for seat in seats {
            resident.set_capacity(seat, free[seat as usize] + 1)?;
            if resident.served() > served {
                more.push(seat);
            }
            resident.set_capacity(seat, free[seat as usize])?;
        }
        if without > 0 || !more.is_empty() {
            found.push(Worth { tutor, without, more });
        }
    }
    found.sort_by_key(|worth| (std::cmp::Reverse((worth.without, worth.more.len())), worth.tutor));
    Ok(found)
}

fn free(round: &Round) -> Vec<u32> {
    round.seats.iter().map(crate::graph::round::Seat::free).collect()
}

fn instance(round: &Round, weights: &Weights, free: &[u32], without: &BTreeSet<u32>) -> Result<Instance, Refused> {
    let mut edges = Edges::with_room(round.pairs.len());
    for pair in round.pairs.iter().filter(|pair| !without.contains(&pair.learner)) {
        edges.push(pair.learner, pair.seat, score(&pair.way.parts, weights));
    }
    Instance::new(round.learners.len(), free.to_vec(), edges)
}

/// The best assignment of everybody but some, by learner the number of her pair.
fn assign(round: &Round, weights: &Weights, free: &[u32], without: &BTreeSet<u32>) -> Result<Vec<Option<usize>>, Fault> {
    let instance = instance(round, weights, free, without)?;
    let solution = solve(&instance, &InTurn, &())?;
    proved(&instance, &solution.assignment, &solution.certificate)?;
    let chosen = (0_u32..).zip(solution.assignment);
    Ok(chosen.map(|(learner, seat)| seat.and_then(|seat| round.of(learner).find(|at| round.pairs[*at].seat == seat))).collect())
}

fn proved(instance: &Instance, assignment: &[Option<u32>], certificate: &Certificate) -> Result<Proof, Fault> {
    certify(instance, assignment, certificate).map_err(Fault::Flaw)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_prove_itself_is_a_fault() {
        let mut edges = Edges::default();
        [(0, 0, 700), (0, 1, 500), (1, 0, 600)].into_iter().for_each(|(learner, tutor, score)| edges.push(learner, tutor, score));
        let instance = Instance::new(2, vec![1, 1], edges).expect("an instance");
        let solution = solve(&instance, &InTurn, &()).expect("solved");
        assert_eq!(proved(&instance, &solution.assignment, &solution.certificate), Ok(Proof { served: 2, score: 1100 }));
        // Only one is served, where two could be.
        let fewer = proved(&instance, &[Some(0), None], &solution.certificate);
        assert_eq!(fewer, Err(Fault::Flaw(Flaw::Served { served: 1, bound: 2 })));
    }
}
