//! One of a list to choose from, as the parts `choice` and `picks` show it.

use serde::Serialize;

use crate::web::Here;
use crate::web::locale::capital;

/// One of a list to choose from.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// A second line.
    pub small: Option<String>,
    /// Whether it is chosen.
    pub selected: bool,
}

impl Choice {
    /// A choice that is not taken yet.
    pub fn new(value: impl ToString, label: impl Into<String>) -> Choice {
        Choice { value: value.to_string(), label: label.into(), small: None, selected: false }
    }

    /// A word of the practice as a choice, beginning with a capital.
    pub fn word(here: &Here, list: &str, word: &str) -> Choice {
        Choice::new(word, capital(&here.word(list, word)))
    }
}
