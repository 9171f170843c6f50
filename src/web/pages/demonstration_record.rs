//! The forms of a demonstration's record: written down, set right, and without a tutor. What was typed is kept.

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::choice::Choice;
use super::faces::{self, Group, with_unread};
use super::topics::{Title, Titles};
use crate::actions::corrections;
use crate::actions::demonstrations::{self as acts, Record};
use crate::actions::tutorials::read;
use crate::actions::{ground, people::sees_names};
use crate::domain::id::{Demonstration, DemonstrationId, NodeId, PersonId, TutorialId};
use crate::domain::moment::Day;
use crate::domain::policy::{Verb, may};
use crate::domain::refusal::{Check, Problem};
use crate::domain::rules;
use crate::domain::words::{Audience, DemonstrationState, Outcome, Path, Seen, TutorialState};
use crate::store::Conn;
use crate::store::queries::{demonstrations, people};
use crate::store::rows::DemonstrationRow;
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::forms::{self, Form};
use crate::web::{Answer, App, Error, Here, Visitor, see_other};

/// The people whom a list of checkboxes names.
///
/// # Errors
/// One of them cannot be anybody.
pub(super) fn persons(ids: &[String]) -> Result<Vec<PersonId>, Problem> {
    ids.iter().map(|id| forms::choice(id)).collect()
}

/// A record as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RecordForm {
    pub(super) id: String,
    pub(super) day: String,
    pub(super) outcome: String,
    pub(super) present: Vec<String>,
    pub(super) students: String,
    pub(super) teachers: String,
    pub(super) families: String,
    pub(super) visitors: String,
    pub(super) community: String,
    pub(super) place: String,
    pub(super) shown: String,
    pub(super) asked: String,
    pub(super) reason: String,
    /// How the topic was learned, where there was no tutor.
    pub(super) path: String,
    /// Which topic, where there was no tutor.
    pub(super) topic: String,
}

impl RecordForm {
    /// What is meant, with stand-ins for what could not be read, which is noted.
    pub(super) fn read(&self, check: &mut Check, today: Day) -> Record {
        let mut audience = Vec::new();
        for (kind, text) in [
            (Audience::Students, &self.students),
            (Audience::Teachers, &self.teachers),
            (Audience::Families, &self.families),
            (Audience::Visitors, &self.visitors),
            (Audience::Community, &self.community),
        ] {
            if !text.trim().is_empty() {
                match forms::number(text, rules::AUDIENCE) {
                    Ok(0) => {}
                    Ok(number) => audience.push((kind, number)),
                    Err(problem) => {
                        // Each number has its own field, called as its kind is.
                        check.add(kind.word(), problem);
                        audience.push((kind, 1));
                    }
                }
            }
        }
        let outcome = check.take("outcome", forms::choice(&self.outcome));
        Record {
            day: check.take("day", forms::day(&self.day)).unwrap_or(today),
            outcome: outcome.unwrap_or(Outcome::Ready),
            witnesses: check.take("present", persons(&self.present)).unwrap_or_default(),
            audience,
            place: self.place.clone(),
            shown: self.shown.clone(),
            asked: self.asked.clone(),
            reason: self.reason.clone(),
        }
    }

    fn of(row: &DemonstrationRow, present: &[PersonId]) -> RecordForm {
        let audience: Vec<(Audience, i64)> = serde_json::from_str(&row.audience).unwrap_or_default();
        let number =
            |kind: Audience| audience.iter().find(|(one, _)| *one == kind).map(|(_, number)| number.to_string()).unwrap_or_default();
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        RecordForm {
            id: row.id.to_string(),
            day: row.day.to_string(),
            outcome: match row.state {
                DemonstrationState::Ready => Outcome::Ready.word().to_owned(),
                DemonstrationState::NotYet => Outcome::NotYet.word().to_owned(),
                _ => String::new(),
            },
            present: present.iter().map(ToString::to_string).collect(),
            students: number(Audience::Students),
            teachers: number(Audience::Teachers),
            families: number(Audience::Families),
            visitors: number(Audience::Visitors),
            community: number(Audience::Community),
            place: text(&row.place),
            shown: text(&row.shown),
            asked: text(&row.asked),
            reason: text(&row.reason),
            path: row.path.word().to_owned(),
            topic: row.topic.to_string(),
        }
    }
}

#[derive(Serialize)]
struct Recording {
    /// Where the form is sent.
    action: String,
    /// Where one goes who does not want it.
    back: String,
    /// `record`, `correct` or `alone`: which words the page has.
    kind: &'static str,
    topic: Option<Title>,
    learner: String,
    tutor: Option<String>,
    outcomes: Vec<Choice>,
    groups: Vec<Group>,
    topics: Vec<Choice>,
    paths: Vec<Choice>,
    form: RecordForm,
    today: String,
}

/// The two decisions.
pub(super) fn outcomes(here: &Here) -> Vec<Choice> {
    Outcome::ALL.iter().map(|one| Choice::new(one.word(), here.word("outcome", one.word()))).collect()
}

#[expect(clippy::too_many_arguments, reason = "each is a part of the one page")]
fn recording(
    conn: &mut Conn,
    here: &Here,
    kind: &'static str,
    (action, back): (String, String),
    topic: Option<crate::domain::id::TopicId>,
    learner: PersonId,
    tutor: Option<PersonId>,
    school: NodeId,
    form: RecordForm,
) -> Result<View<Recording>, Error> {
    let seen: Vec<PersonId> = std::iter::once(learner).chain(tutor).collect();
    let people = faces::Faces::load(conn, here, &seen)?;
    let title = match topic {
        Some(topic) => Titles::load(conn, here, &[topic])?.get(topic),
        None => None,
    };
    let view = Recording {
        action,
        back,
        kind,
        topic: title,
        learner: people.name(learner).to_owned(),
        tutor: tutor.map(|tutor| people.name(tutor).to_owned()),
        outcomes: outcomes(here),
        groups: faces::groups(conn, here, school, &seen, &form.present)?,
        topics: Vec::new(),
        paths: Vec::new(),
        form,
        today: here.today.to_string(),
    };
    Ok(View { title: here.text(&format!("record-{kind}-title"), &[]), view })
}

/// The page on which a tutorial's demonstration is written down.
pub async fn new(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let id: TutorialId = forms::id(&path)?;
    let maker = Arc::clone(&app);
    app.page(visitor, "pages/demonstration-record.html", move |conn, here| record_view(conn, here, &maker, id, None)).await
}

fn record_view(conn: &mut Conn, here: &Here, app: &App, id: TutorialId, typed: Option<RecordForm>) -> Result<View<Recording>, Error> {
    here.person()?;
    let (row, relations) = read(conn, &here.caller, id)?;
    ground::allow(Verb::RecordDemonstration, relations)?;
    if typed.is_none() && (here.caller.is(row.learner) || row.state != TutorialState::Open) {
        return Err(Error::NotFound);
    }
    let planned = demonstrations::planned(conn, id)?;
    let form = match (typed, planned) {
        (Some(form), _) => form,
        (None, Some(planned)) => {
            let day = planned.day.min(here.today);
            RecordForm { day: day.to_string(), path: String::new(), ..RecordForm::of(&planned, &[]) }
        }
        (None, None) => RecordForm { id: app.new_id::<Demonstration>().to_string(), day: here.today.to_string(), ..RecordForm::default() },
    };
    let way = (format!("/tutorials/{id}/record"), format!("/tutorials/{id}"));
    recording(conn, here, "record", way, Some(row.topic), row.learner, Some(row.tutor), row.school, form)
}

/// Leads to the record that is there now, and says whether somebody had written it before, and decided otherwise.
fn kept(held: &acts::Held, decided: &str) -> HttpResponse {
    let key = match held.already {
        false => "demonstration-kept",
        true if held.outcome.word() == decided => "demonstration-already",
        true => "demonstration-already-otherwise",
    };
    see_other(format!("/demonstrations/{}", held.demonstration)).cookie(flash(key)).finish()
}

/// Writes it down.
pub async fn record(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<RecordForm>) -> Answer {
    let tutorial: TutorialId = forms::id(&path)?;
    let Form(form) = form;
    let typed = form.clone();
    let done = app
        .act(&visitor, move |tx, here| {
            let id: DemonstrationId = forms::choice(&form.id).map_err(|_| Error::Malformed)?;
            let mut check = Check::new();
            let record = form.read(&mut check, here.today);
            let outcome = acts::hold(tx, &here.caller, id, tutorial, &record);
            with_unread(check, outcome)
        })
        .await;
    match done {
        Ok(held) => Ok(kept(&held, &typed.outcome)),
        Err(error) => {
            let maker = Arc::clone(&app);
            app.again(visitor, error, "pages/demonstration-record.html", move |conn, here| {
                record_view(conn, here, &maker, tutorial, Some(typed))
            })
            .await
        }
    }
}

/// The page on which a record is set right.
pub async fn edit(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let id: DemonstrationId = forms::id(&path)?;
    app.page(visitor, "pages/demonstration-record.html", move |conn, here| edit_view(conn, here, id, None)).await
}

fn edit_view(conn: &mut Conn, here: &Here, id: DemonstrationId, typed: Option<RecordForm>) -> Result<View<Recording>, Error> {
    here.person()?;
    let (row, _) = acts::read(conn, &here.caller, id)?;
    if !corrections::may_correct(conn, &here.caller, &row)? || !matches!(row.state, DemonstrationState::Ready | DemonstrationState::NotYet)
    {
        return Err(Error::NotFound);
    }
    here.opens(row.learner, Seen::Demonstration, id);
    let form = match typed {
        Some(form) => form,
        None => RecordForm::of(&row, &demonstrations::witnesses(conn, id)?),
    };
    let way = (format!("/demonstrations/{id}/edit"), format!("/demonstrations/{id}"));
    recording(conn, here, "correct", way, Some(row.topic), row.learner, row.tutor, row.school, form)
}

/// Sets a record right.
pub async fn correct(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<RecordForm>) -> Answer {
    let id: DemonstrationId = forms::id(&path)?;
    let Form(form) = form;
    let typed = form.clone();
    let done = app
        .act(&visitor, move |tx, here| {
            let mut check = Check::new();
            let record = form.read(&mut check, here.today);
            let outcome = corrections::correct(tx, &here.caller, id, &record);
            with_unread(check, outcome)
        })
        .await;
    match done {
        Ok(()) => Ok(see_other(format!("/demonstrations/{id}")).cookie(flash("demonstration-corrected")).finish()),
        Err(error) => {
            app.again(visitor, error, "pages/demonstration-record.html", move |conn, here| edit_view(conn, here, id, Some(typed))).await
        }
    }
}

/// At which school she demonstrated who learned alone: at her own, unless the address names another one, which she has left.
#[derive(Debug, Default, Deserialize)]
pub struct At {
    #[serde(default)]
    school: String,
}

impl At {
    fn school(&self, conn: &mut Conn, learner: PersonId) -> Result<NodeId, Error> {
        if self.school.is_empty() { Ok(ground::home(conn, learner)?) } else { self.school.parse().map_err(|_| Error::NotFound) }
    }
}

/// The page for the demonstration of somebody who learned alone or elsewhere.
pub async fn alone(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, at: web::Query<At>) -> Answer {
    let id: PersonId = forms::id(&path)?;
    let maker = Arc::clone(&app);
    let at = at.into_inner();
    app.page(visitor, "pages/demonstration-record.html", move |conn, here| alone_view(conn, here, &maker, (id, &at), None)).await
}

fn alone_view(
    conn: &mut Conn,
    here: &Here,
    app: &App,
    (learner, at): (PersonId, &At),
    typed: Option<RecordForm>,
) -> Result<View<Recording>, Error> {
    here.person()?;
    let school = at.school(conn, learner)?;
    ground::allow_at(conn, &here.caller, Verb::EnterFromPaper, school)?;
    let known = people::by_id(conn, learner)?.is_some() && people::was_ever_of(conn, learner, school)?;
    if here.caller.is(learner) || !sees_names(conn, &here.caller, school)? || !known {
        return Err(Error::NotFound);
    }
    let form = typed.unwrap_or_else(|| RecordForm {
        id: app.new_id::<Demonstration>().to_string(),
        day: here.today.to_string(),
        ..RecordForm::default()
    });
    let chosen = form.topic.clone();
    let belongs = people::belongs_to(conn, learner, school)?;
    let way = if belongs {
        (format!("/people/{learner}/demonstration"), format!("/people/{learner}"))
    } else {
        // Her page is not this school's any more.
        (format!("/people/{learner}/demonstration?school={school}"), format!("/nodes/{school}/paper"))
    };
    let mut page = recording(conn, here, "alone", way, None, learner, None, school, form)?;
    if !belongs {
        let left = people::gone(conn, school, app.periods.listed_since(here.today))?;
        if let Some((_, name)) = left.into_iter().find(|(person, _)| *person == learner) {
            page.view.learner = name;
        }
    }
    page.view.topics = super::paper::topics(conn, here, school, &chosen)?;
    page.view.paths =
        [Path::SelfStudy, Path::Elsewhere].iter().map(|path| Choice::new(path.word(), here.word("path", path.word()))).collect();
    Ok(page)
}

/// Writes it down.
pub async fn record_alone(
    app: web::Data<App>,
    visitor: Visitor,
    path: web::Path<String>,
    at: web::Query<At>,
    form: Form<RecordForm>,
) -> Answer {
    let learner: PersonId = forms::id(&path)?;
    let Form(form) = form;
    let (typed, at) = (form.clone(), Arc::new(at.into_inner()));
    let asked = Arc::clone(&at);
    let done = app
        .act(&visitor, move |tx, here| {
            let id: DemonstrationId = forms::choice(&form.id).map_err(|_| Error::Malformed)?;
            let mut check = Check::new();
            let record = form.read(&mut check, here.today);
            let path = check.take("path", forms::choice::<Path>(&form.path)).unwrap_or(Path::SelfStudy);
            let topic = check.take("topic", super::paper::topic(tx, &form.topic)?);
            let school = at.school(tx, learner)?;
            if !may(Verb::EnterFromPaper, here.caller.to_place(&ground::place(tx, school)?)) {
                return Err(Error::NotFound);
            }
            let Some(topic) = topic else { return Err(check.done().err().map_or(Error::Malformed, Error::from)) };
            let outcome = acts::hold_without_tutor(tx, &here.caller, id, (learner, school), topic, path, &record);
            with_unread(check, outcome)
        })
        .await;
    match done {
        Ok(held) => Ok(kept(&held, &typed.outcome)),
        Err(error) => {
            let maker = Arc::clone(&app);
            app.again(visitor, error, "pages/demonstration-record.html", move |conn, here| {
                alone_view(conn, here, &maker, (learner, &asked), Some(typed))
            })
            .await
        }
    }
}
