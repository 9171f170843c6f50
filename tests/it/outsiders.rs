//! What somebody of another place may know of a child and do with her before they have met, and who answers for whom.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::queries::tutorials;
use relevo::store::schema::journal;

use super::practice::{copies, ids};
use super::support::town::*;

/// Ximena and the coach have agreed on the moon, for a visit on the 25th.
async fn before_a_visit(town: &Town) -> (VisitId, TutorialId) {
    let (visit, tutorial): (VisitId, TutorialId) = (fresh(), fresh());
    town.under(move |tx| {
        let (mastery, offer) = (fresh(), fresh());
        let (via, parent, demonstration, voucher) = (Via::Founding, None, None, Some(TOMASA));
        let (person, topic, school, on) = (CELIA, MOON, ZONE, day("2026-01-10"));
        tx.record(MasteryGranted { mastery, person, topic, school, via, day: on, parent, generation: 1, demonstration, voucher })?;
        tx.record(OfferOpened { offer, mastery, person, topic, school, capacity: 2, day: on })?;
        let (school, visitors, on) = (AGUA_ZARCA, vec![CELIA], day(TODAY));
        tx.record(VisitAgreed { visit, school, day: day("2026-11-25"), visitors, responsible: BERTA, agreed_by: BERTA })?;
        let (learner, tutor, offer, visit) = (XIMENA, CELIA, Some(offer), Some(visit));
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by: learner, day: on, offer, visit })?;
        tx.record(TutorialAgreed { tutorial, day: on, how: Agreement::Here }).map(drop)
    })
    .await;
    (visit, tutorial)
}

#[actix_web::test]
async fn nothing_goes_between_an_adult_from_elsewhere_and_a_child_before_they_meet() {
    let town = Town::new().await;
    let (visit, tutorial) = before_a_visit(&town).await;
    let (celia, ximena) = (town.browser_of(CELIA).await, town.browser_of(XIMENA).await);
    let path = format!("/tutorials/{tutorial}");
    let (entry, note, plan) = (fresh::<Entry>().to_string(), fresh::<Note>().to_string(), fresh::<Demonstration>().to_string());
    let page = [("id", entry.as_str()), ("text", "Hoy miré la luna.")];
    let word = [("id", note.as_str()), ("note", "Nos vemos el sábado.")];
    let show = |on: &'static str| [("id", plan.clone()), ("day", on.to_owned()), ("place", "La plaza".to_owned())];
    let early = show("2026-11-24");
    let early: Vec<(&str, &str)> = early.iter().map(|(name, value)| (*name, value.as_str())).collect();
    ximena.post(&format!("{path}/entries"), &page).await.is(422).says("la visita todavía no llegaba");
    celia.post(&format!("{path}/notes"), &word).await.is(422).says("la visita todavía no llegaba");
    ximena.post(&format!("{path}/demonstration"), &early).await.is(422).says("la visita todavía no llegaba");
    // Nor is she shown a form for it.
    let notes = format!("{path}/notes");
    assert!(!celia.get(&path).await.is(200).attributes("form", "action").contains(&notes));
    town.families_allow(&[XIMENA]).await;
    let moon = b"%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n\
        3 0 obj <</Type/Page/Parent 2 0 R>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n";
    let photo = ximena.send_file(&format!("{path}/files"), &[("id", &entry), ("entry", &note)], "luna.pdf", moon).await;
    photo.is(422).says("la visita todavía no llegaba");
    let written = town.under(move |tx| Ok((tutorials::entries(tx, tutorial)?.len(), tutorials::notes(tx, tutorial)?.len()))).await;
    assert_eq!(written, (0, 0));
    // On the day they meet, and write.
    town.pass_days(2);
    let ximena = town.browser_of(XIMENA).await;
    ximena.post(&format!("{path}/entries"), &page).await.is(200);
    celia.post(&format!("{path}/notes"), &word).await.is(200);
    // Given up, the visit takes along what leaned on it, what was only proposed too.
    let proposed: TutorialId = fresh();
    town.under(move |tx| {
        let (learner, tutor, topic, school, offer) = (MATEO, CELIA, MOON, AGUA_ZARCA, None);
        let (proposed_by, visit, on) = (MATEO, Some(visit), day(TODAY));
        tx.record(TutorialProposed { tutorial: proposed, learner, tutor, topic, school, proposed_by, day: on, offer, visit }).map(drop)
    })
    .await;
    town.browser_of(BERTA).await.post(&format!("/visits/{visit}/end"), &[]).await.is(200);
    let states = town
        .under(move |tx| Ok([tutorials::by_id(tx, tutorial)?, tutorials::by_id(tx, proposed)?].map(|row| row.map(|row| row.state))))
        .await;
    assert_eq!(states, [Some(TutorialState::Stopped), Some(TutorialState::NeverBegan)]);
    town.is_sound().await;
}

#[actix_web::test]
async fn whoever_vouches_has_to_be_there() {
    let town = Town::new().await;
    // Doña Rosa, for whom Elvia vouches, teaches Luis to weave.
    let tutorial: TutorialId = fresh();
    town.under(move |tx| {
        let (learner, tutor, topic, school, offer, visit, on) = (LUIS, ROSA, MOON, AGUA_ZARCA, None, None, day("2026-11-02"));
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by: learner, day: on, offer, visit })?;
        tx.record(TutorialAgreed { tutorial, day: on, how: Agreement::Here })?;
        tx.record(StewardNamed { person: BERTA, node: AGUA_ZARCA, since: on }).map(drop)
    })
    .await;
    let berta = town.browser_of(BERTA).await;
    berta.post(&format!("/people/{ELVIA}/departure"), &[("node", &AGUA_ZARCA.to_string())]).await.is(200);
    let state = town.under(move |tx| tutorials::by_id(tx, tutorial)).await.map(|row| row.state);
    assert_eq!(state, Some(TutorialState::Stopped), "nobody answers for Doña Rosa any more");
    let pair = town.under(|tx| Ok(relevo::actions::ground::may_pair(tx, LUIS, ROSA, None).is_ok_and(|pair| pair.is_ok()))).await;
    assert!(!pair, "nor can she begin again");
}

#[actix_web::test]
async fn a_no_leaves_no_mark_for_others() {
    let town = Town::new().await;
    let (ximena, maricruz) = (town.browser_of(XIMENA).await, town.browser_of(MARICRUZ).await);
    let id = fresh::<Tutorial>().to_string();
    ximena.post("/tutorials", &[("id", &id), ("offer", &MARICRUZ_OFFERS_ARCH.to_string())]).await.is(200);
    let page = format!("/tutorials/{id}");
    let elvia = town.browser_of(ELVIA).await;
    elvia.get(&page).await.is(200);
    maricruz.post(&format!("{page}/refusal"), &[]).await.is(200);
    elvia.get(&page).await.is(404);
    ximena.get(&page).await.is(200);
}

#[actix_web::test]
async fn a_first_try_on_paper_opens_no_second_tutorial() {
    let town = Town::new().await;
    let open = super::tutorials_pages::agreed(&town).await;
    let elvia = town.browser_of(ELVIA).await;
    copies(&elvia, &ids(), (XIMENA, ELVIA), &PI.to_string(), "2026-11-10", "not_yet").await.is(200);
    let now = town.under(|tx| tutorials::open_count(tx, XIMENA)).await;
    assert_eq!(now, 1);
    assert_eq!(town.under(move |tx| tutorials::by_id(tx, open)).await.map(|row| row.state), Some(TutorialState::Open));
    town.is_sound().await;
}

#[actix_web::test]
async fn a_sign_that_no_text_has_is_refused_on_each_engine() {
    for town in Town::on_each_engine_with_a_queue_of(64).await {
        let visitor = town.visitor();
        visitor.post("/sign-in", &[("handle", "elvia\0"), ("password", "cerro y maguey")]).await.is(400);
        visitor.post("/concerns/new", &[("text", "algo\0 pasa")]).await.is(400);
    }
}

#[actix_web::test]
async fn what_a_tutor_said_is_not_left_in_the_journal_once_she_is_erased() {
    use diesel::prelude::*;
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let tutorial = super::tutorials_pages::agreed(&town).await;
    let (id, luis) = (fresh::<Demonstration>().to_string(), LUIS.to_string());
    let said = "Maricruz dijo que ya lo tenía claro.";
    let record = [("id", id.as_str()), ("day", TODAY), ("outcome", "ready"), ("present", &luis), ("reason", said)];
    elvia.post(&format!("/tutorials/{tutorial}/record"), &record).await.is(200);
    let found = || {
        town.under(|tx| {
            let bodies: Vec<Option<String>> = journal::table.select(journal::body).load(&mut **tx)?;
            Ok(bodies.into_iter().flatten().filter(|body| body.contains("ya lo tenía claro")).count())
        })
    };
    assert_eq!(found().await, 1);
    elvia.post(&format!("/people/{MARICRUZ}/erasure"), &[]).await.is(200);
    assert_eq!(found().await, 0, "she tutored: what was decided is about her too");
    town.is_sound().await;
}
