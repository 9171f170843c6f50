//! Reads pairs of topics from a table: which helps to come before which, or which are near to one another.
//!
//! Deliberately does not know which topics there are: what a name stands for is found by `weave`.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::exchange::table::{Table, TableError};
use crate::exchange::{Problem, is_damaged, stated};

/// The columns that may hold the first and the second of a pair, most telling first.
const COLUMNS: &[(&str, &str)] =
    &[("from id", "to id"), ("from", "to"), ("from code", "to code"), ("a id", "b id"), ("a code", "b code"), ("antes", "despues")];

/// A pair as read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// Its row.
    pub row: u64,
    /// What comes first, as the file calls it.
    pub first: String,
    /// What comes after.
    pub then: String,
}

/// Why a pair was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum PairRefusal {
    /// Its cells do not line up with the header.
    #[error("{cells} cells do not line up with the header")]
    Ragged {
        /// How many it has.
        cells: usize,
    },
    /// One of its sides is empty.
    #[error("one of the two is empty")]
    Empty,
    /// A name holds replacement characters or signs of a wrong encoding.
    #[error("a name holds damaged characters")]
    Damaged,
    /// Both sides are the same topic.
    #[error("{name:?} is said to come before itself")]
    Itself {
        /// Which.
        name: String,
    },
    /// No topic is called so.
    #[error("no topic is called {name:?}")]
    Unknown {
        /// The name.
        name: String,
    },
    /// One row names the same topic twice.
    #[error("{name:?} is named twice")]
    Twice {
        /// The name.
        name: String,
    },
    /// The same pair came before.
    #[error("the same pair as in row {first_row}")]
    Duplicate {
        /// Where.
        first_row: u64,
    },
    /// It closes a circle, which is told beside.
    #[error("{first:?} before {then:?} is part of a circle")]
    InCircle {
        /// What comes first.
        first: String,
        /// What comes after.
        then: String,
    },
}

/// A list of pairs as read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairFile {
    /// The pairs, in their order.
    pub pairs: Vec<Pair>,
    /// Rows not taken.
    pub refused: Vec<Problem<PairRefusal>>,
}

/// Reads pairs; the columns are told by the header.
///
/// # Errors
/// [`TableError::MissingColumn`] when no two columns hold the sides.
pub fn read_pairs(table: &Table) -> Result<PairFile, TableError> {
    let sides = COLUMNS.iter().find_map(|(first, then)| table.column(first).zip(table.column(then)));
    let Some((first, then)) = sides else { return Err(TableError::MissingColumn { wanted: "from" }) };
    let mut file = PairFile::default();
    for ragged in table.ragged() {
        file.refused.push(Problem { row: ragged.row, reason: PairRefusal::Ragged { cells: ragged.cells } });
    }
    let mut seen: HashMap<(String, String), u64> = HashMap::new();
    for (row, cells) in table.rows() {
        let taken = match (stated(&cells[first]), stated(&cells[then])) {
            (Some(first), Some(then)) if is_damaged(&first) || is_damaged(&then) => Err(PairRefusal::Damaged),
            (Some(first), Some(then)) if first == then => Err(PairRefusal::Itself { name: first }),
            (Some(first), Some(then)) => match seen.get(&(first.clone(), then.clone())) {
                Some(first_row) => Err(PairRefusal::Duplicate { first_row: *first_row }),
                None => Ok(Pair { row, first, then }),
            },
            _ => Err(PairRefusal::Empty),
        };
        match taken {
            Ok(pair) => {
                seen.insert((pair.first.clone(), pair.then.clone()), row);
                file.pairs.push(pair);
            }
            Err(reason) => file.refused.push(Problem { row, reason }),
        }
    }
    file.refused.sort_by_key(|problem| problem.row);
    Ok(file)
}
