//! Sessions: one row for each browser in which someone has signed in. The row holds the hash of the cookie's token, so that a copy of the
//! database lets nobody in.

use diesel::prelude::*;

use crate::domain::id::PersonId;
use crate::domain::moment::Moment;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::schema::{people, sessions};

/// A session as stored, with whether it is one on a machine that others use: every minor's is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct SessionRow {
    pub person: PersonId,
    pub shared: bool,
    pub opened: Moment,
    pub seen: Moment,
    pub expires: Moment,
}

/// The session of this token, unless it has expired or its person was erased.
///
/// # Errors
/// The database cannot be read.
pub fn find(conn: &mut Conn, token: &[u8], now: Moment) -> Result<Option<SessionRow>, Error> {
    let found: Option<(PersonId, bool, bool, Moment, Moment, Moment)> = sessions::table
        .inner_join(people::table.on(people::id.eq(sessions::person)))
        .filter(sessions::token.eq(token).and(sessions::expires.gt(now)).and(people::erased.eq(false)))
        .select((sessions::person, people::minor, sessions::shared, sessions::opened, sessions::seen, sessions::expires))
        .get_result(conn)
        .optional()?;
    let row = |(person, minor, shared, opened, seen, expires)| SessionRow { person, shared: minor || shared, opened, seen, expires };
    Ok(found.map(row))
}

/// Keeps a new session.
///
/// # Errors
/// The database refuses.
pub fn insert(conn: &mut Conn, token: &[u8], person: PersonId, shared: bool, now: Moment, expires: Moment) -> Result<(), Error> {
    diesel::insert_into(sessions::table)
        .values((
            sessions::token.eq(token),
            sessions::person.eq(person),
            sessions::opened.eq(now),
            sessions::seen.eq(now),
            sessions::expires.eq(expires),
            sessions::shared.eq(shared),
        ))
        .execute(conn)?;
    Ok(())
}

/// Notes that a session was used.
///
/// # Errors
/// The database refuses.
pub fn touch(conn: &mut Conn, token: &[u8], now: Moment, expires: Moment) -> Result<(), Error> {
    diesel::update(sessions::table.filter(sessions::token.eq(token)))
        .set((sessions::seen.eq(now), sessions::expires.eq(expires)))
        .execute(conn)?;
    Ok(())
}

/// Ends one session.
///
/// # Errors
/// The database refuses.
pub fn end(conn: &mut Conn, token: &[u8]) -> Result<(), Error> {
    diesel::delete(sessions::table.filter(sessions::token.eq(token))).execute(conn)?;
    Ok(())
}

/// Ends every session of a person.
///
/// # Errors
/// The database refuses.
pub fn end_all(conn: &mut Conn, person: PersonId) -> Result<(), Error> {
    diesel::delete(sessions::table.filter(sessions::person.eq(person))).execute(conn)?;
    Ok(())
}

/// Removes what has expired.
///
/// # Errors
/// The database refuses.
pub fn sweep(conn: &mut Conn, now: Moment) -> Result<(), Error> {
    diesel::delete(sessions::table.filter(sessions::expires.le(now))).execute(conn)?;
    Ok(())
}
