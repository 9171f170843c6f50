//! Lists, in and out: what may be brought in at a place, what waits there, and what can be taken out. A file is sent here, looked at on a page
//! of its own ([`show`]), where pairs of topics may be laid beside it ([`beside`]), and written from there ([`confirm`]).

pub mod beside;
pub mod confirm;
pub mod show;
mod words;

use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use tokio::sync::Semaphore;

use super::choice::Choice;
use crate::actions;
use crate::actions::lists::{self as acts, Received};
use crate::domain::id::{ListId, NodeId};
use crate::domain::policy::{Verb, may};
use crate::domain::refusal::{Problem, Refusal};
use crate::domain::words::{Level, ListKind};
use crate::exchange::lists::{MAX_BYTES, Unread, Waiting};
use crate::exchange::oneroster;
use crate::exchange::people::write_people;
use crate::store::Conn;
use crate::store::queries::{nodes, people};
use crate::store::rows::NodeRow;
use crate::store::waiting::ListRow;
use crate::web::app::View;
use crate::web::locale::Day as Style;
use crate::web::{Answer, App, Error, Here, Visitor, forms, problems, see_other, templates, upload};

const PAGE: &str = "pages/lists.html";

/// Files are unpacked one after the other: each may take a hundred times its size for a moment.
static TURN: Semaphore = Semaphore::const_new(1);

#[derive(Serialize)]
struct Shown {
    node: String,
    name: String,
    school: bool,
    id: String,
    kind: String,
    kinds: Vec<Choice>,
    megabytes: usize,
    waiting: Vec<Kept>,
}

#[derive(Serialize)]
struct Kept {
    id: String,
    name: String,
    kind: String,
    state: &'static str,
    written: i32,
    until: String,
}

fn view(conn: &mut Conn, here: &Here, node: NodeId, fresh: ListId, kind: &str) -> Result<View<Shown>, Error> {
    here.person()?;
    let level = acts::at(conn, &here.caller, node)?;
    let row = nodes::by_id(conn, node)?.ok_or(Error::NotFound)?;
    let kinds = acts::kinds(level);
    let zone = nodes::zone(conn, node)?;
    let kept = acts::of(conn, &here.caller, node, here.now)?.into_iter().map(|row: ListRow| Kept {
        id: row.id.to_string(),
        name: row.name,
        kind: here.text(&format!("lists-kind-{}", row.kind), &[]),
        state: row.state.word(),
        written: row.written,
        until: here.day(row.expires.day_in(zone), Style::Weekday),
    });
    let view = Shown {
        node: node.to_string(),
        school: level == Level::School,
        id: fresh.to_string(),
        kind: if kind.is_empty() { kinds[0].word().to_owned() } else { kind.to_owned() },
        kinds: kinds.iter().map(|kind| Choice::new(kind.word(), here.text(&format!("lists-kind-{kind}"), &[]))).collect(),
        megabytes: MAX_BYTES / 1024 / 1024,
        waiting: kept.collect(),
        name: row.name,
    };
    Ok(View { title: here.text("lists-title", &[("node", view.name.clone().into())]), view })
}

/// What may be brought in and taken out.
pub async fn list(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let (node, fresh) = (forms::id(&path)?, app.new_id());
    app.page(visitor, PAGE, move |conn, here| view(conn, here, node, fresh, "")).await
}

/// Takes a file in. Who may not send one is told so before a byte of it is read.
pub async fn receive(
    app: web::Data<App>,
    visitor: Visitor,
    request: HttpRequest,
    path: web::Path<String>,
    payload: web::Payload,
) -> Answer {
    let node: NodeId = forms::id(&path)?;
    let (key, today) = read(&app, &visitor, move |conn, here| {
        acts::at(conn, &here.caller, node)?;
        let place = nodes::by_id(conn, node)?.ok_or(Error::NotFound)?;
        Ok((place.cct, nodes::today(conn, node, here.now)?))
    })
    .await?;
    let fresh: ListId = app.new_id();
    let sent = match upload::read(request.headers(), payload, MAX_BYTES).await {
        Ok(sent) => sent,
        Err(Error::TooLarge) => {
            let said = app.catalog.text(visitor.language, "lists-too-large", &[("megabytes", (MAX_BYTES / 1024 / 1024).into())]);
            let said = vec![templates::Problem::new("file", said)];
            return app
                .page_with(visitor, PAGE, StatusCode::PAYLOAD_TOO_LARGE, said, move |conn, here| view(conn, here, node, fresh, ""))
                .await;
        }
        Err(error) => return Err(error),
    };
    let kind = sent.text("kind").to_owned();
    let wrong = |error: actions::Error| {
        let shown = kind.clone();
        app.again(visitor.clone(), error.into(), PAGE, move |conn, here| view(conn, here, node, fresh, &shown))
    };
    let Some((name, bytes)) = sent.file.clone().filter(|(_, bytes)| !bytes.is_empty()) else {
        return wrong(actions::Error::at("file", Problem::Missing)).await;
    };
    let Ok(about) = kind.parse::<ListKind>() else {
        return wrong(actions::Error::at("kind", Problem::UnknownChoice)).await;
    };
    let list: ListId = sent.text("id").parse().map_err(|_| Error::Malformed)?;
    let turn = TURN.acquire().await.map_err(|error| Error::Fault(error.to_string()))?;
    let read = web::block(move || {
        let read = match about {
            ListKind::People => Waiting::of_people(&bytes, key.as_deref(), today),
            ListKind::Schools => Waiting::of(about, &bytes).map_err(Unread::Table),
            ListKind::Topics => Waiting::of_topics(&bytes),
        };
        read.map(|waiting| waiting.pack())
    });
    let read = read.await.map_err(|error| Error::Fault(error.to_string()))?;
    drop(turn);
    let body = match read {
        Ok(body) => body.map_err(|error| Error::Fault(error.to_string()))?,
        Err(error) => {
            let said = vec![templates::Problem::new("file", words::unread(&app.catalog, visitor.language, &error))];
            let shown = kind.clone();
            return app
                .page_with(visitor.clone(), PAGE, StatusCode::UNPROCESSABLE_ENTITY, said, move |conn, here| {
                    view(conn, here, node, fresh, &shown)
                })
                .await;
        }
    };
    let received = Received { list, node, kind: about, name, body };
    match app.act(&visitor, move |tx, here| acts::receive(tx, &here.caller, received)).await {
        Ok(()) => Ok(see_other(format!("/lists/{list}")).finish()),
        Err(Error::Refused(refusal)) => wrong(actions::Error::Refused(refusal)).await,
        Err(error) => Err(error),
    }
}

/// A file for whoever asked, and for nobody on the way.
fn file(name: &str, kind: &'static str, body: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(kind)
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .body(body)
}

/// Reads as whoever asks. Who has not signed in is asked to.
async fn read<T: Send + 'static>(
    app: &web::Data<App>,
    visitor: &Visitor,
    work: impl FnOnce(&mut Conn, &Here) -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    let (now, catalog, asked) = (app.db.now(), std::sync::Arc::clone(&app.catalog), visitor.clone());
    app.db
        .read(move |conn| {
            let here = Here::load(conn, &asked, now, catalog)?;
            here.person()?;
            work(conn, &here)
        })
        .await
}

/// Whether the caller may take the people of a school out.
fn may_take(conn: &mut Conn, here: &Here, node: NodeId) -> Result<(), Error> {
    let level = acts::at(conn, &here.caller, node)?;
    let place = nodes::place(conn, node)?.ok_or(Error::NotFound)?;
    let may = level == Level::School && may(Verb::ReadNames, here.caller.to_place(&place));
    if may { Ok(()) } else { Err(Error::NotFound) }
}

/// The people of a school, as the plain list that comes in again and changes nothing.
pub async fn people_out(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let node: NodeId = forms::id(&path)?;
    let body = read(&app, &visitor, move |conn, here| {
        may_take(conn, here, node)?;
        Ok(write_people(&people::members_with_language(conn, node)?))
    })
    .await?;
    Ok(file("relevo-personas.csv", "text/csv; charset=utf-8", body))
}

/// The same, as a package that other programs read.
pub async fn roster_out(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let node: NodeId = forms::id(&path)?;
    let body = read(&app, &visitor, move |conn, here| {
        may_take(conn, here, node)?;
        let place = |row: NodeRow| oneroster::Place { id: row.id, name: row.name, level: row.level, key: row.cct };
        let school = nodes::by_id(conn, node)?.map(place).ok_or(Error::NotFound)?;
        let above: Vec<_> = nodes::path(conn, node)?.into_iter().filter(|row| row.id != node).map(place).collect();
        let today = nodes::today(conn, node, here.now)?;
        oneroster::write(&school, &above, &people::members(conn, node)?, today).map_err(|error| Error::Fault(error.to_string()))
    })
    .await?;
    Ok(file("relevo-oneroster.zip", "application/zip", body))
}

/// The problems of a refusal, in words.
fn said(app: &App, visitor: &Visitor, refusal: &Refusal) -> Vec<templates::Problem> {
    problems::messages(&app.catalog, visitor.language, refusal)
}
