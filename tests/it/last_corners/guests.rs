//! A guest of whom a pupil takes care stands on the board of the pupil's school; and a school that has no neighbours is told how somebody can come.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;

use crate::support::town::*;

/// Celia, the zone's coach, comes to Agua Zarca in two days and has asked Maricruz for the arch.
async fn celia_asks(town: &Town) -> TutorialId {
    let tutorial = fresh();
    town.under(move |tx| {
        let (visit, school, visitors) = (fresh(), AGUA_ZARCA, vec![CELIA]);
        tx.record(VisitAgreed { visit, school, day: day("2026-11-25"), visitors, responsible: BERTA, agreed_by: BERTA })?;
        let (learner, tutor, topic, school, on) = (CELIA, MARICRUZ, ARCH, ZONE, day(TODAY));
        let (offer, visit) = (Some(MARICRUZ_OFFERS_ARCH), Some(visit));
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by: learner, day: on, offer, visit })?;
        Ok(())
    })
    .await;
    tutorial
}

#[actix_web::test]
async fn whom_a_pupil_accompanies_on_a_visit_stands_on_the_board_of_her_school() {
    let town = Town::new().await;
    let board = format!("/nodes/{AGUA_ZARCA}/board");
    let (berta, julian) = (town.browser_of(BERTA).await, town.browser_of(JULIAN).await);
    let tutorial = celia_asks(&town).await;
    let path = format!("/tutorials/{tutorial}");

    // It waits for the child's yes.
    let page = berta.get(&board).await.is(200).says("Celia Montes").says("Maricruz").says("arco de piedra");
    assert!(page.attributes("main a", "href").contains(&path), "{}", page.main());
    for (group, stands) in [("3-A", true), ("1-A", false)] {
        let page = berta.get(&format!("{board}?group={group}")).await.is(200);
        assert_eq!(page.attributes("main a", "href").contains(&path), stands, "{group}: the tutor's group");
    }
    // The other school's board knows nothing of it, and this one is not for him.
    julian.get(&format!("/nodes/{LA_NORIA}/board")).await.is(200).hides("Celia Montes").hides("Maricruz");
    julian.get(&board).await.is(404);

    // On the day they work; she rehearses, and her day is set: each time it is said here what comes next.
    town.pass_days(2);
    town.browser_of(MARICRUZ).await.post(&format!("{path}/agreement"), &[]).await.is(200);
    let page = berta.get(&board).await.is(200).says("Celia Montes").says("Maricruz");
    assert!(page.attributes("main a", "href").contains(&path), "{}", page.main());
    berta.post(&format!("{path}/rehearsal"), &[("day", "2026-11-25")]).await.is(200);
    let page = berta.get(&board).await.is(200).says("Celia Montes");
    let next = format!("{path}/demonstration");
    assert!(page.attributes("main a", "href").contains(&next), "{}", page.main());
    berta.get(&next).await.is(200);
    // Her own team's board has it still, without the child's name.
    town.browser_of(TOMASA).await.get(&format!("/nodes/{ZONE}/board")).await.is(200).hides("Maricruz");
    town.is_sound().await;
}

#[actix_web::test]
async fn a_school_without_neighbours_is_told_how_a_coach_can_come() {
    let town = Town::new().await;
    let (school, teacher, pupil) = (NodeId::from_bytes([0xE1; 16]), PersonId::from_bytes([0xE2; 16]), PersonId::from_bytes([0xE3; 16]));
    let offer: OfferId = fresh();
    town.under(move |tx| {
        let since = day("2025-08-25");
        let name = "Secundaria de El Mirador".to_owned();
        let (level, parent, cct, shift, time_zone) = (Level::School, None, None, None, None);
        tx.record(NodeFounded { node: school, level, name, parent, since, cct, shift, time_zone, latitude: None, longitude: None })?;
        for (person, position, minor, name) in
            [(teacher, Position::Teacher, false, "Maestra Inés"), (pupil, Position::Student, true, "Toño")]
        {
            tx.record(PersonJoined { person, node: school, position, minor, since, voucher: None })?;
            let grade = minor.then_some(3);
            let group = minor.then(|| "A".to_owned());
            tx.record(PersonNamed { person, name: name.to_owned(), grade, group, language: None })?;
        }
        tx.record(StewardNamed { person: teacher, node: school, since })?;
        let (mastery, person, topic, via, voucher) = (fresh(), pupil, ARCH, Via::Founding, Some(teacher));
        let (parent, generation, demonstration) = (None, 1, None);
        tx.record(MasteryGranted { mastery, person, topic, school, via, day: since, parent, generation, demonstration, voucher })?;
        tx.record(OfferOpened { offer, mastery, person, topic, school, capacity: 1, day: since })?;
        Ok(())
    })
    .await;
    let ines = town.browser_of(teacher).await;
    let new = format!("/nodes/{school}/visits/new");
    let page = ines.get(&new).await.is(200).says("es por ahora el único lugar").says("anótala en la escuela con su función");
    assert_eq!(page.count("main form"), 0, "no form that could not be sent");
    town.browser_of(teacher).await.reading("en").get(&new).await.is(200).says("is for now the only place");
    let add = page.link("Anotarla en la escuela").expect("a way on");

    // She does so, and the coach learns from the child.
    let id = ines.get(&add).await.is(200).field("id").expect("an id");
    let coach = [("id", id.as_str()), ("name", "Aurora Vela"), ("position", "coach"), ("minor", "no")];
    ines.post(&add, &coach).await.is(200);
    let aurora = town.browser_of(id.parse().expect("hers")).await;
    let (tutorial, who) = (fresh::<Tutorial>().to_string(), offer.to_string());
    aurora.post("/tutorials", &[("id", &tutorial), ("learner", &id), ("offer", &who)]).await.is(200);
    // In a school with a zone above it the page is as it was.
    let page = town.browser_of(BERTA).await.get(&format!("/nodes/{AGUA_ZARCA}/visits/new")).await.is(200).hides("único lugar");
    assert_eq!(page.count("main form"), 2);
}
