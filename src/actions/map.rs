//! What a map may tell: of each school under a node where it lies and whether it practises.
//!
//! A map is the same for everybody, so it tells what a stranger may know and no more: of a school whose figures are for its own people alone,
//! or of which any place on its way to the top is such, it tells where it lies and nothing else. Counts that a map sums up are sums of what
//! it tells, so no hidden school can be worked out of two maps.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, HashSet};

use super::{Error, figures};
use crate::domain::id::NodeId;
use crate::domain::moment::Day;
use crate::spread::map::Site;
use crate::spread::month::Period;
use crate::store::Conn;
use crate::store::queries::{map, nodes};
use crate::store::rows::NodeRow;

/// Whether a school practises, as far as it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Practice {
    /// This month somebody had a tutorial there, or demonstrated.
    Today,
    /// Somebody did in an earlier month.
    Once,
    /// Nobody ever did; or it is not told.
    Untold,
}

/// A school on the map.
#[derive(Debug, Clone, PartialEq)]
pub struct School {
    /// Which.
    pub id: NodeId,
    /// Its name.
    pub name: String,
    /// Where it lies, to a hundred metres: degrees north and east.
    pub point: Option<(f64, f64)>,
    /// The child of the map's node at or under which it is.
    pub branch: NodeId,
    /// Whether it practises.
    pub practice: Practice,
}

impl School {
    /// What is drawn of it, where it is known where it lies.
    pub fn site(&self) -> Option<Site<NodeId>> {
        self.point.map(|(latitude, longitude)| Site { key: self.id, latitude, longitude })
    }
}

/// How many schools practise, of so many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Count {
    pub schools: usize,
    pub today: usize,
    pub once: usize,
}

impl Count {
    /// Counts some schools.
    pub fn of<'a>(schools: impl Iterator<Item = &'a School>) -> Count {
        schools.fold(Count::default(), |count, school| Count {
            schools: count.schools + 1,
            today: count.today + usize::from(school.practice == Practice::Today),
            once: count.once + usize::from(school.practice == Practice::Once),
        })
    }

    /// The most that is told of any of them.
    pub fn practice(self) -> Practice {
        match (self.today, self.once) {
            (0, 0) => Practice::Untold,
            (0, _) => Practice::Once,
            _ => Practice::Today,
        }
    }
}

/// To three decimals, which is about a hundred metres: where the village is, not which door.
pub fn rounded(degrees: f64) -> f64 {
    (degrees * 1000.0).round() / 1000.0
}

/// The schools under a node, by id.
///
/// # Errors
/// The database cannot be read.
pub fn schools(conn: &mut Conn, node: &NodeRow, today: Day) -> Result<Vec<School>, Error> {
    let month = Period::month(today);
    let parents: HashMap<NodeId, NodeId> = map::branches(conn, node.id)?.into_iter().collect();
    // A school practises by what happened in those that were joined to it, too: it is they who go on in it.
    let joined = map::joined(conn, node.id)?;
    let goes_on = |id: NodeId| joined.get(&id).copied().unwrap_or(id);
    let others: Vec<NodeId> = joined.keys().copied().collect();
    let now: HashSet<NodeId> = map::practised(conn, node.id, &others, Some(month.from), month.to)?.into_iter().map(goes_on).collect();
    let ever: HashSet<NodeId> = map::practised(conn, node.id, &others, None, today)?.into_iter().map(goes_on).collect();
    let told = told(conn, node.id, &parents, now.union(&ever).copied())?;
    let branch = |mut id: NodeId| {
        while let Some(parent) = parents.get(&id).copied().filter(|parent| *parent != node.id) {
            id = parent;
        }
        id
    };
    let schools = map::schools(conn, node.id)?.into_iter().map(|row| School {
        branch: branch(row.id),
        practice: match (told.contains(&row.id), now.contains(&row.id)) {
            (false, _) => Practice::Untold,
            (true, true) => Practice::Today,
            (true, false) => Practice::Once,
        },
        point: row.latitude.zip(row.longitude).map(|(latitude, longitude)| (rounded(latitude), rounded(longitude))),
        id: row.id,
        name: row.name,
    });
    Ok(schools.collect())
}

/// Which of these schools under a node may be told of: those where no place on the way to the top, nor the top itself, has figures that are
/// for its own people alone.
fn told(
    conn: &mut Conn,
    node: NodeId,
    parents: &HashMap<NodeId, NodeId>,
    schools: impl Iterator<Item = NodeId>,
) -> Result<HashSet<NodeId>, Error> {
    let mut above = vec![node];
    above.extend(nodes::ancestors(conn, node)?);
    if figures::lone(conn, *above.last().unwrap_or(&node))? {
        return Ok(HashSet::new());
    }
    let mut known: HashMap<NodeId, BTreeSet<NodeId>> = HashMap::new();
    let mut personal = |conn: &mut Conn, parent: NodeId, child: NodeId| -> Result<bool, Error> {
        Ok(match known.entry(parent) {
            Entry::Occupied(known) => known.into_mut().contains(&child),
            Entry::Vacant(new) => new.insert(figures::personal_under(conn, parent)?).contains(&child),
        })
    };
    for step in above.windows(2) {
        if personal(conn, step[1], step[0])? {
            return Ok(HashSet::new());
        }
    }
    let mut found = HashSet::new();
    for school in schools {
        let (mut at, mut hidden) = (school, false);
        while let Some(parent) = parents.get(&at).copied().filter(|_| !hidden && at != node) {
            hidden = personal(conn, parent, at)?;
            at = parent;
        }
        if !hidden {
            found.insert(school);
        }
    }
    Ok(found)
}
