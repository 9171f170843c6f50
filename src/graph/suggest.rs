//! Which ways to begin a learner is shown, in which order, and why. Pure.
//!
//! It ranks ways to begin (an offer with a free place), never people. The order is that of [`super::score`]; among equals, whoever has waited
//! longer comes first. Who may be paired with whom was asked before ([`super::network`]). What others wait for who would need every free place
//! is suggested last to somebody who did not ask for it. Equals that remain are parted by a number that differs between learners, so that the
//! answer is always the same and yet not everybody is sent to the same place.

use std::cmp::Reverse;

use super::score::{Nearness, Parts, Weights, score};
use crate::domain::id::{OfferId, PersonId, TopicId};

/// For so many days after her demonstration somebody has *just* been promoted.
const JUST: i64 = 60;

/// A way to begin: somebody who offers a topic, has room, and may accompany the learner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    /// What would be learned.
    pub topic: TopicId,
    /// The offer.
    pub offer: OfferId,
    /// Whose it is.
    pub tutor: PersonId,
    /// What its score is made of.
    pub parts: Parts,
    /// Days since a demonstration promoted the tutor, if one did.
    pub promoted: Option<i64>,
    /// Free places of this offer.
    pub free: i64,
    /// Free places of all offers of the topic in the place.
    pub free_in_all: i64,
    /// How many others wait for the topic in the place.
    pub waiting: i64,
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
    /// The tutor has just been promoted, and she would be the first.
    JustPromoted,
    /// She would be the first whom this tutor accompanies.
    FirstLearner,
    /// So near.
    Near(Nearness),
    /// So many places are free today.
    Free {
        /// At least one.
        places: i64,
    },
    /// Nobody else waits for it.
    NobodyWaits,
}

impl Way {
    /// Whether others who wait would need every free place. Who did not wish for the topic is sent elsewhere first.
    fn crowded(&self) -> bool {
        self.parts.wish.is_none() && self.waiting >= self.free_in_all
    }

    /// Why, strongest reason first.
    pub fn reasons(&self) -> Vec<Reason> {
        let mut reasons = Vec::with_capacity(5);
        if let Some(wish) = self.parts.wish {
            reasons.push(Reason::Wished { place: wish.place });
            if wish.days > 0 {
                reasons.push(Reason::Waited { days: wish.days });
            }
        }
        if self.parts.first_learner {
            let just = self.promoted.is_some_and(|days| days <= JUST);
            reasons.push(if just { Reason::JustPromoted } else { Reason::FirstLearner });
        }
        if self.parts.near >= Nearness::Zone {
            reasons.push(Reason::Near(self.parts.near));
        }
        reasons.push(Reason::Free { places: self.free });
        if self.waiting == 0 {
            reasons.push(Reason::NobodyWaits);
        }
        reasons
    }
}

/// The ways that have room, best first, for one learner. O(n log n).
pub fn rank(learner: PersonId, ways: impl IntoIterator<Item = Way>, weights: &Weights) -> Vec<Way> {
    let mut ways: Vec<Way> = ways.into_iter().filter(|way| way.free > 0).collect();
    ways.sort_by_cached_key(|way| {
        let waited = way.parts.wish.map_or(-1, |wish| wish.days);
        (way.crowded(), Reverse(score(&way.parts, weights)), Reverse(waited), tie(learner, way.offer), way.topic, way.offer)
    });
    ways
}

/// A number that is the same for the same two and differs between learners (FNV-1a).
fn tie(learner: PersonId, offer: OfferId) -> u64 {
    learner
        .bytes()
        .iter()
        .chain(offer.bytes())
        .fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::super::score::Wish;
    use super::*;
    use proptest::prelude::*;

    const HER: PersonId = PersonId::from_bytes([7; 16]);
    const PARTS: Parts = Parts { wish: None, near: Nearness::Here, own_language: true, first_learner: false, load: 0 };

    fn way(offer: u8) -> Way {
        let (topic, tutor) = (TopicId::from_bytes([1; 16]), PersonId::from_bytes([9; 16]));
        let offer = OfferId::from_bytes([offer; 16]);
        Way { topic, offer, tutor, parts: PARTS, promoted: None, free: 1, free_in_all: 1, waiting: 0 }
    }

    fn order(ways: &[Way]) -> Vec<u8> {
        rank(HER, ways.to_vec(), &Weights::default()).iter().map(|way| way.offer.bytes()[0]).collect()
    }

    #[test]
    fn wishes_come_first_then_new_tutors_then_those_with_less_to_carry() {
        let wish = |place, days| Parts { wish: Some(Wish { place, days }), ..PARTS };
        let ways = [
            Way { parts: Parts { load: 1, ..PARTS }, ..way(1) },
            Way { parts: Parts { first_learner: true, ..wish(2, 20) }, ..way(2) },
            Way { parts: wish(1, 10), waiting: 7, ..way(3) },
            Way { parts: Parts { first_learner: true, ..PARTS }, ..way(4) },
            Way { parts: Parts { first_learner: true, ..PARTS }, free: 9, free_in_all: 9, waiting: 9, ..way(5) },
            Way { parts: wish(1, 3), free: 0, ..way(6) },
            Way { parts: PARTS, ..way(7) },
            Way { parts: wish(2, 400), ..way(8) },
        ];
        // Who has waited for a year comes before a first wish of some days. The sixth has no room; the fifth has, but those who asked for the
        // topic need it.
        assert_eq!(order(&ways), [8, 3, 2, 4, 7, 1, 5]);
    }

    #[test]
    fn equals_come_by_the_longer_wait_and_differ_between_learners() {
        // Beyond eight weeks a wait brings no more points; it still parts equals.
        let long = |days, offer| Way { parts: Parts { wish: Some(Wish { place: 1, days }), ..PARTS }, ..way(offer) };
        assert_eq!(order(&[long(60, 1), long(90, 2), long(70, 3)]), [2, 3, 1]);
        let equals: Vec<Way> = (0..20).map(way).collect();
        let of = |learner: u8| rank(PersonId::from_bytes([learner; 16]), equals.clone(), &Weights::default())[0].offer;
        assert!((0..20).any(|learner| of(learner) != of(20)), "everybody is sent to the same place");
    }

    #[test]
    fn a_suggestion_says_why() {
        let parts = Parts { wish: Some(Wish { place: 1, days: 12 }), first_learner: true, ..PARTS };
        let wished = Way { parts, promoted: Some(3), waiting: 2, ..way(1) };
        let here = Reason::Near(Nearness::Here);
        assert_eq!(
            wished.reasons(),
            [Reason::Wished { place: 1 }, Reason::Waited { days: 12 }, Reason::JustPromoted, here, Reason::Free { places: 1 }]
        );
        assert_eq!(Way { promoted: Some(200), ..wished }.reasons()[2], Reason::FirstLearner);
        assert_eq!(way(1).reasons(), [here, Reason::Free { places: 1 }, Reason::NobodyWaits]);
    }

    prop_compose! {
        fn any_way()(
            topic in 0u8..9, offer in 0u8..40, place in 0usize..10, days in 0i64..90, free in -1i64..5, waiting in 0i64..5,
            first_learner: bool, own_language: bool, load in 0usize..5, near in 0usize..5,
        ) -> Way {
            let near = [Nearness::Far, Nearness::State, Nearness::Region, Nearness::Zone, Nearness::Here][near];
            let parts = Parts { wish: (place > 0).then_some(Wish { place, days }), near, own_language, first_learner, load };
            Way { topic: TopicId::from_bytes([topic; 16]), parts, free, free_in_all: free.max(2), waiting, ..way(offer) }
        }
    }

    /// Ways that differ in their offers.
    fn some_ways() -> impl Strategy<Value = Vec<Way>> {
        prop::collection::vec(any_way(), 1..30).prop_map(|ways| {
            let mut seen = std::collections::BTreeSet::new();
            ways.into_iter().filter(|way| seen.insert(way.offer)).collect()
        })
    }

    fn some_weights() -> impl Strategy<Value = Weights> {
        prop::array::uniform6(0u16..=150).prop_map(|points| {
            let words = super::super::score::Part::ALL.iter().zip(points).map(|(part, points)| format!("{}={points}", part.word()));
            words.collect::<Vec<_>>().join(",").parse().expect("not more than fit")
        })
    }

    /// The same parts with one of them raised.
    fn raised(parts: Parts, which: u8) -> Parts {
        let mut raised = parts;
        match which % 6 {
            0 => {
                raised.wish = match parts.wish {
                    Some(wish) => Some(Wish { place: wish.place.max(2) - 1, ..wish }),
                    None => Some(Wish { place: 9, days: 0 }),
                }
            }
            1 => raised.wish = parts.wish.map(|wish| Wish { days: wish.days + 9, ..wish }),
            2 => {
                raised.near = match parts.near {
                    Nearness::Far => Nearness::State,
                    Nearness::State => Nearness::Region,
                    Nearness::Region => Nearness::Zone,
                    _ => Nearness::Here,
                }
            }
            3 => raised.own_language = true,
            4 => raised.first_learner = true,
            _ => raised.load = parts.load.saturating_sub(1),
        }
        raised
    }

    proptest! {
        #[test]
        fn the_order_of_arrival_never_matters(ways in some_ways(), weights in some_weights()) {
            let turned: Vec<_> = ways.iter().rev().copied().collect();
            let ranked = rank(HER, ways, &weights);
            prop_assert_eq!(&ranked, &rank(HER, turned, &weights));
            prop_assert!(ranked.iter().all(|way| way.free > 0 && !way.reasons().is_empty()));
        }

        #[test]
        fn raising_a_part_never_lowers_its_way(ways in some_ways(), weights in some_weights(), which: prop::sample::Index, part: u8) {
            let chosen = which.get(&ways).offer;
            let place = |ways: Vec<Way>| rank(HER, ways, &weights).iter().position(|way| way.offer == chosen);
            let before = place(ways.clone());
            let after = ways.iter().map(|way| if way.offer == chosen { Way { parts: raised(way.parts, part), ..*way } } else { *way });
            prop_assert!(place(after.collect()) <= before);
        }
    }
}
