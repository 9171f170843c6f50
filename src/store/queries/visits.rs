//! Visits, and what somebody said is wrong.

use diesel::prelude::*;

use crate::domain::id::{ConcernId, NodeId, PersonId, VisitId};
use crate::domain::moment::Day;
use crate::domain::rules::AgreedVisit;
use crate::domain::words::{ConcernReader, ConcernState, VisitState};
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::{ConcernRow, VisitRow};
use crate::store::schema::{concerns, node_ancestors, visit_people, visits};

/// A visit.
pub fn by_id(conn: &mut Conn, id: VisitId) -> Result<Option<VisitRow>, Error> {
    Ok(visits::table.find(id).get_result(conn).optional()?)
}

/// Who comes.
pub fn visitors(conn: &mut Conn, id: VisitId) -> Result<Vec<PersonId>, Error> {
    Ok(visit_people::table.filter(visit_people::visit.eq(id)).order(visit_people::person).select(visit_people::person).load(conn)?)
}

/// A visit that stands, as safety sees it.
pub fn agreed(conn: &mut Conn, id: VisitId) -> Result<Option<AgreedVisit>, Error> {
    let Some(visit) = by_id(conn, id)?.filter(|visit| visit.state == VisitState::Agreed) else { return Ok(None) };
    Ok(Some(AgreedVisit { school: visit.school, responsible: visit.responsible, visitors: visitors(conn, id)? }))
}

/// A school's visits that stand, from a day on, soonest first.
pub fn in_school(conn: &mut Conn, school: NodeId, from: Day) -> Result<Vec<VisitRow>, Error> {
    Ok(visits::table
        .filter(visits::school.eq(school).and(visits::day.ge(from)).and(visits::state.eq(VisitState::Agreed)))
        .order((visits::day, visits::id))
        .load(conn)?)
}

/// The visits on which someone goes, from a day on, soonest first.
pub fn of_visitor(conn: &mut Conn, person: PersonId, from: Day) -> Result<Vec<VisitRow>, Error> {
    Ok(visits::table
        .inner_join(visit_people::table.on(visit_people::visit.eq(visits::id)))
        .filter(visit_people::person.eq(person).and(visits::day.ge(from)).and(visits::state.eq(VisitState::Agreed)))
        .order((visits::day, visits::id))
        .select(visits::all_columns)
        .load(conn)?)
}

/// A concern.
pub fn concern(conn: &mut Conn, id: ConcernId) -> Result<Option<ConcernRow>, Error> {
    Ok(concerns::table.find(id).get_result(conn).optional()?)
}

/// How many concerns are read at once.
const PIECE: i64 = 200;

/// The concerns in one state that may be read at a node, newest first, from before one of them on: those of the node that are meant for
/// itself, and those from under it that are meant for above. Which of the latter go past it is a rule: see `actions::care`.
pub fn concerns_towards(conn: &mut Conn, node: NodeId, state: ConcernState, before: Option<ConcernId>) -> Result<Vec<ConcernRow>, Error> {
    let below = node_ancestors::table.filter(node_ancestors::ancestor.eq(node)).select(node_ancestors::node);
    let own = concerns::school.eq(node).and(concerns::reader.eq(ConcernReader::School));
    let from_below = concerns::school.eq_any(below);
    let mut query = concerns::table.filter(concerns::state.eq(state)).filter(own.or(from_below)).into_boxed();
    if let Some(before) = before {
        query = query.filter(concerns::id.lt(before));
    }
    Ok(query.order(concerns::id.desc()).limit(PIECE).load(conn)?)
}
