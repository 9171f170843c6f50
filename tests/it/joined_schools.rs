//! Two schools are joined, and later joined to a third: what was recorded in the one that closed is read, set right and forgotten by those of
//! the school in which it goes on, and by nobody else; and nothing begins in it any more.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::queries::{demonstrations, people, tutorials};

use super::practice::{copies, ids};
use super::support::town::*;

const EL_SALTO: NodeId = NodeId::from_bytes([0xE1; 16]);
const PALOMA: PersonId = PersonId::from_bytes([0xE2; 16]); // teacher and steward of El Salto
const IKER: PersonId = PersonId::from_bytes([0xE3; 16]); // student there

/// A third school, of the same zone.
async fn with_a_third(town: &Town) {
    town.under(|tx| {
        let (since, cct, shift, time_zone, latitude, longitude) = (day("2025-08-25"), None, None, None, None, None);
        let (node, level, name, parent) = (EL_SALTO, Level::School, "Telesecundaria de El Salto".to_owned(), Some(ZONE));
        tx.record(NodeFounded { node, level, name, parent, since, cct, shift, time_zone, latitude, longitude })?;
        for (person, position, minor, name) in [(PALOMA, Position::Teacher, false, "Paloma"), (IKER, Position::Student, true, "Iker")] {
            tx.record(PersonJoined { person, node, position, minor, since, voucher: None })?;
            tx.record(PersonNamed { person, name: name.to_owned(), grade: None, group: None, language: None })?;
        }
        tx.record(StewardNamed { person: PALOMA, node, since }).map(drop)
    })
    .await;
}

async fn join(town: &Town, node: NodeId, into: NodeId) {
    let form = [("to", &*into.to_string()), ("confirm", "yes")];
    town.browser_of(TOMASA).await.post(&format!("/nodes/{node}/changes/merge"), &form).await.is(200);
}

/// What was recorded at Agua Zarca: Ximena's demonstration, Mateo who left, and a tutorial of Luis that was stopped.
struct Past {
    demonstration: DemonstrationId,
    stopped: TutorialId,
}

async fn past(town: &Town) -> Past {
    let elvia = town.browser_of(ELVIA).await;
    let paper = ids();
    copies(&elvia, &paper, (XIMENA, MARICRUZ), &ARCH.to_string(), "2026-11-10", "ready").await.is(200);
    let stopped: TutorialId = fresh();
    town.under(move |tx| {
        let (tutorial, learner, tutor, topic, school) = (stopped, LUIS, MARICRUZ, ARCH, AGUA_ZARCA);
        let (offer, visit, proposed_by, on) = (None, None, LUIS, day("2026-11-15"));
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by, day: on, offer, visit })?;
        tx.record(TutorialAgreed { tutorial, day: on, how: Agreement::Here })?;
        tx.record(EntryWritten { entry: fresh(), tutorial, learner, day: on, text: "Puse la clave al final.".to_owned() })?;
        tx.record(TutorialStopped { tutorial, day: on }).map(drop)
    })
    .await;
    elvia.post(&format!("/people/{MATEO}/departure"), &[("node", &AGUA_ZARCA.to_string())]).await.is(200);
    Past { demonstration: paper.1.parse().expect("an id"), stopped }
}

#[actix_web::test]
async fn what_was_recorded_in_the_one_is_read_and_set_right_in_the_other() {
    let town = Town::new().await;
    with_a_third(&town).await;
    let past = past(&town).await;
    let (held, record) = (format!("/demonstrations/{}", past.demonstration), format!("/tutorials/{}", past.stopped));
    let right = [("day", "2026-11-11"), ("outcome", "ready"), ("families", "4")];
    join(&town, AGUA_ZARCA, LA_NORIA).await;
    // Nadia, who learns at La Noria, Celia and Tomasa above, and the third school have nothing of it.
    for person in [NADIA, CELIA, TOMASA, PALOMA, IKER] {
        let other = town.browser_of(person).await;
        for path in [held.clone(), record.clone(), format!("/people/{MATEO}/erasure"), format!("/nodes/{AGUA_ZARCA}/retention")] {
            other.get(&path).await.is(404);
        }
        other.post(&format!("{held}/edit"), &right).await.is(404);
        other.post(&format!("{held}/withdrawal"), &[]).await.is(404);
        other.post(&format!("{record}/entries"), &[("id", &fresh::<Entry>().to_string()), ("text", "No.")]).await.is(404);
    }
    // Who taught there teaches at La Noria now; Julián never taught there, and answers for it.
    for person in [JULIAN, BERTA] {
        let browser = town.browser_of(person).await;
        browser.get(&held).await.is(200).says("Ximena");
        browser.get(&record).await.is(200).says("Puse la clave al final");
        browser.post(&format!("{held}/edit"), &right).await.is(200);
        let page = [("id", &*fresh::<Entry>().to_string()), ("text", "Lo dice su cuaderno."), ("day", "2026-11-15")];
        browser.post(&format!("{record}/entries"), &page).await.is(200);
    }
    assert!(town.under(move |tx| demonstrations::by_id(tx, past.demonstration)).await.is_some_and(|row| row.corrected.is_some()));
    // And through a later joining: El Salto answers for both.
    join(&town, LA_NORIA, EL_SALTO).await;
    let paloma = town.browser_of(PALOMA).await;
    town.browser_of(IKER).await.get(&held).await.is(404);
    paloma.get(&held).await.is(200);
    paloma.get(&format!("/nodes/{AGUA_ZARCA}/retention")).await.is(200);
    paloma.get(&format!("/people/{MATEO}/data")).await.is(200);
    paloma.post(&format!("/masteries/{MARICRUZ_ARCH}/withdrawal"), &[]).await.is(200);
    paloma.post(&format!("{held}/withdrawal"), &[]).await.is(200);
    paloma.post(&format!("/people/{MATEO}/erasure"), &[("confirm", "yes")]).await.is(200);
    assert!(town.under(|tx| people::by_id(tx, MATEO)).await.is_none());
    town.is_sound().await;
}

#[actix_web::test]
async fn nothing_begins_in_the_school_that_closed() {
    let town = Town::new().await;
    with_a_third(&town).await;
    let past = past(&town).await;
    join(&town, AGUA_ZARCA, LA_NORIA).await;
    let at = |what: &str| format!("/nodes/{AGUA_ZARCA}/{what}");
    for person in [JULIAN, ELVIA, PALOMA] {
        let browser = town.browser_of(person).await;
        for what in ["year", "people/new", "visits/new", "classroom", "moves", "board", "keys", "lists", "correction"] {
            browser.get(&at(what)).await.is(404);
        }
        let newcomer = [("id", &*fresh::<Person>().to_string()), ("name", "Iris"), ("position", "student"), ("minor", "yes")];
        browser.post(&at("people/new"), &newcomer).await.is(404);
        browser.post(&at("stewards"), &[("person", &person.to_string())]).await.is(404);
    }
    let julian = town.browser_of(JULIAN).await;
    // What stopped there does not go on there; a day of then is still copied from paper, and leaves nothing open.
    julian.post(&format!("/tutorials/{}/resumption", past.stopped), &[]).await.is(422).says("cerr");
    let elvia = town.browser_of(ELVIA).await;
    copies(&elvia, &ids(), (LUIS, MARICRUZ), &ARCH.to_string(), "2026-11-20", "not_yet").await.is(200);
    town.browser_of(PALOMA).await.get(&at("paper")).await.is(404);
    let open = [TutorialState::Proposed, TutorialState::Open];
    assert!(town.under(move |tx| tutorials::in_school(tx, AGUA_ZARCA, &open)).await.is_empty());
    town.is_sound().await;
}
