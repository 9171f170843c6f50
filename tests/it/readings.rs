//! Stories of who opened whose record: told to the school's steward line by line, to the person herself simply, and to nobody else.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use diesel::prelude::*;
use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::store::schema::readings;
use relevo::store::{Address, Db, Options};

use super::files::a_tutorial;
use super::support::town::*;

fn log_of(person: PersonId) -> String {
    format!("/people/{person}/readings")
}

async fn rows(town: &Town) -> i64 {
    town.under(|tx| Ok(readings::table.count().get_result::<i64>(&mut **tx)?)).await
}

#[actix_web::test]
async fn the_steward_reads_every_line_and_the_child_reads_it_simply() {
    let town = Town::new().await;
    let tutorial = a_tutorial(&town).await;
    let (elvia, berta, rosa) = (town.browser_of(ELVIA).await, town.browser_of(BERTA).await, town.browser_of(ROSA).await);
    let (ximena, maricruz, mateo) = (town.browser_of(XIMENA).await, town.browser_of(MARICRUZ).await, town.browser_of(MATEO).await);
    let page = format!("/people/{XIMENA}");
    // Her own readings are nobody's business.
    ximena.get(&page).await.is(200);
    ximena.get(&log_of(XIMENA)).await.is(200).says("Nadie más los ha abierto");

    for _ in 0..3 {
        berta.get(&format!("/tutorials/{tutorial}")).await.is(200);
    }
    maricruz.get(&format!("/tutorials/{tutorial}")).await.is(200);
    rosa.get(&page).await.is(200);
    mateo.get(&page).await.is(200);
    // Who is not let in has read nothing.
    town.browser_of(JULIAN).await.get(&page).await.is(404);
    mateo.get(&format!("/tutorials/{tutorial}")).await.is(404);

    let told = ximena.get(&log_of(XIMENA)).await.is(200).says("Maestra Berta").says("Maricruz").says("Quien te acompaña");
    // An adult who does not accompany her is named with what she opened; another child is not named.
    let told = told.says("Doña Rosa: tu página").says("alguien más de la escuela").hides("Mateo");
    assert_eq!(told.hides("veces").count(".ledger"), 0, "no counts, no hours");
    assert_eq!(rows(&town).await, 4, "three times on a day are one line");

    let told = elvia.get(&log_of(XIMENA)).await.is(200).says("Maestra Berta").says("Mateo").says("Doña Rosa");
    let told = told.says("su registro de «").hides("Maestro Julián");
    assert_eq!(told.says("3 veces").count(".ledger"), 4, "Berta opened it three times");
    elvia.get(&format!("/nodes/{AGUA_ZARCA}/readings")).await.is(200).says("Ximena").says("Doña Rosa").says("Maricruz");
    elvia.get(&format!("/nodes/{AGUA_ZARCA}/readings?page=2")).await.is(200).hides("Ximena");
    elvia.get(&page).await.is(200).says("Quién vio este registro");
    elvia.get(&format!("/nodes/{AGUA_ZARCA}/people")).await.is(200).says("Quién vio los registros");
    ximena.get(&page).await.is(200).says("Quién vio mi registro");
}

#[actix_web::test]
async fn nobody_else_learns_who_read_what() {
    let town = Town::new().await;
    town.browser_of(ROSA).await.get(&format!("/people/{XIMENA}")).await.is(200);
    for other in [MATEO, MARICRUZ, BERTA, ROSA, JULIAN, NADIA, CELIA, TOMASA] {
        let browser = town.browser_of(other).await;
        browser.get(&log_of(XIMENA)).await.is(404);
        browser.get(&format!("/nodes/{AGUA_ZARCA}/readings")).await.is(404);
        browser.get(&format!("/people/{XIMENA}")).await.hides("Quién vio este registro");
    }
    // The steward of the other school sees that of hers, where nothing of this one stands.
    let julian = town.browser_of(JULIAN).await;
    julian.get(&format!("/nodes/{LA_NORIA}/readings")).await.is(200).says("Nadie ha abierto nada").hides("Ximena").hides("Rosa");
    let visitor = town.visitor().get(&log_of(XIMENA)).await;
    assert_eq!(visitor.path, "/sign-in");
}

#[actix_web::test]
async fn who_is_kept_apart_from_her_is_named_to_the_steward_only() {
    let town = Town::new().await;
    town.under(|tx| {
        tx.record(PairBlocked { block: fresh(), school: AGUA_ZARCA, one: XIMENA, other: ROSA, day: day(TODAY) })?;
        Ok(())
    })
    .await;
    town.browser_of(ROSA).await.get(&format!("/people/{XIMENA}")).await.is(200);
    town.browser_of(XIMENA).await.get(&log_of(XIMENA)).await.is(200).hides("Rosa").says("alguien más de la escuela");
    town.browser_of(ELVIA).await.get(&log_of(XIMENA)).await.is(200).says("Doña Rosa");
}

#[actix_web::test]
async fn a_program_reads_in_its_owners_name() {
    let town = Town::new().await;
    let tutorial = a_tutorial(&town).await;
    town.account_of(BERTA).await;
    let berta = town.browser_of(BERTA).await;
    let fields = [
        ("id", fresh::<()>().to_string()),
        ("name", "Mi hoja".to_owned()),
        ("days", "30".to_owned()),
        ("tutorials", "read".to_owned()),
        ("current", PASSWORD.to_owned()),
    ];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let made = berta.post("/tokens", &fields).await.is(200);
    let key = made.text().split_whitespace().find(|word| word.starts_with("relevo_")).expect("a key").to_owned();
    let client = reqwest::Client::new();
    let answer = client.get(format!("{}/api/v1/tutorials/{tutorial}/entries", town.url)).bearer_auth(key).send().await;
    assert_eq!(answer.expect("an answer").status(), 200);
    town.browser_of(XIMENA).await.get(&log_of(XIMENA)).await.is(200).says("Maestra Berta");
}

#[actix_web::test]
async fn it_is_forgotten_after_its_time_and_with_the_person() {
    let town = Town::new().await;
    let (elvia, rosa) = (town.browser_of(ELVIA).await, town.browser_of(ROSA).await);
    rosa.get(&format!("/people/{XIMENA}")).await.is(200);
    elvia.get(&log_of(XIMENA)).await.is(200).says("Doña Rosa").says("365");
    town.pass_days(366);
    let (elvia, rosa) = (town.browser_of(ELVIA).await, town.browser_of(ROSA).await);
    elvia.get(&log_of(XIMENA)).await.is(200).hides("Doña Rosa");
    rosa.get(&format!("/people/{MATEO}")).await.is(200);
    elvia.get(&log_of(MATEO)).await.is(200).says("Doña Rosa");
    assert_eq!(rows(&town).await, 1, "the next batch has taken the old line with it");
    rosa.get(&format!("/people/{MATEO}")).await.is(200);
    elvia.post(&format!("/people/{MATEO}/erasure"), &[]).await;
    // What still waited about him is not written either.
    elvia.get(&log_of(XIMENA)).await.is(200);
    assert_eq!(rows(&town).await, 0);
    town.is_sound().await;
}

/// The program, as it ships: what was opened in its last second is there after it was asked to stop.
#[actix_web::test]
async fn a_graceful_stop_loses_nothing() {
    let town = Town::new().await;
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("relevo.db");
    let token = town.db.write(|tx| relevo::actions::accounts::open_session(tx, ROSA, false)).await.expect("a session").0;
    if !matches!(town.db.address(), Address::File(_)) {
        eprintln!("told on SQLite only: the program is given a file");
        return;
    }
    // The town's clock is not the system's: her session must last until today's.
    town.under(|tx| {
        use relevo::store::schema::sessions;
        let late = relevo::domain::moment::Moment::from_millis(i64::MAX / 4);
        diesel::update(sessions::table).set((sessions::expires.eq(late), sessions::seen.eq(late))).execute(&mut **tx)?;
        Ok(())
    })
    .await;
    town.keep(&file);
    let mut program = Command::new(env!("CARGO_BIN_EXE_relevo"))
        .args(["serve", "--data", &folder.path().display().to_string(), "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut line = String::new();
    let mut out = std::io::BufReader::new(program.stdout.take().expect("its words"));
    std::io::BufRead::read_line(&mut out, &mut line).expect("it says where it listens");
    let url = line.trim().rsplit(' ').next().expect("an address").to_owned();
    let began = Instant::now();
    Browser::new(&url, Some(token.text())).get(&format!("/people/{XIMENA}")).await.is(200);
    let ended = Command::new("kill").args(["-TERM", &program.id().to_string()]).status().expect("a signal");
    assert!(ended.success());
    program.wait().expect("it ends");
    assert!(began.elapsed() < Duration::from_secs(60));
    let db = Db::open(Options::new(Address::File(file))).expect("the data open");
    let kept: Vec<(PersonId, PersonId)> = db
        .read_now::<_, relevo::store::Error, _>(|conn| Ok(readings::table.select((readings::person, readings::reader)).load(conn)?))
        .expect("rows");
    assert_eq!(kept, [(XIMENA, ROSA)]);
}
