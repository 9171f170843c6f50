//! Who administers a node. Unlike the rest of this folder these are facts: they decide who could do what, and when.

use super::super::{Error, ground};
use super::present;
use crate::domain::fact::{StewardEnded, StewardNamed};
use crate::domain::id::{NodeId, PersonId};
use crate::domain::policy::{Caller, Relations, Verb};
use crate::domain::refusal::Problem;
use crate::domain::words::Level;
use crate::store::Tx;
use crate::store::accounts::tokens;
use crate::store::queries::{nodes, people};

/// Lets an adult administer a node to which, or above which, she belongs. Named twice, she is named.
///
/// # Errors
/// Not for this caller; she does not belong there; or she is a minor.
pub fn name_steward(tx: &mut Tx<'_>, caller: &Caller, node: NodeId, person: PersonId) -> Result<(), Error> {
    let place = ground::allow_at(tx, caller, Verb::NameSteward, node)?;
    let member = present(tx, person)?;
    // With a school's stewardship come its children's names. Who stands above it gives it to somebody of the school, never to herself nor to
    // others from above; only the school's own steward may let one of those in.
    let inside =
        nodes::by_id(tx, node)?.is_some_and(|row| row.level == Level::School) && !caller.to_place(&place).meets(Relations::STEWARD);
    if !member.belongs.iter().any(|(home, _)| *home == node || (!inside && place.above.contains(home))) {
        return Err(Error::NOT_FOUND);
    }
    if member.minor {
        return Err(Error::at("person", Problem::UnknownChoice));
    }
    if !member.stewards.contains(&node) {
        ground::actor(tx, caller)?;
        let since = ground::today(tx, node)?;
        tx.record(StewardNamed { person, node, since })?;
    }
    Ok(())
}

/// Ends someone's stewardship of a node. Ended twice, it is ended.
///
/// # Errors
/// Not for this caller, or nobody else would be left to administer the node.
pub fn end_steward(tx: &mut Tx<'_>, caller: &Caller, node: NodeId, person: PersonId) -> Result<(), Error> {
    ground::allow_at(tx, caller, Verb::NameSteward, node)?;
    ground::actor(tx, caller)?;
    end_office(tx, person, node)
}

/// Ends an office, by whichever door: given back, taken, left with the place, or erased with the person. No node is left without a steward
/// who can act; one who cannot act any more is no last one.
///
/// # Errors
/// [`Problem::LastSteward`].
pub(in crate::actions) fn end_office(tx: &mut Tx<'_>, person: PersonId, node: NodeId) -> Result<(), Error> {
    if !people::stewardships(tx, person)?.contains(&node) {
        return Ok(());
    }
    if people::acting_stewards(tx, node)? == [person] {
        return Err(Error::whole(Problem::LastSteward));
    }
    let until = ground::today(tx, node)?;
    tx.record(StewardEnded { person, node, until })?;
    // What she let programs do was meant for this office.
    tokens::end_all(tx, person)?;
    super::super::people::stop_of_vouched(tx, person, node)
}

/// Ends the offices that rest on belonging to a node, before she leaves it: of the node itself, and of those under it that no other place of
/// hers stands above. Who then belongs nowhere keeps none.
///
/// # Errors
/// [`Problem::LastSteward`].
pub(in crate::actions) fn end_offices_resting_on(tx: &mut Tx<'_>, person: PersonId, node: NodeId) -> Result<(), Error> {
    let others: Vec<NodeId> = people::belongs(tx, person)?.into_iter().map(|row| row.node).filter(|home| *home != node).collect();
    for office in people::stewardships(tx, person)? {
        let place = ground::place(tx, office)?;
        let carries = |home: &NodeId| *home == office || place.above.contains(home);
        if office == node || others.is_empty() || (carries(&node) && !others.iter().any(carries)) {
            end_office(tx, person, office)?;
        }
    }
    Ok(())
}
