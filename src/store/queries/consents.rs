//! Who answers for a child, whether her family has the notice, and each yes and no.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::domain::id::{ConsentId, NodeId, PersonId};
use crate::domain::moment::Day;
use crate::domain::words::Purpose;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::{ConsentRow, GuardianRow};
use crate::store::schema::{consents, guardians, notices};

/// As many ids as one question names.
const CHUNK: usize = 500;

/// Which of a school's families have its notice, and since when.
///
/// # Errors
/// The database cannot be read.
pub fn notices(conn: &mut Conn, school: NodeId) -> Result<HashMap<PersonId, Day>, Error> {
    let rows: Vec<(PersonId, Day)> = notices::table.filter(notices::school.eq(school)).select((notices::child, notices::day)).load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Since when a child's family has a school's notice.
///
/// # Errors
/// The database cannot be read.
pub fn notice(conn: &mut Conn, child: PersonId, school: NodeId) -> Result<Option<Day>, Error> {
    Ok(notices::table.find((child, school)).select(notices::day).get_result(conn).optional()?)
}

/// Who answers for these children, in the order in which they were named.
///
/// # Errors
/// The database cannot be read.
pub fn guardians(conn: &mut Conn, children: &[PersonId]) -> Result<Vec<GuardianRow>, Error> {
    let mut found = Vec::new();
    for chunk in children.chunks(CHUNK) {
        found.extend(guardians::table.filter(guardians::child.eq_any(chunk)).order(guardians::id).load::<GuardianRow>(conn)?);
    }
    Ok(found)
}

/// Every yes and no about these children, also those that no longer count; oldest first.
///
/// # Errors
/// The database cannot be read.
pub fn of_children(conn: &mut Conn, children: &[PersonId]) -> Result<Vec<ConsentRow>, Error> {
    let mut found = Vec::new();
    for chunk in children.chunks(CHUNK) {
        let order = (consents::day, consents::entered, consents::id, consents::purpose);
        found.extend(consents::table.filter(consents::child.eq_any(chunk)).order(order).load::<ConsentRow>(conn)?);
    }
    Ok(found)
}

/// What was said of a child and one thing, and still counts.
///
/// # Errors
/// The database cannot be read.
pub fn on(conn: &mut Conn, child: PersonId, purpose: Purpose) -> Result<Vec<ConsentRow>, Error> {
    let counts = consents::withdrawn.is_null();
    Ok(consents::table.filter(consents::child.eq(child).and(consents::purpose.eq(purpose)).and(counts)).load(conn)?)
}

/// One paper, line by line. Empty where there is none.
///
/// # Errors
/// The database cannot be read.
pub fn paper(conn: &mut Conn, id: ConsentId) -> Result<Vec<ConsentRow>, Error> {
    Ok(consents::table.filter(consents::id.eq(id)).order(consents::purpose).load(conn)?)
}
