//! Stories of what those see who are not of a school: no small number of its people, no child's name, no record.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::{Error, Tx};

use super::support::town::*;

/// Somebody of Agua Zarca has demonstrated the arch, which she learned from Maricruz.
fn demonstrated(tx: &mut Tx<'_>, person: PersonId, on: &str) -> Result<(), Error> {
    let (day, via, parent) = (day(on), Via::Demonstration, Some(MARICRUZ_ARCH));
    let (mastery, topic, school) = (fresh(), ARCH, AGUA_ZARCA);
    tx.record(MasteryGranted { mastery, person, topic, school, via, day, parent, generation: 2, demonstration: None, voucher: None })?;
    Ok(())
}

#[actix_web::test]
async fn few_people_are_counted_only_for_their_own_school() {
    let town = Town::new().await;
    let (visitor, nadia, elvia) = (town.visitor(), town.browser_of(NADIA).await, town.browser_of(ELVIA).await);
    town.under(|tx| demonstrated(tx, MATEO, "2026-05-04")).await;
    let (topic, lineage) = (format!("/topics/{ARCH}"), format!("/topics/{ARCH}/lineage"));
    for stranger in [&visitor, &nadia] {
        stranger.get(&topic).await.is(200).says("unas cuantas personas").hides("Lo dominan 2");
        let page = stranger.get(&lineage).await.is(200).says("unas cuantas personas").says("Agua Zarca").hides("2 personas");
        assert_eq!(page.count(".scroll svg"), 0, "a drawing counts too");
    }
    elvia.get(&topic).await.is(200).says("Lo dominan 2 personas");
    let page = elvia.get(&lineage).await.is(200).says("2 personas").says("Mateo");
    assert!(page.count(".scroll svg") > 0);
    // Of the other school's one person nobody else is told a number either.
    elvia.get(&format!("/topics/{PI}/lineage")).await.is(200).says("unas cuantas personas").says("una persona").hides("2 personas");
    visitor.get("/").await.is(200).hides("<figure");

    town.under(|tx| {
        for number in 0..8 {
            let (person, since) = (fresh(), day("2025-08-25"));
            tx.record(PersonJoined { person, node: AGUA_ZARCA, position: Position::Student, minor: true, since, voucher: None })?;
            demonstrated(tx, person, &format!("2026-06-{:02}", number + 1))?;
        }
        Ok(())
    })
    .await;
    for stranger in [&visitor, &nadia] {
        stranger.get(&topic).await.is(200).says("Lo dominan 10 personas").hides("Mateo");
        let page = stranger.get(&lineage).await.is(200).says("10 personas").hides("Mateo");
        assert!(page.count(".scroll svg") > 0);
    }
    // A few of the other school learned it too. Elvia sees that it got there, and not of how many: one knot stands for them all.
    let mut knots = Vec::new();
    for number in 1..=3 {
        town.under(move |tx| {
            let (person, since, day) = (fresh(), day("2025-08-25"), day(&format!("2026-09-{number:02}")));
            tx.record(PersonJoined { person, node: LA_NORIA, position: Position::Student, minor: true, since, voucher: None })?;
            let (mastery, topic, school, via, parent) = (fresh(), ARCH, LA_NORIA, Via::Demonstration, Some(MARICRUZ_ARCH));
            tx.record(MasteryGranted {
                mastery,
                person,
                topic,
                school,
                via,
                day,
                parent,
                generation: 2,
                demonstration: None,
                voucher: None,
            })?;
            Ok(())
        })
        .await;
        let page = elvia.get(&lineage).await.is(200).says("La Noria");
        knots.push((page.count(".scroll svg circle"), page.count(".lineage li")));
    }
    assert_eq!(knots, [knots[0]; 3], "the drawing and its twin count nobody of the other school");
    assert!(knots[0].0 > 20, "her own school is drawn, person by person: {knots:?}");

    visitor.get("/").await.is(200).says("Un hilo verdadero").hides("Mateo");
}

#[actix_web::test]
async fn the_public_home_names_no_school_with_a_lone_teacher() {
    let town = Town::new().await;
    town.under(|tx| {
        for (learner, topic, school, recorded_by) in [(XIMENA, MOON, AGUA_ZARCA, ELVIA), (NADIA, MOON, LA_NORIA, JULIAN)] {
            tx.record(DemonstrationHeld {
                demonstration: fresh(),
                learner,
                topic,
                school,
                path: Path::SelfStudy,
                day: day("2026-11-12"),
                outcome: Outcome::NotYet,
                witnesses: vec![],
                audience: vec![],
                recorded_by,
                tutorial: None,
                tutor: None,
            })?;
        }
        Ok(())
    })
    .await;
    let page = town.visitor().get("/").await.is(200).hides("Agua Zarca").hides("La Noria");
    // Of two schools, naming or counting the one would tell of the other; so would what it was about.
    page.says("Hubo 2 demostraciones públicas.").hides("demostraciones públicas en").hides("Una demostración");
}

#[actix_web::test]
async fn who_is_invited_from_elsewhere_learns_when_and_where_and_not_who() {
    let town = Town::new().await;
    let (tutorial, demonstration): (TutorialId, DemonstrationId) = (fresh(), fresh());
    let on = day("2026-11-20");
    town.under(move |tx| {
        let (learner, tutor, topic, school) = (XIMENA, MARICRUZ, ARCH, AGUA_ZARCA);
        let offer = Some(MARICRUZ_OFFERS_ARCH);
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by: learner, day: on, offer, visit: None })?;
        tx.record(TutorialAgreed { tutorial, day: on, how: Agreement::ALL[0] })?;
        let (day, place, invited) = (day("2026-11-27"), "En la cancha".to_owned(), vec![CELIA, NADIA, LUIS]);
        tx.record(DemonstrationPlanned { demonstration, tutorial, learner, tutor, topic, school, day, place, invited })
    })
    .await;
    let path = format!("/demonstrations/{demonstration}");
    for guest in [CELIA, NADIA] {
        let guest = town.browser_of(guest).await;
        let home = guest.get("/").await.is(200).says("Te invitan a Telesecundaria de Agua Zarca").says("En la cancha");
        home.hides("Ximena").hides("Maricruz");
        guest.get(&path).await.is(200).says("En la cancha").says("arco de piedra").hides("Ximena").hides("Maricruz").hides("Luis");
    }
    let luis = town.browser_of(LUIS).await;
    luis.get("/").await.is(200).says("Te invita Ximena");
    luis.get(&path).await.is(200).says("Ximena");
    town.browser_of(JULIAN).await.get(&path).await.is(404);

    town.under(move |tx| {
        tx.record(DemonstrationHeld {
            demonstration,
            learner: XIMENA,
            topic: ARCH,
            school: AGUA_ZARCA,
            path: Path::Tutorial,
            day: day(TODAY),
            outcome: Outcome::NotYet,
            witnesses: vec![CELIA, LUIS],
            audience: vec![],
            recorded_by: MARICRUZ,
            tutorial: Some(tutorial),
            tutor: Some(MARICRUZ),
        })?;
        let [shown, asked, reason] = ["Dos arcos de cartón", "Si aguanta a un gato", "Le faltó decir por qué"].map(str::to_owned);
        let place = "En la cancha".to_owned();
        tx.record(DemonstrationTold { demonstration, learner: XIMENA, tutor: Some(MARICRUZ), place, shown, asked, reason })
    })
    .await;
    for guest in [CELIA, NADIA] {
        town.browser_of(guest).await.get(&path).await.is(404);
    }
    luis.get(&path).await.is(200).says("Dos arcos de cartón");
}
