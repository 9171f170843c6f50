//! Tutorials: proposed by one side or by the teacher, agreed by both, kept in a record, rehearsed, stopped without blame.

use super::{Error, course, ground, meetings};
use crate::domain::fact::*;
use crate::domain::id::{EntryId, OfferId, PersonId, TutorialId, VisitId};
use crate::domain::moment::Day;
use crate::domain::policy::{Caller, Relations, Verb, may};
use crate::domain::refusal::{Check, Problem, WHOLE};
use crate::domain::rules::{needed_text, past_day, text};
use crate::domain::words::{Agreement, DemonstrationState, OfferState, TutorialState};
use crate::store::queries::{demonstrations, masteries, tutorials};
use crate::store::rows::{OfferRow, TutorialRow};
use crate::store::{Conn, Tx};

/// How many tutorials a learner may have open at once.
pub const OPEN_AT_ONCE: i64 = 1;
/// The longest page of a record, in characters.
pub(super) const PAGE: usize = 8000;

/// What is proposed.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are those of the form")]
pub struct Propose {
    pub tutorial: TutorialId,
    pub learner: PersonId,
    pub offer: OfferId,
    pub visit: Option<VisitId>,
    /// A teacher records what both said aloud: the tutorial is open at once.
    pub aloud: bool,
}

/// Proposes a tutorial. The learner asks a tutor, a tutor invites a learner, or a teacher of the learner's school brings two together; who learns
/// on a visit is brought together with somebody by a teacher of the school to which she comes.
///
/// # Errors
/// The caller is none of these; safety forbids the pair; the offer is closed or full; the learner is busy or masters the topic already.
pub fn propose(tx: &mut Tx<'_>, caller: &Caller, input: &Propose) -> Result<TutorialId, Error> {
    let offer = masteries::offer(tx, input.offer)?.ok_or(Error::NOT_FOUND)?;
    let school = ground::home(tx, input.learner)?;
    let place = ground::place(tx, school)?;
    let relations = caller.to_place(&place);
    let own_side = caller.is(input.learner) || caller.is(offer.person);
    let at_home = may(Verb::ProposeForOthers, relations);
    if (!own_side || input.aloud) && !at_home && !meetings::receives(tx, caller, input.visit, [input.learner, offer.person])? {
        return Err(Error::NOT_FOUND);
    }
    let now = tx.now();
    // A teacher who tutors hears her own learner; nobody else hears herself alone.
    let heard = !input.aloud || (at_home && caller.is(offer.person));
    if !heard && !ground::was_heard(tx, [input.learner, offer.person], input.visit, school, now)? {
        // What keeps the two from meeting comes first: that one of them has not said yes would send the writer to ask in vain.
        if let Some(problem) = meetings::hindrance(tx, input.learner, offer.person, input.visit, school, now)? {
            return Err(Error::at("tutor", problem));
        }
        return Err(Error::at("aloud", Problem::NotAgreedYet));
    }
    // A tutor sees, and may invite, only whom she could meet: her school's members, or anyone if both are adults.
    if own_side && caller.is(offer.person) && !may(Verb::ReadNames, relations) {
        let (learner, tutor) = (ground::standing(tx, input.learner)?, ground::standing(tx, offer.person)?);
        let today = ground::today(tx, school)?;
        let visiting = match ground::still_coming(tx, input.visit, today)? {
            Some(visit) => {
                meetings::brings(tx, &visit, input.learner, offer.person)? || meetings::brings(tx, &visit, offer.person, input.learner)?
            }
            None => false,
        };
        if !visiting && (learner.minor || tutor.minor) {
            return Err(Error::NOT_FOUND);
        }
    }
    let proposed_by = ground::actor(tx, caller)?;
    if tutorials::by_id(tx, input.tutorial)?.is_some() {
        return Ok(input.tutorial);
    }
    let same = [TutorialState::Proposed, TutorialState::Open];
    if let Some(twin) =
        tutorials::of_learner(tx, input.learner, &same)?.into_iter().find(|row| row.tutor == offer.person && row.topic == offer.topic)
    {
        // Whoever asks again, or asks back, means the same tutorial.
        if twin.state == TutorialState::Open {
            return Ok(twin.id);
        }
        if own_side && !caller.is(twin.proposed_by) {
            agree(tx, caller, twin.id)?;
        } else if input.aloud {
            if !caller.is(twin.tutor) && !ground::was_heard(tx, [twin.learner, twin.tutor], twin.visit, twin.school, now)? {
                return Err(Error::at("aloud", Problem::NotAgreedYet));
            }
            open(tx, &twin, Agreement::Aloud).map_err(|error| busy_for(caller, twin.learner, error))?;
        }
        return Ok(twin.id);
    }
    let today = ground::today(tx, school)?;
    let visit = ground::still_coming(tx, input.visit, today)?;
    let mut check = Check::new();
    let pair = ground::may_pair(tx, input.learner, offer.person, visit.as_ref())?;
    check.take("tutor", pair);
    check_now(tx, &mut check, input.learner, &offer, None)?;
    // It is kept where it brings the two together: those of the school to which it goes read what leans on it.
    let brings = match &visit {
        Some(visit) => {
            meetings::brings(tx, visit, input.learner, offer.person)? || meetings::brings(tx, visit, offer.person, input.learner)?
        }
        None => true,
    };
    check.require(brings, "visit", Problem::UnknownChoice);
    check.done().map_err(|refusal| busy_for(caller, input.learner, refusal.into()))?;
    let (tutorial, learner, tutor, topic) = (input.tutorial, input.learner, offer.person, offer.topic);
    tx.record(TutorialProposed {
        tutorial,
        learner,
        tutor,
        topic,
        school,
        proposed_by,
        day: today,
        offer: Some(offer.id),
        visit: input.visit.filter(|_| visit.is_some()),
    })?;
    if input.aloud {
        course::begin(tx, tutorial, (learner, topic), today, Agreement::Aloud)?;
    }
    Ok(tutorial)
}

/// What is opened now obeys the present: a live mastery, an open offer with room, a learner who is free for it.
pub(super) fn check_now(
    tx: &mut Tx<'_>,
    check: &mut Check,
    learner: PersonId,
    offer: &OfferRow,
    but: Option<TutorialId>,
) -> Result<(), Error> {
    let live = masteries::live(tx, offer.person, offer.topic)?.is_some();
    check.require(live && offer.state == OfferState::Open, "tutor", Problem::OfferClosed);
    check.require(ground::free_places(tx, offer)? > 0, "tutor", Problem::OfferFull);
    check.require(masteries::live(tx, learner, offer.topic)?.is_none(), "learner", Problem::AlreadyMasters);
    let same = tutorials::open_on(tx, learner, offer.topic)?.filter(|row| Some(row.id) != but);
    check.require(same.is_none(), "learner", Problem::SameTutorialOpen);
    check.require(same.is_some() || tutorials::open_count(tx, learner)? < OPEN_AT_ONCE, "learner", Problem::LearnerBusy);
    Ok(())
}

/// Says yes. The second yes opens the tutorial.
///
/// # Errors
/// The caller is neither of the two, nothing is proposed, or what held when it was proposed no longer does.
pub fn agree(tx: &mut Tx<'_>, caller: &Caller, tutorial: TutorialId) -> Result<(), Error> {
    let (row, relations) = ground::tutorial(tx, caller, tutorial)?;
    ground::allow(Verb::AnswerProposal, relations)?;
    let person = ground::actor(tx, caller)?;
    if row.state != TutorialState::Proposed {
        return if row.state == TutorialState::Open { Ok(()) } else { Err(Error::whole(Problem::TutorialEnded)) };
    }
    // A teacher answers for nobody, but she may record what both said aloud.
    if !caller.is(row.learner) && !caller.is(row.tutor) {
        let now = tx.now();
        if !ground::was_heard(tx, [row.learner, row.tutor], row.visit, row.school, now)? {
            return Err(Error::whole(Problem::NotAgreedYet));
        }
        return open(tx, &row, Agreement::Aloud).map_err(|error| busy_for(caller, row.learner, error));
    }
    let (mine, theirs) =
        if caller.is(row.learner) { (row.learner_agreed, row.tutor_agreed) } else { (row.tutor_agreed, row.learner_agreed) };
    if theirs {
        // Whoever would accept one more than she has room for, or what she does not offer now, is told what she can do about it.
        let own = |error: Error| error.put(Problem::OfferFull, Problem::OwnOfferFull).put(Problem::OfferClosed, Problem::OwnOfferClosed);
        let tutor = caller.is(row.tutor);
        open(tx, &row, Agreement::Here).map_err(|error| if tutor { own(busy_for(caller, row.learner, error)) } else { error })
    } else if mine {
        Ok(())
    } else {
        let day = ground::today(tx, row.school)?;
        tx.record(TutorialAccepted { tutorial, person, day })?;
        Ok(())
    }
}

/// That a learner is in another tutorial is hers to end: only she is told to.
fn busy_for(caller: &Caller, learner: PersonId, error: Error) -> Error {
    if caller.is(learner) { error } else { error.put(Problem::LearnerBusy, Problem::OtherLearnerBusy) }
}

fn open(tx: &mut Tx<'_>, row: &TutorialRow, how: Agreement) -> Result<(), Error> {
    let today = ground::today(tx, row.school)?;
    may_open(tx, row, today)?;
    course::begin(tx, row.id, (row.learner, row.topic), today, how)
}

/// Whether what is not open may be opened today: the pair safe, and what [`check_now`] asks of the offer that it names; where paper named none,
/// of the one that its tutor has.
///
/// # Errors
/// It may not.
pub(super) fn may_open(tx: &mut Tx<'_>, row: &TutorialRow, today: Day) -> Result<(), Error> {
    let visit = ground::still_coming(tx, row.visit, today)?;
    let mut check = Check::new();
    let pair = ground::may_pair(tx, row.learner, row.tutor, visit.as_ref())?;
    check.take("tutor", pair);
    let offer = match row.offer {
        Some(offer) => masteries::offer(tx, offer)?,
        None => match masteries::live(tx, row.tutor, row.topic)? {
            Some(mastery) => masteries::offer_of(tx, mastery.id)?,
            None => None,
        },
    };
    match offer {
        Some(offer) => check_now(tx, &mut check, row.learner, &offer, Some(row.id))?,
        None => check.add("tutor", Problem::OfferClosed),
    }
    check.done()?;
    Ok(())
}

/// Says no, or takes a proposal back. Nobody is asked why, and it leaves no mark.
///
/// # Errors
/// The caller is neither of the two nor a teacher.
pub fn decline(tx: &mut Tx<'_>, caller: &Caller, tutorial: TutorialId) -> Result<(), Error> {
    let (row, relations) = ground::tutorial(tx, caller, tutorial)?;
    ground::allow(Verb::AnswerProposal, relations)?;
    ground::actor(tx, caller)?;
    if row.state == TutorialState::Proposed {
        let day = ground::today(tx, row.school)?;
        tx.record(TutorialDeclined { tutorial, day })?;
    }
    Ok(())
}

/// Asks to rehearse.
///
/// # Errors
/// The caller is not of the tutorial's circle, or it has ended.
pub fn ask_rehearsal(tx: &mut Tx<'_>, caller: &Caller, tutorial: TutorialId) -> Result<(), Error> {
    let row = in_course(tx, caller, Verb::Rehearse, tutorial)?;
    if row.rehearsal_asked.is_none() {
        let day = ground::today(tx, row.school)?;
        // Who has not met anybody yet has nothing to rehearse.
        ground::met_by(tx, &row, day)?.map_err(Error::whole)?;
        tx.record(RehearsalAsked { tutorial, day })?;
    }
    Ok(())
}

/// They rehearsed.
///
/// # Errors
/// The caller is not of the tutorial's circle, or it has ended.
pub fn rehearse(tx: &mut Tx<'_>, caller: &Caller, tutorial: TutorialId, day: Option<Day>) -> Result<(), Error> {
    let row = in_course(tx, caller, Verb::Rehearse, tutorial)?;
    let today = ground::today(tx, row.school)?;
    let asked = day.is_some();
    let day = past_day(day.unwrap_or(today), today, row.agreed).map_err(|problem| Error::at("day", problem))?;
    // Before they have met, another day helps nobody who was asked for none.
    ground::met_by(tx, &row, day)?.map_err(|problem| Error::at(if asked { "day" } else { WHOLE }, problem))?;
    ground::meet_on(tx, &row, day)?.map_err(|problem| Error::at("day", problem))?;
    if row.rehearsed != Some(day) {
        tx.record(RehearsalHeld { tutorial, day })?;
    }
    Ok(())
}

/// Stops a tutorial, without blame: today, or on a day that is past and after which nothing is written of it. A reason may be given and is
/// read only by its circle; who meets a child of another place only on visits writes it on their days, like any other word to her. Said anew of one that has stopped, the day and the reason are set right; what is left empty stays.
///
/// # Errors
/// The caller is not of the tutorial's circle, it has not begun or was demonstrated, or the day or the reason has to be put right.
pub fn stop(tx: &mut Tx<'_>, caller: &Caller, tutorial: TutorialId, day: Option<Day>, reason: &str) -> Result<(), Error> {
    let (row, relations) = ground::tutorial(tx, caller, tutorial)?;
    ground::allow(Verb::StopTutorial, relations)?;
    ground::actor(tx, caller)?;
    match row.state {
        TutorialState::Open | TutorialState::Stopped => {}
        TutorialState::Proposed => return Err(Error::whole(Problem::NotAgreedYet)),
        _ => return Err(Error::whole(Problem::TutorialEnded)),
    }
    let today = ground::today(tx, row.school)?;
    let mut check = Check::new();
    // Said again, and with nothing new, it stands as it was said.
    let day = check.take("day", past_day(day.or(row.ended).unwrap_or(today), today, row.agreed));
    if let Some(day) = day.filter(|day| row.ended != Some(*day)) {
        let last = super::corrections::last_worked(tx, &row)?;
        check.forbid(last.is_some_and(|last| day < last), "day", Problem::EarlierThanWhatIsWritten);
    }
    let reason = check.take("reason", text(reason, 500));
    let new = reason.as_ref().is_some_and(|reason| !reason.is_empty() && row.stop_reason.as_ref() != Some(reason));
    if let Some(me) = caller.id().filter(|_| new) {
        check.require(ground::was_there(tx, me, [row.learner, row.tutor], today)?, "reason", Problem::OnlyOnAVisit);
    }
    check.done()?;
    let (Some(day), Some(reason)) = (day, reason) else { return Err(Error::NOT_FOUND) };
    if row.state == TutorialState::Open {
        course::give_up(tx, &row, day)?;
    } else if row.ended != Some(day) {
        tx.record(TutorialStopped { tutorial, day })?;
    }
    if new {
        tx.record(TutorialStopExplained { tutorial, learner: row.learner, tutor: row.tutor, reason })?;
    }
    Ok(())
}

/// Withdraws a tutorial whose record was a mistake. One that led to a demonstration stands until that is withdrawn.
///
/// # Errors
/// The caller is neither teacher nor steward there, or a demonstration of it stands.
pub fn withdraw(tx: &mut Tx<'_>, caller: &Caller, tutorial: TutorialId) -> Result<(), Error> {
    let row = super::corrections::correctable_course(tx, caller, tutorial)?;
    match row.state {
        TutorialState::NeverBegan => Ok(()),
        TutorialState::Demonstrated => Err(Error::whole(Problem::StillInUse)),
        _ => {
            let held = demonstrations::of_tutorial(tx, tutorial)?;
            if held.iter().any(|row| matches!(row.state, DemonstrationState::Ready | DemonstrationState::NotYet)) {
                return Err(Error::whole(Problem::StillInUse));
            }
            let day = ground::today(tx, row.school)?;
            if let Some(planned) = demonstrations::planned(tx, row.id)? {
                tx.record(DemonstrationCancelled { demonstration: planned.id })?;
            }
            course::never_was(tx, &row, day)
        }
    }
}

/// A tutorial that is open, for someone whom the verb allows.
pub(super) fn in_course(tx: &mut Tx<'_>, caller: &Caller, verb: Verb, tutorial: TutorialId) -> Result<TutorialRow, Error> {
    let (row, relations) = ground::tutorial(tx, caller, tutorial)?;
    ground::allow(verb, relations)?;
    ground::actor(tx, caller)?;
    match row.state {
        TutorialState::Open => Ok(row),
        TutorialState::Proposed => Err(Error::whole(Problem::NotAgreedYet)),
        _ => Err(Error::whole(Problem::TutorialEnded)),
    }
}

/// A page of the process record: the learner's own, or copied from paper by a teacher.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are those of the form")]
pub struct Write {
    pub entry: EntryId,
    pub tutorial: TutorialId,
    /// Today where none is given.
    pub day: Option<Day>,
    pub text: String,
}

/// Writes a page of the process record. A teacher may add what paper says after the tutorial has ended, too.
///
/// # Errors
/// The caller is neither its learner nor a teacher there, it has ended, or a field has to be put right.
pub fn write_entry(tx: &mut Tx<'_>, caller: &Caller, input: &Write) -> Result<EntryId, Error> {
    let (row, relations) = ground::tutorial(tx, caller, input.tutorial)?;
    ground::allow(Verb::WriteEntry, relations)?;
    ground::actor(tx, caller)?;
    let mut entry = input.entry;
    if let Some(there) = tutorials::entry(tx, entry)? {
        // Sent twice, it is there. Written anew on a page that the browser went back to, it is another page: nothing is lost.
        if there.tutorial == input.tutorial && there.text == input.text.replace("\r\n", "\n").trim() {
            return Ok(entry);
        }
        entry = entry.beside(&format!("{} {}", input.tutorial, input.text));
        if tutorials::entry(tx, entry)?.is_some() {
            return Ok(entry);
        }
    }
    ground::still_there(tx, &[Some(row.learner)])?;
    takes_pages(&row, relations)?;
    let today = ground::today(tx, row.school)?;
    let mut check = Check::new();
    let text = check.take("text", needed_text(&input.text, PAGE));
    let day = check.take("day", past_day(input.day.unwrap_or(today), today, row.agreed));
    check.done()?;
    let (Some(text), Some(day)) = (text, day) else { return Err(Error::NOT_FOUND) };
    // What was stopped is copied from paper, with the day that it has there: it has nothing of today.
    before_it_stopped(&row, day).map_err(|late| Error::at("day", if input.day.is_some() { late } else { Problem::Missing }))?;
    // Who writes of today is asked for no day.
    let field = if input.day.is_some() { "day" } else { WHOLE };
    ground::met_by(tx, &row, day)?.map_err(|problem| Error::at(field, problem))?;
    tx.record(EntryWritten { entry, tutorial: row.id, learner: row.learner, day, text })?;
    Ok(entry)
}

/// What was stopped has nothing of a later day.
///
/// # Errors
/// The day is later.
pub(super) fn before_it_stopped(row: &TutorialRow, day: Day) -> Result<(), Problem> {
    let stopped = row.ended.filter(|_| row.state == TutorialState::Stopped);
    if stopped.is_some_and(|stopped| stopped < day) { Err(Problem::AfterItStopped) } else { Ok(()) }
}

/// Whether a record takes another page: while the tutorial is open, and afterwards what a teacher copies from paper.
///
/// # Errors
/// It does not.
pub(super) fn takes_pages(row: &TutorialRow, relations: Relations) -> Result<(), Error> {
    let ended = row.state != TutorialState::Open;
    let from_paper = may(Verb::EnterFromPaper, relations) && !matches!(row.state, TutorialState::Proposed | TutorialState::NeverBegan);
    if ended && !from_paper {
        return Err(Error::whole(if row.state == TutorialState::Proposed { Problem::NotAgreedYet } else { Problem::TutorialEnded }));
    }
    Ok(())
}

/// Sets a page right.
///
/// # Errors
/// The caller is neither its learner nor a teacher there, or the text has to be put right.
pub fn correct_entry(tx: &mut Tx<'_>, caller: &Caller, entry: EntryId, text: &str) -> Result<TutorialId, Error> {
    let (row, tutorial) = own_entry(tx, caller, entry)?;
    let (learner, by) = (row.learner, ground::actor(tx, caller)?);
    let text = needed_text(text, PAGE).map_err(|problem| Error::at("text", problem))?;
    if text == row.text {
        return Ok(tutorial);
    }
    // The page is the learner's: that it says now what somebody else wrote is told with it.
    if by == learner {
        tx.record(EntryCorrected { entry, learner, text })?;
    } else {
        tx.record(EntrySetRight { entry, learner, by, text })?;
    }
    Ok(tutorial)
}

/// Takes a page out.
///
/// # Errors
/// The caller is neither its learner nor a teacher there.
pub fn withdraw_entry(tx: &mut Tx<'_>, caller: &Caller, entry: EntryId) -> Result<TutorialId, Error> {
    let (_, tutorial) = own_entry(tx, caller, entry)?;
    tx.record(EntryWithdrawn { entry })?;
    Ok(tutorial)
}

fn own_entry(tx: &mut Tx<'_>, caller: &Caller, entry: EntryId) -> Result<(crate::store::rows::EntryRow, TutorialId), Error> {
    let row = tutorials::entry(tx, entry)?.ok_or(Error::NOT_FOUND)?;
    let (_, relations) = ground::tutorial(tx, caller, row.tutorial)?;
    ground::allow(Verb::WriteEntry, relations)?;
    ground::actor(tx, caller)?;
    let tutorial = row.tutorial;
    Ok((row, tutorial))
}

/// A tutorial for whoever may read it, with the caller's relations.
///
/// # Errors
/// There is none, or the caller is not of its circle.
pub fn read(conn: &mut Conn, caller: &Caller, tutorial: TutorialId) -> Result<(TutorialRow, Relations), Error> {
    let (row, relations) = ground::tutorial(conn, caller, tutorial)?;
    ground::allow(Verb::ReadTutorial, relations)?;
    // A no leaves no mark: that one was asked is for the two to know. What was agreed and then taken back as a mistake is another thing.
    if row.state == TutorialState::NeverBegan && row.agreed.is_none() && !caller.is(row.learner) && !caller.is(row.tutor) {
        return Err(Error::NOT_FOUND);
    }
    Ok((row, relations))
}
