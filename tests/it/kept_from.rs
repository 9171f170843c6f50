//! Who is kept from a child, or has gone elsewhere, reaches her no more; and a place decides only about whom it answers for.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::queries::{people, tutorials};

use super::support::town::*;
use super::tutorials_pages::agreed;

/// Doña Rosa, for whom Elvia vouches, accompanies Luis.
async fn rosa_and_luis(town: &Town) -> TutorialId {
    let tutorial: TutorialId = fresh();
    town.under(move |tx| {
        let (learner, tutor, topic, school, offer, visit, on) = (LUIS, ROSA, MOON, AGUA_ZARCA, None, None, day("2026-11-02"));
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by: learner, day: on, offer, visit })?;
        tx.record(TutorialAgreed { tutorial, day: on, how: Agreement::Here }).map(drop)
    })
    .await;
    tutorial
}

async fn notes(town: &Town, tutorial: TutorialId) -> usize {
    town.under(move |tx| Ok(tutorials::notes(tx, tutorial)?.len())).await
}

#[actix_web::test]
async fn who_was_kept_apart_from_a_child_reads_and_writes_her_nothing_more() {
    let town = Town::new().await;
    let tutorial = rosa_and_luis(&town).await;
    let (elvia, rosa, luis) = (town.browser_of(ELVIA).await, town.browser_of(ROSA).await, town.browser_of(LUIS).await);
    let page = format!("/tutorials/{tutorial}");
    let (entry, note) = (fresh::<Entry>().to_string(), fresh::<Note>().to_string());
    luis.post(&format!("{page}/entries"), &[("id", &entry), ("text", "Vi la luna de día.")]).await.is(200);
    rosa.post(&format!("{page}/notes"), &[("id", &note), ("note", "Dibújala.")]).await.is(200).says("Vi la luna de día");

    let block = fresh::<Block>().to_string();
    elvia.post(&format!("/people/{LUIS}/blocks"), &[("id", &block), ("other", &ROSA.to_string())]).await.is(200);
    let late = fresh::<Note>().to_string();
    rosa.post(&format!("{page}/notes"), &[("id", &late), ("note", "Te espero hoy en mi casa.")]).await.is(404);
    rosa.get(&page).await.is(404);
    assert!(!rosa.get(&format!("/people/{ROSA}")).await.is(200).attributes("a", "href").contains(&page), "a link to what is not there");
    assert!(!rosa.get("/").await.is(200).attributes("a", "href").contains(&page), "a link to what is not there");
    assert_eq!(notes(&town, tutorial).await, 1);
    // What is hers stays hers, and her teacher's.
    luis.get(&page).await.is(200).says("Dibújala").hides("Te espero");
    elvia.get(&page).await.is(200);

    // No longer kept apart, she reads again; but it has stopped, and carries nothing more.
    elvia.post(&format!("/people/{LUIS}/blocks/{block}/end"), &[]).await.is(200);
    rosa.get(&page).await.is(200).says("Vi la luna de día");
    rosa.post(&format!("{page}/notes"), &[("id", &late), ("note", "Seguimos otro día.")]).await.is(422).says("ya terminó");
    town.is_sound().await;
}

#[actix_web::test]
async fn a_note_does_not_follow_a_child_to_another_school() {
    let town = Town::new().await;
    let open = agreed(&town).await;
    let (elvia, julian, maricruz) = (town.browser_of(ELVIA).await, town.browser_of(JULIAN).await, town.browser_of(MARICRUZ).await);
    let movement = fresh::<()>().to_string();
    let form = [("id", movement.as_str()), ("school", &AGUA_ZARCA.to_string()), ("receiver", &LA_NORIA.to_string())];
    elvia.post(&format!("/people/{XIMENA}/move"), &form).await.is(200);
    julian.post(&format!("/moves/{movement}"), &[("name", "Ximena"), ("grade", "2"), ("group", "A")]).await.is(200);
    let note = fresh::<Note>().to_string();
    maricruz.post(&format!("/tutorials/{open}/notes"), &[("id", &note), ("note", "Nos vemos en el río.")]).await.is(422);
    assert_eq!(notes(&town, open).await, 0);
}

#[actix_web::test]
async fn a_tutor_writes_a_last_word_after_the_demonstration() {
    let town = Town::new().await;
    let open = agreed(&town).await;
    let (elvia, maricruz) = (town.browser_of(ELVIA).await, town.browser_of(MARICRUZ).await);
    let (id, luis) = (fresh::<Demonstration>().to_string(), LUIS.to_string());
    let record = [("id", id.as_str()), ("day", TODAY), ("outcome", "ready"), ("present", &luis)];
    elvia.post(&format!("/tutorials/{open}/record"), &record).await.is(200);
    let note = fresh::<Note>().to_string();
    maricruz.post(&format!("/tutorials/{open}/notes"), &[("id", &note), ("note", "Explicó la clave con las manos.")]).await.is(200);
    assert_eq!(notes(&town, open).await, 1);
}

async fn is_there(town: &Town, person: PersonId) -> bool {
    town.under(move |tx| people::by_id(tx, person)).await.is_some_and(|row| !row.erased)
}

#[actix_web::test]
async fn who_belongs_elsewhere_too_is_not_erased_by_one_of_her_places() {
    let town = Town::new().await;
    // The zone's coach is a neighbour in Agua Zarca.
    town.under(|tx| {
        let (person, node, minor, since, voucher) = (CELIA, AGUA_ZARCA, false, day("2026-01-10"), Some(ELVIA));
        tx.record(PersonJoined { person, node, position: Position::Community, minor, since, voucher }).map(drop)
    })
    .await;
    let (elvia, tomasa) = (town.browser_of(ELVIA).await, town.browser_of(TOMASA).await);
    let (page, way) = (format!("/people/{CELIA}"), format!("/people/{CELIA}/erasure"));
    assert!(!elvia.get(&page).await.is(200).attributes("a", "href").contains(&way));
    elvia.post(&way, &[("confirm", "yes")]).await.is(404);
    assert!(is_there(&town, CELIA).await, "the zone's coach was forgotten by a school");
    // The zone answers for its coach, and stands above the school; so it may.
    assert!(tomasa.get(&page).await.is(200).attributes("a", "href").contains(&way));
    tomasa.post(&way, &[("confirm", "yes")]).await.is(200);
    assert!(!is_there(&town, CELIA).await);
    town.is_sound().await;
}

#[actix_web::test]
async fn a_teacher_who_went_elsewhere_is_not_her_old_schools() {
    let town = Town::new().await;
    let (elvia, julian) = (town.browser_of(ELVIA).await, town.browser_of(JULIAN).await);
    let movement = fresh::<()>().to_string();
    let form = [("id", movement.as_str()), ("school", &AGUA_ZARCA.to_string()), ("receiver", &LA_NORIA.to_string())];
    elvia.post(&format!("/people/{BERTA}/move"), &form).await.is(200);
    julian.post(&format!("/moves/{movement}"), &[("name", "Maestra Berta"), ("grade", ""), ("group", "")]).await.is(200);

    elvia.get(&format!("/nodes/{AGUA_ZARCA}/people")).await.is(200).hides("Berta");
    for how in ["back", "mistake"] {
        elvia.post(&format!("/nodes/{AGUA_ZARCA}/people/{BERTA}/return"), &[("how", how)]).await.is(404);
    }
    elvia.post(&format!("/people/{BERTA}/erasure"), &[("confirm", "yes")]).await.is(404);
    assert!(is_there(&town, BERTA).await, "La Noria's teacher was forgotten by Agua Zarca");
    let places = town.under(|tx| people::belongs(tx, BERTA)).await;
    assert_eq!(places.iter().map(|row| row.node).collect::<Vec<_>>(), [LA_NORIA]);
}

#[actix_web::test]
async fn a_teacher_of_two_schools_comes_back_to_the_one_that_she_left() {
    let town = Town::new().await;
    town.under(|tx| {
        let (person, node, minor, since, voucher) = (BERTA, LA_NORIA, false, day("2026-01-10"), None);
        tx.record(PersonJoined { person, node, position: Position::Teacher, minor, since, voucher }).map(drop)
    })
    .await;
    let elvia = town.browser_of(ELVIA).await;
    elvia.post(&format!("/people/{BERTA}/departure"), &[("node", &AGUA_ZARCA.to_string())]).await.is(200);
    elvia.get(&format!("/nodes/{AGUA_ZARCA}/people")).await.is(200).says("Berta");
    elvia.post(&format!("/nodes/{AGUA_ZARCA}/people/{BERTA}/return"), &[("how", "mistake")]).await.is(200);
    assert_eq!(town.under(|tx| people::belongs(tx, BERTA)).await.len(), 2);
    town.is_sound().await;
}

#[actix_web::test]
async fn a_second_pair_kept_apart_on_a_page_that_the_browser_went_back_to_is_kept_apart_too() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let block = fresh::<Block>().to_string();
    let apart = |one: PersonId, other: PersonId| town.under(move |tx| people::blocked(tx, one, other));
    for other in [MATEO, ROSA, ROSA] {
        elvia.post(&format!("/people/{LUIS}/blocks"), &[("id", &block), ("other", &other.to_string())]).await.is(200);
        assert!(apart(LUIS, other).await);
    }
    assert!(apart(LUIS, MATEO).await, "the first stays");
    let blocks = town.under(|tx| people::blocks_of(tx, LUIS)).await;
    assert_eq!(blocks.len(), 2, "sent twice, it is one");
}
