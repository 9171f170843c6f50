//! What a page asks the data does not grow with what there is to show.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;

use super::support::counting;
use super::support::town::*;

const HELD: DemonstrationId = DemonstrationId::from_bytes([7; 16]);

/// Beside the town's own: so many classmates who master the moon and offer it, who wait for the arch, and of whom somebody says something.
async fn with(more: usize) -> Town {
    let town = Town::new().await;
    town.under(move |tx| {
        let (since, school, minor, voucher) = (day("2025-09-01"), AGUA_ZARCA, true, None);
        tx.record(StewardNamed { person: CELIA, node: STATE, since })?;
        for number in 0..more {
            let person = tx.new_id();
            tx.record(PersonJoined { person, node: school, position: Position::Student, minor, since, voucher })?;
            let (name, grade, group) = (format!("Alumna {}", char::from(b'A' + u8::try_from(number).expect("few"))), Some(2), None);
            tx.record(PersonNamed { person, name, grade, group, language: None })?;
            let (mastery, topic, via, demonstration, parent) = (tx.new_id(), MOON, Via::Founding, None, None);
            let voucher = Some(CELIA);
            tx.record(MasteryGranted { mastery, person, topic, school, via, day: since, parent, generation: 1, demonstration, voucher })?;
            let offer = tx.new_id();
            tx.record(OfferOpened { offer, mastery, person, topic, school, capacity: 2, day: since })?;
            let interest = tx.new_id();
            tx.record(InterestStated { interest, learner: person, topic: ARCH, school, rank: 1, day: since })?;
            // Read in the zone, and of the supervisor in the state.
            for about in [None, Some(TOMASA)] {
                let concern = tx.new_id();
                tx.record(ConcernRaised { concern, school, reader: ConcernReader::Above, day: since })?;
                tx.record(ConcernTold { concern, text: "Algo pasa.".to_owned(), people: about.into_iter().collect() })?;
                if let Some(about) = about {
                    tx.record(ConcernNamed { concern, about })?;
                }
            }
            let (visit, visitors, responsible) = (tx.new_id(), vec![CELIA], BERTA);
            tx.record(VisitAgreed { visit, school, day: day("2026-11-25"), visitors, responsible, agreed_by: BERTA })?;
            let (tutorial, learner, tutor, topic, visit) = (tx.new_id(), person, CELIA, ARCH, Some(visit));
            tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by: person, day: since, offer: None, visit })?;
        }
        // Mateo became a tutor of the arch: the first learner may be among those who wait.
        let (learner, topic, path, on) = (MATEO, ARCH, Path::Elsewhere, day("2026-11-20"));
        let (outcome, witnesses, audience, recorded_by) = (Outcome::Ready, vec![BERTA], vec![], ELVIA);
        let (tutorial, tutor, demonstration) = (None, None, HELD);
        tx.record(DemonstrationHeld {
            demonstration,
            learner,
            topic,
            school,
            path,
            day: on,
            outcome,
            witnesses,
            audience,
            recorded_by,
            tutorial,
            tutor,
        })?;
        let (mastery, via, parent, voucher) = (tx.new_id(), Via::Elsewhere, None, None);
        let demonstration = Some(HELD);
        tx.record(MasteryGranted { mastery, person: MATEO, topic, school, via, day: on, parent, generation: 1, demonstration, voucher })?;
        let offer = tx.new_id();
        tx.record(OfferOpened { offer, mastery, person: MATEO, topic, school, capacity: 1, day: on }).map(drop)
    })
    .await;
    town
}

/// How many statements a page takes. Others may write in the meantime, for themselves: the least of a few.
async fn statements(town: &Town, browser: &Browser, path: &str, says: &str) -> usize {
    let mut least = usize::MAX;
    for _ in 0..4 {
        let before = counting::asked(town.db.address());
        browser.get(path).await.is(200).says(says);
        least = least.min(counting::asked(town.db.address()) - before);
    }
    least
}

#[actix_web::test]
async fn a_page_asks_no_more_for_many_than_for_few() {
    counting::begin();
    let mut counts = Vec::new();
    for more in [3, 20] {
        let town = with(more).await;
        let (luis, mateo, elvia, celia) =
            (town.browser_of(LUIS).await, town.browser_of(MATEO).await, town.browser_of(ELVIA).await, town.browser_of(CELIA).await);
        let held = format!("/demonstrations/{HELD}");
        counts.push([
            statements(&town, &luis, &format!("/topics/{MOON}"), "Alumna A").await,
            statements(&town, &luis, "/", "Te puede acompañar").await,
            statements(&town, &mateo, &held, "esperan este tema").await,
            statements(&town, &elvia, &held, "Invitar a Alumna").await,
            statements(&town, &celia, &format!("/nodes/{STATE}/concerns"), "Algo pasa").await,
            statements(&town, &elvia, &format!("/nodes/{AGUA_ZARCA}/visits"), "Celia Montes").await,
            statements(&town, &elvia, &format!("/nodes/{AGUA_ZARCA}/paper"), "Celia Montes").await,
            statements(&town, &elvia, &format!("/nodes/{AGUA_ZARCA}/board"), "Celia Montes").await,
        ]);
    }
    assert!(counts[0].iter().all(|count| *count > 3), "nothing was counted: {counts:?}");
    assert_eq!(counts[0], counts[1], "with a few, and with many");
}
