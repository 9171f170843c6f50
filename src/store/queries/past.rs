//! What came to an area, or went from it: its events count there on the days on which it hung there.
//!
//! Places that have always been in an area are counted by the database (`figures`). The others are few, so their events are read and
//! each is asked whether its day lies within the days of its place. Which schools a month counts is another question: `standing`.

use std::collections::{BTreeSet, HashMap, HashSet};

use diesel::prelude::*;

use super::figures::HELD;
use crate::domain::id::{NodeId, PersonId, TopicId};
use crate::domain::moment::Day;
use crate::domain::words::{DemonstrationState, TutorialState, Via};
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::BEGINNING;
use crate::store::schema::{demonstrations, masteries, node_ancestors, node_pasts, tutorials};

/// How many ids one statement names.
pub(super) const CHUNK: usize = 500;

/// Days from the first up to, but not with, the last; without one they go on.
pub(super) type Span = (Day, Option<Day>);

/// Whether some day of a period lies in one of the spans.
pub(super) fn meet(spans: &[Span], from: Day, to: Day) -> bool {
    from <= to && spans.iter().any(|(since, until)| *since <= to && until.is_none_or(|until| until > from))
}

/// The places that have not always been in an area, with their days there.
#[derive(Default)]
pub struct Past {
    days: HashMap<NodeId, Vec<Span>>,
}

/// A demonstration that was held.
#[derive(Queryable)]
pub(super) struct Held {
    pub school: NodeId,
    pub topic: TopicId,
    pub day: Day,
    pub state: DemonstrationState,
}

/// A tutorial that began.
pub(super) struct Begun {
    pub school: NodeId,
    pub topic: TopicId,
    pub agreed: Day,
    pub ended: Option<Day>,
    /// Whether its tutor had learned the topic by demonstration herself.
    pub promoted: bool,
}

/// A tutorial's school, topic, tutor, and the days on which it was agreed and ended.
type Row = (NodeId, TopicId, PersonId, Option<Day>, Option<Day>);

impl Past {
    /// What came to a node, or went from it.
    pub fn of(conn: &mut Conn, node: NodeId) -> Result<Past, Error> {
        let mut past = Past::default();
        let came = node_ancestors::ancestor.eq(node).and(node_ancestors::since.ne(BEGINNING));
        let came: Vec<(NodeId, Day)> =
            node_ancestors::table.filter(came).select((node_ancestors::node, node_ancestors::since)).load(conn)?;
        came.into_iter().for_each(|(id, since)| past.days.entry(id).or_default().push((since, None)));
        let went: Vec<(NodeId, Day, Day)> = node_pasts::table
            .filter(node_pasts::ancestor.eq(node))
            .select((node_pasts::node, node_pasts::since, node_pasts::until))
            .load(conn)?;
        went.into_iter().for_each(|(id, since, until)| past.days.entry(id).or_default().push((since, Some(until))));
        Ok(past)
    }

    fn ids(&self) -> Vec<NodeId> {
        let mut ids: Vec<NodeId> = self.days.keys().copied().collect();
        ids.sort();
        ids
    }

    /// Those that are there today.
    pub fn now(&self) -> Vec<NodeId> {
        self.ids().into_iter().filter(|id| self.days[id].iter().any(|(_, until)| until.is_none())).collect()
    }

    /// Whether a place was there on some day of a period.
    fn there(&self, id: NodeId, from: Day, to: Day) -> bool {
        self.days.get(&id).is_some_and(|days| meet(days, from, to))
    }

    /// Demonstrations held there in a period, by day and outcome.
    pub fn demonstrations(&self, conn: &mut Conn, from: Day, to: Day) -> Result<Vec<(Day, DemonstrationState)>, Error> {
        let all = held_at(conn, &self.ids(), from, to)?.into_iter();
        Ok(all.filter(|held| self.there(held.school, held.day, held.day)).map(|held| (held.day, held.state)).collect())
    }

    /// The days on which tutorials began there in a period.
    pub fn begun(&self, conn: &mut Conn, from: Day, to: Day) -> Result<Vec<Day>, Error> {
        let all = begun_at(conn, &self.ids(), from, to)?.into_iter();
        let days = all.filter(|one| (from..=to).contains(&one.agreed) && self.there(one.school, one.agreed, one.agreed));
        Ok(days.map(|one| one.agreed).collect())
    }

    /// How many tutorials were open there on some day of a period, or ended in it.
    pub fn alive(&self, conn: &mut Conn, from: Day, to: Day) -> Result<usize, Error> {
        let all = begun_at(conn, &self.ids(), from, to)?.into_iter();
        Ok(all.filter(|one| self.there(one.school, from.max(one.agreed), one.ended.map_or(to, |ended| ended.min(to)))).count())
    }

    /// The days on which somebody there was promoted by a demonstration for the first time.
    pub fn new_tutors(&self, conn: &mut Conn, from: Day, to: Day) -> Result<Vec<Day>, Error> {
        let sound = || masteries::via.eq(Via::Demonstration).and(masteries::withdrawn.is_null()).and(masteries::contested.eq(false));
        let mut all: BTreeSet<(Day, PersonId)> = BTreeSet::new();
        for chunk in self.ids().chunks(CHUNK) {
            let rows: Vec<(NodeId, Day, PersonId)> = masteries::table
                .filter(masteries::school.eq_any(chunk).and(masteries::day.between(from, to)).and(sound()))
                .select((masteries::school, masteries::day, masteries::person))
                .load(conn)?;
            let there = rows.into_iter().filter(|(school, day, _)| self.there(*school, *day, *day));
            all.extend(there.map(|(_, day, person)| (day, person)));
        }
        let people: Vec<PersonId> = all.iter().map(|(_, person)| *person).collect();
        let mut first: HashMap<PersonId, Day> = HashMap::new();
        for chunk in people.chunks(CHUNK) {
            let rows: Vec<(PersonId, Day)> = masteries::table
                .filter(masteries::person.eq_any(chunk).and(sound()))
                .select((masteries::person, masteries::day))
                .load(conn)?;
            for (person, day) in rows {
                let known = first.entry(person).or_insert(day);
                *known = day.min(*known);
            }
        }
        Ok(all.into_iter().filter(|(day, person)| first.get(person) == Some(day)).map(|(day, _)| day).collect())
    }
}

/// Demonstrations held at some places in a period.
pub(super) fn held_at(conn: &mut Conn, places: &[NodeId], from: Day, to: Day) -> Result<Vec<Held>, Error> {
    let mut all = Vec::new();
    for chunk in places.chunks(CHUNK) {
        all.extend(
            demonstrations::table
                .filter(demonstrations::school.eq_any(chunk).and(demonstrations::day.between(from, to)))
                .filter(demonstrations::state.eq_any(HELD))
                .select((demonstrations::school, demonstrations::topic, demonstrations::day, demonstrations::state))
                .load::<Held>(conn)?,
        );
    }
    Ok(all)
}

/// Tutorials of some places that were open on some day of a period, or ended in it.
pub(super) fn begun_at(conn: &mut Conn, places: &[NodeId], from: Day, to: Day) -> Result<Vec<Begun>, Error> {
    let mut all = Vec::new();
    for chunk in places.chunks(CHUNK) {
        let rows: Vec<Row> = tutorials::table
            .filter(tutorials::school.eq_any(chunk).and(tutorials::agreed.le(to)).and(tutorials::contested.eq(false)))
            .filter(tutorials::state.ne(TutorialState::NeverBegan))
            .filter(tutorials::ended.is_null().or(tutorials::ended.ge(from)))
            .select((tutorials::school, tutorials::topic, tutorials::tutor, tutorials::agreed, tutorials::ended))
            .load(conn)?;
        let mut tutors: Vec<PersonId> = rows.iter().map(|(_, _, tutor, ..)| *tutor).collect();
        tutors.sort();
        tutors.dedup();
        let mut promoted: HashSet<(PersonId, TopicId)> = HashSet::new();
        for chunk in tutors.chunks(CHUNK) {
            let by_demonstration = masteries::table
                .filter(masteries::person.eq_any(chunk).and(masteries::via.eq(Via::Demonstration)))
                .filter(masteries::withdrawn.is_null().and(masteries::contested.eq(false)))
                .select((masteries::person, masteries::topic));
            promoted.extend(by_demonstration.load::<(PersonId, TopicId)>(conn)?);
        }
        all.extend(rows.into_iter().filter_map(|(school, topic, tutor, agreed, ended)| {
            let promoted = promoted.contains(&(tutor, topic));
            Some(Begun { school, topic, agreed: agreed?, ended, promoted })
        }));
    }
    Ok(all)
}
