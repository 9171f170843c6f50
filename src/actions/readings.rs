//! Who opened whose record, and what of that is told to whom.
//!
//! Her school's steward reads every line, by name. She herself reads it more simply: whoever accompanies her, that is the tutors of her own
//! tutorials and the teachers of her school, by name and with the last day; other adults with what they opened. Of other children, and of
//! anybody from whom a steward keeps her apart, she reads only that somebody of the school looked: a child who is curious about another is
//! not reported to her, and a pair that is kept apart does not learn of it here.
//!
//! Deliberately not known here: which pages count as a reading, and when their rows are written.

use std::collections::{BTreeMap, HashSet};

use chrono::Days;

use super::{Error, ground};
use crate::domain::id::{NodeId, PersonId};
use crate::domain::moment::Day;
use crate::domain::policy::{Caller, Relations, Verb};
use crate::domain::words::{Position, TutorialState};
use crate::store::queries::{people, tutorials};
use crate::store::{Conn, Tx, readings};

pub use crate::store::readings::Reading;

/// Keeps a batch, and forgets what is older than so many days.
///
/// # Errors
/// The database refuses.
pub fn keep(tx: &mut Tx<'_>, batch: &[Reading], today: Day, kept: u16) -> Result<(), Error> {
    for reading in batch {
        readings::add(tx, reading)?;
    }
    Ok(readings::forget_before(tx, since(today, kept))?)
}

/// The first day of which anything is told.
pub fn since(today: Day, kept: u16) -> Day {
    today.checked_sub_days(Days::new(u64::from(kept))).unwrap_or(Day::MIN)
}

/// What somebody is told of who opened her own record.
#[derive(Debug, Default)]
pub struct Simply {
    /// Who accompanies her, and the last day.
    pub companions: Vec<(PersonId, Day)>,
    /// Other adults: one line for each thing that one of them opened, with its last day.
    pub adults: Vec<Reading>,
    /// Whether others looked who are not named.
    pub others: bool,
}

/// What the reader of this page is told.
#[derive(Debug)]
pub enum Told {
    /// Everything: the school's steward.
    All(Vec<Reading>),
    /// Her own, simply.
    Own(Simply),
}

/// Who opened somebody's record.
///
/// # Errors
/// The caller is neither herself nor a steward of her school.
pub fn of_person(conn: &mut Conn, caller: &Caller, person: PersonId, since: Day) -> Result<Told, Error> {
    // A school asks after somebody has left, too.
    let relations = ground::to_person_ever(conn, caller, person)?;
    ground::allow(Verb::ReadReadings, relations)?;
    let rows = readings::of_person(conn, person, since)?;
    // A steward reads of herself what she reads of everybody.
    if relations.meets(Relations::STEWARD) {
        return Ok(Told::All(rows));
    }
    let companions = companions(conn, person)?;
    let apart: HashSet<PersonId> = people::blocks_of(conn, person)?.into_iter().flat_map(|row| [row.one, row.other]).collect();
    let mut simply = Simply::default();
    let mut met: BTreeMap<PersonId, Day> = BTreeMap::new();
    let mut said = HashSet::new();
    // Newest first, so the first day that is met is the last.
    for row in rows {
        let hidden = apart.contains(&row.reader) || people::by_id(conn, row.reader)?.is_none_or(|reader| reader.minor);
        if companions.contains(&row.reader) && !apart.contains(&row.reader) {
            met.entry(row.reader).or_insert(row.day);
        } else if hidden {
            simply.others = true;
        } else if said.insert((row.reader, row.thing)) {
            simply.adults.push(row);
        }
    }
    simply.companions = met.into_iter().collect();
    simply.companions.sort_by_key(|(_, day)| std::cmp::Reverse(*day));
    Ok(Told::Own(simply))
}

/// Who accompanies somebody: the tutors of her tutorials, unless they never began, and who teaches where she belongs.
fn companions(conn: &mut Conn, person: PersonId) -> Result<HashSet<PersonId>, Error> {
    let begun = [TutorialState::Open, TutorialState::Demonstrated, TutorialState::Stopped];
    let mut all: HashSet<PersonId> = tutorials::of_learner(conn, person, &begun)?.into_iter().map(|row| row.tutor).collect();
    for place in people::belongs(conn, person)? {
        let teachers = people::members(conn, place.node)?;
        let teaches = |position| matches!(position, Position::Teacher | Position::Head);
        all.extend(teachers.into_iter().filter(|row| teaches(row.position)).map(|row| row.id));
    }
    Ok(all)
}

/// Who opened the records of a school's people: so many lines, after so many others.
///
/// # Errors
/// The caller is no steward there.
pub fn of_place(conn: &mut Conn, caller: &Caller, node: NodeId, since: Day, skip: i64, limit: i64) -> Result<Vec<Reading>, Error> {
    ground::allow_at(conn, caller, Verb::ReadReadings, node)?;
    Ok(readings::of_place(conn, node, since, skip, limit)?)
}
