//! A new place under another.

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::choice::Choice;
use crate::actions::{ground, places};
use crate::domain::cct::{Cct, CheckLetter};
use crate::domain::id::NodeId;
use crate::domain::policy::Verb;
use crate::domain::refusal::Check;
use crate::domain::words::Level;
use crate::store::Conn;
use crate::store::queries::nodes;
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::forms::{self, Form};
use crate::web::locale::capital;
use crate::web::{Answer, App, Error, Here, Visitor, see_other};

/// What the form holds, as typed.
#[derive(Clone, Default, Deserialize, Serialize)]
pub struct Typed {
    id: String,
    #[serde(default)]
    level: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    cct: String,
}

#[derive(Serialize)]
struct Shown {
    parent: String,
    parent_name: String,
    levels: Vec<Choice>,
    form: Typed,
}

fn view(conn: &mut Conn, here: &Here, parent: NodeId, form: Typed) -> Result<View<Shown>, Error> {
    here.person()?;
    ground::allow_at(conn, &here.caller, Verb::FoundNode, parent)?;
    let row = nodes::by_id(conn, parent)?.ok_or(Error::NotFound)?;
    let preset = nodes::preset(conn, parent)?;
    let called = |level: Level| Choice::new(level, capital(&here.word("level", preset.call(level))));
    let levels: Vec<Choice> = preset.openable(row.level).map(called).collect();
    if levels.is_empty() {
        return Err(Error::NotFound);
    }
    let view = Shown { parent: parent.to_string(), parent_name: row.name, levels, form };
    Ok(View { title: here.text("node-new-title", &[]), view })
}

/// The form.
pub async fn form(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let parent = forms::id(&path)?;
    let form = Typed { id: app.new_id::<()>().to_string(), level: Level::School.word().to_owned(), ..Typed::default() };
    app.page(visitor, "pages/node_new.html", move |conn, here| view(conn, here, parent, form)).await
}

/// Founds the place.
pub async fn found(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Typed>) -> Answer {
    let parent = forms::id(&path)?;
    let Form(typed) = form;
    let node = forms::id(&typed.id)?;
    let mut check = Check::new();
    let level: Option<Level> = check.take("level", forms::choice(&typed.level));
    let done = match (level, check.done()) {
        (Some(level), Ok(())) => {
            let input = places::Found { node, parent, level, name: typed.name.clone(), cct: typed.cct.clone() };
            app.act(&visitor, move |tx, here| places::found(tx, &here.caller, &input)).await
        }
        (_, refused) => Err(refused.err().map_or(Error::Malformed, Error::from)),
    };
    match done {
        Ok(node) => {
            let doubtful = Cct::parse(&typed.cct).is_ok_and(|cct| cct.check() != CheckLetter::Right);
            let said = flash(if doubtful { "node-founded-cct-doubtful" } else { "node-founded" });
            Ok(see_other(format!("/nodes/{node}")).cookie(said).finish())
        }
        Err(error) => app.again(visitor, error, "pages/node_new.html", move |conn, here| view(conn, here, parent, typed)).await,
    }
}
