//! Letting somebody in: a child's PIN and an adult's invitation. Both are shown once, on the answer to the form, and nowhere else.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use serde::Serialize;

use super::class_name;
use crate::actions::accounts::{self, children, pictures, pins};
use crate::actions::{ground, names};
use crate::domain::id::PersonId;
use crate::domain::policy::Verb;
use crate::domain::words::Picture;
use crate::store::Conn;
use crate::store::queries::{nodes, people};
use crate::web::app::View;
use crate::web::forms;
use crate::web::here::stamp;
use crate::web::{Answer, App, Error, Here, Visitor, see_other};

/// Where people reach this installation, as they type it.
pub fn address(app: &App, request: &HttpRequest) -> String {
    let full = app.origin.clone().unwrap_or_else(|| request.connection_info().host().to_owned());
    let short = full.trim_start_matches("https://").trim_start_matches("http://");
    short.trim_end_matches('/').to_owned()
}

/// What was given is shown once; who comes back to its address is led to the person.
pub async fn gone(path: web::Path<String>) -> Answer {
    let person: PersonId = forms::id(&path)?;
    Ok(see_other(format!("/people/{person}")).finish())
}

#[derive(Serialize)]
struct Card {
    id: String,
    /// Nothing where the reader may not see it: a steward above invites adults whom she does not see.
    name: Option<String>,
    stamp: &'static str,
    class: Option<String>,
    node: Option<String>,
    node_name: String,
    secret: String,
    /// In place of the secret, where it is a row of pictures.
    pictures: Vec<PictureView>,
    address: String,
}

/// A picture as a page shows it.
#[derive(Clone, Serialize)]
pub struct PictureView {
    word: &'static str,
    name: String,
}

impl PictureView {
    /// A row of them.
    pub fn row(here: &Here, row: &[Picture]) -> Vec<PictureView> {
        row.iter().map(|picture| PictureView { word: picture.word(), name: here.word("picture", picture.word()) }).collect()
    }
}

/// Whether somebody's group signs in with pictures, at the school where she is at home.
fn by_pictures(conn: &mut Conn, person: PersonId) -> Result<bool, crate::actions::Error> {
    let Some(school) = people::home(conn, person)? else { return Ok(false) };
    let groups = pictures::groups(conn, school)?;
    Ok(people::members(conn, school)?.iter().any(|row| row.id == person && groups.contains(&children::group(row))))
}

fn card(conn: &mut Conn, here: &Here, person: PersonId, secret: String, address: String) -> Result<Card, Error> {
    let name = names::visible(conn, &here.caller, &[person])?.remove(&person);
    let row = people::name(conn, person)?.filter(|_| name.is_some());
    let home = people::home(conn, person)?;
    let node_name = match home {
        Some(home) => nodes::by_id(conn, home)?.map(|row| row.name).unwrap_or_default(),
        None => String::new(),
    };
    Ok(Card {
        id: person.to_string(),
        class: row.and_then(|row| class_name(here, row.grade, row.class.as_deref())),
        node: home.filter(|_| name.is_some()).map(|home| home.to_string()),
        name,
        stamp: stamp(person),
        node_name,
        pictures: Vec::new(),
        secret,
        address,
    })
}

/// Gives a child a new PIN and shows it.
pub async fn pin(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, request: HttpRequest) -> Answer {
    let person: PersonId = forms::id(&path)?;
    // Asked before anything is hashed: hashing is dear, and only so many get a turn.
    let with_pictures = app
        .act(&visitor, move |tx, here| {
            let relations = ground::to_person(tx, &here.caller, person)?;
            ground::allow(Verb::GivePin, relations)?;
            by_pictures(tx, person)
        })
        .await?;
    let fresh = pins::draw(&app.db, &[with_pictures]).await?.pop().ok_or_else(|| Error::Fault("no PIN was drawn".to_owned()))?;
    let (digits, row) = (fresh.digits().to_owned(), fresh.pictures().to_vec());
    let given = app.act(&visitor, move |tx, here| accounts::give_pin(tx, &here.caller, person, &fresh)).await;
    // An adult has a password instead: there is no PIN to give.
    given.map_err(|error| if matches!(error, Error::Refused(_)) { Error::NotFound } else { error })?;
    let address = address(&app, &request);
    app.page_with(visitor, "pages/person_pin.html", StatusCode::OK, Vec::new(), move |conn, here| {
        let view = Card { pictures: PictureView::row(here, &row), ..card(conn, here, person, digits, address)? };
        Ok(View { title: here.text("pin-title", &[]), view })
    })
    .await
}

/// Invites an adult and shows the code.
pub async fn invitation(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, request: HttpRequest) -> Answer {
    let person: PersonId = forms::id(&path)?;
    let given = app.act(&visitor, move |tx, here| accounts::invite(tx, &here.caller, person)).await;
    let code = given.map_err(|error| if matches!(error, Error::Refused(_)) { Error::NotFound } else { error })?;
    let (code, address) = (code.text(), address(&app, &request));
    app.page_with(visitor, "pages/person_invitation.html", StatusCode::OK, Vec::new(), move |conn, here| {
        Ok(View { title: here.text("invitation-title", &[]), view: card(conn, here, person, code, address)? })
    })
    .await
}
