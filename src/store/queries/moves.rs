//! Who is on the way from one school to another, and who came.

use diesel::prelude::*;

use crate::domain::id::{MoveId, NodeId, PersonId};
use crate::domain::moment::Day;
use crate::domain::words::MoveState;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::MoveRow;
use crate::store::schema::moves;

/// One.
pub fn by_id(conn: &mut Conn, id: MoveId) -> Result<Option<MoveRow>, Error> {
    Ok(moves::table.find(id).get_result(conn).optional()?)
}

/// The one that somebody waits for.
pub fn waiting(conn: &mut Conn, person: PersonId) -> Result<Option<MoveRow>, Error> {
    Ok(moves::table.filter(moves::person.eq(person).and(moves::state.eq(MoveState::Waiting))).get_result(conn).optional()?)
}

/// Those that touch a school: still waiting, or made since a day; oldest first.
pub fn of_school(conn: &mut Conn, school: NodeId, since: Day) -> Result<Vec<MoveRow>, Error> {
    let recent = moves::state.eq(MoveState::Made).and(moves::ended.ge(since));
    Ok(moves::table
        .filter(moves::school.eq(school).or(moves::receiver.eq(school)))
        .filter(moves::state.eq(MoveState::Waiting).or(recent))
        .order((moves::day, moves::id))
        .load(conn)?)
}
