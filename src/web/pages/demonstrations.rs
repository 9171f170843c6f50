//! A demonstration as a page: the plan for whoever is asked to come, and the act of one that was held, which prints on one sheet.

use actix_web::web;
use serde::Serialize;

use super::faces::{Face, Faces};
use super::topics::Title;
use super::tutorial::lines;
use super::waiting::{self, Waiting};
use crate::actions::corrections;
use crate::actions::demonstrations as acts;
use crate::domain::id::{DemonstrationId, PersonId, TutorialId};
use crate::domain::policy::{Verb, may};
use crate::domain::words::{Audience, DemonstrationState, Path, Seen};
use crate::store::Conn;
use crate::store::queries::{demonstrations, masteries, nodes};
use crate::store::rows::DemonstrationRow;
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::locale::Day as Style;
use crate::web::{Answer, App, Error, Here, Visitor, forms, see_other};

#[derive(Serialize)]
struct Shown {
    id: String,
    state: &'static str,
    way: &'static str,
    topic: String,
    topic_title: String,
    topic_lang: String,
    school: String,
    day: String,
    long_day: String,
    past: bool,
    place: Option<String>,
    learner: Face,
    tutor: Option<Face>,
    /// Who else was there, in one sentence part: "once compañeras y compañeros, dos maestras".
    came: Option<String>,
    witnesses: Vec<String>,
    invited: Vec<String>,
    shown: Vec<String>,
    asked: Vec<String>,
    reason: Vec<String>,
    recorded_by: Option<String>,
    decided_by_tutor: bool,
    corrected: Option<String>,
    waiting: Option<Waiting>,
    tutorial: Option<String>,
    may_correct: bool,
    /// What is missing of the tutor's own mastery, from which this one should come: it is written down nowhere (`none`), or as of later (`later`).
    /// For who can add it.
    gap: Option<&'static str>,
    may_plan: bool,
    may_record: bool,
    own: bool,
}

/// A demonstration.
pub async fn show(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let id: DemonstrationId = forms::id(&path)?;
    let ids: [TutorialId; waiting::SHOWN] = std::array::from_fn(|_| app.new_id());
    app.page(visitor, "pages/demonstration.html", move |conn, here| view(conn, here, id, &ids)).await
}

fn view(conn: &mut Conn, here: &Here, id: DemonstrationId, ids: &[TutorialId; waiting::SHOWN]) -> Result<View<Shown>, Error> {
    here.person()?;
    let (row, relations) = acts::read(conn, &here.caller, id)?;
    here.opens(row.learner, Seen::Demonstration, id);
    let topic = Title::of(conn, here, row.topic)?;
    let school = nodes::by_id(conn, row.school)?.map(|node| node.name).unwrap_or_default();
    let (witnesses, invited) = (demonstrations::witnesses(conn, id)?, demonstrations::invited(conn, id)?);
    let mut others = witnesses.clone();
    others.extend(&invited);
    others.extend(row.recorded_by);
    let seen = acts::known(conn, &here.caller, &row, relations, &others)?;
    let faces = Faces::load(conn, here, &seen)?;
    let ready = row.state == DemonstrationState::Ready;
    let waiting = if ready { waiting::of(conn, here, row.learner, row.topic, row.school, ids)? } else { None };
    let held = matches!(row.state, DemonstrationState::Ready | DemonstrationState::NotYet);
    let tutorial = row.tutorial.filter(|id| super::tutorial::readable(conn, here, *id));
    let text = |text: &Option<String>| text.as_deref().map(lines).unwrap_or_default();
    let name = here.text("demonstration-title", &[("name", faces.name(row.learner).into())]);
    let corrected = match row.corrected {
        Some(at) => Some(here.day(at.day_in(nodes::zone(conn, row.school)?), Style::Date)),
        None => None,
    };
    let may_correct = held && corrections::may_correct(conn, &here.caller, &row)?;
    let gap = if may_correct && ready { gap(conn, &row)? } else { None };
    let view = Shown {
        id: id.to_string(),
        state: row.state.word(),
        way: row.path.word(),
        topic: row.topic.to_string(),
        topic_lang: topic.language(here),
        topic_title: topic.title,
        school,
        day: row.day.to_string(),
        long_day: here.day(row.day, Style::Long),
        past: row.day <= here.today,
        place: row.place.clone().filter(|place| !place.is_empty()),
        learner: faces.of(row.learner),
        tutor: row.tutor.map(|tutor| faces.of(tutor)),
        came: came(here, &row.audience),
        witnesses: said(&faces, &witnesses),
        invited: said(&faces, &invited),
        shown: text(&row.shown),
        asked: text(&row.asked),
        reason: text(&row.reason),
        recorded_by: row.recorded_by.map(|by| faces.name(by).to_owned()),
        decided_by_tutor: row.tutor.is_some() && row.recorded_by == row.tutor,
        corrected,
        waiting,
        tutorial: tutorial.map(|id| id.to_string()),
        may_correct,
        gap,
        may_plan: row.state == DemonstrationState::Planned && may(Verb::PlanDemonstration, relations),
        may_record: row.state == DemonstrationState::Planned
            && may(Verb::RecordDemonstration, relations)
            && !here.caller.is(row.learner)
            && row.path == Path::Tutorial,
        own: here.caller.is(row.learner),
    };
    Ok(View { title: name, view })
}

/// What is missing between a mastery and its tutor's.
fn gap(conn: &mut Conn, row: &DemonstrationRow) -> Result<Option<&'static str>, Error> {
    let (Some(tutor), Some(granted)) = (row.tutor, masteries::of_demonstration(conn, row.id)?) else { return Ok(None) };
    if granted.parent.is_some() {
        return Ok(None);
    }
    Ok(Some(if masteries::live(conn, tutor, row.topic)?.is_some() { "later" } else { "none" }))
}

/// Names in the order of the alphabet; who has none here is left out, for "someone, someone and someone" says nothing.
fn said(faces: &Faces, ids: &[PersonId]) -> Vec<String> {
    let mut names: Vec<String> = ids.iter().map(|id| faces.of(*id)).filter(|face| face.id.is_some()).map(|face| face.name).collect();
    names.sort();
    names
}

/// Who came, by kind and number.
fn came(here: &Here, audience: &str) -> Option<String> {
    let rows: Vec<(Audience, i64)> = serde_json::from_str(audience).unwrap_or_default();
    let parts: Vec<String> =
        rows.iter().map(|(kind, count)| here.text(&format!("demonstration-came-{kind}"), &[("count", (*count).into())])).collect();
    let (last, rest) = parts.split_last()?;
    if rest.is_empty() {
        return Some(last.clone());
    }
    Some(here.text("demonstration-and", &[("rest", rest.join(", ").into()), ("last", last.into())]))
}

/// Withdraws a record that was a mistake.
pub async fn withdraw(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let id: DemonstrationId = forms::id(&path)?;
    let to = app
        .act(&visitor, move |tx, here| {
            let row = demonstrations::by_id(tx, id)?.ok_or(Error::NotFound)?;
            corrections::withdraw(tx, &here.caller, id)?;
            Ok::<_, Error>(row.tutorial)
        })
        .await?;
    let to = to.map_or_else(|| format!("/demonstrations/{id}"), |tutorial| format!("/tutorials/{tutorial}"));
    Ok(see_other(to).cookie(flash("demonstration-withdrawn")).finish())
}

/// Gives a plan up.
pub async fn cancel(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let id: DemonstrationId = forms::id(&path)?;
    let tutorial = app.act(&visitor, move |tx, here| acts::cancel(tx, &here.caller, id)).await?;
    let to = tutorial.map_or_else(|| "/".to_owned(), |tutorial| format!("/tutorials/{tutorial}"));
    Ok(see_other(to).cookie(flash("demonstration-cancelled")).finish())
}
