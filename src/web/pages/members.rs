//! The people of a place: by grade and group, for who may read names; who looks after it; and its name.

use std::collections::HashSet;

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::choice::Choice;
use super::people::edit::adults;
use super::people::{Group, grouped};
use crate::actions::accounts::stewards;
use crate::actions::retention::Periods;
use crate::actions::{self, ground, moves, places};
use crate::domain::id::{NodeId, PersonId};
use crate::domain::policy::{Verb, may};
use crate::domain::words::{Level, MoveState, Position};
use crate::store::queries::people::MemberView;
use crate::store::queries::{nodes, people};
use crate::store::{Conn, accounts};
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::forms::{self, Form};
use crate::web::here::stamp;
use crate::web::locale::capital;
use crate::web::{Answer, App, Error, Here, Visitor, see_other};

#[derive(Serialize)]
struct Shown {
    id: String,
    name: String,
    school: bool,
    count: usize,
    groups: Vec<Group<Row>>,
    others: Vec<Row>,
    can: Can,
    stewards: Vec<Row>,
    candidates: Vec<Choice>,
    new_name: String,
    /// Who has left within a year: to be brought back, or forgotten.
    gone: Vec<Choice>,
    /// How many come from another school and wait for an answer.
    waiting: usize,
}

#[derive(Serialize)]
struct Can {
    add: bool,
    open: bool,
    steward: bool,
    turn: bool,
    moves: bool,
    readings: bool,
    lists: bool,
    forget: bool,
    consents: bool,
}

#[derive(Serialize)]
struct Row {
    id: String,
    name: String,
    stamp: &'static str,
    position: String,
    /// Whether she can sign in already.
    key: bool,
    /// What the reader may give her: a PIN, an invitation, or nothing.
    gives: &'static str,
}

struct Gives<'a> {
    here: &'a Here,
    keys: HashSet<PersonId>,
    pins: bool,
    invitations: bool,
}

impl Gives<'_> {
    fn row(&self, row: &MemberView) -> Row {
        let key = self.keys.contains(&row.id);
        let gives = match row.minor {
            true if self.pins => "pin",
            false if self.invitations && !key && !self.here.caller.is(row.id) => "invitation",
            _ => "",
        };
        let position = capital(&self.here.word("position", row.position.word()));
        Row { id: row.id.to_string(), name: row.name.clone(), stamp: stamp(row.id), position, key, gives }
    }
}

fn view(conn: &mut Conn, here: &Here, node: NodeId, periods: Periods, new_name: Option<String>) -> Result<View<Shown>, Error> {
    here.person()?;
    let place = ground::allow_at(conn, &here.caller, Verb::ReadNames, node)?;
    let relations = here.caller.to_place(&place);
    let row = nodes::by_id(conn, node)?.ok_or(Error::NotFound)?;
    let members = people::members(conn, node)?;
    let gives = Gives {
        here,
        keys: accounts::with_key(conn, &members.iter().map(|row| row.id).collect::<Vec<_>>())?,
        pins: may(Verb::GivePin, relations),
        invitations: may(Verb::InviteAdult, relations),
    };
    let (students, others): (Vec<_>, Vec<_>) = members.iter().partition(|row| row.position == Position::Student);
    let groups = grouped(here, students.into_iter().map(|row| (row.grade, row.class.clone(), gives.row(row))));
    let responsible: Vec<PersonId> = people::stewards_of(conn, node)?.into_iter().map(|row| row.person).collect();
    let steward = may(Verb::NameSteward, relations);
    let mut candidates = if steward { adults(conn, node)? } else { Vec::new() };
    candidates.retain(|choice| !responsible.iter().any(|person| person.to_string() == choice.value));
    let gone = if may(Verb::EditPerson, relations) { people::gone(conn, node, periods.listed_since(here.today))? } else { Vec::new() };
    let takes_in = row.level == Level::School && may(Verb::TakeIn, relations);
    let on_the_way = if takes_in { moves::of_school(conn, &here.caller, node, here.today)? } else { Vec::new() };
    let waiting = on_the_way.iter().filter(|row| row.receiver == node && row.state == MoveState::Waiting).count();
    let view = Shown {
        gone: gone.into_iter().map(|(person, name)| Choice::new(person, name)).collect(),
        id: node.to_string(),
        school: row.level == Level::School,
        count: members.len(),
        groups,
        others: others.into_iter().map(|row| gives.row(row)).collect(),
        can: Can {
            add: may(Verb::AddAdult, relations),
            open: row.level == Level::School && may(Verb::OpenClassroom, relations),
            steward,
            turn: row.level == Level::School && may(Verb::TurnYear, relations),
            moves: takes_in,
            readings: may(Verb::ReadReadings, relations),
            lists: may(Verb::ExchangeLists, relations),
            forget: may(Verb::ErasePerson, relations),
            consents: row.level == Level::School && may(Verb::KeepConsents, relations),
        },
        waiting,
        stewards: members.iter().filter(|row| responsible.contains(&row.id)).map(|row| gives.row(row)).collect(),
        candidates,
        new_name: new_name.unwrap_or_else(|| row.name.clone()),
        name: row.name,
    };
    Ok(View { title: here.text("members-title", &[("node", view.name.clone().into())]), view })
}

/// The list.
pub async fn list(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let periods = app.periods;
    let node = forms::id(&path)?;
    app.page(visitor, "pages/members.html", move |conn, here| view(conn, here, node, periods, None)).await
}

/// Who is to look after the place.
#[derive(Deserialize)]
pub struct Steward {
    #[serde(default)]
    person: String,
}

/// Names somebody who looks after the place.
pub async fn name_steward(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Steward>) -> Answer {
    let periods = app.periods;
    let node: NodeId = forms::id(&path)?;
    let done = app
        .act(&visitor, move |tx, here| {
            ground::allow_at(tx, &here.caller, Verb::NameSteward, node)?;
            let person = forms::choice(&form.0.person).map_err(|problem| actions::Error::at("person", problem))?;
            stewards::name_steward(tx, &here.caller, node, person)?;
            Ok::<_, Error>(ground::allow_at(tx, &here.caller, Verb::ReadNames, node).is_ok())
        })
        .await;
    match done {
        Ok(true) => Ok(see_other(format!("/nodes/{node}/people#stewards")).cookie(flash("steward-named")).finish()),
        // A steward above names the first one of a place whose people she does not see.
        Ok(false) => Ok(see_other(format!("/nodes/{node}")).cookie(flash("steward-named")).finish()),
        Err(error) => app.again(visitor, error, "pages/members.html", move |conn, here| view(conn, here, node, periods, None)).await,
    }
}

/// Ends somebody's office.
pub async fn end_steward(app: web::Data<App>, visitor: Visitor, path: web::Path<(String, String)>) -> Answer {
    let periods = app.periods;
    let (node, person) = path.into_inner();
    let (node, person): (NodeId, PersonId) = (forms::id(&node)?, forms::id(&person)?);
    let done = app
        .act(&visitor, move |tx, here| {
            stewards::end_steward(tx, &here.caller, node, person)?;
            Ok::<_, Error>(here.caller.is(person))
        })
        .await;
    match done {
        Ok(own) => {
            let next = if own { format!("/nodes/{node}") } else { format!("/nodes/{node}/people#stewards") };
            Ok(see_other(next).cookie(flash("steward-ended")).finish())
        }
        Err(error) => app.again(visitor, error, "pages/members.html", move |conn, here| view(conn, here, node, periods, None)).await,
    }
}

/// The place's new name.
#[derive(Deserialize)]
pub struct Name {
    #[serde(default)]
    name: String,
}

/// Gives the place another name.
pub async fn rename(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Name>) -> Answer {
    let periods = app.periods;
    let node: NodeId = forms::id(&path)?;
    let name = form.0.name;
    let typed = name.clone();
    match app.act(&visitor, move |tx, here| places::rename(tx, &here.caller, node, &name)).await {
        Ok(()) => Ok(see_other(format!("/nodes/{node}")).cookie(flash("node-renamed")).finish()),
        Err(error) => app.again(visitor, error, "pages/members.html", move |conn, here| view(conn, here, node, periods, Some(typed))).await,
    }
}
