//! Who waits is told the same to everybody whom it concerns: the child who waits, whoever could accompany her, and those who teach there.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;

use super::support::town::*;

/// Somebody of the school asks for an offer, by the form.
async fn asks(town: &Town, learner: PersonId, offer: OfferId) -> String {
    let (id, offer) = (fresh::<Tutorial>().to_string(), offer.to_string());
    let page = town.browser_of(learner).await.post("/tutorials", &[("id", &id), ("offer", &offer)]).await.is(200);
    assert_eq!(page.path, format!("/tutorials/{id}"));
    page.path
}

#[actix_web::test]
async fn nobody_is_asked_for_a_yes_while_the_learner_learns_something_else() {
    let town = Town::new().await;
    let (ximena, maricruz, elvia) = (town.browser_of(XIMENA).await, town.browser_of(MARICRUZ).await, town.browser_of(ELVIA).await);
    let arch = asks(&town, XIMENA, MARICRUZ_OFFERS_ARCH).await;
    let pi = asks(&town, XIMENA, ELVIA_OFFERS_PI).await;
    maricruz.get("/").await.is(200).says("Esperan tu respuesta").says("Ximena quiere aprenderlo contigo");
    elvia.post(&format!("{pi}/agreement"), &[]).await.is(200).says("Quedó acordado");

    // The place is free, and yet no yes can be given: nobody is asked for one.
    let home = maricruz.get("/").await.is(200).hides("Esperan tu respuesta").hides("Falta que digas");
    home.says("Ximena ya aprende otro tema. Cuando termine, pueden empezar este.").hides("Ver y responder");
    let page = maricruz.get(&arch).await.is(200).says("Ximena ya aprende otro tema").hides("Sí, quiero").says("Ahora no");
    assert_eq!(page.count("form[action$='/agreement']"), 0);
    elvia.get(&arch).await.is(200).says("Ximena ya aprende otro tema").hides("Anotar que dijeron que sí");
    let board = elvia.get("/").await.is(200).hides("falta la respuesta de Maricruz");
    board.says("Ximena con Maricruz: Ximena ya aprende otro tema");
    ximena.get("/").await.is(200).says("Ya aprendes otro tema. Cuando termines, puedes empezar este con Maricruz.");
    ximena.get(&arch).await.is(200).says("Retirar la propuesta").hides("Puedes preguntarle en persona");
    maricruz.get(&arch).await.is(200);

    // A form that is sent all the same is told whose the other tutorial is; only she is told to end it.
    let (refused, told) = ("Termina o deja esa", "Quien va a aprender ya aprende otro tema");
    for other in [&maricruz, &elvia] {
        other.post(&format!("{arch}/agreement"), &[]).await.is(422).says(told).hides(refused);
    }
    let (id, offer) = (fresh::<Tutorial>().to_string(), MARICRUZ_OFFERS_ARCH.to_string());
    let moon = town.under(offers_the_moon).await.to_string();
    ximena.post("/tutorials", &[("id", &id), ("offer", &moon)]).await.is(422).says(refused);
    let (id, hers) = (fresh::<Tutorial>().to_string(), XIMENA.to_string());
    elvia.post("/tutorials", &[("id", &id), ("learner", &hers), ("offer", &moon)]).await.is(422).says(told).hides(refused);
    // Another school is told nothing of either.
    town.browser_of(JULIAN).await.get(&arch).await.is(404);
    town.browser_of(NADIA).await.post("/tutorials", &[("id", &id), ("learner", &hers), ("offer", &offer)]).await.is(404);

    // In English it is the same.
    let english = town.browser_of(MARICRUZ).await.reading("en");
    english.get("/").await.is(200).says("Ximena is learning another topic now").hides("Waiting for your answer");
    english.get(&arch).await.is(200).says("Ximena is learning another topic now").hides("Yes, I will");

    // Once it has ended the yes is asked for again, and can be given.
    ximena.post(&format!("{pi}/stop"), &[("reason", "")]).await.is(200);
    maricruz.get("/").await.is(200).says("Esperan tu respuesta").says("Ximena quiere aprenderlo contigo");
    maricruz.post(&format!("{arch}/agreement"), &[]).await.is(200).says("Quedó acordado");
    town.is_sound().await;
}

/// Elvia masters the moon too, and offers one place.
fn offers_the_moon(tx: &mut relevo::store::Tx<'_>) -> Result<OfferId, relevo::store::Error> {
    let (mastery, offer) = (tx.new_id(), tx.new_id());
    let (person, topic, school, day) = (ELVIA, MOON, AGUA_ZARCA, day("2026-01-10"));
    let (via, parent, demonstration, voucher) = (Via::Founding, None, None, Some(BERTA));
    tx.record(MasteryGranted { mastery, person, topic, school, via, day, parent, generation: 1, demonstration, voucher })?;
    tx.record(OfferOpened { offer, mastery, person, topic, school, capacity: 1, day })?;
    Ok(offer)
}

#[actix_web::test]
async fn a_wish_is_found_again_where_nobody_has_room() {
    let town = Town::new().await;
    // All places of the school are taken, or nobody's.
    town.under(|tx| {
        for (offer, capacity) in [(ELVIA_OFFERS_PI, 2), (MARICRUZ_OFFERS_ARCH, 1)] {
            tx.record(OfferChanged { offer, capacity, state: OfferState::Paused, day: day(TODAY) })?;
        }
        Ok(())
    })
    .await;
    let ximena = town.browser_of(XIMENA).await;
    let page = ximena.get("/").await.is(200).says("Elige uno que te llame").says("Busca uno y di que lo quieres");
    assert_eq!(page.link("Lo que pedí aprender").as_deref(), Some("/interests"));
    let form = ximena.get(&format!("/topics/{MOON}")).await.is(200);
    let id = form.field("id").expect("an id");
    ximena.post(&format!("/topics/{MOON}/interest"), &[("id", &id), ("why", "Para saber por qué crece.")]).await.is(200);
    town.pass_days(3);
    let ximena = town.browser_of(XIMENA).await;

    // Her home says that she has said so, for what she waits and since when, and does not ask her to say it.
    let page = ximena.get("/").await.is(200).hides("Busca uno y di que lo quieres").hides("Elige uno que te llame");
    let page = page.says("Esperas «¿Por qué la luna nos enseña siempre la misma cara?» desde hace 3 días");
    assert_eq!(page.link("Lo que pedí aprender").as_deref(), Some("/interests"));
    ximena.get("/interests").await.is(200).says("¿Por qué la luna nos enseña siempre la misma cara?");
    ximena.reading("en").get("/").await.is(200).says("You asked for").says("3 days ago").hides("say that you want it");
    // Who has said nothing is told to, and nobody is told of another's wish.
    for other in [LUIS, NADIA, CELIA] {
        let page = town.browser_of(other).await.get("/").await.is(200).hides("Esperas «").hides("Para saber por qué crece");
        assert_eq!(page.link("Lo que pedí aprender").as_deref(), Some("/interests"));
    }
}
