//! How a tutorial is proposed: who with whom, as far as that is not settled yet, and a word to confirm it.

use std::sync::Arc;

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::choice::Choice;
use super::faces::{self, Face, Faces};
use super::ranked::{Ranked, in_sight};
use super::topics::{Title, Titles};
use crate::actions::tutorials::{self as acts, Propose};
use crate::actions::{ground, people::sees_names, whys};
use crate::domain::id::{OfferId, PersonId, TopicId, TutorialId, VisitId};
use crate::domain::policy::{Verb, may};
use crate::domain::refusal::{Check, Problem};
use crate::store::Conn;
use crate::store::queries::masteries::{self, OfferView};
use crate::store::queries::{interests, nodes, people, visits};
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
    /// How many of them are in sight where they are of one topic, best first; the rest are folded.
    in_sight: usize,
    /// In which order those stand.
    order: Option<String>,
    /// Nobody in question could meet this tutor, who is of another place.
    away: Option<Away>,
    heading: Option<Title>,
    topic: String,
    /// Why the learner wishes it, for her teachers.
    why: Option<String>,
    visit: String,
    may_aloud: bool,
    aloud: bool,
}

#[derive(Serialize)]
struct Away {
    /// Where a visit is agreed on, if one would help.
    visits: Option<String>,
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
    let mut offers = if offered.is_none() || (again && !tutoring) {
        offers(conn, here, topic, school, learner.unwrap_or(me), given, names)?
    } else {
        Vec::new()
    };
    let order = match topic.zip(learner).filter(|_| !offers.is_empty()) {
        Some((topic, learner)) => in_order(conn, here, app, learner, topic, &mut offers)?,
        None => None,
    };
    let mut learners =
        if learner.is_none() { learners(conn, here, school, topic, offer.as_ref().map_or(me, |offer| offer.person))? } else { Vec::new() };
    let mut away = None;
    // After a refusal another tutor can be chosen, and the problem says what is wrong with this one.
    if let Some(offer) = offer.as_ref().filter(|offer| offer.school != school && offer.person != me && offers.is_empty()) {
        let candidates: Vec<PersonId> = match learner {
            Some(learner) => vec![learner],
            None => learners.iter().filter_map(|one| one.value.parse().ok()).collect(),
        };
        let (met, visit_helps) = whom_she_meets(conn, here, offer.person, school, &candidates)?;
        learners.retain(|one| met.iter().any(|person| one.value == person.to_string()));
        away = (met.is_empty() && !candidates.is_empty()).then(|| Away { visits: visit_helps.then(|| format!("/nodes/{school}/visits")) });
    }
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
        in_sight: in_sight(offers.len()),
        offers,
        order,
        away,
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
    // Nor whoever masters the topic already: there is nothing to learn.
    if let Some(topic) = topic {
        let of_members = masteries::of_members(conn, school)?;
        let masters: Vec<String> = of_members.into_iter().filter(|row| row.0 == topic).map(|row| row.1.to_string()).collect();
        all.retain(|one| !masters.contains(&one.value));
    }
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
            let selected = chosen == Some(row.id);
            match topic {
                Some(_) => Choice { selected, small: Some(places), ..Choice::new(row.id, tutor) },
                None => Choice { selected, ..Choice::new(row.id, format!("{} · {tutor} · {places}", titles.text(row.topic))) },
            }
        })
        .collect())
}

/// Puts the offers of a topic in the order in which they are suggested to a learner, each with what speaks for it; those with no place at the
/// end. Answers with that order in words.
fn in_order(
    conn: &mut Conn,
    here: &Here,
    app: &App,
    learner: PersonId,
    topic: TopicId,
    offers: &mut [Choice],
) -> Result<Option<String>, Error> {
    let ranked = Ranked::of(conn, here, &app.finder(), learner, topic)?;
    for one in offers.iter_mut() {
        let Ok(offer) = one.value.parse::<OfferId>() else { continue };
        if let Some(why) = ranked.why(here, offer) {
            one.small = one.small.take().map(|places| format!("{places} · {why}"));
        }
    }
    offers.sort_by_key(|one| one.value.parse().map_or(usize::MAX, |offer| ranked.place(offer)));
    Ok(ranked.order(here, offers.len()))
}

/// Whom of some of a school a tutor of another one could accompany now: adults wherever they are, others inside a visit on which the two schools
/// have agreed. And whether such a visit would help any of them.
fn whom_she_meets(
    conn: &mut Conn,
    here: &Here,
    tutor: PersonId,
    school: crate::domain::id::NodeId,
    candidates: &[PersonId],
) -> Result<(Vec<PersonId>, bool), Error> {
    let today = nodes::today(conn, school, here.now)?;
    let coming = visits::agreed_from(conn, school, today, visits::AHEAD)?;
    let company = ground::Company::of(conn, tutor, candidates.iter().copied())?;
    let meets =
        |person: &&PersonId| company.may_pair(**person, None) || coming.iter().any(|(_, visit)| company.may_pair(**person, Some(visit)));
    let met = candidates.iter().filter(meets).copied().collect();
    Ok((met, candidates.iter().any(|person| company.hindrance(*person, None) == Some(Problem::NeedsVisit))))
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
                None => acts::bridging(tx, learner, offer, here.now)?,
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
