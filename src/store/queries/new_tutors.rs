//! New tutors at a node and around it: what a reader could subtract from one another, and the dated branches by which they are counted.
//!
//! Places that have always hung where they hang are counted by the database, each whole child of what stands above the node as one. The others
//! are few, and are counted one by one.

use std::collections::BTreeSet;

use diesel::dsl::{count, exists, not};
use diesel::prelude::*;

use crate::domain::id::NodeId;
use crate::domain::moment::Day;
use crate::domain::words::Via;
use crate::spread::veil::Branch;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::{BEGINNING, NodeParentRow};
use crate::store::schema::{masteries, node_ancestors, node_parents, node_pasts};

/// How many ids one statement names.
const CHUNK: usize = 500;

diesel::alias!(masteries as earlier: Earlier, node_ancestors as paths: Paths);
diesel::allow_columns_to_appear_in_same_group_by_clause!(node_ancestors::ancestor, masteries::day);

/// Persons whose first promotion by demonstration came on a day; by the place where it was, or by a node that it has always hung under.
pub type Counts = Vec<(NodeId, Day, i64)>;

/// What counts: a first promotion in the period that was not withdrawn and is not contested.
macro_rules! counted {
    ($from:expr, $to:expr) => {{
        let before = earlier
            .filter(earlier.field(masteries::person).eq(masteries::person))
            .filter(earlier.field(masteries::withdrawn).is_null().and(not(earlier.field(masteries::contested))))
            .filter(earlier.field(masteries::via).eq(Via::Demonstration).and(earlier.field(masteries::day).lt(masteries::day)));
        masteries::day
            .between($from, $to)
            .and(masteries::via.eq(Via::Demonstration))
            .and(masteries::withdrawn.is_null().and(not(masteries::contested)))
            .and(not(exists(before)))
    }};
}

/// The places that have not always hung where they hang today.
macro_rules! came {
    () => {
        paths.filter(paths.field(node_ancestors::since).ne(BEGINNING)).select(paths.field(node_ancestors::node))
    };
}

/// The places that have hung elsewhere.
macro_rules! went {
    () => {
        node_pasts::table.select(node_pasts::node)
    };
}

/// The new tutors at a node, at everything that ever stood above it, and at and under all that hangs there beside it; and the branches on which
/// they hang and hung.
///
/// # Errors
/// The database cannot be read.
pub fn around(conn: &mut Conn, node: NodeId, from: Day, to: Day) -> Result<(Vec<Branch<NodeId>>, Counts), Error> {
    let mut known = BTreeSet::new();
    let mut branches = Vec::new();
    above(conn, &[node], &mut known, &mut branches)?;
    let path: Vec<NodeId> = known.iter().copied().collect();
    let parents: Vec<NodeId> = path.iter().copied().filter(|id| *id != node).collect();
    let today = node_parents::parent.eq_any(&parents).and(node_parents::until.is_null());
    let beside: Vec<(NodeId, NodeId)> =
        node_parents::table.filter(today).order(node_parents::node).select((node_parents::node, node_parents::parent)).load(conn)?;
    let beside: Vec<(NodeId, NodeId)> = beside.into_iter().filter(|(id, _)| !known.contains(id)).collect();

    // Those of the path by themselves; the node, and what hangs beside it, with everything under them.
    let wholes: Vec<NodeId> = beside.iter().map(|(id, _)| *id).chain([node]).collect();
    let alone: Vec<NodeId> = parents.iter().chain(&wholes).copied().collect();
    let mut counts: Counts = Vec::new();
    for chunk in wholes.chunks(CHUNK) {
        counts.extend(
            masteries::table
                .inner_join(node_ancestors::table.on(node_ancestors::node.eq(masteries::school)))
                .filter(node_ancestors::ancestor.eq_any(chunk).and(counted!(from, to)))
                .filter(masteries::school.ne_all(came!()).and(masteries::school.ne_all(went!())))
                .group_by((node_ancestors::ancestor, masteries::day))
                .select((node_ancestors::ancestor, masteries::day, count(masteries::person).aggregate_distinct()))
                .load::<(NodeId, Day, i64)>(conn)?,
        );
    }
    for chunk in alone.chunks(CHUNK) {
        counts.extend(
            masteries::table
                .filter(masteries::school.eq_any(chunk).and(counted!(from, to)))
                .filter(masteries::school.ne_all(came!()).and(masteries::school.ne_all(went!())))
                .group_by((masteries::school, masteries::day))
                .select((masteries::school, masteries::day, count(masteries::person).aggregate_distinct()))
                .load::<(NodeId, Day, i64)>(conn)?,
        );
    }
    let moved: Counts = masteries::table
        .filter(counted!(from, to).and(masteries::school.eq_any(came!()).or(masteries::school.eq_any(went!()))))
        .group_by((masteries::school, masteries::day))
        .select((masteries::school, masteries::day, count(masteries::person).aggregate_distinct()))
        .load(conn)?;
    let mut places: Vec<NodeId> = moved.iter().map(|(place, ..)| *place).collect();
    places.sort();
    places.dedup();
    counts.extend(moved);
    above(conn, &places, &mut known, &mut branches)?;
    let beside = beside.into_iter().filter(|(id, _)| !known.contains(id));
    branches.extend(beside.map(|(node, parent)| Branch { node, parent, since: BEGINNING, until: None }));
    Ok((branches, counts))
}

/// The dated branches of some places, and of all that they lead to, as far as they are not known. The first of each has always been.
fn above(conn: &mut Conn, ids: &[NodeId], known: &mut BTreeSet<NodeId>, branches: &mut Vec<Branch<NodeId>>) -> Result<(), Error> {
    let mut next: Vec<NodeId> = ids.iter().copied().filter(|id| known.insert(*id)).collect();
    while !next.is_empty() {
        let mut found: Vec<NodeId> = Vec::new();
        for chunk in next.chunks(CHUNK) {
            let rows = node_parents::table.filter(node_parents::node.eq_any(chunk));
            let rows: Vec<NodeParentRow> = rows.order((node_parents::node, node_parents::since)).load(conn)?;
            let mut last = None;
            for row in rows {
                let since = if last.replace(row.node) == Some(row.node) { row.since } else { BEGINNING };
                branches.push(Branch { node: row.node, parent: row.parent, since, until: row.until });
                found.push(row.parent);
            }
        }
        next = found.into_iter().filter(|id| known.insert(*id)).collect();
    }
    Ok(())
}
