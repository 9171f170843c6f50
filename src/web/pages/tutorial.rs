//! One tutorial as its circle sees it: the thread, the record, the notes, and the one next step of whoever reads.

use serde::Serialize;

use super::faces::{Face, Faces};
use super::files::FileView;
use super::meeting::{self, Told};
use super::other_tutors::{self, Others};
use super::steps::{self, Next, Rehearsal};
use super::topics::Title;
use super::waiting::{self, Waiting};
use crate::actions::prospects::{self, Prospect};
use crate::actions::tutorials as acts;
use crate::actions::{self, ground, notes, tree};
use crate::domain::id::{Entry, EntryId, Note, NoteId, PersonId, TutorialId};
use crate::domain::moment::Day;
use crate::domain::policy::{Relations, Verb, may};
use crate::domain::words::{Agreement, DemonstrationState, Seen, TutorialState};
use crate::store::Conn;
use crate::store::queries::{demonstrations, files, interests, people, tutorials};
use crate::store::rows::{DemonstrationRow, TutorialRow};
use crate::web::app::View;
use crate::web::locale::Day as Style;
use crate::web::{Answer, App, Error, Here, Visitor, forms};
use actix_web::web;

/// The ids of what the page's forms would create.
#[derive(Debug, Clone, Copy)]
pub struct FormIds {
    entry: EntryId,
    note: NoteId,
    invitations: [TutorialId; waiting::SHOWN],
}

impl FormIds {
    /// New ones.
    pub fn new(app: &App) -> FormIds {
        FormIds { entry: app.new_id::<Entry>(), note: app.new_id::<Note>(), invitations: std::array::from_fn(|_| app.new_id()) }
    }
}

/// What was typed before a refusal.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Typed {
    /// The id that the entry's form carried.
    pub entry_id: String,
    /// The entry.
    pub text: String,
    /// Its day.
    pub day: String,
    /// The id that the note's form carried.
    pub note_id: String,
    /// The note.
    pub note: String,
    /// Another day on which it began.
    pub began: Option<String>,
    /// The day on which they rehearsed.
    pub rehearsed: Option<String>,
}

#[derive(Serialize)]
struct Knot {
    label: String,
    state: &'static str,
    small: Option<String>,
    href: Option<String>,
}

#[derive(Serialize)]
struct Written {
    id: String,
    day: String,
    lines: Vec<String>,
    editable: bool,
    corrected: Option<String>,
    files: Vec<FileView>,
    notes: Vec<NoteView>,
}

#[derive(Serialize)]
struct NoteView {
    id: String,
    day: String,
    lines: Vec<String>,
    removable: bool,
}

#[derive(Serialize)]
struct Held {
    id: String,
    day: String,
    ready: bool,
    reason: Option<String>,
}

/// The whole page.
#[derive(Serialize)]
pub struct Shown {
    id: String,
    topic: String,
    topic_title: String,
    topic_lang: String,
    own: bool,
    learner: Face,
    tutor: Face,
    since: Option<String>,
    state: &'static str,
    paper: bool,
    steps: Vec<Knot>,
    next: Option<Next>,
    planned_day: Option<String>,
    /// How the two meet, where they are not of one place.
    meeting: Option<Told>,
    /// Who else has room for a learner who has asked and has no answer.
    others: Option<Others>,
    why: Option<String>,
    entries: Vec<Written>,
    loose_notes: Vec<NoteView>,
    may_write: bool,
    /// Whether sheets to write on are printed for it.
    may_print: bool,
    /// Whether photos may lie beside this record: a child's guardians say so.
    may_lay: bool,
    /// For who enters the paper that is missing.
    keeps_consents: bool,
    /// Whether the learner has grown up: then it is hers to say.
    grown: bool,
    may_note: bool,
    held: Vec<Held>,
    may_stop: bool,
    /// Whether it was stopped, and whoever reads may set right when and why.
    may_restop: bool,
    /// The day on which it was stopped.
    stopped: Option<String>,
    may_withdraw: bool,
    /// Whether the day on which it began can be set right by whoever reads.
    may_begin: bool,
    /// Whether it was stopped, and whoever reads may let it go on.
    may_resume: bool,
    /// What was noted of a rehearsal that whoever reads may take back: `asked` or `held`.
    rehearsal: Option<&'static str>,
    stop_reason: Option<String>,
    waiting: Option<Waiting>,
    became: Vec<Face>,
    typed: Typed,
    today: String,
    agreed: Option<String>,
}

/// A tutorial.
pub async fn show(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let id: TutorialId = forms::id(&path)?;
    let ids = FormIds::new(&app);
    app.page(visitor, "pages/tutorial.html", move |conn, here| view(conn, here, id, ids, Typed::default())).await
}

/// Its view, with what was typed before a refusal.
///
/// # Errors
/// There is no such tutorial, or the reader is not of its circle.
pub fn view(conn: &mut Conn, here: &Here, id: TutorialId, ids: FormIds, typed: Typed) -> Result<View<Shown>, Error> {
    here.person()?;
    let (row, relations) = acts::read(conn, &here.caller, id)?;
    here.opens(row.learner, Seen::Record, id);
    let topic = Title::of(conn, here, row.topic)?;
    let held = demonstrations::of_tutorial(conn, id)?;
    let planned = held.iter().find(|one| one.state == DemonstrationState::Planned).cloned();
    let done = held.iter().find(|one| one.state == DemonstrationState::Ready).cloned();
    let not_yet = steps::not_yet(&held);
    let rehearsal = steps::rehearsal(&row, not_yet);
    let (entries, loose_notes) = pages(conn, here, &row, relations)?;
    // What came of it: whom she has accompanied in this topic since.
    let hers = tutorials::of_tutor(conn, row.learner, &[TutorialState::Open, TutorialState::Demonstrated])?;
    let hers: Vec<PersonId> = hers.into_iter().filter(|other| other.topic == row.topic).map(|other| other.learner).collect();
    let demonstrated = row.state == TutorialState::Demonstrated;
    let waiting = if demonstrated { waiting::of(conn, here, row.learner, row.topic, row.school, &ids.invitations)? } else { None };
    let faces = Faces::load(conn, here, &[row.learner, row.tutor])?;
    let others = if crate::actions::people::sees_names(conn, &here.caller, row.school)? { hers.clone() } else { Vec::new() };
    let others = Faces::load(conn, here, &others)?;
    let why = if tells_why(here, &row, relations) { why(conn, &row, relations)? } else { None };
    let open = row.state == TutorialState::Open;
    let began = !matches!(row.state, TutorialState::Proposed | TutorialState::NeverBegan);
    let paper = may(Verb::EnterFromPaper, relations);
    let prospect = if row.state == TutorialState::Proposed { prospects::of(conn, &row)? } else { Prospect::Good };
    let meeting = if prospect == Prospect::Gone { None } else { meeting::told(conn, here, &row)? };
    // Before they have met there is nothing to write: no form offers what would be refused.
    let met = meeting.as_ref().is_none_or(|told| told.met);
    // Nobody writes about somebody who was erased: no form offers it.
    let learner_there = people::by_id(conn, row.learner)?.is_some();
    let both_there = learner_there && people::by_id(conn, row.tutor)?.is_some();
    let corrects = may(Verb::CorrectRecord, ground::to_written(conn, &here.caller, row.school, Some(&row))?);
    let writes = learner_there && may(Verb::WriteEntry, relations) && (open || (began && paper));
    let view = Shown {
        id: id.to_string(),
        topic: row.topic.to_string(),
        topic_title: topic.title.clone(),
        topic_lang: topic.language(here),
        own: here.caller.is(row.learner),
        learner: faces.of(row.learner),
        tutor: faces.of(row.tutor),
        since: row.agreed.map(|day| day.to_string()),
        state: row.state.word(),
        paper: row.agreement == Some(Agreement::Paper),
        steps: thread(here, &row, &faces, entries.len(), (planned.as_ref(), done.as_ref()), not_yet, hers.len()),
        next: steps::next(here, &row, (prospect, met), relations, &held, waiting.is_some()),
        planned_day: planned.as_ref().map(|one| one.day.to_string()),
        others: if here.caller.is(row.learner) || may(Verb::ProposeForOthers, relations) {
            other_tutors::of(conn, here, &row)?
        } else {
            None
        },
        meeting,
        why,
        may_lay: crate::actions::files::are_shown(conn, &row)?,
        // Whoever was taken in elsewhere has her papers there.
        keeps_consents: may(Verb::KeepConsents, relations)
            && allowed(actions::consents::school_of(conn, &here.caller, row.learner).map(drop))?,
        grown: people::by_id(conn, row.learner)?.is_some_and(|learner| !learner.minor),
        may_write: writes && met,
        may_print: writes && !here.caller.is(row.learner),
        may_note: both_there && may(Verb::WriteNote, relations) && allowed(notes::may_write(conn, &row, here.today))?,
        entries,
        loose_notes,
        held: held.iter().filter(|one| one.state != DemonstrationState::Planned).filter_map(held_view).collect(),
        may_stop: open && may(Verb::StopTutorial, relations),
        may_restop: row.state == TutorialState::Stopped && may(Verb::StopTutorial, relations),
        stopped: row.ended.filter(|_| row.state == TutorialState::Stopped).map(|day| day.to_string()),
        may_withdraw: corrects && !matches!(row.state, TutorialState::Demonstrated | TutorialState::NeverBegan),
        may_begin: both_there && began && row.agreed.is_some() && corrects && !here.caller.is(row.learner),
        may_resume: both_there
            && row.state == TutorialState::Stopped
            && corrects
            && !here.caller.is(row.learner)
            && allowed(tree::open(conn, row.school))?
            && ground::was_heard(conn, [row.learner, row.tutor], row.visit, row.school, here.now)?,
        rehearsal: match rehearsal {
            _ if !open => (row.rehearsed.is_some() && began && corrects && !here.caller.is(row.learner)).then_some("held"),
            _ if !may(Verb::Rehearse, relations) => None,
            Rehearsal { held: Some(_), .. } => Some("held"),
            Rehearsal { asked: Some(_), .. } => Some("asked"),
            _ => None,
        },
        stop_reason: row.stop_reason.clone(),
        waiting,
        became: if demonstrated { hers.iter().map(|id| others.of(*id)).collect() } else { Vec::new() },
        typed: Typed {
            entry_id: if typed.entry_id.is_empty() { ids.entry.to_string() } else { typed.entry_id },
            note_id: if typed.note_id.is_empty() { ids.note.to_string() } else { typed.note_id },
            ..typed
        },
        today: here.today.to_string(),
        agreed: row.agreed.map(|day| day.to_string()),
    };
    Ok(View { title: topic.title, view })
}

/// Whether an action would go so far: no form is shown that is always refused.
fn allowed(answer: Result<(), actions::Error>) -> Result<bool, Error> {
    match answer {
        Ok(()) => Ok(true),
        Err(actions::Error::Refused(_)) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// The why is for the learner and her teacher, and for the tutor: once both have agreed, or there is none here yet (see [`why`]).
fn tells_why(here: &Here, row: &TutorialRow, relations: Relations) -> bool {
    may(Verb::ReadWhy, relations.and_if(here.caller.is(row.learner), Relations::ONESELF))
}

/// Why the learner wanted it, where she said so and both have agreed; before that, her open wish, for her teachers alone.
fn why(conn: &mut Conn, row: &TutorialRow, relations: Relations) -> Result<Option<String>, Error> {
    if row.state == TutorialState::Proposed {
        let open = if may(Verb::ReadWaiting, relations) { interests::open(conn, row.learner, row.topic)? } else { None };
        return Ok(open.and_then(|wish| wish.why).filter(|why| !why.is_empty()));
    }
    let Some(agreed) = row.agreed else { return Ok(None) };
    let met = interests::met(conn, row, agreed)?;
    let why = met.and_then(|interest| interest.why);
    Ok(why.filter(|why| !why.is_empty()))
}

/// The pages of the record, each with the notes of its day after it; and the notes that came before any page.
fn pages(conn: &mut Conn, here: &Here, row: &TutorialRow, relations: Relations) -> Result<(Vec<Written>, Vec<NoteView>), Error> {
    let editable = may(Verb::WriteEntry, relations);
    let removable = may(Verb::WriteNote, relations);
    let rows = tutorials::entries(conn, row.id)?;
    let (files, shown) = (files::of_tutorial(conn, row.id)?, crate::actions::files::are_shown(conn, row)?);
    let correctors = Faces::load(conn, here, &rows.iter().filter_map(|entry| entry.corrected_by).collect::<Vec<_>>())?;
    let days: Vec<Day> = rows.iter().map(|entry| entry.day).collect();
    let mut entries: Vec<Written> = rows
        .into_iter()
        .map(|entry| Written {
            id: entry.id.to_string(),
            day: entry.day.to_string(),
            lines: lines(&entry.text),
            editable,
            corrected: entry.corrected.map(|_| match entry.corrected_by {
                Some(by) => here.text("entry-corrected-by", &[("name", correctors.name(by).into())]),
                None => here.text("entry-corrected", &[]),
            }),
            files: files.iter().filter(|file| file.entry == entry.id).map(|file| FileView::of(file, shown)).collect(),
            notes: Vec::new(),
        })
        .collect();
    let mut loose = Vec::new();
    for note in tutorials::notes(conn, row.id)? {
        let shown = NoteView { id: note.id.to_string(), day: here.day(note.day, Style::Plain), lines: lines(&note.text), removable };
        match days.iter().rposition(|day| *day <= note.day) {
            Some(at) => entries[at].notes.push(shown),
            None => loose.push(shown),
        }
    }
    Ok((entries, loose))
}

/// The paragraphs of a text.
pub fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn held_view(row: &DemonstrationRow) -> Option<Held> {
    let ready = match row.state {
        DemonstrationState::Ready => true,
        DemonstrationState::NotYet => false,
        _ => return None,
    };
    Some(Held { id: row.id.to_string(), day: row.day.to_string(), ready, reason: row.reason.clone().filter(|text| !text.is_empty()) })
}

/// The six knots.
fn thread(
    here: &Here,
    row: &TutorialRow,
    faces: &Faces,
    pages: usize,
    (planned, done): (Option<&DemonstrationRow>, Option<&DemonstrationRow>),
    not_yet: Option<Day>,
    first: usize,
) -> Vec<Knot> {
    let plain = |day: Day| here.day(day, Style::Plain);
    let states = steps::states(row, pages, not_yet, first);
    let [.., tutoring] = states;
    let label = |key: &str| here.text(&format!("tutorial-step-{key}"), &[]);
    // What paper tells has no day on which it was chosen; and nothing is agreed before it is chosen.
    let told = row.agreed.filter(|agreed| row.agreement == Some(Agreement::Paper) || *agreed < row.proposed);
    let chosen = plain(told.unwrap_or(row.proposed));
    let chosen = here.text("tutorial-step-by", &[("name", faces.name(row.learner).into()), ("day", chosen.into())]);
    let agreed =
        row.agreed.map(|day| here.text("tutorial-step-with", &[("name", faces.name(row.tutor).into()), ("day", plain(day).into())]));
    let exploring = (pages > 0).then(|| here.text("tutorial-step-pages", &[("count", pages.into())]));
    let rehearsed = match steps::rehearsal(row, not_yet) {
        Rehearsal { held: Some(day), .. } => Some(plain(day)),
        Rehearsal { asked: Some(day), .. } => Some(here.text("tutorial-step-asked", &[("day", plain(day).into())])),
        _ => None,
    };
    let shown = match (done, planned) {
        (Some(done), _) => Some(plain(done.day)),
        (None, Some(planned)) => Some(here.text("tutorial-step-planned", &[("day", plain(planned.day).into())])),
        _ => None,
    };
    let demonstration = done.or(planned).map(|one| format!("/demonstrations/{}", one.id));
    let begun = (tutoring == "tied").then(|| here.text("tutorial-step-first", &[("count", first.into())]));
    let small = [Some(chosen), agreed, exploring, rehearsed, shown, begun];
    let hrefs = [None, None, None, None, demonstration, None];
    let knots = steps::STEPS.into_iter().zip(states).zip(small).zip(hrefs);
    knots.map(|(((key, state), small), href)| Knot { label: label(key), state, small, href }).collect()
}

/// Whether a relation lets its holder read the record: for other pages that link to it.
pub fn readable(conn: &mut Conn, here: &Here, id: TutorialId) -> bool {
    ground::tutorial(conn, &here.caller, id).is_ok_and(|(_, relations)| may(Verb::ReadTutorial, relations))
}
