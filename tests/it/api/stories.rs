//! Stories that programs of two schools tell: a whole tutorial, lists piece by piece, what is sent twice, and what is not told.

use relevo::domain::id::*;
use relevo::domain::words::TutorialState;
use serde_json::json;

use super::program::{ALL, Program};
use crate::support::town::*;

#[actix_web::test]
async fn a_tutorial_from_the_wish_to_the_catalog() {
    let town = Town::new().await;
    let (elvia, julian) = (Program::of(&town, ELVIA, ALL).await, Program::of(&town, JULIAN, ALL).await);

    let wish = elvia.post("/interests", json!({"topic": PI, "learner": XIMENA, "why": "Por las tortillas"})).await.is(201);
    assert_eq!(wish.text("/why"), "Por las tortillas");
    let wish = wish.text("/id");
    julian.get(&format!("/interests/{wish}")).await.is(404);

    let tutorial: TutorialId = fresh();
    let proposal = json!({"offer": ELVIA_OFFERS_PI, "learner": XIMENA, "aloud": true});
    julian.post_as(tutorial, "/tutorials", proposal.clone()).await.is(404);
    let told = elvia.post_as(tutorial, "/tutorials", proposal.clone()).await.is(201);
    assert_eq!(told.header("location"), format!("/api/v1/tutorials/{tutorial}"));
    assert_eq!((told.text("/id"), told.text("/state"), told.text("/learner/name")), (tutorial.to_string(), "open".into(), "Ximena".into()));
    assert_eq!(elvia.get(&format!("/interests/{wish}")).await.is(200).text("/state"), "met");
    let again = elvia.post_as(tutorial, "/tutorials", proposal).await.is(201);
    assert_eq!(again.text, told.text, "sent twice, the answer is the same");
    elvia.post("/tutorials", json!({"offer": ELVIA_OFFERS_PI, "learner": MATEO, "aloud": true})).await.is(201);
    // Under the same key it cannot be somebody else's.
    elvia.post_as(tutorial, "/tutorials", json!({"offer": ELVIA_OFFERS_PI, "learner": LUIS, "aloud": true})).await.is(409);

    let entries = format!("/tutorials/{tutorial}/entries");
    let page = elvia.post_as("hoja-1", &entries, json!({"text": "Medí tres tapas."})).await.is(201);
    let again = elvia.post_as("hoja-1", &entries, json!({"text": "Medí tres tapas."})).await.is(201);
    assert_eq!(page.text, again.text);
    elvia.post_as("hoja-1", &entries, json!({"text": "Medí cuatro."})).await.is(409);
    elvia.get(&page.header("location").replace("/api/v1", "")).await.is(200);
    let told = elvia.post(&entries, json!({"text": "Llámame al 477 123 4567"})).await.is(422);
    assert_eq!(told.problems(), ["text phone"]);
    assert_eq!(elvia.get(&entries).await.is(200).json()["items"].as_array().map(Vec::len), Some(1));

    let plan = json!({"day": "2026-11-27", "where": "En la cancha", "invited": [LUIS]});
    let plan = elvia.post(&format!("/tutorials/{tutorial}/demonstration"), plan).await.is(201).text("/id");
    julian.get(&format!("/demonstrations/{plan}")).await.is(404);
    town.pass_days(4);
    let record = json!({"day": "2026-11-27", "outcome": "ready", "where": "En la cancha", "present": [LUIS], "audience": [{"kind": "families", "number": 3}]});
    let held = elvia.post(&format!("/tutorials/{tutorial}/record"), record.clone()).await.is(201);
    assert_eq!((held.text("/id"), held.text("/state"), held.text("/where")), (plan.clone(), "ready".into(), "En la cancha".into()));
    let again = elvia.post_as(&plan, &format!("/tutorials/{tutorial}/record"), record).await.is(201);
    assert_eq!(again.text, held.text);

    let masteries = elvia.get(&format!("/masteries?person={XIMENA}")).await.is(200);
    assert_eq!((masteries.text("/items/0/topic"), masteries.text("/items/0/parent")), (PI.to_string(), ELVIA_PI.to_string()));
    assert_eq!(masteries.json()["items"][0]["generation"], 2);
    julian.get(&format!("/masteries?person={XIMENA}")).await.is(404);
    // The page says the same.
    town.browser_of(XIMENA).await.get(&format!("/people/{XIMENA}/catalog")).await.is(200).says("¿De dónde viene pi?");
}

#[actix_web::test]
async fn two_adults_agree_and_an_outsider_hears_nothing_of_it() {
    let town = Town::new().await;
    let (elvia, berta) = (Program::of(&town, ELVIA, ALL).await, Program::of(&town, BERTA, ALL).await);
    let (rosa, julian) = (Program::of(&town, ROSA, ALL).await, Program::of(&town, JULIAN, ALL).await);
    let id = berta.post("/tutorials", json!({"offer": ELVIA_OFFERS_PI})).await.is(201).text("/id");
    for outsider in [&rosa, &julian] {
        outsider.get(&format!("/tutorials/{id}")).await.is(404);
        outsider.post(&format!("/tutorials/{id}/agreement"), json!(null)).await.is(404);
        assert_eq!(outsider.get("/tutorials").await.is(200).json()["items"], json!([]));
    }
    assert_eq!(elvia.get("/tutorials?state=proposed").await.is(200).text("/items/0/id"), id);
    let told = elvia.post(&format!("/tutorials/{id}/agreement"), json!(null)).await.is(200);
    assert_eq!(told.text("/state"), TutorialState::Open.word());
    berta.post(&format!("/tutorials/{id}/rehearsal"), json!({})).await.is(200);
    berta.post(&format!("/tutorials/{id}/stop"), json!({"reason": "Otro día"})).await.is(200);
    let told = elvia.post(&format!("/tutorials/{id}/agreement"), json!(null)).await.is(422);
    assert_eq!(told.problems(), [" tutorial-ended"]);
    // What a page would refuse is refused here, with the same words.
    let english = Program::of(&town, BERTA, ALL).await.reading("en");
    let told = english.post("/tutorials", json!({"offer": NADIA_OFFERS_PI})).await.is(422);
    assert_eq!((told.problems(), told.header("content-language")), (vec!["offer needs-visit".to_owned()], "en".to_owned()));
}

#[actix_web::test]
async fn long_lists_come_in_pieces_and_an_unchanged_answer_is_empty() {
    let town = Town::new().await;
    let elvia = Program::of(&town, ELVIA, ALL).await;
    let mut found = Vec::new();
    let mut path = "/people?limit=3".to_owned();
    loop {
        let piece = elvia.get(&path).await.is(200).json();
        let items = piece["items"].as_array().expect("items");
        assert!((1..=3).contains(&items.len()));
        found.extend(items.iter().map(|one| one["id"].as_str().expect("an id").to_owned()));
        let Some(next) = piece["next"].as_str() else { break };
        path = format!("/people?limit=3&cursor={next}");
    }
    let mut sorted = found.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!((found.len(), &found), (7, &sorted), "everybody once, in a fixed order");
    for bad in ["limit=0", "limit=201", "limit=x", "cursor=abc", "page=2"] {
        elvia.get(&format!("/people?{bad}")).await.is(422);
    }
    assert_eq!(elvia.get("/topics?q=luna").await.is(200).json()["items"].as_array().map(Vec::len), Some(1));

    let offer = format!("/offers/{MARICRUZ_OFFERS_ARCH}");
    let etag = elvia.get(&offer).await.is(200).header("etag");
    assert!(etag.starts_with("W/\""));
    let told = elvia.get_unless(&offer, &format!("\"other\", {etag}")).await.is(304);
    assert_eq!((told.text.as_str(), told.header("etag")), ("", etag.clone()));
    elvia.post(&offer, json!({"capacity": 2, "state": "paused"})).await.is(200);
    let told = elvia.get_unless(&offer, &etag).await.is(200);
    assert_eq!(told.text("/state"), "paused");
    elvia.post(&offer, json!({"capacity": 2, "state": "withdrawn"})).await.is(200);
    assert_eq!(elvia.post(&offer, json!({"capacity": 2, "state": "open"})).await.is(422).problems(), [" offer-closed"]);
}

#[actix_web::test]
async fn what_is_wrong_is_told_field_by_field_and_nothing_is_written() {
    let town = Town::new().await;
    let elvia = Program::of(&town, ELVIA, ALL).await;
    let told = elvia
        .post("/people", json!({"place": AGUA_ZARCA, "name": "Itzel", "position": "pupil", "minor": "yes", "curp": "x"}))
        .await
        .is(422);
    assert_eq!(told.problems(), ["curp unknown-field", "position unknown-choice", "minor wrong-type"]);
    assert!(told.text.contains("Elige una de las opciones"), "{}", told.text);
    assert_eq!(told.header("content-type"), "application/problem+json");
    let told = elvia.post("/people", json!({"place": AGUA_ZARCA, "name": "Ximena", "position": "student", "minor": true})).await.is(422);
    assert_eq!(told.problems(), ["name name-taken"]);
    elvia.post_raw("/people", "application/json", "{".to_owned()).await.is(400);
    elvia.post_raw("/people", "text/plain", "{}".to_owned()).await.is(415);
    elvia.post_raw("/people", "application/json", format!("\"{}\"", "x".repeat(300_000))).await.is(413);
    elvia.post_raw("/people", "application/json", "[]".to_owned()).await.is(422);
    elvia.post_as("with a blank", "/people", json!({})).await.is(422);

    let itzel = json!({"place": AGUA_ZARCA, "name": "Itzel", "position": "student", "minor": true, "grade": 1, "group": "A"});
    let told = elvia.post_as("alta-1", "/people", itzel.clone()).await.is(201);
    assert_eq!(elvia.post_as("alta-1", "/people", itzel).await.is(201).text, told.text);
    assert_eq!((told.text("/name"), told.text("/places/0/place")), ("Itzel".to_owned(), AGUA_ZARCA.to_string()));
    assert_eq!(told.json()["minor"], json!(true));
    town.browser_of(ELVIA).await.get(&format!("/people/{}", told.text("/id"))).await.is(200).says("Itzel");

    let topic = json!({
        "language": "es", "origin": "community", "licence": "CC0-1.0", "subject": "oficios", "title": "¿Cómo se hace un petate?",
        "challenge": "Teje uno.", "questions": ["¿Con qué?", "¿Cuánto tarda?"], "prerequisites": [PI],
    });
    let told = elvia.post("/topics", topic.clone()).await.is(201);
    let id = told.text("/id");
    assert_eq!((told.json()["questions"].as_array().map(Vec::len), told.json()["prerequisites"].clone()), (Some(2), json!([PI])));
    let version = json!({"seen": 1, "subject": "oficios", "title": "¿Cómo se teje un petate?", "challenge": "Teje uno."});
    assert_eq!(elvia.post(&format!("/topics/{id}/versions"), version).await.is(200).json()["version"], json!(2));
    let late = json!({"seen": 1, "subject": "oficios", "title": "Otro", "challenge": "Otro."});
    elvia.post(&format!("/topics/{id}/versions"), late).await.is(409);
    let taken: TopicId = id.parse().expect("an id");
    Program::of(&town, JULIAN, ALL).await.post_as(taken, "/topics", topic).await.is(409);
}
