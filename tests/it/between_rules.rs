//! What would slip through between two rules: a voucher who may not vouch any more, a child who grows up, a copy that brings keys back, a place
//! that somebody leaves while she stays at another, and two papers from one form.

use relevo::actions::accounts::invitations::issue_invitation;
use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::queries::{moves, people, tutorials, visits};

use super::own_data::parcel;
use super::support::town::*;

const ROSA_MOON: MasteryId = MasteryId::from_bytes([77; 16]);
const ROSA_OFFERS: OfferId = OfferId::from_bytes([78; 16]);

/// Rosa, for whom Berta vouches, offers the moon; Ximena waits for it.
async fn rosa_offers(town: &Town) {
    town.under(|tx| {
        let (person, node, position, since) = (ROSA, AGUA_ZARCA, Position::Family, day("2026-01-10"));
        tx.record(PersonPlaced { person, node, position, minor: false, since, voucher: Some(BERTA) })?;
        let (mastery, topic, school, via, day) = (ROSA_MOON, MOON, AGUA_ZARCA, Via::Founding, day("2026-01-10"));
        tx.record(MasteryGranted {
            mastery,
            person,
            topic,
            school,
            via,
            day,
            parent: None,
            generation: 1,
            demonstration: None,
            voucher: Some(CELIA),
        })?;
        tx.record(OfferOpened { offer: ROSA_OFFERS, mastery, person, topic, school, capacity: 2, day })?;
        let interest = tx.new_id();
        tx.record(InterestStated { interest, learner: XIMENA, topic, school, rank: 1, day }).map(drop)
    })
    .await;
}

async fn berta_is_a_neighbour(town: &Town) {
    let elvia = town.browser_of(ELVIA).await;
    let (node, voucher) = (AGUA_ZARCA.to_string(), ELVIA.to_string());
    let form = [("node", node.as_str()), ("name", "Maestra Berta"), ("position", "community"), ("minor", "no"), ("voucher", &voucher)];
    elvia.post(&format!("/people/{BERTA}/edit"), &form).await.is(200);
    let standing = town.under(|tx| people::standing(tx, ROSA)).await.expect("there");
    assert!(standing.belongs.iter().all(|(_, _, vouched)| !vouched), "nobody who may vouches for Rosa any more");
}

#[tokio::test]
async fn nobody_is_suggested_for_whom_no_one_vouches_any_more() {
    let town = Town::new().await;
    rosa_offers(&town).await;
    town.db.network().build_now().expect("built");
    berta_is_a_neighbour(&town).await;
    let elvia = town.browser_of(ELVIA).await;
    let page = elvia.get(&format!("/nodes/{AGUA_ZARCA}/suggestions")).await.is(200);
    assert!(
        !page.values("choice").iter().any(|value| value.ends_with(&ROSA_OFFERS.to_string())),
        "an unsafe pair is suggested: {:?}",
        page.values("choice")
    );
}

#[tokio::test]
async fn nor_does_she_stand_on_a_childs_home() {
    let town = Town::new().await;
    rosa_offers(&town).await;
    berta_is_a_neighbour(&town).await;
    let page = town.browser_of(XIMENA).await.get("/").await.is(200);
    page.hides("Rosa");
}

#[tokio::test]
async fn what_has_begun_with_her_stops() {
    let town = Town::new().await;
    rosa_offers(&town).await;
    let tutorial: TutorialId = fresh();
    town.under(move |tx| {
        let (learner, tutor, topic, school, offer, visit, day) =
            (XIMENA, ROSA, MOON, AGUA_ZARCA, Some(ROSA_OFFERS), None, day("2026-11-20"));
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, offer, visit, proposed_by: learner, day })?;
        tx.record(TutorialAgreed { tutorial, day, how: Agreement::Here }).map(drop)
    })
    .await;
    berta_is_a_neighbour(&town).await;
    let row = town.under(move |tx| tutorials::by_id(tx, tutorial)).await.expect("there");
    assert_eq!(row.state, TutorialState::Stopped, "safety no longer allows it");
}

#[tokio::test]
async fn a_no_is_not_in_what_the_school_takes_out() {
    let town = Town::new().await;
    let (ximena, maricruz) = (town.browser_of(XIMENA).await, town.browser_of(MARICRUZ).await);
    let id = fresh::<Tutorial>().to_string();
    ximena.post("/tutorials", &[("id", &id), ("offer", &MARICRUZ_OFFERS_ARCH.to_string())]).await.is(200);
    maricruz.post(&format!("/tutorials/{id}/refusal"), &[]).await.is(200);
    let elvia = town.browser_of(ELVIA).await;
    elvia.get(&format!("/tutorials/{id}")).await.is(404);
    let files = parcel(&town, ELVIA, MARICRUZ, "es").await;
    let json: serde_json::Value = serde_json::from_slice(&files["data.json"]).expect("JSON");
    assert_eq!(json["tutorials"].as_array().map(Vec::len), Some(0), "{}", json["tutorials"]);
}

#[tokio::test]
async fn who_turns_out_to_be_an_adult_keeps_no_pin() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    town.under(|tx| relevo::store::accounts::set_pin(tx, XIMENA, "$argon2id$x", false)).await;
    let node = AGUA_ZARCA.to_string();
    let form = [("node", node.as_str()), ("name", "Ximena"), ("position", "student"), ("minor", "no"), ("adult", "yes")];
    elvia.post(&format!("/people/{XIMENA}/edit"), &form).await.is(200);
    town.is_sound().await;
}

#[tokio::test]
async fn who_turns_out_to_be_a_child_keeps_no_password() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    town.under(|tx| relevo::store::accounts::set_password(tx, ROSA, "rosa", "$argon2id$x")).await;
    let node = AGUA_ZARCA.to_string();
    let form = [("node", node.as_str()), ("name", "Rosa"), ("position", "student"), ("minor", "yes")];
    elvia.post(&format!("/people/{ROSA}/edit"), &form).await.is(200);
    town.is_sound().await;
}

#[tokio::test]
async fn a_revoked_key_does_not_come_back_with_a_copy() {
    use diesel::prelude::*;
    use relevo::store::schema::api_tokens;
    let town = Town::new().await;
    town.account_of(ELVIA).await;
    let elvia = town.browser_of(ELVIA).await;
    let id = elvia.get("/tokens").await.is(200).field("id").expect("an id");
    elvia.post("/tokens", &[("id", &id), ("name", "Lista"), ("days", "300"), ("people", "write"), ("current", PASSWORD)]).await.is(200);
    let left: i64 = town
        .under(|tx| {
            relevo::store::backup::settle(tx)?;
            Ok(api_tokens::table.count().get_result(&mut **tx)?)
        })
        .await;
    assert_eq!(left, 0, "a copy brings back keys that may have been revoked since");
}

#[tokio::test]
async fn a_version_number_beyond_all_is_a_change_meanwhile() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let page = elvia
        .post(
            &format!("/topics/{PI}/edit"),
            &[
                ("seen", "2147483647"),
                ("title", "Pi"),
                ("subject", "matematicas"),
                ("challenge", "Mide"),
                ("why", ""),
                ("questions", ""),
                ("sources", ""),
            ],
        )
        .await;
    assert!(page.status < 500, "{} {}", page.status, page.path);
}

#[tokio::test]
async fn leaving_the_zone_does_not_end_what_goes_on_at_her_school() {
    let town = Town::new().await;
    let tutorial: TutorialId = fresh();
    town.under(move |tx| {
        let since = day("2026-01-10");
        tx.record(PersonJoined { person: BERTA, node: ZONE, position: Position::Coach, minor: false, since, voucher: None })?;
        let (learner, tutor, topic, school, offer, visit, day) = (XIMENA, BERTA, MOON, AGUA_ZARCA, None, None, day("2026-11-20"));
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, offer, visit, proposed_by: learner, day })?;
        tx.record(TutorialAgreed { tutorial, day, how: Agreement::Here }).map(drop)
    })
    .await;
    let tomasa = town.browser_of(TOMASA).await;
    tomasa.post(&format!("/people/{BERTA}/departure"), &[("node", &ZONE.to_string())]).await.is(200);
    let row = town.under(move |tx| tutorials::by_id(tx, tutorial)).await.expect("there");
    assert_eq!(row.state, TutorialState::Open);
}

#[tokio::test]
async fn who_teaches_and_coaches_is_at_home_in_her_school() {
    let town = Town::new().await;
    town.under(|tx| {
        let since = day("2026-01-10");
        tx.record(PersonJoined { person: BERTA, node: ZONE, position: Position::Coach, minor: false, since, voucher: None }).map(drop)
    })
    .await;
    let home = town.under(|tx| people::home(tx, BERTA)).await;
    assert_eq!(home, Some(AGUA_ZARCA));
    let page = town.browser_of(BERTA).await.get("/").await.is(200);
    page.says("Agua Zarca");
}

#[tokio::test]
async fn what_its_owner_closes_while_it_rests_stays_closed() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    elvia.post(&format!("/topics/{ARCH}/withdrawal"), &[]).await.is(200);
    town.browser_of(MARICRUZ)
        .await
        .post(&format!("/offers/{MARICRUZ_OFFERS_ARCH}"), &[("capacity", "1"), ("state", "withdrawn")])
        .await
        .is(200);
    elvia.post(&format!("/topics/{ARCH}/restoration"), &[]).await.is(200);
    let state = town.under(|tx| relevo::store::queries::masteries::offer(tx, MARICRUZ_OFFERS_ARCH)).await.expect("there").state;
    assert_eq!(state, OfferState::Withdrawn);
}

#[tokio::test]
async fn two_visits_from_one_form_are_two() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let (id, responsible) = (fresh::<Visit>().to_string(), BERTA.to_string());
    let agree = async |visitor: PersonId| {
        let form = [("id", id.as_str()), ("day", "2026-11-26"), ("visitors", &visitor.to_string()), ("responsible", &responsible)];
        elvia.post(&format!("/nodes/{AGUA_ZARCA}/visits/new"), &form).await.is(200);
    };
    agree(CELIA).await;
    agree(CELIA).await;
    agree(TOMASA).await;
    agree(TOMASA).await;
    let today = day("2026-11-23");
    let agreed = town.under(move |tx| visits::in_school(tx, AGUA_ZARCA, today)).await;
    assert_eq!(agreed.len(), 2, "each once");
}

#[tokio::test]
async fn two_guardians_papers_from_one_form_are_two() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let id = fresh::<Consent>().to_string();
    let paper = async |name: &str| {
        let form = [("id", id.as_str()), ("day", "2026-11-20"), ("who", ""), ("guardian", name), ("photos", "yes")];
        elvia.post(&format!("/people/{XIMENA}/consents"), &form).await.is(200)
    };
    paper("Señor Beltrán").await.says("Señor Beltrán");
    paper("Señor Beltrán").await;
    let page = paper("Señora Olmos").await.says("Señor Beltrán").says("Señora Olmos");
    assert_eq!(page.main().matches("Señora Olmos").count(), page.main().matches("Señor Beltrán").count(), "each once: {}", page.main());
}

#[tokio::test]
async fn whoever_was_named_before_she_had_an_account_is_asked_once_she_has_one() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let (id, responsible, julian) = (fresh::<Visit>(), BERTA.to_string(), JULIAN.to_string());
    let form = [("id", id.to_string()), ("day", "2026-11-26".to_owned()), ("visitors", julian), ("responsible", responsible)];
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    elvia.post(&format!("/nodes/{AGUA_ZARCA}/visits/new"), &form).await.is(200);
    assert_eq!(town.under(move |tx| visits::named(tx, id)).await, [(JULIAN, false)], "nobody could ask him");
    let code = town.under(|tx| issue_invitation(tx, JULIAN).map(|code| code.text()).map_err(|_| relevo::store::Error::Busy)).await;
    let account = [("handle", "julian"), ("password", "llueve en la noche"), ("again", "llueve en la noche")];
    let julian = town.visitor();
    julian.post(&format!("/welcome/{code}"), &account).await.is(200);
    assert_eq!(town.under(move |tx| visits::named(tx, id)).await, [(JULIAN, true)], "now he says himself that he comes");
    julian.get("/").await.is(200).says("Agua Zarca");
}

#[tokio::test]
async fn a_list_of_others_waits_on_when_a_child_moves() {
    let town = Town::new().await;
    let (elvia, julian) = (town.browser_of(ELVIA).await, town.browser_of(JULIAN).await);
    let list = b"nombre,grado\nRamona,1\n";
    let waiting = julian
        .send_file(&format!("/nodes/{LA_NORIA}/lists"), &[("id", &fresh::<List>().to_string()), ("kind", "people")], "lista.csv", list)
        .await
        .is(200)
        .path;
    assert!(waiting.starts_with("/lists/"), "{waiting}");
    let movement = fresh::<MoveOf>().to_string();
    elvia
        .post(
            &format!("/people/{MARICRUZ}/move"),
            &[("id", &movement), ("school", &AGUA_ZARCA.to_string()), ("receiver", &LA_NORIA.to_string())],
        )
        .await
        .is(200);
    let movement = town.under(|tx| moves::waiting(tx, MARICRUZ)).await.expect("she is on her way").id;
    julian.post(&format!("/moves/{movement}"), &[("name", "Maricruz"), ("grade", "2")]).await.is(200);
    let there = town.under(|tx| people::belongs_to(tx, MARICRUZ, LA_NORIA)).await;
    assert!(there, "she was taken in");
    julian.get(&waiting).await.is(200).says("Ramona");
}
