//! Masteries: who masters what, to whom may know her.

use actix_web::HttpResponse;
use serde::Serialize;

use super::call::Piece;
use super::operation::{Answer, Operation};
use super::shape::{CURSOR, Kind, LIMIT, Shape, choices, needed, optional, words};
use super::{Call, Fault};
use crate::actions::{self, ground, names};
use crate::domain::id::{MasteryId, NodeId, PersonId, TopicId};
use crate::domain::policy::Verb;
use crate::domain::words::{Access, Family, Seen};
use crate::store::Conn;
use crate::store::queries::{listing, masteries};
use crate::store::rows::MasteryRow;
use crate::web::{Error, Here};

/// A mastery on the wire.
pub const MASTERY: Shape = Shape {
    name: "Mastery",
    fields: &[
        needed("id", Kind::Id),
        needed("person", Kind::Id),
        needed("topic", Kind::Id),
        needed("place", Kind::Id),
        needed("via", Kind::Choice(choices::VIAS)),
        needed("day", Kind::Day),
        needed("generation", Kind::Whole(1, i32::MAX as i64)),
        optional("parent", Kind::Id),
        optional("voucher", Kind::Id),
        optional("reason", words(500)),
        optional("withdrawn", Kind::Day),
    ],
};
const NEW: Shape = Shape {
    name: "NewMastery",
    fields: &[needed("person", Kind::Id), needed("topic", Kind::Id), optional("day", Kind::Day), needed("reason", words(500))],
};

/// Lists somebody's masteries.
pub static LIST: Operation = Operation {
    name: "listMasteries",
    method: "get",
    path: "/masteries",
    family: Family::Masteries,
    access: Access::Read,
    query: &[optional("person", Kind::Id), CURSOR, LIMIT],
    body: None,
    answer: Answer::List(&MASTERY),
};
/// One mastery.
pub static ONE: Operation = Operation {
    name: "getMastery",
    method: "get",
    path: "/masteries/{id}",
    family: Family::Masteries,
    access: Access::Read,
    query: &[],
    body: None,
    answer: Answer::One(&MASTERY),
};
/// Vouches that somebody masters a topic.
pub static VOUCH: Operation = Operation {
    name: "vouchForMastery",
    method: "post",
    path: "/masteries",
    family: Family::Masteries,
    access: Access::Write,
    query: &[],
    body: Some(&NEW),
    answer: Answer::Made(&MASTERY, "/masteries"),
};
/// Withdraws a mastery that was a mistake.
pub static WITHDRAW: Operation = Operation {
    name: "withdrawMastery",
    method: "post",
    path: "/masteries/{id}/withdrawal",
    family: Family::Masteries,
    access: Access::Write,
    query: &[],
    body: None,
    answer: Answer::One(&MASTERY),
};

/// Takes a withdrawal back.
pub static RESTORE: Operation = Operation {
    name: "restoreMastery",
    method: "post",
    path: "/masteries/{id}/restoration",
    family: Family::Masteries,
    access: Access::Write,
    query: &[],
    body: None,
    answer: Answer::One(&MASTERY),
};

#[derive(Serialize)]
struct Mastery {
    id: MasteryId,
    person: PersonId,
    topic: TopicId,
    place: NodeId,
    via: &'static str,
    day: String,
    generation: i32,
    /// From whose it came, where the caller may know her.
    parent: Option<MasteryId>,
    /// Who vouched for it, where the caller may know her, and how she knows.
    voucher: Option<PersonId>,
    reason: Option<String>,
    withdrawn: Option<String>,
}

fn view(conn: &mut Conn, here: &Here, row: MasteryRow) -> Result<Mastery, Fault> {
    let mut parent = None;
    if let Some(id) = row.parent
        && let Some(theirs) = masteries::by_id(conn, id)?
        && names::visible(conn, &here.caller, &[theirs.person])?.contains_key(&theirs.person)
    {
        parent = Some(id);
    }
    let mut voucher = row.voucher;
    if let Some(id) = voucher
        && !names::lasting(conn, &here.caller, &[id])?.contains_key(&id)
    {
        voucher = None;
    }
    Ok(Mastery {
        id: row.id,
        person: row.person,
        topic: row.topic,
        place: row.school,
        via: row.via.word(),
        day: row.day.to_string(),
        generation: row.generation,
        parent,
        voucher,
        reason: row.reason,
        withdrawn: row.withdrawn.map(|day| day.to_string()),
    })
}

fn known(conn: &mut Conn, here: &Here, person: PersonId) -> Result<(), Fault> {
    let relations = ground::to_person(conn, &here.caller, person)?;
    Ok(ground::allow(Verb::ReadPerson, relations)?)
}

/// Lists somebody's masteries.
pub async fn list(call: Call) -> HttpResponse {
    call.read(&LIST, |conn, here, asked| {
        let person = match asked.query.read("person") {
            Some(person) => person,
            None => here.person()?,
        };
        known(conn, here, person)?;
        here.opens(person, Seen::Page, person);
        let rows = listing::masteries(conn, person, asked.after(), asked.beyond())?;
        Piece::of(asked, rows, |row| row.id, |row| view(conn, here, row))
    })
    .await
}

/// One mastery.
pub async fn one(call: Call) -> HttpResponse {
    call.read(&ONE, |conn, here, asked| {
        let row = masteries::by_id(conn, asked.id("id")?)?.ok_or(Error::NotFound)?;
        known(conn, here, row.person)?;
        here.opens(row.person, Seen::Page, row.person);
        view(conn, here, row)
    })
    .await
}

/// Vouches that somebody masters a topic.
pub async fn vouch(call: Call) -> HttpResponse {
    call.write(&VOUCH, |tx, here, asked| {
        let body = &asked.body;
        let (person, topic) = (body.read("person").ok_or(Error::NotFound)?, body.read("topic").ok_or(Error::NotFound)?);
        let mastery = asked.new_id(here.person()?);
        let id = actions::masteries::vouch(tx, &here.caller, mastery, person, topic, body.read("day"), &body.text("reason"))?;
        let row = masteries::by_id(tx, id)?.ok_or(Error::NotFound)?;
        view(tx, here, row)
    })
    .await
}

/// Withdraws a mastery that was a mistake.
pub async fn withdraw(call: Call) -> HttpResponse {
    call.write(&WITHDRAW, |tx, here, asked| {
        let id: MasteryId = asked.id("id")?;
        actions::masteries::withdraw(tx, &here.caller, id)?;
        let row = masteries::by_id(tx, id)?.ok_or(Error::NotFound)?;
        view(tx, here, row)
    })
    .await
}

/// Takes a withdrawal back.
pub async fn restore(call: Call) -> HttpResponse {
    call.write(&RESTORE, |tx, here, asked| {
        let id: MasteryId = asked.id("id")?;
        actions::masteries::restore(tx, &here.caller, id)?;
        let row = masteries::by_id(tx, id)?.ok_or(Error::NotFound)?;
        view(tx, here, row)
    })
    .await
}
