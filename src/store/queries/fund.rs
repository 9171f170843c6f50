//! The fund of knowledge: finding topics, and where they are alive.
//!
//! Words are looked up by their beginnings in a table of words, as bytes, so that what is found, and in which order, is the same on both
//! engines and does not depend on what their language is set to.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use diesel::dsl::{count, exists};
use diesel::prelude::*;

use crate::domain::id::{NodeId, TopicId};
use crate::domain::words::{OfferState, Origin};
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::queries::ties;
use crate::store::rows::{TopicRow, TopicVersionRow};
use crate::store::schema::{adoptions, node_ancestors, offers, topic_classes, topic_versions, topic_words, topics};

/// Where a topic is looked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Within {
    /// In the whole fund.
    #[default]
    Anywhere,
    /// Among what somebody offers at a node or below it, under this name or as a topic that is the same.
    AliveAt(NodeId),
    /// Among what a school wrote, adopted or offers.
    FundOf(NodeId),
}

/// What is looked for.
#[derive(Debug, Clone, Default)]
pub struct Sought {
    /// Folded words: of each topic found, each begins some word.
    pub words: Vec<String>,
    /// In this language.
    pub language: Option<String>,
    /// Of this subject.
    pub subject: Option<String>,
    /// Of this origin.
    pub origin: Option<Origin>,
    /// Where.
    pub within: Within,
}

impl Sought {
    /// These words, anywhere.
    pub fn words(words: Vec<String>) -> Sought {
        Sought { words, ..Sought::default() }
    }
}

/// The first bytes after every text that begins so. Folded words are no empty text, and UTF-8 has no byte 255.
fn past(word: &str) -> Vec<u8> {
    let mut bytes = word.as_bytes().to_vec();
    if let Some(last) = bytes.last_mut() {
        *last += 1;
    }
    bytes
}

/// How many topics a statement names at most.
const NAMED: usize = 20_000;

/// The topics that have a word for each of these beginnings.
fn having<'a>(conn: &mut Conn, words: impl Iterator<Item = &'a String>) -> Result<BTreeSet<TopicId>, Error> {
    let mut found: Option<BTreeSet<TopicId>> = None;
    for word in words {
        let begun = topic_words::word.ge(word.as_bytes().to_vec()).and(topic_words::word.lt(past(word)));
        let topics: Vec<TopicId> = topic_words::table.filter(begun).select(topic_words::topic).load(conn)?;
        let topics: BTreeSet<TopicId> = topics.into_iter().collect();
        found = Some(match found {
            Some(before) => before.intersection(&topics).copied().collect(),
            None => topics,
        });
    }
    Ok(found.unwrap_or_default())
}

/// The topics of the fund that are sought, by title: a page of them, and how many there are.
///
/// # Errors
/// The database cannot be read.
pub fn find(conn: &mut Conn, sought: &Sought, limit: i64, offset: i64) -> Result<(Vec<TopicRow>, i64), Error> {
    let words = || sought.words.iter().filter(|word| !word.is_empty());
    // After an import a server does not know yet how many words there are, and would walk all of them for every topic. So there the words
    // are looked up first. A beginning that fits more topics than a statement can name is left to it.
    let mut listed: Option<Vec<TopicId>> = None;
    if matches!(conn, Conn::Pg(_)) && words().next().is_some() {
        let found = having(conn, words())?;
        if found.is_empty() {
            return Ok((Vec::new(), 0));
        }
        listed = Some(found.into_iter().collect()).filter(|ids: &Vec<TopicId>| ids.len() <= NAMED);
    }
    let matching = || {
        let mut query = topics::table.filter(topics::version.gt(0).and(topics::withdrawn.is_null())).into_boxed();
        match &listed {
            Some(ids) => query = query.filter(topics::id.eq_any(ids.clone())),
            None => {
                for word in words() {
                    let begun = topic_words::word.ge(word.as_bytes().to_vec()).and(topic_words::word.lt(past(word)));
                    query = query.filter(topics::id.eq_any(topic_words::table.filter(begun).select(topic_words::topic)));
                }
            }
        }
        if let Some(language) = &sought.language {
            query = query.filter(topics::language.eq(language));
        }
        if let Some(subject) = &sought.subject {
            query = query.filter(topics::subject.eq(subject));
        }
        if let Some(origin) = sought.origin {
            query = query.filter(topics::origin.eq(origin));
        }
        match sought.within {
            Within::Anywhere => query,
            Within::AliveAt(node) => {
                let offered = || {
                    let below = node_ancestors::table.filter(node_ancestors::ancestor.eq(node)).select(node_ancestors::node);
                    let there = offers::school.eq(node).or(offers::school.eq_any(below));
                    offers::table.filter(offers::state.eq(OfferState::Open).and(there)).select(offers::topic)
                };
                let alive = diesel::alias!(topic_classes as alive);
                let classes = alive.filter(alive.field(topic_classes::topic).eq_any(offered())).select(alive.field(topic_classes::class));
                let same = topic_classes::table.filter(topic_classes::class.eq_any(classes)).select(topic_classes::topic);
                query.filter(topics::id.eq_any(offered()).or(topics::id.eq_any(same)))
            }
            Within::FundOf(school) => {
                let adopted = adoptions::table.filter(adoptions::school.eq(school)).select(adoptions::topic);
                let offered = offers::table.filter(offers::school.eq(school).and(offers::state.eq(OfferState::Open)));
                let known = topics::id.eq_any(adopted).or(topics::id.eq_any(offered.select(offers::topic)));
                query.filter(topics::school.eq(school).or(known))
            }
        }
    };
    let total = matching().count().get_result(conn)?;
    let page = matching().order((topics::search, topics::id)).limit(limit).offset(offset).load(conn)?;
    Ok((page, total))
}

/// Topics whose title or subject has these words, anywhere.
///
/// # Errors
/// The database cannot be read.
pub fn search(conn: &mut Conn, words: &[String], limit: i64, offset: i64) -> Result<(Vec<TopicRow>, i64), Error> {
    find(conn, &Sought::words(words.to_vec()), limit, offset)
}

/// In how many places each of some topics is offered, under its name or as a topic that is the same; none where in none.
///
/// # Errors
/// The database cannot be read.
pub fn places(conn: &mut Conn, of: &[TopicId]) -> Result<HashMap<TopicId, i64>, Error> {
    let mut places: HashMap<TopicId, i64> = offers::table
        .filter(offers::topic.eq_any(of).and(offers::state.eq(OfferState::Open)))
        .group_by(offers::topic)
        .select((offers::topic, count(offers::school).aggregate_distinct()))
        .load(conn)?
        .into_iter()
        .collect();
    for (topic, members) in ties::classmates(conn, of)? {
        let schools = offering(conn, &members)?;
        if !schools.is_empty() {
            places.insert(topic, i64::try_from(schools.len()).unwrap_or(i64::MAX));
        }
    }
    Ok(places)
}

/// At which nodes any of some topics is offered.
///
/// # Errors
/// The database cannot be read.
pub fn offering(conn: &mut Conn, any: &[TopicId]) -> Result<Vec<NodeId>, Error> {
    Ok(offers::table
        .filter(offers::topic.eq_any(any).and(offers::state.eq(OfferState::Open)))
        .select(offers::school)
        .distinct()
        .order(offers::school)
        .load(conn)?)
}

/// Which schools, of those at some nodes or below them, offer which of some topics: at most so many pairs.
///
/// # Errors
/// The database cannot be read.
pub fn offering_below(conn: &mut Conn, of: &[TopicId], nodes: &[NodeId], most: i64) -> Result<BTreeMap<TopicId, BTreeSet<NodeId>>, Error> {
    let mates = ties::classmates(conn, of)?;
    let mut all: BTreeSet<TopicId> = of.iter().copied().collect();
    all.extend(mates.values().flatten());
    let below = node_ancestors::table.filter(node_ancestors::ancestor.eq_any(nodes)).select(node_ancestors::node);
    let pairs: Vec<(TopicId, NodeId)> = offers::table
        .filter(offers::topic.eq_any(all.iter().copied().collect::<Vec<_>>()).and(offers::state.eq(OfferState::Open)))
        .filter(offers::school.eq_any(nodes).or(offers::school.eq_any(below)))
        .select((offers::topic, offers::school))
        .distinct()
        .order((offers::topic, offers::school))
        .limit(most)
        .load(conn)?;
    let mut by_topic: BTreeMap<TopicId, BTreeSet<NodeId>> = BTreeMap::new();
    for topic in of {
        let members = mates.get(topic).map_or(std::slice::from_ref(topic), Vec::as_slice);
        let schools: BTreeSet<NodeId> = pairs.iter().filter(|(offered, _)| members.contains(offered)).map(|(_, school)| *school).collect();
        if !schools.is_empty() {
            by_topic.insert(*topic, schools);
        }
    }
    Ok(by_topic)
}

/// Whether a school has adopted a topic.
///
/// # Errors
/// The database cannot be read.
pub fn has_adopted(conn: &mut Conn, school: NodeId, topic: TopicId) -> Result<bool, Error> {
    Ok(diesel::select(exists(adoptions::table.find((school, topic)))).get_result(conn)?)
}

/// Which of some topics a school has adopted.
///
/// # Errors
/// The database cannot be read.
pub fn adopted_by(conn: &mut Conn, school: NodeId, of: &[TopicId]) -> Result<BTreeSet<TopicId>, Error> {
    let rows: Vec<TopicId> =
        adoptions::table.filter(adoptions::school.eq(school).and(adoptions::topic.eq_any(of))).select(adoptions::topic).load(conn)?;
    Ok(rows.into_iter().collect())
}

/// How many schools have adopted a topic.
///
/// # Errors
/// The database cannot be read.
pub fn adopters(conn: &mut Conn, topic: TopicId) -> Result<i64, Error> {
    Ok(adoptions::table.filter(adoptions::topic.eq(topic)).count().get_result(conn)?)
}

/// The languages in which there are topics.
///
/// # Errors
/// The database cannot be read.
pub fn languages(conn: &mut Conn) -> Result<Vec<String>, Error> {
    Ok(topics::table
        .filter(topics::version.gt(0).and(topics::withdrawn.is_null()))
        .select(topics::language)
        .distinct()
        .order(topics::language)
        .load(conn)?)
}

/// Every topic of the fund, by its id.
///
/// # Errors
/// The database cannot be read.
pub fn everything(conn: &mut Conn) -> Result<Vec<TopicRow>, Error> {
    Ok(topics::table.filter(topics::version.gt(0).and(topics::withdrawn.is_null())).order(topics::id).load(conn)?)
}

/// Every version that stands, of every topic, newest first.
///
/// # Errors
/// The database cannot be read.
pub fn every_version(conn: &mut Conn) -> Result<Vec<TopicVersionRow>, Error> {
    Ok(topic_versions::table
        .filter(topic_versions::withdrawn.is_null())
        .order((topic_versions::topic, topic_versions::version.desc()))
        .load(conn)?)
}

/// How many schools have adopted each topic that any has.
///
/// # Errors
/// The database cannot be read.
pub fn adopted(conn: &mut Conn) -> Result<HashMap<TopicId, i64>, Error> {
    Ok(adoptions::table.group_by(adoptions::topic).select((adoptions::topic, count(adoptions::school))).load(conn)?.into_iter().collect())
}

/// In how many places each topic is offered that is anywhere.
///
/// # Errors
/// The database cannot be read.
pub fn offered(conn: &mut Conn) -> Result<HashMap<TopicId, i64>, Error> {
    Ok(offers::table
        .filter(offers::state.eq(OfferState::Open))
        .group_by(offers::topic)
        .select((offers::topic, count(offers::school).aggregate_distinct()))
        .load(conn)?
        .into_iter()
        .collect())
}

/// How many topics the fund has, and how many texts of them.
///
/// # Errors
/// The database cannot be read.
pub fn size(conn: &mut Conn) -> Result<(i64, i64), Error> {
    let topics = topics::table.filter(topics::version.gt(0).and(topics::withdrawn.is_null())).count().get_result(conn)?;
    let versions = topic_versions::table.filter(topic_versions::withdrawn.is_null()).count().get_result(conn)?;
    Ok((topics, versions))
}
