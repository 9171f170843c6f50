//! How a proposal that waits for a yes stands by now, for pages that show it: whether the yes could still be said.
//!
//! It is only told. A place may become free again, an offer that rests may be opened, and what is being learned comes to its end; whether a yes
//! is taken is decided when it is said ([`super::tutorials::agree`]).

use super::tutorials::OPEN_AT_ONCE;
use super::{Error, ground};
use crate::domain::id::PersonId;
use crate::domain::words::{OfferState, TutorialState};
use crate::store::Conn;
use crate::store::queries::masteries::OfferView;
use crate::store::queries::{masteries, people, tutorials};
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

/// The offers of her school that a learner could take up instead of the one that she has asked for: in the same topic, with a place free, by whom
/// she may meet and has not asked yet. The newest comes first: its owner waits for a first learner.
///
/// # Errors
/// The database cannot be read.
pub fn others(conn: &mut Conn, row: &TutorialRow) -> Result<Vec<OfferView>, Error> {
    if people::home(conn, row.learner)? != Some(row.school) || tutorials::open_count(conn, row.learner)? >= OPEN_AT_ONCE {
        return Ok(Vec::new());
    }
    let asked = tutorials::of_learner(conn, row.learner, &[TutorialState::Proposed])?;
    let asked: Vec<PersonId> = asked.into_iter().filter(|other| other.topic == row.topic).map(|other| other.tutor).collect();
    let mut offers = masteries::offers_of_topic(conn, row.topic, row.school)?;
    offers.retain(|offer| offer.person != row.learner && !asked.contains(&offer.person));
    if offers.is_empty() {
        return Ok(offers);
    }
    let taken = masteries::taken_of(conn, &offers.iter().map(|offer| offer.id).collect::<Vec<_>>())?;
    let company = ground::Company::of(conn, row.learner, offers.iter().map(|offer| offer.person))?;
    let free = |offer: &OfferView| i64::from(offer.capacity) > taken.get(&offer.id).copied().unwrap_or(0);
    offers.retain(|offer| free(offer) && company.may_pair(offer.person, None));
    offers.sort_by_key(|offer| (std::cmp::Reverse(offer.opened), offer.id));
    Ok(offers)
}
