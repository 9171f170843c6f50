//! Pictures and documents of work. Their bytes are no fact: they go with the row that names them, by the database's own rule.

use diesel::prelude::*;

use crate::domain::fact::*;
use crate::domain::id::EntryId;
use crate::domain::moment::Moment;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::FileRow;
use crate::store::schema::files;

pub fn attached(conn: &mut Conn, fact: &FileAttached, recorded: Moment) -> Result<(), Error> {
    let row = FileRow {
        id: fact.file,
        entry: fact.entry,
        tutorial: fact.tutorial,
        learner: fact.learner,
        kind: fact.kind,
        size: fact.size,
        digest: fact.digest.clone(),
        recorded,
    };
    diesel::insert_into(files::table).values(&row).execute(conn)?;
    Ok(())
}

pub fn removed(conn: &mut Conn, fact: &FileRemoved) -> Result<(), Error> {
    diesel::delete(files::table.find(fact.file)).execute(conn)?;
    Ok(())
}

/// With a page goes what lies beside it.
pub fn gone_with(conn: &mut Conn, entry: EntryId) -> Result<(), Error> {
    diesel::delete(files::table.filter(files::entry.eq(entry))).execute(conn)?;
    Ok(())
}
