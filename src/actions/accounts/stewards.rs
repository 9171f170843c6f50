//! Who administers a node. Unlike the rest of this folder these are facts: they decide who could do what, and when.

use super::super::Error;
use super::{allowed_at, present};
use crate::domain::fact::{StewardEnded, StewardNamed};
use crate::domain::id::{NodeId, PersonId};
use crate::domain::moment::{DEFAULT_ZONE, Day};
use crate::domain::policy::{Caller, Verb};
use crate::domain::refusal::Problem;
use crate::store::{Tx, accounts};

/// The day that it is at a node.
fn today(tx: &mut Tx<'_>, node: NodeId) -> Result<Day, Error> {
    let zone = accounts::time_zone(tx, node)?.and_then(|name| name.parse().ok()).unwrap_or(DEFAULT_ZONE);
    Ok(tx.now().day_in(zone))
}

/// Lets an adult administer a node to which, or above which, she belongs. Named twice, she is named.
///
/// # Errors
/// Not for this caller; she does not belong there; or she is a minor.
pub fn name_steward(tx: &mut Tx<'_>, caller: &Caller, node: NodeId, person: PersonId) -> Result<(), Error> {
    let place = allowed_at(tx, caller, Verb::NameSteward, node)?;
    let member = present(tx, person)?;
    if !member.belongs.iter().any(|(home, _)| *home == node || place.above.contains(home)) {
        return Err(Error::NOT_FOUND);
    }
    if member.minor {
        return Err(Error::at("person", Problem::UnknownChoice));
    }
    if !member.stewards.contains(&node) {
        let since = today(tx, node)?;
        tx.set_actor(caller.id());
        tx.record(StewardNamed { person, node, since })?;
    }
    Ok(())
}

/// Ends someone's stewardship of a node. Ended twice, it is ended.
///
/// # Errors
/// Not for this caller, or nobody else would be left to administer the node.
pub fn end_steward(tx: &mut Tx<'_>, caller: &Caller, node: NodeId, person: PersonId) -> Result<(), Error> {
    allowed_at(tx, caller, Verb::NameSteward, node)?;
    // Not asked of `present`: she may have left the place and still hold the office.
    if !accounts::stewardships(tx, person)?.contains(&node) {
        return Ok(());
    }
    if !accounts::has_other_steward(tx, node, person)? {
        return Err(Error::whole(Problem::LastSteward));
    }
    let until = today(tx, node)?;
    tx.set_actor(caller.id());
    tx.record(StewardEnded { person, node, until })?;
    Ok(())
}
