//! The document: as checked in, about every route and no other, and a judge of what programs are answered.

use std::collections::BTreeSet;

use regex::Regex;
use relevo::web::api::openapi;
use relevo::web::locale::Catalog;
use relevo::web::routes;
use serde_json::Value;

use super::program::Told;
use crate::support::town::*;

/// Where it is checked in.
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/openapi.json");

/// The document as the program makes it.
pub fn made() -> Value {
    openapi::document(&Catalog::embedded())
}

/// A changed wire is a visible difference: run this test with `RELEVO_WRITE_OPENAPI=1` to write the new document, and look at what changed.
#[test]
fn the_document_is_the_one_that_is_checked_in() {
    let text = format!("{:#}\n", made());
    if std::env::var_os("RELEVO_WRITE_OPENAPI").is_some() {
        std::fs::write(FILE, &text).expect("the document is written");
    }
    let kept = std::fs::read_to_string(FILE).unwrap_or_default();
    assert!(kept == text, "docs/openapi.json is not what is served: RELEVO_WRITE_OPENAPI=1 writes it anew");
}

#[test]
fn every_operation_is_a_route_and_every_route_an_operation() {
    let made = made();
    let paths = made["paths"].as_object().expect("paths");
    let told: BTreeSet<(String, String)> = paths
        .iter()
        .flat_map(|(path, methods)| methods.as_object().expect("methods").keys().map(|method| (method.clone(), path.clone())))
        .collect();
    let served: BTreeSet<(String, String)> = routes::ALL
        .iter()
        .filter(|(path, _)| path.starts_with("/api/v1/") && *path != "/api/v1/openapi.json")
        .flat_map(|(path, methods)| methods.iter().map(|method| ((*method).to_owned(), (*path).to_owned())))
        .collect();
    assert!(told.len() > 30);
    assert_eq!(told, served);
    let ids: BTreeSet<&str> = paths
        .values()
        .flat_map(|methods| methods.as_object().expect("methods").values())
        .filter_map(|one| one["operationId"].as_str())
        .collect();
    assert_eq!(ids.len(), told.len(), "each operation has a name of its own");
}

#[actix_web::test]
async fn the_document_and_its_page_are_served_to_everybody_and_fetch_nothing() {
    let town = Town::new().await;
    let visitor = town.visitor();
    let served = visitor.get("/api/v1/openapi.json").await.is(200);
    assert_eq!(serde_json::from_str::<Value>(&served.body).expect("JSON"), made());
    let page = visitor.get("/api").await.is(200).says("Idempotency-Key").hides("api-op-").hides("<script");
    // Where a path may be broken on a narrow screen is no part of it.
    let body = page.body.replace("<wbr>", "");
    assert!(body.contains("/api/v1/tutorials/{id}/agreement"));
    let own = format!("{}/api/v1/topics?q=pi", town.url);
    assert!(body.contains(&own), "its example can be tried as it stands");
    assert_eq!(body.replace(&own, "").matches("://").count(), 0, "the page leads nowhere else");
    // A child can have no key, so the page shows her no way to one; an adult finds it, and so does a stranger.
    let ximena = town.browser_of(XIMENA).await.get("/api").await.is(200);
    assert_eq!((ximena.link("Hacer una llave"), ximena.count("a[href='/tokens']")), (None, 0));
    for browser in [town.browser_of(ELVIA).await, town.visitor()] {
        assert_eq!(browser.get("/api").await.is(200).link("Hacer una llave"), Some("/tokens".to_owned()));
    }
    town.visitor().reading("en").get("/api").await.is(200).says("Says yes to a tutorial.").hides("api-kind-");
}

/// What is wrong with an answer, by the document; nothing where it is as told.
pub fn breach(document: &Value, method: &str, path: &str, told: &Told) -> Option<String> {
    let path = path.split('?').next().unwrap_or_default();
    let paths = document["paths"].as_object()?;
    let fits = |pattern: &str| {
        let (own, asked): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), path.split('/').collect());
        own.len() == asked.len() && own.iter().zip(&asked).all(|(own, asked)| own.starts_with('{') || own == asked)
    };
    // What is no operation at all is told by the stories that ask for it.
    let operation = paths.iter().find(|(pattern, methods)| fits(pattern) && methods.get(method).is_some())?.1.get(method)?;
    // A request of another site never reaches an operation.
    if told.status != 403 || told.text.contains("\"scope\"") {
        let Some(response) = operation["responses"].get(told.status.to_string()) else {
            return Some("a status that is not told of".to_owned());
        };
        let response = match response["$ref"].as_str() {
            Some(reference) => document.pointer(reference.trim_start_matches('#'))?,
            None => response,
        };
        let Some(content) = response["content"].as_object() else {
            return (!told.text.is_empty()).then(|| "a body where none is told of".to_owned());
        };
        let (kind, schema) = content.iter().next()?;
        if told.header("content-type") != *kind {
            return Some(format!("{} instead of {kind}", told.header("content-type")));
        }
        let value = serde_json::from_str(&told.text).ok()?;
        return misfit(document, &schema["schema"], &value, "");
    }
    None
}

/// Where a value does not fit a schema: of JSON Schema as much as the document uses.
fn misfit(document: &Value, schema: &Value, value: &Value, at: &str) -> Option<String> {
    if let Some(reference) = schema["$ref"].as_str() {
        let Some(schema) = document.pointer(reference.trim_start_matches('#')) else { return Some(format!("{reference} is nowhere")) };
        return misfit(document, schema, value, at);
    }
    if let Some(all) = schema["anyOf"].as_array() {
        return all.iter().all(|one| misfit(document, one, value, at).is_some()).then(|| format!("{at}: none of several"));
    }
    let kinds: Vec<&str> = match &schema["type"] {
        Value::String(kind) => vec![kind],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => return Some(format!("{at}: the schema says no type")),
    };
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    if !kinds.contains(&kind) {
        return Some(format!("{at}: {kind} instead of {kinds:?}"));
    }
    match value {
        Value::String(text) => {
            if let Some(words) = schema["enum"].as_array()
                && !words.contains(value)
            {
                return Some(format!("{at}: {text} is none of the words"));
            }
            let pattern = schema["pattern"].as_str()?;
            (!Regex::new(pattern).expect("a pattern").is_match(text)).then(|| format!("{at}: {text} does not fit {pattern}"))
        }
        Value::Number(_) => {
            let number = value.as_i64()?;
            let within = schema["minimum"].as_i64().is_none_or(|least| number >= least)
                && schema["maximum"].as_i64().is_none_or(|most| number <= most);
            (!within).then(|| format!("{at}: {number} is out of bounds"))
        }
        Value::Array(all) => {
            all.iter().enumerate().find_map(|(number, one)| misfit(document, &schema["items"], one, &format!("{at}[{number}]")))
        }
        Value::Object(map) => {
            let properties = schema["properties"].as_object()?;
            if let Some(missing) =
                schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).find(|name| !map.contains_key(*name))
            {
                return Some(format!("{at}.{missing} is missing"));
            }
            map.iter().find_map(|(name, one)| match properties.get(name) {
                Some(schema) => misfit(document, schema, one, &format!("{at}.{name}")),
                None if schema["additionalProperties"] == Value::Bool(false) => Some(format!("{at}.{name} is not told of")),
                None => None,
            })
        }
        _ => None,
    }
}

#[test]
fn the_judge_finds_what_does_not_fit() {
    let document = made();
    let schema = serde_json::json!({"$ref": "#/components/schemas/Offer"});
    let id = "0".repeat(26);
    let offer = serde_json::json!({
        "id": id, "topic": id, "person": id, "mastery": id, "place": id, "capacity": 1, "free": 0, "state": "open", "opened": "2026-11-23",
    });
    assert_eq!(misfit(&document, &schema, &offer, ""), None);
    for (name, wrong) in [
        ("id", serde_json::json!("nobody")),
        ("free", serde_json::json!(-1)),
        ("state", serde_json::json!("shut")),
        ("opened", serde_json::json!("today")),
        ("opened", Value::Null),
        ("secret", serde_json::json!(1)),
    ] {
        let mut other = offer.clone();
        other[name] = wrong;
        assert!(misfit(&document, &schema, &other, "").is_some(), "{other}");
    }
}
