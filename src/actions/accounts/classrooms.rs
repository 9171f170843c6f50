//! The open classroom: for as long as a teacher holds it open, who types its code sees the names of the children and signs in with a PIN.
//! Without it no list of a school's children can be had by anybody who has not signed in.

use std::net::IpAddr;

use super::super::Error;
use super::sign_in::wrong_code;
use super::throttle::{self, Subject};
use super::{allowed_at, code};
use crate::domain::id::NodeId;
use crate::domain::moment::Moment;
use crate::domain::policy::{Caller, Verb};
use crate::domain::refusal::Problem;
use crate::store::accounts::{Classroom, ClassroomName, classroom_names, classrooms};
use crate::store::{self, Conn, Db, Tx};

/// How many minutes a classroom may be held open: at most a long school day.
pub const MINUTES: std::ops::RangeInclusive<i64> = 5..=480;
/// Six of thirty signs are 729 million codes; of a throttled address a few hundred a day are answered.
const CODE_LENGTH: usize = 6;

/// Opens the classroom of a school. One that is open already keeps its code, and is open for longer where that is asked: two teachers of
/// one school do not shut each other's groups out. To have another code, close it first.
///
/// # Errors
/// Not for this caller, or the minutes are out of bounds.
pub fn open_classroom(tx: &mut Tx<'_>, caller: &Caller, school: NodeId, minutes: i64) -> Result<Classroom, Error> {
    allowed_at(tx, caller, Verb::OpenClassroom, school)?;
    let teacher = caller.id().ok_or(Error::NOT_FOUND)?;
    if !MINUTES.contains(&minutes) {
        return Err(Error::at("minutes", Problem::NotBetween(*MINUTES.start(), *MINUTES.end())));
    }
    let now = tx.now();
    let until = now.plus_seconds(minutes * 60);
    classrooms::sweep(tx, now)?;
    let classroom = match classrooms::of_school(tx, school, now)? {
        Some(open) => Classroom { until: open.until.max(until), ..open },
        None => Classroom { school, opened_by: teacher, code: free_code(tx, now)?, until },
    };
    classrooms::set(tx, &classroom)?;
    Ok(classroom)
}

/// A code that no open classroom has. What is no longer open has been swept.
fn free_code(tx: &mut Tx<'_>, now: Moment) -> Result<String, store::Error> {
    loop {
        let code = code::draw(code::CONSONANTS, CODE_LENGTH, |bytes| tx.chance(bytes));
        if classrooms::by_code(tx, &code, now)?.is_none() {
            return Ok(code);
        }
    }
}

/// Closes the classroom of a school. Children who have signed in stay so until their sessions end. Closed twice, it is closed.
///
/// # Errors
/// Not for this caller.
pub fn close_classroom(tx: &mut Tx<'_>, caller: &Caller, school: NodeId) -> Result<(), Error> {
    allowed_at(tx, caller, Verb::OpenClassroom, school)?;
    classrooms::close(tx, school)?;
    Ok(())
}

/// The classroom of a code as somebody typed it, while it is open.
///
/// # Errors
/// The database cannot be read.
pub fn by_code(conn: &mut Conn, typed: &str, now: Moment) -> Result<Option<Classroom>, store::Error> {
    match code::read(typed, CODE_LENGTH) {
        Some(code) => classrooms::by_code(conn, &code, now),
        None => Ok(None),
    }
}

/// The open classroom of a code and its children, or `None` where the code opens nothing now.
///
/// # Errors
/// This address has to wait, or the database cannot be read.
pub fn look(conn: &mut Conn, typed: &str, address: IpAddr, now: Moment) -> Result<Option<(Classroom, Vec<ClassroomName>)>, Error> {
    throttle::admit(conn, &[&Subject::address(address)], now)?;
    let Some(classroom) = by_code(conn, typed, now)? else { return Ok(None) };
    let names = classroom_names(conn, classroom.school)?;
    Ok(Some((classroom, names)))
}

/// Enters a classroom by its code: [`look`], and a code that opens nothing counts against the address.
///
/// # Errors
/// [`Problem::CodeSpent`] at `code` (never opened and closed look the same), too many tries, or the database cannot.
pub async fn enter(db: &Db, typed: &str, address: IpAddr) -> Result<(Classroom, Vec<ClassroomName>), Error> {
    let (now, typed) = (db.now(), typed.to_owned());
    if let Some(found) = db.read(move |conn| look(conn, &typed, address, now)).await? {
        return Ok(found);
    }
    let refusal = db.write::<_, store::Error, _>(move |tx| wrong_code(tx, &Subject::address(address))).await?;
    Err(refusal.into())
}
