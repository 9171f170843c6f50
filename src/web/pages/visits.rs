//! Visits: which are coming to a school and which have been, agreed to by one of its teachers, given up.

use std::collections::HashMap;
use std::sync::Arc;

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::choice::Choice;
use super::faces::{Face, Faces, Group, with_unread};
use super::topics::{Title, Titles};
use crate::actions::care as acts;
use crate::actions::ground;
use crate::domain::id::{NodeId, OfferId, PersonId, TopicId, Visit, VisitId};
use crate::domain::moment::Day;
use crate::domain::policy::{Relations, Verb, may};
use crate::domain::refusal::Check;
use crate::domain::words::{Level, Position};
use crate::store::Conn;
use crate::store::queries::{masteries, nodes, people, tutorials, visits};
use crate::store::rows::{TutorialRow, VisitRow};
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::forms::{self, Form};
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
    /// The tutorials, asked for or open, that lean on it: they close with it.
    leaning: Vec<Leans>,
    /// What the reader, who goes, could learn there.
    learn: Vec<Title>,
}

/// A tutorial that a visit makes possible.
#[derive(Serialize)]
struct Leans {
    href: String,
    pair: String,
    topic: Title,
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
        let mut rows = rows(conn, here, &coming, named, relations, today)?;
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
    today: Day,
) -> Result<Vec<Row>, Error> {
    let me = here.person()?;
    let shown = visits.iter().map(|visit| (visit, named.remove(&visit.id).unwrap_or_default())).collect::<Vec<_>>();
    let mut all: Vec<PersonId> =
        shown.iter().flat_map(|(visit, who)| who.iter().map(|(person, _)| *person).chain([visit.responsible])).collect();
    let mut lean: HashMap<VisitId, Vec<TutorialRow>> = HashMap::new();
    if may(Verb::AgreeVisit, relations) {
        let leaning = tutorials::of_visits(conn, &visits.iter().map(|visit| visit.id).collect::<Vec<_>>())?;
        all.extend(leaning.iter().flat_map(|row| [row.learner, row.tutor]));
        for row in leaning {
            if let Some(visit) = row.visit {
                lean.entry(visit).or_default().push(row);
            }
        }
    }
    let titles = Titles::load(conn, here, &lean.values().flatten().map(|row| row.topic).collect::<Vec<_>>())?;
    let known = Faces::load(conn, here, &all)?;
    let leans = |row: &TutorialRow| {
        let pair = [("learner", capital(known.name(row.learner)).into()), ("tutor", known.name(row.tutor).into())];
        Leans { href: format!("/tutorials/{}", row.id), pair: here.text("tutorial-pair", &pair), topic: titles.of(row.topic) }
    };
    let proposes = may(Verb::ProposeForOthers, relations);
    let propose = |visit: &VisitRow, person: PersonId, waits: bool| {
        (proposes && !waits && visit.day >= today).then(|| format!("/tutorials/new?learner={person}&visit={}", visit.id))
    };
    let mut rows = Vec::with_capacity(shown.len());
    for (visit, who) in shown {
        let over = visit.day < today;
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
            leaning: lean.get(&visit.id).into_iter().flatten().map(leans).collect(),
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

/// A visit as typed, and whose people are offered.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct VisitForm {
    id: String,
    day: String,
    visitors: Vec<String>,
    responsible: String,
    from: String,
}

#[derive(Serialize)]
struct New {
    node: String,
    school: String,
    form: VisitForm,
    groups: Vec<Group>,
    responsibles: Vec<Choice>,
    places: Vec<Choice>,
    /// Whether there is no other place from which anybody could come; and whether the reader may then add people to this one.
    alone: bool,
    adds: bool,
    today: String,
}

/// The page on which a visit is agreed to.
pub async fn new(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: web::Query<From>) -> Answer {
    let node: NodeId = forms::id(&path)?;
    let form = VisitForm { from: form.into_inner().from, ..VisitForm::default() };
    let maker = Arc::clone(&app);
    app.page(visitor, "pages/visit-new.html", move |conn, here| new_view(conn, here, &maker, node, form)).await
}

/// From which place they come.
#[derive(Debug, Default, Deserialize)]
pub struct From {
    #[serde(default)]
    from: String,
}

fn new_view(conn: &mut Conn, here: &Here, app: &App, node: NodeId, mut form: VisitForm) -> Result<View<New>, Error> {
    let me = here.person()?;
    let here_is = ground::allow_at(conn, &here.caller, Verb::AgreeVisit, node)?;
    let above = nodes::path(conn, node)?;
    // Schools beside this one come too.
    let mut beside = match above.first() {
        Some(parent) => nodes::children(conn, parent.id)?,
        None => Vec::new(),
    };
    beside.retain(|other| other.id != node && other.level == Level::School);
    let from: Option<NodeId> = form.from.parse().ok().filter(|from| above.iter().chain(&beside).any(|place| place.id == *from));
    let mut groups = Vec::new();
    for place in above.iter().chain(beside.iter().filter(|place| from == Some(place.id))) {
        if from.is_some_and(|from| from != place.id) {
            continue;
        }
        // Only adults come, and whoever agrees to their coming has to know who they are: their names are shown for this alone.
        let adults = people::members(conn, place.id)?.into_iter().filter(|member| !member.minor);
        let adults: Vec<Choice> = adults
            .map(|member| {
                let value = member.id.to_string();
                let label = format!("{} · {}", member.name, here.word("position", member.position.word()));
                Choice { selected: form.visitors.contains(&value), ..Choice::new(value, label) }
            })
            .collect();
        if !adults.is_empty() {
            groups.push(Group { label: place.name.clone(), people: adults });
        }
    }
    let staff = people::members(conn, node)?.into_iter().filter(|member| matches!(member.position, Position::Teacher | Position::Head));
    let responsibles: Vec<Choice> = staff.map(|member| Choice::new(member.id, member.name)).collect();
    if form.id.is_empty() {
        form.id = app.new_id::<Visit>().to_string();
        form.responsible = me.to_string();
    }
    let places: Vec<Choice> = above.iter().chain(&beside).map(|place| Choice::new(place.id, place.name.clone())).collect();
    let (alone, adds) = (places.is_empty(), may(Verb::AddPerson, here.caller.to_place(&here_is)));
    let school = nodes::by_id(conn, node)?.ok_or(Error::NotFound)?.name;
    let today = nodes::today(conn, node, here.now)?.to_string();
    let view = New { node: node.to_string(), school, form, groups, responsibles, places, alone, adds, today };
    Ok(View { title: here.text("visit-new-title", &[]), view })
}

/// Agrees to a visit.
pub async fn agree(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<VisitForm>) -> Answer {
    let school: NodeId = forms::id(&path)?;
    let Form(form) = form;
    let typed = form.clone();
    let done = app
        .act(&visitor, move |tx, here| {
            let visit: VisitId = forms::choice(&form.id).map_err(|_| Error::Malformed)?;
            let mut check = Check::new();
            let day = check.take("day", forms::day(&form.day));
            let ids: Result<Vec<PersonId>, _> = form.visitors.iter().map(|id| forms::choice(id)).collect();
            let visitors = check.take("visitors", ids).unwrap_or_default();
            let responsible = check.take("responsible", forms::choice::<PersonId>(&form.responsible));
            let Some(responsible) = responsible else { return Err(check.done().err().map_or(Error::Malformed, Error::from)) };
            let day = day.unwrap_or(here.today);
            let outcome = acts::agree_visit(tx, &here.caller, &acts::Visit { visit, school, day, visitors, responsible });
            with_unread(check, outcome.map(|visit| (visit, day < here.today)))
        })
        .await;
    match done {
        // One that is over lies folded among others: there the browser opens it.
        Ok((visit, true)) => Ok(see_other(format!("/nodes/{school}/visits#visit-{visit}")).cookie(flash("visit-noted")).finish()),
        Ok((_, false)) => Ok(see_other(format!("/nodes/{school}/visits")).cookie(flash("visit-agreed")).finish()),
        Err(error) => {
            let maker = Arc::clone(&app);
            app.again(visitor, error, "pages/visit-new.html", move |conn, here| new_view(conn, here, &maker, school, typed)).await
        }
    }
}

/// Says that she comes.
pub async fn accept(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let visit: VisitId = forms::id(&path)?;
    let (school, over) = app
        .act(&visitor, move |tx, here| -> Result<_, Error> {
            let school = acts::answer_visit(tx, &here.caller, visit)?;
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
    let school = app.act(&visitor, move |tx, here| acts::withdraw_visit(tx, &here.caller, visit)).await?;
    Ok(see_other(format!("/nodes/{school}/visits")).cookie(flash("visit-ended")).finish())
}
