//! What nobody writes of herself, nor of what she did not see; and what only she is told.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::queries::{demonstrations, masteries, tutorials};

use super::practice::{copies, ids};
use super::support::town::*;

/// Berta, who teaches, learned where pi comes from with Elvia, and is not there yet.
async fn berta_demonstrated(town: &Town) -> DemonstrationId {
    let (tutorial, demonstration): (TutorialId, DemonstrationId) = (fresh(), fresh());
    town.under(move |tx| {
        let (learner, tutor, topic, school, offer, visit) = (BERTA, ELVIA, PI, AGUA_ZARCA, None, None);
        let on = day("2026-11-02");
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by: learner, day: on, offer, visit })?;
        tx.record(TutorialAgreed { tutorial, day: on, how: Agreement::Here })?;
        let (path, outcome, witnesses, audience) = (Path::Tutorial, Outcome::NotYet, vec![LUIS], vec![]);
        let (tutorial, tutor, recorded_by, day) = (Some(tutorial), Some(ELVIA), ELVIA, day("2026-11-20"));
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
        })
        .map(drop)
    })
    .await;
    demonstration
}

#[actix_web::test]
async fn a_teacher_who_learns_decides_nothing_about_herself() {
    let town = Town::new().await;
    let held = berta_demonstrated(&town).await;
    let berta = town.browser_of(BERTA).await;
    let (path, luis) = (format!("/demonstrations/{held}"), LUIS.to_string());
    // She teaches there, and sets others' records right; not her own.
    berta.get(&format!("{path}/edit")).await.is(404);
    let ready = [("day", "2026-11-20"), ("outcome", "ready"), ("present", luis.as_str())];
    let answer = berta.post(&format!("{path}/edit"), &ready).await;
    assert_ne!(answer.status, 200, "{}", answer.text());
    berta.post(&format!("{path}/withdrawal"), &[]).await;
    let row = town.under(move |tx| demonstrations::by_id(tx, held)).await.expect("the record");
    assert_eq!((row.state, row.corrected), (DemonstrationState::NotYet, None));

    // From paper, with a tutor or without one.
    copies(&berta, &ids(), (BERTA, MARICRUZ), &ARCH.to_string(), "2026-11-10", "ready").await.is(422).says("no quien demostró");
    let (id, topic) = (fresh::<Demonstration>().to_string(), MOON.to_string());
    let alone =
        [("id", id.as_str()), ("topic", &topic), ("path", "self_study"), ("day", TODAY), ("outcome", "ready"), ("present", luis.as_str())];
    let answer = berta.post(&format!("/people/{BERTA}/demonstration"), &alone).await;
    assert_ne!(answer.status, 200, "{}", answer.text());
    let masters = town.under(|tx| masteries::of_person(tx, BERTA)).await;
    assert_eq!(masters, [], "she masters nothing by her own word");

    // A colleague writes it.
    town.browser_of(ELVIA).await.post(&format!("{path}/edit"), &ready).await.is(200);
    assert_eq!(town.under(|tx| masteries::of_person(tx, BERTA)).await.len(), 1);
    town.is_sound().await;
}

#[actix_web::test]
async fn who_comes_on_a_visit_writes_of_that_day_alone() {
    let town = Town::new().await;
    let (first, tutorial): (VisitId, TutorialId) = (fresh(), fresh());
    town.under(move |tx| {
        let (mastery, person, topic, school) = (tx.new_id(), CELIA, MOON, ZONE);
        let (via, parent, demonstration, voucher, on) = (Via::Founding, None, None, Some(TOMASA), day("2026-01-10"));
        tx.record(MasteryGranted { mastery, person, topic, school, via, day: on, parent, generation: 1, demonstration, voucher })?;
        let (second, school, responsible) = (tx.new_id(), AGUA_ZARCA, BERTA);
        for (visit, on) in [(first, "2026-11-25"), (second, "2026-11-27")] {
            tx.record(VisitAgreed { visit, school, day: day(on), visitors: vec![CELIA], responsible, agreed_by: BERTA })?;
        }
        let (learner, tutor, offer, visit, on) = (XIMENA, CELIA, None, Some(first), day(TODAY));
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by: learner, day: on, offer, visit })?;
        tx.record(TutorialAgreed { tutorial, day: on, how: Agreement::Here }).map(drop)
    })
    .await;
    town.pass_days(4);
    let celia = town.browser_of(CELIA).await;
    let id = fresh::<Demonstration>().to_string();
    let record =
        |on: &'static str| [("id", id.clone()), ("day", on.to_owned()), ("outcome", "ready".to_owned()), ("families", "5".to_owned())];
    let send = async |on: &'static str| {
        let fields = record(on);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        celia.post(&format!("/tutorials/{tutorial}/record"), &fields).await
    };
    // Between the two visits she was not there, though one was still to come.
    send("2026-11-26").await.is(422).says("Vienes de otro lugar");
    assert_eq!(town.under(move |tx| tutorials::by_id(tx, tutorial)).await.map(|row| row.state), Some(TutorialState::Open));
    send("2026-11-27").await.is(200);
    town.is_sound().await;
}

#[actix_web::test]
async fn a_guest_is_told_of_the_day_to_which_she_is_asked_and_of_no_other() {
    let town = Town::new().await;
    let (asked, given_up): (DemonstrationId, DemonstrationId) = (fresh(), fresh());
    town.under(move |tx| {
        let (learner, school, offer, visit, on) = (XIMENA, AGUA_ZARCA, None, None, day("2026-11-02"));
        for (tutor, topic, demonstration, invited) in [(ELVIA, PI, given_up, vec![BERTA]), (MARICRUZ, ARCH, asked, vec![MATEO])] {
            let tutorial = tx.new_id();
            tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by: learner, day: on, offer, visit })?;
            tx.record(TutorialAgreed { tutorial, day: on, how: Agreement::Here })?;
            let (day, place) = (day("2026-11-27"), "El patio".to_owned());
            tx.record(DemonstrationPlanned { demonstration, tutorial, learner, tutor, topic, school, day, place, invited })?;
            if demonstration == given_up {
                tx.record(DemonstrationCancelled { demonstration })?;
                tx.record(TutorialStopped { tutorial, day: on })?;
            }
        }
        Ok(())
    })
    .await;
    for (person, hears) in [(MATEO, [true, false]), (XIMENA, [true, true]), (LUIS, [false, false]), (NADIA, [false, false])] {
        let browser = town.browser_of(person).await;
        let page = browser.post("/calendar", &[]).await.is(200);
        let address = page.text().split_whitespace().find(|word| word.contains("/calendar/")).expect("an address").to_owned();
        let calendar = town.visitor().get(&address[address.find("/calendar/").expect("a path")..]).await.is(200).body;
        assert_eq!([asked, given_up].map(|id| calendar.contains(&format!("UID:{id}@"))), hears, "{person}: {calendar}");
    }
}
