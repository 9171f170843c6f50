//! `/account/password`: an adult changes her own password.

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::sign_in::session_cookie;
use crate::actions::accounts::own_password::{self, Change};
use crate::domain::id::PersonId;
use crate::store::{Conn, accounts};
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::forms::Form;
use crate::web::{Answer, App, Error, Here, Visitor, see_other};

#[derive(Serialize)]
struct Own {
    person: String,
    handle: String,
}

fn view(conn: &mut Conn, here: &Here) -> Result<View<Own>, Error> {
    let person = here.person()?;
    // Whoever has none has nothing to change: a child, or an adult who was never invited.
    let handle = accounts::handle(conn, person)?.ok_or(Error::NotFound)?;
    Ok(View { title: here.text("password-title", &[]), view: Own { person: person.to_string(), handle } })
}

/// The page.
pub async fn show(app: web::Data<App>, visitor: Visitor) -> Answer {
    app.page(visitor, "pages/own-password.html", view).await
}

/// The form. What was typed is never sent back.
#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    current: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    again: String,
}

/// Changes it.
pub async fn change(app: web::Data<App>, visitor: Visitor, form: Form<Typed>) -> Answer {
    let Form(Typed { current, password, again }) = form;
    let (person, shared) = app
        .act(&visitor, |tx, here| -> Result<(PersonId, bool), Error> {
            let person = here.person()?;
            accounts::handle(tx, person)?.map(|_| (person, here.shared)).ok_or(Error::NotFound)
        })
        .await?;
    match own_password::change(&app.db, person, Change { current, password, again, shared }, visitor.address).await {
        Ok(session) => {
            let mut answer = see_other(format!("/people/{person}"));
            Ok(answer.cookie(session_cookie(&app, &session)).cookie(flash("password-changed")).finish())
        }
        Err(error) => app.again(visitor, error.into(), "pages/own-password.html", view).await,
    }
}
