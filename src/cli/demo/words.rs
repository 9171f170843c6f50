//! The invented words of the demonstration network, from the two files beside this one.

use serde::Deserialize;

/// A topic as the file tells it.
#[derive(Debug, Deserialize)]
pub struct TopicWords {
    pub key: String,
    pub title: String,
    pub title_en: String,
    pub subject: String,
    pub origin: String,
    pub challenge: String,
    pub why: String,
    pub questions: Vec<String>,
    pub sources: Vec<String>,
    pub prerequisites: Vec<String>,
}

/// A school as the file tells it.
#[derive(Debug, Deserialize)]
pub struct SchoolWords {
    pub name: String,
    pub cct: String,
    /// Out at sea, where no school is: whoever draws them on a real map sees that they are invented. Two share a place.
    pub latitude: f64,
    pub longitude: f64,
}

/// An adult as the file tells her.
#[derive(Debug, Deserialize)]
pub struct AdultWords {
    pub name: String,
    pub kind: String,
}

/// What children write.
#[derive(Debug, Deserialize)]
pub struct EntryWords {
    pub knew: Vec<String>,
    pub stuck: Vec<String>,
    pub through: Vec<String>,
    pub found: Vec<String>,
    pub open: Vec<String>,
}

/// Names and sentences.
#[derive(Debug, Deserialize)]
pub struct PeopleWords {
    pub state: String,
    pub zones: Vec<String>,
    pub schools: Vec<SchoolWords>,
    pub girls: Vec<String>,
    pub boys: Vec<String>,
    pub adults: Vec<AdultWords>,
    pub entries: EntryWords,
    pub notes: Vec<String>,
    pub whys: Vec<String>,
    pub shown: Vec<String>,
    pub asked: Vec<String>,
    pub not_yet: Vec<String>,
    pub founding: Vec<String>,
    pub places: Vec<String>,
    pub stop_reasons: Vec<String>,
}

/// Both files.
pub struct Words {
    pub topics: Vec<TopicWords>,
    pub people: PeopleWords,
}

impl Words {
    /// Reads the embedded files.
    ///
    /// # Errors
    /// They are not what this program expects.
    pub fn read() -> Result<Words, serde_json::Error> {
        Ok(Words { topics: serde_json::from_str(include_str!("topics.json"))?, people: serde_json::from_str(include_str!("people.json"))? })
    }
}
