//! The fund of knowledge: a school adopts another's topic; people say which topics are the same, translated or adapted, and take it back.

use std::collections::{BTreeMap, BTreeSet};

use super::{Error, ground, topics};
use crate::domain::alike::{Alike, Looks, alike};
use crate::domain::fact::{AdoptionEnded, TieWithdrawn, TopicAdopted, TopicTied};
use crate::domain::id::{NodeId, TieId, TieOf, TopicId};
use crate::domain::moment::{DEFAULT_ZONE, Day};
use crate::domain::policy::{Caller, Relations, Verb, may};
use crate::domain::refusal::Problem;
use crate::domain::search::fold;
use crate::domain::words::{Level, Origin, Tie};
use crate::store::queries::{fund, nodes, people, ties, topics as queries};
use crate::store::rows::TopicRow;
use crate::store::{Conn, Tx};

/// How many proposals are made at once.
const PROPOSALS: usize = 6;
/// A source that more topics draw on than this says nothing about any two of them.
const COMMON: usize = 5;

/// Takes a topic into the fund of the caller's school, without copying it.
///
/// # Errors
/// The caller is at home nowhere, or neither teaches nor administers there; there is no such topic, or it was withdrawn.
pub fn adopt(tx: &mut Tx<'_>, caller: &Caller, topic: TopicId) -> Result<(), Error> {
    let school = adopting(tx, caller)?.ok_or(Error::NOT_FOUND)?;
    let row = ground::open_topic(tx, topic)?;
    ground::actor(tx, caller)?;
    if row.school == Some(school) || fund::has_adopted(tx, school, topic)? {
        return Ok(());
    }
    let day = ground::today(tx, school)?;
    tx.record(TopicAdopted { school, topic, day })?;
    Ok(())
}

/// Puts a topic out of the fund of the caller's school again.
///
/// # Errors
/// As for adopting.
pub fn end_adoption(tx: &mut Tx<'_>, caller: &Caller, topic: TopicId) -> Result<(), Error> {
    let school = adopting(tx, caller)?.ok_or(Error::NOT_FOUND)?;
    ground::topic(tx, topic)?;
    ground::actor(tx, caller)?;
    if fund::has_adopted(tx, school, topic)? {
        let day = ground::today(tx, school)?;
        tx.record(AdoptionEnded { school, topic, day })?;
    }
    Ok(())
}

/// The school for which the caller may adopt topics, if there is one: where she is at home and teaches, or that she administers.
///
/// # Errors
/// The database cannot be read.
pub fn adopting(conn: &mut Conn, caller: &Caller) -> Result<Option<NodeId>, Error> {
    let Some(person) = caller.id() else { return Ok(None) };
    let Some(home) = people::home(conn, person)? else { return Ok(None) };
    let place = ground::place(conn, home)?;
    Ok(may(Verb::AdoptTopic, caller.to_place(&place)).then_some(home))
}

/// A topic written from another: adapted for another place, or translated. Publishing and provenance are one.
///
/// # Errors
/// As [`topics::publish`]; or the other topic is not in the fund, or a translation is in the language of what it translates.
#[expect(clippy::too_many_arguments, reason = "what a topic is published with, and what it was written from")]
pub fn publish_from(
    tx: &mut Tx<'_>,
    caller: &Caller,
    (kind, other): (Tie, TopicId),
    topic: TopicId,
    language: &str,
    origin: Origin,
    licence: &str,
    input: &topics::Text,
) -> Result<TopicId, Error> {
    let from = ground::open_topic(tx, other)?;
    if !matches!(kind, Tie::Adapted | Tie::Translation) || other == topic {
        return Err(Error::NOT_FOUND);
    }
    if kind == Tie::Translation && from.language == language {
        return Err(Error::at("language", Problem::UnknownChoice));
    }
    let topic = topics::publish(tx, caller, topic, language, origin, licence, input)?;
    // A topic is written from one other at most when it is published, so its own id can name that tie too.
    let tie: TieId = topic.cast::<TieOf>();
    if ties::by_id(tx, tie)?.is_none() {
        let day = today(tx, caller)?;
        tx.record(TopicTied { tie, kind, topic, other, day })?;
    }
    Ok(topic)
}

/// Says how a topic is to another. What was said of the two before, and contradicts it, is taken back.
///
/// # Errors
/// The caller may not decide about these two, one of them is not in the fund, or they cannot be related so.
pub fn tie(tx: &mut Tx<'_>, caller: &Caller, id: TieId, kind: Tie, topic: TopicId, other: TopicId) -> Result<(), Error> {
    let one = ground::topic(tx, topic)?;
    if !may(Verb::TieTopics, to_topic_alone(tx, caller, topic)?) {
        return Err(Error::NOT_FOUND);
    }
    let two = queries::by_id(tx, other)?.ok_or(Error::at("other", Problem::NoSuchTopic))?;
    if topic == other {
        return Err(Error::at("other", Problem::TheTopicItself));
    }
    if one.withdrawn.is_some() || two.withdrawn.is_some() {
        return Err(Error::at("other", Problem::NoSuchTopic));
    }
    if !may(Verb::TieTopics, to_both(tx, caller, topic, other)?) {
        return Err(Error::at("other", Problem::NoSuchTopic));
    }
    if kind == Tie::Translation && one.language == two.language {
        return Err(Error::at("kind", Problem::UnknownChoice));
    }
    ground::actor(tx, caller)?;
    if ties::by_id(tx, id)?.is_some() {
        return Ok(());
    }
    let day = today(tx, caller)?;
    let standing: Vec<_> = ties::of_topic(tx, topic)?.into_iter().filter(|row| row.topic == other || row.other == other).collect();
    let directed = matches!(kind, Tie::Adapted | Tie::Translation);
    if standing.iter().any(|row| row.kind == kind && (!directed || row.topic == topic)) {
        return Ok(());
    }
    for row in standing {
        let contradicts = match kind {
            Tie::Apart => row.kind == Tie::Same,
            Tie::Same => matches!(row.kind, Tie::Apart | Tie::Near),
            Tie::Translation => row.kind == Tie::Apart,
            Tie::Near => row.kind == Tie::Same,
            Tie::Adapted => false,
        };
        if contradicts || (directed && row.kind == kind) {
            tx.record(TieWithdrawn { tie: row.id, day })?;
        }
    }
    tx.record(TopicTied { tie: id, kind, topic, other, day })?;
    Ok(())
}

/// Takes back what was said of two topics.
///
/// # Errors
/// There is no such tie at this topic, or the caller may not decide about the two.
pub fn end_tie(tx: &mut Tx<'_>, caller: &Caller, topic: TopicId, id: TieId) -> Result<(), Error> {
    let row = ties::by_id(tx, id)?.filter(|row| row.topic == topic || row.other == topic).ok_or(Error::NOT_FOUND)?;
    let relations = to_both(tx, caller, row.topic, row.other)?;
    ground::allow(Verb::TieTopics, relations)?;
    ground::actor(tx, caller)?;
    if row.withdrawn.is_none() {
        let day = today(tx, caller)?;
        tx.record(TieWithdrawn { tie: id, day })?;
    }
    Ok(())
}

fn today(tx: &mut Tx<'_>, caller: &Caller) -> Result<Day, Error> {
    let home = match caller.id() {
        Some(person) => people::home(tx, person)?,
        None => None,
    };
    match home {
        Some(home) => ground::today(tx, home),
        None => Ok(tx.now().day_in(DEFAULT_ZONE)),
    }
}

/// The relations to a topic that count when it is related to others: mastering it, and administering its school or a node above.
///
/// # Errors
/// There is no such topic.
pub fn to_topic_alone(conn: &mut Conn, caller: &Caller, topic: TopicId) -> Result<Relations, Error> {
    let relations = topics::relations(conn, caller, topic)?;
    Ok([Relations::MASTER, Relations::STEWARD, Relations::STEWARD_ABOVE]
        .into_iter()
        .filter(|relation| relations.meets(*relation))
        .fold(Relations::NONE, Relations::and))
}

/// The same to two: who masters both is their master; who administers the place of either is its steward.
///
/// # Errors
/// One of the topics is not there.
pub fn to_both(conn: &mut Conn, caller: &Caller, topic: TopicId, other: TopicId) -> Result<Relations, Error> {
    let (one, two) = (to_topic_alone(conn, caller, topic)?, to_topic_alone(conn, caller, other)?);
    let masters = one.meets(Relations::MASTER) && two.meets(Relations::MASTER);
    let either = one.and(two);
    let stewards = either.meets(Relations::STEWARD.and(Relations::STEWARD_ABOVE));
    Ok(Relations::NONE.and_if(masters, Relations::MASTER).and_if(stewards, Relations::STEWARD))
}

/// Whether the caller may say how two topics are related.
///
/// # Errors
/// One of the topics is not there.
pub fn may_tie(conn: &mut Conn, caller: &Caller, topic: TopicId, other: TopicId) -> Result<bool, Error> {
    Ok(may(Verb::TieTopics, to_both(conn, caller, topic, other)?))
}

/// The same of a topic that she would bring in at a place: of a school it would be that school's, and from above it would be nobody's.
///
/// # Errors
/// There is no such place.
pub fn may_tie_brought(conn: &mut Conn, caller: &Caller, node: NodeId) -> Result<bool, Error> {
    let place = ground::place(conn, node)?;
    if nodes::by_id(conn, node)?.is_some_and(|row| row.level == Level::School) {
        return Ok(may(Verb::TieTopics, caller.to_place(&place)));
    }
    let Some(member) = caller.known() else { return Ok(false) };
    Ok(!nodes::tops(conn, &member.stewards)?.is_empty())
}

/// Something to ask: is it the same, or a translation?
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The other topic.
    pub other: TopicId,
    /// What may be so.
    pub kind: Tie,
    /// Why it is asked.
    pub why: Alike,
}

/// What may be asked about a topic, for somebody who may decide it. What was decided already is not asked again.
///
/// # Errors
/// There is no such topic.
pub fn proposals(conn: &mut Conn, caller: &Caller, topic: TopicId) -> Result<Vec<Proposal>, Error> {
    let row = ground::topic(conn, topic)?;
    let mut decided: BTreeSet<TopicId> =
        ties::of_topic(conn, topic)?.into_iter().filter(|tie| tie.kind != Tie::Near).flat_map(|tie| [tie.topic, tie.other]).collect();
    decided.extend(ties::class_of(conn, topic)?);
    let sources = ties::sources_of_all(conn)?;
    let own: Vec<String> = sources.iter().filter(|(id, _)| *id == topic).flat_map(|(_, sources)| sources.clone()).collect();
    let own_folded: BTreeSet<String> = own.iter().map(|source| fold(source)).collect();
    let mut drawing: BTreeMap<String, Vec<TopicId>> = BTreeMap::new();
    for (id, sources) in &sources {
        for source in sources.iter().map(|source| fold(source)).filter(|source| own_folded.contains(source)) {
            drawing.entry(source).or_default().push(*id);
        }
    }
    // One that many draw on says nothing.
    drawing.retain(|_, topics| topics.len() <= COMMON);
    let mut candidates = ties::sharing_words(conn, topic, 60)?;
    candidates.extend(drawing.values().flatten());
    let mut seen = decided;
    seen.insert(topic);
    candidates.retain(|candidate| seen.insert(*candidate));
    let telling: Vec<&str> = own.iter().map(String::as_str).filter(|source| drawing.contains_key(&fold(source))).collect();
    let titles = queries::titles(conn, &[&candidates[..], &[topic]].concat())?;
    let Some(called) = titles.get(&topic) else { return Ok(Vec::new()) };
    let looks = Looks::new(&row.language, called.both(), telling);
    let rows = queries::several(conn, &candidates)?;
    let by_id: BTreeMap<TopicId, &Vec<String>> = sources.iter().map(|(id, sources)| (*id, sources)).collect();
    let mut found = Vec::new();
    for other in candidates {
        let (Some(titles), Some(TopicRow { language, withdrawn: None, .. })) = (titles.get(&other), rows.get(&other)) else { continue };
        let drawn = by_id.get(&other).into_iter().flat_map(|sources| sources.iter().map(String::as_str));
        if let Some((kind, why)) = alike(&looks, &Looks::new(language, titles.both(), drawn))
            && may_tie(conn, caller, topic, other)?
        {
            found.push(Proposal { other, kind, why });
        }
    }
    found.sort_by_key(|proposal| (proposal.why, proposal.other));
    found.truncate(PROPOSALS);
    Ok(found)
}
