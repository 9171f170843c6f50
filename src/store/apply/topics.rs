//! Topics and their versions.

use diesel::dsl::max;
use diesel::prelude::*;

use crate::domain::fact::{TopicCorrected, TopicPublished, TopicWritten};
use crate::domain::id::TopicId;
use crate::domain::moment::Day;
use crate::domain::search::{Word, fold};
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::{PrerequisiteRow, TopicRow, TopicVersionRow, TopicWordRow};
use crate::store::schema::{prerequisites, topic_versions, topic_words, topics};

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
        withdrawn: None,
    };
    diesel::insert_into(topics::table).values(&row).execute(conn)?;
    Ok(())
}

/// Two who did not know of one another may have given their texts the same number. Neither is lost: the one that comes later follows as the
/// newest.
pub fn written(conn: &mut Conn, fact: &TopicWritten) -> Result<(), Error> {
    let taken: i64 = topic_versions::table.find((fact.topic, fact.version)).count().get_result(conn)?;
    let last = topic_versions::table.filter(topic_versions::topic.eq(fact.topic)).select(max(topic_versions::version));
    let version = match last.get_result::<Option<i32>>(conn)? {
        Some(last) if taken > 0 => last.saturating_add(1),
        _ => fact.version,
    };
    let row = TopicVersionRow {
        topic: fact.topic,
        version,
        author: fact.author,
        written: fact.day,
        title: fact.title.clone(),
        title_en: fact.title_en.clone(),
        subject: fact.subject.clone(),
        challenge: fact.challenge.clone(),
        why: fact.why.clone(),
        questions: serde_json::to_string(&fact.questions)?,
        sources: serde_json::to_string(&fact.sources)?,
        prerequisites: serde_json::to_string(&fact.prerequisites)?,
        withdrawn: None,
    };
    diesel::insert_into(topic_versions::table).values(&row).execute(conn)?;
    settle(conn, fact.topic)
}

/// Gives a topic the text of its newest version that stands. An older one that arrives late is kept in the history and changes nothing else.
fn settle(conn: &mut Conn, topic: TopicId) -> Result<(), Error> {
    let newest: Option<TopicVersionRow> = topic_versions::table
        .filter(topic_versions::topic.eq(topic).and(topic_versions::withdrawn.is_null()))
        .order(topic_versions::version.desc())
        .get_result(conn)
        .optional()?;
    let Some(newest) = newest else { return Ok(()) };
    let search = format!("{} {} {}", fold(&newest.title), newest.title_en.as_deref().map(fold).unwrap_or_default(), fold(&newest.subject));
    diesel::update(topics::table.find(topic))
        .set((
            topics::version.eq(newest.version),
            topics::title.eq(&newest.title),
            topics::subject.eq(&newest.subject),
            topics::search.eq(search.trim_end()),
        ))
        .execute(conn)?;
    diesel::delete(topic_words::table.filter(topic_words::topic.eq(topic))).execute(conn)?;
    // The same words that the migration takes from the same text.
    for word in Word::of(&search) {
        diesel::insert_into(topic_words::table).values(&TopicWordRow { word, topic }).execute(conn)?;
    }
    diesel::delete(prerequisites::table.filter(prerequisites::topic.eq(topic))).execute(conn)?;
    let before: std::collections::BTreeSet<TopicId> = serde_json::from_str(&newest.prerequisites)?;
    for before in before {
        diesel::insert_into(prerequisites::table).values(&PrerequisiteRow { topic, before }).execute(conn)?;
    }
    Ok(())
}

pub fn corrected(conn: &mut Conn, fact: &TopicCorrected) -> Result<(), Error> {
    let now = (topics::language.eq(&fact.language), topics::origin.eq(fact.origin), topics::licence.eq(&fact.licence));
    diesel::update(topics::table.find(fact.topic)).set(now).execute(conn)?;
    Ok(())
}

pub fn stands(conn: &mut Conn, topic: TopicId, withdrawn: Option<Day>) -> Result<(), Error> {
    diesel::update(topics::table.find(topic)).set(topics::withdrawn.eq(withdrawn)).execute(conn)?;
    Ok(())
}

pub fn version_stands(conn: &mut Conn, topic: TopicId, version: i32, withdrawn: Option<Day>) -> Result<(), Error> {
    diesel::update(topic_versions::table.find((topic, version))).set(topic_versions::withdrawn.eq(withdrawn)).execute(conn)?;
    settle(conn, topic)
}
