//! The first visit: the school, and who looks after it. Once only; whoever comes later is led past.

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::choice::Choice;
use super::people::merge;
use super::sign_in::let_in;
use crate::actions::accounts::beginning;
use crate::actions::accounts::invitations::NewAccount;
use crate::actions::accounts::sign_in::SignedIn;
use crate::actions::places::Begin;
use crate::domain::cct::{Cct, CheckLetter};
use crate::domain::refusal::Check;
use crate::domain::words::Position;
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::forms::{self, Form};
use crate::web::{Answer, App, Error, Here, Visitor, see_other};

/// What the form asks. The passwords never travel back.
#[derive(Clone, Default, Deserialize, Serialize)]
pub struct Typed {
    school: String,
    person: String,
    #[serde(default)]
    school_name: String,
    #[serde(default)]
    cct: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    position: String,
    #[serde(default)]
    handle: String,
    #[serde(default, skip_serializing)]
    password: String,
    #[serde(default, skip_serializing)]
    again: String,
}

#[derive(Serialize)]
struct Shown {
    form: Typed,
    positions: Vec<Choice>,
}

fn view(here: &Here, form: Typed) -> View<Shown> {
    let positions = [Position::Teacher, Position::Head].map(|position| Choice::word(here, "position", position.word()));
    View { title: here.text("setup-title", &[]), view: Shown { form, positions: positions.into() } }
}

/// The form, while there is nothing yet.
pub async fn form(app: web::Data<App>, visitor: Visitor) -> Answer {
    if app.begun().await? {
        return Ok(see_other("/").finish());
    }
    let form = Typed { school: app.new_id::<()>().to_string(), person: app.new_id::<()>().to_string(), ..Typed::default() };
    app.page(visitor, "pages/setup.html", move |_, here| Ok(view(here, form))).await
}

/// Founds the school and the account, and signs in. Sent twice, the second leads to signing in.
pub async fn begin(app: web::Data<App>, visitor: Visitor, typed: Form<Typed>) -> Answer {
    let Form(typed) = typed;
    if app.begun().await? {
        return Ok(see_other("/sign-in").finish());
    }
    match found(&app, &typed).await {
        Ok(session) => {
            let doubtful = Cct::parse(&typed.cct).is_ok_and(|cct| cct.check() != CheckLetter::Right);
            let said = flash(if doubtful { "begun-cct-doubtful" } else { "begun" });
            Ok(let_in(&app, &visitor, &session).await?.cookie(said).finish())
        }
        Err(error) => app.again(visitor, error, "pages/setup.html", move |_, here| Ok(view(here, typed))).await,
    }
}

async fn found(app: &App, typed: &Typed) -> Result<SignedIn, Error> {
    let school = forms::id(&typed.school)?;
    let person = forms::id(&typed.person)?;
    let mut check = Check::new();
    let position: Option<Position> = check.take("position", forms::choice(&typed.position));
    let input = Begin {
        school,
        school_name: typed.school_name.clone(),
        cct: typed.cct.clone(),
        person,
        name: typed.name.clone(),
        position: position.unwrap_or(Position::Teacher),
    };
    let mut all = Check::new();
    merge(&mut all, input.checked());
    merge(&mut all, check.done());
    let account = merge(&mut all, NewAccount::read(&typed.handle, &typed.password, &typed.again));
    all.done()?;
    let account = account.ok_or(Error::Malformed)?;
    Ok(beginning::begin(&app.db, input, account).await?)
}
