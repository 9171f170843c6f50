//! Why somebody wishes a topic: told to herself and to her teachers, and to the tutor once she has accepted (DOMAIN.md §3.11). Everybody else
//! finds the wish unsigned and without it.

use std::collections::HashMap;

use super::{Error, ground};
use crate::domain::id::{NodeId, PersonId, TopicId};
use crate::domain::policy::{Caller, Verb, may};
use crate::store::Conn;
use crate::store::queries::interests;

/// The whys of a place's open wishes, by whose and about what; none for who may not read them there.
///
/// # Errors
/// There is no such place, or the database cannot be read.
pub fn at(conn: &mut Conn, caller: &Caller, node: NodeId) -> Result<HashMap<(PersonId, TopicId), String>, Error> {
    let place = ground::place(conn, node)?;
    if !may(Verb::ReadWhy, caller.to_place(&place)) {
        return Ok(HashMap::new());
    }
    let wishes = interests::in_school(conn, node)?.into_iter();
    let told = wishes.filter_map(|wish| Some(((wish.learner, wish.topic), wish.why.filter(|why| !why.is_empty())?)));
    Ok(told.collect())
}
