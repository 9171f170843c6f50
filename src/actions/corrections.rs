//! What was written down wrong: the record of a demonstration, set right or withdrawn, with what follows for the mastery and the tutorial; and
//! what is known of a tutorial's course: the day on which it began, its rehearsal, that it was stopped.

use super::demonstrations::{Checked, Record, began_by, check, promote, tell};
use super::{Error, ground};
use crate::domain::fact::*;
use crate::domain::id::{DemonstrationId, TutorialId};
use crate::domain::moment::Day;
use crate::domain::policy::{Caller, Relations, Verb, may};
use crate::domain::refusal::Problem;
use crate::domain::rules::past_day;
use crate::domain::words::{Agreement, DemonstrationState, Outcome, Path, TutorialState, Via};
use crate::store::queries::{demonstrations, masteries, people, tutorials, visits};
use crate::store::rows::{DemonstrationRow, TutorialRow};
use crate::store::{Conn, Tx};

/// Sets a record right. Where the decision changes, the mastery is granted or withdrawn with it.
///
/// # Errors
/// The caller is neither teacher nor steward there, or is the learner; a field has to be put right.
pub fn correct(tx: &mut Tx<'_>, caller: &Caller, demonstration: DemonstrationId, input: &Record) -> Result<(), Error> {
    let row = correctable(tx, caller, demonstration)?;
    let tutorial = tutorial_of(tx, &row)?;
    if input.outcome == Outcome::Ready && row.state == DemonstrationState::NotYet {
        // Setting a record right is one thing; deciding that she is ready is for who accompanied her, or who teaches there.
        let accompanied = match row.tutor {
            Some(tutor) => ground::is_tutor(tx, caller, row.learner, tutor)?,
            None => false,
        };
        // A guest decides it on the day of a visit, as she would have then; later the school does.
        let today = ground::today(tx, row.school)?;
        let accompanied = match caller.id() {
            Some(me) if accompanied => ground::was_there(tx, me, [row.learner, me], today)?,
            _ => false,
        };
        let relations = ground::to_written(tx, caller, row.school, tutorial.as_ref())?.and_if(accompanied, Relations::TUTOR);
        if !may(Verb::RecordDemonstration, relations) {
            return Err(Error::at("outcome", Problem::NotByTheLearner));
        }
    }
    let record = check(tx, input, row.learner, row.tutor, row.school, None)?;
    let (day, outcome) = (record.day, record.outcome);
    if day != row.day {
        // As a new sheet of that day would have to be.
        super::paper::of_school(tx, row.learner, row.school, [Some(day), None])?;
    }
    if let Some(mastery) = masteries::of_demonstration(tx, demonstration)?
        && (masteries::children(tx, mastery.id)?.iter().any(|child| child.day < day) || tutored_between(tx, &row, day)?)
    {
        // She would have tutored before she mastered: one of the days is wrong, and the earlier one is set right first.
        return Err(Error::at("day", Problem::LaterThanWhatCame));
    }
    if let Some(tutorial) = &tutorial {
        in_order(tx, tutorial, &row, &record)?;
        super::course::rehearsed_before(tutorial, record.outcome, record.day)?;
        if !begun_by_sheet(tutorial, &row) && tutorial.agreed.is_some_and(|agreed| day < agreed) {
            return Err(Error::at("day", Problem::BeforeItBegan));
        }
        began_by(tx, tutorial, day, Some(row.day))?;
        begins_with(tx, tutorial, &row, day)?;
    }
    tx.record(DemonstrationCorrected {
        demonstration,
        day,
        outcome,
        witnesses: record.witnesses.clone(),
        audience: record.audience.clone(),
    })?;
    tell(tx, demonstration, row.learner, row.tutor, record)?;
    let granted = masteries::of_demonstration(tx, demonstration)?;
    match (granted, outcome) {
        // A mastery that was withdrawn for itself is not granted again by setting a number right.
        (None, Outcome::Ready) if row.state == DemonstrationState::NotYet => {
            let via = match row.path {
                Path::Tutorial => Via::Demonstration,
                Path::SelfStudy => Via::SelfStudy,
                Path::Elsewhere => Via::Elsewhere,
            };
            promote(tx, demonstration, row.learner, row.tutor, row.topic, row.school, day, via)?;
        }
        (Some(mastery), Outcome::NotYet) => {
            let day = ground::today(tx, row.school)?;
            tx.record(MasteryWithdrawn { mastery: mastery.id, day })?;
        }
        _ => {}
    }
    settle(tx, row.tutorial)
}

/// Whether somebody had begun to tutor a topic after the day of her demonstration, and before another one.
fn tutored_between(conn: &mut Conn, row: &DemonstrationRow, day: Day) -> Result<bool, Error> {
    let given = tutorials::of_tutor(conn, row.learner, &[TutorialState::Open, TutorialState::Stopped, TutorialState::Demonstrated])?;
    let begun = given.into_iter().filter(|one| one.topic == row.topic).filter_map(|one| one.agreed);
    Ok(begun.into_iter().any(|begun| row.day <= begun && begun < day))
}

/// The tries of a tutorial come before the demonstration that ended it; and what was stopped has none of a later day.
fn in_order(conn: &mut Conn, tutorial: &TutorialRow, row: &DemonstrationRow, record: &Checked) -> Result<(), Error> {
    if record.day > row.day {
        super::tutorials::before_it_stopped(tutorial, record.day).map_err(|problem| Error::at("day", problem))?;
    }
    let others = demonstrations::of_tutorial(conn, tutorial.id)?.into_iter().filter(|one| one.id != row.id);
    for other in others {
        match (other.state, record.outcome) {
            (DemonstrationState::Ready, Outcome::NotYet) if record.day > other.day => {
                return Err(Error::at("day", Problem::LaterThanWhatIsWritten));
            }
            (DemonstrationState::NotYet, Outcome::Ready) if record.day < other.day => {
                return Err(Error::at("day", Problem::EarlierThanWhatIsWritten));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Sets right the day on which a tutorial began: not after anything that happened in it, and a day on which safety allowed the pair and the
/// tutor mastered the topic.
///
/// # Errors
/// The caller is neither teacher nor steward there, or is the learner; it has not begun; the day has to be put right, at the field `began`.
pub fn begin_on(tx: &mut Tx<'_>, caller: &Caller, tutorial: TutorialId, day: Day) -> Result<(), Error> {
    let row = correctable_course(tx, caller, tutorial)?;
    let Some(how) = row.agreement.filter(|_| row.state != TutorialState::NeverBegan) else { return Err(Error::NOT_FOUND) };
    if caller.is(row.learner) {
        return Err(Error::whole(Problem::NotByTheLearner));
    }
    ground::still_there(tx, &[Some(row.learner), Some(row.tutor)])?;
    past_day(day, ground::today(tx, row.school)?, None).map_err(|problem| Error::at("began", problem))?;
    if first_lived(tx, &row, None)?.is_some_and(|first| first < day) {
        return Err(Error::at("began", Problem::LaterThanWhatIsWritten));
    }
    if row.agreed == Some(day) {
        return Ok(());
    }
    if !ground::mastered_by(tx, row.tutor, row.topic, day)? {
        return Err(Error::at("began", Problem::TutorDoesNotMaster));
    }
    let visit = ground::visit_of(tx, &row)?;
    ground::could_pair(tx, row.learner, row.tutor, day, visit.as_ref())?.map_err(|problem| Error::at("began", problem))?;
    tx.record(TutorialAgreed { tutorial, day, how })?;
    Ok(())
}

/// Whether it is a sheet that tells when two began: their tutorial came with one, or this one told of an earlier day than was said before.
fn begun_by_sheet(row: &TutorialRow, held: &DemonstrationRow) -> bool {
    row.agreement == Some(Agreement::Paper) || (row.agreed == Some(held.day) && held.day < row.proposed)
}

/// A sheet of paper that says nothing of when they began is kept as begun on the day of its demonstration: where that day is set right to a
/// later one, and nothing else is known of before, it goes along; to a day, then, on which safety allowed the pair, and to none after the one
/// that was said before there was a sheet. The visit on which they lean is taken as it was agreed: that they met was judged when it was written.
fn begins_with(tx: &mut Tx<'_>, row: &TutorialRow, held: &DemonstrationRow, day: Day) -> Result<(), Error> {
    let Some(how) = row.agreement.filter(|_| begun_by_sheet(row, held) && row.agreed == Some(held.day)) else { return Ok(()) };
    let day = if how == Agreement::Paper { day } else { day.min(row.proposed) };
    if day <= held.day || first_lived(tx, row, Some(held))?.is_some_and(|first| first < day) {
        return Ok(());
    }
    let visit = match row.visit {
        Some(visit) => visits::as_agreed(tx, visit)?,
        None => None,
    };
    ground::could_pair(tx, row.learner, row.tutor, day, visit.as_ref())?.map_err(|problem| Error::at("day", problem))?;
    tx.record(TutorialAgreed { tutorial: row.id, day, how })?;
    Ok(())
}

/// Where a sheet is withdrawn that told of an earlier day than was said before, they have begun when it was said, unless something is known of
/// before. That day was judged when it was said.
fn began_as_said(tx: &mut Tx<'_>, held: &DemonstrationRow) -> Result<(), Error> {
    let Some(row) = tutorial_of(tx, held)?.filter(|row| row.state != TutorialState::NeverBegan) else { return Ok(()) };
    let told = row.agreed == Some(held.day) && held.day < row.proposed;
    let Some(how) = row.agreement.filter(|_| told) else { return Ok(()) };
    if first_lived(tx, &row, Some(held))?.is_none_or(|first| row.proposed <= first) {
        tx.record(TutorialAgreed { tutorial: row.id, day: row.proposed, how })?;
    }
    Ok(())
}

/// Lets a tutorial go on that was stopped by mistake. It obeys the present, as one that begins, and what else was asked for in its topic gives
/// way to it; and the reason that was noted goes.
///
/// # Errors
/// The caller is neither teacher nor steward there, it is not stopped, or the two could not begin it today.
pub fn resume(tx: &mut Tx<'_>, caller: &Caller, tutorial: TutorialId) -> Result<(), Error> {
    let row = correctable_course(tx, caller, tutorial)?;
    match row.state {
        TutorialState::Stopped => {}
        TutorialState::Open => return Ok(()),
        _ => return Err(Error::whole(Problem::TutorialEnded)),
    }
    super::tree::open(tx, row.school)?;
    ground::still_there(tx, &[Some(row.learner), Some(row.tutor)])?;
    if !people::belongs_to(tx, row.learner, row.school)? {
        return Err(Error::whole(Problem::CannotBePaired));
    }
    let today = ground::today(tx, row.school)?;
    // It is asked for by a button, which has no fields.
    super::tutorials::may_open(tx, &row, today).map_err(Error::of_whole)?;
    let now = tx.now();
    // A stop is also how somebody says no: who is of another place has said it for herself, and says herself that it was a mistake.
    if !ground::was_heard(tx, [row.learner, row.tutor], row.visit, row.school, now)? {
        return Err(Error::whole(Problem::NotAgreedYet));
    }
    tx.record(TutorialResumed { tutorial })?;
    super::course::give_way(tx, row.learner, row.topic, Some(tutorial))
}

/// What was noted of a rehearsal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rehearsal {
    /// That it was asked for.
    Asked,
    /// That it was held.
    Held,
}

/// Takes back what was noted of a rehearsal, and leaves the rest: who takes back that it was held, and sends that twice, has still asked for it.
/// Of a tutorial that has ended, whoever sets right what is known of its course takes it back.
///
/// # Errors
/// The caller is not of the tutorial's circle; or it has ended, and she neither teaches nor is a steward there, or is its learner.
pub fn unrehearse(tx: &mut Tx<'_>, caller: &Caller, tutorial: TutorialId, noted: Rehearsal) -> Result<(), Error> {
    let row = tutorials::by_id(tx, tutorial)?.ok_or(Error::NOT_FOUND)?;
    let over = matches!(row.state, TutorialState::Stopped | TutorialState::Demonstrated);
    let corrects = may(Verb::CorrectRecord, ground::to_written(tx, caller, row.school, Some(&row))?) && !caller.is(row.learner);
    if over && corrects {
        ground::actor(tx, caller)?;
    } else {
        super::tutorials::in_course(tx, caller, Verb::Rehearse, tutorial)?;
    }
    let (asked, held) = match noted {
        Rehearsal::Asked => (None, row.rehearsed),
        Rehearsal::Held => (row.rehearsal_asked, None),
    };
    if (asked, held) == (row.rehearsal_asked, row.rehearsed) {
        return Ok(());
    }
    // The fact takes both back: what stays is said again.
    tx.record(RehearsalWithdrawn { tutorial })?;
    if let Some(day) = asked {
        tx.record(RehearsalAsked { tutorial, day })?;
    }
    if let Some(day) = held {
        tx.record(RehearsalHeld { tutorial, day })?;
    }
    Ok(())
}

/// The first day of which something is written about a tutorial after it was agreed, but for one demonstration and the end that it brought.
fn first_lived(conn: &mut Conn, row: &TutorialRow, but: Option<&DemonstrationRow>) -> Result<Option<Day>, Error> {
    Ok(lived(conn, row, but)?.into_iter().min())
}

/// The last day on which the two worked together, as far as is written.
pub(super) fn last_worked(conn: &mut Conn, row: &TutorialRow) -> Result<Option<Day>, Error> {
    Ok(worked(conn, row, None)?.into_iter().max())
}

/// The first day on which the two worked together, as far as is written.
pub(super) fn first_worked(conn: &mut Conn, row: &TutorialRow) -> Result<Option<Day>, Error> {
    Ok(worked(conn, row, None)?.into_iter().min())
}

/// The days of which something is written about a tutorial after it was agreed, but for one demonstration and the end that it brought.
fn lived(conn: &mut Conn, row: &TutorialRow, but: Option<&DemonstrationRow>) -> Result<Vec<Day>, Error> {
    let mut days = worked(conn, row, but)?;
    days.extend(row.ended.filter(|_| but.is_none_or(|but| but.state != DemonstrationState::Ready)));
    Ok(days)
}

/// The days on which something was done in a tutorial, but for one demonstration.
fn worked(conn: &mut Conn, row: &TutorialRow, but: Option<&DemonstrationRow>) -> Result<Vec<Day>, Error> {
    let held = demonstrations::of_tutorial(conn, row.id)?.into_iter().filter(|one| but.is_none_or(|but| one.id != but.id));
    let held = held.filter(|one| matches!(one.state, DemonstrationState::Ready | DemonstrationState::NotYet)).map(|one| one.day);
    let pages = tutorials::entries(conn, row.id)?.into_iter().map(|entry| entry.day);
    let notes = tutorials::notes(conn, row.id)?.into_iter().map(|note| note.day);
    Ok(held.chain(pages).chain(notes).chain([row.rehearsal_asked, row.rehearsed].into_iter().flatten()).collect())
}

/// A tutorial that a correction has opened again goes on only if it could: both still there, not kept apart, the learner in no other, and not
/// a master of the topic. Else it has stopped.
fn settle(tx: &mut Tx<'_>, tutorial: Option<TutorialId>) -> Result<(), Error> {
    let Some(tutorial) = tutorial else { return Ok(()) };
    let Some(row) = tutorials::by_id(tx, tutorial)?.filter(|row| row.state == TutorialState::Open) else { return Ok(()) };
    let day = ground::today(tx, row.school)?;
    if only_paper(tx, &row)? {
        return super::course::never_was(tx, &row, day);
    }
    let alone = tutorials::open_count(tx, row.learner)? <= super::tutorials::OPEN_AT_ONCE && !row.contested;
    if !(alone && super::course::may_go_on(tx, &row)?) {
        super::course::give_up(tx, &row, day)?;
    }
    Ok(())
}

/// Whether all that is known of a tutorial was a sheet of paper that has been withdrawn: then there is none.
fn only_paper(conn: &mut Conn, row: &TutorialRow) -> Result<bool, Error> {
    if row.agreement != Some(Agreement::Paper) || row.offer.is_some() {
        return Ok(false);
    }
    let planned = demonstrations::planned(conn, row.id)?.is_some();
    Ok(!planned && worked(conn, row, None)?.is_empty())
}

/// Withdraws a record that was a mistake, and the mastery that it gave. What came from that mastery stands.
///
/// # Errors
/// The caller is neither teacher nor steward there, or is the learner.
pub fn withdraw(tx: &mut Tx<'_>, caller: &Caller, demonstration: DemonstrationId) -> Result<(), Error> {
    if let Some(row) = demonstrations::by_id(tx, demonstration)?.filter(|row| row.state == DemonstrationState::Withdrawn) {
        return ground::allow(Verb::CorrectRecord, to_held(tx, caller, &row)?);
    }
    let row = correctable(tx, caller, demonstration)?;
    let day = ground::today(tx, row.school)?;
    if let Some(mastery) = masteries::of_demonstration(tx, demonstration)? {
        tx.record(MasteryWithdrawn { mastery: mastery.id, day })?;
    }
    tx.record(DemonstrationWithdrawn { demonstration, day })?;
    settle(tx, row.tutorial)?;
    began_as_said(tx, &row)
}

/// Whether somebody may set a held record right: not its learner, and only while its people are there.
///
/// # Errors
/// The database cannot be read.
pub fn may_correct(conn: &mut Conn, caller: &Caller, row: &DemonstrationRow) -> Result<bool, Error> {
    let allowed = may(Verb::CorrectRecord, to_held(conn, caller, row)?);
    if !allowed || caller.is(row.learner) {
        return Ok(false);
    }
    match ground::still_there(conn, &[Some(row.learner), row.tutor]) {
        Ok(()) => Ok(true),
        Err(Error::Refused(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

fn correctable(tx: &mut Tx<'_>, caller: &Caller, demonstration: DemonstrationId) -> Result<DemonstrationRow, Error> {
    let row = demonstrations::by_id(tx, demonstration)?.ok_or(Error::NOT_FOUND)?;
    ground::allow(Verb::CorrectRecord, to_held(tx, caller, &row)?)?;
    ground::actor(tx, caller)?;
    if !matches!(row.state, DemonstrationState::Ready | DemonstrationState::NotYet) {
        return Err(Error::NOT_FOUND);
    }
    if caller.is(row.learner) {
        return Err(Error::whole(Problem::NotByTheLearner));
    }
    ground::still_there(tx, &[Some(row.learner), row.tutor])?;
    Ok(row)
}

/// A tutorial, for whoever sets right what is known of its course.
pub(super) fn correctable_course(tx: &mut Tx<'_>, caller: &Caller, tutorial: TutorialId) -> Result<TutorialRow, Error> {
    let row = tutorials::by_id(tx, tutorial)?.ok_or(Error::NOT_FOUND)?;
    ground::allow(Verb::CorrectRecord, ground::to_written(tx, caller, row.school, Some(&row))?)?;
    ground::actor(tx, caller)?;
    Ok(row)
}

/// The tutorial that a demonstration was of, if it was of any.
fn tutorial_of(conn: &mut Conn, row: &DemonstrationRow) -> Result<Option<TutorialRow>, Error> {
    match row.tutorial {
        Some(tutorial) => Ok(tutorials::by_id(conn, tutorial)?),
        None => Ok(None),
    }
}

/// In which relations the caller stands to a record.
fn to_held(conn: &mut Conn, caller: &Caller, row: &DemonstrationRow) -> Result<Relations, Error> {
    let tutorial = tutorial_of(conn, row)?;
    let relations = ground::to_written(conn, caller, row.school, tutorial.as_ref())?;
    let wrote = match row.tutor {
        Some(tutor) if row.recorded_by == Some(tutor) => ground::is_tutor(conn, caller, row.learner, tutor)?,
        _ => false,
    };
    Ok(relations.and_if(wrote, Relations::WROTE_IT))
}
