//! Proof that the data are what the journal says, and that the practice's rules hold in them.
//!
//! [`check`] verifies the journal by itself ([`streams`]), replays it into an empty database and compares every table of the practice
//! ([`replay`]), and reads the tables for the rules of the practice ([`lineage`], [`pairs`], [`entries`], [`rounds`],
//! [`privacy`], [`tree`]). It changes nothing in what it examines. Problems name things by position and id, never people or texts: a report can be sent to whoever helps.

mod entries;
mod lineage;
mod pairs;
mod privacy;
mod replay;
mod rounds;
mod rows;
mod streams;
mod tree;

use super::conn::Conn;
use super::error::Error;

/// How many problems of one kind are told; the rest are counted.
const TOLD: usize = 20;

/// One thing that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// What has to hold.
    pub name: &'static str,
    /// How many rows or lines were examined for it.
    pub examined: u64,
    /// The first places where it does not hold, by position or id.
    pub problems: Vec<String>,
    /// How many more there are.
    pub untold: u64,
}

impl Checked {
    fn new(name: &'static str) -> Checked {
        Checked { name, examined: 0, problems: Vec::new(), untold: 0 }
    }

    /// Counts one more, and notes the problem unless it holds.
    fn require(&mut self, holds: bool, problem: impl FnOnce() -> String) {
        self.examined += 1;
        self.forbid(!holds, problem);
    }

    /// Notes a further problem of something that has been counted.
    fn forbid(&mut self, broken: bool, problem: impl FnOnce() -> String) {
        if !broken {
            return;
        }
        if self.problems.len() < TOLD {
            self.problems.push(problem());
        } else {
            self.untold += 1;
        }
    }

    /// Whether it holds everywhere.
    pub fn holds(&self) -> bool {
        self.problems.is_empty()
    }
}

/// Everything that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report(pub Vec<Checked>);

impl Report {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.0.iter().all(Checked::holds)
    }
}

/// Checks a database. `scratch` is a freshly migrated, empty database of either engine; the journal is replayed into it.
///
/// To see one state of a database that is in use, call it inside `Db::read_now`.
///
/// # Errors
/// Either database cannot be read or written, or the scratch database is not empty. What is wrong with the data is no error: it is in
/// the report.
pub fn check(db_conn: &mut Conn, scratch: &mut Conn) -> Result<Report, Error> {
    let mut report = streams::check(db_conn)?;
    report.extend(replay::check(db_conn, scratch)?);
    let rows = rows::Rows::load(db_conn)?;
    report.extend(lineage::check(&rows));
    report.extend(pairs::check(&rows));
    report.push(entries::check(db_conn, &rows)?);
    report.extend(rounds::check(db_conn, &rows)?);
    report.extend(privacy::check(db_conn, &rows)?);
    report.extend(tree::check(db_conn)?);
    Ok(Report(report))
}
