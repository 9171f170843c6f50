//! What was lived on paper and came to no demonstration: a tutorial that is still open, or one that was stopped, entered afterwards with its own
//! days. One that was demonstrated is a sheet of [`super::paper`].

use super::paper::{came_on, paired, place_of};
use super::tutorials::OPEN_AT_ONCE;
use super::{Error, course, ground, tutorials as acts};
use crate::domain::fact::{TutorialAgreed, TutorialProposed, TutorialStopExplained, TutorialStopped};
use crate::domain::id::{NodeId, PersonId, TopicId, TutorialId, VisitId};
use crate::domain::moment::Day;
use crate::domain::policy::{Caller, Verb};
use crate::domain::refusal::{Check, Problem};
use crate::domain::rules::{past_day, text};
use crate::domain::words::{Agreement, TutorialState};
use crate::store::queries::{masteries, people, topics, tutorials, visits};
use crate::store::rows::TutorialRow;
use crate::store::{Conn, Tx};

/// A tutorial as the paper tells it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are those of the form")]
pub struct Lived {
    /// On whose page it is entered.
    pub school: NodeId,
    pub tutorial: TutorialId,
    pub learner: PersonId,
    pub topic: TopicId,
    pub tutor: PersonId,
    pub began: Day,
    /// The day on which it was stopped; none where it goes on.
    pub stopped: Option<Day>,
    /// Why it was stopped, if the paper says so.
    pub reason: String,
}

/// Enters a tutorial afterwards. It obeys its own dates, in any order of entry, and ignores capacity; one that goes on obeys the present in what
/// its two are: both still there, the pair safe, the tutor a master of the topic, and the learner in no other. One that begins today obeys it
/// wholly, as if it had been proposed; and that it goes on with them, people of another place say for themselves, whatever they came for once.
///
/// # Errors
/// The caller is no teacher of the school; the learner is not of it and was not then, nor came on a visit; safety forbids the pair; a field has to
/// be put right.
pub fn enter(tx: &mut Tx<'_>, caller: &Caller, input: &Lived) -> Result<TutorialId, Error> {
    let Lived { school: page, learner, topic, tutor, began, stopped, .. } = *input;
    ground::allow_at(tx, caller, Verb::EnterFromPaper, page)?;
    let until = stopped.unwrap_or(ground::today(tx, page)?);
    let school = place_of(tx, learner, page, [Some(began), stopped], (began, until))?;
    let recorded_by = ground::actor(tx, caller)?;
    let mut tutorial = input.tutorial;
    if let Some(row) = tutorials::by_id(tx, tutorial)? {
        if same(&row, input, school) {
            return Ok(tutorial);
        }
        // Another sheet, written on a page that the browser went back to: nothing of it is lost.
        tutorial = tutorial.beside(&format!("{learner} {topic} {tutor} {began} {stopped:?}"));
        if tutorials::by_id(tx, tutorial)?.is_some() {
            return Ok(tutorial);
        }
    }
    // The same sheet in another hand is no second tutorial.
    let lived = [TutorialState::Open, TutorialState::Stopped, TutorialState::Demonstrated];
    if let Some(twin) = tutorials::of_learner(tx, learner, &lived)?.into_iter().find(|row| same(row, input, school)) {
        return Ok(twin.id);
    }
    let (visit, reason) = checked(tx, caller, input, school)?;
    tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by: recorded_by, day: began, offer: None, visit })?;
    match stopped {
        None => course::begin(tx, tutorial, (learner, topic), began, Agreement::Aloud)?,
        // Its end is told before its beginning: what is over opens nothing, and what its learner has begun or wished for since stands.
        Some(day) => {
            tx.record(TutorialStopped { tutorial, day })?;
            tx.record(TutorialAgreed { tutorial, day: began, how: Agreement::Aloud })?;
            if !reason.is_empty() {
                tx.record(TutorialStopExplained { tutorial, learner, tutor, reason })?;
            }
        }
    }
    Ok(tutorial)
}

/// Whether a tutorial is the one that a sheet tells: the form was then sent twice, and not written anew. One that went on may have ended since.
fn same(row: &TutorialRow, input: &Lived, school: NodeId) -> bool {
    let ended = row.ended.filter(|_| row.state == TutorialState::Stopped);
    (row.learner, row.topic, row.tutor, row.school) == (input.learner, input.topic, input.tutor, school)
        && row.agreed == Some(input.began)
        && (input.stopped.is_none() || input.stopped == ended)
}

/// The visit on which it leans, if it needs one, and the reason as it is kept. `school` is where it is kept, which a guest's is not.
fn checked(tx: &mut Tx<'_>, caller: &Caller, input: &Lived, school: NodeId) -> Result<(Option<VisitId>, String), Error> {
    let Lived { school: page, learner, topic, tutor, began, stopped, .. } = *input;
    let today = ground::today(tx, page)?;
    let until = stopped.unwrap_or(today);
    let mut check = Check::new();
    let known_topic = topics::by_id(tx, topic)?.is_some();
    check.require(known_topic, "topic", Problem::UnknownChoice);
    let in_time = check.take("began", past_day(began, today, None)).is_some();
    if let Some(stopped) = stopped {
        check.take("stopped", past_day(stopped, today, in_time.then_some(began)));
    }
    let reason = check.take("reason", text(&input.reason, 500));
    check.forbid(stopped.is_none() && reason.as_ref().is_some_and(|reason| !reason.is_empty()), "stopped", Problem::Missing);
    let mut visit = None;
    if people::by_id(tx, tutor)?.is_none() {
        check.add("tutor", Problem::UnknownChoice);
    } else {
        visit = check.take("tutor", paired(tx, caller, (learner, tutor), page, (began, until))?).flatten();
        if visit.is_none() && school != page {
            visit = came_on(tx, learner, page, (began, until))?;
        }
        let mastered = !in_time || ground::mastered_by(tx, tutor, topic, began)?;
        check.require(mastered, "began", Problem::TutorDoesNotMaster);
    }
    let mastered = ground::mastery_on(tx, learner, topic, began)?.is_some();
    let masters = stopped.is_none() && masteries::live(tx, learner, topic)?.is_some();
    check.require(!mastered && !masters, "topic", Problem::AlreadyMasters);
    if stopped.is_none() {
        check.require(people::belongs_to(tx, learner, school)?, "learner", Problem::LearnerHasLeft);
        let same = tutorials::open_on(tx, learner, topic)?.is_some();
        check.require(!same, "topic", Problem::SameTutorialOpen);
        check.require(same || tutorials::open_count(tx, learner)? < OPEN_AT_ONCE, "learner", Problem::LearnerBusy);
    }
    check.done()?;
    if stopped.is_none() {
        goes_on(tx, (learner, tutor), visit)?.map_err(|problem| Error::at("tutor", problem))?;
        present(tx, input, school != page, today)?;
    }
    reason.map(|reason| (visit, reason)).ok_or(Error::NOT_FOUND)
}

/// What is open today has a tutor who masters the topic, and two who have said yes: to a teacher of theirs. And what begins today is offered, with
/// room for one more.
fn present(tx: &mut Tx<'_>, input: &Lived, guest: bool, today: Day) -> Result<(), Error> {
    let Lived { school: page, learner, topic, tutor, began, .. } = *input;
    let Some(mastery) = masteries::live(tx, tutor, topic)? else { return Err(Error::at("tutor", Problem::TutorMastersNotNow)) };
    if guest || !people::belongs_to(tx, tutor, page)? {
        return Err(Error::at(if guest { "learner" } else { "tutor" }, Problem::SaysItThemselves));
    }
    if began < today {
        return Ok(());
    }
    let offer = masteries::offer_of(tx, mastery.id)?.ok_or(Error::at("tutor", Problem::OfferClosed))?;
    let mut check = Check::new();
    acts::check_now(tx, &mut check, learner, &offer, None)?;
    Ok(check.done()?)
}

/// Whether two who worked together then may go on today.
fn goes_on(conn: &mut Conn, (learner, tutor): (PersonId, PersonId), visit: Option<VisitId>) -> Result<Result<(), Problem>, Error> {
    if people::home(conn, tutor)?.is_none() {
        return Ok(Err(Problem::OfferClosed));
    }
    let visit = match visit {
        Some(visit) => visits::agreed(conn, visit)?,
        None => None,
    };
    ground::may_pair(conn, learner, tutor, visit.as_ref())
}
