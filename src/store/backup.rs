//! A copy of the SQLite file while it is in use, and what a copy must be to be put back.
//!
//! Deliberately not known here: PostgreSQL, which has better tools of its own, and the list of the erased (see [`super::erased`]).

use std::path::Path;

use diesel::prelude::*;
use diesel::sql_types::Text;

use super::conn::{Address, Conn};
use super::error::Error;
use super::schema::{api_tokens, calendars, classrooms, invitations, journal, sessions, settings, throttles, waiting_lists};

/// Writes one snapshot of the data into a file that is not there yet. Others read and write meanwhile.
///
/// # Errors
/// The data cannot be read, or the file cannot be written.
pub fn copy(conn: &mut Conn, into: &Path) -> Result<(), Error> {
    diesel::sql_query("VACUUM INTO $1").bind::<Text, _>(into.to_string_lossy()).execute(conn)?;
    Ok(())
}

/// Whether a file holds the data of a Relevo: asked before anything in it is touched. `None` where it does not, else how many facts it has.
///
/// # Errors
/// The file cannot be opened, or is no database.
pub fn facts(file: &Path) -> Result<Option<i64>, Error> {
    let mut conn = diesel::SqliteConnection::establish(&file.to_string_lossy()).map_err(|error| Error::away(&error))?;
    let ours: Option<String> = match settings::table.find("installation").select(settings::value).get_result(&mut conn).optional() {
        Ok(found) => found,
        // No such table: a database of something else.
        Err(diesel::result::Error::DatabaseError(_, why)) if why.message().starts_with("no such table") => None,
        Err(error) => return Err(error.into()),
    };
    if ours.is_none() {
        return Ok(None);
    }
    Ok(Some(journal::table.count().get_result(&mut conn)?))
}

/// Takes out what was true of the moment of the copy alone: who was signed in where, open classrooms, codes that may have been spent since, keys of
/// programs and addresses of calendars that may have been revoked, lists that waited. Somebody who was signed out, or let out, after the copy
/// must not be inside again. Children's PINs and cards stay, or a whole school would stand before the door: those that were voided since are to
/// be voided again.
///
/// # Errors
/// The database refuses.
pub fn settle(conn: &mut Conn) -> Result<(), Error> {
    diesel::delete(sessions::table).execute(conn)?;
    diesel::delete(classrooms::table).execute(conn)?;
    diesel::delete(invitations::table).execute(conn)?;
    diesel::delete(throttles::table).execute(conn)?;
    diesel::delete(waiting_lists::table).execute(conn)?;
    diesel::delete(api_tokens::table).execute(conn)?;
    diesel::delete(calendars::table).execute(conn)?;
    Ok(())
}

/// Brings everything into the one file, so that it can be moved: nothing stays in a log beside it.
///
/// # Errors
/// The file cannot be written, or somebody else has it open.
pub fn fold(file: &Path) -> Result<(), Error> {
    let mut conn = Address::File(file.to_owned()).connect()?;
    let mut tries = 0;
    loop {
        match conn.execute_plain("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE;") {
            // Connections of this program that are being closed on another thread are still open for a moment.
            Err(Error::Busy) if tries < 100 => std::thread::sleep(std::time::Duration::from_millis(50)),
            outcome => return outcome,
        }
        tries += 1;
    }
}
