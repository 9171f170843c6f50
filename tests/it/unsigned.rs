//! What is said without a name: wishes, which only who teaches knows by name, and what is wrong, which nobody must be kept from saying.

use diesel::prelude::*;
use relevo::actions::care;
use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::policy::{Caller, Verb, may};
use relevo::domain::words::*;
use relevo::store::queries::visits;
use relevo::store::rows::ConcernRow;
use relevo::store::schema::concerns;

use super::support::town::*;
use super::tutorials_pages::agreed;

/// Ximena has demonstrated the arch; Luis and Mateo wait for it, and a steward keeps Luis from her.
async fn a_new_tutor(town: &Town) -> String {
    let tutorial = agreed(town).await;
    town.under(|tx| {
        for (learner, on) in [(LUIS, "2026-11-10"), (MATEO, "2026-11-12")] {
            let (interest, topic, school) = (tx.new_id(), ARCH, AGUA_ZARCA);
            tx.record(InterestStated { interest, learner, topic, school, rank: 1, day: day(on) })?;
        }
        let (block, school, one, other, on) = (tx.new_id(), AGUA_ZARCA, LUIS, XIMENA, day("2026-11-12"));
        tx.record(PairBlocked { block, school, one, other, day: on }).map(drop)
    })
    .await;
    let (id, berta) = (fresh::<Demonstration>().to_string(), BERTA.to_string());
    let record = [("id", id.as_str()), ("day", TODAY), ("outcome", "ready"), ("present", &berta)];
    town.browser_of(MARICRUZ).await.post(&format!("/tutorials/{tutorial}/record"), &record).await.is(200).path
}

#[actix_web::test]
async fn a_new_tutor_is_told_how_many_wait_and_her_teacher_who() {
    let town = Town::new().await;
    let page = a_new_tutor(&town).await;
    let (ximena, elvia) = (town.browser_of(XIMENA).await, town.browser_of(ELVIA).await);
    // One of the two: whom a steward keeps from her does not count, and it is not said why.
    let told = ximena.get(&page).await.is(200).says("Una persona de tu escuela espera este tema").hides("Mateo").hides("Luis");
    let choose = told.link("Elegir a quién invitar").expect("the way on");
    // She may invite whom she likes; that one waits is not told there either.
    ximena.get(&choose).await.is(200).says("Mateo").hides("lo espera desde");
    elvia.get(&page).await.is(200).says("Invitar a Mateo").hides("Luis");
    elvia.get(&choose).await.is(200).says("lo espera desde");
    // A classmate is told of nobody, and the next school finds no page.
    town.browser_of(MATEO).await.get(&page).await.is(200).hides("espera este tema");
    town.browser_of(NADIA).await.get(&page).await.is(404);
    town.browser_of(JULIAN).await.get(&page).await.is(404);
    // Whoever asks her signs it.
    let id = fresh::<Tutorial>().to_string();
    let offer = town.under(|tx| relevo::store::queries::masteries::catalog_of(tx, XIMENA)).await[0].id.to_string();
    town.browser_of(MATEO).await.post("/tutorials", &[("id", &id), ("offer", &offer)]).await.is(200);
    ximena.get("/").await.is(200).says("Mateo");
}

/// Says something at a school, and answers with the page.
async fn say(browser: &Browser, school: NodeId, text: &str, more: &[(&str, &str)]) -> Page {
    let (id, school) = (fresh::<Concern>().to_string(), school.to_string());
    let said = [("id", id.as_str()), ("school", &school), ("text", text), ("reader", "school")];
    browser.post("/concerns/new", &[&said[..], more].concat()).await
}

#[actix_web::test]
async fn nobody_silences_another() {
    let town = Town::new().await;
    let joker = town.visitor();
    for number in 0..30 {
        say(&joker, AGUA_ZARCA, &format!("Broma {number}"), &[]).await.is(200);
    }
    say(&joker, AGUA_ZARCA, "Broma 30", &[]).await.is(422).says("Espera 1 minuto");
    // From the same address: whoever has signed in is not kept from it, nor who speaks of another school.
    let (ximena, mateo) = (town.browser_of(XIMENA).await, town.browser_of(MATEO).await);
    say(&ximena, AGUA_ZARCA, "Esto es en serio.", &[]).await.is(200).says("Gracias");
    say(&joker, LA_NORIA, "Aquí también pasa algo.", &[]).await.is(200).says("Gracias");
    // A visitor has to wait for a minute, whatever was tried meanwhile.
    for _ in 0..40 {
        say(&joker, AGUA_ZARCA, "Otra broma", &[]).await.is(422);
    }
    town.pass_minutes(1);
    say(&town.visitor(), AGUA_ZARCA, "No tengo clave, y quiero decirlo.", &[]).await.is(200).says("Gracias");
    // One who signs in to joke is bounded, and bounds nobody else.
    for number in 0..9 {
        say(&ximena, AGUA_ZARCA, &format!("Y otra {number}"), &[]).await;
    }
    say(&ximena, AGUA_ZARCA, "Una más", &[]).await;
    say(&ximena, AGUA_ZARCA, "Y una más", &[]).await.is(422).says("Espera 1 minuto");
    say(&mateo, AGUA_ZARCA, "Yo vi lo mismo.", &[]).await.is(200).says("Gracias");
    let read = town.under(|tx| visits::concerns_at(tx, AGUA_ZARCA, ELVIA, ConcernState::Open, None, 100)).await;
    let texts: Vec<&str> = read.iter().filter_map(|row| row.text.as_deref()).collect();
    for serious in ["Esto es en serio.", "No tengo clave, y quiero decirlo.", "Yo vi lo mismo."] {
        assert!(texts.contains(&serious), "{serious}");
    }
}

#[actix_web::test]
async fn only_who_knows_somebody_says_it_is_about_her() {
    let town = Town::new().await;
    let (elvia, nadia) = (ELVIA.to_string(), NADIA.to_string());
    let (visitor, girl, ximena) = (town.visitor(), town.browser_of(NADIA).await, town.browser_of(XIMENA).await);
    for (browser, school, about) in
        [(&visitor, AGUA_ZARCA, &elvia), (&girl, AGUA_ZARCA, &elvia), (&ximena, AGUA_ZARCA, &nadia), (&ximena, LA_NORIA, &nadia)]
    {
        say(browser, school, "Algo pasa.", &[("about", about)]).await.is(422).says("Elige una de las opciones");
    }
    let kept = town.under(|tx| visits::concerns_at(tx, AGUA_ZARCA, BERTA, ConcernState::Open, None, 100)).await;
    assert_eq!(kept, []);
    town.under(|tx| tx.record(StewardNamed { person: BERTA, node: AGUA_ZARCA, since: day(TODAY) })).await;
    say(&ximena, AGUA_ZARCA, "Algo pasa.", &[("about", &elvia)]).await.is(200);
    // She neither reads it nor takes it up; Berta does.
    let concern = town.under(|tx| visits::concerns_at(tx, AGUA_ZARCA, BERTA, ConcernState::Open, None, 100)).await[0].id;
    let (named, other) = (town.browser_of(ELVIA).await, town.browser_of(BERTA).await);
    named.get(&format!("/nodes/{AGUA_ZARCA}/concerns")).await.is(200).hides("Algo pasa");
    named.post(&format!("/concerns/{concern}/answer"), &[]).await.is(404);
    other.get(&format!("/nodes/{AGUA_ZARCA}/concerns")).await.is(200).says("Algo pasa");
    other.post(&format!("/concerns/{concern}/answer"), &[]).await.is(200);
}

#[actix_web::test]
async fn a_places_list_holds_what_each_one_there_may_read_whoever_looks_after_what() {
    let town = Town::new().await;
    let seats = [(ELVIA, AGUA_ZARCA), (BERTA, AGUA_ZARCA), (TOMASA, ZONE), (CELIA, ZONE), (CELIA, STATE)];
    let wrong = town
        .under(move |tx| {
            let (school, since) = (AGUA_ZARCA, day("2026-09-01"));
            for reader in [ConcernReader::School, ConcernReader::Above] {
                for about in [None, Some(ELVIA), Some(BERTA), Some(TOMASA), Some(CELIA)] {
                    let concern = tx.new_id();
                    tx.record(ConcernRaised { concern, school, reader, day: since })?;
                    if let Some(about) = about {
                        tx.record(ConcernNamed { concern, about })?;
                    }
                }
            }
            tx.record(StewardEnded { person: ELVIA, node: AGUA_ZARCA, until: since })?;
            tx.record(StewardEnded { person: TOMASA, node: ZONE, until: since })?;
            let all: Vec<ConcernRow> = concerns::table.order(concerns::id).load(&mut **tx)?;
            let (mut wrong, mut read) = (Vec::new(), 0);
            for mask in 0..32_u8 {
                let taken = seats.iter().enumerate().filter(|(seat, _)| mask & (1 << seat) != 0).map(|(_, seat)| *seat);
                for (person, node) in taken.clone() {
                    tx.record(StewardNamed { person, node, since })?;
                }
                for person in [ELVIA, BERTA, TOMASA, CELIA] {
                    let member = relevo::store::accounts::caller(tx, person)?.expect("she is there");
                    let (nodes, caller) = (member.stewards.clone(), Caller::member(member));
                    let mut listed = Vec::new();
                    for node in nodes {
                        let here = care::concerns(tx, &caller, node, ConcernState::Open, None, 100).expect("she looks after it");
                        listed.extend(here.rows.into_iter().map(|row| row.id));
                    }
                    listed.sort_unstable();
                    let mut single = Vec::new();
                    for row in &all {
                        let relations = care::to_concern(tx, &caller, row).expect("the school is there");
                        single.extend(Some(row.id).filter(|_| may(Verb::ReadConcern, relations)));
                    }
                    read += single.len();
                    if listed != single {
                        wrong.push(format!("{mask:05b} {person}: {listed:?} is listed, and {single:?} hers to read"));
                    }
                }
                for (person, node) in taken {
                    tx.record(StewardEnded { person, node, until: since })?;
                }
            }
            assert!(read > 100, "only {read} were anybody's to read");
            Ok(wrong)
        })
        .await;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[actix_web::test]
async fn a_pair_kept_apart_is_counted_to_neither() {
    let town = Town::new().await;
    town.under(|tx| {
        for (mastery, person, offer) in [(fresh(), BERTA, fresh()), (fresh(), LUIS, fresh())] {
            let (via, parent, demonstration, voucher) = (Via::Founding, None, None, Some(ELVIA));
            let (topic, school, on) = (MOON, AGUA_ZARCA, day("2026-01-10"));
            tx.record(MasteryGranted { mastery, person, topic, school, via, day: on, parent, generation: 1, demonstration, voucher })?;
            tx.record(OfferOpened { offer, mastery, person, topic, school, capacity: 1, day: on })?;
        }
        for learner in [XIMENA, MATEO] {
            let (interest, topic, school) = (fresh(), MOON, AGUA_ZARCA);
            tx.record(InterestStated { interest, learner, topic, school, rank: 1, day: day("2026-11-10") })?;
        }
        Ok(())
    })
    .await;
    let (ximena, luis, mateo) = (town.browser_of(XIMENA).await, town.browser_of(LUIS).await, town.browser_of(MATEO).await);
    let topic = format!("/topics/{MOON}");
    ximena.get(&topic).await.is(200).says("Hoy hay 2 lugares libres");
    luis.get("/").await.is(200).says("2 personas de tu escuela");
    let block = fresh::<Block>().to_string();
    let apart = [("id", block.as_str()), ("other", &LUIS.to_string())];
    town.browser_of(ELVIA).await.post(&format!("/people/{XIMENA}/blocks"), &apart).await.is(200);
    ximena.get(&topic).await.is(200).says("Hoy hay un lugar libre").hides("2 lugares").hides("acompañe : Luis");
    luis.get("/").await.is(200).says("Una persona de tu escuela").hides("2 personas");
    luis.get(&topic).await.is(200).says("Espera una persona más");
    ximena.get("/topics").await.is(200).says("Ciencias · Un lugar libre").hides("Ciencias · 2 lugares");
    ximena.get("/interests").await.is(200).says("Un lugar libre").hides("2 lugares libres");
    // For everybody else nothing has changed.
    mateo.get("/topics").await.is(200).says("Ciencias · 2 lugares libres");
    mateo.get(&topic).await.is(200).says("Hoy hay 2 lugares libres");
}
