//! Stories of beginning, signing in, being let in, leaving and being forgotten, told by the front door.

use relevo::domain::fact::MasteryGranted;
use relevo::domain::id::*;
use relevo::domain::words::Via;
use scraper::{Html, Selector};

use crate::support::town::*;

/// The text of the first element that a selector finds.
#[track_caller]
fn text_of(page: &Page, selector: &str) -> String {
    let html = Html::parse_document(&page.body);
    let found = html.select(&Selector::parse(selector).expect("a selector")).next();
    found.unwrap_or_else(|| panic!("{} has no {selector}: {}", page.path, page.text())).text().collect::<String>().trim().to_owned()
}

/// The code that a teacher writes on the board.
async fn open_classroom(teacher: &Browser, school: NodeId) -> String {
    let open = teacher.post(&format!("/nodes/{school}/classroom"), &[("minutes", "50")]).await.is(200);
    text_of(&open, ".secret").replace(' ', "")
}

/// The digits on the card that a teacher hands over.
async fn give_pin(teacher: &Browser, child: PersonId) -> String {
    let card = teacher.post(&format!("/people/{child}/pin"), &[]).await.is(200);
    text_of(&card, ".secret")
}

#[tokio::test]
async fn the_first_visitor_founds_the_school_and_is_let_in() {
    let town = Town::empty().await;
    let elvia = town.visitor();
    let form = elvia.get("/setup").await.is(200);
    let (school, person) = (form.field("school").expect("an id"), form.field("person").expect("an id"));

    let nothing = elvia.post("/setup", &[("school", &school), ("person", &person), ("handle", "elvia.ruiz")]).await.is(422);
    assert_eq!(nothing.field("handle").as_deref(), Some("elvia.ruiz"), "what was typed is kept");
    assert_eq!(nothing.count(".errors li"), 4, "school, name, position, password: {}", nothing.text());

    let fields = [
        ("school", school.as_str()),
        ("person", &person),
        ("school_name", "Telesecundaria de Agua Zarca"),
        ("cct", "11DTV0001X"),
        ("name", "Elvia"),
        ("position", "teacher"),
        ("handle", "elvia.ruiz"),
        ("password", "tres tristes tigres"),
        ("again", "tres tristes tigres"),
    ];
    let shown = elvia.post("/setup", &[&fields[..8], &[("again", "otra cosa")]].concat()).await.is(422);
    shown.says("Las dos contraseñas no son iguales").hides("tres tristes tigres");

    elvia.post("/setup", &fields).await;
    elvia.get(&format!("/people/{person}")).await.is(200).says("Elvia").says("responsable de este lugar").says("elvia.ruiz");

    assert_eq!(elvia.post("/setup", &fields).await.is(200).path, "/sign-in", "sent twice, it leads on");
    assert_ne!(town.visitor().get("/setup").await.path, "/setup", "there is one beginning");

    let tablet = town.visitor();
    tablet.post("/sign-in", &[("handle", "Elvia.Ruiz"), ("password", "tres tristes tigres")]).await;
    tablet.get(&format!("/people/{person}")).await.is(200);
}

#[tokio::test]
async fn a_child_comes_in_by_the_board_her_name_and_her_digits() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let pin = give_pin(&elvia, XIMENA).await;
    assert!(pin.len() == 4 && pin.bytes().all(|digit| digit.is_ascii_digit()), "{pin}");
    let code = open_classroom(&elvia, AGUA_ZARCA).await;

    let tablet = town.visitor();
    tablet.get("/classroom").await.is(200).hides("Ximena");
    tablet.get("/classroom?code=000000").await.is(422).says("no hay un salón abierto").hides("Ximena");
    let names = tablet.get(&format!("/classroom?code={}", code.to_lowercase())).await.is(200);
    let names = names.says("Telesecundaria de Agua Zarca").says("2.º A").hides("Mateo").hides("Nadia");
    let door = names.link("Ximena").expect("her name");

    tablet.get(&door).await.is(200).says("Ximena");
    let wrong = if pin == "4721" { "4722" } else { "4721" };
    tablet.post(&door, &[("pin", wrong)]).await.is(422).says("Esos no son tus cuatro números").says("Ximena");
    assert_eq!(tablet.cookie("relevo"), None);
    tablet.post(&door, &[("pin", &pin)]).await;
    tablet.get(&format!("/people/{XIMENA}")).await.is(200).says("Ximena").says("Mi hilo");

    tablet.post("/sign-out", &[]).await;
    assert_eq!(tablet.cookie("relevo"), None);
    assert_eq!(tablet.get(&format!("/people/{XIMENA}")).await.path, "/sign-in");

    elvia.post(&format!("/nodes/{AGUA_ZARCA}/classroom/end"), &[]).await.is(200).says("El salón está cerrado");
    tablet.get(&door).await.is(422).hides("Ximena");
    tablet.post(&door, &[("pin", &pin)]).await.is(422).hides("Ximena");
}

#[tokio::test]
async fn a_childs_cookie_goes_with_the_browser_and_an_adults_stays() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let (pin, code) = (give_pin(&elvia, LUIS).await, open_classroom(&elvia, AGUA_ZARCA).await);
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build().expect("a client");
    let cookie = async |path: String, fields: String| {
        let sent = client.post(format!("{}{path}", town.url)).header("Origin", &town.url).body(fields);
        let answer = sent.header("Content-Type", "application/x-www-form-urlencoded").send().await.expect("an answer");
        let cookies: Vec<_> = answer.headers().get_all("set-cookie").iter().filter_map(|value| value.to_str().ok()).collect();
        cookies.into_iter().find(|text| text.starts_with("relevo=")).expect("a session").to_owned()
    };
    let child = cookie(format!("/classroom/{code}/{LUIS}"), format!("pin={pin}")).await;
    assert!(child.contains("HttpOnly") && child.contains("SameSite=Lax") && child.contains("Path=/"), "{child}");
    assert!(!child.contains("Max-Age") && !child.contains("Expires"), "{child}");

    let invitation = elvia.post(&format!("/people/{BERTA}/invitation"), &[]).await.is(200);
    let fields = "handle=berta&password=llueve+en+la+noche&again=llueve+en+la+noche".to_owned();
    let adult = cookie(format!("/welcome/{}", text_of(&invitation, ".secret")), fields).await;
    assert!(adult.contains("Max-Age=2592000"), "{adult}");
}

#[tokio::test]
async fn an_adult_takes_up_her_invitation_once() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let card = elvia.post(&format!("/people/{BERTA}/invitation"), &[]).await.is(200).says("Maestra Berta");
    assert_eq!(card.headers["cache-control"], "private, no-store");
    let code = text_of(&card, ".secret");
    let back = elvia.get(&format!("/people/{BERTA}/invitation")).await.is(200);
    assert_eq!(back.path, format!("/people/{BERTA}"));
    back.hides(&code);

    let berta = town.visitor();
    berta.get("/welcome?code=AAAA-AAAA-AAAA").await.is(422).says("Ese código no abre nada");
    let door = berta.get(&format!("/welcome?code={}", code.to_lowercase())).await.is(200).says("Hola, Maestra Berta").path;
    let short = [("handle", "berta"), ("password", "corta"), ("again", "corta")];
    let form = berta.post(&door, &short).await.is(422).says("Es demasiado corto");
    assert_eq!(form.field("handle").as_deref(), Some("berta"));
    let account = [("handle", "berta"), ("password", "llueve en la noche"), ("again", "llueve en la noche")];
    berta.post(&door, &account).await;
    berta.get(&format!("/people/{BERTA}")).await.is(200).says("Mi cuenta");
    town.visitor().post(&door, &account).await.is(422).says("Ese código no abre nada");

    let tablet = town.visitor();
    let wrong = tablet.post("/sign-in", &[("handle", "berta"), ("password", "no sé cuál era")]).await.is(422);
    assert_eq!(wrong.field("handle").as_deref(), Some("berta"));
    wrong.says("no coinciden");
    tablet.post("/sign-in", &[("handle", "berta"), ("password", "llueve en la noche")]).await;
    tablet.get(&format!("/people/{BERTA}")).await.is(200).says("Mi cuenta");

    berta.post("/sessions/end", &[]).await;
    assert_eq!(tablet.get(&format!("/people/{BERTA}")).await.path, "/sign-in", "everywhere is everywhere");
}

#[tokio::test]
async fn a_steward_adds_children_one_after_another_and_sets_them_right() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let form = elvia.get(&format!("/nodes/{AGUA_ZARCA}/people/new")).await.is(200);
    let id = form.field("id").expect("an id");
    let fields = |name: &'static str, minor: &'static str| {
        [("id", id.clone()), ("name", name.into()), ("position", "student".into()), ("minor", minor.into()), ("grade", "2".into())]
    };
    let post = async |fields: [(&str, String); 5]| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        elvia.post(&format!("/nodes/{AGUA_ZARCA}/people/new"), &fields).await
    };
    post(fields("Mateo", "yes")).await.is(422).says("Ya hay alguien con ese nombre");
    post(fields("Dulce", "")).await.is(422).says("Falta este dato");
    let next = post(fields("Dulce", "yes")).await.is(200).says("Dulce ya está en la lista").says("Dar su clave");
    assert_ne!(next.field("id"), Some(id.clone()), "the form is ready for the next one");
    post(fields("Dulce", "yes")).await.is(200);
    let list = elvia.get(&format!("/nodes/{AGUA_ZARCA}/people")).await.is(200).says("2.º A").says("Dar clave Dulce");
    assert_eq!(list.text().matches("Dar clave Dulce").count(), 1, "sent twice, she is there once");

    let edit = elvia.get(&format!("/people/{id}/edit")).await.is(200);
    assert_eq!((edit.field("name"), edit.field("grade")), (Some("Dulce".into()), Some("2".into())));
    let node = edit.field("node").expect("a place");
    let change = [("node", node.as_str()), ("name", "Dulce M"), ("position", "student"), ("minor", "yes"), ("grade", "13")];
    elvia.post(&format!("/people/{id}/edit"), &change).await.is(422).says("entre 1 y 12");
    let change = [&change[..4], &[("grade", "3"), ("group", "B")]].concat();
    elvia.post(&format!("/people/{id}/edit"), &change).await.is(200).says("Dulce M").says("3.º B").says("corregidos");
}

#[tokio::test]
async fn nobody_else_finds_these_pages() {
    let town = Town::new().await;
    let (ximena, berta, julian) = (town.browser_of(XIMENA).await, town.browser_of(BERTA).await, town.browser_of(JULIAN).await);
    let celia = town.browser_of(CELIA).await;
    for (who, browser) in [("a schoolmate", &ximena), ("the other school", &julian), ("a coach", &celia)] {
        for path in [
            format!("/people/{MATEO}/edit"),
            format!("/people/{MATEO}/departure"),
            format!("/people/{MATEO}/erasure"),
            format!("/nodes/{AGUA_ZARCA}/people/new"),
            format!("/nodes/{AGUA_ZARCA}/new"),
            format!("/nodes/{AGUA_ZARCA}/classroom"),
        ] {
            assert_eq!(browser.get(&path).await.status, 404, "{who} at {path}");
        }
        for path in [
            format!("/people/{MATEO}/pin"),
            format!("/people/{BERTA}/invitation"),
            format!("/people/{MATEO}/erasure"),
            format!("/nodes/{AGUA_ZARCA}/classroom/end"),
        ] {
            assert_eq!(browser.post(&path, &[]).await.status, 404, "{who} at {path}");
        }
    }
    ximena.get(&format!("/people/{MATEO}")).await.is(200).says("Mateo").hides("/erasure").hides("/pin");
    ximena.get(&format!("/nodes/{AGUA_ZARCA}/people")).await.is(200).says("Mateo").hides("/pin").hides("/people/new");
    for browser in [&julian, &celia] {
        browser.get(&format!("/people/{MATEO}")).await.is(404);
        browser.get(&format!("/nodes/{AGUA_ZARCA}/people")).await.is(404);
    }
    // A teacher who is no steward gives PINs and opens the classroom; she adds nobody.
    berta.get(&format!("/people/{MATEO}")).await.is(200).says("Dar una clave nueva").hides("/erasure").hides("separadas");
    berta.get(&format!("/people/{MATEO}/edit")).await.is(404);
    give_pin(&berta, MATEO).await;
    berta.post(&format!("/people/{ELVIA}/pin"), &[]).await.is(404);
    assert_eq!(town.visitor().get(&format!("/people/{MATEO}")).await.path, "/sign-in");
    elsewhere(&town).await;
}

async fn elsewhere(town: &Town) {
    let elvia = town.browser_of(ELVIA).await;
    elvia.post_from_elsewhere(&format!("/people/{MATEO}/erasure"), &[]).await.is(403);
    elvia.get(&format!("/people/{MATEO}")).await.is(200);
}

#[tokio::test]
async fn a_line_names_who_taught_her_and_whom_she_taught_and_nobody_who_was_erased() {
    let town = Town::new().await;
    let day = day("2026-06-12");
    let mastery = fresh::<Mastery>();
    town.under(move |tx| {
        tx.record(MasteryGranted {
            mastery,
            person: MATEO,
            topic: ARCH,
            school: AGUA_ZARCA,
            via: Via::Demonstration,
            day,
            parent: Some(MARICRUZ_ARCH),
            generation: 2,
            demonstration: None,
            voucher: None,
        })?;
        tx.record(MasteryGranted {
            mastery: fresh(),
            person: LUIS,
            topic: ARCH,
            school: AGUA_ZARCA,
            via: Via::Demonstration,
            day,
            parent: Some(mastery),
            generation: 3,
            demonstration: None,
            voucher: None,
        })?;
        Ok(())
    })
    .await;
    let (elvia, mateo) = (town.browser_of(ELVIA).await, town.browser_of(MATEO).await);
    let line = mateo.get(&format!("/people/{MATEO}")).await.is(200).says("¿Por qué no se cae un arco de piedra?");
    line.says("Maricruz").says("te acompañó").says("Tú").says("Luis").says("lo demostró el 12 de junio de 2026");

    elvia.get(&format!("/people/{LUIS}/erasure")).await.is(200).says("Se borra").says("Se queda").says("alguien");
    let list = elvia.post(&format!("/people/{LUIS}/erasure"), &[]).await.is(200).says("Se borró lo que se guardaba");
    assert_eq!(list.path, format!("/nodes/{AGUA_ZARCA}/people"));
    list.hides("Luis");
    elvia.get(&format!("/people/{LUIS}")).await.is(404);
    mateo.get(&format!("/people/{MATEO}")).await.is(200).says("Alguien").hides("Luis");
}

#[tokio::test]
async fn who_leaves_keeps_her_history_and_the_last_steward_stays() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let node = AGUA_ZARCA.to_string();
    elvia.post(&format!("/people/{ELVIA}/departure"), &[("node", &node)]).await.is(422).says("Es la única persona responsable");
    elvia.post(&format!("/nodes/{node}/stewards/{ELVIA}/end"), &[]).await.is(422).says("Es la única persona responsable");

    elvia.post(&format!("/nodes/{node}/stewards"), &[("person", "")]).await.is(422);
    elvia.post(&format!("/nodes/{node}/stewards"), &[("person", &MATEO.to_string())]).await.is(422);
    elvia.post(&format!("/nodes/{node}/stewards"), &[("person", &BERTA.to_string())]).await.is(200).says("Ya es responsable");
    let berta = town.browser_of(BERTA).await;
    berta
        .post(&format!("/people/{ELVIA}/departure"), &[("node", &node)])
        .await
        .is(200)
        .says("Ya no está en la lista")
        .says("Se fueron este año")
        .hides(&format!("href=\"/people/{ELVIA}\""));
    assert_eq!(elvia.get(&format!("/people/{ELVIA}")).await.path, "/sign-in", "who belongs nowhere is nobody here");
}

#[tokio::test]
async fn a_pair_is_kept_apart_and_only_stewards_see_it() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let page = elvia.get(&format!("/people/{XIMENA}")).await.is(200);
    let id = page.attribute("form[action$='/blocks'] input[name=id]", "value").expect("an id");
    let blocks = format!("/people/{XIMENA}/blocks");
    elvia.post(&blocks, &[("id", &id), ("other", "")]).await.is(422).says("Falta este dato");
    let apart = elvia.post(&blocks, &[("id", &id), ("other", &MATEO.to_string())]).await.is(200).says("No se van a juntar");
    let end = apart.attribute("form[action*='/blocks/']", "action").expect("an end");
    for person in [XIMENA, MATEO, BERTA] {
        let page = town.browser_of(person).await.get(&format!("/people/{MATEO}")).await.is(200);
        page.hides("separadas").hides("/blocks");
    }
    town.browser_of(BERTA).await.post(&end, &[]).await.is(404);
    for _ in 0..2 {
        let page = elvia.post(&end, &[("back", &format!("/people/{XIMENA}"))]).await.is(200).says("Ya pueden trabajar juntas");
        assert_eq!(page.count("form[action*='/blocks/']"), 0);
    }
    town.browser_of(BERTA).await.post(&end, &[]).await.is(404);
    town.browser_of(JULIAN).await.post(&end, &[]).await.is(404);
}

#[tokio::test]
async fn a_steward_above_founds_a_school_and_lets_its_first_adult_in() {
    let town = Town::new().await;
    let tomasa = town.browser_of(TOMASA).await;
    let form = tomasa.get(&format!("/nodes/{ZONE}/new")).await.is(200);
    let school = form.field("id").expect("an id");
    let fields = [("id", school.as_str()), ("level", "school"), ("name", "Telesecundaria de El Tule"), ("cct", "no es")];
    tomasa.post(&format!("/nodes/{ZONE}/new"), &fields).await.is(422);
    let fields = [&fields[..3], &[("cct", "")]].concat();
    tomasa.post(&format!("/nodes/{ZONE}/new"), &fields).await;
    tomasa.post(&format!("/nodes/{ZONE}/new"), &fields).await;

    let form = tomasa.get(&format!("/nodes/{school}/people/new")).await.is(200).says("El Tule");
    let pilar = form.field("id").expect("an id");
    let fields = [("id", pilar.as_str()), ("name", "Pilar"), ("position", "teacher"), ("minor", "no")];
    let added = tomasa.post(&format!("/nodes/{school}/people/new"), &fields).await.is(200).says("ya está en la lista").says("responsable");
    added.hides(&format!("href=\"/people/{pilar}\""));
    tomasa.post(&format!("/nodes/{school}/stewards"), &[("person", &pilar)]).await;
    let code = text_of(&tomasa.post(&format!("/people/{pilar}/invitation"), &[]).await.is(200), ".secret");

    let browser = town.visitor();
    let account = [("handle", "pilar"), ("password", "tres cerros azules"), ("again", "tres cerros azules")];
    browser.post(&format!("/welcome/{code}"), &account).await;
    browser.get(&format!("/nodes/{school}/people")).await.is(200).says("Pilar").says("Agregar a la primera persona");
    tomasa.get(&format!("/nodes/{school}/people")).await.is(404);
    browser.post(&format!("/nodes/{school}/name"), &[("name", "")]).await.is(422).says("Falta este dato");
    browser.post(&format!("/nodes/{school}/name"), &[("name", "El Tule")]).await;
    browser.get(&format!("/nodes/{school}/people")).await.is(200).says("El Tule").hides("Telesecundaria");
}

#[tokio::test]
async fn too_many_tries_have_to_wait_and_tell_nothing() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let (pin, code) = (give_pin(&elvia, XIMENA).await, open_classroom(&elvia, AGUA_ZARCA).await);
    let door = format!("/classroom/{code}/{XIMENA}");
    let tablet = town.visitor();
    let wrong = if pin == "4721" { "4722" } else { "4721" };
    // What can be nobody's PIN is no try.
    for typed in ["ximena", "12", "12345", "١٢٣٤", "12 4", ""] {
        tablet.post(&door, &[("pin", typed)]).await.is(422).hides("Hubo muchos intentos");
    }
    tablet.post(&door, &[("pin", "ximena")]).await.is(422).says("Son cuatro números");
    for _ in 0..5 {
        tablet.post(&door, &[("pin", wrong)]).await.is(422);
    }
    tablet.post(&door, &[("pin", &pin)]).await.is(422).says("Hubo muchos intentos");
    assert_eq!(tablet.cookie("relevo"), None);
    town.pass_minutes(2);
    tablet.post(&door, &[("pin", &pin)]).await;
    assert!(tablet.cookie("relevo").is_some());
}
