//! Somebody who was entered twice: who it may be, what would change, and saying so.

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::choice::Choice;
use super::people::class_name;
use super::topics::{Title, Titles};
use crate::actions::retention::Periods;
use crate::actions::{self, names, same_person};
use crate::domain::id::{PersonId, TopicId};
use crate::domain::refusal::{Check, FieldProblem, Problem, Refusal};
use crate::store::Conn;
use crate::store::queries::{nodes, people};
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::forms::{self, Form};
use crate::web::here::stamp;
use crate::web::locale::Day as DayStyle;
use crate::web::{Answer, App, Error, Here, Visitor, problems, see_other};

/// Who it may be.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    other: String,
}

#[derive(Serialize)]
struct Shown {
    kept: Entry,
    place: String,
    others: Vec<Choice>,
    chosen: String,
    /// The entry that would go, once it is chosen.
    other: Option<Entry>,
    doubled: Vec<Doubled>,
    topics: Vec<Title>,
    wishes: Vec<Title>,
    ends: Vec<Ends>,
    tutorials: usize,
    /// Why it cannot be, in words.
    against: Vec<String>,
}

#[derive(Serialize)]
struct Entry {
    id: String,
    name: String,
    stamp: &'static str,
    class: String,
}

#[derive(Serialize)]
struct Doubled {
    topic: Title,
    first: String,
    later: String,
    children: usize,
}

#[derive(Serialize)]
struct Ends {
    topic: Title,
    /// With whom, where the reader may know.
    with: Option<String>,
}

fn entry(conn: &mut Conn, here: &Here, person: PersonId) -> Result<Entry, Error> {
    let named = people::name(conn, person)?.ok_or(Error::NotFound)?;
    let since = people::belongs_or_belonged(conn, person)?.first().map(|row| row.since);
    let since = since.map(|day| here.text("same-since", &[("day", here.day(day, DayStyle::Date).into())]));
    let class = class_name(here, named.grade, named.class.as_deref());
    let parts: Vec<String> = class.into_iter().chain(since).collect();
    Ok(Entry { id: person.to_string(), stamp: stamp(person), class: parts.join(" · "), name: named.name })
}

fn view(conn: &mut Conn, here: &Here, kept: PersonId, typed: &Typed, periods: Periods) -> Result<View<Shown>, Error> {
    here.person()?;
    let node = same_person::place_of(conn, &here.caller, kept)?;
    let since = periods.listed_since(here.today);
    let others = same_person::candidates(conn, &here.caller, kept, since)?;
    let mut view = Shown {
        kept: entry(conn, here, kept)?,
        place: nodes::by_id(conn, node)?.map(|row| row.name).unwrap_or_default(),
        others: others.into_iter().map(|(person, name)| Choice::new(person, name)).collect(),
        chosen: typed.other.clone(),
        other: None,
        doubled: Vec::new(),
        topics: Vec::new(),
        wishes: Vec::new(),
        ends: Vec::new(),
        tutorials: 0,
        against: Vec::new(),
    };
    for other in &mut view.others {
        if let Ok(person) = other.value.parse::<PersonId>() {
            let named = people::name(conn, person)?;
            let class = named.and_then(|row| class_name(here, row.grade, row.class.as_deref()));
            other.label = class.map_or(other.label.clone(), |class| format!("{} · {class}", other.label));
        }
    }
    if let Ok(other) = typed.other.parse::<PersonId>()
        && other != kept
    {
        previewed(conn, here, kept, other, &mut view)?;
    }
    Ok(View { title: here.text("same-title", &[("name", view.kept.name.clone().into())]), view })
}

fn previewed(conn: &mut Conn, here: &Here, kept: PersonId, other: PersonId, view: &mut Shown) -> Result<(), Error> {
    let preview = same_person::preview(conn, &here.caller, kept, other)?;
    let mut topics: Vec<TopicId> = preview.topics.iter().chain(&preview.wishes).copied().collect();
    topics.extend(preview.doubled.iter().map(|one| one.first.topic));
    topics.extend(preview.ends.iter().map(|row| row.topic));
    let titles = Titles::load(conn, here, &topics)?;
    let partners: Vec<PersonId> = preview.ends.iter().flat_map(|row| [row.learner, row.tutor]).collect();
    let known = names::visible(conn, &here.caller, &partners)?;
    view.other = Some(entry(conn, here, other)?);
    for one in &preview.doubled {
        view.doubled.push(Doubled {
            topic: titles.of(one.first.topic),
            first: here.day(one.first.day, DayStyle::Date),
            later: here.day(one.later.day, DayStyle::Date),
            children: one.children,
        });
    }
    view.topics = preview.topics.iter().map(|topic| titles.of(*topic)).collect();
    view.wishes = preview.wishes.iter().map(|topic| titles.of(*topic)).collect();
    for row in &preview.ends {
        let with = if row.learner == kept || row.learner == other { row.tutor } else { row.learner };
        view.ends.push(Ends { topic: titles.of(row.topic), with: known.get(&with).cloned() });
    }
    view.tutorials = preview.tutorials;
    let refusal = Refusal::Invalid(preview.against.into_iter().map(|problem| FieldProblem { field: "", problem }).collect());
    view.against = problems::messages(here.catalog(), here.language, &refusal).into_iter().map(|one| one.message).collect();
    Ok(())
}

/// Who it may be; and, once somebody is chosen, what would change.
pub async fn form(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, asked: web::Query<Typed>) -> Answer {
    let kept = forms::id(&path)?;
    let periods = app.periods;
    app.page(visitor, "pages/same_person.html", move |conn, here| view(conn, here, kept, &asked, periods)).await
}

/// They are one.
pub async fn merge(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Typed>) -> Answer {
    let kept: PersonId = forms::id(&path)?;
    let Form(typed) = form;
    let periods = app.periods;
    let sent = typed.clone();
    let done = app
        .act(&visitor, move |tx, here| {
            same_person::place_of(tx, &here.caller, kept)?;
            let mut check = Check::new();
            let other = check.take("other", forms::choice::<PersonId>(&sent.other));
            check.forbid(other == Some(kept), "other", Problem::UnknownChoice);
            check.done()?;
            let Some(other) = other else { return Err(Error::Malformed) };
            Ok::<_, Error>(actions::same_person::merge(tx, &here.caller, kept, other)?)
        })
        .await;
    match done {
        Ok(()) => Ok(see_other(format!("/people/{kept}")).cookie(flash("same-person")).finish()),
        Err(error) => app.again(visitor, error, "pages/same_person.html", move |conn, here| view(conn, here, kept, &typed, periods)).await,
    }
}
