//! Our own export on its way back: topics with all their versions, under the ids that they have.
//!
//! What no fact can carry into another network stays behind, and is counted: which school brought a topic in, and how many have adopted it or
//! offer it, are of the network where that happened.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Relation, Topic, Version};
use crate::actions::topics::{LICENCES, SUBJECTS};
use crate::domain::id::TopicId;
use crate::domain::words::Tie;
use crate::exchange::bring_topics::subject;
use crate::exchange::package::{HIGHEST_VERSION, Item, ItemRefusal, Link, Package, Said, Spot, Text};

/// Reads an export of the shape that [`super::FORMAT`] names.
pub fn read(export: &Value) -> Package {
    let mut read = Package::default();
    let mut seen = BTreeSet::new();
    for (at, value) in list(export, "topics").iter().enumerate() {
        let topic = serde_json::from_value::<Topic>(value.clone()).map_err(|_| ItemRefusal::Shape);
        let outcome = topic.and_then(|topic| {
            let item = item(at, &topic)?;
            if seen.insert(item.topic) { Ok((topic, item)) } else { Err(ItemRefusal::Duplicate) }
        });
        let (topic, item) = match outcome {
            Ok(both) => both,
            Err(reason) => {
                read.refused.push((Spot::new("topics", at), reason));
                continue;
            }
        };
        for (kind, is_said) in [("school", topic.school.is_some()), ("adopted", topic.adopted > 0), ("offered", topic.offered > 0)] {
            if is_said {
                *read.unread.entry(kind.to_owned()).or_default() += 1;
            }
        }
        for before in topic.prerequisites {
            match before.parse::<TopicId>() {
                Ok(from) if from == item.topic => read.refused.push((Spot::new("prerequisites", at), ItemRefusal::Itself)),
                Ok(from) => read.links.push(Link { said: Said::Precedes, from, to: item.topic, day: None }),
                Err(_) => read.refused.push((Spot::new("prerequisites", at), ItemRefusal::Elsewhere)),
            }
        }
        read.items.push(item);
    }
    for (at, value) in list(export, "relations").iter().enumerate() {
        match serde_json::from_value::<Relation>(value.clone()).map_err(|_| ItemRefusal::Shape).and_then(|relation| link(&relation)) {
            Ok(link) => read.links.push(link),
            Err(reason) => read.refused.push((Spot::new("relations", at), reason)),
        }
    }
    read
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn item(at: usize, topic: &Topic) -> Result<Item, ItemRefusal> {
    let newest = topic.newest().ok_or(ItemRefusal::Shape)?;
    if topic.version > HIGHEST_VERSION {
        return Err(ItemRefusal::Number);
    }
    let mut earlier: Vec<(i32, Text)> = topic
        .versions
        .iter()
        .filter(|version| (1..topic.version).contains(&version.version))
        .map(|version| (version.version, text(version)))
        .collect();
    earlier.sort_by_key(|(number, _)| *number);
    earlier.dedup_by_key(|(number, _)| *number);
    for (_, text) in &earlier {
        text.sound()?;
    }
    let item = Item {
        at,
        topic: topic.id.parse().map_err(|_| ItemRefusal::Elsewhere)?,
        text: text(newest),
        version: Some(topic.version).filter(|version| *version > 0),
        retouched: false,
        earlier,
        language: Some(topic.language.clone()),
        licence: Some(&topic.licence).filter(|word| LICENCES.contains(&word.as_str())).cloned(),
        origin: topic.origin.parse().ok(),
        import_key: topic.import_key.clone(),
        published: topic.published.parse().ok(),
    };
    item.text.sound()?;
    Ok(item)
}

fn text(version: &Version) -> Text {
    let known = SUBJECTS.contains(&version.subject.as_str());
    Text {
        title: version.title.clone(),
        title_en: version.title_en.clone(),
        subject: if known { version.subject.clone() } else { subject(&version.subject).to_owned() },
        challenge: version.challenge.clone(),
        why: version.why.clone(),
        questions: version.questions.clone(),
        sources: version.sources.clone(),
        written: version.written.parse().ok(),
    }
}

fn link(relation: &Relation) -> Result<Link, ItemRefusal> {
    let id = relation.id.parse().map_err(|_| ItemRefusal::Shape)?;
    let kind = relation.kind.parse().ok().filter(|kind| *kind != Tie::Apart).ok_or(ItemRefusal::Shape)?;
    match (relation.topic.parse::<TopicId>(), relation.other.parse::<TopicId>()) {
        (Ok(from), Ok(to)) if from == to => Err(ItemRefusal::Itself),
        (Ok(from), Ok(to)) => Ok(Link { said: Said::Tie(id, kind), from, to, day: relation.since.parse().ok() }),
        _ => Err(ItemRefusal::Elsewhere),
    }
}
