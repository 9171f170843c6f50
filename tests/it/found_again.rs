//! What is over is found again: by links alone, from everybody's own home, and by nobody who may not read it.

use std::collections::{BTreeSet, VecDeque};

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use scraper::{Html, Selector};

use super::support::town::*;
use super::tutorials_pages::agreed;

/// More pages than a home of this town leads to; a walk that gets so far has lost its way.
const MOST: usize = 400;

/// Every page that links lead to from somebody's home, in as many steps as it takes.
async fn reached(browser: &Browser) -> BTreeSet<String> {
    let links = Selector::parse("a[href^='/']").expect("a selector");
    let (mut known, mut ahead) = (BTreeSet::from(["/".to_owned()]), VecDeque::from(["/".to_owned()]));
    while let Some(path) = ahead.pop_front() {
        let page = browser.get(&path).await;
        assert!(page.status < 400 || page.status == 404, "{path}: {}", page.status);
        assert!(known.len() < MOST, "{known:?}");
        let html = Html::parse_document(&page.body);
        for link in html.select(&links).filter_map(|link| link.value().attr("href")) {
            // What stands behind a question mark is the same page, asked otherwise.
            let link = link.split(['#', '?']).next().unwrap_or_default().to_owned();
            if known.insert(link.clone()) {
                ahead.push_back(link);
            }
        }
    }
    known
}

/// Ximena has learned the arch with Maricruz and demonstrated it; where its record and its act stand.
async fn demonstrated(town: &Town) -> (String, String) {
    let tutorial = agreed(town).await;
    let (id, luis) = (fresh::<Demonstration>().to_string(), LUIS.to_string());
    let record = [("id", id.as_str()), ("day", "2026-11-20"), ("outcome", "ready"), ("present", &luis)];
    let act = town.browser_of(MARICRUZ).await.post(&format!("/tutorials/{tutorial}/record"), &record).await.is(200).path;
    (format!("/tutorials/{tutorial}"), act)
}

#[actix_web::test]
async fn an_act_and_a_finished_tutorial_are_found_from_every_home_that_may_read_them() {
    let town = Town::new().await;
    let (tutorial, act) = demonstrated(&town).await;
    for (who, person, reads) in [
        ("the learner", XIMENA, [true, true]),
        ("her tutor", MARICRUZ, [true, true]),
        ("her teacher", BERTA, [true, true]),
        ("a teacher who looks after the school", ELVIA, [true, true]),
        ("a classmate", LUIS, [true, false]),
        ("a mother of the school", ROSA, [true, false]),
        ("a child of the next school", NADIA, [false, false]),
        ("its teacher", JULIAN, [false, false]),
        ("the supervisor", TOMASA, [false, false]),
    ] {
        let browser = town.browser_of(person).await;
        let known = reached(&browser).await;
        assert_eq!([known.contains(&act), known.contains(&tutorial)], reads, "{who} among {known:?}");
        assert_eq!([browser.get(&act).await.status == 200, browser.get(&tutorial).await.status == 200], reads, "{who}");
    }
    // A year later the home and the board have gone on, and the way is still there.
    town.pass_days(300);
    for person in [XIMENA, MARICRUZ, BERTA] {
        let known = reached(&town.browser_of(person).await).await;
        assert!(known.contains(&act) && known.contains(&tutorial), "{known:?}");
    }
}

#[actix_web::test]
async fn the_learner_rereads_what_she_wrote() {
    let town = Town::new().await;
    let (tutorial, act) = demonstrated(&town).await;
    let home =
        town.browser_of(XIMENA).await.get("/").await.is(200).says("Lo que he aprendido").says("Con Maricruz. Lo demostraste el 20 de");
    assert_eq!(home.link("Volver a leer mi registro"), Some(tutorial.clone()));
    assert_eq!(home.link("Ver el acta"), Some(act));
    // Whom she accompanied a tutor finds on her own page.
    let maricruz = town.browser_of(MARICRUZ).await;
    let own = maricruz.get("/").await.is(200).link("A quiénes ya acompañé").expect("the way");
    let page = maricruz.get(own.split('#').next().unwrap_or_default()).await.is(200).says("Acompañante de Ximena. Demostrado el 20 de");
    assert_eq!(page.link("Ver el registro"), Some(tutorial));
}

#[actix_web::test]
async fn a_place_lists_what_it_has_held_page_by_page_and_a_not_yet_to_its_teachers() {
    let town = Town::new().await;
    demonstrated(&town).await;
    town.under(|tx| {
        for number in 0..45 {
            let (demonstration, outcome) = (fresh(), if number == 0 { Outcome::NotYet } else { Outcome::Ready });
            let (learner, topic, school, path, day) = (LUIS, MOON, AGUA_ZARCA, Path::SelfStudy, day("2026-10-01"));
            let (witnesses, audience, recorded_by, tutorial, tutor) = (vec![BERTA], vec![], ELVIA, None, None);
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
            })?;
        }
        Ok(())
    })
    .await;
    let path = format!("/nodes/{AGUA_ZARCA}/demonstrations");
    let berta = town.browser_of(BERTA).await;
    let first = berta.get(&path).await.is(200).says("Ximena, con la compañía de Maricruz");
    let after = first.link("Más antiguas").expect("another page");
    let second = berta.get(&after).await.is(200);
    assert_eq!([first.count(".rows > li"), second.count(".rows > li")], [40, 6]);
    assert_eq!(second.link("Más nuevas"), Some(format!("{path}?page=1")));
    let not_yet = |page: &Page| page.count(".mark.near");
    assert_eq!(not_yet(&first) + not_yet(&second), 1);
    let mateo = town.browser_of(MATEO).await;
    let (first, second) = (mateo.get(&path).await.is(200), mateo.get(&after).await.is(200));
    assert_eq!([first.count(".rows > li"), second.count(".rows > li"), not_yet(&first) + not_yet(&second)], [40, 5, 0]);
    // The month's stand on the board, and what was before a step away.
    let board = berta.get("/").await.is(200).says("Demostrado este mes").says("Ximena mostró «¿Por qué no se cae un arco de piedra?»");
    assert_eq!(board.link("Ver las demostraciones que ya hubo"), Some(path.clone()));
    assert_eq!(board.count(".ahead-of-us a[href^='/demonstrations/']"), 1);
}

#[actix_web::test]
async fn her_teacher_finds_on_her_page_what_she_is_in_and_why_she_wishes_what() {
    let town = Town::new().await;
    let open = agreed(&town).await;
    let ximena = town.browser_of(XIMENA).await;
    let (id, why) = (fresh::<Interest>().to_string(), "Mi abuela mira la luna antes de sembrar.");
    ximena.post(&format!("/topics/{MOON}/interest"), &[("id", &id), ("why", why)]).await.is(200);
    let stopped: TutorialId = fresh();
    town.under(move |tx| {
        let (learner, tutor, topic, school, offer, visit, on) = (XIMENA, ELVIA, PI, AGUA_ZARCA, None, None, day("2026-10-02"));
        tx.record(TutorialProposed { tutorial: stopped, learner, tutor, topic, school, proposed_by: learner, day: on, offer, visit })?;
        tx.record(TutorialAgreed { tutorial: stopped, day: on, how: Agreement::Here })?;
        tx.record(TutorialStopped { tutorial: stopped, day: day("2026-10-20") }).map(drop)
    })
    .await;
    let path = format!("/people/{XIMENA}");
    let page = town.browser_of(BERTA).await.get(&path).await.is(200);
    let page = page.says("Aprendiz, con Maricruz. Va desde el 4 de noviembre").says(why);
    let page = page.says("Aprendiz, con Maestra Elvia. Se dejó por ahora el 20 de octubre");
    assert_eq!(page.link("¿Por qué no se cae un arco de piedra?"), Some(format!("/tutorials/{open}")));
    // Neither a classmate, nor her tutor, who has not accepted that wish, nor the steward who does not teach is told any of the wish.
    for person in [LUIS, MARICRUZ, ROSA] {
        town.browser_of(person).await.get(&path).await.is(200).hides(why).hides("pidió aprender").hides("Se dejó por ahora");
    }
    town.browser_of(LUIS).await.get(&path).await.is(200).hides("Va desde el");
    town.browser_of(MARICRUZ).await.get(&path).await.is(200).says("Va desde el");
    town.browser_of(JULIAN).await.get(&path).await.is(404);
}

#[actix_web::test]
async fn the_why_of_a_wish_stands_where_a_teacher_brings_two_together() {
    let town = Town::new().await;
    let (id, why) = (fresh::<Interest>().to_string(), "En mi pueblo hay un arco viejo.");
    let mateo = town.browser_of(MATEO).await;
    mateo.post(&format!("/topics/{ARCH}/interest"), &[("id", &id), ("why", why)]).await.is(200);
    let (berta, maricruz) = (town.browser_of(BERTA).await, town.browser_of(MARICRUZ).await);
    berta.get("/").await.is(200).says(why);
    berta.get(&format!("/nodes/{AGUA_ZARCA}/suggestions")).await.is(200).says(why);
    berta.get(&format!("/tutorials/new?learner={MATEO}&topic={ARCH}")).await.is(200).says(why);
    let asked = fresh::<Tutorial>().to_string();
    let offer = [("id", asked.as_str()), ("offer", &MARICRUZ_OFFERS_ARCH.to_string())];
    let tutorial = mateo.post("/tutorials", &offer).await.is(200).path;
    berta.get(&tutorial).await.is(200).says(why);
    berta.get("/").await.is(200).says(why);
    // The tutor reads it once she has accepted, and not before; the steward who does not teach, never.
    maricruz.get(&tutorial).await.is(200).hides(why);
    maricruz.get("/").await.is(200).hides(why);
    maricruz.post(&format!("{tutorial}/agreement"), &[]).await.is(200).says(why);
    town.under(|tx| {
        tx.record(PersonPlaced {
            person: BERTA,
            node: AGUA_ZARCA,
            position: Position::Family,
            minor: false,
            since: day(TODAY),
            voucher: None,
        })?;
        tx.record(StewardNamed { person: BERTA, node: AGUA_ZARCA, since: day(TODAY) }).map(drop)
    })
    .await;
    let id = fresh::<Interest>().to_string();
    town.browser_of(LUIS).await.post(&format!("/topics/{MOON}/interest"), &[("id", &id), ("why", "Por mi tía.")]).await.is(200);
    berta.get(&format!("/nodes/{AGUA_ZARCA}/board")).await.is(200).hides("Por mi tía.");
}

#[actix_web::test]
async fn a_child_of_another_school_is_somebody_on_ones_own_page_as_at_home() {
    let town = Town::new().await;
    // The coach learned pi with Nadia on a visit, and demonstrated it.
    let (visit, tutorial, demonstration): (VisitId, TutorialId, DemonstrationId) = (fresh(), fresh(), fresh());
    town.under(move |tx| {
        let (school, visitors, on) = (LA_NORIA, vec![CELIA], day("2026-11-04"));
        tx.record(VisitAgreed { visit, school, day: on, visitors, responsible: JULIAN, agreed_by: JULIAN })?;
        let (learner, tutor, topic, school) = (CELIA, NADIA, PI, ZONE);
        let (offer, visit) = (Some(NADIA_OFFERS_PI), Some(visit));
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by: learner, day: on, offer, visit })?;
        tx.record(TutorialAgreed { tutorial, day: on, how: Agreement::Here })?;
        tx.record(DemonstrationHeld {
            demonstration,
            learner,
            topic,
            school,
            path: Path::Tutorial,
            day: on,
            outcome: Outcome::Ready,
            witnesses: vec![TOMASA],
            audience: vec![],
            recorded_by: TOMASA,
            tutorial: Some(tutorial),
            tutor: Some(tutor),
        })?;
        let (mastery, via, parent, generation, demonstration) = (fresh(), Via::Demonstration, Some(NADIA_PI), 2, Some(demonstration));
        let (person, voucher) = (CELIA, None);
        tx.record(MasteryGranted { mastery, person, topic, school, via, day: on, parent, generation, demonstration, voucher }).map(drop)
    })
    .await;
    let celia = town.browser_of(CELIA).await;
    for path in ["/".to_owned(), format!("/people/{CELIA}")] {
        celia.get(&path).await.is(200).says("Alguien").hides("Nadia");
    }
    // An adult of another place is known by name.
    town.browser_of(NADIA).await.get(&format!("/people/{NADIA}")).await.is(200).says("Celia Montes");
}

#[actix_web::test]
async fn who_asks_to_rehearse_is_seen_by_whom_she_asked() {
    let town = Town::new().await;
    let tutorial = agreed(&town).await;
    let (elvia, maricruz) = (town.browser_of(ELVIA).await, town.browser_of(MARICRUZ).await);
    elvia.get("/").await.is(200).hides("pidió ensayar");
    town.browser_of(XIMENA).await.post(&format!("/tutorials/{tutorial}/rehearsal-request"), &[]).await.is(200);
    elvia.get("/").await.is(200).says("con Maricruz; pidió ensayar el 23 nov");
    maricruz.get("/").await.is(200).says("Pidió ensayarlo contigo el 23 de noviembre");
    maricruz.post(&format!("/tutorials/{tutorial}/rehearsal"), &[]).await.is(200);
    maricruz.get("/").await.is(200).hides("Pidió ensayarlo");
}

#[actix_web::test]
async fn after_a_not_yet_her_home_says_what_is_missing_and_how_to_go_on() {
    let town = Town::new().await;
    let tutorial = agreed(&town).await;
    let (ximena, maricruz) = (town.browser_of(XIMENA).await, town.browser_of(MARICRUZ).await);
    maricruz.post(&format!("/tutorials/{tutorial}/rehearsal"), &[("rehearsed", "2026-11-18")]).await.is(200);
    ximena.get("/").await.is(200).says("Ya ensayaste");
    let (id, luis) = (fresh::<Demonstration>().to_string(), LUIS.to_string());
    let reason = "Falta decir qué empuja la piedra de en medio";
    let record = [("id", id.as_str()), ("day", "2026-11-20"), ("outcome", "not_yet"), ("present", &luis), ("reason", reason)];
    maricruz.post(&format!("/tutorials/{tutorial}/record"), &record).await.is(200);
    let home =
        ximena.get("/").await.is(200).says("El 20 de noviembre lo mostraste").says(reason).says("con Maricruz").hides("Ya ensayaste");
    assert_eq!(home.attribute(".sheet .button", "href"), Some(format!("/tutorials/{tutorial}")));
    ximena.get(&format!("/tutorials/{tutorial}")).await.is(200).says("Todavía no, y se puede repetir").says("Ya ensayamos de nuevo");
    // Rehearsed anew, the next day is what is missing.
    ximena.post(&format!("/tutorials/{tutorial}/rehearsal"), &[]).await.is(200).says("Sigue la demostración pública");
    ximena.get("/").await.is(200).says("Ya ensayaste").hides(reason);
}
