//! What is to be matched: learners' rows of tutors with a score, and how many learners each tutor can take.
//!
//! An instance is kept in one canonical form: learners by number, in a row tutors by number, of parallel edges the best. So the order in
//! which edges are given cannot matter. Numbers break ties, hence whoever numbers people decides which of equally good answers comes out;
//! numbering them by zone and school also keeps what belongs together in the processor's cache, which is worth a factor of four.

use std::fmt;

/// The highest score an edge may have. Below 2¹⁶ with room for the increments of the auction.
pub const HIGHEST_SCORE: u16 = 65_471;

/// How many learners, tutors or edges there may be at most.
pub const MOST: usize = 1 << 31;

/// Why an instance was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// An edge names a learner that there is not.
    Learner(u32),
    /// An edge names a tutor that there is not.
    Tutor(u32),
    /// A score above [`HIGHEST_SCORE`].
    Score(u16),
    /// More than [`MOST`] of something.
    TooMany,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refused::Learner(learner) => write!(f, "there is no learner {learner}"),
            Refused::Tutor(tutor) => write!(f, "there is no tutor {tutor}"),
            Refused::Score(score) => write!(f, "the score {score} is above {HIGHEST_SCORE}"),
            Refused::TooMany => write!(f, "more than {MOST} learners, tutors or edges"),
        }
    }
}

impl std::error::Error for Refused {}

/// Edges in any order, one array a column.
#[derive(Debug, Default, Clone)]
pub struct Edges {
    learner: Vec<u32>,
    tutor: Vec<u32>,
    score: Vec<u16>,
}

impl Edges {
    /// No edges, with room for some.
    #[must_use]
    pub fn with_room(edges: usize) -> Edges {
        Edges { learner: Vec::with_capacity(edges), tutor: Vec::with_capacity(edges), score: Vec::with_capacity(edges) }
    }

    /// One more.
    pub fn push(&mut self, learner: u32, tutor: u32, score: u16) {
        self.learner.push(learner);
        self.tutor.push(tutor);
        self.score.push(score);
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.learner.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.learner.is_empty()
    }

    fn is_canonical(&self) -> bool {
        let ordered = |at: usize| (self.learner[at - 1], self.tutor[at - 1]) < (self.learner[at], self.tutor[at]);
        (1..self.len()).all(ordered)
    }
}

/// Learners, tutors and the edges between them, in canonical form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instance {
    starts: Vec<u32>,
    to: Vec<u32>,
    score: Vec<u16>,
    capacity: Vec<u32>,
}

impl Instance {
    /// Brings edges into canonical form. Of parallel edges the one with the best score is kept.
    ///
    /// # Errors
    /// An edge leads to nobody, or a bound is passed.
    pub fn new(learners: usize, capacity: Vec<u32>, edges: Edges) -> Result<Instance, Refused> {
        if learners > MOST || capacity.len() > MOST || edges.len() > MOST {
            return Err(Refused::TooMany);
        }
        let refused = |&learner: &u32| learner as usize >= learners;
        if let Some(&learner) = edges.learner.iter().find(|learner| refused(learner)) {
            return Err(Refused::Learner(learner));
        }
        if let Some(&tutor) = edges.tutor.iter().find(|&&tutor| tutor as usize >= capacity.len()) {
            return Err(Refused::Tutor(tutor));
        }
        if let Some(&score) = edges.score.iter().find(|&&score| score > HIGHEST_SCORE) {
            return Err(Refused::Score(score));
        }
        let mut starts = vec![0_u32; learners + 1];
        for &learner in &edges.learner {
            starts[learner as usize + 1] += 1;
        }
        for at in 0..learners {
            starts[at + 1] += starts[at];
        }
        if edges.is_canonical() {
            return Ok(Instance { starts, to: edges.tutor, score: edges.score, capacity });
        }
        let mut next = starts.clone();
        let (mut to, mut score) = (vec![0; edges.len()], vec![0; edges.len()]);
        for at in 0..edges.len() {
            let place = &mut next[edges.learner[at] as usize];
            (to[*place as usize], score[*place as usize]) = (edges.tutor[at], edges.score[at]);
            *place += 1;
        }
        drop((next, edges));
        let (starts, kept) = order_rows(&starts, &mut to, &mut score);
        to.truncate(kept);
        score.truncate(kept);
        Ok(Instance { starts, to, score, capacity })
    }

    /// How many learners there are.
    #[must_use]
    pub fn learners(&self) -> usize {
        self.starts.len() - 1
    }

    /// How many tutors there are.
    #[must_use]
    pub fn tutors(&self) -> usize {
        self.capacity.len()
    }

    /// How many edges there are, parallel ones counted once.
    #[must_use]
    pub fn edges(&self) -> usize {
        self.to.len()
    }

    /// How many learners a tutor can take.
    #[must_use]
    pub fn capacity(&self, tutor: u32) -> u32 {
        self.capacity[tutor as usize]
    }

    /// How many learners each tutor can take.
    #[must_use]
    pub fn capacities(&self) -> &[u32] {
        &self.capacity
    }

    /// A learner's tutors and their scores, by the tutors' numbers.
    #[inline]
    #[must_use]
    pub fn row(&self, learner: u32) -> (&[u32], &[u16]) {
        let (from, until) = (self.starts[learner as usize] as usize, self.starts[learner as usize + 1] as usize);
        (&self.to[from..until], &self.score[from..until])
    }

    /// The score of a pair, if it may be one.
    #[must_use]
    pub fn score(&self, learner: u32, tutor: u32) -> Option<u16> {
        let (to, score) = self.row(learner);
        to.binary_search(&tutor).ok().map(|at| score[at])
    }

    pub(super) fn starts(&self) -> &[u32] {
        &self.starts
    }

    pub(super) fn to(&self) -> &[u32] {
        &self.to
    }

    pub(super) fn scores(&self) -> &[u16] {
        &self.score
    }
}

/// Sorts each row by tutor and keeps the best of parallel edges, moving rows together. The new starts, and how many edges are left.
fn order_rows(starts: &[u32], to: &mut [u32], score: &mut [u16]) -> (Vec<u32>, usize) {
    let mut kept = 0;
    let mut new_starts = Vec::with_capacity(starts.len());
    let mut row: Vec<(u32, std::cmp::Reverse<u16>)> = Vec::new();
    new_starts.push(0);
    for pair in starts.windows(2) {
        let span = pair[0] as usize..pair[1] as usize;
        row.clear();
        row.extend(to[span.clone()].iter().copied().zip(score[span].iter().copied().map(std::cmp::Reverse)));
        row.sort_unstable();
        row.dedup_by_key(|edge| edge.0);
        for &(tutor, std::cmp::Reverse(best)) in &row {
            (to[kept], score[kept]) = (tutor, best);
            kept += 1;
        }
        new_starts.push(u32::try_from(kept).expect("no more edges than before"));
    }
    (new_starts, kept)
}
