//! The process record and the tutor's notes: written, set right, taken out.

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::faces;
use super::topics::Title;
use super::tutorial::{self, FormIds, Typed};
use crate::actions::tutorials::{self as acts, Write};
use crate::actions::{ground, notes};
use crate::domain::id::{EntryId, NoteId, TutorialId};
use crate::domain::policy::Verb;
use crate::domain::refusal::Check;
use crate::domain::words::Seen;
use crate::store::Conn;
use crate::store::queries::tutorials;
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::forms::{self, Form};
use crate::web::{Answer, App, Error, Here, Visitor, see_other};

/// A page of the record as typed.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Page {
    #[serde(default)]
    id: String,
    #[serde(default)]
    day: String,
    #[serde(default)]
    text: String,
}

/// Writes a page of the record.
pub async fn write(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Page>) -> Answer {
    let tutorial: TutorialId = forms::id(&path)?;
    let Form(page) = form;
    let typed = Typed { entry_id: page.id.clone(), text: page.text.clone(), day: page.day.clone(), ..Typed::default() };
    let done = app
        .act(&visitor, move |tx, here| {
            let mut check = Check::new();
            let entry: EntryId = forms::choice(&page.id).map_err(|_| Error::Malformed)?;
            let day = check.take("day", forms::optional_day(&page.day)).flatten();
            let outcome = acts::write_entry(tx, &here.caller, &Write { entry, tutorial, day, text: page.text });
            faces::with_unread(check, outcome)
        })
        .await;
    match done {
        Ok(_) => Ok(see_other(format!("/tutorials/{tutorial}")).cookie(flash("entry-kept")).finish()),
        Err(error) => again(&app, visitor, error, tutorial, typed).await,
    }
}

async fn again(app: &App, visitor: Visitor, error: Error, id: TutorialId, typed: Typed) -> Answer {
    let ids = FormIds::new(app);
    app.again(visitor, error, "pages/tutorial.html", move |conn, here| tutorial::view(conn, here, id, ids, typed)).await
}

#[derive(Serialize)]
struct Editing {
    id: String,
    tutorial: String,
    topic: Title,
    written: String,
    text: String,
}

/// The page on which an entry is set right.
pub async fn edit(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let entry: EntryId = forms::id(&path)?;
    app.page(visitor, "pages/entry.html", move |conn, here| editing(conn, here, entry, None)).await
}

fn editing(conn: &mut Conn, here: &Here, entry: EntryId, typed: Option<String>) -> Result<View<Editing>, Error> {
    here.person()?;
    let row = tutorials::entry(conn, entry)?.ok_or(Error::NotFound)?;
    let (tutorial, relations) = ground::tutorial(conn, &here.caller, row.tutorial)?;
    ground::allow(Verb::WriteEntry, relations)?;
    here.opens(row.learner, Seen::Record, tutorial.id);
    let topic = Title::of(conn, here, tutorial.topic)?;
    let view = Editing {
        id: entry.to_string(),
        tutorial: tutorial.id.to_string(),
        topic,
        written: row.day.to_string(),
        text: typed.unwrap_or(row.text),
    };
    Ok(View { title: here.text("entry-title", &[]), view })
}

/// Sets an entry right.
pub async fn correct(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Page>) -> Answer {
    let entry: EntryId = forms::id(&path)?;
    let Form(page) = form;
    let typed = page.text.clone();
    match app.act(&visitor, move |tx, here| acts::correct_entry(tx, &here.caller, entry, &page.text)).await {
        Ok(tutorial) => Ok(see_other(format!("/tutorials/{tutorial}")).cookie(flash("entry-kept")).finish()),
        Err(error) => app.again(visitor, error, "pages/entry.html", move |conn, here| editing(conn, here, entry, Some(typed))).await,
    }
}

/// Takes an entry out.
pub async fn end(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let entry: EntryId = forms::id(&path)?;
    let tutorial = app.act(&visitor, move |tx, here| acts::withdraw_entry(tx, &here.caller, entry)).await?;
    Ok(see_other(format!("/tutorials/{tutorial}")).cookie(flash("entry-gone")).finish())
}

/// A note as typed.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Note {
    #[serde(default)]
    id: String,
    #[serde(default)]
    note: String,
}

/// Writes a tutor's note.
pub async fn note(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Note>) -> Answer {
    let tutorial: TutorialId = forms::id(&path)?;
    let Form(form) = form;
    let typed = Typed { note_id: form.id.clone(), note: form.note.clone(), ..Typed::default() };
    let note: NoteId = forms::choice(&form.id).map_err(|_| Error::Malformed)?;
    match app.act(&visitor, move |tx, here| notes::write(tx, &here.caller, note, tutorial, &form.note)).await {
        Ok(_) => Ok(see_other(format!("/tutorials/{tutorial}")).cookie(flash("note-kept")).finish()),
        Err(error) => again(&app, visitor, error, tutorial, typed).await,
    }
}

/// Takes a note out.
pub async fn end_note(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let note: NoteId = forms::id(&path)?;
    let tutorial = app.act(&visitor, move |tx, here| notes::withdraw(tx, &here.caller, note)).await?;
    Ok(see_other(format!("/tutorials/{tutorial}")).cookie(flash("note-gone")).finish())
}
