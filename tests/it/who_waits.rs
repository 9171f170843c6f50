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

/// Maricruz says yes, and her learner demonstrates the arch: the way to the act.
async fn demonstrates(town: &Town, tutorial: &str) -> String {
    let maricruz = town.browser_of(MARICRUZ).await;
    maricruz.post(&format!("{tutorial}/agreement"), &[]).await.is(200).says("Quedó acordado");
    let page = maricruz.get(&format!("{tutorial}/record")).await.is(200);
    let (id, elvia) = (page.field("id").expect("an id"), ELVIA.to_string());
    let record = [("id", id.as_str()), ("day", TODAY), ("outcome", "ready"), ("present", &elvia), ("shown", "Armó un arco.")];
    maricruz.post(&format!("{tutorial}/record"), &record).await.is(200);
    format!("/demonstrations/{id}")
}

#[actix_web::test]
async fn a_new_tutor_is_told_of_those_who_asked_one_without_a_place() {
    let town = Town::new().await;
    // Three ask Maricruz, who has one place; a fourth wishes at another school.
    let first = asks(&town, XIMENA, MARICRUZ_OFFERS_ARCH).await;
    let (of_luis, _) = (asks(&town, LUIS, MARICRUZ_OFFERS_ARCH).await, asks(&town, MATEO, MARICRUZ_OFFERS_ARCH).await);
    let act = demonstrates(&town, &first).await;
    let (ximena, luis, elvia) = (town.browser_of(XIMENA).await, town.browser_of(LUIS).await, town.browser_of(ELVIA).await);

    // The new tutor is led to them at once, unsigned.
    for page in ["/", &act] {
        let page = ximena.get(page).await.is(200).says("2 personas de tu escuela esperan este tema").hides("Mateo");
        page.hides("Ahora nadie de la escuela espera").hides("lo está esperando");
    }
    ximena.get("/").await.is(200).hides("Luis");
    ximena.get(&format!("/topics/{ARCH}")).await.is(200).says("Esperan 2 personas más, desde hoy");
    // Whoever teaches there is told by name, and of whom they wait.
    let page = elvia.get(&act).await.is(200).says("Invitar a Luis").says("espera la respuesta de Maricruz desde hoy");
    page.says("Invitar a Mateo");
    let board = elvia.get("/").await.is(200).says("2 personas esperan y nadie").hides("Nadie espera");
    let board = board.says("2 personas esperan este tema").says("Falta la respuesta de Maricruz. Otra persona tiene lugar.");
    let choose = format!("/tutorials/new?learner={LUIS}&topic={ARCH}");
    assert!(board.body.contains(&choose.replace('&', "&amp;")) || board.body.contains(&choose), "the way to another tutor");
    let round = elvia.get(&format!("/nodes/{AGUA_ZARCA}/suggestions")).await.is(200).hides("Nadie de este grupo espera");
    let round = round.says("Pidieron y no tienen respuesta").says("Ximena tiene lugar hoy en este tema");
    assert!(round.link("Proponérselo : Luis").is_some() || round.text().contains("Proponérselo"), "{}", round.text());
    elvia.get(&format!("/nodes/{AGUA_ZARCA}/interests")).await.is(200).hides("Aquí nadie espera un tema");

    // Who waits is told who has room, on her home, on the proposal's page and on the topic's.
    let home = luis.get("/").await.is(200).says("Ximena tiene lugar hoy en este tema").hides("Busca uno y di que lo quieres");
    let page = luis.get(&of_luis).await.is(200).says("Ximena tiene lugar hoy en este tema");
    let way = page.link("Pedírselo").expect("a way to ask her");
    assert!(home.body.contains(&way.replace('&', "&amp;")) || home.body.contains(&way));
    let topic = luis.get(&format!("/topics/{ARCH}")).await.is(200).says("Ya hay una propuesta para este tema");
    assert_eq!(topic.count("a.go[href^='/tutorials/new?learner=']"), 1, "Ximena can be asked, and Maricruz is asked already");
    let page = luis.get(&way).await.is(200).says("Acompaña Ximena");
    let (id, offer) = (page.field("id").expect("an id"), page.field("offer").expect("an offer"));
    let asked = luis.post("/tutorials", &[("id", &id), ("offer", &offer), ("learner", &LUIS.to_string())]).await.is(200);
    // From then on it is she who answers: she is not told that he waits for anybody.
    ximena.get("/").await.is(200).says("Luis quiere aprenderlo contigo");
    ximena.get(&act).await.is(200).says("Una persona de tu escuela espera este tema");
    luis.get("/").await.is(200).hides("tiene lugar hoy en este tema");
    ximena.post(&format!("{}/agreement", asked.path), &[]).await.is(200).says("Quedó acordado");
    // What he had asked Maricruz has given way; Mateo waits, whom Maricruz has a place for by now.
    elvia.get("/").await.is(200).says("Mateo con Maricruz: falta la respuesta de Maricruz").hides("Luis con Maricruz: falta");

    // Another school is told of none of it.
    let nadia = town.browser_of(NADIA).await;
    nadia.get(&of_luis).await.is(404);
    nadia.get(&format!("/topics/{ARCH}")).await.is(200).hides("Ximena").hides("Luis");
    let julian = town.browser_of(JULIAN).await;
    julian.get("/").await.is(200).hides("Luis").hides("Mateo");
    julian.get(&format!("/nodes/{AGUA_ZARCA}/suggestions")).await.is(404);
    town.is_sound().await;
}

#[actix_web::test]
async fn whom_a_steward_keeps_apart_is_no_way_out() {
    let town = Town::new().await;
    let first = asks(&town, XIMENA, MARICRUZ_OFFERS_ARCH).await;
    let of_luis = asks(&town, LUIS, MARICRUZ_OFFERS_ARCH).await;
    let act = demonstrates(&town, &first).await;
    town.under(|tx| tx.record(PairBlocked { block: fresh(), school: AGUA_ZARCA, one: XIMENA, other: LUIS, day: day(TODAY) }).map(drop))
        .await;
    town.browser_of(XIMENA).await.get(&act).await.is(200).hides("de tu escuela").says("Ahora nadie de la escuela espera");
    let luis = town.browser_of(LUIS).await;
    for page in ["/".to_owned(), of_luis, format!("/topics/{ARCH}")] {
        luis.get(&page).await.is(200).hides("Ximena");
    }
}

#[actix_web::test]
async fn a_board_does_not_send_for_whom_it_has_proposed() {
    let town = Town::new().await;
    super::tutorials_pages::luis_waits(&town).await;
    let first = asks(&town, XIMENA, MARICRUZ_OFFERS_ARCH).await;
    let act = demonstrates(&town, &first).await;
    let (ximena, luis, elvia) = (town.browser_of(XIMENA).await, town.browser_of(LUIS).await, town.browser_of(ELVIA).await);
    elvia.get("/").await.is(200).says("Una persona espera").says("Alguien espera este tema").says("Buscarle aprendiz");
    let page = elvia.get(&act).await.is(200).says("Invitar a Luis");
    let fields = ["id", "learner", "offer"].map(|name| (name, page.field(name).expect("the form")));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let tutorial = elvia.post("/tutorials", &fields).await.is(200).path;

    // Nobody waits twice over: who is proposed to somebody is sought for no more.
    let board = elvia.get("/").await.is(200).says("Luis con Ximena: faltan las dos respuestas").says("Nadie espera");
    let board = board.hides("Alguien espera este tema").hides("Buscarle aprendiz").says("Ya hay una propuesta con Luis");
    assert!(board.body.matches(&format!("href=\"{tutorial}\"")).count() >= 2, "both lead to the proposal");
    ximena.get(&act).await.is(200).hides("Ahora nadie de la escuela espera").says("Ya propusieron este tema a alguien");
    ximena.get("/").await.is(200).hides("lo espera;").hides("Invitar a alguien");
    elvia.get(&act).await.is(200).hides("Invitar a Luis").says("Ver la propuesta");
    // Both are told who proposed it, and that neither has answered.
    luis.get("/").await.is(200).hides("Ximena puede acompañarte").says("Maestra Elvia propone que lo aprendas con Ximena");
    ximena.get("/").await.is(200).hides("Luis quiere aprenderlo").says("Maestra Elvia propone que lo aprenda contigo Luis");
    luis.reading("en").get("/").await.is(200).says("Maestra Elvia proposes that you learn it with Ximena");
    // Once one has said yes the other alone is missing.
    town.browser_of(LUIS).await.post(&format!("{tutorial}/agreement"), &[]).await.is(200);
    town.browser_of(LUIS).await.get("/").await.is(200).says("Tú ya dijiste que sí. Falta la respuesta de Ximena");
    ximena.get("/").await.is(200).says("Luis quiere aprenderlo contigo");
    town.browser_of(NADIA).await.get(&tutorial).await.is(404);
    town.is_sound().await;
}
