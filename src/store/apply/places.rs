//! Nodes and the tree that they form.

use diesel::prelude::*;

use super::paths;
use crate::domain::fact::{LevelsChosen, NodeClosed, NodeCorrected, NodeFounded, NodeMoved, NodeRenamed, NodeReopened, ShiftStated};
use crate::domain::id::NodeId;
use crate::domain::moment::Day;
use crate::domain::search::fold;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::{NodeParentRow, NodeRow};
use crate::store::schema::{node_parents, nodes};

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
            closed: None,
            merged_into: None,
            preset: None,
        })
        .execute(conn)?;
    if let Some(parent) = fact.parent {
        let row = NodeParentRow { node: fact.node, since: fact.since, parent, until: None };
        diesel::insert_into(node_parents::table).values(&row).execute(conn)?;
        paths::begin(conn, fact.node, parent)?;
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
    // Everything below moves along, now or on the days on which it stood there.
    let touched = paths::touched(conn, fact.node)?;
    paths::retrace(conn, &touched)
}

pub fn corrected(conn: &mut Conn, fact: &NodeCorrected) -> Result<(), Error> {
    diesel::update(nodes::table.find(fact.node))
        .set((
            nodes::name.eq(&fact.name),
            nodes::search.eq(fold(&fact.name)),
            nodes::cct.eq(&fact.cct),
            nodes::time_zone.eq(&fact.time_zone),
            nodes::latitude.eq(fact.latitude),
            nodes::longitude.eq(fact.longitude),
        ))
        .execute(conn)?;
    Ok(())
}

pub fn shift_stated(conn: &mut Conn, fact: &ShiftStated) -> Result<(), Error> {
    diesel::update(nodes::table.find(fact.node)).set(nodes::shift.eq(Some(&fact.shift))).execute(conn)?;
    Ok(())
}

pub fn levels_chosen(conn: &mut Conn, fact: &LevelsChosen) -> Result<(), Error> {
    diesel::update(nodes::table.find(fact.node)).set(nodes::preset.eq(Some(fact.preset))).execute(conn)?;
    Ok(())
}

pub fn closed(conn: &mut Conn, fact: &NodeClosed) -> Result<(), Error> {
    diesel::update(nodes::table.find(fact.node)).set(nodes::closed.eq(Some(fact.since))).execute(conn)?;
    Ok(())
}

pub fn reopened(conn: &mut Conn, fact: &NodeReopened) -> Result<(), Error> {
    let open = (nodes::closed.eq(None::<Day>), nodes::merged_into.eq(None::<NodeId>));
    diesel::update(nodes::table.find(fact.node)).set(open).execute(conn)?;
    Ok(())
}
