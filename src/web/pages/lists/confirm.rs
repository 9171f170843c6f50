//! Writing a list, part by part. A part that is written stays written: cut off at any moment, the page says what is missing and goes on.

use std::time::{Duration, Instant};

use actix_web::web;
use serde::Deserialize;

use super::{acts, read};
use crate::domain::id::ListId;
use crate::domain::refusal::{Problem, Refusal};
use crate::domain::words::ListState;
use crate::exchange::lists::{Outcome, Part, Waiting, answers, look, parts, write};
use crate::store::waiting::ListRow;
use crate::web::answer::flash;
use crate::web::forms::{self, Form};
use crate::web::{Answer, App, Error, Visitor, see_other};

/// For how long one request writes: a browser waits for its answer, and others for the writer.
const TURN: Duration = Duration::from_secs(8);
/// How often a list is looked at anew: topics are published before their texts are written.
const ROUNDS: usize = 3;

/// What is still to be written, how many rows wait for a decision, and the sign of it all.
struct Left {
    row: ListRow,
    parts: Vec<Part>,
    undecided: usize,
    sign: String,
}

async fn left(app: &web::Data<App>, visitor: &Visitor, list: ListId) -> Result<Left, Error> {
    read(app, visitor, move |conn, here| {
        let row = acts::open(conn, &here.caller, list, here.now)?;
        if row.state == ListState::Done {
            return Err(Error::NotFound);
        }
        let waiting = Waiting::unpack(&row.body).map_err(|error| Error::Fault(error.to_string()))?;
        let look = look(conn, &here.caller, &row, &waiting)?;
        let (undecided, sign) = (look.count(Outcome::Asked), look.sign(&row));
        Ok(Left { row, parts: parts(look), undecided, sign })
    })
    .await
}

/// Which preview was on the screen.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Seen {
    seen: String,
}

/// Writes what was seen. Where another press of the same button has written it, this one comes to the same page.
pub async fn confirm(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Seen>) -> Answer {
    let list: ListId = forms::id(&path)?;
    match carry_out(&app, &visitor, list, &form.0.seen).await {
        Err(Error::NotFound) => {
            let row = read(&app, &visitor, move |conn, here| Ok(acts::open(conn, &here.caller, list, here.now)?)).await?;
            // Done meanwhile; anything else is truly not there for this reader.
            if row.state != ListState::Done {
                return Err(Error::NotFound);
            }
            Ok(see_other(format!("/lists/{list}")).cookie(flash("list-written")).finish())
        }
        done => done,
    }
}

async fn carry_out(app: &web::Data<App>, visitor: &Visitor, list: ListId, seen: &str) -> Answer {
    let began = Instant::now();
    // What is written first is what bears the sign, read in one snapshot: nothing can come between what was shown and what is done.
    let mut first = Some(left(app, visitor, list).await?);
    if first.as_ref().is_some_and(|first| !acts::is_shown(&first.row, &first.sign, seen)) {
        return super::show::again(app.clone(), visitor.clone(), list, Refusal::whole(Problem::ListChanged)).await;
    }
    let shown = seen.to_owned();
    if let Err(error) = app.act(visitor, move |tx, here| acts::begin(tx, &here.caller, list, &shown)).await {
        return match error {
            Error::Refused(refusal) => super::show::again(app.clone(), visitor.clone(), list, refusal).await,
            error => Err(error),
        };
    }
    let here = format!("/lists/{list}");
    let mut partly = false;
    for _ in 0..ROUNDS {
        let Left { row, parts, undecided, .. } = match first.take() {
            Some(first) => first,
            None => left(app, visitor, list).await?,
        };
        if parts.is_empty() {
            app.act(visitor, move |tx, here| acts::finish(tx, &here.caller, list, undecided > 0)).await?;
            let key = match (partly, undecided) {
                (true, _) => "list-partly",
                (false, 0) => "list-written",
                (false, _) => "list-undecided",
            };
            return Ok(see_other(here).cookie(flash(key)).finish());
        }
        for part in parts {
            if began.elapsed() > TURN {
                return Ok(see_other(here).cookie(flash("list-unfinished")).finish());
            }
            let of = row.clone();
            let written = app.act(visitor, move |tx, here| write(tx, &here.caller, &of, part)).await?;
            if !written.left.is_empty() {
                partly = true;
                app.act(visitor, move |tx, here| -> Result<(), Error> {
                    // Asked again: what was decided cannot be done as things stand.
                    let row = acts::open(tx, &here.caller, list, here.now)?;
                    let mut answers = answers(&row);
                    answers.retain(|row, _| !written.left.contains(row));
                    let text = serde_json::to_string(&answers).map_err(|error| Error::Fault(error.to_string()))?;
                    Ok(acts::set_answers(tx, &here.caller, list, &text)?)
                })
                .await?;
            }
        }
    }
    Ok(see_other(here).cookie(flash("list-unfinished")).finish())
}

/// Throws a list away.
pub async fn discard(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let list: ListId = forms::id(&path)?;
    let node = app.act(&visitor, move |tx, here| acts::discard(tx, &here.caller, list)).await?;
    Ok(see_other(format!("/nodes/{node}/lists")).cookie(flash("list-discarded")).finish())
}
