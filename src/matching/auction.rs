//! The auction: learners bid for places, prices rise, nearly everybody finds a seat at nearly the right price.
//!
//! A tutor's price is the lowest bid over her places, an empty place counting as the floor. Who waits bids for the best tutor at today's
//! prices, as much as that tutor is better than the second best plus an increment, and takes the lowest place there; who sat there waits
//! again. The increment falls with the number of bids that the learner has made. Nothing here has to be exact: the searches that follow
//! repair what the increments left, and a learner who has bid too often is left to them.
//!
//! Bids are bound by the latency of memory, not by arithmetic. So a few of them are under way at once: rows are asked for while others are
//! read, places while others are scanned, and a bid is placed some bids after it was found. Prices only rise, so an old scan gives a bid
//! that is at most too low; only if the price has passed it meanwhile the row is read again.

use std::collections::VecDeque;
use std::hint::select_unpredictable;
use std::ops::Range;

use super::Watch;
use super::instance::Instance;
use super::prefetch::prefetch;
use super::price::{NONE, Price};

/// Learners who are neighbours share a queue, and a queue is emptied before the next, so that their tutors' prices stay in the cache.
const BLOCK: u32 = 1 << 15;
/// How far ahead in the queue rows are asked for.
const ROWS_AHEAD: usize = 16;
/// How many bids are found but not yet placed.
const UNDER_WAY: usize = 3;
/// After so many bids a learner is left to the searches.
const MOST_BIDS: u8 = u8::MAX;

/// One learner's place with one tutor, and what was bid for it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<P> {
    pub(super) learner: u32,
    pub(super) bid: P,
}

/// What a bid is made of.
pub(super) struct Rules<P> {
    /// The increment by the number of bids made before.
    step: [P; 256],
    /// Who would get less than this drops out.
    floor: P,
    /// Nobody raises a price by more than this at once, even with no second choice.
    reach: P,
}

impl<P: Price> Rules<P> {
    pub(super) fn new(instance: &Instance, places: usize, floor: P) -> Rules<P> {
        let highest = instance.scores().iter().copied().max().unwrap_or(0);
        // Tuned on scores up to about a thousand; others are taken in proportion.
        let scale = u32::from(highest).div_ceil(1010).max(1);
        // Where places abound, few bid often, and coarse steps would only leave more to mend.
        let abound = places * 4 > instance.learners() * 5;
        let (coarse, kept, least) = if abound { (23, 17, 3) } else { (64, 18, 8) };
        let mut falling = coarse;
        let step = std::array::from_fn(|made| {
            let plain = if made < 2 { 16 } else { falling };
            if made >= 2 {
                falling = (falling * kept / 20).max(least);
            }
            P::from(u16::try_from(plain * scale).expect("64 times 65 is below 2¹⁶"))
        });
        Rules { step, floor, reach: P::from(highest) + P::from(64) }
    }
}

/// A part of the auction that can be held by itself: some learners and some tutors, each a range. It writes only what is its own. Of
/// other tutors it knows prices of an earlier moment; who prefers one of them is set aside, as is everybody from elsewhere who lost a place.
pub(super) struct Part<'a, P> {
    pub(super) instance: &'a Instance,
    /// Where each tutor's places begin.
    pub(super) first: &'a [u32],
    pub(super) learners: Range<u32>,
    pub(super) tutors: Range<u32>,
    /// Of all tutors; only its own are written.
    pub(super) price: &'a mut [P],
    /// Of its own tutors.
    pub(super) places: &'a mut [Place<P>],
    /// Bids made by its own learners.
    pub(super) made: &'a mut [u8],
    pub(super) rules: &'a Rules<P>,
}

/// Who waits to bid, in blocks.
pub(super) struct Queues {
    from: u32,
    blocks: Vec<VecDeque<u32>>,
    pub(super) waiting: usize,
}

impl Queues {
    pub(super) fn new(learners: &Range<u32>) -> Queues {
        let blocks = learners.len().div_ceil(BLOCK as usize);
        Queues { from: learners.start, blocks: vec![VecDeque::new(); blocks], waiting: 0 }
    }

    #[inline]
    pub(super) fn push(&mut self, learner: u32) {
        self.blocks[((learner - self.from) / BLOCK) as usize].push_back(learner);
        self.waiting += 1;
    }

    pub(super) fn into_waiting(self) -> impl Iterator<Item = u32> {
        self.blocks.into_iter().flatten()
    }
}

/// Who could not be served within a part: bids for tutors elsewhere, and learners from elsewhere who lost their place.
#[derive(Default)]
pub(super) struct Aside {
    pub(super) bids: Vec<u32>,
    pub(super) turned_out: Vec<u32>,
}

#[derive(Clone, Copy)]
struct Bid<P> {
    learner: u32,
    tutor: u32,
    amount: P,
}

impl<P: Price> Part<'_, P> {
    /// Holds the auction until nobody waits. Whether it came to its end; it is broken off when it is no longer wanted.
    pub(super) fn run(&mut self, queues: &mut Queues, aside: &mut Aside, watch: &dyn Watch) -> bool {
        while queues.waiting > 0 {
            for block in 0..queues.blocks.len() {
                if queues.blocks[block].is_empty() {
                    continue;
                }
                if watch.is_stopped() {
                    return false;
                }
                self.drain(block, queues, aside);
            }
        }
        true
    }

    fn drain(&mut self, block: usize, queues: &mut Queues, aside: &mut Aside) {
        let starts = self.instance.starts();
        let mut under_way: [Option<Bid<P>>; UNDER_WAY] = [None; UNDER_WAY];
        let mut turn = 0;
        let mut idle = 0;
        while idle < UNDER_WAY {
            if let Some(bid) = under_way[turn].take()
                && let Some(learner) = self.place(bid, aside)
            {
                self.turn_out(learner, queues, aside);
            }
            if let Some(learner) = queues.blocks[block].pop_front() {
                idle = 0;
                queues.waiting -= 1;
                if let Some(&ahead) = queues.blocks[block].get(ROWS_AHEAD) {
                    let at = starts[ahead as usize] as usize;
                    prefetch(self.instance.to(), at);
                    prefetch(self.instance.to(), at + 16);
                    prefetch(self.instance.scores(), at);
                }
                if let Some(bid) = self.find(learner) {
                    if self.tutors.contains(&bid.tutor) {
                        prefetch(self.places, (self.first[bid.tutor as usize] - self.first[self.tutors.start as usize]) as usize);
                        under_way[turn] = Some(bid);
                    } else {
                        aside.bids.push(learner);
                    }
                }
            } else {
                idle += 1;
            }
            turn = (turn + 1) % UNDER_WAY;
        }
    }

    fn turn_out(&self, learner: u32, queues: &mut Queues, aside: &mut Aside) {
        if self.learners.contains(&learner) {
            queues.push(learner);
        } else {
            aside.turned_out.push(learner);
        }
    }

    /// The best bid of a learner at the prices that are known here. None if she drops out or has bid too often.
    #[inline]
    fn find(&mut self, learner: u32) -> Option<Bid<P>> {
        let made = self.made[(learner - self.learners.start) as usize];
        let (to, score) = self.instance.row(learner);
        let (mut best, mut second, mut tutor) = (P::LOWEST, self.rules.floor, NONE);
        for (&other, &score) in to.iter().zip(score) {
            let asked = self.price[other as usize];
            let value = P::from(score) - asked;
            second = second.max(value.min(best));
            // A branch would be guessed wrong about three times a row.
            let better = value > best;
            best = select_unpredictable(better, value, best);
            tutor = select_unpredictable(better, other, tutor);
        }
        if best < self.rules.floor || tutor == NONE || made == MOST_BIDS {
            return None;
        }
        let rise = (best - second).min(self.rules.reach) + self.rules.step[made as usize];
        Some(Bid { learner, tutor, amount: self.price[tutor as usize] + rise })
    }

    /// Puts a bid in the lowest place of its tutor, or finds a new one where the price has passed it. Who lost the place.
    #[inline]
    fn place(&mut self, mut bid: Bid<P>, aside: &mut Aside) -> Option<u32> {
        while bid.amount <= self.price[bid.tutor as usize] {
            bid = self.find(bid.learner)?;
            if !self.tutors.contains(&bid.tutor) {
                aside.bids.push(bid.learner);
                return None;
            }
        }
        let made = &mut self.made[(bid.learner - self.learners.start) as usize];
        *made = made.saturating_add(1);
        let base = self.first[self.tutors.start as usize];
        let (from, until) = (self.first[bid.tutor as usize] - base, self.first[bid.tutor as usize + 1] - base);
        let places = &mut self.places[from as usize..until as usize];
        let lost = places[0].learner;
        places[0] = Place { learner: bid.learner, bid: bid.amount };
        sift(places, 0);
        self.price[bid.tutor as usize] = places[0].bid;
        (lost != NONE).then_some(lost)
    }

    /// One learner bids, for whatever tutor. Who lost a place to her.
    pub(super) fn bid_now(&mut self, learner: u32) -> Option<u32> {
        let bid = self.find(learner)?;
        self.place(bid, &mut Aside::default())
    }
}

/// Places of a tutor are a heap: the lowest bid first.
fn sift<P: Price>(places: &mut [Place<P>], mut at: usize) {
    loop {
        let mut lowest = at;
        for child in [2 * at + 1, 2 * at + 2] {
            if child < places.len() && places[child].bid < places[lowest].bid {
                lowest = child;
            }
        }
        if lowest == at {
            return;
        }
        places.swap(at, lowest);
        at = lowest;
    }
}

/// Makes places a heap again after some were emptied or raised.
pub(super) fn order<P: Price>(places: &mut [Place<P>]) {
    for at in (0..places.len() / 2).rev() {
        sift(places, at);
    }
}
