//! The lineage in words: the nested list that says all that the drawing shows.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use crate::graph::lineage::{Key, Lineage};

/// Deeper threads go on as neighbours at this depth: nobody can follow more nested lists, and neither a template nor
/// the serializer may run out of stack on a contradictory import.
const DEEPEST: u32 = 40;

/// One line of the list with what hangs from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Branch {
    /// `None`: this reader sees the school only.
    pub name: Option<String>,
    pub school: String,
    pub day: String,
    pub generation: u32,
    /// Here it began.
    pub root: bool,
    /// It came from another school.
    pub crossed: bool,
    /// This is the reader.
    pub me: bool,
    /// False when withdrawn.
    pub live: bool,
    /// The dates contradict the tie above.
    pub contested: bool,
    /// Who waits to begin with this person.
    pub waiting: Option<String>,
    pub children: Vec<Branch>,
}

/// The words of the twin.
pub struct TreeWords<'a, K> {
    pub day: &'a dyn Fn(NaiveDate) -> String,
    pub school: &'a dyn Fn(K) -> String,
    pub label: &'a dyn Fn(K) -> Option<String>,
    pub waiting: &'a dyn Fn(K) -> Option<String>,
    pub me: Option<K>,
}

/// A finished branch with what orders it among its siblings.
type Dated<K> = ((NaiveDate, K), Branch);

/// The whole lineage as nested branches, each level by (day, id). O(n log n); no recursion.
pub fn tree<K: Key>(lineage: &Lineage<K>, words: &TreeWords<'_, K>) -> Vec<Branch> {
    let mut open: BTreeMap<Option<K>, Vec<Dated<K>>> = BTreeMap::new();
    for knot in lineage.from_the_roots().rev() {
        let generation = lineage.generation(knot.id).unwrap_or(1);
        let parent = lineage.parent(knot.id);
        let mut children = open.remove(&Some(knot.id)).unwrap_or_default();
        children.sort_by_key(|(at, _)| *at);
        let branch = Branch {
            name: (words.label)(knot.id),
            school: (words.school)(knot.school),
            day: (words.day)(knot.day),
            generation,
            root: parent.is_none(),
            crossed: parent.is_some_and(|parent| parent.school != knot.school),
            me: words.me == Some(knot.id),
            live: knot.live,
            contested: lineage.contested(knot.id),
            waiting: (words.waiting)(knot.id),
            children: Vec::new(),
        };
        let siblings = open.entry(parent.map(|parent| parent.id)).or_default();
        let children: Vec<_> = if generation >= DEEPEST {
            siblings.extend(children);
            Vec::new()
        } else {
            children.into_iter().map(|(_, child)| child).collect()
        };
        siblings.push(((knot.day, knot.id), Branch { children, ..branch }));
    }
    let mut roots = open.remove(&None).unwrap_or_default();
    roots.sort_by_key(|(at, _)| *at);
    roots.into_iter().map(|(_, branch)| branch).collect()
}
