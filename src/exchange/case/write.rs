//! The fund as a package.

use serde_json::{Map, Value, json};

use super::{ADAPTED, LICENCES, named};
use crate::domain::id::{TieId, TopicId};
use crate::domain::words::Tie;
use crate::exchange::fund::{Fund, Topic, uuid};

/// How links are written: as addresses of pages where the site's own is known, else as names.
struct Links<'a>(Option<&'a str>);

impl Links<'_> {
    fn of(&self, path: &str, identifier: &str) -> String {
        match self.0 {
            Some(origin) => format!("{}{path}", origin.trim_end_matches('/')),
            None => format!("urn:uuid:{identifier}"),
        }
    }

    fn to(&self, topic: &Topic) -> Value {
        let title = topic.newest().map_or("", |version| version.title.as_str());
        json!({ "title": title, "identifier": topic.uuid, "uri": self.of(&format!("/topics/{}", topic.id), &topic.uuid) })
    }
}

fn link(title: &str, identifier: &str, uri: &str) -> Value {
    json!({ "title": title, "identifier": identifier, "uri": uri })
}

fn moment(day: &str) -> String {
    format!("{day}T00:00:00Z")
}

/// The fund as a CASE package. `origin` is the address under which the site is known.
pub fn package(fund: &Fund, origin: Option<&str>) -> Value {
    let links = Links(origin);
    let first = fund.topics.first().map_or("", |topic| topic.uuid.as_str());
    // The document is named after its oldest topic: the same on every way out, here and wherever it is brought in.
    let document = named(&["fund", first]);
    let uri = links.of("/fund", &document);
    let newest = fund.topics.iter().filter_map(Topic::newest).map(|version| version.written.as_str()).max();
    let changed = moment(newest.unwrap_or("1970-01-01"));
    let whole = link("Acervo de temas", &document, &uri);
    let by_id: std::collections::BTreeMap<&str, &Topic> = fund.topics.iter().map(|topic| (topic.id.as_str(), topic)).collect();
    let items: Vec<Value> = fund.topics.iter().map(|topic| item(topic, &links, &whole)).collect();
    let mut associations = Vec::new();
    let mut say = |kind: &str, identifier: String, from: Value, to: Value, group: Option<&str>, changed: &str| {
        let mut said = json!({
            "identifier": identifier,
            "associationType": kind,
            "uri": format!("urn:uuid:{identifier}"),
            "originNodeURI": from,
            "destinationNodeURI": to,
            "lastChangeDateTime": changed,
        });
        if let Some(group) = group {
            let identifier = named(&["group", group]);
            said["CFAssociationGroupingURI"] = link(group, &identifier, &format!("urn:uuid:{identifier}"));
        }
        associations.push(said);
    };
    for topic in &fund.topics {
        let written = moment(topic.newest().map_or("1970-01-01", |version| version.written.as_str()));
        say("isChildOf", named(&["isChildOf", &topic.uuid, &document]), links.to(topic), whole.clone(), None, &written);
        for before in topic.prerequisites.iter().filter_map(|id| by_id.get(id.as_str())) {
            say("precedes", named(&["precedes", &before.uuid, &topic.uuid]), links.to(before), links.to(topic), None, &written);
        }
    }
    for relation in &fund.relations {
        let (Some(topic), Some(other)) = (by_id.get(relation.topic.as_str()), by_id.get(relation.other.as_str())) else { continue };
        let (kind, group) = match relation.kind.parse() {
            Ok(Tie::Same) => ("exactMatchOf", None),
            Ok(Tie::Translation) => ("isTranslationOf", None),
            Ok(Tie::Adapted) => ("isRelatedTo", Some(ADAPTED)),
            Ok(Tie::Near) => ("isRelatedTo", None),
            Ok(Tie::Apart) | Err(_) => continue,
        };
        let Ok(tie) = relation.id.parse::<TieId>() else { continue };
        say(kind, uuid(tie), links.to(topic), links.to(other), group, &moment(&relation.since));
    }
    let licences: Vec<Value> = LICENCES
        .iter()
        .filter(|(word, _)| fund.topics.iter().any(|topic| topic.licence == *word))
        .map(|(word, text)| {
            json!({
                "identifier": named(&["licence", word]), "uri": text, "title": word, "licenseText": text, "lastChangeDateTime": "2020-01-01T00:00:00Z",
            })
        })
        .collect();
    json!({
        "CFDocument": {
            "identifier": document, "uri": uri, "creator": "Relevo", "title": "Acervo de temas", "lastChangeDateTime": changed,
            "CFPackageURI": link("Acervo de temas", &document, &uri),
        },
        "CFItems": items,
        "CFAssociations": associations,
        "CFDefinitions": { "CFLicenses": licences },
    })
}

fn item(topic: &Topic, links: &Links<'_>, document: &Value) -> Value {
    let mut item = Map::new();
    let mut put = |key: &str, value: Value| drop(item.insert(key.to_owned(), value));
    let Some(text) = topic.newest() else { return Value::Object(item) };
    put("identifier", json!(topic.uuid));
    put("uri", json!(links.of(&format!("/topics/{}", topic.id), &topic.uuid)));
    put("CFDocumentURI", document.clone());
    // A statement has to be there: of a topic without a challenge it is the title.
    put("fullStatement", json!(if text.challenge.is_empty() { &text.title } else { &text.challenge }));
    put("abbreviatedStatement", json!(text.title));
    put("language", json!(topic.language));
    put("conceptKeywords", json!([text.subject]));
    put("statusStartDate", json!(topic.published));
    put("lastChangeDateTime", json!(moment(&text.written)));
    if !text.why.is_empty() {
        put("notes", json!(text.why));
    }
    if let Some((word, uri)) = LICENCES.iter().find(|(word, _)| *word == topic.licence) {
        put("licenseURI", link(word, &named(&["licence", word]), uri));
    }
    let mut own = json!({ "origin": topic.origin });
    if let Some(title) = &text.title_en {
        own["title_en"] = json!(title);
    }
    if let Some(key) = &topic.import_key {
        own["import_key"] = json!(key);
    }
    if let Some(school) = &topic.school_id {
        own["school_id"] = json!(school);
    }
    for (key, list) in [("questions", &text.questions), ("sources", &text.sources)] {
        if !list.is_empty() {
            own[key] = json!(list);
        }
    }
    put("extensions", json!({ "relevo": own }));
    Value::Object(item)
}

/// A topic's id from an identifier.
pub(super) fn topic(identifier: &str) -> Option<TopicId> {
    uuid::Uuid::try_parse(identifier).ok().map(|uuid| TopicId::from_bytes(*uuid.as_bytes()))
}
