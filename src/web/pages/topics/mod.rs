//! Topics: finding them, one of them, writing and improving it, its versions and its lineage. And the small things that pages about topics,
//! offers and wishes share.

pub mod alive;
pub mod lineage;
pub mod list;
pub mod one;
mod other_topic;
pub mod standing;
pub mod story;
pub mod ties;
pub mod versions;
pub mod write;

use std::collections::HashMap;

use serde::Serialize;

use crate::domain::id::{NodeId, TopicId};
use crate::domain::policy::{Caller, Place, Verb, may};
use crate::store::Conn;
use crate::store::queries::topics as queries;
use crate::web::{Error, Here};

/// Whether the caller may read the names of a node's people. That follows from being of it or its steward: what stands above plays no part.
pub fn names_at(caller: &Caller, node: NodeId) -> bool {
    may(Verb::ReadNames, caller.to_place(&Place { node, above: Vec::new(), goes_on_in: None }))
}

/// A topic as a link, called what its reader can read: in English by its English title, where it has one.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Title {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The title's language, where it is not the page's.
    pub lang: Option<String>,
}

impl Title {
    /// A topic's title; empty where there is no such topic.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn of(conn: &mut Conn, here: &Here, topic: TopicId) -> Result<Title, Error> {
        Ok(Titles::load(conn, here, &[topic])?.of(topic))
    }

    /// The language of the title.
    pub fn language(&self, here: &Here) -> String {
        self.lang.clone().unwrap_or_else(|| here.language.code().to_owned())
    }

    fn read(here: &Here, topic: TopicId, titles: queries::Titles) -> Title {
        let reader = here.language.code();
        let (title, language) = match titles.english {
            Some(english) if reader == "en" && titles.language != "en" => (english, "en".to_owned()),
            _ => (titles.own, titles.language),
        };
        Title { id: topic.to_string(), title, lang: foreign(here, &language) }
    }
}

/// The topics of a page: looked up at once, shown one by one.
pub struct Titles(HashMap<TopicId, Title>);

impl Titles {
    /// Looks them up.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn load(conn: &mut Conn, here: &Here, topics: &[TopicId]) -> Result<Titles, Error> {
        let found = queries::titles(conn, topics)?;
        Ok(Titles(found.into_iter().map(|(topic, titles)| (topic, Title::read(here, topic, titles))).collect()))
    }

    /// A topic's title, if there is such a topic.
    pub fn get(&self, topic: TopicId) -> Option<Title> {
        self.0.get(&topic).cloned()
    }

    /// A topic's title; empty where there is no such topic.
    pub fn of(&self, topic: TopicId) -> Title {
        self.get(topic).unwrap_or_default()
    }

    /// The words of a title, for a sentence.
    pub fn text(&self, topic: TopicId) -> String {
        self.of(topic).title
    }
}

/// A language, where it is not the one of the page.
pub fn foreign(here: &Here, language: &str) -> Option<String> {
    (language != here.language.code()).then(|| language.to_owned())
}

/// The paragraphs of a text: what blank lines part.
pub fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for line in text.lines().map(str::trim_end) {
        match paragraphs.last_mut() {
            Some(last) if !line.is_empty() => {
                if !last.is_empty() {
                    last.push('\n');
                }
                last.push_str(line);
            }
            _ => paragraphs.push(String::new()),
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

/// A list as the store keeps it.
pub fn lines(json: &str) -> Vec<String> {
    serde_json::from_str(json).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_part_paragraphs() {
        for (text, expected) in [("", vec![]), ("\n\n", vec![]), ("uno", vec!["uno"]), ("uno\ndos\n\n\ntres \n", vec!["uno\ndos", "tres"])]
        {
            assert_eq!(paragraphs(text), expected, "{text:?}");
        }
    }
}
