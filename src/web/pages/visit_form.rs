//! A visit written down: agreed to by a teacher of the school to which it comes, before or afterwards, and set right.

use std::sync::Arc;

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::choice::Choice;
use super::faces::{Group, with_unread};
use crate::actions::{ground, visits as acts};
use crate::domain::id::{NodeId, PersonId, Visit, VisitId};
use crate::domain::moment::Day;
use crate::domain::policy::{Verb, may};
use crate::domain::refusal::Check;
use crate::domain::search::fold;
use crate::domain::words::{Level, Position, VisitState};
use crate::store::Conn;
use crate::store::queries::{nodes, people, visits};
use crate::store::rows::VisitRow;
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::forms::{self, Form};
use crate::web::{Answer, App, Error, Here, Visitor, see_other};

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
    /// Whether it is there already, and is set right.
    known: bool,
    /// Where the form goes.
    way: String,
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
    if form.id.is_empty() {
        form.id = app.new_id::<Visit>().to_string();
        form.responsible = me.to_string();
    }
    view(conn, here, node, form, None)
}

/// The form, for a visit that is new or one that is there already.
fn view(conn: &mut Conn, here: &Here, node: NodeId, form: VisitForm, known: Option<VisitId>) -> Result<View<New>, Error> {
    here.person()?;
    let here_is = ground::allow_at(conn, &here.caller, Verb::AgreeVisit, node)?;
    let above = nodes::path(conn, node)?;
    // Schools beside this one come too.
    let mut beside = match above.first() {
        Some(parent) => nodes::children(conn, parent.id)?,
        None => Vec::new(),
    };
    beside.retain(|other| other.id != node && other.level == Level::School);
    // And those of other zones, wherever they stand above.
    let mut wider = Vec::new();
    for place in above.iter().skip(1) {
        let near = nodes::children(conn, place.id)?.into_iter();
        wider.extend(near.filter(|other| other.level != Level::School && !above.iter().any(|known| known.id == other.id)));
    }
    let beside: Vec<_> = beside.into_iter().chain(wider).collect();
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
    // Whoever is named and not of the places that are offered stays to be chosen.
    let listed = |value: &str| groups.iter().any(|group| group.people.iter().any(|one| one.value == value));
    let others: Vec<PersonId> = match known {
        Some(visit) => visits::named(conn, visit)?.into_iter().map(|(person, _)| person).collect(),
        None => Vec::new(),
    };
    let mut others: Vec<Choice> = people::names(conn, &others)?
        .into_iter()
        .filter(|(person, _)| !listed(&person.to_string()))
        .map(|(person, name)| {
            let value = person.to_string();
            Choice { selected: form.visitors.contains(&value), ..Choice::new(value, name) }
        })
        .collect();
    others.sort_by_cached_key(|one| fold(&one.label));
    if !others.is_empty() {
        groups.insert(0, Group { label: here.text("visit-named", &[]), people: others });
    }
    let places: Vec<Choice> = above.iter().chain(&beside).map(|place| Choice::new(place.id, place.name.clone())).collect();
    let alone = places.is_empty() && groups.is_empty();
    let adds = may(Verb::AddPerson, here.caller.to_place(&here_is));
    let school = nodes::by_id(conn, node)?.ok_or(Error::NotFound)?.name;
    let today = nodes::today(conn, node, here.now)?.to_string();
    let title = here.text(if known.is_some() { "visit-edit-title" } else { "visit-new-title" }, &[]);
    let way = known.map_or_else(|| format!("/nodes/{node}/visits/new"), |visit| format!("/visits/{visit}/edit"));
    let view = New { node: node.to_string(), school, known: known.is_some(), way, form, groups, responsibles, places, alone, adds, today };
    Ok(View { title, view })
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
            let read = read(&form, &mut check);
            let Some((day, visitors, responsible)) = read else { return Err(check.done().err().map_or(Error::Malformed, Error::from)) };
            let day = day.unwrap_or(here.today);
            let outcome = acts::agree(tx, &here.caller, &acts::Visit { visit, school, day, visitors, responsible });
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

/// The page on which a visit is set right.
pub async fn edit(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: web::Query<From>) -> Answer {
    let id: VisitId = forms::id(&path)?;
    let from = form.into_inner().from;
    app.page(visitor, "pages/visit-new.html", move |conn, here| {
        here.person()?;
        let row = standing(conn, id)?;
        let visitors = visits::named(conn, id)?.into_iter().map(|(person, _)| person.to_string()).collect();
        let form = VisitForm { id: id.to_string(), day: row.day.to_string(), visitors, responsible: row.responsible.to_string(), from };
        view(conn, here, row.school, form, Some(id))
    })
    .await
}

/// A visit that was not given up.
fn standing(conn: &mut Conn, id: VisitId) -> Result<VisitRow, Error> {
    visits::by_id(conn, id)?.filter(|row| row.state == VisitState::Agreed).ok_or(Error::NotFound)
}

/// Sets a visit right.
pub async fn correct(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<VisitForm>) -> Answer {
    let visit: VisitId = forms::id(&path)?;
    let Form(form) = form;
    let typed = form.clone();
    let done = app
        .act(&visitor, move |tx, here| -> Result<_, Error> {
            here.person()?;
            let school = standing(tx, visit)?.school;
            let mut check = Check::new();
            let read = read(&form, &mut check);
            let Some((day, visitors, responsible)) = read else { return Err(check.done().err().map_or(Error::Malformed, Error::from)) };
            let day = day.unwrap_or(here.today);
            let outcome = acts::correct(tx, &here.caller, &acts::Visit { visit, school, day, visitors, responsible });
            with_unread(check, outcome.map(|()| school))
        })
        .await;
    match done {
        Ok(school) => Ok(see_other(format!("/nodes/{school}/visits#visit-{visit}")).cookie(flash("visit-corrected")).finish()),
        Err(error) => {
            app.again(visitor, error, "pages/visit-new.html", move |conn, here| {
                let row = standing(conn, visit)?;
                view(conn, here, row.school, typed, Some(visit))
            })
            .await
        }
    }
}

/// A visit's day, where one was typed, who comes and who answers for it, where that can be read.
fn read(form: &VisitForm, check: &mut Check) -> Option<(Option<Day>, Vec<PersonId>, PersonId)> {
    let day = check.take("day", forms::day(&form.day));
    let ids: Result<Vec<PersonId>, _> = form.visitors.iter().map(|id| forms::choice(id)).collect();
    let visitors = check.take("visitors", ids).unwrap_or_default();
    let responsible = check.take("responsible", forms::choice::<PersonId>(&form.responsible))?;
    Some((day, visitors, responsible))
}
