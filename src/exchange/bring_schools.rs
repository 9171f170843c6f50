//! Brings the rows of a register into the tree: first as a plan that can be shown, then, when somebody says so, in chunks that can be cut off
//! and run again. Of a school that is there already only what the register says otherwise is written, by new facts ([`known`]).

mod known;

use std::collections::{HashMap, HashSet};
use std::fmt;

pub use known::{Again, Change, Hang, Step};
use known::{Found, Known};

use super::Problem;
use super::schools::{SchoolFile, SchoolRow, state_name};
use crate::domain::fact::{NodeCorrected, NodeFounded, NodeMoved, NodeRenamed, ShiftStated};
use crate::domain::id::NodeId;
use crate::domain::moment::{DEFAULT_ZONE, Day};
use crate::domain::search::fold;
use crate::domain::words::{Level, Preset};
use crate::store::queries::{nodes, tree};
use crate::store::{Conn, Db, Error, Tx};

/// How many schools share a transaction: small enough not to keep a class waiting.
pub const CHUNK: usize = 200;

/// What an import would do.
#[derive(Debug, Default)]
pub struct Plan {
    /// Schools that are not there yet.
    pub new: Vec<SchoolRow>,
    /// Schools of which the file says something otherwise.
    pub changed: Vec<Again>,
    /// Schools that are there as the file has them.
    pub unchanged: Vec<u64>,
    /// Rows that found their school by its key alone.
    pub by_key: Vec<Problem<ByKey>>,
    /// Rows that are not taken.
    pub refused: Vec<Problem<Unfit>>,
}

/// That a row found its school by the key alone, with the shift that is known of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no other school here has this key: it is taken to be the same, whatever the shift")]
pub struct ByKey;

/// Why a row is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Its key is of another state.
    #[error("the key is of another state")]
    State,
    /// The school is there, under another place.
    #[error("the school is in the network already, in another place")]
    Place,
    /// Several schools share the key, and the shift does not tell which of them it is.
    #[error("several schools share this key, and without its shift one cannot tell which is meant")]
    Shift,
}

/// Compares a file with what is there; for whoever answers for one place, rows of other places are set aside.
///
/// # Errors
/// The database cannot be read.
pub fn plan(conn: &mut Conn, file: &SchoolFile, under: Option<NodeId>) -> Result<Plan, Error> {
    let mut plan = Plan::default();
    let (top, below) = match under {
        None => (None, None),
        Some(node) => {
            let Some(top) = nodes::by_id(conn, node)? else { return Ok(plan) };
            (Some(top), Some(nodes::below(conn, node)?.into_iter().collect::<HashSet<NodeId>>()))
        }
    };
    let known = Known::load(conn, &file.rows)?;
    let of_state = |row: &SchoolRow| {
        let state = top.as_ref().filter(|top| top.level == Level::State);
        state.is_none_or(|top| state_name(row.cct.state()).is_some_and(|name| fold(name) == fold(&top.name)))
    };
    for row in &file.rows {
        let found = known.find(row);
        let refuse = |reason: Unfit| Problem { row: row.row, reason };
        let node = match found {
            _ if !of_state(row) => {
                plan.refused.push(refuse(Unfit::State));
                continue;
            }
            Found::Nowhere => {
                plan.new.push(row.clone());
                continue;
            }
            Found::Several => {
                plan.refused.push(refuse(Unfit::Shift));
                continue;
            }
            Found::Exactly(node) | Found::ByKey(node) => node,
        };
        if below.as_ref().is_some_and(|below| !below.contains(&node.id)) {
            plan.refused.push(refuse(Unfit::Place));
            continue;
        }
        if matches!(found, Found::ByKey(_)) {
            plan.by_key.push(Problem { row: row.row, reason: ByKey });
        }
        plan.changed.push(known.again(conn, node, row, top.as_ref().map(|top| (top.id, top.level)))?);
    }
    known::settle(&mut plan.changed);
    let (changed, same) = plan.changed.into_iter().partition(|school| !school.changes.is_empty() || !school.hangs.is_empty());
    plan.changed = changed;
    plan.unchanged = same.iter().map(|school| school.row.row).collect();
    // Neighbours together: their common nodes above are then found in the same chunk.
    plan.new.sort_by(|one, other| (path(one), &one.name, &one.cct).cmp(&(path(other), &other.name, &other.cct)));
    Ok(plan)
}

impl fmt::Display for Again {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut said: Vec<String> = Vec::new();
        for change in &self.changes {
            said.push(match change {
                Change::Name { from } => format!("name: {from:?} becomes {:?}", self.row.name),
                Change::Point { known: true } => "where it lies becomes otherwise".to_owned(),
                Change::Point { known: false } => "where it lies is filled in".to_owned(),
                Change::Shift => format!("shift: {:?} is filled in", self.row.shift.word()),
            });
        }
        for step in self.steps() {
            said.push(match &step.from {
                Some(from) => format!("{}: {from:?} becomes {:?}", step.level, step.to),
                None => format!("{}: {:?} is filled in", step.level, step.to),
            });
        }
        f.write_str(&said.join("; "))
    }
}

/// Carries a plan out. Cut off in the middle, a new plan holds just what is left.
///
/// # Errors
/// The database refuses. The chunks before stay.
pub fn carry_out(db: &Db, plan: Plan) -> Result<usize, Error> {
    let mut written = 0;
    for chunk in plan.new.chunks(CHUNK) {
        let chunk = chunk.to_vec();
        written += chunk.len();
        db.write_now(move |tx| {
            tx.set_actor(None);
            found(tx, &chunk, None)
        })?;
    }
    for chunk in plan.changed.chunks(CHUNK) {
        let chunk = chunk.to_vec();
        written += chunk.len();
        db.write_now(move |tx| {
            tx.set_actor(None);
            amend(tx, &chunk)
        })?;
    }
    Ok(written)
}

/// Writes of schools that are there what a register says otherwise of them.
///
/// # Errors
/// The database refuses.
pub fn amend(tx: &mut Tx<'_>, schools: &[Again]) -> Result<(), Error> {
    let mut growing = Growing::new(tx.now().day_in(DEFAULT_ZONE));
    for Again { node, row, changes, hangs, .. } in schools {
        let Some(here) = nodes::by_id(tx, *node)? else { continue };
        // Another import may have written the same since the plan was made.
        let name = if changes.iter().any(|change| matches!(change, Change::Name { .. })) { row.name.clone() } else { here.name.clone() };
        if changes.iter().any(|change| matches!(change, Change::Point { .. })) {
            let (latitude, longitude) = (row.latitude, row.longitude);
            if name != here.name || (latitude, longitude) != (here.latitude, here.longitude) {
                tx.record(NodeCorrected { node: *node, name, cct: here.cct, time_zone: here.time_zone, latitude, longitude })?;
            }
        } else if name != here.name {
            tx.record(NodeRenamed { node: *node, name })?;
        }
        if changes.contains(&Change::Shift) && here.shift.is_none() {
            tx.record(ShiftStated { node: *node, shift: row.shift.word() })?;
        }
        for hang in hangs {
            growing.hang(tx, hang)?;
        }
    }
    Ok(())
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

/// Nodes above schools, found or founded on the way: neighbours share them.
struct Growing {
    since: Day,
    found: HashMap<(Option<NodeId>, Level, String), (NodeId, Preset)>,
}

impl Growing {
    fn new(since: Day) -> Growing {
        Growing { since, found: HashMap::new() }
    }

    /// The node of this level and name under another, or at the top, and which levels it has. Of a level that the tree does not have, nothing is
    /// made: what is under it hangs higher.
    fn step(
        &mut self,
        tx: &mut Tx<'_>,
        (parent, preset): (Option<NodeId>, Preset),
        level: Level,
        name: &str,
    ) -> Result<(Option<NodeId>, Preset), Error> {
        if !preset.has(level) {
            return Ok((parent, preset));
        }
        let key = (parent, level, name.to_owned());
        if let Some((node, its)) = self.found.get(&key) {
            return Ok((Some(*node), *its));
        }
        let (node, its) = match there(tx, parent, level, name)? {
            Some(node) => (node, nodes::preset(tx, node)?),
            None => {
                let node = tx.new_id();
                tx.record(NodeFounded {
                    node,
                    level,
                    name: name.to_owned(),
                    parent,
                    since: self.since,
                    cct: None,
                    shift: None,
                    time_zone: None,
                    latitude: None,
                    longitude: None,
                })?;
                (node, preset)
            }
        };
        self.found.insert(key, (node, its));
        Ok((Some(node), its))
    }

    /// Hangs a node where a register has it, under what is there or comes there with it.
    fn hang(&mut self, tx: &mut Tx<'_>, hang: &Hang) -> Result<(), Error> {
        let preset = match hang.base {
            Some(base) => nodes::preset(tx, base)?,
            None => Preset::Schools,
        };
        let mut at = (hang.base, preset);
        for step in &hang.steps {
            at = self.step(tx, at, step.level, &step.to)?;
        }
        let Some(parent) = at.0 else { return Ok(()) };
        if tree::branch(tx, hang.node)?.is_none_or(|branch| branch.parent != parent) {
            tx.record(NodeMoved { node: hang.node, parent, since: self.since })?;
        }
        Ok(())
    }
}

/// What is called so under a node, or at the top. Zones and sectors are known by their number, however it is written, where only one has it.
fn there(tx: &mut Tx<'_>, parent: Option<NodeId>, level: Level, name: &str) -> Result<Option<NodeId>, Error> {
    let exactly = nodes::child_named(tx, parent, level, name)?;
    let (None, Some(parent), true) = (exactly, parent, matches!(level, Level::Sector | Level::Zone)) else { return Ok(exactly) };
    let mut alike = nodes::children(tx, parent)?;
    alike.retain(|child| child.level == level && known::same_place(&child.name, name));
    Ok(if alike.len() == 1 { alike.first().map(|child| child.id) } else { None })
}

/// Founds the schools of these rows, and what is missing above them, under a node or at the top. Answers with how many.
///
/// # Errors
/// The database refuses.
pub fn found(tx: &mut Tx<'_>, rows: &[SchoolRow], under: Option<(NodeId, Level)>) -> Result<usize, Error> {
    let mut written = 0;
    let since = tx.now().day_in(DEFAULT_ZONE);
    let mut growing = Growing::new(since);
    let top = match under {
        Some((node, _)) => nodes::preset(tx, node)?,
        None => Preset::Schools,
    };
    for row in rows {
        let mut steps = path(row);
        // What stands above the node, and the node itself, is there.
        steps.retain(|(level, _)| under.is_none_or(|(_, top)| top == Level::Nation || *level > top));
        let mut at = (under.map(|(node, _)| node), top);
        for (level, name) in &steps {
            at = growing.step(tx, at, *level, name)?;
        }
        let parent = at.0;
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
