//! The tutor's notes beside a record: short words to its learner, while safety allows that anything goes from one to the other.

use super::{Error, ground};
use crate::domain::fact::{NoteWithdrawn, NoteWritten};
use crate::domain::id::{NoteId, TutorialId};
use crate::domain::moment::Day;
use crate::domain::policy::{Caller, Verb};
use crate::domain::refusal::Problem;
use crate::domain::rules::needed_text;
use crate::domain::words::TutorialState;
use crate::store::queries::tutorials;
use crate::store::rows::TutorialRow;
use crate::store::{Conn, Tx};

/// Writes a tutor's note.
///
/// # Errors
/// The caller is not its tutor, nothing has begun, or the text has to be put right.
pub fn write(tx: &mut Tx<'_>, caller: &Caller, note: NoteId, tutorial: TutorialId, text: &str) -> Result<NoteId, Error> {
    let (row, relations) = ground::tutorial(tx, caller, tutorial)?;
    ground::allow(Verb::WriteNote, relations)?;
    ground::actor(tx, caller)?;
    let mut note = note;
    if let Some(there) = tutorials::note(tx, note)? {
        if there.tutorial == tutorial && there.text == text.replace("\r\n", "\n").trim() {
            return Ok(note);
        }
        note = note.beside(&format!("{tutorial} {text}"));
        if tutorials::note(tx, note)?.is_some() {
            return Ok(note);
        }
    }
    let day = ground::today(tx, row.school)?;
    may_write(tx, &row, day)?;
    let text = needed_text(text, 2000).map_err(|problem| Error::at("note", problem))?;
    tx.record(NoteWritten { note, tutorial, tutor: row.tutor, learner: row.learner, day, text })?;
    Ok(note)
}

/// Whether a tutor may leave a word today. What has stopped, and what safety does not allow any more, carries nothing from one to the other; a
/// word after the demonstration it may.
///
/// # Errors
/// She may not; or one of the two was erased.
pub fn may_write(conn: &mut Conn, row: &TutorialRow, today: Day) -> Result<(), Error> {
    match row.state {
        TutorialState::Open | TutorialState::Demonstrated => {}
        TutorialState::Proposed => return Err(Error::whole(Problem::NotAgreedYet)),
        _ => return Err(Error::whole(Problem::TutorialEnded)),
    }
    ground::still_there(conn, &[Some(row.learner), Some(row.tutor)])?;
    let visit = ground::visit_of(conn, row)?;
    ground::may_pair(conn, row.learner, row.tutor, visit.as_ref())?.map_err(|_| Error::whole(Problem::TutorialEnded))?;
    // Before they have met face to face nothing goes from one to the other.
    ground::met_by(conn, row, today)?.map_err(Error::whole)?;
    // And who meets a child of another place only on visits writes to her on their days, as she would speak to her.
    let pair = [row.learner, row.tutor];
    let together = ground::was_there(conn, row.tutor, pair, today)? && ground::was_there(conn, row.learner, pair, today)?;
    if together { Ok(()) } else { Err(Error::whole(Problem::OnlyOnAVisit)) }
}

/// Takes a note out.
///
/// # Errors
/// The caller is not its tutor.
pub fn withdraw(tx: &mut Tx<'_>, caller: &Caller, note: NoteId) -> Result<TutorialId, Error> {
    let row = tutorials::note(tx, note)?.ok_or(Error::NOT_FOUND)?;
    let (_, relations) = ground::tutorial(tx, caller, row.tutorial)?;
    ground::allow(Verb::WriteNote, relations)?;
    ground::actor(tx, caller)?;
    tx.record(NoteWithdrawn { note })?;
    Ok(row.tutorial)
}
