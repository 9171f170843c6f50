//! From paper, who learned alone: here she is named, also where she has left; the page on which her demonstration is written is
//! [`super::demonstration_record`]'s.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::web;
use serde::Deserialize;

use super::paper::{Roll, blank, view};
use crate::actions::ground;
use crate::domain::id::NodeId;
use crate::domain::policy::Verb;
use crate::web::here::Here;
use crate::web::{Answer, App, Error, Visitor, forms, problems, see_other, templates};

/// Who it was, as typed; nothing where nobody was asked.
#[derive(Debug, Deserialize)]
pub struct Alone {
    #[serde(default)]
    alone: Option<String>,
}

/// Leads to the page for her demonstration.
pub async fn find(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, typed: web::Query<Alone>) -> Answer {
    let node: NodeId = forms::id(&path)?;
    let (asked, catalog, periods, now) = (visitor.clone(), Arc::clone(&app.catalog), app.periods, app.db.now());
    let Some(typed) = typed.into_inner().alone else {
        let maker = Arc::clone(&app);
        return app.page(visitor, "pages/paper.html", move |conn, here| view(conn, here, node, periods, vec![blank(&maker)])).await;
    };
    let found = app
        .db
        .read(move |conn| {
            let here = Here::load(conn, &asked, now, catalog)?;
            here.person()?;
            ground::allow_at(conn, &here.caller, Verb::EnterFromPaper, node)?;
            Ok::<_, Error>(Roll::load(conn, &here, node, periods)?.person(&typed))
        })
        .await?;
    match found {
        Ok(person) => Ok(see_other(format!("/people/{person}/demonstration?school={node}")).finish()),
        Err(problem) => {
            let maker = Arc::clone(&app);
            let said = vec![templates::Problem::new("alone".to_owned(), problems::message(&app.catalog, visitor.language, problem))];
            app.page_with(visitor, "pages/paper.html", StatusCode::UNPROCESSABLE_ENTITY, said, move |conn, here| {
                view(conn, here, node, periods, vec![blank(&maker)])
            })
            .await
        }
    }
}
