//! Topics and their versions.

use diesel::prelude::*;

use crate::domain::fact::{TopicPublished, TopicWritten};
use crate::domain::search::fold;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::{PrerequisiteRow, TopicRow, TopicVersionRow};
use crate::store::schema::{prerequisites, topic_versions, topics};

pub fn published(conn: &mut Conn, fact: &TopicPublished) -> Result<(), Error> {
    let row = TopicRow {
        id: fact.topic,
        school: fact.school,
        author: fact.author,
        language: fact.language.clone(),
        origin: fact.origin,
        licence: fact.licence.clone(),
        published: fact.day,
        import_key: fact.import_key.clone(),
        // Version 0 is a topic whose first text is written by the next fact.
        version: 0,
        title: String::new(),
        subject: String::new(),
        search: String::new(),
    };
    diesel::insert_into(topics::table).values(&row).execute(conn)?;
    Ok(())
}

pub fn written(conn: &mut Conn, fact: &TopicWritten) -> Result<(), Error> {
    let row = TopicVersionRow {
        topic: fact.topic,
        version: fact.version,
        author: fact.author,
        written: fact.day,
        title: fact.title.clone(),
        title_en: fact.title_en.clone(),
        subject: fact.subject.clone(),
        challenge: fact.challenge.clone(),
        why: fact.why.clone(),
        questions: serde_json::to_string(&fact.questions)?,
        sources: serde_json::to_string(&fact.sources)?,
    };
    diesel::insert_into(topic_versions::table).values(&row).execute(conn)?;
    // An older version that arrives late is kept in the history and changes nothing else.
    let search = format!("{} {} {}", fold(&fact.title), fact.title_en.as_deref().map(fold).unwrap_or_default(), fold(&fact.subject));
    let newest = diesel::update(topics::table.filter(topics::id.eq(fact.topic).and(topics::version.lt(fact.version))))
        .set((
            topics::version.eq(fact.version),
            topics::title.eq(&fact.title),
            topics::subject.eq(&fact.subject),
            topics::search.eq(search.trim_end()),
        ))
        .execute(conn)?;
    if newest == 1 {
        diesel::delete(prerequisites::table.filter(prerequisites::topic.eq(fact.topic))).execute(conn)?;
        let mut prerequisites = fact.prerequisites.clone();
        prerequisites.sort_unstable();
        prerequisites.dedup();
        for before in prerequisites {
            let row = PrerequisiteRow { topic: fact.topic, before };
            diesel::insert_into(prerequisites::table).values(&row).execute(conn)?;
        }
    }
    Ok(())
}
