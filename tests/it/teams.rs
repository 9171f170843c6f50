//! Places above schools, where a team works and no group: their pages speak of what is there, and their parts come to the whole that they tell.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;

use super::support::town::*;

/// Somebody of a place demonstrates pi this month, with Elvia.
async fn demonstrates(town: &Town, learner: PersonId, school: NodeId) {
    town.under(move |tx| {
        let (demonstration, topic, path, day) = (fresh(), MOON, Path::SelfStudy, day("2026-11-10"));
        let (outcome, witnesses, audience, recorded_by) = (Outcome::Ready, vec![BERTA], vec![], TOMASA);
        let (tutorial, tutor) = (None, None);
        tx.record(DemonstrationHeld {
            demonstration,
            learner,
            topic,
            school,
            path,
            day,
            outcome,
            witnesses,
            audience,
            recorded_by,
            tutorial,
            tutor,
        })
        .map(drop)
    })
    .await;
}

#[actix_web::test]
async fn the_demonstrations_of_a_zone_are_those_of_its_schools_and_of_its_own_team() {
    let town = Town::new().await;
    demonstrates(&town, LUIS, AGUA_ZARCA).await;
    demonstrates(&town, CELIA, ZONE).await;
    demonstrates(&town, TOMASA, ZONE).await;
    let zone = format!("/nodes/{ZONE}");
    // Beside a school whose figures are kept back, what the team did would help to tell them.
    town.visitor().get(&zone).await.is(200).hides("del equipo de aquí");
    town.under(|tx| {
        let (person, since) = (fresh(), day("2025-08-25"));
        tx.record(PersonJoined { person, node: LA_NORIA, position: Position::Teacher, minor: false, since, voucher: None }).map(drop)
    })
    .await;
    for browser in [town.visitor(), town.browser_of(TOMASA).await] {
        let page = browser.get(&zone).await.is(200).says("Una demostración este mes");
        page.says("2 demostraciones más de este mes son del equipo de aquí").says("hubo 3 demostraciones públicas");
    }
    // A school has no team but itself, and the state none that demonstrated.
    for node in [AGUA_ZARCA, STATE] {
        town.visitor().get(&format!("/nodes/{node}")).await.is(200).hides("del equipo de aquí");
    }
}

#[actix_web::test]
async fn how_many_schools_there_are_is_said_also_where_one_person_teaches() {
    let town = Town::new().await;
    town.under(|tx| {
        tx.record(PersonPlaced {
            person: JULIAN,
            node: LA_NORIA,
            position: Position::Community,
            minor: false,
            since: day(TODAY),
            voucher: None,
        })?;
        tx.record(PersonPlaced {
            person: BERTA,
            node: AGUA_ZARCA,
            position: Position::Family,
            minor: false,
            since: day(TODAY),
            voucher: None,
        })
        .map(drop)
    })
    .await;
    let page = town.visitor().get(&format!("/nodes/{STATE}")).await.is(200).says("Aquí hay 2 escuelas. Donde enseña una sola persona");
    page.says("2 escuelas; sus cifras son solo de su gente");
    town.visitor().reading("en").get(&format!("/nodes/{STATE}")).await.is(200).says("There are 2 schools here.");
}

#[actix_web::test]
async fn a_teams_board_speaks_of_no_group_and_no_classroom() {
    let town = Town::new().await;
    let page = town
        .browser_of(TOMASA)
        .await
        .get(&format!("/nodes/{ZONE}/board"))
        .await
        .is(200)
        .says("Todo el equipo")
        .says("Sugerir para el equipo");
    page.hides("Toda la escuela").hides("mi grupo").hides("salón").hides("grupos").hides("Agrega a tus estudiantes");
    town.browser_of(ELVIA).await.get("/").await.is(200).says("Toda la escuela").says("Sugerir para mi grupo").says("Abrir el salón");
}

#[actix_web::test]
async fn where_nobody_studies_yet_the_first_thing_is_to_add_somebody() {
    let town = Town::new().await;
    let path = format!("/nodes/{AGUA_ZARCA}/people");
    let elvia = town.browser_of(ELVIA).await;
    let first = |page: &Page| page.attribute(".opening .button", "href");
    assert_eq!(first(&elvia.get(&path).await.is(200)), Some(format!("/nodes/{AGUA_ZARCA}/classroom")));
    town.under(|tx| {
        for person in [XIMENA, MATEO, MARICRUZ, LUIS] {
            tx.record(PersonLeft { person, node: AGUA_ZARCA, until: day(TODAY) })?;
        }
        Ok(())
    })
    .await;
    assert_eq!(first(&elvia.get(&path).await.is(200)), Some(format!("/nodes/{AGUA_ZARCA}/people/new")));
}

#[actix_web::test]
async fn a_tutorial_that_was_left_speaks_to_the_learner_only_where_she_reads_it() {
    let town = Town::new().await;
    let tutorial = super::tutorials_pages::agreed(&town).await;
    let ximena = town.browser_of(XIMENA).await;
    let path = format!("/tutorials/{tutorial}");
    ximena.post(&format!("{path}/stop"), &[("reason", "")]).await.is(200);
    ximena.get(&path).await.is(200).says("Lo aprendido se queda contigo, y puedes volver a él").says("Ver los temas");
    for person in [MARICRUZ, BERTA] {
        town.browser_of(person)
            .await
            .get(&path)
            .await
            .is(200)
            .says("Ximena puede volver a él")
            .hides("se queda contigo, y")
            .hides("Ver los temas");
    }
}

#[actix_web::test]
async fn a_pair_for_the_only_one_who_waits_is_said_of_one() {
    let town = Town::new().await;
    super::tutorials_pages::luis_waits(&town).await;
    let elvia = town.browser_of(ELVIA).await;
    let path = format!("/nodes/{AGUA_ZARCA}/suggestions");
    elvia.get(&path).await.is(200).says("Así empezaría la persona que espera, con un tema que eligió.");
    town.under(|tx| {
        let (interest, learner, topic, school, rank) = (fresh(), MATEO, ARCH, AGUA_ZARCA, 1);
        tx.record(InterestStated { interest, learner, topic, school, rank, day: day("2026-11-17") }).map(drop)
    })
    .await;
    elvia.get(&path).await.is(200).says("Así empezaría una de 2 personas que esperan, con un tema que eligió.");
}
