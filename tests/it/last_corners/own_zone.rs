//! What the rule on small numbers lets a zone's coach see of its new tutors, she sees: also where most months hide theirs.

use relevo::domain::fact::*;
use relevo::domain::words::*;

use crate::support::town::*;

/// Seven months with one new tutor each, and an October with six.
async fn a_year(town: &Town) {
    town.under(|tx| {
        let (since, school) = (day("2025-08-25"), AGUA_ZARCA);
        let single = ["2025-12-02", "2026-01-13", "2026-02-10", "2026-03-10", "2026-04-14", "2026-05-12", "2026-06-09"];
        for on in single.into_iter().chain(["2026-10-06"; 6]) {
            let (person, mastery, topic) = (fresh(), fresh(), PI);
            let (via, day, parent, generation, demonstration, voucher) = (Via::Demonstration, day(on), Some(ELVIA_PI), 2, None, None);
            tx.record(PersonJoined { person, node: school, position: Position::Student, minor: true, since, voucher })?;
            tx.record(MasteryGranted { mastery, person, topic, school, via, day, parent, generation, demonstration, voucher })?;
        }
        let (tutorial, learner, tutor, topic, on) = (fresh(), XIMENA, MARICRUZ, ARCH, day("2026-11-03"));
        let (offer, visit) = (Some(MARICRUZ_OFFERS_ARCH), None);
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by: learner, day: on, offer, visit })?;
        tx.record(TutorialAgreed { tutorial, day: on, how: Agreement::Here })?;
        Ok(())
    })
    .await;
}

#[actix_web::test]
async fn a_coach_reads_in_the_table_what_may_be_told_of_her_zones_new_tutors() {
    let town = Town::new().await;
    a_year(&town).await;
    let zone = format!("/nodes/{ZONE}");
    for reader in [CELIA, TOMASA] {
        let page = town.browser_of(reader).await.get(&zone).await.is(200);
        let told = page.main();
        assert!(told.contains("Mes Empezaron Tutores nuevos Demostraciones"), "{told}");
        // Six in October; of one alone nothing is told, in whatever month; and in a month without anybody that there was nobody.
        assert!(told.contains("oct 2026 0 6 0") && told.contains("sep 2026 0 0 0"), "{told}");
        assert!(!told.contains("mar 2026 0 1 0") && told.contains("cuando son menos de 5"), "{told}");
    }
    // For everybody else six are too few.
    for other in [town.visitor(), town.browser_of(JULIAN).await, town.browser_of(NADIA).await] {
        let told = other.get(&zone).await.is(200).main();
        assert!(!told.contains("oct 2026 0 6 0") && !told.contains("Tutores nuevos Demostraciones"), "{told}");
    }
}
