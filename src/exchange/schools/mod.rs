//! Reads a register of schools, whatever year's layout it has.
//!
//! A row of the register is a school in a shift: (CCT, shift) is its key. Columns about persons and test scores
//! are never read, and are named in the result so that the reader can see it. Deliberately does not know the
//! network's nodes: which of them a row becomes is for whoever writes it.

mod columns;
mod read;
mod states;
#[cfg(test)]
mod tests;
mod tidy;

pub use columns::{Field, call, closed, meanings, sieve};
pub use read::read_schools;
pub use states::{STATES, state_name, state_number};
pub use tidy::tidy_name;

use crate::domain::cct::{Cct, CctError};
use crate::domain::guard::Found;
use crate::domain::search::fold;
use crate::exchange::Problem;

/// When a school works.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Shift {
    /// Matutino.
    Morning,
    /// Vespertino.
    Afternoon,
    /// Nocturno.
    Evening,
    /// Discontinuo: morning and afternoon, with a break.
    Discontinuous,
    /// Mixto.
    Mixed,
    /// Tiempo completo, jornada ampliada, continuo.
    FullTime,
    /// Something else, as written but folded, so that two ways to write it are one.
    Other(String),
    /// The register says nothing.
    Unstated,
}

impl Shift {
    /// The stable word under which a shift is stored; empty where none is stated.
    pub fn word(&self) -> String {
        match self {
            Self::Morning => "matutino".to_owned(),
            Self::Afternoon => "vespertino".to_owned(),
            Self::Evening => "nocturno".to_owned(),
            Self::Discontinuous => "discontinuo".to_owned(),
            Self::Mixed => "mixto".to_owned(),
            Self::FullTime => "tiempo completo".to_owned(),
            Self::Other(word) => word.clone(),
            Self::Unstated => String::new(),
        }
    }

    /// Reads `MATUTINO`, `1 - MATUTINO` or the bare code that registers give it.
    pub fn parse(text: &str) -> Self {
        let folded = fold(text);
        let word = folded.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
        match (word, folded.as_str()) {
            ("matutino", _) | ("", "1" | "100") => Self::Morning,
            ("vespertino", _) | ("", "2" | "200") => Self::Afternoon,
            ("nocturno", _) | ("", "3" | "300") => Self::Evening,
            ("discontinuo", _) | ("", "4" | "400") => Self::Discontinuous,
            ("mixto", _) => Self::Mixed,
            ("tiempo completo" | "jornada ampliada" | "jornada completa" | "continuo" | "completo", _) => Self::FullTime,
            ("", "") | ("no aplica" | "ninguno", _) => Self::Unstated,
            ("", code) => Self::Other(code.to_owned()),
            (other, _) => Self::Other(other.to_owned()),
        }
    }
}

/// A school in one of its shifts.
#[derive(Debug, Clone, PartialEq)]
pub struct SchoolRow {
    /// The row that it comes from.
    pub row: u64,
    /// The school's key.
    pub cct: Cct,
    /// Its shift; with the key, unique in the file.
    pub shift: Shift,
    /// Its name, tidied; the key where the register has none.
    pub name: String,
    /// Primary, lower secondary …
    pub level: Option<String>,
    /// General, telesecundaria …
    pub modality: Option<String>,
    /// Region of the school authority: a name, a number or a key.
    pub region: Option<String>,
    /// Municipality, tidied.
    pub municipality: Option<String>,
    /// Locality, tidied.
    pub locality: Option<String>,
    /// The zone's key or number. Zones and sectors are separate parents: a school may have either alone.
    pub zone: Option<String>,
    /// The sector's key or number.
    pub sector: Option<String>,
    /// Degrees north; given only together with the longitude.
    pub latitude: Option<f64>,
    /// Degrees east, negative in Mexico.
    pub longitude: Option<f64>,
    /// How many pupils. `None` is not zero.
    pub pupils: Option<u32>,
}

/// Why a row was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SchoolRefusal {
    /// Its cells do not line up with the header.
    #[error("{cells} cells do not line up with the header")]
    Ragged {
        /// How many it has.
        cells: usize,
    },
    /// The key is no key.
    #[error("{0}")]
    Cct(#[from] CctError),
    /// The same school and shift came before.
    #[error("the same school and shift as row {first_row}")]
    Duplicate {
        /// Where.
        first_row: u64,
    },
    /// A cell holds what must not be kept about a person. What it holds is not repeated here.
    #[error("holds personal data")]
    PersonalData(Found),
}

/// What is doubtful in a row that was taken all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SchoolWarning {
    /// The key's check letter should be another.
    #[error("the check letter should be {expected}")]
    CheckLetter {
        /// Which.
        expected: char,
    },
    /// The key has an uncommon shape.
    #[error("the key has an uncommon shape")]
    OtherShape,
    /// The key's first two digits are no state.
    #[error("no state has this number")]
    UnknownState,
    /// The row breaks off: shift, level and place are all blank.
    #[error("the row seems cut off")]
    CutOff,
    /// The register has shifts and this row has none.
    #[error("the shift is not stated")]
    ShiftUnstated,
    /// The name is blank; the key stands for it.
    #[error("the name is blank")]
    NameBlank,
    /// Latitude and longitude stand in each other's column; not taken.
    #[error("latitude and longitude are swapped")]
    CoordinatesSwapped,
    /// The point is not in Mexico; not taken.
    #[error("the point is outside Mexico")]
    CoordinatesOutside,
    /// In Mexico, but not near the state that the key names; not taken.
    #[error("the point is outside the state of the key")]
    CoordinatesElsewhere,
    /// One of the two is blank or no number; not taken.
    #[error("the point cannot be read")]
    CoordinatesUnreadable,
    /// The pupils are no whole number; not taken.
    #[error("the number of pupils cannot be read")]
    PupilsUnreadable,
    /// Signs of a wrong encoding in a text.
    #[error("a text holds damaged characters")]
    Damaged,
}

/// A register as read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SchoolFile {
    /// The columns that were read, in the file's order, and what for.
    pub columns: Vec<(Field, String)>,
    /// Columns about persons or test scores: never read.
    pub unread: Vec<String>,
    /// Columns whose meaning is not known, or not needed.
    pub unknown: Vec<String>,
    /// The schools, in the file's order.
    pub rows: Vec<SchoolRow>,
    /// Rows not taken, by row number.
    pub refused: Vec<Problem<SchoolRefusal>>,
    /// Doubts about rows taken.
    pub warnings: Vec<Problem<SchoolWarning>>,
}
