//! How a tutorial's course begins and ends, for every action that leads to it: what has begun makes what else was asked for in its topic give
//! way, and what safety, or one who has left, no longer allows does not go on. Nobody is blamed for either.

use super::tutorials::OPEN_AT_ONCE;
use super::{Error, ground};
use crate::domain::fact::{DemonstrationCancelled, InterestReopened, TutorialAgreed, TutorialDeclined, TutorialStopped, TutorialWithdrawn};
use crate::domain::id::{PersonId, TopicId, TutorialId};
use crate::domain::moment::Day;
use crate::domain::refusal::Problem;
use crate::domain::words::{Agreement, Outcome, TutorialState};
use crate::store::queries::{demonstrations, interests, masteries, people, tutorials};
use crate::store::rows::{InterestRow, TutorialRow};
use crate::store::{Conn, Tx};

/// Both have said yes: a learner begins a topic.
pub(super) fn begin(
    tx: &mut Tx<'_>,
    tutorial: TutorialId,
    (learner, topic): (PersonId, TopicId),
    day: Day,
    how: Agreement,
) -> Result<(), Error> {
    tx.record(TutorialAgreed { tutorial, day, how })?;
    give_way(tx, learner, topic, Some(tutorial))
}

/// Ends what somebody asked, or was asked, in a topic that she has begun with one tutor or masters by now: nobody could say yes to it any
/// more, and whoever was asked would wait for nothing. As after any no, nobody is asked why and it leaves no mark.
pub(super) fn give_way(tx: &mut Tx<'_>, learner: PersonId, topic: TopicId, begun: Option<TutorialId>) -> Result<(), Error> {
    let asked = tutorials::of_learner(tx, learner, &[TutorialState::Proposed])?;
    for row in asked.into_iter().filter(|row| row.topic == topic && Some(row.id) != begun) {
        let day = ground::today(tx, row.school)?;
        give_up(tx, &row, day)?;
    }
    Ok(())
}

/// Ends what was planned for tutorials of somebody in a topic that have ended: who is ready to tutor has nothing ahead in it to show.
pub(super) fn nothing_ahead(tx: &mut Tx<'_>, learner: PersonId, topic: TopicId) -> Result<(), Error> {
    let over = tutorials::of_learner(tx, learner, &[TutorialState::Demonstrated, TutorialState::Stopped])?;
    let over: Vec<TutorialId> = over.into_iter().filter(|row| row.topic == topic).map(|row| row.id).collect();
    for planned in demonstrations::planned_of(tx, &over)? {
        tx.record(DemonstrationCancelled { demonstration: planned.id })?;
    }
    Ok(())
}

/// Ends a tutorial that is proposed or open, and its planned demonstration.
pub(super) fn give_up(tx: &mut Tx<'_>, row: &TutorialRow, day: Day) -> Result<(), Error> {
    if let Some(planned) = demonstrations::planned(tx, row.id)? {
        tx.record(DemonstrationCancelled { demonstration: planned.id })?;
    }
    match row.state {
        TutorialState::Proposed => tx.record(TutorialDeclined { tutorial: row.id, day })?,
        _ => tx.record(TutorialStopped { tutorial: row.id, day })?,
    };
    Ok(())
}

/// Nobody rehearses what she has shown already and is ready to tutor.
pub(super) fn rehearsed_before(row: &TutorialRow, outcome: Outcome, day: Day) -> Result<(), Error> {
    let late = outcome == Outcome::Ready && row.rehearsed.is_some_and(|rehearsed| day < rehearsed);
    if late { Err(Error::at("day", Problem::BeforeItsRehearsal)) } else { Ok(()) }
}

/// Takes out a tutorial that was a mistake. The wish that it had met was never met, and its learner waits for it again, as long as she has; unless
/// another tutorial met it too, or she has come to what she wished for since, or has left.
pub(super) fn never_was(tx: &mut Tx<'_>, row: &TutorialRow, day: Day) -> Result<(), Error> {
    let wish = wish_met(tx, row)?;
    tx.record(TutorialWithdrawn { tutorial: row.id, day })?;
    let Some(wish) = wish else { return Ok(()) };
    let lived = [TutorialState::Open, TutorialState::Stopped, TutorialState::Demonstrated];
    for other in tutorials::of_learner(tx, row.learner, &lived)?.into_iter().filter(|other| other.topic == row.topic) {
        if wish_met(tx, &other)?.is_some_and(|met| met.id == wish.id) {
            return Ok(());
        }
    }
    let masters = masteries::live(tx, row.learner, row.topic)?.is_some();
    if !masters && interests::open(tx, row.learner, row.topic)?.is_none() && people::belongs_to(tx, row.learner, wish.school)? {
        tx.record(InterestReopened { interest: wish.id, day })?;
    }
    Ok(())
}

fn wish_met(conn: &mut Conn, row: &TutorialRow) -> Result<Option<InterestRow>, Error> {
    match row.agreed {
        Some(agreed) => Ok(interests::met(conn, row, agreed)?),
        None => Ok(None),
    }
}

/// Whether an open tutorial may go on today: both still there, the learner no master of the topic yet and in no other
/// tutorial, and the pair safe.
pub(super) fn may_go_on(conn: &mut Conn, row: &TutorialRow) -> Result<bool, Error> {
    let visit = ground::visit_of(conn, row)?;
    let learner = people::belongs_to(conn, row.learner, row.school)?;
    let masters = masteries::live(conn, row.learner, row.topic)?.is_some();
    if masters || !learner || people::home(conn, row.tutor)?.is_none() {
        return Ok(false);
    }
    if tutorials::open_count(conn, row.learner)? > OPEN_AT_ONCE {
        return Ok(false);
    }
    match ground::may_pair(conn, row.learner, row.tutor, visit.as_ref()) {
        Ok(answer) => Ok(answer.is_ok()),
        Err(Error::Refused(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Ends those of somebody's tutorials that may no longer go on.
pub(super) fn stop_hindered(tx: &mut Tx<'_>, rows: Vec<TutorialRow>) -> Result<(), Error> {
    for row in rows {
        if row.state == TutorialState::Open && !may_go_on(tx, &row)? {
            let day = ground::today(tx, row.school)?;
            give_up(tx, &row, day)?;
        }
    }
    Ok(())
}
