//! How long somebody is kept who has left. After a year she stands in no list any more; after three, what is kept of her by name is erased, as
//! if her school had done it by hand, and the lineage keeps its shape. Both periods are whoever runs the program's to set.
//!
//! Archiving writes nothing: whoever left longer ago than that is not listed, and that she is back is known by her belonging somewhere. Erasing
//! is done by the program, at its start and once a day, not when a school's year turns: a school that has forgotten this page must not keep
//! children's names for ever. Its steward sees beforehand whom it will be, and afterwards how many it were.

use chrono::Days;

use super::{Error, ground, people as acts};
use crate::domain::id::{NodeId, PersonId};
use crate::domain::moment::{DEFAULT_ZONE, Day};
use crate::domain::policy::{Caller, Verb};
use crate::store::queries::retention;
use crate::store::{Conn, Tx};

/// How many days before it a steward is told that somebody is going to be erased.
pub const TOLD_BEFORE: u64 = 90;

/// How long somebody is kept after she left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Periods {
    /// After so many days she stands in no list.
    pub archive: u16,
    /// After so many she is erased.
    pub erase: u16,
}

impl Default for Periods {
    fn default() -> Periods {
        Periods { archive: 365, erase: 3 * 365 }
    }
}

impl Periods {
    /// The last day of whoever is archived today: who left on it, or before.
    pub fn archived_until(self, today: Day) -> Day {
        before(today, self.archive)
    }

    /// The first day on which somebody still is in the lists of those who left.
    pub fn listed_since(self, today: Day) -> Day {
        self.archived_until(today).succ_opt().unwrap_or(today)
    }

    /// The day on which somebody who left on a day is erased.
    pub fn erased_on(self, left: Day) -> Day {
        left.checked_add_days(Days::new(u64::from(self.erase))).unwrap_or(Day::MAX)
    }
}

fn before(today: Day, days: u16) -> Day {
    today.checked_sub_days(Days::new(u64::from(days))).unwrap_or_default()
}

/// Somebody who has left.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "told by its names")]
pub struct Gone {
    pub person: PersonId,
    pub name: String,
    pub left: Day,
    pub archived: bool,
    pub erased_on: Day,
}

/// What a steward is told.
#[derive(Debug, Default)]
pub struct Told {
    /// Who is going to be erased soon, the first one first.
    pub soon: Vec<Gone>,
    /// Who else is archived, or has left and is going to be.
    pub gone: Vec<Gone>,
    /// How many were erased on which day because their time had come, newest first.
    pub done: Vec<(Day, i32)>,
}

/// Who has left a place last, and what becomes of her when.
///
/// # Errors
/// The caller is no steward there.
pub fn of_place(conn: &mut Conn, caller: &Caller, node: NodeId, periods: Periods, today: Day) -> Result<Told, Error> {
    ground::allow_at(conn, caller, Verb::ErasePerson, node)?;
    let archived = periods.archived_until(today);
    let horizon = today.checked_add_days(Days::new(TOLD_BEFORE)).unwrap_or(Day::MAX);
    let mut told = Told { done: retention::noted(conn, node)?, ..Told::default() };
    for (left, name) in retention::left_from(conn, node)? {
        let erased_on = periods.erased_on(left.day);
        let gone = Gone { person: left.person, name, left: left.day, archived: left.day <= archived, erased_on };
        if erased_on <= horizon { told.soon.push(gone) } else { told.gone.push(gone) }
    }
    Ok(told)
}

/// Erases those whose time has come, at most so many. Nobody asks for it: it was decided when the periods were set. Answers with how many
/// there were.
///
/// # Errors
/// The database refuses.
pub fn forget_due(tx: &mut Tx<'_>, periods: Periods, limit: i64) -> Result<usize, Error> {
    let today = tx.now().day_in(DEFAULT_ZONE);
    let due = retention::left_before(tx, before(today, periods.erase).succ_opt().unwrap_or(today), limit)?;
    for left in &due {
        acts::erase_unasked(tx, left.person)?;
        for node in &left.nodes {
            retention::note(tx, *node, today)?;
        }
    }
    Ok(due.len())
}
