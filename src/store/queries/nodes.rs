//! Places in the tree.

use diesel::prelude::*;

use crate::domain::id::NodeId;
use crate::domain::policy::Place;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::schema::{node_ancestors, nodes};

/// A node and what stands above it today, nearest first; `None` where there is no such node.
///
/// # Errors
/// The database cannot be read.
pub fn place(conn: &mut Conn, node: NodeId) -> Result<Option<Place>, Error> {
    // One query for both questions: a node without ancestors still gives a row.
    let rows: Vec<Option<NodeId>> = nodes::table
        .left_join(node_ancestors::table.on(node_ancestors::node.eq(nodes::id)))
        .filter(nodes::id.eq(node))
        .order(node_ancestors::distance)
        .select(node_ancestors::ancestor.nullable())
        .load(conn)?;
    Ok(if rows.is_empty() { None } else { Some(Place { node, above: rows.into_iter().flatten().collect() }) })
}
