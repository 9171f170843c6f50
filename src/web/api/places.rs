//! Places: the nodes of the network. Everybody may know them.

use actix_web::HttpResponse;
use serde::Serialize;

use super::call::Piece;
use super::operation::{Answer, Operation};
use super::shape::{CURSOR, Kind, LIMIT, Shape, choices, needed, optional, text};
use super::{Call, Fault};
use crate::actions;
use crate::domain::id::NodeId;
use crate::domain::words::{Access, Family, Level};
use crate::store::Conn;
use crate::store::queries::{listing, nodes};
use crate::store::rows::NodeRow;
use crate::web::Error;

/// A place on the wire.
pub const PLACE: Shape = Shape {
    name: "Place",
    fields: &[
        needed("id", Kind::Id),
        needed("level", Kind::Choice(choices::LEVELS)),
        needed("called", Kind::Said),
        needed("name", Kind::Said),
        optional("key", Kind::Said),
        optional("shift", Kind::Said),
        optional("parent", Kind::Id),
    ],
};
const NEW: Shape = Shape {
    name: "NewPlace",
    fields: &[
        needed("parent", Kind::Id),
        needed("level", Kind::Choice(choices::LEVELS)),
        needed("name", Kind::PlaceName(120)),
        optional("key", text(20)),
    ],
};
const NAME: Shape = Shape { name: "PlaceName", fields: &[needed("name", Kind::PlaceName(120))] };

/// Lists places.
pub static LIST: Operation = Operation {
    name: "listPlaces",
    method: "get",
    path: "/places",
    family: Family::Places,
    access: Access::Read,
    query: &[optional("parent", Kind::Id), optional("level", Kind::Choice(choices::LEVELS)), CURSOR, LIMIT],
    body: None,
    answer: Answer::List(&PLACE),
};
/// One place.
pub static ONE: Operation = Operation {
    name: "getPlace",
    method: "get",
    path: "/places/{id}",
    family: Family::Places,
    access: Access::Read,
    query: &[],
    body: None,
    answer: Answer::One(&PLACE),
};
/// Founds a place under another.
pub static FOUND: Operation = Operation {
    name: "foundPlace",
    method: "post",
    path: "/places",
    family: Family::Places,
    access: Access::Write,
    query: &[],
    body: Some(&NEW),
    answer: Answer::Made(&PLACE, "/places"),
};
/// Gives a place another name.
pub static RENAME: Operation = Operation {
    name: "renamePlace",
    method: "post",
    path: "/places/{id}/name",
    family: Family::Places,
    access: Access::Write,
    query: &[],
    body: Some(&NAME),
    answer: Answer::One(&PLACE),
};

#[derive(Serialize)]
struct Place {
    id: NodeId,
    level: &'static str,
    /// What that level is called there: its own word, or another of the tree's preset.
    called: &'static str,
    name: String,
    key: Option<String>,
    shift: Option<String>,
    parent: Option<NodeId>,
}

fn view(conn: &mut Conn, row: NodeRow) -> Result<Place, Fault> {
    let parent = nodes::ancestors(conn, row.id)?.first().copied();
    let called = nodes::preset(conn, row.id)?.call(row.level);
    Ok(Place { id: row.id, level: row.level.word(), called, name: row.name, key: row.cct, shift: row.shift, parent })
}

fn one_of(conn: &mut Conn, id: NodeId) -> Result<Place, Fault> {
    let row = nodes::by_id(conn, id)?.ok_or(Error::NotFound)?;
    view(conn, row)
}

/// Lists places.
pub async fn list(call: Call) -> HttpResponse {
    call.read(&LIST, |conn, _, asked| {
        let (parent, level) = (asked.query.read("parent"), asked.query.read::<Level>("level"));
        let rows = listing::nodes(conn, parent, level, asked.after(), asked.beyond())?;
        Piece::of(asked, rows, |row| row.id, |row| view(conn, row))
    })
    .await
}

/// One place.
pub async fn one(call: Call) -> HttpResponse {
    call.read(&ONE, |conn, _, asked| one_of(conn, asked.id("id")?)).await
}

/// Founds a place.
pub async fn found(call: Call) -> HttpResponse {
    call.write(&FOUND, |tx, here, asked| {
        let (parent, level) = (asked.body.read("parent").ok_or(Error::NotFound)?, asked.body.read("level").ok_or(Error::Malformed)?);
        let node = asked.new_id(here.person()?);
        let known = nodes::by_id(tx, node)?.is_some();
        let input = actions::places::Found { node, parent, level, name: asked.body.text("name"), cct: asked.body.text("key") };
        let id = actions::places::found(tx, &here.caller, &input).map_err(named)?;
        let place = one_of(tx, id)?;
        if known && (place.parent != Some(parent) || place.level != level.word()) { Err(Fault::Conflict) } else { Ok(place) }
    })
    .await
}

/// The page calls a school's key by its Mexican name.
fn named(error: actions::Error) -> Fault {
    let mut fault = Fault::from(error);
    if let Fault::Invalid(troubles) = &mut fault {
        troubles.iter_mut().filter(|trouble| trouble.field == "cct").for_each(|trouble| "key".clone_into(&mut trouble.field));
    }
    fault
}

/// Gives a place another name.
pub async fn rename(call: Call) -> HttpResponse {
    call.write(&RENAME, |tx, here, asked| {
        let id: NodeId = asked.id("id")?;
        let name = asked.body.text("name");
        // Named so already, there is nothing to write down.
        let same = nodes::by_id(tx, id)?.is_some_and(|row| row.name == name.trim());
        if same {
            crate::actions::ground::allow_at(tx, &here.caller, crate::domain::policy::Verb::NameSteward, id)?;
        } else {
            actions::places::rename(tx, &here.caller, id, &name)?;
        }
        one_of(tx, id)
    })
    .await
}
