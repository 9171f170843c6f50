//! Where words, visits, places and people's ways between them end: who is not kept as the writer, who does not answer for a visit, who does not
//! come back, go over or go back. What holds for tutorials and demonstrations: `limits`.

use diesel::prelude::*;
use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::queries::{people, tutorials, visits};
use relevo::store::schema::{journal, passwords, pins};

use super::support::town::*;

async fn belongs(town: &Town, person: PersonId, node: NodeId) -> bool {
    town.under(move |tx| people::belongs_to(tx, person, node)).await
}

/// Says something at Agua Zarca, to the school.
async fn says(browser: &Browser, text: &str, more: &[(&str, &str)]) {
    let (id, school) = (fresh::<Concern>().to_string(), AGUA_ZARCA.to_string());
    let said = [("id", id.as_str()), ("school", &school), ("reader", "school"), ("text", text)];
    browser.post("/concerns/new", &[&said[..], more].concat()).await.is(200);
}

#[actix_web::test]
async fn who_said_it_unsigned_is_not_in_the_journal_either() {
    let town = Town::new().await;
    let mateo = town.browser_of(MATEO).await;
    let actors = async || {
        town.under(|tx| {
            let lines = journal::table.filter(journal::kind.like("%oncern%")).order(journal::position);
            Ok(lines.select(journal::actor).load::<Option<PersonId>>(&mut **tx)?)
        })
        .await
    };
    says(&mateo, "Alguien me molesta.", &[("about", &BERTA.to_string())]).await;
    let unsigned = actors().await;
    assert_eq!(unsigned, [None, None, None], "that it was said, what, and about whom");
    says(&mateo, "Y lo firmo.", &[("signed", "yes")]).await;
    assert_eq!(actors().await[3..], [Some(MATEO); 3]);
    town.is_sound().await;
}

#[actix_web::test]
async fn what_was_said_of_somebody_leaves_the_journal_with_her() {
    let town = Town::new().await;
    let (ximena, elvia) = (town.browser_of(XIMENA).await, town.browser_of(ELVIA).await);
    says(&ximena, "La maestra jala el pelo.", &[("about", &BERTA.to_string())]).await;
    says(&ximena, "Aquí hace frío, dice quien firma.", &[("signed", "yes")]).await;
    says(&ximena, "Aquí se va la luz.", &[]).await;
    let kept = async || {
        town.under(|tx| {
            let mut kept = [false; 3];
            for (kept, words) in kept.iter_mut().zip(["jala el pelo", "hace frío", "se va la luz"]) {
                let found = journal::table.filter(journal::body.like(format!("%{words}%")));
                *kept = found.count().get_result::<i64>(&mut **tx)? > 0;
            }
            Ok(kept)
        })
        .await
    };
    assert_eq!(kept().await, [true; 3]);
    town.browser_of(JULIAN).await.post(&format!("/people/{BERTA}/erasure"), &[]).await.is(404);
    elvia.post(&format!("/people/{BERTA}/erasure"), &[]).await.is(200);
    assert_eq!(kept().await, [false, true, true]);
    elvia.post(&format!("/people/{XIMENA}/erasure"), &[]).await.is(200);
    assert_eq!(kept().await, [false, false, true], "nobody knows that the last was hers");
    town.is_sound().await;
}

/// Berta agrees to a visit on the 25th.
async fn visit(town: &Town, visitor: PersonId, responsible: PersonId) -> (VisitId, Page) {
    let id = fresh::<Visit>();
    let (text, visitor, responsible) = (id.to_string(), visitor.to_string(), responsible.to_string());
    let fields = [("id", text.as_str()), ("day", "2026-11-25"), ("visitors", &visitor), ("responsible", &responsible)];
    (id, town.browser_of(BERTA).await.post(&format!("/nodes/{AGUA_ZARCA}/visits/new"), &fields).await)
}

#[actix_web::test]
async fn only_who_teaches_at_the_school_answers_for_a_visit() {
    let town = Town::new().await;
    // A mother, a child, a teacher of the next school, a coach, nobody at all.
    for responsible in [ROSA, XIMENA, JULIAN, TOMASA, fresh()] {
        let (id, page) = visit(&town, CELIA, responsible).await;
        let page = page.is(422).says("Elige una de las opciones");
        assert_eq!(page.count("#responsible-error"), 1, "{responsible}");
        assert!(town.under(move |tx| visits::by_id(tx, id)).await.is_none());
    }
    let (id, page) = visit(&town, CELIA, ELVIA).await;
    page.is(200);
    assert_eq!(town.under(move |tx| visits::visitors(tx, id)).await, [CELIA]);
}

#[actix_web::test]
async fn who_looks_after_a_place_above_need_not_say_that_she_comes() {
    let town = Town::new().await;
    town.under(|tx| {
        let row = (passwords::person.eq(JULIAN), passwords::handle.eq("julian"), passwords::hash.eq("no password fits"));
        diesel::insert_into(passwords::table).values(row).execute(&mut **tx)?;
        Ok(())
    })
    .await;
    let comes = async |id| town.under(move |tx| visits::visitors(tx, id)).await;
    let (before, page) = visit(&town, JULIAN, BERTA).await;
    page.is(200);
    assert_eq!(comes(before).await, [], "a teacher of the next school is asked");
    // He teaches there still, holds no office in the zone, and looks after it.
    town.under(|tx| tx.record(StewardNamed { person: JULIAN, node: ZONE, since: day(TODAY) }).map(drop)).await;
    let (after, page) = visit(&town, JULIAN, BERTA).await;
    page.is(200);
    assert_eq!(comes(after).await, [JULIAN]);
    assert_eq!(comes(before).await, []);
}

/// Somebody new at Agua Zarca has this name.
async fn newcomer(town: &Town, name: &str) {
    let (id, node) = (fresh::<Person>().to_string(), AGUA_ZARCA.to_string());
    let form = [("id", id.as_str()), ("node", &node), ("name", name), ("position", "student"), ("minor", "yes"), ("grade", "1")];
    town.browser_of(ELVIA).await.post(&format!("/nodes/{AGUA_ZARCA}/people/new"), &form).await.is(200);
}

#[actix_web::test]
async fn who_comes_back_finds_her_name_taken_or_nobody_who_vouches() {
    let town = Town::new().await;
    let (elvia, school) = (town.browser_of(ELVIA).await, AGUA_ZARCA.to_string());
    elvia.post(&format!("/people/{LUIS}/departure"), &[("node", &school)]).await.is(200);
    newcomer(&town, "Luis").await;
    let door = |person: PersonId| format!("/nodes/{AGUA_ZARCA}/people/{person}/return");
    for how in ["back", "mistake"] {
        elvia.post(&door(LUIS), &[("node", &school), ("how", how)]).await.is(422).says("Ya hay alguien con ese nombre");
        assert!(!belongs(&town, LUIS, AGUA_ZARCA).await, "{how}");
    }
    // Doña Rosa was let in by an older program, which asked for nobody.
    town.under(|tx| {
        let (person, node, position, since) = (ROSA, AGUA_ZARCA, Position::Family, day(TODAY));
        tx.record(PersonLeft { person, node, until: since })?;
        let voucher = Some(XIMENA);
        tx.record(PersonJoined { person, node, position, minor: false, since, voucher })?;
        tx.record(PersonLeft { person, node, until: since }).map(drop)
    })
    .await;
    let back =
        async |voucher: &str, status| elvia.post(&door(ROSA), &[("node", &school), ("how", "back"), ("voucher", voucher)]).await.is(status);
    for voucher in [String::new(), XIMENA.to_string(), JULIAN.to_string(), ROSA.to_string()] {
        let page = back(&voucher, 422).await.says("necesita que alguien de la escuela responda por ella");
        assert_eq!(page.count("#voucher-error"), 1, "{voucher:?}");
        assert!(!belongs(&town, ROSA, AGUA_ZARCA).await);
    }
    back(&BERTA.to_string(), 200).await;
    assert!(belongs(&town, ROSA, AGUA_ZARCA).await);
}

/// Ximena moves to La Noria; answers with where her way is taken back.
async fn moves(town: &Town) -> String {
    let (id, school, receiver) = (fresh::<()>().to_string(), AGUA_ZARCA.to_string(), LA_NORIA.to_string());
    let form = [("id", id.as_str()), ("school", &school), ("receiver", &receiver)];
    town.browser_of(ELVIA).await.post(&format!("/people/{XIMENA}/move"), &form).await.is(200);
    let julian = town.browser_of(JULIAN).await;
    julian.post(&format!("/moves/{id}"), &[("name", "Ximena"), ("grade", "2")]).await.is(200);
    assert!(belongs(town, XIMENA, LA_NORIA).await);
    format!("/moves/{id}/undo")
}

/// Where she is of: of the old school, of the new one.
async fn of(town: &Town) -> [bool; 2] {
    [belongs(town, XIMENA, AGUA_ZARCA).await, belongs(town, XIMENA, LA_NORIA).await]
}

#[actix_web::test]
async fn nobody_goes_back_to_a_closed_school() {
    let town = Town::new().await;
    let undo = moves(&town).await;
    let julian = town.browser_of(JULIAN).await;
    town.under(|tx| tx.record(NodeClosed { node: AGUA_ZARCA, since: day(TODAY) }).map(drop)).await;
    julian.post(&undo, &[]).await.is(422).says("Ese lugar está cerrado");
    assert_eq!(of(&town).await, [false, true]);
    town.under(|tx| tx.record(NodeReopened { node: AGUA_ZARCA }).map(drop)).await;
    julian.post(&undo, &[]).await.is(200);
    assert_eq!(of(&town).await, [true, false]);
}

#[actix_web::test]
async fn nobody_goes_back_where_another_has_her_name_by_now() {
    let town = Town::new().await;
    let undo = moves(&town).await;
    newcomer(&town, "ximena").await;
    town.browser_of(ELVIA).await.post(&undo, &[]).await.is(404);
    town.browser_of(JULIAN).await.post(&undo, &[]).await.is(422).says("Ya hay alguien con ese nombre");
    assert_eq!(of(&town).await, [false, true]);
}

#[actix_web::test]
async fn the_keys_that_the_other_school_gave_end_when_a_child_goes_back() {
    let town = Town::new().await;
    let undo = moves(&town).await;
    let julian = town.browser_of(JULIAN).await;
    julian.post(&format!("/people/{XIMENA}/pin"), &[]).await.is(200);
    let ximena = town.browser_of(XIMENA).await;
    ximena.get("/").await.is(200).says("Ximena");
    let keys = async || town.under(|tx| Ok(pins::table.filter(pins::person.eq(XIMENA)).count().get_result::<i64>(&mut **tx)?)).await;
    assert_eq!(keys().await, 1);
    julian.post(&undo, &[]).await.is(200);
    assert_eq!(keys().await, 0);
    ximena.get("/").await.is(200).hides("Ximena");
}

#[actix_web::test]
async fn a_move_is_taken_back_within_thirty_days_and_not_after() {
    let town = Town::new().await;
    let undo = moves(&town).await;
    town.pass_days(30);
    town.browser_of(JULIAN).await.post(&undo, &[]).await.is(200);
    assert_eq!(of(&town).await, [true, false]);
    let undo = moves(&town).await;
    town.pass_days(31);
    town.browser_of(JULIAN).await.post(&undo, &[]).await.is(422).says("Ya pasó mucho tiempo");
    assert_eq!(of(&town).await, [false, true]);
    town.is_sound().await;
}

#[actix_web::test]
async fn a_schools_last_steward_is_not_handed_over() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let (id, school, receiver) = (fresh::<()>().to_string(), AGUA_ZARCA.to_string(), LA_NORIA.to_string());
    let form = [("id", id.as_str()), ("school", &school), ("receiver", &receiver)];
    let hand_over = format!("/people/{ELVIA}/move");
    elvia.post(&hand_over, &form).await.is(422).says("Es la única persona responsable");
    town.browser_of(JULIAN).await.post(&format!("/moves/{id}"), &[("name", "Maestra Elvia")]).await.is(404);
    town.under(|tx| tx.record(StewardNamed { person: BERTA, node: AGUA_ZARCA, since: day(TODAY) }).map(drop)).await;
    elvia.post(&hand_over, &form).await.is(200);
    town.browser_of(JULIAN).await.post(&format!("/moves/{id}"), &[("name", "Maestra Elvia")]).await.is(200);
    assert!(belongs(&town, ELVIA, LA_NORIA).await);
    town.is_sound().await;
}

#[actix_web::test]
async fn who_looks_after_a_place_is_not_set_right_as_a_child() {
    let town = Town::new().await;
    let since = day(TODAY);
    town.under(move |tx| {
        // Doña Rosa looks after the zone: an office that no correction takes from her.
        tx.record(StewardNamed { person: ROSA, node: ZONE, since }).map(drop)
    })
    .await;
    let (elvia, node) = (town.browser_of(ELVIA).await, AGUA_ZARCA.to_string());
    let form = [("node", node.as_str()), ("name", "Rosa"), ("position", "student"), ("minor", "yes")];
    let way = format!("/people/{ROSA}/edit");
    let page = elvia.post(&way, &form).await.is(422).says("Es responsable de un lugar");
    assert_eq!((page.count("#minor-error"), page.field("name").as_deref()), (1, Some("Rosa")));
    let minor = async || town.under(|tx| people::by_id(tx, ROSA)).await.map(|row| row.minor);
    assert_eq!(minor().await, Some(false));
    town.browser_of(JULIAN).await.post(&way, &form).await.is(404);
    town.under(move |tx| tx.record(StewardEnded { person: ROSA, node: ZONE, until: since }).map(drop)).await;
    elvia.post(&way, &form).await.is(200);
    assert_eq!(minor().await, Some(true));
    town.is_sound().await;
}

#[actix_web::test]
async fn what_an_entry_without_a_voucher_makes_unsafe_stops_when_two_become_one() {
    let town = Town::new().await;
    let (other, tutorial): (PersonId, TutorialId) = (fresh(), fresh());
    town.under(move |tx| {
        // She was entered once more, and nobody vouches for that entry; under the first she accompanies Luis.
        let (person, node, position, since) = (other, AGUA_ZARCA, Position::Family, day("2026-08-31"));
        tx.record(PersonJoined { person, node, position, minor: false, since, voucher: None })?;
        tx.record(PersonNamed { person, name: "Rosa Luz".to_owned(), grade: None, group: None, language: None })?;
        let (learner, tutor, topic, school, offer, visit, on) = (LUIS, ROSA, MOON, AGUA_ZARCA, None, None, day("2026-11-02"));
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by: learner, day: on, offer, visit })?;
        tx.record(TutorialAgreed { tutorial, day: on, how: Agreement::Here }).map(drop)
    })
    .await;
    let way = format!("/people/{other}/same");
    let state = async || town.under(move |tx| tutorials::by_id(tx, tutorial)).await.map(|row| row.state);
    town.browser_of(JULIAN).await.post(&way, &[("other", &ROSA.to_string())]).await.is(404);
    assert_eq!(state().await, Some(TutorialState::Open));
    town.browser_of(ELVIA).await.post(&way, &[("other", &ROSA.to_string())]).await.is(200);
    assert_eq!(state().await, Some(TutorialState::Stopped));
    town.is_sound().await;
}

#[actix_web::test]
async fn a_yes_from_before_a_no_does_not_rise_again_with_a_yes_to_another_school() {
    let town = Town::new().await;
    let at = format!("/people/{XIMENA}/consents");
    let says = async |teacher: PersonId, on: &str, word: &str| {
        let teacher = town.browser_of(teacher).await;
        let id = teacher.get(&at).await.is(200).field("id").expect("an id");
        teacher.post(&at, &[("id", &id), ("guardian", "Aurelia"), ("day", on), ("photos", word)]).await.is(200)
    };
    let goes = async |from: NodeId, to: NodeId| {
        town.under(move |tx| {
            let (person, position, on) = (XIMENA, Position::Student, day(TODAY));
            tx.record(PersonLeft { person, node: from, until: on })?;
            tx.record(PersonJoined { person, node: to, position, minor: true, since: on, voucher: None }).map(drop)
        })
        .await;
    };
    says(BERTA, "2026-11-10", "yes").await.says("Fotos de su trabajo: sí");
    says(BERTA, "2026-11-12", "no").await.says("Fotos de su trabajo: no");
    goes(AGUA_ZARCA, LA_NORIA).await;
    says(JULIAN, "2026-11-20", "yes").await.says("Fotos de su trabajo: sí");
    goes(LA_NORIA, AGUA_ZARCA).await;
    town.browser_of(JULIAN).await.get(&at).await.is(404);
    // Agua Zarca was told no after its yes; what La Noria was told is La Noria's.
    town.browser_of(BERTA).await.get(&at).await.is(200).hides("Fotos de su trabajo: sí").says("Fotos de su trabajo: sin respuesta");
    says(BERTA, "2026-11-22", "yes").await.says("Fotos de su trabajo: sí");
}
