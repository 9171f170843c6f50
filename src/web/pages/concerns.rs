//! Something is wrong: said by anyone, signed or not, to the readers whom she chooses; read and taken up by them.

use std::sync::Arc;

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::choice::Choice;
use super::faces;
use super::tutorial::lines;
use crate::actions::care as acts;
use crate::actions::ground;
use crate::domain::id::{Concern, ConcernId, NodeId, PersonId};
use crate::domain::policy::Verb;
use crate::domain::refusal::Check;
use crate::domain::search::words;
use crate::domain::words::{ConcernReader, ConcernState};
use crate::store::Conn;
use crate::store::queries::{nodes, people};
use crate::web::answer::{flash, local};
use crate::web::app::View;
use crate::web::forms::{self, Form};
use crate::web::{Answer, App, Error, Here, Visitor, see_other};

/// What is said, as typed; and where she was when she wanted to say it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ConcernForm {
    id: String,
    school: String,
    q: String,
    reader: String,
    about: String,
    text: String,
    signed: String,
    page: String,
    tell_page: String,
    /// Who will read it, and at which node: on the page after.
    sent: String,
    desk: String,
}

#[derive(Serialize)]
struct Shown {
    form: ConcernForm,
    /// The school that is settled.
    school: Option<String>,
    /// Schools to choose from.
    schools: Vec<Choice>,
    readers: Vec<Choice>,
    people: Vec<Choice>,
    known: bool,
    /// The key of who reads it, once it is said.
    sent: Option<String>,
    above: Option<String>,
}

/// The page on which something is said; after that, the page which says who reads it.
pub async fn new(app: web::Data<App>, visitor: Visitor, form: web::Query<ConcernForm>) -> Answer {
    let form = form.into_inner();
    let maker = Arc::clone(&app);
    app.page(visitor, "pages/concern-new.html", move |conn, here| view(conn, here, &maker, form)).await
}

fn view(conn: &mut Conn, here: &Here, app: &App, mut form: ConcernForm) -> Result<View<Shown>, Error> {
    form.page = local(&form.page).to_owned();
    let home = here.home.map(|(home, _)| home);
    let school: Option<NodeId> = form.school.parse().ok().or(home);
    let row = match school {
        Some(school) => nodes::by_id(conn, school)?,
        None => None,
    };
    // Once it is said, the node that it went to; before, the one to which it would go if it named nobody.
    let desk: Option<NodeId> = match (&row, form.desk.parse().ok()) {
        (Some(row), None) => {
            let place = ground::place(conn, row.id)?;
            acts::desk_for(conn, &place, ConcernReader::Above, None)?
        }
        (_, desk) => desk,
    };
    let above = match desk {
        Some(desk) => nodes::by_id(conn, desk)?.map(|node| node.name),
        None => None,
    };
    let sent = Some(form.sent.clone()).filter(|sent| row.is_some() && ["school", "above"].contains(&sent.as_str()));
    let mut readers = Vec::new();
    let mut members = Vec::new();
    if let Some(row) = &row {
        let name = |key: &str, node: &str| here.text(key, &[("node", node.into())]);
        readers.push(Choice {
            small: Some(name("concern-reader-school-more", &row.name)),
            ..Choice::new(ConcernReader::School, name("concern-reader-school", &row.name))
        });
        if let Some(above) = &above {
            readers.push(Choice {
                small: Some(name("concern-reader-above-more", &row.name)),
                ..Choice::new(ConcernReader::Above, name("concern-reader-above", above))
            });
        }
        members = faces::members(conn, here, row.id)?;
        // Whoever knows the school's people knows who comes on visits.
        if !members.is_empty() {
            let mut guests: Vec<_> = acts::guests(conn, row.id, here.now)?.into_iter().collect();
            guests.sort_by(|one, other| (&one.1, one.0).cmp(&(&other.1, other.0)));
            let label = |name: String| here.text("concern-about-guest", &[("name", name.into())]);
            members.extend(guests.into_iter().map(|(person, name)| Choice::new(person, label(name))));
        }
    }
    let schools = if row.is_none() {
        let found = nodes::schools_named(conn, &words(&form.q), 20)?;
        let mut schools = Vec::with_capacity(found.len());
        for node in found {
            // Many schools share a name: the place above tells them apart.
            let above = nodes::path(conn, node.id)?.into_iter().next();
            schools.push(Choice { small: above.map(|row| row.name), ..Choice::new(node.id, node.name) });
        }
        schools
    } else {
        Vec::new()
    };
    if form.id.is_empty() {
        form.id = app.new_id::<Concern>().to_string();
    }
    form.school = row.as_ref().map(|row| row.id.to_string()).unwrap_or_default();
    let title = here.text(if sent.is_some() { "concern-thanks-title" } else { "concern-title" }, &[]);
    let view =
        Shown { school: row.map(|row| row.name), schools, readers, people: members, known: here.viewer.is_some(), sent, above, form };
    Ok(View { title, view })
}

/// Says it.
pub async fn raise(app: web::Data<App>, visitor: Visitor, form: Form<ConcernForm>) -> Answer {
    let Form(form) = form;
    let (typed, address) = (form.clone(), visitor.address);
    let done = app
        .act(&visitor, move |tx, here| {
            let concern: ConcernId = forms::choice(&form.id).map_err(|_| Error::Malformed)?;
            let school: NodeId = forms::choice(&form.school).map_err(|_| Error::Malformed)?;
            let mut check = Check::new();
            let reader = check.take("reader", forms::choice::<ConcernReader>(&form.reader)).unwrap_or(ConcernReader::School);
            let about = check.take("about", forms::optional_choice::<PersonId>(&form.about)).flatten();
            let mut text = form.text;
            if !form.tell_page.is_empty() && !text.trim().is_empty() && form.page.len() > 1 {
                text = format!("{}\n\n{}", text.trim_end(), here.text("concern-from-page", &[("page", local(&form.page).into())]));
            }
            let input = acts::Concern { concern, school, reader, about, text, signed: !form.signed.is_empty() };
            let outcome = acts::raise(tx, &here.caller, &input, address);
            faces::with_unread(check, outcome).map(|desk| (reader, school, desk))
        })
        .await;
    match done {
        Ok((reader, school, desk)) => Ok(see_other(format!("/concerns/new?sent={reader}&school={school}&desk={desk}")).finish()),
        Err(error) => {
            let maker = Arc::clone(&app);
            app.again(visitor, error, "pages/concern-new.html", move |conn, here| view(conn, here, &maker, typed)).await
        }
    }
}

#[derive(Serialize)]
struct Said {
    id: String,
    day: String,
    school: String,
    /// Empty once it was erased with somebody.
    lines: Vec<String>,
    about: Option<String>,
    by: Option<String>,
    answered: Option<String>,
    answered_by: Option<String>,
}

#[derive(Serialize)]
struct Part {
    said: Vec<Said>,
    /// The address of those that come after.
    more: Option<String>,
}

#[derive(Serialize)]
struct List {
    node: String,
    name: String,
    /// Those that wait; not there where only earlier answered ones were asked for.
    open: Option<Part>,
    /// Those that were taken up; not there where only more waiting ones were asked for.
    done: Option<Part>,
}

/// Which of them are asked for: the newest of both states, or those of one state before one of them.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    state: String,
    before: String,
}

/// How many of each state stand on a page.
const PAGE: usize = 20;

/// What the stewards of a node are to read.
pub async fn list(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, asked: web::Query<Asked>) -> Answer {
    let node: NodeId = forms::id(&path)?;
    let only: Option<ConcernState> = asked.state.parse().ok();
    let before: Option<ConcernId> = asked.before.parse().ok().filter(|_| only.is_some());
    app.page(visitor, "pages/concerns.html", move |conn, here| {
        here.person()?;
        ground::allow_at(conn, &here.caller, Verb::ReadConcern, node)?;
        let mut read = |state| match only.is_none_or(|only| only == state) {
            true => part(conn, here, node, state, before).map(Some),
            false => Ok(None),
        };
        let (open, done) = (read(ConcernState::Open)?, read(ConcernState::Answered)?);
        let name = nodes::by_id(conn, node)?.ok_or(Error::NotFound)?.name;
        Ok(View { title: here.text("concerns-title", &[]), view: List { node: node.to_string(), name, open, done } })
    })
    .await
}

fn part(conn: &mut Conn, here: &Here, node: NodeId, state: ConcernState, before: Option<ConcernId>) -> Result<Part, Error> {
    let acts::Concerns { rows, more } = acts::concerns(conn, &here.caller, node, state, before, PAGE)?;
    let schools: Vec<NodeId> = rows.iter().map(|row| row.school).collect();
    let schools = nodes::names(conn, &schools)?;
    // Whoever is to act on it has to know whom it is about: the writer chose to tell her.
    let ids: Vec<PersonId> = rows.iter().flat_map(|row| [row.about, row.raised_by, row.answered_by]).flatten().collect();
    let names = people::names(conn, &ids)?;
    let someone = here.text("words-someone", &[]);
    let name = |id: Option<PersonId>| id.map(|id| names.get(&id).cloned().unwrap_or_else(|| someone.clone()));
    let said = rows.into_iter().map(|row| Said {
        id: row.id.to_string(),
        day: row.raised.to_string(),
        school: schools.get(&row.school).cloned().unwrap_or_default(),
        lines: row.text.as_deref().map(lines).unwrap_or_default(),
        about: name(row.about),
        by: name(row.raised_by),
        answered: row.answered.map(|day| day.to_string()),
        answered_by: name(row.answered_by),
    });
    Ok(Part { said: said.collect(), more: more.map(|last| format!("/nodes/{node}/concerns?state={state}&before={last}")) })
}

/// Where to go back to.
#[derive(Debug, Default, Deserialize)]
pub struct Back {
    #[serde(default)]
    node: String,
}

/// Marks one as taken up.
pub async fn answer(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Back>) -> Answer {
    let id: ConcernId = forms::id(&path)?;
    let Form(back) = form;
    let row = app.act(&visitor, move |tx, here| acts::answer(tx, &here.caller, id)).await?;
    let node: NodeId = back.node.parse().unwrap_or(row.school);
    Ok(see_other(format!("/nodes/{node}/concerns")).cookie(flash("concern-answered")).finish())
}
