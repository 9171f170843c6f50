//! `/topics/{id}/ties`: how a topic is to others. Everybody reads it; who masters both, or answers for the place of one, decides what is
//! proposed, says it unasked, and takes it back. And the foot of a topic's page, which tells the same in short.

use actix_web::http::header;
use actix_web::{HttpRequest, web};
use serde::{Deserialize, Serialize};

use super::other_topic::{self, Found, pointed};
use super::{Title, Titles};
use crate::actions;
use crate::actions::fund::{end_tie, proposals, tie, to_both, to_topic_alone};
use crate::domain::alike::Alike;
use crate::domain::id::{TieId, TopicId};
use crate::domain::policy::{Verb, may};
use crate::domain::refusal::{Problem, Refusal};
use crate::domain::words::Tie;
use crate::store::Conn;
use crate::store::queries::{fund, ties, topics};
use crate::store::rows::TopicTieRow;
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::forms::{self, Form};
use crate::web::origin::same_origin;
use crate::web::pages::choice::Choice;
use crate::web::{Answer, App, Error, Here, Visitor, see_other};

/// A tie as a page shows it.
#[derive(Clone, Serialize)]
pub struct Line {
    /// The tie.
    pub id: String,
    /// How this topic is to the other, as the beginning of a sentence.
    pub label: String,
    /// The other topic.
    pub topic: Title,
    /// Since when that is said.
    pub day: String,
}

#[derive(Serialize)]
struct Tied {
    #[serde(flatten)]
    line: Line,
    /// The reader may take it back.
    may_end: bool,
}

#[derive(Serialize)]
struct Asked {
    /// The id of the tie that an answer would make.
    id: String,
    topic: Title,
    question: String,
    why: String,
    /// What a yes says.
    kind: &'static str,
}

#[derive(Serialize)]
struct Page {
    id: String,
    topic_title: String,
    tongue: Option<String>,
    ties: Vec<Tied>,
    proposals: Vec<Asked>,
    may_decide: bool,
    kinds: Vec<Choice>,
    form: Fields,
    /// The other topic, once it is chosen.
    chosen: Option<Title>,
    /// What a search for it found; nothing before one.
    found: Option<Vec<Found>>,
}

/// A decision as it arrives and as it is shown again; and, before it is one, the search for the other topic.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Fields {
    id: String,
    kind: String,
    other: String,
    q: String,
}

const PAGE: &str = "pages/topics/ties.html";

/// The kinds that a person may say of two topics that are there already.
const KINDS: [Tie; 4] = [Tie::Same, Tie::Translation, Tie::Adapted, Tie::Near];

/// How a topic is to another, read from its own side.
fn label(here: &Here, row: &TopicTieRow, topic: TopicId) -> String {
    let key = match (row.kind, row.topic == topic) {
        (Tie::Adapted, true) => "fund-is-adapted",
        (Tie::Adapted, false) => "fund-was-adapted",
        (Tie::Translation, true) => "fund-is-translation",
        (Tie::Translation, false) => "fund-was-translated",
        (Tie::Same, _) => "fund-is-same",
        (Tie::Near, _) => "fund-is-near",
        (Tie::Apart, _) => "fund-is-apart",
    };
    here.text(key, &[])
}

/// The ties of a topic that stand; those that tell two topics apart only for who decides.
///
/// # Errors
/// The database cannot be read.
pub fn lines(conn: &mut Conn, here: &Here, topic: TopicId, apart: bool) -> Result<Vec<Line>, Error> {
    let mut rows = ties::of_topic(conn, topic)?;
    rows.retain(|row| apart || row.kind != Tie::Apart);
    let others: Vec<TopicId> = rows.iter().map(|row| if row.topic == topic { row.other } else { row.topic }).collect();
    let titles = Titles::load(conn, here, &others)?;
    let lines = rows.iter().zip(&others).map(|(row, other)| Line {
        id: row.id.to_string(),
        label: label(here, row, topic),
        topic: titles.of(*other),
        day: row.day.to_string(),
    });
    Ok(lines.collect())
}

/// What the foot of a topic's page says of the fund.
#[derive(Serialize)]
pub struct Foot {
    ties: Vec<Line>,
    /// In how many schools' funds it was taken, in words.
    adopters: Option<String>,
    /// Adopted by the reader's school.
    adopted: bool,
    /// The reader may take it into her school's fund, or out of it.
    may_adopt: bool,
    may_write_from: bool,
    may_decide: bool,
}

/// The foot of a topic's page.
///
/// # Errors
/// The database cannot be read.
pub fn foot(conn: &mut Conn, here: &Here, topic: TopicId, own: Option<crate::domain::id::NodeId>) -> Result<Foot, Error> {
    let school = actions::fund::adopting(conn, &here.caller)?;
    let adopted = match here.home {
        Some((home, _)) => fund::has_adopted(conn, home, topic)?,
        None => false,
    };
    let adopters = fund::adopters(conn, topic)?;
    Ok(Foot {
        ties: lines(conn, here, topic, false)?,
        adopters: (adopters > 0).then(|| here.text("fund-adopters", &[("count", adopters.into())])),
        adopted,
        may_adopt: school.is_some() && own != school,
        may_write_from: may(Verb::PublishTopic, here.caller.to_network()),
        may_decide: may(Verb::TieTopics, to_topic_alone(conn, &here.caller, topic)?),
    })
}

fn view(conn: &mut Conn, here: &Here, id: TopicId, form: Fields, other: Option<TopicId>, fresh: &[TieId]) -> Result<View<Page>, Error> {
    let row = topics::by_id(conn, id)?.ok_or(Error::NotFound)?;
    let title = Title::of(conn, here, id)?;
    let may_decide = may(Verb::TieTopics, to_topic_alone(conn, &here.caller, id)?) && row.withdrawn.is_none();
    let mut tied = Vec::new();
    for line in lines(conn, here, id, may_decide)? {
        let may_end = match line.topic.id.parse() {
            Ok(other) => may(Verb::TieTopics, to_both(conn, &here.caller, id, other)?),
            Err(_) => false,
        };
        tied.push(Tied { line, may_end });
    }
    let mut asked = Vec::new();
    if may_decide {
        let found = proposals(conn, &here.caller, id)?;
        let titles = Titles::load(conn, here, &found.iter().map(|proposal| proposal.other).collect::<Vec<_>>())?;
        for (proposal, tie) in found.iter().zip(fresh) {
            let question = if proposal.kind == Tie::Same { "fund-ask-same" } else { "fund-ask-translation" };
            let why = if proposal.why == Alike::Titles { "fund-alike-titles" } else { "fund-alike-sources" };
            asked.push(Asked {
                id: tie.to_string(),
                topic: titles.of(proposal.other),
                question: here.text(question, &[]),
                why: here.text(why, &[]),
                kind: proposal.kind.word(),
            });
        }
    }
    let chosen = match other {
        Some(other) if may_decide => Titles::load(conn, here, &[other])?.get(other),
        _ => None,
    };
    let found = if may_decide && chosen.is_none() { other_topic::found(conn, here, id, &form.q)? } else { None };
    let kinds = KINDS.iter().map(|kind| Choice::new(kind.word(), here.text(&format!("fund-kind-{kind}"), &[]))).collect();
    let view = Page {
        id: id.to_string(),
        tongue: title.lang,
        topic_title: title.title.clone(),
        ties: tied,
        proposals: asked,
        may_decide,
        kinds,
        form,
        chosen,
        found,
    };
    Ok(View { title: here.text("fund-ties-title", &[("title", title.title.into())]), view })
}

fn fresh_ids(app: &App) -> Vec<TieId> {
    (0..8).map(|_| app.new_id()).collect()
}

/// What an address typed or pasted points at, as whoever asks reaches this site.
fn pointed_here(app: &App, request: &HttpRequest, text: &str) -> Result<TopicId, Problem> {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    pointed(text, |address| same_origin(address, app.origin.as_deref(), host))
}

/// How a topic is to others; and, for who may say more, the search for another topic and what this one is to it.
pub async fn show(
    app: web::Data<App>,
    visitor: Visitor,
    request: HttpRequest,
    path: web::Path<String>,
    asked: web::Query<Fields>,
) -> Answer {
    let id: TopicId = forms::id(&path)?;
    let fresh = fresh_ids(&app);
    let form = Fields { id: app.new_id::<crate::domain::id::TieOf>().to_string(), ..asked.into_inner() };
    // Whoever pastes an address into the search has found what she looks for.
    let other = [&form.other, &form.q].into_iter().find_map(|text| pointed_here(&app, &request, text).ok()).filter(|other| *other != id);
    app.page(visitor, PAGE, move |conn, here| view(conn, here, id, form, other, &fresh)).await
}

/// Says how it is to another.
pub async fn decide(app: web::Data<App>, visitor: Visitor, request: HttpRequest, path: web::Path<String>, form: Form<Fields>) -> Answer {
    let id: TopicId = forms::id(&path)?;
    let Form(form) = form;
    let new: TieId = form.id.parse().map_err(|_| Error::Malformed)?;
    let typed = form.clone();
    let pointed = pointed_here(&app, &request, &typed.other);
    let done = app
        .act(&visitor, move |tx, here| -> Result<Tie, Error> {
            here.person()?;
            topics::by_id(tx, id)?.ok_or(Error::NotFound)?;
            if !may(Verb::TieTopics, to_topic_alone(tx, &here.caller, id)?) {
                return Err(Error::NotFound);
            }
            let kind: Tie = forms::choice(&typed.kind).map_err(|problem| actions::Error::at("kind", problem))?;
            let other = pointed.map_err(|problem| actions::Error::at("other", problem))?;
            tie(tx, &here.caller, new, kind, id, other)?;
            Ok(kind)
        })
        .await;
    match done {
        Ok(kind) => {
            let key = if kind == Tie::Apart { "fund-told-apart" } else { "fund-tied" };
            Ok(see_other(format!("/topics/{id}/ties")).cookie(flash(key)).finish())
        }
        Err(error) => {
            let fresh = fresh_ids(&app);
            // A topic that cannot be the other one is looked for anew; where only the kind is missing, it stays chosen.
            let astray = matches!(&error, Error::Refused(Refusal::Invalid(problems)) if problems.iter().any(|one| one.field == "other"));
            let other = pointed.ok().filter(|_| !astray);
            app.again(visitor, error, PAGE, move |conn, here| view(conn, here, id, form, other, &fresh)).await
        }
    }
}

/// Takes it back.
pub async fn end(app: web::Data<App>, visitor: Visitor, path: web::Path<(String, String)>) -> Answer {
    let (id, tie) = path.into_inner();
    let (id, tie): (TopicId, TieId) = (forms::id(&id)?, forms::id(&tie)?);
    app.act(&visitor, move |tx, here| -> Result<(), Error> {
        here.person()?;
        Ok(end_tie(tx, &here.caller, id, tie)?)
    })
    .await?;
    Ok(see_other(format!("/topics/{id}/ties")).cookie(flash("fund-tie-ended")).finish())
}

/// Takes it into the fund of the reader's school.
pub async fn adopt(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    set_adopted(app, visitor, &path, true).await
}

/// Puts it out of it.
pub async fn end_adoption(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    set_adopted(app, visitor, &path, false).await
}

async fn set_adopted(app: web::Data<App>, visitor: Visitor, path: &str, adopted: bool) -> Answer {
    let id: TopicId = forms::id(path)?;
    app.act(&visitor, move |tx, here| -> Result<(), Error> {
        here.person()?;
        if adopted {
            actions::fund::adopt(tx, &here.caller, id)?;
        } else {
            actions::fund::end_adoption(tx, &here.caller, id)?;
        }
        Ok(())
    })
    .await?;
    let key = if adopted { "fund-adopted" } else { "fund-adoption-ended" };
    Ok(see_other(format!("/topics/{id}")).cookie(flash(key)).finish())
}
