//! Two entries of Ximena become one, and what protects a child goes with her: whom a steward keeps from either, what her guardians said, a move
//! that is under way. With an entry go its offices too, so who does not answer for them does not merge it.

use relevo::actions::consents::stands;
use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::Tx;
use relevo::store::queries::{people, tutorials, visits};

use super::support::town::*;

/// Somebody is of Agua Zarca.
fn joined(tx: &mut Tx<'_>, name: &str, position: Position, minor: bool) -> Result<PersonId, relevo::store::Error> {
    let (person, node, since, voucher) = (tx.new_id(), AGUA_ZARCA, day("2026-08-31"), None);
    tx.record(PersonJoined { person, node, position, minor, since, voucher })?;
    let (name, grade, group, language) = (name.to_owned(), None, None, None);
    tx.record(PersonNamed { person, name, grade, group, language })?;
    Ok(person)
}

fn open(tx: &mut Tx<'_>, [learner, tutor]: [PersonId; 2], topic: TopicId) -> Result<TutorialId, relevo::store::Error> {
    let (tutorial, school, offer, visit, proposed_by, day) = (tx.new_id(), AGUA_ZARCA, None, None, learner, day("2026-11-02"));
    tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, offer, visit, proposed_by, day })?;
    tx.record(TutorialAgreed { tutorial, day, how: Agreement::Aloud })?;
    Ok(tutorial)
}

/// Elvia says that the two are one; answers with the status.
async fn merges(town: &Town, kept: PersonId, other: PersonId) -> Page {
    town.browser_of(ELVIA).await.post(&format!("/people/{kept}/same"), &[("other", &other.to_string())]).await
}

#[actix_web::test]
async fn whom_a_steward_keeps_from_either_entry_is_kept_from_her() {
    let town = Town::new().await;
    let (twin, learns, tutors) = town
        .under(|tx| {
            let twin = joined(tx, "Ximena Q", Position::Student, true)?;
            let (school, day) = (AGUA_ZARCA, day("2026-10-01"));
            for other in [MARICRUZ, LUIS] {
                tx.record(PairBlocked { block: tx.new_id(), school, one: XIMENA, other, day })?;
            }
            Ok((twin, open(tx, [twin, MARICRUZ], ARCH)?, open(tx, [LUIS, twin], MOON)?))
        })
        .await;
    let seen = town.browser_of(ELVIA).await.get(&format!("/people/{XIMENA}/same?other={twin}")).await.is(200);
    seen.says("Termina la relación tutora con Maricruz").says("Termina la relación tutora con Luis");
    merges(&town, XIMENA, twin).await.is(200);
    for tutorial in [learns, tutors] {
        let row = town.under(move |tx| tutorials::by_id(tx, tutorial)).await.expect("there");
        assert_eq!(row.state, TutorialState::Stopped);
    }
    town.is_sound().await;
}

#[actix_web::test]
async fn what_the_guardians_of_either_entry_said_counts() {
    let town = Town::new().await;
    town.families_allow(&[XIMENA]).await;
    let twin = town
        .under(|tx| {
            let twin = joined(tx, "Ximena Q", Position::Student, true)?;
            let (guardian, consent, child, school, day) = (tx.new_id(), tx.new_id(), twin, AGUA_ZARCA, day("2026-09-02"));
            tx.record(GuardianNamed { guardian, child, person: None, name: Some("Tomás".to_owned()) })?;
            tx.record(ConsentAnswered { consent, child, school, guardian, day, answers: vec![(Purpose::Photos, false)] })?;
            Ok(twin)
        })
        .await;
    let photos = async || town.under(|tx| stands(tx, AGUA_ZARCA, XIMENA, Purpose::Photos)).await;
    assert!(photos().await);
    merges(&town, XIMENA, twin).await.is(200);
    assert!(!photos().await, "one no is enough");
    town.browser_of(ELVIA).await.get(&format!("/people/{XIMENA}/consents")).await.is(200).says("Tomás dijo que no");
    town.is_sound().await;
}

#[actix_web::test]
async fn who_is_on_the_way_to_another_school_is_not_merged() {
    let town = Town::new().await;
    let twin = town
        .under(|tx| {
            let twin = joined(tx, "Ximena Q", Position::Student, true)?;
            let (movement, person, school, receiver, day) = (tx.new_id(), twin, AGUA_ZARCA, LA_NORIA, day(TODAY));
            tx.record(MoveOffered { movement, person, school, receiver, day })?;
            Ok(twin)
        })
        .await;
    for (kept, other) in [(XIMENA, twin), (twin, XIMENA)] {
        merges(&town, kept, other).await.is(422).says("Ya va en camino");
    }
    assert!(town.under(move |tx| people::by_id(tx, twin)).await.is_some());
}

#[actix_web::test]
async fn nobody_comes_to_an_office_by_merging_its_holder_into_herself() {
    let town = Town::new().await;
    let helper = town
        .under(|tx| {
            let helper = joined(tx, "Elvia Luz", Position::Teacher, false)?;
            tx.record(StewardNamed { person: helper, node: ZONE, since: day("2026-01-10") })?;
            Ok(helper)
        })
        .await;
    merges(&town, ELVIA, helper).await.is(422).says("o lo cuida");
    merges(&town, helper, ELVIA).await.is(422).says("o lo cuida");
    let offices = town.under(|tx| people::stewardships(tx, ELVIA)).await;
    assert_eq!(offices, [AGUA_ZARCA]);
}

#[actix_web::test]
async fn a_yes_to_a_visit_by_either_entry_is_hers() {
    let town = Town::new().await;
    let visit: VisitId = fresh();
    let twin = town
        .under(move |tx| {
            let twin = joined(tx, "Berta Luz", Position::Teacher, false)?;
            let (school, day, responsible, agreed_by) = (LA_NORIA, day("2026-12-01"), JULIAN, JULIAN);
            tx.record(VisitAgreed { visit, school, day, visitors: vec![BERTA, twin], responsible, agreed_by })?;
            tx.record(VisitorAsked { visit, person: BERTA })?;
            Ok(twin)
        })
        .await;
    let come = async || town.under(move |tx| visits::visitors(tx, visit)).await;
    assert_eq!(come().await, [twin]);
    merges(&town, BERTA, twin).await.is(200);
    assert_eq!(come().await, [BERTA]);
    town.is_sound().await;
}
