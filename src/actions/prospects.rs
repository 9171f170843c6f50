//! How a proposal that waits for a yes stands by now, for pages that show it: whether the yes could still be said.
//!
//! It is only told. A place may become free again, an offer that rests may be opened, and what is being learned comes to its end; whether a yes
//! is taken is decided when it is said ([`super::tutorials::agree`]).

use super::tutorials::OPEN_AT_ONCE;
use super::{Error, ground};
use crate::domain::words::OfferState;
use crate::store::Conn;
use crate::store::queries::{masteries, tutorials};
use crate::store::rows::TutorialRow;

/// How a proposal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prospect {
    /// There is room.
    Good,
    /// It is offered, and every place is taken.
    Full,
    /// Its learner has begun something else since: it can begin once that has ended.
    Busy,
    /// What was offered is offered no more, and if it is again, as another offer: this proposal leads nowhere.
    Gone,
}

/// How a proposal stands.
///
/// # Errors
/// The database cannot be read.
pub fn of(conn: &mut Conn, row: &TutorialRow) -> Result<Prospect, Error> {
    let offer = match row.offer {
        Some(offer) => masteries::offer(conn, offer)?.filter(|offer| offer.state != OfferState::Withdrawn),
        None => None,
    };
    let Some(offer) = offer else { return Ok(Prospect::Gone) };
    if masteries::live(conn, offer.person, offer.topic)?.is_none() {
        return Ok(Prospect::Gone);
    }
    if tutorials::open_count(conn, row.learner)? >= OPEN_AT_ONCE {
        return Ok(Prospect::Busy);
    }
    Ok(if ground::free_places(conn, &offer)? > 0 { Prospect::Good } else { Prospect::Full })
}
