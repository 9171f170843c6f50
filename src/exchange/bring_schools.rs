//! Brings the rows of a register into the tree: first as a plan that can be shown, then, when somebody says so, in chunks that can be cut off
//! and run again. What is there already is left alone; a name that changed is changed by a new fact.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Problem;
use super::schools::{SchoolFile, SchoolRow, state_name};
use crate::domain::fact::{NodeFounded, NodeRenamed};
use crate::domain::id::NodeId;
use crate::domain::moment::DEFAULT_ZONE;
use crate::domain::search::fold;
use crate::domain::words::{Level, Preset};
use crate::store::queries::nodes;
use crate::store::{Conn, Db, Error, Tx};

/// How many schools share a transaction: small enough not to keep a class waiting.
pub const CHUNK: usize = 200;

/// What an import would do.
#[derive(Debug, Default)]
pub struct Plan {
    /// Schools that are not there yet.
    pub new: Vec<SchoolRow>,
    /// Schools that are there under another name.
    pub changed: Vec<(NodeId, SchoolRow)>,
    /// Schools that are there as the file has them.
    pub unchanged: Vec<u64>,
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
            Some(_) => plan.unchanged.push(row.row),
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
        db.write_now(move |tx| {
            tx.set_actor(None);
            found(tx, &chunk, None)
        })?;
    }
    for chunk in plan.changed.chunks(CHUNK) {
        let chunk: Vec<(NodeId, String)> = chunk.iter().map(|(id, row)| (*id, row.name.clone())).collect();
        written += chunk.len();
        db.write_now(move |tx| {
            tx.set_actor(None);
            rename(tx, chunk)
        })?;
    }
    Ok(written)
}

/// Gives schools the names that a register has for them.
///
/// # Errors
/// The database refuses.
pub fn rename(tx: &mut Tx<'_>, names: Vec<(NodeId, String)>) -> Result<(), Error> {
    for (node, name) in names {
        // Another import may have renamed it since the plan was made.
        if nodes::by_id(tx, node)?.is_some_and(|row| row.name != name) {
            tx.record(NodeRenamed { node, name })?;
        }
    }
    Ok(())
}

/// Why a row is not for a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Elsewhere {
    /// Its key is of another state.
    State,
    /// The school is there, under another place.
    Place,
}

/// Compares a file with what is there, for whoever answers for one place: rows of other places are set aside, by row number.
///
/// # Errors
/// The database cannot be read.
pub fn plan_under(conn: &mut Conn, file: &SchoolFile, node: NodeId) -> Result<(Plan, Vec<Problem<Elsewhere>>), Error> {
    let mut plan = Plan::default();
    let mut elsewhere = Vec::new();
    let Some(top) = nodes::by_id(conn, node)? else { return Ok((plan, elsewhere)) };
    let below: HashSet<NodeId> = nodes::below(conn, node)?.into_iter().collect();
    let known = known(conn)?;
    for row in &file.rows {
        let own = top.level != Level::State || state_name(row.cct.state()).is_some_and(|name| fold(name) == fold(&top.name));
        match known.get(&(row.cct.as_str().to_owned(), row.shift.word())) {
            _ if !own => elsewhere.push(Problem { row: row.row, reason: Elsewhere::State }),
            None => plan.new.push(row.clone()),
            Some((id, _)) if !below.contains(id) => elsewhere.push(Problem { row: row.row, reason: Elsewhere::Place }),
            Some((id, name)) if *name != row.name => plan.changed.push((*id, row.clone())),
            Some(_) => plan.unchanged.push(row.row),
        }
    }
    plan.new.sort_by(|one, other| (path(one), &one.name, &one.cct).cmp(&(path(other), &other.name, &other.cct)));
    Ok((plan, elsewhere))
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

/// Founds the schools of these rows, and what is missing above them, under a node or at the top. Answers with how many.
///
/// # Errors
/// The database refuses.
pub fn found(tx: &mut Tx<'_>, rows: &[SchoolRow], under: Option<(NodeId, Level)>) -> Result<usize, Error> {
    let mut written = 0;
    let since = tx.now().day_in(DEFAULT_ZONE);
    let mut found: BTreeMap<Vec<(Level, String)>, (NodeId, Preset)> = BTreeMap::new();
    let top = match under {
        Some((node, _)) => nodes::preset(tx, node)?,
        None => Preset::Schools,
    };
    for row in rows {
        let mut steps = path(row);
        // What stands above the node, and the node itself, is there.
        steps.retain(|(level, _)| under.is_none_or(|(_, top)| top == Level::Nation || *level > top));
        let (mut parent, mut preset) = (under.map(|(node, _)| node), top);
        for length in 1..=steps.len() {
            let key = steps[..length].to_vec();
            let (level, name) = &steps[length - 1];
            // Of a level that the tree does not have, nothing is made: what is under it hangs higher.
            if !preset.has(*level) {
                continue;
            }
            let (node, its) = match found.get(&key) {
                Some(known) => *known,
                None => match nodes::child_named(tx, parent, *level, name)? {
                    Some(node) => (node, nodes::preset(tx, node)?),
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
                        (node, preset)
                    }
                },
            };
            found.insert(key, (node, its));
            (parent, preset) = (Some(node), its);
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
        written += 1;
    }
    Ok(written)
}
