//! What a program did wrong is told at a field that it sent, or at none.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use serde_json::json;

use crate::api::program::{ALL, Program};
use crate::support::town::*;

async fn maricruz_asks(town: &Town, learner: PersonId) -> TutorialId {
    let tutorial = fresh();
    town.under(move |tx| {
        let (tutor, topic, school, on) = (MARICRUZ, ARCH, AGUA_ZARCA, day("2026-11-20"));
        let (offer, visit) = (Some(MARICRUZ_OFFERS_ARCH), None);
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by: tutor, day: on, offer, visit }).map(drop)
    })
    .await;
    tutorial
}

#[actix_web::test]
async fn a_problem_stands_at_a_field_of_the_request_or_at_none() {
    let town = Town::new().await;
    let (hers, his) = (maricruz_asks(&town, XIMENA).await, maricruz_asks(&town, LUIS).await);
    let berta = Program::of(&town, BERTA, ALL).await;
    berta.post(&format!("/tutorials/{hers}/agreement"), json!({})).await.is(200);
    // The agreement has no fields.
    let told = berta.post(&format!("/tutorials/{his}/agreement"), json!({})).await.is(422);
    assert_eq!(told.problems(), [" offer-full"]);
    // The proposal names an offer and a learner: her tutor it does not name.
    let told = berta.post("/tutorials", json!({"offer": MARICRUZ_OFFERS_ARCH, "learner": LUIS, "aloud": true})).await.is(422);
    assert_eq!(told.problems(), ["offer offer-full"], "the same pair again");
    let told = berta.post("/tutorials", json!({"offer": MARICRUZ_OFFERS_ARCH, "learner": MATEO, "aloud": true})).await.is(422);
    assert_eq!(told.problems(), ["offer offer-full"]);
    let told = berta.post("/tutorials", json!({"offer": ELVIA_OFFERS_PI, "learner": XIMENA, "aloud": true})).await.is(422);
    assert_eq!(told.problems(), ["learner other-learner-busy"]);
    // What it sent too much, or of the wrong kind, is told by the name that it used.
    let told = berta.post("/tutorials", json!({"offer": 7, "tutor": MARICRUZ, "learner": LUIS})).await.is(422);
    assert_eq!(told.problems(), ["tutor unknown-field", "offer wrong-type"]);
}
