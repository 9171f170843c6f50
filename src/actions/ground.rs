//! What nearly every action stands on: finding a thing or refusing alike, the day it is there, and safety's answer for a pair.

use std::collections::{HashMap, HashSet};

use super::Error;
use crate::domain::id::{NodeId, PersonId, TutorialId, VisitId};
use crate::domain::moment::{Day, Moment};
use crate::domain::policy::{Caller, Place, Relations, Verb, may};
use crate::domain::refusal::Problem;
use crate::domain::rules::{self, AgreedVisit, Standing};
use crate::domain::words::{DemonstrationState, VisitState};
use crate::store::queries::{demonstrations, masteries, nodes, people, tutorials, visits};
use crate::store::rows::{MasteryRow, TopicRow, TutorialRow};
use crate::store::{Conn, Tx, queries};

/// A node with what stands above it.
///
/// # Errors
/// There is no such node.
pub fn place(conn: &mut Conn, node: NodeId) -> Result<Place, Error> {
    nodes::place(conn, node)?.ok_or(Error::NOT_FOUND)
}

/// Denied is the same as not there.
///
/// # Errors
/// The policy does not allow it.
pub fn allow(verb: Verb, relations: Relations) -> Result<(), Error> {
    if may(verb, relations) { Ok(()) } else { Err(Error::NOT_FOUND) }
}

/// Asks the policy about a place, and answers with the place.
///
/// # Errors
/// There is no such node, or the policy does not allow it.
pub fn allow_at(conn: &mut Conn, caller: &Caller, verb: Verb, node: NodeId) -> Result<Place, Error> {
    let place = place(conn, node)?;
    allow(verb, caller.to_place(&place))?;
    Ok(place)
}

/// Who acts, and that she is known: recorded with every fact that follows.
///
/// # Errors
/// Nobody has signed in.
pub fn actor(tx: &mut Tx<'_>, caller: &Caller) -> Result<PersonId, Error> {
    let id = caller.id().ok_or(Error::NOT_FOUND)?;
    tx.set_actor(Some(id));
    Ok(id)
}

/// What day it is at a node.
///
/// # Errors
/// The database cannot be read.
pub fn today(tx: &mut Tx<'_>, node: NodeId) -> Result<Day, Error> {
    let now = tx.now();
    Ok(nodes::today(tx, node, now)?)
}

/// The node at which someone is at home.
///
/// # Errors
/// She is not there, was erased, or belongs nowhere today.
pub fn home(conn: &mut Conn, person: PersonId) -> Result<NodeId, Error> {
    if people::by_id(conn, person)?.is_none() {
        return Err(Error::NOT_FOUND);
    }
    people::home(conn, person)?.ok_or(Error::NOT_FOUND)
}

/// A topic.
///
/// # Errors
/// There is no such topic.
pub fn topic(conn: &mut Conn, id: crate::domain::id::TopicId) -> Result<TopicRow, Error> {
    queries::topics::by_id(conn, id)?.ok_or(Error::NOT_FOUND)
}

/// Whether a node has a steward who can act, besides somebody. Every rule about first, last and other stewards asks this.
///
/// # Errors
/// The database cannot be read.
pub fn administered(conn: &mut Conn, node: NodeId, besides: Option<PersonId>) -> Result<bool, Error> {
    Ok(people::acting_stewards(conn, node)?.into_iter().any(|steward| Some(steward) != besides))
}

/// In which relations the caller stands to a place where somebody is let in.
///
/// # Errors
/// The database cannot be read.
pub fn to_door(conn: &mut Conn, caller: &Caller, place: &Place, person: Option<PersonId>) -> Result<Relations, Error> {
    let relations = caller.to_place(place);
    // Asked only for those above: everybody else is spared the question.
    let restores = relations.meets(Relations::STEWARD_ABOVE) && !administered(conn, place.node, person)?;
    Ok(relations.and_if(restores, Relations::RESTORER))
}

/// A topic that is in the fund: what is opened now needs one.
///
/// # Errors
/// There is no such topic, or it was withdrawn.
pub fn open_topic(conn: &mut Conn, id: crate::domain::id::TopicId) -> Result<TopicRow, Error> {
    let row = topic(conn, id)?;
    if row.withdrawn.is_some() { Err(Error::at("topic", Problem::TopicWithdrawn)) } else { Ok(row) }
}

/// A tutorial, and in which relations the caller stands to it.
///
/// # Errors
/// There is no such tutorial.
pub fn tutorial(conn: &mut Conn, caller: &Caller, id: TutorialId) -> Result<(TutorialRow, Relations), Error> {
    let row = tutorials::by_id(conn, id)?.ok_or(Error::NOT_FOUND)?;
    let relations = to_tutorial(conn, caller, &row)?;
    Ok((row, relations))
}

/// In which relations the caller stands to a tutorial. Who is kept apart from its learner is not its tutor any more: she neither reads what the
/// learner wrote nor writes to her.
///
/// # Errors
/// The database cannot be read.
pub fn to_tutorial(conn: &mut Conn, caller: &Caller, row: &TutorialRow) -> Result<Relations, Error> {
    let place = place(conn, row.school)?;
    let relations = caller.to_place(&place);
    let tutor = is_tutor(conn, caller, row.learner, row.tutor)?;
    let relations = relations.and(to_host(conn, caller, row)?);
    Ok(relations.and_if(caller.is(row.learner), Relations::LEARNER).and_if(tutor, Relations::TUTOR))
}

/// The relations of whoever teaches where a learner of another place comes on a visit: it is a child of hers who tutors there, so she accompanies
/// what the two do as she does what is learned at her own school.
///
/// # Errors
/// The database cannot be read.
pub fn to_host(conn: &mut Conn, caller: &Caller, row: &TutorialRow) -> Result<Relations, Error> {
    let visit = match row.visit {
        Some(visit) => visits::by_id(conn, visit)?.filter(|visit| visit.school != row.school),
        None => None,
    };
    let Some(visit) = visit else { return Ok(Relations::NONE) };
    // One that was given up brought nobody, unless the two had worked on it by then.
    if visit.state != VisitState::Agreed && super::corrections::first_worked(conn, row)?.is_none_or(|first| first < visit.day) {
        return Ok(Relations::NONE);
    }
    // What leans on a visit that does not bring the two together is no affair of that school's.
    if !visits::visitors(conn, visit.id)?.contains(&row.learner) || !people::was_ever_of(conn, row.tutor, visit.school)? {
        return Ok(Relations::NONE);
    }
    let there = caller.to_place(&place(conn, visit.school)?);
    let after = Relations::NONE.and_if(there.meets(Relations::TEACHER_AFTER), Relations::TEACHER_AFTER);
    Ok(after.and_if(there.meets(Relations::TEACHER), Relations::TEACHER))
}

/// In which relations the caller stands to what was written down of a school's people, in a tutorial or not: by the school, and by where the
/// learner came on a visit. Whoever wrote it there can set it right.
///
/// # Errors
/// The database cannot be read.
pub fn to_written(conn: &mut Conn, caller: &Caller, school: NodeId, tutorial: Option<&TutorialRow>) -> Result<Relations, Error> {
    let relations = caller.to_place(&place(conn, school)?);
    match tutorial {
        Some(row) => Ok(relations.and(to_host(conn, caller, row)?)),
        None => Ok(relations),
    }
}

/// The visit on which a tutorial leans, as it was agreed, if it leans on any that stands.
///
/// # Errors
/// The database cannot be read.
pub fn visit_of(conn: &mut Conn, row: &TutorialRow) -> Result<Option<AgreedVisit>, Error> {
    match row.visit {
        Some(visit) => Ok(visits::agreed(conn, visit)?),
        None => Ok(None),
    }
}

/// Whether the caller is the tutor of a learner's, and not kept apart from her.
///
/// # Errors
/// The database cannot be read.
pub fn is_tutor(conn: &mut Conn, caller: &Caller, learner: PersonId, tutor: PersonId) -> Result<bool, Error> {
    Ok(caller.is(tutor) && !people::blocked(conn, learner, tutor)?)
}

/// In which relations the caller stands to a person.
///
/// # Errors
/// She is not there or was erased.
pub fn to_person(conn: &mut Conn, caller: &Caller, person: PersonId) -> Result<Relations, Error> {
    relations_by(conn, caller, person, people::belongs)
}

/// In which relations the caller stands to a person who may have left: by the places where she belongs, or belonged last.
///
/// # Errors
/// She is not there or was erased.
pub fn to_person_ever(conn: &mut Conn, caller: &Caller, person: PersonId) -> Result<Relations, Error> {
    relations_by(conn, caller, person, people::belongs_or_belonged)
}

fn relations_by(
    conn: &mut Conn,
    caller: &Caller,
    person: PersonId,
    places: fn(&mut Conn, PersonId) -> Result<Vec<crate::store::rows::MembershipRow>, crate::store::Error>,
) -> Result<Relations, Error> {
    if people::by_id(conn, person)?.is_none() {
        return Err(Error::NOT_FOUND);
    }
    let mut relations = caller.to_network().and_if(caller.is(person), Relations::ONESELF);
    for row in places(conn, person)? {
        let place = place(conn, row.node)?;
        relations = relations.and(caller.to_place(&place));
    }
    Ok(relations)
}

/// Nobody writes about somebody who was erased: what is written after the erasure would outlive it.
///
/// # Errors
/// One of these people was erased.
pub fn still_there(conn: &mut Conn, of: &[Option<PersonId>]) -> Result<(), Error> {
    for person in of.iter().flatten() {
        if people::by_id(conn, *person)?.is_none() {
            return Err(Error::NOT_FOUND);
        }
    }
    Ok(())
}

/// Someone as safety sees her.
///
/// # Errors
/// She is not there or was erased.
pub fn standing(conn: &mut Conn, person: PersonId) -> Result<Standing, Error> {
    people::standing(conn, person)?.ok_or(Error::NOT_FOUND)
}

/// Whether two people may be tutor and learner now.
///
/// # Errors
/// One of them is not there.
pub fn may_pair(conn: &mut Conn, learner: PersonId, tutor: PersonId, visit: Option<&AgreedVisit>) -> Result<Result<(), Problem>, Error> {
    let (one, other) = (standing(conn, learner)?, standing(conn, tutor)?);
    let blocked = people::blocked(conn, learner, tutor)?;
    Ok(rules::may_pair(&one, &other, blocked, visit))
}

/// One person and those with whom she might work, as safety sees them: loaded at once, however many they are, and then asked one by one.
#[derive(Debug)]
pub struct Company {
    one: Standing,
    others: HashMap<PersonId, Standing>,
    apart: HashSet<PersonId>,
}

impl Company {
    /// Loads what safety needs to know.
    ///
    /// # Errors
    /// She is not there.
    pub fn of(conn: &mut Conn, one: PersonId, others: impl IntoIterator<Item = PersonId>) -> Result<Company, Error> {
        let mut others: Vec<PersonId> = others.into_iter().collect();
        others.sort_unstable();
        others.dedup();
        let one = standing(conn, one)?;
        let apart = people::kept_from(conn, one.person)?;
        Ok(Company { one, others: people::standings(conn, &others)?, apart })
    }

    /// Whether the two may be tutor and learner now, whichever of them is which. Who is not there any more does not come up.
    pub fn may_pair(&self, other: PersonId, visit: Option<&AgreedVisit>) -> bool {
        self.hindrance(other, visit).is_none()
    }

    /// What keeps the two from it, if anything does.
    pub fn hindrance(&self, other: PersonId, visit: Option<&AgreedVisit>) -> Option<Problem> {
        let Some(other) = self.others.get(&other) else { return Some(Problem::CannotBePaired) };
        rules::may_pair(&self.one, other, self.apart.contains(&other.person), visit).err()
    }
}

/// Whether two people could have been tutor and learner on a day that is past: by where they belonged and what they were on it.
///
/// # Errors
/// One of them is not there.
pub fn could_pair(
    conn: &mut Conn,
    learner: PersonId,
    tutor: PersonId,
    day: Day,
    visit: Option<&AgreedVisit>,
) -> Result<Result<(), Problem>, Error> {
    let one = people::standing_on(conn, learner, day)?.ok_or(Error::NOT_FOUND)?;
    let other = people::standing_on(conn, tutor, day)?.ok_or(Error::NOT_FOUND)?;
    let blocked = people::blocked_on(conn, learner, tutor, day)?;
    Ok(rules::may_pair(&one, &other, blocked, visit))
}

/// Whether a tutor who masters a topic did so on a day already. Who does not master it may have tutored all the same: facts are entered from
/// paper in any order, and hers may still be missing.
///
/// # Errors
/// The database cannot be read.
pub fn mastered_by(conn: &mut Conn, tutor: PersonId, topic: crate::domain::id::TopicId, day: Day) -> Result<bool, Error> {
    let later = masteries::live(conn, tutor, topic)?.is_some_and(|own| own.day > day);
    Ok(!later || masteries::on_day(conn, tutor, topic, day)?.is_some())
}

/// The mastery that somebody had on a day, by what is known today: a record that was a mistake made nobody a master.
///
/// # Errors
/// The database cannot be read.
pub fn mastery_on(conn: &mut Conn, person: PersonId, topic: crate::domain::id::TopicId, day: Day) -> Result<Option<MasteryRow>, Error> {
    let Some(mastery) = masteries::on_day(conn, person, topic, day)? else { return Ok(None) };
    let held = match mastery.demonstration {
        Some(demonstration) => demonstrations::by_id(conn, demonstration)?,
        None => None,
    };
    Ok(Some(mastery).filter(|_| held.is_none_or(|held| held.state == DemonstrationState::Ready)))
}

/// A visit that stands and has not passed.
///
/// # Errors
/// There is no such visit, it was given up, or its day is over.
pub fn coming_visit(conn: &mut Conn, id: VisitId, today: Day) -> Result<AgreedVisit, Error> {
    let row = visits::by_id(conn, id)?.filter(|row| row.state == VisitState::Agreed && row.day >= today);
    if row.is_none() {
        return Err(Error::NOT_FOUND);
    }
    let visit = visits::agreed(conn, id)?.ok_or(Error::NOT_FOUND)?;
    // Whoever answered for it has to be there still.
    if !people::teaches(conn, visit.responsible, visit.school)? {
        return Err(Error::NOT_FOUND);
    }
    Ok(visit)
}

/// The visits of a day to a school that bring people together. Who answers for one is of the school, or was on that day: a visit for which nobody
/// answers any more when it comes brings nobody together (DOMAIN.md §3.8).
fn answered_on(conn: &mut Conn, school: NodeId, day: Day) -> Result<Vec<AgreedVisit>, Error> {
    let mut found = Vec::new();
    for row in visits::in_school(conn, school, day)?.into_iter().filter(|row| row.day == day) {
        let there = people::teaches(conn, row.responsible, school)? || people::taught_on(conn, row.responsible, school, day)?;
        found.extend(if there { visits::agreed(conn, row.id)? } else { None });
    }
    Ok(found)
}

/// The visit that a form names, if it may still be leant on. One that is over by now, or was given up since the form was opened, is none: what
/// the two need is then said as of any who have none.
///
/// # Errors
/// The database cannot be read.
pub fn still_coming(conn: &mut Conn, visit: Option<VisitId>, today: Day) -> Result<Option<AgreedVisit>, Error> {
    let Some(visit) = visit else { return Ok(None) };
    match coming_visit(conn, visit, today) {
        Ok(visit) => Ok(Some(visit)),
        Err(Error::Refused(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether a teacher can have heard a learner and a tutor say yes: both of the learner's school, or both where a visit brings one of them to the
/// other today. For anybody else nobody speaks (DOMAIN.md §3.7: both sides agree): a coach or a teacher of another place says yes herself, also
/// where a colleague means well.
///
/// # Errors
/// The database cannot be read.
pub fn was_heard(
    conn: &mut Conn,
    [learner, tutor]: [PersonId; 2],
    visit: Option<VisitId>,
    school: NodeId,
    now: Moment,
) -> Result<bool, Error> {
    // The learner is of her school always.
    if people::belongs_to(conn, tutor, school)? {
        return Ok(true);
    }
    let Some(id) = visit else { return Ok(false) };
    let Some(row) = visits::by_id(conn, id)? else { return Ok(false) };
    let today = nodes::today(conn, row.school, now)?;
    if row.day != today {
        return Ok(false);
    }
    let Some(visit) = still_coming(conn, Some(id), today)? else { return Ok(false) };
    for person in [learner, tutor] {
        if !visit.visitors.contains(&person) && !people::belongs_to(conn, person, row.school)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether a tutorial's two could have met by a day. Who may meet only inside a visit has not met before its day, however long ago they agreed
/// to; unless they have come to be of one school.
///
/// # Errors
/// One of them is not there any more.
pub fn met_by(conn: &mut Conn, row: &TutorialRow, day: Day) -> Result<Result<(), Problem>, Error> {
    let Some(visit) = row.visit else { return Ok(Ok(())) };
    if visits::by_id(conn, visit)?.is_some_and(|visit| visit.state == VisitState::Agreed && visit.day <= day) {
        return Ok(Ok(()));
    }
    Ok(could_pair(conn, row.learner, row.tutor, day, None)?.map_err(|_| Problem::BeforeTheVisit))
}

/// Whether a tutorial's two are together on a day: of one school then, or brought to each other by a visit of that very day. That they once met on
/// a visit lets nobody of another place see a child where and when they like.
///
/// # Errors
/// One of them is not there any more.
pub fn meet_on(conn: &mut Conn, row: &TutorialRow, day: Day) -> Result<Result<(), Problem>, Error> {
    if could_pair(conn, row.learner, row.tutor, day, None)?.is_ok() {
        return Ok(Ok(()));
    }
    let goes_to = match row.visit {
        Some(visit) => visits::by_id(conn, visit)?.map(|visit| visit.school),
        None => None,
    };
    for school in [Some(row.school), goes_to.filter(|school| *school != row.school)].into_iter().flatten() {
        for visit in answered_on(conn, school, day)? {
            if could_pair(conn, row.learner, row.tutor, day, Some(&visit))?.is_ok() {
                return Ok(Ok(()));
            }
        }
    }
    Ok(Err(Problem::NoVisitThen))
}

/// Whether somebody may write down what happened between two people on a day. What happened to a minor is written down by whoever is of a place
/// of hers, or by who came there on an agreed visit of that day.
///
/// # Errors
/// The database cannot be read.
pub fn was_there(conn: &mut Conn, person: PersonId, pair: [PersonId; 2], day: Day) -> Result<bool, Error> {
    for minor in pair {
        if minor == person || !standing(conn, minor)?.minor {
            continue;
        }
        let mut beside = false;
        for place in people::belongs(conn, minor)? {
            beside |= people::belongs_to(conn, person, place.node)?;
            beside |= answered_on(conn, place.node, day)?.iter().any(|visit| visit.visitors.contains(&person));
        }
        if !beside {
            return Ok(false);
        }
    }
    Ok(true)
}

/// How many places an offer has free.
///
/// # Errors
/// The database cannot be read.
pub fn free_places(conn: &mut Conn, offer: &crate::store::rows::OfferRow) -> Result<i64, Error> {
    Ok(i64::from(offer.capacity) - masteries::taken(conn, offer.id)?)
}
