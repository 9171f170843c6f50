//! Whose names a reader may see. Outside the own school nobody is named; who was erased has no name for anybody.

use std::collections::{HashMap, HashSet};

use super::{Error, ground};
use crate::domain::id::{NodeId, PersonId};
use crate::domain::moment::Day;
use crate::domain::policy::{Caller, Verb, may};
use crate::domain::words::TutorialState;
use crate::store::Conn;
use crate::store::queries::{nodes, people, tutorials};
use crate::store::rows::TutorialRow;

/// The names, among these people, that the caller may know because of what they do together: those that she may see; adults'; and a minor's of
/// another school once they have met, on the day of a visit and not before. A minor has said yes first: to be asked is no reason for being known.
///
/// # Errors
/// The database cannot be read.
pub fn known(conn: &mut Conn, caller: &Caller, ids: &[PersonId], today: Day) -> Result<HashMap<PersonId, String>, Error> {
    let mut named = visible(conn, caller, ids)?;
    let mut others: Vec<PersonId> = ids.iter().filter(|id| !named.contains_key(id)).copied().collect();
    others.sort_unstable();
    others.dedup();
    if others.is_empty() {
        return Ok(named);
    }
    let mut met = HashSet::new();
    if let Some(me) = caller.id() {
        let any = TutorialState::ALL;
        let together = tutorials::of_learner(conn, me, any)?.into_iter().chain(tutorials::of_tutor(conn, me, any)?);
        let agreed = |row: &TutorialRow| row.agreed.is_some() || if caller.is(row.learner) { row.tutor_agreed } else { row.learner_agreed };
        for row in together.filter(agreed) {
            if ground::met_by(conn, &row, today).is_ok_and(|met| met.is_ok()) {
                met.extend([row.learner, row.tutor]);
            }
        }
    }
    let mut told = Vec::new();
    for id in others {
        if met.contains(&id) || people::by_id(conn, id)?.is_some_and(|row| !row.minor) {
            told.push(id);
        }
    }
    named.extend(people::names(conn, &told)?);
    Ok(named)
}

/// The names of a circle on pages that look back: of those whom the caller may see, and of adults. A child of another school whom she once met
/// is somebody there; by name she knows her on the page of what they do together, and nowhere else.
///
/// # Errors
/// The database cannot be read.
pub fn lasting(conn: &mut Conn, caller: &Caller, circle: &[PersonId]) -> Result<HashMap<PersonId, String>, Error> {
    let mut named = visible(conn, caller, circle)?;
    let others: Vec<PersonId> = circle.iter().filter(|person| !named.contains_key(person)).copied().collect();
    let adults = people::adults_of(conn, &others)?;
    named.extend(people::names(conn, &adults)?);
    Ok(named)
}

/// The names, among these people, that the caller may see: her own, and those of who belongs where she may read names.
///
/// # Errors
/// The database cannot be read.
pub fn visible(conn: &mut Conn, caller: &Caller, ids: &[PersonId]) -> Result<HashMap<PersonId, String>, Error> {
    let homes = people::homes(conn, ids)?;
    let places: HashSet<NodeId> = homes.iter().map(|(_, node)| *node).collect();
    let mut readable = HashSet::with_capacity(places.len());
    for node in places {
        if let Some(place) = nodes::place(conn, node)?
            && may(Verb::ReadNames, caller.to_place(&place))
        {
            readable.insert(node);
        }
    }
    let mut seen: Vec<PersonId> = homes.into_iter().filter(|(_, node)| readable.contains(node)).map(|(person, _)| person).collect();
    seen.extend(caller.id().filter(|own| ids.contains(own)));
    Ok(people::names(conn, &seen)?)
}
