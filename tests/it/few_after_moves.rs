//! A school leaves its zone, and what was hidden stays hidden: of few new tutors nobody above is told how many they were, in the zone that it
//! left, in the one that it came to, nor in the state above both.

use relevo::actions::figures::{self, Reader};
use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::queries::nodes;

use super::support::town::*;

const ZONE_2: NodeId = NodeId::from_bytes([0xF1; 16]);
const EL_SALTO: NodeId = NodeId::from_bytes([0xF2; 16]);
const OLGA: PersonId = PersonId::from_bytes([0xF3; 16]); // looks after the state

/// A second zone with a school; and at Agua Zarca one new tutor in April, one in August, one in September.
async fn two_zones() -> Town {
    let town = Town::new().await;
    town.under(|tx| {
        let since = day("2025-08-25");
        for (node, level, name, parent) in
            [(ZONE_2, Level::Zone, "Zona 2, La Sierra", STATE), (EL_SALTO, Level::School, "Telesecundaria de El Salto", ZONE_2)]
        {
            let (parent, name, cct, shift, time_zone) = (Some(parent), name.to_owned(), None, None, None);
            tx.record(NodeFounded { node, level, name, parent, since, cct, shift, time_zone, latitude: None, longitude: None })?;
        }
        // So that no figures are one person's.
        for node in [EL_SALTO, EL_SALTO, LA_NORIA, LA_NORIA, AGUA_ZARCA] {
            let (person, position) = (fresh(), Position::Teacher);
            tx.record(PersonJoined { person, node, position, minor: false, since, voucher: None })?;
        }
        // And so that there are figures at all.
        let (learner, tutorial, tutor, topic, school, on) = (fresh(), fresh(), NADIA, PI, LA_NORIA, day("2026-11-03"));
        tx.record(PersonJoined { person: learner, node: school, position: Position::Student, minor: true, since, voucher: None })?;
        let (offer, visit) = (None, None);
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by: tutor, day: on, offer, visit })?;
        tx.record(TutorialAgreed { tutorial, day: on, how: Agreement::Here })?;
        tx.record(PersonJoined { person: OLGA, node: STATE, position: Position::Official, minor: false, since, voucher: None })?;
        tx.record(PersonNamed { person: OLGA, name: "Olga Vera".to_owned(), grade: None, group: None, language: None })?;
        tx.record(StewardNamed { person: OLGA, node: STATE, since })?;
        for on in ["2026-04-14", "2026-08-28", "2026-09-17"] {
            let (person, mastery, topic, school) = (fresh(), fresh(), PI, AGUA_ZARCA);
            let (via, day, parent, generation, demonstration, voucher) = (Via::Demonstration, day(on), Some(ELVIA_PI), 2, None, None);
            tx.record(PersonJoined { person, node: school, position: Position::Student, minor: true, since, voucher })?;
            tx.record(MasteryGranted { mastery, person, topic, school, via, day, parent, generation, demonstration, voucher })?;
        }
        Ok(())
    })
    .await;
    town
}

/// The new tutors that a node tells those who accompany it, where there were any, or might have been.
async fn told(town: &Town, node: NodeId) -> Vec<Option<u32>> {
    town.under(move |tx| {
        let row = nodes::by_id(tx, node)?.expect("the node");
        let staff = figures::Staff::of(tx, &row, day(TODAY)).unwrap_or_else(|_| panic!("staff"));
        let told =
            figures::of(tx, Reader { inside: true, own: false }, &row, &staff, day(TODAY)).expect("figures").expect("not one person's");
        assert!(told.new_tutors.is_none_or(|all| all == 0 || all >= 5));
        Ok(told.months.into_iter().map(|month| month.new_tutors).filter(|told| *told != Some(0)).collect())
    })
    .await
}

#[actix_web::test]
async fn what_was_hidden_of_a_school_stays_hidden_when_it_moves() {
    let town = two_zones().await;
    let (olga, tomasa) = (town.browser_of(OLGA).await, town.browser_of(TOMASA).await);
    let door = format!("/nodes/{AGUA_ZARCA}/changes/move");
    let form = [("to", &*ZONE_2.to_string()), ("day", "2026-10-01"), ("confirm", "yes")];
    town.browser_of(JULIAN).await.post(&door, &form).await.is(404);
    for moved in [false, true] {
        if moved {
            olga.post(&door, &form).await.is(200);
        }
        for browser in [&olga, &tomasa] {
            browser.get(&format!("/nodes/{ZONE}")).await.is(200).says("De los tutores nuevos no se dice cuántos hubo cada mes");
        }
        assert_eq!([told(&town, ZONE).await, told(&town, STATE).await], [vec![None; 3], vec![None; 3]], "moved: {moved}");
        assert_eq!(told(&town, ZONE_2).await, []);
    }
    olga.get(&format!("/nodes/{ZONE_2}")).await.is(200);
}
