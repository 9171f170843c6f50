//! What is said has to be told: who vouched for a founding and why, who could begin today. And what was a mistake is undone as if it had not
//! been: a leaving, a turn of the year. With a file that counts further than numbers go, and an address that is none.

use std::process::Command;

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::exchange::fund;
use relevo::store::queries::{masteries, topics};
use relevo::store::rows::OfferRow;

use super::late_paper::moves;
use super::support::town::*;

const WHY: &str = "La explicó con una naranja y una lámpara en el taller de la zona.";

/// A package with one topic, whose text has this number.
fn package_of(topic: TopicId, version: i64) -> Vec<u8> {
    let text = serde_json::json!({ "version": version, "title": "Palancas", "subject": "ciencias", "challenge": "¿Qué levanta más?",
        "why": "Porque sí.", "questions": [], "sources": [], "written": "2026-01-02" });
    let topic = serde_json::json!({ "id": topic.to_string(), "uuid": fund::uuid(topic), "language": "es", "origin": "own",
        "licence": "CC-BY-SA-4.0", "published": "2026-01-02", "adopted": 0, "offered": 0, "version": version, "prerequisites": [],
        "versions": [text] });
    let package = serde_json::json!({ "format": fund::FORMAT, "topics": [topic], "relations": [] });
    serde_json::to_vec(&package).expect("JSON")
}

/// Elvia reads a package in and keeps what can be kept: the preview.
async fn elvia_brings_in(town: &Town, package: &[u8]) -> Page {
    let elvia = town.browser_of(ELVIA).await;
    let id = fresh::<List>().to_string();
    let form = [("id", id.as_str()), ("kind", "topics")];
    let preview = elvia.send_file(&format!("/nodes/{AGUA_ZARCA}/lists"), &form, "fondo.json", package).await.is(200);
    elvia.confirm(&preview.path).await;
    preview
}

#[actix_web::test]
async fn a_text_whose_number_has_none_after_it_is_refused_and_the_one_before_can_be_improved() {
    let town = Town::new().await;
    let levers: TopicId = fresh();
    for number in [i64::from(i32::MAX), 1_000_001] {
        elvia_brings_in(&town, &package_of(levers, number)).await.says("número de versión");
        assert_eq!(town.under(move |tx| topics::by_id(tx, levers)).await, None, "{number}");
    }
    elvia_brings_in(&town, &package_of(levers, 1_000_000)).await;
    let elvia = town.browser_of(ELVIA).await;
    let form = elvia.get(&format!("/topics/{levers}/edit")).await.is(200);
    let seen = form.field("seen").expect("the version that she had before her");
    let better = [("seen", seen.as_str()), ("title", "Palancas y poleas"), ("subject", "ciencias"), ("challenge", "¿Qué levanta más?")];
    elvia.post(&format!("/topics/{levers}/edit"), &better).await.is(200).says("Palancas y poleas");
    assert_eq!(town.under(move |tx| topics::by_id(tx, levers)).await.map(|row| row.version), Some(1_000_001));
    town.is_sound().await;
}

#[actix_web::test]
async fn a_key_of_a_package_is_nobodys_data_and_no_other_places() {
    let town = Town::new().await;
    let (curp, theirs) = ("Luis, BOXW310820HNERXN09".to_owned(), format!("{LA_NORIA}|es||ciencias|7"));
    for (key, taken) in [
        (curp.as_str(), false),
        (&theirs, false),
        ("|es||ciencias|7", false),
        (&"larga ".repeat(200), false),
        ("es|1|ciencias|palancas", true),
    ] {
        let levers: TopicId = fresh();
        let mut package: serde_json::Value = serde_json::from_slice(&package_of(levers, 1)).expect("JSON");
        package["topics"][0]["import_key"] = key.into();
        package["topics"][0]["published"] = "2999-01-02".into();
        package["topics"][0]["versions"][0]["written"] = "2999-01-02".into();
        let preview = elvia_brings_in(&town, &serde_json::to_vec(&package).expect("JSON")).await.says("1 nueva").hides(key);
        assert_eq!(preview.text().contains("su clave en una lista"), !taken, "{key}");
        let row = town.under(move |tx| topics::by_id(tx, levers)).await.expect("the topic stays");
        assert_eq!((row.import_key.is_some(), row.published), (taken, day(TODAY)), "{key}");
        let written = town.under(move |tx| topics::version(tx, levers, 1)).await.expect("its text").written;
        assert_eq!(written, day(TODAY), "nothing was written on a day to come");
        let fund = town.visitor().get("/fund/topics.json").await.is(200);
        assert_eq!(fund.body.contains(key), taken, "{key}");
    }
    town.is_sound().await;
}

/// What Elvia's browser fetches of the fund for a spreadsheet.
async fn fund_as_a_table(town: &Town) -> String {
    town.browser_of(ELVIA).await.get("/fund/topics.csv").await.is(200).body
}

async fn topics_there(town: &Town) -> Vec<(TopicId, i32, String)> {
    town.under(|tx| {
        let all: Vec<TopicId> = [PI, ARCH, MOON].to_vec();
        let mut rows: Vec<_> = topics::several(tx, &all)?.into_values().map(|row| (row.id, row.version, row.title)).collect();
        rows.sort();
        Ok(rows)
    })
    .await
}

async fn count_of_topics(town: &Town) -> i64 {
    town.under(|tx| relevo::store::queries::fund::search(tx, &[], 1, 0).map(|(_, total)| total)).await
}

#[actix_web::test]
async fn the_fund_comes_back_from_a_spreadsheet_as_the_fund() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    // The arch has two texts, so two rows.
    let form = elvia.get(&format!("/topics/{ARCH}/edit")).await.is(200);
    let seen = form.field("seen").expect("the version that she had before her");
    let better =
        [("seen", seen.as_str()), ("title", "¿Qué sostiene un arco?"), ("subject", "ciencias"), ("challenge", "Arma uno.\n\nDi por qué.")];
    elvia.post(&format!("/topics/{ARCH}/edit"), &better).await.is(200);
    let (before, count) = (topics_there(&town).await, count_of_topics(&town).await);
    let table = fund_as_a_table(&town).await;
    assert_eq!(table.lines().next().map(|line| line.starts_with("id,uuid,version,counts")), Some(true));
    let stated = table.replace("id,uuid,version", "sep=,\r\nid,uuid,version");
    for file in [table.as_str(), &format!("\u{feff}{table}"), &stated] {
        elvia_brings_in(&town, file.as_bytes()).await.says("0 nuevas").says("0 cambian").says("3 sin cambio");
        assert_eq!((topics_there(&town).await, count_of_topics(&town).await), (before.clone(), count));
    }
    // One word was put right there, in the text that counts: that is the next text. Brought in again it is there.
    let righted = table.replace("Arma uno.", "Arma uno de piedra.");
    elvia_brings_in(&town, righted.as_bytes()).await.says("0 nuevas").says("1 cambia").says("2 sin cambio");
    let text = town.under(|tx| topics::version(tx, ARCH, 3)).await.expect("the third text");
    assert_eq!(text.challenge, "Arma uno de piedra.\n\nDi por qué.");
    elvia_brings_in(&town, righted.as_bytes()).await.says("0 nuevas").says("0 cambian").says("3 sin cambio");
    // An older table does not undo what was written since; and another school's steward changes nothing of this one's topics.
    elvia_brings_in(&town, table.as_bytes()).await.says("0 cambian").says("3 sin cambio");
    let julian = town.browser_of(JULIAN).await;
    let now = fund_as_a_table(&town).await.replace("Arma uno de piedra.", "No armes nada.");
    let (id, path) = (fresh::<List>().to_string(), format!("/nodes/{LA_NORIA}/lists"));
    let preview =
        julian.send_file(&path, &[("id", &id), ("kind", "topics")], "fondo.csv", now.as_bytes()).await.is(200).says("3 sin cambio");
    julian.post(&format!("{}/confirmation", preview.path), &[]).await;
    assert_eq!(town.under(|tx| topics::by_id(tx, ARCH)).await.map(|row| row.version), Some(3));
    assert_eq!(count_of_topics(&town).await, count);
    town.is_sound().await;
}

async fn offer_of_maricruz(town: &Town) -> OfferRow {
    town.under(|tx| masteries::offer(tx, MARICRUZ_OFFERS_ARCH)).await.expect("her offer")
}

async fn maricruz_leaves(town: &Town) {
    let elvia = town.browser_of(ELVIA).await;
    elvia.post(&format!("/people/{MARICRUZ}/departure"), &[("node", &AGUA_ZARCA.to_string())]).await.is(200);
    assert_eq!(offer_of_maricruz(town).await.state, OfferState::Withdrawn);
}

async fn maricruz_is_back(town: &Town, how: &str) {
    let elvia = town.browser_of(ELVIA).await;
    elvia.post(&format!("/nodes/{AGUA_ZARCA}/people/{MARICRUZ}/return"), &[("how", how)]).await.is(200);
}

/// The year of Agua Zarca turns, with which Maricruz leaves, and turns back. What the page said of it before it turned back.
async fn the_year_turns_and_turns_back(town: &Town) -> Page {
    let elvia = town.browser_of(ELVIA).await;
    let (path, year) = (format!("/nodes/{AGUA_ZARCA}/year"), fresh::<SchoolYear>().to_string());
    let turned = elvia.post(&path, &[("id", &year), ("last", "3")]).await.is(200);
    assert_eq!(offer_of_maricruz(town).await.state, OfferState::Withdrawn);
    let asked = elvia.get(&path).await.is(200);
    assert!(turned.status == 200 && asked.count(&format!("form[action='{path}/{year}/withdrawal']")) == 1);
    elvia.post(&format!("{path}/{year}/withdrawal"), &[]).await.is(200);
    asked
}

#[actix_web::test]
async fn undoing_a_turn_opens_nothing_that_was_closed_before_it() {
    let town = Town::new().await;
    maricruz_leaves(&town).await;
    maricruz_is_back(&town, "back").await;
    assert_eq!(offer_of_maricruz(&town).await.state, OfferState::Withdrawn, "who comes back offers again what she likes to");
    the_year_turns_and_turns_back(&town).await.hides("se cerró con el cambio");
    assert_eq!(offer_of_maricruz(&town).await.state, OfferState::Withdrawn, "the turn found it closed");
    town.is_sound().await;
}

#[actix_web::test]
async fn a_leaving_that_was_a_mistake_leaves_her_catalog_as_it_was() {
    let town = Town::new().await;
    let way = format!("/offers/{MARICRUZ_OFFERS_ARCH}");
    for (places, state) in [("3", OfferState::Open), ("2", OfferState::Paused)] {
        let maricruz = town.browser_of(MARICRUZ).await;
        maricruz.post(&way, &[("capacity", places), ("state", state.word())]).await.is(200);
        maricruz_leaves(&town).await;
        maricruz_is_back(&town, "mistake").await;
        let offer = offer_of_maricruz(&town).await;
        assert_eq!((offer.state, offer.capacity.to_string().as_str(), offer.left_as), (state, places, None));
        // A turn that is undone finds it as it is.
        the_year_turns_and_turns_back(&town).await;
        assert_eq!(offer_of_maricruz(&town).await.state, state);
        town.pass_days(200);
    }
    // What she had closed herself stays closed.
    town.browser_of(MARICRUZ).await.post(&way, &[("capacity", "2"), ("state", "withdrawn")]).await.is(200);
    maricruz_leaves(&town).await;
    maricruz_is_back(&town, "mistake").await;
    assert_eq!(offer_of_maricruz(&town).await.state, OfferState::Withdrawn);
    town.is_sound().await;
}

/// Somebody vouches that another masters the moon.
async fn vouches(town: &Town, by: PersonId, person: PersonId) -> Page {
    let id = fresh::<Mastery>().to_string();
    let form = [("id", id.as_str()), ("topic", &MOON.to_string()), ("reason", WHY)];
    town.browser_of(by).await.post(&format!("/people/{person}/masteries"), &form).await.is(200)
}

#[actix_web::test]
async fn who_vouched_and_why_is_read_where_she_is_read() {
    let town = Town::new().await;
    vouches(&town, ELVIA, MATEO).await;
    for reader in [ELVIA, BERTA, XIMENA, MATEO] {
        let browser = town.browser_of(reader).await;
        browser.get(&format!("/people/{MATEO}/catalog")).await.is(200).says("con el aval de Maestra Elvia").says(WHY);
        browser.get(&format!("/people/{MATEO}")).await.is(200).says("on el aval de Maestra Elvia");
    }
    // Nobody of another school reads his catalog, nor who vouched for him.
    for reader in [JULIAN, NADIA, CELIA] {
        let browser = town.browser_of(reader).await;
        browser.get(&format!("/people/{MATEO}/catalog")).await.is(404);
        browser.get(&format!("/people/{MATEO}/masteries")).await.is(404);
        browser.get(&format!("/topics/{MOON}/lineage")).await.is(200).hides(WHY).hides("Elvia");
    }
    let elvia = town.browser_of(ELVIA).await.get(&format!("/people/{MATEO}/masteries")).await.is(200);
    assert!(elvia.main().contains(WHY), "who is about to vouch reads what was vouched for before");
    town.is_sound().await;
}

#[actix_web::test]
async fn who_stands_above_reads_who_vouched_for_an_adult_and_why() {
    let town = Town::new().await;
    vouches(&town, TOMASA, BERTA).await.says("on el aval de Tomasa Ríos").says(WHY);
    town.browser_of(CELIA).await.get(&format!("/people/{BERTA}/masteries")).await.is(200).says("on el aval de Tomasa Ríos").says(WHY);
    town.browser_of(BERTA).await.get(&format!("/people/{BERTA}/catalog")).await.is(200).says("con el aval de Tomasa Ríos").says(WHY);
    for reader in [JULIAN, NADIA, XIMENA] {
        town.browser_of(reader).await.get(&format!("/people/{BERTA}/masteries")).await.is(404);
    }
    // A word is given by its author, and goes with her.
    town.under(|tx| {
        tx.record(StewardEnded { person: TOMASA, node: ZONE, until: day(TODAY) })?;
        tx.record(PersonErased { person: TOMASA }).map(drop)
    })
    .await;
    let page = town.browser_of(ELVIA).await.get(&format!("/people/{BERTA}/catalog")).await.is(200);
    page.says("con el aval de alguien de la red").hides("Tomasa").hides(WHY);
    town.is_sound().await;
}

#[actix_web::test]
async fn the_board_leads_to_the_wish_that_could_begin_today() {
    let town = Town::new().await;
    let wishes = async |topic: TopicId| {
        let id = fresh::<Interest>().to_string();
        town.browser_of(LUIS).await.post(&format!("/topics/{topic}/interest"), &[("id", &id), ("why", "")]).await.is(200);
    };
    let board = format!("/nodes/{AGUA_ZARCA}/board");
    wishes(MOON).await;
    let elvia = town.browser_of(ELVIA).await;
    elvia.get(&board).await.is(200).says("la luna").says("Nadie de aquí domina este tema todavía.");
    town.pass_days(3);
    wishes(ARCH).await;
    town.pass_days(8);
    let elvia = town.browser_of(ELVIA).await;
    let page = elvia.get(&board).await.is(200).says("8 días").says("Una persona tiene lugar.").says("Su primer deseo es «¿Por qué la luna");
    assert_eq!(page.count(&format!("a[href='/tutorials/new?learner={LUIS}&topic={ARCH}']")), 1);
    // He is one who waits, and not two; and where his first could begin, it is what he wants most.
    assert!(!page.main().contains("11 días"));
    town.under(|tx| {
        let (mastery, person, topic, school, via, on) = (fresh(), ELVIA, MOON, AGUA_ZARCA, Via::Founding, day("2026-02-02"));
        let (parent, demonstration, voucher) = (None, None, Some(TOMASA));
        tx.record(MasteryGranted { mastery, person, topic, school, via, day: on, parent, generation: 1, demonstration, voucher })?;
        tx.record(OfferOpened { offer: fresh(), mastery, person, topic, school, capacity: 1, day: on }).map(drop)
    })
    .await;
    elvia.get(&board).await.is(200).says("11 días").hides("Su primer deseo").hides("el arco de piedra");
    town.browser_of(JULIAN).await.get(&board).await.is(404);
}

#[actix_web::test]
async fn who_goes_on_a_visit_is_led_to_it() {
    let town = Town::new().await;
    let berta = town.browser_of(BERTA).await;
    let id = fresh::<Visit>().to_string();
    let (visitors, responsible) = (TOMASA.to_string(), BERTA.to_string());
    let form = [("id", id.as_str()), ("day", "2026-11-25"), ("visitors", &visitors), ("responsible", &responsible)];
    berta.post(&format!("/nodes/{AGUA_ZARCA}/visits/new"), &form).await.is(200);
    let (school, visits) = (format!("/nodes/{AGUA_ZARCA}"), format!("/nodes/{AGUA_ZARCA}/visits"));
    let link = format!("{visits}#visit-{id}");
    let tomasa = town.browser_of(TOMASA).await;
    for page in ["/", &school] {
        assert_eq!(
            tomasa.get(page).await.is(200).link(if page == "/" { "Agua Zarca" } else { "Vas de visita" }).as_ref(),
            Some(&link),
            "{page}"
        );
    }
    tomasa.get(&link).await.is(200).says("Maestra Berta");
    town.browser_of(CELIA).await.get(&school).await.is(200).hides("Vas de visita").hides("Mis visitas");
    town.pass_days(5);
    let tomasa = town.browser_of(TOMASA).await;
    assert_eq!(tomasa.get(&school).await.is(200).hides("Vas de visita").link("Mis visitas a esta escuela").as_ref(), Some(&visits));
    tomasa.get(&visits).await.is(200).says("Maestra Berta");
    town.browser_of(CELIA).await.get(&school).await.is(200).hides("Mis visitas");
}

#[actix_web::test]
async fn nobody_is_sent_to_a_page_of_who_has_left() {
    let town = Town::new().await;
    let (elvia, julian) = (town.browser_of(ELVIA).await, town.browser_of(JULIAN).await);
    maricruz_leaves(&town).await;
    let asked = elvia.get(&format!("/people/{MARICRUZ}/erasure")).await.is(200);
    elvia.get(&asked.link("No borrar nada").expect("a way back")).await.is(200).says("Maricruz");
    let asked = elvia.get(&format!("/people/{LUIS}/erasure")).await.is(200);
    assert_eq!(asked.link("No borrar nada"), Some(format!("/people/{LUIS}")));
    // What Ximena began is still read at the school that she has left; her family's papers are kept at the other.
    let tutorial = fresh::<Tutorial>();
    town.under(move |tx| {
        let (learner, tutor, topic, school, on) = (XIMENA, ELVIA, PI, AGUA_ZARCA, day("2026-11-02"));
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by: learner, day: on, offer: None, visit: None })?;
        tx.record(TutorialAgreed { tutorial, day: on, how: Agreement::Here }).map(drop)
    })
    .await;
    let papers = format!("a[href='/people/{XIMENA}/consents']");
    let record = format!("/tutorials/{tutorial}");
    assert_eq!(elvia.get(&record).await.is(200).count(&papers), 1);
    moves(&elvia, &julian, (XIMENA, "Ximena")).await;
    assert_eq!(elvia.get(&record).await.is(200).hides("tu familia").count(&papers), 0);
    elvia.get(&format!("/people/{XIMENA}/consents")).await.is(404);
}

#[actix_web::test]
async fn a_key_that_opens_nothing_is_refused_where_it_is_chosen() {
    let town = Town::new().await;
    let berta = town.browser_of(BERTA).await;
    let id = fresh::<Token>().to_string();
    let page = berta.post("/tokens", &[("id", &id), ("name", "La biblioteca"), ("days", "30")]).await.is(422);
    assert_eq!((page.count(".errors a[href='#scope'] b"), page.count("#scope-error")), (1, 1), "{}", page.main());
    page.says("Para qué vale: Falta");
}

#[test]
fn an_address_from_which_no_form_could_come_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |address: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_relevo"));
        let run = command.args(["config", "--public-url", address, "--data"]).arg(folder.path()).output().expect("the program runs");
        (run.status.code(), String::from_utf8_lossy(&[run.stdout, run.stderr].concat()).into_owned())
    };
    for address in
        ["red.example.mx", "foo", "https://", "ftp://red.example.mx", "https://red.example.mx/relevo", "https://red.example.mx?a", ""]
    {
        let (code, said) = run(address);
        assert!(code == Some(2) && said.contains("https://red.example.mx"), "{address:?}: {code:?} {said}");
    }
    for address in ["https://red.example.mx", "http://192.168.1.10:8080/"] {
        let (code, said) = run(address);
        assert!(code == Some(0) && said.contains(address), "{address:?}: {code:?} {said}");
    }
}
