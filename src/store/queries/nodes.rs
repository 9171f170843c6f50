//! Places.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::domain::id::NodeId;
use crate::domain::moment::{DEFAULT_ZONE, Day, Moment, Zone};
use crate::domain::policy::Place;
use crate::domain::search::fold;
use crate::domain::words::{Level, Preset};
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::NodeRow;
use crate::store::schema::{node_ancestors, node_parents, nodes};

/// A node.
pub fn by_id(conn: &mut Conn, id: NodeId) -> Result<Option<NodeRow>, Error> {
    Ok(nodes::table.find(id).get_result(conn).optional()?)
}

/// Whether there is any node at all: a new installation has none.
pub fn any(conn: &mut Conn) -> Result<bool, Error> {
    Ok(diesel::select(diesel::dsl::exists(nodes::table.select(nodes::id))).get_result(conn)?)
}

/// A node with what stands above it today, nearest first, and where it goes on.
pub fn place(conn: &mut Conn, id: NodeId) -> Result<Option<Place>, Error> {
    let Some(row) = by_id(conn, id)? else { return Ok(None) };
    Ok(Some(Place { node: id, above: ancestors(conn, id)?, goes_on_in: goes_on_in(conn, &row)? }))
}

/// Where a node goes on that was joined to another, through every later joining.
fn goes_on_in(conn: &mut Conn, node: &NodeRow) -> Result<Option<NodeId>, Error> {
    let mut way = vec![node.id];
    let mut next = node.merged_into;
    while let Some(into) = next.filter(|into| !way.contains(into)) {
        way.push(into);
        next = nodes::table.find(into).select(nodes::merged_into).get_result::<Option<NodeId>>(conn).optional()?.flatten();
    }
    Ok(way.pop().filter(|last| *last != node.id))
}

/// What stands above a node today, nearest first.
pub fn ancestors(conn: &mut Conn, id: NodeId) -> Result<Vec<NodeId>, Error> {
    Ok(node_ancestors::table
        .filter(node_ancestors::node.eq(id))
        .order(node_ancestors::distance)
        .select(node_ancestors::ancestor)
        .load(conn)?)
}

/// The rows of what stands above a node today, nearest first.
pub fn path(conn: &mut Conn, id: NodeId) -> Result<Vec<NodeRow>, Error> {
    Ok(node_ancestors::table
        .inner_join(nodes::table.on(nodes::id.eq(node_ancestors::ancestor)))
        .filter(node_ancestors::node.eq(id))
        .order(node_ancestors::distance)
        .select(nodes::all_columns)
        .load(conn)?)
}

/// What hangs directly under a node today, by name.
pub fn children(conn: &mut Conn, id: NodeId) -> Result<Vec<NodeRow>, Error> {
    Ok(node_parents::table
        .inner_join(nodes::table.on(nodes::id.eq(node_parents::node)))
        .filter(node_parents::parent.eq(id).and(node_parents::until.is_null()).and(nodes::closed.is_null()))
        .order((nodes::search, nodes::id))
        .select(nodes::all_columns)
        .load(conn)?)
}

/// Which of some nodes hang under no other today.
pub fn tops(conn: &mut Conn, of: &[NodeId]) -> Result<Vec<NodeId>, Error> {
    let hanging = node_parents::table.filter(node_parents::until.is_null()).select(node_parents::node);
    Ok(nodes::table.filter(nodes::id.eq_any(of).and(nodes::id.ne_all(hanging))).select(nodes::id).order(nodes::id).load(conn)?)
}

/// Names of nodes.
pub fn names(conn: &mut Conn, ids: &[NodeId]) -> Result<HashMap<NodeId, String>, Error> {
    let mut names = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(500) {
        names.extend(nodes::table.filter(nodes::id.eq_any(chunk)).select((nodes::id, nodes::name)).load::<(NodeId, String)>(conn)?);
    }
    Ok(names)
}

/// A node by its register's key and shift.
pub fn by_key(conn: &mut Conn, cct: &str, shift: Option<&str>) -> Result<Option<NodeRow>, Error> {
    let mut query = nodes::table.filter(nodes::cct.eq(cct)).into_boxed();
    query = match shift {
        Some(shift) => query.filter(nodes::shift.eq(shift)),
        None => query.filter(nodes::shift.is_null()),
    };
    Ok(query.get_result(conn).optional()?)
}

/// The time zone of a node: its own, or that of the nearest node above it that has one.
pub fn zone(conn: &mut Conn, id: NodeId) -> Result<Zone, Error> {
    let own: Option<Option<String>> = nodes::table.find(id).select(nodes::time_zone).get_result(conn).optional()?;
    let mut names: Vec<String> = own.flatten().into_iter().collect();
    if names.is_empty() {
        names = node_ancestors::table
            .inner_join(nodes::table.on(nodes::id.eq(node_ancestors::ancestor)))
            .filter(node_ancestors::node.eq(id).and(nodes::time_zone.is_not_null()))
            .order(node_ancestors::distance)
            .select(nodes::time_zone.assume_not_null())
            .load(conn)?;
    }
    Ok(names.first().and_then(|name| name.parse().ok()).unwrap_or(DEFAULT_ZONE))
}

/// Which levels a node and what is under it has: those that it chose, or the nearest above that chose any. Else those of schools.
pub fn preset(conn: &mut Conn, id: NodeId) -> Result<Preset, Error> {
    let own: Option<Option<Preset>> = nodes::table.find(id).select(nodes::preset).get_result(conn).optional()?;
    if let Some(preset) = own.flatten() {
        return Ok(preset);
    }
    let above: Vec<Preset> = node_ancestors::table
        .inner_join(nodes::table.on(nodes::id.eq(node_ancestors::ancestor)))
        .filter(node_ancestors::node.eq(id).and(nodes::preset.is_not_null()))
        .order(node_ancestors::distance)
        .select(nodes::preset.assume_not_null())
        .load(conn)?;
    Ok(above.first().copied().unwrap_or(Preset::Schools))
}

/// What day it is at a node.
pub fn today(conn: &mut Conn, id: NodeId, now: Moment) -> Result<Day, Error> {
    Ok(now.day_in(zone(conn, id)?))
}

/// Every node that has a register's key.
pub fn with_keys(conn: &mut Conn) -> Result<Vec<NodeRow>, Error> {
    Ok(nodes::table.filter(nodes::cct.is_not_null()).order(nodes::id).load(conn)?)
}

/// What stands below a node today, at any depth.
pub fn below(conn: &mut Conn, id: NodeId) -> Result<Vec<NodeId>, Error> {
    Ok(node_ancestors::table.filter(node_ancestors::ancestor.eq(id)).order(node_ancestors::node).select(node_ancestors::node).load(conn)?)
}

/// The node of a level and name directly under another, or at the top.
pub fn child_named(conn: &mut Conn, parent: Option<NodeId>, level: Level, name: &str) -> Result<Option<NodeId>, Error> {
    let mut query = nodes::table.filter(nodes::level.eq(level).and(nodes::name.eq(name)).and(nodes::closed.is_null())).into_boxed();
    query = match parent {
        Some(parent) => query.filter(nodes::id.eq_any(
            node_parents::table.filter(node_parents::parent.eq(parent).and(node_parents::until.is_null())).select(node_parents::node),
        )),
        None => query.filter(nodes::id.ne_all(node_parents::table.filter(node_parents::until.is_null()).select(node_parents::node))),
    };
    Ok(query.order(nodes::id).select(nodes::id).get_result(conn).optional()?)
}

/// The nodes that hang under no other.
pub fn topmost(conn: &mut Conn) -> Result<Vec<NodeRow>, Error> {
    let hung = node_parents::table.filter(node_parents::until.is_null()).select(node_parents::node);
    Ok(nodes::table.filter(nodes::id.ne_all(hung)).order((nodes::search, nodes::id)).load(conn)?)
}

/// The nodes with this key, or else with this name, whatever its capitals and accents.
pub fn called(conn: &mut Conn, text: &str) -> Result<Vec<NodeRow>, Error> {
    let by_key: Vec<NodeRow> = nodes::table.filter(nodes::cct.eq(text.trim().to_uppercase())).order(nodes::id).load(conn)?;
    if !by_key.is_empty() {
        return Ok(by_key);
    }
    Ok(nodes::table.filter(nodes::search.eq(fold(text))).order(nodes::id).load(conn)?)
}

/// Schools whose name holds every one of the folded words, by name.
pub fn schools_named(conn: &mut Conn, words: &[String], limit: i64) -> Result<Vec<NodeRow>, Error> {
    let mut query = nodes::table.filter(nodes::level.eq(Level::School).and(nodes::closed.is_null())).into_boxed();
    for word in words {
        // The folded text holds only letters, digits and spaces, so a word can bring no wildcard of its own.
        query = query.filter(nodes::search.like(format!("%{word}%")));
    }
    Ok(query.order((nodes::search, nodes::id)).limit(limit).load(conn)?)
}
