//! One line of every kind and version, as it was written once: these files never change, and must be readable for ever.
//!
//! A new version of a kind gets a file of its own beside the old one.

use std::collections::BTreeSet;
use std::path::PathBuf;

use relevo::domain::fact::Fact;
use serde_json::Value;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/facts")
}

/// Kind, version and text of every file.
fn fixtures() -> Vec<(String, i32, String)> {
    let files = std::fs::read_dir(folder()).expect("the fixtures");
    let mut fixtures: Vec<_> = files
        .map(|entry| {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            let (kind, version) = name.strip_suffix(".json").and_then(|name| name.split_once(".v")).expect("Kind.v1.json");
            (kind.to_owned(), version.parse().expect("a version"), std::fs::read_to_string(&path).expect("a text"))
        })
        .collect();
    fixtures.sort();
    fixtures
}

#[test]
fn every_kind_has_a_fixture_and_every_fixture_a_kind() {
    let known: BTreeSet<String> = fixtures().into_iter().map(|(kind, ..)| kind).collect();
    let kinds: BTreeSet<String> = Fact::KINDS.iter().map(|kind| (*kind).to_owned()).collect();
    assert_eq!(known, kinds);
}

#[test]
fn every_fixture_is_read_and_written_again_as_it_was() {
    for (kind, version, text) in fixtures() {
        let fact = Fact::read(&kind, version, &text).expect("it can be read for ever");
        assert_eq!(fact.kind(), kind);
        let before: Value = serde_json::from_str(&text).expect("JSON");
        // What was written in an older version may be read as a newer shape; today's version comes back the same.
        if fact.version() == version {
            let body = fact.body().expect("JSON");
            let after: Value = serde_json::from_str(&body).expect("JSON");
            assert_eq!(after, before, "{kind}");
            assert_eq!(Fact::read(&kind, version, &body).expect("read again"), fact, "{kind}");
        }
    }
}

#[test]
fn every_version_that_is_written_today_has_its_fixture() {
    for (kind, _, text) in fixtures() {
        let versions: Vec<i32> = fixtures().into_iter().filter(|(other, ..)| *other == kind).map(|(_, version, _)| version).collect();
        let newest = versions.iter().max().copied().unwrap_or_default();
        let written = Fact::read(&kind, newest, &text).map(|fact| fact.version());
        assert_eq!(written.ok(), Some(newest), "{kind} is written in a version without a fixture");
    }
}

#[test]
fn a_fixture_leaves_no_field_out() {
    for (kind, version, text) in fixtures() {
        let full: Value = serde_json::from_str(&text).expect("JSON");
        let fact = Fact::read(&kind, version, &text).expect("it can be read");
        // An absent optional field shows as None where the fact is printed.
        assert!(!format!("{fact:?}").contains("None"), "{kind}: {full}");
    }
}

#[test]
fn an_unknown_kind_version_or_shape_is_refused_by_name() {
    for (kind, version, body) in [("NodeDreamt", 1, "{}"), ("NodeRenamed", 2, "{}"), ("NodeRenamed", 1, "{}"), ("NodeRenamed", 1, "x")] {
        let refused = Fact::read(kind, version, body).expect_err("it cannot be read");
        assert_eq!((refused.kind.as_str(), refused.version), (kind, version));
    }
}
