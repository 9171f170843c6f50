//! Who can sign in, and who is asking: operational rows that are not facts and are not replayed.
//!
//! Only SQL is here. Which of these rows may be written, by whom, and how long they hold is decided by `actions::accounts`; no function
//! here reads a clock or sees a secret, only its hash.

pub mod calendars;
pub mod cards;
pub mod classrooms;
mod one_account;
pub mod sessions;
pub mod throttles;
pub mod tokens;

use std::collections::HashSet;

use diesel::prelude::*;

use super::conn::Conn;
use super::error::Error;
use super::schema::{invitations, memberships, nodes, passwords, people, pins, stewards};
use crate::domain::id::{NodeId, PersonId};
use crate::domain::moment::Moment;
use crate::domain::policy::Member;
use crate::domain::words::{Level, Position};

pub use classrooms::{Classroom, ClassroomName, names as classroom_names};
pub use one_account::pass_on;
pub use sessions::SessionRow;
pub use throttles::Throttle;
pub use tokens::TokenRow;

/// Someone as policy sees her. `None` where she is erased, unknown, or belongs nowhere today: whoever has left everywhere is nobody here.
/// Two queries, both by primary key: it runs for every request.
///
/// # Errors
/// The database cannot be read.
pub fn caller(conn: &mut Conn, person: PersonId) -> Result<Option<Member>, Error> {
    let mut rows: Vec<(bool, NodeId, Position, Level)> = people::table
        .inner_join(memberships::table.on(memberships::person.eq(people::id)))
        .inner_join(nodes::table.on(nodes::id.eq(memberships::node)))
        .filter(people::id.eq(person).and(people::erased.eq(false)).and(memberships::until.is_null()))
        .order((memberships::since, memberships::node))
        .select((people::minor, memberships::node, memberships::position, nodes::level))
        .load(conn)?;
    // Where she is at home comes first, as everywhere: a school, then where she has belonged longest.
    rows.sort_by_key(|(.., level)| *level != Level::School);
    let Some((minor, ..)) = rows.first() else { return Ok(None) };
    let minor = *minor;
    // A child never administers anything, so her page view is spared the question.
    let stewards = if minor { Vec::new() } else { stewardships(conn, person)? };
    Ok(Some(Member { id: person, minor, belongs: rows.into_iter().map(|(_, node, position, _)| (node, position)).collect(), stewards }))
}

/// The nodes that someone may administer.
///
/// # Errors
/// The database cannot be read.
pub fn stewardships(conn: &mut Conn, person: PersonId) -> Result<Vec<NodeId>, Error> {
    Ok(stewards::table.filter(stewards::person.eq(person)).order(stewards::node).select(stewards::node).load(conn)?)
}

/// What a sign-in is held against.
#[derive(Clone, PartialEq, Eq)]
pub struct Credential {
    /// Whose it is.
    pub person: PersonId,
    /// The hash, with its salt and parameters.
    pub hash: String,
}

/// The password of an adult who signs in under this name. A minor has none, whatever the table says.
///
/// # Errors
/// The database cannot be read.
pub fn password(conn: &mut Conn, handle: &str) -> Result<Option<Credential>, Error> {
    let found: Option<(PersonId, String)> = passwords::table
        .inner_join(people::table.on(people::id.eq(passwords::person)))
        .filter(passwords::handle.eq(handle).and(people::minor.eq(false)).and(people::erased.eq(false)))
        .select((passwords::person, passwords::hash))
        .get_result(conn)
        .optional()?;
    Ok(found.map(|(person, hash)| Credential { person, hash }))
}

/// The name under which someone signs in.
///
/// # Errors
/// The database cannot be read.
pub fn handle(conn: &mut Conn, person: PersonId) -> Result<Option<String>, Error> {
    Ok(passwords::table.find(person).select(passwords::handle).get_result(conn).optional()?)
}

/// Who has this sign-in name, of whatever kind she is.
///
/// # Errors
/// The database cannot be read.
pub fn holder(conn: &mut Conn, handle: &str) -> Result<Option<PersonId>, Error> {
    Ok(passwords::table.filter(passwords::handle.eq(handle)).select(passwords::person).get_result(conn).optional()?)
}

/// Gives someone a name and a password in place of those that she had.
///
/// # Errors
/// The database refuses.
pub fn set_password(conn: &mut Conn, person: PersonId, handle: &str, hash: &str) -> Result<(), Error> {
    diesel::delete(passwords::table.find(person)).execute(conn)?;
    diesel::insert_into(passwords::table)
        .values((passwords::person.eq(person), passwords::handle.eq(handle), passwords::hash.eq(hash)))
        .execute(conn)?;
    Ok(())
}

/// The PIN of a minor who belongs to this school today. An adult has none, whatever the table says.
///
/// # Errors
/// The database cannot be read.
pub fn pin(conn: &mut Conn, school: NodeId, person: PersonId) -> Result<Option<Credential>, Error> {
    let found: Option<String> = pins::table
        .inner_join(people::table.on(people::id.eq(pins::person)))
        .inner_join(memberships::table.on(memberships::person.eq(pins::person)))
        .filter(pins::person.eq(person).and(people::minor.eq(true)).and(people::erased.eq(false)))
        .filter(memberships::node.eq(school).and(memberships::until.is_null()))
        .select(pins::hash)
        .get_result(conn)
        .optional()?;
    Ok(found.map(|hash| Credential { person, hash }))
}

/// Who of these people can sign in at all: with a PIN or with a password.
///
/// # Errors
/// The database cannot be read.
pub fn with_key(conn: &mut Conn, ids: &[PersonId]) -> Result<HashSet<PersonId>, Error> {
    let mut found = HashSet::with_capacity(ids.len());
    for chunk in ids.chunks(500) {
        found.extend(pins::table.filter(pins::person.eq_any(chunk)).select(pins::person).load::<PersonId>(conn)?);
        found.extend(passwords::table.filter(passwords::person.eq_any(chunk)).select(passwords::person).load::<PersonId>(conn)?);
    }
    Ok(found)
}

/// Gives someone a PIN, or a row of pictures, in place of the one that she had.
///
/// # Errors
/// The database refuses.
pub fn set_pin(conn: &mut Conn, person: PersonId, hash: &str, pictures: bool) -> Result<(), Error> {
    diesel::delete(pins::table.find(person)).execute(conn)?;
    diesel::insert_into(pins::table).values((pins::person.eq(person), pins::hash.eq(hash), pins::pictures.eq(pictures))).execute(conn)?;
    Ok(())
}

/// Takes somebody's PIN away.
///
/// # Errors
/// The database refuses.
pub fn end_pin(conn: &mut Conn, person: PersonId) -> Result<(), Error> {
    diesel::delete(pins::table.find(person)).execute(conn)?;
    Ok(())
}

/// Keeps the one invitation that someone has.
///
/// # Errors
/// The database refuses.
pub fn set_invitation(conn: &mut Conn, person: PersonId, code: &[u8], expires: Moment) -> Result<(), Error> {
    end_invitations(conn, person)?;
    diesel::insert_into(invitations::table)
        .values((invitations::code.eq(code), invitations::person.eq(person), invitations::expires.eq(expires)))
        .execute(conn)?;
    Ok(())
}

/// Whom a code invites, if it holds still.
///
/// # Errors
/// The database cannot be read.
pub fn invited(conn: &mut Conn, code: &[u8], now: Moment) -> Result<Option<PersonId>, Error> {
    let row = invitations::table.filter(invitations::code.eq(code).and(invitations::expires.gt(now)));
    Ok(row.select(invitations::person).get_result(conn).optional()?)
}

/// Voids someone's invitation.
///
/// # Errors
/// The database refuses.
pub fn end_invitations(conn: &mut Conn, person: PersonId) -> Result<(), Error> {
    diesel::delete(invitations::table.filter(invitations::person.eq(person))).execute(conn)?;
    Ok(())
}

/// Voids what is too old.
///
/// # Errors
/// The database refuses.
pub fn sweep_invitations(conn: &mut Conn, now: Moment) -> Result<(), Error> {
    diesel::delete(invitations::table.filter(invitations::expires.le(now))).execute(conn)?;
    Ok(())
}

/// Removes everything with which someone could sign in, and every session and classroom that she has open.
///
/// # Errors
/// The database refuses.
pub fn forget(conn: &mut Conn, person: PersonId) -> Result<(), Error> {
    diesel::delete(passwords::table.find(person)).execute(conn)?;
    diesel::delete(pins::table.find(person)).execute(conn)?;
    cards::end(conn, person)?;
    end_invitations(conn, person)?;
    sessions::end_all(conn, person)?;
    tokens::end_all(conn, person)?;
    calendars::end(conn, person)?;
    classrooms::end_all(conn, person)
}
