//! Public demonstrations: planned, held, and what follows from them. How a record is set right: see [`super::corrections`].
//!
//! *Ready to tutor* grants the mastery, with its parent and generation, puts it into the learner's catalog, and ends the tutorial, in the
//! same transaction, once: whoever submits the same demonstration again, or at the same time, is led to the one that is there.

use super::recorded::{Showing, already, not_yet, same};
use super::{Error, ground};
use crate::domain::fact::*;
use crate::domain::id::{DemonstrationId, MasteryId, NodeId, PersonId, TopicId, TutorialId};
use crate::domain::moment::Day;
use crate::domain::policy::{Caller, Relations, Verb, may};
use crate::domain::refusal::{Check, Problem};
use crate::domain::rules::{needed_text, past_day, text};
use crate::domain::words::{Audience, DemonstrationState, Outcome, Path, TutorialState, Via};
use crate::store::queries::{demonstrations, masteries, people, tutorials, visits};
use crate::store::rows::{DemonstrationRow, TutorialRow};
use crate::store::{Conn, Tx};

/// A plan: day, place, who is asked to come.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are those of the form")]
pub struct Plan {
    pub demonstration: DemonstrationId,
    pub tutorial: TutorialId,
    pub day: Day,
    pub place: String,
    pub invited: Vec<PersonId>,
}

/// Plans a demonstration, or changes the plan. Members of the school and who is invited see it; nobody else does.
///
/// # Errors
/// The caller is not of the tutorial's circle, it has ended, the day is past, or a field has to be put right.
pub fn plan(tx: &mut Tx<'_>, caller: &Caller, input: &Plan) -> Result<DemonstrationId, Error> {
    let row = super::tutorials::in_course(tx, caller, Verb::PlanDemonstration, input.tutorial)?;
    let today = ground::today(tx, row.school)?;
    let mut check = Check::new();
    check.require(input.day >= today, "day", Problem::InThePast);
    check.require(input.day <= today + chrono::Days::new(366), "day", Problem::TooFarAhead);
    let place = check.take("place", text(&input.place, 120));
    present(tx, &mut check, "invited", &input.invited)?;
    check.done()?;
    let Some(place) = place else { return Err(Error::NOT_FOUND) };
    ground::met_by(tx, &row, input.day)?.map_err(|problem| Error::at("day", problem))?;
    // Where a guest accompanied a child, the school says on which other day it shows what she has learned.
    if !may(Verb::EnterFromPaper, ground::to_tutorial(tx, caller, &row)?) {
        ground::meet_on(tx, &row, input.day)?.map_err(|problem| Error::at("day", problem))?;
    }
    let demonstration = match demonstrations::planned(tx, row.id)? {
        // One plan at a time: planning again moves it.
        Some(planned) => planned.id,
        None => match demonstrations::by_id(tx, input.demonstration)? {
            None => input.demonstration,
            // Sent again after it was held.
            Some(held) if held.tutorial == Some(row.id) => return Ok(held.id),
            Some(_) => return Err(Error::NOT_FOUND),
        },
    };
    tx.record(DemonstrationPlanned {
        demonstration,
        tutorial: row.id,
        learner: row.learner,
        tutor: row.tutor,
        topic: row.topic,
        school: row.school,
        day: input.day,
        place,
        invited: input.invited.clone(),
    })?;
    Ok(demonstration)
}

/// How many people a form may name as present or invited: more than any school that tutors this way has.
pub const MOST_NAMED: usize = 300;

/// Checks people whom a form names.
fn present(conn: &mut Conn, check: &mut Check, field: &'static str, named: &[PersonId]) -> Result<(), Error> {
    if named.len() > MOST_NAMED {
        check.add(field, Problem::TooMany(MOST_NAMED));
        return Ok(());
    }
    for person in named {
        if people::by_id(conn, *person)?.is_none() {
            check.add(field, Problem::UnknownChoice);
            break;
        }
    }
    Ok(())
}

/// Gives a plan up.
///
/// # Errors
/// The caller is not of the tutorial's circle.
pub fn cancel(tx: &mut Tx<'_>, caller: &Caller, demonstration: DemonstrationId) -> Result<Option<TutorialId>, Error> {
    let Some(row) = demonstrations::by_id(tx, demonstration)? else { return Err(Error::NOT_FOUND) };
    let tutorial = row.tutorial.ok_or(Error::NOT_FOUND)?;
    let (_, relations) = ground::tutorial(tx, caller, tutorial)?;
    ground::allow(Verb::PlanDemonstration, relations)?;
    ground::actor(tx, caller)?;
    if row.state == DemonstrationState::Planned {
        tx.record(DemonstrationCancelled { demonstration })?;
    }
    Ok(row.tutorial)
}

/// What is written down of a demonstration that was held.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are those of the form")]
pub struct Record {
    pub day: Day,
    pub outcome: Outcome,
    /// Members who were present besides learner and tutor.
    pub witnesses: Vec<PersonId>,
    /// Who else came: how many of each kind.
    pub audience: Vec<(Audience, i64)>,
    pub place: String,
    pub shown: String,
    pub asked: String,
    pub reason: String,
}

/// What came of recording a demonstration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The record: the one that was there already, where it was.
    pub demonstration: DemonstrationId,
    /// The mastery that it granted.
    pub mastery: Option<MasteryId>,
    /// Whether somebody had recorded it before.
    pub already: bool,
    /// What was decided, as it stands: another decision that comes late is not kept.
    pub outcome: Outcome,
}

/// The checked parts of a record.
pub(super) struct Checked {
    pub(super) day: Day,
    pub(super) outcome: Outcome,
    pub(super) witnesses: Vec<PersonId>,
    pub(super) audience: Vec<(Audience, i32)>,
    place: String,
    shown: String,
    asked: String,
    reason: String,
}

/// Records a demonstration of a tutorial.
///
/// # Errors
/// The caller is neither its tutor nor a teacher, or is the learner; nobody else was present; a field has to be put right.
pub fn hold(tx: &mut Tx<'_>, caller: &Caller, demonstration: DemonstrationId, tutorial: TutorialId, input: &Record) -> Result<Held, Error> {
    let (row, relations) = ground::tutorial(tx, caller, tutorial)?;
    if relations.meets(Relations::LEARNER) && may(Verb::ReadTutorial, relations) {
        return Err(Error::whole(Problem::NotByTheLearner));
    }
    ground::allow(Verb::RecordDemonstration, relations)?;
    let recorded_by = ground::actor(tx, caller)?;
    if let Some(held) = already(tx, demonstration, Some(&row))? {
        return Ok(held);
    }
    let showing = Showing { learner: row.learner, tutor: Some(row.tutor), topic: row.topic, school: row.school, day: input.day };
    if input.outcome == Outcome::NotYet
        && row.state == TutorialState::Open
        && demonstrations::planned(tx, row.id)?.is_none_or(|planned| planned.id != demonstration)
        && let Some(held) = not_yet(tx, showing)?
    {
        return Ok(held);
    }
    match row.state {
        TutorialState::Open => {}
        TutorialState::Proposed => return Err(Error::whole(Problem::NotAgreedYet)),
        _ => return Err(Error::whole(Problem::TutorialEnded)),
    }
    // Where the day on which it began is the one that is wrong, a teacher sets that right first.
    let checked = check(tx, input, row.learner, Some(row.tutor), row.school, row.agreed)?;
    began_by(tx, &row, checked.day, None)?;
    super::course::rehearsed_before(&row, checked.outcome, checked.day)?;
    if !ground::was_there(tx, recorded_by, [row.learner, row.tutor], checked.day)? {
        return Err(Error::at("day", Problem::OnlyInAVisit));
    }
    take_place(tx, demonstration, &row)?;
    write(tx, demonstration, &row, recorded_by, checked)
}

/// Sees to it that a tutorial had begun by a day: where it was agreed later, that day is set right. What is entered afterwards obeys its own
/// day, in safety too. A record that stands, of a day, was judged when it was written: whether they met is not asked again because a number in
/// it is set right, or its day where that stays one after their visit's, whatever has become of the visit.
pub(super) fn began_by(tx: &mut Tx<'_>, row: &TutorialRow, day: Day, stands: Option<Day>) -> Result<(), Error> {
    if stands == Some(day) {
        return Ok(());
    }
    if !ground::mastered_by(tx, row.tutor, row.topic, day)? {
        return Err(Error::at("day", Problem::TutorDoesNotMaster));
    }
    let after = match row.visit.filter(|_| stands.is_some()) {
        Some(visit) => visits::by_id(tx, visit)?.is_some_and(|visit| visit.day <= day),
        None => false,
    };
    if !after {
        ground::met_by(tx, row, day)?.map_err(|problem| Error::at("day", problem))?;
    }
    begun_by(tx, row, day, "day")
}

/// The same of the day on which they agreed, said in a field of its own: whether they had met by then is not asked, since who comes on a visit
/// agrees before it. How they agreed stays as it was: a sheet that tells of an earlier day is not all that is known of them.
pub(super) fn begun_by(tx: &mut Tx<'_>, row: &TutorialRow, day: Day, field: &'static str) -> Result<(), Error> {
    let Some(how) = row.agreement.filter(|_| row.agreed.is_some_and(|agreed| day < agreed)) else { return Ok(()) };
    let visit = ground::visit_of(tx, row)?;
    ground::could_pair(tx, row.learner, row.tutor, day, visit.as_ref())?.map_err(|problem| Error::at(field, problem))?;
    tx.record(TutorialAgreed { tutorial: row.id, day, how })?;
    Ok(())
}

/// Makes room for a tutorial's demonstration under the form's id, so that the form can be sent again. The form names the plan, which becomes
/// the record, or was opened before there was one, and the plan is over. It cannot name another that is there already, whoever's it is: a
/// record is changed by correcting it.
pub(super) fn take_place(tx: &mut Tx<'_>, form: DemonstrationId, tutorial: &TutorialRow) -> Result<(), Error> {
    let planned = demonstrations::planned(tx, tutorial.id)?.map(|row| row.id);
    if planned == Some(form) {
        return Ok(());
    }
    if demonstrations::by_id(tx, form)?.is_some() {
        return Err(Error::NOT_FOUND);
    }
    if let Some(demonstration) = planned {
        tx.record(DemonstrationCancelled { demonstration })?;
    }
    Ok(())
}

/// Writes a checked record of a tutorial's demonstration and what follows from it.
pub(super) fn write(
    tx: &mut Tx<'_>,
    demonstration: DemonstrationId,
    row: &TutorialRow,
    recorded_by: PersonId,
    record: Checked,
) -> Result<Held, Error> {
    let (learner, tutor, topic, school, day) = (row.learner, row.tutor, row.topic, row.school, record.day);
    let outcome = record.outcome;
    // The tries come before the demonstration that ends it.
    let tried = |one: &DemonstrationRow| one.id != demonstration && one.state == DemonstrationState::NotYet && day < one.day;
    if outcome == Outcome::Ready && demonstrations::of_tutorial(tx, row.id)?.iter().any(tried) {
        return Err(Error::at("day", Problem::EarlierThanWhatIsWritten));
    }
    tx.record(DemonstrationHeld {
        demonstration,
        learner,
        topic,
        school,
        path: Path::Tutorial,
        day,
        outcome,
        witnesses: record.witnesses.clone(),
        audience: record.audience.clone(),
        recorded_by,
        tutorial: Some(row.id),
        tutor: Some(tutor),
    })?;
    tell(tx, demonstration, learner, Some(tutor), record)?;
    let mastery = match outcome {
        Outcome::Ready => Some(promote(tx, demonstration, learner, Some(tutor), topic, school, day, Via::Demonstration)?),
        Outcome::NotYet => None,
    };
    Ok(Held { demonstration, mastery, already: false, outcome })
}

/// Writes what a demonstration was like.
pub(super) fn tell(
    tx: &mut Tx<'_>,
    demonstration: DemonstrationId,
    learner: PersonId,
    tutor: Option<PersonId>,
    record: Checked,
) -> Result<(), Error> {
    let Checked { place, shown, asked, reason, .. } = record;
    tx.record(DemonstrationTold { demonstration, learner, tutor, place, shown, asked, reason })?;
    Ok(())
}

/// Grants the mastery that a demonstration earned and opens its offer, once: whoever masters the topic already is not promoted again, and
/// nobody is promoted beside a tutorial on the same topic that is still open, since that one could then only end without.
#[expect(clippy::too_many_arguments, reason = "each is a part of the one fact that it writes")]
pub(super) fn promote(
    tx: &mut Tx<'_>,
    demonstration: DemonstrationId,
    person: PersonId,
    tutor: Option<PersonId>,
    topic: TopicId,
    school: NodeId,
    day: Day,
    via: Via,
) -> Result<MasteryId, Error> {
    if masteries::live(tx, person, topic)?.is_some() {
        return Err(Error::at("outcome", Problem::AlreadyMasters));
    }
    if tutorials::open_on(tx, person, topic)?.is_some() {
        return Err(Error::at("outcome", Problem::SameTutorialOpen));
    }
    let parent = match tutor {
        Some(tutor) => ground::mastery_on(tx, tutor, topic, day)?,
        None => None,
    };
    let mastery = tx.new_id();
    let generation = parent.as_ref().map_or(1, |parent| parent.generation + 1);
    let parent = parent.map(|parent| parent.id);
    let (demonstration, voucher) = (Some(demonstration), None);
    tx.record(MasteryGranted { mastery, person, topic, school, via, day, parent, generation, demonstration, voucher })?;
    super::course::give_way(tx, person, topic, None)?;
    super::course::nothing_ahead(tx, person, topic)?;
    let in_fund = ground::topic(tx, topic)?.withdrawn.is_none();
    if in_fund && people::belongs_to(tx, person, school)? {
        let offer = tx.new_id();
        tx.record(OfferOpened { offer, mastery, person, topic, school, capacity: 1, day })?;
    }
    Ok(mastery)
}

pub(super) fn check(
    tx: &mut Tx<'_>,
    input: &Record,
    learner: PersonId,
    tutor: Option<PersonId>,
    school: NodeId,
    began: Option<Day>,
) -> Result<Checked, Error> {
    let today = ground::today(tx, school)?;
    let mut check = Check::new();
    let day = check.take("day", past_day(input.day, today, began));
    let mut witnesses = input.witnesses.clone();
    witnesses.sort_unstable();
    witnesses.dedup();
    witnesses.retain(|person| *person != learner && Some(*person) != tutor);
    present(tx, &mut check, "present", &witnesses)?;
    let mut audience = Vec::new();
    for (kind, number) in &input.audience {
        match i32::try_from(*number) {
            Ok(0) => {}
            Ok(number) if (1..=2000).contains(&number) => audience.push((*kind, number)),
            _ => check.add("audience", Problem::NotBetween(0, 2000)),
        }
    }
    check.require(!witnesses.is_empty() || !audience.is_empty(), "present", Problem::NeedsWitness);
    let place = check.take("place", text(&input.place, 120));
    let shown = check.take("shown", text(&input.shown, 4000));
    let asked = check.take("asked", text(&input.asked, 4000));
    let reason =
        check.take("reason", if input.outcome == Outcome::NotYet { needed_text(&input.reason, 1000) } else { text(&input.reason, 1000) });
    check.done()?;
    let (Some(day), Some(place), Some(shown), Some(asked), Some(reason)) = (day, place, shown, asked, reason) else {
        return Err(Error::NOT_FOUND);
    };
    Ok(Checked { day, outcome: input.outcome, witnesses, audience, place, shown, asked, reason })
}

/// Records the demonstration of somebody who learned alone or elsewhere: it ends in a public demonstration too. It belongs to the school where it
/// was held, wherever she is today.
///
/// # Errors
/// The caller is no teacher of the school, or is she; she was not of it on the day; nobody else was present; she masters the topic; a field has to
/// be put right.
pub fn hold_without_tutor(
    tx: &mut Tx<'_>,
    caller: &Caller,
    demonstration: DemonstrationId,
    (learner, school): (PersonId, NodeId),
    topic: TopicId,
    path: Path,
    input: &Record,
) -> Result<Held, Error> {
    ground::allow_at(tx, caller, Verb::EnterFromPaper, school)?;
    super::paper::of_school(tx, learner, school, [Some(input.day), None])?;
    let recorded_by = ground::actor(tx, caller)?;
    let mut demonstration = demonstration;
    if let Some(held) = already(tx, demonstration, None)? {
        if same(tx, held.demonstration, learner, topic, None)? {
            return Ok(held);
        }
        demonstration = demonstration.beside(&format!("{learner} {topic}"));
        if let Some(held) = already(tx, demonstration, None)? {
            return Ok(held);
        }
    }
    if recorded_by == learner {
        return Err(Error::whole(Problem::NotByTheLearner));
    }
    if demonstrations::by_id(tx, demonstration)?.is_some() {
        return Err(Error::NOT_FOUND);
    }
    if input.outcome == Outcome::NotYet
        && let Some(held) = not_yet(tx, Showing { learner, tutor: None, topic, school, day: input.day })?
    {
        return Ok(held);
    }
    ground::topic(tx, topic)?;
    let via = match path {
        Path::SelfStudy => Via::SelfStudy,
        Path::Elsewhere => Via::Elsewhere,
        Path::Tutorial => return Err(Error::at("path", Problem::UnknownChoice)),
    };
    if masteries::live(tx, learner, topic)?.is_some() {
        return Err(Error::at("topic", Problem::AlreadyMasters));
    }
    let record = check(tx, input, learner, None, school, None)?;
    let (day, outcome) = (record.day, record.outcome);
    tx.record(DemonstrationHeld {
        demonstration,
        learner,
        topic,
        school,
        path,
        day,
        outcome,
        witnesses: record.witnesses.clone(),
        audience: record.audience.clone(),
        recorded_by,
        tutorial: None,
        tutor: None,
    })?;
    tell(tx, demonstration, learner, None, record)?;
    let mastery = match outcome {
        Outcome::Ready => Some(promote(tx, demonstration, learner, None, topic, school, day, via)?),
        Outcome::NotYet => None,
    };
    Ok(Held { demonstration, mastery, already: false, outcome })
}

/// Whom of a demonstration's people the caller may know: all in her own school; else the two, if she is one of their circle; else herself.
///
/// # Errors
/// The database cannot be read.
pub fn known(
    conn: &mut Conn,
    caller: &Caller,
    row: &DemonstrationRow,
    relations: Relations,
    others: &[PersonId],
) -> Result<Vec<PersonId>, Error> {
    let names = super::people::sees_names(conn, caller, row.school)?;
    let circle = may(Verb::ReadTutorial, relations);
    let two = std::iter::once(row.learner).chain(row.tutor);
    let mut seen: Vec<PersonId> = two.filter(|id| names || circle || caller.is(*id)).collect();
    seen.extend(others.iter().filter(|id| names || caller.is(**id)));
    Ok(seen)
}

/// Whether the caller may open the record of a tutorial.
///
/// # Errors
/// The database cannot be read.
pub fn may_open(conn: &mut Conn, caller: &Caller, tutorial: TutorialId) -> Result<bool, Error> {
    match tutorials::by_id(conn, tutorial)? {
        Some(row) => Ok(may(Verb::ReadTutorial, ground::to_tutorial(conn, caller, &row)?)),
        None => Ok(false),
    }
}

/// A demonstration for whoever may read it, with the caller's relations. A planned one is for members and who is invited; what was held,
/// with what was shown and said there, is for members of the school and its circle. An invitation to come does not go on to open the record.
///
/// # Errors
/// There is none, or the caller may not read it.
pub fn read(conn: &mut Conn, caller: &Caller, demonstration: DemonstrationId) -> Result<(DemonstrationRow, Relations), Error> {
    let row = demonstrations::by_id(conn, demonstration)?.ok_or(Error::NOT_FOUND)?;
    let place = ground::place(conn, row.school)?;
    let mut relations = caller.to_place(&place);
    relations = relations.and_if(caller.is(row.learner), Relations::LEARNER);
    if let Some(tutor) = row.tutor {
        relations = relations.and_if(ground::is_tutor(conn, caller, row.learner, tutor)?, Relations::TUTOR);
    }
    if let Some(id) = caller.id() {
        let asked = demonstrations::invited(conn, row.id)?.contains(&id) || demonstrations::witnesses(conn, row.id)?.contains(&id);
        relations = relations.and_if(asked, Relations::INVITED);
    }
    let verb = if row.state == DemonstrationState::Planned { Verb::ReadPlan } else { Verb::ReadRecord };
    if !may(verb, relations)
        && let Some(tutorial) = row.tutorial
        && let Some(tutorial) = tutorials::by_id(conn, tutorial)?
    {
        relations = relations.and(ground::to_host(conn, caller, &tutorial)?);
    }
    ground::allow(verb, relations)?;
    Ok((row, relations))
}
