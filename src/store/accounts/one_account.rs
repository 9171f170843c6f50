//! The keys of somebody who had been entered twice.

use diesel::prelude::*;

use crate::domain::id::PersonId;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::readings;
use crate::store::schema::{api_tokens, calendars, cards, classrooms, invitations, passwords, pins, sessions, waiting_lists};

/// Who had been entered twice has one account: what she could sign in with under the one entry opens the other. Where both had a key of a kind,
/// that of the entry that is kept stays.
///
/// # Errors
/// The database refuses.
pub fn pass_on(conn: &mut Conn, from: PersonId, into: PersonId) -> Result<(), Error> {
    macro_rules! one_a_person {
        ($($table:ident),*) => {$(
            if $table::table.filter($table::person.eq(into)).count().get_result::<i64>(conn)? > 0 {
                diesel::delete($table::table.filter($table::person.eq(from))).execute(conn)?;
            }
            diesel::update($table::table.filter($table::person.eq(from))).set($table::person.eq(into)).execute(conn)?;
        )*};
    }
    one_a_person!(passwords, pins, cards, calendars, invitations);
    diesel::update(sessions::table.filter(sessions::person.eq(from))).set(sessions::person.eq(into)).execute(conn)?;
    diesel::update(api_tokens::table.filter(api_tokens::person.eq(from))).set(api_tokens::person.eq(into)).execute(conn)?;
    diesel::update(classrooms::table.filter(classrooms::opened_by.eq(from))).set(classrooms::opened_by.eq(into)).execute(conn)?;
    diesel::update(waiting_lists::table.filter(waiting_lists::person.eq(from))).set(waiting_lists::person.eq(into)).execute(conn)?;
    readings::pass_on(conn, from, into)
}
