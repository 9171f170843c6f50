//! Brings the rows of a register into the tree: first as a plan that can be shown, then, when somebody says so, in chunks that can be cut off
//! and run again. What is there already is left alone; a name that changed is changed by a new fact.

use std::collections::{BTreeMap, HashMap};

use super::schools::{SchoolFile, SchoolRow, state_name};
use crate::domain::fact::{NodeFounded, NodeRenamed};
use crate::domain::id::NodeId;
use crate::domain::moment::DEFAULT_ZONE;
use crate::domain::words::Level;
use crate::store::queries::nodes;
use crate::store::{Conn, Db, Error, Tx};

/// How many schools share a transaction: small enough not to keep a class waiting.
const CHUNK: usize = 200;

/// What an import would do.
#[derive(Debug, Default)]
pub struct Plan {
    /// Schools that are not there yet.
    pub new: Vec<SchoolRow>,
    /// Schools that are there under another name.
    pub changed: Vec<(NodeId, SchoolRow)>,
    /// Schools that are there as the file has them.
    pub unchanged: usize,
}

/// Compares a file with what is there.
///
/// # Errors
/// The database cannot be read.
pub fn plan(conn: &mut Conn, file: &SchoolFile) -> Result<Plan, Error> {
    let known = known(conn)?;
    let mut plan = Plan::default();
    for row in &file.rows {
        match known.get(&(row.cct.as_str().to_owned(), row.shift.word())) {
            None => plan.new.push(row.clone()),
            Some((id, name)) if *name != row.name => plan.changed.push((*id, row.clone())),
            Some(_) => plan.unchanged += 1,
        }
    }
    Ok(plan)
}

/// (key, shift) → id and name.
type Known = HashMap<(String, String), (NodeId, String)>;

/// The schools that have a key.
fn known(conn: &mut Conn) -> Result<Known, Error> {
    Ok(nodes::with_keys(conn)?
        .into_iter()
        .filter_map(|node| Some(((node.cct?, node.shift.unwrap_or_default()), (node.id, node.name))))
        .collect())
}

/// Carries a plan out. Cut off in the middle, a new plan holds just what is left.
///
/// # Errors
/// The database refuses. The chunks before stay.
pub fn carry_out(db: &Db, plan: Plan) -> Result<usize, Error> {
    let mut written = 0;
    let mut new = plan.new;
    // Neighbours together: their common nodes above are then found in the same chunk.
    new.sort_by(|one, other| (path(one), &one.name, &one.cct).cmp(&(path(other), &other.name, &other.cct)));
    let mut rest = new.into_iter().peekable();
    while rest.peek().is_some() {
        let chunk: Vec<SchoolRow> = rest.by_ref().take(CHUNK).collect();
        written += chunk.len();
        db.write_now(move |tx| found(tx, &chunk))?;
    }
    for chunk in plan.changed.chunks(CHUNK) {
        let chunk: Vec<(NodeId, String)> = chunk.iter().map(|(id, row)| (*id, row.name.clone())).collect();
        written += chunk.len();
        db.write_now(move |tx| {
            for (node, name) in chunk {
                // Another import may have renamed it since the plan was made.
                if nodes::by_id(tx, node)?.is_some_and(|row| row.name != name) {
                    tx.record(NodeRenamed { node, name })?;
                }
            }
            Ok::<_, Error>(())
        })?;
    }
    Ok(written)
}

/// The nodes above a school, from the top: its state, its region, then its sector and zone where the register has them, else its municipality.
fn path(row: &SchoolRow) -> Vec<(Level, String)> {
    let mut path = Vec::new();
    if let Some(state) = state_name(row.cct.state()) {
        path.push((Level::State, state.to_owned()));
    }
    if let Some(region) = &row.region {
        let name = if region.chars().all(|sign| sign.is_ascii_digit()) { format!("Región {region}") } else { region.clone() };
        path.push((Level::Region, name));
    }
    if row.sector.is_none() && row.zone.is_none() {
        path.extend(row.municipality.clone().map(|name| (Level::Municipality, name)));
    } else {
        path.extend(row.sector.clone().map(|key| (Level::Sector, key)));
        path.extend(row.zone.clone().map(|key| (Level::Zone, key)));
    }
    path
}

fn found(tx: &mut Tx<'_>, rows: &[SchoolRow]) -> Result<(), Error> {
    tx.set_actor(None);
    let since = tx.now().day_in(DEFAULT_ZONE);
    let mut found: BTreeMap<Vec<(Level, String)>, NodeId> = BTreeMap::new();
    for row in rows {
        let steps = path(row);
        let mut parent = None;
        for length in 1..=steps.len() {
            let key = steps[..length].to_vec();
            let (level, name) = &steps[length - 1];
            let node = match found.get(&key) {
                Some(node) => *node,
                None => match nodes::child_named(tx, parent, *level, name)? {
                    Some(node) => node,
                    None => {
                        let node = tx.new_id();
                        tx.record(NodeFounded {
                            node,
                            level: *level,
                            name: name.clone(),
                            parent,
                            since,
                            cct: None,
                            shift: None,
                            time_zone: None,
                            latitude: None,
                            longitude: None,
                        })?;
                        node
                    }
                },
            };
            found.insert(key, node);
            parent = Some(node);
        }
        let shift = Some(row.shift.word()).filter(|word| !word.is_empty());
        // Another import may have brought it since the plan was made.
        if nodes::by_key(tx, row.cct.as_str(), shift.as_deref())?.is_some() {
            continue;
        }
        let node = tx.new_id();
        tx.record(NodeFounded {
            node,
            level: Level::School,
            name: row.name.clone(),
            parent,
            since,
            cct: Some(row.cct.as_str().to_owned()),
            shift,
            time_zone: None,
            latitude: row.latitude,
            longitude: row.longitude,
        })?;
    }
    Ok(())
}
