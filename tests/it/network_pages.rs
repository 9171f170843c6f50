//! Suggestions on pages, out of the network in memory: what one program writes, the other suggests at once; why, in words; and never somebody
//! who must not be met, or of another school.

use relevo::domain::fact::{InterestStated, MasteryGranted, OfferOpened, PairBlocked, TopicWithdrawn};
use relevo::domain::id::OfferId;
use relevo::domain::words::Via;

use super::support::town::*;

/// Mateo has been promoted in the topic of the moon, some days ago, and offers it.
async fn promote_mateo(town: &Town, days: u64) -> OfferId {
    let since = day(TODAY) - chrono::Days::new(days);
    let offer: OfferId = fresh();
    town.under(move |tx| {
        let (mastery, person, topic, school) = (fresh(), MATEO, MOON, AGUA_ZARCA);
        let via = Via::Demonstration;
        tx.record(MasteryGranted {
            mastery,
            person,
            topic,
            school,
            via,
            day: since,
            parent: None,
            generation: 1,
            demonstration: None,
            voucher: None,
        })?;
        tx.record(OfferOpened { offer, mastery, person, topic, school, capacity: 1, day: since })?;
        Ok(())
    })
    .await;
    offer
}

async fn what_one_program_writes_the_other_suggests(one: Town) {
    let other = one.another_program();
    let ximena = other.browser_of(XIMENA).await;
    let page = ximena.get("/").await.is(200);
    page.says("¿De dónde viene pi?").says("arco de piedra").hides("la luna");

    promote_mateo(&one, 3).await;
    let page = ximena.get("/").await.is(200);
    page.says("la luna").says("Mateo").says("Acaba de demostrarlo: serías la primera persona a quien acompaña.");

    one.under(|tx| {
        let (interest, since) = (fresh(), day(TODAY) - chrono::Days::new(12));
        tx.record(InterestStated { interest, learner: XIMENA, topic: MOON, school: AGUA_ZARCA, rank: 1, day: since })?;
        Ok(())
    })
    .await;
    let page = ximena.get("/").await.is(200);
    page.says("Es lo primero que pediste. Lo pediste hace 12 días. Acaba de demostrarlo");

    // Kept apart there, never suggested here; the rest stays.
    one.under(|tx| {
        tx.record(PairBlocked { block: fresh(), school: AGUA_ZARCA, one: XIMENA, other: MATEO, day: day(TODAY) })?;
        Ok(())
    })
    .await;
    ximena.get("/").await.is(200).hides("Mateo").says("arco de piedra");
    other.browser_of(LUIS).await.get("/").await.is(200).says("Mateo");
    // Nadia is of the other school: nobody of this one is hers to learn from.
    other.browser_of(NADIA).await.get("/").await.is(200).hides("Mateo").hides("Maricruz").hides("Elvia");
}

#[tokio::test]
async fn two_programs_on_one_file_suggest_the_same() {
    what_one_program_writes_the_other_suggests(Town::new().await).await;
}

#[tokio::test]
async fn two_programs_on_one_server_suggest_the_same() {
    if let Some(town) = Town::on_postgres().await {
        what_one_program_writes_the_other_suggests(town).await;
    }
}

#[tokio::test]
async fn reasons_are_said_in_words_and_what_is_gone_is_not_suggested() {
    let town = Town::new().await;
    promote_mateo(&town, 100).await;
    let ximena = town.browser_of(XIMENA).await;
    let page = ximena.get("/").await.is(200);
    page.says("Serías la primera persona a quien acompaña. Está en tu escuela.").hides("Acaba de demostrarlo");
    let english = town.browser_of(LUIS).await.reading("en");
    english.get("/").await.is(200).says("You would be their first learner. They are at your school.");

    // Mateo sees that somebody waits for what he can give; who, he does not.
    town.under(|tx| {
        let (interest, since) = (fresh(), day(TODAY) - chrono::Days::new(2));
        tx.record(InterestStated { interest, learner: LUIS, topic: MOON, school: AGUA_ZARCA, rank: 1, day: since })?;
        Ok(())
    })
    .await;
    let mateo = town.browser_of(MATEO).await;
    mateo.get("/").await.is(200).says("la luna").says("Una persona de tu escuela espera este tema").hides("Luis");
    let waits = "Espera una persona más, desde hace 2 días. Hoy hay un lugar libre.";
    ximena.get(&format!("/topics/{MOON}")).await.is(200).says(waits);
    // Who waits herself is not counted among the others, and the other school's wishes are its own.
    for elsewhere in [LUIS, NADIA] {
        town.browser_of(elsewhere).await.get(&format!("/topics/{MOON}")).await.is(200).hides("Espera una persona más");
    }

    town.under(|tx| {
        tx.record(TopicWithdrawn { topic: MOON, day: day(TODAY) })?;
        Ok(())
    })
    .await;
    ximena.get("/").await.is(200).hides("Mateo");
}

#[test]
fn the_weights_of_the_score_are_settings() {
    let config = |weights: Option<&str>| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_relevo"));
        command.env_remove("RELEVO_WEIGHTS").arg("config").args(weights.map(|weights| format!("--weights={weights}")));
        let output = command.output().expect("the program runs");
        let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("text")).concat();
        (output.status.success(), said)
    };
    let (fine, said) = config(None);
    assert!(fine && said.contains("weights     rank=400,waited=160,near=130,first-learner=90,load=80,language=50"), "{said}");
    let (fine, said) = config(Some("rank=300,waited=200"));
    assert!(fine && said.contains("weights     rank=300,waited=200,near=130,first-learner=90,load=80,language=50"), "{said}");
    for (weights, why) in [("rank=900", "1410 points together; at most 910"), ("fame=1", "\"fame=1\" is not a part")] {
        let (fine, said) = config(Some(weights));
        assert!(!fine && said.contains(why), "{said}");
    }
}
