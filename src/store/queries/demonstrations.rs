//! Demonstrations, planned and held.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::domain::id::{DemonstrationId, NodeId, PersonId, TutorialId};
use crate::domain::moment::Day;
use crate::domain::words::DemonstrationState;
use crate::store::apply::{INVITED, WITNESS};
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::DemonstrationRow;
use crate::store::schema::{demonstration_people, demonstrations};

/// A demonstration.
pub fn by_id(conn: &mut Conn, id: DemonstrationId) -> Result<Option<DemonstrationRow>, Error> {
    Ok(demonstrations::table.find(id).get_result(conn).optional()?)
}

/// Those of these ids that are there.
pub fn by_ids(conn: &mut Conn, ids: &[DemonstrationId]) -> Result<Vec<DemonstrationRow>, Error> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(500) {
        found.extend(demonstrations::table.filter(demonstrations::id.eq_any(chunk)).load::<DemonstrationRow>(conn)?);
    }
    Ok(found)
}

/// Somebody's demonstrations in one state, newest first.
pub fn of_learner(conn: &mut Conn, learner: PersonId, state: DemonstrationState) -> Result<Vec<DemonstrationRow>, Error> {
    Ok(demonstrations::table
        .filter(demonstrations::learner.eq(learner).and(demonstrations::state.eq(state)))
        .order((demonstrations::day.desc(), demonstrations::id.desc()))
        .load(conn)?)
}

/// The last demonstration of each of these tutorials that ended in one state, where there is one.
pub fn last_of(conn: &mut Conn, of: &[TutorialId], state: DemonstrationState) -> Result<HashMap<TutorialId, DemonstrationRow>, Error> {
    let mut last = HashMap::new();
    for chunk in of.chunks(500) {
        let rows: Vec<DemonstrationRow> = demonstrations::table
            .filter(demonstrations::tutorial.eq_any(chunk).and(demonstrations::state.eq(state)))
            .order((demonstrations::day, demonstrations::id))
            .load(conn)?;
        last.extend(rows.into_iter().filter_map(|row| Some((row.tutorial?, row))));
    }
    Ok(last)
}

/// The demonstrations of a tutorial, oldest first.
pub fn of_tutorial(conn: &mut Conn, id: TutorialId) -> Result<Vec<DemonstrationRow>, Error> {
    Ok(demonstrations::table.filter(demonstrations::tutorial.eq(id)).order((demonstrations::day, demonstrations::id)).load(conn)?)
}

/// The one that is planned for a tutorial.
pub fn planned(conn: &mut Conn, id: TutorialId) -> Result<Option<DemonstrationRow>, Error> {
    Ok(demonstrations::table
        .filter(demonstrations::tutorial.eq(id).and(demonstrations::state.eq(DemonstrationState::Planned)))
        .order((demonstrations::day, demonstrations::id))
        .get_result(conn)
        .optional()?)
}

/// The coming demonstrations of some tutorials.
pub fn planned_of(conn: &mut Conn, tutorials: &[TutorialId]) -> Result<Vec<DemonstrationRow>, Error> {
    let mut found = Vec::new();
    for chunk in tutorials.chunks(500) {
        let of = demonstrations::tutorial.eq_any(chunk.iter().copied().map(Some));
        let planned = demonstrations::table.filter(of.and(demonstrations::state.eq(DemonstrationState::Planned)));
        found.extend(planned.order((demonstrations::day, demonstrations::id)).load::<DemonstrationRow>(conn)?);
    }
    Ok(found)
}

/// Who was invited.
pub fn invited(conn: &mut Conn, id: DemonstrationId) -> Result<Vec<PersonId>, Error> {
    people(conn, id, INVITED)
}

/// Who was present.
pub fn witnesses(conn: &mut Conn, id: DemonstrationId) -> Result<Vec<PersonId>, Error> {
    people(conn, id, WITNESS)
}

fn people(conn: &mut Conn, id: DemonstrationId, part: &str) -> Result<Vec<PersonId>, Error> {
    Ok(demonstration_people::table
        .filter(demonstration_people::demonstration.eq(id).and(demonstration_people::part.eq(part)))
        .order(demonstration_people::person)
        .select(demonstration_people::person)
        .load(conn)?)
}

/// A school's coming demonstrations, soonest first.
pub fn coming(conn: &mut Conn, school: NodeId) -> Result<Vec<DemonstrationRow>, Error> {
    Ok(demonstrations::table
        .filter(demonstrations::school.eq(school).and(demonstrations::state.eq(DemonstrationState::Planned)))
        .order((demonstrations::day, demonstrations::id))
        .load(conn)?)
}

/// The coming demonstrations to which someone is invited, soonest first.
pub fn inviting(conn: &mut Conn, person: PersonId) -> Result<Vec<DemonstrationRow>, Error> {
    Ok(demonstrations::table
        .inner_join(demonstration_people::table.on(demonstration_people::demonstration.eq(demonstrations::id)))
        .filter(demonstration_people::person.eq(person).and(demonstration_people::part.eq(INVITED)))
        .filter(demonstrations::state.eq(DemonstrationState::Planned))
        .order((demonstrations::day, demonstrations::id))
        .select(demonstrations::all_columns)
        .load(conn)?)
}

/// How many demonstrations a place itself held between two days.
pub fn count_held(conn: &mut Conn, school: NodeId, from: Day, to: Day) -> Result<i64, Error> {
    Ok(demonstrations::table
        .filter(demonstrations::school.eq(school).and(demonstrations::day.between(from, to)))
        .filter(demonstrations::state.eq_any([DemonstrationState::Ready, DemonstrationState::NotYet]))
        .count()
        .get_result(conn)?)
}

/// A page of a school's demonstrations in some states, newest first.
pub fn held(
    conn: &mut Conn,
    school: NodeId,
    states: &[DemonstrationState],
    limit: i64,
    offset: i64,
) -> Result<Vec<DemonstrationRow>, Error> {
    Ok(demonstrations::table
        .filter(demonstrations::school.eq(school).and(demonstrations::state.eq_any(states)))
        .order((demonstrations::day.desc(), demonstrations::id.desc()))
        .limit(limit)
        .offset(offset)
        .load(conn)?)
}
