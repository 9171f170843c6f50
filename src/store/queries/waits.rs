//! Who waits for a topic: whoever wishes for it, and whoever has asked somebody for it who has not answered. Asking is no end of waiting: the one
//! who was asked may have no place, or be away, while somebody else has one.

use std::collections::{BTreeMap, HashMap};

use diesel::prelude::*;

use super::{interests as wishes_of, people};
use crate::domain::id::{NodeId, PersonId, TopicId};
use crate::domain::moment::Day;
use crate::domain::words::{InterestState, Level, TutorialState};
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::{InterestRow, TutorialRow};
use crate::store::schema::{interests, node_ancestors, nodes, tutorials};

/// Somebody who waits for a topic: once, however she has said so.
#[derive(Debug, Clone, PartialEq)]
pub struct Wait {
    /// Who.
    pub learner: PersonId,
    /// For what.
    pub topic: TopicId,
    /// Since when.
    pub since: Day,
    /// What she asked for, and of whom, oldest first; nothing where she only wishes.
    pub asked: Vec<TutorialRow>,
}

/// Who of a school waits, longest first.
pub fn in_school(conn: &mut Conn, school: NodeId) -> Result<Vec<Wait>, Error> {
    Ok(joined(wishes_of::in_school(conn, school)?, unanswered(conn, school)?))
}

/// Who of a school waits for a topic, longest first.
pub fn for_topic(conn: &mut Conn, school: NodeId, topic: TopicId) -> Result<Vec<Wait>, Error> {
    let mut asked = unanswered(conn, school)?;
    asked.retain(|row| row.topic == topic);
    Ok(joined(wishes_of::waiting(conn, school, topic)?, asked))
}

/// The same without one person herself, and without those from whom a steward keeps her.
pub fn besides(conn: &mut Conn, school: NodeId, person: PersonId) -> Result<Vec<Wait>, Error> {
    let apart = people::kept_from(conn, person)?;
    let mut waits = in_school(conn, school)?;
    waits.retain(|wait| wait.learner != person && !apart.contains(&wait.learner));
    Ok(waits)
}

/// How many of a school wait for each topic that anyone waits for.
pub fn counts(conn: &mut Conn, school: NodeId) -> Result<HashMap<TopicId, i64>, Error> {
    let mut counts = HashMap::new();
    for wait in in_school(conn, school)? {
        *counts.entry(wait.topic).or_default() += 1;
    }
    Ok(counts)
}

/// In which of the schools under a node somebody waits for which topic: of all topics, or of some.
pub fn under(conn: &mut Conn, node: NodeId, topics: Option<&[TopicId]>) -> Result<Vec<(TopicId, NodeId)>, Error> {
    let schools = || {
        let open = nodes::level.eq(Level::School).and(nodes::closed.is_null()).and(node_ancestors::ancestor.eq(node));
        node_ancestors::table.inner_join(nodes::table.on(nodes::id.eq(node_ancestors::node))).filter(open).select(node_ancestors::node)
    };
    let mut wishes = interests::table
        .filter(interests::state.eq(InterestState::Open).and(interests::school.eq_any(schools())))
        .select((interests::topic, interests::school))
        .distinct()
        .into_boxed();
    let mut asked = tutorials::table
        .filter(tutorials::state.eq(TutorialState::Proposed).and(tutorials::contested.eq(false)))
        .filter(tutorials::learner_agreed.eq(true).and(tutorials::tutor_agreed.eq(false)))
        .filter(tutorials::school.eq_any(schools()))
        .select((tutorials::topic, tutorials::school))
        .distinct()
        .into_boxed();
    if let Some(topics) = topics {
        wishes = wishes.filter(interests::topic.eq_any(topics));
        asked = asked.filter(tutorials::topic.eq_any(topics));
    }
    let mut pairs: Vec<(TopicId, NodeId)> = wishes.load(conn)?;
    pairs.extend(asked.load::<(TopicId, NodeId)>(conn)?);
    Ok(pairs)
}

/// Whether a learner has asked for a tutorial, and her tutor has not answered.
pub fn is_unanswered(row: &TutorialRow) -> bool {
    row.state == TutorialState::Proposed && !row.contested && row.learner_agreed && !row.tutor_agreed
}

fn unanswered(conn: &mut Conn, school: NodeId) -> Result<Vec<TutorialRow>, Error> {
    let proposed = tutorials::school.eq(school).and(tutorials::state.eq(TutorialState::Proposed));
    let mut rows: Vec<TutorialRow> = tutorials::table.filter(proposed).order((tutorials::proposed, tutorials::id)).load(conn)?;
    rows.retain(is_unanswered);
    Ok(rows)
}

fn joined(wishes: Vec<InterestRow>, asked: Vec<TutorialRow>) -> Vec<Wait> {
    let mut all: BTreeMap<(PersonId, TopicId), Wait> = BTreeMap::new();
    for InterestRow { learner, topic, stated: since, .. } in wishes {
        all.insert((learner, topic), Wait { learner, topic, since, asked: Vec::new() });
    }
    for row in asked {
        let (learner, topic, since) = (row.learner, row.topic, row.proposed);
        let wait = all.entry((learner, topic)).or_insert_with(|| Wait { learner, topic, since, asked: Vec::new() });
        wait.since = wait.since.min(since);
        wait.asked.push(row);
    }
    let mut all: Vec<Wait> = all.into_values().collect();
    all.sort_by_key(|wait| wait.since);
    all
}
