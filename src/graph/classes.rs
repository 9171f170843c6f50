//! Which of several things are one and the same, when people have said it of pairs of them.
//!
//! Saying so holds both ways and passes on: whoever is the same as the same is the same. Deliberately does not know what the things are, nor
//! who said it.

use std::collections::BTreeMap;

use petgraph::unionfind::UnionFind;

use super::lineage::Key;

/// Every thing that is the same as another, and the one that stands for all of them: the least. The order of the pairs changes nothing, and
/// a pair of a thing with itself says nothing.
pub fn classes<K: Key>(pairs: impl IntoIterator<Item = (K, K)>) -> BTreeMap<K, K> {
    let pairs: Vec<(K, K)> = pairs.into_iter().filter(|(one, other)| one != other).collect();
    let mut things: Vec<K> = pairs.iter().flat_map(|(one, other)| [*one, *other]).collect();
    things.sort_unstable();
    things.dedup();
    let place = |thing: &K| things.binary_search(thing).unwrap_or_default();
    let mut union = UnionFind::<usize>::new(things.len());
    for (one, other) in &pairs {
        union.union(place(one), place(other));
    }
    let mut least: BTreeMap<usize, K> = BTreeMap::new();
    let mut classes = BTreeMap::new();
    // From the least on, so that the first of a class is its least.
    for (at, thing) in things.iter().enumerate() {
        classes.insert(*thing, *least.entry(union.find(at)).or_insert(*thing));
    }
    classes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_same_as_the_same_is_the_same_and_the_least_stands_for_all(
            pairs in proptest::collection::vec((0u8..20, 0u8..20), 0..30),
            seed: u64,
        ) {
            let found = classes(pairs.clone());
            // Walked from each thing, in the plainest way.
            for thing in 0u8..20 {
                let mut reached = std::collections::BTreeSet::from([thing]);
                loop {
                    let more: Vec<u8> = pairs
                        .iter()
                        .flat_map(|(a, b)| [(*a, *b), (*b, *a)])
                        .filter(|(from, to)| reached.contains(from) && !reached.contains(to))
                        .map(|(_, to)| to)
                        .collect();
                    if more.is_empty() {
                        break;
                    }
                    reached.extend(more);
                }
                let expected = (reached.len() > 1).then(|| *reached.first().expect("itself"));
                prop_assert_eq!(found.get(&thing).copied(), expected);
            }
            // Said the other way round, and in another order, it is the same.
            let mut turned: Vec<(u8, u8)> = pairs.iter().map(|(a, b)| (*b, *a)).collect();
            let by = (seed as usize) % turned.len().max(1);
            turned.rotate_left(by);
            prop_assert_eq!(classes(turned), found);
        }

        #[test]
        fn taking_one_pair_back_only_splits(pairs in proptest::collection::vec((0u8..12, 0u8..12), 1..16), which: usize) {
            let before = classes(pairs.clone());
            let mut fewer = pairs;
            let at = which % fewer.len();
            fewer.remove(at);
            for (thing, class) in classes(fewer) {
                prop_assert_eq!(before.get(&thing), before.get(&class), "who is still together was together before");
            }
        }
    }

    #[test]
    fn who_is_alone_has_no_class() {
        assert_eq!(classes([(1, 1)]), BTreeMap::new());
        assert_eq!(classes([(3, 2), (5, 3), (7, 9)]), BTreeMap::from([(2, 2), (3, 2), (5, 2), (7, 7), (9, 7)]));
    }
}
