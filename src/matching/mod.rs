//! The optimiser: who should accompany whom, so that the most learners have a tutor, and among all such assignments the one with the highest score.
//!
//! [`solve`] works on plain arrays: an auction with falling increments brings nearly everybody to a seat, the narrow place of the network
//! (the cover) turns "the most learners" into prices, and shortest paths make the rest exact. Every answer carries a certificate, which
//! [`certify`] checks without knowing how it was found. [`Resident`] keeps an answer the best while people come and go.
//!
//! The same instance gives the same answer: in whatever order its edges came, on one thread or on two. Numbers of people break ties.
//! Nothing recurses; beside the instance there are its edges once more, as the tutors see them, and a few arrays by person.
//!
//! It deliberately does not know people, topics, constraints or where a score comes from, and it reads no clock: whoever wants to measure or
//! to stop it, hands in a [`Watch`].

mod auction;
mod certificate;
mod cover;
mod instance;
mod pair;
mod prefetch;
mod price;
mod resident;
mod rounds;
mod rows;
mod search;
mod seats;
mod solve;

pub use certificate::{Certificate, Flaw, Proof, certify};
pub use instance::{Edges, HIGHEST_SCORE, Instance, MOST, Refused};
pub use pair::{InTurn, Pair, SideBySide};
pub use resident::Resident;
pub use solve::{Solution, solve};

/// A part of the work, told when it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The edges as the tutors see them.
    Columns,
    /// Learners bid for places.
    Auction,
    /// How many can be served at all.
    Cover,
    /// Who has only crowded tutors bids for those, everybody else elsewhere.
    Crowded,
    /// Who has not the best seat at today's prices leaves it.
    Tight,
    /// Free places are made right, in two halves.
    Fill,
    /// Those whose search goes beyond one half.
    FillLeft,
    /// Learners without a place find one, or it is decided who goes unserved.
    Seat,
}

/// Whoever wants to know how far the work is, or to stop it.
pub trait Watch: Sync {
    /// A stage begins.
    fn begins(&self, _stage: Stage) {}

    /// Asked again and again; the work stops soon after this is true.
    fn is_stopped(&self) -> bool {
        false
    }
}

/// Nobody watches.
impl Watch for () {}

/// The work was stopped before it had an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped;

impl std::fmt::Display for Stopped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "stopped before there was an answer")
    }
}

impl std::error::Error for Stopped {}
