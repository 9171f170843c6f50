//! From a package to topics and what is said of them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::ADAPTED;
use super::check::day;
use super::write::topic;
use crate::actions::topics::{LICENCES, SUBJECTS};
use crate::domain::guard;
use crate::domain::id::{TieId, TopicId};
use crate::domain::moment::Day;
use crate::domain::words::{Origin, Tie};
use crate::exchange::bring_topics::subject;
use crate::exchange::is_damaged;
use crate::exchange::topics::{MAX_TEXT, MAX_TITLE};

/// One item as read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of the topic")]
pub struct Item {
    pub topic: TopicId,
    pub title: String,
    pub title_en: Option<String>,
    pub subject: String,
    pub challenge: String,
    pub why: String,
    pub questions: Vec<String>,
    pub sources: Vec<String>,
    pub language: Option<String>,
    pub licence: Option<String>,
    pub origin: Option<Origin>,
    pub import_key: Option<String>,
    pub published: Option<Day>,
    pub written: Option<Day>,
}

/// Something said of two topics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// The first helps to come before the second.
    Precedes,
    /// A tie.
    Tie(TieId, Tie),
}

/// An association that means something here.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the two ends of what is said")]
pub struct Link {
    pub said: Said,
    pub from: TopicId,
    pub to: TopicId,
    pub day: Option<Day>,
}

/// Why an item or an association was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ItemRefusal {
    /// The title or the statement is blank.
    #[error("the title is empty")]
    EmptyTitle,
    /// A text passes its limit.
    #[error("a text is too long")]
    TooLong,
    /// A text holds signs of a wrong encoding.
    #[error("a text holds damaged characters")]
    Damaged,
    /// Holds what must not be published.
    #[error("holds personal data")]
    PersonalData,
    /// The same identifier came before.
    #[error("the same identifier as an item before")]
    Duplicate,
    /// An end of it is not in this package, as it stands.
    #[error("points to something that is not a topic here")]
    Elsewhere,
    /// Both ends are one.
    #[error("points from a topic to itself")]
    Itself,
}

/// A package as read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Package {
    /// The topics.
    pub items: Vec<Item>,
    /// What is said of them, the ends not looked up yet.
    pub links: Vec<Link>,
    /// What was not taken, by its place in the package.
    pub refused: Vec<(String, ItemRefusal)>,
    /// How many associations say something that has no place here, by kind.
    pub unread: BTreeMap<String, usize>,
}

/// Reads a package that was checked.
pub fn read(package: &Value) -> Package {
    let mut read = Package::default();
    let mut seen = BTreeSet::new();
    for (place, value) in list(package, "CFItems").iter().enumerate() {
        let outcome = match item(value) {
            Ok(item) if !seen.insert(item.topic) => Err(ItemRefusal::Duplicate),
            other => other,
        };
        match outcome {
            Ok(item) => read.items.push(item),
            Err(reason) => read.refused.push((format!("CFItems[{place}]"), reason)),
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
        read.refused.push((format!("CFAssociations[{place}]"), reason));
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

fn item(value: &Value) -> Result<Item, ItemRefusal> {
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
    let item = Item {
        topic,
        subject: known.unwrap_or_else(|| subject(&keywords.join(" ")).to_owned()),
        challenge: if statement == title { String::new() } else { statement.to_owned() },
        title,
        title_en: text(own, "title_en").map(str::to_owned),
        why: text(value, "notes").unwrap_or_default().to_owned(),
        questions: texts(&own["questions"]),
        sources: texts(&own["sources"]),
        language: text(value, "language").map(str::to_owned),
        licence: value["licenseURI"]["title"].as_str().filter(|word| LICENCES.contains(word)).map(str::to_owned),
        origin: text(own, "origin").and_then(|word| word.parse().ok()),
        import_key: text(own, "import_key").map(str::to_owned),
        published: text(value, "statusStartDate").and_then(day),
        written: text(value, "lastChangeDateTime").and_then(day),
    };
    let lists = item.questions.iter().chain(&item.sources);
    let all: Vec<&str> =
        [&item.title, &item.challenge, &item.why].into_iter().chain(&item.title_en).chain(lists).map(String::as_str).collect();
    if item.title.chars().count() > MAX_TITLE || all.iter().map(|text| text.chars().count()).sum::<usize>() > MAX_TEXT * 3 {
        return Err(ItemRefusal::TooLong);
    }
    if all.iter().any(|text| is_damaged(text)) {
        return Err(ItemRefusal::Damaged);
    }
    if all.iter().any(|text| guard::personal_data(text).is_some()) {
        return Err(ItemRefusal::PersonalData);
    }
    Ok(item)
}
