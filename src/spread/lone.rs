//! Which schools are left out of counts of schools.
//!
//! The figures of a school where one person teaches are hers; so are those of a neighbour without which hers could be worked out
//! ([`super::suppress::personal`]). A count of schools tells them too: where all are counted, or none, or where the count of a place is held
//! against those of what hangs under it. So such schools are counted in groups alone. From below up, each place gathers those under it that no
//! group has taken; as soon as enough of the people who teach alone are among these, they are a group and are counted there and in everything
//! above, and until then they are left out. Whatever is subtracted from whatever, what remains are whole groups.
//!
//! What came to a place since the first of the months that are told was counted elsewhere before, and what has closed is counted no more: it is
//! in no group of that place or of one above it. All this depends on who teaches where today, never on the figures: so one month cannot be held against the next. This module knows
//! no names, no clock and no database.

use std::collections::{BTreeMap, BTreeSet};

use super::suppress::personal;

/// A place that has, or had, people, or under which there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<K> {
    pub id: K,
    pub parent: K,
    /// How many teach at the place itself, or did when it closed.
    pub teachers: i64,
    /// Whether it is a school that counts in one of the months that are told.
    pub school: bool,
    /// Whether it has hung where it hangs, and been open, in all these months.
    pub settled: bool,
}

/// What no group has taken.
struct Rest<K> {
    /// Those that may still come into one, and how many teach alone in them.
    waiting: BTreeSet<K>,
    alone: usize,
    /// Those that come into none.
    never: BTreeSet<K>,
}

impl<K> Default for Rest<K> {
    fn default() -> Self {
        Rest { waiting: BTreeSet::new(), alone: 0, never: BTreeSet::new() }
    }
}

/// The schools that are left out of the counts of each place at and under one: of every place of which some are. A group has at least so many
/// people who teach alone. The places are all that hang under the first and have people; others change nothing. O(n log² n).
pub fn left_out<K: Copy + Ord>(top: K, places: &[Place<K>], least: usize) -> BTreeMap<K, BTreeSet<K>> {
    let mut under: BTreeMap<K, Vec<&Place<K>>> = BTreeMap::new();
    for place in places {
        under.entry(place.parent).or_default().push(place);
    }
    // From the top down. What is recorded elsewhere could lead round: each is met once.
    let (mut order, mut met, mut at) = (vec![top], BTreeSet::from([top]), 0);
    while let Some(parent) = order.get(at) {
        order.extend(under.get(parent).into_iter().flatten().map(|place| place.id).filter(|id| met.insert(*id)));
        at += 1;
    }
    let mut teachers: BTreeMap<K, i64> = places.iter().map(|place| (place.id, place.teachers)).collect();
    for id in order.iter().rev() {
        let below: i64 = under.get(id).into_iter().flatten().filter_map(|place| teachers.get(&place.id)).sum();
        *teachers.entry(*id).or_default() += below;
    }
    let mut kept: BTreeSet<K> = BTreeSet::new();
    for parent in &order {
        let Some(children) = under.get(parent) else { continue };
        let staffed: Vec<(K, i64)> = children.iter().map(|place| (place.id, teachers[&place.id])).collect();
        match kept.contains(parent) {
            true => kept.extend(staffed.into_iter().map(|(id, _)| id)),
            false => kept.extend(personal(&staffed)),
        }
    }
    let mut rests: BTreeMap<K, Rest<K>> = BTreeMap::new();
    for id in order.iter().rev() {
        let mut rest = Rest::default();
        for place in under.get(id).into_iter().flatten() {
            let below = rests.get(&place.id);
            rest.never.extend(below.into_iter().flat_map(|below| &below.never));
            let mut waiting: BTreeSet<K> = below.into_iter().flat_map(|below| &below.waiting).copied().collect();
            let mut alone = below.map_or(0, |below| below.alone);
            if place.school && kept.contains(&place.id) {
                waiting.insert(place.id);
                alone += usize::from(place.teachers == 1);
            }
            if place.settled {
                rest.waiting.extend(waiting);
                rest.alone += alone;
            } else {
                rest.never.extend(waiting);
            }
        }
        if rest.alone >= least {
            (rest.waiting, rest.alone) = (BTreeSet::new(), 0);
        }
        rests.insert(*id, rest);
    }
    let left = rests.into_iter().map(|(id, rest)| (id, rest.waiting.into_iter().chain(rest.never).collect::<BTreeSet<K>>()));
    left.filter(|(_, schools)| !schools.is_empty()).collect()
}

#[cfg(test)]
mod tests;
