//! The course of a tutorial that was proposed: agreed, refused, rehearsed, stopped, withdrawn. How it is proposed: see [`super::tutorial_new`].

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::faces::{self, Faces};
use super::topics::Title;
use super::tutorial::{self, Typed};
use crate::actions::tutorials as acts;
use crate::actions::{corrections, ground};
use crate::domain::id::TutorialId;
use crate::domain::policy::Verb;
use crate::domain::refusal::{Check, Refusal};
use crate::domain::words::TutorialState;
use crate::store::Conn;
use crate::store::queries::{nodes, tutorials};
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::forms::{self, Form};
use crate::web::{Answer, App, Error, Here, Visitor, see_other};

/// Says yes; or, as a teacher, that both said it aloud.
pub async fn agree(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let id: TutorialId = forms::id(&path)?;
    let done = app
        .act(&visitor, move |tx, here| -> Result<bool, Error> {
            // The page of a tutorial has no fields: what is in the way is told of the whole.
            acts::agree(tx, &here.caller, id).map_err(crate::actions::Error::of_whole)?;
            Ok(tutorials::by_id(tx, id)?.is_some_and(|row| row.state == TutorialState::Open))
        })
        .await;
    // The first yes of two opens nothing yet.
    let said = if matches!(done, Ok(true)) { "tutorial-agreed" } else { "tutorial-yes" };
    after(&app, visitor, id, done.map(|_| ()), said).await
}

/// Says no, or takes a proposal back.
pub async fn refuse(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let id: TutorialId = forms::id(&path)?;
    let runs = app
        .act(&visitor, move |tx, here| -> Result<bool, Error> {
            acts::decline(tx, &here.caller, id)?;
            Ok(tutorials::by_id(tx, id)?.is_some_and(|row| row.state == TutorialState::Open))
        })
        .await?;
    // Both had said yes meanwhile: a no that comes too late ends nothing.
    let said = if runs { "tutorial-runs" } else { "tutorial-refused" };
    Ok(see_other(format!("/tutorials/{id}")).cookie(flash(said)).finish())
}

/// Asks to rehearse.
pub async fn ask_rehearsal(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let id: TutorialId = forms::id(&path)?;
    let done = app.act(&visitor, move |tx, here| acts::ask_rehearsal(tx, &here.caller, id)).await;
    after(&app, visitor, id, done, "tutorial-rehearsal-asked").await
}

/// When they rehearsed, as typed: today where nothing is.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Rehearsed {
    #[serde(default)]
    rehearsed: String,
}

/// They rehearsed.
pub async fn rehearse(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Rehearsed>) -> Answer {
    let id: TutorialId = forms::id(&path)?;
    let Form(form) = form;
    let typed = Typed { rehearsed: Some(form.rehearsed.clone()), ..Typed::default() };
    let done = app
        .act(&visitor, move |tx, here| {
            let mut check = Check::new();
            let day = check.take("day", forms::optional_day(&form.rehearsed)).flatten();
            let outcome = acts::rehearse(tx, &here.caller, id, day);
            faces::with_unread(check, outcome)
        })
        .await;
    // The page has a day for what is copied into the record as well.
    let done = done.map_err(|error| faces::renamed(error, "day", "rehearsed"));
    after_typing(&app, visitor, id, done, "tutorial-rehearsed", typed).await
}

/// Which of the two notes of a rehearsal is taken back.
#[derive(Debug, Clone, Deserialize)]
pub struct Noted {
    noted: String,
}

/// Takes back what was noted of a rehearsal.
pub async fn unrehearse(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Noted>) -> Answer {
    let id: TutorialId = forms::id(&path)?;
    let noted = match form.0.noted.as_str() {
        "asked" => corrections::Rehearsal::Asked,
        "held" => corrections::Rehearsal::Held,
        _ => return Err(Error::Malformed),
    };
    let done = app.act(&visitor, move |tx, here| corrections::unrehearse(tx, &here.caller, id, noted)).await;
    after(&app, visitor, id, done, "tutorial-unrehearsed").await
}

/// Lets a tutorial go on that was stopped by mistake.
pub async fn resume(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let id: TutorialId = forms::id(&path)?;
    let done = app.act(&visitor, move |tx, here| corrections::resume(tx, &here.caller, id)).await;
    after(&app, visitor, id, done, "tutorial-resumed").await
}

/// Withdraws a tutorial that was written down by mistake.
pub async fn withdraw(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let id: TutorialId = forms::id(&path)?;
    let done = app.act(&visitor, move |tx, here| acts::withdraw(tx, &here.caller, id)).await;
    after(&app, visitor, id, done, "tutorial-withdrawn").await
}

/// Another day, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Began {
    #[serde(default)]
    began: String,
}

/// Sets right the day on which it began.
pub async fn begin_on(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Began>) -> Answer {
    let id: TutorialId = forms::id(&path)?;
    let Form(form) = form;
    let typed = Typed { began: Some(form.began.clone()), ..Typed::default() };
    let done = app
        .act(&visitor, move |tx, here| {
            let mut check = Check::new();
            let day = check.take("began", forms::day(&form.began)).unwrap_or(here.today);
            let outcome = corrections::begin_on(tx, &here.caller, id, day);
            faces::with_unread(check, outcome)
        })
        .await;
    after_typing(&app, visitor, id, done, "tutorial-began", typed).await
}

/// Back to the tutorial, with a word on what happened, or with what stands in the way.
async fn after(app: &App, visitor: Visitor, id: TutorialId, done: Result<(), Error>, key: &'static str) -> Answer {
    after_typing(app, visitor, id, done, key, Typed::default()).await
}

/// The same, where something was typed.
async fn after_typing(app: &App, visitor: Visitor, id: TutorialId, done: Result<(), Error>, key: &'static str, typed: Typed) -> Answer {
    match done {
        Ok(()) => Ok(see_other(format!("/tutorials/{id}")).cookie(flash(key)).finish()),
        Err(error) => {
            let forms = tutorial::FormIds::new(app);
            app.again(visitor, error, "pages/tutorial.html", move |conn, here| tutorial::view(conn, here, id, forms, typed)).await
        }
    }
}

/// On which day it was stopped, and why, if somebody likes to say.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Stopped {
    #[serde(default)]
    day: String,
    #[serde(default)]
    reason: String,
}

#[derive(Serialize)]
struct Stop {
    id: String,
    topic: Title,
    with: String,
    /// Whether it has stopped, and when and why is set right.
    stopped: bool,
    day: String,
    reason: String,
    began: Option<String>,
    today: String,
}

/// The page before a tutorial is stopped.
pub async fn stopping(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let id: TutorialId = forms::id(&path)?;
    app.page(visitor, "pages/tutorial-stop.html", move |conn, here| stop_view(conn, here, id, None)).await
}

fn stop_view(conn: &mut Conn, here: &Here, id: TutorialId, typed: Option<Stopped>) -> Result<View<Stop>, Error> {
    here.person()?;
    let (row, relations) = acts::read(conn, &here.caller, id)?;
    ground::allow(Verb::StopTutorial, relations)?;
    let stopped = row.state == TutorialState::Stopped;
    if !stopped && row.state != TutorialState::Open {
        return Err(Error::NotFound);
    }
    let faces = Faces::load(conn, here, &[row.learner, row.tutor])?;
    let with = match (here.caller.is(row.learner), here.caller.is(row.tutor)) {
        (true, _) => faces.name(row.tutor).to_owned(),
        (_, true) => faces.name(row.learner).to_owned(),
        _ => here.text("tutorial-pair", &[("learner", faces.name(row.learner).into()), ("tutor", faces.name(row.tutor).into())]),
    };
    let topic = Title::of(conn, here, row.topic)?;
    let today = nodes::today(conn, row.school, here.now)?.to_string();
    // As it stands, where it is set right; but for what was typed anew.
    let known =
        || Stopped { day: row.ended.map(|day| day.to_string()).unwrap_or_default(), reason: row.stop_reason.clone().unwrap_or_default() };
    let Stopped { day, reason } = typed.unwrap_or_else(|| if stopped { known() } else { Stopped::default() });
    let began = row.agreed.map(|day| day.to_string());
    let title = here.text(if stopped { "tutorial-restop-title" } else { "tutorial-stop-title" }, &[]);
    Ok(View { title, view: Stop { id: id.to_string(), topic, with, stopped, day, reason, began, today } })
}

/// Whether the day or the reason has to be put right.
fn at_its_fields(error: &Error) -> bool {
    matches!(error, Error::Refused(Refusal::Invalid(problems)) if problems.iter().any(|one| ["day", "reason"].contains(&one.field)))
}

/// Stops a tutorial.
pub async fn stop(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Stopped>) -> Answer {
    let id: TutorialId = forms::id(&path)?;
    let Form(form) = form;
    let typed = form.clone();
    let done = app
        .act(&visitor, move |tx, here| -> Result<bool, Error> {
            let mut check = Check::new();
            let day = check.take("day", forms::optional_day(&form.day)).flatten();
            let outcome = acts::stop(tx, &here.caller, id, day, &form.reason);
            faces::with_unread(check, outcome)?;
            Ok(tutorials::by_id(tx, id)?.is_some_and(|row| here.caller.is(row.learner)))
        })
        .await;
    // What was learned stays with the learner: to anybody else that is no news of her own.
    let said = if matches!(done, Ok(true)) { "tutorial-stopped" } else { "tutorial-stopped-of" };
    match done.map(|_| ()) {
        Err(error) if at_its_fields(&error) => {
            app.again(visitor, error, "pages/tutorial-stop.html", move |conn, here| stop_view(conn, here, id, Some(typed))).await
        }
        // It has ended meanwhile, say: the page that asks whether to stop is not there any more, the tutorial's tells how it stands.
        done => after(&app, visitor, id, done, said).await,
    }
}
