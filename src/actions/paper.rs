//! What was lived on paper first: a whole tutorial with its demonstration, entered afterwards, alone or a week at once.

use super::demonstrations::{Held, Record, begun_by, check, take_place, write};
use super::recorded::{Showing, already, not_yet, same};
use super::{Error, ground};
use crate::domain::fact::{TutorialAgreed, TutorialProposed};
use crate::domain::id::{DemonstrationId, NodeId, PersonId, TopicId, TutorialId, VisitId};
use crate::domain::moment::Day;
use crate::domain::policy::{Caller, Verb};
use crate::domain::refusal::{Check, Problem, Refusal};
use crate::domain::words::{Agreement, Outcome, TutorialState};
use crate::store::queries::{masteries, people, topics, tutorials, visits};
use crate::store::rows::TutorialRow;
use crate::store::{Conn, Tx};

/// A tutorial and its demonstration, copied from paper with the six things that are needed.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are those of the form")]
pub struct Paper {
    /// On whose page it is entered.
    pub school: NodeId,
    pub tutorial: TutorialId,
    pub demonstration: DemonstrationId,
    pub learner: PersonId,
    pub topic: TopicId,
    pub tutor: PersonId,
    /// The day on which they agreed, where the paper says it; else the demonstration's.
    pub agreed: Option<Day>,
    pub record: Record,
}

/// Enters a whole tutorial afterwards. It obeys its own dates, in any order of entry, and ignores capacity. It belongs to the school where it
/// happened, wherever its two are today; what an adult of another place learned there on a visit belongs to hers.
///
/// # Errors
/// The caller is no teacher of the school, or is the learner; the learner is not of it and was not then, nor came on a visit; safety forbids the
/// pair; a field has to be put right.
pub fn enter(tx: &mut Tx<'_>, caller: &Caller, input: &Paper) -> Result<Held, Error> {
    let Paper { school: page, learner, .. } = *input;
    ground::allow_at(tx, caller, Verb::EnterFromPaper, page)?;
    let days = (input.agreed.unwrap_or(input.record.day), input.record.day);
    let school = place_of(tx, learner, page, [Some(input.record.day), input.agreed], days)?;
    let recorded_by = ground::actor(tx, caller)?;
    let mut input = input.clone();
    if let Some(held) = already(tx, input.demonstration, None)? {
        if same(tx, held.demonstration, input.learner, input.topic, Some(input.tutor))? {
            return Ok(held);
        }
        // Another sheet, written on a page that the browser went back to: nothing of it is lost.
        let sheet = format!("{} {} {}", input.learner, input.topic, input.tutor);
        (input.demonstration, input.tutorial) = (input.demonstration.beside(&sheet), input.tutorial.beside(&sheet));
        if let Some(held) = already(tx, input.demonstration, None)? {
            return Ok(held);
        }
    }
    let input = &input;
    let showing = Showing { learner, tutor: Some(input.tutor), topic: input.topic, school, day: input.record.day };
    if input.record.outcome == Outcome::NotYet
        && let Some(held) = not_yet(tx, showing)?
    {
        return Ok(held);
    }
    let mut problems = Check::new();
    problems.require(recorded_by != input.learner, "learner", Problem::NotByTheLearner);
    problems.require(topics::by_id(tx, input.topic)?.is_some(), "topic", Problem::UnknownChoice);
    let agreed = input.agreed.unwrap_or(input.record.day);
    let today = ground::today(tx, school)?;
    let day_fits = agreed > today || agreed <= input.record.day;
    problems.forbid(agreed > today && input.agreed.is_some(), "agreed", Problem::InTheFuture);
    problems.require(day_fits, "day", Problem::BeforeItBegan);
    let known = people::by_id(tx, input.tutor)?.is_some();
    problems.require(known, "tutor", Problem::UnknownChoice);
    let mut visit = None;
    if known {
        visit = problems.take("tutor", paired(tx, caller, (input.learner, input.tutor), page, (agreed, input.record.day))?).flatten();
        if visit.is_none() && school != page {
            visit = came_on(tx, learner, page, days)?;
        }
    }
    let promotes = input.record.outcome == Outcome::Ready;
    problems.require(!promotes || masteries::live(tx, input.learner, input.topic)?.is_none(), "topic", Problem::AlreadyMasters);
    // She mastered it when they began, and so when they ended.
    if !ground::mastered_by(tx, input.tutor, input.topic, input.record.day)? {
        problems.forbid(day_fits, "day", Problem::TutorDoesNotMaster);
    } else if agreed < input.record.day {
        problems.require(ground::mastered_by(tx, input.tutor, input.topic, agreed)?, "agreed", Problem::TutorDoesNotMaster);
    }
    let checked = check(tx, &input.record, input.learner, Some(input.tutor), school, None);
    let checked = match (problems.done(), checked) {
        (Ok(()), Ok(checked)) => checked,
        (Err(first), Err(Error::Refused(second))) => return Err(first.and(second).into()),
        (Err(first), Ok(_)) => return Err(first.into()),
        (_, Err(other)) => return Err(other),
    };
    let row = match open_tutorial(tx, input, school)? {
        Some(row) => {
            // That the tutor mastered it then was asked above.
            ground::met_by(tx, &row, input.record.day)?.map_err(|problem| Error::at("day", problem))?;
            super::course::rehearsed_before(&row, checked.outcome, checked.day)?;
            begun_by(tx, &row, agreed, if input.agreed.is_some() { "agreed" } else { "day" })?;
            row
        }
        None => {
            // A sheet that was entered and withdrawn is entered again under ids of its own.
            if tutorials::by_id(tx, input.tutorial)?.is_some() {
                return Err(Error::NOT_FOUND);
            }
            let (tutorial, learner, tutor, topic) = (input.tutorial, input.learner, input.tutor, input.topic);
            tx.record(TutorialProposed {
                tutorial,
                learner,
                tutor,
                topic,
                school,
                proposed_by: recorded_by,
                day: agreed,
                offer: None,
                visit,
            })?;
            if people::belongs_to(tx, learner, school)? {
                super::course::begin(tx, tutorial, (learner, topic), agreed, Agreement::Paper)?;
            } else {
                // What she has been asked since, where she is now, stands.
                tx.record(TutorialAgreed { tutorial, day: agreed, how: Agreement::Paper })?;
            }
            tutorials::by_id(tx, tutorial)?.ok_or(Error::NOT_FOUND)?
        }
    };
    take_place(tx, input.demonstration, &row)?;
    let held = write(tx, input.demonstration, &row, recorded_by, checked)?;
    // What the two could do then they may not go on with now.
    let open = tutorials::by_id(tx, row.id)?;
    super::course::stop_hindered(tx, open.into_iter().collect())?;
    Ok(held)
}

/// Whether a sheet's learner is of the school, or was on its day. Of anybody else, nobody is told whether she is there at all.
pub(super) fn of_school(conn: &mut Conn, learner: PersonId, school: NodeId, days: [Option<Day>; 2]) -> Result<(), Error> {
    if people::by_id(conn, learner)?.is_none() || !people::was_ever_of(conn, learner, school)? {
        return Err(Error::NOT_FOUND);
    }
    if people::belongs_to(conn, learner, school)? {
        return Ok(());
    }
    for day in days.into_iter().flatten() {
        let then = people::standing_on(conn, learner, day)?.ok_or(Error::NOT_FOUND)?;
        if then.belongs.iter().any(|(node, ..)| *node == school) {
            return Ok(());
        }
    }
    Err(Error::at("day", Problem::NotOfTheSchoolThen))
}

/// Where what a school's sheet tells is kept: there, if its learner is of the school or was on its day; at her own place, if she came on a visit
/// between the two days, as an adult learns where she goes.
///
/// # Errors
/// As for [`of_school`].
pub(super) fn place_of(
    conn: &mut Conn,
    learner: PersonId,
    school: NodeId,
    days: [Option<Day>; 2],
    between: (Day, Day),
) -> Result<NodeId, Error> {
    match of_school(conn, learner, school, days) {
        Ok(()) => Ok(school),
        Err(Error::Refused(refusal)) => match came_on(conn, learner, school, between)? {
            Some(_) => ground::home(conn, learner),
            None => Err(refusal.into()),
        },
        Err(error) => Err(error),
    }
}

/// The first visit on which somebody came to a school between two days.
pub(super) fn came_on(conn: &mut Conn, person: PersonId, school: NodeId, (from, until): (Day, Day)) -> Result<Option<VisitId>, Error> {
    for visit in visits::in_school(conn, school, from)?.into_iter().filter(|visit| visit.day <= until) {
        if visits::visitors(conn, visit.id)?.contains(&person) {
            return Ok(Some(visit.id));
        }
    }
    Ok(None)
}

/// The tutorial that the paper completes, where the two have it open already.
fn open_tutorial(conn: &mut Conn, input: &Paper, school: NodeId) -> Result<Option<TutorialRow>, Error> {
    let open = tutorials::open_on(conn, input.learner, input.topic)?;
    match open {
        Some(row) if (row.tutor, row.school) == (input.tutor, school) => Ok(Some(row)),
        // With somebody else: then that one has to be stopped or withdrawn first, by someone who knows.
        Some(_) => Err(Error::at("topic", Problem::SameTutorialOpen)),
        // A first try that is entered after the demonstration that it led to is of the same tutorial: sheets come in any order.
        None if input.record.outcome == Outcome::NotYet => {
            let done = tutorials::of_learner(conn, input.learner, &[TutorialState::Demonstrated])?;
            let same = |row: &TutorialRow| (row.topic, row.tutor, row.school) == (input.topic, input.tutor, school);
            Ok(done.into_iter().find(|row| same(row) && row.ended.is_some_and(|ended| input.record.day <= ended)))
        }
        None => Ok(None),
    }
}

/// Safety for what has happened already: as things were on the day on which they agreed. Between two places a visit counts that was made
/// while they worked, and is kept with the tutorial. To a steward who keeps the two apart it is said that she does: to her that the tutor offers
/// nothing any more would be false.
pub(super) fn paired(
    conn: &mut Conn,
    caller: &Caller,
    (learner, tutor): (PersonId, PersonId),
    school: NodeId,
    (agreed, last): (Day, Day),
) -> Result<Result<Option<VisitId>, Problem>, Error> {
    let answer = ground::could_pair(conn, learner, tutor, agreed, None)?;
    if answer == Err(Problem::OfferClosed)
        && let Some(since) = super::people::kept_apart_since(conn, caller, learner, tutor)?
    {
        return Ok(Err(Problem::KeptApartSince(since)));
    }
    if answer != Err(Problem::NeedsVisit) {
        return Ok(answer.map(|()| None));
    }
    let made = visits::in_school(conn, school, agreed)?;
    for visit in made.into_iter().filter(|visit| visit.day <= last) {
        let seen = visits::agreed(conn, visit.id)?;
        if ground::could_pair(conn, learner, tutor, agreed, seen.as_ref())?.is_ok() {
            return Ok(Ok(Some(visit.id)));
        }
    }
    Ok(Err(Problem::NeedsVisit))
}

/// Several papers at once, a week on one page: all or none, with what is wrong in each row.
///
/// # Errors
/// The refusals by row, or the database's own.
pub fn enter_week(tx: &mut Tx<'_>, caller: &Caller, rows: &[Paper]) -> Result<Vec<Held>, WeekError> {
    let mut held = Vec::with_capacity(rows.len());
    let mut refused = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        match enter(tx, caller, row) {
            Ok(done) => held.push(done),
            Err(Error::Refused(refusal)) => refused.push((number, refusal)),
            Err(Error::Store(error)) => return Err(WeekError::Store(error)),
        }
    }
    if refused.is_empty() { Ok(held) } else { Err(WeekError::Rows(refused)) }
}

/// What is wrong with a week.
#[derive(Debug)]
pub enum WeekError {
    /// The refusals, by the number of the row.
    Rows(Vec<(usize, Refusal)>),
    /// The database could not.
    Store(crate::store::Error),
}

impl From<crate::store::Error> for WeekError {
    fn from(error: crate::store::Error) -> Self {
        WeekError::Store(error)
    }
}
