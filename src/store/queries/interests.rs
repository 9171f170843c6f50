//! What learners want.

use diesel::dsl::max;
use diesel::prelude::*;

use crate::domain::id::{InterestId, NodeId, PersonId, TopicId};
use crate::domain::moment::Day;
use crate::domain::words::InterestState;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::{InterestRow, TutorialRow};
use crate::store::schema::interests;

/// An interest.
pub fn by_id(conn: &mut Conn, id: InterestId) -> Result<Option<InterestRow>, Error> {
    Ok(interests::table.find(id).get_result(conn).optional()?)
}

/// A learner's open interests in her order.
pub fn of_learner(conn: &mut Conn, learner: PersonId) -> Result<Vec<InterestRow>, Error> {
    Ok(interests::table
        .filter(interests::learner.eq(learner).and(interests::state.eq(InterestState::Open)))
        .order((interests::rank, interests::id))
        .load(conn)?)
}

/// Her open interest in one topic.
pub fn open(conn: &mut Conn, learner: PersonId, topic: TopicId) -> Result<Option<InterestRow>, Error> {
    Ok(interests::table
        .filter(interests::learner.eq(learner).and(interests::topic.eq(topic)).and(interests::state.eq(InterestState::Open)))
        .get_result(conn)
        .optional()?)
}

/// Every open interest in a topic.
pub fn of_topic(conn: &mut Conn, topic: TopicId) -> Result<Vec<InterestRow>, Error> {
    let open = interests::topic.eq(topic).and(interests::state.eq(InterestState::Open));
    Ok(interests::table.filter(open).order(interests::id).load(conn)?)
}

/// The rank of her next wish.
pub fn next_rank(conn: &mut Conn, learner: PersonId) -> Result<i32, Error> {
    let last: Option<i32> = interests::table
        .filter(interests::learner.eq(learner).and(interests::state.eq(InterestState::Open)))
        .select(max(interests::rank))
        .get_result(conn)?;
    Ok(last.unwrap_or(0) + 1)
}

/// A school's open interests, longest waiting first.
pub fn in_school(conn: &mut Conn, school: NodeId) -> Result<Vec<InterestRow>, Error> {
    Ok(interests::table
        .filter(interests::school.eq(school).and(interests::state.eq(InterestState::Open)))
        .order((interests::stated, interests::id))
        .load(conn)?)
}

/// A school's open interests in a topic, longest waiting first.
pub fn waiting(conn: &mut Conn, school: NodeId, topic: TopicId) -> Result<Vec<InterestRow>, Error> {
    Ok(interests::table
        .filter(interests::school.eq(school).and(interests::topic.eq(topic)).and(interests::state.eq(InterestState::Open)))
        .order((interests::stated, interests::id))
        .load(conn)?)
}

/// The wish that a tutorial met: the learner's last one in its topic that was stated by the day on which it began or was asked for, or before it
/// ended. While a tutorial goes on nobody wishes for its topic, so that what was stated in between was there first, whichever day it is said to
/// have begun by now. What was stated after its end is another wish, and may be about somebody else.
pub fn met(conn: &mut Conn, of: &TutorialRow, agreed: Day) -> Result<Option<InterestRow>, Error> {
    let mut query = interests::table
        .filter(interests::learner.eq(of.learner).and(interests::topic.eq(of.topic)).and(interests::state.eq(InterestState::Met)))
        .into_boxed();
    if let Some(ended) = of.ended {
        query = query.filter(interests::stated.le(agreed.max(of.proposed)).or(interests::stated.lt(ended)));
    }
    Ok(query.order((interests::stated.desc(), interests::id.desc())).get_result(conn).optional()?)
}
