//! Tutorials, process records and notes.

use std::collections::HashMap;

use diesel::dsl::{count_star, max};
use diesel::prelude::*;

use crate::domain::id::{EntryId, NodeId, NoteId, PersonId, TopicId, TutorialId, VisitId};
use crate::domain::moment::Day;
use crate::domain::words::TutorialState;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::{EntryRow, NoteRow, TutorialRow};
use crate::store::schema::{entries, notes, tutorials, visits};

/// A tutorial.
pub fn by_id(conn: &mut Conn, id: TutorialId) -> Result<Option<TutorialRow>, Error> {
    Ok(tutorials::table.find(id).get_result(conn).optional()?)
}

/// The tutorials in some states in which someone learns, oldest first.
pub fn of_learner(conn: &mut Conn, learner: PersonId, states: &[TutorialState]) -> Result<Vec<TutorialRow>, Error> {
    Ok(tutorials::table
        .filter(tutorials::learner.eq(learner).and(tutorials::state.eq_any(states)))
        .order((tutorials::proposed, tutorials::id))
        .load(conn)?)
}

/// The tutorials in some states in which someone tutors, oldest first.
pub fn of_tutor(conn: &mut Conn, tutor: PersonId, states: &[TutorialState]) -> Result<Vec<TutorialRow>, Error> {
    Ok(tutorials::table
        .filter(tutorials::tutor.eq(tutor).and(tutorials::state.eq_any(states)))
        .order((tutorials::proposed, tutorials::id))
        .load(conn)?)
}

/// The open tutorials that lean on some visits.
pub fn of_visits(conn: &mut Conn, visits: &[VisitId]) -> Result<Vec<TutorialRow>, Error> {
    let mut found = Vec::new();
    for chunk in visits.chunks(500) {
        let live = tutorials::state.eq_any([TutorialState::Proposed, TutorialState::Open]);
        let leaning = tutorials::table.filter(tutorials::visit.eq_any(chunk.iter().copied().map(Some)).and(live));
        found.extend(leaning.order((tutorials::proposed, tutorials::id)).load::<TutorialRow>(conn)?);
    }
    Ok(found)
}

/// The open tutorials that have leaned on any visit to a school: they go on there whenever the same guest comes again.
pub fn open_on_visits_to(conn: &mut Conn, school: NodeId) -> Result<Vec<TutorialRow>, Error> {
    let there = visits::table.filter(visits::school.eq(school)).select(visits::id.nullable());
    let open = tutorials::table.filter(tutorials::visit.eq_any(there).and(tutorials::state.eq(TutorialState::Open)));
    Ok(open.order((tutorials::proposed, tutorials::id)).load(conn)?)
}

/// All the tutorials that have leaned on a visit and were not taken back.
pub fn ever_of_visit(conn: &mut Conn, visit: VisitId) -> Result<Vec<TutorialRow>, Error> {
    let leaning = tutorials::table.filter(tutorials::visit.eq(Some(visit)).and(tutorials::state.ne(TutorialState::NeverBegan)));
    Ok(leaning.order((tutorials::proposed, tutorials::id)).load(conn)?)
}

/// The schools at which a topic is being learned.
pub fn open_of_topic(conn: &mut Conn, topic: TopicId) -> Result<Vec<NodeId>, Error> {
    let open = tutorials::table.filter(tutorials::topic.eq(topic).and(tutorials::state.eq(TutorialState::Open)));
    Ok(open.select(tutorials::school).distinct().order(tutorials::school).load(conn)?)
}

/// A learner's open tutorial on a topic.
pub fn open_on(conn: &mut Conn, learner: PersonId, topic: TopicId) -> Result<Option<TutorialRow>, Error> {
    Ok(tutorials::table
        .filter(tutorials::learner.eq(learner).and(tutorials::topic.eq(topic)))
        .filter(tutorials::state.eq(TutorialState::Open).and(tutorials::contested.eq(false)))
        .get_result(conn)
        .optional()?)
}

/// How many tutorials a learner has open.
pub fn open_count(conn: &mut Conn, learner: PersonId) -> Result<i64, Error> {
    Ok(tutorials::table
        .filter(tutorials::learner.eq(learner).and(tutorials::state.eq(TutorialState::Open)).and(tutorials::contested.eq(false)))
        .count()
        .get_result(conn)?)
}

/// The same for several learners; those who have none open are not there.
pub fn open_counts(conn: &mut Conn, learners: &[PersonId]) -> Result<HashMap<PersonId, i64>, Error> {
    let mut counts = HashMap::new();
    for chunk in learners.chunks(500) {
        let rows: Vec<(PersonId, i64)> = tutorials::table
            .filter(tutorials::learner.eq_any(chunk))
            .filter(tutorials::state.eq(TutorialState::Open).and(tutorials::contested.eq(false)))
            .group_by(tutorials::learner)
            .select((tutorials::learner, count_star()))
            .load(conn)?;
        counts.extend(rows);
    }
    Ok(counts)
}

/// A school's tutorials in some states, oldest first.
pub fn in_school(conn: &mut Conn, school: NodeId, states: &[TutorialState]) -> Result<Vec<TutorialRow>, Error> {
    Ok(tutorials::table
        .filter(tutorials::school.eq(school).and(tutorials::state.eq_any(states)))
        .order((tutorials::agreed, tutorials::proposed, tutorials::id))
        .load(conn)?)
}

/// The tutorials, in some states, that lean on visits to a school and are learned by somebody who comes there: they are kept at the learner's
/// place, and it is somebody of the school who tutors. Oldest first.
pub fn of_guests(conn: &mut Conn, school: NodeId, states: &[TutorialState]) -> Result<Vec<TutorialRow>, Error> {
    let here = visits::table.filter(visits::school.eq(school)).select(visits::id.nullable());
    Ok(tutorials::table
        .filter(tutorials::visit.eq_any(here).and(tutorials::school.ne(school)).and(tutorials::contested.eq(false)))
        .filter(tutorials::state.eq_any(states))
        .order((tutorials::agreed, tutorials::proposed, tutorials::id))
        .load(conn)?)
}

/// A page of the record.
pub fn entry(conn: &mut Conn, id: EntryId) -> Result<Option<EntryRow>, Error> {
    Ok(entries::table.find(id).get_result(conn).optional()?)
}

/// The process record, in the order in which it was lived.
pub fn entries(conn: &mut Conn, tutorial: TutorialId) -> Result<Vec<EntryRow>, Error> {
    Ok(entries::table.filter(entries::tutorial.eq(tutorial)).order((entries::day, entries::id)).load(conn)?)
}

/// The newest page's day, for each of these tutorials that has any.
pub fn last_entries(conn: &mut Conn, of: &[TutorialId]) -> Result<Vec<(TutorialId, Option<Day>)>, Error> {
    let mut days = Vec::new();
    for chunk in of.chunks(500) {
        days.extend(
            entries::table
                .filter(entries::tutorial.eq_any(chunk))
                .group_by(entries::tutorial)
                .select((entries::tutorial, max(entries::day)))
                .load::<(TutorialId, Option<Day>)>(conn)?,
        );
    }
    Ok(days)
}

/// A tutor's note.
pub fn note(conn: &mut Conn, id: NoteId) -> Result<Option<NoteRow>, Error> {
    Ok(notes::table.find(id).get_result(conn).optional()?)
}

/// The tutor's notes, oldest first.
pub fn notes(conn: &mut Conn, tutorial: TutorialId) -> Result<Vec<NoteRow>, Error> {
    Ok(notes::table.filter(notes::tutorial.eq(tutorial)).order((notes::day, notes::id)).load(conn)?)
}

/// How many pages there are in all records.
pub fn entry_count(conn: &mut Conn) -> Result<i64, Error> {
    Ok(entries::table.count().get_result(conn)?)
}

/// Who has accompanied somebody of a school, or does.
pub fn tutors_in(conn: &mut Conn, school: NodeId) -> Result<Vec<PersonId>, Error> {
    let real = [TutorialState::Open, TutorialState::Demonstrated, TutorialState::Stopped];
    Ok(tutorials::table
        .filter(tutorials::school.eq(school).and(tutorials::state.eq_any(real)))
        .select(tutorials::tutor)
        .distinct()
        .load(conn)?)
}
