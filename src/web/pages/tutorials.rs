//! How a tutorial begins and ends: proposed, agreed, refused, stopped, withdrawn.

use std::sync::Arc;

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::choice::Choice;
use super::faces::{self, Face, Faces};
use super::topics::{Title, Titles};
use super::tutorial::{self, Typed};
use crate::actions::tutorials::{self as acts, Propose};
use crate::actions::{corrections, ground, people::sees_names, whys};
use crate::domain::id::{OfferId, PersonId, TopicId, TutorialId, VisitId};
use crate::domain::policy::{Verb, may};
use crate::domain::refusal::{Check, Problem, Refusal};
use crate::domain::words::TutorialState;
use crate::store::Conn;
use crate::store::queries::masteries::{self, OfferView};
use crate::store::queries::{interests, nodes, people, tutorials, visits};
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::forms::{self, Form};
use crate::web::locale::{Day as Style, capital};
use crate::web::{Answer, App, Error, Here, Visitor, see_other};

/// Who with whom: as linked, and as typed.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Pair {
    #[serde(default)]
    id: String,
    #[serde(default)]
    learner: String,
    #[serde(default)]
    offer: String,
    #[serde(default)]
    topic: String,
    #[serde(default)]
    visit: String,
    #[serde(default)]
    aloud: String,
}

#[derive(Serialize)]
struct New {
    form_id: String,
    /// Who would learn, where that is settled.
    learner: Option<Face>,
    learner_id: String,
    /// Otherwise, who could.
    learners: Vec<Choice>,
    /// Whether she would learn it herself.
    own: bool,
    /// Whether the reader would tutor.
    tutoring: bool,
    offer: Option<Offered>,
    offers: Vec<Choice>,
    heading: Option<Title>,
    topic: String,
    /// Why the learner wishes it, for her teachers.
    why: Option<String>,
    visit: String,
    may_aloud: bool,
    aloud: bool,
}

#[derive(Serialize)]
struct Offered {
    id: String,
    tutor: Face,
    free: i64,
    /// The day on which a tutor of another place comes.
    visits: Option<String>,
}

/// What is still to be chosen for a tutorial, and a word to confirm it.
pub async fn new(app: web::Data<App>, visitor: Visitor, pair: web::Query<Pair>) -> Answer {
    let maker = Arc::clone(&app);
    app.page(visitor, "pages/tutorial-new.html", move |conn, here| choosing(conn, here, &maker, &pair, false)).await
}

/// `again`: after a refusal every part can be chosen anew.
fn choosing(conn: &mut Conn, here: &Here, app: &App, pair: &Pair, again: bool) -> Result<View<New>, Error> {
    let me = here.person()?;
    let given: Option<OfferId> = forms::optional_choice(&pair.offer).ok().flatten();
    let offer = match given {
        Some(id) => Some(masteries::offer(conn, id)?.ok_or(Error::NotFound)?),
        None => None,
    };
    let tutoring = offer.as_ref().is_some_and(|offer| offer.person == me);
    let learner: Option<PersonId> = forms::optional_choice(&pair.learner).ok().flatten();
    let (home, _) = here.home.ok_or(Error::NotFound)?;
    let teaches = may(Verb::ProposeForOthers, here.caller.to_place(&ground::place(conn, home)?));
    // Who arrives from a topic and neither teaches nor tutors it means herself.
    let learner = learner.or_else(|| (!tutoring && !teaches).then_some(me));
    let school = match learner {
        Some(learner) => ground::home(conn, learner)?,
        None => home,
    };
    let place = ground::place(conn, school)?;
    let relations = here.caller.to_place(&place);
    let own = learner == Some(me);
    if !own && !tutoring && !may(Verb::ProposeForOthers, relations) {
        return Err(Error::NotFound);
    }
    let topic: Option<TopicId> = offer.as_ref().map(|offer| offer.topic).or(forms::optional_choice(&pair.topic).ok().flatten());
    let title = match topic {
        Some(topic) => Titles::load(conn, here, &[topic])?.get(topic),
        None => None,
    };
    let names = sees_names(conn, &here.caller, school)?;
    // To whom she may speak at all: another's offer is named only inside her school.
    let mut seen: Vec<PersonId> = learner.into_iter().filter(|learner| names || *learner == me).collect();
    if let Some(offer) = &offer
        && (offer.person == me || sees_names(conn, &here.caller, offer.school)?)
    {
        seen.push(offer.person);
    }
    let faces = Faces::load(conn, here, &seen)?;
    let offered = match &offer {
        Some(row) => {
            let visit = forms::optional_choice::<VisitId>(&pair.visit).ok().flatten().filter(|_| !seen.contains(&row.person));
            let visit = match visit {
                Some(visit) => visits::by_id(conn, visit)?.filter(|visit| visit.school == school),
                None => None,
            };
            // Who comes to her school is no secret to her.
            let comes = match &visit {
                Some(visit) => names && visits::visitors(conn, visit.id)?.contains(&row.person),
                None => false,
            };
            let tutor = if comes { Faces::load(conn, here, &[row.person])?.of(row.person) } else { faces.of(row.person) };
            let visits = visit.map(|visit| here.day(visit.day, Style::Weekday));
            Some(Offered { id: row.id.to_string(), tutor, free: ground::free_places(conn, row)?, visits })
        }
        None => None,
    };
    let offers = if offered.is_none() || (again && !tutoring) {
        offers(conn, here, topic, school, learner.unwrap_or(me), given, names)?
    } else {
        Vec::new()
    };
    let learners =
        if learner.is_none() { learners(conn, here, school, topic, offer.as_ref().map_or(me, |offer| offer.person))? } else { Vec::new() };
    let why = match learner.zip(topic).filter(|_| !own) {
        Some(wish) => whys::at(conn, &here.caller, school)?.remove(&wish),
        None => None,
    };
    let view = New {
        form_id: if pair.id.is_empty() { app.new_id::<crate::domain::id::Tutorial>().to_string() } else { pair.id.clone() },
        learner: learner.map(|learner| faces.of(learner)),
        learner_id: learner.map(|learner| learner.to_string()).unwrap_or_default(),
        learners,
        own,
        tutoring,
        offer: offered.filter(|_| offers.is_empty()),
        offers,
        heading: title,
        topic: topic.map(|topic| topic.to_string()).unwrap_or_default(),
        why,
        visit: pair.visit.clone(),
        may_aloud: may(Verb::ProposeForOthers, relations) && !own,
        aloud: !pair.aloud.is_empty(),
    };
    Ok(View { title: here.text("tutorial-new-title", &[]), view })
}

/// Who could learn it: for whoever may know them, those who wait for the topic first, in the order in which they wait; then the others of the
/// school.
fn learners(
    conn: &mut Conn,
    here: &Here,
    school: crate::domain::id::NodeId,
    topic: Option<TopicId>,
    tutor: PersonId,
) -> Result<Vec<Choice>, Error> {
    let mut all = faces::members(conn, here, school)?;
    // Whom a steward keeps apart from her never comes up.
    let apart = apart(conn, tutor)?;
    all.retain(|one| one.value != tutor.to_string() && !apart.iter().any(|person| one.value == person.to_string()));
    let told = may(Verb::ReadWaiting, here.caller.to_place(&ground::place(conn, school)?));
    let waiting = match topic.filter(|_| told) {
        Some(topic) => interests::waiting(conn, school, topic)?,
        None => Vec::new(),
    };
    let mut first = Vec::new();
    for row in waiting {
        if let Some(at) = all.iter().position(|one| one.value == row.learner.to_string()) {
            let one = all.remove(at);
            let label = here.text("tutorial-new-waits", &[("name", one.label.as_str().into()), ("ago", here.ago(row.stated).into())]);
            first.push(Choice { label, ..one });
        }
    }
    first.extend(all);
    Ok(first)
}

/// From whom a steward keeps somebody apart.
fn apart(conn: &mut Conn, person: PersonId) -> Result<Vec<PersonId>, Error> {
    let blocks = people::blocks_of(conn, person)?;
    Ok(blocks.into_iter().map(|row| if row.one == person { row.other } else { row.one }).collect())
}

/// The open offers of a school, of one topic if that is settled, with their free places.
fn offers(
    conn: &mut Conn,
    here: &Here,
    topic: Option<TopicId>,
    school: crate::domain::id::NodeId,
    learner: PersonId,
    chosen: Option<OfferId>,
    names: bool,
) -> Result<Vec<Choice>, Error> {
    let rows: Vec<OfferView> = match topic {
        Some(topic) => masteries::offers_of_topic(conn, topic, school)?,
        None => masteries::catalog(conn, school)?,
    };
    let taken: std::collections::HashMap<OfferId, i64> = masteries::taken_in(conn, school)?.into_iter().collect();
    let someone = capital(&here.text("words-someone", &[]));
    let apart = apart(conn, learner)?;
    let titles = Titles::load(conn, here, &rows.iter().map(|row| row.topic).collect::<Vec<_>>())?;
    Ok(rows
        .into_iter()
        .filter(|row| row.person != learner && !apart.contains(&row.person))
        .map(|row| {
            let free = (i64::from(row.capacity) - taken.get(&row.id).copied().unwrap_or(0)).max(0);
            let places = here.text("tutorial-new-places", &[("count", free.into())]);
            let tutor = if names { row.tutor } else { someone.clone() };
            let label =
                if topic.is_some() { format!("{tutor} · {places}") } else { format!("{} · {tutor} · {places}", titles.text(row.topic)) };
            Choice { selected: chosen == Some(row.id), ..Choice::new(row.id, label) }
        })
        .collect())
}

/// Proposes a tutorial.
pub async fn propose(app: web::Data<App>, visitor: Visitor, form: Form<Pair>) -> Answer {
    let Form(pair) = form;
    let typed = pair.clone();
    let done = app
        .act(&visitor, move |tx, here| {
            let me = here.person()?;
            let mut check = Check::new();
            let tutorial = check.take("id", forms::choice::<TutorialId>(&pair.id));
            // A form that names no learner is the learner's own.
            let learner = if pair.learner.is_empty() && !here.teaches() { Ok(me) } else { forms::choice::<PersonId>(&pair.learner) };
            let learner = check.take("learner", learner);
            let offer = check.take("offer", forms::choice::<OfferId>(&pair.offer));
            let visit = check.take("visit", forms::optional_choice::<VisitId>(&pair.visit));
            check.done()?;
            let (Some(tutorial), Some(learner), Some(offer), Some(visit)) = (tutorial, learner, offer, visit) else {
                return Err(Error::Malformed);
            };
            let visit = match visit {
                Some(visit) => Some(visit),
                None => bridging(tx, here, learner, offer)?,
            };
            let input = Propose { tutorial, learner, offer, visit, aloud: !pair.aloud.is_empty() };
            Ok::<_, Error>(acts::propose(tx, &here.caller, &input)?)
        })
        .await;
    match done {
        Ok(tutorial) => {
            let key = if typed.aloud.is_empty() { "tutorial-proposed" } else { "tutorial-agreed" };
            Ok(see_other(format!("/tutorials/{tutorial}")).cookie(flash(key)).finish())
        }
        Err(error) => {
            let maker = Arc::clone(&app);
            let error = faces::renamed(error, "tutor", "offer");
            app.again(visitor, error, "pages/tutorial-new.html", move |conn, here| choosing(conn, here, &maker, &typed, true)).await
        }
    }
}

/// The visit under which two people of different places can meet, where one is coming.
fn bridging(conn: &mut Conn, here: &Here, learner: PersonId, offer: OfferId) -> Result<Option<VisitId>, Error> {
    let Some(offer) = masteries::offer(conn, offer)? else { return Ok(None) };
    let school = ground::home(conn, learner)?;
    if acts::hindrance(conn, learner, offer.person, None, school, here.now)? != Some(Problem::NeedsVisit) {
        return Ok(None);
    }
    let today = nodes::today(conn, school, here.now)?;
    for visit in visits::in_school(conn, school, today)? {
        if acts::hindrance(conn, learner, offer.person, Some(visit.id), school, here.now)?.is_none() {
            return Ok(Some(visit.id));
        }
    }
    Ok(None)
}

/// Says yes; or, as a teacher, that both said it aloud.
pub async fn agree(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let id: TutorialId = forms::id(&path)?;
    let done = app
        .act(&visitor, move |tx, here| -> Result<bool, Error> {
            acts::agree(tx, &here.caller, id)?;
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

/// A day, or today.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct OnDay {
    #[serde(default)]
    day: String,
}

/// They rehearsed.
pub async fn rehearse(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<OnDay>) -> Answer {
    let id: TutorialId = forms::id(&path)?;
    let Form(form) = form;
    let done = app
        .act(&visitor, move |tx, here| {
            let mut check = Check::new();
            let day = check.take("day", forms::optional_day(&form.day)).flatten();
            let outcome = acts::rehearse(tx, &here.caller, id, day);
            faces::with_unread(check, outcome)
        })
        .await;
    after(&app, visitor, id, done, "tutorial-rehearsed").await
}

/// Takes back what was noted of a rehearsal.
pub async fn unrehearse(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let id: TutorialId = forms::id(&path)?;
    let done = app.act(&visitor, move |tx, here| corrections::unrehearse(tx, &here.caller, id)).await;
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
    match done {
        Ok(()) => Ok(see_other(format!("/tutorials/{id}")).cookie(flash("tutorial-began")).finish()),
        Err(error) => {
            let forms = tutorial::FormIds::new(&app);
            app.again(visitor, error, "pages/tutorial.html", move |conn, here| tutorial::view(conn, here, id, forms, typed)).await
        }
    }
}

/// Back to the tutorial, with a word on what happened, or with what stands in the way.
async fn after(app: &App, visitor: Visitor, id: TutorialId, done: Result<(), Error>, key: &'static str) -> Answer {
    match done {
        Ok(()) => Ok(see_other(format!("/tutorials/{id}")).cookie(flash(key)).finish()),
        Err(error) => {
            let forms = tutorial::FormIds::new(app);
            app.again(visitor, error, "pages/tutorial.html", move |conn, here| tutorial::view(conn, here, id, forms, Typed::default()))
                .await
        }
    }
}

/// Why it is stopped, if somebody likes to say.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Reason {
    #[serde(default)]
    reason: String,
}

#[derive(Serialize)]
struct Stop {
    id: String,
    topic: Title,
    with: String,
    reason: String,
}

/// The page before a tutorial is stopped.
pub async fn stopping(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let id: TutorialId = forms::id(&path)?;
    app.page(visitor, "pages/tutorial-stop.html", move |conn, here| stop_view(conn, here, id, String::new())).await
}

fn stop_view(conn: &mut Conn, here: &Here, id: TutorialId, reason: String) -> Result<View<Stop>, Error> {
    here.person()?;
    let (row, relations) = acts::read(conn, &here.caller, id)?;
    ground::allow(Verb::StopTutorial, relations)?;
    if row.state != crate::domain::words::TutorialState::Open {
        return Err(Error::NotFound);
    }
    let faces = Faces::load(conn, here, &[row.learner, row.tutor])?;
    let with = match (here.caller.is(row.learner), here.caller.is(row.tutor)) {
        (true, _) => faces.name(row.tutor).to_owned(),
        (_, true) => faces.name(row.learner).to_owned(),
        _ => here.text("tutorial-pair", &[("learner", faces.name(row.learner).into()), ("tutor", faces.name(row.tutor).into())]),
    };
    let topic = Title::of(conn, here, row.topic)?;
    Ok(View { title: here.text("tutorial-stop-title", &[]), view: Stop { id: id.to_string(), topic, with, reason } })
}

/// Whether the reason has to be put right.
fn at_its_reason(error: &Error) -> bool {
    matches!(error, Error::Refused(Refusal::Invalid(problems)) if problems.iter().any(|one| one.field == "reason"))
}

/// Stops a tutorial.
pub async fn stop(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Reason>) -> Answer {
    let id: TutorialId = forms::id(&path)?;
    let Form(Reason { reason }) = form;
    let typed = reason.clone();
    match app.act(&visitor, move |tx, here| acts::stop(tx, &here.caller, id, &reason)).await {
        Err(error) if at_its_reason(&error) => {
            app.again(visitor, error, "pages/tutorial-stop.html", move |conn, here| stop_view(conn, here, id, typed)).await
        }
        // It has ended meanwhile, say: the page that asks whether to stop is not there any more, the tutorial's tells how it stands.
        done => after(&app, visitor, id, done, "tutorial-stopped").await,
    }
}
