//! Reads the plain list that a teacher has of her group: name, grade, group, position, minor, language.
//!
//! Takes from a row what a school calls somebody and nothing more. Columns that are not kept are named in the result, so that the reader can
//! see it, and their cells are never looked at. Of a surname one letter is kept, for where two share a first name. Deliberately does not
//! know who is at the school already: [`super::bring_people`] does.

mod columns;
mod dates;
mod read;
#[cfg(test)]
mod tests;
mod write;

pub use columns::Field;
pub use columns::{call, closed, meanings, sieve};
pub use read::read_people;
pub use write::write_people;

use crate::domain::id::PersonId;
use crate::domain::refusal::Problem as Fault;
use crate::domain::words::Position;
use crate::exchange::Problem;

/// Somebody on the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    /// The row that she comes from.
    pub row: u64,
    /// What her school may call her.
    pub name: String,
    /// The same with the initial of her surname, where the list has one: for where two share a name.
    pub told_apart: Option<String>,
    /// Her grade, where it is stated.
    pub grade: Option<i32>,
    /// Her group, where it is stated.
    pub group: Option<String>,
    /// What office she holds; a student, where none is stated.
    pub position: Position,
    /// Whether she is a minor. Unknown counts as minor, except in an office that only adults hold.
    pub minor: bool,
    /// Whether the list itself says so.
    pub says_minor: bool,
    /// Who the list says that she is here.
    pub id: Option<PersonId>,
    /// The list says that she has left.
    pub gone: bool,
    /// The language in which she reads, where it is one that Relevo speaks.
    pub language: Option<&'static str>,
}

/// Why a row was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PersonRefusal {
    /// Its cells do not line up with the header.
    Ragged {
        /// How many it has.
        cells: usize,
    },
    /// Something stands in a cell that cannot stay there. What it is is not repeated.
    At(Field, Fault),
    /// An adult of the family or community: somebody of the school vouches for her by name, so she is added on the page.
    NeedsVoucher,
    /// The list says that she has left: so she does not come in. Who has that name at the school, where somebody has.
    Gone(Option<String>),
}

impl std::fmt::Display for PersonRefusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (field, fault) = match self {
            Self::Ragged { cells } => return write!(f, "{cells} cells do not line up with the header"),
            Self::NeedsVoucher => {
                return f.write_str("an adult of the family or community needs somebody who vouches: add her on the page");
            }
            Self::Gone(None) => return f.write_str("the list says that this person has left"),
            Self::Gone(Some(name)) => {
                return write!(
                    f,
                    "the list says that this person has left; {name} is at the school: if it is who left, say so on that page"
                );
            }
            Self::At(field, fault) => (field, fault),
        };
        let why = match fault {
            Fault::Missing => "is blank".to_owned(),
            Fault::Curp => "holds a CURP".to_owned(),
            Fault::Email => "holds an e-mail address".to_owned(),
            Fault::Phone => "holds a telephone number".to_owned(),
            Fault::NotAName => "is longer than what tells two children apart: put surnames in a column of their own".to_owned(),
            Fault::MadeADate => "is a date that a spreadsheet made of what was typed: write it as text".to_owned(),
            Fault::NameSigns => "holds digits or signs that no name has".to_owned(),
            Fault::TooLong(most) => format!("has more than {most} letters"),
            Fault::NotBetween(least, most) => format!("is no number from {least} to {most}"),
            Fault::OfficeOfAdults => "says yes beside an office that only adults hold".to_owned(),
            _ => "is not one of the known words".to_owned(),
        };
        write!(f, "the {} {why}", field.word())
    }
}

/// What of a row was left out, though she comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonDoubt {
    /// The language is none in which she could read Relevo.
    Language,
}

impl std::fmt::Display for PersonDoubt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Language => f.write_str("Relevo speaks es and en: the language is not taken"),
        }
    }
}

/// A list as read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PeopleFile {
    /// The columns that were read, in the file's order, and what for.
    pub columns: Vec<(Field, String)>,
    /// Columns of what Relevo does not keep about anybody: dropped without a look.
    pub dropped: Vec<String>,
    /// Columns whose meaning is not known.
    pub unknown: Vec<String>,
    /// The people, in the file's order.
    pub rows: Vec<PersonRow>,
    /// Rows of which something was left out.
    pub warnings: Vec<Problem<PersonDoubt>>,
    /// Rows not taken, by row number.
    pub refused: Vec<Problem<PersonRefusal>>,
}
