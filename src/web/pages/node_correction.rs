//! What is known of a place, set right: its name, key, time zone and where it lies. The new beside the old is shown before it is written.

use actix_web::web;
use serde::{Deserialize, Serialize};

use crate::actions::ground;
use crate::actions::tree::{self, Known};
use crate::domain::id::NodeId;
use crate::domain::policy::Verb;
use crate::store::Conn;
use crate::store::queries::nodes;
use crate::store::rows::NodeRow;
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::forms::{self, Form};
use crate::web::{Answer, App, Error, Here, Visitor, see_other};

/// The form, as typed.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Typed {
    name: String,
    cct: String,
    time_zone: String,
    latitude: String,
    longitude: String,
    confirm: String,
}

impl Typed {
    fn of(row: &NodeRow) -> Typed {
        Typed {
            name: row.name.clone(),
            cct: row.cct.clone().unwrap_or_default(),
            time_zone: row.time_zone.clone().unwrap_or_default(),
            latitude: row.latitude.map(|degrees| degrees.to_string()).unwrap_or_default(),
            longitude: row.longitude.map(|degrees| degrees.to_string()).unwrap_or_default(),
            confirm: String::new(),
        }
    }

    fn known(&self) -> Known {
        Known {
            name: self.name.clone(),
            cct: self.cct.clone(),
            time_zone: self.time_zone.clone(),
            latitude: self.latitude.clone(),
            longitude: self.longitude.clone(),
        }
    }
}

#[derive(Serialize)]
struct Shown {
    id: String,
    name: String,
    form: Typed,
    /// What would change: nothing while the form is being written.
    changes: Option<Vec<Line>>,
}

#[derive(Serialize)]
struct Line {
    what: String,
    old: String,
    new: String,
}

fn view(conn: &mut Conn, here: &Here, node: NodeId, typed: Option<Typed>, judge: bool) -> Result<View<Shown>, Error> {
    here.person()?;
    ground::allow_at(conn, &here.caller, Verb::CorrectNode, node)?;
    let row = nodes::by_id(conn, node)?.ok_or(Error::NotFound)?;
    let old = Typed::of(&row);
    let form = typed.unwrap_or_else(|| old.clone());
    let changes = judge.then(|| {
        let lines = [
            ("name", &old.name, &form.name),
            ("cct", &old.cct, &form.cct),
            ("time-zone", &old.time_zone, &form.time_zone),
            ("latitude", &old.latitude, &form.latitude),
            ("longitude", &old.longitude, &form.longitude),
        ];
        let changed = lines.into_iter().filter(|(_, old, new)| old.trim() != new.trim());
        changed
            .map(|(what, old, new)| Line { what: here.text(&format!("correction-{what}"), &[]), old: old.clone(), new: new.clone() })
            .collect()
    });
    let view = Shown { id: node.to_string(), name: row.name, form, changes };
    Ok(View { title: here.text("correction-title", &[]), view })
}

/// The form.
pub async fn form(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let node = forms::id(&path)?;
    app.page(visitor, "pages/node_correction.html", move |conn, here| view(conn, here, node, None, false)).await
}

/// Shows what would change; once that is confirmed, writes it.
pub async fn correct(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Typed>) -> Answer {
    let node: NodeId = forms::id(&path)?;
    let Form(typed) = form;
    let known = typed.known();
    let done = if typed.confirm == "yes" {
        app.act(&visitor, move |tx, here| tree::correct(tx, &here.caller, node, &known)).await
    } else {
        let judged = typed.clone();
        let shown = app.page(visitor.clone(), "pages/node_correction.html", move |conn, here| {
            here.person()?;
            ground::allow_at(conn, &here.caller, Verb::CorrectNode, node)?;
            let row = nodes::by_id(conn, node)?.ok_or(Error::NotFound)?;
            tree::corrected(conn, &row, &judged.known())?;
            view(conn, here, node, Some(judged), true)
        });
        match shown.await {
            Ok(page) => return Ok(page),
            Err(error) => Err(error),
        }
    };
    match done {
        Ok(()) => Ok(see_other(format!("/nodes/{node}")).cookie(flash("node-corrected")).finish()),
        Err(error) => {
            app.again(visitor, error, "pages/node_correction.html", move |conn, here| view(conn, here, node, Some(typed), false)).await
        }
    }
}
