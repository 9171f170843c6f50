//! Visits: which are coming to a school and which have been; who says that she comes, and those that are given up.

use std::collections::HashMap;

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::faces::{Face, Faces};
use super::topics::{Title, Titles};
use crate::actions::{ground, visits as acts};
use crate::domain::id::{NodeId, OfferId, PersonId, TopicId, VisitId};
use crate::domain::moment::Day;
use crate::domain::policy::{Relations, Verb, may};
use crate::domain::words::TutorialState;
use crate::store::Conn;
use crate::store::queries::{masteries, nodes, people, tutorials, visits};
use crate::store::rows::{TutorialRow, VisitRow};
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::forms;
use crate::web::locale::capital;
use crate::web::{Answer, App, Error, Here, Visitor, see_other};

/// How many visits that are over stand on a page.
const OVER_AT_ONCE: usize = 20;
/// For how many days a visit that is over is shown.
const REMEMBERED: u64 = 366;

#[derive(Serialize)]
struct Row {
    id: String,
    day: String,
    /// Whether its day is past.
    over: bool,
    people: Vec<Guest>,
    /// Whether the reader is one of them and has still to answer.
    asks: bool,
    responsible: Face,
    /// Whether she is still there to answer for it, where it is coming.
    answered: bool,
    /// Who works with whom on it, for whoever answers for it.
    meets: Vec<Pair>,
    /// How many tutorials, asked for or open, lean on it: they close with it.
    leaning: usize,
    /// What the reader, who goes, could learn there.
    learn: Vec<Title>,
}

/// Two whom a visit brings together.
#[derive(Serialize)]
struct Pair {
    href: String,
    pair: String,
    topic: Title,
    /// Whether a yes is missing.
    waits: bool,
}

/// Somebody who comes.
#[derive(Serialize)]
struct Guest {
    face: Face,
    /// Whether she has still to say so.
    waits: bool,
    /// Where the reader proposes somebody of the school from whom she learns.
    propose: Option<String>,
}

#[derive(Serialize)]
struct Shown {
    node: String,
    school: String,
    rows: Vec<Row>,
    /// Those that are over, newest first.
    over: Vec<Row>,
    /// Whether those are what the reader came for.
    looks_back: bool,
    /// From which of them the reading goes on.
    more: Option<String>,
    may_agree: bool,
}

/// How far back the reader has come.
#[derive(Debug, Deserialize)]
pub struct Back {
    #[serde(default)]
    before: Option<String>,
}

/// The visits that are coming, and those of the last year: one that was written down wrong is seen and taken out whenever its day was.
pub async fn list(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, back: web::Query<Back>) -> Answer {
    let node: NodeId = forms::id(&path)?;
    app.page(visitor, "pages/visits.html", move |conn, here| {
        let me = here.person()?;
        let place = ground::place(conn, node)?;
        let relations = here.caller.to_place(&place);
        let today = nodes::today(conn, node, here.now)?;
        // Who comes herself sees her own visits, and nobody else's.
        let sees_all = may(Verb::ReadVisit, relations);
        let own = (!sees_all && may(Verb::ReadVisit, relations.and(Relations::VISITOR))).then_some(me);
        let mut coming = visits::in_school(conn, node, today)?;
        let since = today.checked_sub_days(chrono::Days::new(REMEMBERED)).unwrap_or(today);
        let last = match back.before.as_deref().and_then(|id| id.parse().ok()) {
            Some(id) => visits::by_id(conn, id)?.filter(|row| row.school == node),
            None => None,
        };
        let mut over = Vec::new();
        if sees_all || own.is_some() {
            let one_more = i64::try_from(OVER_AT_ONCE + 1).unwrap_or(i64::MAX);
            over = visits::over(conn, node, (since, today), own, last.as_ref(), one_more)?;
        }
        let goes_on = over.len() > OVER_AT_ONCE;
        over.truncate(OVER_AT_ONCE);
        let more = over.last().map(|row| row.id.to_string()).filter(|_| goes_on);
        let ids: Vec<VisitId> = coming.iter().chain(&over).map(|visit| visit.id).collect();
        let named = visits::named_of(conn, &ids)?;
        let hers = |visit: &VisitRow| named.get(&visit.id).is_some_and(|who| who.iter().any(|(person, _)| *person == me));
        coming.retain(|visit| sees_all || (own.is_some() && hers(visit)));
        if coming.is_empty() && over.is_empty() {
            ground::allow(Verb::ReadVisit, relations)?;
        }
        let may_agree = may(Verb::AgreeVisit, relations);
        let coming_ones = coming.len();
        coming.append(&mut over);
        let mut rows = rows(conn, here, &coming, named, relations, (node, today))?;
        let over = rows.split_off(coming_ones);
        let school = nodes::by_id(conn, node)?.ok_or(Error::NotFound)?.name;
        let view = Shown { node: node.to_string(), school, rows, over, looks_back: last.is_some(), more, may_agree };
        Ok(View { title: here.text("visits-title", &[]), view })
    })
    .await
}

/// Visits with who comes; for whoever agrees to them, with what leans on them.
fn rows(
    conn: &mut Conn,
    here: &Here,
    visits: &[VisitRow],
    mut named: HashMap<VisitId, Vec<(PersonId, bool)>>,
    relations: Relations,
    (school, today): (NodeId, Day),
) -> Result<Vec<Row>, Error> {
    let me = here.person()?;
    let shown = visits.iter().map(|visit| (visit, named.remove(&visit.id).unwrap_or_default())).collect::<Vec<_>>();
    let mut all: Vec<PersonId> =
        shown.iter().flat_map(|(visit, who)| who.iter().map(|(person, _)| *person).chain([visit.responsible])).collect();
    let (mut lean, mut meet): (HashMap<VisitId, usize>, HashMap<VisitId, Vec<TutorialRow>>) = (HashMap::new(), HashMap::new());
    if may(Verb::AgreeVisit, relations) {
        let leaning = tutorials::of_visits(conn, &visits.iter().map(|visit| visit.id).collect::<Vec<_>>())?;
        all.extend(leaning.iter().flat_map(|row| [row.learner, row.tutor]));
        // What began on an earlier visit goes on where its guest comes again.
        let further = if visits.iter().any(|visit| visit.day >= today) { tutorials::open_on_visits_to(conn, school)? } else { Vec::new() };
        all.extend(further.iter().flat_map(|row| [row.learner, row.tutor]));
        for (visit, who) in shown.iter().filter(|(visit, _)| visit.day >= today) {
            let comes = |person: PersonId| who.contains(&(person, false));
            let again = further.iter().filter(|row| row.visit != Some(visit.id) && comes(row.learner) != comes(row.tutor));
            meet.entry(visit.id).or_default().extend(again.cloned());
        }
        for row in leaning {
            if let Some(visit) = row.visit {
                *lean.entry(visit).or_default() += 1;
                meet.entry(visit).or_default().push(row);
            }
        }
    }
    let titles = Titles::load(conn, here, &meet.values().flatten().map(|row| row.topic).collect::<Vec<_>>())?;
    let known = Faces::load(conn, here, &all)?;
    let pair = |row: &TutorialRow| {
        let both = [("learner", capital(known.name(row.learner)).into()), ("tutor", known.name(row.tutor).into())];
        let waits = row.state == TutorialState::Proposed;
        Pair { href: format!("/tutorials/{}", row.id), pair: here.text("tutorial-pair", &both), topic: titles.of(row.topic), waits }
    };
    let proposes = may(Verb::ProposeForOthers, relations);
    let propose = |visit: &VisitRow, person: PersonId, waits: bool| {
        (proposes && !waits && visit.day >= today).then(|| format!("/tutorials/new?learner={person}&visit={}", visit.id))
    };
    let mut rows = Vec::with_capacity(shown.len());
    let teaching = people::teaching(conn, school)?;
    for (visit, who) in shown {
        let over = visit.day < today;
        let answered = over || teaching.contains(&visit.responsible);
        let learn = if !over && who.contains(&(me, false)) { could_learn(conn, here, me, visit.id)? } else { Vec::new() };
        rows.push(Row {
            id: visit.id.to_string(),
            day: visit.day.to_string(),
            over,
            people: who
                .iter()
                .map(|(person, waits)| Guest { face: known.of(*person), waits: *waits, propose: propose(visit, *person, *waits) })
                .collect(),
            asks: who.contains(&(me, true)),
            responsible: known.of(visit.responsible),
            answered,
            meets: meet.get(&visit.id).into_iter().flatten().map(pair).collect(),
            leaning: lean.get(&visit.id).copied().unwrap_or(0),
            learn,
        });
    }
    Ok(rows)
}

/// The topics in which somebody has a place, where the reader goes on a visit, and could accompany her there. Who it is the topic's page says, as far
/// as she may know.
fn could_learn(conn: &mut Conn, here: &Here, me: PersonId, visit: VisitId) -> Result<Vec<Title>, Error> {
    let Some(agreed) = visits::agreed(conn, visit)? else { return Ok(Vec::new()) };
    let offers = masteries::catalog(conn, agreed.school)?;
    let company = ground::Company::of(conn, me, offers.iter().map(|offer| offer.person))?;
    let taken: HashMap<OfferId, i64> = masteries::taken_in(conn, agreed.school)?.into_iter().collect();
    let own = masteries::of_person(conn, me)?;
    let mut topics: Vec<TopicId> = Vec::new();
    for offer in offers {
        let free = i64::from(offer.capacity) > taken.get(&offer.id).copied().unwrap_or(0);
        let masters = own.iter().any(|row| row.topic == offer.topic && row.withdrawn.is_none());
        if free && !masters && !topics.contains(&offer.topic) && company.may_pair(offer.person, Some(&agreed)) {
            topics.push(offer.topic);
        }
    }
    let titles = Titles::load(conn, here, &topics)?;
    Ok(topics.into_iter().map(|topic| titles.of(topic)).collect())
}

/// Says that she comes.
pub async fn accept(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let visit: VisitId = forms::id(&path)?;
    let (school, over) = app
        .act(&visitor, move |tx, here| -> Result<_, Error> {
            let school = acts::answer(tx, &here.caller, visit)?;
            let over = visits::by_id(tx, visit)?.is_some_and(|row| row.day < here.today);
            Ok((school, over))
        })
        .await?;
    let said = if over { "visit-came" } else { "visit-accepted" };
    Ok(see_other(format!("/nodes/{school}/visits")).cookie(flash(said)).finish())
}

/// Gives a visit up.
pub async fn end(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let visit: VisitId = forms::id(&path)?;
    let school = app.act(&visitor, move |tx, here| acts::withdraw(tx, &here.caller, visit)).await?;
    Ok(see_other(format!("/nodes/{school}/visits")).cookie(flash("visit-ended")).finish())
}
