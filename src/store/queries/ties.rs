//! How topics are related, and which of them are the same.

use std::collections::{BTreeMap, HashMap};

use diesel::prelude::*;

use crate::domain::alike::TELLING;
use crate::domain::id::{TieId, TopicId};
use crate::domain::search::Word;
use crate::domain::words::Tie;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::{TopicClassRow, TopicTieRow};
use crate::store::schema::{topic_classes, topic_ties, topic_versions, topic_words, topics};

/// A tie, whether it stands or not.
///
/// # Errors
/// The database cannot be read.
pub fn by_id(conn: &mut Conn, id: TieId) -> Result<Option<TopicTieRow>, Error> {
    Ok(topic_ties::table.find(id).get_result(conn).optional()?)
}

/// The ties of a topic that stand, from either side, oldest first.
///
/// # Errors
/// The database cannot be read.
pub fn of_topic(conn: &mut Conn, topic: TopicId) -> Result<Vec<TopicTieRow>, Error> {
    Ok(topic_ties::table
        .filter(topic_ties::withdrawn.is_null())
        .filter(topic_ties::topic.eq(topic).or(topic_ties::other.eq(topic)))
        .order((topic_ties::day, topic_ties::id))
        .load(conn)?)
}

/// What each of some topics was written from: the ties of those kinds that stand.
///
/// # Errors
/// The database cannot be read.
pub fn sources(conn: &mut Conn, of: &[TopicId]) -> Result<Vec<TopicTieRow>, Error> {
    Ok(topic_ties::table
        .filter(topic_ties::withdrawn.is_null().and(topic_ties::topic.eq_any(of)))
        .filter(topic_ties::kind.eq_any([Tie::Adapted, Tie::Translation]))
        .order((topic_ties::day, topic_ties::id))
        .load(conn)?)
}

/// Every tie that stands.
///
/// # Errors
/// The database cannot be read.
pub fn all(conn: &mut Conn) -> Result<Vec<TopicTieRow>, Error> {
    Ok(topic_ties::table.filter(topic_ties::withdrawn.is_null()).order(topic_ties::id).load(conn)?)
}

/// The topics that are the same as one, itself among them, the one that stands for all first.
///
/// # Errors
/// The database cannot be read.
pub fn class_of(conn: &mut Conn, topic: TopicId) -> Result<Vec<TopicId>, Error> {
    Ok(classmates(conn, &[topic])?.remove(&topic).unwrap_or_else(|| vec![topic]))
}

/// For those of some topics that are the same as others: all of them, itself among them.
///
/// # Errors
/// The database cannot be read.
pub fn classmates(conn: &mut Conn, of: &[TopicId]) -> Result<HashMap<TopicId, Vec<TopicId>>, Error> {
    let own: Vec<(TopicId, TopicId)> =
        topic_classes::table.filter(topic_classes::topic.eq_any(of)).select((topic_classes::topic, topic_classes::class)).load(conn)?;
    if own.is_empty() {
        return Ok(HashMap::new());
    }
    let classes: Vec<TopicId> = own.iter().map(|(_, class)| *class).collect();
    let rows: Vec<TopicClassRow> =
        topic_classes::table.filter(topic_classes::class.eq_any(classes)).order(topic_classes::topic).load(conn)?;
    let mut members: BTreeMap<TopicId, Vec<TopicId>> = BTreeMap::new();
    for row in rows {
        members.entry(row.class).or_default().push(row.topic);
    }
    Ok(own.into_iter().filter_map(|(topic, class)| Some((topic, members.get(&class)?.clone()))).collect())
}

/// Which topic stands for each of those that are the same as others.
///
/// # Errors
/// The database cannot be read.
pub fn classes(conn: &mut Conn) -> Result<HashMap<TopicId, TopicId>, Error> {
    Ok(topic_classes::table.select((topic_classes::topic, topic_classes::class)).load(conn)?.into_iter().collect())
}

/// The topics that share words with one, and how many; those that share most first.
///
/// # Errors
/// The database cannot be read.
pub fn sharing_words(conn: &mut Conn, topic: TopicId, most: usize) -> Result<Vec<TopicId>, Error> {
    let own: Vec<Word> = topic_words::table.filter(topic_words::topic.eq(topic)).select(topic_words::word).load(conn)?;
    // Of short words there are too many, and they say too little.
    let telling: Vec<Word> = own.into_iter().filter(|word| word.letters() >= TELLING).collect();
    let rows: Vec<(TopicId, i64)> = topic_words::table
        .filter(topic_words::word.eq_any(telling).and(topic_words::topic.ne(topic)))
        .group_by(topic_words::topic)
        .select((topic_words::topic, diesel::dsl::count_star()))
        .load(conn)?;
    let mut rows = rows;
    rows.sort_by_key(|(topic, shared)| (std::cmp::Reverse(*shared), *topic));
    Ok(rows.into_iter().take(most).map(|(topic, _)| topic).collect())
}

/// The sources of every topic that has any: for finding those that draw on the same.
///
/// # Errors
/// The database cannot be read.
pub fn sources_of_all(conn: &mut Conn) -> Result<Vec<(TopicId, Vec<String>)>, Error> {
    let newest = topic_versions::topic.eq(topics::id).and(topic_versions::version.eq(topics::version));
    let rows: Vec<(TopicId, String)> = topics::table
        .inner_join(topic_versions::table.on(newest))
        .filter(topics::withdrawn.is_null().and(topic_versions::sources.ne("[]")))
        .select((topics::id, topic_versions::sources))
        .order(topics::id)
        .load(conn)?;
    Ok(rows.into_iter().map(|(topic, sources)| (topic, serde_json::from_str(&sources).unwrap_or_default())).collect())
}
