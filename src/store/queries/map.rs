//! What a map of a node is made of: its schools, where they lie, in which branch, and at which of them there was ever a tutorial or a
//! demonstration. Each is one query, whether the node is a zone or a nation.

use std::collections::HashSet;

use diesel::prelude::*;

use super::figures::HELD;
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

/// The places under a node where somebody demonstrated, or had a tutorial, on some day of a period: of the whole past where it has no
/// beginning.
pub fn practised(conn: &mut Conn, node: NodeId, from: Option<Day>, to: Day) -> Result<HashSet<NodeId>, Error> {
    let mut held = demonstrations::table
        .filter(demonstrations::day.le(to).and(demonstrations::state.eq_any(HELD)))
        .filter(demonstrations::school.eq_any(under!(node)))
        .select(demonstrations::school)
        .distinct()
        .into_boxed();
    let mut met = tutorials::table
        .filter(tutorials::agreed.le(to).and(tutorials::contested.eq(false)).and(tutorials::state.ne(TutorialState::NeverBegan)))
        .filter(tutorials::school.eq_any(under!(node)))
        .select(tutorials::school)
        .distinct()
        .into_boxed();
    if let Some(from) = from {
        held = held.filter(demonstrations::day.ge(from));
        met = met.filter(tutorials::ended.is_null().or(tutorials::ended.ge(from)));
    }
    let mut found: HashSet<NodeId> = held.load::<NodeId>(conn)?.into_iter().collect();
    found.extend(met.load::<NodeId>(conn)?);
    Ok(found)
}
