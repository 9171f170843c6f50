//! How many can be served at all, and which tutors are the narrow place.
//!
//! On a copy of the auction's assignment, learners are added one at a time until no more fit. Searches go backward from free places and
//! forward from learners without one, in turns and with a growing allowance, and whichever side is done first ends the work. A search that
//! finds nothing has walked a region that no later search can cross, so its tutors are out for ever.
//!
//! What comes of it is a cover (Dulmage–Mendelsohn; Kőnig): a set of *crowded* tutors, such that everybody who is served outside of them has
//! a tutor outside, and they themselves are full of learners who have none. No assignment can serve more than their places and the learners
//! with a tutor outside, and this one serves as many: that is the proof of "the most learners".

use super::columns::Columns;
use super::instance::Instance;
use super::price::NONE;
use super::seats::Seats;
use super::{Stopped, Watch};

/// What a search may read before the other side has its turn.
const FIRST_ALLOWANCE: usize = 1 << 14;

/// The narrow place.
pub(super) struct Cover {
    /// How many can be served.
    pub(super) served: usize,
    /// By tutor: whether she belongs to it. A tutor who can take nobody always does.
    pub(super) crowded: Vec<bool>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    Nothing,
    /// No learner without a place can come here.
    Spare,
    /// No free place can be reached from here.
    Crowded,
}

struct Growing<'a> {
    instance: &'a Instance,
    columns: &'a Columns,
    seats: Seats,
    known: Vec<Known>,
    /// The search that saw this tutor last.
    seen: Vec<u32>,
    search: u32,
    /// Backward: who would move out of this tutor, and to whom. Forward: who would move in.
    mover: Vec<u32>,
    toward: Vec<u32>,
    queue: Vec<u32>,
    read: usize,
}

#[derive(PartialEq, Eq)]
enum Search {
    Found,
    Nothing,
    /// The allowance is used up.
    Paused,
}

/// Finds the cover, beginning with an assignment.
pub(super) fn cover(instance: &Instance, columns: &Columns, seats: Seats, watch: &dyn Watch) -> Result<Cover, Stopped> {
    let tutors = instance.tutors();
    let mut growing = Growing {
        instance,
        columns,
        seats,
        known: vec![Known::Nothing; tutors],
        seen: vec![0; tutors],
        search: 0,
        mover: vec![NONE; tutors],
        toward: vec![NONE; tutors],
        queue: Vec::new(),
        read: 0,
    };
    let numbers = |many: usize| 0..u32::try_from(many).expect("a number of people");
    let mut free: Vec<u32> = numbers(tutors).filter(|&tutor| growing.seats.is_free(tutor)).collect();
    let mut without: Vec<u32> = numbers(instance.learners()).filter(|&learner| growing.seats.tutor[learner as usize] == NONE).collect();
    let mut allowance = FIRST_ALLOWANCE;
    // Whoever comes first in number is asked first; lists are used from their end.
    free.reverse();
    without.reverse();
    loop {
        if growing.turn(&mut free, allowance, watch, Growing::backward)? {
            let crowded = growing.known.iter().map(|&known| known != Known::Spare).collect();
            return Ok(growing.into_cover(crowded));
        }
        if growing.turn(&mut without, allowance, watch, Growing::forward)? {
            let crowded = growing.known.iter().zip(instance.capacities()).map(|(&known, &places)| known == Known::Crowded || places == 0);
            let crowded = crowded.collect();
            return Ok(growing.into_cover(crowded));
        }
        allowance *= 2;
    }
}

impl Growing<'_> {
    fn into_cover(self, crowded: Vec<bool>) -> Cover {
        Cover { served: self.seats.served(), crowded }
    }

    /// Searches from one after the other. Whether this side is done.
    fn turn(
        &mut self,
        from: &mut Vec<u32>,
        allowance: usize,
        watch: &dyn Watch,
        search: fn(&mut Self, u32, usize) -> Search,
    ) -> Result<bool, Stopped> {
        self.read = 0;
        while let Some(&next) = from.last() {
            if watch.is_stopped() {
                return Err(Stopped);
            }
            self.search += 1;
            match search(self, next, allowance) {
                Search::Paused => return Ok(false),
                // A tutor may have another free place; a learner who was served is skipped when she comes again.
                Search::Found => {}
                Search::Nothing => {
                    from.pop();
                }
            }
        }
        Ok(true)
    }

    /// From a free place back to a learner without one.
    fn backward(&mut self, root: u32, allowance: usize) -> Search {
        if !self.seats.is_free(root) || self.known[root as usize] == Known::Spare {
            return Search::Nothing;
        }
        self.queue.clear();
        self.queue.push(root);
        self.seen[root as usize] = self.search;
        let mut at = 0;
        while let Some(&tutor) = self.queue.get(at) {
            at += 1;
            let (column, _) = self.columns.column(tutor);
            self.read += column.len() + 1;
            for &learner in column {
                let current = self.seats.tutor[learner as usize];
                if current == NONE {
                    self.shift_back(learner, tutor, root);
                    return Search::Found;
                }
                if self.seen[current as usize] != self.search && self.known[current as usize] != Known::Spare {
                    self.seen[current as usize] = self.search;
                    (self.mover[current as usize], self.toward[current as usize]) = (learner, tutor);
                    self.queue.push(current);
                }
            }
            if self.read > allowance {
                return Search::Paused;
            }
        }
        for &tutor in &self.queue {
            self.known[tutor as usize] = Known::Spare;
        }
        Search::Nothing
    }

    fn shift_back(&mut self, mut learner: u32, mut tutor: u32, root: u32) {
        while tutor != root {
            let (mover, toward) = (self.mover[tutor as usize], self.toward[tutor as usize]);
            self.seats.leave(mover);
            self.seats.sit(learner, tutor);
            (learner, tutor) = (mover, toward);
        }
        self.seats.sit(learner, tutor);
    }

    /// From a learner without a place to a free one.
    fn forward(&mut self, root: u32, allowance: usize) -> Search {
        if self.seats.tutor[root as usize] != NONE {
            return Search::Nothing;
        }
        self.queue.clear();
        let mut at = 0;
        let mut found = self.reach(root);
        while found.is_none() {
            if self.read > allowance {
                return Search::Paused;
            }
            let Some(&tutor) = self.queue.get(at) else {
                break;
            };
            at += 1;
            let mut next = 0;
            while found.is_none()
                && let Some(&learner) = self.seats.of(tutor).get(next)
            {
                found = self.reach(learner);
                next += 1;
            }
        }
        let Some(mut tutor) = found else {
            for &tutor in &self.queue {
                self.known[tutor as usize] = Known::Crowded;
            }
            return Search::Nothing;
        };
        loop {
            let learner = self.mover[tutor as usize];
            let left = self.seats.tutor[learner as usize];
            self.seats.leave(learner);
            self.seats.sit(learner, tutor);
            if learner == root {
                return Search::Found;
            }
            tutor = left;
        }
    }

    /// Looks at a learner's tutors. One with a free place, if there is one.
    fn reach(&mut self, learner: u32) -> Option<u32> {
        let (row, _) = self.instance.row(learner);
        self.read += row.len() + 1;
        for &tutor in row {
            let at = tutor as usize;
            if self.seen[at] != self.search && self.known[at] != Known::Crowded && self.instance.capacity(tutor) > 0 {
                self.seen[at] = self.search;
                self.mover[at] = learner;
                if self.seats.is_free(tutor) {
                    return Some(tutor);
                }
                self.queue.push(tutor);
            }
        }
        None
    }
}
