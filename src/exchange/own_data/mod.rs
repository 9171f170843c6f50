//! Everything that is kept about one person, in three forms that need no program of ours: JSON for programs, CSV for spreadsheets, and pages
//! for reading, which `web` draws from the same sections. Packed into one file, with the pictures and documents of her record.
//!
//! Others are named as far as she may know their names: with whom she sat down, and who is of her place. Deliberately left out: whom a steward
//! keeps apart from her, and what others said is wrong about her; that she were told it here would undo what both are for.

mod gather;
mod write;

pub use gather::{Asked, gather};
pub use write::{json, pack, tables};

use crate::domain::id::{FileId, PersonId};
use crate::domain::moment::{Day, Moment};

/// The shape of the JSON.
pub const FORMAT: &str = "relevo-own-data/1";

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words of somebody, or a name.
    Text(String),
    /// One of the practice's words, of a list of them.
    Word(&'static str, &'static str),
    /// A number.
    Number(i64),
    /// A day.
    Day(Day),
    /// A moment.
    Moment(Moment),
}

/// Rows of one kind.
#[derive(Debug)]
pub struct Section {
    /// What they are, as the JSON and the file of the table call it.
    pub key: &'static str,
    /// What each cell is.
    pub columns: &'static [&'static str],
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

/// Everything about one person.
#[derive(Debug)]
pub struct OwnData {
    /// Whose it is.
    pub person: PersonId,
    /// What her school calls her.
    pub name: String,
    /// When it was taken out.
    pub made: Moment,
    /// What is kept.
    pub sections: Vec<Section>,
    /// The names of the files of her record, and which they are.
    pub files: Vec<(String, FileId)>,
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }
}

impl From<Day> for Cell {
    fn from(day: Day) -> Cell {
        Cell::Day(day)
    }
}

impl From<Moment> for Cell {
    fn from(moment: Moment) -> Cell {
        Cell::Moment(moment)
    }
}

impl From<i32> for Cell {
    fn from(number: i32) -> Cell {
        Cell::Number(number.into())
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(cell: Option<T>) -> Cell {
        cell.map_or(Cell::Empty, Into::into)
    }
}
