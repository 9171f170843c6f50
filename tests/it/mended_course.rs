//! A tutorial's course where it was judged by halves: a record that gets another day, a beginning that follows it, a tutorial that goes on
//! again after it was stopped, and who decides and writes in it.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::queries::{demonstrations, interests, masteries, tutorials};
use relevo::store::rows::TutorialRow;

use super::practice::{copies, ids};
use super::support::town::*;
use super::tutorials_pages::agreed;

const THE_ARCH: &str = "¿Por qué no se cae un arco de piedra?";
const THE_MOON: &str = "¿Por qué la luna nos enseña siempre la misma cara?";

async fn row(town: &Town, tutorial: TutorialId) -> TutorialRow {
    town.under(move |tx| tutorials::by_id(tx, tutorial)).await.expect("it is there")
}

/// Somebody masters a topic since January, and offers it to four.
async fn masters(town: &Town, person: PersonId, topic: TopicId, school: NodeId) -> OfferId {
    town.under(move |tx| {
        let (mastery, offer, on) = (fresh(), fresh(), day("2026-01-10"));
        let (via, parent, demonstration, voucher) = (Via::Founding, None, None, Some(TOMASA));
        tx.record(MasteryGranted { mastery, person, topic, school, via, day: on, parent, generation: 1, demonstration, voucher })?;
        tx.record(OfferOpened { offer, mastery, person, topic, school, capacity: 4, day: on })?;
        Ok(offer)
    })
    .await
}

/// Two of Agua Zarca have begun a topic.
async fn begun(town: &Town, (learner, tutor): (PersonId, PersonId), topic: TopicId, offer: OfferId) -> TutorialId {
    let tutorial = fresh();
    town.under(move |tx| {
        let (school, offer, visit, on) = (AGUA_ZARCA, Some(offer), None, day("2026-11-20"));
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by: learner, day: on, offer, visit })?;
        tx.record(TutorialAgreed { tutorial, day: on, how: Agreement::Here }).map(drop)
    })
    .await;
    tutorial
}

/// A child of Agua Zarca goes to La Noria.
async fn moves(town: &Town, (person, name): (PersonId, &str)) {
    let (elvia, julian) = (town.browser_of(ELVIA).await, town.browser_of(JULIAN).await);
    let movement = fresh::<()>().to_string();
    let form = [("id", movement.as_str()), ("school", &AGUA_ZARCA.to_string()), ("receiver", &LA_NORIA.to_string())];
    elvia.post(&format!("/people/{person}/move"), &form).await.is(200);
    julian.post(&format!("/moves/{movement}"), &[("name", name), ("grade", "2"), ("group", "A")]).await.is(200);
}

/// The record gets another day, and nothing else.
async fn dated(by: &Browser, demonstration: &str, on: &str, outcome: &str) -> Page {
    let right = [("day", on), ("outcome", outcome), ("families", "3"), ("reason", "Le falta decir por qué.")];
    by.post(&format!("/demonstrations/{demonstration}/edit"), &right).await
}

async fn stops(by: &Browser, tutorial: TutorialId) {
    by.post(&format!("/tutorials/{tutorial}/stop"), &[("reason", "")]).await.is(200);
}

async fn resumes(by: &Browser, tutorial: TutorialId) -> Page {
    by.post(&format!("/tutorials/{tutorial}/resumption"), &[]).await
}

#[actix_web::test]
async fn a_record_gets_no_day_on_which_its_learner_was_of_another_school() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    // One sheet says when they began, the other does not: then its beginning would go along.
    let (told, untold) = (ids(), ids());
    let (luis, maricruz) = (LUIS.to_string(), MARICRUZ.to_string());
    let sheet = [
        ("tutorial-1", told.0.as_str()),
        ("id-1", &told.1),
        ("learner-1", &luis),
        ("tutor-1", &maricruz),
        ("topic-1", THE_ARCH),
        ("agreed-1", "2026-11-03"),
        ("day-1", "2026-11-10"),
        ("outcome-1", "ready"),
        ("families-1", "3"),
    ];
    elvia.post(&format!("/nodes/{AGUA_ZARCA}/paper"), &sheet).await.is(200);
    copies(&elvia, &untold, (XIMENA, MARICRUZ), THE_ARCH, "2026-11-10", "ready").await.is(200);
    moves(&town, (LUIS, "Luis")).await;
    moves(&town, (XIMENA, "Ximena")).await;
    town.pass_days(10);
    let elvia = town.browser_of(ELVIA).await;
    for (tutorial, id) in [&told, &untold] {
        let tutorial: TutorialId = tutorial.parse().expect("an id");
        let began = row(&town, tutorial).await.agreed;
        let page = dated(&elvia, id, "2026-11-30", "ready").await.is(422).says("no era de esta escuela");
        assert_eq!((page.count("#day-error"), page.field("day").as_deref()), (1, Some("2026-11-30")));
        assert_eq!(row(&town, tutorial).await.agreed, began);
        town.is_sound().await;
        // While they were there, it may have been on any day.
        dated(&elvia, id, "2026-11-16", "ready").await.is(200);
    }
    assert_eq!(row(&town, untold.0.parse().expect("an id")).await.agreed, Some(day("2026-11-16")));
    town.is_sound().await;
}

#[actix_web::test]
async fn a_beginning_goes_along_to_no_day_on_which_the_two_were_apart() {
    let town = Town::new().await;
    let (elvia, sheet) = (town.browser_of(ELVIA).await, ids());
    copies(&elvia, &sheet, (LUIS, MARICRUZ), THE_ARCH, "2026-11-10", "ready").await.is(200);
    // The learner stays; the tutor leaves.
    moves(&town, (MARICRUZ, "Maricruz")).await;
    town.pass_days(10);
    let elvia = town.browser_of(ELVIA).await;
    let page = dated(&elvia, &sheet.1, "2026-11-30", "ready").await.is(422).says("no pueden trabajar juntas");
    assert_eq!(page.count("#day-error"), 1);
    dated(&elvia, &sheet.1, "2026-11-16", "ready").await.is(200);
    town.is_sound().await;
}

#[actix_web::test]
async fn a_beginning_does_not_pass_another_try_of_the_same_day() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let (first, second) = (ids(), ids());
    copies(&elvia, &first, (XIMENA, MARICRUZ), THE_ARCH, "2026-11-10", "not_yet").await.is(200);
    copies(&elvia, &second, (XIMENA, MARICRUZ), THE_ARCH, "2026-11-10", "ready").await.is(200);
    dated(&elvia, &second.1, "2026-11-15", "ready").await.is(200);
    let id: TutorialId = first.0.parse().expect("an id");
    let held = town.under(move |tx| demonstrations::of_tutorial(tx, id)).await;
    let days: Vec<_> = held.into_iter().map(|one| one.day).collect();
    assert_eq!((days, row(&town, id).await.agreed), (vec![day("2026-11-10"), day("2026-11-15")], Some(day("2026-11-10"))));
    town.is_sound().await;
}

#[actix_web::test]
async fn a_beginning_does_not_pass_a_rehearsal() {
    let town = Town::new().await;
    let (elvia, sheet) = (town.browser_of(ELVIA).await, ids());
    copies(&elvia, &sheet, (XIMENA, MARICRUZ), THE_ARCH, "2026-11-10", "not_yet").await.is(200);
    let id: TutorialId = sheet.0.parse().expect("an id");
    // As it was held, whichever way it was written down.
    town.under(move |tx| tx.record(RehearsalHeld { tutorial: id, day: day("2026-11-12") }).map(drop)).await;
    dated(&elvia, &sheet.1, "2026-11-20", "not_yet").await.is(200);
    assert_eq!(row(&town, id).await.agreed, Some(day("2026-11-10")));
    // What came later keeps nothing back.
    dated(&elvia, &sheet.1, "2026-11-05", "not_yet").await.is(200);
    dated(&elvia, &sheet.1, "2026-11-08", "not_yet").await.is(200);
    assert_eq!(row(&town, id).await.agreed, Some(day("2026-11-08")));
    town.is_sound().await;
}

#[actix_web::test]
async fn it_does_not_begin_on_a_day_on_which_the_two_were_apart() {
    let town = Town::new().await;
    let tutorial: TutorialId = fresh();
    // Nadia came from La Noria on the 10th.
    town.under(move |tx| {
        let (person, came, minor, voucher) = (NADIA, day("2026-11-10"), true, None);
        tx.record(PersonLeft { person, node: LA_NORIA, until: came })?;
        tx.record(PersonJoined { person, node: AGUA_ZARCA, position: Position::Student, minor, since: came, voucher })?;
        let (learner, tutor, topic, school, offer, visit, on) = (LUIS, NADIA, PI, AGUA_ZARCA, None, None, day("2026-11-15"));
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by: learner, day: on, offer, visit })?;
        tx.record(TutorialAgreed { tutorial, day: on, how: Agreement::Here }).map(drop)
    })
    .await;
    let (elvia, way) = (town.browser_of(ELVIA).await, format!("/tutorials/{tutorial}/beginning"));
    let page = elvia.post(&way, &[("began", "2026-11-05")]).await.is(422).says("no pueden trabajar juntas");
    assert_eq!((page.count("#began-error"), row(&town, tutorial).await.agreed), (1, Some(day("2026-11-15"))));
    elvia.post(&way, &[("began", "2026-11-12")]).await.is(200);
    assert_eq!(row(&town, tutorial).await.agreed, Some(day("2026-11-12")));
    town.is_sound().await;
}

#[actix_web::test]
async fn what_goes_on_again_ends_what_she_asked_and_wished_for_meanwhile() {
    let town = Town::new().await;
    let tutorial = agreed(&town).await;
    let (arch, moon) = (masters(&town, LUIS, ARCH, AGUA_ZARCA).await, masters(&town, LUIS, MOON, AGUA_ZARCA).await);
    let (elvia, ximena) = (town.browser_of(ELVIA).await, town.browser_of(XIMENA).await);
    stops(&elvia, tutorial).await;
    let (asked, other) = (fresh::<Tutorial>(), fresh::<Tutorial>());
    for (topic, offer, id) in [(ARCH, arch, asked), (MOON, moon, other)] {
        let wish = fresh::<Interest>().to_string();
        ximena.post(&format!("/topics/{topic}/interest"), &[("id", &wish), ("why", "")]).await.is(200);
        ximena.post("/tutorials", &[("id", &id.to_string()), ("offer", &offer.to_string())]).await.is(200);
    }
    resumes(&elvia, tutorial).await.is(200);
    assert_eq!(row(&town, tutorial).await.state, TutorialState::Open);
    let waits = async |topic| town.under(move |tx| interests::open(tx, XIMENA, topic)).await.is_some();
    assert_eq!((waits(ARCH).await, row(&town, asked).await.state), (false, TutorialState::NeverBegan));
    // What is of another topic stands.
    assert_eq!((waits(MOON).await, row(&town, other).await.state), (true, TutorialState::Proposed));
    town.is_sound().await;
}

#[actix_web::test]
async fn what_was_stopped_obeys_the_present_and_says_so_of_the_whole() {
    for (meanwhile, words) in [
        ("full", "Ya no hay lugar"),
        ("closed", "ya no ofrece el tema"),
        ("busy", "Ya hay una relación tutora en curso"),
        ("mastered", "Este tema ya lo domina"),
    ] {
        let town = Town::new().await;
        let tutorial = agreed(&town).await;
        let elvia = town.browser_of(ELVIA).await;
        stops(&elvia, tutorial).await;
        match meanwhile {
            "full" => drop(begun(&town, (LUIS, MARICRUZ), ARCH, MARICRUZ_OFFERS_ARCH).await),
            "closed" => {
                let (offer, capacity, state) = (MARICRUZ_OFFERS_ARCH, 1, OfferState::Paused);
                town.under(move |tx| tx.record(OfferChanged { offer, capacity, state, day: day(TODAY) }).map(drop)).await;
            }
            "busy" => drop(begun(&town, (XIMENA, ELVIA), PI, ELVIA_OFFERS_PI).await),
            _ => drop(masters(&town, XIMENA, ARCH, AGUA_ZARCA).await),
        }
        let page = resumes(&elvia, tutorial).await.is(422).says(words);
        assert_eq!((page.count(".errors li"), page.count(".errors a")), (1, 0), "{meanwhile}: no field is there to lead to");
        assert_eq!(row(&town, tutorial).await.state, TutorialState::Stopped, "{meanwhile}");
        town.is_sound().await;
    }
}

#[actix_web::test]
async fn what_came_from_paper_goes_on_only_with_a_tutor_who_masters_and_has_room() {
    let town = Town::new().await;
    let (elvia, sheet) = (town.browser_of(ELVIA).await, ids());
    copies(&elvia, &sheet, (LUIS, MARICRUZ), THE_ARCH, "2026-11-10", "not_yet").await.is(200);
    let id: TutorialId = sheet.0.parse().expect("an id");
    stops(&elvia, id).await;
    resumes(&elvia, id).await.is(200).says("Sigue como antes");
    stops(&elvia, id).await;
    let other = agreed(&town).await;
    resumes(&elvia, id).await.is(422).says("Ya no hay lugar");
    stops(&elvia, other).await;
    elvia.post(&format!("/masteries/{MARICRUZ_ARCH}/withdrawal"), &[]).await.is(200);
    resumes(&elvia, id).await.is(422).says("ya no ofrece el tema");
    assert_eq!(row(&town, id).await.state, TutorialState::Stopped);
    town.is_sound().await;
}

#[actix_web::test]
async fn a_visit_that_is_over_brings_nobody_together_again() {
    let town = Town::new().await;
    let offer = masters(&town, CELIA, MOON, ZONE).await;
    let (visit, tutorial): (VisitId, TutorialId) = (fresh(), fresh());
    town.under(move |tx| {
        let (school, on) = (AGUA_ZARCA, day(TODAY));
        tx.record(VisitAgreed { visit, school, day: on, visitors: vec![CELIA], responsible: BERTA, agreed_by: BERTA })?;
        let (learner, tutor, topic, visit, offer) = (XIMENA, CELIA, MOON, Some(visit), Some(offer));
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by: learner, day: on, offer, visit })?;
        tx.record(TutorialAgreed { tutorial, day: on, how: Agreement::Here }).map(drop)
    })
    .await;
    let elvia = town.browser_of(ELVIA).await;
    stops(&elvia, tutorial).await;
    resumes(&elvia, tutorial).await.is(200);
    stops(&elvia, tutorial).await;
    town.pass_days(60);
    let elvia = town.browser_of(ELVIA).await;
    resumes(&elvia, tutorial).await.is(422).says("solo pueden trabajar en una visita");
    assert_eq!(row(&town, tutorial).await.state, TutorialState::Stopped);
}

#[actix_web::test]
async fn two_who_went_to_another_school_go_on_with_nothing_of_this_one() {
    let town = Town::new().await;
    let tutorial = agreed(&town).await;
    stops(&town.browser_of(ELVIA).await, tutorial).await;
    town.under(|tx| {
        let (node, position, minor, since, voucher) = (LA_NORIA, Position::Student, true, day(TODAY), None);
        for person in [XIMENA, MARICRUZ] {
            tx.record(PersonLeft { person, node: AGUA_ZARCA, until: since })?;
            tx.record(PersonJoined { person, node, position, minor, since, voucher })?;
        }
        Ok(())
    })
    .await;
    resumes(&town.browser_of(ELVIA).await, tutorial).await.is(422);
    resumes(&town.browser_of(JULIAN).await, tutorial).await.is(404);
    assert_eq!(row(&town, tutorial).await.state, TutorialState::Stopped);
}

#[actix_web::test]
async fn nothing_is_offered_to_go_on_in_a_school_that_closed() {
    let town = Town::new().await;
    let tutorial = agreed(&town).await;
    let elvia = town.browser_of(ELVIA).await;
    stops(&elvia, tutorial).await;
    let (page, way) = (format!("/tutorials/{tutorial}"), format!("/tutorials/{tutorial}/resumption"));
    assert!(elvia.get(&page).await.is(200).attributes("form", "action").contains(&way));
    let form = [("to", &*LA_NORIA.to_string()), ("confirm", "yes")];
    town.browser_of(TOMASA).await.post(&format!("/nodes/{AGUA_ZARCA}/changes/merge"), &form).await.is(200);
    assert!(!elvia.get(&page).await.is(200).attributes("form", "action").contains(&way));
    resumes(&elvia, tutorial).await.is(422);
}

#[actix_web::test]
async fn who_is_kept_apart_from_a_child_decides_nothing_of_him_as_his_tutor() {
    let town = Town::new().await;
    town.under(|tx| {
        let (person, node, since, minor, voucher) = (CELIA, AGUA_ZARCA, day("2026-01-10"), false, Some(ELVIA));
        tx.record(PersonJoined { person, node, position: Position::Community, minor, since, voucher })?;
        tx.record(StewardNamed { person, node, since }).map(drop)
    })
    .await;
    masters(&town, CELIA, MOON, AGUA_ZARCA).await;
    let (elvia, celia) = (town.browser_of(ELVIA).await, town.browser_of(CELIA).await);
    // Of Luis, whom she may not meet any more; and of Mateo, whom she may.
    for (learner, promoted) in [(LUIS, false), (MATEO, true)] {
        let sheet = ids();
        copies(&elvia, &sheet, (learner, CELIA), THE_MOON, "2026-11-10", "not_yet").await.is(200);
        if !promoted {
            let block = fresh::<Block>().to_string();
            elvia.post(&format!("/people/{learner}/blocks"), &[("id", &block), ("other", &CELIA.to_string())]).await.is(200);
        }
        dated(&celia, &sheet.1, "2026-11-10", "ready").await.is(if promoted { 200 } else { 422 });
        assert_eq!(town.under(move |tx| masteries::live(tx, learner, MOON)).await.is_some(), promoted);
    }
}

#[actix_web::test]
async fn a_teacher_who_learns_does_not_promote_herself() {
    let town = Town::new().await;
    let tutorial = begun(&town, (BERTA, ELVIA), PI, ELVIA_OFFERS_PI).await;
    let (way, luis) = (format!("/tutorials/{tutorial}/record"), LUIS.to_string());
    let id = fresh::<Demonstration>().to_string();
    let record = [("id", id.as_str()), ("day", TODAY), ("outcome", "ready"), ("present", &luis)];
    town.browser_of(BERTA).await.post(&way, &record).await.is(422).says("La decisión la anota quien acompañó");
    town.browser_of(JULIAN).await.post(&way, &record).await.is(404);
    let mastered = async || town.under(|tx| masteries::live(tx, BERTA, PI)).await.is_some();
    assert_eq!((mastered().await, row(&town, tutorial).await.state), (false, TutorialState::Open));
    town.browser_of(ELVIA).await.post(&way, &record).await.is(200);
    assert!(mastered().await);
    town.is_sound().await;
}

#[actix_web::test]
async fn a_tutor_is_shown_no_form_for_a_word_that_is_refused() {
    let town = Town::new().await;
    let tutorial = agreed(&town).await;
    let (maricruz, way) = (town.browser_of(MARICRUZ).await, format!("/tutorials/{tutorial}/notes"));
    let offered = async || maricruz.get(&format!("/tutorials/{tutorial}")).await.is(200).attributes("form", "action").contains(&way);
    assert!(offered().await);
    stops(&maricruz, tutorial).await;
    assert!(!offered().await);
    let note = fresh::<Note>().to_string();
    maricruz.post(&way, &[("id", &note), ("note", "Otra vez será.")]).await.is(422).says("ya terminó");
}

#[actix_web::test]
async fn who_learns_one_topic_begins_no_second() {
    let town = Town::new().await;
    agreed(&town).await;
    let (ximena, elvia) = (town.browser_of(XIMENA).await, town.browser_of(ELVIA).await);
    let second = fresh::<Tutorial>();
    let ask = [("id", &*second.to_string()), ("offer", &*ELVIA_OFFERS_PI.to_string())];
    ximena.post("/tutorials", &ask).await.is(422).says("Ya hay una relación tutora en curso");
    assert!(town.under(move |tx| tutorials::by_id(tx, second)).await.is_none());
    // Nor where she had asked before she began the first.
    let (asked, luis) = (fresh::<Tutorial>(), town.browser_of(LUIS).await);
    luis.post("/tutorials", &[("id", &asked.to_string()), ("offer", &ELVIA_OFFERS_PI.to_string())]).await.is(200);
    let moon = masters(&town, MATEO, MOON, AGUA_ZARCA).await;
    let first = begun(&town, (LUIS, MATEO), MOON, moon).await;
    let way = format!("/tutorials/{asked}/agreement");
    elvia.post(&way, &[]).await.is(422).says("Quien va a aprender ya aprende otro tema");
    assert_eq!(row(&town, asked).await.state, TutorialState::Proposed);
    stops(&luis, first).await;
    elvia.post(&way, &[]).await.is(200);
    assert_eq!(row(&town, asked).await.state, TutorialState::Open);
    town.is_sound().await;
}

#[actix_web::test]
async fn who_is_kept_apart_is_not_asked_any_more() {
    let town = Town::new().await;
    let (ximena, elvia) = (town.browser_of(XIMENA).await, town.browser_of(ELVIA).await);
    let (asked, other) = (fresh::<Tutorial>(), fresh::<Tutorial>());
    for (id, offer) in [(asked, MARICRUZ_OFFERS_ARCH), (other, ELVIA_OFFERS_PI)] {
        ximena.post("/tutorials", &[("id", &id.to_string()), ("offer", &offer.to_string())]).await.is(200);
    }
    let block = fresh::<Block>().to_string();
    let apart = [("id", block.as_str()), ("other", &MARICRUZ.to_string())];
    town.browser_of(JULIAN).await.post(&format!("/people/{XIMENA}/blocks"), &apart).await.is(404);
    assert_eq!(row(&town, asked).await.state, TutorialState::Proposed);
    elvia.post(&format!("/people/{XIMENA}/blocks"), &apart).await.is(200);
    assert_eq!(row(&town, asked).await.state, TutorialState::NeverBegan);
    assert_eq!(row(&town, other).await.state, TutorialState::Proposed);
    town.is_sound().await;
}

#[actix_web::test]
async fn with_who_is_ready_ends_what_was_planned_in_the_topic() {
    let town = Town::new().await;
    let tutorial = agreed(&town).await;
    // Another program knew of her in the same topic with somebody else: it stands aside, with a plan of its own.
    let aside: TutorialId = fresh();
    let (elvia, rosa) = (town.browser_of(ELVIA).await, town.browser_of(ROSA).await);
    let (held, plan, other) = (fresh::<Demonstration>().to_string(), fresh::<Demonstration>().to_string(), fresh::<Demonstration>());
    let record = [("id", held.as_str()), ("day", "2026-11-20"), ("outcome", "not_yet"), ("families", "3"), ("reason", "Le falta.")];
    elvia.post(&format!("/tutorials/{tutorial}/record"), &record).await.is(200);
    let comes = ROSA.to_string();
    let coming = [("id", plan.as_str()), ("day", "2026-12-01"), ("place", "El patio"), ("invited", &comes)];
    elvia.post(&format!("/tutorials/{tutorial}/demonstration"), &coming).await.is(200);
    town.under(move |tx| {
        let (tutorial, learner, tutor, topic, school, on) = (aside, XIMENA, BERTA, ARCH, AGUA_ZARCA, day("2026-11-05"));
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, offer: None, visit: None, proposed_by: learner, day: on })?;
        tx.record(TutorialAgreed { tutorial, day: on, how: Agreement::Aloud })?;
        let (demonstration, day, place, invited) = (other, day("2026-12-02"), String::new(), vec![]);
        tx.record(DemonstrationPlanned { demonstration, tutorial, learner, tutor, topic, school, day, place, invited }).map(drop)
    })
    .await;
    let planned = async || town.under(move |tx| demonstrations::planned_of(tx, &[tutorial, aside])).await.len();
    assert_eq!(planned().await, 2);
    rosa.get("/").await.is(200).says("1 de diciembre");
    // Who may not set the record right ends no plan; nor does what is still not decided.
    dated(&town.browser_of(JULIAN).await, &held, "2026-11-20", "ready").await.is(404);
    dated(&elvia, &held, "2026-11-21", "not_yet").await.is(200);
    assert_eq!(planned().await, 2);
    dated(&elvia, &held, "2026-11-20", "ready").await.is(200);
    assert_eq!(row(&town, tutorial).await.state, TutorialState::Demonstrated);
    assert_eq!(planned().await, 0);
    rosa.get("/").await.is(200).hides("1 de diciembre");
    elvia.get(&format!("/nodes/{AGUA_ZARCA}/board")).await.is(200).hides("1 de diciembre");
    town.is_sound().await;
}

#[actix_web::test]
async fn nothing_is_told_of_a_day_after_it_stopped() {
    let town = Town::new().await;
    let tutorial = agreed(&town).await;
    let (elvia, held) = (town.browser_of(ELVIA).await, fresh::<Demonstration>().to_string());
    let record = [("id", held.as_str()), ("day", "2026-11-08"), ("outcome", "not_yet"), ("families", "3"), ("reason", "Le falta.")];
    elvia.post(&format!("/tutorials/{tutorial}/record"), &record).await.is(200);
    let way = format!("/tutorials/{tutorial}/stop");
    elvia.post(&way, &[("day", "2026-11-10"), ("reason", "Vino la cosecha.")]).await.is(200);
    for outcome in ["not_yet", "ready"] {
        let page = dated(&elvia, &held, "2026-11-20", outcome).await.is(422).says("se había dejado");
        assert_eq!((page.count("#day-error"), page.field("day").as_deref()), (1, Some("2026-11-20")), "{outcome}");
    }
    let entry = fresh::<Entry>().to_string();
    let writes = async |on| {
        let page = [("id", entry.as_str()), ("day", on), ("text", "Midió el arco.")];
        elvia.post(&format!("/tutorials/{tutorial}/entries"), &page).await
    };
    let page = writes("2026-11-21").await.is(422).says("se había dejado");
    assert_eq!((page.count("#day-error"), page.field("text").as_deref()), (1, Some("Midió el arco.")));
    // Today it was over, so that a page of no day is of one that is missing.
    assert_eq!(writes("").await.is(422).says("Falta este dato").count("#day-error"), 1);
    assert_eq!(row(&town, tutorial).await.ended, Some(day("2026-11-10")));
    // Until that day it is told, and the stop stands as it was said.
    dated(&elvia, &held, "2026-11-10", "not_yet").await.is(200);
    writes("2026-11-10").await.is(200);
    elvia.post(&way, &[("day", ""), ("reason", "")]).await.is(200).says("Vino la cosecha.");
    // Where the day of the stop was the one that is wrong, it is set right first.
    elvia.post(&way, &[("day", "2026-11-20"), ("reason", "")]).await.is(200);
    dated(&elvia, &held, "2026-11-20", "not_yet").await.is(200);
    assert_eq!(row(&town, tutorial).await.ended, Some(day("2026-11-20")));
    town.is_sound().await;
}
