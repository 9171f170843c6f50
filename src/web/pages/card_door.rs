//! The door for children's cards: a QR code that leads here, or the eight letters typed.
//!
//! Opening the address of a card signs nobody in: cameras and messengers open addresses by themselves. It puts the code aside in a cookie
//! of this page, for five minutes, and leads to the page, whose own address says nothing. An app that scans may keep its own list of
//! what it has read; about that nothing can be done from here.

use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use serde::{Deserialize, Serialize};

use super::sign_in::let_in;
use crate::actions::accounts::cards;
use crate::domain::refusal::{Problem, Refusal};
use crate::store::Conn;
use crate::web::app::View;
use crate::web::forms::Form;
use crate::web::{Answer, App, Error, Here, Visitor, problems, see_other, templates};

/// The cookie that carries a card from its address to the button.
const CARD: &str = "card";

fn put_aside(app: &App, code: &str) -> Cookie<'static> {
    let cookie = Cookie::build(CARD, code.to_owned()).path("/card").http_only(true).same_site(SameSite::Lax).secure(app.secure());
    cookie.max_age(Duration::minutes(5)).finish()
}

fn taken_up(app: &App) -> Cookie<'static> {
    let mut cookie = put_aside(app, "");
    cookie.make_removal();
    cookie
}

#[derive(Serialize)]
struct Door {
    /// Whether a card was read already, so that a button is enough.
    read: bool,
    code: String,
}

fn view(here: &Here, read: bool, code: String) -> View<Door> {
    View { title: here.text("card-door-title", &[]), view: Door { read, code } }
}

/// The address on a card.
pub async fn scanned(app: web::Data<App>, path: web::Path<String>) -> Answer {
    let mut answer = see_other("/card");
    if let Some(code) = cards::read(&path) {
        answer.cookie(put_aside(&app, &code));
    }
    Ok(answer.insert_header(("Cache-Control", "no-store")).finish())
}

fn aside(request: &HttpRequest) -> Option<String> {
    request.cookie(CARD).and_then(|cookie| cards::read(cookie.value()))
}

/// One button where a card was read, else one field.
pub async fn show(app: web::Data<App>, visitor: Visitor, request: HttpRequest) -> Answer {
    let read = aside(&request).is_some();
    app.page(visitor, "pages/card.html", move |_, here| Ok(view(here, read, String::new()))).await
}

/// The eight letters; none where the card was read.
#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    code: String,
}

/// Signs a child in.
pub async fn enter(app: web::Data<App>, visitor: Visitor, request: HttpRequest, form: Form<Typed>) -> Answer {
    let typed = form.0.code;
    let code = if typed.trim().is_empty() { aside(&request).unwrap_or_default() } else { typed.clone() };
    let error = match cards::sign_in(&app.db, &code, visitor.address).await {
        Ok(session) => return Ok(let_in(&app, &visitor, &session).await?.cookie(taken_up(&app)).finish()),
        Err(error) => Error::from(error),
    };
    let Error::Refused(refusal) = error else { return Err(error) };
    let said = if refusal == Refusal::at("code", Problem::CodeSpent) {
        vec![templates::Problem::new("code", app.catalog.text(visitor.language, "card-door-wrong", &[]))]
    } else {
        problems::messages(&app.catalog, visitor.language, &refusal)
    };
    let again = move |_: &mut Conn, here: &Here| Ok(view(here, false, typed));
    let mut answer = app.page_with(visitor, "pages/card.html", StatusCode::UNPROCESSABLE_ENTITY, said, again).await?;
    answer.add_cookie(&taken_up(&app)).map_err(|error| Error::Fault(error.to_string()))?;
    Ok(answer)
}
