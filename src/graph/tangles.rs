//! Where things that should come one before another come before themselves.
//!
//! Pairs of *before* and *after* come from files that people wrote, so they may run in a circle. Every such tangle is found and one circle of
//! it told, so that somebody can put the file right. Deliberately does not decide which pair is the mistake, nor know what the things are.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use super::lineage::Key;

/// Things of which each comes before each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tangle<K> {
    /// All of them.
    pub members: BTreeSet<K>,
    /// A shortest circle through the least of them, from it on: the last comes before the first.
    pub cycle: Vec<K>,
}

/// The tangles among pairs of (before, after), by their least member. A thing that is said to come before itself is no tangle of its own:
/// whoever reads the pairs has seen that already.
pub fn tangles<K: Key>(pairs: impl IntoIterator<Item = (K, K)>) -> Vec<Tangle<K>> {
    let pairs: BTreeSet<(K, K)> = pairs.into_iter().filter(|(before, after)| before != after).collect();
    let mut web: DiGraph<K, ()> = DiGraph::new();
    let mut at: BTreeMap<K, NodeIndex> = BTreeMap::new();
    for (before, after) in pairs {
        let before = *at.entry(before).or_insert_with(|| web.add_node(before));
        let after = *at.entry(after).or_insert_with(|| web.add_node(after));
        web.add_edge(before, after, ());
    }
    let mut found: Vec<Tangle<K>> = tarjan_scc(&web)
        .into_iter()
        .filter(|knot| knot.len() > 1)
        .map(|knot| {
            let members: BTreeSet<K> = knot.iter().map(|node| web[*node]).collect();
            let cycle = circle(&web, &at, &members);
            Tangle { members, cycle }
        })
        .collect();
    found.sort_by(|one, other| one.cycle.cmp(&other.cycle));
    found
}

/// Walks outwards from the least member until it is met again.
fn circle<K: Key>(web: &DiGraph<K, ()>, at: &BTreeMap<K, NodeIndex>, members: &BTreeSet<K>) -> Vec<K> {
    let Some(first) = members.first() else { return Vec::new() };
    let start = at[first];
    let mut came: BTreeMap<NodeIndex, NodeIndex> = BTreeMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        let mut next: Vec<NodeIndex> = web.neighbors(node).filter(|next| members.contains(&web[*next])).collect();
        next.sort_by_key(|next| web[*next]);
        for next in next {
            if next == start {
                let mut cycle = vec![web[node]];
                let mut back = node;
                while let Some(before) = came.get(&back) {
                    back = *before;
                    cycle.push(web[back]);
                }
                cycle.reverse();
                return cycle;
            }
            if let Entry::Vacant(unmet) = came.entry(next) {
                unmet.insert(node);
                queue.push_back(next);
            }
        }
    }
    members.iter().copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn circles_are_told_and_the_rest_is_left_in_peace() {
        let pairs = [(1, 2), (2, 3), (3, 1), (3, 4), (4, 5), (7, 6), (6, 7), (8, 8), (9, 1)];
        let found = tangles(pairs);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0], Tangle { members: BTreeSet::from([1, 2, 3]), cycle: vec![1, 2, 3] });
        assert_eq!(found[1].cycle, [6, 7]);
        assert_eq!(tangles([(1, 2), (2, 3), (1, 3)]), []);
    }

    proptest! {
        #[test]
        fn without_the_pairs_inside_tangles_nothing_comes_before_itself(pairs in proptest::collection::vec((0u8..12, 0u8..12), 0..40)) {
            let found = tangles(pairs.clone());
            for tangle in &found {
                let held = |one: u8, two: u8| pairs.contains(&(one, two));
                for (index, one) in tangle.cycle.iter().enumerate() {
                    prop_assert!(held(*one, tangle.cycle[(index + 1) % tangle.cycle.len()]), "{:?} is no circle", tangle.cycle);
                }
            }
            let inside = |a: &u8, b: &u8| found.iter().any(|tangle| tangle.members.contains(a) && tangle.members.contains(b));
            let kept: Vec<(u8, u8)> = pairs.iter().copied().filter(|(a, b)| a != b && !inside(a, b)).collect();
            prop_assert!(tangles(kept).is_empty());
        }
    }
}
