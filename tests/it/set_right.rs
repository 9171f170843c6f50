//! What was noted of a tutorial's course by mistake is set right: the day on which it began, a rehearsal, that it was stopped.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::queries::tutorials;
use relevo::store::rows::TutorialRow;

use super::support::town::*;
use super::tutorials_pages::agreed;

async fn row(town: &Town, tutorial: TutorialId) -> TutorialRow {
    town.under(move |tx| tutorials::by_id(tx, tutorial)).await.expect("it is there")
}

#[actix_web::test]
async fn the_day_on_which_it_began_is_set_right_but_not_past_what_happened() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    // From paper, with the year mistaken for the one before.
    let (tutorial, demonstration) = (fresh::<Tutorial>().to_string(), fresh::<Demonstration>().to_string());
    let (luis, maricruz, present) = (LUIS.to_string(), MARICRUZ.to_string(), ELVIA.to_string());
    let sheet = [
        ("tutorial-1", tutorial.as_str()),
        ("id-1", &demonstration),
        ("learner-1", &luis),
        ("topic-1", "¿Por qué no se cae un arco de piedra?"),
        ("tutor-1", &maricruz),
        ("agreed-1", "2025-11-10"),
        ("day-1", "2026-11-20"),
        ("present-1", &present),
        ("outcome-1", "ready"),
    ];
    elvia.post(&format!("/nodes/{AGUA_ZARCA}/paper"), &sheet).await.is(200).says("El acta quedó guardada");
    let (page, way) = (format!("/tutorials/{tutorial}"), format!("/tutorials/{tutorial}/beginning"));
    elvia.get(&page).await.is(200).says("desde el 10 de noviembre de 2025");

    let refused = elvia.post(&way, &[("began", "")]).await.is(422).says("Falta este dato");
    assert_eq!(refused.count("#began-error"), 1);
    let refused = elvia.post(&way, &[("began", "2026-11-21")]).await.is(422).says("Ya hay algo escrito de un día anterior");
    assert_eq!((refused.field("began").as_deref(), refused.count("#began-error")), (Some("2026-11-21"), 1));
    elvia.post(&way, &[("began", "2026-12-24")]).await.is(422).says("Ese día todavía no llega");
    let id: TutorialId = tutorial.parse().expect("an id");
    assert_eq!(row(&town, id).await.agreed, Some(day("2025-11-10")));
    // Neither the two nor another school's teacher decides when it was.
    for (person, status) in [(LUIS, 404), (MARICRUZ, 404), (JULIAN, 404)] {
        town.browser_of(person).await.post(&way, &[("began", "2026-11-10")]).await.is(status);
    }
    elvia.post(&way, &[("began", "2026-11-10")]).await.is(200).says("El día quedó corregido").says("desde el 10 de noviembre");
    let kept = row(&town, id).await;
    assert_eq!((kept.agreed, kept.state, kept.agreement), (Some(day("2026-11-10")), TutorialState::Demonstrated, Some(Agreement::Paper)));
    town.is_sound().await;
}

#[actix_web::test]
async fn a_rehearsal_noted_by_mistake_is_taken_back_and_the_request_stays() {
    let town = Town::new().await;
    let tutorial = agreed(&town).await;
    let (ximena, maricruz, berta) = (town.browser_of(XIMENA).await, town.browser_of(MARICRUZ).await, town.browser_of(BERTA).await);
    let at = |end: &str| format!("/tutorials/{tutorial}/{end}");
    ximena.get(&format!("/tutorials/{tutorial}")).await.is(200).hides("Quitar la petición");
    ximena.post(&at("rehearsal-request"), &[]).await.is(200).says("Quitar la petición de ensayo");
    maricruz.post(&at("rehearsal"), &[("day", "")]).await.is(200).says("Quitar el ensayo anotado");
    town.browser_of(LUIS).await.post(&at("rehearsal/withdrawal"), &[]).await.is(404);
    town.browser_of(JULIAN).await.post(&at("rehearsal/withdrawal"), &[]).await.is(404);
    maricruz.post(&at("rehearsal/withdrawal"), &[]).await.is(200).says("Quedó quitado");
    let kept = row(&town, tutorial).await;
    assert_eq!((kept.rehearsal_asked, kept.rehearsed), (Some(day(TODAY)), None));
    ximena.post(&at("rehearsal/withdrawal"), &[]).await.is(200);
    let kept = row(&town, tutorial).await;
    assert_eq!((kept.rehearsal_asked, kept.rehearsed), (None, None));
    // Once more changes nothing, and what has ended is not touched.
    ximena.post(&at("rehearsal/withdrawal"), &[]).await.is(200);
    berta.post(&at("stop"), &[("reason", "")]).await.is(200);
    berta.post(&at("rehearsal/withdrawal"), &[]).await.is(422);
    town.is_sound().await;
}

#[actix_web::test]
async fn what_was_stopped_by_mistake_goes_on_if_it_still_can() {
    let town = Town::new().await;
    let tutorial = agreed(&town).await;
    let elvia = town.browser_of(ELVIA).await;
    let at = |end: &str| format!("/tutorials/{tutorial}/{end}");
    let page = format!("/tutorials/{tutorial}");
    elvia.post(&at("stop"), &[("reason", "Cambió de grupo.")]).await.is(200).says("Cambió de grupo").says("Se dejó por error: sigue");
    // The two begin anew if they both want to; only who teaches there takes back what was noted.
    for person in [XIMENA, MARICRUZ, JULIAN] {
        town.browser_of(person).await.post(&at("resumption"), &[]).await.is(404);
    }
    town.browser_of(XIMENA).await.get(&page).await.is(200).hides("Se dejó por error");
    elvia.post(&at("resumption"), &[]).await.is(200).says("Sigue como antes").hides("Cambió de grupo");
    let kept = row(&town, tutorial).await;
    assert_eq!((kept.state, kept.ended, kept.stop_reason), (TutorialState::Open, None, None));
    elvia.post(&at("resumption"), &[]).await.is(200);

    // Kept apart since, it does not.
    elvia.post(&at("stop"), &[("reason", "")]).await.is(200);
    town.under(|tx| {
        let (block, one, other) = (fresh(), XIMENA, MARICRUZ);
        tx.record(PairBlocked { block, school: AGUA_ZARCA, one, other, day: day(TODAY) }).map(drop)
    })
    .await;
    elvia.post(&at("resumption"), &[]).await.is(422);
    assert_eq!(row(&town, tutorial).await.state, TutorialState::Stopped);
    town.is_sound().await;
}
