//! Stories of a page that many readers share: it is kept while nothing happens, and nobody may notice that it is.

use relevo::domain::fact::*;

use crate::support::town::*;

/// Everybody opens the catalog twice, so that the second time it is the kept one.
async fn twice(browser: &Browser, path: &str) -> Page {
    let first = browser.get(path).await.is(200).main();
    let second = browser.get(path).await.is(200);
    assert_eq!(first, second.main());
    second
}

async fn a_kept_catalog_is_never_old(town: Town) {
    let path = format!("/nodes/{AGUA_ZARCA}/catalog");
    let mateo = town.browser_of(MATEO).await;
    twice(&mateo, &path).await.says("Hay 2 temas").says("Maricruz").says("arco de piedra");

    // What somebody else changes is there at the next look, and what she takes back is gone.
    let maricruz = town.browser_of(MARICRUZ).await;
    let offer = format!("/offers/{MARICRUZ_OFFERS_ARCH}");
    maricruz.post(&offer, &[("capacity", "3"), ("state", "open")]).await.is(200);
    twice(&mateo, &path).await.says("3 lugares libres");
    maricruz.post(&offer, &[("capacity", "3"), ("state", "paused")]).await.is(200);
    twice(&mateo, &path).await.hides("arco de piedra");
    maricruz.post(&offer, &[("capacity", "3"), ("state", "open")]).await.is(200);
    twice(&mateo, &path).await.says("arco de piedra").says("Maricruz");

    // So is a name that changes, and one that is erased.
    town.under(|tx| {
        let name = "Maricruz del Cerro".to_owned();
        tx.record(PersonNamed { person: MARICRUZ, name, grade: Some(3), group: None, language: None })?;
        Ok(())
    })
    .await;
    twice(&mateo, &path).await.says("Maricruz del Cerro");
    town.under(|tx| {
        tx.record(PersonErased { person: MARICRUZ })?;
        Ok(())
    })
    .await;
    twice(&mateo, &path).await.hides("Maricruz");
}

#[tokio::test]
async fn a_kept_catalog_is_never_old_on_sqlite() {
    a_kept_catalog_is_never_old(Town::new().await).await;
}

#[tokio::test]
async fn a_kept_catalog_is_never_old_on_postgres() {
    if let Some(town) = Town::on_postgres().await {
        a_kept_catalog_is_never_old(town).await;
    }
}

#[tokio::test]
async fn what_is_kept_for_one_is_not_shown_to_another_who_may_see_less() {
    let town = Town::new().await;
    let path = format!("/nodes/{AGUA_ZARCA}/catalog");
    // Whoever comes first, the coach above the school reads no names in what the child before her has left, nor the child none in hers.
    for _ in 0..2 {
        let page = twice(&town.browser_of(MATEO).await, &path).await.says("Maestra Elvia").says("para la pared");
        assert_eq!(page.attribute(".who a[href^='/people/']", "href"), Some(format!("/people/{MATEO}")));
        twice(&town.browser_of(CELIA).await, &path).await.says("viene pi").hides("Elvia").hides("Maricruz").hides("para la pared");
    }
    for outside in [NADIA, JULIAN] {
        town.browser_of(outside).await.get(&path).await.is(404);
    }
    assert_eq!(town.visitor().get(&path).await.path, "/sign-in");
    let english = town.browser_of(MATEO).await.reading("en");
    twice(&english, &path).await.says("2 free places").hides("lugares libres");
    twice(&town.browser_of(MATEO).await, &path).await.says("lugares libres").hides("free places");
}
