//! Demonstrations: planned, held, told, set right.

use diesel::prelude::*;

use super::{masteries, tutorials};
use crate::domain::fact::*;
use crate::domain::id::{DemonstrationId, PersonId};
use crate::domain::moment::Moment;
use crate::domain::words::{DemonstrationState, Outcome, Path};
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::{DemonstrationPersonRow, DemonstrationRow};
use crate::store::schema::{demonstration_people, demonstrations};

/// The part of someone who was asked to come.
pub const INVITED: &str = "invited";
/// The part of someone who was present.
pub const WITNESS: &str = "witness";

pub fn planned(conn: &mut Conn, fact: &DemonstrationPlanned) -> Result<(), Error> {
    let known: i64 = demonstrations::table.find(fact.demonstration).count().get_result(conn)?;
    if known == 0 {
        let row = DemonstrationRow {
            id: fact.demonstration,
            tutorial: Some(fact.tutorial),
            learner: fact.learner,
            tutor: Some(fact.tutor),
            topic: fact.topic,
            school: fact.school,
            path: Path::Tutorial,
            day: fact.day,
            state: DemonstrationState::Planned,
            audience: "[]".to_owned(),
            recorded_by: None,
            recorded: None,
            corrected: None,
            place: Some(fact.place.clone()),
            shown: None,
            asked: None,
            reason: None,
        };
        diesel::insert_into(demonstrations::table).values(&row).execute(conn)?;
    } else {
        diesel::update(demonstrations::table.find(fact.demonstration))
            .set((demonstrations::day.eq(fact.day), demonstrations::place.eq(Some(&fact.place))))
            .execute(conn)?;
    }
    replace_people(conn, fact.demonstration, INVITED, &fact.invited)
}

pub fn cancelled(conn: &mut Conn, fact: &DemonstrationCancelled) -> Result<(), Error> {
    let planned: i64 = demonstrations::table
        .filter(demonstrations::id.eq(fact.demonstration).and(demonstrations::state.eq(DemonstrationState::Planned)))
        .count()
        .get_result(conn)?;
    if planned == 1 {
        replace_people(conn, fact.demonstration, INVITED, &[])?;
        diesel::delete(demonstrations::table.find(fact.demonstration)).execute(conn)?;
    }
    Ok(())
}

pub fn held(conn: &mut Conn, fact: &DemonstrationHeld, recorded: Moment) -> Result<(), Error> {
    let before: Option<Option<String>> =
        demonstrations::table.find(fact.demonstration).select(demonstrations::place).get_result(conn).optional()?;
    let row = DemonstrationRow {
        id: fact.demonstration,
        tutorial: fact.tutorial,
        learner: fact.learner,
        tutor: fact.tutor,
        topic: fact.topic,
        school: fact.school,
        path: fact.path,
        day: fact.day,
        state: state(fact.outcome),
        audience: serde_json::to_string(&fact.audience)?,
        recorded_by: Some(fact.recorded_by),
        recorded: Some(recorded),
        corrected: None,
        place: before.clone().flatten(),
        shown: None,
        asked: None,
        reason: None,
    };
    if before.is_some() {
        // The plan becomes the record; who was invited stays. The record says everything again, since the plan's line is blanked when one
        // of the two is erased, and the tables must not depend on it.
        diesel::update(demonstrations::table.find(fact.demonstration))
            .set((
                demonstrations::tutorial.eq(row.tutorial),
                demonstrations::learner.eq(row.learner),
                demonstrations::tutor.eq(row.tutor),
                demonstrations::topic.eq(row.topic),
                demonstrations::school.eq(row.school),
                demonstrations::path.eq(row.path),
                demonstrations::day.eq(row.day),
                demonstrations::state.eq(row.state),
                demonstrations::audience.eq(&row.audience),
                demonstrations::recorded_by.eq(row.recorded_by),
                demonstrations::recorded.eq(row.recorded),
            ))
            .execute(conn)?;
    } else {
        diesel::insert_into(demonstrations::table).values(&row).execute(conn)?;
    }
    replace_people(conn, fact.demonstration, WITNESS, &fact.witnesses)?;
    if let (Some(tutorial), Outcome::Ready) = (fact.tutorial, fact.outcome) {
        tutorials::demonstrated(conn, tutorial, fact.day)?;
    }
    Ok(())
}

pub fn told(conn: &mut Conn, fact: &DemonstrationTold) -> Result<(), Error> {
    diesel::update(demonstrations::table.find(fact.demonstration))
        .set((
            demonstrations::place.eq(Some(&fact.place)),
            demonstrations::shown.eq(Some(&fact.shown)),
            demonstrations::asked.eq(Some(&fact.asked)),
            demonstrations::reason.eq(Some(&fact.reason)),
        ))
        .execute(conn)?;
    Ok(())
}

pub fn corrected(conn: &mut Conn, fact: &DemonstrationCorrected, recorded: Moment) -> Result<(), Error> {
    let row: DemonstrationRow = demonstrations::table.find(fact.demonstration).get_result(conn)?;
    diesel::update(demonstrations::table.find(fact.demonstration))
        .set((
            demonstrations::day.eq(fact.day),
            demonstrations::state.eq(state(fact.outcome)),
            demonstrations::audience.eq(serde_json::to_string(&fact.audience)?),
            demonstrations::corrected.eq(Some(recorded)),
        ))
        .execute(conn)?;
    replace_people(conn, fact.demonstration, WITNESS, &fact.witnesses)?;
    masteries::redated(conn, fact.demonstration, fact.day)?;
    match (row.tutorial, row.state, fact.outcome) {
        (Some(tutorial), _, Outcome::Ready) => tutorials::demonstrated(conn, tutorial, fact.day),
        // Only what this demonstration had ended goes on: a later one may have promoted, or the two may have stopped.
        (Some(tutorial), DemonstrationState::Ready, Outcome::NotYet) => tutorials::reopen(conn, tutorial, row.learner, row.topic),
        _ => Ok(()),
    }
}

pub fn withdrawn(conn: &mut Conn, fact: &DemonstrationWithdrawn, recorded: Moment) -> Result<(), Error> {
    let row: Option<DemonstrationRow> = demonstrations::table.find(fact.demonstration).get_result(conn).optional()?;
    // A plan whose line was blanked leaves nothing to withdraw.
    let Some(row) = row else { return Ok(()) };
    diesel::update(demonstrations::table.find(fact.demonstration))
        .set((demonstrations::state.eq(DemonstrationState::Withdrawn), demonstrations::corrected.eq(Some(recorded))))
        .execute(conn)?;
    match (row.tutorial, row.state) {
        (Some(tutorial), DemonstrationState::Ready) => tutorials::reopen(conn, tutorial, row.learner, row.topic),
        _ => Ok(()),
    }
}

fn state(outcome: Outcome) -> DemonstrationState {
    match outcome {
        Outcome::Ready => DemonstrationState::Ready,
        Outcome::NotYet => DemonstrationState::NotYet,
    }
}

fn replace_people(conn: &mut Conn, demonstration: DemonstrationId, part: &str, people: &[PersonId]) -> Result<(), Error> {
    diesel::delete(
        demonstration_people::table.filter(demonstration_people::demonstration.eq(demonstration).and(demonstration_people::part.eq(part))),
    )
    .execute(conn)?;
    let mut people = people.to_vec();
    people.sort_unstable();
    people.dedup();
    for person in people {
        let row = DemonstrationPersonRow { demonstration, person, part: part.to_owned() };
        diesel::insert_into(demonstration_people::table).values(&row).execute(conn)?;
    }
    Ok(())
}
