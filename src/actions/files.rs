//! Pictures and documents of work beside the pages of a process record: laid there by the learner, or by a teacher who copies from paper;
//! seen by the tutorial's circle; taken away by the learner, a teacher or a steward.
//!
//! Of a child only while her guardians say yes ([`super::consents`]): then it may be laid there, and shown. When one of them says no, what
//! lies there is shown to nobody any more, from that moment on; it can still be taken away, by the same people as before, and nothing takes
//! it away by itself: a family that thinks better of it loses nothing.
//!
//! Deliberately not known here: what makes a file one that is taken in. It comes ready (`exchange::notebook`), as [`New`].

use super::tutorials::{PAGE, takes_pages};
use super::{Error, consents, ground};
use crate::domain::fact::{EntryWithdrawn, EntryWritten, FileAttached, FileRemoved};
use crate::domain::id::{EntryId, FileId, PersonId, TutorialId};
use crate::domain::moment::Day;
use crate::domain::policy::{Caller, Verb};
use crate::domain::refusal::{Check, Problem};
use crate::domain::rules::{past_day, text};
use crate::domain::words::{FileKind, Purpose};
use crate::store::queries::{files, tutorials};
use crate::store::rows::{FileRow, TutorialRow};
use crate::store::{Conn, Tx};

/// How many pictures and documents a record has room for.
pub const MOST: usize = 20;

/// A file that was looked through and is ready to be kept.
#[derive(Clone)]
pub struct New {
    /// What it is.
    pub kind: FileKind,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// A small likeness, of a picture.
    pub small: Option<Vec<u8>>,
    /// The SHA-256 of its bytes, in letters.
    pub digest: String,
}

/// A page of the record that is a picture or a document, with words or without.
#[expect(missing_docs, reason = "the fields are those of the form")]
pub struct Attach {
    pub file: FileId,
    pub entry: EntryId,
    pub tutorial: TutorialId,
    /// Today where none is given.
    pub day: Option<Day>,
    pub text: String,
    pub new: New,
}

/// Whether the caller may lay something beside this record now: asked before her file is taken in.
///
/// # Errors
/// She is neither its learner nor a teacher there, it has ended, or the child's guardians have not said yes.
pub fn may_attach(conn: &mut Conn, caller: &Caller, tutorial: TutorialId) -> Result<(), Error> {
    let (row, relations) = ground::tutorial(conn, caller, tutorial)?;
    ground::allow(Verb::WriteEntry, relations)?;
    takes_pages(&row, relations)?;
    if are_shown(conn, &row)? { Ok(()) } else { Err(Error::whole(Problem::PhotosNeedConsent)) }
}

/// Whether photos and documents may lie beside this record and be looked at: its learner is grown up, or her guardians say yes to her school.
///
/// # Errors
/// The database cannot be read.
pub fn are_shown(conn: &mut Conn, row: &TutorialRow) -> Result<bool, Error> {
    Ok(consents::stands(conn, row.school, row.learner, Purpose::Photos)?)
}

/// Lays it there.
///
/// # Errors
/// As [`may_attach`]; the record is full, or a field has to be put right.
pub fn attach(tx: &mut Tx<'_>, caller: &Caller, input: &Attach) -> Result<(), Error> {
    let (row, relations) = ground::tutorial(tx, caller, input.tutorial)?;
    ground::allow(Verb::WriteEntry, relations)?;
    ground::actor(tx, caller)?;
    if files::by_id(tx, input.file)?.is_some() {
        return Ok(());
    }
    ground::still_there(tx, &[Some(row.learner)])?;
    takes_pages(&row, relations)?;
    if !are_shown(tx, &row)? {
        return Err(Error::whole(Problem::PhotosNeedConsent));
    }
    if files::of_tutorial(tx, row.id)?.len() >= MOST {
        return Err(Error::at("file", Problem::FilesFull(MOST)));
    }
    let today = ground::today(tx, row.school)?;
    let mut check = Check::new();
    let text = check.take("text", text(&input.text, PAGE));
    let day = check.take("day", past_day(input.day.unwrap_or(today), today, row.agreed));
    check.done()?;
    let (Some(text), Some(day)) = (text, day) else { return Err(Error::NOT_FOUND) };
    ground::met_by(tx, &row, day)?.map_err(|problem| Error::at("file", problem))?;
    // Something of this id is there already where a page was sent again after its picture was taken away.
    let mut entry = input.entry;
    if tutorials::entry(tx, entry)?.is_some() {
        entry = entry.beside(&input.file.to_string());
    }
    if tutorials::entry(tx, entry)?.is_some() {
        return Err(Error::NOT_FOUND);
    }
    let New { kind, bytes, small, digest } = &input.new;
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let (file, tutorial, learner) = (input.file, row.id, row.learner);
    tx.record(EntryWritten { entry, tutorial, learner, day, text })?;
    tx.record(FileAttached { file, entry, tutorial, learner, kind: *kind, size, digest: digest.clone() })?;
    files::keep(tx, file, bytes, small.as_deref())?;
    Ok(())
}

/// A file for whoever is of its circle.
///
/// # Errors
/// There is none, or not for this caller; or it is a child's whose guardians do not say yes.
pub fn read(conn: &mut Conn, caller: &Caller, file: FileId, small: bool) -> Result<(FileRow, Vec<u8>), Error> {
    let row = files::by_id(conn, file)?.ok_or(Error::NOT_FOUND)?;
    let (tutorial, relations) = ground::tutorial(conn, caller, row.tutorial)?;
    ground::allow(Verb::ReadTutorial, relations)?;
    if !are_shown(conn, &tutorial)? {
        return Err(Error::NOT_FOUND);
    }
    let bytes = files::bytes(conn, file, small)?.ok_or(Error::NOT_FOUND)?;
    Ok((row, bytes))
}

/// Takes a file away, and its page too where nothing else stood on it. Whose it was and of which tutorial.
///
/// # Errors
/// There is none, or not for this caller.
pub fn remove(tx: &mut Tx<'_>, caller: &Caller, file: FileId) -> Result<(TutorialId, PersonId), Error> {
    let row = files::by_id(tx, file)?.ok_or(Error::NOT_FOUND)?;
    let (_, relations) = ground::tutorial(tx, caller, row.tutorial)?;
    ground::allow(Verb::RemoveFile, relations)?;
    ground::actor(tx, caller)?;
    tx.record(FileRemoved { file })?;
    if tutorials::entry(tx, row.entry)?.is_some_and(|entry| entry.text.is_empty()) {
        tx.record(EntryWithdrawn { entry: row.entry })?;
    }
    Ok((row.tutorial, row.learner))
}

/// What lies in the records of a learner, among that which the caller may take away: without its content, which is the circle's.
///
/// # Errors
/// The caller may take nothing of hers away.
pub fn of_learner(conn: &mut Conn, caller: &Caller, learner: PersonId) -> Result<Vec<FileRow>, Error> {
    let relations = ground::to_person(conn, caller, learner)?;
    let relations = relations.and_if(caller.is(learner), crate::domain::policy::Relations::LEARNER);
    ground::allow(Verb::RemoveFile, relations)?;
    let mut hers = Vec::new();
    for row in files::of_learner(conn, learner)? {
        let (_, relations) = ground::tutorial(conn, caller, row.tutorial)?;
        if crate::domain::policy::may(Verb::RemoveFile, relations) {
            hers.push(row);
        }
    }
    Ok(hers)
}
