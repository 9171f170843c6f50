//! Figures: what happened at and under a node, counted by the database, so that a state with thousands of schools is answered as a school is.
//! Events count at the place of their day; how many schools they were in is counted by `school_counts`.

use std::collections::HashMap;

use diesel::dsl::{case_when, count, count_star, exists, not};
use diesel::prelude::*;

use super::past::Past;
use crate::domain::id::{NodeId, PersonId, TopicId};
use crate::domain::moment::Day;
use crate::domain::words::{DemonstrationState, Level, OfferState, Position, TutorialState, Via};
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::{BEGINNING, NodeRow};
use crate::store::schema::{
    demonstrations, masteries, memberships, node_ancestors, node_parents, node_pasts, nodes, offers, topics, tutorials,
};

/// Up to so many places are named to the database one by one; more are described by what stands above them.
const FEW: i64 = 300;
/// What a demonstration that was held may have come to.
pub(super) const HELD: [DemonstrationState; 2] = [DemonstrationState::Ready, DemonstrationState::NotYet];

/// A node and everything under it today.
pub struct Area {
    pub(super) node: NodeId,
    /// How many schools there are.
    pub schools: i64,
    pub(super) few: Option<Few>,
    /// What came or went, counted day by day.
    past: Past,
}

/// The places of a small area.
pub(super) struct Few {
    /// What has always been there.
    all: Vec<NodeId>,
    /// The schools that stand there today.
    pub schools: Vec<NodeId>,
}

/// What a node and everything under it is made of.
pub fn area(conn: &mut Conn, node: &NodeRow) -> Result<Area, Error> {
    let own = node.level == Level::School && node.closed.is_none();
    let past = Past::of(conn, node.id)?;
    let below: i64 = node_ancestors::table.filter(node_ancestors::ancestor.eq(node.id)).count().get_result(conn)?;
    if below >= FEW {
        let schools: i64 = node_ancestors::table
            .inner_join(nodes::table.on(nodes::id.eq(node_ancestors::node)))
            .filter(node_ancestors::ancestor.eq(node.id).and(nodes::level.eq(Level::School)).and(nodes::closed.is_null()))
            .count()
            .get_result(conn)?;
        return Ok(Area { node: node.id, schools: schools + i64::from(own), few: None, past });
    }
    let below: Vec<(NodeId, Level, Option<Day>, Day)> = node_ancestors::table
        .inner_join(nodes::table.on(nodes::id.eq(node_ancestors::node)))
        .filter(node_ancestors::ancestor.eq(node.id))
        .select((nodes::id, nodes::level, nodes::closed, node_ancestors::since))
        .load(conn)?;
    let open = below.iter().filter(|(_, level, closed, _)| *level == Level::School && closed.is_none()).map(|(id, ..)| *id);
    let schools: Vec<NodeId> = open.chain(own.then_some(node.id)).collect();
    let always = below.iter().filter(|(.., since)| *since == BEGINNING).map(|(id, ..)| *id);
    let all = always.chain([node.id]).collect();
    let count = i64::try_from(schools.len()).unwrap_or(i64::MAX);
    Ok(Area { node: node.id, schools: count, few: Some(Few { all, schools }), past })
}

/// Everything that has always hung under a node.
macro_rules! always_under {
    ($node:expr) => {
        node_ancestors::table.filter(node_ancestors::ancestor.eq($node).and(node_ancestors::since.eq(BEGINNING)))
    };
}

/// The rows of a query whose column is a place that has always been of the area.
macro_rules! within {
    ($query:expr, $column:expr, $area:expr) => {{
        let query = $query.into_boxed();
        match &$area.few {
            Some(few) => query.filter($column.eq_any(&few.all)),
            None => query.filter($column.eq($area.node).or($column.eq_any(always_under!($area.node).select(node_ancestors::node)))),
        }
    }};
}

/// Demonstrations held, by day and outcome.
pub fn demonstrations_by_day(conn: &mut Conn, area: &Area, from: Day, to: Day) -> Result<Vec<(Day, DemonstrationState, i64)>, Error> {
    let query = demonstrations::table
        .group_by((demonstrations::day, demonstrations::state))
        .select((demonstrations::day, demonstrations::state, count_star()))
        .filter(demonstrations::day.between(from, to).and(demonstrations::state.eq_any(HELD)));
    let mut rows: Vec<(Day, DemonstrationState, i64)> = within!(query, demonstrations::school, area).load(conn)?;
    rows.extend(area.past.demonstrations(conn, from, to)?.into_iter().map(|(day, state)| (day, state, 1)));
    Ok(rows)
}

/// Tutorials begun, by day.
pub fn begun_by_day(conn: &mut Conn, area: &Area, from: Day, to: Day) -> Result<Vec<(Option<Day>, i64)>, Error> {
    let query = tutorials::table
        .group_by(tutorials::agreed)
        .select((tutorials::agreed, count_star()))
        .filter(tutorials::agreed.between(from, to).and(tutorials::contested.eq(false)))
        // What was withdrawn as a mistake keeps its day and never began.
        .filter(tutorials::state.ne(TutorialState::NeverBegan));
    let mut rows: Vec<(Option<Day>, i64)> = within!(query, tutorials::school, area).load(conn)?;
    rows.extend(area.past.begun(conn, from, to)?.into_iter().map(|day| (Some(day), 1)));
    Ok(rows)
}

diesel::alias!(masteries as earlier: Earlier);

/// Persons whose first promotion by demonstration came on a day, by day. Masteries that were withdrawn or are contested do not count.
pub fn new_tutors_by_day(conn: &mut Conn, area: &Area, from: Day, to: Day) -> Result<Vec<(Day, i64)>, Error> {
    let before = earlier
        .filter(earlier.field(masteries::person).eq(masteries::person))
        .filter(earlier.field(masteries::withdrawn).is_null().and(not(earlier.field(masteries::contested))))
        .filter(earlier.field(masteries::via).eq(Via::Demonstration).and(earlier.field(masteries::day).lt(masteries::day)));
    let query = masteries::table
        .group_by(masteries::day)
        .select((masteries::day, count(masteries::person).aggregate_distinct()))
        .filter(masteries::day.between(from, to).and(masteries::via.eq(Via::Demonstration)))
        .filter(masteries::withdrawn.is_null().and(not(masteries::contested)))
        .filter(not(exists(before)));
    let mut rows: Vec<(Day, i64)> = within!(query, masteries::school, area).load(conn)?;
    rows.extend(area.past.new_tutors(conn, from, to)?.into_iter().map(|day| (day, 1)));
    Ok(rows)
}

/// Tutorials that were open on some day of a period, or ended in it.
macro_rules! meets {
    ($from:expr, $to:expr) => {
        tutorials::agreed
            .le($to)
            .and(tutorials::contested.eq(false))
            .and(tutorials::state.ne(TutorialState::NeverBegan))
            .and(tutorials::ended.is_null().or(tutorials::ended.ge($from)))
    };
}
pub(super) use meets;

/// Demonstrations that were held in a period.
macro_rules! held {
    ($from:expr, $to:expr) => {
        demonstrations::table.filter(demonstrations::day.between($from, $to).and(demonstrations::state.eq_any(HELD)))
    };
}
pub(super) use held;

/// How many tutorials were open on some day of a period, or ended in it.
pub fn tutorials_alive(conn: &mut Conn, area: &Area, from: Day, to: Day) -> Result<i64, Error> {
    let query = tutorials::table.select(count_star()).filter(meets!(from, to));
    let steady: i64 = within!(query, tutorials::school, area).get_result(conn)?;
    let more = area.past.alive(conn, from, to)?;
    Ok(steady + i64::try_from(more).unwrap_or(i64::MAX))
}

/// Who teaches at a place, or did on its last day where it has closed: the memberships of places.
macro_rules! teach_there {
    () => {
        memberships::position
            .eq_any([Position::Teacher, Position::Head])
            .and(memberships::until.is_null().or(nodes::closed.is_not_null().and(memberships::until.ge(nodes::closed))))
    };
}

/// How many people teach at each place of the area that has any.
pub fn teachers(conn: &mut Conn, area: &Area) -> Result<HashMap<NodeId, i64>, Error> {
    let query = memberships::table
        .group_by(memberships::node)
        .select((memberships::node, count_star()))
        .filter(memberships::until.is_null().and(memberships::position.eq_any([Position::Teacher, Position::Head])));
    let mut teachers: HashMap<NodeId, i64> = within!(query, memberships::node, area).load::<(NodeId, i64)>(conn)?.into_iter().collect();
    teachers.extend(teachers_at(conn, &area.past.now())?);
    Ok(teachers)
}

/// The places of the area that have, or had, people.
pub fn peopled(conn: &mut Conn, area: &Area) -> Result<Vec<NodeId>, Error> {
    let query = memberships::table.select(memberships::node).distinct();
    let mut found: Vec<NodeId> = within!(query, memberships::node, area).load(conn)?;
    for chunk in area.past.now().chunks(500) {
        let query = memberships::table.select(memberships::node).distinct().filter(memberships::node.eq_any(chunk));
        found.extend(query.load::<NodeId>(conn)?);
    }
    Ok(found)
}

/// Which of these places are schools that were open on some day since one; and since when closed.
pub fn schools_since(conn: &mut Conn, ids: &[NodeId], day: Day) -> Result<HashMap<NodeId, Option<Day>>, Error> {
    let mut found = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(500) {
        let schools = nodes::table.filter(nodes::id.eq_any(chunk).and(nodes::level.eq(Level::School)));
        let schools = schools.filter(nodes::closed.is_null().or(nodes::closed.gt(day)));
        found.extend(schools.select((nodes::id, nodes::closed)).load::<(NodeId, Option<Day>)>(conn)?);
    }
    Ok(found)
}

/// How many teach at each of these places; where it has closed, how many did on its last day.
pub fn taught_last(conn: &mut Conn, ids: &[NodeId]) -> Result<HashMap<NodeId, i64>, Error> {
    let mut found = HashMap::new();
    for chunk in ids.chunks(500) {
        let taught = memberships::table.inner_join(nodes::table.on(nodes::id.eq(memberships::node)));
        let taught = taught.filter(memberships::node.eq_any(chunk).and(teach_there!())).group_by(memberships::node);
        found.extend(taught.select((memberships::node, count_star())).load::<(NodeId, i64)>(conn)?);
    }
    Ok(found)
}

/// The places that hung elsewhere on some day since one.
pub fn moved_since(conn: &mut Conn, day: Day) -> Result<Vec<NodeId>, Error> {
    Ok(node_parents::table.filter(node_parents::until.gt(day)).select(node_parents::node).distinct().load(conn)?)
}

/// The schools that hung under a node on some day since one, and do not any more.
pub fn gone_since(conn: &mut Conn, node: NodeId, day: Day) -> Result<Vec<NodeId>, Error> {
    let here = node_ancestors::table.filter(node_ancestors::ancestor.eq(node)).select(node_ancestors::node);
    let schools = nodes::table.filter(nodes::level.eq(Level::School)).select(nodes::id);
    let gone = node_pasts::table.filter(node_pasts::ancestor.eq(node).and(node_pasts::until.gt(day)));
    let gone = gone.filter(node_pasts::node.ne_all(here).and(node_pasts::node.eq_any(schools)));
    Ok(gone.select(node_pasts::node).distinct().load(conn)?)
}

/// How many people teach at each of these places that has any.
fn teachers_at(conn: &mut Conn, places: &[NodeId]) -> Result<Vec<(NodeId, i64)>, Error> {
    let mut found = Vec::with_capacity(places.len());
    for chunk in places.chunks(500) {
        found.extend(
            memberships::table
                .group_by(memberships::node)
                .select((memberships::node, count_star()))
                .filter(memberships::until.is_null().and(memberships::position.eq_any([Position::Teacher, Position::Head])))
                .filter(memberships::node.eq_any(chunk))
                .load::<(NodeId, i64)>(conn)?,
        );
    }
    Ok(found)
}

/// What hangs directly under a node and has, or had, people: how many teach at each, everything under it included. Where it has closed, how many
/// did on its last day.
pub fn staffed(conn: &mut Conn, parent: NodeId) -> Result<Vec<(NodeId, i64)>, Error> {
    let children: Vec<NodeId> = node_parents::table
        .filter(node_parents::parent.eq(parent).and(node_parents::until.is_null()))
        .select(node_parents::node)
        .load(conn)?;
    let mut staff: HashMap<NodeId, i64> = HashMap::new();
    for chunk in children.chunks(500) {
        let below = || {
            let under = node_ancestors::table
                .inner_join(memberships::table.on(memberships::node.eq(node_ancestors::node)))
                .inner_join(nodes::table.on(nodes::id.eq(node_ancestors::node)));
            under.filter(node_ancestors::ancestor.eq_any(chunk)).group_by(node_ancestors::ancestor)
        };
        let own = || {
            let own = memberships::table.inner_join(nodes::table.on(nodes::id.eq(memberships::node)));
            own.filter(memberships::node.eq_any(chunk)).group_by(memberships::node)
        };
        let mut peopled: Vec<(NodeId, i64)> = below().select((node_ancestors::ancestor, count_star())).load(conn)?;
        peopled.extend(own().select((memberships::node, count_star())).load::<(NodeId, i64)>(conn)?);
        peopled.into_iter().for_each(|(node, _)| *staff.entry(node).or_default() += 0);
        let mut rows: Vec<(NodeId, i64)> = below().filter(teach_there!()).select((node_ancestors::ancestor, count_star())).load(conn)?;
        rows.extend(own().filter(teach_there!()).select((memberships::node, count_star())).load::<(NodeId, i64)>(conn)?);
        rows.into_iter().for_each(|(node, count)| *staff.entry(node).or_default() += count);
    }
    let mut staff: Vec<_> = staff.into_iter().collect();
    staff.sort_unstable();
    Ok(staff)
}

/// Under what each of these hangs today.
pub fn parents(conn: &mut Conn, ids: &[NodeId]) -> Result<HashMap<NodeId, NodeId>, Error> {
    let mut found = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(500) {
        let rows = node_parents::table.filter(node_parents::node.eq_any(chunk).and(node_parents::until.is_null()));
        found.extend(rows.select((node_parents::node, node_parents::parent)).load::<(NodeId, NodeId)>(conn)?);
    }
    Ok(found)
}

/// A page of what hangs directly under a node today, by name, and how much there is.
pub fn children(conn: &mut Conn, id: NodeId, limit: i64, offset: i64) -> Result<(Vec<NodeRow>, i64), Error> {
    let total = node_parents::table
        .inner_join(nodes::table.on(nodes::id.eq(node_parents::node)))
        .filter(node_parents::parent.eq(id).and(node_parents::until.is_null()).and(nodes::closed.is_null()))
        .count()
        .get_result(conn)?;
    let page = node_parents::table
        .inner_join(nodes::table.on(nodes::id.eq(node_parents::node)))
        .filter(node_parents::parent.eq(id).and(node_parents::until.is_null()).and(nodes::closed.is_null()))
        .order((nodes::search, nodes::id))
        .select(nodes::all_columns)
        .limit(limit)
        .offset(offset)
        .load(conn)?;
    Ok((page, total))
}

/// A topic that can be learned somewhere.
#[derive(Debug, Clone, PartialEq, Queryable)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct OfferedTopic {
    pub id: TopicId,
    pub title: String,
    pub language: String,
    pub schools: i64,
}

/// The topics with open offers, those in most schools first; and how many there are.
pub fn offered(conn: &mut Conn, limit: i64) -> Result<(Vec<OfferedTopic>, i64), Error> {
    let total =
        offers::table.filter(offers::state.eq(OfferState::Open)).select(count(offers::topic).aggregate_distinct()).get_result(conn)?;
    // A team that accompanies schools is none.
    let schools = || count(case_when(nodes::level.eq(Level::School), offers::school)).aggregate_distinct();
    let rows = offers::table
        .inner_join(topics::table.on(topics::id.eq(offers::topic)))
        .inner_join(nodes::table.on(nodes::id.eq(offers::school)))
        .filter(offers::state.eq(OfferState::Open))
        .group_by((topics::id, topics::title, topics::language))
        .order((schools().desc(), topics::title, topics::id))
        .select((topics::id, topics::title, topics::language, schools()))
        .limit(limit)
        .load(conn)?;
    Ok((rows, total))
}

/// The topics that were passed on most often.
pub fn passed_on(conn: &mut Conn, limit: i64) -> Result<Vec<TopicId>, Error> {
    Ok(masteries::table
        .filter(masteries::parent.is_not_null().and(masteries::contested.eq(false)))
        .group_by(masteries::topic)
        .order((count_star().desc(), masteries::topic))
        .select(masteries::topic)
        .limit(limit)
        .load(conn)?)
}

/// Which of these people are adults.
pub fn adults(conn: &mut Conn, of: &[PersonId]) -> Result<Vec<PersonId>, Error> {
    use crate::store::schema::people;
    Ok(people::table
        .filter(people::id.eq_any(of).and(people::minor.eq(false)).and(people::erased.eq(false)))
        .select(people::id)
        .load(conn)?)
}
