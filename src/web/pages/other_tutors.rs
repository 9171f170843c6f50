//! Who else has room for somebody who has asked and has no answer: she need not wait for one person while another is free.

use serde::Serialize;

use super::topics::names_at;
use super::topics::standing::asking;
use crate::actions::prospects;
use crate::store::Conn;
use crate::store::queries::waits;
use crate::store::rows::TutorialRow;
use crate::web::{Error, Here};

/// What is said, and where one of them is asked.
#[derive(Serialize)]
pub struct Others {
    said: String,
    href: String,
    action: String,
}

/// Who else could accompany a learner in what she has asked for; nothing once it is answered, and nothing where nobody could.
pub fn of(conn: &mut Conn, here: &Here, row: &TutorialRow) -> Result<Option<Others>, Error> {
    if !waits::is_unanswered(row) || !names_at(&here.caller, row.school) {
        return Ok(None);
    }
    let others = prospects::others(conn, row)?;
    let Some(first) = others.first() else { return Ok(None) };
    let one = others.len() == 1;
    let said = here.text("others-have-room", &[("name", first.tutor.as_str().into()), ("more", (others.len() - 1).into())]);
    let (key, href) = match (one, here.caller.is(row.learner)) {
        (true, own) => (if own { "others-ask" } else { "others-propose" }, asking(row.learner, first.id, None)),
        (false, _) => ("others-choose", format!("/tutorials/new?learner={}&topic={}", row.learner, row.topic)),
    };
    Ok(Some(Others { said, href, action: here.text(key, &[]) }))
}
