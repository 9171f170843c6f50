//! Which topics a learner could begin today, in which order, and why. Pure.
//!
//! It ranks ways to begin (an offer with a free place), never people: what she wished for comes first, in her own order; then tutors who have
//! not had anybody yet, for each demonstration is to make a tutor; then where there is most room. It does not know who may be paired with
//! whom: whoever calls it asks that of each way before showing it. Equals are parted by a number of the caller's, so that the answer is
//! always the same and yet not everybody is sent to the same place.

use std::cmp::Reverse;

use super::lineage::Key;

/// A way to begin: somebody of the learner's school who offers a topic and has room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way<K> {
    /// What would be learned.
    pub topic: K,
    /// The offer.
    pub offer: K,
    /// The learner's own wish, if she stated one.
    pub wish: Option<Wish>,
    /// Free places of this offer.
    pub free: i64,
    /// Free places of all offers of the topic in the school.
    pub free_in_all: i64,
    /// How many others wait for the topic in the school.
    pub waiting: i64,
    /// The tutor has not accompanied anybody yet.
    pub first_learner: bool,
    /// Parts equals. Vary it by learner.
    pub tie: u64,
}

/// A learner's wish for a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Its place among her wishes, from 1.
    pub place: usize,
    /// Days since she stated it.
    pub days: i64,
}

/// Why a way is suggested. Every suggestion shows its reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// She said that she wants it; her first wish is 1.
    Wished {
        /// Its place among her wishes.
        place: usize,
    },
    /// So many days ago.
    Waited {
        /// At least one.
        days: i64,
    },
    /// She would be the first whom this tutor accompanies.
    FirstLearner,
    /// So many places are free today.
    Free {
        /// At least one.
        places: i64,
    },
    /// Nobody else waits for it.
    NobodyWaits,
}

impl<K> Way<K> {
    /// Whether others who wait would need every free place. Who did not wish for the topic is sent elsewhere first.
    fn crowded(&self) -> bool {
        self.wish.is_none() && self.waiting >= self.free_in_all
    }

    /// Why, strongest reason first.
    pub fn reasons(&self) -> Vec<Reason> {
        let mut reasons = Vec::with_capacity(4);
        if let Some(wish) = self.wish {
            reasons.push(Reason::Wished { place: wish.place });
            if wish.days > 0 {
                reasons.push(Reason::Waited { days: wish.days });
            }
        }
        if self.first_learner {
            reasons.push(Reason::FirstLearner);
        }
        reasons.push(Reason::Free { places: self.free });
        if self.waiting == 0 {
            reasons.push(Reason::NobodyWaits);
        }
        reasons
    }
}

/// The ways that have room, best first. O(n log n).
pub fn rank<K: Key>(ways: impl IntoIterator<Item = Way<K>>) -> Vec<Way<K>> {
    let mut ways: Vec<Way<K>> = ways.into_iter().filter(|way| way.free > 0).collect();
    ways.sort_by_key(|way| {
        let wished = way.wish.map_or((usize::MAX, 0), |wish| (wish.place, -wish.days));
        (wished, way.crowded(), !way.first_learner, Reverse(way.free), way.waiting, way.tie, way.topic, way.offer)
    });
    ways
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PLAIN: Way<u32> = Way { topic: 1, offer: 1, wish: None, free: 1, free_in_all: 1, waiting: 0, first_learner: false, tie: 0 };

    fn order(ways: &[Way<u32>]) -> Vec<u32> {
        rank(ways.to_vec()).iter().map(|way| way.offer).collect()
    }

    #[test]
    fn her_own_order_comes_first_then_new_tutors_then_room() {
        let wish = |place, days| Some(Wish { place, days });
        let ways = [
            Way { offer: 1, free: 5, free_in_all: 5, ..PLAIN },
            Way { offer: 2, wish: wish(2, 90), first_learner: true, ..PLAIN },
            Way { offer: 3, wish: wish(1, 0), waiting: 7, ..PLAIN },
            Way { offer: 4, first_learner: true, ..PLAIN },
            Way { offer: 5, first_learner: true, free: 9, free_in_all: 9, waiting: 9, ..PLAIN },
            Way { offer: 6, wish: wish(1, 3), free: 0, ..PLAIN },
            Way { offer: 7, ..PLAIN },
        ];
        // The sixth has no room; the fifth has, but those who asked for the topic need it.
        assert_eq!(order(&ways), [3, 2, 4, 1, 7, 5]);
    }

    #[test]
    fn a_suggestion_says_why() {
        let way = Way { wish: Some(Wish { place: 1, days: 12 }), first_learner: true, waiting: 2, ..PLAIN };
        assert_eq!(
            way.reasons(),
            [Reason::Wished { place: 1 }, Reason::Waited { days: 12 }, Reason::FirstLearner, Reason::Free { places: 1 }]
        );
        assert_eq!(PLAIN.reasons(), [Reason::Free { places: 1 }, Reason::NobodyWaits]);
    }

    prop_compose! {
        fn any_way()(
            topic in 0u32..9, offer in 0u32..40, place in 0usize..5, days in 0i64..50, free in -1i64..5, waiting in 0i64..5, new: bool, tie in 0u64..4
        ) -> Way<u32> {
            let wish = (place > 0).then_some(Wish { place, days });
            Way { topic, offer, wish, free, free_in_all: free.max(2), waiting, first_learner: new, tie }
        }
    }

    proptest! {
        #[test]
        fn the_order_of_arrival_never_matters(ways in prop::collection::vec(any_way(), 0..30)) {
            let mut seen = std::collections::BTreeSet::new();
            let ways: Vec<_> = ways.into_iter().filter(|way| seen.insert(way.offer)).collect();
            let turned: Vec<_> = ways.iter().rev().copied().collect();
            prop_assert_eq!(rank(ways.clone()), rank(turned));
            prop_assert!(rank(ways).iter().all(|way| way.free > 0 && !way.reasons().is_empty()));
        }
    }
}
