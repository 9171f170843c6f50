//! What has an end stays ended, and what pages keep quiet programs are not told: an erased child is not brought back by a form that is sent
//! again, a list that nobody confirmed is deleted, keys end with the password by which they were made, and a list for programs holds no more
//! than the page of the same reader, and is noted as that is.

use diesel::prelude::*;
use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::store::queries::people;
use relevo::store::schema::{person_names, readings, waiting_lists};
use relevo::web::forgetting;
use serde_json::Value;

use super::practice::{copies, ids};
use super::support::town::*;

/// The form by which Elvia adds somebody to Agua Zarca.
async fn adds(town: &Town, id: &str, name: &str) {
    let form = [("id", id), ("name", name), ("position", "student"), ("minor", "yes"), ("grade", "1"), ("group", "A")];
    town.browser_of(ELVIA).await.post(&format!("/nodes/{AGUA_ZARCA}/people/new"), &form).await.is(200);
}

async fn called(town: &Town, name: &'static str) -> Vec<PersonId> {
    town.under(move |tx| Ok(person_names::table.filter(person_names::name.eq(name)).select(person_names::person).load(&mut **tx)?)).await
}

#[actix_web::test]
async fn a_form_sent_again_brings_nobody_back_who_was_erased() {
    let town = Town::new().await;
    let id = fresh::<Person>().to_string();
    adds(&town, &id, "Itzel").await;
    town.browser_of(ELVIA).await.post(&format!("/people/{id}/erasure"), &[("confirm", "yes")]).await.is(200);
    assert_eq!(called(&town, "Itzel").await, []);
    // Whoever sends it now means somebody else, and once.
    for _ in 0..2 {
        adds(&town, &id, "Itzel").await;
    }
    let there = called(&town, "Itzel").await;
    assert!(there.len() == 1 && there[0].to_string() != id);
    town.browser_of(ELVIA).await.get(&format!("/nodes/{AGUA_ZARCA}/people")).await.is(200).says("Itzel");
    town.browser_of(ELVIA).await.post(&format!("/people/{}/erasure", there[0]), &[("confirm", "yes")]).await.is(200);
    assert_eq!(called(&town, "Itzel").await, []);
    town.is_sound().await;
}

#[actix_web::test]
async fn nor_does_it_fill_an_entry_that_was_merged_into_another() {
    let town = Town::new().await;
    let (kept, other) = (fresh::<Person>().to_string(), fresh::<Person>().to_string());
    adds(&town, &kept, "Itzel").await;
    adds(&town, &other, "Itzel M").await;
    town.browser_of(ELVIA).await.post(&format!("/people/{kept}/same"), &[("other", &other)]).await.is(200);
    adds(&town, &kept, "Itzel").await;
    adds(&town, &other, "Itzel").await;
    assert_eq!(called(&town, "Itzel").await.iter().map(ToString::to_string).collect::<Vec<_>>(), [kept]);
    town.is_sound().await;
}

/// A key for everything that a program may do in somebody's name.
async fn key(town: &Town, owner: PersonId) -> String {
    town.account_of(owner).await;
    let browser = town.browser_of(owner).await;
    let id = fresh::<()>().to_string();
    let families = ["people", "interests", "demonstrations", "masteries", "tutorials"];
    let fields: Vec<(&str, &str)> = [("id", &*id), ("name", "Mi hoja"), ("days", "30"), ("current", PASSWORD)]
        .into_iter()
        .chain(families.map(|family| (family, "write")))
        .collect();
    let made = browser.post("/tokens", &fields).await.is(200);
    made.text().split_whitespace().find(|word| word.starts_with("relevo_")).expect("a key").to_owned()
}

async fn told(town: &Town, key: &str, path: &str) -> Value {
    let answer = reqwest::Client::new().get(format!("{}/api/v1{path}", town.url)).bearer_auth(key).send().await.expect("an answer");
    assert_eq!(answer.status(), 200, "{path}");
    answer.json().await.expect("JSON")
}

async fn noted(town: &Town, reader: PersonId) -> Vec<PersonId> {
    // What was opened is written in batches; whoever asks for the log makes it so.
    town.browser_of(ELVIA).await.get(&format!("/nodes/{AGUA_ZARCA}/readings")).await.is(200);
    town.under(move |tx| Ok(readings::table.filter(readings::reader.eq(reader)).select(readings::person).distinct().load(&mut **tx)?)).await
}

#[actix_web::test]
async fn a_list_for_programs_holds_what_the_page_holds_and_is_noted() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    copies(&elvia, &ids(), (XIMENA, MARICRUZ), &ARCH.to_string(), "2026-11-10", "not_yet").await.is(200);
    copies(&elvia, &ids(), (LUIS, MARICRUZ), &ARCH.to_string(), "2026-11-12", "ready").await.is(200);
    let list = format!("/demonstrations?place={AGUA_ZARCA}");
    let states = |list: &Value| -> Vec<String> {
        list["items"].as_array().expect("a list").iter().map(|one| one["state"].as_str().expect("a state").to_owned()).collect()
    };
    // Rosa is of the school and teaches nobody: what Ximena has yet to learn is no news.
    let rosa = key(&town, ROSA).await;
    let hers = told(&town, &rosa, &list).await;
    assert!(states(&hers).contains(&"ready".to_owned()) && !hers.to_string().contains(&XIMENA.to_string()));
    assert!(!states(&hers).contains(&"not_yet".to_owned()));
    assert_eq!(noted(&town, ROSA).await, [LUIS]);
    let berta = key(&town, BERTA).await;
    let all = told(&town, &berta, &list).await;
    assert!(states(&all).contains(&"not_yet".to_owned()));
    assert!(noted(&town, BERTA).await.contains(&XIMENA));
    // Why somebody wishes something is of her page, and so is what she masters.
    town.under(|tx| {
        let (interest, learner, topic, school) = (fresh(), MATEO, PI, AGUA_ZARCA);
        tx.record(InterestStated { interest, learner, topic, school, rank: 1, day: day(TODAY) })?;
        tx.record(InterestExplained { interest, learner, why: "Para medir el pozo.".to_owned() }).map(drop)
    })
    .await;
    assert!(!noted(&town, BERTA).await.contains(&MATEO));
    assert!(told(&town, &berta, &format!("/interests?learner={MATEO}")).await.to_string().contains("el pozo"));
    assert!(noted(&town, BERTA).await.contains(&MATEO));
    told(&town, &berta, &format!("/masteries?person={MARICRUZ}")).await;
    assert!(noted(&town, BERTA).await.contains(&MARICRUZ));
}

#[actix_web::test]
async fn under_one_key_of_idempotency_nobody_else_is_added() {
    let town = Town::new().await;
    let key = key(&town, ELVIA).await;
    let add = async |name: &str| {
        let body = serde_json::json!({"place": AGUA_ZARCA.to_string(), "name": name, "position": "student", "minor": true, "grade": 1});
        let call = reqwest::Client::new().post(format!("{}/api/v1/people", town.url)).bearer_auth(&key);
        let call = call.header("Idempotency-Key", "una-vez").json(&body);
        call.send().await.expect("an answer").status().as_u16()
    };
    assert_eq!(add("Itzel").await, 201);
    assert_eq!(add("Itzel").await, 201);
    assert_eq!(add("Jacinta").await, 409);
    assert_eq!((called(&town, "Itzel").await.len(), called(&town, "Jacinta").await.len()), (1, 0));
}

#[actix_web::test]
async fn a_list_that_nobody_confirmed_is_deleted() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let file = b"nombre,grado,grupo,menor\nItzel,1,A,si\n".to_vec();
    let (id, path) = (fresh::<()>().to_string(), format!("/nodes/{AGUA_ZARCA}/lists"));
    elvia.send_file(&path, &[("id", &id), ("kind", "people")], "lista.csv", &file).await.is(200).says("Itzel");
    let left = async || town.under(|tx| Ok(waiting_lists::table.count().get_result::<i64>(&mut **tx)?)).await;
    town.pass_days(1);
    assert_eq!((forgetting::drop_lists(&town.db).await, left().await), (0, 1));
    town.pass_days(1);
    assert_eq!((forgetting::drop_lists(&town.db).await, left().await), (1, 0));
    assert_eq!(forgetting::drop_lists(&town.db).await, 0);
}

#[actix_web::test]
async fn who_opened_the_page_of_a_child_who_has_left_is_told_to_her_school() {
    let town = Town::new().await;
    let (elvia, rosa) = (town.browser_of(ELVIA).await, town.browser_of(ROSA).await);
    rosa.get(&format!("/people/{XIMENA}")).await.is(200);
    elvia.post(&format!("/people/{XIMENA}/departure"), &[("node", &AGUA_ZARCA.to_string())]).await.is(200);
    assert!(town.under(|tx| people::belongs(tx, XIMENA)).await.is_empty());
    elvia.get(&format!("/people/{XIMENA}/readings")).await.is(200).says("Doña Rosa");
    for person in [ROSA, MARICRUZ, JULIAN, CELIA, TOMASA] {
        town.browser_of(person).await.get(&format!("/people/{XIMENA}/readings")).await.is(404);
    }
}
