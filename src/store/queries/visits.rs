//! Visits, and what somebody said is wrong.

use diesel::prelude::*;

use crate::domain::id::{ConcernId, NodeId, PersonId, VisitId};
use crate::domain::moment::Day;
use crate::domain::rules::AgreedVisit;
use crate::domain::words::{ConcernReader, VisitState};
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

/// What a school's stewards are to read, newest first.
pub fn concerns_of_school(conn: &mut Conn, school: NodeId) -> Result<Vec<ConcernRow>, Error> {
    Ok(concerns::table
        .filter(concerns::school.eq(school).and(concerns::reader.eq(ConcernReader::School)))
        .order(concerns::id.desc())
        .load(conn)?)
}

/// What the stewards above are to read, from everywhere under a node, newest first.
pub fn concerns_from_below(conn: &mut Conn, node: NodeId) -> Result<Vec<ConcernRow>, Error> {
    Ok(concerns::table
        .inner_join(node_ancestors::table.on(node_ancestors::node.eq(concerns::school)))
        .filter(node_ancestors::ancestor.eq(node).and(concerns::reader.eq(ConcernReader::Above)))
        .order(concerns::id.desc())
        .select(concerns::all_columns)
        .load(conn)?)
}
