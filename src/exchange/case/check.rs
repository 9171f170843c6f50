//! Whether a package has the shape that the format prescribes: one table, after the schema of version 1.0.
//!
//! Fields that the schema does not name are let pass, as it does. Of version 1.1, `isTranslationOf` is known too.

use serde_json::Value;

/// Where and how a package departs from the format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{at}: {what}")]
pub struct Flaw {
    /// The place, as `CFItems[3].uri`.
    pub at: String,
    /// What it should be.
    pub what: &'static str,
}

#[derive(Clone, Copy)]
enum Kind {
    Text,
    TextOrTexts,
    Uuid,
    Uri,
    Moment,
    Day,
    Link,
    /// A link, or an address alone, as older programs write it.
    LinkOrUri,
    Association,
}
use Kind::*;

/// Section, field, whether it must be there, what it must be.
const TABLE: &[(&str, &str, bool, Kind)] = &[
    ("CFDocument", "identifier", true, Uuid),
    ("CFDocument", "uri", true, Uri),
    ("CFDocument", "creator", true, Text),
    ("CFDocument", "title", true, Text),
    ("CFDocument", "lastChangeDateTime", true, Moment),
    ("CFDocument", "officialSourceURL", false, Uri),
    ("CFDocument", "publisher", false, Text),
    ("CFDocument", "description", false, Text),
    ("CFDocument", "subject", false, TextOrTexts),
    ("CFDocument", "language", false, Text),
    ("CFDocument", "version", false, Text),
    ("CFDocument", "adoptionStatus", false, Text),
    ("CFDocument", "statusStartDate", false, Day),
    ("CFDocument", "statusEndDate", false, Day),
    ("CFDocument", "licenseURI", false, Link),
    ("CFDocument", "notes", false, Text),
    ("CFItems", "identifier", true, Uuid),
    ("CFItems", "fullStatement", true, Text),
    ("CFItems", "uri", true, Uri),
    ("CFItems", "lastChangeDateTime", true, Moment),
    ("CFItems", "alternativeLabel", false, Text),
    ("CFItems", "CFItemType", false, Text),
    ("CFItems", "humanCodingScheme", false, Text),
    ("CFItems", "listEnumeration", false, Text),
    ("CFItems", "abbreviatedStatement", false, Text),
    ("CFItems", "conceptKeywords", false, TextOrTexts),
    ("CFItems", "notes", false, Text),
    ("CFItems", "language", false, Text),
    ("CFItems", "educationLevel", false, TextOrTexts),
    ("CFItems", "CFItemTypeURI", false, Link),
    ("CFItems", "licenseURI", false, Link),
    ("CFItems", "statusStartDate", false, Day),
    ("CFItems", "statusEndDate", false, Day),
    ("CFAssociations", "identifier", true, Uuid),
    ("CFAssociations", "associationType", true, Association),
    ("CFAssociations", "uri", true, Uri),
    ("CFAssociations", "originNodeURI", true, LinkOrUri),
    ("CFAssociations", "destinationNodeURI", true, LinkOrUri),
    ("CFAssociations", "lastChangeDateTime", true, Moment),
    ("CFAssociations", "CFAssociationGroupingURI", false, Link),
];

const ASSOCIATIONS: &[&str] = &[
    "isChildOf",
    "isPeerOf",
    "isPartOf",
    "exactMatchOf",
    "precedes",
    "isRelatedTo",
    "replacedBy",
    "exemplar",
    "hasSkillLevel",
    "isTranslationOf",
];

/// Every flaw of a package, in its order.
pub fn check(package: &Value) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let Some(whole) = package.as_object() else { return vec![Flaw { at: "package".to_owned(), what: "is no object" }] };
    if let Some(document) = whole.get("CFDocument") {
        section("CFDocument", "CFDocument", document, &mut flaws);
    } else {
        flaws.push(Flaw { at: "CFDocument".to_owned(), what: "is missing" });
    }
    for list in ["CFItems", "CFAssociations"] {
        match whole.get(list) {
            None => {}
            Some(Value::Array(entries)) => {
                for (place, entry) in entries.iter().enumerate() {
                    section(list, &format!("{list}[{place}]"), entry, &mut flaws);
                }
            }
            Some(_) => flaws.push(Flaw { at: list.to_owned(), what: "is no list" }),
        }
    }
    flaws
}

fn section(name: &str, at: &str, value: &Value, flaws: &mut Vec<Flaw>) {
    let Some(fields) = value.as_object() else {
        flaws.push(Flaw { at: at.to_owned(), what: "is no object" });
        return;
    };
    for (_, field, needed, kind) in TABLE.iter().filter(|row| row.0 == name) {
        let what = match fields.get(*field) {
            None if *needed => Some("is missing"),
            None => None,
            Some(Value::Null) if !needed => None,
            Some(value) => (!fits(*kind, value)).then(|| wanted(*kind)),
        };
        if let Some(what) = what {
            flaws.push(Flaw { at: format!("{at}.{field}"), what });
        }
    }
}

fn fits(kind: Kind, value: &Value) -> bool {
    let text = value.as_str();
    match kind {
        Text => text.is_some(),
        TextOrTexts => text.is_some() || value.as_array().is_some_and(|list| list.iter().all(Value::is_string)),
        Uuid => text.is_some_and(|text| text.len() == 36 && uuid::Uuid::try_parse(text).is_ok()),
        Uri => text.is_some_and(is_uri),
        Moment => text.is_some_and(|text| text.len() > 10 && text.as_bytes()[10] == b'T' && day(text).is_some()),
        Day => text.is_some_and(|text| day(text).is_some()),
        Link => value.as_object().is_some_and(|link| {
            fits(Text, link.get("title").unwrap_or(&Value::Null)) && is_linked(link.get("identifier"), link.get("uri"))
        }),
        LinkOrUri => fits(Link, value) || fits(Uri, value),
        Association => text.is_some_and(|text| ASSOCIATIONS.contains(&text)),
    }
}

/// An item of another document may be named by its address alone, written into both fields.
fn is_linked(identifier: Option<&Value>, uri: Option<&Value>) -> bool {
    identifier.is_some_and(|value| fits(Uuid, value) || fits(Uri, value)) && uri.is_some_and(|value| fits(Uri, value))
}

fn wanted(kind: Kind) -> &'static str {
    match kind {
        Text => "should be a text",
        TextOrTexts => "should be a text or a list of texts",
        Uuid => "should be a UUID",
        Uri => "should be an address",
        Moment => "should be a date with a time",
        Day => "should be a date",
        Link => "should have a title, an identifier and an address",
        LinkOrUri => "should be a link",
        Association => "is no known kind of association",
    }
}

fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let begins = scheme.starts_with(|sign: char| sign.is_ascii_alphabetic());
    begins && scheme.chars().all(|sign| sign.is_ascii_alphanumeric() || "+-.".contains(sign)) && !rest.is_empty() && !text.contains(' ')
}

/// The day of a date, with or without a time.
pub(super) fn day(text: &str) -> Option<crate::domain::moment::Day> {
    text.get(..10)?.parse().ok()
}
