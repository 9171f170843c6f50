//! Visits that were written down wrong are set right; and what an adult of another place learned on one is entered, read and set right where it
//! happened.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::queries::{demonstrations, masteries, tutorials, visits};
use relevo::store::rows::TutorialRow;

use super::practice::{copies, ids};
use super::support::town::*;

const THE_ARCH: &str = "¿Por qué no se cae un arco de piedra?";

/// A visit to Agua Zarca, for which Berta answers.
pub async fn visit(town: &Town, on: &str, visitor: PersonId) -> VisitId {
    let id = fresh::<Visit>();
    let (text, visitor, responsible) = (id.to_string(), visitor.to_string(), BERTA.to_string());
    let fields = [("id", text.as_str()), ("day", on), ("visitors", &visitor), ("responsible", &responsible)];
    town.browser_of(BERTA).await.post(&format!("/nodes/{AGUA_ZARCA}/visits/new"), &fields).await.is(200);
    id
}

/// Somebody masters a topic since January, and offers it.
pub async fn masters(town: &Town, person: PersonId, topic: TopicId, school: NodeId) -> OfferId {
    town.under(move |tx| {
        let (mastery, offer, on) = (fresh(), fresh(), day("2026-01-10"));
        let (via, parent, demonstration, voucher) = (Via::Founding, None, None, Some(TOMASA));
        tx.record(MasteryGranted { mastery, person, topic, school, via, day: on, parent, generation: 1, demonstration, voucher })?;
        tx.record(OfferOpened { offer, mastery, person, topic, school, capacity: 4, day: on })?;
        Ok(offer)
    })
    .await
}

pub async fn row(town: &Town, tutorial: TutorialId) -> TutorialRow {
    town.under(move |tx| tutorials::by_id(tx, tutorial)).await.expect("it is there")
}

/// Celia tutors Ximena in the moon, on a visit; both have agreed.
pub async fn on_a_visit(town: &Town, visit: VisitId) -> TutorialId {
    let offer = masters(town, CELIA, MOON, ZONE).await;
    let tutorial = fresh::<Tutorial>();
    let (id, offer, visit) = (tutorial.to_string(), offer.to_string(), visit.to_string());
    town.browser_of(XIMENA).await.post("/tutorials", &[("id", &id), ("offer", &offer), ("visit", &visit)]).await.is(200);
    town.browser_of(CELIA).await.post(&format!("/tutorials/{id}/agreement"), &[]).await.is(200);
    tutorial
}

#[actix_web::test]
async fn a_visit_is_set_right_and_what_has_begun_on_it_goes_on() {
    let town = Town::new().await;
    let visit = visit(&town, "2026-11-25", CELIA).await;
    let tutorial = on_a_visit(&town, visit).await;
    let (berta, way) = (town.browser_of(BERTA).await, format!("/visits/{visit}/edit"));
    let list = berta.get(&format!("/nodes/{AGUA_ZARCA}/visits")).await.is(200);
    assert!(list.attributes("a", "href").contains(&way));
    let page = berta.get(&way).await.is(200).says("Corregir una visita");
    assert_eq!((page.field("day").as_deref(), page.field("responsible")), (Some("2026-11-25"), Some(BERTA.to_string())));
    town.browser_of(BERTA).await.reading("en").get(&way).await.is(200).says("Correct a visit");
    // Not by those who come, nor by children, nor by another school.
    let (celia, tomasa, berta_id, elvia_id) = (CELIA.to_string(), TOMASA.to_string(), BERTA.to_string(), ELVIA.to_string());
    let right = [("day", "2026-11-27"), ("visitors", celia.as_str()), ("visitors", &tomasa), ("responsible", &elvia_id)];
    for person in [CELIA, XIMENA, JULIAN] {
        let browser = town.browser_of(person).await;
        browser.get(&way).await.is(404);
        browser.post(&way, &right).await.is(404);
    }
    let refused = berta.post(&way, &[("day", "ayer"), ("responsible", &berta_id)]).await.is(422);
    assert_eq!((refused.count("#day-error"), refused.count("#visitors-error")), (1, 1));
    for _ in 0..2 {
        berta.post(&way, &right).await.is(200).says("La visita quedó corregida").says("Tomasa");
    }
    let stands = town.under(move |tx| visits::by_id(tx, visit)).await.expect("it stands");
    assert_eq!((stands.day, stands.responsible), (day("2026-11-27"), ELVIA));
    assert_eq!(row(&town, tutorial).await.state, TutorialState::Open);
    // With whom something has begun stays named.
    berta
        .post(&way, &[("day", "2026-11-27"), ("visitors", &tomasa), ("responsible", &elvia_id)])
        .await
        .is(422)
        .says("ya empezó una relación tutora");
    town.is_sound().await;
    town.pass_days(4);
    let (berta, ximena) = (town.browser_of(BERTA).await, town.browser_of(XIMENA).await);
    let page = fresh::<Entry>().to_string();
    ximena.post(&format!("/tutorials/{tutorial}/entries"), &[("id", &page), ("text", "La luna gira sobre sí misma.")]).await.is(200);
    // They have worked by now: not before its day.
    let late = [("day", "2026-11-28"), ("visitors", celia.as_str()), ("responsible", &elvia_id)];
    berta.post(&way, &late).await.is(422).says("un día anterior a ese");
    berta.post(&way, &[("day", "2026-11-26"), ("visitors", &celia), ("responsible", &elvia_id)]).await.is(200);
    assert_eq!(row(&town, tutorial).await.state, TutorialState::Open);
    town.is_sound().await;
}

#[actix_web::test]
async fn a_guest_who_said_that_he_comes_is_asked_for_another_day_unless_something_has_begun_with_him() {
    let town = Town::new().await;
    town.account_of(JULIAN).await;
    let visit = visit(&town, "2026-11-25", JULIAN).await;
    let (berta, julian, way) = (town.browser_of(BERTA).await, town.browser_of(JULIAN).await, format!("/visits/{visit}/edit"));
    let waits = async || town.under(move |tx| visits::named(tx, visit)).await;
    julian.post(&format!("/visits/{visit}/acceptance"), &[]).await.is(200);
    assert_eq!(waits().await, [(JULIAN, false)]);
    let (named, responsible) = (JULIAN.to_string(), BERTA.to_string());
    let moves = async |on: &str| {
        berta.post(&way, &[("day", on), ("visitors", named.as_str()), ("responsible", &responsible)]).await.is(200);
    };
    moves("2026-11-26").await;
    assert_eq!(waits().await, [(JULIAN, true)], "he has said nothing of this day");
    julian.post(&format!("/visits/{visit}/acceptance"), &[]).await.is(200);
    // He accompanies Ximena, on the visit.
    let offer = masters(&town, JULIAN, MOON, LA_NORIA).await.to_string();
    let (tutorial, on) = (fresh::<Tutorial>(), visit.to_string());
    let id = tutorial.to_string();
    town.browser_of(XIMENA).await.post("/tutorials", &[("id", &id), ("offer", &offer), ("visit", &on)]).await.is(200);
    julian.post(&format!("/tutorials/{id}/agreement"), &[]).await.is(200);
    moves("2026-11-27").await;
    assert_eq!(waits().await, [(JULIAN, false)]);
    assert_eq!(row(&town, tutorial).await.state, TutorialState::Open);
    town.is_sound().await;
}

#[actix_web::test]
async fn who_only_asked_is_let_go_when_her_guest_does_not_come() {
    let town = Town::new().await;
    let offer = masters(&town, CELIA, MOON, ZONE).await;
    let visit = visit(&town, "2026-11-25", CELIA).await;
    let tutorial = fresh::<Tutorial>();
    let (id, offer, asked) = (tutorial.to_string(), offer.to_string(), visit.to_string());
    town.browser_of(XIMENA).await.post("/tutorials", &[("id", &id), ("offer", &offer), ("visit", &asked)]).await.is(200);
    let (tomasa, responsible) = (TOMASA.to_string(), BERTA.to_string());
    let other = [("day", "2026-11-25"), ("visitors", tomasa.as_str()), ("responsible", &responsible)];
    town.browser_of(ELVIA).await.post(&format!("/visits/{visit}/edit"), &other).await.is(200);
    assert_eq!(row(&town, tutorial).await.state, TutorialState::NeverBegan);
    town.is_sound().await;
}

#[actix_web::test]
async fn what_a_guest_learned_comes_in_from_paper_and_is_set_right_where_it_happened() {
    let town = Town::new().await;
    let visit = visit(&town, "2026-11-20", TOMASA).await;
    let elvia = town.browser_of(ELVIA).await;
    let way = format!("/nodes/{AGUA_ZARCA}/paper");
    elvia.get(&way).await.is(200).says("Tomasa Ríos");
    // Not of a day on which she was not there.
    copies(&elvia, &ids(), (TOMASA, MARICRUZ), THE_ARCH, "2026-11-19", "ready").await.is(422);
    let sheet = ids();
    copies(&elvia, &sheet, (TOMASA, MARICRUZ), THE_ARCH, "2026-11-20", "ready").await.is(200);
    let (tutorial, held): (TutorialId, DemonstrationId) = (sheet.0.parse().expect("an id"), sheet.1.parse().expect("an id"));
    let kept = row(&town, tutorial).await;
    assert_eq!((kept.school, kept.visit, kept.state), (ZONE, Some(visit), TutorialState::Demonstrated));
    let hers = town.under(|tx| masteries::live(tx, TOMASA, ARCH)).await.expect("hers");
    assert_eq!((hers.parent, hers.generation), (Some(MARICRUZ_ARCH), 2));
    // It is set right by who teaches there, and by nobody elsewhere; nor by herself.
    let edit = format!("/demonstrations/{held}/edit");
    for person in [JULIAN, XIMENA, TOMASA] {
        town.browser_of(person).await.get(&edit).await.is(404);
    }
    town.browser_of(BERTA).await.get(&edit).await.is(200);
    let slip = [("day", "2026-11-20"), ("outcome", "not_yet"), ("families", "5"), ("reason", "Le falta decir por qué.")];
    town.browser_of(BERTA).await.post(&edit, &slip).await.is(200);
    assert!(town.under(|tx| masteries::live(tx, TOMASA, ARCH)).await.is_none());
    assert_eq!(row(&town, tutorial).await.state, TutorialState::Open);
    town.is_sound().await;
    // And taken out.
    elvia.post(&format!("/demonstrations/{held}/withdrawal"), &[]).await.is(200);
    assert_eq!(row(&town, tutorial).await.state, TutorialState::NeverBegan);
    // A tutorial of hers that was only stopped, too.
    let (id, learner, tutor) = (fresh::<Tutorial>(), TOMASA.to_string(), MARICRUZ.to_string());
    let text = id.to_string();
    let lived = [
        ("id", text.as_str()),
        ("learner", &learner),
        ("topic", THE_ARCH),
        ("tutor", &tutor),
        ("began", "2026-11-20"),
        ("stopped", "2026-11-21"),
    ];
    elvia.post(&format!("{way}/tutorials"), &lived).await.is(200);
    assert_eq!((row(&town, id).await.school, row(&town, id).await.visit), (ZONE, Some(visit)));
    town.is_sound().await;
}

#[actix_web::test]
async fn a_teacher_who_learned_alone_in_her_school_has_her_slips_taken_back_by_who_made_them() {
    let town = Town::new().await;
    // Berta leaves: Elvia is the only teacher, and its steward.
    town.browser_of(ELVIA).await.post(&format!("/people/{BERTA}/departure"), &[("node", &AGUA_ZARCA.to_string())]).await.is(200);
    let (elvia, maricruz) = (town.browser_of(ELVIA).await, town.browser_of(MARICRUZ).await);
    let tutorial = fresh::<Tutorial>().to_string();
    let asked = [("id", tutorial.clone()), ("learner", ELVIA.to_string()), ("offer", MARICRUZ_OFFERS_ARCH.to_string())];
    let asked: Vec<(&str, &str)> = asked.iter().map(|(name, value)| (*name, value.as_str())).collect();
    elvia.post("/tutorials", &asked).await.is(200);
    maricruz.post(&format!("/tutorials/{tutorial}/agreement"), &[]).await.is(200);
    let held = fresh::<Demonstration>();
    let record = [("id", held.to_string()), ("day", TODAY.to_owned()), ("outcome", "ready".to_owned()), ("families", "5".to_owned())];
    let record: Vec<(&str, &str)> = record.iter().map(|(name, value)| (*name, value.as_str())).collect();
    maricruz.post(&format!("/tutorials/{tutorial}/record"), &record).await.is(200);
    assert!(town.under(|tx| masteries::live(tx, ELVIA, ARCH)).await.is_some());
    let edit = format!("/demonstrations/{held}/edit");
    for person in [ELVIA, MATEO, JULIAN] {
        town.browser_of(person).await.get(&edit).await.is(404);
    }
    maricruz.get(&edit).await.is(200);
    maricruz.post(&format!("/demonstrations/{held}/withdrawal"), &[]).await.is(200);
    assert!(town.under(|tx| masteries::live(tx, ELVIA, ARCH)).await.is_none());
    assert_eq!(town.under(move |tx| demonstrations::by_id(tx, held)).await.map(|row| row.state), Some(DemonstrationState::Withdrawn));
    town.is_sound().await;
}

#[actix_web::test]
async fn a_child_is_kept_apart_from_who_comes_on_visits_too() {
    let town = Town::new().await;
    let page = town.browser_of(ELVIA).await.get(&format!("/people/{XIMENA}")).await.is(200);
    assert!(!page.main().contains("Celia"), "who never came is not known there");
    let visit = visit(&town, "2026-11-25", CELIA).await;
    let tutorial = on_a_visit(&town, visit).await;
    let elvia = town.browser_of(ELVIA).await;
    elvia.get(&format!("/people/{XIMENA}")).await.is(200).says("Celia Montes (vino de visita)");
    let block = fresh::<Block>().to_string();
    elvia.post(&format!("/people/{XIMENA}/blocks"), &[("id", &block), ("other", &CELIA.to_string())]).await.is(200);
    let page = elvia.get(&format!("/people/{XIMENA}")).await.is(200).says("Celia Montes");
    assert!(!page.main().contains("Celia Montes (vino de visita)"), "she is kept apart by now");
    assert_eq!(row(&town, tutorial).await.state, TutorialState::Stopped);
    // The guest is shown what every guest is: not that it is this child.
    let celia = town.browser_of(CELIA).await;
    let offered = format!("/tutorials/new?learner={CELIA}&offer={MARICRUZ_OFFERS_ARCH}&visit={visit}");
    let before = celia.get(&offered).await.is(200);
    elvia
        .post(&format!("/people/{MARICRUZ}/blocks"), &[("id", &fresh::<Block>().to_string()), ("other", &CELIA.to_string())])
        .await
        .is(200);
    let after = celia.get(&offered).await.is(200);
    let words = |page: &Page| page.text().replace(&page.field("id").unwrap_or_default(), "");
    assert_eq!(words(&before), words(&after));
}
