//! From one school to another: handing somebody over, with what would change; who is on the way; and taking her in.

use std::collections::HashMap;

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::choice::Choice;
use super::faces::{Faces, with_unread};
use super::people::{class_name, leave::place_for};
use super::topics::{Title, Titles};
use crate::actions::moves::{Arrival, Named};
use crate::actions::{ground, moves, names};
use crate::domain::id::{MoveId, NodeId, PersonId};
use crate::domain::policy::{Relations, Verb, may};
use crate::domain::refusal::{Check, Problem, Refusal};
use crate::domain::rules;
use crate::domain::words::{MoveState, TutorialState};
use crate::store::Conn;
use crate::store::queries::{nodes, people};
use crate::store::rows::{MoveRow, TutorialRow};
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::forms::{self, Form};
use crate::web::here::stamp;
use crate::web::locale::{Day as DayStyle, capital};
use crate::web::{Answer, App, Error, Here, Visitor, see_other};

/// Which schools are looked for.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
}

/// What a form that hands somebody over holds.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Typed {
    id: String,
    q: String,
    school: String,
    receiver: String,
    /// From above: what she is called, and her grade.
    name: String,
    grade: String,
}

#[derive(Serialize)]
struct Going {
    id: String,
    name: String,
    stamp: &'static str,
    school_name: String,
    form: Typed,
    receivers: Vec<Choice>,
    offers: Vec<Title>,
    wishes: usize,
    /// What stops or is not begun: a sentence that says with whom, and the topic.
    tutorials: Vec<Stopped>,
    masters: Vec<Title>,
    minor: bool,
}

#[derive(Serialize)]
struct Stopped {
    said: String,
    topic: Title,
}

/// A tutorial that would stop, told from her side.
fn stopped(here: &Here, row: &TutorialRow, person: PersonId, faces: &Faces, topic: Title) -> Stopped {
    let (key, other) = match (row.state, row.learner == person) {
        (TutorialState::Proposed, true) => ("move-unasks-tutor", row.tutor),
        (TutorialState::Proposed, false) => ("move-unasks-learner", row.learner),
        (_, true) => ("move-stops-learning", row.tutor),
        (_, false) => ("move-stops-tutoring", row.learner),
    };
    Stopped { said: here.text(key, &[("name", faces.name(other).into())]), topic }
}

/// The schools that a search found.
fn receivers(conn: &mut Conn, school: NodeId, q: &str) -> Result<Vec<Choice>, Error> {
    let mut choices = Vec::new();
    for row in moves::receivers(conn, school, q)? {
        let above = nodes::path(conn, row.id)?.first().map(|row| row.name.clone());
        let small: Vec<String> = above.into_iter().chain(row.cct).collect();
        choices.push(Choice { small: Some(small.join(" · ")).filter(|text| !text.is_empty()), ..Choice::new(row.id, row.name) });
    }
    Ok(choices)
}

fn going(conn: &mut Conn, here: &Here, person: PersonId, mut form: Typed) -> Result<View<Going>, Error> {
    here.person()?;
    let school = place_for(conn, here, person, Verb::HandOver)?;
    let preview = moves::preview(conn, &here.caller, person, school)?;
    let named = people::name(conn, person)?.ok_or(Error::NotFound)?;
    let mut topics = preview.masters.clone();
    topics.extend(preview.tutorials.iter().map(|row| row.topic));
    let titles = Titles::load(conn, here, &topics)?;
    let others: Vec<PersonId> = preview.tutorials.iter().flat_map(|row| [row.learner, row.tutor]).collect();
    let faces = Faces::load(conn, here, &others)?;
    form.school = school.to_string();
    let view = Going {
        id: person.to_string(),
        stamp: stamp(person),
        school_name: nodes::by_id(conn, school)?.map(|row| row.name).unwrap_or_default(),
        receivers: receivers(conn, school, &form.q)?,
        form,
        offers: preview.offers.iter().map(|topic| titles.of(*topic)).collect(),
        wishes: preview.wishes,
        tutorials: preview.tutorials.iter().map(|row| stopped(here, row, person, &faces, titles.of(row.topic))).collect(),
        masters: preview.masters.iter().map(|topic| titles.of(*topic)).collect(),
        minor: people::by_id(conn, person)?.is_some_and(|row| row.minor),
        name: named.name,
    };
    Ok(View { title: here.text("move-title", &[("name", view.name.clone().into())]), view })
}

/// What would change if she went to another school, and to which.
pub async fn form(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, asked: web::Query<Asked>) -> Answer {
    let person = forms::id(&path)?;
    let form = Typed { id: app.new_id::<()>().to_string(), q: asked.into_inner().q, ..Typed::default() };
    app.page(visitor, "pages/move.html", move |conn, here| going(conn, here, person, form)).await
}

/// Hands her over.
pub async fn hand_over(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Typed>) -> Answer {
    let person: PersonId = forms::id(&path)?;
    let Form(typed) = form;
    let movement: MoveId = forms::id(&typed.id)?;
    let school: NodeId = forms::id(&typed.school)?;
    let sent = typed.clone();
    let done = app
        .act(&visitor, move |tx, here| {
            let mut check = Check::new();
            // No school at all is judged like one that is none, after it was asked whether the caller may.
            let receiver = check.take("receiver", forms::choice(&sent.receiver)).unwrap_or(school);
            let offer = moves::Offer { movement, school, receiver };
            with_unread(check, moves::hand_over(tx, &here.caller, person, &offer))
        })
        .await;
    match done {
        Ok(()) => Ok(see_other(format!("/nodes/{school}/moves")).cookie(flash("move-offered")).finish()),
        Err(error) => app.again(visitor, error, "pages/move.html", move |conn, here| going(conn, here, person, typed)).await,
    }
}

#[derive(Serialize)]
struct Listed {
    id: String,
    name: String,
    coming: Vec<Row>,
    going: Vec<Row>,
    came: Vec<Row>,
    went: Vec<Row>,
    /// Whether the reader acts from above, for a school that nobody looks after: she names who goes.
    from_above: bool,
    form: Typed,
    receivers: Vec<Choice>,
}

/// Somebody on the way, or there.
#[derive(Serialize)]
struct Row {
    id: String,
    /// Nothing where the reader may not know it.
    name: Option<String>,
    person: String,
    other: String,
    /// What she is at her school, and her grade: to tell two who come at once apart.
    what: String,
    day: String,
}

/// What may be told of somebody on the way, whose name is not: her office and her grade.
pub(super) fn described(conn: &mut Conn, here: &Here, person: PersonId) -> Result<String, Error> {
    let position = people::belongs_or_belonged(conn, person)?.first().map(|row| row.position);
    let grade = people::name(conn, person)?.and_then(|row| row.grade);
    let position = position.map(|position| capital(&here.word("position", position.word())));
    let parts: Vec<String> = position.into_iter().chain(class_name(here, grade, None)).collect();
    Ok(parts.join(", "))
}

fn listed(conn: &mut Conn, here: &Here, school: NodeId, form: Typed) -> Result<View<Listed>, Error> {
    here.person()?;
    let found = moves::of_school(conn, &here.caller, school, here.today)?;
    let relations = moves::at(conn, &here.caller, school)?;
    let from_above = may(Verb::HandOver, relations) && !relations.meets(Relations::STEWARD);
    let ids: Vec<PersonId> = found.iter().map(|row| row.person).collect();
    let named = names::visible(conn, &here.caller, &ids)?;
    let places: Vec<NodeId> = found.iter().flat_map(|row| [row.school, row.receiver]).collect();
    let places = nodes::names(conn, &places)?;
    let mut view = Listed {
        id: school.to_string(),
        name: nodes::by_id(conn, school)?.map(|row| row.name).unwrap_or_default(),
        coming: Vec::new(),
        going: Vec::new(),
        came: Vec::new(),
        went: Vec::new(),
        from_above,
        receivers: if from_above { receivers(conn, school, &form.q)? } else { Vec::new() },
        form,
    };
    for row in found {
        let away = row.school == school;
        let list = match (row.state, away) {
            (MoveState::Waiting, true) => &mut view.going,
            (MoveState::Waiting, false) => &mut view.coming,
            (_, true) => &mut view.went,
            (_, false) => &mut view.came,
        };
        list.push(told(conn, here, &row, away, &named, &places)?);
    }
    Ok(View { title: here.text("moves-title", &[]), view })
}

fn told(
    conn: &mut Conn,
    here: &Here,
    row: &MoveRow,
    away: bool,
    named: &HashMap<PersonId, String>,
    places: &HashMap<NodeId, String>,
) -> Result<Row, Error> {
    // Of who is at another school by now, the one that she left is told no more than that she came there.
    let gone = away && row.state == MoveState::Made;
    Ok(Row {
        id: row.id.to_string(),
        name: named.get(&row.person).cloned(),
        person: row.person.to_string(),
        other: places.get(if away { &row.receiver } else { &row.school }).cloned().unwrap_or_default(),
        what: if gone { String::new() } else { described(conn, here, row.person)? },
        day: here.day(row.ended.unwrap_or(row.day), DayStyle::Date),
    })
}

/// Who is on the way, here and away.
pub async fn list(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, asked: web::Query<Asked>) -> Answer {
    let school = forms::id(&path)?;
    let form = Typed { id: app.new_id::<()>().to_string(), q: asked.into_inner().q, ..Typed::default() };
    app.page(visitor, "pages/moves.html", move |conn, here| listed(conn, here, school, form)).await
}

/// Hands somebody over from above, by her name.
pub async fn hand_over_named(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Typed>) -> Answer {
    let school: NodeId = forms::id(&path)?;
    let Form(typed) = form;
    let movement: MoveId = forms::id(&typed.id)?;
    let sent = typed.clone();
    let done = app
        .act(&visitor, move |tx, here| {
            let mut check = Check::new();
            let receiver = check.take("receiver", forms::choice(&sent.receiver)).unwrap_or(school);
            let grade = check.take("grade", optional_grade(&sent.grade)).flatten().and_then(|grade| i32::try_from(grade).ok());
            check.done()?;
            let offer = moves::Offer { movement, school, receiver };
            Ok::<_, Error>(moves::hand_over_named(tx, &here.caller, &sent.name, grade, &offer)?)
        })
        .await;
    let done = done.and_then(|named| match named {
        Named::Offered => Ok(()),
        Named::Nobody => Err(Refusal::at("name", Problem::NobodySoCalled).into()),
    });
    match done {
        Ok(()) => Ok(see_other(format!("/nodes/{school}/moves")).cookie(flash("move-offered")).finish()),
        Err(error) => app.again(visitor, error, "pages/moves.html", move |conn, here| listed(conn, here, school, typed)).await,
    }
}

fn optional_grade(typed: &str) -> Result<Option<i64>, crate::domain::refusal::Problem> {
    if typed.trim().is_empty() { Ok(None) } else { forms::number(typed, rules::GRADES).map(Some) }
}

/// What the school that takes her in says of her.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Joining {
    name: String,
    grade: String,
    group: String,
}

#[derive(Serialize)]
struct Arriving {
    id: String,
    node: String,
    node_name: String,
    other: String,
    what: String,
    day: String,
    form: Joining,
}

fn arriving(conn: &mut Conn, here: &Here, movement: MoveId, form: Joining) -> Result<View<Arriving>, Error> {
    here.person()?;
    let row = moves::arriving(conn, &here.caller, movement)?;
    if row.state != MoveState::Waiting {
        return Err(Error::NotFound);
    }
    let places = nodes::names(conn, &[row.school, row.receiver])?;
    let name = |node: NodeId| places.get(&node).cloned().unwrap_or_default();
    let view = Arriving {
        id: movement.to_string(),
        node: row.receiver.to_string(),
        node_name: name(row.receiver),
        other: name(row.school),
        what: described(conn, here, row.person)?,
        day: here.day(row.day, DayStyle::Long),
        form,
    };
    Ok(View { title: here.text("arrival-title", &[]), view })
}

/// Asks whether she is taken in.
pub async fn arrival(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let movement = forms::id(&path)?;
    app.page(visitor, "pages/arrival.html", move |conn, here| arriving(conn, here, movement, Joining::default())).await
}

/// Takes her in.
pub async fn take_in(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Joining>) -> Answer {
    let movement: MoveId = forms::id(&path)?;
    let Form(typed) = form;
    let sent = typed.clone();
    let done = app
        .act(&visitor, move |tx, here| {
            let mut check = Check::new();
            let grade = check.take("grade", optional_grade(&sent.grade)).flatten();
            let input = moves::TakenIn { movement, name: sent.name, grade, group: sent.group };
            let row = match moves::take_in(tx, &here.caller, &input) {
                Ok(Arrival::OtherName) => return Ok(None),
                Ok(Arrival::Made(row)) => with_unread(check, Ok(row))?,
                Err(error) => with_unread(check, Err(error))?,
            };
            // Who acts from above does not see the page of the one whom she helped in.
            let relations = ground::to_person(tx, &here.caller, row.person)?;
            Ok::<_, Error>(Some((row, may(Verb::ReadPerson, relations))))
        })
        .await;
    let done = done.and_then(|done| done.ok_or_else(|| Refusal::at("name", Problem::OtherName).into()));
    match done {
        Ok((row, reads)) => {
            let next = if reads { format!("/people/{}", row.person) } else { format!("/nodes/{}/moves", row.receiver) };
            Ok(see_other(next).cookie(flash("move-made")).finish())
        }
        Err(error) => app.again(visitor, error, "pages/arrival.html", move |conn, here| arriving(conn, here, movement, typed)).await,
    }
}

/// Gives it up before it was made.
pub async fn close(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let movement = forms::id(&path)?;
    let own = app.act(&visitor, move |tx, here| moves::close(tx, &here.caller, movement)).await?;
    Ok(see_other(format!("/nodes/{own}/moves")).cookie(flash("move-closed")).finish())
}

/// Takes it back.
pub async fn undo(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let movement: MoveId = forms::id(&path)?;
    let done = app.act(&visitor, move |tx, here| moves::undo(tx, &here.caller, movement)).await;
    match done {
        Ok(own) => Ok(see_other(format!("/nodes/{own}/moves")).cookie(flash("move-undone")).finish()),
        Err(error) => {
            let form = Typed { id: app.new_id::<()>().to_string(), ..Typed::default() };
            app.again(visitor, error, "pages/moves.html", move |conn, here| {
                let receiver = moves::arriving(conn, &here.caller, movement)?.receiver;
                listed(conn, here, receiver, form)
            })
            .await
        }
    }
}
