//! Both sides agree: nobody says yes for somebody of another place, nobody comes on a visit because she was named, and nobody is told of a child
//! before that.

use diesel::prelude::*;
use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::Tx;
use relevo::store::queries::{tutorials, visits};
use relevo::store::schema::passwords;

use super::support::town::*;

/// Somebody of another place masters the moon, and offers it.
fn offers_the_moon(tx: &mut Tx<'_>, person: PersonId, school: NodeId) -> Result<OfferId, relevo::store::Error> {
    let (mastery, offer) = (tx.new_id(), tx.new_id());
    let (topic, via, parent, demonstration, voucher, on) = (MOON, Via::Founding, None, None, Some(TOMASA), day("2026-01-10"));
    tx.record(MasteryGranted { mastery, person, topic, school, via, day: on, parent, generation: 1, demonstration, voucher })?;
    tx.record(OfferOpened { offer, mastery, person, topic, school, capacity: 4, day: on })?;
    Ok(offer)
}

/// Somebody has an account.
async fn has_an_account(town: &Town, person: PersonId) {
    town.under(move |tx| {
        let row = (passwords::person.eq(person), passwords::handle.eq("julian"), passwords::hash.eq("no password fits"));
        diesel::insert_into(passwords::table).values(row).execute(&mut **tx)?;
        Ok(())
    })
    .await;
}

async fn state_of(town: &Town, tutorial: TutorialId) -> Option<TutorialState> {
    town.under(move |tx| tutorials::by_id(tx, tutorial)).await.map(|row| row.state)
}

async fn visit(town: &Town, on: &'static str, visitor: PersonId) -> VisitId {
    let id = fresh::<Visit>();
    let (text, visitor, responsible) = (id.to_string(), visitor.to_string(), BERTA.to_string());
    let fields = [("id", text.as_str()), ("day", on), ("visitors", &visitor), ("responsible", &responsible)];
    town.browser_of(BERTA).await.post(&format!("/nodes/{AGUA_ZARCA}/visits/new"), &fields).await.is(200);
    id
}

#[actix_web::test]
async fn a_colleague_does_not_say_yes_for_an_adult_of_another_place() {
    let town = Town::new().await;
    let offer = town.under(|tx| offers_the_moon(tx, CELIA, ZONE)).await.to_string();
    let (elvia, berta) = (town.browser_of(ELVIA).await, town.browser_of(BERTA).await);
    let (id, learner) = (fresh::<Tutorial>(), BERTA.to_string());
    let text = id.to_string();
    let aloud = [("id", text.as_str()), ("offer", &offer), ("learner", &learner), ("aloud", "yes")];
    elvia.post("/tutorials", &aloud).await.is(422).says("Falta que la otra persona diga que sí");
    assert_eq!(state_of(&town, id).await, None);
    // Berta asks for herself; Elvia means well, twice.
    berta.post("/tutorials", &aloud[..3]).await.is(200);
    elvia.post(&format!("/tutorials/{id}/agreement"), &[]).await.is(422).says("Falta que la otra persona diga que sí");
    let again = fresh::<Tutorial>().to_string();
    elvia.post("/tutorials", &[("id", again.as_str()), aloud[1], aloud[2], aloud[3]]).await.is(422);
    assert_eq!(state_of(&town, id).await, Some(TutorialState::Proposed));
    town.browser_of(JULIAN).await.post(&format!("/tutorials/{id}/agreement"), &[]).await.is(404);
    town.browser_of(CELIA).await.post(&format!("/tutorials/{id}/agreement"), &[]).await.is(200);
    assert_eq!(state_of(&town, id).await, Some(TutorialState::Open), "Celia answered for herself");
    // In her own school she may say what she heard.
    let (heard, ximena) = (fresh::<Tutorial>(), XIMENA.to_string());
    let (text, offer) = (heard.to_string(), MARICRUZ_OFFERS_ARCH.to_string());
    elvia.post("/tutorials", &[("id", &text), ("offer", &offer), ("learner", &ximena), ("aloud", "yes")]).await.is(200);
    assert_eq!(state_of(&town, heard).await, Some(TutorialState::Open));
    town.is_sound().await;
}

#[actix_web::test]
async fn who_comes_on_a_visit_is_heard_on_its_day() {
    let town = Town::new().await;
    let offer = town.under(|tx| offers_the_moon(tx, CELIA, ZONE)).await.to_string();
    visit(&town, "2026-11-25", CELIA).await;
    let id = fresh::<Tutorial>();
    let text = id.to_string();
    town.browser_of(XIMENA).await.post("/tutorials", &[("id", &text), ("offer", &offer)]).await.is(200);
    let elvia = town.browser_of(ELVIA).await;
    elvia.post(&format!("/tutorials/{id}/agreement"), &[]).await.is(422);
    town.pass_days(2);
    elvia.post(&format!("/tutorials/{id}/agreement"), &[]).await.is(200);
    assert_eq!(state_of(&town, id).await, Some(TutorialState::Open));
}

#[actix_web::test]
async fn whom_a_school_names_says_herself_that_she_comes() {
    let town = Town::new().await;
    has_an_account(&town, JULIAN).await;
    let offer = town.under(|tx| offers_the_moon(tx, JULIAN, LA_NORIA)).await.to_string();
    let id = visit(&town, "2026-11-25", JULIAN).await;
    let (berta, ximena, julian) = (town.browser_of(BERTA).await, town.browser_of(XIMENA).await, town.browser_of(JULIAN).await);
    let path = format!("/nodes/{AGUA_ZARCA}/visits");
    berta.get(&path).await.is(200).says("Maestro Julián").says("falta que diga si viene");

    // Until he has, it is as if he were not named: no child can ask him.
    let asks = async |status| {
        let id = fresh::<Tutorial>();
        let text = id.to_string();
        ximena.post("/tutorials", &[("id", &text), ("offer", &offer)]).await.is(status);
        id
    };
    ximena.get(&format!("/topics/{MOON}")).await.is(200).hides("/tutorials/new?");
    asks(422).await;
    // Nobody says it for him.
    let answer = format!("/visits/{id}/acceptance");
    for other in [BERTA, ELVIA, CELIA, NADIA] {
        town.browser_of(other).await.post(&answer, &[]).await.is(404);
    }
    assert_eq!(town.under(move |tx| visits::visitors(tx, id)).await, []);

    julian.get("/").await.is(200).says("Te invitan a Telesecundaria de Agua Zarca");
    julian.get(&path).await.is(200).says("¿Vas?");
    for _ in 0..2 {
        julian.post(&answer, &[]).await.is(200).hides("¿Vas?");
    }
    berta.get(&path).await.is(200).hides("falta que diga");
    ximena.get(&format!("/topics/{MOON}")).await.is(200).says("Maestro Julián , viene el miércoles 25 de noviembre");
    let tutorial = asks(200).await;
    julian.get(&format!("/tutorials/{tutorial}")).await.is(200).hides("Ximena");
    town.pass_days(2);
    julian.get(&format!("/tutorials/{tutorial}")).await.is(200).says("Ximena");
    // Given up, there is nothing to answer.
    berta.post(&format!("/visits/{id}/end"), &[]).await.is(200);
    julian.post(&answer, &[]).await.is(404);
    town.is_sound().await;
}

#[actix_web::test]
async fn an_office_comes_a_neighbour_without_an_account_was_asked_aloud_and_a_past_day_is_past() {
    let town = Town::new().await;
    let come = async |id| town.under(move |tx| visits::visitors(tx, id)).await;
    let without = visit(&town, "2026-11-25", JULIAN).await;
    assert_eq!(come(without).await, [JULIAN], "he sees no screen: the responsible teacher has asked him");
    has_an_account(&town, JULIAN).await;
    let past = visit(&town, "2026-11-20", JULIAN).await;
    assert_eq!(come(past).await, [JULIAN]);
    let coming = visit(&town, "2026-11-26", JULIAN).await;
    assert_eq!(come(coming).await, []);
    // He looks after what stands above the school, too, and holds no office there: then it is his to come.
    town.under(|tx| tx.record(StewardNamed { person: JULIAN, node: ZONE, since: day(TODAY) })).await;
    let answers = visit(&town, "2026-11-28", JULIAN).await;
    assert_eq!(come(answers).await, [JULIAN]);
    town.under(|tx| {
        let row = (passwords::person.eq(CELIA), passwords::handle.eq("celia"), passwords::hash.eq("no password fits"));
        diesel::insert_into(passwords::table).values(row).execute(&mut **tx)?;
        Ok(())
    })
    .await;
    let coach = visit(&town, "2026-11-27", CELIA).await;
    assert_eq!(come(coach).await, [CELIA], "visiting is her work");
    // Who answers for a visit comes on none.
    let (id, celia, me) = (fresh::<Visit>().to_string(), CELIA.to_string(), BERTA.to_string());
    let both = [("id", id.as_str()), ("day", "2026-11-25"), ("visitors", &celia), ("visitors", &me), ("responsible", &me)];
    let berta = town.browser_of(BERTA).await;
    berta.post(&format!("/nodes/{AGUA_ZARCA}/visits/new"), &both).await.is(422).says("no viene de visita");
    town.is_sound().await;
}

#[actix_web::test]
async fn a_tutor_invites_nobody_whom_she_could_not_meet() {
    let town = Town::new().await;
    let offer = town.under(|tx| offers_the_moon(tx, CELIA, ZONE)).await.to_string();
    let celia = town.browser_of(CELIA).await;
    let invites = async |learner: PersonId, status| {
        let (id, learner) = (fresh::<Tutorial>(), learner.to_string());
        let text = id.to_string();
        let page = celia.post("/tutorials", &[("id", &text), ("offer", &offer), ("learner", &learner)]).await.is(status);
        (state_of(&town, id).await, page.main())
    };
    // A child of a school is answered for as one whom there is not: not even that she is there is told.
    assert_eq!(invites(XIMENA, 404).await, invites(fresh(), 404).await);
    assert_eq!(invites(BERTA, 200).await.0, Some(TutorialState::Proposed));
}

#[actix_web::test]
async fn the_why_is_told_to_the_tutor_who_accepts_and_to_no_other() {
    let town = Town::new().await;
    // Ximena offers the arch too.
    let offer: OfferId = fresh();
    town.under(move |tx| {
        let (mastery, person, topic, school) = (tx.new_id(), XIMENA, ARCH, AGUA_ZARCA);
        let (via, parent, demonstration, voucher, on) = (Via::Founding, None, None, Some(ELVIA), day("2026-01-10"));
        tx.record(MasteryGranted { mastery, person, topic, school, via, day: on, parent, generation: 1, demonstration, voucher })?;
        tx.record(OfferOpened { offer, mastery, person, topic, school, capacity: 1, day: on }).map(drop)
    })
    .await;
    let (luis, maricruz, ximena) = (town.browser_of(LUIS).await, town.browser_of(MARICRUZ).await, town.browser_of(XIMENA).await);
    let wish = [("id", fresh::<Interest>().to_string()), ("why", "Mi abuelo hacía arcos.".to_owned())];
    let wish: Vec<(&str, &str)> = wish.iter().map(|(name, value)| (*name, value.as_str())).collect();
    luis.post(&format!("/topics/{ARCH}/interest"), &wish).await.is(200);
    let asks = async |offer: OfferId| {
        let id = fresh::<Tutorial>().to_string();
        luis.post("/tutorials", &[("id", &id), ("offer", &offer.to_string())]).await.is(200);
        format!("/tutorials/{id}")
    };
    let page = asks(MARICRUZ_OFFERS_ARCH).await;
    maricruz.get(&page).await.is(200).hides("Mi abuelo");
    maricruz.post(&format!("{page}/agreement"), &[]).await.is(200).says("Mi abuelo hacía arcos.");
    // It ends, and he asks somebody else: she has not accepted yet.
    luis.post(&format!("{page}/stop"), &[("reason", "")]).await.is(200);
    let other = asks(offer).await;
    ximena.get(&other).await.is(200).hides("Mi abuelo");
    ximena.post(&format!("{other}/agreement"), &[]).await.is(200).says("Mi abuelo");
    // A classmate reads neither.
    town.browser_of(MATEO).await.get(&other).await.is(404);
}

#[actix_web::test]
async fn only_a_mastery_that_counts_is_offered() {
    let town = Town::new().await;
    let (clash, gone): (MasteryId, MasteryId) = (fresh(), fresh());
    town.under(move |tx| {
        for (mastery, topic) in [(clash, PI), (gone, MOON)] {
            let (person, school, via, on) = (ELVIA, AGUA_ZARCA, Via::Founding, day("2026-01-10"));
            let (parent, demonstration, voucher) = (None, None, Some(BERTA));
            tx.record(MasteryGranted { mastery, person, topic, school, via, day: on, parent, generation: 1, demonstration, voucher })?;
        }
        tx.record(MasteryWithdrawn { mastery: gone, day: day("2026-11-01") }).map(drop)
    })
    .await;
    let elvia = town.browser_of(ELVIA).await;
    for (mastery, status) in [(clash, 404), (gone, 404), (ELVIA_PI, 200)] {
        let id = fresh::<Offer>();
        let text = id.to_string();
        elvia.post(&format!("/masteries/{mastery}/offer"), &[("id", &text), ("capacity", "1")]).await.is(status);
        let made = town.under(move |tx| relevo::store::queries::masteries::offer(tx, id)).await;
        assert!(made.is_none(), "{mastery}: nothing new is offered");
    }
}

#[actix_web::test]
async fn what_was_asked_of_one_gives_way_when_it_begins_with_another() {
    for town in [Some(Town::new().await), Town::on_postgres().await].into_iter().flatten() {
        let rosa: OfferId = fresh();
        town.under(move |tx| {
            let (mastery, via, parent, demonstration, voucher) = (fresh(), Via::Founding, None, None, Some(ELVIA));
            let (person, topic, school, on) = (ROSA, PI, AGUA_ZARCA, day("2026-01-10"));
            tx.record(MasteryGranted { mastery, person, topic, school, via, day: on, parent, generation: 1, demonstration, voucher })?;
            tx.record(OfferOpened { offer: rosa, mastery, person, topic, school, capacity: 1, day: on }).map(drop)
        })
        .await;
        let (ximena, elvia, doña_rosa) = (town.browser_of(XIMENA).await, town.browser_of(ELVIA).await, town.browser_of(ROSA).await);
        let ask = async |offer: OfferId| {
            let id = fresh::<Tutorial>().to_string();
            ximena.post("/tutorials", &[("id", &id), ("offer", &offer.to_string())]).await.is(200).path
        };
        let (first, second, other) = (ask(ELVIA_OFFERS_PI).await, ask(rosa).await, ask(MARICRUZ_OFFERS_ARCH).await);
        ximena.get("/").await.is(200).says("Falta la respuesta de Maestra Elvia");
        doña_rosa.post(&format!("{second}/agreement"), &[]).await.is(200).says("Quedó acordado");
        // The older question has ended with nobody asked why; the one about another topic waits on.
        ximena.get("/").await.is(200).hides("Falta la respuesta").says("Cuando termines, puedes empezar este con Maricruz");
        elvia.get("/").await.is(200).hides("falta la respuesta").says("Ximena con Maricruz: Ximena ya aprende otro tema");
        elvia.post(&format!("{first}/agreement"), &[]).await.is(422);
        let any = TutorialState::ALL;
        let states = town.under(move |tx| tutorials::of_learner(tx, XIMENA, any)).await;
        let open: Vec<_> = states.iter().map(|row| row.state).collect();
        assert_eq!(open.iter().filter(|state| **state == TutorialState::NeverBegan).count(), 1, "{open:?}");
        assert!(other.starts_with("/tutorials/"));
        town.is_sound().await;
    }
}
