//! The mark of a demonstration network in its own data: nobody in it is real, so that it may be thrown away and begun anew. What carries no
//! mark is taken for somebody's real data. Deliberately does not know what throws it away.

use diesel::prelude::*;

use super::conn::{Address, Conn};
use super::error::Error;
use super::schema::settings;

const NAME: &str = "invented";

/// Marks the data as invented: in the transaction that writes the first of them.
///
/// # Errors
/// The database refuses.
pub fn mark(conn: &mut Conn) -> Result<(), Error> {
    diesel::insert_into(settings::table).values((settings::name.eq(NAME), settings::value.eq("yes"))).execute(conn)?;
    Ok(())
}

/// Whether the data are marked.
///
/// # Errors
/// The database cannot be read.
pub fn is_marked(conn: &mut Conn) -> Result<bool, Error> {
    let found: i64 = settings::table.filter(settings::name.eq(NAME)).count().get_result(conn)?;
    Ok(found > 0)
}

/// The same of data that are not open, as they lie there: nothing is written to them, and their schema is not brought up to date.
///
/// # Errors
/// They are no data of this program, or cannot be read.
pub fn lies_at(address: &Address) -> Result<bool, Error> {
    is_marked(&mut address.connect()?)
}
