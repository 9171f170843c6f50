//! What ends when a visit is given up or a person is set right, and who is told what meanwhile: a child comes on no visit, a list is its sender's
//! alone, and those above a school are not told how few want a topic.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::queries::{tutorials, visits};
use relevo::store::waiting::{self, ListRow};

use super::support::town::*;

async fn tutorial(town: &Town, [learner, tutor]: [PersonId; 2], visit: Option<VisitId>, agreed: bool) -> TutorialId {
    let tutorial = fresh();
    town.under(move |tx| {
        let (topic, school, offer, proposed_by, day) = (MOON, AGUA_ZARCA, None, learner, day("2026-11-20"));
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, offer, visit, proposed_by, day })?;
        if agreed {
            tx.record(TutorialAgreed { tutorial, day, how: Agreement::Here })?;
        }
        Ok(tutorial)
    })
    .await
}

async fn state_of(town: &Town, tutorial: TutorialId) -> TutorialState {
    town.under(move |tx| tutorials::by_id(tx, tutorial)).await.expect("there").state
}

#[actix_web::test]
async fn with_a_visit_ends_what_leaned_on_it() {
    let town = Town::new().await;
    let visit: VisitId = fresh();
    town.under(move |tx| {
        let (school, day, responsible, agreed_by) = (AGUA_ZARCA, day("2026-11-25"), BERTA, BERTA);
        tx.record(VisitAgreed { visit, school, day, visitors: vec![CELIA, JULIAN], responsible, agreed_by })?;
        tx.record(VisitorAsked { visit, person: JULIAN }).map(drop)
    })
    .await;
    let open = tutorial(&town, [XIMENA, CELIA], Some(visit), true).await;
    let asked = tutorial(&town, [MATEO, CELIA], Some(visit), false).await;
    let end = format!("/visits/{visit}/end");
    for person in [JULIAN, CELIA, XIMENA, ROSA, TOMASA] {
        town.browser_of(person).await.post(&end, &[]).await.is(404);
    }
    assert_eq!(state_of(&town, open).await, TutorialState::Open);
    town.browser_of(ELVIA).await.post(&end, &[]).await.is(200);
    assert_eq!(state_of(&town, open).await, TutorialState::Stopped, "they could meet only inside it");
    assert_eq!(state_of(&town, asked).await, TutorialState::NeverBegan);
    // Nobody says any more that she comes.
    town.browser_of(JULIAN).await.post(&format!("/visits/{visit}/acceptance"), &[]).await.is(404);
    let named = town.under(move |tx| visits::named(tx, visit)).await;
    assert!(named.contains(&(JULIAN, true)), "there is nothing to say yes to");
    town.is_sound().await;
}

#[actix_web::test]
async fn a_child_comes_on_no_visit() {
    let town = Town::new().await;
    let (berta, id, responsible) = (town.browser_of(BERTA).await, fresh::<Visit>().to_string(), BERTA.to_string());
    let at = format!("/nodes/{AGUA_ZARCA}/visits/new");
    for visitors in [vec![NADIA], vec![CELIA, NADIA]] {
        let visitors: Vec<String> = visitors.iter().map(ToString::to_string).collect();
        let mut fields = vec![("id", id.as_str()), ("day", "2026-11-25"), ("responsible", &responsible)];
        fields.extend(visitors.iter().map(|visitor| ("visitors", visitor.as_str())));
        berta.post(&at, &fields).await.is(422).hides("Nadia");
    }
    assert_eq!(town.under(|tx| visits::in_school(tx, AGUA_ZARCA, day("2026-01-01"))).await, []);
}

#[actix_web::test]
async fn who_is_set_right_as_a_child_goes_on_with_nobody_from_elsewhere() {
    let town = Town::new().await;
    town.under(|tx| {
        let (person, node, position, since, voucher) = (LUIS, AGUA_ZARCA, Position::Student, day("2025-09-01"), None);
        tx.record(PersonPlaced { person, node, position, minor: false, since, voucher }).map(drop)
    })
    .await;
    let (celia, elvia) = (tutorial(&town, [LUIS, CELIA], None, true).await, tutorial(&town, [MATEO, ELVIA], None, true).await);
    let node = AGUA_ZARCA.to_string();
    let form = [("node", node.as_str()), ("name", "Luis"), ("position", "student"), ("minor", "yes"), ("grade", "1")];
    town.browser_of(JULIAN).await.post(&format!("/people/{LUIS}/edit"), &form).await.is(404);
    assert_eq!(state_of(&town, celia).await, TutorialState::Open, "two adults may meet anywhere");
    town.browser_of(ELVIA).await.post(&format!("/people/{LUIS}/edit"), &form).await.is(200);
    assert_eq!(state_of(&town, celia).await, TutorialState::Stopped);
    assert_eq!(state_of(&town, elvia).await, TutorialState::Open, "nobody else's");
}

#[actix_web::test]
async fn a_list_that_waits_is_its_senders_alone() {
    let town = Town::new().await;
    let (list, now): (ListId, _) = (fresh(), town.db.now());
    town.under(move |tx| {
        tx.record(StewardNamed { person: BERTA, node: AGUA_ZARCA, since: day("2026-01-10") })?;
        let (kind, state, expires) = (ListKind::People, ListState::Waiting, now.plus_seconds(100_000));
        let (person, node, name, answers, body) = (ELVIA, AGUA_ZARCA, "lista.csv".to_owned(), "{}".to_owned(), b"nombre\nZoila\n".to_vec());
        waiting::insert(tx, &ListRow { id: list, person, node, kind, name, state, expires, answers, written: 0, body, shown: None })
    })
    .await;
    // Berta looks after the school too, and did not send it; nor did anybody else.
    for person in [BERTA, JULIAN, TOMASA, XIMENA] {
        let browser = town.browser_of(person).await;
        browser.get(&format!("/lists/{list}")).await.is(404);
        browser.post(&format!("/lists/{list}/end"), &[]).await.is(404);
    }
    assert!(town.under(move |tx| waiting::by_id(tx, list, now)).await.is_some());
    town.browser_of(ELVIA).await.post(&format!("/lists/{list}/end"), &[]).await.is(200);
    assert!(town.under(move |tx| waiting::by_id(tx, list, now)).await.is_none());
}

#[actix_web::test]
async fn those_above_are_not_told_how_few_want_a_topic() {
    let town = Town::new().await;
    town.under(|tx| {
        let (interest, learner, topic, school, day) = (tx.new_id(), XIMENA, PI, AGUA_ZARCA, day("2026-11-10"));
        tx.record(InterestStated { interest, learner, topic, school, rank: 1, day }).map(drop)
    })
    .await;
    let path = format!("/nodes/{AGUA_ZARCA}/catalog");
    town.browser_of(BERTA).await.get(&path).await.is(200).says("lo quiere una persona");
    for person in [CELIA, TOMASA] {
        town.browser_of(person).await.get(&path).await.is(200).says("alguien lo quiere").hides("lo quiere una persona");
    }
    town.browser_of(JULIAN).await.get(&path).await.is(404);
}

#[actix_web::test]
async fn a_teacher_who_is_kept_from_her_is_not_named_among_those_who_looked() {
    let town = Town::new().await;
    town.under(|tx| {
        let (block, school, one, other, day) = (tx.new_id(), AGUA_ZARCA, XIMENA, BERTA, day("2026-11-10"));
        tx.record(PairBlocked { block, school, one, other, day }).map(drop)
    })
    .await;
    for person in [BERTA, ELVIA] {
        town.browser_of(person).await.get(&format!("/people/{XIMENA}")).await.is(200);
    }
    let log = format!("/people/{XIMENA}/readings");
    town.browser_of(XIMENA).await.get(&log).await.is(200).says("Elvia").hides("Berta");
    town.browser_of(ELVIA).await.get(&log).await.is(200).says("Berta");
}
