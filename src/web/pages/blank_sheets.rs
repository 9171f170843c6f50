//! Blank records to be filled in by hand: the process record and the demonstration record, one sheet each.
//!
//! A sheet of a tutorial says whose it is; a school's blank says nothing of anybody. The QR code on it is for whoever brings it in later: it
//! leads to the page where that tutorial is entered, or to the school's page for what was kept on paper, and opens nothing by itself: who
//! is not signed in, or may not, meets what she meets everywhere.

use actix_web::{HttpRequest, web};
use serde::Serialize;

use super::topics::{Title, Titles};
use crate::actions::{ground, names};
use crate::domain::id::{NodeId, TutorialId};
use crate::domain::policy::Verb;
use crate::domain::words::Level;
use crate::store::Conn;
use crate::store::queries::nodes;
use crate::web::app::View;
use crate::web::charts::qr;
use crate::web::forms;
use crate::web::{Answer, App, Error, Here, Visitor};

/// Which record.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Process,
    Demonstration,
}

#[derive(Serialize)]
struct Sheet {
    school: String,
    process: bool,
    qr: String,
    /// Where the page leads back to on a screen.
    back: String,
    /// Nothing on a school's blank.
    learner: Option<String>,
    tutor: Option<String>,
    topic: Option<Title>,
}

/// Where this installation is reached, as a camera opens it.
pub(super) fn base(app: &App, request: &HttpRequest) -> String {
    match &app.origin {
        Some(origin) => origin.trim_end_matches('/').to_owned(),
        None => {
            let info = request.connection_info();
            format!("{}://{}", info.scheme(), info.host())
        }
    }
}

fn title(here: &Here, kind: Kind) -> String {
    here.text(if kind == Kind::Process { "blank-process" } else { "blank-demonstration" }, &[])
}

fn draw(address: &str) -> Result<String, Error> {
    qr::draw(address).map_err(|error| Error::Fault(error.to_string()))
}

fn of_school(conn: &mut Conn, here: &Here, school: NodeId, kind: Kind, base: &str) -> Result<View<Sheet>, Error> {
    here.person()?;
    ground::allow_at(conn, &here.caller, Verb::EnterFromPaper, school)?;
    let row = nodes::by_id(conn, school)?.filter(|row| row.level == Level::School).ok_or(Error::NotFound)?;
    let back = format!("/nodes/{school}/paper");
    let (qr, process) = (draw(&format!("{base}{back}"))?, kind == Kind::Process);
    let view = Sheet { school: row.name, process, qr, back, learner: None, tutor: None, topic: None };
    Ok(View { title: title(here, kind), view })
}

fn of_tutorial(conn: &mut Conn, here: &Here, id: TutorialId, kind: Kind, base: &str) -> Result<View<Sheet>, Error> {
    here.person()?;
    let (row, relations) = ground::tutorial(conn, &here.caller, id)?;
    ground::allow(Verb::EnterFromPaper, relations)?;
    let school = nodes::by_id(conn, row.school)?.map(|row| row.name).unwrap_or_default();
    let mut known = names::visible(conn, &here.caller, &[row.learner, row.tutor])?;
    let back = format!("/tutorials/{id}");
    let entered = if kind == Kind::Process { back.clone() } else { format!("{back}/record") };
    let view = Sheet {
        school,
        process: kind == Kind::Process,
        qr: draw(&format!("{base}{entered}"))?,
        back,
        learner: known.remove(&row.learner),
        tutor: known.remove(&row.tutor),
        topic: Some(Titles::load(conn, here, &[row.topic])?.of(row.topic)),
    };
    Ok(View { title: title(here, kind), view })
}

async fn for_school(app: &App, visitor: Visitor, id: &str, request: &HttpRequest, kind: Kind) -> Answer {
    let (school, base) = (forms::id(id)?, base(app, request));
    app.page(visitor, "pages/blank-sheet.html", move |conn, here| of_school(conn, here, school, kind, &base)).await
}

async fn for_tutorial(app: &App, visitor: Visitor, id: &str, request: &HttpRequest, kind: Kind) -> Answer {
    let (tutorial, base) = (forms::id(id)?, base(app, request));
    app.page(visitor, "pages/blank-sheet.html", move |conn, here| of_tutorial(conn, here, tutorial, kind, &base)).await
}

/// A school's blank process record.
pub async fn school_process(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, request: HttpRequest) -> Answer {
    for_school(&app, visitor, &path, &request, Kind::Process).await
}

/// A school's blank demonstration record.
pub async fn school_demonstration(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, request: HttpRequest) -> Answer {
    for_school(&app, visitor, &path, &request, Kind::Demonstration).await
}

/// A tutorial's process record, to be written by hand.
pub async fn tutorial_process(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, request: HttpRequest) -> Answer {
    for_tutorial(&app, visitor, &path, &request, Kind::Process).await
}

/// A tutorial's demonstration record, to be written by hand.
pub async fn tutorial_demonstration(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, request: HttpRequest) -> Answer {
    for_tutorial(&app, visitor, &path, &request, Kind::Demonstration).await
}
