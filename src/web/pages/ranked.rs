//! Who can accompany somebody in one topic, in the order of her suggestions, and what speaks for each: the same order and the same reasons as at
//! her home, where only the best of each topic is shown. It deliberately does not know how the order comes about: see [`crate::graph::suggest`].

use crate::actions::suggestions::{Finder, Part, Reason, Way};
use crate::domain::id::{OfferId, PersonId, TopicId};
use crate::store::Conn;
use crate::web::{Error, Here};

/// How many can be compared at a glance. More are folded.
const AT_A_GLANCE: usize = 4;

/// How many of so many are in sight. One alone is not folded: the fold would take as much room.
pub fn in_sight(all: usize) -> usize {
    if all <= AT_A_GLANCE + 1 { all } else { AT_A_GLANCE }
}

/// The ways to begin with a topic, best first.
pub struct Ranked {
    ways: Vec<Way>,
    /// Whether what the order is said to follow is what it follows.
    told: bool,
}

impl Ranked {
    /// Asks for them. Nothing where somebody has begun the topic, or masters it.
    ///
    /// # Errors
    /// The reader is neither the learner nor a teacher of her school.
    pub fn of(conn: &mut Conn, here: &Here, finder: &Finder, learner: PersonId, topic: TopicId) -> Result<Ranked, Error> {
        let ways = finder.with_topic(conn, &here.caller, learner, topic, here.now)?;
        let told = [Part::FirstLearner, Part::Load].iter().all(|part| finder.weights.of(*part) > 0);
        Ok(Ranked { ways, told })
    }

    /// Where an offer stands; what cannot begin today stands last.
    pub fn place(&self, offer: OfferId) -> usize {
        self.ways.iter().position(|way| way.offer == offer).unwrap_or(usize::MAX)
    }

    /// What speaks for an offer beside the free places. What is the same for all of one topic (that it was wished, that nobody else waits, that
    /// it is near) is no reason to choose one of them.
    pub fn why(&self, here: &Here, offer: OfferId) -> Option<String> {
        let way = self.ways.iter().find(|way| way.offer == offer)?;
        let new = way.reasons().into_iter().find_map(|reason| match reason {
            Reason::JustPromoted => Some("ranked-just"),
            Reason::FirstLearner => Some("ranked-first"),
            _ => None,
        });
        Some(match new {
            Some(key) => here.text(key, &[]),
            None => here.text("ranked-load", &[("count", way.parts.load.into())]),
        })
    }

    /// The order in words, where there is one: so many are listed.
    pub fn order(&self, here: &Here, listed: usize) -> Option<String> {
        (self.told && listed > 1 && !self.ways.is_empty()).then(|| here.text("ranked-order", &[]))
    }
}

#[cfg(test)]
mod tests {
    use super::in_sight;

    #[test]
    fn one_alone_is_never_folded() {
        assert_eq!([0, 1, 4, 5, 6, 20].map(in_sight), [0, 1, 4, 5, 4, 4]);
    }
}
