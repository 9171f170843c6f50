//! Whoever sets a child's page right is named beside it.

use relevo::domain::id::*;

use crate::support::town::*;
use crate::tutorials_pages::agreed;

#[actix_web::test]
async fn who_sets_a_childs_page_right_is_named_beside_it() {
    let town = Town::new().await;
    let tutorial = format!("/tutorials/{}", agreed(&town).await);
    let (ximena, berta) = (town.browser_of(XIMENA).await, town.browser_of(BERTA).await);
    let entry = fresh::<Entry>().to_string();
    let page = format!("/entries/{entry}");
    ximena.post(&format!("{tutorial}/entries"), &[("id", &entry), ("text", "Medí el arco con un hilo.")]).await.is(200);
    ximena.get(&tutorial).await.is(200).hides("corregida después");

    // Her own correction is hers.
    ximena.post(&page, &[("text", "Medí el arco con dos hilos.")]).await.is(200);
    ximena.get(&tutorial).await.is(200).says("corregida después").hides("corregida después por");

    // The teacher copies what the notebook says; what says the same changes nothing.
    berta.post(&page, &[("text", "Medí el arco con dos hilos.")]).await.is(200);
    ximena.get(&tutorial).await.is(200).hides("corregida después por");
    berta.post(&page, &[("text", "Medí el arco con tres hilos.")]).await.is(200);
    for reader in [XIMENA, MARICRUZ, ELVIA] {
        town.browser_of(reader).await.get(&tutorial).await.is(200).says("corregida después por Maestra Berta").says("tres hilos");
    }
    town.browser_of(XIMENA).await.reading("en").get(&tutorial).await.is(200).says("corrected later by Maestra Berta");
    town.browser_of(JULIAN).await.get(&tutorial).await.is(404);
    town.is_sound().await;

    // She writes it anew: it is hers again.
    ximena.post(&page, &[("text", "Medí el arco con mi mamá.")]).await.is(200);
    ximena.get(&tutorial).await.is(200).says("corregida después").hides("corregida después por");

    // Erased, the teacher has no name here either.
    berta.post(&page, &[("text", "Medí el arco con mi papá.")]).await.is(200);
    town.under(|tx| tx.record(relevo::domain::fact::PersonErased { person: BERTA }).map(drop)).await;
    ximena.get(&tutorial).await.is(200).says("corregida después por alguien").hides("Berta");
    town.is_sound().await;
}
