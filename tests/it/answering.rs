//! Who answers for whom: who vouches, who lifts what a steward decided, whose session a browser holds; and what opens again with its topic.

use relevo::actions::accounts::open_session;
use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::queries::{masteries, people};

use super::support::town::*;

#[actix_web::test]
async fn who_is_vouched_for_vouches_for_nobody_and_nothing() {
    let town = Town::new().await;
    let (rosa, elvia) = (town.browser_of(ROSA).await, town.browser_of(ELVIA).await);
    // That somebody masters a topic is for a steward or a coach to say.
    let (id, topic) = (fresh::<Mastery>().to_string(), MOON.to_string());
    let words = [("id", id.as_str()), ("topic", &topic), ("day", ""), ("reason", "Lo ha hecho muchas veces.")];
    for person in [LUIS, ROSA] {
        rosa.get(&format!("/people/{person}/masteries")).await.is(404);
        rosa.post(&format!("/people/{person}/masteries"), &words).await.is(404);
        assert_eq!(town.under(move |tx| masteries::of_person(tx, person)).await, []);
    }
    town.browser_of(CELIA).await.post(&format!("/people/{ROSA}/masteries"), &words).await.is(200);
    assert_eq!(town.under(|tx| masteries::of_person(tx, ROSA)).await.len(), 1);

    // Nor does one neighbour bring the next.
    let door = format!("/nodes/{AGUA_ZARCA}/people/new");
    let neighbour = fresh::<Person>();
    let (id, school) = (neighbour.to_string(), AGUA_ZARCA.to_string());
    let adds = async |voucher: PersonId, status| {
        let voucher = voucher.to_string();
        let form = [
            ("id", id.as_str()),
            ("node", &school),
            ("name", "Don Beto"),
            ("position", "community"),
            ("minor", "no"),
            ("voucher", &voucher),
        ];
        elvia.post(&door, &form).await.is(status)
    };
    adds(ROSA, 422).await;
    adds(XIMENA, 422).await;
    adds(JULIAN, 422).await;
    assert!(town.under(move |tx| people::by_id(tx, neighbour)).await.is_none());
    adds(BERTA, 200).await;
    // An older program let one do so: nobody answers for him, so he is paired with no child.
    let other: PersonId = fresh();
    town.under(move |tx| {
        let (person, node, position, minor, since, voucher) = (other, AGUA_ZARCA, Position::Community, false, day(TODAY), Some(ROSA));
        tx.record(PersonJoined { person, node, position, minor, since, voucher }).map(drop)
    })
    .await;
    for (tutor, may) in [(other, false), (neighbour, true), (ROSA, true)] {
        let pair = town.under(move |tx| Ok(relevo::actions::ground::may_pair(tx, LUIS, tutor, None).is_ok_and(|pair| pair.is_ok()))).await;
        assert_eq!(pair, may, "{tutor}");
    }
}

#[actix_web::test]
async fn a_relative_comes_back_when_somebody_who_is_there_vouches_for_her() {
    let town = Town::new().await;
    town.under(|tx| {
        let (node, on) = (AGUA_ZARCA, day(TODAY));
        tx.record(StewardNamed { person: BERTA, node, since: day("2026-01-10") })?;
        tx.record(PersonLeft { person: ROSA, node, until: on })?;
        tx.record(StewardEnded { person: ELVIA, node, until: on })?;
        tx.record(PersonLeft { person: ELVIA, node, until: on }).map(drop)
    })
    .await;
    let berta = town.browser_of(BERTA).await;
    let door = format!("/nodes/{AGUA_ZARCA}/people/{ROSA}/return");
    let school = AGUA_ZARCA.to_string();
    let back = async |voucher: &str, status| {
        berta.post(&door, &[("node", &school), ("how", "back"), ("voucher", voucher)]).await.is(status);
        town.under(|tx| people::belongs_to(tx, ROSA, AGUA_ZARCA)).await
    };
    // Who vouched for her has left; a child does not, nor does anybody of the next school.
    for voucher in [String::new(), ELVIA.to_string(), XIMENA.to_string(), JULIAN.to_string()] {
        assert!(!back(&voucher, 422).await, "{voucher:?}");
    }
    town.browser_of(JULIAN).await.post(&door, &[("node", &school), ("how", "back"), ("voucher", &BERTA.to_string())]).await.is(404);
    assert!(back(&BERTA.to_string(), 200).await);
    town.is_sound().await;
}

#[actix_web::test]
async fn what_one_school_decided_the_steward_of_another_does_not_lift() {
    let town = Town::new().await;
    let block: BlockId = fresh();
    town.under(move |tx| {
        let (person, node, position, since) = (ROSA, LA_NORIA, Position::Family, day("2026-01-10"));
        tx.record(PersonJoined { person, node, position, minor: false, since, voucher: Some(JULIAN) })?;
        tx.record(PairBlocked { block, school: AGUA_ZARCA, one: MATEO, other: ROSA, day: since }).map(drop)
    })
    .await;
    let end = |person: PersonId| format!("/people/{person}/blocks/{block}/end");
    let stands = async || town.under(|tx| people::blocked(tx, MATEO, ROSA)).await;
    // Julián answers for Rosa too, in his school.
    let julian = town.browser_of(JULIAN).await;
    julian.post(&end(ROSA), &[("back", "/")]).await.is(404);
    julian.post(&end(MATEO), &[("back", "/")]).await.is(404);
    town.browser_of(BERTA).await.post(&end(ROSA), &[("back", "/")]).await.is(404);
    let elvia = town.browser_of(ELVIA).await;
    elvia.post(&end(LUIS), &[("back", "/")]).await.is(404);
    assert!(stands().await);
    elvia.post(&end(ROSA), &[("back", "/")]).await.is(200);
    assert!(!stands().await);
}

#[actix_web::test]
async fn who_was_taken_for_an_adult_and_is_a_child_is_signed_in_as_one() {
    let town = Town::new().await;
    // Entered as an adult, she signed in for a month; then that was set right.
    let (token, _) = town.under(|tx| open_session(tx, LUIS, false)).await;
    let (grown, _) = town.under(|tx| open_session(tx, BERTA, false)).await;
    let (luis, berta) = (town.browser_with(Some(token.text())), town.browser_with(Some(grown.text())));
    luis.get("/").await.is(200).says("Hola, Luis");
    town.pass_minutes(11);
    luis.get("/").await.is(200).hides("Luis");
    berta.get("/").await.is(200).says("Berta");
}

#[actix_web::test]
async fn whoever_signs_in_ends_what_was_open_in_that_browser() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let secret = |page: &Page| {
        let text = page.text();
        let word = text.split_whitespace().find(|word| word.len() == 14 && word.split('-').all(|group| group.len() == 4));
        word.unwrap_or_else(|| panic!("no code in: {text}")).to_owned()
    };
    let code = secret(&elvia.post(&format!("/people/{BERTA}/invitation"), &[]).await.is(200));
    // Berta takes her invitation up where Luis has left himself signed in.
    let shared = town.browser_of(LUIS).await;
    let left = shared.cookie("relevo").expect("his session");
    shared.get("/").await.is(200).says("Hola, Luis");
    let account = [("handle", "berta"), ("password", "llueve en la noche"), ("again", "llueve en la noche")];
    shared.post(&format!("/welcome/{code}"), &account).await.is(200).says("Berta");
    town.browser_with(Some(&left)).get("/").await.is(200).hides("Luis");
    // And signs in with her password where Mateo had.
    let other = town.browser_of(MATEO).await;
    let left = other.cookie("relevo").expect("his session");
    other.post("/sign-in", &account[..2]).await.is(200).says("Berta");
    town.browser_with(Some(&left)).get("/").await.is(200).hides("Mateo");
    // A wrong password ends nothing.
    let ximena = town.browser_of(XIMENA).await;
    ximena.post("/sign-in", &[("handle", "berta"), ("password", "otra cosa")]).await.is(422);
    ximena.get("/").await.is(200).says("Ximena");
}

#[actix_web::test]
async fn a_topic_that_is_put_back_is_offered_by_those_who_offered_it() {
    let town = Town::new().await;
    let [paused, closed, left, unlearned]: [OfferId; 4] = [fresh(), fresh(), fresh(), fresh()];
    let (wrong, right): (MasteryId, MasteryId) = (fresh(), fresh());
    town.under(move |tx| {
        for (person, offer, state) in [
            (ELVIA, paused, Some(OfferState::Paused)),
            (LUIS, closed, Some(OfferState::Withdrawn)),
            (MATEO, left, None),
            (XIMENA, unlearned, None),
        ] {
            let mastery = if person == XIMENA { wrong } else { tx.new_id() };
            let (topic, school, via, on) = (ARCH, AGUA_ZARCA, Via::Founding, day("2026-01-10"));
            let (parent, demonstration, voucher) = (None, None, Some(CELIA));
            tx.record(MasteryGranted { mastery, person, topic, school, via, day: on, parent, generation: 1, demonstration, voucher })?;
            tx.record(OfferOpened { offer, mastery, person, topic, school, capacity: 3, day: on })?;
            if let Some(state) = state {
                tx.record(OfferChanged { offer, capacity: 3, state, day: on })?;
            }
        }
        Ok(())
    })
    .await;
    let states = async || {
        let mut states = Vec::new();
        for offer in [MARICRUZ_OFFERS_ARCH, paused, closed, left, unlearned] {
            states.push(town.under(move |tx| masteries::offer(tx, offer)).await.expect("the offer").state);
        }
        states
    };
    use OfferState::{Open, Paused, Withdrawn};
    assert_eq!(states().await, [Open, Paused, Withdrawn, Open, Open]);
    let elvia = town.browser_of(ELVIA).await;
    town.browser_of(JULIAN).await.post(&format!("/topics/{ARCH}/withdrawal"), &[]).await.is(404);
    elvia.post(&format!("/topics/{ARCH}/withdrawal"), &[]).await.is(200);
    assert_eq!(states().await, [Withdrawn; 5]);
    town.browser_of(XIMENA).await.get(&format!("/nodes/{AGUA_ZARCA}/catalog")).await.is(200).hides("arco");
    elvia.post(&format!("/people/{MATEO}/departure"), &[("node", &AGUA_ZARCA.to_string())]).await.is(200);

    // What Ximena offered was of a mastery that was a mistake, and is replaced by another.
    elvia.post(&format!("/masteries/{wrong}/withdrawal"), &[]).await.is(200);
    town.under(move |tx| {
        let (mastery, person, topic, school, via, day) = (right, XIMENA, ARCH, AGUA_ZARCA, Via::Founding, day("2026-02-10"));
        let (parent, demonstration, voucher) = (None, None, Some(CELIA));
        tx.record(MasteryGranted { mastery, person, topic, school, via, day, parent, generation: 1, demonstration, voucher }).map(drop)
    })
    .await;

    elvia.post(&format!("/topics/{ARCH}/restoration"), &[]).await.is(200);
    // Luis had closed his own; Mateo has left; Ximena has offered nothing of what she masters now.
    assert_eq!(states().await, [Open, Paused, Withdrawn, Withdrawn, Withdrawn]);
    town.browser_of(XIMENA).await.get(&format!("/nodes/{AGUA_ZARCA}/catalog")).await.is(200).says("arco");
    town.is_sound().await;
    // Once more: what was put back closes and opens again, and its owner's word counts in between.
    elvia.post(&format!("/topics/{ARCH}/withdrawal"), &[]).await.is(200);
    elvia.post(&format!("/topics/{ARCH}/restoration"), &[]).await.is(200);
    assert_eq!(states().await, [Open, Paused, Withdrawn, Withdrawn, Withdrawn]);
    town.is_sound().await;
}
