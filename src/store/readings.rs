//! Who opened whose record: one row for a reader, what she opened and the day. Rows come in batches; who may see them, and which page is a
//! reading, is not known here.

use diesel::prelude::*;

use super::conn::Conn;
use super::error::Error;
use super::schema::{memberships, people, readings};
use crate::domain::id::{NodeId, PersonId, SeenId};
use crate::domain::moment::{Day, Moment};
use crate::domain::words::Seen;
use crate::store::queries::people::goes_on_in;

/// That somebody opened something of somebody's record on a day, how often and when last.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = readings)]
pub struct Reading {
    /// Whose record it is.
    pub person: PersonId,
    /// The day, where the reader is.
    pub day: Day,
    /// What was opened.
    pub thing: SeenId,
    /// Who opened it.
    pub reader: PersonId,
    /// What it is.
    pub kind: Seen,
    /// How often.
    pub times: i32,
    /// When last.
    pub last: Moment,
}

/// Adds to what is known. Of who was erased meanwhile nothing is kept.
///
/// # Errors
/// The database refuses.
pub fn add(conn: &mut Conn, new: &Reading) -> Result<(), Error> {
    // It may have waited while two entries of hers became one.
    let new = &Reading { person: goes_on_in(conn, new.person)?.unwrap_or(new.person), ..new.clone() };
    let key = (new.person, new.day, new.thing, new.reader);
    let known: Option<(i32, Moment)> = readings::table.find(key).select((readings::times, readings::last)).get_result(conn).optional()?;
    if let Some((times, last)) = known {
        diesel::update(readings::table.find(key))
            .set((readings::times.eq(times.saturating_add(new.times)), readings::last.eq(last.max(new.last))))
            .execute(conn)?;
        return Ok(());
    }
    let erased: Option<bool> = people::table.find(new.person).select(people::erased).get_result(conn).optional()?;
    if erased == Some(false) {
        diesel::insert_into(readings::table).values(new).execute(conn)?;
    }
    Ok(())
}

/// Forgets what is older than a day.
///
/// # Errors
/// The database refuses.
pub fn forget_before(conn: &mut Conn, day: Day) -> Result<(), Error> {
    diesel::delete(readings::table.filter(readings::day.lt(day))).execute(conn)?;
    Ok(())
}

/// Who opened somebody's record since a day, newest first.
///
/// # Errors
/// The database cannot be read.
pub fn of_person(conn: &mut Conn, person: PersonId, since: Day) -> Result<Vec<Reading>, Error> {
    Ok(readings::table
        .filter(readings::person.eq(person).and(readings::day.ge(since)))
        .order((readings::day.desc(), readings::last.desc(), readings::reader))
        .select(Reading::as_select())
        .load(conn)?)
}

/// Who opened the records of those who belong to a place today, newest first: so many, after so many others.
///
/// # Errors
/// The database cannot be read.
pub fn of_place(conn: &mut Conn, node: NodeId, since: Day, skip: i64, limit: i64) -> Result<Vec<Reading>, Error> {
    let members = memberships::table.filter(memberships::node.eq(node).and(memberships::until.is_null())).select(memberships::person);
    Ok(readings::table
        .filter(readings::day.ge(since).and(readings::person.eq_any(members)))
        .order((readings::day.desc(), readings::last.desc(), readings::person, readings::reader, readings::thing))
        .select(Reading::as_select())
        .offset(skip)
        .limit(limit)
        .load(conn)?)
}

/// Who had been entered twice is one person, as whose record was opened and as who opened it. What she opened of her own is no reading.
///
/// # Errors
/// The database refuses.
pub fn pass_on(conn: &mut Conn, from: PersonId, into: PersonId) -> Result<(), Error> {
    let either = readings::person.eq(from).or(readings::reader.eq(from));
    let rows: Vec<Reading> = readings::table.filter(either).select(Reading::as_select()).load(conn)?;
    diesel::delete(readings::table.filter(either)).execute(conn)?;
    let now = |person| if person == from { into } else { person };
    for row in rows {
        let row = Reading { person: now(row.person), reader: now(row.reader), ..row };
        if row.person != row.reader {
            add(conn, &row)?;
        }
    }
    Ok(())
}
