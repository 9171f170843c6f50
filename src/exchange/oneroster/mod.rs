//! Rosters as OneRoster packages (the CSV binding, 1.2; 1.1 is read too), in and out.
//!
//! A package is a ZIP of tables about organisations, users, their roles and their classes. Of it is taken what the plain list of a teacher
//! has, and nothing more: from [`read`] each school comes out as such a list ([`crate::exchange::people`]), with its rows numbered as those of
//! `users.csv`, and goes the way of every list from there: preview, *the same person?*, parts that can be cut off. Addresses, telephones,
//! passwords, birth dates and results are not looked at.
//!
//! Deliberately not known here: who is at a school already, and tutors: that is no role of a roster, but follows from what was demonstrated.
//! Source of the tables: the OneRoster 1.2 CSV binding of 1EdTech.

mod files;
mod package;
mod roster;
#[cfg(test)]
mod tests;
mod write;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::exchange::table::{Table, TableError};

pub use package::is_package;
pub use roster::read;
pub use write::{Place, write};

/// How many schools of a package are named where it is not of the one that was meant.
const NAMED: usize = 10;

/// Why a package, as a whole, cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackageError {
    /// It is no ZIP archive, or a damaged one.
    #[error("the package is not a ZIP archive, or a damaged one")]
    NotAnArchive,
    /// What it unpacks to is more than is read.
    #[error("the package unpacks to more than is read")]
    TooLarge,
    /// Another version than is read, or none is stated.
    #[error("the package is of OneRoster {0:?}; 1.1 and 1.2 are read")]
    Version(String),
    /// The manifest promises a table that is not there, or a table without which nobody can be told is missing.
    #[error("the package has no {0}.csv")]
    NoFile(&'static str),
    /// It holds what changed since another package, and not all that there is.
    #[error("{0}.csv holds changes only; a whole (bulk) package is needed")]
    ChangesOnly(&'static str),
    /// A table without a column that it must have.
    #[error("{file}.csv has no column {column}")]
    NoColumn {
        /// The table.
        file: &'static str,
        /// The column.
        column: &'static str,
    },
    /// A table that cannot be read.
    #[error("{file}.csv: {error}")]
    Table {
        /// The table.
        file: &'static str,
        /// Why.
        error: TableError,
    },
    /// The package holds several schools, or another one than it was brought to.
    #[error("the package is not of this school; it is of {}", .0.join(", "))]
    OtherSchool(Vec<String>),
}

/// What is wrong with a row of a package's table. The row is not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flaw {
    /// The table.
    pub file: String,
    /// Its row, as a spreadsheet shows it.
    pub row: u64,
    /// What is wrong.
    pub what: FlawKind,
}

/// What can be wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FlawKind {
    /// Its cells do not line up with the header.
    Ragged,
    /// A cell is blank that must not be.
    Blank(String),
    /// An earlier row has this `sourcedId`.
    Twice,
    /// It names something that is not in the package.
    Dangling(String),
    /// A word that this column does not have.
    UnknownWord(String),
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.csv, row {}: ", self.file, self.row)?;
        match &self.what {
            FlawKind::Ragged => f.write_str("the cells do not line up with the header"),
            FlawKind::Blank(column) => write!(f, "{column} is blank"),
            FlawKind::Twice => f.write_str("an earlier row has this sourcedId"),
            FlawKind::Dangling(column) => write!(f, "what {column} names is not in the package"),
            FlawKind::UnknownWord(column) => write!(f, "{column} has a word that is not one of OneRoster's"),
        }
    }
}

/// A school of a package.
#[derive(Debug, Clone)]
pub struct School {
    /// What it is called.
    pub name: String,
    /// Its key, where the package has one.
    pub key: Option<String>,
    /// Its people, as a plain list.
    pub list: Table,
}

/// A package as read.
#[derive(Debug, Clone)]
pub struct Package {
    /// Its schools, in their order.
    pub schools: Vec<School>,
    /// The rows that were not taken.
    pub flaws: Vec<Flaw>,
    /// Tables and columns of what is kept of nobody: not looked at.
    pub dropped: Vec<String>,
}

impl Package {
    /// The list of the school that has this key; of the only one, where it is the only one and one of the two has no key.
    ///
    /// # Errors
    /// [`PackageError::OtherSchool`] where it is not in the package.
    pub fn of_school(mut self, key: Option<&str>) -> Result<(Table, Vec<Flaw>, Vec<String>), PackageError> {
        let same = |school: &School| match (&school.key, key) {
            (Some(own), Some(key)) => own.eq_ignore_ascii_case(key),
            _ => false,
        };
        let at = self.schools.iter().position(same).or_else(|| {
            let only = self.schools.len() == 1 && (key.is_none() || self.schools[0].key.is_none());
            only.then_some(0)
        });
        match at {
            Some(at) => Ok((self.schools.swap_remove(at).list, self.flaws, self.dropped)),
            None => Err(PackageError::OtherSchool(self.schools.into_iter().take(NAMED).map(|school| school.name).collect())),
        }
    }
}
