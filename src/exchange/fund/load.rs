//! Reads the fund from the data.

use std::collections::{BTreeMap, BTreeSet};

use super::{FORMAT, Fund, Relation, Topic, Version, uuid};
use crate::domain::id::{NodeId, TopicId};
use crate::domain::words::Tie;
use crate::store::queries::{fund, nodes, ties};
use crate::store::{Conn, Error};

/// The whole fund.
///
/// # Errors
/// The database cannot be read.
pub fn load(conn: &mut Conn) -> Result<Fund, Error> {
    let rows = fund::everything(conn)?;
    let open: BTreeSet<TopicId> = rows.iter().map(|row| row.id).collect();
    let mut versions: BTreeMap<TopicId, Vec<Version>> = BTreeMap::new();
    for row in fund::every_version(conn)? {
        versions.entry(row.topic).or_default().push(Version {
            version: row.version,
            written: row.written.to_string(),
            title: row.title,
            title_en: row.title_en,
            subject: row.subject,
            challenge: row.challenge,
            why: row.why,
            questions: serde_json::from_str(&row.questions)?,
            sources: serde_json::from_str(&row.sources)?,
        });
    }
    let mut before: BTreeMap<TopicId, Vec<String>> = BTreeMap::new();
    for (after, first) in crate::store::queries::topics::prerequisite_pairs(conn)? {
        if open.contains(&first) {
            before.entry(after).or_default().push(first.to_string());
        }
    }
    let schools: BTreeSet<NodeId> = rows.iter().filter_map(|row| row.school).collect();
    let names = nodes::names(conn, &schools.into_iter().collect::<Vec<_>>())?;
    let classes = ties::classes(conn)?;
    let (adopted, offered) = (fund::adopted(conn)?, fund::offered(conn)?);
    let topics = rows.into_iter().map(|row| Topic {
        id: row.id.to_string(),
        uuid: uuid(row.id),
        language: row.language,
        origin: row.origin.word().to_owned(),
        licence: row.licence,
        published: row.published.to_string(),
        school: row.school.and_then(|school| names.get(&school).cloned()),
        school_id: row.school.map(|school| school.to_string()),
        import_key: row.import_key,
        same_as: classes.get(&row.id).map(|class| class.to_string()),
        adopted: adopted.get(&row.id).copied().unwrap_or(0),
        offered: offered.get(&row.id).copied().unwrap_or(0),
        version: row.version,
        prerequisites: before.remove(&row.id).unwrap_or_default(),
        versions: versions.remove(&row.id).unwrap_or_default(),
    });
    let topics = topics.collect();
    // That two were told apart is for those who were asked; it says nothing about either.
    let said = ties::all(conn)?.into_iter().filter(|tie| tie.kind != Tie::Apart && open.contains(&tie.topic) && open.contains(&tie.other));
    let relations = said.map(|tie| Relation {
        id: tie.id.to_string(),
        kind: tie.kind.word().to_owned(),
        topic: tie.topic.to_string(),
        other: tie.other.to_string(),
        since: tie.day.to_string(),
    });
    Ok(Fund { format: FORMAT, topics, relations: relations.collect() })
}
