//! Keys: made and revoked on a page, good for what was said and for so long, and never a child's.

use diesel::prelude::*;
use relevo::domain::id::Token;
use relevo::store::Error;
use relevo::store::queries;
use relevo::store::schema::api_tokens;
use serde_json::json;

use super::program::{ALL, Program};
use crate::support::town::*;

#[actix_web::test]
async fn a_key_is_made_on_a_page_shown_once_used_and_revoked() {
    let town = Town::new().await;
    town.account_of(ELVIA).await;
    let elvia = town.browser_of(ELVIA).await;
    let page = elvia.get("/tokens").await.is(200).says("No tienes ninguna llave");
    let id = page.field("id").expect("an id");
    let form = [
        ("id", id.as_str()),
        ("name", "Lista de la dirección"),
        ("days", "30"),
        ("topics", "read"),
        ("people", "write"),
        ("current", PASSWORD),
    ];

    // What is missing is said at its field, and what was typed stays.
    let page = elvia.post("/tokens", &[("id", &id), ("name", ""), ("days", "30"), ("topics", "read")]).await.is(422);
    assert_eq!(page.field("topics").as_deref(), Some("read"));
    elvia.post("/tokens", &[("id", &id), ("name", "Nada"), ("days", "30")]).await.is(422).says("Falta este dato");
    elvia.post("/tokens", &[("id", &id), ("name", "Siempre"), ("days", "366"), ("topics", "read")]).await.is(422);

    // A machine that was left open is not enough: her password is asked for again, and is never sent back.
    let page = elvia.post("/tokens", &form[..5]).await.is(422).says("Falta este dato").hides("relevo_");
    assert_eq!((page.field("name").as_deref(), page.field("current").as_deref()), (Some("Lista de la dirección"), Some("")));
    let wrong = [&form[..5], &[("current", "otra cosa larga")]].concat();
    elvia.post("/tokens", &wrong).await.is(422).says("Esa no es la contraseña que tienes ahora").hides("relevo_").hides("otra cosa larga");
    let page = elvia.post("/tokens", &form).await.is(200).says("solo se muestra esta vez").says("Lista de la dirección");
    let key = page.text().split_whitespace().find(|word| word.starts_with("relevo_")).expect("a key").to_owned();
    elvia.post("/tokens", &form).await.is(200).says("ya se había hecho").hides(&key);
    elvia.get("/tokens").await.is(200).says("Todavía no se usa").hides(&key);
    let stored = key.clone();
    town.under(move |tx| {
        let digests: Vec<Vec<u8>> = api_tokens::table.select(api_tokens::digest).load(&mut **tx)?;
        assert_eq!(digests.len(), 1);
        assert_ne!(digests[0], stored.as_bytes());
        Ok(())
    })
    .await;

    let program = Program::with(&town, Some(&key));
    program.get("/topics").await.is(200);
    program.get("/people").await.is(200);
    program.get("/offers").await.is(403);
    let told = program.post("/topics", json!({})).await.is(403);
    assert_eq!(told.header("www-authenticate"), "Bearer error=\"insufficient_scope\", scope=\"topics:write\"");
    elvia.get("/tokens").await.is(200).says("Se usó por última vez");

    // Nobody else sees it or ends it.
    town.browser_of(BERTA).await.get("/tokens").await.is(200).hides("Lista de la dirección");
    town.browser_of(BERTA).await.post(&format!("/tokens/{id}/end"), &[]).await.is(404);
    program.get("/topics").await.is(200);
    elvia.post(&format!("/tokens/{id}/end"), &[]).await.is(200).says("quedó anulada");
    elvia.post(&format!("/tokens/{id}/end"), &[]).await.is(200);
    let told = program.get("/topics").await.is(401);
    assert_eq!(told.header("www-authenticate"), "Bearer error=\"invalid_token\"");
}

#[actix_web::test]
async fn children_have_no_keys_and_a_key_ends_with_its_time_its_owner_and_her_place() {
    let town = Town::new().await;
    let ximena = town.browser_of(XIMENA).await;
    ximena.get("/tokens").await.is(404);
    let id = fresh::<Token>().to_string();
    ximena.post("/tokens", &[("id", &id), ("name", "Mía"), ("days", "7"), ("topics", "read")]).await.is(404);
    ximena.get(&format!("/people/{XIMENA}")).await.is(200).hides("/tokens");

    let (elvia, berta, julian) =
        (Program::of(&town, ELVIA, ALL).await, Program::of(&town, BERTA, ALL).await, Program::of(&town, JULIAN, ALL).await);
    for program in [&elvia, &berta, &julian] {
        program.get("/people").await.is(200);
    }
    // Who leaves takes her key with her; who is erased leaves none behind.
    let steward = town.browser_of(ELVIA).await;
    steward.post(&format!("/people/{BERTA}/departure"), &[("node", &AGUA_ZARCA.to_string())]).await.is(200);
    berta.get("/topics").await.is(401);
    steward.post(&format!("/people/{BERTA}/erasure"), &[]).await.is(200);
    let left = town
        .under(|tx| {
            let left: i64 = api_tokens::table.filter(api_tokens::person.eq(BERTA)).count().get_result(&mut **tx)?;
            Ok::<_, Error>((left, queries::people::by_id(tx, BERTA)?.is_none()))
        })
        .await;
    assert_eq!(left, (0, true));
    town.pass_days(31);
    elvia.get("/topics").await.is(401);
}

#[actix_web::test]
async fn a_session_is_no_key_and_who_guesses_is_slowed_down() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    assert_eq!(elvia.once("GET", "/api/v1/people", None).await.status, 401, "the cookie opens nothing");
    let page = elvia.once("GET", "/api/v1/nowhere", None).await;
    assert_eq!((page.status, page.header("content-type")), (404, "application/problem+json"));
    let page = elvia.once("PUT", "/api/v1/topics", None).await;
    assert_eq!((page.status, page.header("content-type"), page.header("allow")), (405, "application/problem+json", "GET, HEAD, POST"));

    let good = Program::of(&town, ELVIA, ALL).await;
    let none = Program::with(&town, None);
    let bad = Program::with(&town, Some(&format!("relevo_{}", "7".repeat(52))));
    none.get("/topics").await.is(401);
    for _ in 0..30 {
        bad.get("/topics").await.is(401);
    }
    let told = bad.get("/topics").await.is(429);
    assert!(told.header("retry-after").parse::<i64>().is_ok_and(|seconds| seconds > 0));
    good.get("/topics").await.is(200);
    none.get("/topics").await.is(401);
    town.pass_minutes(16);
    bad.get("/topics").await.is(401);
}

#[actix_web::test]
async fn a_program_comes_from_nowhere_or_from_here() {
    let town = Town::new().await;
    let elvia = Program::of(&town, ELVIA, ALL).await;
    let wish = json!({"topic": MOON});
    let told = elvia.post_from("http://evil.example", "/interests", wish.clone()).await.is(403);
    assert_eq!(told.header("content-type"), "application/problem+json");
    assert_eq!(told.header("access-control-allow-origin"), "");
    elvia.post_from(&town.url, "/interests", wish.clone()).await.is(201);
    elvia.post("/interests", wish).await.is(201);
    // Reading changes nothing: it is answered, and no page of another site may look at the answer.
    let read = elvia.get_from("http://evil.example", "/places").await.is(200);
    assert_eq!(read.header("access-control-allow-origin"), "");
}
