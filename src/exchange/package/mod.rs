//! Packages of topics: what others' programs, and our own export, hold of topics that have ids of their own, and of how they are related.
//!
//! A format's reader turns a file into a [`Package`]; what it would bring, and how it is written, is the same for all ([`bring`]).
//! Deliberately not known here: lists, whose topics have no ids; `topics` and `bring_topics` read those.

pub mod bring;

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::case::{self, Flaw};
use super::topics::{MAX_TEXT, MAX_TITLE};
use super::{fund, is_damaged};
use crate::domain::guard;
use crate::domain::id::{NodeId, TieId, TopicId};
use crate::domain::moment::Day;
use crate::domain::words::{Origin, Tie};

/// The highest number that a text may bring along: above it there has to be room for those that are written here.
pub const HIGHEST_VERSION: i32 = 1_000_000;

/// The longest tag of a language that is taken.
const MAX_TAG: usize = 35;

/// The text of a topic, in one of its versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are those of the version")]
pub struct Text {
    pub title: String,
    pub title_en: Option<String>,
    pub subject: String,
    pub challenge: String,
    pub why: String,
    pub questions: Vec<String>,
    pub sources: Vec<String>,
    pub written: Option<Day>,
}

impl Text {
    /// Whether it can be taken.
    ///
    /// # Errors
    /// Why not.
    pub fn sound(&self) -> Result<(), ItemRefusal> {
        let lists = self.questions.iter().chain(&self.sources);
        let all: Vec<&str> =
            [&self.title, &self.challenge, &self.why].into_iter().chain(&self.title_en).chain(lists).map(String::as_str).collect();
        if self.title.trim().is_empty() {
            return Err(ItemRefusal::EmptyTitle);
        }
        if self.title.chars().count() > MAX_TITLE || all.iter().map(|text| text.chars().count()).sum::<usize>() > MAX_TEXT * 3 {
            return Err(ItemRefusal::TooLong);
        }
        if all.iter().any(|text| is_damaged(text)) {
            return Err(ItemRefusal::Damaged);
        }
        if all.iter().any(|text| guard::personal_data(text).is_some()) {
            return Err(ItemRefusal::PersonalData);
        }
        Ok(())
    }
}

/// One topic as read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are those of the topic")]
pub struct Item {
    /// Its place among the topics of the file.
    pub at: usize,
    pub topic: TopicId,
    /// The text that counts.
    pub text: Text,
    /// The number of that text, where the file counts them.
    pub version: Option<i32>,
    /// Whether people write in files of its kind, where a text that was put right keeps its number.
    #[serde(default)]
    pub retouched: bool,
    /// What it said before, with the numbers, oldest first.
    pub earlier: Vec<(i32, Text)>,
    pub language: Option<String>,
    pub licence: Option<String>,
    pub origin: Option<Origin>,
    pub import_key: Option<String>,
    pub published: Option<Day>,
}

/// Something said of two topics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Said {
    /// The first helps to come before the second.
    Precedes,
    /// A tie.
    Tie(TieId, Tie),
}

/// Something that is said of two topics and means something here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the two ends of what is said")]
pub struct Link {
    pub said: Said,
    pub from: TopicId,
    pub to: TopicId,
    pub day: Option<Day>,
}

/// Why a topic, or something said of two, was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ItemRefusal {
    /// It does not have the fields that it needs.
    #[error("does not have the fields that it needs")]
    Shape,
    /// The title or the statement is blank.
    #[error("the title is empty")]
    EmptyTitle,
    /// The number of its text leaves no room for the next.
    #[error("the number of its version is above {HIGHEST_VERSION}")]
    Number,
    /// A text passes its limit.
    #[error("a text is too long")]
    TooLong,
    /// A text holds signs of a wrong encoding.
    #[error("a text holds damaged characters")]
    Damaged,
    /// Holds what must not be published.
    #[error("holds personal data")]
    PersonalData,
    /// The same identifier came before.
    #[error("the same identifier as an item before")]
    Duplicate,
    /// An end of it is not in this package, as it stands.
    #[error("points to something that is not a topic here")]
    Elsewhere,
    /// Both ends are one.
    #[error("points from a topic to itself")]
    Itself,
}

/// A place in a file: a list of it, and where in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the two parts of the place")]
pub struct Spot {
    pub list: String,
    pub at: usize,
}

impl Spot {
    /// The place in a list.
    pub fn new(list: &str, at: usize) -> Spot {
        Spot { list: list.to_owned(), at }
    }

    /// Whether it is a topic's.
    pub fn is_topic(&self) -> bool {
        self.list == "CFItems" || self.list == "topics"
    }
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]", self.list, self.at)
    }
}

/// A package as read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Package {
    /// The topics.
    pub items: Vec<Item>,
    /// What is said of them, the ends not looked up yet.
    pub links: Vec<Link>,
    /// What was not taken, by its place in the package.
    pub refused: Vec<(Spot, ItemRefusal)>,
    /// How much says something that has no place here, by kind.
    pub unread: BTreeMap<String, usize>,
}

/// Why a package, as a whole, cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It begins as JSON does and is none.
    #[error("it is not whole: {0}")]
    NotJson(String),
    /// It is an export of a shape that is not known here.
    #[error("it is of the shape {0:?}, and {known:?} is read", known = fund::FORMAT)]
    Format(String),
    /// It is no CASE package.
    #[error("it is no CASE package: {} flaws, the first of them {}", .0.len(), .0.first().map(ToString::to_string).unwrap_or_default())]
    Case(Vec<Flaw>),
}

/// The longest key of a list that is taken, in characters: one made of a title is longer than that.
const MAX_KEY: usize = 2 * MAX_TITLE;

/// Whether a topic may be known by a key that a file says it has in a list. Whoever reads the fund reads the key too, so it is held to what a text
/// is; and one that begins with a place, or with none, is of that place's own list or of the installation's, which no file of others fills.
fn is_key(key: &str) -> bool {
    let of_a_place = key.split_once('|').is_some_and(|(first, _)| first.is_empty() || first.parse::<NodeId>().is_ok());
    !of_a_place && key.chars().count() <= MAX_KEY && !is_damaged(key) && guard::personal_data(key).is_none()
}

/// Leaves behind what is said of a topic beside its texts and cannot be taken. The topic stays.
fn sifted(mut package: Package) -> Package {
    for item in &mut package.items {
        let said = item.import_key.is_some();
        item.import_key = item.import_key.take().filter(|key| is_key(key));
        if said && item.import_key.is_none() {
            *package.unread.entry("import_key".to_owned()).or_default() += 1;
        }
        item.language = item.language.take().filter(|tag| is_tag(tag));
    }
    package
}

/// Whether something is written as the tag of a language.
fn is_tag(tag: &str) -> bool {
    (1..=MAX_TAG).contains(&tag.len()) && tag.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '-')
}

/// Whether a file is a package and no list. The fund's own table is one.
pub fn is_package(bytes: &[u8]) -> bool {
    let begin = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    begin.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{') || fund::table_of(bytes).is_some()
}

/// Reads a package.
///
/// # Errors
/// Nothing of it can be trusted.
pub fn read(bytes: &[u8]) -> Result<Package, Unreadable> {
    if let Some(table) = fund::table_of(bytes) {
        return Ok(sifted(fund::read_table(&table)));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let value: Value = serde_json::from_slice(bytes).map_err(|error| Unreadable::NotJson(error.to_string()))?;
    match value["format"].as_str() {
        Some(fund::FORMAT) => return Ok(sifted(fund::read(&value))),
        Some(other) => return Err(Unreadable::Format(other.to_owned())),
        None => {}
    }
    let flaws = case::check(&value);
    if flaws.is_empty() { Ok(sifted(case::read(&value))) } else { Err(Unreadable::Case(flaws)) }
}
