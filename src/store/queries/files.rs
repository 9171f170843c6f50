//! Pictures and documents beside the pages of a record, and their bytes.

use diesel::prelude::*;

use crate::domain::id::{FileId, PersonId, TutorialId};
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::FileRow;
use crate::store::schema::{file_bytes, files};

/// A file.
///
/// # Errors
/// The database cannot be read.
pub fn by_id(conn: &mut Conn, id: FileId) -> Result<Option<FileRow>, Error> {
    Ok(files::table.find(id).get_result(conn).optional()?)
}

/// Those of a tutorial, in the order in which they came.
///
/// # Errors
/// The database cannot be read.
pub fn of_tutorial(conn: &mut Conn, tutorial: TutorialId) -> Result<Vec<FileRow>, Error> {
    Ok(files::table.filter(files::tutorial.eq(tutorial)).order((files::recorded, files::id)).load(conn)?)
}

/// Those of a learner, newest first.
///
/// # Errors
/// The database cannot be read.
pub fn of_learner(conn: &mut Conn, learner: PersonId) -> Result<Vec<FileRow>, Error> {
    Ok(files::table.filter(files::learner.eq(learner)).order((files::recorded.desc(), files::id)).load(conn)?)
}

/// The bytes of one, or of its small likeness.
///
/// # Errors
/// The database cannot be read.
pub fn bytes(conn: &mut Conn, id: FileId, small: bool) -> Result<Option<Vec<u8>>, Error> {
    if small {
        let found: Option<Option<Vec<u8>>> = file_bytes::table.find(id).select(file_bytes::small).get_result(conn).optional()?;
        return Ok(found.flatten());
    }
    Ok(file_bytes::table.find(id).select(file_bytes::bytes).get_result(conn).optional()?)
}

/// Keeps the bytes of a file that is named already.
///
/// # Errors
/// The database refuses.
pub fn keep(conn: &mut Conn, id: FileId, bytes: &[u8], small: Option<&[u8]>) -> Result<(), Error> {
    diesel::insert_into(file_bytes::table)
        .values((file_bytes::file.eq(id), file_bytes::bytes.eq(bytes), file_bytes::small.eq(small)))
        .execute(conn)?;
    Ok(())
}
