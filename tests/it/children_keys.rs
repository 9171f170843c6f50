//! Stories of children's cards and of a group's PINs: made, used, lost, voided, and what a second school and strangers cannot do.

use relevo::domain::id::*;
use relevo::store::schema::cards;
use scraper::{Html, Selector};

use crate::support::town::*;

/// Stands at each child who has a key.
const MARKED: &str = ".picks .help";

/// Every text that a selector finds.
fn texts(page: &Page, selector: &str) -> Vec<String> {
    let html = Html::parse_document(&page.body);
    let selector = Selector::parse(selector).expect("a selector");
    html.select(&selector).map(|element| element.text().collect::<String>().trim().to_owned()).collect()
}

/// The town, where every family of Agua Zarca has said yes to a card that opens outside the classroom.
async fn allowed() -> Town {
    let town = Town::new().await;
    town.families_allow(&[XIMENA, MATEO, MARICRUZ, LUIS]).await;
    town
}

/// The cards that a teacher makes: name and code.
async fn make_cards(teacher: &Browser, school: NodeId, whom: &[(&str, &str)]) -> Vec<(String, String)> {
    let sheet = teacher.post(&format!("/nodes/{school}/cards"), whom).await.is(200);
    texts(&sheet, ".badges .title").into_iter().zip(texts(&sheet, ".badges .secret")).collect()
}

/// One child's code.
async fn card_of(teacher: &Browser, child: PersonId) -> String {
    let made = make_cards(teacher, AGUA_ZARCA, &[("person", &child.to_string())]).await;
    assert_eq!(made.len(), 1);
    made[0].1.clone()
}

#[tokio::test]
async fn a_card_opens_without_a_classroom_and_says_whose_session_it_is() {
    let town = allowed().await;
    let berta = town.browser_of(BERTA).await;
    let made = make_cards(&berta, AGUA_ZARCA, &[("group", "2-A")]).await;
    assert_eq!(made.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["Mateo", "Ximena"], "her group and nobody else");
    let code = &made[1].1;
    assert!(code.len() == 9 && code.as_bytes()[4] == b'-', "{code}");
    assert_ne!(code, &made[0].1);

    // Typed, as people type: small letters, without the hyphen, with a look-alike.
    let tablet = town.visitor();
    tablet.get("/sign-in").await.is(200).says("Tengo mi tarjeta");
    let typed = code.replace('-', " ").to_lowercase().replace('0', "o");
    let home = tablet.post("/card", &[("code", &typed)]).await.is(200);
    assert_eq!(home.path, "/");
    let shell = texts(&home, "header .who").join(" ");
    assert!(shell.contains("Ximena") && shell.contains("Salir"), "every page says whose it is and how to leave: {shell}");
    // The same card works again, on another device too, until it is voided.
    assert_eq!(town.visitor().post("/card", &[("code", code)]).await.path, "/");
    // Ten idle minutes end it.
    town.pass_minutes(9);
    tablet.get("/interests").await.is(200).says("Ximena");
    town.pass_minutes(11);
    assert_eq!(tablet.get("/interests").await.path, "/sign-in");
}

#[tokio::test]
async fn opening_a_cards_address_signs_nobody_in_and_leaves_no_card_in_the_history() {
    let town = allowed().await;
    let elvia = town.browser_of(ELVIA).await;
    let code = card_of(&elvia, XIMENA).await.replace('-', "");
    let phone = town.visitor();
    let led = phone.once("GET", &format!("/C/{code}"), None).await.is(303);
    assert_eq!(led.location().as_deref(), Some("/card"));
    let cookie = led.header("set-cookie").to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("Path=/card") && cookie.contains("Max-Age=300"), "{cookie}");
    assert_eq!(phone.cookie("relevo"), None);
    let door = phone.get("/card").await.is(200).says("Tu tarjeta está leída").hides(&code).hides("Ximena");
    assert_eq!(door.count("form[action='/card']"), 2);
    assert_eq!(phone.post("/card", &[]).await.is(200).path, "/");
    phone.get(&format!("/people/{XIMENA}")).await.is(200).says("Mi hilo");
    assert_eq!(phone.cookie("card"), None, "used, it is gone");
    // What cannot be a card leads to the same door.
    let other = town.visitor();
    other.get("/C/NADA").await.is(200).says("Entra con tu tarjeta").hides("está leída");
    other.post("/card", &[]).await.is(422).says("Los ocho signos");
}

#[tokio::test]
async fn another_card_or_a_voided_one_opens_nothing() {
    let town = allowed().await;
    let elvia = town.browser_of(ELVIA).await;
    let (keys, first) = (format!("/nodes/{AGUA_ZARCA}/keys"), card_of(&elvia, XIMENA).await);
    let tablet = town.visitor();
    tablet.post("/card", &[("code", &first)]).await.is(200);

    // A new one: the old one is void, and whoever came in with it is out.
    let second = card_of(&elvia, XIMENA).await;
    assert_eq!(tablet.get("/interests").await.path, "/sign-in");
    tablet.post("/card", &[("code", &first)]).await.is(422).says("no existe o ya la anularon").hides("Ximena");
    tablet.post("/card", &[("code", &second)]).await.is(200);

    // Only when it was made can a card be printed.
    for path in [keys.clone(), format!("/nodes/{AGUA_ZARCA}/cards")] {
        let page = elvia.get(&path).await.is(200).says("tiene tarjeta").hides(&second).hides(&second.replace('-', ""));
        assert_eq!(page.path, keys);
    }
    let voided = elvia.post(&format!("/nodes/{AGUA_ZARCA}/cards/end"), &[("person", &XIMENA.to_string())]).await.is(200);
    assert_eq!(voided.says("Esas tarjetas ya no sirven").count(MARKED), 0);
    assert_eq!(tablet.get("/interests").await.path, "/sign-in");
    tablet.post("/card", &[("code", &second)]).await.is(422);

    // All at once, at the year's end.
    let all = make_cards(&elvia, AGUA_ZARCA, &[("group", "all")]).await;
    assert_eq!(all.len(), 4);
    assert_eq!(elvia.get(&keys).await.is(200).count(MARKED), 4);
    let none = elvia.post(&format!("/nodes/{AGUA_ZARCA}/cards/end"), &[("group", "all")]).await.is(200);
    assert_eq!(none.count(MARKED), 0);
    for (name, code) in all {
        town.visitor().post("/card", &[("code", &code)]).await.is(422).hides(&name);
    }
}

#[tokio::test]
async fn a_school_may_keep_its_cards_for_the_open_classroom() {
    let town = allowed().await;
    let elvia = town.browser_of(ELVIA).await;
    let code = card_of(&elvia, XIMENA).await;
    let rule = format!("/nodes/{AGUA_ZARCA}/cards/rule");
    town.browser_of(BERTA).await.post(&rule, &[("rule", "class")]).await.is(404);
    elvia.post(&rule, &[("rule", "siempre")]).await.is(422);
    let page = elvia.post(&rule, &[("rule", "class")]).await.is(200);
    assert_eq!(page.attribute("input[name=rule][checked]", "value").as_deref(), Some("class"));

    let tablet = town.visitor();
    tablet.post("/card", &[("code", &code)]).await.is(422).says("solo en clase").hides("Ximena");
    // A good card is no guess, however often it is tried.
    for _ in 0..10 {
        tablet.post("/card", &[("code", &code)]).await.is(422).says("solo en clase");
    }
    elvia.post(&format!("/nodes/{AGUA_ZARCA}/classroom"), &[("minutes", "50")]).await.is(200);
    assert_eq!(tablet.post("/card", &[("code", &code)]).await.is(200).path, "/");
    elvia.post(&rule, &[("rule", "always")]).await.is(200);
    elvia.post(&format!("/nodes/{AGUA_ZARCA}/classroom/end"), &[]).await.is(200);
    assert_eq!(town.visitor().post("/card", &[("code", &code)]).await.path, "/");
}

#[tokio::test]
async fn whoever_guesses_at_cards_waits() {
    let town = allowed().await;
    let elvia = town.browser_of(ELVIA).await;
    let code = card_of(&elvia, XIMENA).await;
    let stranger = town.visitor();
    // What cannot be a card is no guess.
    for _ in 0..40 {
        stranger.post("/card", &[("code", "K7M0")]).await.is(422).says("no existe");
    }
    // One code five times.
    for _ in 0..5 {
        stranger.post("/card", &[("code", "ZZZZ-ZZZZ")]).await.is(422).says("no existe");
    }
    stranger.post("/card", &[("code", "ZZZZ-ZZZZ")]).await.is(422).says("Espera");
    // Thirty in all from one address; then the right one is not told either.
    for guess in 0..25 {
        stranger.post("/card", &[("code", &format!("ZZZZ-Z0{guess:02}"))]).await.is(422).says("no existe");
    }
    stranger.post("/card", &[("code", &code)]).await.is(422).says("Espera").hides("Ximena");
    assert_eq!(stranger.cookie("relevo"), None);
    town.pass_minutes(16);
    assert_eq!(stranger.post("/card", &[("code", &code)]).await.is(200).path, "/");
}

#[tokio::test]
async fn nobody_makes_keys_for_another_schools_children() {
    let town = allowed().await;
    let (julian, elvia, ximena) = (town.browser_of(JULIAN).await, town.browser_of(ELVIA).await, town.browser_of(XIMENA).await);
    let code = card_of(&elvia, MATEO).await;
    for kind in ["cards", "pins"] {
        for path in [format!("/nodes/{AGUA_ZARCA}/{kind}"), format!("/nodes/{AGUA_ZARCA}/{kind}/end")] {
            for (stranger, name) in [(&julian, "Julián"), (&ximena, "a child")] {
                let page = stranger.post(&path, &[("group", "all")]).await;
                assert_eq!(page.status, 404, "{name} at {path}");
            }
            // By her own school's door neither.
            let own = path.replace(&AGUA_ZARCA.to_string(), &LA_NORIA.to_string());
            let page = julian.post(&own, &[("person", &MATEO.to_string())]).await.is(422);
            page.hides("Mateo").hides("Nadia,");
            // An adult has a password instead.
            elvia.post(&path, &[("person", &BERTA.to_string())]).await.is(422);
            elvia.post(&path, &[("group", "9-Z")]).await.is(422);
            elvia.post(&path, &[("person", "nadie")]).await.is(422);
        }
    }
    assert_eq!(town.visitor().post("/card", &[("code", &code)]).await.is(200).path, "/", "Mateo's card has stood all this");
}

#[tokio::test]
async fn who_leaves_grows_up_or_is_forgotten_has_no_card() {
    use diesel::prelude::*;
    let town = allowed().await;
    let elvia = town.browser_of(ELVIA).await;
    let (ximena, mateo, luis) = (card_of(&elvia, XIMENA).await, card_of(&elvia, MATEO).await, card_of(&elvia, LUIS).await);
    elvia.post(&format!("/people/{XIMENA}/departure"), &[("node", &AGUA_ZARCA.to_string())]).await.is(200);
    elvia.post(&format!("/people/{MATEO}/erasure"), &[]).await.is(200);
    let grown =
        [("node", AGUA_ZARCA.to_string()), ("name", "Luis".to_owned()), ("position", "student".to_owned()), ("minor", "no".to_owned())];
    let mut grown: Vec<(&str, &str)> = grown.iter().map(|(name, value)| (*name, value.as_str())).collect();
    grown.push(("adult", "yes"));
    elvia.post(&format!("/people/{LUIS}/edit"), &grown).await.is(200);
    for code in [ximena, mateo, luis] {
        town.visitor().post("/card", &[("code", &code)]).await.is(422).says("no existe");
    }
    let left: i64 = town.under(|tx| Ok(cards::table.filter(cards::person.eq(MATEO)).count().get_result(&mut **tx)?)).await;
    assert_eq!(left, 0, "an erasure takes the card");
}

#[tokio::test]
async fn a_groups_pins_come_on_one_sheet_and_go_at_the_years_end() {
    let town = allowed().await;
    let berta = town.browser_of(BERTA).await;
    let path = format!("/nodes/{AGUA_ZARCA}/pins");
    let sheet = berta.post(&path, &[("group", "2-A")]).await.is(200).says("2.º A").hides("Maricruz");
    let pins: Vec<(String, String)> = texts(&sheet, ".strips .title").into_iter().zip(texts(&sheet, ".strips .secret")).collect();
    assert_eq!(pins.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["Mateo", "Ximena"]);
    assert!(pins.iter().all(|(_, pin)| pin.len() == 4 && pin.bytes().all(|digit| digit.is_ascii_digit())), "{pins:?}");
    assert_eq!(berta.get(&path).await.is(200).path, format!("/nodes/{AGUA_ZARCA}/keys"), "a second look shows no PIN");

    let open = berta.post(&format!("/nodes/{AGUA_ZARCA}/classroom"), &[("minutes", "50")]).await.is(200);
    let board = texts(&open, ".secret")[0].replace(' ', "");
    let tablet = town.visitor();
    let door = tablet.get(&format!("/classroom?code={board}")).await.is(200).link("Ximena").expect("her name");
    tablet.post(&door, &[("pin", &pins[1].1)]).await.is(200);
    tablet.get(&format!("/people/{XIMENA}")).await.is(200).says("Mi hilo");

    let none = berta.post(&format!("{path}/end"), &[("group", "all")]).await.is(200).says("Esas claves ya no sirven");
    assert_eq!(none.count(MARKED), 0);
    assert_eq!(tablet.get("/interests").await.path, "/sign-in");
    tablet.get(&format!("/classroom?code={board}")).await.is(200).hides("Ximena");
}

#[tokio::test]
async fn outside_the_classroom_a_card_opens_only_where_the_family_said_yes() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let sheet = elvia.post(&format!("/nodes/{AGUA_ZARCA}/cards"), &[("group", "2-A")]).await.is(200);
    let codes = texts(&sheet, ".badges .secret");
    assert_eq!(sheet.body.matches("Sirve en clase").count(), 2, "the card says where it opens");
    let tablet = town.visitor();
    // A good card is no guess, however often it is tried.
    for _ in 0..10 {
        tablet.post("/card", &[("code", &codes[1])]).await.is(422).says("tu familia diga que sí").hides("Ximena");
    }
    elvia.post(&format!("/nodes/{AGUA_ZARCA}/classroom"), &[("minutes", "50")]).await.is(200);
    assert_eq!(tablet.post("/card", &[("code", &codes[1])]).await.is(200).path, "/");
    elvia.post(&format!("/nodes/{AGUA_ZARCA}/classroom/end"), &[]).await.is(200);
    town.families_allow(&[XIMENA]).await;
    assert_eq!(town.visitor().post("/card", &[("code", &codes[1])]).await.is(200).path, "/");
    // Mateo's has not been asked.
    town.visitor().post("/card", &[("code", &codes[0])]).await.is(422).says("tu familia diga que sí");
}

#[tokio::test]
async fn when_a_family_says_no_what_a_card_has_opened_at_home_closes() {
    use relevo::store::schema::consents;
    let town = allowed().await;
    let (elvia, berta) = (town.browser_of(ELVIA).await, town.browser_of(BERTA).await);
    let (ximena, mateo) = (card_of(&elvia, XIMENA).await, card_of(&elvia, MATEO).await);
    let [hers, his] = [town.visitor(), town.visitor()];
    hers.post("/card", &[("code", &ximena)]).await.is(200).says("Ximena");
    his.post("/card", &[("code", &mateo)]).await.is(200).says("Mateo");
    // Ximena's father says no; of Mateo the paper that said yes was entered by mistake.
    let at = format!("/people/{XIMENA}/consents");
    let id = berta.get(&at).await.is(200).field("id").expect("an id");
    berta.post(&at, &[("id", id.as_str()), ("guardian", "Tomás"), ("card", "no")]).await.is(200);
    hers.get("/").await.is(200).hides("Ximena").says("Entrar");
    his.get("/").await.is(200).says("Mateo");
    let paper: relevo::domain::id::ConsentId = town
        .under(|tx| {
            use diesel::prelude::*;
            Ok(consents::table.filter(consents::child.eq(MATEO)).select(consents::id).first(&mut **tx)?)
        })
        .await;
    town.browser_of(JULIAN).await.post(&format!("/consents/{paper}/withdrawal"), &[]).await.is(404);
    his.get("/").await.is(200).says("Mateo");
    berta.post(&format!("/consents/{paper}/withdrawal"), &[]).await.is(200);
    his.get("/").await.is(200).hides("Mateo").says("Entrar");
    for code in [ximena, mateo] {
        town.visitor().post("/card", &[("code", &code)]).await.is(422);
    }
}
