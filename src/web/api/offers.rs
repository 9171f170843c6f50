//! Offers: a school's catalog, offer by offer. They name people, so they are told where names may be read.

use actix_web::HttpResponse;
use serde::Serialize;

use super::call::Piece;
use super::operation::{Answer, Operation};
use super::people::place;
use super::shape::{CURSOR, Kind, LIMIT, Shape, choices, needed, optional};
use super::{Call, Fault};
use crate::actions::{self, ground};
use crate::domain::id::{MasteryId, NodeId, OfferId, PersonId, TopicId};
use crate::domain::policy::Verb;
use crate::domain::rules::CAPACITY;
use crate::domain::words::{Access, Family};
use crate::store::Conn;
use crate::store::queries::{listing, masteries};
use crate::store::rows::OfferRow;
use crate::web::{Error, Here};

const PLACES: Kind = Kind::Whole(*CAPACITY.start(), *CAPACITY.end());

/// An offer on the wire.
pub const OFFER: Shape = Shape {
    name: "Offer",
    fields: &[
        needed("id", Kind::Id),
        needed("topic", Kind::Id),
        needed("person", Kind::Id),
        needed("mastery", Kind::Id),
        needed("place", Kind::Id),
        needed("capacity", Kind::Whole(0, i32::MAX as i64)),
        needed("free", Kind::Whole(0, i32::MAX as i64)),
        needed("state", Kind::Choice(choices::OFFERS)),
        needed("opened", Kind::Day),
    ],
};
const NEW: Shape = Shape { name: "NewOffer", fields: &[needed("mastery", Kind::Id), needed("capacity", PLACES)] };
const CHANGED: Shape = Shape { name: "OfferChange", fields: &[needed("capacity", PLACES), needed("state", Kind::Choice(choices::OFFERS))] };

/// Lists a school's offers.
pub static LIST: Operation = Operation {
    name: "listOffers",
    method: "get",
    path: "/offers",
    family: Family::Offers,
    access: Access::Read,
    query: &[optional("place", Kind::Id), CURSOR, LIMIT],
    body: None,
    answer: Answer::List(&OFFER),
};
/// One offer.
pub static ONE: Operation = Operation {
    name: "getOffer",
    method: "get",
    path: "/offers/{id}",
    family: Family::Offers,
    access: Access::Read,
    query: &[],
    body: None,
    answer: Answer::One(&OFFER),
};
/// Puts a mastery into its owner's catalog.
pub static OPEN: Operation = Operation {
    name: "openOffer",
    method: "post",
    path: "/offers",
    family: Family::Offers,
    access: Access::Write,
    query: &[],
    body: Some(&NEW),
    answer: Answer::Made(&OFFER, "/offers"),
};
/// Changes an offer: places, pause, out of the catalog.
pub static CHANGE: Operation = Operation {
    name: "changeOffer",
    method: "post",
    path: "/offers/{id}",
    family: Family::Offers,
    access: Access::Write,
    query: &[],
    body: Some(&CHANGED),
    answer: Answer::One(&OFFER),
};

#[derive(Serialize)]
struct Offer {
    id: OfferId,
    topic: TopicId,
    person: PersonId,
    mastery: MasteryId,
    place: NodeId,
    capacity: i32,
    free: i64,
    state: &'static str,
    opened: String,
}

fn view(conn: &mut Conn, row: &OfferRow) -> Result<Offer, Fault> {
    Ok(Offer {
        id: row.id,
        topic: row.topic,
        person: row.person,
        mastery: row.mastery,
        place: row.school,
        capacity: row.capacity,
        free: ground::free_places(conn, row)?.max(0),
        state: row.state.word(),
        opened: row.opened.to_string(),
    })
}

/// An offer for whoever may see the page of its owner's catalog.
fn read(conn: &mut Conn, here: &Here, id: OfferId) -> Result<Offer, Fault> {
    let row = masteries::offer(conn, id)?.ok_or(Error::NotFound)?;
    let relations = ground::to_person(conn, &here.caller, row.person)?;
    ground::allow(Verb::ReadPerson, relations)?;
    view(conn, &row)
}

/// Lists a school's offers.
pub async fn list(call: Call) -> HttpResponse {
    call.read(&LIST, |conn, here, asked| {
        let place = place(here, asked)?;
        ground::allow_at(conn, &here.caller, Verb::ReadNames, place)?;
        let rows = listing::offers(conn, place, asked.after(), asked.beyond())?;
        Piece::of(asked, rows, |row| row.id, |row| view(conn, &row))
    })
    .await
}

/// One offer.
pub async fn one(call: Call) -> HttpResponse {
    call.read(&ONE, |conn, here, asked| read(conn, here, asked.id("id")?)).await
}

/// Puts a mastery into its owner's catalog.
pub async fn open(call: Call) -> HttpResponse {
    call.write(&OPEN, |tx, here, asked| {
        let mastery = asked.body.read("mastery").ok_or(Error::NotFound)?;
        let places = asked.body.number("capacity").unwrap_or(1);
        let id = actions::masteries::offer(tx, &here.caller, asked.new_id(here.person()?), mastery, places)?;
        read(tx, here, id)
    })
    .await
}

/// Changes an offer.
pub async fn change(call: Call) -> HttpResponse {
    call.write(&CHANGE, |tx, here, asked| {
        let id: OfferId = asked.id("id")?;
        let state = asked.body.read("state").ok_or(Error::Malformed)?;
        actions::masteries::change_offer(tx, &here.caller, id, asked.body.number("capacity").unwrap_or(1), state)?;
        read(tx, here, id)
    })
    .await
}
