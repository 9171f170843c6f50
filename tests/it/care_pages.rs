//! Visits, by which adults of other places may work with children; and what is wrong, said by anyone.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::queries::visits;

use super::support::town::*;

/// The coach masters the moon, and offers it.
async fn celia_offers_the_moon(town: &Town) -> String {
    let offer: OfferId = fresh();
    town.under(move |tx| {
        let (mastery, person, topic, school, since) = (fresh(), CELIA, MOON, ZONE, day("2026-01-10"));
        tx.record(MasteryGranted {
            mastery,
            person,
            topic,
            school,
            via: Via::Founding,
            day: since,
            parent: None,
            generation: 1,
            demonstration: None,
            voucher: Some(TOMASA),
        })?;
        tx.record(OfferOpened { offer, mastery, person, topic, school, capacity: 2, day: since })?;
        Ok(())
    })
    .await;
    offer.to_string()
}

/// She comes on a day, and Berta answers for it.
async fn visit_of_celia(town: &Town, on: &str) -> (String, String) {
    let berta = town.browser_of(BERTA).await;
    let (id, celia, responsible) = (fresh::<Visit>().to_string(), CELIA.to_string(), BERTA.to_string());
    let visit = [("id", id.as_str()), ("day", on), ("visitors", &celia), ("responsible", &responsible)];
    berta.post(&format!("/nodes/{AGUA_ZARCA}/visits/new"), &visit).await.is(200);
    (id, celia_offers_the_moon(town).await)
}

#[actix_web::test]
async fn a_visit_lets_the_coach_accompany_a_child() {
    let town = Town::new().await;
    let (berta, ximena) = (town.browser_of(BERTA).await, town.browser_of(XIMENA).await);
    let path = format!("/nodes/{AGUA_ZARCA}/visits");
    ximena.get(&format!("{path}/new")).await.is(404);
    let page = berta.get(&format!("{path}/new")).await.is(200).says("Celia Montes").hides("Nadia");
    let (id, celia, berta_id) = (page.field("id").expect("an id"), CELIA.to_string(), BERTA.to_string());
    for (day, says) in [("2029-01-01", "Falta más de un año"), ("", "Falta este dato"), ("ayer", "No es una fecha")] {
        berta
            .post(&format!("{path}/new"), &[("id", &id), ("day", day), ("visitors", &celia), ("responsible", &berta_id)])
            .await
            .is(422)
            .says(says);
    }
    berta
        .post(&format!("{path}/new"), &[("id", &id), ("day", "2026-11-25"), ("responsible", &berta_id)])
        .await
        .is(422)
        .says("Falta este dato");
    let visit = [("id", id.as_str()), ("day", "2026-11-25"), ("visitors", &celia), ("responsible", &berta_id)];
    berta.post(&format!("{path}/new"), &visit).await.is(200).says("Celia Montes").says("Maestra Berta");
    berta.post(&format!("{path}/new"), &visit).await.is(200);
    ximena.get(&path).await.is(200).says("Celia Montes").hides("Quitar esta visita");
    assert_eq!(town.under(|tx| visits::in_school(tx, AGUA_ZARCA, day(TODAY))).await.len(), 1);
    let offer = celia_offers_the_moon(&town).await;
    let tutorial = fresh::<Tutorial>().to_string();
    ximena.post("/tutorials", &[("id", &tutorial), ("offer", &offer)]).await.is(200).says("La propuesta está hecha");

    // Until the day of the visit, Celia knows that somebody asks, and not who; she says yes, and nothing can have happened yet.
    let coach = town.browser_of(CELIA).await;
    coach.get("/").await.is(200).hides("Ximena");
    coach.get(&format!("/tutorials/{tutorial}")).await.is(200).hides("Ximena");
    coach.post(&format!("/tutorials/{tutorial}/agreement"), &[]).await.is(200).says("Quedó acordado").hides("Ximena");
    coach.post(&format!("/tutorials/{tutorial}/rehearsal"), &[("rehearsed", "")]).await.is(422).says("la visita todavía no llegaba");
    let held = |id: &str, day: &str| {
        let fields = [("id", id), ("day", day), ("outcome", "ready"), ("families", "5")];
        fields.map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    let demonstration = fresh::<Demonstration>().to_string();
    let record = format!("/tutorials/{tutorial}/record");
    let send = async |browser: &Browser, day: &str| {
        let fields = held(&demonstration, day);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        browser.post(&record, &fields).await
    };
    for browser in [&coach, &berta] {
        send(browser, TODAY).await.is(422).says("la visita todavía no llegaba");
    }
    berta.get(&path).await.is(200).says("Una relación tutora depende de esta visita");

    // On the day they meet, and she is told with whom. What happens on another day is for the school to write down.
    town.pass_days(2);
    coach.get(&format!("/tutorials/{tutorial}")).await.is(200).says("Ximena");
    town.pass_days(1);
    send(&coach, "2026-11-26").await.is(422).says("Vienes de otro lugar");
    let done = send(&coach, "2026-11-25").await.is(200);
    assert!(done.path.starts_with("/demonstrations/"), "{}", done.path);
    town.is_sound().await;
}

#[actix_web::test]
async fn a_visit_that_is_given_up_takes_along_what_leans_on_it() {
    let town = Town::new().await;
    let (berta, ximena) = (town.browser_of(BERTA).await, town.browser_of(XIMENA).await);
    let (id, offer) = visit_of_celia(&town, "2026-11-25").await;
    let tutorial = fresh::<Tutorial>().to_string();
    ximena.post("/tutorials", &[("id", &tutorial), ("offer", &offer)]).await.is(200).says("La propuesta está hecha");
    berta.post(&format!("/visits/{id}/end"), &[]).await.is(200).says("La visita se quitó");
    let luis = town.browser_of(LUIS).await;
    let other = fresh::<Tutorial>().to_string();
    luis.post("/tutorials", &[("id", &other), ("offer", &offer)]).await.is(422).says("solo pueden trabajar en una visita");
}

#[actix_web::test]
async fn what_is_wrong_can_be_said_without_a_name_and_reaches_whom_it_should() {
    let town = Town::new().await;
    let nobody = town.visitor();
    let page = nobody.get("/concerns/new?page=/about").await.is(200).says("Telesecundaria de La Noria");
    let found = nobody.get("/concerns/new?q=agua&page=/about").await.is(200).hides("La Noria").link("Agua Zarca").expect("the school");
    let page2 = nobody.get(&found).await.is(200).says("Qué pasa").hides("Ximena").hides("Elvia");
    drop(page);
    let (id, school) = (page2.field("id").expect("an id"), AGUA_ZARCA.to_string());
    nobody.post("/concerns/new", &[("id", &id), ("school", &school), ("text", "Algo")]).await.is(422).says("Falta este dato");
    let said = [("id", id.as_str()), ("school", &school), ("text", "La maestra Elvia grita."), ("reader", "above")];
    nobody.post("/concerns/new", &said).await.is(200).says("Gracias por decirlo").says("Zona 1, El Llano");
    nobody.post("/concerns/new", &said).await.is(200).says("Gracias por decirlo");

    let (elvia, tomasa) = (town.browser_of(ELVIA).await, town.browser_of(TOMASA).await);
    elvia.get(&format!("/nodes/{AGUA_ZARCA}/concerns")).await.is(200).hides("grita");
    elvia.get(&format!("/nodes/{ZONE}/concerns")).await.is(404);
    let page = tomasa.get(&format!("/nodes/{ZONE}/concerns")).await.is(200).says("La maestra Elvia grita.").says("Sin firma");
    assert_eq!(page.count("article.entry"), 1);
    tomasa.post(&format!("/concerns/{id}/answer"), &[("node", &ZONE.to_string())]).await.is(200).says("Lo atendió Tomasa");

    // A child says whom it is about; that person does not read it, though she looks after the school. Another who does reads it.
    town.under(|tx| tx.record(StewardNamed { person: BERTA, node: AGUA_ZARCA, since: day(TODAY) })).await;
    let ximena = town.browser_of(XIMENA).await;
    let page = ximena.get("/concerns/new?page=/topics").await.is(200).says("Maestra Elvia");
    let (id, about) = (page.field("id").expect("an id"), ELVIA.to_string());
    let said = [("id", id.as_str()), ("school", &school), ("text", "Me da pena."), ("reader", "school"), ("about", &about)];
    ximena.post("/concerns/new", &said).await.is(200).says("Telesecundaria de Agua Zarca");
    elvia.get(&format!("/nodes/{AGUA_ZARCA}/concerns")).await.is(200).hides("Me da pena");
    town.browser_of(BERTA).await.get(&format!("/nodes/{AGUA_ZARCA}/concerns")).await.is(200).says("Me da pena.");
    let row = town.under(move |tx| visits::concern(tx, id.parse().expect("an id"))).await.expect("kept");
    assert_eq!(row.raised_by, None);
}

/// Says something as somebody, and answers with the concern's id.
async fn say(browser: &Browser, school: NodeId, fields: &[(&str, &str)]) -> String {
    let (id, school) = (fresh::<Concern>().to_string(), school.to_string());
    browser.post("/concerns/new", &[&[("id", id.as_str()), ("school", &school)], fields].concat()).await.is(200).says("Gracias");
    id
}

#[actix_web::test]
async fn what_goes_above_is_read_by_the_nearest_who_is_not_named_and_by_nobody_else() {
    let town = Town::new().await;
    let since = day("2026-09-01");
    // Celia looks after the state, and Tomasa, who looks after the zone, teaches in the school as well.
    town.under(move |tx| {
        tx.record(StewardNamed { person: CELIA, node: STATE, since })?;
        tx.record(PersonJoined { person: TOMASA, node: AGUA_ZARCA, position: Position::Teacher, minor: false, since, voucher: None })
    })
    .await;
    let (ximena, celia, tomasa) = (town.browser_of(XIMENA).await, town.browser_of(CELIA).await, town.browser_of(TOMASA).await);
    let (zone, state) = (format!("/nodes/{ZONE}/concerns"), format!("/nodes/{STATE}/concerns"));
    ximena.get("/concerns/new").await.is(200).says("Zona 1, El Llano").hides("Sierra Clara");

    let near = say(&ximena, AGUA_ZARCA, &[("text", "Hay gritos en el salón."), ("reader", "above")]).await;
    tomasa.get(&zone).await.is(200).says("Hay gritos");
    celia.get(&state).await.is(200).hides("Hay gritos");
    celia.post(&format!("/concerns/{near}/answer"), &[]).await.is(404);

    let (id, about, school) = (fresh::<Concern>().to_string(), TOMASA.to_string(), AGUA_ZARCA.to_string());
    let said = [("id", id.as_str()), ("school", &school), ("text", "La supervisora me asusta."), ("reader", "above"), ("about", &about)];
    ximena.post("/concerns/new", &said).await.is(200).says("Sierra Clara").hides("Zona 1");
    tomasa.get(&zone).await.is(200).hides("me asusta");
    tomasa.post(&format!("/concerns/{id}/answer"), &[]).await.is(404);
    celia.get(&state).await.is(200).says("me asusta");
    celia.get(&zone).await.is(404);

    // Where the zone has nobody any more, what waited there is read one level further up.
    town.under(move |tx| tx.record(StewardEnded { person: TOMASA, node: ZONE, until: day(TODAY) })).await;
    tomasa.get(&zone).await.is(404);
    celia.get(&state).await.is(200).says("Hay gritos");
    celia.post(&format!("/concerns/{near}/answer"), &[("node", &STATE.to_string())]).await.is(200).says("Lo atendió Celia");
}

#[actix_web::test]
async fn a_concern_outlives_the_erasure_of_whoever_stands_in_it() {
    let town = Town::new().await;
    let (elvia, ximena) = (town.browser_of(ELVIA).await, town.browser_of(XIMENA).await);
    let about = BERTA.to_string();
    say(&ximena, AGUA_ZARCA, &[("text", "Berta me jala el pelo."), ("reader", "school"), ("about", &about), ("signed", "yes")]).await;
    say(&ximena, AGUA_ZARCA, &[("text", "No entiendo nada."), ("reader", "school"), ("signed", "yes")]).await;
    let path = format!("/nodes/{AGUA_ZARCA}/concerns");
    elvia.get(&path).await.is(200).says("Berta me jala el pelo.").says("Sobre Maestra Berta").says("Lo dijo Ximena");

    elvia.post(&format!("/people/{BERTA}/erasure"), &[]).await.is(200);
    let page =
        elvia.get(&path).await.is(200).hides("Berta").hides("pelo").says("se borró").says("Lo dijo Ximena").says("No entiendo nada.");
    assert_eq!(page.count("article.entry"), 2, "that something was said stays, to be taken up");

    elvia.post(&format!("/people/{XIMENA}/erasure"), &[]).await.is(200);
    let page = elvia.get(&path).await.is(200).hides("Ximena").hides("No entiendo").says("Sin firma").says("de noviembre de 2026");
    assert_eq!(page.count("article.entry"), 2);
    let left = town.under(move |tx| visits::concerns_at(tx, AGUA_ZARCA, ELVIA, ConcernState::Open, None, 100)).await;
    assert!(left.iter().all(|row| row.text.is_none() && row.about.is_none() && row.raised_by.is_none()), "{left:?}");
}

#[actix_web::test]
async fn concerns_from_one_address_are_bounded_and_read_page_by_page() {
    let town = Town::new().await;
    let nobody = town.visitor();
    for number in 1..=30 {
        say(&nobody, AGUA_ZARCA, &[("text", &format!("Dicho número {number:02}.")), ("reader", "school")]).await;
    }
    let (id, school) = (fresh::<Concern>().to_string(), AGUA_ZARCA.to_string());
    let one_more = [("id", id.as_str()), ("school", &school), ("text", "Otra cosa."), ("reader", "school")];
    let page = nobody.post("/concerns/new", &one_more).await.is(422).says("Hubo muchos intentos. Espera 1 minuto");
    assert_eq!(page.field("text").as_deref(), Some("Otra cosa."), "what was typed is kept");

    let elvia = town.browser_of(ELVIA).await;
    let path = format!("/nodes/{AGUA_ZARCA}/concerns");
    let page = elvia.get(&path).await.is(200);
    assert_eq!(page.count("article.entry"), 20);
    let rest = page.link("Ver los anteriores").expect("the way on");
    let rest = elvia.get(&rest).await.is(200);
    assert_eq!((rest.count("article.entry"), rest.link("Ver los anteriores")), (10, None));
    town.browser_of(JULIAN).await.get(&path).await.is(404);

    town.pass_minutes(1);
    nobody.post("/concerns/new", &one_more).await.is(200).says("Gracias");
}

#[actix_web::test]
async fn before_a_visit_is_removed_it_is_said_what_closes_with_it() {
    let town = Town::new().await;
    let (visit, tutorial): (VisitId, TutorialId) = (fresh(), fresh());
    town.under(move |tx| {
        let (mastery, offer, on) = (fresh(), fresh(), day("2026-01-10"));
        let (via, parent, demonstration, voucher) = (Via::Founding, None, None, Some(TOMASA));
        let (person, topic, school) = (CELIA, MOON, ZONE);
        tx.record(MasteryGranted { mastery, person, topic, school, via, day: on, parent, generation: 1, demonstration, voucher })?;
        tx.record(OfferOpened { offer, mastery, person, topic, school, capacity: 2, day: on })?;
        let (school, visitors) = (AGUA_ZARCA, vec![CELIA]);
        tx.record(VisitAgreed { visit, school, day: day("2026-11-25"), visitors, responsible: BERTA, agreed_by: BERTA })?;
        let (learner, tutor, offer, visit) = (XIMENA, CELIA, Some(offer), Some(visit));
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by: learner, day: on, offer, visit })?;
        tx.record(TutorialAgreed { tutorial, day: on, how: Agreement::Here }).map(drop)
    })
    .await;
    let path = format!("/nodes/{AGUA_ZARCA}/visits");
    let page = town.browser_of(BERTA).await.get(&path).await.is(200).says("Quitar la visita y cerrarla");
    assert_eq!(page.link("Ximena y Celia Montes"), Some(format!("/tutorials/{tutorial}")));
    // Who only comes, or only learns there, is told of no pair.
    for person in [CELIA, LUIS] {
        town.browser_of(person).await.get(&path).await.is(200).hides("Ximena").hides("Quitar");
    }
    // Nobody's secret at the school that agreed to her coming.
    town.browser_of(ELVIA).await.get(&format!("/topics/{MOON}")).await.is(200).says("Celia Montes");
}
