//! Packages with one thing wrong each, and others' samples where they are at hand.

use serde_json::{Value, json};

use super::*;
use crate::exchange::package::Said;
use crate::exchange::shared_file;

const A: &str = "0190a000-0000-7000-8000-00000000000a";
const B: &str = "0190a000-0000-7000-8000-00000000000b";

fn link(id: &str) -> Value {
    json!({ "title": "x", "identifier": id, "uri": format!("urn:uuid:{id}") })
}

fn small() -> Value {
    let item = |id: &str, title: &str| {
        json!({
            "identifier": id, "uri": format!("urn:uuid:{id}"), "fullStatement": title, "lastChangeDateTime": "2026-01-02T00:00:00Z",
            "conceptKeywords": ["Mathematics"],
        })
    };
    json!({
        "CFDocument": {
            "identifier": A, "uri": "https://example.org/a", "creator": "c", "title": "t", "lastChangeDateTime": "2026-01-02T03:04:05",
        },
        "CFItems": [item(A, "Uno"), item(B, "Dos")],
        "CFAssociations": [{
            "identifier": "0190a000-0000-7000-8000-00000000000c", "associationType": "precedes", "uri": "urn:x", "originNodeURI": link(A),
            "destinationNodeURI": link(B), "lastChangeDateTime": "2026-01-02T00:00:00Z",
        }],
    })
}

#[test]
fn a_package_is_checked_field_by_field() {
    assert_eq!(check(&small()), []);
    let cases: [(&str, Value, &str); 11] = [
        ("/CFDocument/creator", Value::Null, "CFDocument.creator"),
        ("/CFDocument/identifier", json!("abc"), "CFDocument.identifier"),
        ("/CFDocument/lastChangeDateTime", json!("2026-01-02"), "CFDocument.lastChangeDateTime"),
        ("/CFItems/1/fullStatement", json!(3), "CFItems[1].fullStatement"),
        ("/CFItems/0/uri", json!("no address"), "CFItems[0].uri"),
        ("/CFItems/0/conceptKeywords", json!([1]), "CFItems[0].conceptKeywords"),
        ("/CFItems/1", json!("text"), "CFItems[1]"),
        ("/CFAssociations/0/associationType", json!("marries"), "CFAssociations[0].associationType"),
        ("/CFAssociations/0/originNodeURI", json!({ "title": "x" }), "CFAssociations[0].originNodeURI"),
        ("/CFAssociations", json!({}), "CFAssociations"),
        ("/CFItems/0/lastChangeDateTime", json!("yesterday, at noon"), "CFItems[0].lastChangeDateTime"),
    ];
    for (at, wrong, told) in cases {
        let mut package = small();
        *package.pointer_mut(at).expect("a place") = wrong;
        assert_eq!(check(&package).into_iter().map(|flaw| flaw.at).collect::<Vec<_>>(), [told]);
    }
    let mut package = small();
    package.as_object_mut().expect("an object").remove("CFDocument");
    assert_eq!(check(&package)[0].to_string(), "CFDocument: is missing");
    assert_eq!(check(&json!([])).len(), 1);
}

#[test]
fn items_become_topics_and_associations_what_is_said_of_them() {
    let read = read(&small());
    assert_eq!(read.items.len(), 2);
    assert_eq!(
        (read.items[0].text.title.as_str(), read.items[0].text.challenge.as_str(), read.items[0].text.subject.as_str()),
        ("Uno", "", "matematicas")
    );
    assert_eq!(read.links.len(), 1);
    assert_eq!(read.links[0].said, Said::Precedes);
    assert!(read.links[0].from < read.links[0].to);
}

#[test]
fn what_cannot_be_a_topic_is_refused_with_its_place() {
    let mut package = small();
    package["CFItems"][0]["fullStatement"] = json!("  ");
    package["CFItems"][1]["notes"] = json!("Escribe a ana@correo.mx");
    package["CFAssociations"][0]["destinationNodeURI"] = link(A);
    let found: Vec<String> = read(&package).refused.into_iter().map(|(place, reason)| format!("{place}: {reason}")).collect();
    assert_eq!(
        found,
        ["CFItems[0]: the title is empty", "CFItems[1]: holds personal data", "CFAssociations[0]: points from a topic to itself"]
    );
}

#[test]
fn a_sample_of_another_program_is_read() {
    let path = "interop/case/opensalt/core/docs/sample files/opensalt-framework-20c5134f-423d-4097-a971-3dd5152bf507.json";
    let Some(bytes) = shared_file(path) else { return };
    let value: Value = serde_json::from_slice(&bytes).expect("JSON");
    assert_eq!(check(&value), []);
    let read = read(&value);
    assert_eq!((read.items.len(), read.refused.len()), (16, 0), "{:?}", read.refused);
    let precedes = read.links.iter().filter(|link| link.said == Said::Precedes).count();
    assert_eq!((precedes, read.links.len()), (3, 21));
    assert_eq!(read.unread, std::collections::BTreeMap::from([("exemplar".to_owned(), 2), ("isChildOf".to_owned(), 16)]));
}
