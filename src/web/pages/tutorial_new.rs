//! How a tutorial is proposed: the topic first, then who with whom, as far as that is not settled yet, and a word to confirm it.

use std::collections::HashMap;
use std::sync::Arc;

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::choice::Choice;
use super::faces::{self, Face, Faces};
use super::ranked::in_sight;
use super::topics::{Title, Titles};
use crate::actions::tutorials::{self as acts, Propose};
use crate::actions::{ground, meetings, people::sees_names, whys};
use crate::domain::id::{OfferId, PersonId, TopicId, TutorialId, VisitId};
use crate::domain::policy::{Verb, may};
use crate::domain::refusal::{Check, Refusal};
use crate::store::Conn;
use crate::store::queries::{masteries, nodes, people, visits};
use crate::store::rows::OfferRow;
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::forms::{self, Form};
use crate::web::locale::Day as Style;
use crate::web::{Answer, App, Error, Here, Visitor, see_other};

mod whom;

use whom::{Learners, Meeting, Tutors};

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

/// What can be chosen anew after a refusal.
#[derive(Debug, Clone, Copy, Default)]
struct Anew {
    learner: bool,
    tutor: bool,
}

impl Anew {
    /// Where the learner alone is in the way another one is chosen for the same tutor; else another tutor.
    fn after(error: &Error) -> Anew {
        let Error::Refused(Refusal::Invalid(problems)) = error else { return Anew::default() };
        Anew {
            learner: problems.iter().any(|problem| problem.field == "learner"),
            tutor: problems.iter().any(|problem| problem.field != "learner"),
        }
    }
}

#[derive(Serialize)]
struct New {
    form_id: String,
    /// Who would learn, where that is settled.
    learner: Option<Face>,
    learner_id: String,
    /// The day on which she comes, where she is of another place.
    comes: Option<String>,
    /// Otherwise, who could.
    learners: Vec<Choice>,
    /// How many of the school could not, since they learn something already.
    busy: usize,
    /// Whether she would learn it herself.
    own: bool,
    /// Whether the reader would tutor.
    tutoring: bool,
    offer: Option<Offered>,
    offers: Vec<Choice>,
    /// How many of them are in sight, best first; the rest are folded.
    in_sight: usize,
    /// Whether the chosen one is among the folded ones.
    unfolded: bool,
    /// In which order those stand.
    order: Option<String>,
    /// Somebody offers the topic, and has no place.
    full: bool,
    /// What could be learned, where that is the first thing to choose.
    topics: Option<Vec<Open>>,
    /// There are places, all of them in what the learner masters.
    knows_all: bool,
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

/// A topic with places.
#[derive(Serialize)]
struct Open {
    topic: Title,
    href: String,
    free: i64,
}

#[derive(Serialize)]
struct Away {
    /// Whether a visit would help.
    needs: bool,
    /// Where it is agreed on, by whom it can be.
    visits: Option<String>,
}

#[derive(Serialize)]
struct Offered {
    id: String,
    tutor: Face,
    free: i64,
    /// The day on which a tutor of another place comes, or the reader goes there.
    visits: Option<String>,
    /// Where the reader goes.
    place: Option<String>,
}

/// What is still to be chosen for a tutorial, and a word to confirm it.
pub async fn new(app: web::Data<App>, visitor: Visitor, pair: web::Query<Pair>) -> Answer {
    let maker = Arc::clone(&app);
    app.page(visitor, "pages/tutorial-new.html", move |conn, here| choosing(conn, here, &maker, &pair, Anew::default())).await
}

fn choosing(conn: &mut Conn, here: &Here, app: &App, pair: &Pair, anew: Anew) -> Result<View<New>, Error> {
    let me = here.person()?;
    let given: Option<OfferId> = forms::optional_choice(&pair.offer).ok().flatten();
    let asked: Option<VisitId> = forms::optional_choice(&pair.visit).ok().flatten();
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
    let own = learner == Some(me);
    let mut school = match learner {
        Some(learner) => ground::home(conn, learner)?,
        None => home,
    };
    // Who is of another place than the tutor learns on a visit to the tutor's.
    let there = offer.as_ref().map_or(home, |offer| offer.school);
    let meeting = match learner.filter(|_| there != school) {
        Some(learner) => whom::going(conn, here, learner, there, asked)?,
        None => None,
    };
    if meeting.is_some() && !own && there == home && (teaches || tutoring) {
        school = home;
    }
    let guest = meeting.as_ref().filter(|_| !own && school == there);
    let place = ground::place(conn, school)?;
    let relations = here.caller.to_place(&place);
    if !own && !tutoring && !may(Verb::ProposeForOthers, relations) {
        return Err(Error::NotFound);
    }
    let topic: Option<TopicId> = offer.as_ref().map(|offer| offer.topic).or(forms::optional_choice(&pair.topic).ok().flatten());
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
        Some(row) if own && meeting.is_some() => Some(offered_there(conn, here, row, meeting.as_ref())?),
        Some(row) => {
            let visit = match asked.filter(|_| !seen.contains(&row.person)) {
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
            Some(Offered { id: row.id.to_string(), tutor, free: ground::free_places(conn, row)?, visits, place: None })
        }
        None => None,
    };
    let mut tutors = match topic {
        Some(topic) if offered.is_none() || (anew.tutor && !tutoring) => {
            whom::tutors(conn, here, (topic, school), learner, guest, given, names)?
        }
        _ => Tutors::default(),
    };
    let order = match topic.zip(learner).filter(|_| guest.is_none() && !tutors.choices.is_empty()) {
        Some((topic, learner)) => whom::in_order(conn, here, app, learner, topic, &mut tutors.choices)?,
        None => None,
    };
    let offers = tutors.choices;
    let (topics, knows_all) = match (topic, &offered) {
        (None, None) => {
            let (open, knows_all) = open_topics(conn, here, pair, school, learner, guest)?;
            (Some(open), knows_all)
        }
        _ => (None, false),
    };
    // One who is in the way herself is chosen anew, unless it is she who asks.
    let settled = learner.filter(|_| own || !anew.learner);
    let Learners { choices: mut learners, busy } = match settled {
        None if topics.is_none() => whom::learners(conn, here, school, topic, offer.as_ref().map(|offer| offer.person))?,
        _ => Learners::default(),
    };
    let mut away = None;
    // After a refusal another tutor can be chosen, and the problem says what is wrong with this one. Who goes there herself is told of her visit:
    // more would tell her from whom she is kept apart.
    let goes = own && meeting.is_some();
    if let Some(offer) = offer.as_ref().filter(|offer| offer.school != school && offer.person != me && offers.is_empty() && !goes) {
        let candidates: Vec<PersonId> = match settled {
            Some(learner) => vec![learner],
            None => learners.iter().filter_map(|one| one.value.parse().ok()).collect(),
        };
        let (met, needs) = whom::whom_she_meets(conn, here, offer, school, &candidates)?;
        learners.retain(|one| met.iter().any(|person| one.value == person.to_string()));
        // An adult who would go there herself has none to agree on at home.
        let minor = here.caller.known().is_some_and(|member| member.minor);
        let visits = Some(format!("/nodes/{school}/visits")).filter(|_| needs && (minor || !own));
        away = (met.is_empty() && !candidates.is_empty()).then_some(Away { needs, visits });
    }
    let why = match learner.zip(topic).filter(|_| !own) {
        Some(wish) => whys::at(conn, &here.caller, school)?.remove(&wish),
        None => None,
    };
    let heading = match topic {
        Some(topic) => Titles::load(conn, here, &[topic])?.get(topic),
        None => None,
    };
    let in_sight = in_sight(offers.len());
    // A visit that a link names and that brings nobody here to the other is none of theirs.
    let brings = match asked {
        Some(visit) => whom::comes_between(
            conn,
            visit,
            [Some(school), offer.as_ref().map(|offer| offer.school)],
            [learner, offer.as_ref().map(|offer| offer.person)],
        )?,
        None => false,
    };
    let view = New {
        form_id: if pair.id.is_empty() { app.new_id::<crate::domain::id::Tutorial>().to_string() } else { pair.id.clone() },
        learner: settled.map(|learner| faces.of(learner)),
        learner_id: learner.map(|learner| learner.to_string()).unwrap_or_default(),
        comes: guest.map(|(visit, _)| here.day(visit.day, Style::Weekday)),
        learners,
        busy,
        own,
        tutoring,
        offer: offered.filter(|_| offers.is_empty()),
        in_sight,
        unfolded: offers.iter().skip(in_sight).any(|one| one.selected),
        offers,
        order,
        full: tutors.full,
        topics,
        knows_all,
        away,
        heading,
        topic: topic.map(|topic| topic.to_string()).unwrap_or_default(),
        why,
        visit: guest.map(|(visit, _)| visit.id).or(asked.filter(|_| brings)).map(|visit| visit.to_string()).unwrap_or_default(),
        may_aloud: may(Verb::ProposeForOthers, relations) && !own,
        aloud: !pair.aloud.is_empty(),
    };
    Ok(View { title: here.text("tutorial-new-title", &[]), view })
}

/// An offer of the school to which the reader goes on a visit: an adult there is no secret to her; who a child is she learns on the day, once the
/// child has said yes.
fn offered_there(conn: &mut Conn, here: &Here, row: &OfferRow, meeting: Option<&Meeting>) -> Result<Offered, Error> {
    let adults = people::adults_of(conn, &[row.person])?;
    let tutor = Faces::load(conn, here, &adults)?.of(row.person);
    let place = nodes::names(conn, &[row.school])?.remove(&row.school);
    let visits = meeting.map(|(visit, _)| here.day(visit.day, Style::Weekday));
    Ok(Offered { id: row.id.to_string(), tutor, free: ground::free_places(conn, row)?, visits, place })
}

/// The topics of a school in which somebody could begin now, each with its free places, in the order of the alphabet; and whether there are none
/// only because she masters them all.
fn open_topics(
    conn: &mut Conn,
    here: &Here,
    pair: &Pair,
    school: crate::domain::id::NodeId,
    learner: Option<PersonId>,
    guest: Option<&Meeting>,
) -> Result<(Vec<Open>, bool), Error> {
    let (rows, _) = whom::free_offers(conn, None, school, learner, guest)?;
    let mastered: Vec<TopicId> = match learner {
        Some(learner) => {
            masteries::of_person(conn, learner)?.into_iter().filter(|row| row.withdrawn.is_none()).map(|row| row.topic).collect()
        }
        None => Vec::new(),
    };
    let mut free: HashMap<TopicId, i64> = HashMap::new();
    let mut order = Vec::new();
    for (row, places) in rows.iter().filter(|(row, _)| !mastered.contains(&row.topic)) {
        let sum = free.entry(row.topic).or_insert_with(|| {
            order.push(row.topic);
            0
        });
        *sum += places;
    }
    let titles = Titles::load(conn, here, &order)?;
    let learner = learner.map(|learner| format!("&learner={learner}")).unwrap_or_default();
    let visit = forms::optional_choice::<VisitId>(&pair.visit).ok().flatten().map(|visit| format!("&visit={visit}")).unwrap_or_default();
    let open = order.into_iter().map(|topic| Open {
        topic: titles.of(topic),
        href: format!("/tutorials/new?topic={topic}{learner}{visit}"),
        free: free.get(&topic).copied().unwrap_or_default(),
    });
    let open: Vec<Open> = open.collect();
    let knows_all = open.is_empty() && !rows.is_empty();
    Ok((open, knows_all))
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
                None => meetings::bridging(tx, learner, offer, here.now)?,
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
            let anew = Anew::after(&error);
            app.again(visitor, error, "pages/tutorial-new.html", move |conn, here| choosing(conn, here, &maker, &typed, anew)).await
        }
    }
}
