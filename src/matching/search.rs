//! Shortest paths over what is wanted, which make an almost right assignment exactly right, one place or one learner at a time.
//!
//! Every learner has a value `u`, every tutor a price, and for each pair `u ≥ score − price`; whoever sits has a pair that is *tight*, with
//! both sides equal. Then two things may still be wrong: a free place whose price is above zero, and a learner without a place whose value
//! is above −[`Price::BIG`], what going unserved is worth. A *fill* lowers a free place's price until somebody wants to come, moves whom
//! that moves, and ends with a learner who had no place or with a price that has come down to zero. A *seat* lowers a learner's
//! value until he finds a free place, or somebody on the way goes unserved. Both leave everything else as right as it was.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

use super::price::{NONE, Price};
use super::seats::Seats;

/// Who can come to whom, from both sides.
pub(super) trait Ties: Sync {
    fn row(&self, learner: u32) -> (&[u32], &[u16]);
    fn column(&self, tutor: u32) -> (&[u32], &[u16]);
}

/// An assignment with values and prices.
#[derive(Debug, Clone)]
pub(super) struct State<P> {
    pub(super) seats: Seats,
    pub(super) value: Vec<P>,
    pub(super) price: Vec<P>,
}

#[derive(Debug, Clone, Copy)]
struct Label<P> {
    distance: P,
    search: u32,
    /// In a fill: who would move out of this tutor. In a seat: who would move in.
    mover: u32,
    /// In a fill: to whom he would move.
    toward: u32,
}

/// What searches write on while they run.
pub(super) struct Searches<P> {
    /// The first tutor who has a label.
    first: u32,
    labels: Vec<Label<P>>,
    search: u32,
    heap: BinaryHeap<Reverse<(P, u32)>>,
    reached: Vec<(u32, P)>,
}

/// People whom a search may change.
pub(super) struct Own {
    pub(super) learners: Range<u32>,
    pub(super) tutors: Range<u32>,
}

impl<P: Price> Searches<P> {
    /// For searches that come to no other tutors than these.
    pub(super) fn new(tutors: Range<u32>) -> Searches<P> {
        let none = Label { distance: P::ZERO, search: 0, mover: NONE, toward: NONE };
        Searches { first: tutors.start, labels: vec![none; tutors.len()], search: 0, heap: BinaryHeap::new(), reached: Vec::new() }
    }

    /// One more tutor can be reached.
    pub(super) fn add_tutor(&mut self) {
        self.labels.push(Label { distance: P::ZERO, search: 0, mover: NONE, toward: NONE });
    }

    fn begin(&mut self) {
        // After four thousand million searches the marks of the first could be taken for new ones.
        if self.search == u32::MAX {
            self.labels.iter_mut().for_each(|label| label.search = 0);
            self.search = 0;
        }
        self.search += 1;
        self.heap.clear();
        self.reached.clear();
    }

    #[inline]
    fn label_of(&self, tutor: u32) -> Label<P> {
        self.labels[(tutor - self.first) as usize]
    }

    /// The next tutor in order of distance, if it is nearer than the end.
    #[inline]
    fn next(&mut self, end: P) -> Option<(u32, P)> {
        while let Some(Reverse((distance, tutor))) = self.heap.pop() {
            if distance >= end {
                return None;
            }
            // Only the last label of a tutor counts.
            if self.label_of(tutor).distance == distance {
                self.reached.push((tutor, distance));
                return Some((tutor, distance));
            }
        }
        None
    }

    /// Labels a tutor, if that is nearer than before.
    #[inline]
    fn label(&mut self, tutor: u32, distance: P, mover: u32, toward: u32) -> bool {
        let label = &mut self.labels[(tutor - self.first) as usize];
        if label.search == self.search && label.distance <= distance {
            return false;
        }
        *label = Label { distance, search: self.search, mover, toward };
        true
    }

    /// Makes one free place of a tutor right. False if that would change somebody who is not `own`; then nothing has changed.
    pub(super) fn fill(&mut self, ties: &impl Ties, state: &mut State<P>, own: &Own, root: u32) -> bool {
        self.begin();
        let mut end = state.price[root as usize];
        // The last move: a learner without a place comes to a tutor, or a tutor's price comes down to zero.
        let (mut newcomer, mut last) = (NONE, root);
        // The nearest of those who may not be changed.
        let mut border = P::FAR;
        if state.seats.of(root).iter().any(|learner| !own.learners.contains(learner)) {
            return false;
        }
        self.label(root, P::ZERO, NONE, NONE);
        self.heap.push(Reverse((P::ZERO, root)));
        while let Some((tutor, distance)) = self.next(end.min(border)) {
            let (column, scores) = ties.column(tutor);
            let gone = distance + state.price[tutor as usize];
            for (&learner, &score) in column.iter().zip(scores) {
                let key = gone + state.value[learner as usize] - P::from(score);
                if key >= end {
                    continue;
                }
                if !own.learners.contains(&learner) {
                    border = border.min(key);
                    continue;
                }
                let current = state.seats.tutor[learner as usize];
                if current == NONE {
                    (end, newcomer, last) = (key, learner, tutor);
                } else if !own.tutors.contains(&current) {
                    border = border.min(key);
                } else if current != tutor && self.label(current, key, learner, tutor) {
                    if state.seats.of(current).iter().any(|other| !own.learners.contains(other)) {
                        border = border.min(key);
                    }
                    self.heap.push(Reverse((key, current)));
                    let down = key + state.price[current as usize];
                    if down < end {
                        (end, newcomer, last) = (down, NONE, current);
                    }
                }
            }
        }
        if border < end {
            return false;
        }
        for &(tutor, distance) in &self.reached {
            let change = end - distance;
            state.price[tutor as usize] -= change;
            for &learner in state.seats.of(tutor) {
                state.value[learner as usize] += change;
            }
        }
        let (mut learner, mut tutor) = (newcomer, last);
        while tutor != root {
            let Label { mover, toward, .. } = self.label_of(tutor);
            state.seats.leave(mover);
            if learner != NONE {
                state.seats.sit(learner, tutor);
            }
            (learner, tutor) = (mover, toward);
        }
        if learner != NONE {
            state.seats.sit(learner, root);
        }
        true
    }

    /// Finds a place for a learner who has none, or decides who goes unserved instead.
    pub(super) fn seat(&mut self, ties: &impl Ties, state: &mut State<P>, root: u32) {
        self.begin();
        let mut end = state.value[root as usize] + P::BIG;
        let (mut unserved, mut free) = (root, NONE);
        self.reach(ties, state, root, P::ZERO, &mut end, &mut free);
        while let Some((tutor, distance)) = self.next(end) {
            for &learner in state.seats.of(tutor) {
                let out = distance + state.value[learner as usize] + P::BIG;
                if out < end {
                    (end, unserved, free) = (out, learner, NONE);
                }
                self.reach(ties, state, learner, distance, &mut end, &mut free);
            }
        }
        state.value[root as usize] -= end;
        for &(tutor, distance) in &self.reached {
            if distance >= end {
                continue;
            }
            let change = end - distance;
            state.price[tutor as usize] += change;
            for &learner in state.seats.of(tutor) {
                state.value[learner as usize] -= change;
            }
        }
        let mut tutor = free;
        if tutor == NONE {
            if unserved == root {
                return;
            }
            tutor = state.seats.tutor[unserved as usize];
            state.seats.leave(unserved);
        }
        loop {
            let learner = self.label_of(tutor).mover;
            let left = state.seats.tutor[learner as usize];
            state.seats.leave(learner);
            state.seats.sit(learner, tutor);
            if learner == root {
                return;
            }
            tutor = left;
        }
    }

    /// Labels a learner's tutors. One with a free place ends the search there, for now.
    #[inline]
    fn reach(&mut self, ties: &impl Ties, state: &State<P>, learner: u32, distance: P, end: &mut P, free: &mut u32) {
        let (row, scores) = ties.row(learner);
        let gone = distance + state.value[learner as usize];
        let current = state.seats.tutor[learner as usize];
        for (&tutor, &score) in row.iter().zip(scores) {
            let key = gone + state.price[tutor as usize] - P::from(score);
            if key < *end && tutor != current && self.label(tutor, key, learner, NONE) {
                if state.seats.is_free(tutor) {
                    (*end, *free) = (key, tutor);
                } else {
                    self.heap.push(Reverse((key, tutor)));
                }
            }
        }
    }
}
