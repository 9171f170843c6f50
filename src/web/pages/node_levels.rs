//! Which levels a node's tree has, and what they are called in it.

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::choice::Choice;
use crate::actions::levels;
use crate::domain::id::NodeId;
use crate::domain::refusal::Check;
use crate::domain::words::Preset;
use crate::store::Conn;
use crate::store::queries::nodes;
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::forms::{self, Form};
use crate::web::{Answer, App, Error, Here, Visitor, see_other};

/// What the form holds, as typed.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Typed {
    preset: String,
}

#[derive(Serialize)]
struct Shown {
    id: String,
    name: String,
    presets: Vec<Choice>,
    form: Typed,
}

const TEMPLATE: &str = "pages/node_levels.html";

/// The presets to choose from, each with its levels from the bottom: as they are called by whoever stands there.
pub(super) fn presets(here: &Here) -> Vec<Choice> {
    let choice = |preset: &Preset| {
        let levels: Vec<String> = preset.levels().iter().rev().map(|level| here.word("level", preset.call(*level))).collect();
        Choice { small: Some(levels.join(", ")), ..Choice::word(here, "preset", preset.word()) }
    };
    Preset::ALL.iter().map(choice).collect()
}

fn view(conn: &mut Conn, here: &Here, node: NodeId, typed: Option<Typed>) -> Result<View<Shown>, Error> {
    here.person()?;
    let row = levels::choosable(conn, &here.caller, node)?;
    let form = match typed {
        Some(typed) => typed,
        None => Typed { preset: nodes::preset(conn, node)?.word().to_owned() },
    };
    let view = Shown { id: node.to_string(), name: row.name, presets: presets(here), form };
    Ok(View { title: here.text("levels-title", &[]), view })
}

/// The form.
pub async fn form(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let node = forms::id(&path)?;
    app.page(visitor, TEMPLATE, move |conn, here| view(conn, here, node, None)).await
}

/// Chooses.
pub async fn choose(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Typed>) -> Answer {
    let node = forms::id(&path)?;
    let Form(typed) = form;
    let mut check = Check::new();
    let preset: Option<Preset> = check.take("preset", forms::choice(&typed.preset));
    let refused = check.done();
    let done: Result<(), Error> = app
        .act(&visitor, move |tx, here| {
            here.person()?;
            levels::choosable(tx, &here.caller, node)?;
            refused?;
            levels::choose(tx, &here.caller, node, preset.ok_or(Error::Malformed)?)?;
            Ok::<_, Error>(())
        })
        .await;
    match done {
        Ok(()) => Ok(see_other(format!("/nodes/{node}")).cookie(flash("levels-chosen")).finish()),
        Err(error) => app.again(visitor, error, TEMPLATE, move |conn, here| view(conn, here, node, Some(typed))).await,
    }
}
