//! Records stay true: two who write the same one at once, a form that names somebody else's, a person who has left and wants to be forgotten.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::queries::{demonstrations, masteries, people, tutorials};

use super::support::town::*;
use super::tutorials_pages::agreed;

fn record<'a>(id: &'a str, present: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![("id", id), ("day", TODAY), ("outcome", "ready"), ("present", present)]
}

async fn two_teachers_at_once(town: Town) {
    let tutorial = agreed(&town).await;
    let (elvia, berta) = (town.browser_of(ELVIA).await, town.browser_of(BERTA).await);
    let path = format!("/tutorials/{tutorial}/record");
    let (one, other) = (fresh::<Demonstration>().to_string(), fresh::<Demonstration>().to_string());
    let luis = LUIS.to_string();
    let (ones, others) = (record(&one, &luis), record(&other, &luis));
    let (first, second) = tokio::join!(elvia.post(&path, &ones), berta.post(&path, &others));
    assert_eq!((first.status, second.status), (200, 200), "{}\n{}", first.text(), second.text());
    let (held, mastery, open) = town
        .under(move |tx| {
            let held = demonstrations::of_tutorial(tx, tutorial)?.len();
            let hers = masteries::of_person(tx, XIMENA)?;
            let open = tutorials::open_count(tx, XIMENA)?;
            Ok((held, hers, open))
        })
        .await;
    assert_eq!((held, mastery.len(), open), (1, 1, 0), "one record, one mastery, no tutorial left open");
    assert_eq!((mastery[0].parent, mastery[0].generation), (Some(MARICRUZ_ARCH), 2));
}

#[actix_web::test]
async fn two_who_record_the_same_demonstration_at_once_grant_one_mastery() {
    two_teachers_at_once(Town::new().await).await;
    if let Some(town) = Town::on_postgres().await {
        two_teachers_at_once(town).await;
    }
}

async fn luis_too(town: &Town) -> TutorialId {
    let tutorial = fresh();
    town.under(move |tx| {
        tx.record(TutorialProposed {
            tutorial,
            learner: LUIS,
            tutor: ELVIA,
            topic: PI,
            school: AGUA_ZARCA,
            proposed_by: LUIS,
            day: day("2026-11-03"),
            offer: Some(ELVIA_OFFERS_PI),
            visit: None,
        })?;
        tx.record(TutorialAgreed { tutorial, day: day("2026-11-04"), how: Agreement::Here })?;
        Ok(())
    })
    .await;
    tutorial
}

#[actix_web::test]
async fn a_form_cannot_name_another_tutorials_demonstration() {
    let town = Town::new().await;
    let (hers, his) = (agreed(&town).await, luis_too(&town).await);
    let elvia = town.browser_of(ELVIA).await;
    let id = fresh::<Demonstration>();
    let (text, mateo) = (id.to_string(), MATEO.to_string());
    elvia.post(&format!("/tutorials/{his}/record"), &record(&text, &mateo)).await.is(200);

    // Ximena plans her own under the id of Luis's record.
    let ximena = town.browser_of(XIMENA).await;
    let plan = [("id", text.as_str()), ("day", "2026-11-30"), ("place", "La cancha")];
    ximena.post(&format!("/tutorials/{hers}/demonstration"), &plan).await.is(404);
    let row = town.under(move |tx| demonstrations::by_id(tx, id)).await.expect("Luis's record");
    assert_eq!((row.learner, row.state, row.day), (LUIS, DemonstrationState::Ready, day(TODAY)));
    assert_ne!(row.place.as_deref(), Some("La cancha"));

    // Nor can a plan of one be held as the record of another.
    let planned = fresh::<Demonstration>();
    let planned_text = planned.to_string();
    let plan = [("id", planned_text.as_str()), ("day", "2026-11-30"), ("place", "La cancha")];
    ximena.post(&format!("/tutorials/{hers}/demonstration"), &plan).await.is(200);
    let again = luis_again(&town).await;
    elvia.post(&format!("/tutorials/{again}/record"), &record(&planned_text, &mateo)).await.is(404);
    let row = town.under(move |tx| demonstrations::by_id(tx, planned)).await.expect("Ximena's plan");
    assert_eq!((row.learner, row.state), (XIMENA, DemonstrationState::Planned));
}

async fn luis_again(town: &Town) -> TutorialId {
    let tutorial = fresh();
    town.under(move |tx| {
        let (learner, tutor, topic, school) = (LUIS, ELVIA, MOON, AGUA_ZARCA);
        tx.record(TutorialProposed {
            tutorial,
            learner,
            tutor,
            topic,
            school,
            proposed_by: LUIS,
            day: day("2026-11-05"),
            offer: None,
            visit: None,
        })?;
        tx.record(TutorialAgreed { tutorial, day: day("2026-11-05"), how: Agreement::Paper })?;
        Ok(())
    })
    .await;
    tutorial
}

#[actix_web::test]
async fn whoever_has_left_can_still_be_forgotten() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let home = AGUA_ZARCA.to_string();
    elvia.post(&format!("/people/{MATEO}/departure"), &[("node", &home)]).await.is(200);
    // A steward of another school is not asked.
    let julian = town.browser_of(JULIAN).await;
    julian.post(&format!("/people/{MATEO}/erasure"), &[]).await.is(404);
    elvia.get(&format!("/people/{MATEO}/erasure")).await.is(200).says("Mateo");
    elvia.post(&format!("/people/{MATEO}/erasure"), &[]).await.is(200);
    let (person, name) = town.under(|tx| Ok((people::by_id(tx, MATEO)?, people::name(tx, MATEO)?))).await;
    assert!(person.is_none() && name.is_none(), "nothing names him any more");
}

#[actix_web::test]
async fn nothing_is_written_about_somebody_who_was_erased() {
    let town = Town::new().await;
    let tutorial = agreed(&town).await;
    let elvia = town.browser_of(ELVIA).await;
    let id = fresh::<Demonstration>().to_string();
    let luis = LUIS.to_string();
    elvia.post(&format!("/tutorials/{tutorial}/record"), &record(&id, &luis)).await.is(200);
    elvia.post(&format!("/people/{MARICRUZ}/erasure"), &[]).await.is(200);
    let mut again = record(&id, &luis);
    again.push(("shown", "Lo que mostró con Maricruz."));
    elvia.post(&format!("/demonstrations/{id}/edit"), &again).await.is(404);
    town.is_sound().await;
}

#[actix_web::test]
async fn a_correction_that_opens_a_tutorial_again_asks_whether_it_could_go_on() {
    let town = Town::new().await;
    let tutorial = agreed(&town).await;
    let elvia = town.browser_of(ELVIA).await;
    let id = fresh::<Demonstration>().to_string();
    let luis = LUIS.to_string();
    elvia.post(&format!("/tutorials/{tutorial}/record"), &record(&id, &luis)).await.is(200);
    // Meanwhile a steward keeps the two apart, silently.
    town.under(|tx| tx.record(PairBlocked { block: fresh(), school: AGUA_ZARCA, one: XIMENA, other: MARICRUZ, day: day(TODAY) })).await;
    elvia.post(&format!("/demonstrations/{id}/withdrawal"), &[]).await.is(200);
    let row = town.under(move |tx| tutorials::by_id(tx, tutorial)).await.expect("the tutorial");
    assert_eq!(row.state, TutorialState::Stopped, "it does not go on behind the steward's back");
    assert!(town.under(|tx| masteries::live(tx, XIMENA, ARCH)).await.is_none());
}

#[actix_web::test]
async fn a_concern_that_nobody_would_read_is_not_taken() {
    let town = Town::new().await;
    let ximena = town.browser_of(XIMENA).await;
    let (id, school, elvia) = (fresh::<Concern>().to_string(), AGUA_ZARCA.to_string(), ELVIA.to_string());
    let fields = |reader| {
        vec![("id", id.as_str()), ("school", school.as_str()), ("about", elvia.as_str()), ("text", "Me gritó."), ("reader", reader)]
    };
    // Elvia is the school's only steward: she never reads what names her, so nobody would.
    ximena.post("/concerns/new", &fields("school")).await.is(422).says("Ahí no hay otra persona");
    ximena.post("/concerns/new", &fields("above")).await.is(200);
    let tomasa = town.browser_of(TOMASA).await;
    tomasa.get(&format!("/nodes/{ZONE}/concerns")).await.is(200).says("Me gritó.");
}

#[actix_web::test]
async fn a_page_written_on_a_form_that_the_browser_went_back_to_is_not_lost() {
    let town = Town::new().await;
    let tutorial = agreed(&town).await;
    let ximena = town.browser_of(XIMENA).await;
    let page = ximena.get(&format!("/tutorials/{tutorial}")).await.is(200);
    let id = page.field("id").expect("an id");
    let path = format!("/tutorials/{tutorial}/entries");
    ximena.post(&path, &[("id", &id), ("text", "Sabía poco del arco.")]).await.is(200);
    ximena.post(&path, &[("id", &id), ("text", "Sabía poco del arco.")]).await.is(200);
    ximena.post(&path, &[("id", &id), ("text", "Hoy probé con naipes.")]).await.is(200);
    let mut texts: Vec<String> = town.under(move |tx| tutorials::entries(tx, tutorial)).await.into_iter().map(|entry| entry.text).collect();
    texts.sort_unstable_by(|one, other| other.cmp(one));
    assert_eq!(texts, ["Sabía poco del arco.", "Hoy probé con naipes."]);
}
