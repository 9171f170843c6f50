//! The optimiser: who should accompany whom, so that the most learners have a tutor, and among all such assignments the one with the highest score.
//!
//! # How
//!
//! [`solve`] works on plain arrays, in the order of [`Stage`]:
//!
//! 1. *Columns*: the edges once more, as the tutors see them.
//! 2. *Auction*: learners bid for places, by steps that fall with the bids that each has made. Nearly everybody comes to a seat at nearly the
//!    right price.
//! 3. *Cover*: on a copy, how many can be served at all, and which tutors are the narrow place (Dulmage–Mendelsohn, Kőnig).
//! 4. *Crowded*: these tutors become dear by a bonus, so that "the most learners" is a matter of prices; who has another choice goes there.
//! 5. *Tight*: who has not the best seat at these prices leaves it. From here on everything is exact.
//! 6. *Fill*: for each free place that still has a price, a shortest path backward, to somebody who wants to come or to a price of zero.
//! 7. *Seat*: for each learner who still wants a place, a shortest path forward, to a free place or to whoever goes unserved instead.
//!
//! What holds from stage 5 on: no learner would rather be elsewhere at today's prices, and whoever sits has the best there is for him. Each
//! search keeps that and takes away one of the two things that may still be wrong, a free place with a price and a waiting learner with a
//! wish. When none is left the prices prove the answer. Every answer carries them as its certificate, which [`certify`] checks without
//! knowing how it was found. [`Resident`] keeps an answer the best while people come and go, by the same two searches.
//!
//! The same instance gives the same answer: in whatever order its edges came, on one thread or on two. Stages 1, 2, 4, 5 and 6 run in two
//! halves that do not touch each other, and what crosses over is done at fixed meetings and in a fixed order. Numbers of people break ties.
//! Nothing recurses; beside the instance there are its edges once more, and a few arrays by person.
//!
//! # Where the time goes
//!
//! `cargo bench --bench matching` measures it; the README has the table. Of a nation (990,000 learners, 612,000 tutors, 13.7 million edges,
//! 102 places for 100 learners), in processor seconds of one thread, 1.25 in all:
//!
//! | columns | auction | cover | crowded | tight | fill | seat |
//! |---|---|---|---|---|---|---|
//! | 0.13 | 0.58 | 0.04 | 0.06 | 0.05 | 0.31 | 0.09 |
//!
//! The auction reads 8.4 million rows, eight a learner, at 70 ns each; 380,000 fills look at 1.4 million tutors and 44 million edges, at 7 ns
//! each; 14,500 seats look at 5 million edges. All of that waits for memory: rows are read where the price before them has led, each for the
//! first time from afar. Larger steps make fewer bids and more fills; they are set where the sum is least, and the sum is flat there: 23
//! million rows and 0.17 s of fills with steps that fall from 23 to 3, six million and 0.4 s with steps from 100. Where places abound few bid
//! more than three times, and the small steps win. Tried without gain: more or fewer bids under way, other sizes of block, asking the memory
//! for a column when its tutor is labelled, pages of two megabytes, steps that rise again in a long contest. On two threads the cover, the
//! seats and half of the crowded tutors remain with one of them.
//!
//! # What it does not know
//!
//! It deliberately does not know people, topics, constraints or where a score comes from, and it reads no clock: whoever wants to measure or
//! to stop it, hands in a [`Watch`].

mod auction;
mod certificate;
mod columns;
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
