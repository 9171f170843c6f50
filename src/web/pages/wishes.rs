//! `/interests`: my wishes, in my order.

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::topics::list::Standings;
use super::topics::{Title, Titles};
use crate::actions;
use crate::domain::id::{InterestId, TopicId};
use crate::store::queries::interests;
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::forms::{self, Form};
use crate::web::{Answer, App, Error, Visitor, see_other};

#[derive(Serialize)]
struct Wish {
    id: String,
    /// The one above it, past which it can move.
    above: Option<String>,
    topic: Title,
    ago: String,
    why: Option<String>,
    mark: &'static str,
    label: String,
}

#[derive(Serialize)]
struct Wishes {
    wishes: Vec<Wish>,
}

/// The list.
pub async fn list(app: web::Data<App>, visitor: Visitor) -> Answer {
    app.page(visitor, "pages/wishes/list.html", |conn, here| {
        let me = here.person()?;
        let rows = interests::of_learner(conn, me)?;
        let ids: Vec<TopicId> = rows.iter().map(|row| row.topic).collect();
        let titles = Titles::load(conn, here, &ids)?;
        let mut standings = match here.home {
            Some((home, _)) => Some(Standings::of(conn, home, here.caller.id())?),
            None => None,
        };
        let mut wishes = Vec::new();
        for row in rows {
            let Some(topic) = titles.get(row.topic) else { continue };
            let (mark, label) = match standings.as_mut().map(|standings| standings.label(here, row.topic)) {
                Some((mark, label)) if !mark.is_empty() => (mark, label),
                _ => ("none", here.text("wishes-nobody-yet", &[])),
            };
            let ago = here.ago(row.stated);
            let above = wishes.last().map(|above: &Wish| above.id.clone());
            wishes.push(Wish { id: row.id.to_string(), above, topic, ago, why: row.why, mark, label });
        }
        Ok(View { title: here.text("wishes-title", &[]), view: Wishes { wishes } })
    })
    .await
}

/// The wish that stood above it on the page.
#[derive(Deserialize)]
pub struct Past {
    past: String,
}

/// Moves one up.
pub async fn up(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Past>) -> Answer {
    let id: InterestId = forms::id(&path)?;
    let past: InterestId = form.0.past.parse().map_err(|_| Error::Malformed)?;
    app.act(&visitor, move |tx, here| -> Result<(), Error> {
        here.person()?;
        Ok(actions::masteries::raise_interest(tx, &here.caller, id, past)?)
    })
    .await?;
    Ok(see_other("/interests").cookie(flash("wish-moved")).finish())
}

/// Takes one back: one's own, or the one that a teacher had noted for a learner of hers.
pub async fn end(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let id: InterestId = forms::id(&path)?;
    let back = app
        .act(&visitor, move |tx, here| -> Result<Option<String>, Error> {
            here.person()?;
            let learner = actions::masteries::withdraw_interest(tx, &here.caller, id)?;
            Ok((!here.caller.is(learner)).then(|| format!("/people/{learner}")))
        })
        .await?;
    Ok(match back {
        Some(person) => see_other(person).cookie(flash("wish-taken-off")).finish(),
        None => see_other("/interests").cookie(flash("wish-taken-back")).finish(),
    })
}
