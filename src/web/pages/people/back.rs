//! Somebody who has left is of the place again: she came back, or had never left.

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::edit;
use crate::actions::people::Return;
use crate::actions::{self, ground};
use crate::domain::id::{NodeId, PersonId};
use crate::domain::policy::Verb;
use crate::domain::refusal::{Check, Problem};
use crate::domain::words::Position;
use crate::store::Conn;
use crate::store::queries::{nodes, people};
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::forms::{self, Form};
use crate::web::here::stamp;
use crate::web::pages::choice::Choice;
use crate::web::{Answer, App, Error, Here, Visitor, see_other};

/// The place, how she is back, and who vouches for her where that is needed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    node: String,
    how: String,
    voucher: String,
}

#[derive(Serialize)]
struct Shown {
    id: String,
    name: String,
    stamp: &'static str,
    node: String,
    node_name: String,
    how: String,
    ways: Vec<Choice>,
    voucher: String,
    /// Empty where nobody has to vouch for her.
    vouchers: Vec<Choice>,
}

fn view(conn: &mut Conn, here: &Here, person: PersonId, node: NodeId, typed: Typed) -> Result<View<Shown>, Error> {
    here.person()?;
    ground::allow_at(conn, &here.caller, Verb::EditPerson, node)?;
    let before = people::left(conn, person, node)?.ok_or(Error::NotFound)?;
    let named = people::name(conn, person)?.ok_or(Error::NotFound)?;
    let way = |word: &str| Choice::new(word, here.text(&format!("return-{word}"), &[]));
    let vouchers = if matches!(before.position, Position::Family | Position::Community) { edit::vouchers(conn, node)? } else { Vec::new() };
    let title = here.text("return-title", &[("name", named.name.clone().into())]);
    let view = Shown {
        id: person.to_string(),
        name: named.name,
        stamp: stamp(person),
        node: node.to_string(),
        node_name: nodes::by_id(conn, node)?.map(|row| row.name).unwrap_or_default(),
        how: typed.how,
        ways: ["back", "mistake"].map(way).into(),
        voucher: if typed.voucher.is_empty() { before.voucher.map(|id| id.to_string()).unwrap_or_default() } else { typed.voucher },
        vouchers,
    };
    Ok(View { title, view })
}

/// Asks how she is back.
pub async fn form(app: web::Data<App>, visitor: Visitor, path: web::Path<(String, String)>) -> Answer {
    let (node, person) = path.into_inner();
    let (node, person) = (forms::id(&node)?, forms::id(&person)?);
    app.page(visitor, "pages/person_return.html", move |conn, here| view(conn, here, person, node, Typed::default())).await
}

/// She is of the place again.
pub async fn come_back(app: web::Data<App>, visitor: Visitor, path: web::Path<(String, String)>, form: Form<Typed>) -> Answer {
    let (node, person) = path.into_inner();
    let (node, person): (NodeId, PersonId) = (forms::id(&node)?, forms::id(&person)?);
    let Form(typed) = form;
    let sent = typed.clone();
    let done = app
        .act(&visitor, move |tx, here| {
            let mut check = Check::new();
            let how = check.take("how", way(&sent.how));
            let voucher = check.take("voucher", forms::optional_choice(&sent.voucher)).flatten();
            check.done()?;
            let Some(how) = how else { return Err(Error::Malformed) };
            Ok::<_, Error>(actions::people::come_back(tx, &here.caller, person, node, how, voucher)?)
        })
        .await;
    match done {
        Ok(()) => Ok(see_other(format!("/people/{person}")).cookie(flash("person-returned")).finish()),
        Err(error) => app.again(visitor, error, "pages/person_return.html", move |conn, here| view(conn, here, person, node, typed)).await,
    }
}

fn way(word: &str) -> Result<Return, Problem> {
    match word {
        "back" => Ok(Return::Back),
        "mistake" => Ok(Return::Mistake),
        "" => Err(Problem::Missing),
        _ => Err(Problem::UnknownChoice),
    }
}
