//! Topics: finding them, one of them, writing and improving it, its versions and its lineage. And the small things that pages about topics,
//! offers and wishes share.

pub mod lineage;
pub mod list;
pub mod one;
pub mod standing;
pub mod story;
pub mod versions;
pub mod write;

use serde::Serialize;

use crate::domain::id::{Id, NodeId};
use crate::domain::policy::{Caller, Place, Verb, may};
use crate::store::rows::TopicRow;
use crate::web::{App, Here};

/// A new id for a form that creates something.
pub fn new_id<Of>(app: &App) -> Id<Of> {
    let mut chance = [0; 10];
    app.db.chance(&mut chance);
    Id::at(app.db.now(), chance)
}

/// Whether the caller may read the names of a node's people. That follows from being of it or its steward: what stands above plays no part.
pub fn names_at(caller: &Caller, node: NodeId) -> bool {
    may(Verb::ReadNames, caller.to_place(&Place { node, above: Vec::new() }))
}

/// A topic as a link.
#[derive(Serialize)]
pub struct Title {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The title's language, where it is not the page's.
    pub lang: Option<String>,
}

impl Title {
    /// A topic's title.
    pub fn of(here: &Here, row: &TopicRow) -> Title {
        Title { id: row.id.to_string(), title: row.title.clone(), lang: foreign(here, &row.language) }
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
