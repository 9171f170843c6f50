//! Whose names a reader may see. Outside the own school nobody is named; who was erased has no name for anybody.

use std::collections::{HashMap, HashSet};

use super::Error;
use crate::domain::id::{NodeId, PersonId};
use crate::domain::policy::{Caller, Verb, may};
use crate::store::Conn;
use crate::store::queries::{nodes, people};

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
