//! What stands, and stood, above a node: worked out from the branches of its day.
//!
//! Every branch of the tree is dated. A path is found by following the branches upward, each step only for the days that all the steps
//! before it share, so that on each day a node has one path. Paths that go on are `node_ancestors`, those that have ended `node_pasts`.
//! Who is counted where by day reads both; whoever asks about today reads the first alone.

use std::collections::{BTreeMap, HashMap};

use diesel::prelude::*;

use crate::domain::id::NodeId;
use crate::domain::moment::Day;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::{BEGINNING, NodeAncestorRow, NodeParentRow, NodePastRow};
use crate::store::schema::{node_ancestors, node_parents, node_pasts};

/// No tree is deeper. A fact from elsewhere could close a circle; following it has to end.
const DEEPEST: i32 = 32;

/// How many ids one statement names.
const CHUNK: usize = 500;

/// Days from the first up to, but not with, the last; without one it goes on.
type Span = (Day, Option<Day>);

/// The days that two spans share.
fn shared((since, until): Span, (from, to): Span) -> Option<Span> {
    let since = since.max(from);
    let until = match (until, to) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
    until.is_none_or(|until| since < until).then_some((since, until))
}

/// The dated parents of nodes, each list by day, loaded when they are first asked for.
#[derive(Default)]
struct Branches(HashMap<NodeId, Vec<(NodeId, Span)>>);

impl Branches {
    fn load(&mut self, conn: &mut Conn, ids: &[NodeId]) -> Result<(), Error> {
        for chunk in ids.chunks(CHUNK) {
            chunk.iter().for_each(|id| drop(self.0.insert(*id, Vec::new())));
            let rows: Vec<NodeParentRow> =
                node_parents::table.filter(node_parents::node.eq_any(chunk)).order((node_parents::node, node_parents::since)).load(conn)?;
            for row in rows {
                let known = self.0.entry(row.node).or_default();
                let since = if known.is_empty() { BEGINNING } else { row.since };
                known.push((row.parent, (since, row.until)));
            }
        }
        Ok(())
    }

    fn of(&mut self, conn: &mut Conn, id: NodeId) -> Result<Vec<(NodeId, Span)>, Error> {
        if !self.0.contains_key(&id) {
            self.load(conn, &[id])?;
        }
        Ok(self.0.get(&id).cloned().unwrap_or_default())
    }
}

/// The first path of a new node, under which nothing hangs: it has always stood where its parent has.
pub fn begin(conn: &mut Conn, node: NodeId, parent: NodeId) -> Result<(), Error> {
    let above: Vec<NodeAncestorRow> = node_ancestors::table.filter(node_ancestors::node.eq(parent)).load(conn)?;
    let own = NodeAncestorRow { node, ancestor: parent, distance: 1, since: BEGINNING };
    for row in above.into_iter().map(|row| NodeAncestorRow { node, distance: row.distance + 1, ..row }).chain([own]) {
        diesel::insert_into(node_ancestors::table).values(&row).execute(conn)?;
    }
    let before: Vec<NodePastRow> = node_pasts::table.filter(node_pasts::node.eq(parent)).load(conn)?;
    for row in before {
        diesel::insert_into(node_pasts::table).values(&NodePastRow { node, ..row }).execute(conn)?;
    }
    Ok(())
}

/// Works out again what stands above some nodes, and writes it.
pub fn retrace(conn: &mut Conn, ids: &[NodeId]) -> Result<(), Error> {
    let mut branches = Branches::default();
    branches.load(conn, ids)?;
    for chunk in ids.chunks(CHUNK) {
        diesel::delete(node_ancestors::table.filter(node_ancestors::node.eq_any(chunk))).execute(conn)?;
        diesel::delete(node_pasts::table.filter(node_pasts::node.eq_any(chunk))).execute(conn)?;
    }
    for node in ids {
        let mut above: BTreeMap<NodeId, Vec<(Span, i32)>> = BTreeMap::new();
        let mut ways = vec![(*node, (BEGINNING, None), 1)];
        while let Some((from, span, distance)) = ways.pop() {
            for (parent, branch) in branches.of(conn, from)? {
                let Some(span) = shared(span, branch).filter(|_| parent != *node && distance <= DEEPEST) else { continue };
                above.entry(parent).or_default().push((span, distance));
                ways.push((parent, span, distance + 1));
            }
        }
        for (ancestor, spans) in above {
            write(conn, *node, ancestor, spans)?;
        }
    }
    Ok(())
}

/// Writes the days under one ancestor. Spans that meet are one: a school whose zone changes sector stays in its state without a break.
fn write(conn: &mut Conn, node: NodeId, ancestor: NodeId, mut spans: Vec<(Span, i32)>) -> Result<(), Error> {
    spans.sort_by_key(|((since, _), _)| *since);
    let mut joined: Vec<(Span, i32)> = Vec::with_capacity(spans.len());
    for (span, distance) in spans {
        match joined.last_mut() {
            Some((last, far)) if last.1.is_none_or(|until| until >= span.0) => {
                last.1 = last.1.and_then(|until| span.1.map(|other| other.max(until)));
                *far = distance;
            }
            _ => joined.push((span, distance)),
        }
    }
    for ((since, until), distance) in joined {
        match until {
            None => {
                let row = NodeAncestorRow { node, ancestor, distance, since };
                diesel::insert_into(node_ancestors::table).values(&row).execute(conn)?
            }
            Some(until) => {
                let row = NodePastRow { node, ancestor, since, until };
                diesel::insert_into(node_pasts::table).values(&row).execute(conn)?
            }
        };
    }
    Ok(())
}

/// Everything that stands, or stood, under a node; and the node.
pub fn touched(conn: &mut Conn, node: NodeId) -> Result<Vec<NodeId>, Error> {
    let now = node_ancestors::table.filter(node_ancestors::ancestor.eq(node)).select(node_ancestors::node);
    let before = node_pasts::table.filter(node_pasts::ancestor.eq(node)).select(node_pasts::node);
    let mut all: Vec<NodeId> = now.load(conn)?;
    all.extend(before.load::<NodeId>(conn)?);
    all.push(node);
    all.sort();
    all.dedup();
    Ok(all)
}
