//! What a learner could begin today in her own school, ranked by [`crate::graph::suggest`], each with its reasons.
//!
//! Suggestions are never assignments; they are only read. Safety comes before ranking: whom she may not be paired with, for whatever reason,
//! never comes up. They come from the network in memory; names are asked of the tables, and whoever has none there does not come up either.

use std::collections::HashSet;

use super::{Error, ground};
use crate::domain::id::{NodeId, OfferId, PersonId, TopicId};
use crate::domain::moment::Moment;
use crate::domain::policy::{Caller, Verb, may};
use crate::domain::words::TutorialState;
pub use crate::graph::network::Balance;
pub use crate::graph::score::{Nearness, Part, Weights};
use crate::graph::suggest::rank;
pub use crate::graph::suggest::{Reason, Way};
use crate::store::Conn;
use crate::store::network::Keeper;
use crate::store::queries::{masteries, nodes, people, ties, tutorials};

/// How many a learner is shown unasked. Three can be compared; ten cannot.
pub const MOST: usize = 3;

/// How suggestions are found: in the network in memory, and by which weights.
#[derive(Clone)]
pub struct Finder {
    /// Holds the network.
    pub network: std::sync::Arc<Keeper>,
    /// What counts how much.
    pub weights: Weights,
}

/// A topic that could begin today, with whom, and why.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Suggestion {
    pub topic: TopicId,
    pub offer: OfferId,
    pub tutor: PersonId,
    pub tutor_name: String,
    /// Free places of this offer.
    pub free: i64,
    /// How many others of the school wait for the topic.
    pub waiting: i64,
    /// Strongest first; never empty.
    pub reasons: Vec<Reason>,
}

impl Finder {
    /// Up to [`MOST`] topics that this learner could begin today in her own school, one tutor each.
    ///
    /// # Errors
    /// The caller is neither she nor a teacher of her school.
    pub fn for_learner(&self, conn: &mut Conn, caller: &Caller, learner: PersonId, now: Moment) -> Result<Vec<Suggestion>, Error> {
        let found = one_tutor_each(self.all(conn, caller, learner, now)?);
        let known = known(conn, learner)?;
        let topics: Vec<TopicId> = found.iter().map(|one| one.topic).chain(known.iter().copied()).collect();
        let same = ties::classmates(conn, &topics)?;
        let class = |topic: TopicId| same.get(&topic).cloned().unwrap_or_else(|| vec![topic]);
        // A topic that is the same under another name is no second choice.
        let mut settled: HashSet<TopicId> = known.into_iter().flat_map(class).collect();
        let mut chosen = Vec::with_capacity(MOST);
        for one in found {
            if chosen.len() < MOST && !settled.contains(&one.topic) {
                settled.extend(class(one.topic));
                chosen.push(one);
            }
        }
        Ok(chosen)
    }

    /// Every way in which this learner could begin today in her own school, best first. Whether she has another tutorial open is not asked:
    /// she may look ahead.
    ///
    /// # Errors
    /// As [`Finder::for_learner`].
    pub fn all(&self, conn: &mut Conn, caller: &Caller, learner: PersonId, now: Moment) -> Result<Vec<Suggestion>, Error> {
        let ways = self.ways(conn, caller, learner, now, |_| true)?;
        let tutors: Vec<PersonId> = ways.iter().map(|way| way.tutor).collect();
        let names = people::names(conn, &tutors)?;
        Ok(ways.into_iter().filter_map(|way| suggestion(&way, names.get(&way.tutor)?)).collect())
    }

    /// The same with one topic only, without names.
    ///
    /// # Errors
    /// As [`Finder::for_learner`].
    pub fn with_topic(&self, conn: &mut Conn, caller: &Caller, learner: PersonId, topic: TopicId, now: Moment) -> Result<Vec<Way>, Error> {
        self.ways(conn, caller, learner, now, |way| way.topic == topic)
    }

    fn ways(
        &self,
        conn: &mut Conn,
        caller: &Caller,
        learner: PersonId,
        now: Moment,
        wanted: impl Fn(&Way) -> bool,
    ) -> Result<Vec<Way>, Error> {
        let school = ground::home(conn, learner)?;
        let relations = caller.to_place(&ground::place(conn, school)?);
        if !caller.is(learner) && !may(Verb::ProposeForOthers, relations) {
            return Err(Error::NOT_FOUND);
        }
        let today = nodes::today(conn, school, now)?;
        let ways = self.network.ask_around(conn, school, |network| network.ways(learner, school, today))?;
        Ok(rank(learner, ways.into_iter().filter(wanted), &self.weights))
    }

    /// How a topic stands in a place: how many wait for it besides one person, since when, and how many places are free.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn balance(&self, conn: &mut Conn, place: NodeId, topic: TopicId, besides: PersonId) -> Result<Balance, Error> {
        Ok(self.network.ask_around(conn, place, |network| network.balance(place, topic, Some(besides)))?)
    }
}

/// The same, each tutor's best before anybody's second: three ways that all lead to one person are one choice. What was wished for keeps its
/// place, whoever offers it.
fn one_tutor_each(all: Vec<Suggestion>) -> Vec<Suggestion> {
    let mut met = HashSet::new();
    let wished = |one: &Suggestion| one.reasons.iter().any(|reason| matches!(reason, Reason::Wished { .. }));
    let (first, again): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| met.insert(one.tutor) || wished(one));
    first.into_iter().chain(again).collect()
}

/// What she masters already, and what she has begun or asked for.
fn known(conn: &mut Conn, learner: PersonId) -> Result<HashSet<TopicId>, Error> {
    let mastered = masteries::of_person(conn, learner)?.into_iter().map(|row| row.topic);
    let begun = tutorials::of_learner(conn, learner, &[TutorialState::Proposed, TutorialState::Open])?.into_iter().map(|row| row.topic);
    Ok(mastered.chain(begun).collect())
}

fn suggestion(way: &Way, name: &str) -> Option<Suggestion> {
    let Way { topic, offer, tutor, free, waiting, .. } = *way;
    Some(Suggestion { topic, offer, tutor, tutor_name: name.to_owned(), free, waiting, reasons: way.reasons() })
}
