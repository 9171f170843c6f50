//! From a package to topics and what is said of them.

use std::collections::BTreeSet;

use serde_json::Value;

use super::ADAPTED;
use super::check::day;
use super::write::topic;
use crate::actions::topics::{LICENCES, SUBJECTS};
use crate::domain::id::TopicId;
use crate::domain::words::Tie;
use crate::exchange::bring_topics::subject;
use crate::exchange::package::{Item, ItemRefusal, Link, Package, Said, Spot, Text};

/// Reads a package that was checked.
pub fn read(package: &Value) -> Package {
    let mut read = Package::default();
    let mut seen = BTreeSet::new();
    for (place, value) in list(package, "CFItems").iter().enumerate() {
        let outcome = match item(place, value) {
            Ok(item) if !seen.insert(item.topic) => Err(ItemRefusal::Duplicate),
            other => other,
        };
        match outcome {
            Ok(item) => read.items.push(item),
            Err(reason) => read.refused.push((Spot::new("CFItems", place), reason)),
        }
    }
    for (place, value) in list(package, "CFAssociations").iter().enumerate() {
        let kind = text(value, "associationType").unwrap_or_default();
        let tie = || text(value, "identifier").and_then(topic).map(TopicId::cast);
        let adapted = value["CFAssociationGroupingURI"]["title"] == ADAPTED;
        let said = match (kind, tie()) {
            ("precedes", _) => Said::Precedes,
            ("exactMatchOf", Some(id)) => Said::Tie(id, Tie::Same),
            ("isTranslationOf", Some(id)) => Said::Tie(id, Tie::Translation),
            ("isRelatedTo", Some(id)) => Said::Tie(id, if adapted { Tie::Adapted } else { Tie::Near }),
            _ => {
                *read.unread.entry(kind.to_owned()).or_default() += 1;
                continue;
            }
        };
        let end = |side: &str| value[side]["identifier"].as_str().and_then(topic);
        let reason = match (end("originNodeURI"), end("destinationNodeURI")) {
            (Some(from), Some(to)) if from == to => ItemRefusal::Itself,
            (Some(from), Some(to)) => {
                read.links.push(Link { said, from, to, day: text(value, "lastChangeDateTime").and_then(day) });
                continue;
            }
            _ => ItemRefusal::Elsewhere,
        };
        read.refused.push((Spot::new("CFAssociations", place), reason));
    }
    read
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value[key].as_str().filter(|text| !text.trim().is_empty())
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// How long a title is that is made of a statement.
const SHORT: usize = 140;

fn item(at: usize, value: &Value) -> Result<Item, ItemRefusal> {
    let topic = text(value, "identifier").and_then(topic).ok_or(ItemRefusal::Elsewhere)?;
    let statement = text(value, "fullStatement").ok_or(ItemRefusal::EmptyTitle)?;
    let title = match text(value, "abbreviatedStatement") {
        Some(title) => title.to_owned(),
        None if statement.chars().count() <= SHORT => statement.to_owned(),
        None => statement.chars().take(SHORT).chain(['…']).collect(),
    };
    let own = &value["extensions"]["relevo"];
    let keywords = texts(&value["conceptKeywords"]);
    let known = keywords.iter().find(|word| SUBJECTS.contains(&word.as_str())).cloned();
    let text_that_counts = Text {
        subject: known.unwrap_or_else(|| subject(&keywords.join(" ")).to_owned()),
        challenge: if statement == title { String::new() } else { statement.to_owned() },
        title,
        title_en: text(own, "title_en").map(str::to_owned),
        why: text(value, "notes").unwrap_or_default().to_owned(),
        questions: texts(&own["questions"]),
        sources: texts(&own["sources"]),
        written: text(value, "lastChangeDateTime").and_then(day),
    };
    text_that_counts.sound()?;
    Ok(Item {
        at,
        topic,
        text: text_that_counts,
        version: None,
        retouched: false,
        earlier: Vec::new(),
        language: text(value, "language").map(str::to_owned),
        licence: value["licenseURI"]["title"].as_str().filter(|word| LICENCES.contains(word)).map(str::to_owned),
        origin: text(own, "origin").and_then(|word| word.parse().ok()),
        import_key: text(own, "import_key").map(str::to_owned),
        published: text(value, "statusStartDate").and_then(day),
    })
}
