//! Leaving a place, being forgotten, and pairs that are kept apart.

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::show;
use crate::actions::people::may_erase;
use crate::actions::{self, ground};
use crate::domain::id::{BlockId, NodeId, PersonId};
use crate::domain::policy::{Verb, may};
use crate::domain::refusal::Check;
use crate::store::Conn;
use crate::store::queries::{nodes, people};
use crate::web::answer::{flash, local};
use crate::web::app::View;
use crate::web::forms::{self, Form};
use crate::web::here::stamp;
use crate::web::pages::faces::with_unread;
use crate::web::{Answer, App, Error, Here, Visitor, see_other};

#[derive(Serialize)]
struct Confirm {
    id: String,
    name: String,
    stamp: &'static str,
    node: String,
    node_name: String,
    /// Where it goes back to: her page, or, once she has left, the list of those who have.
    back: String,
}

/// The person, and the place of hers where the reader may do this.
fn confirm(conn: &mut Conn, here: &Here, person: PersonId, verb: Verb, title: &str) -> Result<View<Confirm>, Error> {
    here.person()?;
    let named = people::name(conn, person)?.ok_or(Error::NotFound)?;
    let node = place_for(conn, here, person, verb)?;
    // Nobody is asked to confirm what she would then be refused.
    if verb == Verb::ErasePerson && !may_erase(conn, &here.caller, person)? {
        return Err(Error::NotFound);
    }
    let node_name = nodes::by_id(conn, node)?.map(|row| row.name).unwrap_or_default();
    let title = here.text(title, &[("name", named.name.clone().into())]);
    let reads = may(Verb::ReadPerson, ground::to_person(conn, &here.caller, person)?);
    let back = if reads { format!("/people/{person}") } else { format!("/nodes/{node}/people") };
    let view = Confirm { id: person.to_string(), name: named.name, stamp: stamp(person), node: node.to_string(), node_name, back };
    Ok(View { title, view })
}

/// The first of her places at which the reader may do this.
pub(in crate::web::pages) fn place_for(conn: &mut Conn, here: &Here, person: PersonId, verb: Verb) -> Result<NodeId, Error> {
    // Whoever has left can still be forgotten by the place that she left.
    let places = if verb == Verb::ErasePerson { people::belongs_or_belonged(conn, person)? } else { people::belongs(conn, person)? };
    for row in places {
        let place = ground::place(conn, row.node)?;
        if ground::allow(verb, here.caller.to_place(&place)).is_ok() {
            return Ok(row.node);
        }
    }
    Err(Error::NotFound)
}

/// Asks whether she leaves.
pub async fn departure(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let person = forms::id(&path)?;
    app.page(visitor, "pages/person_departure.html", move |conn, here| confirm(conn, here, person, Verb::EditPerson, "departure-title"))
        .await
}

/// The place that she leaves.
#[derive(Deserialize)]
pub struct Departure {
    node: String,
}

/// She leaves.
pub async fn leave(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Departure>) -> Answer {
    let person = forms::id(&path)?;
    let node: NodeId = forms::id(&form.0.node)?;
    let done =
        app.act(&visitor, move |tx, here| actions::people::leave(tx, &here.caller, person, node).map(|()| here.caller.is(person))).await;
    match done {
        Ok(own) => Ok(after(node, own).cookie(flash("person-left")).finish()),
        Err(error) => {
            app.again(visitor, error, "pages/person_departure.html", move |conn, here| {
                confirm(conn, here, person, Verb::EditPerson, "departure-title")
            })
            .await
        }
    }
}

/// To the list that she stood on; whoever has left it herself goes home.
fn after(node: NodeId, own: bool) -> actix_web::HttpResponseBuilder {
    if own { see_other("/") } else { see_other(format!("/nodes/{node}/people")) }
}

/// Says what goes and what stays, and asks.
pub async fn erasure(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let person = forms::id(&path)?;
    app.page(visitor, "pages/person_erasure.html", move |conn, here| confirm(conn, here, person, Verb::ErasePerson, "erasure-title")).await
}

/// Forgets her.
pub async fn erase(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let person = forms::id(&path)?;
    let done = app
        .act(&visitor, move |tx, here| {
            let node = place_for(tx, here, person, Verb::ErasePerson)?;
            actions::people::erase(tx, &here.caller, person).map_err(Error::from)?;
            Ok::<_, Error>((node, here.caller.is(person)))
        })
        .await;
    match done {
        Ok((node, own)) => {
            app.list_erased().await;
            Ok(after(node, own).cookie(flash("person-erased")).finish())
        }
        Err(error) => {
            app.again(visitor, error, "pages/person_erasure.html", move |conn, here| {
                confirm(conn, here, person, Verb::ErasePerson, "erasure-title")
            })
            .await
        }
    }
}

/// From whom she is to be kept apart.
#[derive(Deserialize)]
pub struct Pair {
    id: String,
    #[serde(default)]
    other: String,
}

/// Keeps two people apart.
pub async fn block(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Pair>) -> Answer {
    let person: PersonId = forms::id(&path)?;
    let block: BlockId = forms::id(&form.0.id)?;
    let done = app
        .act(&visitor, move |tx, here| {
            let mut check = Check::new();
            let other = check.take("other", forms::choice(&form.0.other)).unwrap_or(person);
            with_unread(check, actions::people::block(tx, &here.caller, block, person, other))
        })
        .await;
    match done {
        Ok(()) => Ok(see_other(format!("/people/{person}#care")).cookie(flash("pair-blocked")).finish()),
        Err(error) => {
            let block = app.new_id();
            app.again(visitor, error, "pages/person.html", move |conn, here| show::view(conn, here, person, block)).await
        }
    }
}

/// Where the form stood.
#[derive(Deserialize)]
pub struct Back {
    #[serde(default)]
    back: String,
}

/// Lets two people be paired again.
pub async fn unblock(app: web::Data<App>, visitor: Visitor, path: web::Path<(String, String)>, form: Form<Back>) -> Answer {
    let (person, block) = path.into_inner();
    let (person, block) = (forms::id(&person)?, forms::id(&block)?);
    app.act(&visitor, move |tx, here| actions::people::unblock(tx, &here.caller, person, block)).await?;
    Ok(see_other(local(&form.0.back)).cookie(flash("pair-unblocked")).finish())
}
