//! What Relevo is, what it keeps about people, and the choice of a language.

use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::web;
use serde::{Deserialize, Serialize};

use crate::actions;
use crate::web::answer::local;
use crate::web::app::View;
use crate::web::forms::Form;
use crate::web::locale::Language;
use crate::web::visitor::LANGUAGE;
use crate::web::{Answer, App, Error, Visitor, see_other};

#[derive(Serialize)]
struct Nothing {}

/// What Relevo is.
pub async fn about(app: web::Data<App>, visitor: Visitor) -> Answer {
    app.page(visitor, "pages/about.html", |_, here| Ok(View { title: here.text("about-title", &[]), view: Nothing {} })).await
}

/// What is kept about people.
pub async fn privacy(app: web::Data<App>, visitor: Visitor) -> Answer {
    app.page(visitor, "pages/privacy.html", |_, here| Ok(View { title: here.text("about-privacy-title", &[]), view: Nothing {} })).await
}

#[derive(Serialize)]
struct Source {
    version: &'static str,
    licence: &'static str,
    /// Where it can be had, if whoever runs this has said so.
    address: Option<String>,
}

/// Under which licence this runs, and where its source code can be had.
pub async fn source(app: web::Data<App>, visitor: Visitor) -> Answer {
    let view = Source { version: env!("CARGO_PKG_VERSION"), licence: env!("CARGO_PKG_LICENSE"), address: app.source.clone() };
    app.page(visitor, "pages/source.html", |_, here| Ok(View { title: here.text("about-source-title", &[]), view })).await
}

/// The chosen language, and where to go back to.
#[derive(Deserialize)]
pub struct Choice {
    language: String,
    #[serde(default)]
    back: String,
}

/// Keeps the choice: in a cookie, and with the person where she has signed in, so that the next device knows it.
pub async fn choose_language(app: web::Data<App>, visitor: Visitor, form: Form<Choice>) -> Answer {
    let Form(choice) = form;
    let language = Language::parse(&choice.language).ok_or(Error::Malformed)?;
    app.act(&visitor, move |tx, here| match here.caller.id() {
        Some(_) => actions::people::set_language(tx, &here.caller, language.code()),
        None => Ok(()),
    })
    .await?;
    let cookie = Cookie::build(LANGUAGE, language.code())
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(app.secure())
        .max_age(Duration::days(365))
        .finish();
    Ok(see_other(local(&choice.back)).cookie(cookie).finish())
}
