//! What was not entered on its day is entered later, with the day that it had; and what was entered wrong is seen, and set right or taken out.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::queries::{demonstrations, interests, tutorials, visits};
use relevo::store::rows::TutorialRow;

use super::practice::{copies, ids};
use super::support::town::*;
use super::tutorials_pages::agreed;

const THE_ARCH: &str = "¿Por qué no se cae un arco de piedra?";
const THE_MOON: &str = "¿Por qué la luna nos enseña siempre la misma cara?";

async fn tutorial(town: &Town, id: TutorialId) -> Option<TutorialRow> {
    town.under(move |tx| tutorials::by_id(tx, id)).await
}

/// A visit of Celia's, for which Berta answers, as Berta writes it down.
async fn visited(berta: &Browser, on: &str) -> (String, Page) {
    let (id, celia, responsible) = (fresh::<Visit>().to_string(), CELIA.to_string(), BERTA.to_string());
    let visit = [("id", id.as_str()), ("day", on), ("visitors", &celia), ("responsible", &responsible)];
    let page = berta.post(&format!("/nodes/{AGUA_ZARCA}/visits/new"), &visit).await.is(200);
    (id, page)
}

#[actix_web::test]
async fn a_visit_whose_day_is_over_is_seen_and_taken_out() {
    let town = Town::new().await;
    let (berta, path) = (town.browser_of(BERTA).await, format!("/nodes/{AGUA_ZARCA}/visits"));
    berta.get(&path).await.is(200).hides("Las que ya pasaron");
    // With the month mistaken; and one that is to come, until it has been.
    let (wrong, page) = visited(&berta, "2026-10-24").await;
    page.says("La visita quedó anotada").says("Las que ya pasaron").says("24 de octubre");
    let (coming, _) = visited(&berta, "2026-11-25").await;
    // How often it stands on the page, and how often among those that are over.
    let stands = |page: &Page, id: &str| (page.count(&format!("#visit-{id}")), page.count(&format!("details #visit-{id}")));
    let page = berta.get(&path).await.is(200);
    assert_eq!((stands(&page, &wrong), stands(&page, &coming)), ((1, 1), (1, 0)));
    town.pass_days(3);
    let page = town.browser_of(BERTA).await.get(&path).await.is(200);
    assert_eq!((stands(&page, &wrong), stands(&page, &coming)), ((1, 1), (1, 1)));
    let order = page.attributes("details li[id]", "id");
    assert_eq!(order, [format!("visit-{coming}"), format!("visit-{wrong}")], "the newest first");

    // Who came sees hers, who is of the school sees all; neither takes one out, and nobody else is told of any.
    town.browser_of(CELIA).await.get(&path).await.is(200).says("24 de octubre").hides("/end");
    town.browser_of(LUIS).await.get(&path).await.is(200).says("24 de octubre").hides("/end");
    town.browser_of(LUIS).await.reading("en").get(&path).await.is(200).says("Those that have been").says("Celia Montes");
    for person in [JULIAN, NADIA, TOMASA] {
        let browser = town.browser_of(person).await;
        browser.get(&path).await.is(404);
        browser.get(&format!("{path}?before={coming}")).await.is(404);
        browser.post(&format!("/visits/{wrong}/end"), &[]).await.is(404);
    }
    let berta = town.browser_of(BERTA).await;
    let page = berta.post(&format!("/visits/{wrong}/end"), &[]).await.is(200).says("La visita se quitó").hides("24 de octubre");
    assert_eq!((stands(&page, &wrong), stands(&page, &coming)), ((0, 0), (1, 1)));
    town.is_sound().await;
}

#[actix_web::test]
async fn visits_that_are_over_are_read_page_by_page_and_for_a_year() {
    let town = Town::new().await;
    town.under(|tx| {
        for back in (1..=23).chain([370]) {
            let on = day(TODAY) - chrono::Days::new(back);
            let (visit, school, visitors) = (fresh(), AGUA_ZARCA, vec![CELIA]);
            tx.record(VisitAgreed { visit, school, day: on, visitors, responsible: BERTA, agreed_by: BERTA })?;
        }
        Ok(())
    })
    .await;
    for person in [BERTA, CELIA] {
        let browser = town.browser_of(person).await;
        let page = browser.get(&format!("/nodes/{AGUA_ZARCA}/visits")).await.is(200).says("22 de noviembre").hides("31 de octubre");
        assert_eq!((page.count("details li[id^=visit]"), page.count("details[open]")), (20, 0));
        let rest = browser.get(&page.link("Ver las anteriores").expect("the way on")).await.is(200).says("31 de octubre").hides("2025");
        assert_eq!((rest.count("details[open] li[id^=visit]"), rest.link("Ver las anteriores")), (3, None));
        assert_eq!(rest.link("Volver a las más recientes"), Some(format!("/nodes/{AGUA_ZARCA}/visits")));
    }
}

#[actix_web::test]
async fn what_was_shown_in_a_visit_stands_when_the_visit_is_taken_out() {
    let town = Town::new().await;
    let (visit, id): (VisitId, TutorialId) = (fresh(), fresh());
    town.under(move |tx| {
        let on = day("2026-11-10");
        let visitors = vec![CELIA];
        tx.record(VisitAgreed { visit, school: AGUA_ZARCA, day: on, visitors, responsible: BERTA, agreed_by: BERTA })?;
        let (tutorial, learner, tutor, topic, school) = (id, XIMENA, CELIA, MOON, AGUA_ZARCA);
        let (proposed_by, offer, visit) = (learner, None, Some(visit));
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by, day: on, offer, visit })?;
        tx.record(TutorialAgreed { tutorial, day: on, how: Agreement::Here }).map(drop)
    })
    .await;
    let berta = town.browser_of(BERTA).await;
    let held = fresh::<Demonstration>().to_string();
    let record =
        [("id", held.as_str()), ("day", "2026-11-10"), ("outcome", "not_yet"), ("families", "3"), ("reason", "Le falta el dibujo.")];
    berta.post(&format!("/tutorials/{id}/record"), &record).await.is(200).says("El acta quedó guardada");
    // What closes with it is said before.
    berta.get(&format!("/nodes/{AGUA_ZARCA}/visits")).await.is(200).says("Una relación tutora depende de esta visita");
    berta.post(&format!("/visits/{visit}/end"), &[]).await.is(200).says("La visita se quitó").hides("depende de esta visita");
    assert_eq!(town.under(move |tx| visits::by_id(tx, visit)).await.map(|row| row.state), Some(VisitState::Withdrawn));
    let kept: DemonstrationId = held.parse().expect("an id");
    let kept = town.under(move |tx| demonstrations::by_id(tx, kept)).await.expect("it stands");
    assert_eq!((kept.state, kept.day), (DemonstrationState::NotYet, day("2026-11-10")));
    assert_eq!(tutorial(&town, id).await.map(|row| row.state), Some(TutorialState::Stopped));
    berta.get(&format!("/demonstrations/{held}")).await.is(200).says("Le falta el dibujo");
    town.is_sound().await;
}

#[actix_web::test]
async fn a_rehearsal_is_noted_with_the_day_that_it_had() {
    let town = Town::new().await;
    let id = agreed(&town).await;
    let (maricruz, ximena, elvia) = (town.browser_of(MARICRUZ).await, town.browser_of(XIMENA).await, town.browser_of(ELVIA).await);
    let (page, way) = (format!("/tutorials/{id}"), format!("/tutorials/{id}/rehearsal"));
    for browser in [&maricruz, &ximena, &elvia] {
        let page = browser.get(&page).await.is(200).says("Fue otro día");
        let bounds = ["min", "max"].map(|bound| page.attribute("#rehearsed", bound));
        assert_eq!((bounds, page.field("rehearsed").as_deref()), ([Some("2026-11-04".to_owned()), Some(TODAY.to_owned())], Some("")));
    }
    town.browser_of(XIMENA).await.reading("en").get(&page).await.is(200).says("It was another day");
    for (on, says) in [("2026-11-03", "anterior al comienzo"), ("2026-12-24", "todavía no llega"), ("ayer", "No es una fecha")] {
        let refused = elvia.post(&way, &[("rehearsed", on)]).await.is(422).says(says);
        // Not at the day of what is copied into the record, which stands on the same page.
        assert_eq!((refused.count("details[open] #rehearsed-error"), refused.count("#day-error")), (1, 0), "{on}");
        assert_eq!(refused.field("rehearsed").as_deref(), Some(on));
    }
    town.browser_of(JULIAN).await.post(&way, &[("rehearsed", "2026-11-18")]).await.is(404);
    assert_eq!(tutorial(&town, id).await.and_then(|row| row.rehearsed), None);
    maricruz.post(&way, &[("rehearsed", "2026-11-18")]).await.is(200).says("18 de noviembre");
    assert_eq!(tutorial(&town, id).await.and_then(|row| row.rehearsed), Some(day("2026-11-18")));
    ximena.post(&format!("{way}/withdrawal"), &[("noted", "held")]).await.is(200);
    ximena.post(&way, &[("rehearsed", "")]).await.is(200);
    assert_eq!(tutorial(&town, id).await.and_then(|row| row.rehearsed), Some(day(TODAY)));
    town.is_sound().await;
}

#[actix_web::test]
async fn what_was_left_is_noted_with_the_day_on_which_it_was() {
    let town = Town::new().await;
    let id = agreed(&town).await;
    let (elvia, path) = (town.browser_of(ELVIA).await, format!("/tutorials/{id}/stop"));
    let page = [("id", fresh::<Entry>().to_string()), ("text", "Juntamos piedras.".to_owned()), ("day", "2026-11-10".to_owned())];
    let page = page.each_ref().map(|(name, value)| (*name, value.as_str()));
    elvia.post(&format!("/tutorials/{id}/entries"), &page).await.is(200);
    elvia.get(&path).await.is(200).says("Qué día se dejó");
    town.browser_of(XIMENA).await.reading("en").get(&path).await.is(200).says("On which day it stopped");
    for (on, says) in [
        ("2026-11-03", "anterior al comienzo"),
        ("2026-11-09", "Ya hay algo escrito de un día posterior"),
        ("2026-12-24", "todavía no llega"),
        ("ayer", "No es una fecha"),
    ] {
        let refused = elvia.post(&path, &[("day", on), ("reason", "Empezó la cosecha.")]).await.is(422).says(says);
        assert_eq!((refused.count("#day-error"), refused.field("day").as_deref()), (1, Some(on)), "{on}");
        assert_eq!(refused.field("reason").as_deref(), Some("Empezó la cosecha."));
    }
    town.browser_of(JULIAN).await.post(&path, &[("day", "2026-11-12")]).await.is(404);
    assert_eq!(tutorial(&town, id).await.map(|row| row.state), Some(TutorialState::Open));
    elvia.post(&path, &[("day", "2026-11-12"), ("reason", "Empezó la cosecha.")]).await.is(200).says("Empezó la cosecha");
    let kept = tutorial(&town, id).await.expect("it is there");
    assert_eq!((kept.state, kept.ended), (TutorialState::Stopped, Some(day("2026-11-12"))));
    // Said again, with nothing new, it has stopped when it did.
    elvia.post(&path, &[("day", ""), ("reason", "")]).await.is(200);
    assert_eq!(tutorial(&town, id).await.and_then(|row| row.ended), Some(day("2026-11-12")));
    town.is_sound().await;
}

#[actix_web::test]
async fn a_wish_said_aloud_waits_from_the_day_on_which_it_was_said() {
    let town = Town::new().await;
    let came: PersonId = fresh();
    town.under(move |tx| {
        let (person, position, minor, voucher) = (came, Position::Student, true, None);
        tx.record(PersonJoined { person, node: LA_NORIA, position, minor, since: day("2026-01-10"), voucher })?;
        tx.record(PersonNamed { person, name: "Abril".to_owned(), grade: Some(2), group: Some("A".to_owned()), language: None })?;
        tx.record(PersonLeft { person, node: LA_NORIA, until: day("2026-11-01") })?;
        tx.record(PersonJoined { person, node: AGUA_ZARCA, position, minor, since: day("2026-11-02"), voucher }).map(drop)
    })
    .await;
    let (elvia, path) = (town.browser_of(ELVIA).await, format!("/topics/{MOON}"));
    let way = format!("{path}/interest");
    elvia.get(&path).await.is(200).says("Qué día lo dijo");
    town.browser_of(ELVIA).await.reading("en").get(&path).await.is(200).says("On which day they said so");
    let (id, abril) = (fresh::<Interest>().to_string(), came.to_string());
    for (on, says) in [
        ("2026-12-24", "todavía no llega"),
        ("2025-11-20", "hace más de un año"),
        ("2026-10-20", "no era de esta escuela"),
        ("ayer", "No es una fecha"),
    ] {
        let refused = elvia.post(&way, &[("id", &id), ("learner", &abril), ("noted", on)]).await.is(422).says(says);
        assert_eq!((refused.count("details[open] #noted-error"), refused.count("#day-error")), (1, 0), "{on}");
        assert_eq!((refused.field("noted").as_deref(), refused.field("learner")), (Some(on), Some(abril.clone())));
    }
    // No other school's teacher, and no classmate.
    for person in [JULIAN, MATEO] {
        let form = [("id", id.as_str()), ("learner", &abril), ("noted", "2026-11-16")];
        town.browser_of(person).await.post(&way, &form).await.is(404);
    }
    for _ in 0..2 {
        elvia.post(&way, &[("id", &id), ("learner", &abril), ("noted", "2026-11-16")]).await.is(200).says("Quedó anotado que lo quiere");
    }
    assert_eq!(town.under(move |tx| interests::open(tx, came, MOON)).await.map(|wish| wish.stated), Some(day("2026-11-16")));

    // She herself waits since she says so: nobody comes before the others by her own word.
    let (luis, id) = (town.browser_of(LUIS).await, fresh::<Interest>().to_string());
    for field in ["day", "noted"] {
        luis.post(&way, &[("id", &id), ("why", "La vi de día."), (field, "2025-12-24")]).await.is(200).says("hoy");
    }
    assert_eq!(town.under(|tx| interests::open(tx, LUIS, MOON)).await.map(|wish| wish.stated), Some(day(TODAY)));
    // Nobody waits for what she has left since.
    let stopped = agreed(&town).await;
    elvia.post(&format!("/tutorials/{stopped}/stop"), &[("day", "2026-11-20")]).await.is(200);
    let (ximena, arch, id) = (XIMENA.to_string(), format!("/topics/{ARCH}/interest"), fresh::<Interest>().to_string());
    elvia.post(&arch, &[("id", &id), ("learner", &ximena), ("noted", "2026-11-19")]).await.is(422).says("de un día posterior");
    elvia.post(&arch, &[("id", &id), ("learner", &ximena), ("noted", "2026-11-21")]).await.is(200);
    town.is_sound().await;
}

/// A sheet of a tutorial that has had no demonstration.
async fn lived(browser: &Browser, id: TutorialId, pair: (PersonId, PersonId), topic: &str, days: (&str, &str), reason: &str) -> Page {
    let (id, learner, tutor) = (id.to_string(), pair.0.to_string(), pair.1.to_string());
    let who = [("id", id.as_str()), ("learner", &learner), ("tutor", &tutor), ("topic", topic)];
    let told = [("began", days.0), ("stopped", days.1), ("reason", reason)];
    browser.post(&format!("/nodes/{AGUA_ZARCA}/paper/tutorials"), &[&who[..], &told].concat()).await
}

#[actix_web::test]
async fn a_tutorial_that_goes_on_comes_in_from_paper_with_its_own_day() {
    let town = Town::new().await;
    let (elvia, way) = (town.browser_of(ELVIA).await, format!("/nodes/{AGUA_ZARCA}/paper/tutorials"));
    // The one place that Maricruz offers is taken.
    agreed(&town).await;
    let link = elvia.get(&format!("/nodes/{AGUA_ZARCA}/paper")).await.is(200).link("Una relación tutora que sigue");
    assert_eq!(link.as_deref(), Some(way.as_str()));
    elvia.get(&way).await.is(200).says("Qué día empezó").hides("Nadia");
    town.browser_of(BERTA).await.reading("en").get(&way).await.is(200).says("On which day it began");
    for person in [LUIS, MARICRUZ, JULIAN, TOMASA] {
        let browser = town.browser_of(person).await;
        browser.get(&way).await.is(404);
        lived(&browser, fresh(), (LUIS, MARICRUZ), THE_ARCH, ("2026-11-10", ""), "").await.is(404);
    }
    let empty = elvia.post(&way, &[("id", &fresh::<Tutorial>().to_string())]).await.is(422);
    for field in ["learner", "topic", "tutor", "began"] {
        assert_eq!(empty.count(&format!("#{field}-error")), 1, "{field}");
    }
    let wish = fresh::<Interest>().to_string();
    let luis = town.browser_of(LUIS).await;
    luis.post(&format!("/topics/{ARCH}/interest"), &[("id", &wish), ("why", "Por el puente.")]).await.is(200);

    let id: TutorialId = fresh();
    for (days, at, says) in [
        (("2026-12-24", ""), "began", "todavía no llega"),
        (("2025-09-30", ""), "began", "todavía no dominaba este tema"),
        (("2026-11-10", "2026-11-09"), "stopped", "anterior al comienzo"),
        (("2026-11-10", "2026-12-24"), "stopped", "todavía no llega"),
        (("2026-11-10", "ayer"), "stopped", "No es una fecha"),
    ] {
        let refused = lived(&elvia, id, (LUIS, MARICRUZ), THE_ARCH, days, "").await.is(422).says(says);
        assert_eq!((refused.count(".error"), refused.count(&format!("#{at}-error"))), (1, 1), "{days:?}: {}", refused.main());
        assert_eq!((refused.field("began").as_deref(), refused.field("learner")), (Some(days.0), Some(LUIS.to_string())));
        assert_eq!((refused.field("topic").as_deref(), refused.field("stopped").as_deref()), (Some(THE_ARCH), Some(days.1)));
    }
    lived(&elvia, id, (LUIS, MARICRUZ), THE_ARCH, ("2026-11-10", ""), "Sin día.").await.is(422).says("Falta este dato");
    lived(&elvia, id, (LUIS, NADIA), THE_ARCH, ("2026-11-10", ""), "").await.is(422);
    lived(&elvia, id, (NADIA, ELVIA), "¿De dónde viene pi?", ("2026-11-10", ""), "").await.is(422);
    assert_eq!(tutorial(&town, id).await, None);
    for _ in 0..2 {
        let page = lived(&elvia, id, (LUIS, MARICRUZ), THE_ARCH, ("2026-11-10", ""), "").await.is(200);
        assert_eq!(page.path, format!("/tutorials/{id}"));
        // The wish that it met was stated after the day on which it began, and tells its why all the same.
        page.says("desde el 10 de noviembre").says("Por el puente.");
    }
    let kept = tutorial(&town, id).await.expect("it is there");
    assert_eq!((kept.state, kept.agreed, kept.proposed_by), (TutorialState::Open, Some(day("2026-11-10")), ELVIA));
    assert_eq!(town.under(|tx| tutorials::of_learner(tx, LUIS, TutorialState::ALL)).await.len(), 1);

    // She is in one: a second that goes on is none, on whichever topic; one that she left before it is.
    lived(&elvia, fresh(), (LUIS, MARICRUZ), THE_ARCH, ("2026-11-12", ""), "").await.is(422).says("Ya hay una relación tutora abierta");
    lived(&elvia, fresh(), (LUIS, ELVIA), "¿De dónde viene pi?", ("2026-11-12", ""), "").await.is(422).says("en curso");
    lived(&elvia, fresh(), (LUIS, ELVIA), "¿De dónde viene pi?", ("2026-09-12", "2026-09-20"), "").await.is(200);
    // What is withdrawn of it later takes nothing else along.
    let held = fresh::<Demonstration>().to_string();
    let record = [("id", held.as_str()), ("day", "2026-11-20"), ("outcome", "ready"), ("families", "3")];
    elvia.post(&format!("/tutorials/{id}/record"), &record).await.is(200);
    elvia.post(&format!("/demonstrations/{held}/withdrawal"), &[]).await.is(200);
    assert_eq!(tutorial(&town, id).await.map(|row| row.state), Some(TutorialState::Open));
    town.is_sound().await;
}

#[actix_web::test]
async fn a_tutorial_that_was_left_comes_in_from_paper_and_touches_nothing_since() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    // Ximena is in it with Maricruz again by now, and Luis wishes for it.
    let now = agreed(&town).await;
    let wish = fresh::<Interest>().to_string();
    town.browser_of(LUIS).await.post(&format!("/topics/{ARCH}/interest"), &[("id", &wish)]).await.is(200);
    let days = ("2026-05-10", "2026-06-20");
    let (hers, his): (TutorialId, TutorialId) = (fresh(), fresh());
    for _ in 0..2 {
        lived(&elvia, hers, (XIMENA, MARICRUZ), THE_ARCH, days, "Vino el fin de cursos.").await.is(200).says("Vino el fin de cursos");
        lived(&elvia, his, (LUIS, MARICRUZ), THE_ARCH, days, "").await.is(200);
    }
    for id in [hers, his] {
        let kept = tutorial(&town, id).await.expect("it is there");
        assert_eq!((kept.state, kept.contested), (TutorialState::Stopped, false));
        assert_eq!((kept.agreed, kept.ended), (Some(day("2026-05-10")), Some(day("2026-06-20"))));
    }
    assert_eq!(tutorial(&town, now).await.map(|row| (row.state, row.contested)), Some((TutorialState::Open, false)));
    assert!(town.under(|tx| interests::open(tx, LUIS, ARCH)).await.is_some(), "he waits for it still");
    // Another one, written on the page that the browser went back to, is another; and the circle alone reads why.
    lived(&elvia, his, (LUIS, MARICRUZ), THE_ARCH, ("2026-02-10", "2026-02-20"), "").await.is(200);
    assert_eq!(town.under(|tx| tutorials::of_learner(tx, LUIS, TutorialState::ALL)).await.len(), 2);
    town.browser_of(MATEO).await.get(&format!("/tutorials/{hers}")).await.is(404);

    // Who has left the school since has left her tutorials too; what is over of hers comes in.
    elvia.post(&format!("/people/{MATEO}/departure"), &[("node", &AGUA_ZARCA.to_string())]).await.is(200);
    let open = lived(&elvia, fresh(), (MATEO, MARICRUZ), THE_ARCH, ("2026-05-10", ""), "").await.is(422).says("ya no está en la escuela");
    assert_eq!(open.count("#learner-error"), 1);
    lived(&elvia, fresh(), (MATEO, MARICRUZ), THE_ARCH, days, "").await.is(200);
    town.is_sound().await;
}

#[actix_web::test]
async fn why_it_was_wished_stays_when_the_beginning_is_set_right() {
    let town = Town::new().await;
    town.under(|tx| {
        let (mastery, person, topic, school) = (fresh(), BERTA, ARCH, AGUA_ZARCA);
        let (via, parent, demonstration, voucher, on) = (Via::Founding, None, None, Some(ELVIA), day("2026-01-10"));
        tx.record(MasteryGranted { mastery, person, topic, school, via, day: on, parent, generation: 1, demonstration, voucher })?;
        tx.record(OfferOpened { offer: fresh(), mastery, person, topic, school, capacity: 2, day: on }).map(drop)
    })
    .await;
    let (ximena, maricruz, elvia) = (town.browser_of(XIMENA).await, town.browser_of(MARICRUZ).await, town.browser_of(ELVIA).await);
    let wishes = async |why: &str| {
        let id = fresh::<Interest>().to_string();
        town.browser_of(XIMENA).await.post(&format!("/topics/{ARCH}/interest"), &[("id", &id), ("why", why)]).await.is(200);
    };
    wishes("Porque el puente de mi abuelo sigue en pie.").await;
    let (id, offer) = (fresh::<Tutorial>().to_string(), MARICRUZ_OFFERS_ARCH.to_string());
    ximena.post("/tutorials", &[("id", &id), ("offer", &offer)]).await.is(200);
    maricruz.post(&format!("/tutorials/{id}/agreement"), &[]).await.is(200);
    let page = format!("/tutorials/{id}");
    for on in ["2026-11-10", TODAY, "2026-11-10"] {
        elvia.post(&format!("{page}/beginning"), &[("began", on)]).await.is(200).says("El día quedó corregido");
        for browser in [&ximena, &maricruz, &elvia] {
            browser.get(&page).await.is(200).says("el puente de mi abuelo");
        }
    }
    // Left, and wished for anew, it is Berta's to know why: neither Maricruz nor the old thread tells it.
    elvia.post(&format!("{page}/stop"), &[("day", "")]).await.is(200);
    town.pass_days(1);
    wishes("Porque con ella no me salió.").await;
    let next: TutorialId = fresh();
    lived(&town.browser_of(ELVIA).await, next, (XIMENA, BERTA), THE_ARCH, ("2026-11-24", ""), "").await.is(200).says("no me salió");
    for person in [XIMENA, MARICRUZ, ELVIA] {
        town.browser_of(person).await.get(&page).await.is(200).says("el puente de mi abuelo").hides("no me salió");
    }
    town.browser_of(BERTA).await.get(&format!("/tutorials/{next}")).await.is(200).says("no me salió");
    town.is_sound().await;
}

#[actix_web::test]
async fn of_two_days_that_do_not_fit_the_one_that_is_wrong_is_told() {
    let town = Town::new().await;
    let (elvia, (tutorial, held)) = (town.browser_of(ELVIA).await, ids());
    let (luis, maricruz) = (LUIS.to_string(), MARICRUZ.to_string());
    let sheet = async |agreed: &str, on: &str| {
        let who = [("tutorial-1", tutorial.as_str()), ("id-1", &held), ("learner-1", &luis), ("tutor-1", &maricruz)];
        let told = [("topic-1", THE_ARCH), ("agreed-1", agreed), ("day-1", on), ("outcome-1", "ready"), ("families-1", "3")];
        elvia.post(&format!("/nodes/{AGUA_ZARCA}/paper"), &[&who[..], &told].concat()).await
    };
    for (agreed, on, at, says) in [
        ("2026-11-12", "2026-11-10", "day", "anterior al comienzo"),
        // Nobody has agreed to anything yet on a day to come.
        ("2026-12-01", "2026-11-10", "agreed", "todavía no llega"),
        // The tutor mastered it since the first of October.
        ("2025-09-20", "2025-10-10", "agreed", "todavía no dominaba este tema"),
        ("2025-09-20", "2025-09-25", "day", "todavía no dominaba este tema"),
    ] {
        let refused = sheet(agreed, on).await.is(422).says(says);
        assert_eq!((refused.count(".error"), refused.count(&format!("#{at}-1-error"))), (1, 1), "{agreed} {on}: {}", refused.main());
        assert_eq!((refused.field("agreed-1").as_deref(), refused.field("day-1").as_deref()), (Some(agreed), Some(on)));
    }
    sheet("2025-10-01", "2025-10-10").await.is(200);
    // Nor is a beginning set right to a day before it.
    let way = format!("/tutorials/{tutorial}/beginning");
    let refused = elvia.post(&way, &[("began", "2025-09-30")]).await.is(422).says("todavía no dominaba este tema");
    assert_eq!((refused.count("#began-error"), refused.field("began").as_deref()), (1, Some("2025-09-30")));
    // Of a tutor whose mastery nobody has written down yet, nothing is known to the contrary.
    copies(&elvia, &ids(), (MATEO, LUIS), THE_MOON, "2025-09-20", "ready").await.is(200);
    town.is_sound().await;
}

#[actix_web::test]
async fn what_goes_on_outlives_a_sheet_that_was_a_mistake() {
    let town = Town::new().await;
    let (elvia, id) = (town.browser_of(ELVIA).await, fresh::<Tutorial>());
    lived(&elvia, id, (LUIS, MARICRUZ), THE_ARCH, ("2026-11-10", ""), "").await.is(200);
    let begun = async || tutorial(&town, id).await.map(|row| (row.state, row.agreed));
    for (on, outcome, kept) in [
        ("2026-11-08", "ready", TutorialState::Demonstrated),
        ("2026-11-07", "not_yet", TutorialState::Open),
        ("2026-11-12", "ready", TutorialState::Demonstrated),
    ] {
        let sheet = ids();
        copies(&elvia, &sheet, (LUIS, MARICRUZ), THE_ARCH, on, outcome).await.is(200);
        assert_eq!(begun().await, Some((kept, Some(day(on).min(day("2026-11-10"))))), "{on}");
        let way = format!("/demonstrations/{}/withdrawal", sheet.1);
        town.browser_of(JULIAN).await.post(&way, &[]).await.is(404);
        // Sent twice, it is withdrawn once.
        for _ in 0..2 {
            elvia.post(&way, &[]).await.is(200);
        }
        assert_eq!(begun().await, Some((TutorialState::Open, Some(day("2026-11-10")))), "{on}");
        town.browser_of(LUIS).await.get(&format!("/tutorials/{id}")).await.is(200).says("desde el 10 de noviembre");
        town.is_sound().await;
    }
    // A page of a day before the one that was said stays within.
    let sheet = ids();
    copies(&elvia, &sheet, (LUIS, MARICRUZ), THE_ARCH, "2026-11-08", "ready").await.is(200);
    let entry = fresh::<Entry>().to_string();
    let page = [("id", entry.as_str()), ("text", "Juntamos piedras."), ("day", "2026-11-08")];
    elvia.post(&format!("/tutorials/{id}/entries"), &page).await.is(200);
    elvia.post(&format!("/demonstrations/{}/withdrawal", sheet.1), &[]).await.is(200);
    assert_eq!(begun().await, Some((TutorialState::Open, Some(day("2026-11-08")))));
    town.is_sound().await;
}

#[actix_web::test]
async fn a_sheet_that_is_set_right_takes_the_beginning_no_further_than_it_was_said() {
    let town = Town::new().await;
    let (elvia, id, sheet) = (town.browser_of(ELVIA).await, fresh::<Tutorial>(), ids());
    lived(&elvia, id, (LUIS, MARICRUZ), THE_ARCH, ("2026-11-10", ""), "").await.is(200);
    copies(&elvia, &sheet, (LUIS, MARICRUZ), THE_ARCH, "2026-11-08", "ready").await.is(200);
    for (on, began) in [("2026-11-07", "2026-11-07"), ("2026-11-09", "2026-11-09"), ("2026-11-20", "2026-11-10")] {
        let right = [("day", on), ("outcome", "ready"), ("families", "3")];
        elvia.post(&format!("/demonstrations/{}/edit", sheet.1), &right).await.is(200);
        assert_eq!(tutorial(&town, id).await.map(|row| (row.agreed, row.ended)), Some((Some(day(began)), Some(day(on)))));
        town.is_sound().await;
    }
}
