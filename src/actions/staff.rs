//! Who teaches where at and under a place, and which schools its counts therefore leave out (DOMAIN.md §3.10): the rule is `spread::lone`'s. Who
//! reads plays no part: the figures of who teaches alone are as little her zone's as anybody's.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::Months;

use super::Error;
use super::figures::{LEAST_IN_PUBLIC, MONTHS, kept_back};
use crate::domain::id::NodeId;
use crate::domain::moment::Day;
use crate::domain::words::Level;
use crate::spread::lone::{Place, left_out};
use crate::spread::month::Period;
use crate::store::Conn;
use crate::store::queries::figures::{self, Area};
use crate::store::rows::NodeRow;

/// Who teaches at and under a place.
pub struct Staff {
    pub(super) area: Area,
    /// How many teach at each place where anybody does.
    pub(super) teachers: HashMap<NodeId, i64>,
    /// The schools that the counts of each place leave out, where they leave out any.
    left_out: BTreeMap<NodeId, BTreeSet<NodeId>>,
}

impl Staff {
    /// Those at and under a place today.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn of(conn: &mut Conn, node: &NodeRow, today: Day) -> Result<Staff, Error> {
        let area = figures::area(conn, node)?;
        let teachers = figures::teachers(conn, &area)?;
        let mut staff = Staff { area, teachers, left_out: BTreeMap::new() };
        // A school's own counts are shown to those alone who may know them.
        if node.level == Level::School {
            return Ok(staff);
        }
        let first = first_month(today);
        let places = staff.places(conn, node.id, first)?;
        staff.left_out = left_out(node.id, &places, LEAST_IN_PUBLIC as usize);
        // Those that were here in one of the months and are not any more count in it too.
        for school in figures::gone_since(conn, node.id, first)? {
            if kept_back(conn, school)? {
                staff.left_out.entry(node.id).or_default().insert(school);
            }
        }
        Ok(staff)
    }

    /// The places under one that have, or had, people, and what they hang under, up to it.
    fn places(&self, conn: &mut Conn, top: NodeId, first: Day) -> Result<Vec<Place<NodeId>>, Error> {
        let peopled = figures::peopled(conn, &self.area)?;
        let schools = figures::schools_since(conn, &peopled, first)?;
        let teachers = figures::taught_last(conn, &peopled)?;
        let moved: HashSet<NodeId> = figures::moved_since(conn, first)?.into_iter().collect();
        let (mut places, mut next) = (BTreeMap::new(), peopled);
        next.retain(|id| *id != top);
        while !next.is_empty() {
            let parents = figures::parents(conn, &next)?;
            for (id, parent) in &parents {
                let teachers = teachers.get(id).copied().unwrap_or(0);
                let (school, settled) = (schools.contains_key(id), !moved.contains(id) && !schools.get(id).is_some_and(Option::is_some));
                places.insert(*id, Place { id: *id, parent: *parent, teachers, school, settled });
            }
            let above: BTreeSet<NodeId> = parents.into_values().filter(|id| *id != top && !places.contains_key(id)).collect();
            next = above.into_iter().collect();
        }
        Ok(places.into_values().collect())
    }

    /// How many teach here, all places together.
    pub(super) fn teaching(&self) -> i64 {
        self.teachers.values().sum()
    }

    /// The schools that the counts of a place leave out.
    pub fn left_out(&self, node: NodeId) -> &BTreeSet<NodeId> {
        static NONE: BTreeSet<NodeId> = BTreeSet::new();
        self.left_out.get(&node).unwrap_or(&NONE)
    }
}

/// The first day of the months that are told.
pub(super) fn first_month(today: Day) -> Day {
    let this = Period::month(today).from;
    this.checked_sub_months(Months::new(MONTHS - 1)).unwrap_or(this)
}
