//! Somebody joins a place, or what is kept about her is set right.

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::leave::place_for;
use super::merge;
use crate::actions::accounts::invitations::may_invite;
use crate::actions::people::{Person, shown_name};
use crate::actions::{self, ground, names};
use crate::domain::id::{NodeId, PersonId};
use crate::domain::policy::{Relations, Verb, may};
use crate::domain::refusal::{Check, Problem, Refusal};
use crate::domain::rules;
use crate::domain::words::{Level, Position};
use crate::store::Conn;
use crate::store::queries::{nodes, people};
use crate::store::rows::NodeRow;
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::forms::{self, Form};
use crate::web::pages::choice::Choice;
use crate::web::{Answer, App, Error, Here, Visitor, see_other};

/// What the form holds, as typed.
#[derive(Clone, Default, Deserialize, Serialize)]
pub struct Typed {
    #[serde(default)]
    id: String,
    #[serde(default)]
    node: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    position: String,
    #[serde(default)]
    minor: String,
    #[serde(default)]
    grade: String,
    #[serde(default)]
    group: String,
    #[serde(default)]
    voucher: String,
    /// That somebody entered as a minor is an adult, said once more.
    #[serde(default)]
    adult: String,
}

#[derive(Serialize)]
struct FormView {
    form: Typed,
    node_name: String,
    /// A school asks for grade, group and age; other places have adults only.
    school: bool,
    /// A steward above lets in adults, and sees no names.
    adults_only: bool,
    positions: Vec<Choice>,
    minors: Vec<Choice>,
    vouchers: Vec<Choice>,
    /// Whether the form would make an adult of somebody who was entered as a minor.
    grows: bool,
    added: Option<Added>,
}

/// Who has just been added, and what she needs next.
#[derive(Serialize)]
struct Added {
    id: String,
    name: Option<String>,
    minor: bool,
    page: bool,
    invite: bool,
    steward: bool,
}

fn view(conn: &mut Conn, here: &Here, node: &NodeRow, form: Typed, adults_only: bool, title: &str) -> Result<View<FormView>, Error> {
    let school = node.level == Level::School;
    let positions = Position::ALL
        .iter()
        .filter(|position| **position != Position::Student || (school && !adults_only))
        .map(|position| Choice::word(here, "position", position.word()))
        .collect();
    let minors = ["yes", "no"].map(|word| Choice::new(word, here.text(&format!("person-minor-{word}"), &[]))).into();
    let vouchers = if adults_only { Vec::new() } else { vouchers(conn, node.id)? };
    let view = FormView { form, node_name: node.name.clone(), school, adults_only, positions, minors, vouchers, grows: false, added: None };
    Ok(View { title: here.text(title, &[]), view })
}

/// The adults of a place.
pub(in crate::web::pages) fn adults(conn: &mut Conn, node: NodeId) -> Result<Vec<Choice>, Error> {
    let rows = people::members(conn, node)?;
    Ok(rows.into_iter().filter(|row| !row.minor).map(|row| Choice::new(row.id, row.name)).collect())
}

/// Those of a place who may vouch for somebody there.
pub(in crate::web::pages) fn vouchers(conn: &mut Conn, node: NodeId) -> Result<Vec<Choice>, Error> {
    let rows = people::members(conn, node)?;
    let ids: Vec<PersonId> = rows.iter().map(|row| row.id).collect();
    let may = people::who_vouch(conn, &ids)?;
    Ok(rows.into_iter().filter(|row| may.contains(&(row.id, node))).map(|row| Choice::new(row.id, row.name)).collect())
}

fn read(typed: &Typed, person: PersonId, node: NodeId) -> Result<Person, Refusal> {
    let mut check = Check::new();
    let position = check.take("position", forms::choice(&typed.position));
    let minor = check.take("minor", yes_or_no(&typed.minor));
    check.take("name", shown_name(&typed.name, minor.unwrap_or(true)));
    let grade = check.take("grade", grade(&typed.grade));
    let voucher = check.take("voucher", forms::optional_choice(&typed.voucher));
    check.done()?;
    Ok(Person {
        person,
        node,
        name: typed.name.clone(),
        position: position.unwrap_or(Position::Student),
        // Unknown counts as minor.
        minor: minor.unwrap_or(true),
        grade: grade.flatten(),
        group: typed.group.clone(),
        voucher: voucher.flatten(),
    })
}

fn yes_or_no(typed: &str) -> Result<bool, Problem> {
    match typed {
        "yes" => Ok(true),
        "no" => Ok(false),
        "" => Err(Problem::Missing),
        _ => Err(Problem::UnknownChoice),
    }
}

fn grade(typed: &str) -> Result<Option<i64>, Problem> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    forms::number(typed, rules::GRADES).map(Some)
}

/// Who was added last.
#[derive(Deserialize)]
pub struct Last {
    #[serde(default)]
    added: String,
}

/// May the reader add here: anybody, or adults only?
fn door(conn: &mut Conn, here: &Here, node: NodeId, person: Option<PersonId>) -> Result<(NodeRow, Relations, bool), Error> {
    here.person()?;
    let place = ground::place(conn, node)?;
    let relations = ground::to_door(conn, &here.caller, &place, person)?;
    ground::allow(Verb::AddAdult, relations)?;
    let adults_only = !may(Verb::AddPerson, relations);
    let row = nodes::by_id(conn, node)?.ok_or(Error::NotFound)?;
    Ok((row, relations, adults_only))
}

fn new_view(conn: &mut Conn, here: &Here, node: NodeId, mut form: Typed, added: Option<PersonId>) -> Result<View<FormView>, Error> {
    let (row, relations, adults_only) = door(conn, here, node, added)?;
    if adults_only || row.level != Level::School {
        form.minor = "no".to_owned();
    }
    let mut shown = view(conn, here, &row, form, adults_only, "person-new-title")?;
    if let Some(added) = added
        && people::belongs_to(conn, added, node)?
        && let Some(person) = people::by_id(conn, added)?
    {
        let name = names::visible(conn, &here.caller, &[added])?.remove(&added);
        shown.view.added = Some(Added {
            id: added.to_string(),
            page: name.is_some(),
            name,
            minor: person.minor,
            invite: !person.minor && may_invite(conn, &here.caller, added)?,
            steward: !person.minor && may(Verb::NameSteward, relations) && people::stewards_of(conn, node)?.is_empty(),
        });
    }
    Ok(shown)
}

/// The form for somebody new. It stays open for the next one, and says what the last one needs.
pub async fn new(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, last: web::Query<Last>) -> Answer {
    let node = forms::id(&path)?;
    let added = last.added.parse().ok();
    let form = Typed { id: app.new_id::<()>().to_string(), minor: "yes".to_owned(), position: "student".to_owned(), ..Typed::default() };
    app.page(visitor, "pages/person_new.html", move |conn, here| new_view(conn, here, node, form, added)).await
}

/// Adds somebody.
pub async fn add(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Typed>) -> Answer {
    let node: NodeId = forms::id(&path)?;
    let Form(typed) = form;
    let person = forms::id(&typed.id)?;
    let done = match read(&typed, person, node) {
        Ok(input) => app.act(&visitor, move |tx, here| actions::people::add(tx, &here.caller, &input)).await,
        Err(refusal) => Err(refusal.into()),
    };
    match done {
        Ok(person) => Ok(see_other(format!("/nodes/{node}/people/new?added={person}")).finish()),
        Err(error) => app.again(visitor, error, "pages/person_new.html", move |conn, here| new_view(conn, here, node, typed, None)).await,
    }
}

fn edit_view(conn: &mut Conn, here: &Here, person: PersonId, typed: Option<Typed>) -> Result<View<FormView>, Error> {
    here.person()?;
    let node = place_for(conn, here, person, Verb::EditPerson)?;
    let row = nodes::by_id(conn, node)?.ok_or(Error::NotFound)?;
    let form = match typed {
        Some(typed) => typed,
        None => kept(conn, person, node)?,
    };
    let mut shown = view(conn, here, &row, form, false, "person-edit-title")?;
    shown.view.vouchers.retain(|voucher| voucher.value != person.to_string());
    let minor = people::by_id(conn, person)?.is_some_and(|row| row.minor);
    shown.view.grows = minor && shown.view.form.minor == "no";
    shown.view.form.id = person.to_string();
    shown.view.form.node = node.to_string();
    Ok(shown)
}

/// What is kept about her now, as the form shows it.
fn kept(conn: &mut Conn, person: PersonId, node: NodeId) -> Result<Typed, Error> {
    let row = people::by_id(conn, person)?.ok_or(Error::NotFound)?;
    let named = people::name(conn, person)?.ok_or(Error::NotFound)?;
    let position = people::belongs(conn, person)?.into_iter().find(|row| row.node == node).map(|row| row.position);
    Ok(Typed {
        name: named.name,
        position: position.map(|position| position.word().to_owned()).unwrap_or_default(),
        minor: if row.minor { "yes" } else { "no" }.to_owned(),
        grade: named.grade.map(|grade| grade.to_string()).unwrap_or_default(),
        group: named.class.unwrap_or_default(),
        voucher: people::voucher(conn, person, node)?.map(|voucher| voucher.to_string()).unwrap_or_default(),
        ..Typed::default()
    })
}

/// What is kept about somebody, to be set right.
pub async fn form(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let person = forms::id(&path)?;
    app.page(visitor, "pages/person_edit.html", move |conn, here| edit_view(conn, here, person, None)).await
}

/// Sets it right.
pub async fn edit(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Typed>) -> Answer {
    let person: PersonId = forms::id(&path)?;
    let Form(typed) = form;
    let node = forms::id(&typed.node)?;
    let mut check = Check::new();
    let done = match (merge(&mut check, read(&typed, person, node)), check.done()) {
        (Some(input), Ok(())) => {
            let said = !typed.adult.is_empty();
            app.act(&visitor, move |tx, here| {
                let grows = !input.minor && people::by_id(tx, input.person)?.is_some_and(|row| row.minor);
                actions::people::edit(tx, &here.caller, &input)?;
                // An adult's name is seen outside the school: one slip must not show a child's. An error undoes what was just written.
                if grows && !said { Err(actions::Error::at("adult", Problem::AdultUnsure)) } else { Ok(()) }
            })
            .await
        }
        (_, refused) => Err(refused.err().map_or(Error::Malformed, Error::from)),
    };
    match done {
        Ok(()) => Ok(see_other(format!("/people/{person}")).cookie(flash("person-edited")).finish()),
        Err(error) => {
            app.again(visitor, error, "pages/person_edit.html", move |conn, here| edit_view(conn, here, person, Some(typed))).await
        }
    }
}
