//! Two records that cannot both count: they are kept, the first counts, and whoever teaches there sees them and decides.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;

use super::support::browser::{Options, axe, journey, screenshot};
use super::support::town::*;

/// Another school's program also knew of a mastery of the moon, and of a tutorial on it.
async fn two_places_speak(town: &Town) -> [String; 2] {
    let (first, second): (MasteryId, MasteryId) = (fresh(), fresh());
    let (one, other): (TutorialId, TutorialId) = (fresh(), fresh());
    town.under(move |tx| {
        for (mastery, on) in [(first, "2026-10-01"), (second, "2026-10-02")] {
            let (person, topic, school, via) = (ELVIA, MOON, AGUA_ZARCA, Via::Founding);
            let (parent, demonstration, voucher) = (None, None, Some(BERTA));
            let generation = 1;
            tx.record(MasteryGranted { mastery, person, topic, school, via, day: day(on), parent, generation, demonstration, voucher })?;
        }
        for (tutorial, tutor) in [(one, ELVIA), (other, BERTA)] {
            let (learner, topic, school, offer, visit) = (XIMENA, PI, AGUA_ZARCA, None, None);
            let on = day("2026-11-02");
            tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, offer, visit, proposed_by: learner, day: on })?;
            tx.record(TutorialAgreed { tutorial, day: on, how: Agreement::Aloud })?;
        }
        Ok(())
    })
    .await;
    [second.to_string(), other.to_string()]
}

#[actix_web::test]
async fn what_contradicts_itself_is_seen_by_the_teacher_who_decides() {
    let town = Town::new().await;
    let board = format!("/nodes/{AGUA_ZARCA}/board");
    let berta = town.browser_of(BERTA).await;
    berta.get(&board).await.is(200).hides("Se contradicen");
    let [mastery, tutorial] = two_places_speak(&town).await;

    let withdrawal = format!("/masteries/{mastery}/withdrawal");
    berta
        .get(&board)
        .await
        .is(200)
        .says("Se contradicen")
        .says("Ya hay otro registro")
        .says("no cuenta mientras tanto")
        .says("Retirar este")
        .says("Ver el que cuenta");
    // It counts once: Elvia's catalog names the moon once, and nobody else sees the clash, here or in the next school.
    town.browser_of(XIMENA).await.get(&board).await.is(404);
    town.browser_of(NADIA).await.get(&board).await.is(404);
    town.browser_of(NADIA).await.post(&withdrawal, &[]).await.is(404);
    town.browser_of(XIMENA).await.post(&withdrawal, &[]).await.is(404);
    berta.get(&board).await.says("Retirar este");

    berta.post(&withdrawal, &[]).await.is(200);
    berta.get(&board).await.is(200).hides("Ya hay otro registro").says("no cuenta mientras tanto");
    // The one that counts stops: the other goes on alone.
    let first = town.under(move |tx| relevo::store::queries::tutorials::open_on(tx, XIMENA, PI)).await.expect("one of the two counts");
    assert_ne!(first.id.to_string(), tutorial);
    berta.post(&format!("/tutorials/{}/stop", first.id), &[]).await.is(200);
    berta.get(&board).await.is(200).hides("Se contradicen");
    let now = town.under(move |tx| relevo::store::queries::tutorials::open_on(tx, XIMENA, PI)).await.expect("the other goes on");
    assert_eq!(now.id.to_string(), tutorial);
    town.is_sound().await;
}

#[actix_web::test]
async fn what_contradicts_itself_is_read_on_a_phone_and_at_a_desk() {
    let town = Town::new().await;
    two_places_speak(&town).await;
    let token = town.browser_of(BERTA).await.cookie("relevo").expect("she has signed in");
    for (size, options) in [("360", Options::PHONE), ("1280", Options::DESKTOP)] {
        for language in ["es", "en"] {
            let (url, token) = (town.url.clone(), token.clone());
            journey(options, async move |driver| {
                driver.goto(format!("{url}/healthz")).await?;
                for (name, value) in [("relevo", token.as_str()), ("language", language)] {
                    driver.add_cookie(thirtyfour::Cookie::new(name, value)).await?;
                }
                driver.goto(format!("{url}/nodes/{AGUA_ZARCA}/board")).await?;
                driver.find(thirtyfour::By::Css("form[action$='/withdrawal'] button")).await?;
                screenshot(driver, &format!("board-contested-{language}-{size}")).await;
                let wide = driver.execute("return document.documentElement.scrollWidth", vec![]).await?;
                assert!(wide.json().as_u64() <= Some(u64::from(options.width)), "wider than {size} in {language}");
                let found = axe(driver).await;
                assert!(found.is_empty(), "at {size} in {language}: {}", found.iter().map(ToString::to_string).collect::<String>());
                Ok(())
            })
            .await;
        }
    }
}
