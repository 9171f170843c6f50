//! Tutorials and their records: for the two and the teachers of the learner's school.

use std::collections::HashMap;

use actix_web::HttpResponse;
use serde::Serialize;

use super::call::Piece;
use super::operation::{Answer, Operation};
use super::shape::{CURSOR, Kind, LIMIT, REF, Shape, choices, needed, optional, text, words};
use super::{Call, Fault};
use crate::actions::{self, ground, names, tutorials as acts};
use crate::domain::id::{EntryId, NodeId, PersonId, TopicId, TutorialId};
use crate::domain::policy::{Verb, may};
use crate::domain::words::{Access, Family, Seen, TutorialState};
use crate::store::Conn;
use crate::store::queries::{listing, people, tutorials};
use crate::store::rows::{EntryRow, TutorialRow};
use crate::web::{Error, Here};

/// A tutorial on the wire.
pub const TUTORIAL: Shape = Shape {
    name: "Tutorial",
    fields: &[
        needed("id", Kind::Id),
        needed("topic", Kind::Id),
        needed("place", Kind::Id),
        optional("learner", REF),
        optional("tutor", REF),
        needed("state", Kind::Choice(choices::TUTORIALS)),
        needed("proposed", Kind::Day),
        optional("agreed", Kind::Day),
        optional("rehearsed", Kind::Day),
        optional("ended", Kind::Day),
        needed("learner_agreed", Kind::Flag),
        needed("tutor_agreed", Kind::Flag),
    ],
};
/// A page of a record on the wire.
pub const ENTRY: Shape = Shape {
    name: "Entry",
    fields: &[needed("id", Kind::Id), needed("day", Kind::Day), needed("text", Kind::Said), needed("corrected", Kind::Flag)],
};
const NEW: Shape = Shape {
    name: "NewTutorial",
    fields: &[needed("offer", Kind::Id), optional("learner", Kind::Id), optional("visit", Kind::Id), optional("aloud", Kind::Flag)],
};
const REHEARSED: Shape = Shape { name: "Rehearsal", fields: &[optional("day", Kind::Day)] };
const STOPPED: Shape = Shape { name: "Stop", fields: &[optional("reason", text(500)), optional("day", Kind::Day)] };
const NEW_ENTRY: Shape = Shape { name: "NewEntry", fields: &[needed("text", words(8000)), optional("day", Kind::Day)] };

macro_rules! change {
    ($($(#[$doc:meta])* $constant:ident = $name:literal at $path:literal taking $body:expr;)*) => {$(
        $(#[$doc])*
        pub static $constant: Operation = Operation {
            name: $name,
            method: "post",
            path: $path,
            family: Family::Tutorials,
            access: Access::Write,
            query: &[],
            body: $body,
            answer: Answer::One(&TUTORIAL),
        };
    )*};
}

/// Lists tutorials.
pub static LIST: Operation = Operation {
    name: "listTutorials",
    method: "get",
    path: "/tutorials",
    family: Family::Tutorials,
    access: Access::Read,
    query: &[optional("place", Kind::Id), optional("state", Kind::Choice(choices::TUTORIALS)), CURSOR, LIMIT],
    body: None,
    answer: Answer::List(&TUTORIAL),
};
/// One tutorial.
pub static ONE: Operation = Operation {
    name: "getTutorial",
    method: "get",
    path: "/tutorials/{id}",
    family: Family::Tutorials,
    access: Access::Read,
    query: &[],
    body: None,
    answer: Answer::One(&TUTORIAL),
};
/// Proposes a tutorial.
pub static PROPOSE: Operation = Operation {
    name: "proposeTutorial",
    method: "post",
    path: "/tutorials",
    family: Family::Tutorials,
    access: Access::Write,
    query: &[],
    body: Some(&NEW),
    answer: Answer::Made(&TUTORIAL, "/tutorials"),
};
change! {
    /// Says yes.
    AGREE = "agreeTutorial" at "/tutorials/{id}/agreement" taking None;
    /// Says no, or takes the proposal back.
    REFUSE = "refuseTutorial" at "/tutorials/{id}/refusal" taking None;
    /// They rehearsed.
    REHEARSE = "rehearseTutorial" at "/tutorials/{id}/rehearsal" taking Some(&REHEARSED);
    /// Stops it, without blame.
    STOP = "stopTutorial" at "/tutorials/{id}/stop" taking Some(&STOPPED);
}
/// Lists the pages of a record.
pub static ENTRIES: Operation = Operation {
    name: "listEntries",
    method: "get",
    path: "/tutorials/{id}/entries",
    family: Family::Tutorials,
    access: Access::Read,
    query: &[CURSOR, LIMIT],
    body: None,
    answer: Answer::List(&ENTRY),
};
/// Writes a page of a record.
pub static WRITE: Operation = Operation {
    name: "writeEntry",
    method: "post",
    path: "/tutorials/{id}/entries",
    family: Family::Tutorials,
    access: Access::Write,
    query: &[],
    body: Some(&NEW_ENTRY),
    answer: Answer::Made(&ENTRY, "/entries"),
};

/// One page of a record.
pub static ONE_ENTRY: Operation = Operation {
    name: "getEntry",
    method: "get",
    path: "/entries/{id}",
    family: Family::Tutorials,
    access: Access::Read,
    query: &[],
    body: None,
    answer: Answer::One(&ENTRY),
};

/// Somebody whom the caller may know.
#[derive(Serialize)]
pub struct Ref {
    id: PersonId,
    name: String,
}

impl Ref {
    /// Somebody by her name; nothing of whom was erased.
    pub fn of(conn: &mut Conn, id: PersonId) -> Result<Option<Ref>, Fault> {
        Ok(people::name(conn, id)?.map(|row| Ref { id, name: row.name }))
    }
}

#[derive(Serialize)]
struct Tutorial {
    id: TutorialId,
    topic: TopicId,
    place: NodeId,
    learner: Option<Ref>,
    tutor: Option<Ref>,
    state: &'static str,
    proposed: String,
    agreed: Option<String>,
    rehearsed: Option<String>,
    ended: Option<String>,
    learner_agreed: bool,
    tutor_agreed: bool,
}

#[derive(Serialize)]
struct Entry {
    id: EntryId,
    day: String,
    text: String,
    corrected: bool,
}

/// A tutorial for its circle: of the two it names whom the reader may know, as its page does.
fn view(conn: &mut Conn, here: &Here, row: &TutorialRow) -> Result<Tutorial, Fault> {
    let known = names::known(conn, &here.caller, &[row.learner, row.tutor], here.today)?;
    Ok(told(&known, row))
}

fn told(known: &HashMap<PersonId, String>, row: &TutorialRow) -> Tutorial {
    let one = |id: PersonId| known.get(&id).map(|name| Ref { id, name: name.clone() });
    let day = |day: Option<crate::domain::moment::Day>| day.map(|day| day.to_string());
    Tutorial {
        id: row.id,
        topic: row.topic,
        place: row.school,
        learner: one(row.learner),
        tutor: one(row.tutor),
        state: row.state.word(),
        proposed: row.proposed.to_string(),
        agreed: day(row.agreed),
        rehearsed: day(row.rehearsed),
        ended: day(row.ended),
        learner_agreed: row.learner_agreed,
        tutor_agreed: row.tutor_agreed,
    }
}

fn read(conn: &mut Conn, here: &Here, id: TutorialId) -> Result<Tutorial, Fault> {
    let (row, _) = acts::read(conn, &here.caller, id)?;
    view(conn, here, &row)
}

fn entry(row: EntryRow) -> Entry {
    Entry { id: row.id, day: row.day.to_string(), text: row.text, corrected: row.corrected.is_some() }
}

/// Lists one's own tutorials, or those of a school where one teaches.
pub async fn list(call: Call) -> HttpResponse {
    call.read(&LIST, |conn, here, asked| {
        let state = asked.query.read::<TutorialState>("state");
        let rows = match asked.query.read::<NodeId>("place") {
            Some(place) => {
                ground::allow_at(conn, &here.caller, Verb::ReadTutorial, place)?;
                listing::tutorials_at(conn, place, state, asked.after(), asked.beyond())?
            }
            None => {
                let person = here.person()?;
                let apart = people::kept_from(conn, person)?;
                listing::tutorials_of(conn, person, &apart, state, asked.after(), asked.beyond())?
            }
        };
        let two: Vec<PersonId> = rows.iter().flat_map(|row| [row.learner, row.tutor]).collect();
        let known = names::known(conn, &here.caller, &two, here.today)?;
        Piece::of(asked, rows, |row| row.id, |row| Ok(told(&known, &row)))
    })
    .await
}

/// One tutorial.
pub async fn one(call: Call) -> HttpResponse {
    call.read(&ONE, |conn, here, asked| {
        let (row, _) = acts::read(conn, &here.caller, asked.id("id")?)?;
        here.opens(row.learner, Seen::Record, row.id);
        view(conn, here, &row)
    })
    .await
}

/// Proposes a tutorial.
pub async fn propose(call: Call) -> HttpResponse {
    call.write(&PROPOSE, |tx, here, asked| {
        let me = here.person()?;
        let (tutorial, body) = (asked.new_id(me), &asked.body);
        let (offer, learner) = (body.read("offer").ok_or(Error::NotFound)?, body.read("learner").unwrap_or(me));
        let (visit, aloud) = (body.read("visit"), body.flag("aloud"));
        let id = acts::propose(tx, &here.caller, &acts::Propose { tutorial, learner, offer, visit, aloud })?;
        let (row, _) = acts::read(tx, &here.caller, id)?;
        // The same pair and topic is the same tutorial; anything else under this key is something else.
        let topic = crate::store::queries::masteries::offer(tx, offer)?.map(|offer| (offer.person, offer.topic));
        if row.learner != learner || topic != Some((row.tutor, row.topic)) {
            return Err(Fault::Conflict);
        }
        view(tx, here, &row)
    })
    .await
}

/// Says yes.
pub async fn agree(call: Call) -> HttpResponse {
    call.write(&AGREE, |tx, here, asked| {
        let id = asked.id("id")?;
        acts::agree(tx, &here.caller, id)?;
        read(tx, here, id)
    })
    .await
}

/// Says no.
pub async fn refuse(call: Call) -> HttpResponse {
    call.write(&REFUSE, |tx, here, asked| {
        let id = asked.id("id")?;
        acts::decline(tx, &here.caller, id)?;
        // Whoever wrote the no down is told once; read again, it is the two's alone.
        let row = tutorials::by_id(tx, id)?.ok_or(Error::NotFound)?;
        view(tx, here, &row)
    })
    .await
}

/// They rehearsed.
pub async fn rehearse(call: Call) -> HttpResponse {
    call.write(&REHEARSE, |tx, here, asked| {
        let id = asked.id("id")?;
        acts::rehearse(tx, &here.caller, id, asked.body.read("day"))?;
        read(tx, here, id)
    })
    .await
}

/// Stops it.
pub async fn stop(call: Call) -> HttpResponse {
    call.write(&STOP, |tx, here, asked| {
        let id = asked.id("id")?;
        acts::stop(tx, &here.caller, id, asked.body.read("day"), &asked.body.text("reason"))?;
        read(tx, here, id)
    })
    .await
}

/// Lists the pages of a record.
pub async fn entries(call: Call) -> HttpResponse {
    call.read(&ENTRIES, |conn, here, asked| {
        let (row, _) = acts::read(conn, &here.caller, asked.id("id")?)?;
        here.opens(row.learner, Seen::Record, row.id);
        let rows = listing::entries(conn, row.id, asked.after(), asked.beyond())?;
        Piece::of(asked, rows, |row| row.id, |row| Ok(entry(row)))
    })
    .await
}

/// One page of a record.
pub async fn one_entry(call: Call) -> HttpResponse {
    call.read(&ONE_ENTRY, |conn, here, asked| {
        let row = tutorials::entry(conn, asked.id("id")?)?.ok_or(Error::NotFound)?;
        acts::read(conn, &here.caller, row.tutorial)?;
        here.opens(row.learner, Seen::Record, row.tutorial);
        Ok(entry(row))
    })
    .await
}

/// Writes a page of a record.
pub async fn write(call: Call) -> HttpResponse {
    call.write(&WRITE, |tx, here, asked| {
        let (tutorial, id) = (asked.id::<TutorialId>("id")?, asked.new_id(here.person()?));
        let text = asked.body.text("text");
        let (row, relations) = acts::read(tx, &here.caller, tutorial)?;
        // On a page, what is written anew is another page of the record; a program that means another one says so by another key.
        if let Some(there) = tutorials::entry(tx, id)?
            && may(Verb::WriteEntry, relations)
            && (there.tutorial != row.id || there.text != text.replace("\r\n", "\n").trim())
        {
            return Err(Fault::Conflict);
        }
        let input = actions::tutorials::Write { entry: id, tutorial, day: asked.body.read("day"), text };
        let id = acts::write_entry(tx, &here.caller, &input)?;
        Ok(entry(tutorials::entry(tx, id)?.ok_or(Error::NotFound)?))
    })
    .await
}
