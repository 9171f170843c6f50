//! Who may take out what is kept about somebody: she herself, whenever she likes; and, for a child of their school whose family asks on paper,
//! its teachers and its steward. What they take out is what the child herself would, but for what she said is wrong: that is between her and
//! whoever reads it, and may be about them.

use super::{Error, ground};
use crate::domain::id::PersonId;
use crate::domain::policy::{Caller, Relations, Verb, may};
use crate::store::Conn;
use crate::store::queries::people;

/// Whether the caller may take out what is kept about somebody: for pages that offer it.
///
/// # Errors
/// The database cannot be read.
pub fn may_take_out(conn: &mut Conn, caller: &Caller, person: PersonId) -> Result<bool, Error> {
    match allow(conn, caller, person) {
        Ok(_) => Ok(true),
        Err(Error::Refused(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Whether the caller takes out her own; refused where she may take out nothing of this person.
///
/// # Errors
/// She may not.
pub fn allow(conn: &mut Conn, caller: &Caller, person: PersonId) -> Result<bool, Error> {
    let row = people::by_id(conn, person)?.ok_or(Error::NOT_FOUND)?;
    let relations = ground::to_person_ever(conn, caller, person)?;
    let own = relations.meets(Relations::ONESELF);
    let allowed = if own || row.minor { may(Verb::TakeOutData, relations) } else { false };
    if allowed { Ok(own) } else { Err(Error::NOT_FOUND) }
}
