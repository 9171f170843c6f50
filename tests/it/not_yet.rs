//! *Not yet*: the two go on, and every page says so; and one that was held once counts once, whoever writes it down again.

use relevo::domain::id::*;
use relevo::domain::words::DemonstrationState;
use relevo::store::queries::demonstrations;
use serde_json::json;

use super::api::program::{ALL, Program};
use super::practice::{copies, ids};
use super::support::town::*;
use super::tutorials_pages::agreed;

const THE_ARCH: &str = "¿Por qué no se cae un arco de piedra?";
const WHAT_IS_MISSING: &str = "Falta decir qué empuja la piedra de en medio.";

async fn told(town: &Town, learner: PersonId) -> usize {
    town.under(move |tx| demonstrations::of_learner(tx, learner, DemonstrationState::NotYet)).await.len()
}

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
    // What was said ends in a stop already: the sentence around it has none of its own.
    ximena.get("/").await.is(200).says(&format!("Lo que falta: «{WHAT_IS_MISSING}» Lo que ya entiendes"));
    // Whoever may not read a record reads nothing of this.
    town.browser_of(JULIAN).await.get(&page).await.is(404);
    town.browser_of(JULIAN).await.get("/").await.is(200).hides("lo mostró");
    // Rehearsed anew, the day is what is missing, on all of them.
    town.pass_days(2);
    let ximena = town.browser_of(XIMENA).await;
    ximena.post(&format!("{page}/rehearsal"), &[]).await.is(200).says("Quitar el ensayo anotado");
    town.browser_of(ELVIA).await.get("/").await.is(200).says("ensayó el 25 nov").says("Poner día").hides("todavía no");
}

#[actix_web::test]
async fn a_sheet_of_a_not_yet_that_is_entered_twice_counts_once() {
    let town = Town::new().await;
    let (elvia, week) = (town.browser_of(ELVIA).await, format!("/nodes/{AGUA_ZARCA}/paper"));
    let first = copies(&elvia, &ids(), (XIMENA, MARICRUZ), THE_ARCH, "2026-11-18", "not_yet").await.is(200).says("El acta quedó guardada");
    let again = copies(&elvia, &ids(), (XIMENA, MARICRUZ), THE_ARCH, "2026-11-18", "not_yet").await.is(200).says("ya estaba anotada");
    assert_eq!(first.path, again.path, "one leads to the record that is there");
    // In a week the others are kept, and it is said.
    let (ximena, maricruz, luis) = (XIMENA.to_string(), MARICRUZ.to_string(), LUIS.to_string());
    let rows = [("1", &ximena), ("2", &luis), ("3", &luis)];
    let sheets: Vec<(String, String)> = rows
        .iter()
        .flat_map(|(row, learner)| {
            let (tutorial, id) = ids();
            [
                ("tutorial", tutorial),
                ("id", id),
                ("learner", (*learner).clone()),
                ("tutor", maricruz.clone()),
                ("topic", THE_ARCH.to_owned()),
                ("day", "2026-11-18".to_owned()),
                ("outcome", "not_yet".to_owned()),
                ("families", "3".to_owned()),
                ("reason", "Le falta decir por qué.".to_owned()),
            ]
            .map(|(field, value)| (format!("{field}-{row}"), value))
        })
        .collect();
    let sheets: Vec<(&str, &str)> = sheets.iter().map(|(field, value)| (field.as_str(), value.as_str())).collect();
    elvia.post(&week, &sheets).await.is(200).says("Las que ya estaban anotadas no se repitieron");
    assert_eq!((told(&town, XIMENA).await, told(&town, LUIS).await), (1, 1));
    // Another day is another one; and so is the day on which it was ready.
    copies(&elvia, &ids(), (XIMENA, MARICRUZ), THE_ARCH, "2026-11-19", "not_yet").await.is(200).says("El acta quedó guardada");
    copies(&elvia, &ids(), (XIMENA, MARICRUZ), THE_ARCH, "2026-11-19", "ready").await.is(200).says("El acta quedó guardada");
    copies(&elvia, &ids(), (XIMENA, MARICRUZ), THE_ARCH, "2026-11-19", "not_yet").await.is(200).says("ya estaba anotada");
    assert_eq!(told(&town, XIMENA).await, 2);
    // Who has nothing to do with the school is not told that it stands there.
    let foreign = ids();
    let (julian, one) = (town.browser_of(JULIAN).await, [("tutorial-1", foreign.0.as_str()), ("id-1", &foreign.1), ("learner-1", &ximena)]);
    julian.post(&week, &one).await.is(404);
    town.is_sound().await;
}

#[actix_web::test]
async fn what_was_learned_alone_and_shown_too_early_is_recorded_once_a_day() {
    let town = Town::new().await;
    let (elvia, luis) = (town.browser_of(ELVIA).await, LUIS.to_string());
    for _ in 0..2 {
        let id = fresh::<Demonstration>().to_string();
        let fields = [record(&id, "2026-11-18", &luis).as_slice(), &[("path", "self_study"), ("topic", THE_ARCH)]].concat();
        elvia.post(&format!("/people/{MATEO}/demonstration"), &fields).await.is(200);
    }
    assert_eq!(told(&town, MATEO).await, 1);
}

#[actix_web::test]
async fn two_who_write_down_one_not_yet_write_one_and_a_second_try_is_planned_first() {
    let town = Town::new().await;
    let tutorial = agreed(&town).await;
    let (elvia, luis) = (town.browser_of(ELVIA).await, LUIS.to_string());
    let (hers, his, second) =
        (fresh::<Demonstration>().to_string(), fresh::<Demonstration>().to_string(), fresh::<Demonstration>().to_string());
    let way = format!("/tutorials/{tutorial}/record");
    town.browser_of(MARICRUZ).await.post(&way, &record(&hers, TODAY, &luis)).await.is(200).says("El acta quedó guardada");
    elvia.post(&way, &record(&his, TODAY, &luis)).await.is(200).says("ya estaba anotada").says(WHAT_IS_MISSING);
    // A program, with a key of its own.
    let program = Program::of(&town, ELVIA, ALL).await;
    let body = json!({"day": TODAY, "outcome": "not_yet", "present": [LUIS], "reason": "Otra vez."});
    assert_eq!(program.post(&way, body.clone()).await.is(201).text("/id"), hers);
    Program::of(&town, JULIAN, ALL).await.post(&way, body.clone()).await.is(404);
    assert_eq!(told(&town, XIMENA).await, 1);
    // They try again in the afternoon: who says so before has two.
    let plan = [("id", second.as_str()), ("day", TODAY), ("place", "En la cancha")];
    elvia.post(&format!("/tutorials/{tutorial}/demonstration"), &plan).await.is(200);
    assert_eq!(program.post(&way, body.clone()).await.is(201).text("/id"), second);
    assert_eq!(told(&town, XIMENA).await, 2);
    assert_ne!(program.post(&way, body).await.is(201).text("/id"), "");
    assert_eq!(told(&town, XIMENA).await, 2);
    town.is_sound().await;
}

#[actix_web::test]
async fn whoever_was_not_yet_ready_was_not_ready_before() {
    let town = Town::new().await;
    let tutorial = agreed(&town).await;
    town.pass_days(10);
    let (elvia, luis) = (town.browser_of(ELVIA).await, LUIS.to_string());
    let (tried, shown) = (fresh::<Demonstration>().to_string(), fresh::<Demonstration>().to_string());
    let way = format!("/tutorials/{tutorial}/record");
    elvia.post(&way, &record(&tried, "2026-12-01", &luis)).await.is(200);
    let ready = |on: &'static str| [("id", shown.as_str()), ("day", on), ("outcome", "ready"), ("present", &*luis), ("reason", "")];
    let page = elvia.post(&way, &ready("2026-11-28")).await.is(422).says("Ya hay algo escrito de un día posterior a ese.");
    assert_eq!(page.field("day").as_deref(), Some("2026-11-28"));
    elvia.post(&way, &ready("2026-12-02")).await.is(200);
    town.is_sound().await;
}
