//! People, to whom may know them: those of the same school and its stewards.

use actix_web::HttpResponse;
use serde::Serialize;

use super::call::Piece;
use super::operation::{Answer, Operation};
use super::shape::{CURSOR, Kind, LIMIT, Shape, choices, needed, optional, text, words};
use super::{Call, Fault};
use crate::actions::{self, ground, names};
use crate::domain::id::{NodeId, PersonId};
use crate::domain::policy::{Verb, may};
use crate::domain::words::{Access, Family, Seen};
use crate::store::Conn;
use crate::store::queries::{listing, people};
use crate::web::{Error, Here};

const BELONGS: Shape =
    Shape { name: "Belonging", fields: &[needed("place", Kind::Id), needed("position", Kind::Choice(choices::POSITIONS))] };
/// A person on the wire.
pub const PERSON: Shape = Shape {
    name: "Person",
    fields: &[
        needed("id", Kind::Id),
        optional("name", Kind::Said),
        optional("grade", Kind::Whole(1, 12)),
        optional("group", Kind::Said),
        optional("minor", Kind::Flag),
        needed("places", Kind::List(&Kind::Of(&BELONGS), usize::MAX)),
    ],
};
const NEW: Shape = Shape {
    name: "NewPerson",
    fields: &[
        needed("place", Kind::Id),
        needed("name", words(80)),
        needed("position", Kind::Choice(choices::POSITIONS)),
        needed("minor", Kind::Flag),
        optional("grade", Kind::Whole(1, 12)),
        optional("group", text(12)),
        optional("voucher", Kind::Id),
    ],
};

/// Lists the people of a place.
pub static LIST: Operation = Operation {
    name: "listPeople",
    method: "get",
    path: "/people",
    family: Family::People,
    access: Access::Read,
    query: &[optional("place", Kind::Id), CURSOR, LIMIT],
    body: None,
    answer: Answer::List(&PERSON),
};
/// One person.
pub static ONE: Operation = Operation {
    name: "getPerson",
    method: "get",
    path: "/people/{id}",
    family: Family::People,
    access: Access::Read,
    query: &[],
    body: None,
    answer: Answer::One(&PERSON),
};
/// Adds somebody to a place.
pub static ADD: Operation = Operation {
    name: "addPerson",
    method: "post",
    path: "/people",
    family: Family::People,
    access: Access::Write,
    query: &[],
    body: Some(&NEW),
    answer: Answer::Made(&PERSON, "/people"),
};

#[derive(Serialize)]
struct Person {
    id: PersonId,
    /// Nothing for a steward above who let in somebody whom she does not see.
    name: Option<String>,
    grade: Option<i32>,
    group: Option<String>,
    /// Told to who may set it.
    minor: Option<bool>,
    places: Vec<Belongs>,
}

#[derive(Serialize)]
struct Belongs {
    place: NodeId,
    position: &'static str,
}

/// A person as the caller may know her; whether she may know her at all was asked before.
fn view(conn: &mut Conn, here: &Here, id: PersonId) -> Result<Person, Fault> {
    let row = people::by_id(conn, id)?.ok_or(Error::NotFound)?;
    let relations = ground::to_person(conn, &here.caller, id)?;
    let name = names::visible(conn, &here.caller, &[id])?.remove(&id);
    let card = people::name(conn, id)?.filter(|_| name.is_some());
    let places = people::belongs(conn, id)?.into_iter().map(|row| Belongs { place: row.node, position: row.position.word() }).collect();
    Ok(Person {
        id,
        name,
        grade: card.as_ref().and_then(|card| card.grade),
        group: card.and_then(|card| card.class),
        minor: may(Verb::EditPerson, relations).then_some(row.minor),
        places,
    })
}

/// The place that was asked for, or where the key's owner is at home.
pub(super) fn place(here: &Here, asked: &super::Asked) -> Result<NodeId, Fault> {
    let home = || here.home.map(|(node, _)| node);
    Ok(asked.query.read("place").or_else(home).ok_or(Error::NotFound)?)
}

/// Lists the people of a place.
pub async fn list(call: Call) -> HttpResponse {
    call.read(&LIST, |conn, here, asked| {
        let place = place(here, asked)?;
        ground::allow_at(conn, &here.caller, Verb::ReadNames, place)?;
        let rows = listing::members(conn, place, asked.after(), asked.beyond())?;
        Piece::of(asked, rows, |id| *id, |id| view(conn, here, id))
    })
    .await
}

/// One person.
pub async fn one(call: Call) -> HttpResponse {
    call.read(&ONE, |conn, here, asked| {
        let asked: PersonId = asked.id("id")?;
        // Who had been entered twice is found under either id.
        let id = people::goes_on_in(conn, asked)?.unwrap_or(asked);
        let relations = ground::to_person(conn, &here.caller, id)?;
        ground::allow(Verb::ReadPerson, relations)?;
        here.opens(id, Seen::Page, id);
        view(conn, here, id)
    })
    .await
}

/// Adds somebody to a place.
pub async fn add(call: Call) -> HttpResponse {
    call.write(&ADD, |tx, here, asked| {
        let node = asked.body.read("place").ok_or(Error::NotFound)?;
        let person = asked.new_id(here.person()?);
        let input = actions::people::Person {
            person,
            node,
            name: asked.body.text("name"),
            position: asked.body.read("position").ok_or(Error::Malformed)?,
            minor: asked.body.flag("minor"),
            grade: asked.body.number("grade"),
            group: asked.body.text("group"),
            voucher: asked.body.read("voucher"),
        };
        let known = people::by_id(tx, person)?;
        let id = actions::people::add(tx, &here.caller, &input)?;
        // Under this key something else was sent before. Who had been entered twice goes on under another id.
        if id != person && people::goes_on_in(tx, person)? != Some(id) {
            return Err(Fault::Conflict);
        }
        // Somebody of another place is not hers to know by this.
        if !people::belongs_to(tx, id, node)? {
            return Err(Error::NotFound.into());
        }
        if known.is_some_and(|known| known.id == id && known.minor != input.minor) {
            return Err(Fault::Conflict);
        }
        view(tx, here, id)
    })
    .await
}
