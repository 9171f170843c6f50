//! The plan of a demonstration: day, place, and who is asked to come.

use std::sync::Arc;

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::demonstration_record::persons;
use super::faces::{self, Group, with_unread};
use super::topics::Title;
use crate::actions::demonstrations::{self as acts, Plan};
use crate::actions::ground;
use crate::actions::tutorials::read;
use crate::domain::id::{Demonstration, DemonstrationId, TutorialId};
use crate::domain::policy::Verb;
use crate::domain::refusal::Check;
use crate::domain::words::TutorialState;
use crate::store::Conn;
use crate::store::queries::demonstrations;
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::forms::{self, Form};
use crate::web::{Answer, App, Error, Here, Visitor, see_other};

/// A plan as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct PlanForm {
    #[serde(default)]
    id: String,
    #[serde(default)]
    day: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    invited: Vec<String>,
}

#[derive(Serialize)]
struct Planning {
    tutorial: String,
    topic: Title,
    learner: String,
    groups: Vec<Group>,
    form: PlanForm,
    today: String,
    moves: bool,
}

/// The page on which a demonstration is planned, or its plan changed.
pub async fn planning(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let id: TutorialId = forms::id(&path)?;
    let maker = Arc::clone(&app);
    app.page(visitor, "pages/demonstration-plan.html", move |conn, here| plan_view(conn, here, &maker, id, None)).await
}

fn plan_view(conn: &mut Conn, here: &Here, app: &App, id: TutorialId, typed: Option<PlanForm>) -> Result<View<Planning>, Error> {
    here.person()?;
    let (row, relations) = read(conn, &here.caller, id)?;
    ground::allow(Verb::PlanDemonstration, relations)?;
    if row.state != TutorialState::Open && typed.is_none() {
        return Err(Error::NotFound);
    }
    let planned = demonstrations::planned(conn, id)?;
    let form = match (typed, &planned) {
        (Some(form), _) => form,
        (None, Some(planned)) => PlanForm {
            id: planned.id.to_string(),
            day: planned.day.to_string(),
            place: planned.place.clone().unwrap_or_default(),
            invited: demonstrations::invited(conn, planned.id)?.iter().map(ToString::to_string).collect(),
        },
        (None, None) => PlanForm { id: app.new_id::<Demonstration>().to_string(), ..PlanForm::default() },
    };
    let groups = faces::groups(conn, here, row.school, &[row.learner, row.tutor], &form.invited)?;
    let topic = Title::of(conn, here, row.topic)?;
    let learner = faces::Faces::load(conn, here, &[row.learner])?.name(row.learner).to_owned();
    let view = Planning { tutorial: id.to_string(), topic, learner, groups, form, today: here.today.to_string(), moves: planned.is_some() };
    Ok(View { title: here.text("plan-title", &[]), view })
}

/// Plans it.
pub async fn plan(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<PlanForm>) -> Answer {
    let tutorial: TutorialId = forms::id(&path)?;
    let Form(form) = form;
    let typed = form.clone();
    let done = app
        .act(&visitor, move |tx, here| {
            let mut check = Check::new();
            let demonstration: DemonstrationId = forms::choice(&form.id).map_err(|_| Error::Malformed)?;
            let day = check.take("day", forms::day(&form.day)).unwrap_or(here.today);
            let invited = check.take("invited", persons(&form.invited)).unwrap_or_default();
            let outcome = acts::plan(tx, &here.caller, &Plan { demonstration, tutorial, day, place: form.place, invited });
            with_unread(check, outcome)
        })
        .await;
    match done {
        Ok(_) => Ok(see_other(format!("/tutorials/{tutorial}")).cookie(flash("demonstration-planned")).finish()),
        Err(error) => {
            let maker = Arc::clone(&app);
            app.again(visitor, error, "pages/demonstration-plan.html", move |conn, here| {
                plan_view(conn, here, &maker, tutorial, Some(typed))
            })
            .await
        }
    }
}
