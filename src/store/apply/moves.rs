//! Somebody on the way from one school to another. Where she belongs is told by facts of its own, as is what closes when she leaves.

use diesel::prelude::*;

use crate::domain::fact::MoveOffered;
use crate::domain::id::{MoveId, NodeId, PersonId};
use crate::domain::moment::Day;
use crate::domain::words::MoveState;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::MoveRow;
use crate::store::schema::moves;

pub fn offered(conn: &mut Conn, fact: &MoveOffered) -> Result<(), Error> {
    // Two schools cannot hand over the same person: the newer word counts.
    give_up(conn, fact.person, fact.day)?;
    let row = MoveRow {
        id: fact.movement,
        person: fact.person,
        school: fact.school,
        receiver: fact.receiver,
        day: fact.day,
        state: MoveState::Waiting,
        ended: None,
    };
    diesel::insert_into(moves::table).values(&row).execute(conn)?;
    Ok(())
}

pub fn ended(conn: &mut Conn, movement: MoveId, state: MoveState, day: Day) -> Result<(), Error> {
    diesel::update(moves::table.find(movement)).set((moves::state.eq(state), moves::ended.eq(Some(day)))).execute(conn)?;
    Ok(())
}

/// Whoever waits no longer does.
pub(super) fn give_up(conn: &mut Conn, person: PersonId, day: Day) -> Result<(), Error> {
    diesel::update(moves::table.filter(moves::person.eq(person).and(moves::state.eq(MoveState::Waiting))))
        .set((moves::state.eq(MoveState::Closed), moves::ended.eq(Some(day))))
        .execute(conn)?;
    Ok(())
}

/// A school that went on in another hands over nobody, and takes in nobody.
pub(super) fn node_merged(conn: &mut Conn, node: NodeId, day: Day) -> Result<(), Error> {
    diesel::update(moves::table.filter(moves::school.eq(node).or(moves::receiver.eq(node)).and(moves::state.eq(MoveState::Waiting))))
        .set((moves::state.eq(MoveState::Closed), moves::ended.eq(Some(day))))
        .execute(conn)?;
    Ok(())
}
