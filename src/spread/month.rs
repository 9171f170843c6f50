//! A node's figures month by month, and what is alive in a period.
//!
//! Spread is counted in schools and in what was passed on, not in heads. The rows are those of one node; the caller has
//! chosen them. This module knows no names, no tree of nodes and no clock, and compares nobody with anybody.
//!
//! Words, after the project's domain text:
//! - a school is *active* in a period if a tutorial was open there on some day of it, or ended in it;
//! - it is *practising* if somebody gave a public demonstration there in the period, whatever its outcome;
//! - a *new tutor* is a person whose first promotion by demonstration falls in the period;
//! - a *tutor who was a learner* is one whose own mastery of the topic came by demonstration.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;

use chrono::{Datelike, Days, Months, NaiveDate};

/// A tutorial, from agreement to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TutorialRow<K> {
    pub school: K,
    pub learner: K,
    pub tutor: K,
    pub topic: K,
    pub agreed: NaiveDate,
    /// `None` while it is open. The day on which it ended still counts as open.
    pub ended: Option<NaiveDate>,
    /// The tutor's mastery of this topic came by demonstration.
    pub tutor_promoted: bool,
}

/// A public demonstration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DemonstrationRow<K> {
    pub school: K,
    pub topic: K,
    pub day: NaiveDate,
    /// Its outcome: ready to tutor.
    pub ready: bool,
    pub learner: K,
}

/// A mastery granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MasteryRow<K> {
    pub person: K,
    pub school: K,
    pub topic: K,
    pub day: NaiveDate,
    pub via_demonstration: bool,
}

/// The rows of a node. Masteries should reach back to the first of each person, or a tutor of old will look new.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a, K> {
    pub tutorials: &'a [TutorialRow<K>],
    pub demonstrations: &'a [DemonstrationRow<K>],
    pub masteries: &'a [MasteryRow<K>],
}

/// The figures of one month. `new_tutors` counts persons (see [`super::suppress`]); tutorials, demonstrations and
/// promotions are events and exact; the rest counts schools and topics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// The first of the month.
    pub first: NaiveDate,
    pub active_schools: u32,
    pub practising_schools: u32,
    pub tutorials_begun: u32,
    pub demonstrations: u32,
    /// Demonstrations that ended with *ready to tutor*.
    pub ready: u32,
    /// Masteries granted by demonstration.
    pub promotions: u32,
    pub new_tutors: u32,
    pub topics_alive: u32,
    /// Schools where a tutor who was a learner was active.
    pub schools_with_promoted_tutor: u32,
}

/// A topic that somebody worked on in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alive<K> {
    pub topic: K,
    /// Schools with a tutorial open in it or a demonstration of it.
    pub schools: u32,
}

/// A span of days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

impl Period {
    /// The month of a day.
    pub fn month(day: NaiveDate) -> Self {
        let from = day.with_day(1).unwrap_or(day);
        let to = from.checked_add_months(Months::new(1)).and_then(|next| next.checked_sub_days(Days::new(1)));
        Period { from, to: to.unwrap_or(NaiveDate::MAX) }
    }

    pub fn has(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }

    /// Whether a tutorial was open on some day of the period, or ended in it.
    pub fn meets<K>(&self, tutorial: &TutorialRow<K>) -> bool {
        tutorial.agreed <= self.to && tutorial.ended.is_none_or(|ended| self.from <= ended)
    }
}

impl<K: Copy + Ord + Eq + Hash> Rows<'_, K> {
    /// Schools with a tutorial open or ended in the period.
    pub fn active_schools(&self, period: Period) -> BTreeSet<K> {
        self.tutorials.iter().filter(|row| period.meets(row)).map(|row| row.school).collect()
    }

    /// Schools with a demonstration in the period.
    pub fn practising_schools(&self, period: Period) -> BTreeSet<K> {
        self.demonstrations.iter().filter(|row| period.has(row.day)).map(|row| row.school).collect()
    }

    /// Schools where, in the period, somebody accompanied others in a topic that she had learned here herself.
    pub fn schools_with_promoted_tutor(&self, period: Period) -> BTreeSet<K> {
        self.tutorials.iter().filter(|row| row.tutor_promoted && period.meets(row)).map(|row| row.school).collect()
    }

    /// Topics worked on in the period with the number of schools, widest first, then by id.
    pub fn topics_alive(&self, period: Period) -> Vec<Alive<K>> {
        let begun = self.tutorials.iter().filter(|row| period.meets(row)).map(|row| (row.topic, row.school));
        let shown = self.demonstrations.iter().filter(|row| period.has(row.day)).map(|row| (row.topic, row.school));
        let mut schools: BTreeMap<K, BTreeSet<K>> = BTreeMap::new();
        for (topic, school) in begun.chain(shown) {
            schools.entry(topic).or_default().insert(school);
        }
        let mut alive: Vec<_> = schools.into_iter().map(|(topic, schools)| Alive { topic, schools: schools.len() as u32 }).collect();
        alive.sort_by_key(|alive| (std::cmp::Reverse(alive.schools), alive.topic));
        alive
    }

    /// The month of each person's first promotion by demonstration. A person counts once, in however many topics.
    fn first_promotions(&self) -> BTreeMap<K, NaiveDate> {
        let mut first: BTreeMap<K, NaiveDate> = BTreeMap::new();
        for row in self.masteries.iter().filter(|row| row.via_demonstration) {
            first.entry(row.person).and_modify(|day| *day = row.day.min(*day)).or_insert(row.day);
        }
        first
    }

    /// The figures of `count` months from that of `from` on, without gaps. O(months × rows · log rows).
    pub fn months(&self, from: NaiveDate, count: u32) -> Vec<Month> {
        let start = Period::month(from).from;
        let first = self.first_promotions();
        (0..count)
            .filter_map(|n| start.checked_add_months(Months::new(n)))
            .map(|month| {
                let period = Period::month(month);
                let shown = || self.demonstrations.iter().filter(|row| period.has(row.day));
                let granted = self.masteries.iter().filter(|row| row.via_demonstration && period.has(row.day));
                Month {
                    first: month,
                    active_schools: self.active_schools(period).len() as u32,
                    practising_schools: self.practising_schools(period).len() as u32,
                    tutorials_begun: self.tutorials.iter().filter(|row| period.has(row.agreed)).count() as u32,
                    demonstrations: shown().count() as u32,
                    ready: shown().filter(|row| row.ready).count() as u32,
                    promotions: granted.count() as u32,
                    new_tutors: first.values().filter(|day| period.has(**day)).count() as u32,
                    topics_alive: self.topics_alive(period).len() as u32,
                    schools_with_promoted_tutor: self.schools_with_promoted_tutor(period).len() as u32,
                }
            })
            .collect()
    }
}

#[cfg(test)]
mod tests;
