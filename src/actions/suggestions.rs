//! What a learner could begin today: the offers of her school, ranked by [`crate::graph::suggest`], each with its reasons.
//!
//! Suggestions are never assignments; they are only read. Safety comes before ranking: whom she may not be paired with, for whatever reason,
//! never comes up.

use std::collections::{HashMap, HashSet};

use super::{Error, ground};
use crate::domain::id::{OfferId, PersonId, TopicId};
use crate::domain::moment::Moment;
use crate::domain::policy::{Caller, Verb, may};
use crate::domain::words::TutorialState;
pub use crate::graph::suggest::Reason;
use crate::graph::suggest::{Way, Wish, rank};
use crate::store::Conn;
use crate::store::queries::masteries::OfferView;
use crate::store::queries::{interests, masteries, nodes, ties, tutorials};

/// How many a learner is shown unasked. Three can be compared; ten cannot.
pub const MOST: usize = 3;

/// A topic that could begin today, with whom, and why.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Suggestion {
    pub topic: TopicId,
    pub title: String,
    /// The language of the title.
    pub language: String,
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

/// Up to [`MOST`] topics that this learner could begin today in her own school, one tutor each.
///
/// # Errors
/// The caller is neither she nor a teacher of her school.
pub fn for_learner(conn: &mut Conn, caller: &Caller, learner: PersonId, now: Moment) -> Result<Vec<Suggestion>, Error> {
    up_to(conn, caller, learner, now, MOST)
}

/// The same, as many as are wanted. Whether she has another tutorial open is not asked: she may look ahead.
///
/// # Errors
/// As [`for_learner`].
pub fn up_to(conn: &mut Conn, caller: &Caller, learner: PersonId, now: Moment, most: usize) -> Result<Vec<Suggestion>, Error> {
    let school = ground::home(conn, learner)?;
    let relations = caller.to_place(&ground::place(conn, school)?);
    if !caller.is(learner) && !may(Verb::ProposeForOthers, relations) {
        return Err(Error::NOT_FOUND);
    }
    let offers: HashMap<OfferId, OfferView> = masteries::catalog(conn, school)?.into_iter().map(|offer| (offer.id, offer)).collect();
    let mut suggestions = Vec::new();
    let known = known(conn, learner)?;
    let topics: Vec<TopicId> = offers.values().map(|offer| offer.topic).chain(known.iter().copied()).collect();
    let same = ties::classmates(conn, &topics)?;
    let class = |topic: TopicId| same.get(&topic).cloned().unwrap_or_else(|| vec![topic]);
    // A topic that is the same under another name is no second choice.
    let mut settled: HashSet<TopicId> = known.into_iter().flat_map(class).collect();
    let company = ground::Company::of(conn, learner, offers.values().map(|offer| offer.person))?;
    for way in one_tutor_each(rank(ways(conn, learner, school, now, &offers)?), |way| offers[&way.offer.cast()].person) {
        let offer = &offers[&way.offer.cast()];
        if suggestions.len() == most {
            break;
        }
        if settled.contains(&offer.topic) || !company.may_pair(offer.person, None) {
            continue;
        }
        settled.extend(class(offer.topic));
        suggestions.push(Suggestion {
            topic: offer.topic,
            title: offer.title.clone(),
            language: offer.language.clone(),
            offer: offer.id,
            tutor: offer.person,
            tutor_name: offer.tutor.clone(),
            free: way.free,
            waiting: way.waiting,
            reasons: way.reasons(),
        });
    }
    Ok(suggestions)
}

/// The same ways, each tutor's best before anybody's second: three ways that all lead to one person are one choice. What was wished for keeps
/// its place, whoever offers it.
fn one_tutor_each(ways: Vec<Way<Key>>, tutor: impl Fn(&Way<Key>) -> PersonId) -> Vec<Way<Key>> {
    let mut met = HashSet::new();
    let (first, again): (Vec<_>, Vec<_>) = ways.into_iter().partition(|way| met.insert(tutor(way)) || way.wish.is_some());
    first.into_iter().chain(again).collect()
}

/// What she masters already, and what she has begun or asked for.
fn known(conn: &mut Conn, learner: PersonId) -> Result<HashSet<TopicId>, Error> {
    let mastered = masteries::of_person(conn, learner)?.into_iter().map(|row| row.topic);
    let begun = tutorials::of_learner(conn, learner, &[TutorialState::Proposed, TutorialState::Open])?.into_iter().map(|row| row.topic);
    Ok(mastered.chain(begun).collect())
}

/// Ids of different things in one graph: the graph knows only that they differ.
type Key = crate::domain::id::FactId;

fn ways(
    conn: &mut Conn,
    learner: PersonId,
    school: crate::domain::id::NodeId,
    now: Moment,
    offers: &HashMap<OfferId, OfferView>,
) -> Result<Vec<Way<Key>>, Error> {
    let today = nodes::today(conn, school, now)?;
    let taken: HashMap<OfferId, i64> = masteries::taken_in(conn, school)?.into_iter().collect();
    let waiting: HashMap<TopicId, i64> = interests::counts(conn, school)?.into_iter().collect();
    let tutors: HashSet<PersonId> = tutorials::tutors_in(conn, school)?.into_iter().collect();
    let wishes: HashMap<TopicId, Wish> = interests::of_learner(conn, learner)?
        .into_iter()
        .enumerate()
        .map(|(index, row)| (row.topic, Wish { place: index + 1, days: (today - row.stated).num_days().max(0) }))
        .collect();
    let free = |offer: &OfferView| (i64::from(offer.capacity) - taken.get(&offer.id).copied().unwrap_or(0)).max(0);
    let mut free_in_all: HashMap<TopicId, i64> = HashMap::new();
    for offer in offers.values() {
        *free_in_all.entry(offer.topic).or_default() += free(offer);
    }
    let way = |offer: &OfferView| {
        let wish = wishes.get(&offer.topic).copied();
        Way {
            topic: offer.topic.cast(),
            offer: offer.id.cast(),
            wish,
            free: free(offer),
            free_in_all: free_in_all[&offer.topic],
            waiting: waiting.get(&offer.topic).copied().unwrap_or(0) - i64::from(wish.is_some()),
            first_learner: !tutors.contains(&offer.person),
            tie: tie(learner, offer.id),
        }
    };
    Ok(offers.values().map(way).collect())
}

/// A number that is the same for the same two and differs between learners (FNV-1a).
fn tie(learner: PersonId, offer: OfferId) -> u64 {
    learner
        .bytes()
        .iter()
        .chain(offer.bytes())
        .fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}
