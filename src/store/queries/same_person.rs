//! What shows that two entries are two people: they met.

use diesel::prelude::*;

use crate::domain::id::{MasteryId, PersonId};
use crate::domain::words::{DemonstrationState, TutorialState};
use crate::store::apply::WITNESS;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::schema::{demonstration_people, demonstrations, masteries, memberships, tutorials, visit_people, visits};

/// Whether one of the two tutored the other: as tutor and learner, or through others, generation by generation.
pub fn tutored(conn: &mut Conn, one: PersonId, other: PersonId) -> Result<bool, Error> {
    let pair = tutorials::learner.eq(one).and(tutorials::tutor.eq(other)).or(tutorials::learner.eq(other).and(tutorials::tutor.eq(one)));
    let began = tutorials::state.ne(TutorialState::NeverBegan);
    if tutorials::table.filter(pair.and(began)).count().get_result::<i64>(conn)? > 0 {
        return Ok(true);
    }
    let pair = demonstrations::learner.eq(one).and(demonstrations::tutor.eq(Some(other)));
    let pair = pair.or(demonstrations::learner.eq(other).and(demonstrations::tutor.eq(Some(one))));
    if demonstrations::table.filter(demonstrations::state.ne(DemonstrationState::Withdrawn)).filter(pair).count().get_result::<i64>(conn)?
        > 0
    {
        return Ok(true);
    }
    Ok(descends(conn, one, other)? || descends(conn, other, one)?)
}

/// Whether something that the one masters came from the other, through however many.
fn descends(conn: &mut Conn, one: PersonId, other: PersonId) -> Result<bool, Error> {
    let hers = masteries::table.filter(masteries::person.eq(one)).order(masteries::id);
    let mut next: Vec<MasteryId> = hers.select(masteries::parent).load::<Option<MasteryId>>(conn)?.into_iter().flatten().collect();
    let mut seen = Vec::new();
    while let Some(mastery) = next.pop() {
        if seen.contains(&mastery) {
            continue;
        }
        seen.push(mastery);
        let (person, parent): (PersonId, Option<MasteryId>) =
            masteries::table.find(mastery).select((masteries::person, masteries::parent)).get_result(conn)?;
        if person == other {
            return Ok(true);
        }
        next.extend(parent);
    }
    Ok(false)
}

/// Whether the two were somewhere together: one at the other's demonstration, one responsible for the other's visit, or vouching for her.
pub fn met(conn: &mut Conn, one: PersonId, other: PersonId) -> Result<bool, Error> {
    for (one, other) in [(one, other), (other, one)] {
        let held = || demonstrations::state.eq_any([DemonstrationState::Ready, DemonstrationState::NotYet]);
        let came = demonstration_people::table
            .inner_join(demonstrations::table.on(demonstrations::id.eq(demonstration_people::demonstration)))
            .filter(demonstration_people::person.eq(other).and(demonstration_people::part.eq(WITNESS)).and(held()))
            .filter(demonstrations::learner.eq(one).or(demonstrations::tutor.eq(one).assume_not_null()));
        let wrote = demonstrations::table
            .filter(held().and(demonstrations::learner.eq(one)).and(demonstrations::recorded_by.eq(other).assume_not_null()));
        let visited = visit_people::table
            .inner_join(visits::table.on(visits::id.eq(visit_people::visit)))
            .filter(visits::responsible.eq(one).and(visit_people::person.eq(other)));
        let answered = tutorials::table
            .inner_join(visits::table.on(tutorials::visit.eq(visits::id.nullable())))
            .filter(visits::responsible.eq(one).and(tutorials::learner.eq(other).or(tutorials::tutor.eq(other))));
        let vouched = memberships::table.filter(memberships::person.eq(one).and(memberships::voucher.eq(Some(other))));
        let founded = masteries::table.filter(masteries::person.eq(one).and(masteries::voucher.eq(Some(other))));
        let times: i64 = came.count().get_result::<i64>(conn)?
            + wrote.count().get_result::<i64>(conn)?
            + visited.count().get_result::<i64>(conn)?
            + answered.count().get_result::<i64>(conn)?
            + vouched.count().get_result::<i64>(conn)?
            + founded.count().get_result::<i64>(conn)?;
        if times > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}
