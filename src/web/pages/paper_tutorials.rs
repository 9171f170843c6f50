//! From paper: a tutorial without a demonstration, one that goes on or that was stopped. One sheet at a time.

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::choice::Choice;
use super::faces::{Group, with_unread};
use super::paper::{Roll, topic, topics};
use crate::actions::ground;
use crate::actions::paper_tutorials::{self as acts, Lived};
use crate::actions::retention::Periods;
use crate::domain::id::{NodeId, PersonId, Tutorial, TutorialId};
use crate::domain::policy::Verb;
use crate::domain::refusal::{Check, Problem, Refusal};
use crate::store::Conn;
use crate::store::queries::nodes;
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::forms::{self, Form};
use crate::web::{Answer, App, Error, Here, Visitor, see_other};

/// The sheet as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Sheet {
    id: String,
    learner: String,
    /// Her name, where she is of another school by now, and so in no list.
    learner_name: String,
    topic: String,
    tutor: String,
    /// The same for a tutor.
    tutor_name: String,
    began: String,
    stopped: String,
    reason: String,
}

#[derive(Serialize)]
struct Shown {
    node: String,
    school: String,
    sheet: Sheet,
    groups: Vec<Group>,
    topics: Vec<Choice>,
    today: String,
}

/// The page.
pub async fn sheet(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let node: NodeId = forms::id(&path)?;
    let sheet = Sheet { id: app.new_id::<Tutorial>().to_string(), ..Sheet::default() };
    let periods = app.periods;
    app.page(visitor, "pages/paper-tutorial.html", move |conn, here| view(conn, here, node, periods, sheet)).await
}

fn view(conn: &mut Conn, here: &Here, node: NodeId, periods: Periods, sheet: Sheet) -> Result<View<Shown>, Error> {
    here.person()?;
    ground::allow_at(conn, &here.caller, Verb::EnterFromPaper, node)?;
    let school = nodes::by_id(conn, node)?.ok_or(Error::NotFound)?.name;
    let groups = Roll::load(conn, here, node, periods)?.groups;
    let topics = topics(conn, here, node, "")?;
    let today = nodes::today(conn, node, here.now)?.to_string();
    let view = Shown { node: node.to_string(), school, sheet, groups, topics, today };
    Ok(View { title: here.text("paper-tutorial-title", &[]), view })
}

/// Somebody who was chosen from a list, or whose name was written because she is in none any more.
fn named(check: &mut Check, roll: &Roll, (field, chosen): (&'static str, &str), (beside, name): (&'static str, &str)) -> Option<PersonId> {
    if chosen.is_empty() && !name.trim().is_empty() {
        return check.take(beside, roll.person(name));
    }
    check.take(field, forms::choice(chosen))
}

/// Keeps it.
pub async fn enter(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Sheet>) -> Answer {
    let school: NodeId = forms::id(&path)?;
    let Form(form) = form;
    let (typed, periods) = (form.clone(), app.periods);
    let done = app
        .act(&visitor, move |tx, here| -> Result<TutorialId, Error> {
            here.person()?;
            ground::allow_at(tx, &here.caller, Verb::EnterFromPaper, school)?;
            let tutorial: TutorialId = form.id.parse().map_err(|_| Error::Malformed)?;
            let roll = Roll::load(tx, here, school, periods)?;
            let mut check = Check::new();
            let learner = named(&mut check, &roll, ("learner", &form.learner), ("learner_name", &form.learner_name));
            let topic = check.take("topic", topic(tx, &form.topic)?);
            let tutor = named(&mut check, &roll, ("tutor", &form.tutor), ("tutor_name", &form.tutor_name));
            // A day that could not be read is told; what can be judged without it is judged all the same.
            let began = check.take("began", forms::day(&form.began)).unwrap_or(here.today);
            let stopped = match check.take("stopped", forms::optional_day(&form.stopped)) {
                Some(stopped) => stopped,
                None => Some(here.today),
            };
            let (Some(learner), Some(topic), Some(tutor)) = (learner, topic, tutor) else {
                return Err(check.done().err().map_or(Error::Malformed, Error::from));
            };
            let lived = Lived { school, tutorial, learner, topic, tutor, began, stopped, reason: form.reason };
            // A learner of another place is no choice here.
            let outcome = acts::enter(tx, &here.caller, &lived).map_err(|error| match error {
                crate::actions::Error::Refused(Refusal::NotFound) => Refusal::at("learner", Problem::UnknownChoice).into(),
                other => other,
            });
            with_unread(check, outcome)
        })
        .await;
    match done {
        Ok(tutorial) => Ok(see_other(format!("/tutorials/{tutorial}")).cookie(flash("paper-tutorial-kept")).finish()),
        Err(error) => {
            app.again(visitor, error, "pages/paper-tutorial.html", move |conn, here| view(conn, here, school, periods, typed)).await
        }
    }
}
