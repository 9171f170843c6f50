//! Ximena was entered twice at Agua Zarca. Elvia sees what would change, says that the two are one, and everything is hers from then on; two
//! who met are told apart, and whoever is erased is erased in both entries.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::queries::{interests, masteries, people, tutorials};
use relevo::store::schema::journal;
use relevo::store::{Error, Tx};

use diesel::prelude::*;

use super::support::town::*;

/// What the two entries of Ximena stand on.
#[derive(Clone, Copy)]
struct Ground {
    twin: PersonId,
    hers: MasteryId,
    twins: MasteryId,
    luis: MasteryId,
    goes_on: TutorialId,
    ends: TutorialId,
}

fn founded(tx: &mut Tx<'_>, person: PersonId, topic: TopicId, on: &str, capacity: i32) -> Result<(MasteryId, OfferId), Error> {
    let (mastery, offer, school, via) = (tx.new_id(), tx.new_id(), AGUA_ZARCA, Via::Founding);
    let (parent, generation, demonstration, voucher) = (None, 1, None, Some(CELIA));
    tx.record(MasteryGranted { mastery, person, topic, school, via, day: day(on), parent, generation, demonstration, voucher })?;
    tx.record(OfferOpened { offer, mastery, person, topic, school, capacity, day: day(on) })?;
    Ok((mastery, offer))
}

fn tutored(
    tx: &mut Tx<'_>,
    [learner, tutor]: [PersonId; 2],
    topic: TopicId,
    offer: Option<OfferId>,
    on: &str,
) -> Result<TutorialId, Error> {
    let (tutorial, school, visit, proposed_by) = (tx.new_id(), AGUA_ZARCA, None, learner);
    tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, offer, visit, proposed_by, day: day(on) })?;
    tx.record(TutorialAgreed { tutorial, day: day(on), how: Agreement::Aloud })?;
    Ok(tutorial)
}

/// One promotes the other.
fn promoted(tx: &mut Tx<'_>, pair: [PersonId; 2], topic: TopicId, parent: (MasteryId, i32), on: &str) -> Result<MasteryId, Error> {
    let (tutorial, [learner, tutor]) = (tutored(tx, pair, topic, None, on)?, pair);
    let (demonstration, mastery, school, on) = (tx.new_id(), tx.new_id(), AGUA_ZARCA, day(on));
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
        recorded_by: tutor,
        tutorial: Some(tutorial),
        tutor: Some(tutor),
    })?;
    let (via, generation, demonstration) = (Via::Demonstration, parent.1 + 1, Some(demonstration));
    let parent = Some(parent.0);
    tx.record(MasteryGranted { mastery, person: learner, topic, school, via, day: on, parent, generation, demonstration, voucher: None })?;
    Ok(mastery)
}

fn lived(tx: &mut Tx<'_>) -> Result<Ground, Error> {
    let twin = tx.new_id();
    let (position, since) = (Position::Student, day("2026-08-31"));
    tx.record(PersonJoined { person: twin, node: AGUA_ZARCA, position, minor: true, since, voucher: None })?;
    let name = "Ximena Quetzalli".to_owned();
    tx.record(PersonNamed { person: twin, name, grade: Some(2), group: Some("B".to_owned()), language: None })?;
    // Both know about the moon, the twin first. Luis learned it from Ximena, and Mateo from Luis.
    let (twins, _) = founded(tx, twin, MOON, "2026-09-01", 1)?;
    let (hers, offer) = founded(tx, XIMENA, MOON, "2026-09-20", 2)?;
    let luis = promoted(tx, [LUIS, XIMENA], MOON, (hers, 1), "2026-10-01")?;
    promoted(tx, [MATEO, LUIS], MOON, (luis, 2), "2026-10-20")?;
    tutored(tx, [MARICRUZ, XIMENA], MOON, Some(offer), "2026-11-01")?;
    // Both want to know where pi comes from, and both learn of the arch.
    for learner in [XIMENA, twin] {
        let (interest, topic, school) = (tx.new_id(), PI, AGUA_ZARCA);
        tx.record(InterestStated { interest, learner, topic, school, rank: 1, day: since })?;
        tx.record(InterestExplained { interest, learner, why: "porque mi abuela teje".to_owned() })?;
    }
    let goes_on = tutored(tx, [twin, MARICRUZ], ARCH, Some(MARICRUZ_OFFERS_ARCH), "2026-11-02")?;
    let ends = tutored(tx, [XIMENA, BERTA], ARCH, None, "2026-11-03")?;
    for (tutorial, learner, text) in [(goes_on, twin, "la clave cierra el arco"), (ends, XIMENA, "me atoré en la clave")] {
        tx.record(EntryWritten { entry: tx.new_id(), tutorial, learner, day: day("2026-11-04"), text: text.to_owned() })?;
    }
    Ok(Ground { twin, hers, twins, luis, goes_on, ends })
}

#[actix_web::test]
async fn two_entries_become_one() {
    let town = Town::new().await;
    let ground = town.under(lived).await;
    let Ground { twin, .. } = ground;
    let (elvia, twins_own) = (town.browser_of(ELVIA).await, town.browser_with(Some(&session(&town, twin).await)));
    let path = format!("/people/{XIMENA}/same");
    let page = elvia.get(&format!("/people/{XIMENA}")).await.is(200);
    assert_eq!(page.link("Está dos veces"), Some(path.clone()));

    // Who is called alike comes first; no adult is a choice, and nobody of the other school.
    let form = elvia.get(&path).await.is(200).says("Ximena Quetzalli").hides("Berta").hides("Nadia");
    assert_eq!(form.attribute("#other option:nth-child(2)", "value"), Some(twin.to_string()));
    let preview = format!("{path}?other={twin}");
    let seen = elvia.get(&preview).await.is(200).says("Cuenta el primero (1 de septiembre").says("queda en el hilo del primero");
    seen.says("queda un solo deseo").says("Termina la relación tutora con Maestra Berta").says("no se puede deshacer");

    // Not for a teacher who is no steward, a classmate, the other school, or those above.
    for person in [BERTA, MATEO, XIMENA, ROSA, JULIAN, NADIA, CELIA, TOMASA] {
        let other = town.browser_of(person).await;
        other.get(&path).await.is(404);
        other.get(&preview).await.is(404);
        other.post(&path, &[("other", &twin.to_string())]).await.is(404);
        assert_eq!(other.get(&format!("/people/{person}")).await.is(200).link("Está dos veces"), None);
    }
    for wrong in ["", "x", &XIMENA.to_string()] {
        elvia.post(&path, &[("other", wrong)]).await.is(422).says("¿Con quién se repite?");
    }
    elvia.post(&path, &[("other", &NADIA.to_string())]).await.is(404);
    elvia.post(&path, &[("other", &fresh::<()>().to_string())]).await.is(404);
    assert!(town.under(move |tx| people::by_id(tx, twin)).await.is_some(), "nothing has changed yet");

    elvia.post(&path, &[("other", &twin.to_string())]).await.is(200).says("ahora está una sola vez").says("2.º A");
    let before = lines(&town).await;
    elvia.post(&path, &[("other", &twin.to_string())]).await.is(200);
    assert_eq!(lines(&town).await, before, "said twice, it is said once");
    is_one(&town, ground).await;

    // Her address, her session and her keys lead to the one entry; nobody learns of it who may not read her.
    let landed = elvia.get(&format!("/people/{twin}")).await.is(200);
    assert_eq!(landed.path, format!("/people/{XIMENA}"));
    assert_eq!(town.browser_of(XIMENA).await.get(&format!("/people/{twin}/catalog")).await.path, format!("/people/{XIMENA}"));
    assert_eq!(
        twins_own.get(&format!("/people/{XIMENA}")).await.is(200).link("Ver mi catálogo"),
        Some(format!("/people/{XIMENA}/catalog"))
    );
    for person in [NADIA, JULIAN, TOMASA] {
        town.browser_of(person).await.get(&format!("/people/{twin}")).await.is(404);
    }
    elvia.get(&format!("/nodes/{AGUA_ZARCA}/people")).await.is(200).hides("Quetzalli");
    town.is_sound().await;

    // Forgetting the one forgets the other.
    elvia.post(&format!("/people/{XIMENA}/erasure"), &[]).await.is(200);
    elvia.get(&format!("/people/{twin}")).await.is(404);
    let (told, erased) = town
        .under(move |tx| {
            let bodies: Vec<Option<String>> = journal::table.select(journal::body).load(&mut **tx)?;
            Ok((bodies.into_iter().flatten().collect::<String>(), relevo::store::erased::all(tx)?))
        })
        .await;
    for word in ["Quetzalli", "porque mi abuela teje", "la clave cierra el arco", "me atoré en la clave"] {
        assert!(!told.contains(word), "{word} is left in the journal");
    }
    assert!(erased.contains(&XIMENA) && erased.contains(&twin));
    town.is_sound().await;
}

async fn lines(town: &Town) -> i64 {
    town.under(|tx| Ok(journal::table.count().get_result(&mut **tx)?)).await
}

async fn session(town: &Town, person: PersonId) -> String {
    let (token, _) = town.db.write(move |tx| relevo::actions::accounts::open_session(tx, person, true)).await.expect("a session");
    token.text().to_owned()
}

async fn is_one(town: &Town, ground: Ground) {
    let Ground { twin, hers, twins, luis, goes_on, ends } = ground;
    town.under(move |tx| {
        assert_eq!(people::by_id(tx, twin)?, None);
        let live = masteries::live(tx, XIMENA, MOON)?.expect("she masters the moon");
        assert_eq!((live.id, live.generation), (twins, 1), "the first counts");
        assert!(masteries::by_id(tx, hers)?.expect("kept").withdrawn.is_some());
        let luis = masteries::by_id(tx, luis)?.expect("his mastery");
        assert_eq!((luis.parent, luis.generation), (Some(twins), 2), "what came from the later one comes from the first");
        let offer = masteries::offer_of(tx, twins)?.expect("one offer");
        assert_eq!((offer.person, masteries::taken(tx, offer.id)?), (XIMENA, 1), "Maricruz has a place of it");
        assert_eq!(masteries::catalog_of(tx, XIMENA)?.len(), 1);
        let wishes: Vec<TopicId> = interests::of_learner(tx, XIMENA)?.into_iter().map(|row| row.topic).collect();
        assert_eq!(wishes, [PI]);
        let open = tutorials::of_learner(tx, XIMENA, &[TutorialState::Open])?;
        assert_eq!(open.iter().map(|row| row.id).collect::<Vec<_>>(), [goes_on]);
        assert_eq!(tutorials::by_id(tx, ends)?.expect("kept").state, TutorialState::Stopped);
        assert_eq!(tutorials::entries(tx, goes_on)?[0].learner, XIMENA);
        Ok(())
    })
    .await;
}

#[actix_web::test]
async fn two_who_met_or_of_whom_others_answer_are_two() {
    let town = Town::new().await;
    let ground = town.under(lived).await;
    let shared = town
        .under(|tx| {
            let (block, day) = (tx.new_id(), day(TODAY));
            tx.record(PairBlocked { block, school: AGUA_ZARCA, one: MATEO, other: MARICRUZ, day })?;
            let shared = tx.new_id();
            for node in [AGUA_ZARCA, LA_NORIA] {
                let (position, since) = (Position::Teacher, day);
                tx.record(PersonJoined { person: shared, node, position, minor: false, since, voucher: None })?;
            }
            tx.record(PersonNamed { person: shared, name: "Maestra Berta Luz".to_owned(), grade: None, group: None, language: None })?;
            Ok(shared)
        })
        .await;
    let elvia = town.browser_of(ELVIA).await;
    let before = lines(&town).await;
    for (kept, other, why) in [
        (XIMENA, LUIS, "Una acompañó a la otra"),
        (LUIS, XIMENA, "Una acompañó a la otra"),
        // Through Luis.
        (XIMENA, MATEO, "Una acompañó a la otra"),
        (ground.twin, MARICRUZ, "Una acompañó a la otra"),
        // Berta saw Luis demonstrate; Elvia vouches for Rosa.
        (LUIS, BERTA, "Coincidieron"),
        (ELVIA, ROSA, "Coincidieron"),
        (MATEO, MARICRUZ, "no trabajen juntas"),
        (ground.twin, ROSA, "Una es menor de edad"),
        (BERTA, shared, "también está en otro lugar"),
    ] {
        let path = format!("/people/{kept}/same");
        elvia.get(&format!("{path}?other={other}")).await.is(200).says(why).hides("Sí, es la misma persona");
        elvia.post(&path, &[("other", &other.to_string())]).await.is(422).says(why);
    }
    assert_eq!(before, lines(&town).await, "nothing was written");
    town.is_sound().await;
}

#[actix_web::test]
async fn who_had_left_and_was_entered_anew_is_one() {
    let town = Town::new().await;
    let ground = town.under(lived).await;
    let elvia = town.browser_of(ELVIA).await;
    elvia.post(&format!("/people/{}/departure", ground.twin), &[("node", &AGUA_ZARCA.to_string())]).await.is(200);
    let path = format!("/people/{XIMENA}/same");
    elvia.get(&path).await.is(200).says("Ximena Quetzalli");
    elvia.post(&path, &[("other", &ground.twin.to_string())]).await.is(200);
    let (belongs, gone) =
        town.under(move |tx| Ok((people::belongs_to(tx, XIMENA, AGUA_ZARCA)?, people::gone(tx, AGUA_ZARCA, day("2026-01-01"))?))).await;
    assert!(belongs && gone.is_empty());
    town.is_sound().await;
}
