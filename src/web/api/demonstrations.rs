//! Demonstrations. A plan is told to whom its page is told: the school and who is invited; what was held, to the school. Nobody is named to whom
//! may not know her.

use actix_web::HttpResponse;
use serde::Serialize;

use super::call::Piece;
use super::operation::{Answer, Operation};
use super::people::place;
use super::shape::{CURSOR, Kind, LIMIT, REF, Shape, choices, needed, optional, text};
use super::tutorials::Ref;
use super::{Call, Fault};
use crate::actions::demonstrations::{self as acts, MOST_NAMED};
use crate::actions::{ground, names};
use crate::domain::id::{DemonstrationId, NodeId, PersonId, TopicId, TutorialId};
use crate::domain::policy::{Verb, may};
use crate::domain::words::{Access, Audience, DemonstrationState, Family, Seen};
use crate::store::Conn;
use crate::store::queries::{demonstrations, listing};
use crate::store::rows::DemonstrationRow;
use crate::web::{Error, Here};

const CAME: Shape =
    Shape { name: "Audience", fields: &[needed("kind", Kind::Choice(choices::AUDIENCES)), needed("number", Kind::Whole(1, 2000))] };
const AUDIENCE: Kind = Kind::Of(&CAME);
const ID: Kind = Kind::Id;

/// A demonstration on the wire.
pub const DEMONSTRATION: Shape = Shape {
    name: "Demonstration",
    fields: &[
        needed("id", Kind::Id),
        needed("topic", Kind::Id),
        needed("place", Kind::Id),
        needed("path", Kind::Choice(choices::PATHS)),
        needed("state", Kind::Choice(choices::DEMONSTRATIONS)),
        needed("day", Kind::Day),
        optional("where", Kind::Said),
        optional("tutorial", Kind::Id),
        optional("learner", REF),
        optional("tutor", REF),
        needed("invited", Kind::List(&REF, usize::MAX)),
        needed("present", Kind::List(&REF, usize::MAX)),
        needed("audience", Kind::List(&AUDIENCE, usize::MAX)),
        optional("shown", Kind::Said),
        optional("asked", Kind::Said),
        optional("reason", Kind::Said),
    ],
};
const PLANNED: Shape = Shape {
    name: "DemonstrationPlan",
    fields: &[needed("day", Kind::Day), optional("where", text(120)), optional("invited", Kind::List(&ID, MOST_NAMED))],
};
const HELD: Shape = Shape {
    name: "DemonstrationRecord",
    fields: &[
        needed("day", Kind::Day),
        needed("outcome", Kind::Choice(choices::OUTCOMES)),
        optional("present", Kind::List(&ID, MOST_NAMED)),
        optional("audience", Kind::List(&AUDIENCE, 5)),
        optional("where", text(120)),
        optional("shown", text(4000)),
        optional("asked", text(4000)),
        optional("reason", text(1000)),
    ],
};

/// Lists a school's demonstrations.
pub static LIST: Operation = Operation {
    name: "listDemonstrations",
    method: "get",
    path: "/demonstrations",
    family: Family::Demonstrations,
    access: Access::Read,
    query: &[optional("place", Kind::Id), CURSOR, LIMIT],
    body: None,
    answer: Answer::List(&DEMONSTRATION),
};
/// One demonstration.
pub static ONE: Operation = Operation {
    name: "getDemonstration",
    method: "get",
    path: "/demonstrations/{id}",
    family: Family::Demonstrations,
    access: Access::Read,
    query: &[],
    body: None,
    answer: Answer::One(&DEMONSTRATION),
};
/// Plans a tutorial's demonstration, or moves the plan.
pub static PLAN: Operation = Operation {
    name: "planDemonstration",
    method: "post",
    path: "/tutorials/{id}/demonstration",
    family: Family::Demonstrations,
    access: Access::Write,
    query: &[],
    body: Some(&PLANNED),
    answer: Answer::Made(&DEMONSTRATION, "/demonstrations"),
};
/// Records a tutorial's demonstration that was held.
pub static HOLD: Operation = Operation {
    name: "holdDemonstration",
    method: "post",
    path: "/tutorials/{id}/record",
    family: Family::Demonstrations,
    access: Access::Write,
    query: &[],
    body: Some(&HELD),
    answer: Answer::Made(&DEMONSTRATION, "/demonstrations"),
};
/// Gives a plan up.
pub static CANCEL: Operation = Operation {
    name: "cancelDemonstration",
    method: "post",
    path: "/demonstrations/{id}/cancellation",
    family: Family::Demonstrations,
    access: Access::Write,
    query: &[],
    body: None,
    answer: Answer::One(&GIVEN_UP),
};
/// What is left of a plan that was given up: nothing but that it was.
pub const GIVEN_UP: Shape =
    Shape { name: "DemonstrationGivenUp", fields: &[needed("id", Kind::Id), needed("state", Kind::Choice(choices::DEMONSTRATIONS))] };

/// What a list holds: plans and promotions for everybody of the place, and what is not yet done.
const STANDING: [DemonstrationState; 3] = [DemonstrationState::Planned, DemonstrationState::Ready, DemonstrationState::NotYet];

#[derive(Serialize)]
struct Demonstration {
    id: DemonstrationId,
    topic: TopicId,
    place: NodeId,
    path: &'static str,
    state: &'static str,
    day: String,
    r#where: Option<String>,
    tutorial: Option<TutorialId>,
    learner: Option<Ref>,
    tutor: Option<Ref>,
    invited: Vec<Ref>,
    present: Vec<Ref>,
    audience: Vec<Came>,
    shown: Option<String>,
    asked: Option<String>,
    reason: Option<String>,
}

#[derive(Serialize)]
struct Came {
    kind: String,
    number: i64,
}

#[derive(Serialize)]
struct GivenUp {
    id: DemonstrationId,
    state: &'static str,
}

fn read(conn: &mut Conn, here: &Here, id: DemonstrationId) -> Result<Demonstration, Fault> {
    let (row, relations) = acts::read(conn, &here.caller, id)?;
    let (invited, present) = (demonstrations::invited(conn, id)?, demonstrations::witnesses(conn, id)?);
    let others: Vec<PersonId> = invited.iter().chain(&present).copied().collect();
    let known = acts::known(conn, &here.caller, &row, relations, &others)?;
    // Who is of its circle knows the two by name only as their page tells them.
    let named = names::known(conn, &here.caller, &known, here.today)?;
    let one = |conn: &mut Conn, id: PersonId| if named.contains_key(&id) { Ref::of(conn, id) } else { Ok(None) };
    let some = |conn: &mut Conn, ids: &[PersonId]| -> Result<Vec<Ref>, Fault> {
        let mut refs = Vec::with_capacity(ids.len());
        for id in ids {
            refs.extend(one(conn, *id)?);
        }
        Ok(refs)
    };
    let tutorial = match row.tutorial {
        Some(tutorial) => acts::may_open(conn, &here.caller, tutorial)?.then_some(tutorial),
        None => None,
    };
    let said = |text: Option<String>| text.filter(|text| !text.is_empty());
    let counts: Vec<(Audience, i64)> = serde_json::from_str(&row.audience).map_err(|error| Error::Fault(error.to_string()))?;
    Ok(Demonstration {
        id,
        topic: row.topic,
        place: row.school,
        path: row.path.word(),
        state: row.state.word(),
        day: row.day.to_string(),
        tutorial,
        learner: one(conn, row.learner)?,
        tutor: match row.tutor {
            Some(tutor) => one(conn, tutor)?,
            None => None,
        },
        invited: some(conn, &invited)?,
        present: some(conn, &present)?,
        audience: counts.into_iter().map(|(kind, number)| Came { kind: kind.to_string(), number }).collect(),
        r#where: said(row.place),
        shown: said(row.shown),
        asked: said(row.asked),
        reason: said(row.reason),
    })
}

/// The form calls what is the place here by another name.
fn named(error: crate::actions::Error) -> Fault {
    let mut fault = Fault::from(error);
    if let Fault::Invalid(troubles) = &mut fault {
        troubles.iter_mut().filter(|trouble| trouble.field == "place").for_each(|trouble| "where".clone_into(&mut trouble.field));
    }
    fault
}

/// Lists a school's demonstrations.
pub async fn list(call: Call) -> HttpResponse {
    call.read(&LIST, |conn, here, asked| {
        let place = place(here, asked)?;
        let at = ground::allow_at(conn, &here.caller, Verb::ReadPlan, place)?;
        ground::allow_at(conn, &here.caller, Verb::ReadRecord, place)?;
        // What somebody has yet to learn is no news: of that only who teaches there reads a list.
        let all = may(Verb::ReadTutorial, here.caller.to_place(&at));
        let states: &[DemonstrationState] = if all { &STANDING } else { &STANDING[..2] };
        let rows: Vec<DemonstrationRow> = listing::demonstrations(conn, place, states, asked.after(), asked.beyond())?;
        Piece::of(
            asked,
            rows,
            |row| row.id,
            |row| {
                here.opens(row.learner, Seen::Demonstration, row.id);
                read(conn, here, row.id)
            },
        )
    })
    .await
}

/// One demonstration.
pub async fn one(call: Call) -> HttpResponse {
    call.read(&ONE, |conn, here, asked| {
        let (row, _) = acts::read(conn, &here.caller, asked.id("id")?)?;
        here.opens(row.learner, Seen::Demonstration, row.id);
        read(conn, here, row.id)
    })
    .await
}

/// Plans a demonstration.
pub async fn plan(call: Call) -> HttpResponse {
    call.write(&PLAN, |tx, here, asked| {
        let (tutorial, body) = (asked.id("id")?, &asked.body);
        let day = body.read("day").ok_or(Error::Malformed)?;
        let demonstration = asked.new_id(here.person()?);
        let input = acts::Plan { demonstration, tutorial, day, place: body.text("where"), invited: body.list("invited") };
        let id = acts::plan(tx, &here.caller, &input).map_err(named)?;
        read(tx, here, id)
    })
    .await
}

/// Records a demonstration.
pub async fn hold(call: Call) -> HttpResponse {
    call.write(&HOLD, |tx, here, asked| {
        let (tutorial, body): (TutorialId, _) = (asked.id("id")?, &asked.body);
        let audience = body.objects("audience");
        let record = acts::Record {
            day: body.read("day").ok_or(Error::Malformed)?,
            outcome: body.read("outcome").ok_or(Error::Malformed)?,
            witnesses: body.list("present"),
            audience: audience.iter().filter_map(|one| Some((one.read("kind")?, one.number("number")?))).collect(),
            place: body.text("where"),
            shown: body.text("shown"),
            asked: body.text("asked"),
            reason: body.text("reason"),
        };
        let mut id: DemonstrationId = asked.new_id(here.person()?);
        // A program that chose no id means the plan, where there is one.
        if !asked.chose()
            && let Some(planned) = demonstrations::planned(tx, tutorial)?
        {
            id = planned.id;
        }
        let held = acts::hold(tx, &here.caller, id, tutorial, &record).map_err(named)?;
        read(tx, here, held.demonstration)
    })
    .await
}

/// Gives a plan up.
pub async fn cancel(call: Call) -> HttpResponse {
    call.write(&CANCEL, |tx, here, asked| {
        let id: DemonstrationId = asked.id("id")?;
        acts::cancel(tx, &here.caller, id)?;
        // A demonstration that was held is not given up by this.
        let state = demonstrations::by_id(tx, id)?.map_or(DemonstrationState::Withdrawn, |row| row.state);
        Ok(GivenUp { id, state: state.word() })
    })
    .await
}
