//! In which months the persons counted at a node are told, where the tree under which they are counted has changed.
//!
//! Persons are counted month by month in one tree. A place counts, for the whole of a month, where it last hung in that month: so of any two
//! nodes either one holds the other's people or they share nobody, whatever was moved, joined or divided, and what is hidden in that tree is
//! all that has to be. Were persons counted by the day, as events are, a place that moved within a month would give some of its people to each
//! side, and what both sides tell would tell them apart. This module knows no names, no clock and no database.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::month::Period;
use super::suppress::veiled;

/// No tree is deeper. What was recorded elsewhere could close a circle; following it has to end.
const DEEPEST: usize = 32;

/// Under what a place hung: from a day up to, but not with, another; without one it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Branch<K> {
    pub node: K,
    pub parent: K,
    pub since: NaiveDate,
    pub until: Option<NaiveDate>,
}

/// The tree in which the persons of one month are counted.
pub struct Tree<K>(BTreeMap<K, K>);

impl<K: Copy + Ord> Tree<K> {
    /// The tree of a month. O(n log n).
    pub fn of(branches: &[Branch<K>], month: Period) -> Self {
        let mut last: BTreeMap<K, (NaiveDate, K)> = BTreeMap::new();
        for one in branches.iter().filter(|one| one.since <= month.to && one.until.is_none_or(|until| until > month.from.max(one.since))) {
            let known = last.entry(one.node).or_insert((one.since, one.parent));
            *known = (one.since, one.parent).max(*known);
        }
        Tree(last.into_iter().map(|(node, (_, parent))| (node, parent)).collect())
    }

    /// From a node up: it, and what stands above it.
    fn up(&self, node: K) -> impl Iterator<Item = K> {
        std::iter::successors(Some(node), |below| self.0.get(below).copied()).take(DEEPEST)
    }

    /// How many are counted at and under a node, and whether that is hidden: where they are few; and where with them, or with what its neighbours
    /// tell, the few of another could be worked out from what stands above both. Decided from the top of the tree down, so that each node hides
    /// what the others rely on, whoever reads it. People are given by the very place where they are; those of a node itself, which nobody tells,
    /// are one of its parts.
    pub fn told(&self, people: &BTreeMap<K, u32>, node: K, least: u32) -> (u32, bool) {
        let mut path: Vec<K> = self.up(node).collect();
        path.reverse();
        // At each step the parts: of a child by its id, of the node itself without one.
        let mut parts: Vec<BTreeMap<Option<K>, u32>> = vec![BTreeMap::new(); path.len()];
        let mut whole = 0_u32;
        for (place, count) in people.iter().filter(|(_, count)| **count > 0) {
            let mut below = None;
            for at in self.up(*place) {
                if let Some(step) = path.iter().position(|one| *one == at) {
                    let part = parts[step].entry(below).or_default();
                    *part = part.saturating_add(*count);
                    if step == 0 {
                        whole = whole.saturating_add(*count);
                    }
                }
                below = Some(at);
            }
        }
        let mut hidden = 0 < whole && whole < least;
        for (step, child) in path.iter().enumerate().skip(1) {
            let around = &mut parts[step - 1];
            whole = *around.entry(Some(*child)).or_default();
            let at = around.keys().position(|part| *part == Some(*child)).unwrap_or(0);
            let counts: Vec<u32> = around.values().copied().collect();
            hidden = veiled(&counts, hidden, least)[at];
        }
        (whole, hidden)
    }
}

#[cfg(test)]
mod tests;
