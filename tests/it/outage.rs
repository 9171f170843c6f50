//! When the data cannot serve: who asks is told so in her language, nothing is half written, and all goes on when they are back.

use std::sync::mpsc;
use std::time::Duration;

use diesel::prelude::*;
use relevo::domain::id::*;
use relevo::store::schema::{entries, journal};
use relevo::store::{Db, Error};

use super::support::town::*;
use super::tutorials_pages::agreed;

/// Keeps the writer busy until the returned sender is dropped.
async fn hold_the_writer(db: &Db) -> mpsc::Sender<()> {
    let (release, held) = mpsc::channel::<()>();
    let (started, start) = tokio::sync::oneshot::channel();
    let db = db.clone();
    tokio::task::spawn_blocking(move || {
        let job = db.write_now(move |_| {
            let _ = started.send(());
            let _ = held.recv();
            Ok::<_, Error>(())
        });
        job.expect("the job that held the writer");
    });
    start.await.expect("the job runs");
    release
}

/// Keeps every reader busy until the returned senders are dropped.
async fn hold_the_readers(db: &Db) -> Vec<mpsc::Sender<()>> {
    let mut all = Vec::new();
    for _ in 0..3 {
        let (release, held) = mpsc::channel::<()>();
        let (started, start) = tokio::sync::oneshot::channel();
        let db = db.clone();
        actix_web::rt::spawn(async move {
            let read = db.read(move |_| {
                let _ = started.send(());
                let _ = held.recv();
                Ok::<_, Error>(())
            });
            read.await.expect("the reader that was held");
        });
        start.await.expect("it reads");
        all.push(release);
    }
    all
}

async fn written(town: &Town) -> (i64, i64) {
    town.under(|tx| Ok((entries::table.count().get_result(&mut **tx)?, journal::table.count().get_result(&mut **tx)?))).await
}

#[actix_web::test]
async fn a_full_queue_turns_away_at_once_and_writes_nothing_by_halves() {
    for town in Town::on_each_engine_with_a_queue_of(2).await {
        let tutorial = agreed(&town).await;
        let path = format!("/tutorials/{tutorial}/entries");
        let ximena = town.browser_of(XIMENA).await;
        let before = written(&town).await;
        let held = hold_the_writer(&town.db).await;
        let send = |number: usize| {
            let (ximena, path) = (&ximena, &path);
            let id = fresh::<Entry>().to_string();
            async move { ximena.post(path, &[("id", &id), ("text", &format!("Página {number}: medí la piedra."))]).await }
        };
        // More than find room: those for whom there is none are told at once, while the others still wait.
        let release = async {
            tokio::time::sleep(Duration::from_millis(1500)).await;
            drop(held);
        };
        let (answers, ()) = tokio::join!(async { tokio::join!(send(1), send(2), send(3), send(4), send(5)) }, release);
        let answers = [answers.0, answers.1, answers.2, answers.3, answers.4];
        let kept = answers.iter().filter(|page| page.status == 200).count();
        let away: Vec<&Page> = answers.iter().filter(|page| page.status == 503).collect();
        assert_eq!(kept + away.len(), 5, "{:?}", answers.iter().map(|page| page.status).collect::<Vec<_>>());
        assert!(!away.is_empty() && kept >= 2, "{kept} found room");
        for page in away {
            assert_eq!(page.header("retry-after"), "5");
            assert!(page.text().contains("En este momento no se puede"), "{}", page.text());
            assert!(page.text().contains("no se guardó todavía"), "{}", page.text());
        }
        let after = written(&town).await;
        assert_eq!(after.0 - before.0, kept as i64, "those who were answered, and nobody else");
        assert_eq!(after.1 - before.1, kept as i64, "one fact each");
        send(6).await.is(200).says("Página 6");
    }
}

#[actix_web::test]
async fn readers_who_get_no_turn_are_told_so_in_their_language() {
    for town in Town::on_each_engine_with_a_queue_of(64).await {
        let path = format!("/topics/{PI}");
        let held = hold_the_readers(&town.db).await;
        let (spanish, english) = (town.visitor(), town.visitor().reading("en"));
        let (es, en, ready, alive) = tokio::join!(spanish.get(&path), english.get(&path), spanish.get("/readyz"), spanish.get("/healthz"));
        es.is(503).says("En este momento no se puede");
        let en = en.is(503).says("Not at this moment");
        assert_eq!((en.header("retry-after"), en.attribute("html", "lang").as_deref()), ("5", Some("en")));
        assert_eq!((ready.status, alive.status), (503, 200), "it lives, and is not ready");
        drop(held);
        spanish.get(&path).await.is(200).says("¿De dónde viene pi?");
        spanish.get("/readyz").await.is(200);
    }
}

#[actix_web::test]
async fn a_database_that_goes_away_is_waited_for() {
    let Some(town) = Town::on_postgres().await else { return };
    let tutorial = agreed(&town).await;
    let path = format!("/tutorials/{tutorial}");
    let ximena = town.browser_of(XIMENA).await;
    ximena.get(&path).await.is(200);
    let before = written(&town).await;

    town.shut_the_database();
    let english = town.visitor().reading("en");
    english.get("/").await.is(503).says("Not at this moment");
    let entry = fresh::<Entry>().to_string();
    let page = [("id", entry.as_str()), ("text", "Lo escribí mientras no había luz.")];
    let told =
        ximena.post(&format!("{path}/entries"), &page).await.is(503).says("no se guardó todavía").hides("postgres").hides("terminating");
    // What she wrote is still in her hands, to be sent again; what signs somebody in is not.
    let told = told.says("lo que escribiste sigue aquí").says("no había luz");
    assert_eq!(told.header("retry-after"), "5");
    assert_eq!(
        (told.field("id").as_deref(), told.field("text").as_deref()),
        (Some(entry.as_str()), Some("Lo escribí mientras no había luz."))
    );
    assert_eq!(told.attributes("main form", "action"), [format!("{path}/entries")]);
    let door = [("handle", "elvia"), ("password", "tres cerros azules")];
    town.visitor().post("/sign-in", &door).await.is(503).hides("tres cerros").says("En este momento no se puede");
    ximena.get("/readyz").await.is(503);

    town.open_the_database();
    ximena.get(&path).await.is(200).hides("no había luz");
    assert_eq!(written(&town).await, before, "nothing was half written");
    ximena.post(&format!("{path}/entries"), &page).await.is(200).says("no había luz");
    ximena.post(&format!("{path}/entries"), &page).await.is(200);
    assert_eq!(written(&town).await.0, before.0 + 1, "sent again, it is there once");
}
