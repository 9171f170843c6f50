//! *Not yet*: the two go on, and every page says so.

use relevo::domain::id::*;

use super::support::town::*;
use super::tutorials_pages::agreed;

const WHAT_IS_MISSING: &str = "Falta decir qué empuja la piedra de en medio";

/// A record that ends in *not yet*, as its form is sent.
fn record<'a>(id: &'a str, on: &'a str, present: &'a str) -> [(&'a str, &'a str); 5] {
    [("id", id), ("day", on), ("outcome", "not_yet"), ("present", present), ("reason", WHAT_IS_MISSING)]
}

#[actix_web::test]
async fn after_a_not_yet_the_board_says_what_the_childs_page_says() {
    let town = Town::new().await;
    let tutorial = agreed(&town).await;
    let page = format!("/tutorials/{tutorial}");
    let (elvia, ximena, maricruz) = (town.browser_of(ELVIA).await, town.browser_of(XIMENA).await, town.browser_of(MARICRUZ).await);
    ximena
        .post(&format!("{page}/rehearsal-request"), &[])
        .await
        .is(200)
        .says("pedido el 23 de noviembre")
        .says("Quitar la petición de ensayo");
    maricruz.post(&format!("{page}/rehearsal"), &[]).await.is(200).says("Quitar el ensayo anotado");
    elvia.get("/").await.is(200).says("ensayó el 23 nov").says("Poner día");
    let (id, luis) = (fresh::<Demonstration>().to_string(), LUIS.to_string());
    elvia.post(&format!("{page}/record"), &record(&id, TODAY, &luis)).await.is(200);
    // Nothing of the rehearsal that led there stands any more as if it were open.
    let board = elvia.get("/").await.is(200).says("con Maricruz; lo mostró el 23 nov, todavía no").says("Una relación tutora va caminando");
    board.hides("ensayó el").hides("pidió ensayar").hides("Poner día");
    town.browser_of(BERTA).await.get("/").await.is(200).says("lo mostró el 23 nov, todavía no");
    for reader in [&ximena, &maricruz, &elvia] {
        reader.get(&page).await.is(200).hides("pedido el").hides("Quitar el ensayo").hides("Quitar la petición");
    }
    maricruz.get("/").await.is(200).hides("Pidió ensayarlo");
    // Whoever may not read a record reads nothing of this.
    town.browser_of(JULIAN).await.get(&page).await.is(404);
    town.browser_of(JULIAN).await.get("/").await.is(200).hides("lo mostró");
    // Rehearsed anew, the day is what is missing, on all of them.
    town.pass_days(2);
    ximena.post(&format!("{page}/rehearsal"), &[]).await.is(200).says("Quitar el ensayo anotado");
    elvia.get("/").await.is(200).says("ensayó el 25 nov").says("Poner día").hides("todavía no");
}
