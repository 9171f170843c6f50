//! Topics and their versions.

use std::collections::HashMap;

use diesel::dsl::max;
use diesel::prelude::*;

use crate::domain::id::{NodeId, TopicId};
use crate::domain::words::Origin;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::{TopicRow, TopicVersionRow};
use crate::store::schema::{adoptions, masteries, prerequisites, topic_versions, topics};

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
    /// All of them.
    pub fn both(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.own.as_str()).chain(self.english.as_deref())
    }

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

/// The number of the version that stood before another.
pub fn version_before(conn: &mut Conn, id: TopicId, number: i32) -> Result<Option<i32>, Error> {
    let earlier = topic_versions::topic.eq(id).and(topic_versions::version.lt(number)).and(topic_versions::withdrawn.is_null());
    Ok(topic_versions::table.filter(earlier).select(max(topic_versions::version)).get_result(conn)?)
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

/// The topics that imports have brought in under these keys, of one origin.
pub fn by_import_keys(conn: &mut Conn, keys: &[&str], origin: Origin) -> Result<Vec<TopicRow>, Error> {
    let mut rows = Vec::new();
    for chunk in keys.chunks(500) {
        let under = topics::import_key.eq_any(chunk).and(topics::origin.eq(origin));
        rows.extend(topics::table.filter(under).order(topics::id).load::<TopicRow>(conn)?);
    }
    Ok(rows)
}

/// The topics that a school knows: those it brought in or adopted and those that somebody masters there, by title.
pub fn known_at(conn: &mut Conn, school: NodeId, limit: i64) -> Result<Vec<TopicRow>, Error> {
    let mastered = masteries::table
        .filter(masteries::school.eq(school).and(masteries::withdrawn.is_null()).and(masteries::contested.eq(false)))
        .select(masteries::topic);
    let adopted = adoptions::table.filter(adoptions::school.eq(school)).select(adoptions::topic);
    Ok(topics::table
        .filter(topics::version.gt(0).and(topics::school.eq(school).or(topics::id.eq_any(mastered)).or(topics::id.eq_any(adopted))))
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
