//! Visits, by which people of other places come.
//!
//! A visit lets an adult of another place work with a child, and on its day be told her name. So nobody becomes a visitor by being named alone.
//! The school agrees by its teacher; for the other side (DOMAIN.md §3.8: the teachers of both) speaks the visitor herself, who says that she
//! comes. Three need not: who holds an office above the school, since visiting it is her work; who has no account, whom the responsible teacher
//! has asked aloud, and who sees no screen; and who came on a day that is past, when the paper says so. Until the others have answered, the visit
//! is as if it did not name them.
//!
//! A visit that was written down wrong is set right, its day, its people and who answers for it, without what leans on it coming to an end: as
//! far as safety would have allowed that on the visit as it is now.

use super::demonstrations::MOST_NAMED;
use super::{Error, corrections, course, ground};
use crate::domain::fact::*;
use crate::domain::id::{NodeId, PersonId, VisitId};
use crate::domain::moment::{DEFAULT_ZONE, Day};
use crate::domain::policy::{Caller, Place, Relations, Verb};
use crate::domain::refusal::{Check, Problem};
use crate::domain::words::{Position, TutorialState, VisitState};
use crate::store::queries::{demonstrations, people, plans, tutorials, visits as kept};
use crate::store::rows::{DemonstrationRow, TutorialRow, VisitRow};
use crate::store::{Tx, accounts};

/// A visit that a teacher of the school agrees to.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are those of the form")]
pub struct Visit {
    pub visit: VisitId,
    pub school: NodeId,
    pub day: Day,
    pub visitors: Vec<PersonId>,
    pub responsible: PersonId,
}

/// Agrees to a visit. Visitors are adults; the responsible teacher is of the school and none of them.
///
/// # Errors
/// The caller is no teacher of the school, or a field has to be put right.
pub fn agree(tx: &mut Tx<'_>, caller: &Caller, input: &Visit) -> Result<VisitId, Error> {
    ground::allow_at(tx, caller, Verb::AgreeVisit, input.school)?;
    let agreed_by = ground::actor(tx, caller)?;
    let mut visitors = input.visitors.clone();
    visitors.sort_unstable();
    visitors.dedup();
    let mut id = input.visit;
    if let Some(row) = kept::by_id(tx, id)? {
        let mut named: Vec<PersonId> = kept::named(tx, id)?.into_iter().map(|(person, _)| person).collect();
        named.sort_unstable();
        if (row.school, row.day, row.responsible, &named) == (input.school, input.day, input.responsible, &visitors) {
            return Ok(id);
        }
        // Another visit, agreed to on a page that the browser went back to.
        id = id.beside(&format!("{} {} {} {visitors:?}", input.school, input.day, input.responsible));
        if kept::by_id(tx, id)?.is_some() {
            return Ok(id);
        }
    }
    check(tx, input, false)?;
    let Visit { school, day, responsible, .. } = *input;
    let visit = id;
    tx.record(VisitAgreed { visit, school, day, visitors: visitors.clone(), responsible, agreed_by })?;
    ask(tx, visit, (school, day), visitors)?;
    Ok(visit)
}

/// What a visit has to be. Of one on which somebody came who was forgotten since nobody else has to be named.
fn check(tx: &mut Tx<'_>, input: &Visit, others: bool) -> Result<(), Error> {
    let mut check = Check::new();
    // One that was made can be written down afterwards; one that is to come is near enough to be known.
    let today = ground::today(tx, input.school)?;
    check.require(input.day <= today + chrono::Days::new(366), "day", Problem::TooFarAhead);
    check.require(others || !input.visitors.is_empty(), "visitors", Problem::Missing);
    check.require(input.visitors.len() <= MOST_NAMED, "visitors", Problem::TooMany(MOST_NAMED));
    for person in input.visitors.iter().take(MOST_NAMED) {
        match people::by_id(tx, *person)? {
            None => check.add("visitors", Problem::UnknownChoice),
            Some(row) if row.minor => check.add("visitors", Problem::VisitorIsMinor),
            Some(_) => {}
        }
    }
    // Of a visit that is past, also who answered for it and has left since.
    let teaches = people::teaches(tx, input.responsible, input.school)?
        || (input.day < today && people::taught_on(tx, input.responsible, input.school, input.day)?);
    check.require(teaches, "responsible", Problem::UnknownChoice);
    check.require(!input.visitors.contains(&input.responsible), "responsible", Problem::ResponsibleIsVisitor);
    check.done()?;
    Ok(())
}

/// Asks those who are named in a visit that is coming whether they come, where nobody else says so for them.
fn ask(tx: &mut Tx<'_>, visit: VisitId, (school, day): (NodeId, Day), named: Vec<PersonId>) -> Result<(), Error> {
    if day < ground::today(tx, school)? {
        return Ok(());
    }
    let place = ground::place(tx, school)?;
    for person in named {
        if has_to_answer(tx, person, &place)? {
            tx.record(VisitorAsked { visit, person })?;
        }
    }
    Ok(())
}

/// Sets a visit right: its day, who comes, who answers for it. Who came new, or was asked for another day that is coming, is asked, unless something
/// has begun with her. What has begun on it has to be possible on it still; what was only asked for ends where it is not.
///
/// # Errors
/// The caller is no teacher of the school, the visit was given up, or a field has to be put right.
pub fn correct(tx: &mut Tx<'_>, caller: &Caller, input: &Visit) -> Result<(), Error> {
    let visit = input.visit;
    let row = kept::by_id(tx, visit)?.filter(|row| row.state == VisitState::Agreed).ok_or(Error::NOT_FOUND)?;
    ground::allow_at(tx, caller, Verb::AgreeVisit, row.school)?;
    ground::actor(tx, caller)?;
    let Visit { day, responsible, .. } = *input;
    let mut before: Vec<PersonId> = kept::named(tx, visit)?.into_iter().map(|(person, _)| person).collect();
    before.sort_unstable();
    let mut visitors = input.visitors.clone();
    // Who was forgotten since can be named by nobody, and came all the same.
    for person in &before {
        visitors.extend(people::by_id(tx, *person)?.is_none().then_some(*person));
    }
    let others = visitors.len() > input.visitors.len();
    visitors.sort_unstable();
    visitors.dedup();
    if (row.day, row.responsible, &before) == (day, responsible, &visitors) {
        return Ok(());
    }
    check(tx, &Visit { school: row.school, ..input.clone() }, others)?;
    tx.record(VisitCorrected { visit, day, visitors: visitors.clone(), responsible })?;
    let leaning = tutorials::ever_of_visit(tx, visit)?;
    for tutorial in &leaning {
        still_leans(tx, tutorial, &row, day)?;
        plan_goes_along(tx, tutorial, &row, day)?;
    }
    // With whom something has begun she has said that she comes: by it the two meet, and it does not end because she is asked again.
    let begun = |person: &PersonId| leaning.iter().any(|one| one.agreed.is_some() && [one.learner, one.tutor].contains(person));
    let asked = visitors.into_iter().filter(|person| !before.contains(person) || (day != row.day && !begun(person))).collect();
    ask(tx, visit, (row.school, day), asked)
}

/// What becomes of a tutorial whose visit is another one now. `was` is how the visit stood.
fn still_leans(tx: &mut Tx<'_>, tutorial: &TutorialRow, was: &VisitRow, day: Day) -> Result<(), Error> {
    // Of whom nothing is known any more safety has nothing to ask.
    for person in [tutorial.learner, tutorial.tutor] {
        if people::by_id(tx, person)?.is_none() {
            return Ok(());
        }
    }
    let visit = kept::agreed(tx, was.id)?;
    let Some(agreed) = tutorial.agreed.filter(|_| tutorial.state != TutorialState::Proposed) else {
        if ground::may_pair(tx, tutorial.learner, tutorial.tutor, visit.as_ref())?.is_err() {
            let today = ground::today(tx, tutorial.school)?;
            course::give_up(tx, tutorial, today)?;
        }
        return Ok(());
    };
    if ground::could_pair(tx, tutorial.learner, tutorial.tutor, agreed, None)?.is_ok() {
        return Ok(());
    }
    // What two began on a visit that was made began on that one: nobody has said that they come on another.
    let today = ground::today(tx, was.school)?;
    if was.day < today && day >= today {
        return Err(Error::at("day", Problem::VisitHasBeen));
    }
    // They work face to face: on the day of the visit, or later.
    if corrections::first_worked(tx, tutorial)?.is_some_and(|first| first < day) {
        return Err(Error::at("day", Problem::LaterThanWhatIsWritten));
    }
    if visit.as_ref().is_some_and(|visit| [tutorial.learner, tutorial.tutor].contains(&visit.responsible)) {
        return Err(Error::at("responsible", Problem::ResponsibleWorksThere));
    }
    let possible = ground::could_pair(tx, tutorial.learner, tutorial.tutor, agreed, visit.as_ref())?;
    possible.map_err(|_| Error::at("visitors", Problem::VisitorHasBegun))
}

/// What two had planned to show on the day of a visit they show on the day that it has now; where that is over, it has to be planned anew. What the
/// school planned for another day stays.
fn plan_goes_along(tx: &mut Tx<'_>, tutorial: &TutorialRow, was: &VisitRow, day: Day) -> Result<(), Error> {
    let Some(plan) = demonstrations::planned(tx, tutorial.id)?.filter(|plan| plan.day == was.day && day != was.day) else {
        return Ok(());
    };
    if ground::meet_on(tx, tutorial, plan.day)?.is_ok() {
        return Ok(());
    }
    if day < ground::today(tx, plan.school)? {
        tx.record(DemonstrationCancelled { demonstration: plan.id })?;
        return Ok(());
    }
    let invited = demonstrations::invited(tx, plan.id)?;
    let DemonstrationRow { id: demonstration, learner, topic, school, .. } = plan;
    let (tutor, place) = (tutorial.tutor, plan.place.unwrap_or_default());
    tx.record(DemonstrationPlanned { demonstration, tutorial: tutorial.id, learner, tutor, topic, school, day, place, invited })?;
    Ok(())
}

/// Whether a visitor has to say herself that she comes to a place.
fn has_to_answer(tx: &mut Tx<'_>, person: PersonId, place: &Place) -> Result<bool, Error> {
    let goes_about = |position| matches!(position, Position::Coach | Position::Supervisor | Position::Official);
    let sent = people::belongs(tx, person)?.iter().any(|row| place.above.contains(&row.node) && goes_about(row.position));
    let answers = people::stewardships(tx, person)?.iter().any(|node| place.above.contains(node));
    Ok(!sent && !answers && accounts::handle(tx, person)?.is_some())
}

/// Asks somebody who has just got an account whether she comes on the visits in which she was named before: until then nobody could ask her.
///
/// # Errors
/// The database refuses.
pub fn ask_of_coming(tx: &mut Tx<'_>, person: PersonId) -> Result<(), Error> {
    let today = tx.now().day_in(DEFAULT_ZONE);
    for row in plans::visits_of(tx, person, today)? {
        let named = kept::named(tx, row.id)?;
        let place = ground::place(tx, row.school)?;
        if row.state == VisitState::Agreed && named.contains(&(person, false)) && has_to_answer(tx, person, &place)? {
            tx.record(VisitorAsked { visit: row.id, person })?;
        }
    }
    Ok(())
}

/// Says that she comes. Said twice, she does.
///
/// # Errors
/// The caller is not named in the visit, or it was given up.
pub fn answer(tx: &mut Tx<'_>, caller: &Caller, visit: VisitId) -> Result<NodeId, Error> {
    let row = kept::by_id(tx, visit)?.filter(|row| row.state == VisitState::Agreed).ok_or(Error::NOT_FOUND)?;
    let own = kept::named(tx, visit)?.into_iter().find(|(person, _)| caller.is(*person));
    ground::allow(Verb::AnswerVisit, caller.to_network().and_if(own.is_some(), Relations::VISITOR))?;
    let person = ground::actor(tx, caller)?;
    if own.is_some_and(|(_, waits)| waits) {
        let day = ground::today(tx, row.school)?;
        tx.record(VisitorAnswered { visit, person, day })?;
    }
    Ok(row.school)
}

/// Gives a visit up.
///
/// # Errors
/// The caller is no teacher of the school.
pub fn withdraw(tx: &mut Tx<'_>, caller: &Caller, visit: VisitId) -> Result<NodeId, Error> {
    let row = kept::by_id(tx, visit)?.ok_or(Error::NOT_FOUND)?;
    ground::allow_at(tx, caller, Verb::AgreeVisit, row.school)?;
    ground::actor(tx, caller)?;
    if row.state == VisitState::Agreed {
        tx.record(VisitWithdrawn { visit })?;
        // Who could meet only inside it no longer can.
        let leaning = tutorials::of_visits(tx, &[visit])?;
        let (open, rest): (Vec<_>, Vec<_>) = leaning.into_iter().partition(|row| row.state == TutorialState::Open);
        course::stop_hindered(tx, open)?;
        for row in rest.into_iter().filter(|row| row.state == TutorialState::Proposed) {
            let day = ground::today(tx, row.school)?;
            course::give_up(tx, &row, day)?;
        }
    }
    Ok(row.school)
}
