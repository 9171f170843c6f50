//! Signing in, and who may let whom in.
//!
//! * Adults have a name and a password ([`invitations`]), children a PIN that works only while their teacher holds a classroom open
//!   ([`pins`], [`classrooms`]), or three pictures in its place ([`pictures`]): nobody has both. A child may also have a card ([`cards`]), which
//!   works without the classroom where her family has said yes to that.
//! * A password takes tens of milliseconds to hash, on purpose. So [`sign_in`] is three steps, and the middle one holds no transaction.
//! * [`throttle`] counts failures; [`sessions`] are rows, so that they can be ended from here.
//!
//! Nothing here is a fact of the practice, except who administers a node ([`stewards`]). Secrets are never printed: their `Debug` says so.

pub mod beginning;
pub mod calendars;
pub mod cards;
pub mod children;
pub mod classrooms;
pub mod code;
mod guessed;
pub mod invitations;
pub mod own_password;
pub mod pictures;
pub mod pins;
pub mod secret;
pub mod sessions;
pub mod sign_in;
pub mod stewards;
pub mod throttle;
pub mod tokens;

pub use classrooms::{close_classroom, open_classroom};
pub use invitations::{InvitationCode, accept, invite, issue_invitation};
pub use pins::{FreshPin, give_pin, give_pins, void_pins};
pub use sessions::{Session, Token, end_all, end_session, needs_touch, open_session, touch};
pub use sign_in::{Outcome, SignedIn};
pub use stewards::{end_steward, name_steward};

use super::Error;
use crate::domain::id::{NodeId, PersonId};
use crate::domain::policy::{Caller, Member, Place, Verb, may};
use crate::store::queries::{nodes, people};
use crate::store::{self, Conn, Tx, accounts, waiting};

/// A node's place, if the caller may do this there. A node that is not there and one where she may not are the same.
fn allowed_at(conn: &mut Conn, caller: &Caller, verb: Verb, node: NodeId) -> Result<Place, Error> {
    let place = nodes::place(conn, node)?.ok_or(Error::NOT_FOUND)?;
    if may(verb, caller.to_place(&place)) { Ok(place) } else { Err(Error::NOT_FOUND) }
}

/// Whether the caller may do this at a node.
fn may_at(conn: &mut Conn, caller: &Caller, verb: Verb, node: NodeId) -> Result<bool, Error> {
    match allowed_at(conn, caller, verb, node) {
        Ok(_) => Ok(true),
        Err(Error::Refused(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Someone who belongs somewhere today.
fn present(conn: &mut Conn, person: PersonId) -> Result<Member, Error> {
    accounts::caller(conn, person)?.ok_or(Error::NOT_FOUND)
}

/// Removes everything with which someone could sign in, and signs her out everywhere: another school looks after her now, or she turned out to
/// be of another age, and a child has other keys than an adult.
///
/// # Errors
/// The database refuses.
pub fn end_keys(tx: &mut Tx<'_>, person: PersonId) -> Result<(), store::Error> {
    throttle::forget(tx, person)?;
    accounts::forget(tx, person)
}

/// Ends what opened the door of a place that somebody has left. A child has no keys any more: her card and her PIN are of the school that gave them,
/// and the next one gives her others. An adult keeps her password, but not the keys that she gave to programs, nor the classroom that she holds
/// open there; and who belongs nowhere is signed out.
///
/// # Errors
/// The database refuses.
pub(super) fn end_with(tx: &mut Tx<'_>, person: PersonId, node: NodeId) -> Result<(), store::Error> {
    // Unknown counts as minor.
    if people::by_id(tx, person)?.is_none_or(|row| row.minor) {
        return end_keys(tx, person);
    }
    accounts::tokens::end_all(tx, person)?;
    accounts::classrooms::end_at(tx, person, node)?;
    if accounts::caller(tx, person)?.is_none() {
        accounts::end_invitations(tx, person)?;
        sessions::end_all(tx, person)?;
    }
    Ok(())
}

/// The same, and the lists in which her name may wait. Part of erasing her.
///
/// # Errors
/// The database refuses.
pub fn forget(tx: &mut Tx<'_>, person: PersonId) -> Result<(), store::Error> {
    waiting::forget(tx, person)?;
    end_keys(tx, person)
}
