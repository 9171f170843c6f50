//! Reads topics from a table: the official curriculum's contents, or a plain list that a teacher wrote.
//!
//! Every row has a key made of what identifies it, so that reading the same file again changes nothing.
//! Deliberately does not know which topics the network has, nor whether a named prerequisite exists.

pub mod apart;
pub mod pairs;
mod read;
#[cfg(test)]
mod tests;
pub mod weave;

pub use read::{call, fields, meanings, read_topics, read_topics_in};

use crate::domain::guard::Found;
use crate::exchange::Problem;

/// The longest title, in characters. The longest of the official curriculum has 237.
pub const MAX_TITLE: usize = 300;
/// The longest of any other text of a topic, all its questions together, in characters.
pub const MAX_TEXT: usize = 10_000;

/// How the table is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TopicLayout {
    /// Grade, discipline, content and one learning process a row: the rows of a content make one topic.
    Curriculum,
    /// One topic a row.
    Plain,
}

/// One topic as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicRow {
    /// The row that it comes from, the first of several.
    pub row: u64,
    /// What identifies it in files of this kind: language, grade, subject and its id in the file or else its title, folded.
    pub key: String,
    /// What the file itself calls it: its id and its code, where there are such columns.
    pub names: Vec<String>,
    /// Its title, without a full stop.
    pub title: String,
    /// The subject as written, perhaps empty.
    pub subject: String,
    /// The grade, 1 to 12, counted within its school level.
    pub grade: Option<u8>,
    /// The opening challenge; empty when the file has none, as the curriculum's.
    pub challenge: String,
    /// Why it matters, perhaps empty.
    pub why: String,
    /// Guiding questions; of the curriculum, its learning processes.
    pub questions: Vec<String>,
    /// Sources.
    pub sources: Vec<String>,
    /// Ids, codes or titles of topics that help to come before.
    pub prerequisites: Vec<String>,
    /// Language tag, `es` unless stated.
    pub language: String,
}

/// Why a row was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TopicRefusal {
    /// Its cells do not line up with the header.
    #[error("{cells} cells do not line up with the header")]
    Ragged {
        /// How many it has.
        cells: usize,
    },
    /// No title.
    #[error("the title is empty")]
    EmptyTitle,
    /// A text passes its limit.
    #[error("a text has {found} characters, at most {limit} are kept")]
    TooLong {
        /// How many it has.
        found: usize,
        /// How many it may have.
        limit: usize,
    },
    /// The same topic, or the same process of it, came before.
    #[error("the same as row {first_row}")]
    Duplicate {
        /// Where.
        first_row: u64,
    },
    /// The title holds replacement characters or signs of a wrong encoding.
    #[error("the title holds damaged characters")]
    DamagedTitle,
    /// Holds what must not be published. What it holds is not repeated here.
    #[error("holds personal data")]
    PersonalData(Found),
}

/// What is doubtful in a row that was taken all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TopicWarning {
    /// A text other than the title is damaged.
    #[error("a text holds damaged characters")]
    Damaged,
    /// A question mark stands where a letter may have been, as in `?hello`.
    #[error("a question mark may stand for a lost letter")]
    DoubtfulMark,
    /// The grade is not one.
    #[error("the grade cannot be read")]
    GradeUnreadable,
    /// The language is not one; Spanish is assumed.
    #[error("the language is not known")]
    LanguageUnknown,
}

/// A list of topics as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicFile {
    /// How it was laid out.
    pub layout: TopicLayout,
    /// Columns that were not read.
    pub unread: Vec<String>,
    /// The topics, in the order of their first rows.
    pub rows: Vec<TopicRow>,
    /// Rows not taken.
    pub refused: Vec<Problem<TopicRefusal>>,
    /// Doubts about rows taken.
    pub warnings: Vec<Problem<TopicWarning>>,
}
