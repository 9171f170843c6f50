//! The secret address under which a person's own coming days can be followed by a calendar. Who knows the address sees the days, so it is
//! drawn at random, shown once, replaced or taken away when she likes, and tells no name.

use std::fmt;

use super::super::{Error, ground};
use super::code;
use crate::domain::id::PersonId;
use crate::domain::moment::Moment;
use crate::domain::policy::{Caller, Relations, Verb};
use crate::store::accounts::{self, calendars};
use crate::store::{self, Conn, Tx};

/// 52 letters are 260 random bits.
const LENGTH: usize = 52;

/// What stands in the address.
#[derive(Clone, PartialEq, Eq)]
pub struct CalendarSecret(String);

impl CalendarSecret {
    /// The secret in an address, if it can be one.
    pub fn parse(text: &str) -> Option<CalendarSecret> {
        code::read(text, LENGTH).map(CalendarSecret)
    }

    /// What is shown to its owner, once.
    pub fn text(&self) -> &str {
        &self.0
    }

    fn digest(&self) -> [u8; 32] {
        code::digest("calendar", &self.0)
    }
}

impl fmt::Debug for CalendarSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CalendarSecret(not shown)")
    }
}

fn to_own(caller: &Caller) -> Relations {
    if caller.id().is_some() { Relations::ONESELF } else { Relations::NONE }
}

/// Makes an address for the caller's calendar, in place of the one that it had.
///
/// # Errors
/// Nobody has signed in.
pub fn open(tx: &mut Tx<'_>, caller: &Caller) -> Result<CalendarSecret, Error> {
    ground::allow(Verb::FollowCalendar, to_own(caller))?;
    let person = ground::actor(tx, caller)?;
    let secret = CalendarSecret(code::draw(code::LETTERS, LENGTH, |bytes| tx.chance(bytes)));
    let now = tx.now();
    calendars::set(tx, person, &secret.digest(), now)?;
    Ok(secret)
}

/// Takes the caller's address away. Taken away twice, it is.
///
/// # Errors
/// Nobody has signed in.
pub fn close(tx: &mut Tx<'_>, caller: &Caller) -> Result<(), Error> {
    ground::allow(Verb::FollowCalendar, to_own(caller))?;
    let person = ground::actor(tx, caller)?;
    Ok(calendars::end(tx, person)?)
}

/// Since when the caller's calendar has an address, if it has one.
///
/// # Errors
/// Nobody has signed in.
pub fn since(conn: &mut Conn, caller: &Caller) -> Result<Option<Moment>, Error> {
    ground::allow(Verb::FollowCalendar, to_own(caller))?;
    let person: PersonId = caller.id().ok_or(Error::NOT_FOUND)?;
    Ok(calendars::since(conn, person)?)
}

/// Whose calendar an address is; nothing where it is none, or she belongs nowhere any more.
///
/// # Errors
/// The database cannot be read.
pub fn owner(conn: &mut Conn, secret: &CalendarSecret) -> Result<Option<Caller>, store::Error> {
    let Some(person) = calendars::owner(conn, &secret.digest())? else { return Ok(None) };
    Ok(accounts::caller(conn, person)?.map(Caller::member))
}
