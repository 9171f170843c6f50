//! A lineage in which some schools are told as a whole: where it may be known that a topic reached a school, and not how many people there.

use std::collections::{BTreeMap, BTreeSet};

use super::{Key, Knot, Lineage};

impl<K: Key> Lineage<K> {
    /// The lineage with each of these schools drawn together into one knot, its first by (day, id). What came from any knot of such a school
    /// hangs from that one. So the result tells of such a school when it was reached, from where, and where it led, as [`Self::arrivals`] does;
    /// it holds nothing that could be counted. O(n log n).
    pub fn gathered(&self, schools: &BTreeSet<K>) -> Lineage<K> {
        let mut first: BTreeMap<K, K> = BTreeMap::new();
        let mut live: BTreeMap<K, bool> = BTreeMap::new();
        for knot in self.knots().filter(|knot| schools.contains(&knot.school)) {
            first.entry(knot.school).or_insert(knot.id);
            *live.entry(knot.school).or_default() |= knot.live;
        }
        let stands_for = |knot: &Knot<K>| first.get(&knot.school).copied().unwrap_or(knot.id);
        Lineage::new(self.knots().filter(|knot| stands_for(knot) == knot.id).map(|knot| Knot {
            parent: self.parent(knot.id).map(stands_for).filter(|parent| *parent != knot.id),
            live: live.get(&knot.school).copied().unwrap_or(knot.live),
            ..*knot
        }))
    }
}
