//! Finds which topics of a list the pairs are about: those of a second file, and those that a column of the list itself names.
//!
//! A topic is named by its id, its code or its title. Deliberately does not look for circles: those may run through topics that are there
//! already, so they are found by whoever compares the list with the data.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::TopicFile;
use super::pairs::{PairFile, PairRefusal};
use crate::domain::search::fold;
use crate::exchange::Problem;

/// Where a pair stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stands {
    /// In a column of the list, in this row.
    List(u64),
    /// In the second file, in this row.
    Pairs(u64),
}

/// The pairs of a list, by the places of its topics.
#[derive(Debug, Clone, Default)]
pub struct Woven {
    /// (before, after) → where it is said.
    pub before: BTreeMap<(usize, usize), Stands>,
    /// Pairs of the list's own column that were not taken.
    pub in_list: Vec<Problem<PairRefusal>>,
    /// Pairs of the second file that were not taken, with those that could not be read.
    pub in_pairs: Vec<Problem<PairRefusal>>,
}

/// Which topic a name stands for: an id before a code before a title.
struct Names(Vec<HashMap<String, usize>>);

impl Names {
    fn of(file: &TopicFile) -> Names {
        let mut names = vec![HashMap::new(); 3];
        for (at, row) in file.rows.iter().enumerate() {
            for (kind, name) in row.names.iter().enumerate().take(2) {
                names[kind].entry(name.clone()).or_insert(at);
            }
            names[2].entry(fold(&row.title)).or_insert(at);
        }
        Names(names)
    }

    fn find(&self, name: &str) -> Option<usize> {
        self.0[0].get(name).or_else(|| self.0[1].get(name)).or_else(|| self.0[2].get(&fold(name))).copied()
    }
}

/// The prerequisites of a list, from its own column and from pairs.
pub fn weave(file: &TopicFile, pairs: &PairFile) -> Woven {
    let names = Names::of(file);
    let mut woven = Woven { in_pairs: pairs.refused.clone(), ..Woven::default() };
    for (after, row) in file.rows.iter().enumerate() {
        let mut seen = BTreeSet::new();
        for name in &row.prerequisites {
            let refused = match names.find(name) {
                None => PairRefusal::Unknown { name: name.clone() },
                Some(before) if before == after => PairRefusal::Itself { name: name.clone() },
                Some(before) if !seen.insert(before) => PairRefusal::Twice { name: name.clone() },
                Some(before) => {
                    woven.before.insert((before, after), Stands::List(row.row));
                    continue;
                }
            };
            woven.in_list.push(Problem { row: row.row, reason: refused });
        }
    }
    for (pair, ends) in known(&names, pairs, &mut woven.in_pairs) {
        // Said in the column too, it is one pair.
        woven.before.entry(ends).or_insert(Stands::Pairs(pair));
    }
    woven.in_pairs.sort_by_key(|problem| problem.row);
    woven
}

/// The pairs of topics that are near to one another: each once, whichever is named first.
pub fn near(file: &TopicFile, pairs: &PairFile) -> (BTreeSet<(usize, usize)>, Vec<Problem<PairRefusal>>) {
    let names = Names::of(file);
    let mut refused = pairs.refused.clone();
    let found = known(&names, pairs, &mut refused);
    refused.sort_by_key(|problem| problem.row);
    (found.into_iter().map(|(_, (one, other))| (one.min(other), one.max(other))).collect(), refused)
}

/// The pairs whose both sides are known, with their rows.
fn known(names: &Names, pairs: &PairFile, refused: &mut Vec<Problem<PairRefusal>>) -> Vec<(u64, (usize, usize))> {
    let mut found = Vec::new();
    for pair in &pairs.pairs {
        match (names.find(&pair.first), names.find(&pair.then)) {
            (Some(first), Some(then)) if first == then => {
                refused.push(Problem { row: pair.row, reason: PairRefusal::Itself { name: pair.first.clone() } });
            }
            (Some(first), Some(then)) => found.push((pair.row, (first, then))),
            (first, _) => {
                let name = if first.is_none() { pair.first.clone() } else { pair.then.clone() };
                refused.push(Problem { row: pair.row, reason: PairRefusal::Unknown { name } });
            }
        }
    }
    found
}
