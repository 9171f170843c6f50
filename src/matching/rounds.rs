//! The auction in two halves, side by side, with one answer.
//!
//! Learners are cut where half of the edges are, tutors where half of theirs are; people who are numbered by place mostly find each other in
//! one half. Each half runs by itself against the other's prices as they stood at the last meeting. What crosses over is set aside and done
//! at the next meeting, one by one and in a fixed order. So the answer does not depend on which half was faster, nor on whether the two ran
//! at the same time at all: the scheme is the same on one core.

use std::ops::Range;

use super::auction::{Aside, Part, Place, Queues, Rules};
use super::instance::Instance;
use super::price::Price;
use super::{Pair, Stopped, Watch};

/// With fewer waiting, meeting costs more than it brings.
const FEW: usize = 1500;

/// Where the halves are cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cut {
    pub(super) learner: u32,
    pub(super) tutor: u32,
}

impl Cut {
    /// In the middle of the edges, seen from learners and from tutors.
    pub(super) fn of(rows: &[u32], columns: &[u32]) -> Cut {
        let middle = |starts: &[u32]| {
            let half = starts.last().copied().unwrap_or(0) / 2;
            u32::try_from(starts.partition_point(|&start| start < half).min(starts.len() - 1)).expect("a number of people")
        };
        Cut { learner: middle(rows), tutor: middle(columns) }
    }
}

/// The state of an auction.
pub(super) struct Auction<'a, P> {
    pub(super) instance: &'a Instance,
    pub(super) cut: Cut,
    /// Where each tutor's places begin.
    pub(super) first: &'a [u32],
    pub(super) price: Vec<P>,
    pub(super) places: Vec<Place<P>>,
    pub(super) made: Vec<u8>,
}

impl<P: Price> Auction<'_, P> {
    /// Lets these learners bid, and whoever loses a place to them, until nobody waits.
    pub(super) fn run(&mut self, waiting: &[u32], floor: P, pair: &dyn Pair, watch: &dyn Watch) -> Result<(), Stopped> {
        let rules = Rules::new(self.instance, self.places.len(), floor);
        let learners = u32::try_from(self.made.len()).expect("a number of people");
        let tutors = u32::try_from(self.price.len()).expect("a number of people");
        let Cut { learner: middle, tutor: half } = self.cut;
        let mut queues = [Queues::new(&(0..middle)), Queues::new(&(middle..learners))];
        let queue_of = |learner: u32| usize::from(learner >= middle);
        for &learner in waiting {
            queues[queue_of(learner)].push(learner);
        }
        let mut asides = [Aside::default(), Aside::default()];
        let mut other = self.price.clone();
        while queues.iter().map(|queue| queue.waiting).sum::<usize>() > FEW {
            let (near, far) = self.places.split_at_mut(self.first[half as usize] as usize);
            let (made_near, made_far) = self.made.split_at_mut(middle as usize);
            let part = |learners: Range<u32>, tutors: Range<u32>| (learners, tutors);
            let ((one, own), (two, theirs)) = (part(0..middle, 0..half), part(middle..learners, half..tutors));
            let (instance, first, rules) = (self.instance, self.first, &rules);
            let mut a = Part { instance, first, learners: one, tutors: own, price: &mut self.price, places: near, made: made_near, rules };
            let mut b = Part { instance, first, learners: two, tutors: theirs, price: &mut other, places: far, made: made_far, rules };
            let [queue_a, queue_b] = &mut queues;
            let [aside_a, aside_b] = &mut asides;
            let (mut done_a, mut done_b) = (false, false);
            pair.both(&mut || done_a = a.run(queue_a, aside_a, watch), &mut || done_b = b.run(queue_b, aside_b, watch));
            if !(done_a && done_b) {
                return Err(Stopped);
            }
            // The meeting.
            self.price[half as usize..].copy_from_slice(&other[half as usize..]);
            let (mut whole, bids) = (self.whole(rules), asides.each_mut().map(|aside| std::mem::take(&mut aside.bids)));
            for learner in bids.into_iter().flatten() {
                if let Some(lost) = whole.bid_now(learner) {
                    queues[queue_of(lost)].push(lost);
                }
            }
            for aside in &mut asides {
                for lost in aside.turned_out.drain(..) {
                    queues[queue_of(lost)].push(lost);
                }
            }
            other.copy_from_slice(&self.price);
        }
        drop(other);
        // The few who are left, as one.
        let mut all = Queues::new(&(0..learners));
        for queue in queues {
            queue.into_waiting().for_each(|learner| all.push(learner));
        }
        if self.whole(&rules).run(&mut all, &mut Aside::default(), watch) { Ok(()) } else { Err(Stopped) }
    }

    fn whole<'b>(&'b mut self, rules: &'b Rules<P>) -> Part<'b, P> {
        let learners = 0..u32::try_from(self.made.len()).expect("a number of people");
        let tutors = 0..u32::try_from(self.price.len()).expect("a number of people");
        let Auction { instance, first, price, places, made, .. } = self;
        Part { instance, first, learners, tutors, price, places, made, rules }
    }
}
