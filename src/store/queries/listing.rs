//! Long lists, a piece at a time: in the order of their ids, which never changes, from after the last id of the piece before. Of what was there
//! when the first piece was asked for nothing is told twice, and nothing left out. A thing that comes in meanwhile may lie before the place that
//! has been reached, for programs choose ids of their own; whoever wants it too asks again.
//!
//! What a list may hold for whom is not known here.

use std::collections::HashSet;

use diesel::prelude::*;

use crate::domain::id::{DemonstrationId, InterestId, MasteryId, NodeId, OfferId, PersonId, TopicId, TutorialId};
use crate::domain::words::{DemonstrationState, Level, TutorialState};
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::*;
use crate::store::schema::*;

/// Nodes, all or those directly under one, all or those of one level.
pub fn nodes(
    conn: &mut Conn,
    parent: Option<NodeId>,
    level: Option<Level>,
    after: Option<NodeId>,
    limit: i64,
) -> Result<Vec<NodeRow>, Error> {
    let mut query = nodes::table.into_boxed();
    if let Some(parent) = parent {
        let under = node_parents::table.filter(node_parents::parent.eq(parent).and(node_parents::until.is_null()));
        query = query.filter(nodes::id.eq_any(under.select(node_parents::node)));
    }
    if let Some(level) = level {
        query = query.filter(nodes::level.eq(level));
    }
    if let Some(after) = after {
        query = query.filter(nodes::id.gt(after));
    }
    Ok(query.order(nodes::id).limit(limit).load(conn)?)
}

/// The people who belong to a node today.
pub fn members(conn: &mut Conn, node: NodeId, after: Option<PersonId>, limit: i64) -> Result<Vec<PersonId>, Error> {
    let mut query = memberships::table
        .inner_join(people::table.on(people::id.eq(memberships::person)))
        .inner_join(person_names::table.on(person_names::person.eq(memberships::person)))
        .filter(memberships::node.eq(node).and(memberships::until.is_null()).and(people::erased.eq(false)))
        .select(memberships::person)
        .distinct()
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(memberships::person.gt(after));
    }
    Ok(query.order(memberships::person).limit(limit).load(conn)?)
}

/// Topics in the fund whose title or subject holds every one of the folded words.
pub fn topics(conn: &mut Conn, words: &[String], after: Option<TopicId>, limit: i64) -> Result<Vec<TopicRow>, Error> {
    let mut query = topics::table.filter(topics::version.gt(0).and(topics::withdrawn.is_null())).into_boxed();
    for word in words {
        // The folded text holds only letters, digits and spaces, so a word can bring no wildcard of its own.
        query = query.filter(topics::search.like(format!("%{word}%")));
    }
    if let Some(after) = after {
        query = query.filter(topics::id.gt(after));
    }
    Ok(query.order(topics::id).limit(limit).load(conn)?)
}

/// A school's offers that have not been withdrawn.
pub fn offers(conn: &mut Conn, school: NodeId, after: Option<OfferId>, limit: i64) -> Result<Vec<OfferRow>, Error> {
    let standing = offers::school.eq(school).and(offers::state.eq_any(crate::domain::words::OfferState::STANDING));
    let mut query = offers::table.filter(standing).into_boxed();
    if let Some(after) = after {
        query = query.filter(offers::id.gt(after));
    }
    Ok(query.order(offers::id).limit(limit).load(conn)?)
}

/// A learner's wishes that she has not taken back.
pub fn interests(conn: &mut Conn, learner: PersonId, after: Option<InterestId>, limit: i64) -> Result<Vec<InterestRow>, Error> {
    let standing = interests::learner.eq(learner).and(interests::state.eq_any(crate::domain::words::InterestState::KEPT));
    let mut query = interests::table.filter(standing).into_boxed();
    if let Some(after) = after {
        query = query.filter(interests::id.gt(after));
    }
    Ok(query.order(interests::id).limit(limit).load(conn)?)
}

/// Tutorials in which somebody learns, or accompanies anybody but those from whom she is kept apart.
pub fn tutorials_of(
    conn: &mut Conn,
    person: PersonId,
    apart: &HashSet<PersonId>,
    state: Option<TutorialState>,
    after: Option<TutorialId>,
    limit: i64,
) -> Result<Vec<TutorialRow>, Error> {
    let accompanies = tutorials::tutor.eq(person).and(tutorials::learner.ne_all(apart.iter().copied()));
    let mut query = tutorials::table.filter(tutorials::learner.eq(person).or(accompanies)).into_boxed();
    if let Some(state) = state {
        query = query.filter(tutorials::state.eq(state));
    }
    if let Some(after) = after {
        query = query.filter(tutorials::id.gt(after));
    }
    Ok(query.order(tutorials::id).limit(limit).load(conn)?)
}

/// A school's tutorials.
pub fn tutorials_at(
    conn: &mut Conn,
    school: NodeId,
    state: Option<TutorialState>,
    after: Option<TutorialId>,
    limit: i64,
) -> Result<Vec<TutorialRow>, Error> {
    // What was declined is nobody's business but the two's.
    let told = tutorials::state.ne(TutorialState::NeverBegan).or(tutorials::agreed.is_not_null());
    let mut query = tutorials::table.filter(tutorials::school.eq(school).and(told)).into_boxed();
    if let Some(state) = state {
        query = query.filter(tutorials::state.eq(state));
    }
    if let Some(after) = after {
        query = query.filter(tutorials::id.gt(after));
    }
    Ok(query.order(tutorials::id).limit(limit).load(conn)?)
}

/// A school's demonstrations in some states.
pub fn demonstrations(
    conn: &mut Conn,
    school: NodeId,
    states: &[DemonstrationState],
    after: Option<DemonstrationId>,
    limit: i64,
) -> Result<Vec<DemonstrationRow>, Error> {
    let standing = demonstrations::school.eq(school).and(demonstrations::state.eq_any(states));
    let mut query = demonstrations::table.filter(standing).into_boxed();
    if let Some(after) = after {
        query = query.filter(demonstrations::id.gt(after));
    }
    Ok(query.order(demonstrations::id).limit(limit).load(conn)?)
}

/// A person's live masteries.
pub fn masteries(conn: &mut Conn, person: PersonId, after: Option<MasteryId>, limit: i64) -> Result<Vec<MasteryRow>, Error> {
    let live = masteries::person.eq(person).and(masteries::withdrawn.is_null()).and(masteries::contested.eq(false));
    let mut query = masteries::table.filter(live).into_boxed();
    if let Some(after) = after {
        query = query.filter(masteries::id.gt(after));
    }
    Ok(query.order(masteries::id).limit(limit).load(conn)?)
}

/// A tutorial's pages of the record.
pub fn entries(
    conn: &mut Conn,
    tutorial: TutorialId,
    after: Option<crate::domain::id::EntryId>,
    limit: i64,
) -> Result<Vec<EntryRow>, Error> {
    let mut query = entries::table.filter(entries::tutorial.eq(tutorial)).into_boxed();
    if let Some(after) = after {
        query = query.filter(entries::id.gt(after));
    }
    Ok(query.order(entries::id).limit(limit).load(conn)?)
}
