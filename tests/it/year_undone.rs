//! A turn of the school year that was a mistake: what closed with it is offered again as it was, and what somebody had closed herself stays closed.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::{OfferState, Via};
use relevo::store::Error;
use relevo::store::queries::masteries;

use super::support::town::*;

/// Maricruz masters one more topic, and offers it.
async fn offers(town: &Town, topic: TopicId) -> (MasteryId, OfferId) {
    let (mastery, offer) = (fresh(), fresh());
    town.under(move |tx| {
        tx.record(MasteryGranted {
            mastery,
            person: MARICRUZ,
            topic,
            school: AGUA_ZARCA,
            via: Via::Founding,
            day: day("2026-10-01"),
            parent: None,
            generation: 1,
            demonstration: None,
            voucher: Some(ELVIA),
        })?;
        tx.record(MasteryVouched { mastery, person: MARICRUZ, voucher: ELVIA, reason: "Lo enseñó en la plaza.".to_owned() })?;
        tx.record(OfferOpened { offer, mastery, person: MARICRUZ, topic, school: AGUA_ZARCA, capacity: 2, day: day("2026-10-01") })?;
        Ok(())
    })
    .await;
    (mastery, offer)
}

async fn state(town: &Town, offer: OfferId) -> (OfferState, i32) {
    let row = town.db.read::<_, Error, _>(move |conn| masteries::offer(conn, offer)).await.expect("read").expect("an offer");
    (row.state, row.capacity)
}

#[actix_web::test]
async fn undoing_a_turn_opens_what_it_closed_and_nothing_else() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let (maricruz, mateo) = (town.browser_of(MARICRUZ).await, town.browser_of(MATEO).await);
    let (_, paused) = offers(&town, MOON).await;
    let (pi, by_hand) = offers(&town, PI).await;
    maricruz.post(&format!("/offers/{paused}"), &[("capacity", "3"), ("state", "paused")]).await.is(200);
    maricruz.post(&format!("/offers/{by_hand}"), &[("capacity", "2"), ("state", "withdrawn")]).await.is(200);
    assert_eq!(state(&town, paused).await, (OfferState::Paused, 3));
    assert_eq!(state(&town, by_hand).await.0, OfferState::Withdrawn);
    let catalog = format!("/nodes/{AGUA_ZARCA}/catalog");
    mateo.get(&catalog).await.is(200).says("arco de piedra");

    let path = format!("/nodes/{AGUA_ZARCA}/year");
    let year = fresh::<SchoolYear>().to_string();
    elvia.get(&path).await.is(200).hides("con el cambio se abre");
    elvia.post(&path, &[("id", &year), ("last", "3")]).await.is(200);
    for offer in [MARICRUZ_OFFERS_ARCH, paused, by_hand] {
        assert_eq!(state(&town, offer).await.0, OfferState::Withdrawn);
    }
    mateo.get(&catalog).await.is(200).hides("arco de piedra");

    // Said before it is done; not to who is no steward of this school.
    elvia.get(&path).await.is(200).says("2 ofertas que se cerraron con el cambio se abren otra vez");
    let undo = format!("{path}/{year}/withdrawal");
    for person in [BERTA, JULIAN, TOMASA] {
        let other = town.browser_of(person).await;
        other.get(&path).await.is(404);
        other.post(&undo, &[]).await.is(404);
    }
    assert_eq!(state(&town, MARICRUZ_OFFERS_ARCH).await.0, OfferState::Withdrawn);
    for _ in 0..2 {
        elvia.post(&undo, &[]).await.is(200);
        assert_eq!(state(&town, MARICRUZ_OFFERS_ARCH).await.0, OfferState::Open);
        assert_eq!(state(&town, paused).await, (OfferState::Paused, 3), "as it was, and with its places");
        assert_eq!(state(&town, by_hand).await.0, OfferState::Withdrawn, "she had closed it herself");
    }
    mateo.get(&catalog).await.is(200).says("arco de piedra");
    // What she closed she opens anew, and what opened again she closes: for good.
    let (maricruz, anew) = (town.browser_of(MARICRUZ).await, fresh::<Offer>().to_string());
    maricruz.post(&format!("/masteries/{pi}/offer"), &[("id", &anew), ("capacity", "1")]).await.is(200);
    maricruz.post(&format!("/offers/{MARICRUZ_OFFERS_ARCH}"), &[("capacity", "1"), ("state", "withdrawn")]).await.is(200);

    // Turned again, and taken back again: only what this turn closed.
    let again = fresh::<SchoolYear>().to_string();
    elvia.post(&path, &[("id", &again), ("last", "3")]).await.is(200);
    elvia.get(&path).await.is(200).says("2 ofertas que se cerraron");
    elvia.post(&format!("{path}/{again}/withdrawal"), &[]).await.is(200);
    assert_eq!(state(&town, MARICRUZ_OFFERS_ARCH).await.0, OfferState::Withdrawn);
    assert_eq!(state(&town, paused).await.0, OfferState::Paused);
    town.is_sound().await;
}

#[actix_web::test]
async fn what_no_longer_counts_stays_closed_when_a_turn_is_undone() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let (pi, of_pi) = offers(&town, PI).await;
    let (_, of_moon) = offers(&town, MOON).await;
    let path = format!("/nodes/{AGUA_ZARCA}/year");
    let year = fresh::<SchoolYear>().to_string();
    elvia.post(&path, &[("id", &year), ("last", "3")]).await.is(200);
    // Meanwhile one mastery is found to be a mistake, and one topic goes out of the fund.
    town.under(move |tx| {
        tx.record(MasteryWithdrawn { mastery: pi, day: day(TODAY) })?;
        tx.record(TopicWithdrawn { topic: MOON, day: day(TODAY) })?;
        Ok(())
    })
    .await;
    elvia.get(&path).await.is(200).says("Una oferta que se cerró con el cambio se abre otra vez");
    elvia.post(&format!("{path}/{year}/withdrawal"), &[]).await.is(200);
    assert_eq!(state(&town, of_pi).await.0, OfferState::Withdrawn);
    assert_eq!(state(&town, of_moon).await.0, OfferState::Withdrawn);
    assert_eq!(state(&town, MARICRUZ_OFFERS_ARCH).await.0, OfferState::Open);
    town.is_sound().await;
}
