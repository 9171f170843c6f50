//! Where a tutorial and what came of it end: what nobody proposes, opens, stops, holds, corrects or reads, although everything beside it may be.
//! What holds for people, visits, moves and words: `people_limits`.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::queries::{demonstrations, masteries, tutorials};
use relevo::store::rows::TutorialRow;
use relevo::store::{Error, Tx};

use super::practice::{copies, ids};
use super::support::town::*;
use super::tutorials_pages::agreed;

const THE_ARCH: &str = "¿Por qué no se cae un arco de piedra?";
const NOT_YET_SAID: &str = "Falta que la otra persona diga que sí";

async fn row(town: &Town, tutorial: TutorialId) -> Option<TutorialRow> {
    town.under(move |tx| tutorials::by_id(tx, tutorial)).await
}

async fn state(town: &Town, tutorial: TutorialId) -> Option<TutorialState> {
    row(town, tutorial).await.map(|row| row.state)
}

async fn masters(town: &Town, person: PersonId, topic: TopicId) -> bool {
    town.under(move |tx| masteries::live(tx, person, topic)).await.is_some()
}

/// Somebody masters a topic, and offers it.
fn offers(tx: &mut Tx<'_>, person: PersonId, topic: TopicId, school: NodeId) -> Result<OfferId, Error> {
    let (mastery, offer, on) = (tx.new_id(), tx.new_id(), day("2026-01-10"));
    let (via, parent, demonstration, voucher) = (Via::Founding, None, None, Some(TOMASA));
    tx.record(MasteryGranted { mastery, person, topic, school, via, day: on, parent, generation: 1, demonstration, voucher })?;
    tx.record(OfferOpened { offer, mastery, person, topic, school, capacity: 4, day: on })?;
    Ok(offer)
}

/// Proposes a tutorial under an id of its own.
async fn proposes(browser: &Browser, offer: OfferId, more: &[(&str, &str)]) -> (TutorialId, Page) {
    let id = fresh::<Tutorial>();
    let (text, offer) = (id.to_string(), offer.to_string());
    let page = browser.post("/tutorials", &[&[("id", text.as_str()), ("offer", &offer)], more].concat()).await;
    (id, page)
}

#[actix_web::test]
async fn a_learner_does_not_say_aloud_what_her_tutor_says() {
    let town = Town::new().await;
    let learner = XIMENA.to_string();
    let aloud = [("learner", learner.as_str()), ("aloud", "yes")];
    for person in [XIMENA, MATEO, ROSA, JULIAN] {
        let (id, page) = proposes(&town.browser_of(person).await, MARICRUZ_OFFERS_ARCH, &aloud).await;
        page.is(404);
        assert_eq!(state(&town, id).await, None, "{person}");
    }
    let (id, page) = proposes(&town.browser_of(BERTA).await, MARICRUZ_OFFERS_ARCH, &aloud).await;
    page.is(200);
    assert_eq!(state(&town, id).await, Some(TutorialState::Open));
}

#[actix_web::test]
async fn another_topic_of_the_same_tutor_is_another_proposal_and_so_is_another_tutor() {
    let town = Town::new().await;
    let [moon, bertas] = town.under(|tx| Ok([offers(tx, ELVIA, MOON, AGUA_ZARCA)?, offers(tx, BERTA, PI, AGUA_ZARCA)?])).await;
    let ximena = town.browser_of(XIMENA).await;
    for (offer, tutor, topic) in [(ELVIA_OFFERS_PI, ELVIA, PI), (moon, ELVIA, MOON), (bertas, BERTA, PI)] {
        let (id, page) = proposes(&ximena, offer, &[]).await;
        page.is(200);
        assert_eq!(row(&town, id).await.map(|row| (row.tutor, row.topic)), Some((tutor, topic)));
    }
    // Asked again for the same, it is the same.
    assert_eq!(state(&town, proposes(&ximena, moon, &[]).await.0).await, None);
}

#[actix_web::test]
async fn nobody_says_aloud_what_who_is_not_there_would_say() {
    let town = Town::new().await;
    let visits: [VisitId; 2] = [fresh(), fresh()];
    let offer = town
        .under(move |tx| {
            for (visit, on) in visits.into_iter().zip(["2026-11-25", TODAY]) {
                let (school, day, visitors) = (AGUA_ZARCA, day(on), vec![CELIA]);
                tx.record(VisitAgreed { visit, school, day, visitors, responsible: BERTA, agreed_by: BERTA })?;
            }
            offers(tx, CELIA, MOON, ZONE)
        })
        .await;
    let (learner, [comes, here]) = (XIMENA.to_string(), visits.map(|visit| visit.to_string()));
    let aloud = [("learner", learner.as_str()), ("visit", &comes), ("aloud", "yes")];
    let elvia = town.browser_of(ELVIA).await;
    // It is about the day after tomorrow: nobody has heard her yet.
    let (id, page) = proposes(&elvia, offer, &aloud).await;
    assert_eq!(page.is(422).says(NOT_YET_SAID).count("#aloud-error"), 1);
    assert_eq!(state(&town, id).await, None);
    let (asked, page) = proposes(&town.browser_of(XIMENA).await, offer, &aloud[1..2]).await;
    page.is(200);
    // Nor does it help that she is there today: she was asked for the other day.
    for more in [aloud, [aloud[0], ("visit", here.as_str()), aloud[2]]] {
        assert_eq!(proposes(&elvia, offer, &more).await.1.is(422).count("#aloud-error"), 1);
    }
    assert_eq!(state(&town, asked).await, Some(TutorialState::Proposed));
    town.pass_days(2);
    proposes(&town.browser_of(JULIAN).await, offer, &aloud).await.1.is(404);
    proposes(&town.browser_of(ELVIA).await, offer, &aloud).await.1.is(200);
    assert_eq!(state(&town, asked).await, Some(TutorialState::Open));
}

#[actix_web::test]
async fn what_has_begun_is_not_refused_any_more() {
    let town = Town::new().await;
    let open = agreed(&town).await;
    for person in [XIMENA, MARICRUZ, ELVIA] {
        town.browser_of(person).await.post(&format!("/tutorials/{open}/refusal"), &[]).await;
    }
    town.browser_of(JULIAN).await.post(&format!("/tutorials/{open}/refusal"), &[]).await.is(404);
    assert_eq!(state(&town, open).await, Some(TutorialState::Open));
    let (id, luis) = (fresh::<Demonstration>().to_string(), LUIS.to_string());
    let record = [("id", id.as_str()), ("day", TODAY), ("outcome", "ready"), ("present", &luis)];
    town.browser_of(MARICRUZ).await.post(&format!("/tutorials/{open}/record"), &record).await.is(200);
    town.browser_of(XIMENA).await.post(&format!("/tutorials/{open}/refusal"), &[]).await;
    assert_eq!(state(&town, open).await, Some(TutorialState::Demonstrated));
    town.is_sound().await;
}

#[actix_web::test]
async fn what_is_not_offered_any_more_is_not_agreed_to() {
    let town = Town::new().await;
    let (maricruz, elvia) = (town.browser_of(MARICRUZ).await, town.browser_of(ELVIA).await);
    let (asked, page) = proposes(&town.browser_of(XIMENA).await, MARICRUZ_OFFERS_ARCH, &[]).await;
    page.is(200);
    let yes = format!("/tutorials/{asked}/agreement");
    // She pauses it.
    let offer = format!("/offers/{MARICRUZ_OFFERS_ARCH}");
    maricruz.post(&offer, &[("capacity", "1"), ("state", "paused")]).await.is(200);
    maricruz.post(&yes, &[]).await.is(422).says("Hoy no ofreces este tema");
    // Her mastery was a mistake; another program, which does not know of it yet, opens the offer once more.
    elvia.post(&format!("/masteries/{MARICRUZ_ARCH}/withdrawal"), &[]).await.is(200);
    town.under(|tx| {
        let (offer, state) = (MARICRUZ_OFFERS_ARCH, OfferState::Open);
        tx.record(OfferChanged { offer, capacity: 1, state, day: day(TODAY) }).map(drop)
    })
    .await;
    assert_eq!(town.under(|tx| masteries::offer(tx, MARICRUZ_OFFERS_ARCH)).await.map(|row| row.state), Some(OfferState::Open));
    maricruz.post(&yes, &[]).await.is(422).says("Hoy no ofreces este tema");
    assert_eq!(state(&town, asked).await, Some(TutorialState::Proposed));
    proposes(&town.browser_of(MATEO).await, MARICRUZ_OFFERS_ARCH, &[]).await.1.is(422);
}

#[actix_web::test]
async fn who_masters_a_topic_does_not_begin_it() {
    let town = Town::new().await;
    let ximena = town.browser_of(XIMENA).await;
    let (asked, page) = proposes(&ximena, MARICRUZ_OFFERS_ARCH, &[]).await;
    page.is(200);
    // Another school's program knew of a mastery of hers.
    town.under(|tx| offers(tx, XIMENA, ARCH, LA_NORIA)).await;
    town.browser_of(MARICRUZ).await.post(&format!("/tutorials/{asked}/agreement"), &[]).await.is(422).says("ya lo domina");
    assert_eq!(state(&town, asked).await, Some(TutorialState::Proposed));
    ximena.post(&format!("/tutorials/{asked}/refusal"), &[]).await.is(200);
    proposes(&ximena, MARICRUZ_OFFERS_ARCH, &[]).await.1.is(422).says("ya lo domina");
}

#[actix_web::test]
async fn only_what_goes_on_is_stopped() {
    let town = Town::new().await;
    let ximena = town.browser_of(XIMENA).await;
    let stop = [("reason", "")];
    let (asked, page) = proposes(&ximena, MARICRUZ_OFFERS_ARCH, &[]).await;
    page.is(200);
    ximena.post(&format!("/tutorials/{asked}/stop"), &stop).await.is(422).says(NOT_YET_SAID);
    assert_eq!(state(&town, asked).await, Some(TutorialState::Proposed));
    ximena.post(&format!("/tutorials/{asked}/refusal"), &[]).await.is(200);

    // Her teacher writes down what came of it while she thinks of stopping: she is told how it ended.
    let open = agreed(&town).await;
    let (id, luis) = (fresh::<Demonstration>().to_string(), LUIS.to_string());
    let ready = [("id", id.as_str()), ("day", TODAY), ("outcome", "ready"), ("present", &luis)];
    town.browser_of(ELVIA).await.post(&format!("/tutorials/{open}/record"), &ready).await.is(200);
    for person in [XIMENA, ELVIA] {
        town.browser_of(person).await.post(&format!("/tutorials/{open}/stop"), &stop).await.is(422).says("ya terminó");
    }
    town.browser_of(JULIAN).await.post(&format!("/tutorials/{open}/stop"), &stop).await.is(404);
    assert_eq!(state(&town, open).await, Some(TutorialState::Demonstrated));
    town.is_sound().await;
}

#[actix_web::test]
async fn that_it_never_began_is_not_said_of_what_was_tried() {
    let town = Town::new().await;
    let open = agreed(&town).await;
    let elvia = town.browser_of(ELVIA).await;
    let (id, luis, way) = (fresh::<Demonstration>().to_string(), LUIS.to_string(), format!("/tutorials/{open}/withdrawal"));
    let tried = [("id", id.as_str()), ("day", TODAY), ("outcome", "not_yet"), ("present", &luis), ("reason", "Le falta la clave.")];
    elvia.post(&format!("/tutorials/{open}/record"), &tried).await.is(200);
    elvia.post(&way, &[]).await.is(422).says("Todavía depende algo de esto");
    assert_eq!(state(&town, open).await, Some(TutorialState::Open));
    for person in [XIMENA, MARICRUZ, JULIAN] {
        town.browser_of(person).await.post(&way, &[]).await.is(404);
    }
    // The sheet was the mistake: with it goes what stood in the way.
    elvia.post(&format!("/demonstrations/{id}/withdrawal"), &[]).await.is(200);
    elvia.post(&way, &[]).await;
    assert_eq!(state(&town, open).await, Some(TutorialState::NeverBegan));
    town.is_sound().await;
}

#[actix_web::test]
async fn after_the_end_only_a_teacher_adds_what_paper_says() {
    let town = Town::new().await;
    let open = agreed(&town).await;
    let way = format!("/tutorials/{open}/entries");
    town.browser_of(XIMENA).await.post(&format!("/tutorials/{open}/stop"), &[("reason", "")]).await.is(200);
    let writes = async |person: PersonId, status| {
        let id = fresh::<Entry>().to_string();
        let page = [("id", id.as_str()), ("text", "La clave cierra el arco."), ("day", "2026-11-10")];
        town.browser_of(person).await.post(&way, &page).await.is(status);
        town.under(move |tx| Ok(tutorials::entries(tx, open)?.len())).await
    };
    assert_eq!(writes(XIMENA, 422).await, 0);
    assert_eq!(writes(JULIAN, 404).await, 0);
    assert_eq!(writes(BERTA, 200).await, 1);
    // Of what is only proposed there is nothing to copy, for her either.
    let (asked, page) = proposes(&town.browser_of(MATEO).await, ELVIA_OFFERS_PI, &[]).await;
    page.is(200);
    let id = fresh::<Entry>().to_string();
    let page = [("id", id.as_str()), ("text", "Medí tres ruedas."), ("day", TODAY)];
    town.browser_of(BERTA).await.post(&format!("/tutorials/{asked}/entries"), &page).await.is(422).says(NOT_YET_SAID);
    town.is_sound().await;
}

#[actix_web::test]
async fn a_demonstration_that_nobody_else_saw_is_none() {
    let town = Town::new().await;
    let open = agreed(&town).await;
    let maricruz = town.browser_of(MARICRUZ).await;
    let (ximena, herself, luis) = (XIMENA.to_string(), MARICRUZ.to_string(), LUIS.to_string());
    let held = async |present: &[(&str, &str)], status| {
        let id = fresh::<Demonstration>().to_string();
        let record = [("id", id.as_str()), ("day", TODAY), ("outcome", "ready")];
        maricruz.post(&format!("/tutorials/{open}/record"), &[&record[..], present].concat()).await.is(status)
    };
    for alone in [
        &[][..],
        &[("present", ximena.as_str())],
        &[("present", herself.as_str())],
        &[("present", ximena.as_str()), ("present", herself.as_str())],
        &[("families", "0"), ("authorities", "0")],
    ] {
        let page = held(alone, 422).await.says("Di quién más estuvo presente");
        assert_eq!(page.count("#present-error"), 1, "{alone:?}");
        assert!(!masters(&town, XIMENA, ARCH).await, "{alone:?}");
    }
    held(&[("present", &herself), ("present", &luis)], 200).await;
    assert!(masters(&town, XIMENA, ARCH).await);
    // Whom it names is who was there besides the two.
    let kept = town.under(move |tx| demonstrations::of_tutorial(tx, open)).await[0].id;
    assert_eq!(town.under(move |tx| demonstrations::witnesses(tx, kept)).await, [LUIS]);
    town.is_sound().await;
}

#[actix_web::test]
async fn paper_begins_before_it_ends_and_a_try_after_the_end_is_of_another_tutorial() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let (tutorial, held, learner, tutor) =
        (fresh::<Tutorial>(), fresh::<Demonstration>().to_string(), LUIS.to_string(), MARICRUZ.to_string());
    let text = tutorial.to_string();
    let sheet = [
        ("tutorial-1", text.as_str()),
        ("id-1", &held),
        ("learner-1", &learner),
        ("tutor-1", &tutor),
        ("topic-1", THE_ARCH),
        ("agreed-1", "2026-11-12"),
        ("day-1", "2026-11-10"),
        ("outcome-1", "ready"),
        ("families-1", "3"),
    ];
    let page = elvia.post(&format!("/nodes/{AGUA_ZARCA}/paper"), &sheet).await.is(422).says("anterior al comienzo");
    assert_eq!((page.count("#day-1-error"), page.count("#agreed-1-error")), (1, 0));
    assert_eq!(page.field("agreed-1").as_deref(), Some("2026-11-12"));
    assert_eq!(state(&town, tutorial).await, None);
    let first = ids();
    copies(&elvia, &first, (XIMENA, MARICRUZ), THE_ARCH, "2026-11-10", "ready").await.is(200);
    copies(&elvia, &ids(), (XIMENA, MARICRUZ), THE_ARCH, "2026-11-20", "not_yet").await.is(200);
    let rows = town.under(|tx| tutorials::of_learner(tx, XIMENA, TutorialState::ALL)).await;
    let mut told: Vec<_> = rows.iter().map(|row| (row.agreed, row.state)).collect();
    told.sort();
    let [first_day, later] = ["2026-11-10", "2026-11-20"].map(|on| Some(day(on)));
    assert_eq!(told, [(first_day, TutorialState::Demonstrated), (later, TutorialState::Stopped)]);
    let id: TutorialId = first.0.parse().expect("an id");
    assert_eq!(town.under(move |tx| demonstrations::of_tutorial(tx, id)).await.len(), 1);
    town.is_sound().await;
}

#[actix_web::test]
async fn a_mastery_withdrawn_for_itself_does_not_come_back_with_a_number_set_right() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let sheet = ids();
    copies(&elvia, &sheet, (XIMENA, MARICRUZ), THE_ARCH, "2026-11-10", "ready").await.is(200);
    let mastery = town.under(|tx| masteries::live(tx, XIMENA, ARCH)).await.expect("she masters it").id;
    town.browser_of(JULIAN).await.post(&format!("/masteries/{mastery}/withdrawal"), &[]).await.is(404);
    elvia.post(&format!("/masteries/{mastery}/withdrawal"), &[]).await.is(200);
    let right = [("day", "2026-11-10"), ("outcome", "ready"), ("families", "5")];
    elvia.post(&format!("/demonstrations/{}/edit", sheet.1), &right).await.is(200);
    assert!(!masters(&town, XIMENA, ARCH).await);
    town.is_sound().await;
}

#[actix_web::test]
async fn a_sheet_that_is_withdrawn_does_not_take_along_what_else_was_written() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let (written, bare) = (ids(), ids());
    copies(&elvia, &written, (XIMENA, MARICRUZ), THE_ARCH, "2026-11-10", "ready").await.is(200);
    copies(&elvia, &bare, (LUIS, MARICRUZ), THE_ARCH, "2026-11-10", "ready").await.is(200);
    let entry = fresh::<Entry>().to_string();
    let page = [("id", entry.as_str()), ("text", "Juntamos piedras."), ("day", "2026-11-10")];
    elvia.post(&format!("/tutorials/{}/entries", written.0), &page).await.is(200);
    for sheet in [&written, &bare] {
        town.browser_of(JULIAN).await.post(&format!("/demonstrations/{}/withdrawal", sheet.1), &[]).await.is(404);
        elvia.post(&format!("/demonstrations/{}/withdrawal", sheet.1), &[]).await;
    }
    let [written, bare]: [TutorialId; 2] = [written.0, bare.0].map(|id| id.parse().expect("an id"));
    assert_eq!(state(&town, written).await, Some(TutorialState::Open), "it goes on, without the sheet");
    assert_eq!(town.under(move |tx| tutorials::entries(tx, written)).await.len(), 1);
    town.browser_of(XIMENA).await.get(&format!("/tutorials/{written}")).await.is(200).says("Juntamos piedras.");
    assert_eq!(state(&town, bare).await, Some(TutorialState::NeverBegan), "there was nothing but the sheet");
    assert!(!masters(&town, XIMENA, ARCH).await && !masters(&town, LUIS, ARCH).await);
    town.is_sound().await;
}

#[actix_web::test]
async fn who_came_to_a_demonstration_is_not_told_to_its_tutor_of_another_place() {
    let town = Town::new().await;
    let (visit, tutorial): (VisitId, TutorialId) = (fresh(), fresh());
    town.under(move |tx| {
        let (school, on) = (AGUA_ZARCA, day(TODAY));
        tx.record(VisitAgreed { visit, school, day: on, visitors: vec![CELIA], responsible: BERTA, agreed_by: BERTA })?;
        let (learner, tutor, topic, visit) = (XIMENA, CELIA, MOON, Some(visit));
        let offer = Some(offers(tx, CELIA, MOON, ZONE)?);
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by: learner, day: on, offer, visit })?;
        tx.record(TutorialAgreed { tutorial, day: on, how: Agreement::Here }).map(drop)
    })
    .await;
    let (id, luis, mateo) = (fresh::<Demonstration>().to_string(), LUIS.to_string(), MATEO.to_string());
    let act = format!("/demonstrations/{id}");
    let elvia = town.browser_of(ELVIA).await;
    let plan = [("id", id.as_str()), ("day", TODAY), ("place", "La plaza"), ("invited", &mateo)];
    elvia.post(&format!("/tutorials/{tutorial}/demonstration"), &plan).await.is(200);
    let celia = town.browser_of(CELIA).await;
    celia.get(&act).await.is(200).says("Ximena").hides("Mateo");
    town.browser_of(XIMENA).await.get(&act).await.is(200).says("Mateo");
    let record = [("id", id.as_str()), ("day", TODAY), ("outcome", "ready"), ("present", &luis), ("families", "2")];
    elvia.post(&format!("/tutorials/{tutorial}/record"), &record).await.is(200);
    celia.get(&act).await.is(200).says("Ximena").hides("Luis").hides("Mateo").hides("Elvia");
    town.browser_of(XIMENA).await.get(&act).await.is(200).says("Luis").says("Elvia");
    town.browser_of(JULIAN).await.get(&act).await.is(404);
}

/// Two have a topic open, as another program tells it.
fn open(tx: &mut Tx<'_>, learner: PersonId, tutor: PersonId, topic: TopicId, on: &str) -> Result<TutorialId, Error> {
    let (tutorial, school, offer, visit, on) = (tx.new_id(), AGUA_ZARCA, None, None, day(on));
    tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by: learner, day: on, offer, visit })?;
    tx.record(TutorialAgreed { tutorial, day: on, how: Agreement::Aloud })?;
    Ok(tutorial)
}

#[actix_web::test]
async fn only_another_open_one_of_the_same_learner_and_topic_contests_it() {
    let town = Town::new().await;
    let (ximena, berta) = (town.browser_of(XIMENA).await, town.browser_of(BERTA).await);
    let before = agreed(&town).await;
    ximena.post(&format!("/tutorials/{before}/stop"), &[("reason", "")]).await.is(200);
    // Luis learns the same, Ximena something else besides: neither is in the way of what she begins anew.
    let now = town
        .under(|tx| {
            open(tx, LUIS, BERTA, ARCH, "2026-11-05")?;
            open(tx, XIMENA, ELVIA, PI, "2026-11-05")?;
            open(tx, XIMENA, MARICRUZ, ARCH, "2026-11-06")
        })
        .await;
    let contested = async |tutorial| row(&town, tutorial).await.map(|row| (row.state, row.contested));
    assert_eq!(contested(now).await, Some((TutorialState::Open, false)));
    berta.post(&format!("/tutorials/{now}/beginning"), &[("began", "2026-11-05")]).await.is(200);
    assert_eq!(contested(now).await, Some((TutorialState::Open, false)), "it does not contest itself");

    // Three places speak of the same: one counts, the two others wait; and when it stops, one of them counts.
    let [second, third] =
        town.under(|tx| Ok([open(tx, XIMENA, ELVIA, ARCH, "2026-11-07")?, open(tx, XIMENA, BERTA, ARCH, "2026-11-08")?])).await;
    for waits in [second, third] {
        assert_eq!(contested(waits).await, Some((TutorialState::Open, true)));
    }
    town.browser_of(JULIAN).await.post(&format!("/tutorials/{now}/stop"), &[("reason", "")]).await.is(404);
    berta.post(&format!("/tutorials/{now}/stop"), &[("reason", "")]).await.is(200);
    assert_eq!(contested(second).await, Some((TutorialState::Open, false)));
    assert_eq!(contested(third).await, Some((TutorialState::Open, true)));
    town.is_sound().await;
}
