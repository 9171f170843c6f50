//! What came to an area, or went from it: its events count there on the days on which it hung there.
//!
//! Places that have always been in an area are counted by the database (`figures`). The others are few, so their events are read and
//! each is asked whether its day lies within the days of its place.

use std::collections::{BTreeSet, HashMap, HashSet};

use diesel::prelude::*;

use super::figures::{HELD, Periods};
use crate::domain::id::{NodeId, PersonId, TopicId};
use crate::domain::moment::Day;
use crate::domain::words::{DemonstrationState, Level, TutorialState, Via};
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::BEGINNING;
use crate::store::schema::{demonstrations, masteries, node_ancestors, node_pasts, nodes, tutorials};

/// How many ids one statement names.
const CHUNK: usize = 500;

/// The places that have not always been in an area, with their days there: from the first, up to but not with the last.
#[derive(Default)]
pub struct Past {
    days: HashMap<NodeId, Vec<(Day, Option<Day>)>>,
    schools: HashSet<NodeId>,
}

/// A demonstration that was held.
#[derive(Queryable)]
pub struct Held {
    pub school: NodeId,
    pub topic: TopicId,
    pub day: Day,
    pub state: DemonstrationState,
}

/// A tutorial that began.
pub struct Begun {
    pub school: NodeId,
    pub topic: TopicId,
    agreed: Day,
    ended: Option<Day>,
    /// Whether its tutor had learned the topic by demonstration herself.
    pub promoted: bool,
}

/// A tutorial's school, topic, tutor, and the days on which it was agreed and ended.
type Row = (NodeId, TopicId, PersonId, Option<Day>, Option<Day>);

/// Tutorials of places that came or went.
pub struct AllBegun(Vec<Begun>);

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
        for chunk in past.ids().chunks(CHUNK) {
            let schools = nodes::table.filter(nodes::id.eq_any(chunk).and(nodes::level.eq(Level::School))).select(nodes::id);
            past.schools.extend(schools.load::<NodeId>(conn)?);
        }
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

    /// Whether one of them is a school.
    pub fn is_school(&self, id: NodeId) -> bool {
        self.schools.contains(&id)
    }

    /// Whether a place was there on some day of a period.
    fn there(&self, id: NodeId, from: Day, to: Day) -> bool {
        let days = self.days.get(&id).into_iter().flatten();
        from <= to && days.into_iter().any(|(since, until)| *since <= to && until.is_none_or(|until| until > from))
    }

    /// Demonstrations held there in a period.
    pub fn demonstrations(&self, conn: &mut Conn, from: Day, to: Day) -> Result<Vec<Held>, Error> {
        let mut all: Vec<Held> = Vec::new();
        for chunk in self.ids().chunks(CHUNK) {
            all.extend(
                demonstrations::table
                    .filter(demonstrations::school.eq_any(chunk).and(demonstrations::day.between(from, to)))
                    .filter(demonstrations::state.eq_any(HELD))
                    .select((demonstrations::school, demonstrations::topic, demonstrations::day, demonstrations::state))
                    .load::<Held>(conn)?,
            );
        }
        all.retain(|held| self.there(held.school, held.day, held.day));
        Ok(all)
    }

    /// How many of the schools had a demonstration in each period.
    pub fn practising(&self, conn: &mut Conn, periods: Periods) -> Result<[i64; 12], Error> {
        let held = self.demonstrations(conn, periods[0].0, periods[11].1)?;
        Ok(periods.map(|(from, to)| {
            let schools = held.iter().filter(|one| self.is_school(one.school) && (from..=to).contains(&one.day));
            count(schools.map(|one| one.school))
        }))
    }

    /// The days on which tutorials began there in a period.
    pub fn begun(&self, conn: &mut Conn, from: Day, to: Day) -> Result<Vec<Day>, Error> {
        let all = self.tutorials(conn, from, to)?.0.into_iter();
        let days = all.filter(|one| (from..=to).contains(&one.agreed) && self.there(one.school, one.agreed, one.agreed));
        Ok(days.map(|one| one.agreed).collect())
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

    /// Tutorials of these places that were open on some day of a period, or ended in it.
    pub fn tutorials(&self, conn: &mut Conn, from: Day, to: Day) -> Result<AllBegun, Error> {
        let mut all = Vec::new();
        for chunk in self.ids().chunks(CHUNK) {
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
        Ok(AllBegun(all))
    }
}

impl AllBegun {
    /// Those that were open, or ended, on a day of the period on which their place was there.
    pub fn within<'a>(&'a self, past: &'a Past, from: Day, to: Day) -> impl Iterator<Item = &'a Begun> {
        self.0.iter().filter(move |one| past.there(one.school, from.max(one.agreed), one.ended.map_or(to, |ended| ended.min(to))))
    }

    /// How many schools had one such tutorial in each period.
    pub fn schools_in(&self, past: &Past, periods: Periods, fits: impl Fn(&Begun) -> bool) -> [i64; 12] {
        periods.map(|(from, to)| {
            let these = self.within(past, from, to).filter(|one| past.is_school(one.school) && fits(one));
            count(these.map(|one| one.school))
        })
    }
}

/// How many different ones there are.
fn count(schools: impl Iterator<Item = NodeId>) -> i64 {
    i64::try_from(schools.collect::<BTreeSet<_>>().len()).unwrap_or(i64::MAX)
}
