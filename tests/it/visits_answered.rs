//! What a visit lets two do lasts as long as somebody answers for it, goes along when its day is set right, and is no way to write to a child.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::queries::{demonstrations, visits};

use super::support::town::*;
use super::visits_corrected::{on_a_visit, row, visit};

/// Plans to show what was learned in a tutorial, on a day.
async fn plans(town: &Town, by: PersonId, tutorial: TutorialId, on: &str) -> u16 {
    let id = fresh::<Demonstration>().to_string();
    let plan = [("id", id.as_str()), ("day", on), ("place", "El patio")];
    town.browser_of(by).await.post(&format!("/tutorials/{tutorial}/demonstration"), &plan).await.status
}

async fn sets_right(town: &Town, visit: VisitId, on: &str, visitor: PersonId, responsible: PersonId) -> Page {
    let fields = [("day", on), ("visitors", &*visitor.to_string()), ("responsible", &*responsible.to_string())];
    town.browser_of(ELVIA).await.post(&format!("/visits/{visit}/edit"), &fields).await
}

#[actix_web::test]
async fn a_visit_for_which_nobody_answers_any_more_brings_nobody_together() {
    let town = Town::new().await;
    let visit = visit(&town, "2026-11-25", CELIA).await;
    let tutorial = on_a_visit(&town, visit).await;
    let elvia = town.browser_of(ELVIA).await;
    elvia.post(&format!("/people/{BERTA}/departure"), &[("node", &*AGUA_ZARCA.to_string())]).await.is(200);
    let list = format!("/nodes/{AGUA_ZARCA}/visits");
    elvia.get(&list).await.is(200).says("Nadie responde ya por esta visita").hides("Responde por la visita: Maestra Berta");
    elvia.get(&format!("/nodes/{AGUA_ZARCA}/board")).await.is(200).says("falta quien responda por ella");
    assert_eq!(plans(&town, CELIA, tutorial, "2026-11-25").await, 422);
    town.pass_days(2);
    let celia = town.browser_of(CELIA).await;
    let rehearsal = format!("/tutorials/{tutorial}/rehearsal");
    celia.post(&rehearsal, &[("day", "2026-11-25")]).await.is(422);
    let note = [("id", &*fresh::<Note>().to_string()), ("text", "Va muy bien.")];
    celia.post(&format!("/tutorials/{tutorial}/notes"), &note).await.is(422);

    // Once somebody answers, the visit is one again.
    sets_right(&town, visit, "2026-11-25", CELIA, ELVIA).await.is(200);
    town.browser_of(ELVIA).await.get(&list).await.is(200).says("Responde por la visita: Maestra Elvia").hides("Nadie responde ya");
    celia.post(&rehearsal, &[("day", "2026-11-25")]).await.is(200);
    town.is_sound().await;
}

#[actix_web::test]
async fn a_plan_goes_along_with_the_visit_on_whose_day_it_was_made() {
    let town = Town::new().await;
    let visit = visit(&town, "2026-11-25", CELIA).await;
    let tutorial = on_a_visit(&town, visit).await;
    assert_eq!(plans(&town, CELIA, tutorial, "2026-11-25").await, 200);
    sets_right(&town, visit, "2026-11-27", CELIA, BERTA).await.is(200);
    let planned = async || town.under(move |tx| demonstrations::planned(tx, tutorial)).await.map(|plan| (plan.day, plan.place));
    assert_eq!(planned().await, Some((day("2026-11-27"), Some("El patio".to_owned()))));
    assert_eq!(plans(&town, CELIA, tutorial, "2026-11-25").await, 422);
    // What the school plans for another day is the school's, and stays.
    assert_eq!(plans(&town, BERTA, tutorial, "2026-11-30").await, 200);
    sets_right(&town, visit, "2026-11-26", CELIA, BERTA).await.is(200);
    assert_eq!(planned().await.map(|(day, _)| day), Some(day("2026-11-30")));
    town.is_sound().await;
}

#[actix_web::test]
async fn a_stop_is_no_letter_to_a_child() {
    let town = Town::new().await;
    let visit = visit(&town, "2026-11-25", CELIA).await;
    let tutorial = on_a_visit(&town, visit).await;
    let stop = format!("/tutorials/{tutorial}/stop");
    // Before they have met, and when the school has given the visit up, she says that it stops and writes nothing.
    let letter = "Nos vemos el sábado en la plaza.";
    let celia = town.browser_of(CELIA).await;
    let page = celia.post(&stop, &[("reason", letter)]).await.is(422);
    page.says("se deja el día de la visita");
    town.browser_of(BERTA).await.post(&format!("/visits/{visit}/end"), &[]).await.is(200);
    assert_eq!(row(&town, tutorial).await.state, TutorialState::Stopped);
    celia.post(&stop, &[("reason", letter)]).await.is(422);
    town.browser_of(XIMENA).await.get(&format!("/tutorials/{tutorial}")).await.is(200).hides("plaza");
    // The school's own teacher, and the child, say why whenever it is.
    town.browser_of(BERTA).await.post(&stop, &[("reason", "No pudo venir.")]).await.is(200);
    town.browser_of(XIMENA).await.post(&stop, &[("reason", "Ya no hubo visita.")]).await.is(200).says("Ya no hubo visita.");
    celia.post(&stop, &[("reason", "")]).await.is(200);
}

#[actix_web::test]
async fn on_the_day_of_the_visit_a_guest_may_say_why_it_stops() {
    let town = Town::new().await;
    let visit = visit(&town, "2026-11-25", CELIA).await;
    let tutorial = on_a_visit(&town, visit).await;
    let stop = format!("/tutorials/{tutorial}/stop");
    town.pass_days(2);
    town.browser_of(CELIA).await.post(&stop, &[("reason", "Lo retomamos cuando vuelva.")]).await.is(200);
    town.pass_days(60);
    town.browser_of(CELIA).await.post(&stop, &[("reason", "Escríbeme cuando quieras.")]).await.is(422);
    town.browser_of(XIMENA).await.get(&format!("/tutorials/{tutorial}")).await.is(200).hides("Escríbeme").says("Lo retomamos");
}

#[actix_web::test]
async fn a_visit_that_was_given_up_opens_nothing_to_the_school_that_it_would_have_gone_to() {
    let town = Town::new().await;
    let visit = visit(&town, "2026-11-25", JULIAN).await;
    let julian = town.browser_of(JULIAN).await;
    julian.post(&format!("/visits/{visit}/acceptance"), &[]).await;
    let (tutorial, offer, on, me) = (fresh::<Tutorial>(), ELVIA_OFFERS_PI.to_string(), visit.to_string(), JULIAN.to_string());
    let form = [("id", &*tutorial.to_string()), ("learner", &*me), ("offer", &*offer), ("visit", &*on)];
    julian.post("/tutorials", &form).await.is(200);
    let (elvia, berta) = (town.browser_of(ELVIA).await, town.browser_of(BERTA).await);
    elvia.post(&format!("/tutorials/{tutorial}/agreement"), &[]).await.is(200);
    let page = format!("/tutorials/{tutorial}");
    berta.get(&page).await.is(200);
    elvia.post(&format!("/visits/{visit}/end"), &[]).await.is(200);
    let entry = [("id", &*fresh::<Entry>().to_string()), ("text", "Hoy me costó trabajo entenderlo.")];
    julian.post(&format!("{page}/entries"), &entry).await.is(200);
    berta.get(&page).await.is(404);
    berta.post(&format!("{page}/stop"), &[("reason", "")]).await.is(404);
    // Who works with him reads on.
    elvia.get(&page).await.is(200).says("me costó");
}

#[actix_web::test]
async fn a_past_visit_obeys_its_own_day_and_outlives_whoever_was_on_it() {
    let town = Town::new().await;
    let (made, tutorial) = {
        let made = visit(&town, "2026-11-25", CELIA).await;
        let tutorial = on_a_visit(&town, made).await;
        town.pass_days(4);
        (made, tutorial)
    };
    let elvia = town.browser_of(ELVIA).await;
    elvia.post(&format!("/people/{BERTA}/departure"), &[("node", &*AGUA_ZARCA.to_string())]).await.is(200);
    // Who answered for it then is named still; who never taught there is not, and for one that is to come neither is.
    let new = format!("/nodes/{AGUA_ZARCA}/visits/new");
    for (on, responsible, status) in [("2026-11-10", BERTA, 200), ("2026-11-10", JULIAN, 422), ("2026-12-10", BERTA, 422)] {
        let (id, celia, responsible) = (fresh::<Visit>().to_string(), CELIA.to_string(), responsible.to_string());
        let fields = [("id", id.as_str()), ("day", on), ("visitors", &celia), ("responsible", &responsible)];
        elvia.post(&new, &fields).await.is(status);
    }
    // What began on a visit that was made does not go to one that is to come: nobody has said that they come then.
    let ahead = sets_right(&town, made, "2026-12-02", CELIA, ELVIA).await.is(422);
    ahead.says("Esa visita ya se hizo");
    // Once its guest is forgotten it can be set right all the same.
    town.browser_of(TOMASA).await.post(&format!("/people/{CELIA}/erasure"), &[("confirm", "yes")]).await;
    town.under(|tx| tx.record(PersonErased { person: CELIA }).map(drop)).await;
    sets_right(&town, made, "2026-11-26", TOMASA, ELVIA).await.is(200);
    let kept = town.under(move |tx| visits::by_id(tx, made)).await.expect("a visit");
    assert_eq!((kept.day, row(&town, tutorial).await.visit), (day("2026-11-26"), Some(made)));
    town.is_sound().await;
}

#[actix_web::test]
async fn a_guest_promotes_nobody_weeks_after_her_visit() {
    let town = Town::new().await;
    let visit = visit(&town, "2026-11-25", CELIA).await;
    let tutorial = on_a_visit(&town, visit).await;
    town.pass_days(2);
    let celia = town.browser_of(CELIA).await;
    let held = fresh::<Demonstration>().to_string();
    let record =
        |outcome, reason| [("id", held.as_str()), ("day", "2026-11-25"), ("outcome", outcome), ("families", "3"), ("reason", reason)];
    celia.post(&format!("/tutorials/{tutorial}/record"), &record("not_yet", "Le falta.")).await.is(200);
    town.pass_days(60);
    let edit = format!("/demonstrations/{held}/edit");
    town.browser_of(CELIA).await.post(&edit, &record("ready", "")).await.is(422);
    let masters = async || town.under(|tx| relevo::store::queries::masteries::live(tx, XIMENA, MOON)).await.is_some();
    assert!(!masters().await);
    // The school, which saw it, may still set it right.
    town.browser_of(ELVIA).await.post(&edit, &record("ready", "")).await.is(200);
    assert!(masters().await);
    town.is_sound().await;
}
