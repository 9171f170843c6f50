//! Taking up an invitation: the code that was handed over, then a sign-in name and a password of one's own.

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::sign_in::{Code, CodeView, asking, let_in};
use crate::actions::accounts::invitations::{self, NewAccount};
use crate::actions::accounts::sign_in::SignedIn;
use crate::store::Conn;
use crate::store::queries::people;
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::forms::Form;
use crate::web::here::stamp;
use crate::web::{Answer, App, Error, Here, Visitor, see_other};

fn code_view(here: &Here, code: String) -> View<CodeView> {
    asking(here, "welcome-title", code)
}

#[derive(Serialize)]
struct AccountView {
    code: String,
    name: String,
    stamp: &'static str,
    handle: String,
}

fn account_view(conn: &mut Conn, here: &Here, code: String, handle: String) -> Result<View<AccountView>, Error> {
    let person = invitations::invited(conn, &code, here.now)?;
    let name = people::name(conn, person)?.map(|row| row.name).unwrap_or_default();
    Ok(View { title: here.text("welcome-account-title", &[]), view: AccountView { code, name, stamp: stamp(person), handle } })
}

/// Asks for the code.
pub async fn code(app: web::Data<App>, visitor: Visitor, query: web::Query<Code>) -> Answer {
    let typed = query.into_inner().code;
    let plain: String = typed.chars().filter(|sign| sign.is_ascii_alphanumeric() || *sign == '-').collect();
    if plain.is_empty() {
        return app.page(visitor, "pages/welcome.html", |_, here| Ok(code_view(here, typed))).await;
    }
    Ok(see_other(format!("/welcome/{plain}")).finish())
}

/// Asks for a name and a password.
pub async fn account(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let code = path.into_inner();
    let typed = code.clone();
    let asked = visitor.clone();
    let page = app.page(visitor, "pages/welcome_account.html", move |conn, here| account_view(conn, here, code, String::new())).await;
    match page {
        Err(error) => ask_code_again(&app, asked, error, typed).await,
        page => page,
    }
}

async fn ask_code_again(app: &App, visitor: Visitor, error: Error, typed: String) -> Answer {
    app.again(visitor, error, "pages/welcome.html", move |_, here| Ok(code_view(here, typed))).await
}

/// A name and a password, twice.
#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    handle: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    again: String,
}

/// Takes the invitation up and signs in.
pub async fn take_up(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Typed>) -> Answer {
    let code = path.into_inner();
    let Form(typed) = form;
    let error = match accept(&app, &code, &typed).await {
        Ok(session) => return Ok(let_in(&app, &visitor, &session).await?.cookie(flash("welcome")).finish()),
        Err(error) => error,
    };
    // Where the code itself no longer holds, there is no form to show again.
    let (asked, spent, Typed { handle, .. }) = (visitor.clone(), code.clone(), typed);
    let page = app.again(visitor, error, "pages/welcome_account.html", move |conn, here| account_view(conn, here, code, handle)).await;
    match page {
        Err(error) => ask_code_again(&app, asked, error, spent).await,
        page => page,
    }
}

async fn accept(app: &App, code: &str, typed: &Typed) -> Result<SignedIn, Error> {
    let account = NewAccount::read(&typed.handle, &typed.password, &typed.again)?;
    Ok(invitations::take_up(&app.db, code, account).await?)
}
