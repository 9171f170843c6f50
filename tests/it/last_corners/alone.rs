//! Who learned alone and has left the school since is entered from paper as who had a tutor is.

use relevo::domain::id::*;
use relevo::store::queries::masteries;

use crate::late_paper::moves;
use crate::support::town::*;

const THE_MOON: &str = "¿Por qué la luna nos enseña siempre la misma cara?";

async fn moon_of(town: &Town, person: PersonId) -> Option<(NodeId, bool)> {
    town.under(move |tx| {
        let Some(row) = masteries::live(tx, person, MOON)? else {
            return Ok(None);
        };
        Ok(Some((row.school, masteries::offer_of(tx, row.id)?.is_some())))
    })
    .await
}

async fn writes(by: &Browser, path: &str, id: &str, on: &str) -> Page {
    let way = [("id", id), ("topic", THE_MOON), ("path", "self_study"), ("day", on), ("outcome", "ready"), ("families", "4")];
    by.post(path, &way).await
}

#[actix_web::test]
async fn who_learned_alone_and_has_left_since_is_entered_from_paper() {
    let town = Town::new().await;
    let (elvia, julian) = (town.browser_of(ELVIA).await, town.browser_of(JULIAN).await);
    elvia.post(&format!("/people/{XIMENA}/departure"), &[("node", &AGUA_ZARCA.to_string())]).await.is(200);
    moves(&elvia, &julian, (MATEO, "Mateo")).await;
    town.pass_days(20);
    let (elvia, berta) = (town.browser_of(ELVIA).await, town.browser_of(BERTA).await);

    // From the page of sheets, by her name.
    let paper = format!("/nodes/{AGUA_ZARCA}/paper");
    let page = berta.get(&paper).await.is(200).says("Aprendió por su cuenta");
    assert!(page.attributes("#people option", "value").contains(&"Ximena · se fue".to_owned()), "{}", page.main());
    berta.get(&format!("{paper}/alone?alone=")).await.is(422);
    berta.get(&format!("{paper}/alone?alone=Nadia")).await.is(422);
    let form = berta.get(&format!("{paper}/alone?alone=Ximena")).await.is(200).says("Ximena");
    let way = format!("/people/{XIMENA}/demonstration?school={AGUA_ZARCA}");
    assert_eq!(form.attributes("main form", "action"), [way.as_str()]);
    let id = form.field("id").expect("an id");
    // Not on a day on which she was gone; not by others.
    writes(&berta, &way, &id, "2026-12-10").await.is(422).says("no era de esta escuela");
    let julian = town.browser_of(JULIAN).await;
    writes(&julian, &way, &id, "2026-11-10").await.is(404);
    writes(&julian, &format!("/people/{XIMENA}/demonstration?school={LA_NORIA}"), &id, "2026-11-10").await.is(404);
    let maricruz = town.browser_of(MARICRUZ).await;
    writes(&maricruz, &way, &id, "2026-11-10").await.is(404);
    for _ in 0..2 {
        writes(&berta, &way, &id, "2026-11-10").await.is(200).says("la misma cara");
    }
    assert_eq!(moon_of(&town, XIMENA).await, Some((AGUA_ZARCA, false)), "who has left offers nothing");

    // A child of another school is named by whoever has the sheet in her hand, and stands in no list; it belongs to where it was.
    berta.get(&paper).await.is(200).hides("Mateo");
    let form = berta.get(&format!("{paper}/alone?alone=Mateo")).await.is(200).hides("Mateo");
    let (id, his) = (form.field("id").expect("an id"), format!("/people/{MATEO}/demonstration?school={AGUA_ZARCA}"));
    writes(&elvia, &his, &id, "2026-11-12").await.is(200);
    assert_eq!(moon_of(&town, MATEO).await, Some((AGUA_ZARCA, false)));

    // Who is here is entered as ever, from her page.
    let form = berta.get(&format!("/people/{LUIS}/demonstration")).await.is(200).says("Luis");
    let id = form.field("id").expect("an id");
    writes(&berta, &format!("/people/{LUIS}/demonstration"), &id, "2026-12-01").await.is(200);
    assert_eq!(moon_of(&town, LUIS).await, Some((AGUA_ZARCA, true)));
    town.is_sound().await;
}
