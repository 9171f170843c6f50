//! What was noted by mistake is set right: the day on which a tutorial began, a rehearsal, that it was stopped; a record whose visit has been
//! withdrawn since; the day of a first mastery.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::queries::{masteries, tutorials};
use relevo::store::rows::TutorialRow;

use super::practice::{copies, ids};
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

#[actix_web::test]
async fn a_record_is_set_right_also_after_its_visit_was_withdrawn() {
    let town = Town::new().await;
    let visit: VisitId = fresh();
    town.under(move |tx| {
        let (mastery, person, topic, school, on) = (fresh(), CELIA, MOON, ZONE, day("2026-01-10"));
        let (via, parent, demonstration, voucher) = (Via::Founding, None, None, Some(TOMASA));
        tx.record(MasteryGranted { mastery, person, topic, school, via, day: on, parent, generation: 1, demonstration, voucher })?;
        let (school, visitors) = (AGUA_ZARCA, vec![CELIA]);
        tx.record(VisitAgreed { visit, school, day: day("2026-11-10"), visitors, responsible: BERTA, agreed_by: BERTA }).map(drop)
    })
    .await;
    let (elvia, paper) = (town.browser_of(ELVIA).await, ids());
    copies(&elvia, &paper, (XIMENA, CELIA), &MOON.to_string(), "2026-11-10", "ready").await.is(200);
    town.browser_of(BERTA).await.post(&format!("/visits/{visit}/end"), &[]).await.is(200);
    let path = format!("/demonstrations/{}/edit", paper.1);
    let corrected = async |on: &'static str| elvia.post(&path, &[("day", on), ("outcome", "ready"), ("families", "4")]).await;
    corrected("2026-11-10").await.is(200);
    // That they met was asked when it was written: only a day from before they could have is none.
    corrected("2026-11-09").await.is(422).says("la visita todavía no llegaba");
    corrected("2026-11-11").await.is(200);
    // What is new still asks whether the visit stands.
    copies(&elvia, &ids(), (MATEO, CELIA), &MOON.to_string(), "2026-11-10", "ready").await.is(422);
    town.is_sound().await;
}

#[actix_web::test]
async fn what_came_from_a_mastery_with_a_wrong_day_hangs_under_the_one_that_replaces_it() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    copies(&elvia, &ids(), (XIMENA, MARICRUZ), &ARCH.to_string(), "2026-11-10", "ready").await.is(200);
    copies(&elvia, &ids(), (LUIS, XIMENA), &ARCH.to_string(), "2026-11-12", "ready").await.is(200);
    let of = async |person: PersonId| {
        let row = town.under(move |tx| masteries::live(tx, person, ARCH)).await.expect("she masters it");
        (row.id, row.parent, row.generation)
    };
    let mut last = MARICRUZ_ARCH;
    // A day after Ximena's leaves her where she was; one before takes her, and Luis stays under her.
    for (on, adopts) in [("2026-11-11", false), ("2024-09-02", true)] {
        elvia.post(&format!("/masteries/{last}/withdrawal"), &[]).await.is(200);
        last = fresh();
        let (id, arch) = (last.to_string(), ARCH.to_string());
        let vouch = [("id", id.as_str()), ("topic", &arch), ("reason", "La vi explicarlo."), ("day", on)];
        elvia.post(&format!("/people/{MARICRUZ}/masteries"), &vouch).await.is(200);
        let (ximena, parent, generation) = of(XIMENA).await;
        assert_eq!((parent, generation), (Some(if adopts { last } else { MARICRUZ_ARCH }), 2));
        assert_eq!((of(LUIS).await.1, of(LUIS).await.2), (Some(ximena), 3));
        town.is_sound().await;
    }
}
