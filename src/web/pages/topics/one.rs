//! `/topics/{id}`: a topic as a page of a book, who can accompany its reader, and her wish.

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::standing::{Standing, Wishing, standing};
use super::story::{Step, steps};
use super::ties::{Foot, foot};
use super::{Title, Titles, foreign, lines, paragraphs};
use crate::actions;
use crate::actions::suggestions::Finder;
use crate::domain::id::{Interest, InterestId, PersonId, TopicId};
use crate::domain::policy::{Verb, may};
use crate::domain::refusal::{Check, Problem};
use crate::store::Conn;
use crate::store::queries::topics;
use crate::web::answer::{flash, local};
use crate::web::app::View;
use crate::web::forms::{self, Form};
use crate::web::pages::faces::{renamed, with_unread};
use crate::web::{Answer, App, Error, Here, Visitor, see_other};

#[derive(Serialize)]
struct Topic {
    id: String,
    /// The language of the title (which is the page's), where it is not that of the page.
    title_lang: Option<String>,
    /// The title as it was written, where the reader sees another.
    original: Option<String>,
    /// The language of the text, where it is not the page's (whose own is `lang`).
    tongue: Option<String>,
    subject: String,
    subject_words: String,
    why: Vec<String>,
    challenge: Vec<String>,
    questions: Vec<String>,
    sources: Vec<String>,
    prerequisites: Vec<Title>,
    steps: Vec<Step>,
    version: i32,
    written: String,
    origin: String,
    licence: String,
    may_improve: bool,
    may_withdraw: bool,
    /// Since when it is out of the fund.
    withdrawn: Option<String>,
    standing: Option<Standing>,
    foot: Foot,
}

const PAGE: &str = "pages/topics/one.html";

fn view(conn: &mut Conn, here: &Here, finder: &Finder, id: TopicId, form: Wishing) -> Result<View<Topic>, Error> {
    let row = topics::by_id(conn, id)?.ok_or(Error::NotFound)?;
    let version = topics::version(conn, id, row.version)?.ok_or(Error::NotFound)?;
    let tongue = foreign(here, &row.language);
    let relations = actions::topics::relations(conn, &here.caller, id)?;
    let before: Vec<TopicId> =
        topics::prerequisites(conn, id)?.into_iter().filter(|row| row.withdrawn.is_none()).map(|row| row.id).collect();
    let titles = Titles::load(conn, here, &[&before[..], &[id]].concat())?;
    let title = titles.of(id);
    let view = Topic {
        id: id.to_string(),
        original: (title.title != row.title).then_some(row.title),
        title_lang: title.lang,
        tongue,
        subject: here.word("subject", &row.subject),
        subject_words: format!("/topics?in=all&q={}", row.subject),
        why: paragraphs(&version.why),
        challenge: paragraphs(&version.challenge),
        questions: lines(&version.questions),
        sources: lines(&version.sources),
        prerequisites: before.iter().map(|topic| titles.of(*topic)).collect(),
        steps: steps(conn, here, id)?,
        version: row.version,
        written: version.written.to_string(),
        origin: here.word("origin", row.origin.word()),
        licence: here.word("licence", &row.licence),
        may_improve: may(Verb::ImproveTopic, relations) && row.withdrawn.is_none(),
        may_withdraw: may(Verb::WithdrawTopic, relations),
        withdrawn: row.withdrawn.map(|day| day.to_string()),
        standing: standing(conn, here, finder, id, form)?,
        foot: foot(conn, here, id, row.school)?,
    };
    Ok(View { title: title.title, view })
}

/// A wish's form with nothing in it yet.
fn unwritten(app: &App) -> Wishing {
    Wishing { id: app.new_id::<Interest>().to_string(), ..Wishing::default() }
}

/// The topic.
pub async fn show(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let id: TopicId = forms::id(&path)?;
    let (form, finder) = (unwritten(&app), app.finder());
    app.page(visitor, PAGE, move |conn, here| view(conn, here, &finder, id, form)).await
}

/// Takes it out of the fund.
pub async fn withdraw(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    set_standing(app, visitor, &path, false).await
}

/// Puts it back.
pub async fn restore(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    set_standing(app, visitor, &path, true).await
}

async fn set_standing(app: web::Data<App>, visitor: Visitor, path: &str, stands: bool) -> Answer {
    let topic: TopicId = forms::id(path)?;
    let done = app
        .act(&visitor, move |tx, here| -> Result<(), Error> {
            here.person()?;
            Ok(actions::topics::set_standing(tx, &here.caller, topic, stands)?)
        })
        .await;
    match done {
        Ok(()) => {
            let key = if stands { "topic-restored" } else { "topic-withdrawn" };
            Ok(see_other(format!("/topics/{topic}")).cookie(flash(key)).finish())
        }
        Err(error) => {
            let (form, finder) = (unwritten(&app), app.finder());
            app.again(visitor, error, PAGE, move |conn, here| view(conn, here, &finder, topic, form)).await
        }
    }
}

/// A wish as it arrives.
#[derive(Deserialize)]
pub struct Wish {
    id: String,
    /// Somebody else, for whom her teacher notes it.
    learner: Option<String>,
    #[serde(default)]
    why: String,
    /// On which day somebody else said so, where it was not today.
    #[serde(default)]
    noted: String,
    #[serde(default)]
    back: String,
}

/// States a wish.
pub async fn wish(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Wish>) -> Answer {
    let topic: TopicId = forms::id(&path)?;
    let Form(form) = form;
    let id: InterestId = form.id.parse().map_err(|_| Error::Malformed)?;
    // The form for others has the field, also where nobody was chosen in it.
    let other: Option<Result<PersonId, Problem>> = form.learner.as_deref().map(forms::choice);
    let why = form.why.clone();
    let day = if other.is_some() { forms::optional_day(&form.noted) } else { Ok(None) };
    let done = app
        .act(&visitor, move |tx, here| -> Result<InterestId, Error> {
            let mut check = Check::new();
            let day = check.take("day", day).flatten();
            let learner = match other {
                Some(other) => check.take("learner", other),
                None => Some(here.person()?),
            };
            let Some(learner) = learner else { return Err(check.done().err().map_or(Error::Malformed, Error::from)) };
            with_unread(check, actions::masteries::state_interest(tx, &here.caller, id, learner, topic, day, &why))
        })
        .await
        .map_err(|error| renamed(error, "day", "noted"));
    match done {
        Ok(_) => {
            let own = format!("/topics/{topic}");
            let back = if form.back.is_empty() { &own } else { local(&form.back) };
            Ok(see_other(back).cookie(flash(if other.is_some() { "wish-noted" } else { "wish-stated" })).finish())
        }
        Err(error) => {
            let finder = app.finder();
            let Wish { why, noted, learner, .. } = form;
            let noted = other.is_some().then_some(noted);
            let form = Wishing { id: id.to_string(), why, learner: learner.unwrap_or_default(), noted };
            app.again(visitor, error, PAGE, move |conn, here| view(conn, here, &finder, topic, form)).await
        }
    }
}
