//! What a lineage tells about how a topic travels: crossings, arrivals, branches that went quiet.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Key, Lineage};

/// A tie whose two ends are in different schools.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crossing<K> {
    /// Knot of the tutor, and her school.
    pub from: K,
    pub from_school: K,
    /// Knot of the learner, and his school.
    pub to: K,
    pub to_school: K,
    /// Day of the learner's demonstration.
    pub day: NaiveDate,
}

/// How a topic came to a school: the first knot there. Together they form the invasion tree of the topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrival<K> {
    pub school: K,
    pub knot: K,
    pub day: NaiveDate,
    /// The school of the tutor; `None` when the topic began here by itself.
    pub came_from: Option<K>,
}

/// A branch in which nothing happened since a day: the whole of what hangs from `top`, itself included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quiet<K> {
    pub top: K,
    /// The last day on which something happened in it.
    pub last: NaiveDate,
    /// Knots in the branch, and how many of them are live.
    pub knots: u32,
    pub live: u32,
}

impl<K: Key> Lineage<K> {
    /// Every tie from one school to another, by the learner's (day, id). O(n).
    pub fn crossings(&self) -> Vec<Crossing<K>> {
        self.web
            .node_indices()
            .filter_map(|node| {
                let (knot, parent) = (&self.web[node], &self.web[self.up(node)?]);
                (knot.school != parent.school).then_some(Crossing {
                    from: parent.id,
                    from_school: parent.school,
                    to: knot.id,
                    to_school: knot.school,
                    day: knot.day,
                })
            })
            .collect()
    }

    /// The first crossing of each pair of schools, by (day, id). Direction counts: there and back are two pairs.
    pub fn first_crossings(&self) -> Vec<Crossing<K>> {
        let mut seen = std::collections::BTreeSet::new();
        self.crossings().into_iter().filter(|crossing| seen.insert((crossing.from_school, crossing.to_school))).collect()
    }

    /// The first knot of each school, by (day, id). O(n log s) for s schools.
    pub fn arrivals(&self) -> Vec<Arrival<K>> {
        let mut seen = std::collections::BTreeSet::new();
        self.web
            .node_indices()
            .filter(|&node| seen.insert(self.web[node].school))
            .map(|node| {
                let knot = &self.web[node];
                let came_from = self.up(node).map(|from| self.web[from].school).filter(|&school| school != knot.school);
                Arrival { school: knot.school, knot: knot.id, day: knot.day, came_from }
            })
            .collect()
    }

    /// The largest branches in which no knot was tied on or after `since`, by the top's (day, id). A branch inside a
    /// quiet branch is not told again; a knot younger than `since` is alive even without a learner. O(n).
    pub fn quiet_since(&self, since: NaiveDate) -> Vec<Quiet<K>> {
        let mut branch: Vec<_> = self.web.node_weights().map(|knot| (knot.day, u32::from(knot.live))).collect();
        for &node in self.order.iter().rev() {
            if let Some(from) = self.up(node) {
                let (last, live) = branch[node.index()];
                let above = &mut branch[from.index()];
                *above = (above.0.max(last), above.1 + live);
            }
        }
        self.web
            .node_indices()
            .filter(|&node| branch[node.index()].0 < since)
            .filter(|&node| self.up(node).is_none_or(|from| branch[from.index()].0 >= since))
            .map(|node| {
                let (last, live) = branch[node.index()];
                Quiet { top: self.web[node].id, last, knots: self.below[node.index()] + 1, live }
            })
            .collect()
    }

    /// Knots per school. O(n log s).
    pub fn by_school(&self) -> BTreeMap<K, u32> {
        let mut count = BTreeMap::new();
        for knot in self.knots() {
            *count.entry(knot.school).or_default() += 1;
        }
        count
    }
}
