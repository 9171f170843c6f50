//! A node's figures as one reader may see them: what is told to whom (DOMAIN.md §3.10) is decided here, once, for pages and whatever follows.
//!
//! Counts of events are exact for everyone. A count of persons is hidden where it is small: for the node's own people and those who accompany it
//! from above the limit is lower than in public. Where only one person teaches, the figures are hers and her school's: nobody else is told them,
//! nor which topics live there, and counts of schools leave hers out where she is not among enough others ([`super::staff`]).

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{Datelike, Months};

use super::Error;
pub use super::staff::Staff;
use super::staff::first_month;
use crate::domain::id::{NodeId, TopicId};
use crate::domain::moment::Day;
use crate::domain::policy::{Caller, Place, Relations, Verb, may};
use crate::domain::words::{DemonstrationState, Level, Position};
use crate::spread::month::Period;
use crate::spread::suppress::{self, Breakdown, breakdown};
use crate::spread::veil::Tree;
use crate::store::Conn;
use crate::store::queries::figures;
pub use crate::store::queries::neighbours::Neighbour;
use crate::store::queries::neighbours::neighbours;
use crate::store::queries::school_counts::{Spread, spread};
use crate::store::queries::{demonstrations, new_tutors, nodes, ties};
use crate::store::rows::NodeRow;

/// Counts of persons below this are hidden from the node's own people and those above it.
pub const LEAST_INSIDE: u32 = 5;
/// Counts of persons below this are hidden in public.
pub const LEAST_IN_PUBLIC: u32 = 10;
/// How many months are told.
pub const MONTHS: u32 = 12;

/// Who reads a node's figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reader {
    /// Of the node itself, its steward, or of those who accompany it from above.
    pub inside: bool,
    /// Of the node itself, or its steward.
    pub own: bool,
}

impl Reader {
    /// The reader who stands in these relations to the node.
    pub fn of(relations: Relations) -> Reader {
        Reader { inside: may(Verb::ReadSchoolCatalog, relations), own: may(Verb::ReadNames, relations) }
    }

    /// The least count of persons that she is shown.
    pub fn least(self) -> u32 {
        if self.inside { LEAST_INSIDE } else { LEAST_IN_PUBLIC }
    }
}

/// The figures of one month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is defined on the page, in words")]
pub struct Month {
    pub first: Day,
    /// How many there were; of these the next three tell some.
    pub schools: i64,
    pub active: i64,
    pub practising: i64,
    pub promoted: i64,
    pub begun: i64,
    pub demonstrations: i64,
    pub ready: i64,
    /// Hidden where it is small.
    pub new_tutors: Option<u32>,
}

/// A topic that is alive, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Alive {
    pub topic: TopicId,
    pub schools: usize,
    /// Those that may be named to this reader.
    pub named: Vec<NodeId>,
}

/// What a node's page tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is defined on the page, in words")]
pub struct Figures {
    pub schools: i64,
    /// Whether the other counts of schools leave some out.
    pub some_left_out: bool,
    /// The months, oldest first, this one last.
    pub months: Vec<Month>,
    /// The new tutors of all months together; hidden where it would tell a hidden one.
    pub new_tutors: Option<u64>,
    /// Tutorials that were open in this month or ended in it.
    pub alive: i64,
    /// What was worked on this month, widest first.
    pub topics: Vec<Alive>,
    /// Schools where this month somebody accompanied others in a topic that she had learned here: how many, and those that may be named.
    pub promoted: (usize, Vec<NodeId>),
}

/// A node's figures for a reader; nothing where they are one person's.
///
/// # Errors
/// The database cannot be read.
pub fn of(conn: &mut Conn, reader: Reader, node: &NodeRow, staff: &Staff, today: Day) -> Result<Option<Figures>, Error> {
    // Who belongs to a zone does not therefore belong to its only teacher's school.
    let own_school = reader.own && node.level == Level::School;
    if !own_school && (staff.teaching() < 2 || personal(conn, node.id)?) {
        return Ok(None);
    }
    let (area, teachers) = (&staff.area, &staff.teachers);
    let (mut months, mut new_tutors, spread) = months(conn, reader, node, staff, today)?;
    // A school's count of persons is its own. Told beside its zone's, it would tell its neighbour's by subtraction.
    if node.level == Level::School && !own_school {
        months.iter_mut().for_each(|month| month.new_tutors = None);
        new_tutors = None;
    }
    let now = Period::month(today);
    let alive = figures::tutorials_alive(conn, area, now.from, now.to)?;
    let mut schools: BTreeMap<TopicId, HashSet<NodeId>> = BTreeMap::new();
    // Topics that are the same are one.
    let classes = ties::classes(conn)?;
    for (topic, school) in spread.topics {
        schools.entry(classes.get(&topic).copied().unwrap_or(topic)).or_default().insert(school);
    }
    let promoted = spread.promoted_now;
    let mentioned: Vec<NodeId> = schools.values().flatten().chain(&promoted).copied().collect();
    let shared = nameable(conn, &mentioned)?;
    let named = |all: Vec<NodeId>| -> Vec<NodeId> {
        let mut named: Vec<NodeId> =
            all.into_iter().filter(|id| own_school || (shared.contains(id) && teachers.contains_key(id))).collect();
        named.sort();
        named
    };
    let mut topics: Vec<Alive> = schools
        .into_iter()
        .map(|(topic, schools)| Alive { topic, schools: schools.len(), named: named(schools.into_iter().collect()) })
        .collect();
    topics.sort_by_key(|alive| (std::cmp::Reverse(alive.schools), alive.topic));
    let promoted = (promoted.len(), named(promoted));
    let some_left_out = !staff.left_out(node.id).is_empty();
    Ok(Some(Figures { schools: area.schools, some_left_out, months, new_tutors, alive, topics, promoted }))
}

/// The last months, with the persons among them hidden where they are few; all new tutors; and the schools.
fn months(conn: &mut Conn, reader: Reader, node: &NodeRow, staff: &Staff, today: Day) -> Result<(Vec<Month>, Option<u64>, Spread), Error> {
    let (area, first) = (&staff.area, first_month(today));
    let last = Period::month(today).to;
    let index = |day: Day| -> Option<usize> {
        let months = (day.year() - first.year()) * 12 + i32::try_from(day.month0()).ok()? - i32::try_from(first.month0()).ok()?;
        usize::try_from(months).ok().filter(|index| *index < MONTHS as usize)
    };
    let mut held = vec![(0, 0); MONTHS as usize];
    for (day, outcome, count) in figures::demonstrations_by_day(conn, area, first, last)? {
        if let Some(index) = index(day) {
            held[index].0 += count;
            held[index].1 += if outcome == DemonstrationState::Ready { count } else { 0 };
        }
    }
    let mut begun = vec![0; MONTHS as usize];
    for (day, count) in figures::begun_by_day(conn, area, first, last)? {
        if let Some(index) = day.and_then(index) {
            begun[index] += count;
        }
    }
    let mut firsts = [first; MONTHS as usize];
    for (month, number) in firsts.iter_mut().zip(0..) {
        *month = first.checked_add_months(Months::new(number)).unwrap_or(first);
    }
    let persons = if node.level == Level::School {
        let mut persons = vec![0_u32; MONTHS as usize];
        for (day, count) in figures::new_tutors_by_day(conn, area, first, last)? {
            if let Some(index) = index(day) {
                persons[index] = persons[index].saturating_add(u32::try_from(count).unwrap_or(u32::MAX));
            }
        }
        breakdown(&persons, reader.least())
    } else {
        new_tutors(conn, node.id, reader.least(), (first, last), &firsts)?
    };
    let periods = firsts.map(Period::month).map(|period| (period.from, period.to));
    let spread = spread(conn, area, periods, staff.left_out(node.id))?;
    let mut months = Vec::with_capacity(MONTHS as usize);
    for (number, new_tutors) in persons.cells.into_iter().enumerate() {
        months.push(Month {
            first: firsts[number],
            schools: spread.schools[number],
            active: spread.active[number],
            practising: spread.practising[number],
            promoted: spread.promoted[number],
            begun: begun[number],
            demonstrations: held[number].0,
            ready: held[number].1,
            new_tutors,
        });
    }
    Ok((months, persons.total, spread))
}

/// A node's new tutors by month, hidden where they, or what its neighbours' pages tell, would tell of a few.
fn new_tutors(conn: &mut Conn, node: NodeId, least: u32, (from, to): (Day, Day), firsts: &[Day]) -> Result<Breakdown, Error> {
    let (branches, counts) = new_tutors::around(conn, node, from, to)?;
    let told = firsts.iter().map(|first| {
        let month = Period::month(*first);
        let mut people: BTreeMap<NodeId, u32> = BTreeMap::new();
        for (place, _, count) in counts.iter().filter(|(_, day, _)| month.has(*day)) {
            let sum = people.entry(*place).or_default();
            *sum = sum.saturating_add(u32::try_from(*count).unwrap_or(u32::MAX));
        }
        Tree::of(&branches, month).told(&people, node, least)
    });
    let told: Vec<(u32, bool)> = told.collect();
    // A sum of all months would tell the one that is hidden.
    let total = told.iter().all(|(_, hidden)| !hidden).then(|| told.iter().map(|(count, _)| u64::from(*count)).sum());
    Ok(Breakdown { cells: told.into_iter().map(|(count, hidden)| (!hidden).then_some(count)).collect(), total })
}

/// A node among its neighbours, as a list shows it.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Child {
    pub node: NodeRow,
    pub schools: i64,
    /// Nothing where the figures are one person's.
    pub fares: Option<Neighbour>,
}

/// A page of what hangs under a node, with how each fares this month, and how much there is.
///
/// # Errors
/// The database cannot be read.
pub fn children(conn: &mut Conn, node: NodeId, staff: &Staff, today: Day, limit: i64, offset: i64) -> Result<(Vec<Child>, i64), Error> {
    let (rows, total) = figures::children(conn, node, limit, offset)?;
    let ids: Vec<NodeId> = rows.iter().map(|row| row.id).collect();
    let now = Period::month(today);
    let fares: HashMap<NodeId, Neighbour> = neighbours(conn, &ids, (now.from, now.to), |id| staff.left_out(id))?;
    let personal = personal_under(conn, node)?;
    let children: Vec<Child> = rows
        .into_iter()
        .map(|node| {
            let all = fares.get(&node.id).copied().unwrap_or_default();
            let fares = Some(all).filter(|fares| fares.teachers > 1 && !personal.contains(&node.id));
            Child { node, schools: all.schools, fares }
        })
        .collect();
    Ok((children, total))
}

/// How many schools there are at a node and under it: also where its figures are kept back, for a count of places is nobody's own.
///
/// # Errors
/// The database cannot be read.
pub fn schools(conn: &mut Conn, node: &NodeRow) -> Result<i64, Error> {
    Ok(figures::area(conn, node)?.schools)
}

/// What a node's own team, and not a place under it, has demonstrated this month: with it the parts of a page come to its whole.
///
/// # Errors
/// The database cannot be read.
pub fn of_own_team(conn: &mut Conn, node: NodeId, today: Day) -> Result<i64, Error> {
    let now = Period::month(today);
    Ok(demonstrations::count_held(conn, node, now.from, now.to)?)
}

/// How many people there are at each school, as one reader may be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct People {
    /// Each school with its count, where that may be told.
    pub by_school: Vec<(NodeId, Option<u32>)>,
    /// All together, unless with the rest that would tell a hidden count.
    pub total: Option<i64>,
    /// Whether one of the schools is the reader's own.
    pub own: bool,
}

impl People {
    /// The count of one school, where it may be told.
    pub fn at(&self, school: NodeId) -> Option<u32> {
        self.by_school.iter().find(|(node, _)| *node == school).and_then(|(_, count)| *count)
    }
}

/// Hides what a reader may not be told of a count of people by school: her own school's is exact, the others' are hidden where they are
/// small, with others so that no hidden one can be worked out.
///
/// # Errors
/// The database cannot be read.
pub fn people_by_school(conn: &mut Conn, caller: &Caller, counts: &BTreeMap<NodeId, u32>) -> Result<People, Error> {
    let above = [Position::Coach, Position::Supervisor, Position::Official];
    // Only who accompanies schools has to be asked what stands above each; for everyone else it plays no part.
    let accompanies = caller
        .known()
        .is_some_and(|member| !member.stewards.is_empty() || member.belongs.iter().any(|(_, position)| above.contains(position)));
    let (mut own, mut others, mut least) = (Vec::new(), Vec::new(), LEAST_INSIDE);
    for (school, count) in counts {
        let above = if accompanies { nodes::ancestors(conn, *school)? } else { Vec::new() };
        let reader = Reader::of(caller.to_place(&Place { node: *school, above, goes_on_in: None }));
        if reader.own {
            own.push((*school, *count));
        } else {
            least = least.max(reader.least());
            others.push((*school, *count));
        }
    }
    let hidden = breakdown(&others.iter().map(|(_, count)| *count).collect::<Vec<_>>(), least);
    let mine: u64 = own.iter().map(|(_, count)| u64::from(*count)).sum();
    let total = hidden.total.and_then(|others| i64::try_from(others + mine).ok());
    let is_own = !own.is_empty();
    let shown = own.into_iter().map(|(school, count)| (school, Some(count)));
    let by_school = shown.chain(others.into_iter().map(|(school, _)| school).zip(hidden.cells)).collect();
    Ok(People { by_school, total, own: is_own })
}

/// Which of these schools may be named beside what happens there: those whose figures are no one person's, nor hidden with such a school's.
///
/// # Errors
/// The database cannot be read.
pub fn nameable(conn: &mut Conn, schools: &[NodeId]) -> Result<HashSet<NodeId>, Error> {
    let mut schools = schools.to_vec();
    schools.sort_unstable();
    schools.dedup();
    let parents = figures::parents(conn, &schools)?;
    let mut under: HashMap<NodeId, BTreeSet<NodeId>> = HashMap::new();
    let mut found = HashSet::new();
    for school in schools {
        let hidden = match parents.get(&school) {
            Some(parent) => match under.entry(*parent) {
                Entry::Occupied(known) => known.into_mut().contains(&school),
                Entry::Vacant(new) => new.insert(personal_under(conn, *parent)?).contains(&school),
            },
            None => lone(conn, school)?,
        };
        if !hidden {
            found.insert(school);
        }
    }
    Ok(found)
}

/// The places under a node whose figures are for their own people alone.
pub(super) fn personal_under(conn: &mut Conn, parent: NodeId) -> Result<BTreeSet<NodeId>, Error> {
    Ok(suppress::personal(&figures::staffed(conn, parent)?))
}

/// Whether a node's figures are for its own people alone.
fn personal(conn: &mut Conn, node: NodeId) -> Result<bool, Error> {
    match figures::parents(conn, &[node])?.get(&node) {
        Some(parent) => Ok(personal_under(conn, *parent)?.contains(&node)),
        None => Ok(false),
    }
}

/// Whether a node's figures are for its own people alone, or those of a place above it are.
pub(super) fn kept_back(conn: &mut Conn, node: NodeId) -> Result<bool, Error> {
    let mut way = vec![node];
    way.extend(nodes::ancestors(conn, node)?);
    for step in way.windows(2) {
        if personal_under(conn, step[1])?.contains(&step[0]) {
            return Ok(true);
        }
    }
    lone(conn, *way.last().unwrap_or(&node))
}

/// Whether fewer than two teach at a place that hangs under nothing.
pub(super) fn lone(conn: &mut Conn, node: NodeId) -> Result<bool, Error> {
    let Some(row) = nodes::by_id(conn, node)? else { return Ok(true) };
    let area = figures::area(conn, &row)?;
    Ok(figures::teachers(conn, &area)?.values().sum::<i64>() < 2)
}
