//! The fund of knowledge as open data: topics with all versions of their texts, their licences, where they come from, and how they are
//! related. Nobody's name is in it. It can be read back, here or in another network ([`read`]), also as a table ([`read_table`]).
//!
//! What was withdrawn is not in the fund, and so not here. Deliberately does not know who asks: it is the same for everybody.

mod csv;
mod load;
mod read;
mod sheet;

pub use csv::table;
pub use load::load;
pub use read::read;
pub use sheet::{read_table, table_of};

use serde::{Deserialize, Serialize};

use crate::domain::id::Id;

/// The fund.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fund {
    /// What shape this is.
    pub format: &'static str,
    /// The topics, by their ids.
    pub topics: Vec<Topic>,
    /// How they are related, by their ids.
    pub relations: Vec<Relation>,
}

/// The shape that is written today.
pub const FORMAT: &str = "relevo-fund-1";

/// A topic with all its versions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are those of the topic")]
pub struct Topic {
    /// Its permanent id, as addresses have it.
    pub id: String,
    /// The same as a UUID.
    pub uuid: String,
    pub language: String,
    pub origin: String,
    pub licence: String,
    pub published: String,
    /// The school that brought it in, by its name as a place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub school: Option<String>,
    /// The same school's permanent id, as addresses have it: two may be called alike, and one may be called otherwise tomorrow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub school_id: Option<String>,
    /// What identifies it in the file that it was imported from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub import_key: Option<String>,
    /// The topic that stands for all that are the same as this, where there are such.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub same_as: Option<String>,
    /// How many schools have adopted it.
    pub adopted: i64,
    /// In how many places it is offered today.
    pub offered: i64,
    /// The number of the version that counts.
    pub version: i32,
    /// What helps to come before it.
    pub prerequisites: Vec<String>,
    /// All versions, newest first.
    pub versions: Vec<Version>,
}

impl Topic {
    /// The version that counts.
    pub fn newest(&self) -> Option<&Version> {
        self.versions.iter().find(|version| version.version == self.version)
    }
}

/// A version of a topic's text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are those of the version")]
pub struct Version {
    pub version: i32,
    pub written: String,
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title_en: Option<String>,
    pub subject: String,
    pub challenge: String,
    pub why: String,
    pub questions: Vec<String>,
    pub sources: Vec<String>,
}

/// How a topic is to another: `adapted` and `translation` say that the first was written from the second.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are those of the tie")]
pub struct Relation {
    pub id: String,
    pub kind: String,
    pub topic: String,
    pub other: String,
    pub since: String,
}

/// An id as others write it.
pub fn uuid<Of>(id: Id<Of>) -> String {
    uuid::Uuid::from_bytes(*id.bytes()).hyphenated().to_string()
}
