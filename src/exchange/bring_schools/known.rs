//! The schools that are there, as a register finds them again: by key and shift, else by the key alone where only one school can be meant; and
//! what the register says otherwise of them.
//!
//! What it does not say is never taken away: last year's list knew where the school lies, this year's knows its zone, and both are kept. Where the
//! two differ the newer list is followed, and that it differs is told first.

use std::collections::{HashMap, HashSet};

use super::path;
use crate::domain::cct::Cct;
use crate::domain::id::NodeId;
use crate::domain::search::fold;
use crate::domain::words::Level;
use crate::exchange::schools::{SchoolRow, Shift};
use crate::store::queries::{nodes, tree};
use crate::store::rows::NodeRow;
use crate::store::{Conn, Error};

/// Two points this near to one another, in degrees, are one: about ten metres.
const NEAR: f64 = 0.0001;

/// A school that is there, and what a row says otherwise of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Again {
    /// Which.
    pub node: NodeId,
    /// The row.
    pub row: SchoolRow,
    /// What becomes otherwise.
    pub changes: Vec<Change>,
    /// What is hung elsewhere for it, from the top.
    pub hangs: Vec<Hang>,
    /// What stands above it where the row says that it does.
    stays: Vec<NodeId>,
}

impl Again {
    /// What comes to stand above it, from the top.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.hangs.iter().flat_map(|hang| &hang.steps)
    }
}

/// Something about a school that becomes otherwise.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// It is called otherwise.
    Name {
        /// What it was called.
        from: String,
    },
    /// Where it lies.
    Point {
        /// Whether something was known of it.
        known: bool,
    },
    /// Its shift was not known.
    Shift,
}

/// A node that is hung under others: the school, or what stands above it and is the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Hang {
    /// Which.
    pub node: NodeId,
    /// What stays above it; nothing at the top.
    pub base: Option<NodeId>,
    /// What comes between, from the top.
    pub steps: Vec<Step>,
}

/// Something that stands above a school by the register.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Of which level.
    pub level: Level,
    /// What stood there; nothing where nothing was known.
    pub from: Option<String>,
    /// What it is called.
    pub to: String,
}

/// How a row finds its school.
#[derive(Debug, Clone, Copy)]
pub enum Found<'a> {
    /// It is not there.
    Nowhere,
    /// By key and shift.
    Exactly(&'a NodeRow),
    /// By the key alone: one of the two says no shift, and only one school can be meant.
    ByKey(&'a NodeRow),
    /// Several schools share the key, and one of the two says no shift.
    Several,
}

/// The schools that have a key, and what stands above them.
#[derive(Debug, Default)]
pub struct Known {
    schools: HashMap<String, Vec<NodeRow>>,
    parents: HashMap<NodeId, NodeId>,
    above: HashMap<NodeId, (Level, String)>,
    /// How many rows of the file find no school by key and shift, by key.
    loose: HashMap<String, usize>,
    /// The schools that a row finds by key and shift.
    taken: HashSet<NodeId>,
}

impl Known {
    /// What is there, for the rows of a file.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn load(conn: &mut Conn, rows: &[SchoolRow]) -> Result<Known, Error> {
        let mut known = Known { parents: tree::parents(conn)?, above: tree::above_schools(conn)?, ..Known::default() };
        for node in nodes::with_keys(conn)? {
            if let Some(cct) = node.cct.clone() {
                known.schools.entry(cct).or_default().push(node);
            }
        }
        for same in known.schools.values_mut() {
            // One that closed is found only where no other has its key.
            if same.iter().any(|node| node.closed.is_none()) {
                same.retain(|node| node.closed.is_none());
            }
        }
        for row in rows {
            match known.exactly(row).map(|node| node.id) {
                Some(node) => drop(known.taken.insert(node)),
                None => *known.loose.entry(row.cct.as_str().to_owned()).or_default() += 1,
            }
        }
        Ok(known)
    }

    fn with_key(&self, row: &SchoolRow) -> &[NodeRow] {
        self.schools.get(row.cct.as_str()).map_or(&[], Vec::as_slice)
    }

    fn exactly(&self, row: &SchoolRow) -> Option<&NodeRow> {
        let shift = row.shift.word();
        self.with_key(row).iter().find(|node| node.shift.as_deref().unwrap_or_default() == shift)
    }

    /// Which school a row is.
    pub fn find(&self, row: &SchoolRow) -> Found<'_> {
        if let Some(node) = self.exactly(row) {
            return Found::Exactly(node);
        }
        let same = self.with_key(row);
        let left: Vec<&NodeRow> = same.iter().filter(|node| !self.taken.contains(&node.id)).collect();
        let unsaid = row.shift == Shift::Unstated || left.iter().any(|node| node.shift.is_none());
        match (&left[..], unsaid) {
            // Every school with this key is another row's, or works in another shift: this is one more.
            ([], _) | (_, false) => Found::Nowhere,
            ([one], true) if same.len() == 1 && self.loose.get(row.cct.as_str()) == Some(&1) => Found::ByKey(one),
            _ => Found::Several,
        }
    }

    /// What a row says otherwise of a school that is there, for whoever answers for what is below a level; nobody for all.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn again(&self, conn: &mut Conn, node: &NodeRow, row: &SchoolRow, under: Option<(NodeId, Level)>) -> Result<Again, Error> {
        let mut changes = Vec::new();
        // A key that stands for a blank name is no name.
        if node.name != row.name && row.name != row.cct.as_str() {
            changes.push(Change::Name { from: node.name.clone() });
        }
        let is_here = node.closed.is_none() && node.level == Level::School;
        if is_here && let (Some(latitude), Some(longitude)) = (row.latitude, row.longitude) {
            match (node.latitude, node.longitude) {
                (Some(north), Some(east)) if (north - latitude).abs() <= NEAR && (east - longitude).abs() <= NEAR => {}
                (north, _) => changes.push(Change::Point { known: north.is_some() }),
            }
        }
        if is_here && node.shift.is_none() && row.shift != Shift::Unstated {
            changes.push(Change::Shift);
        }
        let (hangs, stays) = if is_here { self.hangs(conn, node.id, row, under)? } else { (Vec::new(), Vec::new()) };
        Ok(Again { node: node.id, row: row.clone(), changes, hangs, stays })
    }

    /// What stands above a node, from the top.
    fn chain(&self, node: NodeId) -> Vec<(NodeId, Level, &str)> {
        let mut chain = Vec::new();
        let mut at = node;
        while let Some(parent) = self.parents.get(&at)
            && let Some((level, name)) = self.above.get(parent)
            && chain.len() < Level::ALL.len()
        {
            chain.push((*parent, *level, name.as_str()));
            at = *parent;
        }
        chain.reverse();
        chain
    }

    /// What has to be hung elsewhere, so that everything that the row says stands above the school; and what it says that stands well.
    fn hangs(
        &self,
        conn: &mut Conn,
        node: NodeId,
        row: &SchoolRow,
        under: Option<(NodeId, Level)>,
    ) -> Result<(Vec<Hang>, Vec<NodeId>), Error> {
        let mut chain = self.chain(node);
        let has = |level: Level| chain.iter().any(|(_, its, _)| *its == level);
        let in_zone = has(Level::Sector) || has(Level::Zone);
        let mut said = path(row);
        said.retain(|(level, _)| *level != Level::State && under.is_none_or(|(_, top)| top == Level::Nation || *level > top));
        // A municipality stands where no zone is known. Somebody who has both has drawn the tree by hand.
        said.retain(|(level, _)| *level != Level::Municipality || !in_zone);
        if said.is_empty() || (in_zone && has(Level::Municipality)) {
            return Ok((Vec::new(), Vec::new()));
        }
        if said.iter().any(|(level, _)| matches!(level, Level::Sector | Level::Zone)) {
            chain.retain(|(_, level, _)| *level != Level::Municipality);
        }
        let highest = said.first().map(|(level, _)| *level);
        let same = |level: Level, name: &str| chain.iter().any(|(_, its, here)| *its == level && same_place(here, name));
        said.retain(|(level, name)| !same(*level, name));
        if !said.is_empty() {
            let preset = nodes::preset(conn, node)?;
            said.retain(|(level, _)| preset.has(*level));
        }
        let hangs = if said.is_empty() { Vec::new() } else { hung(node, &chain, said, under.map(|(node, _)| node), row) };
        let stays =
            chain.iter().filter(|(id, level, _)| highest.is_some_and(|top| *level > top) && hangs.iter().all(|hang| hang.node != *id));
        let stays = stays.map(|(id, ..)| *id).collect();
        Ok((hangs, stays))
    }
}

/// Goes down what stands above a school, puts in what is new, and hangs under it what stays.
fn hung(node: NodeId, chain: &[(NodeId, Level, &str)], said: Vec<(Level, String)>, under: Option<NodeId>, row: &SchoolRow) -> Vec<Hang> {
    let (mut hangs, mut base, mut steps): (Vec<Hang>, Option<NodeId>, Vec<Step>) = (Vec::new(), under, Vec::new());
    if chain.is_empty() && under.is_none() {
        let state = path(row).into_iter().find(|(level, _)| *level == Level::State);
        steps.extend(state.map(|(level, to)| Step { level, from: None, to }));
    }
    let mut said = said.into_iter().peekable();
    for (id, level, name) in chain {
        while let Some((new, to)) = said.next_if(|(new, _)| new < level) {
            steps.push(Step { level: new, from: None, to });
        }
        if let Some((level, to)) = said.next_if(|(new, _)| new == level) {
            steps.push(Step { level, from: Some((*name).to_owned()), to });
            continue;
        }
        if !steps.is_empty() {
            hangs.push(Hang { node: *id, base, steps: std::mem::take(&mut steps) });
        }
        base = Some(*id);
    }
    steps.extend(said.map(|(level, to)| Step { level, from: None, to }));
    if !steps.is_empty() {
        hangs.push(Hang { node, base, steps });
    }
    hangs
}

/// Whether two registers mean the same place above schools. One writes `016`, another `Zona 16`, a third the key that holds the number.
pub fn same_place(one: &str, other: &str) -> bool {
    let keys = [one, other].map(|text| Cct::parse(text).is_ok());
    fold(one) == fold(other) || (keys != [true, true] && number(one).is_some() && number(one) == number(other))
}

/// The number of a zone or a sector, however it is written.
fn number(text: &str) -> Option<u32> {
    if let Ok(key) = Cct::parse(text) {
        return key.as_str().get(5..9)?.parse().ok();
    }
    let folded = fold(text);
    let mut words = folded.split(' ').filter(|word| !["zona", "sector", "escolar", "numero", "num", "no"].contains(word));
    let number = words.next()?.parse().ok();
    if words.next().is_none() { number } else { None }
}

/// Lets go of what cannot be followed: rows that would hang the same zone under different sectors say nothing of it together.
pub fn settle(schools: &mut [Again]) {
    let mut wanted: HashMap<NodeId, Hang> = HashMap::new();
    let mut torn: HashSet<NodeId> = HashSet::new();
    for hang in schools.iter().flat_map(|school| &school.hangs) {
        match wanted.get(&hang.node) {
            Some(other) if other != hang => drop(torn.insert(hang.node)),
            _ => drop(wanted.insert(hang.node, hang.clone())),
        }
    }
    torn.extend(schools.iter().flat_map(|school| &school.stays).filter(|stays| wanted.contains_key(stays)));
    for school in schools {
        school.hangs.retain(|hang| !torn.contains(&hang.node));
    }
}

#[cfg(test)]
mod tests {
    use super::same_place;

    #[test]
    fn a_zone_is_the_same_however_its_number_is_written() {
        for (one, other) in [("016", "16"), ("Zona 16", "016"), ("14FTV0016X", "Zona escolar 16"), ("Sierra Clara", "SIERRA CLARA")] {
            assert!(same_place(one, other) && same_place(other, one), "{one} is {other}");
        }
        // Zones of different kinds of schools have the same numbers, and a name that holds one is not one.
        for (one, other) in [("14FTV0016X", "14FIZ0016Y"), ("16", "17"), ("Zona 16 norte", "16"), ("Sierra", "Costa"), ("", "16")] {
            assert!(!same_place(one, other) && !same_place(other, one), "{one} is not {other}");
        }
    }
}
