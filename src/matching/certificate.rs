//! The proof that an assignment is the best, and its checker, which knows nothing of how it was found.
//!
//! Two bounds, each of which no assignment can pass, whatever numbers stand in the certificate:
//!
//! * **How many.** For any set of tutors, no more can be served than there are places in the set and learners with a tutor outside it.
//! * **How well.** For any prices of zero or more, a learner brings at most `u = max(0, big + score − price)` over her row, so no assignment
//!   is worth more than all `u` and, for each tutor, places × price; where worth is the scores' sum plus *big* for everybody served.
//!
//! An assignment that reaches both is the best: most served, and among those the highest score.

use std::fmt;

use super::instance::Instance;

/// Prices and a narrow place. Anybody may have made them; [`certify`] believes nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// The worth of serving one more.
    pub big: i64,
    /// By tutor.
    pub price: Vec<i64>,
    /// By tutor: whether she belongs to the narrow place.
    pub crowded: Vec<bool>,
}

/// What was proved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proof {
    /// How many are served; nobody can serve more.
    pub served: usize,
    /// The sum of their scores; nobody who serves as many reaches more.
    pub score: u64,
}

/// Why something is no proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// The lengths are not those of the instance.
    Shape,
    /// A learner sits with a tutor who is not in her row.
    NoPair { learner: u32, tutor: u32 },
    /// A tutor has more learners than places.
    Overfull { tutor: u32 },
    /// A price below zero, or so large that sums could overflow.
    Price { tutor: u32 },
    /// As far as this certificate can tell, more could be served.
    Served { served: usize, bound: usize },
    /// As far as this certificate can tell, the score could be higher: this much is missing.
    Score { missing: i128 },
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Flaw::Shape => write!(f, "it belongs to another instance"),
            Flaw::NoPair { learner, tutor } => write!(f, "learner {learner} cannot be with tutor {tutor}"),
            Flaw::Overfull { tutor } => write!(f, "tutor {tutor} has more learners than places"),
            Flaw::Price { tutor } => write!(f, "the price of tutor {tutor} is out of bounds"),
            Flaw::Served { served, bound } => write!(f, "{served} are served, and {bound} are not excluded"),
            Flaw::Score { missing } => write!(f, "a score that is higher by {missing} is not excluded"),
        }
    }
}

impl std::error::Error for Flaw {}

/// Checks that an assignment (by learner, her tutor) is possible and that the certificate proves it the best.
///
/// # Errors
/// What is wrong with it, first come first told.
pub fn certify(instance: &Instance, assignment: &[Option<u32>], certificate: &Certificate) -> Result<Proof, Flaw> {
    let Certificate { big, price, crowded } = certificate;
    if assignment.len() != instance.learners() || price.len() != instance.tutors() || crowded.len() != instance.tutors() {
        return Err(Flaw::Shape);
    }
    const BOUND: i64 = 1 << 60;
    let learners = || (0_u32..).zip(assignment);
    let tutors = || (0_u32..).zip(instance.capacities());
    if *big < 0 || *big > BOUND {
        return Err(Flaw::Score { missing: i128::from(*big) });
    }
    if let Some((tutor, _)) = tutors().find(|&(tutor, _)| !(0..=BOUND).contains(&price[tutor as usize])) {
        return Err(Flaw::Price { tutor });
    }
    let mut load = vec![0_u32; instance.tutors()];
    let (mut served, mut score) = (0_usize, 0_u64);
    for (learner, &tutor) in learners() {
        let Some(tutor) = tutor else { continue };
        let Some(value) = instance.score(learner, tutor) else {
            return Err(Flaw::NoPair { learner, tutor });
        };
        served += 1;
        score += u64::from(value);
        load[tutor as usize] += 1;
    }
    if let Some((tutor, _)) = tutors().find(|&(tutor, &capacity)| load[tutor as usize] > capacity) {
        return Err(Flaw::Overfull { tutor });
    }
    let (mut bound, mut worth) = (0_u64, 0_i128);
    for (tutor, &capacity) in tutors() {
        if crowded[tutor as usize] {
            bound += u64::from(capacity);
        }
        worth += i128::from(price[tutor as usize]) * i128::from(capacity);
    }
    for (learner, _) in learners() {
        let (row, scores) = instance.row(learner);
        let (mut best, mut outside) = (0, false);
        for (&tutor, &value) in row.iter().zip(scores) {
            best = best.max(big + i64::from(value) - price[tutor as usize]);
            outside |= !crowded[tutor as usize];
        }
        worth += i128::from(best);
        bound += u64::from(outside);
    }
    if bound != served as u64 {
        return Err(Flaw::Served { served, bound: usize::try_from(bound).unwrap_or(usize::MAX) });
    }
    let reached = i128::from(*big) * served as i128 + i128::from(score);
    if worth != reached {
        return Err(Flaw::Score { missing: worth - reached });
    }
    Ok(Proof { served, score })
}
