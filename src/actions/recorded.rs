//! What is recorded of a demonstration already, so that one that was held once counts once, whoever writes it down again: sent twice, by two
//! people, from the same sheet of paper a second time.
//!
//! *Ready* ends a tutorial, and so there is one of it. *Not yet* leaves it open, and is followed by work and by another day: of the same people
//! and the same topic there is one on a day, and whoever writes it again is led to it, where it can be set right. Who does show it twice on one
//! day says so beforehand: what was planned after the first is another one.

use super::Error;
use super::demonstrations::Held;
use crate::domain::id::{DemonstrationId, NodeId, PersonId, TopicId};
use crate::domain::moment::Day;
use crate::domain::words::{DemonstrationState, Outcome, TutorialState};
use crate::store::Conn;
use crate::store::queries::{demonstrations, masteries};
use crate::store::rows::{DemonstrationRow, TutorialRow};

/// The record that is there already: under this id, or of this tutorial.
pub(super) fn already(conn: &mut Conn, demonstration: DemonstrationId, tutorial: Option<&TutorialRow>) -> Result<Option<Held>, Error> {
    let held = |row: &DemonstrationRow| matches!(row.state, DemonstrationState::Ready | DemonstrationState::NotYet);
    let mut found = demonstrations::by_id(conn, demonstration)?.filter(held);
    if let Some(tutorial) = tutorial {
        if found.as_ref().is_some_and(|row| row.tutorial != Some(tutorial.id)) {
            return Err(Error::NOT_FOUND);
        }
        if found.is_none() && tutorial.state == TutorialState::Demonstrated {
            found = demonstrations::of_tutorial(conn, tutorial.id)?.into_iter().rfind(|row| row.state == DemonstrationState::Ready);
        }
    }
    let Some(row) = found else { return Ok(None) };
    let mastery = masteries::of_demonstration(conn, row.id)?.map(|mastery| mastery.id);
    let outcome = if row.state == DemonstrationState::NotYet { Outcome::NotYet } else { Outcome::Ready };
    Ok(Some(Held { demonstration: row.id, mastery, already: true, outcome }))
}

/// Whether a record is of these people and this topic: the form was then sent twice, and not written anew.
pub(super) fn same(
    conn: &mut Conn,
    demonstration: DemonstrationId,
    learner: PersonId,
    topic: TopicId,
    tutor: Option<PersonId>,
) -> Result<bool, Error> {
    Ok(demonstrations::by_id(conn, demonstration)?.is_some_and(|row| (row.learner, row.topic, row.tutor) == (learner, topic, tutor)))
}

/// Who showed what, where, and when.
#[derive(Debug, Clone, Copy)]
pub(super) struct Showing {
    pub(super) learner: PersonId,
    pub(super) tutor: Option<PersonId>,
    pub(super) topic: TopicId,
    pub(super) school: NodeId,
    pub(super) day: Day,
}

/// The *not yet* that stands of a showing.
pub(super) fn not_yet(conn: &mut Conn, showing: Showing) -> Result<Option<Held>, Error> {
    let Showing { learner, tutor, topic, school, day } = showing;
    let told = demonstrations::of_learner(conn, learner, DemonstrationState::NotYet)?;
    let found = told.into_iter().find(|row| (row.tutor, row.topic, row.school, row.day) == (tutor, topic, school, day));
    Ok(found.map(|row| Held { demonstration: row.id, mastery: None, already: true, outcome: Outcome::NotYet }))
}
