//! Addresses of calendars: at most one a person, stored as the digest of its secret.

use diesel::prelude::*;

use crate::domain::id::PersonId;
use crate::domain::moment::Moment;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::schema::{calendars, people};

/// Whose calendar has this digest, unless she was erased.
///
/// # Errors
/// The database cannot be read.
pub fn owner(conn: &mut Conn, digest: &[u8]) -> Result<Option<PersonId>, Error> {
    Ok(calendars::table
        .inner_join(people::table.on(people::id.eq(calendars::person)))
        .filter(calendars::digest.eq(digest).and(people::erased.eq(false)))
        .select(calendars::person)
        .get_result(conn)
        .optional()?)
}

/// Since when somebody's calendar has an address, if it has one.
///
/// # Errors
/// The database cannot be read.
pub fn since(conn: &mut Conn, person: PersonId) -> Result<Option<Moment>, Error> {
    Ok(calendars::table.find(person).select(calendars::made).get_result(conn).optional()?)
}

/// Gives somebody's calendar an address, in place of the one that it had.
///
/// # Errors
/// The database refuses.
pub fn set(conn: &mut Conn, person: PersonId, digest: &[u8], now: Moment) -> Result<(), Error> {
    end(conn, person)?;
    diesel::insert_into(calendars::table)
        .values((calendars::person.eq(person), calendars::digest.eq(digest), calendars::made.eq(now)))
        .execute(conn)?;
    Ok(())
}

/// Takes the address away.
///
/// # Errors
/// The database refuses.
pub fn end(conn: &mut Conn, person: PersonId) -> Result<(), Error> {
    diesel::delete(calendars::table.find(person)).execute(conn)?;
    Ok(())
}
