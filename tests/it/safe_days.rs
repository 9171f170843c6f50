//! What was allowed on one day is asked of that day, and what may go on is asked of today.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::queries::{figures, nodes, tutorials};

use super::practice::{copies, ids};
use super::support::town::*;

fn granted(mastery: MasteryId, person: PersonId, topic: TopicId, school: NodeId, on: &str) -> MasteryGranted {
    let (via, parent, demonstration, voucher) = (Via::Founding, None, None, Some(TOMASA));
    MasteryGranted { mastery, person, topic, school, via, day: day(on), parent, generation: 1, demonstration, voucher }
}

/// Ximena and a tutor agreed on a topic on a day.
async fn together(town: &Town, tutor: PersonId, topic: TopicId, on: &str) -> TutorialId {
    let (tutorial, on) = (fresh(), day(on));
    town.under(move |tx| {
        let (learner, school, offer, visit) = (XIMENA, AGUA_ZARCA, None, None);
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, offer, visit, proposed_by: learner, day: on })?;
        tx.record(TutorialAgreed { tutorial, day: on, how: Agreement::Here })?;
        Ok(())
    })
    .await;
    tutorial
}

async fn state_of(town: &Town, tutorial: TutorialId) -> TutorialState {
    town.under(move |tx| tutorials::by_id(tx, tutorial)).await.expect("the tutorial").state
}

#[actix_web::test]
async fn a_record_cannot_put_two_together_before_they_were_of_one_school() {
    let town = Town::new().await;
    // Joel came from the zone's office to teach in Agua Zarca on the 15th.
    let joel: PersonId = fresh();
    town.under(move |tx| {
        let (position, minor, voucher) = (Position::Coach, false, None);
        tx.record(PersonJoined { person: joel, node: ZONE, position, minor, since: day("2025-09-01"), voucher })?;
        let (name, grade, group, language) = ("Joel Mendieta".to_owned(), None, None, None);
        tx.record(PersonNamed { person: joel, name, grade, group, language })?;
        tx.record(PersonLeft { person: joel, node: ZONE, until: day("2026-11-15") })?;
        tx.record(PersonJoined { person: joel, node: AGUA_ZARCA, position: Position::Teacher, minor, since: day("2026-11-15"), voucher })?;
        tx.record(granted(fresh(), joel, MOON, ZONE, "2026-01-10"))?;
        Ok(())
    })
    .await;
    let tutorial = together(&town, joel, MOON, "2026-11-18").await;
    let elvia = town.browser_of(ELVIA).await;
    let (path, mateo) = (format!("/tutorials/{tutorial}/record"), MATEO.to_string());
    let (id, later) = (fresh::<Demonstration>().to_string(), fresh::<Demonstration>().to_string());
    let record = |id: &str, on: &str| {
        [("id", id), ("day", on), ("outcome", "ready"), ("present", mateo.as_str())]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    let fields = record(&id, "2026-11-10");
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    elvia.post(&path, &fields).await.is(422).says("anterior al comienzo");
    // Nor does it begin then: he was of the zone, and nobody had agreed to his visit.
    let began = format!("/tutorials/{tutorial}/beginning");
    elvia.post(&began, &[("began", "2026-11-10")]).await.is(422).says("visita");
    assert_eq!(state_of(&town, tutorial).await, TutorialState::Open, "nothing was written");
    // Two days before they agreed here, but after he came: a teacher knows better when it began.
    elvia.post(&began, &[("began", "2026-11-16")]).await.is(200);
    let fields = record(&later, "2026-11-16");
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    elvia.post(&path, &fields).await.is(200);
    assert_eq!(state_of(&town, tutorial).await, TutorialState::Demonstrated);
    town.is_sound().await;
}

#[actix_web::test]
async fn a_visit_for_which_nobody_answers_any_more_brings_nobody_together() {
    let town = Town::new().await;
    let (visit, offer): (VisitId, OfferId) = (fresh(), fresh());
    town.under(move |tx| {
        let mastery = fresh();
        tx.record(granted(mastery, CELIA, MOON, ZONE, "2026-01-10"))?;
        let (person, topic, school) = (CELIA, MOON, ZONE);
        tx.record(OfferOpened { offer, mastery, person, topic, school, capacity: 2, day: day("2026-01-10") })?;
        let (school, visitors) = (AGUA_ZARCA, vec![CELIA]);
        tx.record(VisitAgreed { visit, school, day: day("2026-11-25"), visitors, responsible: BERTA, agreed_by: BERTA })?;
        Ok(())
    })
    .await;
    let asks = async |id: &str, status: u16| {
        let fields = [("id", id.to_owned()), ("offer", offer.to_string()), ("visit", visit.to_string())];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        town.browser_of(XIMENA).await.post("/tutorials", &fields).await.is(status);
    };
    let id = fresh::<Tutorial>();
    town.under(|tx| tx.record(PersonLeft { person: BERTA, node: AGUA_ZARCA, until: day(TODAY) }).map(drop)).await;
    asks(&id.to_string(), 422).await;
    assert!(town.under(move |tx| tutorials::by_id(tx, id)).await.is_none());
    // She came back: now somebody answers for it.
    town.under(|tx| tx.record(LeavingWithdrawn { person: BERTA, node: AGUA_ZARCA }).map(drop)).await;
    asks(&id.to_string(), 200).await;
    assert!(town.under(move |tx| tutorials::by_id(tx, id)).await.is_some());
}

#[actix_web::test]
async fn whoever_leaves_ends_what_was_open_on_both_sides() {
    let town = Town::new().await;
    let learning = together(&town, MARICRUZ, ARCH, "2026-11-02").await;
    let elvia = town.browser_of(ELVIA).await;
    let home = AGUA_ZARCA.to_string();
    elvia.post(&format!("/people/{MARICRUZ}/departure"), &[("node", &home)]).await.is(200);
    assert_eq!(state_of(&town, learning).await, TutorialState::Stopped, "the tutor left");
    let again = together(&town, ELVIA, PI, "2026-11-03").await;
    elvia.post(&format!("/people/{XIMENA}/departure"), &[("node", &home)]).await.is(200);
    assert_eq!(state_of(&town, again).await, TutorialState::Stopped, "the learner left");
    town.is_sound().await;
}

#[actix_web::test]
async fn paper_of_a_pair_that_may_not_go_on_leaves_nothing_open() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    // They could work together in September; since then a steward has kept the two apart.
    let blocked: BlockId = fresh();
    let (one, other) = (MATEO, MARICRUZ);
    town.under(move |tx| tx.record(PairBlocked { block: blocked, school: AGUA_ZARCA, one, other, day: day("2026-10-20") }).map(drop)).await;
    let answer = copies(&elvia, &ids(), (MATEO, MARICRUZ), &ARCH.to_string(), "2026-09-30", "not_yet").await;
    answer.is(200);
    let open = town.under(|tx| tutorials::open_on(tx, MATEO, ARCH)).await;
    assert!(open.is_none(), "what they could do then they may not go on with now");
    let all = town.under(|tx| tutorials::of_learner(tx, MATEO, &[TutorialState::Stopped])).await;
    assert_eq!(all.len(), 1, "it is kept, and ended");
    town.is_sound().await;
}

#[actix_web::test]
async fn a_teacher_who_learns_does_not_say_yes_for_a_tutor_of_another_place() {
    let town = Town::new().await;
    let offer: OfferId = fresh();
    town.under(move |tx| {
        let mastery = fresh();
        tx.record(granted(mastery, CELIA, MOON, ZONE, "2026-01-10"))?;
        let (person, topic, school) = (CELIA, MOON, ZONE);
        tx.record(OfferOpened { offer, mastery, person, topic, school, capacity: 2, day: day("2026-01-10") }).map(drop)
    })
    .await;
    let berta = town.browser_of(BERTA).await;
    let (id, offer, me) = (fresh::<Tutorial>(), offer.to_string(), BERTA.to_string());
    let text = id.to_string();
    let aloud = [("id", text.as_str()), ("offer", &offer), ("learner", &me), ("aloud", "yes")];
    berta.post("/tutorials", &aloud).await.is(422);
    assert!(town.under(move |tx| tutorials::by_id(tx, id)).await.is_none());
    berta.post("/tutorials", &aloud[..3]).await.is(200);
    assert_eq!(state_of(&town, id).await, TutorialState::Proposed, "Celia answers for herself");
}

#[actix_web::test]
async fn a_new_tutor_is_new_once() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    copies(&elvia, &ids(), (XIMENA, ELVIA), &PI.to_string(), "2026-10-05", "ready").await.is(200);
    copies(&elvia, &ids(), (XIMENA, MARICRUZ), &ARCH.to_string(), "2026-11-09", "ready").await.is(200);
    copies(&elvia, &ids(), (LUIS, ELVIA), &PI.to_string(), "2026-11-10", "ready").await.is(200);
    let counted = town
        .under(|tx| {
            let school = nodes::by_id(tx, AGUA_ZARCA)?.expect("the school");
            let area = figures::area(tx, &school)?;
            let mut days = figures::new_tutors_by_day(tx, &area, day("2026-09-01"), day("2026-11-30"))?;
            days.sort_unstable();
            Ok(days)
        })
        .await;
    assert_eq!(counted, [(day("2026-10-05"), 1), (day("2026-11-10"), 1)], "Ximena's second promotion makes no second tutor of her");
}

#[actix_web::test]
async fn nobody_leans_on_a_visit_that_is_over() {
    let town = Town::new().await;
    let (visit, offer): (VisitId, OfferId) = (fresh(), fresh());
    town.under(move |tx| {
        let (mastery, person, topic, school, visitors) = (fresh(), CELIA, MOON, ZONE, vec![CELIA]);
        tx.record(granted(mastery, person, topic, school, "2026-01-10"))?;
        tx.record(OfferOpened { offer, mastery, person, topic, school, capacity: 2, day: day("2026-01-10") })?;
        let (school, day, responsible, agreed_by) = (AGUA_ZARCA, day("2026-11-24"), BERTA, BERTA);
        tx.record(VisitAgreed { visit, school, day, visitors, responsible, agreed_by }).map(drop)
    })
    .await;
    let ask = async |learner: PersonId, status: u16| {
        let (id, offer, visit) = (fresh::<Tutorial>().to_string(), offer.to_string(), visit.to_string());
        let fields = [("id", id.as_str()), ("offer", &offer), ("visit", &visit)];
        let page = town.browser_of(learner).await.post("/tutorials", &fields).await.is(status);
        if status == 422 {
            // A form that was opened before it passed is shown again, and says what they need.
            assert_eq!(page.says("solo pueden trabajar en una visita").field("id"), Some(id));
        }
        town.under(move |tx| tutorials::of_learner(tx, learner, TutorialState::ALL)).await.len()
    };
    town.pass_days(1);
    assert_eq!(ask(XIMENA, 200).await, 1, "it is today");
    town.pass_days(1);
    assert_eq!(ask(MATEO, 422).await, 0, "it was yesterday");
}
