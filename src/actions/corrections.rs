//! Records of demonstrations that were wrong: set right, or withdrawn, with what follows for the mastery and the tutorial.

use super::demonstrations::{Record, began_by, check, promote, tell};
use super::{Error, ground};
use crate::domain::fact::*;
use crate::domain::id::{DemonstrationId, TutorialId};
use crate::domain::policy::{Caller, Relations, Verb, may};
use crate::domain::refusal::Problem;
use crate::domain::words::{Agreement, DemonstrationState, Outcome, Path, TutorialState, Via};
use crate::store::queries::{demonstrations, masteries, tutorials};
use crate::store::rows::{DemonstrationRow, TutorialRow};
use crate::store::{Conn, Tx};

/// Sets a record right. Where the decision changes, the mastery is granted or withdrawn with it.
///
/// # Errors
/// The caller is neither teacher nor steward there, or is the learner; a field has to be put right.
pub fn correct(tx: &mut Tx<'_>, caller: &Caller, demonstration: DemonstrationId, input: &Record) -> Result<(), Error> {
    let row = correctable(tx, caller, demonstration)?;
    let tutorial = match row.tutorial {
        Some(tutorial) => tutorials::by_id(tx, tutorial)?,
        None => None,
    };
    if input.outcome == Outcome::Ready && row.state == DemonstrationState::NotYet {
        // Setting a record right is one thing; deciding that she is ready is for who accompanied her, or who teaches there.
        let place = ground::place(tx, row.school)?;
        let relations = caller.to_place(&place).and_if(row.tutor.is_some_and(|tutor| caller.is(tutor)), Relations::TUTOR);
        if !may(Verb::RecordDemonstration, relations) {
            return Err(Error::at("outcome", Problem::NotByTheLearner));
        }
    }
    let record = check(tx, input, row.learner, row.tutor, row.school, None)?;
    let (day, outcome) = (record.day, record.outcome);
    if let Some(mastery) = masteries::of_demonstration(tx, demonstration)?
        && masteries::children(tx, mastery.id)?.iter().any(|child| child.day < day)
    {
        // She would have tutored before she mastered: one of the days is wrong, and the earlier one is set right first.
        return Err(Error::at("day", Problem::LaterThanWhatCame));
    }
    if let Some(tutorial) = &tutorial {
        began_by(tx, tutorial, day)?;
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

/// A tutorial that a correction has opened again goes on only if it could: both still there, not kept apart, the learner in no other, and not
/// a master of the topic. Else it has stopped.
fn settle(tx: &mut Tx<'_>, tutorial: Option<TutorialId>) -> Result<(), Error> {
    let Some(tutorial) = tutorial else { return Ok(()) };
    let Some(row) = tutorials::by_id(tx, tutorial)?.filter(|row| row.state == TutorialState::Open) else { return Ok(()) };
    let day = ground::today(tx, row.school)?;
    if only_paper(tx, &row)? {
        tx.record(TutorialWithdrawn { tutorial, day })?;
        return Ok(());
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
    let stands = demonstrations::of_tutorial(conn, row.id)?.iter().any(|held| held.state != DemonstrationState::Withdrawn);
    Ok(!stands && tutorials::entries(conn, row.id)?.is_empty())
}

/// Withdraws a record that was a mistake, and the mastery that it gave. What came from that mastery stands.
///
/// # Errors
/// The caller is neither teacher nor steward there, or is the learner.
pub fn withdraw(tx: &mut Tx<'_>, caller: &Caller, demonstration: DemonstrationId) -> Result<(), Error> {
    if let Some(row) = demonstrations::by_id(tx, demonstration)?.filter(|row| row.state == DemonstrationState::Withdrawn) {
        ground::allow_at(tx, caller, Verb::CorrectRecord, row.school)?;
        return Ok(());
    }
    let row = correctable(tx, caller, demonstration)?;
    let day = ground::today(tx, row.school)?;
    if let Some(mastery) = masteries::of_demonstration(tx, demonstration)? {
        tx.record(MasteryWithdrawn { mastery: mastery.id, day })?;
    }
    tx.record(DemonstrationWithdrawn { demonstration, day })?;
    settle(tx, row.tutorial)
}

fn correctable(tx: &mut Tx<'_>, caller: &Caller, demonstration: DemonstrationId) -> Result<DemonstrationRow, Error> {
    let row = demonstrations::by_id(tx, demonstration)?.ok_or(Error::NOT_FOUND)?;
    ground::allow_at(tx, caller, Verb::CorrectRecord, row.school)?;
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
