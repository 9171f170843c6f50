//! Pairs of topics that are laid beside a list that waits, in a file of their own: what helps to come before what, and what is near to what.
//! The list is looked at anew with them; nothing is kept before it is confirmed.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};

use super::{TURN, acts, read, show, words};
use crate::domain::id::ListId;
use crate::domain::refusal::{Problem, Refusal};
use crate::domain::words::{ListKind, ListState};
use crate::exchange::lists::{MAX_BYTES, Pairs, Unread, Waiting};
use crate::web::answer::flash;
use crate::web::{Answer, App, Error, Visitor, forms, see_other, templates, upload};

/// Takes pairs in. Who may not send them is told so before a byte is read.
pub async fn pairs(app: web::Data<App>, visitor: Visitor, request: HttpRequest, path: web::Path<String>, payload: web::Payload) -> Answer {
    let list: ListId = forms::id(&path)?;
    let row = read(&app, &visitor, move |conn, here| Ok(acts::open(conn, &here.caller, list, here.now)?)).await?;
    if row.state == ListState::Done {
        return Err(Error::NotFound);
    }
    let wrong = |field: &'static str, problem: Problem| show::again(app.clone(), visitor.clone(), list, Refusal::at(field, problem));
    let sent = match upload::read(request.headers(), payload, MAX_BYTES).await {
        Ok(sent) => sent,
        Err(Error::TooLarge) => {
            let said = app.catalog.text(visitor.language, "lists-too-large", &[("megabytes", (MAX_BYTES / 1024 / 1024).into())]);
            return show::with(app, visitor, list, StatusCode::PAYLOAD_TOO_LARGE, vec![templates::Problem::new("pairs-file", said)]).await;
        }
        Err(error) => return Err(error),
    };
    let Some((_, bytes)) = sent.file.clone().filter(|(_, bytes)| !bytes.is_empty()) else {
        return wrong("pairs-file", Problem::Missing).await;
    };
    let Some(about) = Pairs::ALL.into_iter().find(|pairs| row.kind == ListKind::Topics && pairs.word() == sent.text("pairs")) else {
        return wrong("pairs", Problem::UnknownChoice).await;
    };
    let turn = TURN.acquire().await.map_err(|error| Error::Fault(error.to_string()))?;
    let laid = web::block(move || -> std::io::Result<Result<Vec<u8>, Unread>> {
        let mut waiting = Waiting::unpack(&row.body)?;
        match waiting.lay_beside(about, &bytes) {
            Ok(()) => waiting.pack().map(Ok),
            Err(error) => Ok(Err(Unread::Table(error))),
        }
    });
    let laid = laid.await.map_err(|error| Error::Fault(error.to_string()))?;
    drop(turn);
    match laid.map_err(|error| Error::Fault(error.to_string()))? {
        Ok(body) => {
            app.act(&visitor, move |tx, here| acts::set_body(tx, &here.caller, list, &body)).await?;
            Ok(see_other(format!("/lists/{list}")).cookie(flash("list-pairs-laid")).finish())
        }
        Err(error) => {
            let said = vec![templates::Problem::new("pairs-file", words::unread(&app.catalog, visitor.language, &error))];
            show::with(app, visitor, list, StatusCode::UNPROCESSABLE_ENTITY, said).await
        }
    }
}
