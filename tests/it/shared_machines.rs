//! Stories of doors that stand open on machines that are not one's own, of keys that outlive what they were for, and of records that are opened
//! beside the page that tells who opened them.

use relevo::domain::fact::{ConsentAnswered, MasteryGranted, OfferOpened};
use relevo::domain::id::*;
use relevo::domain::words::{OfferState, Purpose, Via};
use relevo::store::queries::{consents, masteries};
use relevo::store::{Error, accounts};

use super::files::{Bytes, a_tutorial, parts, photo};
use super::support::town::*;

/// Signs an adult in, and shows the very answer: its cookie says how long it lives.
async fn signs_in(browser: &Browser, handle: &str, more: &str) -> Page {
    let body = format!("handle={handle}&password={}{more}", PASSWORD.replace(' ', "+"));
    browser.once("POST", "/sign-in", Some(("application/x-www-form-urlencoded", body))).await.is(303)
}

fn refresh(page: &Page) -> Option<&str> {
    page.headers.get("refresh").and_then(|value| value.to_str().ok())
}

#[actix_web::test]
async fn an_adult_on_a_shared_machine_is_signed_out_as_a_child_is() {
    let town = Town::new().await;
    let handle = town.account_of(ELVIA).await;
    let (shared, own) = (town.visitor(), town.visitor());
    let door = shared.get("/sign-in?as=adult").await.is(200).says("Otras personas usan esta computadora");
    assert_eq!((door.count("input[name=shared]"), door.count("input[name=shared][checked]")), (1, 0));
    shared.get("/sign-in").await.is(200).hides("se cerró sola");
    town.visitor().reading("en").get("/sign-in?as=adult").await.is(200).says("Other people use this computer");
    let wrong = shared.post("/sign-in", &[("handle", &handle), ("password", "otra cosa larga"), ("shared", "yes")]).await.is(422);
    assert_eq!(wrong.count("input[name=shared][checked]"), 1, "what was marked stays so");

    // On a machine of her own she is remembered, and her pages stay.
    let cookie = signs_in(&own, &handle, "").await.header("set-cookie").to_owned();
    assert!(cookie.contains("Max-Age=2592000"), "{cookie}");
    assert_eq!(refresh(&own.get("/").await.is(200)), None);
    // On a shared one the cookie goes with the browser, and a page with the session: by itself, for it needs no script.
    let cookie = signs_in(&shared, &handle, "&shared=yes").await.header("set-cookie").to_owned();
    assert!(cookie.starts_with("relevo=") && !cookie.contains("Max-Age") && !cookie.contains("Expires"), "{cookie}");
    let page = shared.get("/").await.is(200).says("Maestra Elvia");
    let leaves = refresh(&page).expect("it leaves").to_owned();
    let (seconds, to) = leaves.split_once("; url=").expect("when, and where to");
    assert!((600..=660).contains(&seconds.parse::<u32>().expect("seconds")), "{leaves}");
    // A child's pages leave in the same way; one at which somebody writes waits for her.
    let ximena = town.browser_of(XIMENA).await;
    assert_eq!(refresh(&ximena.get("/").await.is(200)), Some(leaves.as_str()));
    let writing = shared.get("/topics/new").await.is(200);
    assert_eq!(refresh(&writing), Some("3600; url=/sign-in?as=left"));

    // The page that left shows nobody, and does not keep the session open that another window may hold.
    town.pass_minutes(9);
    shared.get(to).await.is(200).says("Esta página se cerró sola").hides("Elvia");
    town.pass_minutes(2);
    assert_eq!(shared.get(&format!("/people/{ELVIA}")).await.path, "/sign-in", "ten idle minutes");
    own.get(&format!("/people/{ELVIA}")).await.is(200).says("Maestra Elvia");
    town.pass_days(20);
    own.get(&format!("/people/{ELVIA}")).await.is(200).says("Maestra Elvia");

    // A new password does not make the machine hers.
    signs_in(&shared, &handle, "&shared=yes").await;
    let body = format!("current={0}&password=cuatro+rios+verdes&again=cuatro+rios+verdes", PASSWORD.replace(' ', "+"));
    let changed = shared.once("POST", "/account/password", Some(("application/x-www-form-urlencoded", body))).await.is(303);
    let cookies: Vec<&str> = changed.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok()).collect();
    assert!(
        cookies.iter().any(|cookie| cookie.starts_with("relevo=")) && !cookies.iter().any(|cookie| cookie.contains("Max-Age=2592000")),
        "{cookies:?}"
    );
    town.pass_minutes(11);
    assert_eq!(shared.get(&format!("/people/{ELVIA}")).await.path, "/sign-in");
}

/// The code of a card for a child.
async fn card(teacher: &Browser, child: PersonId) -> String {
    let sheet = teacher.post(&format!("/nodes/{AGUA_ZARCA}/cards"), &[("person", &child.to_string())]).await.is(200);
    let text = sheet.text();
    let code = text.split_whitespace().find(|word| word.len() == 9 && word.as_bytes()[4] == b'-' && word.bytes().all(|sign| sign != b'_'));
    code.unwrap_or_else(|| panic!("no code in {text}")).to_owned()
}

#[actix_web::test]
async fn the_keys_of_a_child_who_left_open_nothing_even_if_she_comes_back() {
    let town = Town::new().await;
    town.families_allow(&[MATEO, XIMENA]).await;
    let elvia = town.browser_of(ELVIA).await;
    let (mateos, ximenas) = (card(&elvia, MATEO).await, card(&elvia, XIMENA).await);
    elvia.post(&format!("/people/{MATEO}/pin"), &[]).await.is(200);
    let tablet = town.visitor();
    tablet.post("/card", &[("code", &mateos)]).await.is(200);
    assert_eq!(tablet.get("/interests").await.path, "/interests");
    let has_key = async || town.under(|tx| accounts::with_key(tx, &[MATEO])).await.contains(&MATEO);
    assert!(has_key().await);

    let node = AGUA_ZARCA.to_string();
    elvia.post(&format!("/people/{MATEO}/departure"), &[("node", &node)]).await.is(200);
    assert!(!has_key().await, "his PIN is gone");
    // He had never left: he gets other keys, and whoever found the old card has found nothing.
    elvia.post(&format!("/nodes/{AGUA_ZARCA}/people/{MATEO}/return"), &[("how", "mistake")]).await.is(200);
    assert!(town.under(|tx| relevo::store::queries::people::belongs_to(tx, MATEO, AGUA_ZARCA)).await);
    town.visitor().post("/card", &[("code", &mateos)]).await.is(422).hides("Mateo");
    assert_eq!(tablet.get("/interests").await.path, "/sign-in");
    assert!(!has_key().await);
    // Who stayed has hers.
    town.visitor().post("/card", &[("code", &ximenas)]).await.is(200);
    town.is_sound().await;
}

/// A key for programs, made by an adult.
async fn key(town: &Town, owner: PersonId) -> String {
    town.account_of(owner).await;
    let browser = town.browser_of(owner).await;
    let id = fresh::<()>().to_string();
    let fields = [("id", id.as_str()), ("name", "Mi hoja"), ("days", "30"), ("people", "read"), ("current", PASSWORD)];
    let made = browser.post("/tokens", &fields).await.is(200);
    made.text().split_whitespace().find(|word| word.starts_with("relevo_")).expect("a key").to_owned()
}

async fn opens(town: &Town, key: &str) -> u16 {
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let address = format!("{}/api/v1/people?place={AGUA_ZARCA}", town.url);
    client.get(address).bearer_auth(key).send().await.expect("an answer").status().as_u16()
}

#[actix_web::test]
async fn what_a_steward_let_programs_do_ends_with_her_office_and_a_teachers_doors_with_her_place() {
    let town = Town::new().await;
    let (elvias, bertas) = (key(&town, ELVIA).await, key(&town, BERTA).await);
    assert_eq!((opens(&town, &elvias).await, opens(&town, &bertas).await), (200, 200));
    let (elvia, berta) = (town.browser_of(ELVIA).await, town.browser_of(BERTA).await);
    elvia.post(&format!("/nodes/{AGUA_ZARCA}/stewards"), &[("person", &BERTA.to_string())]).await.is(200);
    elvia.post(&format!("/nodes/{AGUA_ZARCA}/stewards/{ELVIA}/end"), &[]).await;
    assert_eq!((opens(&town, &elvias).await, opens(&town, &bertas).await), (401, 200), "hers was for her office");

    // Elvia holds the classroom open, and then leaves the school: its list of names closes with her.
    berta.post(&format!("/people/{MATEO}/pin"), &[]).await.is(200);
    let open = elvia.post(&format!("/nodes/{AGUA_ZARCA}/classroom"), &[("minutes", "50")]).await.is(200);
    let code = town.under(|tx| {
        let now = tx.now();
        Ok(accounts::classrooms::of_school(tx, AGUA_ZARCA, now)?.map(|row| row.code))
    });
    let code = code.await.unwrap_or_else(|| panic!("no classroom: {}", open.text()));
    town.visitor().get(&format!("/classroom?code={code}")).await.is(200).says("Mateo");
    berta.post(&format!("/people/{ELVIA}/departure"), &[("node", &AGUA_ZARCA.to_string())]).await.is(200);
    town.visitor().get(&format!("/classroom?code={code}")).await.is(422).hides("Mateo");
    assert_eq!(elvia.get(&format!("/people/{ELVIA}")).await.path, "/sign-in");
    town.is_sound().await;
}

/// Lays a photo beside Ximena's record, and answers with its address.
async fn lays_a_photo(town: &Town, tutorial: TutorialId) -> String {
    let (id, entry) = (fresh::<()>().to_string(), fresh::<()>().to_string());
    let body = parts(&[("id", &id), ("entry", &entry), ("text", "Mi arco.")], "foto.jpg", &photo());
    assert_eq!(Bytes::of(town, XIMENA).await.send(&format!("/tutorials/{tutorial}/files"), body).await.0, 303);
    format!("/files/{id}")
}

#[actix_web::test]
async fn a_photo_and_a_paper_are_opened_under_the_eyes_of_the_school() {
    let town = Town::new().await;
    let file = lays_a_photo(&town, a_tutorial(&town).await).await;
    let log = format!("/people/{XIMENA}/readings");
    let (elvia, ximena) = (town.browser_of(ELVIA).await, town.browser_of(XIMENA).await);
    elvia.get(&log).await.is(200).hides("Maestra Berta");
    // Fetched by its address alone, small or large.
    for path in [file.clone(), format!("{file}?small=1"), file.clone()] {
        assert_eq!(Bytes::of(&town, BERTA).await.fetch(&path).await.0, 200);
    }
    assert_eq!(Bytes::of(&town, JULIAN).await.fetch(&file).await.0, 404);
    let told = elvia.get(&log).await.is(200).says("Maestra Berta").says("su registro de «").says("2 veces").hides("Maestro Julián");
    assert_eq!(told.count(".ledger"), 1);

    let berta = town.browser_of(BERTA).await;
    berta.get(&format!("/people/{XIMENA}/files")).await.is(200);
    berta.get(&format!("/people/{XIMENA}/consents")).await.is(200);
    let told = elvia.get(&log).await.is(200).says("la lista de sus fotos y documentos").says("lo que permite su familia");
    assert_eq!(told.count(".ledger"), 3);
    ximena.get(&log).await.is(200).says("Maestra Berta");
    let english = town.browser_of(ELVIA).await.reading("en");
    english.get(&log).await.is(200).says("the list of their photos and documents").says("what their family allows");
    // Her own are nobody's business, and who was not let in has opened nothing.
    ximena.get(&format!("/people/{XIMENA}/files")).await.is(200);
    town.browser_of(JULIAN).await.get(&format!("/people/{XIMENA}/consents")).await.is(404);
    assert_eq!(elvia.get(&log).await.is(200).count(".ledger"), 3);
}

#[actix_web::test]
async fn what_a_family_refused_stays_so_until_the_grown_up_decides() {
    let town = Town::new().await;
    let tutorial = a_tutorial(&town).await;
    let file = lays_a_photo(&town, tutorial).await;
    assert_eq!(Bytes::of(&town, BERTA).await.fetch(&file).await.0, 200);
    town.under(|tx| {
        let guardian = consents::guardians(tx, &[XIMENA])?[0].id;
        let answers = vec![(Purpose::Photos, false)];
        tx.record(ConsentAnswered { consent: fresh(), child: XIMENA, school: AGUA_ZARCA, guardian, day: day(TODAY), answers })?;
        Ok(())
    })
    .await;
    assert_eq!(Bytes::of(&town, BERTA).await.fetch(&file).await.0, 404);

    // She grows up. Nobody's birthday shows what a mother refused.
    let elvia = town.browser_of(ELVIA).await;
    let form = [
        ("node", &*AGUA_ZARCA.to_string()),
        ("name", "Ximena"),
        ("position", "student"),
        ("minor", "no"),
        ("grade", "2"),
        ("adult", "yes"),
    ];
    elvia.post(&format!("/people/{XIMENA}/edit"), &form).await.is(200);
    for reader in [BERTA, ELVIA, MARICRUZ, XIMENA] {
        assert_eq!(Bytes::of(&town, reader).await.fetch(&file).await.0, 404, "a family's no stands");
    }
    // It is hers to say, and nobody else's.
    let (ximena, files, says) = (town.browser_of(XIMENA).await, format!("/people/{XIMENA}/files"), format!("/people/{XIMENA}/consents"));
    ximena.get(&format!("/people/{XIMENA}")).await.is(200).says("Fotos y documentos");
    let page = ximena.get(&files).await.is(200).says("lo decidía tu familia, y así sigue");
    let id = page.field("id").expect("the form");
    for other in [ELVIA, BERTA, JULIAN, MATEO] {
        let browser = town.browser_of(other).await;
        browser.get(&files).await.hides("Lo decides tú");
        browser.post(&says, &[("id", &id), ("photos", "yes")]).await.is(404);
    }
    ximena.post(&says, &[("id", &id), ("photos", "")]).await.is(404);
    assert_eq!(Bytes::of(&town, BERTA).await.fetch(&file).await.0, 404);
    for _ in 0..2 {
        ximena.post(&says, &[("id", &id), ("photos", "yes")]).await.is(200).says("Dijiste que sí");
    }
    assert_eq!(Bytes::of(&town, BERTA).await.fetch(&file).await.0, 200);
    town.pass_minutes(1);
    let id = ximena.get(&files).await.is(200).field("id").expect("the form");
    ximena.post(&says, &[("id", &id), ("photos", "no")]).await.is(200).says("Dijiste que no");
    assert_eq!(Bytes::of(&town, BERTA).await.fetch(&file).await.0, 404, "the last word counts");
    town.browser_of(XIMENA).await.reading("en").get(&files).await.is(200).says("You said no: nobody sees your photos");
    // Who came as a grown-up was never asked, and has nothing to decide.
    town.browser_of(BERTA).await.get(&format!("/people/{BERTA}/files")).await.hides("Lo decides tú");
    town.is_sound().await;
}

#[actix_web::test]
async fn a_move_that_is_undone_opens_what_it_had_closed() {
    let town = Town::new().await;
    let (elvia, julian, maricruz) = (town.browser_of(ELVIA).await, town.browser_of(JULIAN).await, town.browser_of(MARICRUZ).await);
    // She has closed her offer of the moon herself: that stays so.
    let (mastery, by_hand): (MasteryId, OfferId) = (fresh(), fresh());
    town.under(move |tx| {
        let (person, topic, school, on) = (MARICRUZ, MOON, AGUA_ZARCA, day("2026-10-01"));
        let (parent, demonstration, voucher) = (None, None, Some(ELVIA));
        tx.record(MasteryGranted {
            mastery,
            person,
            topic,
            school,
            via: Via::Founding,
            day: on,
            parent,
            generation: 1,
            demonstration,
            voucher,
        })?;
        tx.record(OfferOpened { offer: by_hand, mastery, person, topic, school, capacity: 2, day: on })?;
        Ok(())
    })
    .await;
    maricruz.post(&format!("/offers/{by_hand}"), &[("capacity", "2"), ("state", "withdrawn")]).await.is(200);
    let state = async |offer: OfferId| {
        town.db.read::<_, Error, _>(move |conn| masteries::offer(conn, offer)).await.expect("read").expect("an offer").state
    };
    let movement = fresh::<()>().to_string();
    let form = [("id", movement.as_str()), ("school", &AGUA_ZARCA.to_string()), ("receiver", &LA_NORIA.to_string())];
    elvia.post(&format!("/people/{MARICRUZ}/move"), &form).await.is(200);
    julian.post(&format!("/moves/{movement}"), &[("name", "Maricruz"), ("grade", "3")]).await.is(200);
    assert_eq!(state(MARICRUZ_OFFERS_ARCH).await, OfferState::Withdrawn);
    for other in [BERTA, ELVIA, TOMASA] {
        town.browser_of(other).await.post(&format!("/moves/{movement}/undo"), &[]).await.is(404);
    }
    for _ in 0..2 {
        julian.post(&format!("/moves/{movement}/undo"), &[]).await.is(200);
        assert_eq!((state(MARICRUZ_OFFERS_ARCH).await, state(by_hand).await), (OfferState::Open, OfferState::Withdrawn));
    }
    town.browser_of(MATEO).await.get(&format!("/nodes/{AGUA_ZARCA}/catalog")).await.is(200).says("arco de piedra");
    town.is_sound().await;
}

#[actix_web::test]
async fn every_teacher_is_told_of_a_child_who_comes_from_another_school() {
    let town = Town::new().await;
    let (elvia, julian, berta) = (town.browser_of(ELVIA).await, town.browser_of(JULIAN).await, town.browser_of(BERTA).await);
    let board = format!("/nodes/{AGUA_ZARCA}/board");
    let movement = fresh::<()>().to_string();
    let form = [("id", movement.as_str()), ("school", &LA_NORIA.to_string()), ("receiver", &AGUA_ZARCA.to_string())];
    julian.post(&format!("/people/{NADIA}/move"), &form).await.is(200);
    // That somebody comes is told without a name, and the way to take her in only to who may.
    let page = berta.get(&board).await.is(200).says("Alguien viene de otra escuela").hides("Nadia");
    assert_eq!(page.count(&format!("a[href='/moves/{movement}']")), 0);
    berta.get(&format!("/moves/{movement}")).await.is(404);
    elvia.post(&format!("/moves/{movement}"), &[("name", "Nadia"), ("grade", "3")]).await.is(200);
    let page = berta.get(&board).await.is(200).says("Acaba de llegar").says("Nadia").says("de Telesecundaria de La Noria");
    assert_eq!(page.count(&format!("a[href='/people/{NADIA}']")), 1);
    town.browser_of(BERTA).await.reading("en").get(&board).await.is(200).says("Has just arrived");
    // Neither the school that she left, nor those above, nor children are told.
    for other in [JULIAN, TOMASA, CELIA, MATEO] {
        town.browser_of(other).await.get(&board).await.hides("Acaba de llegar").hides("Nadia");
    }
    town.pass_days(20);
    town.browser_of(BERTA).await.get(&board).await.is(200).hides("Acaba de llegar");
    town.is_sound().await;
}
