//! What a teacher's board and a learner's home ask beyond single nouns.

use std::collections::{HashMap, HashSet};

use diesel::dsl::not;
use diesel::prelude::*;

use crate::domain::id::{NodeId, PersonId, TutorialId};
use crate::domain::words::{TutorialState, Via};
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::MasteryRow;
use crate::store::schema::{entries, masteries, tutorials};

/// The live masteries that people of a school earned in a public demonstration, newest first.
pub fn promoted(conn: &mut Conn, school: NodeId) -> Result<Vec<MasteryRow>, Error> {
    Ok(masteries::table
        .filter(masteries::school.eq(school).and(masteries::via.eq_any([Via::Demonstration, Via::SelfStudy, Via::Elsewhere])))
        .filter(masteries::withdrawn.is_null().and(not(masteries::contested)))
        .order((masteries::day.desc(), masteries::id))
        .load(conn)?)
}

/// Masteries of a school that clash with others and do not count, oldest first.
pub fn contested(conn: &mut Conn, school: NodeId) -> Result<Vec<MasteryRow>, Error> {
    Ok(masteries::table
        .filter(masteries::school.eq(school).and(masteries::withdrawn.is_null()).and(masteries::contested))
        .order((masteries::day, masteries::id))
        .load(conn)?)
}

/// Which of these people have had a learner of their own.
pub fn have_tutored(conn: &mut Conn, of: &[PersonId]) -> Result<HashSet<PersonId>, Error> {
    let mut found = HashSet::new();
    for chunk in of.chunks(500) {
        found.extend(
            tutorials::table
                .filter(tutorials::tutor.eq_any(chunk))
                .filter(tutorials::state.eq_any([TutorialState::Open, TutorialState::Demonstrated, TutorialState::Stopped]))
                .select(tutorials::tutor)
                .distinct()
                .load::<PersonId>(conn)?,
        );
    }
    Ok(found)
}

/// How many pages the record of each tutorial has, where it has any.
pub fn pages(conn: &mut Conn, of: &[TutorialId]) -> Result<HashMap<TutorialId, i64>, Error> {
    let mut counts = HashMap::new();
    for chunk in of.chunks(500) {
        counts.extend(
            entries::table
                .filter(entries::tutorial.eq_any(chunk))
                .group_by(entries::tutorial)
                .select((entries::tutorial, diesel::dsl::count_star()))
                .load::<(TutorialId, i64)>(conn)?,
        );
    }
    Ok(counts)
}
