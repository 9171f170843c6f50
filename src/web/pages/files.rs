//! Pictures and documents of work: laid beside a record, shown to its circle, taken away.

use std::sync::LazyLock;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use tokio::sync::Semaphore;

use super::faces;
use super::topics::Title;
use crate::actions::consents;
use crate::actions::files::{self as acts, Attach, MOST};
use crate::domain::id::{ConsentId, EntryId, FileId, PersonId, TutorialId};
use crate::domain::policy::Verb;
use crate::domain::refusal::{Check, Problem, Refusal};
use crate::domain::words::{FileKind, Seen};
use crate::exchange::notebook;
use crate::store::Conn;
use crate::store::queries::{people, tutorials};
use crate::store::rows::FileRow;
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::locale::Day as Style;
use crate::web::upload;
use crate::web::{Answer, App, Error, Here, Visitor, forms, see_other};

const FORM: &str = "pages/file-new.html";

/// How many pictures are unfolded at once: each takes room.
static TABLE: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(2));

/// A file as a page shows it.
#[derive(Serialize)]
pub struct FileView {
    id: String,
    picture: bool,
    /// In thousands of bytes.
    size: i64,
    /// Whether it is shown to its circle: a child's is while her guardians say yes.
    shown: bool,
}

impl FileView {
    /// How a file is shown.
    pub fn of(row: &FileRow, shown: bool) -> FileView {
        FileView { id: row.id.to_string(), picture: row.kind == FileKind::Picture, size: (row.size / 1000).max(1), shown }
    }
}

#[derive(Debug, Clone, Default)]
struct Typed {
    id: String,
    entry: String,
    text: String,
    day: String,
}

#[derive(Serialize)]
struct Form {
    tutorial: String,
    topic: Title,
    own: bool,
    id: String,
    entry: String,
    text: String,
    written: String,
    today: String,
    most: usize,
    /// Whether a guardian's yes is missing: then there is no form, but what to do.
    closed: bool,
    /// Whether the learner has grown up: then it is hers to say.
    grown: bool,
    learner: String,
}

fn form_view(conn: &mut Conn, here: &Here, tutorial: TutorialId, typed: Typed) -> Result<View<Form>, Error> {
    here.person()?;
    let closed = match acts::may_attach(conn, &here.caller, tutorial) {
        Err(crate::actions::Error::Refused(refusal)) if refusal == Refusal::whole(Problem::PhotosNeedConsent) => true,
        other => other.map(|()| false)?,
    };
    let row = tutorials::by_id(conn, tutorial)?.ok_or(Error::NotFound)?;
    let view = Form {
        tutorial: tutorial.to_string(),
        topic: Title::of(conn, here, row.topic)?,
        own: here.caller.is(row.learner),
        id: typed.id,
        entry: typed.entry,
        text: typed.text,
        written: typed.day,
        today: here.today.to_string(),
        most: MOST,
        closed,
        grown: people::by_id(conn, row.learner)?.is_some_and(|learner| !learner.minor),
        learner: row.learner.to_string(),
    };
    Ok(View { title: here.text("file-title", &[]), view })
}

/// The form.
pub async fn form(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let tutorial: TutorialId = forms::id(&path)?;
    let (id, entry): (FileId, EntryId) = (app.new_id(), app.new_id());
    let typed = Typed { id: id.to_string(), entry: entry.to_string(), ..Typed::default() };
    app.page(visitor, FORM, move |conn, here| form_view(conn, here, tutorial, typed)).await
}

/// Takes a file in.
pub async fn attach(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, request: HttpRequest, payload: web::Payload) -> Answer {
    let tutorial: TutorialId = forms::id(&path)?;
    // Asked before it is read: who may not lay anything there sends nothing into this program's memory.
    allowed(&app, &visitor, tutorial).await?;
    let upload = upload::read(request.headers(), payload, notebook::MOST_BYTES).await?;
    let text = |name: &str| upload.text(name).to_owned();
    let typed = Typed { id: text("id"), entry: text("entry"), text: text("text"), day: text("day") };
    let bytes = upload.file.map(|(_, bytes)| bytes).unwrap_or_default();
    match laid(&app, &visitor, tutorial, bytes, &typed).await {
        Ok(()) => Ok(see_other(format!("/tutorials/{tutorial}")).cookie(flash("file-kept")).finish()),
        Err(error) => app.again(visitor, error, FORM, move |conn, here| form_view(conn, here, tutorial, typed)).await,
    }
}

async fn allowed(app: &App, visitor: &Visitor, tutorial: TutorialId) -> Result<(), Error> {
    let (now, catalog, asked) = (app.db.now(), std::sync::Arc::clone(&app.catalog), visitor.clone());
    app.db
        .read(move |conn| {
            let here = Here::load(conn, &asked, now, catalog)?;
            here.person()?;
            match acts::may_attach(conn, &here.caller, tutorial).map_err(Error::from) {
                // Said at the form, with what was typed.
                Err(Error::Refused(_)) => Ok(()),
                other => other,
            }
        })
        .await
}

async fn laid(app: &App, visitor: &Visitor, tutorial: TutorialId, bytes: Vec<u8>, typed: &Typed) -> Result<(), Error> {
    // What no page of ours has sent is not looked at.
    let file: FileId = forms::choice(&typed.id).map_err(|_| Error::Malformed)?;
    let entry: EntryId = forms::choice(&typed.entry).map_err(|_| Error::Malformed)?;
    let wrong = |problem: Problem| Error::from(Refusal::at("file", problem));
    let new = {
        let _turn = TABLE.acquire().await.map_err(|error| Error::Fault(error.to_string()))?;
        let ready = web::block(move || notebook::ready(&bytes)).await.map_err(|error| Error::Fault(error.to_string()))?;
        ready.map_err(wrong)?
    };
    let (text, day) = (typed.text.clone(), typed.day.clone());
    app.act(visitor, move |tx, here| {
        let mut check = Check::new();
        let day = check.take("day", forms::optional_day(&day)).flatten();
        let outcome = acts::attach(tx, &here.caller, &Attach { file, entry, tutorial, day, text, new });
        faces::with_unread(check, outcome)
    })
    .await
}

/// Which likeness.
#[derive(Debug, Default, Deserialize)]
pub struct Size {
    #[serde(default)]
    small: Option<String>,
}

/// The bytes, for the tutorial's circle. A document is for saving, never for looking at inside this site.
pub async fn serve(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, size: web::Query<Size>) -> Answer {
    let id: FileId = forms::id(&path)?;
    let small = size.small.is_some();
    let (row, bytes) = app
        .snapshot(&visitor, move |conn, here| {
            here.person()?;
            let (row, bytes) = acts::read(conn, &here.caller, id, small)?;
            // The small likenesses come with the page of the record.
            if small {
                here.glimpses(row.learner, Seen::Record, row.tutorial);
            } else {
                here.opens(row.learner, Seen::Record, row.tutorial);
            }
            Ok((row, bytes))
        })
        .await?;
    let (kind, how) = match row.kind {
        FileKind::Picture => ("image/jpeg", format!("inline; filename=\"relevo-{id}.jpg\"")),
        FileKind::Document => ("application/pdf", format!("attachment; filename=\"relevo-{id}.pdf\"")),
    };
    Ok(HttpResponse::Ok()
        .content_type(kind)
        .insert_header((header::CONTENT_DISPOSITION, how))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .insert_header((header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'; sandbox"))
        .insert_header(("Cross-Origin-Resource-Policy", "same-origin"))
        .insert_header(("X-Robots-Tag", "noindex, noimageindex"))
        .body(bytes))
}

/// Where to go on afterwards.
#[derive(Debug, Default, Deserialize)]
pub struct Back {
    #[serde(default)]
    list: String,
}

/// Takes a file away.
pub async fn end(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: forms::Form<Back>) -> Answer {
    let id: FileId = forms::id(&path)?;
    let list = !form.0.list.is_empty();
    let (tutorial, learner) = app.act(&visitor, move |tx, here| acts::remove(tx, &here.caller, id)).await?;
    let next = if list { format!("/people/{learner}/files") } else { format!("/tutorials/{tutorial}") };
    Ok(see_other(next).cookie(flash("file-gone")).finish())
}

#[derive(Serialize)]
struct Listed {
    file: FileView,
    topic: Title,
    day: String,
    /// Whether the reader is of the circle that sees it.
    opens: bool,
    tutorial: String,
}

#[derive(Serialize)]
struct OfPerson {
    id: String,
    name: String,
    own: bool,
    files: Vec<Listed>,
    /// Where she has grown up since her family was asked: what she says of her photos, and the form's id.
    decides: Option<Decides>,
}

/// What somebody who has grown up says of the photos in her records.
#[derive(Serialize)]
struct Decides {
    id: String,
    /// Nothing before she has said it.
    shown: Option<bool>,
}

/// What lies in somebody's records, for who may take it away.
pub async fn of_person(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let person: PersonId = forms::id(&path)?;
    let fresh = app.new_id();
    app.page(visitor, "pages/files.html", move |conn, here| person_view(conn, here, person, fresh)).await
}

/// What somebody may say of her own photos: nothing of whom nobody was asked while she was a child.
pub(super) fn says_herself(conn: &mut Conn, here: &Here, person: PersonId) -> Result<Option<Option<bool>>, Error> {
    if !here.caller.known().is_some_and(|member| member.id == person && !member.minor) {
        return Ok(None);
    }
    Ok(consents::said_of(conn, person)?.map(|said| said.own))
}

fn person_view(conn: &mut Conn, here: &Here, person: PersonId, fresh: ConsentId) -> Result<View<OfPerson>, Error> {
    here.person()?;
    let rows = acts::of_learner(conn, &here.caller, person)?;
    here.opens(person, Seen::Files, person.beside("files"));
    let name = people::name(conn, person)?.ok_or(Error::NotFound)?.name;
    let mut files = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(tutorial) = tutorials::by_id(conn, row.tutorial)? else { continue };
        let relations = crate::actions::ground::to_tutorial(conn, &here.caller, &tutorial)?;
        files.push(Listed {
            file: FileView::of(&row, acts::are_shown(conn, &tutorial)?),
            topic: Title::of(conn, here, tutorial.topic)?,
            day: here.day(row.recorded.day_in(crate::store::queries::nodes::zone(conn, tutorial.school)?), Style::Date),
            opens: crate::domain::policy::may(Verb::ReadTutorial, relations),
            tutorial: tutorial.id.to_string(),
        });
    }
    let decides = says_herself(conn, here, person)?.map(|shown| Decides { id: fresh.to_string(), shown });
    let view = OfPerson { id: person.to_string(), own: here.caller.is(person), files, name, decides };
    Ok(View { title: here.text("files-title", &[("name", view.name.clone().into())]), view })
}
