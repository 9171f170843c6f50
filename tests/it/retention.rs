//! Maricruz leaves Agua Zarca. A year later no list names her, three years later the program forgets her by itself; Elvia sees it coming, and
//! what came from Maricruz stands.

use relevo::actions::retention::Periods;
use relevo::domain::fact::*;
use relevo::domain::words::*;
use relevo::store::erased::List;
use relevo::store::queries::{masteries, people};
use relevo::store::schema::journal;
use relevo::web::forgetting;

use diesel::prelude::*;

use super::support::town::*;

/// Luis learned of the arch from Maricruz, who writes down why she wanted pi; then she leaves.
async fn left(town: &Town) {
    town.under(|tx| {
        let on = day("2026-10-20");
        let (tutorial, demonstration, mastery, interest) = (tx.new_id(), tx.new_id(), tx.new_id(), tx.new_id());
        let (learner, tutor, topic, school) = (LUIS, MARICRUZ, ARCH, AGUA_ZARCA);
        tx.record(InterestStated { interest, learner: MARICRUZ, topic: PI, school, rank: 1, day: on })?;
        tx.record(InterestExplained { interest, learner: MARICRUZ, why: "porque mi abuela teje".to_owned() })?;
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, offer: None, visit: None, proposed_by: learner, day: on })?;
        tx.record(TutorialAgreed { tutorial, day: on, how: Agreement::Aloud })?;
        tx.record(DemonstrationHeld {
            demonstration,
            learner,
            topic,
            school,
            path: Path::Tutorial,
            day: on,
            outcome: Outcome::Ready,
            witnesses: vec![BERTA],
            audience: vec![],
            recorded_by: ELVIA,
            tutorial: Some(tutorial),
            tutor: Some(tutor),
        })?;
        let (via, parent, generation, demonstration, voucher) = (Via::Demonstration, Some(MARICRUZ_ARCH), 2, Some(demonstration), None);
        tx.record(MasteryGranted { mastery, person: LUIS, topic, school, via, day: on, parent, generation, demonstration, voucher })?;
        Ok(())
    })
    .await;
    let elvia = town.browser_of(ELVIA).await;
    elvia.post(&format!("/people/{MARICRUZ}/departure"), &[("node", &AGUA_ZARCA.to_string())]).await.is(200);
}

#[actix_web::test]
async fn who_left_is_archived_and_then_forgotten_and_it_is_seen_before() {
    let town = Town::new().await;
    left(&town).await;
    let folder = tempfile::tempdir().expect("a folder");
    let list = List::within(folder.path());
    let path = format!("/nodes/{AGUA_ZARCA}/retention");
    let people_page = format!("/nodes/{AGUA_ZARCA}/people");
    let forget = async || forgetting::forget(&town.db, Some(&list), Periods::default()).await;

    // Not for a teacher who is no steward, nor for the other school, nor for those above.
    for person in [BERTA, XIMENA, ROSA, JULIAN, NADIA, CELIA, TOMASA] {
        town.browser_of(person).await.get(&path).await.is(404);
    }
    town.browser_of(JULIAN).await.get(&format!("/nodes/{LA_NORIA}/retention")).await.is(200).hides("Maricruz").says("Nadie se ha ido");
    let elvia = town.browser_of(ELVIA).await;
    assert_eq!(elvia.get(&people_page).await.is(200).says("Maricruz").link("Ver a quiénes y cuándo"), Some(path.clone()));
    elvia.get(&path).await.is(200).says("Se fueron hace poco").says("Maricruz").says("Se borra el 22 de noviembre de 2029");

    // On the last day of the year she still stands in the list; on the next she does not, and nothing is lost.
    town.pass_days(364);
    let elvia = town.browser_of(ELVIA).await;
    elvia.get(&people_page).await.is(200).says("Maricruz");
    town.pass_days(1);
    let elvia = town.browser_of(ELVIA).await;
    elvia.get(&people_page).await.is(200).hides("Maricruz");
    elvia.get(&path).await.is(200).says("Ya no aparecen en las listas").says("Maricruz").hides("Se borran pronto");
    assert_eq!(forget().await, 0, "it is not time");
    assert!(town.under(|tx| people::name(tx, MARICRUZ)).await.is_some(), "her history is kept");

    // Three months before, it is told that she is going to be forgotten.
    town.pass_days(1095 - 365 - 90);
    let elvia = town.browser_of(ELVIA).await;
    elvia.get(&path).await.is(200).says("Se borran pronto").says("Maricruz");
    town.pass_days(89);
    assert_eq!(forget().await, 0, "it is not time before the day");
    town.pass_days(1);
    assert_eq!(forget().await, 1);
    assert_eq!(forget().await, 0, "nobody is forgotten twice");
    let elvia = town.browser_of(ELVIA).await;
    elvia.get(&path).await.is(200).hides("Maricruz").says("una persona").says("22 de noviembre de 2029");
    let (told, luis, hers, erased) = town
        .under(|tx| {
            let bodies: Vec<Option<String>> = journal::table.select(journal::body).load(&mut **tx)?;
            let luis = masteries::live(tx, LUIS, ARCH)?.expect("his mastery");
            let hers = masteries::by_id(tx, MARICRUZ_ARCH)?.expect("the shape stays");
            Ok((bodies.into_iter().flatten().collect::<String>(), luis, hers, people::by_id(tx, MARICRUZ)?))
        })
        .await;
    assert!(!told.contains("Maricruz") && !told.contains("porque mi abuela teje"));
    assert_eq!((luis.parent, luis.generation, hers.person, erased), (Some(MARICRUZ_ARCH), 2, MARICRUZ, None), "nobody's lineage is lost");
    assert!(list.read().expect("the list").contains(&MARICRUZ), "an older copy forgets her again");
    town.is_sound().await;
}

#[actix_web::test]
async fn who_comes_back_or_belongs_elsewhere_is_not_forgotten() {
    let town = Town::new().await;
    left(&town).await;
    town.pass_days(700);
    let elvia = town.browser_of(ELVIA).await;
    elvia.get(&format!("/nodes/{AGUA_ZARCA}/retention")).await.is(200).says("Maricruz");
    elvia.post(&format!("/nodes/{AGUA_ZARCA}/people/{MARICRUZ}/return"), &[("how", "back")]).await.is(200);
    // Berta leaves this school, and goes on in another one.
    town.under(|tx| {
        let since = day("2026-11-01");
        tx.record(PersonJoined { person: BERTA, node: LA_NORIA, position: Position::Teacher, minor: false, since, voucher: None })?;
        tx.record(PersonLeft { person: BERTA, node: AGUA_ZARCA, until: day("2026-11-02") }).map(drop)
    })
    .await;
    town.pass_days(700);
    assert_eq!(forgetting::forget(&town.db, None, Periods::default()).await, 0);
    let kept = town.under(|tx| Ok([people::by_id(tx, MARICRUZ)?, people::by_id(tx, BERTA)?])).await;
    assert!(kept.iter().all(Option::is_some));
    // Shorter periods forget sooner; and whoever left is forgotten from any place.
    let elvia = town.browser_of(ELVIA).await;
    elvia.post(&format!("/people/{MARICRUZ}/departure"), &[("node", &AGUA_ZARCA.to_string())]).await.is(200);
    town.pass_days(2);
    assert_eq!(forgetting::forget(&town.db, None, Periods { archive: 1, erase: 2 }).await, 1);
    town.is_sound().await;
}

#[actix_web::test]
async fn who_left_for_elsewhere_and_then_from_there_is_told_there_alone() {
    let town = Town::new().await;
    town.under(|tx| {
        let (person, position, minor, voucher) = (MARICRUZ, Position::Student, true, None);
        tx.record(PersonLeft { person, node: AGUA_ZARCA, until: day("2026-09-01") })?;
        tx.record(PersonJoined { person, node: LA_NORIA, position, minor, since: day("2026-09-01"), voucher })?;
        tx.record(PersonLeft { person, node: LA_NORIA, until: day("2026-11-01") }).map(drop)
    })
    .await;
    let page = |node| format!("/nodes/{node}/retention");
    town.browser_of(ELVIA).await.get(&page(AGUA_ZARCA)).await.is(200).hides("Maricruz");
    town.browser_of(JULIAN).await.get(&page(LA_NORIA)).await.is(200).says("Maricruz");
}
