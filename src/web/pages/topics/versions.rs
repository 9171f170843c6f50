//! The versions of a topic: who wrote which, and what each changed.

use std::collections::HashMap;

use actix_web::web;
use serde::Serialize;

use super::{Title, foreign, lines, names_at, paragraphs};
use crate::actions;
use crate::domain::id::{PersonId, TopicId};
use crate::domain::policy::{Verb, may};
use crate::store::Conn;
use crate::store::queries::{people, topics};
use crate::store::rows::TopicVersionRow;
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::{Answer, App, Error, Here, Visitor, forms, see_other};

const LIST: &str = "pages/topics/versions.html";

#[derive(Serialize)]
struct Line {
    number: i32,
    day: String,
    author: Option<String>,
    /// Which parts changed, in words; for the first version that it is the first.
    changed: String,
    /// Since when it does not count.
    withdrawn: Option<String>,
}

#[derive(Serialize)]
struct Versions {
    id: String,
    topic_title: String,
    /// The language of the title, where it is not the page's (whose own is `lang`).
    tongue: Option<String>,
    versions: Vec<Line>,
    may_withdraw: bool,
}

/// A part of a topic's text in a version.
#[derive(Serialize)]
struct Part {
    heading: String,
    text: Vec<String>,
    changed: bool,
    before: Vec<String>,
}

#[derive(Serialize)]
struct One {
    id: String,
    topic_title: String,
    /// The language of the text, where it is not the page's (whose own is `lang`).
    tongue: Option<String>,
    number: i32,
    newest: bool,
    day: String,
    changed: String,
    parts: Vec<Part>,
    previous: Option<i32>,
    next: Option<i32>,
}

/// The parts of a version: the key of what each is called, and its text.
fn parts(here: &Here, row: &TopicVersionRow) -> [(&'static str, Vec<String>); 6] {
    [
        ("topic-field-title", vec![row.title.clone()]),
        ("topic-field-subject", vec![here.word("subject", &row.subject)]),
        ("topic-field-challenge", paragraphs(&row.challenge)),
        ("topic-field-why", paragraphs(&row.why)),
        ("topic-field-questions", lines(&row.questions)),
        ("topic-field-sources", lines(&row.sources)),
    ]
}

fn changes(here: &Here, row: &TopicVersionRow, before: Option<&TopicVersionRow>) -> String {
    let Some(before) = before else { return here.text("topic-version-first", &[]) };
    let old = parts(here, before);
    let changed: Vec<String> = parts(here, row)
        .iter()
        .zip(&old)
        .filter(|(new, old)| new.1 != old.1)
        .map(|(new, _)| here.text(new.0, &[]).to_lowercase())
        .collect();
    if changed.is_empty() {
        here.text("topic-version-same", &[])
    } else {
        here.text("topic-version-changed", &[("parts", changed.join(", ").into())])
    }
}

/// Names of authors whom the reader may know by name: those of her own school.
fn authors(conn: &mut Conn, here: &Here, rows: &[TopicVersionRow]) -> Result<HashMap<PersonId, String>, Error> {
    let mut ids: Vec<PersonId> = rows.iter().filter_map(|row| row.author).collect();
    ids.sort_unstable();
    ids.dedup();
    let Some((home, _)) = here.home.filter(|(home, _)| names_at(&here.caller, *home)) else { return Ok(HashMap::new()) };
    let mut near = Vec::new();
    for id in ids {
        if people::belongs_to(conn, id, home)? {
            near.push(id);
        }
    }
    Ok(people::names(conn, &near)?)
}

/// All of them.
pub async fn list(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let id: TopicId = forms::id(&path)?;
    app.page(visitor, LIST, move |conn, here| view(conn, here, id)).await
}

/// Takes one back: the one before it counts.
pub async fn withdraw(app: web::Data<App>, visitor: Visitor, path: web::Path<(String, String)>) -> Answer {
    set_standing(app, visitor, path.into_inner(), false).await
}

/// Lets one count again.
pub async fn restore(app: web::Data<App>, visitor: Visitor, path: web::Path<(String, String)>) -> Answer {
    set_standing(app, visitor, path.into_inner(), true).await
}

async fn set_standing(app: web::Data<App>, visitor: Visitor, (id, number): (String, String), stands: bool) -> Answer {
    let id: TopicId = forms::id(&id)?;
    let done = app
        .act(&visitor, move |tx, here| -> Result<(), Error> {
            here.person()?;
            let number: i32 = forms::id(&number)?;
            Ok(actions::topics::set_version_standing(tx, &here.caller, id, number, stands)?)
        })
        .await;
    match done {
        Ok(()) => {
            let key = if stands { "version-restored" } else { "version-withdrawn" };
            Ok(see_other(format!("/topics/{id}/versions")).cookie(flash(key)).finish())
        }
        Err(error) => app.again(visitor, error, LIST, move |conn, here| view(conn, here, id)).await,
    }
}

fn view(conn: &mut Conn, here: &Here, id: TopicId) -> Result<View<Versions>, Error> {
    topics::by_id(conn, id)?.ok_or(Error::NotFound)?;
    let title = Title::of(conn, here, id)?;
    let rows = topics::versions(conn, id)?;
    let names = authors(conn, here, &rows)?;
    let versions = rows
        .iter()
        .enumerate()
        .map(|(index, row)| Line {
            number: row.version,
            day: row.written.to_string(),
            author: row.author.and_then(|author| names.get(&author).cloned()),
            changed: changes(here, row, rows.get(index + 1)),
            withdrawn: row.withdrawn.map(|day| day.to_string()),
        })
        .collect();
    let may_withdraw = may(Verb::WithdrawTopic, actions::topics::relations(conn, &here.caller, id)?);
    let view = Versions { id: id.to_string(), topic_title: title.title, tongue: title.lang, versions, may_withdraw };
    Ok(View { title: here.text("topic-versions-heading", &[]), view })
}

/// One of them.
pub async fn one(app: web::Data<App>, visitor: Visitor, path: web::Path<(String, String)>) -> Answer {
    let (id, number) = path.into_inner();
    let (id, number): (TopicId, i32) = (forms::id(&id)?, forms::id(&number)?);
    app.page(visitor, "pages/topics/version.html", move |conn, here| {
        let topic = topics::by_id(conn, id)?.ok_or(Error::NotFound)?;
        let rows = topics::versions(conn, id)?;
        let place = rows.iter().position(|row| row.version == number).ok_or(Error::NotFound)?;
        let (row, before) = (&rows[place], rows.get(place + 1));
        let old = before.map(|before| parts(here, before));
        let shown = parts(here, row).into_iter().enumerate().map(|(index, (heading, text))| {
            let before = old.as_ref().map(|old| old[index].1.clone()).filter(|old| *old != text);
            Part { heading: here.text(heading, &[]), changed: before.is_some(), before: before.unwrap_or_default(), text }
        });
        let view = One {
            parts: shown.collect(),
            id: id.to_string(),
            topic_title: row.title.clone(),
            tongue: foreign(here, &topic.language),
            number,
            newest: number == topic.version,
            day: row.written.to_string(),
            changed: changes(here, row, before),
            previous: before.map(|row| row.version),
            next: place.checked_sub(1).map(|place| rows[place].version),
        };
        Ok(View { title: here.text("topic-version-heading", &[("number", number.into())]), view })
    })
    .await
}
