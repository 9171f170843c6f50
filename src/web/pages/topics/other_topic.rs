//! Finding the topic to which another is to be tied: by words of its title, or by its address as people copy it. It does not know what is then
//! said of the two.

use serde::Serialize;

use super::alive::Alive;
use super::{Title, Titles};
use crate::actions::fund::to_both;
use crate::domain::id::TopicId;
use crate::domain::policy::{Verb, may};
use crate::domain::refusal::Problem;
use crate::domain::search;
use crate::store::Conn;
use crate::store::queries::fund;
use crate::web::{Error, Here};

/// As many as can be compared at a glance; more words find fewer.
const SHOWN: usize = 8;
/// Among how many those are sought that the reader may tie to hers.
const LOOKED_AT: i64 = 60;

/// A topic that a search found.
#[derive(Serialize)]
pub struct Found {
    topic: Title,
    subject: String,
    /// Where it is offered, in a sentence.
    alive: String,
}

/// The topics with these words to which the reader may tie hers. Nothing where nothing is looked for.
///
/// # Errors
/// The database cannot be read.
pub fn found(conn: &mut Conn, here: &Here, topic: TopicId, q: &str) -> Result<Option<Vec<Found>>, Error> {
    let words = search::words(&q.chars().take(80).collect::<String>());
    if words.is_empty() {
        return Ok(None);
    }
    let (rows, _) = fund::search(conn, &words, LOOKED_AT, 0)?;
    let mut open = Vec::new();
    for row in rows {
        if row.id != topic && may(Verb::TieTopics, to_both(conn, &here.caller, topic, row.id)?) {
            open.push(row);
        }
        if open.len() == SHOWN {
            break;
        }
    }
    let ids: Vec<TopicId> = open.iter().map(|row| row.id).collect();
    let (titles, alive) = (Titles::load(conn, here, &ids)?, Alive::load(conn, here, &ids)?);
    let found = open.iter().map(|row| Found {
        topic: titles.of(row.id),
        subject: here.word("subject", &row.subject),
        alive: alive.tell(here, row.id),
    });
    Ok(Some(found.collect()))
}

/// A topic's id as people copy it: alone, or as the end of an address of ours. Another site's topic of the same id is another topic.
///
/// # Errors
/// There is nothing, or nothing that can be one.
pub fn pointed(text: &str, ours: impl Fn(&str) -> bool) -> Result<TopicId, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Problem::Missing);
    }
    if text.contains("://") && !ours(text) {
        return Err(Problem::NoSuchTopic);
    }
    let path = text.split(['?', '#']).next().unwrap_or_default();
    path.split('/').find_map(|part| part.parse().ok()).ok_or(Problem::NoSuchTopic)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::origin::same_origin;

    #[test]
    fn a_topic_is_pointed_at_by_its_id_or_its_address() {
        let id = TopicId::from_bytes([7; 16]);
        let ours = |address: &str| same_origin(address, None, Some("red.example.mx"));
        for text in [format!("{id}"), format!(" /topics/{id} "), format!("https://red.example.mx/topics/{id}/lineage?x=1#a")] {
            assert_eq!(pointed(&text, ours), Ok(id), "{text}");
        }
        assert_eq!(pointed("  ", ours), Err(Problem::Missing));
        for text in ["/topics/new".to_owned(), format!("http://otra.mx/topics/{id}"), format!("https://red.example.mx.otra.mx/topics/{id}")]
        {
            assert_eq!(pointed(&text, ours), Err(Problem::NoSuchTopic), "{text}");
        }
    }
}
