//! Visits, and what somebody said is wrong.

use std::collections::HashMap;

use diesel::dsl::{exists, not};
use diesel::prelude::*;

use crate::domain::id::{ConcernId, NodeId, PersonId, VisitId};
use crate::domain::moment::Day;
use crate::domain::rules::AgreedVisit;
use crate::domain::words::{ConcernReader, ConcernState, VisitState};
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::{ConcernRow, VisitRow};
use crate::store::schema::{concerns, memberships, node_ancestors, people, stewards, visit_people, visits};

/// A visit.
pub fn by_id(conn: &mut Conn, id: VisitId) -> Result<Option<VisitRow>, Error> {
    Ok(visits::table.find(id).get_result(conn).optional()?)
}

/// Who comes, as far as she has said so where she had to.
pub fn visitors(conn: &mut Conn, id: VisitId) -> Result<Vec<PersonId>, Error> {
    Ok(named(conn, id)?.into_iter().filter_map(|(person, waits)| (!waits).then_some(person)).collect())
}

/// Who was named as a visitor, and whether she has still to answer.
pub fn named(conn: &mut Conn, id: VisitId) -> Result<Vec<(PersonId, bool)>, Error> {
    Ok(visit_people::table
        .filter(visit_people::visit.eq(id))
        .order(visit_people::person)
        .select((visit_people::person, visit_people::waits))
        .load(conn)?)
}

/// Who was named as a visitor of each of several visits, and whether she has still to answer.
pub fn named_of(conn: &mut Conn, ids: &[VisitId]) -> Result<HashMap<VisitId, Vec<(PersonId, bool)>>, Error> {
    let mut found: HashMap<VisitId, Vec<(PersonId, bool)>> = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(500) {
        let rows = visit_people::table.filter(visit_people::visit.eq_any(chunk)).order((visit_people::visit, visit_people::person));
        for (visit, person, waits) in rows.select((visit_people::visit, visit_people::person, visit_people::waits)).load(conn)? {
            found.entry(visit).or_default().push((person, waits));
        }
    }
    Ok(found)
}

/// A visit that stands, as safety sees it.
pub fn agreed(conn: &mut Conn, id: VisitId) -> Result<Option<AgreedVisit>, Error> {
    let stands = by_id(conn, id)?.filter(|visit| visit.state == VisitState::Agreed);
    stands.map(|visit| seen(conn, &visit)).transpose()
}

/// A visit as it was agreed, whatever has become of it: for what was judged while it stood.
pub fn as_agreed(conn: &mut Conn, id: VisitId) -> Result<Option<AgreedVisit>, Error> {
    by_id(conn, id)?.map(|visit| seen(conn, &visit)).transpose()
}

fn seen(conn: &mut Conn, visit: &VisitRow) -> Result<AgreedVisit, Error> {
    Ok(AgreedVisit { school: visit.school, responsible: visit.responsible, visitors: visitors(conn, visit.id)? })
}

/// How many visits ahead are looked at where somebody asks whom she could meet.
pub const AHEAD: usize = 5;

/// A school's next visits that stand, each as safety sees it, soonest first: in two statements.
pub fn agreed_from(conn: &mut Conn, school: NodeId, from: Day, most: usize) -> Result<Vec<(VisitRow, AgreedVisit)>, Error> {
    let mut rows = in_school(conn, school, from)?;
    rows.truncate(most);
    as_safety_sees(conn, rows)
}

/// The next visits that stand on which somebody goes, having said so where she had to, soonest first: in two statements.
pub fn agreed_of(conn: &mut Conn, person: PersonId, from: Day, most: usize) -> Result<Vec<(VisitRow, AgreedVisit)>, Error> {
    let named = of_visitor(conn, person, from)?;
    let rows = named.into_iter().filter_map(|(row, waits)| (!waits).then_some(row)).take(most).collect();
    as_safety_sees(conn, rows)
}

fn as_safety_sees(conn: &mut Conn, rows: Vec<VisitRow>) -> Result<Vec<(VisitRow, AgreedVisit)>, Error> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<VisitId> = rows.iter().map(|row| row.id).collect();
    let come: Vec<(VisitId, PersonId)> = visit_people::table
        .filter(visit_people::visit.eq_any(ids).and(visit_people::waits.eq(false)))
        .order((visit_people::visit, visit_people::person))
        .select((visit_people::visit, visit_people::person))
        .load(conn)?;
    let seen = |row: VisitRow| {
        let visitors = come.iter().filter(|(visit, _)| *visit == row.id).map(|(_, person)| *person).collect();
        let agreed = AgreedVisit { school: row.school, responsible: row.responsible, visitors };
        (row, agreed)
    };
    Ok(rows.into_iter().map(seen).collect())
}

/// A school's visits that stand, from a day on, soonest first.
pub fn in_school(conn: &mut Conn, school: NodeId, from: Day) -> Result<Vec<VisitRow>, Error> {
    Ok(visits::table
        .filter(visits::school.eq(school).and(visits::day.ge(from)).and(visits::state.eq(VisitState::Agreed)))
        .order((visits::day, visits::id))
        .load(conn)?)
}

/// A school's visits that stand and whose day is over, newest first: from a day on up to today, those of one visitor where one is given, and
/// those beyond one of them where the reading goes on.
pub fn over(
    conn: &mut Conn,
    school: NodeId,
    (from, today): (Day, Day),
    visitor: Option<PersonId>,
    beyond: Option<&VisitRow>,
    limit: i64,
) -> Result<Vec<VisitRow>, Error> {
    let mut query = visits::table
        .filter(visits::school.eq(school).and(visits::state.eq(VisitState::Agreed)))
        .filter(visits::day.ge(from).and(visits::day.lt(today)))
        .into_boxed();
    if let Some(person) = visitor {
        let named = visit_people::table.filter(visit_people::person.eq(person)).select(visit_people::visit);
        query = query.filter(visits::id.eq_any(named));
    }
    if let Some(last) = beyond {
        query = query.filter(visits::day.lt(last.day).or(visits::day.eq(last.day).and(visits::id.lt(last.id))));
    }
    Ok(query.order((visits::day.desc(), visits::id.desc())).limit(limit).load(conn)?)
}

/// Whether somebody has been to a school on a visit.
pub fn has_been(conn: &mut Conn, school: NodeId, person: PersonId, today: Day) -> Result<bool, Error> {
    let hers = visit_people::table.filter(visit_people::person.eq(person).and(visit_people::waits.eq(false))).select(visit_people::visit);
    let been = visits::table
        .filter(visits::school.eq(school).and(visits::state.eq(VisitState::Agreed)).and(visits::day.lt(today)))
        .filter(visits::id.eq_any(hers));
    Ok(diesel::select(exists(been)).get_result(conn)?)
}

/// The visits for which someone is named, whether or not she has answered, from a day on, soonest first.
pub fn of_visitor(conn: &mut Conn, person: PersonId, from: Day) -> Result<Vec<(VisitRow, bool)>, Error> {
    Ok(visits::table
        .inner_join(visit_people::table.on(visit_people::visit.eq(visits::id)))
        .filter(visit_people::person.eq(person).and(visits::day.ge(from)).and(visits::state.eq(VisitState::Agreed)))
        .order((visits::day, visits::id))
        .select((visits::all_columns, visit_people::waits))
        .load(conn)?)
}

/// Who has come to a school on a visit since a day, or will come: only who has said so where she had to.
pub fn guests_of(conn: &mut Conn, school: NodeId, since: Day) -> Result<Vec<PersonId>, Error> {
    Ok(visits::table
        .inner_join(visit_people::table.on(visit_people::visit.eq(visits::id)))
        .filter(visits::school.eq(school).and(visits::day.ge(since)).and(visits::state.eq(VisitState::Agreed)))
        .filter(visit_people::waits.eq(false))
        .select(visit_people::person)
        .distinct()
        .order(visit_people::person)
        .load(conn)?)
}

/// A concern.
pub fn concern(conn: &mut Conn, id: ConcernId) -> Result<Option<ConcernRow>, Error> {
    Ok(concerns::table.find(id).get_result(conn).optional()?)
}

diesel::alias!(node_ancestors as below: Below);

/// The concerns in one state that are read at a node, newest first, from before one of them on, in one statement however many places lie
/// below: those meant for the school that it is, and those from under it with nobody between who could read them. Whoever is named in a concern
/// does not count as its reader, nor does she see it. The same rule for a single one: `actions::care::desk_for`.
pub fn concerns_at(
    conn: &mut Conn,
    node: NodeId,
    reader: PersonId,
    state: ConcernState,
    before: Option<ConcernId>,
    limit: i64,
) -> Result<Vec<ConcernRow>, Error> {
    // Whoever looks after a place, can act, and is not named.
    macro_rules! readers {
        ($from:expr) => {
            $from
                .filter(people::erased.eq(false).and(people::minor.eq(false)))
                .filter(exists(memberships::table.filter(memberships::person.eq(stewards::person).and(memberships::until.is_null()))))
                .filter(concerns::about.is_null().or(stewards::person.nullable().ne(concerns::about)))
        };
    }
    let hands = || stewards::table.inner_join(people::table.on(people::id.eq(stewards::person)));
    let at_school = || readers!(hands().filter(stewards::node.eq(concerns::school)));
    let under = below.filter(below.field(node_ancestors::ancestor).eq(node)).select(below.field(node_ancestors::node));
    let between = stewards::table
        .inner_join(people::table.on(people::id.eq(stewards::person)))
        .inner_join(node_ancestors::table.on(node_ancestors::ancestor.eq(stewards::node)))
        .filter(node_ancestors::node.eq(concerns::school).and(stewards::node.eq_any(under)));
    let here = readers!(hands().filter(stewards::node.eq(node)));
    let schools = node_ancestors::table.filter(node_ancestors::ancestor.eq(node)).select(node_ancestors::node);
    let own = concerns::school.eq(node).and(concerns::reader.eq(ConcernReader::School));
    let goes_up = concerns::reader.eq(ConcernReader::Above).or(not(exists(at_school())));
    let from_below = concerns::school.eq_any(schools).and(goes_up).and(not(exists(readers!(between))));
    let mut query = concerns::table
        .filter(concerns::state.eq(state))
        .filter(own.or(from_below))
        .filter(exists(here))
        .filter(concerns::about.is_null().or(concerns::about.ne(reader)))
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(concerns::id.lt(before));
    }
    Ok(query.order(concerns::id.desc()).limit(limit).load(conn)?)
}
