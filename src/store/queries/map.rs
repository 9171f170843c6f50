//! What a map of a node is made of: its schools, where they lie, in which branch, which went on in them, and at which of all these there was ever
//! a tutorial or a demonstration. Each is a query or two, whether the node is a zone or a nation.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;

use super::figures::HELD;
use super::past::CHUNK;
use crate::domain::id::NodeId;
use crate::domain::moment::Day;
use crate::domain::words::{Level, TutorialState};
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::schema::{demonstrations, node_ancestors, node_parents, nodes, tutorials};

/// A school on a map.
#[derive(Debug, Clone, PartialEq, Queryable)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct School {
    pub id: NodeId,
    pub name: String,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
}

/// What hangs under a node today.
macro_rules! under {
    ($node:expr) => {
        node_ancestors::table.filter(node_ancestors::ancestor.eq($node)).select(node_ancestors::node)
    };
}

/// The open schools under a node, by id.
pub fn schools(conn: &mut Conn, node: NodeId) -> Result<Vec<School>, Error> {
    Ok(nodes::table
        .filter(nodes::id.eq_any(under!(node)))
        .filter(nodes::level.eq(Level::School).and(nodes::closed.is_null()))
        .order(nodes::id)
        .select((nodes::id, nodes::name, nodes::latitude, nodes::longitude))
        .load(conn)?)
}

/// Each place under a node with what it hangs under.
pub fn branches(conn: &mut Conn, node: NodeId) -> Result<Vec<(NodeId, NodeId)>, Error> {
    Ok(node_parents::table
        .filter(node_parents::until.is_null().and(node_parents::node.eq_any(under!(node))))
        .select((node_parents::node, node_parents::parent))
        .load(conn)?)
}

/// The places that were joined to one under a node, wherever they hang themselves: each with the one in which it goes on, through every later
/// joining.
pub fn joined(conn: &mut Conn, node: NodeId) -> Result<HashMap<NodeId, NodeId>, Error> {
    let ways = || (nodes::id, nodes::merged_into.assume_not_null());
    let into = nodes::merged_into.assume_not_null();
    let mut found: Vec<(NodeId, NodeId)> = nodes::table.filter(into.eq_any(under!(node))).select(ways()).load(conn)?;
    let mut next_of: HashMap<NodeId, NodeId> = HashMap::new();
    while !found.is_empty() {
        let new: Vec<NodeId> = found.into_iter().filter(|(id, into)| next_of.insert(*id, *into).is_none()).map(|(id, _)| id).collect();
        found = Vec::new();
        for chunk in new.chunks(CHUNK) {
            found.extend(nodes::table.filter(into.eq_any(chunk)).select(ways()).load::<(NodeId, NodeId)>(conn)?);
        }
    }
    let steps = next_of.len();
    let last = |id: NodeId| std::iter::successors(Some(id), |at| next_of.get(at).copied()).take(steps + 1).last().unwrap_or(id);
    Ok(next_of.keys().map(|id| (*id, last(*id))).collect())
}

/// The places under a node, and those that were joined to them, where somebody demonstrated, or had a tutorial, on some day of a period: of the
/// whole past where it has no beginning.
pub fn practised(conn: &mut Conn, node: NodeId, joined: &[NodeId], from: Option<Day>, to: Day) -> Result<HashSet<NodeId>, Error> {
    let held = || {
        let held = demonstrations::table
            .filter(demonstrations::day.le(to).and(demonstrations::state.eq_any(HELD)))
            .select(demonstrations::school)
            .distinct()
            .into_boxed();
        if let Some(from) = from { held.filter(demonstrations::day.ge(from)) } else { held }
    };
    let met = || {
        let met = tutorials::table
            .filter(tutorials::agreed.le(to).and(tutorials::contested.eq(false)).and(tutorials::state.ne(TutorialState::NeverBegan)))
            .select(tutorials::school)
            .distinct()
            .into_boxed();
        if let Some(from) = from { met.filter(tutorials::ended.is_null().or(tutorials::ended.ge(from))) } else { met }
    };
    let mut found: HashSet<NodeId> = HashSet::new();
    found.extend(held().filter(demonstrations::school.eq_any(under!(node))).load::<NodeId>(conn)?);
    found.extend(met().filter(tutorials::school.eq_any(under!(node))).load::<NodeId>(conn)?);
    for chunk in joined.chunks(CHUNK) {
        found.extend(held().filter(demonstrations::school.eq_any(chunk)).load::<NodeId>(conn)?);
        found.extend(met().filter(tutorials::school.eq_any(chunk)).load::<NodeId>(conn)?);
    }
    Ok(found)
}
