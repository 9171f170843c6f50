//! How two who are not of one place meet, in words: on which visit, to which school, and who answers for it. Said wherever their tutorial waits or
//! goes on, so that nobody says yes to somebody from elsewhere without knowing when and with whom watching.

use serde::Serialize;

use super::faces::Faces;
use crate::actions::meetings;
use crate::store::Conn;
use crate::store::queries::nodes;
use crate::store::rows::TutorialRow;
use crate::web::locale::Day as Style;
use crate::web::{Error, Here};

/// What is told.
#[derive(Debug, Clone, Serialize)]
pub struct Told {
    /// One sentence or two.
    pub words: String,
    /// Whether they have been together already: before that nothing is written, rehearsed or recorded.
    pub met: bool,
}

/// What the reader is told of how a tutorial's two meet; nothing where they need no visit.
///
/// # Errors
/// The database cannot be read.
pub fn told(conn: &mut Conn, here: &Here, row: &TutorialRow) -> Result<Option<Told>, Error> {
    let Some(meeting) = meetings::of(conn, row, here.now)? else { return Ok(None) };
    let met = meeting.met;
    let Some(visit) = meeting.visit else { return Ok(Some(Told { words: here.text("meeting-none", &[]), met })) };
    let school = nodes::names(conn, &[visit.school])?.remove(&visit.school).unwrap_or_default();
    let args = [("day", here.day(visit.day, Style::Weekday).into()), ("school", school.into())];
    let key = match (meeting.today, meeting.only, met) {
        (true, ..) => "meeting-today",
        (false, false, _) => "meeting-planned",
        (false, true, true) => "meeting-next",
        (false, true, false) => "meeting-first",
    };
    let answers = if here.caller.is(visit.responsible) {
        here.text("meeting-answers-own", &[])
    } else {
        let faces = Faces::load(conn, here, &[visit.responsible])?;
        here.text("meeting-answers", &[("name", faces.name(visit.responsible).into())])
    };
    Ok(Some(Told { words: format!("{} {answers}", here.text(key, &args)), met }))
}
