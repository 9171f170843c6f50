//! What somebody is told before she says yes, or sends a form: when and with whom watching she meets who comes from elsewhere, and at which field
//! something is missing.

use relevo::domain::id::*;
use relevo::domain::words::*;

use super::support::town::*;
use super::visits_corrected::{masters, row, visit};

/// Celia, who comes on a visit, would accompany Ximena in the moon; Elvia has proposed it.
async fn proposed(town: &Town, visit: VisitId) -> TutorialId {
    let offer = masters(town, CELIA, MOON, ZONE).await;
    let tutorial = fresh::<Tutorial>();
    let (id, offer, visit, learner) = (tutorial.to_string(), offer.to_string(), visit.to_string(), XIMENA.to_string());
    let fields = [("id", id.as_str()), ("offer", &offer), ("visit", &visit), ("learner", &learner)];
    town.browser_of(ELVIA).await.post("/tutorials", &fields).await.is(200);
    tutorial
}

const FORMS: [&str; 3] = ["entries", "rehearsal", "rehearsal-request"];

#[actix_web::test]
async fn nobody_says_yes_to_a_guest_without_knowing_when_and_with_whom_watching() {
    let town = Town::new().await;
    let visit = visit(&town, "2026-11-27", CELIA).await;
    let tutorial = proposed(&town, visit).await;
    let page = format!("/tutorials/{tutorial}");
    let told = "viernes 27 de noviembre, en una visita a Telesecundaria de Agua Zarca";
    let (ximena, celia, elvia) = (town.browser_of(XIMENA).await, town.browser_of(CELIA).await, town.browser_of(ELVIA).await);
    // While it waits: on its page, and on the list of each of the two. Celia is not told whom she would meet.
    for (browser, way) in [(&ximena, page.as_str()), (&ximena, "/"), (&celia, &page), (&celia, "/"), (&elvia, &page)] {
        browser.get(way).await.is(200).says(told).says("Responde por la visita: Maestra Berta");
    }
    for way in [page.as_str(), "/"] {
        celia.get(way).await.is(200).hides("Ximena");
        town.browser_of(CELIA).await.reading("en").get(way).await.is(200).says("on a visit to").hides("Ximena");
    }
    town.browser_of(BERTA).await.get(&page).await.is(200).says("Por la visita respondes tú");
    town.browser_of(JULIAN).await.get(&page).await.is(404);
    // Who answers for it reads who works with whom on the visit's row, before anything that removes it.
    let visits = format!("/nodes/{AGUA_ZARCA}/visits");
    let list = town.browser_of(BERTA).await.get(&visits).await.is(200).says("Quiénes se juntan").says("falta que digan que sí");
    let row_of = format!("#visit-{visit}");
    assert_eq!((list.count(&format!("{row_of} > .bullets a[href='{page}']")), list.count(&format!("{row_of} details a"))), (1, 0));
    celia.get(&visits).await.is(200).hides("Quiénes se juntan").hides("Ximena");

    // Both have said yes; until that day nothing is offered that would be refused.
    ximena.post(&format!("{page}/agreement"), &[]).await.is(200);
    celia.post(&format!("{page}/agreement"), &[]).await.is(200);
    assert_eq!(row(&town, tutorial).await.state, TutorialState::Open);
    for browser in [&ximena, &celia, &elvia] {
        let read = browser.get(&page).await.is(200).says(told).says("Responde por la visita: Maestra Berta").says("Antes de conocerse");
        for form in FORMS {
            assert_eq!(read.count(&format!("form[action='{page}/{form}']")), 0, "{form}");
        }
        assert_eq!(read.count(&format!("a[href='{page}/record']")), 0);
    }
    ximena.get("/").await.is(200).says(told).hides("Escribir mi primera página");
    celia.get("/").await.is(200).says(told).hides("Ximena");
    // Sent all the same, what is in the way stands over the whole form, with no empty name before it.
    let entry = fresh::<Entry>().to_string();
    for (form, fields) in
        [("entries", vec![("id", entry.as_str()), ("text", "La luna.")]), ("rehearsal", vec![]), ("rehearsal-request", vec![])]
    {
        let refused = ximena.post(&format!("{page}/{form}"), &fields).await.is(422).says("la visita todavía no llegaba");
        assert_eq!(refused.count(".errors li a"), 0, "{form}");
    }

    town.pass_days(4);
    let (ximena, celia) = (town.browser_of(XIMENA).await, town.browser_of(CELIA).await);
    let read = ximena.get(&page).await.is(200).says("Hoy es la visita en que se juntan").says("Responde por la visita: Maestra Berta");
    assert_eq!(read.count(&format!("form[action='{page}/entries']")), 1);
    celia.get("/").await.is(200).says("Hoy es la visita en que se juntan").says("Ximena");
    // Later they are told that they meet on visits alone, and of the next one; its row names them too.
    town.pass_days(1);
    let ximena = town.browser_of(XIMENA).await;
    ximena.get(&page).await.is(200).says("Se ven solo en visitas acordadas, y por ahora no hay ninguna próxima");
    let next = super::visits_corrected::visit(&town, "2026-12-03", CELIA).await;
    ximena.get(&page).await.is(200).says("La próxima es el jueves 3 de diciembre").says("Responde por la visita: Maestra Berta");
    ximena.get("/").await.is(200).says("La próxima es el jueves 3 de diciembre");
    let list = town.browser_of(BERTA).await.get(&visits).await.is(200);
    assert_eq!(list.count(&format!("#visit-{next} > .bullets a[href='{page}']")), 1);
    town.is_sound().await;
}

#[actix_web::test]
async fn two_of_one_school_are_told_of_no_visit() {
    let town = Town::new().await;
    let (id, offer, learner) = (fresh::<Tutorial>().to_string(), ELVIA_OFFERS_PI.to_string(), XIMENA.to_string());
    let fields = [("id", id.as_str()), ("offer", &offer), ("learner", &learner), ("aloud", "on")];
    town.browser_of(ELVIA).await.post("/tutorials", &fields).await.is(200);
    let ximena = town.browser_of(XIMENA).await;
    let page = ximena.get(&format!("/tutorials/{id}")).await.is(200).hides("visita");
    assert_eq!(page.count(&format!("form[action='/tutorials/{id}/entries']")), 1);
    ximena.get("/").await.is(200).hides("Responde por");
}

/// What is sent to a tutorial, with its fields, and which knot comes next after it.
type Step<'a> = (&'a str, &'a [(&'a str, &'a str)], usize);

#[actix_web::test]
async fn a_state_is_drawn_in_one_way_on_the_home_and_on_its_page() {
    let town = Town::new().await;
    let (id, offer, learner) = (fresh::<Tutorial>().to_string(), ELVIA_OFFERS_PI.to_string(), XIMENA.to_string());
    let fields = [("id", id.as_str()), ("offer", &offer), ("learner", &learner), ("aloud", "on")];
    town.browser_of(ELVIA).await.post("/tutorials", &fields).await.is(200);
    let (ximena, page) = (town.browser_of(XIMENA).await, format!("/tutorials/{id}"));
    let knots = |page: &Page| page.attributes("ol.thread > li", "class").into_iter().take(6).collect::<Vec<_>>();
    let (demonstration, entry) = (fresh::<Demonstration>().to_string(), fresh::<Entry>().to_string());
    let plan = [("id", demonstration.as_str()), ("day", "2026-12-04"), ("place", "El patio")];
    let written = [("id", entry.as_str()), ("text", "Medí el contorno de tres ollas.")];
    let steps: [Step<'_>; 5] =
        [("", &[], 2), ("entries", &written, 2), ("rehearsal-request", &[], 2), ("rehearsal", &[], 4), ("demonstration", &plan, 4)];
    for (step, fields, now) in steps {
        if !step.is_empty() {
            ximena.post(&format!("{page}/{step}"), fields).await.is(200);
        }
        let (home, own) = (ximena.get("/").await.is(200), ximena.get(&page).await.is(200));
        assert_eq!(knots(&home), knots(&own), "after {step}");
        assert_eq!(knots(&own).iter().position(|state| state == "now"), Some(now), "after {step}");
    }
    // And the next step is one: the same words lead to the same page.
    let (home, own) = (ximena.get("/").await, ximena.get(&page).await);
    let led = home.link("Ver la demostración");
    assert_eq!(led, own.link("Ver la demostración"));
    assert_eq!(led, Some(format!("/demonstrations/{demonstration}")));
}

#[actix_web::test]
async fn a_key_without_permissions_is_refused_at_the_permissions() {
    let town = Town::new().await;
    for (language, words) in [("es", "Para qué vale"), ("en", "What it is good for")] {
        let tomasa = town.browser_of(TOMASA).await.reading(language);
        let (id, days) = (fresh::<Token>().to_string(), "30");
        let refused = tomasa.post("/tokens", &[("id", &id), ("name", "Tablero"), ("days", days)]).await.is(422).says(words);
        assert_eq!((refused.count(".errors a[href='#scope'] b"), refused.count("#scope.bad #scope-error")), (1, 1));
    }
}

#[actix_web::test]
async fn what_stays_with_the_learner_is_said_to_her_alone() {
    let town = Town::new().await;
    for (person, stays) in [(ELVIA, false), (XIMENA, true)] {
        let (id, offer, learner) = (fresh::<Tutorial>().to_string(), MARICRUZ_OFFERS_ARCH.to_string(), XIMENA.to_string());
        let fields = [("id", id.as_str()), ("offer", &offer), ("learner", &learner), ("aloud", "on")];
        town.browser_of(ELVIA).await.post("/tutorials", &fields).await.is(200);
        let stopped = town.browser_of(person).await.post(&format!("/tutorials/{id}/stop"), &[]).await.is(200).says("Quedó guardado");
        assert_eq!(stopped.text().contains("Lo aprendido se queda contigo"), stays);
    }
}

#[actix_web::test]
async fn a_circle_of_topics_is_told_by_their_titles() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let list = "id;titulo;desafio\n1;Luz;¿De dónde viene?\n2;Sombras;¿Por qué cambian?\n";
    let id = fresh::<List>().to_string();
    let page = elvia
        .send_file(&format!("/nodes/{AGUA_ZARCA}/lists"), &[("id", &id), ("kind", "topics")], "temas.csv", list.as_bytes())
        .await
        .is(200);
    let pairs = "antes,después\n1,2\n2,1\n";
    elvia
        .send_file(&format!("{}/pairs", page.path), &[("pairs", "before")], "pares.csv", pairs.as_bytes())
        .await
        .is(200)
        .says("Luz → Sombras → Luz");
}
