//! Topics and their versions.

use std::collections::HashMap;

use diesel::dsl::max;
use diesel::prelude::*;

use crate::domain::id::{NodeId, TopicId};
use crate::domain::words::OfferState;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::{TopicRow, TopicVersionRow};
use crate::store::schema::{masteries, offers, prerequisites, topic_versions, topics};

/// A topic that has a text.
pub fn by_id(conn: &mut Conn, id: TopicId) -> Result<Option<TopicRow>, Error> {
    Ok(topics::table.find(id).filter(topics::version.gt(0)).get_result(conn).optional()?)
}

/// A version of its text.
pub fn version(conn: &mut Conn, id: TopicId, number: i32) -> Result<Option<TopicVersionRow>, Error> {
    Ok(topic_versions::table.find((id, number)).get_result(conn).optional()?)
}

/// Every version, newest first.
pub fn versions(conn: &mut Conn, id: TopicId) -> Result<Vec<TopicVersionRow>, Error> {
    Ok(topic_versions::table.filter(topic_versions::topic.eq(id)).order(topic_versions::version.desc()).load(conn)?)
}

/// What a topic is called: in its own language, and in English where somebody wrote that too.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Titles {
    /// Its title.
    pub own: String,
    /// The language of its title.
    pub language: String,
    /// Its title in English.
    pub english: Option<String>,
}

impl Titles {
    /// Whether one of them fits.
    pub fn any(&self, fits: impl Fn(&str) -> bool) -> bool {
        fits(&self.own) || self.english.as_deref().is_some_and(fits)
    }
}

/// What several topics are called.
pub fn titles(conn: &mut Conn, ids: &[TopicId]) -> Result<HashMap<TopicId, Titles>, Error> {
    let newest = topic_versions::topic.eq(topics::id).and(topic_versions::version.eq(topics::version));
    let mut titles = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(500) {
        let rows: Vec<(TopicId, Titles)> = topics::table
            .inner_join(topic_versions::table.on(newest))
            .filter(topics::id.eq_any(chunk))
            .select((topics::id, (topics::title, topics::language, topic_versions::title_en)))
            .load(conn)?;
        titles.extend(rows);
    }
    Ok(titles)
}

/// The number of its newest version, withdrawn ones included.
pub fn last_version(conn: &mut Conn, id: TopicId) -> Result<i32, Error> {
    let last = topic_versions::table.filter(topic_versions::topic.eq(id)).select(max(topic_versions::version));
    Ok(last.get_result::<Option<i32>>(conn)?.unwrap_or(0))
}

/// Topics in the fund whose title or subject holds every one of the folded words, by title; a page of them, and how many there are.
pub fn search(conn: &mut Conn, words: &[String], limit: i64, offset: i64) -> Result<(Vec<TopicRow>, i64), Error> {
    search_at(conn, words, None, limit, offset)
}

/// The same; with a school, only among the topics that somebody offers there.
pub fn search_at(
    conn: &mut Conn,
    words: &[String],
    school: Option<NodeId>,
    limit: i64,
    offset: i64,
) -> Result<(Vec<TopicRow>, i64), Error> {
    let matching = || {
        let mut query = topics::table.filter(topics::version.gt(0).and(topics::withdrawn.is_null())).into_boxed();
        for word in words {
            // The folded text holds only letters, digits and spaces, so a word can bring no wildcard of its own.
            query = query.filter(topics::search.like(format!("%{word}%")));
        }
        if let Some(school) = school {
            let offered = offers::table.filter(offers::school.eq(school).and(offers::state.eq(OfferState::Open))).select(offers::topic);
            query = query.filter(topics::id.eq_any(offered));
        }
        query
    };
    let total = matching().count().get_result(conn)?;
    let page = matching().order((topics::search, topics::id)).limit(limit).offset(offset).load(conn)?;
    Ok((page, total))
}

/// What helps to come before a topic.
pub fn prerequisites(conn: &mut Conn, id: TopicId) -> Result<Vec<TopicRow>, Error> {
    Ok(prerequisites::table
        .inner_join(topics::table.on(topics::id.eq(prerequisites::before)))
        .filter(prerequisites::topic.eq(id))
        .order((topics::search, topics::id))
        .select(topics::all_columns)
        .load(conn)?)
}

/// What it helps to come before.
pub fn followers(conn: &mut Conn, id: TopicId) -> Result<Vec<TopicRow>, Error> {
    Ok(prerequisites::table
        .inner_join(topics::table.on(topics::id.eq(prerequisites::topic)))
        .filter(prerequisites::before.eq(id))
        .order((topics::search, topics::id))
        .select(topics::all_columns)
        .load(conn)?)
}

/// Every pair (topic, what helps to come before it): for finding loops.
pub fn prerequisite_pairs(conn: &mut Conn) -> Result<Vec<(TopicId, TopicId)>, Error> {
    Ok(prerequisites::table.order((prerequisites::topic, prerequisites::before)).load(conn)?)
}

/// The topic that an import has brought in under this key.
pub fn by_import_key(conn: &mut Conn, key: &str) -> Result<Option<TopicRow>, Error> {
    Ok(topics::table.filter(topics::import_key.eq(key)).order(topics::id).get_result(conn).optional()?)
}

/// The topics that a school knows: those it brought in and those that somebody masters there, by title.
pub fn known_at(conn: &mut Conn, school: NodeId, limit: i64) -> Result<Vec<TopicRow>, Error> {
    let mastered = masteries::table
        .filter(masteries::school.eq(school).and(masteries::withdrawn.is_null()).and(masteries::contested.eq(false)))
        .select(masteries::topic);
    Ok(topics::table
        .filter(topics::version.gt(0).and(topics::school.eq(school).or(topics::id.eq_any(mastered))))
        .order((topics::search, topics::id))
        .limit(limit)
        .load(conn)?)
}

/// The rows of several topics.
pub fn several(conn: &mut Conn, ids: &[TopicId]) -> Result<HashMap<TopicId, TopicRow>, Error> {
    let mut rows = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(500) {
        let found: Vec<TopicRow> = topics::table.filter(topics::id.eq_any(chunk)).load(conn)?;
        rows.extend(found.into_iter().map(|row| (row.id, row)));
    }
    Ok(rows)
}
