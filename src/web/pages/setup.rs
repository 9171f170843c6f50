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
use crate::domain::words::{Level, Position, Preset};
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::forms::{self, Form};
use crate::web::locale::capital;
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
    #[serde(default = "school")]
    level: String,
    #[serde(default = "schools")]
    preset: String,
    #[serde(default)]
    handle: String,
    #[serde(default, skip_serializing)]
    password: String,
    #[serde(default, skip_serializing)]
    again: String,
}

/// Most begin with a school.
fn school() -> String {
    Level::School.word().to_owned()
}

fn schools() -> String {
    Preset::Schools.word().to_owned()
}

/// With which places one may begin: each exists in every preset.
const BEGINNINGS: [Level; 5] = [Level::School, Level::Zone, Level::Region, Level::State, Level::Nation];
/// The offices of whoever begins: the first two at a school, the others above.
const OFFICES: [Position; 5] = [Position::Teacher, Position::Head, Position::Coach, Position::Supervisor, Position::Official];

#[derive(Serialize)]
struct Shown {
    form: Typed,
    positions: Vec<Choice>,
    levels: Vec<Choice>,
    presets: Vec<Choice>,
    /// Whether something else than a school was chosen.
    other: bool,
}

fn view(here: &Here, form: Typed) -> View<Shown> {
    let positions = OFFICES.map(|position| Choice::word(here, "position", position.word()));
    let levels = BEGINNINGS.map(|level| {
        let mut words: Vec<String> = Preset::ALL.iter().map(|preset| here.word("level", preset.call(level))).collect();
        words.dedup();
        Choice::new(level, capital(&words.join(" / ")))
    });
    let presets = super::node_levels::presets(here);
    let other = form.level != school() || form.preset != schools();
    let view = Shown { form, positions: positions.into(), levels: levels.into(), presets, other };
    View { title: here.text("setup-title", &[]), view }
}

/// The form, while there is nothing yet.
pub async fn form(app: web::Data<App>, visitor: Visitor) -> Answer {
    if app.begun().await? {
        return Ok(see_other("/").finish());
    }
    let form = Typed {
        school: app.new_id::<()>().to_string(),
        person: app.new_id::<()>().to_string(),
        level: school(),
        preset: schools(),
        ..Typed::default()
    };
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
            let said = flash(match (doubtful, typed.level == school()) {
                (true, _) => "begun-cct-doubtful",
                (false, true) => "begun",
                (false, false) => "begun-above",
            });
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
    let level: Option<Level> = check.take("level", forms::choice(&typed.level));
    let preset: Option<Preset> = check.take("preset", forms::choice(&typed.preset));
    let input = Begin {
        school,
        school_name: typed.school_name.clone(),
        cct: typed.cct.clone(),
        person,
        name: typed.name.clone(),
        position: position.unwrap_or(Position::Teacher),
        level: level.unwrap_or(Level::School),
        preset: preset.unwrap_or(Preset::Schools),
    };
    let mut all = Check::new();
    merge(&mut all, input.checked());
    merge(&mut all, check.done());
    let account = merge(&mut all, NewAccount::read(&typed.handle, &typed.password, &typed.again));
    all.done()?;
    let account = account.ok_or(Error::Malformed)?;
    Ok(beginning::begin(&app.db, input, account).await?)
}
