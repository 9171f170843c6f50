//! Nodes and the tree that they form.

use diesel::prelude::*;

use crate::domain::fact::{NodeFounded, NodeMoved, NodeRenamed};
use crate::domain::id::NodeId;
use crate::domain::search::fold;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::{NodeAncestorRow, NodeParentRow, NodeRow};
use crate::store::schema::{node_ancestors, node_parents, nodes};

pub fn founded(conn: &mut Conn, fact: &NodeFounded) -> Result<(), Error> {
    diesel::insert_into(nodes::table)
        .values(&NodeRow {
            id: fact.node,
            level: fact.level,
            name: fact.name.clone(),
            search: fold(&fact.name),
            cct: fact.cct.clone(),
            shift: fact.shift.clone(),
            time_zone: fact.time_zone.clone(),
            latitude: fact.latitude,
            longitude: fact.longitude,
            since: fact.since,
        })
        .execute(conn)?;
    if let Some(parent) = fact.parent {
        let row = NodeParentRow { node: fact.node, since: fact.since, parent, until: None };
        diesel::insert_into(node_parents::table).values(&row).execute(conn)?;
        hang(conn, fact.node, parent)?;
    }
    Ok(())
}

pub fn renamed(conn: &mut Conn, fact: &NodeRenamed) -> Result<(), Error> {
    diesel::update(nodes::table.find(fact.node)).set((nodes::name.eq(&fact.name), nodes::search.eq(fold(&fact.name)))).execute(conn)?;
    Ok(())
}

pub fn moved(conn: &mut Conn, fact: &NodeMoved) -> Result<(), Error> {
    // Two moves on one day, or one on the day of the founding: the later line sets the earlier one right.
    diesel::delete(node_parents::table.find((fact.node, fact.since))).execute(conn)?;
    diesel::update(node_parents::table.filter(node_parents::node.eq(fact.node).and(node_parents::until.is_null())))
        .set(node_parents::until.eq(Some(fact.since)))
        .execute(conn)?;
    let row = NodeParentRow { node: fact.node, since: fact.since, parent: fact.parent, until: None };
    diesel::insert_into(node_parents::table).values(&row).execute(conn)?;
    // Everything below moves along: each keeps what stands between it and the moved node, and gets what stands above the new parent.
    let below: Vec<(NodeId, i32)> = node_ancestors::table
        .filter(node_ancestors::ancestor.eq(fact.node))
        .select((node_ancestors::node, node_ancestors::distance))
        .load(conn)?;
    let old: Vec<NodeId> = node_ancestors::table.filter(node_ancestors::node.eq(fact.node)).select(node_ancestors::ancestor).load(conn)?;
    let moving: Vec<NodeId> = below.iter().map(|(node, _)| *node).chain([fact.node]).collect();
    diesel::delete(node_ancestors::table.filter(node_ancestors::node.eq_any(&moving).and(node_ancestors::ancestor.eq_any(&old))))
        .execute(conn)?;
    hang(conn, fact.node, fact.parent)?;
    let above: Vec<(NodeId, i32)> = node_ancestors::table
        .filter(node_ancestors::node.eq(fact.node))
        .select((node_ancestors::ancestor, node_ancestors::distance))
        .load(conn)?;
    for (node, down) in below {
        for (ancestor, up) in &above {
            insert(conn, node, *ancestor, down + up)?;
        }
    }
    Ok(())
}

/// Puts a node under a parent: its ancestors are the parent and the parent's.
fn hang(conn: &mut Conn, node: NodeId, parent: NodeId) -> Result<(), Error> {
    let above: Vec<(NodeId, i32)> = node_ancestors::table
        .filter(node_ancestors::node.eq(parent))
        .select((node_ancestors::ancestor, node_ancestors::distance))
        .load(conn)?;
    insert(conn, node, parent, 1)?;
    for (ancestor, distance) in above {
        insert(conn, node, ancestor, distance + 1)?;
    }
    Ok(())
}

fn insert(conn: &mut Conn, node: NodeId, ancestor: NodeId, distance: i32) -> Result<(), Error> {
    diesel::insert_into(node_ancestors::table).values(&NodeAncestorRow { node, ancestor, distance }).execute(conn)?;
    Ok(())
}
