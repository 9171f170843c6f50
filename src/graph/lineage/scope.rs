//! A piece of a lineage around one person, small enough to draw.

use std::collections::{BTreeSet, VecDeque};

use super::{Key, Knot, Lineage};

/// How much to keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Around {
    /// Knots in all; at least the person's own is kept.
    pub knots: usize,
    /// Siblings (other learners of her tutor) among them.
    pub siblings: usize,
}

impl Default for Around {
    fn default() -> Self {
        Around { knots: 60, siblings: 8 }
    }
}

/// The piece, and how many knots of each kind were left out of it.
#[derive(Clone, Debug)]
pub struct Scope<K> {
    /// The knot of the person in the middle.
    pub focus: K,
    /// The piece as a lineage of its own; where ancestors were left out, the highest kept one is its root.
    pub lineage: Lineage<K>,
    pub ancestors_left_out: usize,
    pub siblings_left_out: usize,
    pub descendants_left_out: usize,
    /// Knots of the topic that are none of the three.
    pub elsewhere: usize,
}

impl<K: Key> Lineage<K> {
    /// The knot that stands for a person: the earliest that is live, or the earliest. O(n).
    pub fn knot_of(&self, person: K) -> Option<&Knot<K>> {
        let mut hers = self.knots().filter(|knot| knot.person == person).peekable();
        let first = hers.peek().copied();
        hers.find(|knot| knot.live).or(first)
    }

    /// The surroundings of a person: first her ancestors, nearest first; then siblings by date; then descendants,
    /// generation by generation, until the number is full. `None` when she is not in this lineage. O(n log n).
    pub fn around(&self, person: K, keep: Around) -> Option<Scope<K>> {
        let focus = self.knot_of(person)?.id;
        let mut kept = BTreeSet::from([focus]);
        let mut room = keep.knots.max(1) - 1;
        let mut take = |kept: &mut BTreeSet<K>, id: K| {
            let fits = room > 0;
            if fits {
                room -= 1;
                kept.insert(id);
            }
            fits
        };

        let ancestors: Vec<K> = self.path(focus).into_iter().rev().skip(1).collect();
        let ancestors_kept = ancestors.iter().take_while(|&&id| take(&mut kept, id)).count();
        let siblings: Vec<K> = match self.parent(focus) {
            Some(parent) => self.children(parent.id).into_iter().filter(|&id| id != focus).collect(),
            None => Vec::new(),
        };
        // Without her tutor in the piece, siblings would hang in the air.
        let sibling_cap = if ancestors_kept > 0 { keep.siblings } else { 0 };
        let siblings_kept = siblings.iter().take(sibling_cap).take_while(|&&id| take(&mut kept, id)).count();
        let mut queue = VecDeque::from(self.children(focus));
        let mut descendants_kept = 0;
        while let Some(id) = queue.pop_front() {
            if !take(&mut kept, id) {
                break;
            }
            descendants_kept += 1;
            queue.extend(self.children(id));
        }

        let descendants = self.descendants(focus).unwrap_or(0) as usize;
        // A kept knot's parent is named only if it is kept too: what was left out is not a contradiction.
        let rows = kept.iter().filter_map(|&id| {
            let parent = self.parent(id).map(|knot| knot.id).filter(|up| kept.contains(up));
            Some(Knot { parent, ..*self.get(id)? })
        });
        Some(Scope {
            focus,
            lineage: Lineage::new(rows),
            ancestors_left_out: ancestors.len() - ancestors_kept,
            siblings_left_out: siblings.len() - siblings_kept,
            descendants_left_out: descendants - descendants_kept,
            elsewhere: self.len() - 1 - ancestors.len() - siblings.len() - descendants,
        })
    }
}
