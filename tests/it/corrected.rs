//! Records and masteries that were wrong are set right, whatever happened around them: a record whose visit has been withdrawn since; the day of
//! a first mastery.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::queries::masteries;

use super::practice::{copies, ids};
use super::support::town::*;

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
