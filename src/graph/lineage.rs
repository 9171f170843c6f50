//! The lineage of one topic: who was accompanied by whom, generation by generation.
//!
//! A lineage is a forest ordered in time: each knot is one person's mastery, and hangs from the mastery of the tutor
//! who brought her to it. Facts arrive from paper, from other nodes and out of order, so rows may contradict one
//! another. Nothing is refused here: what does not fit is kept, made drawable, and told as a [`Problem`].
//!
//! It deliberately does not know what a topic or a school is called, who may see a knot, or what day it is today.
//! Ids are any `Copy + Ord + Eq + Hash`. No walk recurses, so a very deep thread cannot exhaust the stack.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;

use chrono::NaiveDate;
use petgraph::Direction::{Incoming, Outgoing};
use petgraph::algo::{kosaraju_scc, toposort};
use petgraph::graph::{DiGraph, NodeIndex};

mod gather;
mod scope;
mod spread;
#[cfg(test)]
pub(crate) mod tests;

pub use scope::{Around, Scope};
pub use spread::{Arrival, Crossing, Quiet};

/// What an id must be. Implemented for everything that qualifies.
pub trait Key: Copy + Ord + Eq + Hash {}
impl<T: Copy + Ord + Eq + Hash> Key for T {}

/// One mastery of the topic: a row of the lineage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Knot<K> {
    pub id: K,
    /// The tutor's mastery. `None`: the thread begins here.
    pub parent: Option<K>,
    pub person: K,
    /// The school in which it happened, as of that day.
    pub school: K,
    /// The day of the demonstration, or of the founding. A date of practice, not an instant.
    pub day: NaiveDate,
    /// False when the mastery was withdrawn. What came from it stands.
    pub live: bool,
}

/// A contradiction among the rows, and what was done about it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem<K> {
    /// Two different rows have this id; the least of them was kept.
    Duplicate { id: K },
    /// The parent is not among the rows; the knot stands as a root.
    MissingParent { id: K, parent: K },
    /// These knots descend from one another; the earliest of them, named first, stands as a root.
    Cycle { ids: Vec<K> },
    /// The parent is dated after the child; the tie is kept, as contested.
    LaterParent { id: K, parent: K },
}

/// The forest of one topic. Building it costs O(n log n).
#[derive(Clone, Debug)]
pub struct Lineage<K> {
    /// Ties run from tutor to learner. Indices follow (day, id), so comparing indices compares dates.
    web: DiGraph<Knot<K>, ()>,
    at: BTreeMap<K, NodeIndex>,
    /// Every parent before its children.
    order: Vec<NodeIndex>,
    generation: Vec<u32>,
    below: Vec<u32>,
    problems: Vec<Problem<K>>,
}

impl<K: Key> Lineage<K> {
    /// Builds the forest from the rows of one topic, in any order; the order never changes the result.
    pub fn new(rows: impl IntoIterator<Item = Knot<K>>) -> Self {
        let mut problems = Vec::new();
        let mut rows: Vec<_> = rows.into_iter().collect();
        rows.sort_unstable();
        rows.dedup();
        rows.dedup_by(|later, kept| {
            let same = later.id == kept.id;
            if same {
                problems.push(Problem::Duplicate { id: kept.id });
            }
            same
        });
        rows.sort_unstable_by_key(|knot| (knot.day, knot.id));

        let mut web = DiGraph::with_capacity(rows.len(), rows.len());
        let at: BTreeMap<K, NodeIndex> = rows.iter().map(|knot| (knot.id, web.add_node(*knot))).collect();
        for (knot, parent) in rows.iter().filter_map(|knot| Some((knot, knot.parent?))) {
            match at.get(&parent) {
                Some(&from) => {
                    web.add_edge(from, at[&knot.id], ());
                }
                None => problems.push(Problem::MissingParent { id: knot.id, parent }),
            }
        }
        cut_cycles(&mut web, &mut problems);
        let order = toposort(&web, None).unwrap_or_else(|_| unreachable!("cycles have just been cut"));

        let mut lineage = Lineage { generation: vec![1; web.node_count()], below: vec![0; web.node_count()], web, at, order, problems };
        lineage.measure();
        lineage.problems.sort();
        lineage.problems.dedup();
        lineage
    }

    fn measure(&mut self) {
        for &node in &self.order {
            if let Some(from) = self.up(node) {
                self.generation[node.index()] = self.generation[from.index()] + 1;
                let (knot, parent) = (&self.web[node], &self.web[from]);
                if parent.day > knot.day {
                    self.problems.push(Problem::LaterParent { id: knot.id, parent: parent.id });
                }
            }
        }
        for &node in self.order.iter().rev() {
            if let Some(from) = self.up(node) {
                self.below[from.index()] += self.below[node.index()] + 1;
            }
        }
    }

    fn up(&self, node: NodeIndex) -> Option<NodeIndex> {
        self.web.neighbors_directed(node, Incoming).next()
    }

    /// Children in (day, id) order.
    fn down(&self, node: NodeIndex) -> Vec<NodeIndex> {
        let mut children: Vec<_> = self.web.neighbors_directed(node, Outgoing).collect();
        children.sort_unstable();
        children
    }

    /// What was contradictory among the rows, in a fixed order.
    pub fn problems(&self) -> &[Problem<K>] {
        &self.problems
    }

    /// Number of knots.
    pub fn len(&self) -> usize {
        self.web.node_count()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All knots in (day, id) order, as they were given: a parent that was missing or cut is still named in its row.
    pub fn knots(&self) -> impl Iterator<Item = &Knot<K>> {
        self.web.node_weights()
    }

    /// All knots so that each parent comes before its children; otherwise in a fixed order.
    pub fn from_the_roots(&self) -> impl DoubleEndedIterator<Item = &Knot<K>> {
        self.order.iter().map(|&node| &self.web[node])
    }

    pub fn get(&self, id: K) -> Option<&Knot<K>> {
        self.at.get(&id).map(|&node| &self.web[node])
    }

    /// The parent that holds in this forest. O(log n).
    pub fn parent(&self, id: K) -> Option<&Knot<K>> {
        let node = *self.at.get(&id)?;
        self.up(node).map(|from| &self.web[from])
    }

    /// Knots without a parent, in (day, id) order.
    pub fn roots(&self) -> Vec<K> {
        self.web.node_indices().filter(|&node| self.up(node).is_none()).map(|node| self.web[node].id).collect()
    }

    /// Those whom this knot's person brought to a demonstration, in (day, id) order.
    pub fn children(&self, id: K) -> Vec<K> {
        self.at.get(&id).map(|&node| self.ids(self.down(node))).unwrap_or_default()
    }

    /// Steps from the beginning of the thread; a root is 1.
    pub fn generation(&self, id: K) -> Option<u32> {
        self.at.get(&id).map(|node| self.generation[node.index()])
    }

    /// The longest thread in generations; 0 when empty.
    pub fn depth(&self) -> u32 {
        self.generation.iter().copied().max().unwrap_or(0)
    }

    /// How many knots came from this one, at any remove.
    pub fn descendants(&self, id: K) -> Option<u32> {
        self.at.get(&id).map(|node| self.below[node.index()])
    }

    /// From the root down to this knot, both included; empty when the id is unknown. O(depth).
    pub fn path(&self, id: K) -> Vec<K> {
        let start = self.at.get(&id).copied();
        let mut path: Vec<_> = std::iter::successors(start, |&node| self.up(node)).map(|node| self.web[node].id).collect();
        path.reverse();
        path
    }

    /// True when the tie above this knot contradicts the dates.
    pub fn contested(&self, id: K) -> bool {
        matches!((self.parent(id), self.get(id)), (Some(parent), Some(knot)) if parent.day > knot.day)
    }

    fn ids(&self, nodes: Vec<NodeIndex>) -> Vec<K> {
        nodes.into_iter().map(|node| self.web[node].id).collect()
    }
}

/// Frees the earliest knot of each cycle. A knot has at most one parent, so a strongly connected part is one plain ring
/// and one cut opens it. Kosaraju's walk keeps its own stack; Tarjan's, in petgraph, would recurse.
fn cut_cycles<K: Key>(web: &mut DiGraph<Knot<K>, ()>, problems: &mut Vec<Problem<K>>) {
    for ring in kosaraju_scc(&*web) {
        let members: BTreeSet<NodeIndex> = ring.into_iter().collect();
        let Some(&first) = members.first() else {
            continue;
        };
        let Some(back) = web.neighbors_directed(first, Incoming).find(|from| members.contains(from)) else {
            continue;
        };
        if let Some(tie) = web.find_edge(back, first) {
            web.remove_edge(tie);
        }
        problems.push(Problem::Cycle { ids: members.into_iter().map(|node| web[node].id).collect() });
    }
}
