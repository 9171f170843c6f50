//! *Suggest for my group*, as teachers live it: what is suggested and why, changed by hand, proposed once, refused when it is too late, and kept
//! so that it can be explained.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::graph::network::Network;
use relevo::graph::round::Coming;
use relevo::store::network::{build, of_place};
use relevo::store::queries::{rounds, tutorials, visits};

use super::support::page::Page;
use super::support::town::*;

fn path() -> String {
    format!("/nodes/{AGUA_ZARCA}/suggestions")
}

async fn wish(town: &Town, learner: PersonId, school: NodeId, topics: &[(TopicId, u64)]) {
    let topics = topics.to_vec();
    town.under(move |tx| {
        for ((topic, days), rank) in topics.into_iter().zip(1..) {
            let since = day(TODAY) - chrono::Days::new(days);
            tx.record(InterestStated { interest: fresh(), learner, topic, school, rank, day: since })?;
        }
        Ok(())
    })
    .await;
}

/// Ximena and Mateo want the arch, which has one place; Mateo would take pi as well. Nobody masters the moon, which Luis wants.
async fn three_wait(town: &Town) {
    wish(town, XIMENA, AGUA_ZARCA, &[(ARCH, 12)]).await;
    wish(town, MATEO, AGUA_ZARCA, &[(ARCH, 20), (PI, 5)]).await;
    wish(town, LUIS, AGUA_ZARCA, &[(MOON, 3)]).await;
    // Of the other school: never here.
    wish(town, NADIA, LA_NORIA, &[(ARCH, 90)]).await;
}

/// What the form of a page would send, with some lines changed: (learner, offer or nothing).
fn form(page: &Page, way: &str, changed: &[(PersonId, &str)], unmarked: &[PersonId]) -> String {
    let mut fields = vec![("way".to_owned(), way.to_owned())];
    for name in ["id", "group", "shown", "held", "pick"] {
        fields.extend(page.values(name).into_iter().map(|value| (name.to_owned(), value)));
    }
    for value in page.values("choice") {
        let learner = value.split_once('.').expect("learner and offer").0.to_owned();
        let other = changed.iter().find(|(who, _)| who.to_string() == learner).map(|(_, offer)| format!("{learner}.{offer}"));
        fields.push(("choice".to_owned(), other.unwrap_or(value)));
    }
    fields.retain(|(name, value)| name != "pick" || !unmarked.iter().any(|who| who.to_string() == *value));
    fields.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}

async fn proposed(town: &Town) -> Vec<(PersonId, PersonId, PersonId)> {
    let rows = town.under(|tx| tutorials::in_school(tx, AGUA_ZARCA, &[TutorialState::Proposed])).await;
    let mut rows: Vec<_> = rows.into_iter().map(|row| (row.learner, row.tutor, row.proposed_by)).collect();
    rows.sort_unstable();
    rows
}

async fn rounds_of(town: &Town) -> usize {
    town.under(|tx| rounds::of_school(tx, AGUA_ZARCA, 50)).await.len()
}

async fn a_teacher_proposes(town: Town) {
    three_wait(&town).await;
    let elvia = town.browser_of(ELVIA).await;
    elvia.get(&format!("/nodes/{AGUA_ZARCA}/board")).await.is(200).says("Sugerir para mi grupo");
    let page = elvia.get(&path()).await.is(200);
    let page = page.says("2 parejas posibles").says("empezarían 2 de 3 personas que esperan");
    let page = page.says("Ximena con Maricruz").says("Es lo que Ximena puso primero.").says("Ximena espera desde hace 12 días.");
    let page = page.says("Mateo con Maestra Elvia").says("Es el segundo deseo de Mateo.").says("Maestra Elvia tiene 2 lugares libres.");
    let page = page.says("Luis pidió hace 3 días").says("Aquí nadie lo domina todavía.").hides("Nadia").hides("Julián");
    let page = page.says("Sin Maricruz esperaría una persona más.").says("Sin Maestra Elvia esperaría una persona más.");
    assert!(proposed(&town).await.is_empty(), "looking proposes nothing");

    let sent = form(&page, "propose", &[], &[]);
    elvia.post_raw(&path(), sent.clone()).await.is(200).says("Las propuestas están hechas.");
    let expected = [(XIMENA, MARICRUZ, ELVIA), (MATEO, ELVIA, ELVIA)];
    assert_eq!(proposed(&town).await, expected);
    // Sent twice, it changes nothing.
    elvia.post_raw(&path(), sent).await.is(200);
    assert_eq!((proposed(&town).await.len(), rounds_of(&town).await), (2, 1));
    // Nothing has begun: both sides say yes or no, and nobody of the other school knows.
    town.browser_of(XIMENA).await.get("/").await.is(200).says("Maricruz");

    let page = elvia.get(&path()).await.is(200);
    let page = page.says("2 personas tienen una propuesta sin responder").says("Maestra Elvia propuso 2 parejas.");
    let page = page.says("Esperaban 3 y podían empezar 2.").says("2 esperan respuesta.").says("orden del deseo 400");
    assert_eq!(page.count("li.pair"), 0, "whom something was proposed to is not suggested again");

    let tutorial = town.under(|tx| tutorials::of_learner(tx, XIMENA, &[TutorialState::Proposed])).await[0].id;
    town.browser_of(XIMENA).await.post(&format!("/tutorials/{tutorial}/agreement"), &[]).await.is(200);
    town.browser_of(MARICRUZ).await.post(&format!("/tutorials/{tutorial}/agreement"), &[]).await.is(200);
    let page = elvia.reading("en").get(&path()).await.is(200);
    page.says("Maestra Elvia proposed 2 pairs.").says("One is under way. One waits for an answer.");
    town.is_sound().await;
}

#[tokio::test]
async fn a_teacher_proposes_the_best_pairs_once_and_what_became_of_them_is_told() {
    a_teacher_proposes(Town::new().await).await;
}

#[tokio::test]
async fn a_round_is_kept_on_a_server_too() {
    if let Some(town) = Town::on_postgres().await {
        a_teacher_proposes(town).await;
    }
}

#[tokio::test]
async fn the_page_is_for_those_who_teach_there() {
    let town = Town::new().await;
    three_wait(&town).await;
    town.browser_of(BERTA).await.get(&path()).await.is(200).says("Ximena con Maricruz");
    let sent = format!("id={}&way=propose&choice={XIMENA}.{MARICRUZ_OFFERS_ARCH}", fresh::<Round>());
    for person in [XIMENA, MARICRUZ, ROSA, JULIAN, NADIA, CELIA, TOMASA] {
        let browser = town.browser_of(person).await;
        browser.get(&path()).await.is(404);
        browser.post_raw(&path(), sent.clone()).await.is(404);
    }
    town.visitor().post_raw(&path(), sent).await.is(401).says("Entra otra vez");
    assert!(proposed(&town).await.is_empty());
    // One of the other school, named to Agua Zarca's teacher, is not hers to pair.
    let sent = format!("id={}&way=propose&choice={NADIA}.{MARICRUZ_OFFERS_ARCH}", fresh::<Round>());
    town.browser_of(ELVIA).await.post_raw(&path(), sent).await.is(422).says("Todavía no se propuso nada.").hides("Nadia");
    assert!(proposed(&town).await.is_empty());
}

#[tokio::test]
async fn a_place_that_is_promised_is_not_promised_again_and_who_says_no_is_not_told() {
    let town = Town::new().await;
    three_wait(&town).await;
    let (elvia, arch, id) = (town.browser_of(ELVIA).await, MARICRUZ_OFFERS_ARCH.to_string(), fresh::<Tutorial>().to_string());
    town.browser_of(XIMENA).await.post("/tutorials", &[("id", &id), ("offer", &arch)]).await.is(200);
    // Her one place waits for her own yes: Mateo is led to pi, and what is suggested can be proposed.
    let page = elvia.get(&path()).await.is(200).says("Mateo con Maestra Elvia").hides("Mateo con Maricruz");
    elvia.post_raw(&path(), form(&page, "propose", &[], &[])).await.is(200).says("Las propuestas están hechas.");
    let mine = town.under(|tx| tutorials::of_learner(tx, MATEO, &[TutorialState::Proposed])).await[0].id;
    let page = elvia.get(&path()).await.is(200).says("Maestra Elvia propuso una pareja.").says("Una espera respuesta.");
    assert!(page.body.contains(&format!("/tutorials/{mine}")));
    town.browser_of(MATEO).await.post(&format!("/tutorials/{mine}/refusal"), &[]).await;
    let state = town.under(move |tx| tutorials::by_id(tx, mine)).await.map(|row| row.state);
    assert_eq!(state, Some(TutorialState::NeverBegan));
    let page = elvia.get(&path()).await.is(200);
    assert!(!page.body.contains(&format!("/tutorials/{mine}")), "declining leaves no mark");
}

#[tokio::test]
async fn a_pair_chosen_by_hand_shows_what_it_does_to_the_others() {
    let town = Town::new().await;
    three_wait(&town).await;
    let elvia = town.browser_of(ELVIA).await;
    let page = elvia.get(&path()).await.is(200);
    let arch = MARICRUZ_OFFERS_ARCH.to_string();
    let seen = elvia.post_raw(&path(), form(&page, "see", &[(MATEO, &arch)], &[])).await.is(200);
    let seen = seen.says("Mateo con Maricruz").says("Esta pareja la elegiste tú.").says("Con lo que cambiaste empieza una persona menos.");
    let seen = seen.says("Los lugares que hay van hoy a otras personas.");
    assert!(proposed(&town).await.is_empty(), "seeing the effect proposes nothing");
    // What was chosen stays chosen, and can be left to whatever comes out best.
    let seen = elvia.post_raw(&path(), form(&seen, "see", &[], &[])).await.is(200).says("Esta pareja la elegiste tú.");
    let back = elvia.post_raw(&path(), form(&seen, "see", &[(MATEO, "best")], &[])).await.is(200);
    let back = back.hides("Esta pareja la elegiste tú.").says("Ximena con Maricruz");
    let nobody = elvia.post_raw(&path(), form(&back, "see", &[(MATEO, "")], &[])).await.is(200);
    nobody.says("Elegiste que por ahora no empiece.").says("Una pareja posible");

    // Only the marked ones are proposed; that one was chosen by hand is kept.
    elvia.post_raw(&path(), form(&seen, "propose", &[], &[])).await.is(200);
    assert_eq!(proposed(&town).await, [(MATEO, MARICRUZ, ELVIA)]);
    elvia.get(&path()).await.is(200).says("a mano");
    town.is_sound().await;
}

#[tokio::test]
async fn only_what_is_marked_is_proposed_and_nothing_marked_is_told() {
    let town = Town::new().await;
    three_wait(&town).await;
    let elvia = town.browser_of(ELVIA).await;
    let page = elvia.get(&path()).await.is(200);
    elvia.post_raw(&path(), form(&page, "propose", &[], &[XIMENA, MATEO])).await.is(422).says("Marca al menos una pareja.");
    elvia.post_raw(&path(), form(&page, "propose", &[], &[XIMENA])).await.is(200);
    assert_eq!(proposed(&town).await, [(MATEO, ELVIA, ELVIA)]);
    // The same page sent again with another choice is another round: nothing is lost.
    elvia.post_raw(&path(), form(&page, "propose", &[], &[MATEO])).await.is(200);
    assert_eq!((proposed(&town).await.len(), rounds_of(&town).await), (2, 2));
}

#[tokio::test]
async fn what_has_become_impossible_is_told_one_by_one_and_nothing_is_written() {
    let town = Town::new().await;
    three_wait(&town).await;
    let elvia = town.browser_of(ELVIA).await;
    let page = elvia.get(&path()).await.is(200);
    town.under(|tx| {
        let (offer, capacity, state) = (MARICRUZ_OFFERS_ARCH, 1, OfferState::Paused);
        tx.record(OfferChanged { offer, capacity, state, day: day(TODAY) })?;
        Ok(())
    })
    .await;
    let again = elvia.post_raw(&path(), form(&page, "propose", &[], &[])).await.is(422);
    let again = again.says("Todavía no se propuso nada.").says("Mateo con Maestra Elvia").says("Alguien lo domina, y hoy no lo ofrece.");
    assert!(proposed(&town).await.is_empty());
    elvia.post_raw(&path(), form(&again, "propose", &[], &[])).await.is(200);
    assert_eq!(proposed(&town).await, [(MATEO, ELVIA, ELVIA)]);
    // Two for one place: the second is told.
    town.under(|tx| {
        let (offer, capacity, state) = (MARICRUZ_OFFERS_ARCH, 1, OfferState::Open);
        tx.record(OfferChanged { offer, capacity, state, day: day(TODAY) })?;
        tx.record(InterestStated { interest: fresh(), learner: LUIS, topic: ARCH, school: AGUA_ZARCA, rank: 2, day: day(TODAY) })?;
        Ok(())
    })
    .await;
    let both = format!("choice={LUIS}.{MARICRUZ_OFFERS_ARCH}&choice={XIMENA}.{MARICRUZ_OFFERS_ARCH}");
    let sent = format!("id={}&way=propose&{both}", fresh::<Round>());
    let told = elvia.post_raw(&path(), sent).await.is(422);
    told.says("no tiene lugar para tantas personas");
    assert_eq!(proposed(&town).await.len(), 1);
}

#[tokio::test]
async fn who_is_left_without_learns_what_would_open_a_place() {
    let town = Town::new().await;
    super::tutorials_pages::agreed(&town).await;
    wish(&town, MATEO, AGUA_ZARCA, &[(ARCH, 8)]).await;
    wish(&town, LUIS, AGUA_ZARCA, &[(ARCH, 4)]).await;
    town.under(|tx| {
        tx.record(PairBlocked { block: fresh(), school: AGUA_ZARCA, one: LUIS, other: MARICRUZ, day: day(TODAY) })?;
        Ok(())
    })
    .await;
    let elvia = town.browser_of(ELVIA).await;
    let page = elvia.get(&path()).await.is(200).says("Sin parejas por ahora").says("Quienes lo ofrecen tienen lleno su cupo.");
    let page = page.says("Se abre un lugar cuando Ximena demuestre «¿Por qué no se cae un arco de piedra?».");
    let page = page.says("Con un lugar más de Maricruz en «¿Por qué no se cae un arco de piedra?» empezaría una persona más.");
    page.says("Alguien lo domina, y hoy no lo ofrece.").hides("no pueden acompañarle");
    let english = town.browser_of(BERTA).await.reading("en");
    english.get(&path()).await.is(200).says("Those who offer it have no room.").says("A place opens when Ximena demonstrates");
    // One group of the school.
    let group = elvia.get(&format!("{}?group=1-A", path())).await.is(200);
    group.says("Luis").hides("Mateo");
}

#[tokio::test]
async fn whoever_was_asked_meanwhile_and_a_place_that_was_promised_meanwhile_are_told() {
    let town = Town::new().await;
    three_wait(&town).await;
    let elvia = town.browser_of(ELVIA).await;
    let page = elvia.get(&path()).await.is(200).says("Ximena con Maricruz").says("Mateo con Maestra Elvia");
    let ask = async |learner: PersonId, offer: OfferId| {
        let (id, offer) = (fresh::<Tutorial>().to_string(), offer.to_string());
        town.browser_of(learner).await.post("/tutorials", &[("id", &id), ("offer", &offer)]).await.is(200);
    };
    // While she looks, Luis asks for the one place that Maricruz has.
    ask(LUIS, MARICRUZ_OFFERS_ARCH).await;
    elvia.post_raw(&path(), form(&page, "propose", &[], &[MATEO])).await.is(422).says("Ya no hay lugar: alguien llegó antes");
    // And Mateo asks somebody else.
    town.under(|tx| {
        let (mastery, offer, person, topic, school, on) = (tx.new_id(), tx.new_id(), BERTA, MOON, AGUA_ZARCA, day("2026-01-10"));
        let (via, parent, demonstration, voucher) = (Via::Founding, None, None, Some(CELIA));
        tx.record(MasteryGranted { mastery, person, topic, school, via, day: on, parent, generation: 1, demonstration, voucher })?;
        tx.record(OfferOpened { offer, mastery, person, topic, school, capacity: 1, day: on })?;
        let (tutorial, learner, tutor, visit) = (tx.new_id(), MATEO, person, None);
        let (offer, proposed_by, day) = (Some(offer), learner, day(TODAY));
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, offer, visit, proposed_by, day }).map(drop)
    })
    .await;
    elvia.post_raw(&path(), form(&page, "propose", &[], &[XIMENA])).await.is(422).says("Mientras tanto llegó otra propuesta");
    let asked: Vec<PersonId> = proposed(&town).await.into_iter().map(|(learner, ..)| learner).collect();
    assert_eq!((asked, rounds_of(&town).await), (vec![MATEO, LUIS], 0), "nothing of hers was written");
}

#[tokio::test]
async fn whom_only_a_visit_lets_somebody_meet_is_suggested_for_its_day() {
    let town = Town::new().await;
    wish(&town, LUIS, AGUA_ZARCA, &[(MOON, 3)]).await;
    wish(&town, NADIA, LA_NORIA, &[(MOON, 30)]).await;
    town.under(|tx| {
        let (mastery, offer, person, topic, school, on) = (tx.new_id(), tx.new_id(), CELIA, MOON, ZONE, day("2026-01-10"));
        let (via, parent, demonstration, voucher) = (Via::Founding, None, None, Some(TOMASA));
        tx.record(MasteryGranted { mastery, person, topic, school, via, day: on, parent, generation: 1, demonstration, voucher })?;
        tx.record(OfferOpened { offer, mastery, person, topic, school, capacity: 1, day: on }).map(drop)
    })
    .await;
    let elvia = town.browser_of(ELVIA).await;
    elvia.get(&path()).await.is(200).hides("Luis con").hides("Celia");
    // She comes to Agua Zarca; La Noria, where Nadia waits for the same, is another school.
    let visit: VisitId = fresh();
    town.under(move |tx| {
        let (school, visitors, day) = (AGUA_ZARCA, vec![CELIA], day(TODAY) + chrono::Days::new(4));
        tx.record(VisitAgreed { visit, school, day, visitors, responsible: BERTA, agreed_by: BERTA }).map(drop)
    })
    .await;
    // So it is also answered from the part of the network around the school, while the whole is not in memory yet.
    let [part, whole] = town
        .under(move |tx| {
            let agreed = visits::agreed_from(tx, AGUA_ZARCA, day(TODAY), visits::AHEAD)?;
            let coming: Vec<Coming> = agreed.into_iter().map(|(row, agreed)| Coming { visit: row.id, agreed }).collect();
            let round = |network: &Network| network.round(&[AGUA_ZARCA], None, &coming, day(TODAY));
            Ok([round(&of_place(tx, AGUA_ZARCA)?), round(&build(tx)?)])
        })
        .await;
    assert_eq!((part.pairs.len(), part.pairs[0].visit), (1, Some(visit)));
    assert_eq!(part, whole);
    let page =
        elvia.get(&path()).await.is(200).says("Luis con Celia Montes").says("Celia Montes viene de visita el").says("se verían ese día");
    town.browser_of(BERTA).await.reading("en").get(&path()).await.is(200).says("Celia Montes is visiting on");
    town.browser_of(JULIAN).await.get(&format!("/nodes/{LA_NORIA}/suggestions")).await.is(200).hides("Celia");
    // While she looks, the visit is given up: nothing is written, and the reason is told.
    town.under(move |tx| tx.record(VisitWithdrawn { visit }).map(drop)).await;
    let told = elvia.post_raw(&path(), form(&page, "propose", &[], &[])).await.is(422);
    told.says("Todavía no se propuso nada.").says("visita");
    assert!(proposed(&town).await.is_empty());
    // Agreed on anew, the proposal leans on it, and the coach may say yes.
    let again: VisitId = fresh();
    town.under(move |tx| {
        let (visit, school, visitors, day) = (again, AGUA_ZARCA, vec![CELIA], day(TODAY) + chrono::Days::new(9));
        tx.record(VisitAgreed { visit, school, day, visitors, responsible: BERTA, agreed_by: BERTA }).map(drop)
    })
    .await;
    let page = elvia.get(&path()).await.is(200);
    elvia.post_raw(&path(), form(&page, "propose", &[], &[])).await.is(200);
    assert_eq!(proposed(&town).await, [(LUIS, CELIA, ELVIA)]);
    let row = town.under(|tx| tutorials::of_learner(tx, LUIS, &[TutorialState::Proposed])).await.remove(0);
    assert_eq!(row.visit, Some(again));
    town.browser_of(CELIA).await.post(&format!("/tutorials/{}/agreement", row.id), &[]).await.is(200);
    town.is_sound().await;
}
