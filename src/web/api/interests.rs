//! Wishes: a learner's own, or her teacher's to see. Nobody else is told whose a wish is.

use actix_web::HttpResponse;
use serde::Serialize;

use super::call::Piece;
use super::operation::{Answer, Operation};
use super::shape::{CURSOR, Kind, LIMIT, Shape, choices, needed, optional, text};
use super::{Call, Fault};
use crate::actions::{self, ground};
use crate::domain::id::{InterestId, PersonId, TopicId};
use crate::domain::policy::{Relations, Verb, may};
use crate::domain::words::{Access, Family, Seen};
use crate::store::Conn;
use crate::store::queries::{interests, listing};
use crate::store::rows::InterestRow;
use crate::web::{Error, Here};

/// A wish on the wire.
pub const INTEREST: Shape = Shape {
    name: "Interest",
    fields: &[
        needed("id", Kind::Id),
        needed("learner", Kind::Id),
        needed("topic", Kind::Id),
        needed("rank", Kind::Whole(0, i32::MAX as i64)),
        needed("stated", Kind::Day),
        needed("state", Kind::Choice(choices::INTERESTS)),
        optional("why", Kind::Said),
    ],
};
const NEW: Shape = Shape {
    name: "NewInterest",
    fields: &[needed("topic", Kind::Id), optional("learner", Kind::Id), optional("why", text(500)), optional("day", Kind::Day)],
};

/// Lists a learner's wishes.
pub static LIST: Operation = Operation {
    name: "listInterests",
    method: "get",
    path: "/interests",
    family: Family::Interests,
    access: Access::Read,
    query: &[optional("learner", Kind::Id), CURSOR, LIMIT],
    body: None,
    answer: Answer::List(&INTEREST),
};
/// One wish.
pub static ONE: Operation = Operation {
    name: "getInterest",
    method: "get",
    path: "/interests/{id}",
    family: Family::Interests,
    access: Access::Read,
    query: &[],
    body: None,
    answer: Answer::One(&INTEREST),
};
/// States a wish.
pub static STATE: Operation = Operation {
    name: "stateInterest",
    method: "post",
    path: "/interests",
    family: Family::Interests,
    access: Access::Write,
    query: &[],
    body: Some(&NEW),
    answer: Answer::Made(&INTEREST, "/interests"),
};
/// Takes a wish back.
pub static END: Operation = Operation {
    name: "endInterest",
    method: "post",
    path: "/interests/{id}/end",
    family: Family::Interests,
    access: Access::Write,
    query: &[],
    body: None,
    answer: Answer::One(&INTEREST),
};

#[derive(Serialize)]
struct Interest {
    id: InterestId,
    learner: PersonId,
    topic: TopicId,
    rank: i32,
    stated: String,
    state: &'static str,
    why: Option<String>,
}

fn view(here: &Here, row: InterestRow, relations: Relations) -> Interest {
    if row.why.is_some() && may(Verb::ReadWhy, relations) {
        here.opens(row.learner, Seen::Page, row.learner);
    }
    Interest {
        id: row.id,
        learner: row.learner,
        topic: row.topic,
        rank: row.rank,
        stated: row.stated.to_string(),
        state: row.state.word(),
        why: row.why.filter(|_| may(Verb::ReadWhy, relations)),
    }
}

fn read(conn: &mut Conn, here: &Here, id: InterestId) -> Result<Interest, Fault> {
    let row = interests::by_id(conn, id)?.ok_or(Error::NotFound)?;
    let relations = ground::to_person(conn, &here.caller, row.learner)?;
    ground::allow(Verb::StateInterest, relations)?;
    Ok(view(here, row, relations))
}

/// Lists a learner's wishes.
pub async fn list(call: Call) -> HttpResponse {
    call.read(&LIST, |conn, here, asked| {
        let learner = match asked.query.read("learner") {
            Some(learner) => learner,
            None => here.person()?,
        };
        let relations = ground::to_person(conn, &here.caller, learner)?;
        ground::allow(Verb::StateInterest, relations)?;
        let rows = listing::interests(conn, learner, asked.after(), asked.beyond())?;
        Piece::of(asked, rows, |row| row.id, |row| Ok(view(here, row, relations)))
    })
    .await
}

/// One wish.
pub async fn one(call: Call) -> HttpResponse {
    call.read(&ONE, |conn, here, asked| read(conn, here, asked.id("id")?)).await
}

/// States a wish.
pub async fn state(call: Call) -> HttpResponse {
    call.write(&STATE, |tx, here, asked| {
        let me = here.person()?;
        let (topic, learner) = (asked.body.read("topic").ok_or(Error::NotFound)?, asked.body.read("learner").unwrap_or(me));
        let id = asked.new_id(me);
        if interests::by_id(tx, id)?.is_some_and(|there| (there.learner, there.topic) != (learner, topic)) {
            return Err(Fault::Conflict);
        }
        let (day, why) = (asked.body.read("day"), asked.body.text("why"));
        let id = actions::masteries::state_interest(tx, &here.caller, id, learner, topic, day, &why)?;
        read(tx, here, id)
    })
    .await
}

/// Takes a wish back.
pub async fn end(call: Call) -> HttpResponse {
    call.write(&END, |tx, here, asked| {
        let id: InterestId = asked.id("id")?;
        actions::masteries::withdraw_interest(tx, &here.caller, id)?;
        read(tx, here, id)
    })
    .await
}
