//! Each demonstration makes a tutor, and her home leads her to a first learner: how many wait whom she may meet, unsigned.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;

use super::support::town::*;
use super::tutorials_pages::luis_waits;

async fn waits(town: &Town, learner: PersonId, school: NodeId, on: &'static str) {
    town.under(move |tx| tx.record(InterestStated { interest: fresh(), learner, topic: ARCH, school, rank: 1, day: day(on) }).map(drop))
        .await;
}

#[actix_web::test]
async fn a_new_tutor_finds_whom_to_invite() {
    let town = Town::new().await;
    // Nadia of the other school waits longest; her name stays there.
    waits(&town, NADIA, LA_NORIA, "2026-09-01").await;
    luis_waits(&town).await;
    waits(&town, MATEO, AGUA_ZARCA, "2026-11-20").await;
    let maricruz = town.browser_of(MARICRUZ).await;
    // A wish is unsigned: she is told how many wait, and her teacher who.
    let home =
        maricruz.get("/").await.is(200).says("Lo que sigue es acompañar a alguien").says("2 personas de tu escuela esperan este tema");
    let home = home.hides("Nadia").hides("Mateo").hides("Luis").hides("No tienes un tema en curso");
    assert_eq!(home.count(".button"), 1);
    let choose = format!("/tutorials/new?offer={MARICRUZ_OFFERS_ARCH}");
    assert_eq!(home.link("Elegir a quién invitar").as_ref(), Some(&choose));
    // Others are not told that anybody waits.
    town.browser_of(XIMENA).await.get("/").await.is(200).hides("esperan este tema");

    // She invites whom she likes; what she waits for then is the answer, and her one place is spoken for.
    let (id, luis) = (fresh::<Tutorial>().to_string(), LUIS.to_string());
    maricruz.get(&choose).await.is(200).says("Luis").hides("lo espera desde").hides("Nadia");
    let invite = [("id", id.as_str()), ("learner", &luis), ("offer", &MARICRUZ_OFFERS_ARCH.to_string())];
    let page = maricruz.post("/tutorials", &invite).await.is(200);
    assert!(page.path.starts_with("/tutorials/"), "{}", page.path);
    maricruz.get("/").await.is(200).says("Falta la respuesta de Luis").hides("Lo que sigue es acompañar");
    town.browser_of(LUIS).await.get("/").await.is(200).says("Maricruz puede acompañarte");
    town.is_sound().await;
}

#[actix_web::test]
async fn whom_safety_keeps_apart_never_comes_up() {
    let town = Town::new().await;
    luis_waits(&town).await;
    town.under(|tx| tx.record(PairBlocked { block: fresh(), school: AGUA_ZARCA, one: MARICRUZ, other: LUIS, day: day(TODAY) }).map(drop))
        .await;
    let home = town.browser_of(MARICRUZ).await.get("/").await.is(200).hides("Luis");
    // Nobody waits whom she may meet: she is told what else she can do.
    let home = home.says("todavía no acompañas a nadie").says("Elegir a quién invitar").says("O elegir un tema para aprender");
    assert_eq!(home.count(".button"), 1);
    // Who is in a tutorial of her own has her next step there; and a paused offer leads nobody anywhere.
    town.under(|tx| {
        tx.record(OfferChanged { offer: MARICRUZ_OFFERS_ARCH, capacity: 1, state: OfferState::Paused, day: day(TODAY) }).map(drop)
    })
    .await;
    town.browser_of(MARICRUZ).await.get("/").await.is(200).says("No tienes un tema en curso").hides("Elegir a quién invitar");
}

#[actix_web::test]
async fn who_is_at_home_in_a_zone_is_told_of_her_zone() {
    let town = Town::new().await;
    town.under(|tx| {
        for (topic, offer, mastery) in [(PI, fresh(), fresh()), (MOON, fresh(), fresh())] {
            let (person, school, on) = (TOMASA, ZONE, day("2026-02-02"));
            let (parent, demonstration, voucher) = (None, None, Some(CELIA));
            tx.record(MasteryGranted {
                mastery,
                person,
                topic,
                school,
                via: Via::Founding,
                day: on,
                parent,
                generation: 1,
                demonstration,
                voucher,
            })?;
            tx.record(OfferOpened { offer, mastery, person, topic, school, capacity: 1, day: on })?;
        }
        Ok(())
    })
    .await;
    let celia = town.browser_of(CELIA).await;
    // Both topics are with Tomasa: her name and the reason are said once.
    let home = celia.get("/").await.is(200).says("Ver todo lo que ofrece mi zona").says("También con Tomasa Ríos").hides("mi escuela");
    assert_eq!(home.text().matches("Serías la primera persona a quien acompaña").count(), 1);
    celia.get("/topics").await.is(200).says("En tu zona se ofrecen 3 temas").says("Se ofrece en mi estado").hides("tu escuela");
    celia.get("/topics?in=zone").await.is(200).says("tu estado").hides("tu zona");
    town.browser_of(ELVIA).await.get("/topics").await.is(200).says("tu escuela").says("Se ofrece en mi zona");
}
