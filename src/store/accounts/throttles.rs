//! How often signing in has failed, by the hash of an account or an address: no row tells whom it is about.

use diesel::prelude::*;

use crate::domain::moment::Moment;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::schema::throttles;

/// Failures of one account or address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Throttle {
    /// How many.
    pub failures: i32,
    /// The moment from which time is counted; which one that is, `actions::accounts::throttle` knows.
    pub since: Moment,
}

/// What is known of a subject.
///
/// # Errors
/// The database cannot be read.
pub fn find(conn: &mut Conn, subject: &[u8]) -> Result<Option<Throttle>, Error> {
    let row = throttles::table.filter(throttles::subject.eq(subject)).select((throttles::failures, throttles::since));
    let found: Option<(i32, Moment)> = row.get_result(conn).optional()?;
    Ok(found.map(|(failures, since)| Throttle { failures, since }))
}

/// Keeps what is known of a subject now.
///
/// # Errors
/// The database refuses.
pub fn set(conn: &mut Conn, subject: &[u8], throttle: Throttle) -> Result<(), Error> {
    clear(conn, subject)?;
    diesel::insert_into(throttles::table)
        .values((throttles::subject.eq(subject), throttles::failures.eq(throttle.failures), throttles::since.eq(throttle.since)))
        .execute(conn)?;
    Ok(())
}

/// Forgets a subject.
///
/// # Errors
/// The database refuses.
pub fn clear(conn: &mut Conn, subject: &[u8]) -> Result<(), Error> {
    diesel::delete(throttles::table.filter(throttles::subject.eq(subject))).execute(conn)?;
    Ok(())
}

/// Forgets every subject whose time began at this moment or before.
///
/// # Errors
/// The database refuses.
pub fn sweep(conn: &mut Conn, until: Moment) -> Result<(), Error> {
    diesel::delete(throttles::table.filter(throttles::since.le(until))).execute(conn)?;
    Ok(())
}
