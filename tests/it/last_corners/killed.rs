//! What a learner was told is kept, is there after the program was killed in the middle of its work.

use std::collections::BTreeSet;
use std::io::BufRead as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use diesel::prelude::*;
use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::moment::Moment;
use relevo::domain::words::*;
use relevo::store::schema::{entries, sessions};
use relevo::store::{Address, Db, Error, Options};

use crate::support::town::*;

/// So many pages are acknowledged before the program is killed, by so many who write at once.
const ENOUGH: usize = 120;
const WRITERS: usize = 6;

/// The program as it ships, and where it listens.
fn serving(folder: &Path, address: &Address) -> (Child, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_relevo"));
    command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(folder).env_remove("DATABASE_URL").env("RELEVO_LOG", "error");
    if let Address::Server(url) = address {
        command.args(["--database", url]);
    }
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program starts");
    let mut line = String::new();
    std::io::BufReader::new(child.stdout.take().expect("its words")).read_line(&mut line).expect("it says where it listens");
    let url = line.trim().rsplit(' ').next().expect("an address").to_owned();
    (child, url)
}

/// A tutorial that has long begun, whatever day it is where this runs.
async fn learns(town: &Town, learner: PersonId) -> TutorialId {
    let tutorial = fresh();
    town.under(move |tx| {
        tx.record(TutorialProposed {
            tutorial,
            learner,
            tutor: ELVIA,
            topic: PI,
            school: AGUA_ZARCA,
            proposed_by: learner,
            day: day("2025-11-03"),
            offer: Some(ELVIA_OFFERS_PI),
            visit: None,
        })?;
        tx.record(TutorialAgreed { tutorial, day: day("2025-11-04"), how: Agreement::Here })?;
        Ok(())
    })
    .await;
    tutorial
}

/// A session that lasts until the system's today, whatever the town's clock says.
async fn token(town: &Town, learner: PersonId) -> String {
    let (token, _) = town.db.write(move |tx| relevo::actions::accounts::open_session(tx, learner, true)).await.expect("a session");
    town.under(|tx| {
        let late = Moment::from_millis(i64::MAX / 4);
        diesel::update(sessions::table)
            .set((sessions::opened.eq(late), sessions::seen.eq(late), sessions::expires.eq(late)))
            .execute(&mut **tx)?;
        Ok(())
    })
    .await;
    token.text().to_owned()
}

/// An id as a word: a long number would be refused as somebody's telephone.
fn in_letters(id: EntryId) -> String {
    id.bytes().iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|part| char::from(b'a' + part)).collect()
}

/// Writes pages until nobody answers any more. Answers with those that were acknowledged.
async fn write(url: String, token: String, tutorial: TutorialId, heard: Arc<AtomicUsize>) -> Vec<EntryId> {
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build().expect("a client");
    let mut kept = Vec::new();
    loop {
        let id: EntryId = fresh();
        let body = format!("id={id}&text=Hoy+escrib%C3%AD+{}", in_letters(id));
        let request = client
            .post(format!("{url}/tutorials/{tutorial}/entries"))
            .header("Cookie", format!("relevo={token}"))
            .header("Origin", &url)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(body);
        match request.send().await {
            Ok(answer) if answer.status() == 303 => {
                kept.push(id);
                heard.fetch_add(1, Ordering::SeqCst);
            }
            Ok(answer) => panic!("{}: {}", answer.status(), answer.text().await.unwrap_or_default()),
            Err(_) => return kept,
        }
    }
}

async fn killed_in_the_middle(town: Town) {
    let (hers, his) = (learns(&town, XIMENA).await, learns(&town, LUIS).await);
    let (ximena, luis) = (token(&town, XIMENA).await, token(&town, LUIS).await);
    let folder = tempfile::tempdir().expect("a folder");
    let address = match town.db.address() {
        Address::File(_) => Address::File(folder.path().join("relevo.db")),
        server @ Address::Server(_) => server.clone(),
    };
    if let Address::File(file) = &address {
        town.keep(file);
    }

    let (mut program, url) = serving(folder.path(), &address);
    let heard = Arc::new(AtomicUsize::new(0));
    let writers: Vec<_> = (0..WRITERS)
        .map(|number| {
            let (token, tutorial) = if number % 2 == 0 { (&ximena, hers) } else { (&luis, his) };
            actix_web::rt::spawn(write(url.clone(), token.clone(), tutorial, Arc::clone(&heard)))
        })
        .collect();
    let began = Instant::now();
    while heard.load(Ordering::SeqCst) < ENOUGH {
        assert!(program.try_wait().expect("its state").is_none(), "the program ended by itself");
        assert!(began.elapsed() < Duration::from_secs(60), "only {} pages in a minute", heard.load(Ordering::SeqCst));
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    program.kill().expect("killed, without a word");
    let mut acknowledged = BTreeSet::new();
    for writer in writers {
        acknowledged.extend(writer.await.expect("a writer"));
    }
    assert!(!program.wait().expect("it is gone").success());
    assert!(acknowledged.len() >= ENOUGH, "{} were acknowledged", acknowledged.len());

    // Started again, it shows them; and nothing else is broken.
    let (mut program, url) = serving(folder.path(), &address);
    let last = *acknowledged.last().expect("one");
    let path = format!("/entries/{last}");
    let page = Browser::new(&url, Some(&ximena)).get(&path).await;
    let page = if page.status == 200 { page } else { Browser::new(&url, Some(&luis)).get(&path).await };
    page.is(200).says(&in_letters(last));
    program.kill().expect("killed");
    program.wait().expect("it is gone");
    let db = Db::open(Options::new(address)).expect("the data open");
    let stored: BTreeSet<EntryId> = db
        .read(|conn| Ok::<Vec<EntryId>, Error>(entries::table.select(entries::id).load(conn)?))
        .await
        .expect("rows")
        .into_iter()
        .collect();
    let lost: Vec<_> = acknowledged.difference(&stored).collect();
    assert!(lost.is_empty(), "{} of {} are lost: {lost:?}", lost.len(), acknowledged.len());
    let place = crate::store::Place::file();
    let mut scratch = place.connect();
    scratch.migrate().expect("a schema");
    let report = db.read(move |conn| relevo::store::check::check(conn, &mut scratch)).await.expect("a report");
    assert!(report.is_sound(), "{}", crate::store::problems(&report).join("\n"));
    db.close();
}

#[actix_web::test]
async fn what_was_acknowledged_through_a_page_survives_kill_9() {
    killed_in_the_middle(Town::new().await).await;
    if let Some(town) = Town::on_postgres().await {
        killed_in_the_middle(town).await;
    }
}
