//! Keys of programs: a person's own, made, shown once, revoked.

use actix_web::http::StatusCode;
use actix_web::web;
use serde::{Deserialize, Serialize};

use super::choice::Choice;
use crate::actions;
use crate::actions::accounts::sign_in;
use crate::actions::accounts::tokens::{self as acts, Make};
use crate::domain::id::TokenId;
use crate::domain::moment::Moment;
use crate::domain::refusal::{Problem, Refusal};
use crate::domain::scope::Scope;
use crate::domain::words::{Access, Family};
use crate::store::Conn;
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::forms::{self, Form};
use crate::web::locale::Day as Style;
use crate::web::{Answer, App, Error, Here, Visitor, see_other};

const PAGE: &str = "pages/tokens.html";

/// For how long a key can be good, in days.
const DAYS: [i64; 4] = [7, 30, 90, acts::MOST_DAYS];

/// A key's form as it arrives: a field for each family.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Fields {
    #[serde(default)]
    id: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    days: String,
    #[serde(default)]
    places: String,
    #[serde(default)]
    people: String,
    #[serde(default)]
    topics: String,
    #[serde(default)]
    offers: String,
    #[serde(default)]
    interests: String,
    #[serde(default)]
    tutorials: String,
    #[serde(default)]
    demonstrations: String,
    #[serde(default)]
    masteries: String,
    /// Her password, never sent back.
    #[serde(default)]
    current: String,
}

impl Fields {
    fn of(&self, family: Family) -> &str {
        match family {
            Family::Places => &self.places,
            Family::People => &self.people,
            Family::Topics => &self.topics,
            Family::Offers => &self.offers,
            Family::Interests => &self.interests,
            Family::Tutorials => &self.tutorials,
            Family::Demonstrations => &self.demonstrations,
            Family::Masteries => &self.masteries,
        }
    }

    fn scope(&self) -> Scope {
        let mut scope = Scope::default();
        for family in Family::ALL {
            if let Ok(access) = self.of(*family).parse() {
                scope.allow(*family, access);
            }
        }
        scope
    }
}

#[derive(Serialize)]
struct Shown {
    id: String,
    name: String,
    days: String,
    lasts: Vec<Choice>,
    families: Vec<Asked>,
    made: Option<String>,
    keys: Vec<Kept>,
}

#[derive(Serialize)]
struct Asked {
    name: &'static str,
    label: String,
    value: String,
    options: Vec<Choice>,
}

#[derive(Serialize)]
struct Kept {
    id: String,
    name: String,
    scope: Vec<String>,
    expires: String,
    used: Option<String>,
}

fn view(conn: &mut Conn, here: &Here, fields: &Fields, fresh: TokenId, made: Option<String>) -> Result<View<Shown>, Error> {
    here.person()?;
    let kept = acts::own(conn, &here.caller, here.now)?;
    let zone = match here.home {
        Some((home, _)) => crate::store::queries::nodes::zone(conn, home)?,
        None => crate::domain::moment::DEFAULT_ZONE,
    };
    let day = |at: Moment| here.day(at.day_in(zone), Style::Date);
    let access = |access: Access| here.text(&format!("tokens-access-{access}"), &[]);
    let families = Family::ALL.iter().map(|family| Asked {
        name: family.word(),
        label: here.text(&format!("api-family-{family}"), &[]),
        value: fields.of(*family).to_owned(),
        options: Access::ALL.iter().map(|one| Choice::new(one.word(), access(*one))).collect(),
    });
    let lasts = DAYS.iter().map(|days| Choice::new(days, here.text("tokens-days", &[("count", (*days).into())])));
    let keys = kept.into_iter().map(|row| {
        let scope: Scope = row.scope.parse().unwrap_or_default();
        let said = scope.parts().map(|(family, own)| {
            here.text("tokens-part", &[("family", here.text(&format!("api-family-{family}"), &[]).into()), ("access", access(own).into())])
        });
        Kept { id: row.id.to_string(), name: row.name, scope: said.collect(), expires: day(row.expires), used: row.used.map(day) }
    });
    let view = Shown {
        id: if made.is_none() && !fields.id.is_empty() { fields.id.clone() } else { fresh.to_string() },
        name: fields.name.clone(),
        days: if fields.days.is_empty() { DAYS[1].to_string() } else { fields.days.clone() },
        lasts: lasts.collect(),
        families: families.collect(),
        made,
        keys: keys.collect(),
    };
    Ok(View { title: here.text("tokens-title", &[]), view })
}

/// One's keys.
pub async fn list(app: web::Data<App>, visitor: Visitor) -> Answer {
    let fresh = app.new_id();
    app.page(visitor, PAGE, move |conn, here| view(conn, here, &Fields::default(), fresh, None)).await
}

/// Makes a key for whoever proves her password: it opens everything that she may, from anywhere, and a machine that was left open is not enough.
async fn proved(app: &App, visitor: &Visitor, input: Make, current: &str) -> Result<Option<acts::Key>, Error> {
    let asked = input.clone();
    let fits = app.act(visitor, move |tx, here| -> Result<_, Error> {
        let person = here.person()?;
        let now = here.now;
        Ok((person, acts::fit(tx, &here.caller, &asked, now)))
    });
    let (person, fits) = fits.await?;
    match fits {
        Ok(()) => {}
        Err(actions::Error::Refused(Refusal::Invalid(problems))) if current.is_empty() => {
            return Err(Refusal::Invalid(problems).and(Refusal::at("current", Problem::Missing)).into());
        }
        Err(error) => return Err(error.into()),
    }
    sign_in::prove_again(&app.db, person, current, visitor.address).await?;
    app.act(visitor, move |tx, here| -> Result<_, Error> {
        here.person()?;
        Ok(acts::make(tx, &here.caller, &input)?)
    })
    .await
}

/// Makes a key and shows it, once.
pub async fn make(app: web::Data<App>, visitor: Visitor, form: Form<Fields>) -> Answer {
    let Form(fields) = form;
    let id: TokenId = fields.id.parse().map_err(|_| Error::Malformed)?;
    let input =
        Make { id, name: fields.name.clone(), scope: fields.scope(), days: forms::number(&fields.days, 1..=acts::MOST_DAYS).unwrap_or(0) };
    let fresh = app.new_id();
    let done = proved(&app, &visitor, input, &fields.current).await;
    match done {
        Ok(Some(key)) => {
            let made = Some(key.text());
            app.page_with(visitor, PAGE, StatusCode::OK, Vec::new(), move |conn, here| view(conn, here, &Fields::default(), fresh, made))
                .await
        }
        Ok(None) => Ok(see_other("/tokens").cookie(flash("token-made-before")).finish()),
        Err(error @ Error::Refused(Refusal::Invalid(_))) => {
            app.again(visitor, error, PAGE, move |conn, here| view(conn, here, &fields, fresh, None)).await
        }
        Err(error) => Err(error),
    }
}

/// Revokes a key.
pub async fn revoke(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let id: TokenId = forms::id(&path)?;
    app.act(&visitor, move |tx, here| -> Result<(), Error> {
        here.person()?;
        Ok(acts::revoke(tx, &here.caller, id)?)
    })
    .await?;
    Ok(see_other("/tokens").cookie(flash("token-revoked")).finish())
}
