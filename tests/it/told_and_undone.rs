//! What is said has to be told: who vouched for a founding and why, who could begin today. And what was a mistake is undone as if it had not
//! been: a leaving, a turn of the year. With a file that counts further than numbers go, and an address that is none.

use relevo::domain::id::*;
use relevo::exchange::fund;
use relevo::store::queries::topics;

use super::support::town::*;

/// A package with one topic, whose text has this number.
fn package_of(topic: TopicId, version: i64) -> Vec<u8> {
    let text = serde_json::json!({ "version": version, "title": "Palancas", "subject": "ciencias", "challenge": "¿Qué levanta más?",
        "why": "Porque sí.", "questions": [], "sources": [], "written": "2026-01-02" });
    let topic = serde_json::json!({ "id": topic.to_string(), "uuid": fund::uuid(topic), "language": "es", "origin": "own",
        "licence": "CC-BY-SA-4.0", "published": "2026-01-02", "adopted": 0, "offered": 0, "version": version, "prerequisites": [],
        "versions": [text] });
    let package = serde_json::json!({ "format": fund::FORMAT, "topics": [topic], "relations": [] });
    serde_json::to_vec(&package).expect("JSON")
}

/// Elvia reads a package in and keeps what can be kept: the preview.
async fn elvia_brings_in(town: &Town, package: &[u8]) -> Page {
    let elvia = town.browser_of(ELVIA).await;
    let id = fresh::<List>().to_string();
    let form = [("id", id.as_str()), ("kind", "topics")];
    let preview = elvia.send_file(&format!("/nodes/{AGUA_ZARCA}/lists"), &form, "fondo.json", package).await.is(200);
    elvia.post(&format!("{}/confirmation", preview.path), &[]).await;
    preview
}

#[actix_web::test]
async fn a_text_whose_number_has_none_after_it_is_refused_and_the_one_before_can_be_improved() {
    let town = Town::new().await;
    let levers: TopicId = fresh();
    for number in [i64::from(i32::MAX), 1_000_001] {
        elvia_brings_in(&town, &package_of(levers, number)).await.says("número de versión");
        assert_eq!(town.under(move |tx| topics::by_id(tx, levers)).await, None, "{number}");
    }
    elvia_brings_in(&town, &package_of(levers, 1_000_000)).await;
    let elvia = town.browser_of(ELVIA).await;
    let form = elvia.get(&format!("/topics/{levers}/edit")).await.is(200);
    let seen = form.field("seen").expect("the version that she had before her");
    let better = [("seen", seen.as_str()), ("title", "Palancas y poleas"), ("subject", "ciencias"), ("challenge", "¿Qué levanta más?")];
    elvia.post(&format!("/topics/{levers}/edit"), &better).await.is(200).says("Palancas y poleas");
    assert_eq!(town.under(move |tx| topics::by_id(tx, levers)).await.map(|row| row.version), Some(1_000_001));
    town.is_sound().await;
}
