//! Who begins at a place that nobody there administers yet: what its page shows to the steward above who let it in. She adds the first adults, names
//! who looks after the place and hands out invitations; whatever she leaves half done stands here until it is done. She sees the names of those
//! adults alone, and only while she may let them in: once somebody of the place can act, it is theirs.

use serde::Serialize;

use crate::actions::accounts::invitations::may_invite;
use crate::actions::ground;
use crate::domain::id::PersonId;
use crate::domain::policy::{Place, Verb, may};
use crate::domain::words::Position;
use crate::store::queries::people;
use crate::store::{Conn, accounts};
use crate::web::here::stamp;
use crate::web::locale::capital;
use crate::web::{Error, Here};

/// What the template shows.
#[derive(Serialize)]
pub struct Beginners {
    /// Whether somebody may be added from here.
    adds: bool,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    id: String,
    name: String,
    stamp: &'static str,
    position: String,
    /// Whether she looks after the place; if not, whether she may be named for it.
    steward: bool,
    named: bool,
    /// Whether she may be invited to choose her password; she has none yet, unless `key`.
    invite: bool,
    key: bool,
}

/// Who begins there, for who stands above it and lets them in; for anybody else nothing.
///
/// # Errors
/// The database cannot be read.
pub fn of(conn: &mut Conn, here: &Here, place: &Place) -> Result<Option<Beginners>, Error> {
    let relations = here.caller.to_place(place);
    if may(Verb::ReadNames, relations) || !may(Verb::NameSteward, relations) {
        return Ok(None);
    }
    let adds = may(Verb::AddAdult, ground::to_door(conn, &here.caller, place, None)?);
    let stewards: Vec<PersonId> = people::stewards_of(conn, place.node)?.into_iter().map(|row| row.person).collect();
    let members = people::members(conn, place.node)?;
    let keys = accounts::with_key(conn, &members.iter().map(|row| row.id).collect::<Vec<_>>())?;
    let office = |position: Position| !matches!(position, Position::Student | Position::Family);
    let mut rows = Vec::new();
    for member in members {
        let steward = stewards.contains(&member.id);
        let key = keys.contains(&member.id);
        // Where somebody looks after the place, the others are theirs to let in; and who looks after it and has come in needs nothing from above.
        if member.minor || !office(member.position) || !(if steward { !key } else { adds }) || !may_invite(conn, &here.caller, member.id)? {
            continue;
        }
        let position = capital(&here.word("position", member.position.word()));
        let named = !steward && stewards.is_empty();
        rows.push(Row {
            id: member.id.to_string(),
            name: member.name,
            stamp: stamp(member.id),
            position,
            steward,
            named,
            invite: !key,
            key,
        });
    }
    Ok(Some(Beginners { adds, rows }).filter(|first| first.adds || !first.rows.is_empty()))
}
