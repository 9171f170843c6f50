//! Vouching that somebody masters a topic, for someone has to be first: whom, in a school that one accompanies, and for what.

use std::collections::HashSet;

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::choice::Choice;
use super::masteries::{via, vouchers};
use super::people::edit::adults;
use super::topics::{Title, Titles};
use crate::actions;
use crate::actions::ground;
use crate::domain::id::{MasteryId, NodeId, PersonId, TopicId};
use crate::domain::policy::{Verb, may};
use crate::domain::refusal::Check;
use crate::domain::search;
use crate::domain::words::Via;
use crate::store::Conn;
use crate::store::queries::{fund, masteries, nodes, people};
use crate::store::rows::MasteryRow;
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::forms::{self, Form};
use crate::web::locale::Day as Style;
use crate::web::{Answer, App, Error, Here, Visitor, see_other};

/// How many topics the list to choose from holds.
const MOST_CHOICES: i64 = 100;

const VOUCH: &str = "pages/masteries/vouch.html";

#[derive(Serialize)]
struct Adults {
    node: String,
    name: String,
    adults: Vec<Choice>,
}

/// The adults of a place, for whoever may vouch there: a coach finds the first tutor of a new school here. Its children she does not see.
pub async fn whom(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let node: NodeId = forms::id(&path)?;
    app.page(visitor, "pages/masteries/whom.html", move |conn, here| {
        here.person()?;
        ground::allow_at(conn, &here.caller, Verb::VouchFounding, node)?;
        let name = nodes::by_id(conn, node)?.ok_or(Error::NotFound)?.name;
        let view = Adults { node: node.to_string(), name, adults: adults(conn, node)? };
        Ok(View { title: here.text("vouch-title", &[]), view })
    })
    .await
}

/// The form in which someone vouches, as it arrives and as it is shown again.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Vouching {
    id: String,
    topic: String,
    /// Since when; today where none is given.
    day: String,
    reason: String,
    q: String,
}

#[derive(Serialize)]
struct Vouch {
    person: String,
    name: String,
    /// Whether the reader may open the person's page; else the way back leads to the adults of the school.
    page: bool,
    school: String,
    form: Vouching,
    options: Vec<Choice>,
    more: bool,
    today: String,
    given: Vec<Given>,
}

/// What was vouched for before.
#[derive(Serialize)]
struct Given {
    topic: Title,
    via: String,
    day: String,
    reason: Option<String>,
}

fn vouch(conn: &mut Conn, here: &Here, person: PersonId, form: Vouching) -> Result<View<Vouch>, Error> {
    here.person()?;
    let home = actions::masteries::may_vouch(conn, &here.caller, person)?;
    let words: Vec<String> = search::words(&form.q).into_iter().take(8).collect();
    let (rows, total) = fund::search(conn, &words, MOST_CHOICES, 0)?;
    let mut held = masteries::of_person(conn, person)?;
    let mastered: HashSet<TopicId> = held.iter().map(|row| row.topic).collect();
    held.retain(|row| row.via == Via::Founding);
    let given = given(conn, here, &held)?;
    let left: Vec<TopicId> = rows.into_iter().map(|row| row.id).filter(|topic| !mastered.contains(topic)).collect();
    let titles = Titles::load(conn, here, &left)?;
    let options = left.into_iter().map(|topic| Choice::new(topic, titles.text(topic)));
    let view = Vouch {
        person: person.to_string(),
        // Who may vouch may know: its steward everybody, those above its adults.
        name: people::name(conn, person)?.map(|row| row.name).unwrap_or_default(),
        page: may(Verb::ReadPerson, ground::to_person(conn, &here.caller, person)?),
        school: home.to_string(),
        options: options.collect(),
        more: total > MOST_CHOICES,
        form,
        today: here.today.to_string(),
        given,
    };
    Ok(View { title: here.text("vouch-title", &[]), view })
}

/// By whose word she masters what she masters so: whoever may give hers reads here who gave theirs, also from above, where her catalog is not read.
fn given(conn: &mut Conn, here: &Here, held: &[MasteryRow]) -> Result<Vec<Given>, Error> {
    let ids: Vec<TopicId> = held.iter().map(|row| row.topic).collect();
    let titles = Titles::load(conn, here, &ids)?;
    let vouchers = vouchers(conn, here, held)?;
    let given = held.iter().map(|row| Given {
        topic: titles.of(row.topic),
        via: via(here, row, &vouchers),
        day: here.day(row.day, Style::Month),
        reason: row.reason.clone(),
    });
    Ok(given.collect())
}

/// The form.
pub async fn form(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, query: web::Query<Vouching>) -> Answer {
    let person: PersonId = forms::id(&path)?;
    let id: MasteryId = app.new_id();
    let form = Vouching { id: id.to_string(), ..query.into_inner() };
    app.page(visitor, VOUCH, move |conn, here| vouch(conn, here, person, form)).await
}

/// Vouches.
pub async fn vouch_for(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Vouching>) -> Answer {
    let person: PersonId = forms::id(&path)?;
    let Form(form) = form;
    let id: MasteryId = form.id.parse().map_err(|_| Error::Malformed)?;
    let typed = form.clone();
    let done = app
        .act(&visitor, move |tx, here| -> Result<bool, Error> {
            here.person()?;
            let mut check = Check::new();
            let topic: Option<TopicId> = check.take("topic", forms::choice(&typed.topic));
            let day = check.take("day", forms::optional_day(&typed.day)).flatten();
            check.done()?;
            let Some(topic) = topic else { return Err(Error::Malformed) };
            actions::masteries::vouch(tx, &here.caller, id, person, topic, day, &typed.reason)?;
            Ok(may(Verb::ReadPerson, ground::to_person(tx, &here.caller, person)?))
        })
        .await;
    match done {
        // A coach vouches for somebody whose catalog she does not read by name: she stays with the form.
        Ok(reads) => {
            let next = if reads { format!("/people/{person}/catalog") } else { format!("/people/{person}/masteries") };
            Ok(see_other(next).cookie(flash("mastery-vouched")).finish())
        }
        Err(error) => app.again(visitor, error, VOUCH, move |conn, here| vouch(conn, here, person, form)).await,
    }
}
