//! Copies of the data: written while people go on working, put back without those who were erased since.

use std::path::Path;
use std::process::ExitCode;

use clap::Parser as _;
use relevo::actions::accounts::open_session;
use relevo::cli::{self, Cli};
use relevo::store::{Address, Db, Options, erased};

use super::support::town::*;

/// Runs something that waits for the writer on a thread of its own: a story's may not wait.
fn aside<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| scope.spawn(work).join().expect("it ends"))
}

/// Runs a command as somebody would type it.
fn relevo(words: &[&str]) -> anyhow::Result<ExitCode> {
    aside(|| cli::run(Cli::try_parse_from([&["relevo"], words].concat())?))
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path that can be typed")
}

/// A town's data in a folder of their own, as `relevo serve` has them.
async fn folder_of(town: &Town) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    town.keep(&folder.path().join("relevo.db"));
    folder
}

fn open(folder: &Path) -> Db {
    Db::open(Options::new(Address::File(folder.join("relevo.db")))).expect("the data open")
}

fn holds(file: &Path, words: &str) -> bool {
    let bytes = std::fs::read(file).expect("the file");
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

fn refusal(outcome: anyhow::Result<ExitCode>) -> String {
    format!("{:#}", outcome.expect_err("a refusal"))
}

#[actix_web::test]
async fn whoever_was_erased_after_the_copy_is_erased_from_it_when_it_is_put_back() {
    let town = Town::new().await;
    let (token, _) = town.under(|tx| open_session(tx, MATEO, true)).await;
    town.browser_with(Some(token.text())).get("/").await.is(200).says("Mateo");
    let live = folder_of(&town).await;
    let stick = tempfile::tempdir().expect("a memory stick");
    let copy = stick.path().join("lunes.db");

    // The data are in use while they are copied.
    let db = open(live.path());
    relevo(&["backup", text(&copy), "--data", text(live.path())]).expect("a copy");
    assert!(holds(&copy, "Ximena"), "the name must be in the copy for this story to mean anything");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(&copy).expect("the copy").permissions().mode() & 0o077, 0, "nobody else may read it");
    }
    let again = relevo(&["backup", text(&copy), "--data", text(live.path())]);
    assert!(refusal(again).contains("not written over"));

    // Ximena is erased, and the next copy goes to the same stick.
    aside(|| cli::serve::erase_listed(&db, [XIMENA].into_iter().collect())).expect("erased");
    let next = stick.path().join("martes.db");
    relevo(&["backup", text(&next), "--data", text(live.path())]).expect("a copy");
    db.close();
    assert!(!holds(&next, "Ximena"));

    // The disk breaks; by mistake Monday's copy is put back.
    let fresh = tempfile::tempdir().expect("a new disk");
    let put_back = relevo(&["restore", text(&copy), "--data", text(fresh.path())]).expect("put back");
    assert_eq!(format!("{put_back:?}"), format!("{:?}", ExitCode::SUCCESS));
    let data = fresh.path().join("relevo.db");
    assert!(!holds(&data, "Ximena") && holds(&data, "Mateo"), "she alone is gone");
    let left: Vec<String> = std::fs::read_dir(fresh.path())
        .expect("the folder")
        .map(|entry| entry.expect("a file").file_name().into_string().expect("a name"))
        .collect();
    assert!(left.iter().all(|name| name == "relevo.db" || name == erased::NAME), "{left:?}");

    // Whoever was signed in when it was copied is not signed in now.
    let restored = Town::like(&data).await;
    restored.browser_with(Some(token.text())).get("/").await.is(200).hides("Mateo").says("Entrar");
    restored.browser_of(MATEO).await.get("/").await.is(200).says("Mateo");
}

#[actix_web::test]
async fn a_start_heals_a_copy_that_was_put_back_by_hand() {
    let town = Town::new().await;
    let live = folder_of(&town).await;
    erased::List::within(live.path()).add([XIMENA]).expect("the list");
    let data = cli::config::Data { data: live.path().to_owned(), database: None };
    let db = aside(|| cli::serve::open(&data)).expect("the data open");
    let (name, listed) = db
        .read_now::<_, relevo::store::Error, _>(|conn| Ok((relevo::store::queries::people::name(conn, XIMENA)?, erased::all(conn)?)))
        .expect("read");
    assert_eq!((name, listed), (None, vec![XIMENA]));
    assert!(cli::check::run(&db).expect("a report"));
    db.close();
}

#[actix_web::test]
async fn an_erasure_on_a_page_is_listed_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let list = erased::List::within(folder.path());
    let town = Town::with_list(list.clone()).await;
    let elvia = town.browser_of(ELVIA).await;
    elvia.get(&format!("/people/{XIMENA}/erasure")).await.is(200).says("Ximena");
    assert!(list.read().expect("a list").is_empty());
    // Another school's steward erases nobody here, and nothing is listed.
    town.browser_of(JULIAN).await.post(&format!("/people/{XIMENA}/erasure"), &[]).await.is(404);
    assert!(list.read().expect("a list").is_empty());
    elvia.post(&format!("/people/{XIMENA}/erasure"), &[]).await.is(200);
    assert_eq!(list.read().expect("a list").into_iter().collect::<Vec<_>>(), [XIMENA]);
}

#[actix_web::test]
async fn what_is_no_copy_or_would_be_written_over_is_refused_and_nothing_is_left() {
    let town = Town::new().await;
    let live = folder_of(&town).await;
    let stick = tempfile::tempdir().expect("a memory stick");
    let copy = stick.path().join("copy.db");
    relevo(&["backup", text(&copy), "--data", text(live.path())]).expect("a copy");

    let full = relevo(&["restore", text(&copy), "--data", text(live.path())]);
    assert!(refusal(full).contains("not written over"));

    let target = tempfile::tempdir().expect("a folder");
    let noise = stick.path().join("photo.jpg");
    std::fs::write(&noise, vec![7; 9000]).expect("a file");
    let other = stick.path().join("other.db");
    Address::File(other.clone()).connect().expect("a database").execute_plain("CREATE TABLE songs (id INTEGER)").expect("a table");
    let absent = stick.path().join("absent.db");
    let cut = stick.path().join("cut.db");
    let whole = std::fs::read(&copy).expect("the copy");
    std::fs::write(&cut, &whole[..whole.len() / 2]).expect("half a copy");
    for (file, reason) in [(&noise, "cannot be read"), (&other, "no copy of Relevo's data"), (&absent, "no file"), (&cut, "")] {
        let said = refusal(relevo(&["restore", text(file), "--data", text(target.path())]));
        assert!(said.contains(reason), "{}: {said}", file.display());
        assert_eq!(std::fs::read_dir(target.path()).expect("the folder").count(), 0, "{} left something", file.display());
    }
    let nothing = tempfile::tempdir().expect("a folder");
    let said = refusal(relevo(&["backup", text(&stick.path().join("x.db")), "--data", text(nothing.path())]));
    assert!(said.contains("no data"), "{said}");
    // A mistyped folder holds no data, and is not made.
    let mistyped = nothing.path().join("dta");
    for command in [&["check"][..], &["export", "topics"]] {
        let said = refusal(relevo(&[command, &["--data", text(&mistyped)]].concat()));
        assert!(said.contains("no data"), "{command:?}: {said}");
        assert!(!mistyped.exists(), "{command:?} made a folder");
    }
    let server = refusal(relevo(&["backup", text(&stick.path().join("y.db")), "--database", "postgres://ana:secreto@127.0.0.1:1/x"]));
    assert!(server.contains("pg_dump") && !server.contains("secreto"), "{server}");
}

#[actix_web::test]
async fn the_last_steward_of_a_place_is_erased_again_too() {
    let town = Town::new().await;
    let live = folder_of(&town).await;
    // Elvia alone looks after Agua Zarca: by hand she could not be erased, and a name that was to be forgotten weighs more.
    town.browser_of(ELVIA).await.post(&format!("/people/{ELVIA}/erasure"), &[]).await.is(422);
    erased::List::within(live.path()).add([ELVIA]).expect("the list");
    let data = cli::config::Data { data: live.path().to_owned(), database: None };
    let db = aside(|| cli::serve::open(&data)).expect("the data open");
    let (name, left) = db
        .read_now::<_, relevo::store::Error, _>(|conn| {
            let people = relevo::store::queries::people::stewards_of(conn, AGUA_ZARCA)?;
            Ok((relevo::store::queries::people::name(conn, ELVIA)?, people.len()))
        })
        .expect("read");
    assert_eq!((name, left), (None, 0));
    assert!(cli::check::run(&db).expect("a report"));
    db.close();
}

#[actix_web::test]
async fn a_copy_without_the_list_of_the_erased_is_put_back_with_a_warning() {
    let town = Town::new().await;
    let live = folder_of(&town).await;
    let stick = tempfile::tempdir().expect("a memory stick");
    let copy = stick.path().join("copy.db");
    relevo(&["backup", text(&copy), "--data", text(live.path())]).expect("a copy");
    let put_back = || {
        let fresh = tempfile::tempdir().expect("a new disk");
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_relevo"))
            .args(["restore", text(&copy), "--data", text(fresh.path())])
            .output()
            .expect("the program runs");
        assert!(run.status.success());
        String::from_utf8(run.stderr).expect("text")
    };
    let said = put_back();
    assert!(said.contains("WARNING") && said.contains(erased::NAME) && said.contains("is here again"), "{said}");
    erased::List::within(stick.path()).add([XIMENA]).expect("the list");
    let said = put_back();
    assert!(!said.contains("WARNING"), "{said}");
}

#[cfg(unix)]
#[test]
fn data_that_begin_are_nobody_elses_to_read() {
    use std::os::unix::fs::PermissionsExt;
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path().join("school").join("data");
    let table = place.path().join("schools.csv");
    std::fs::write(&table, "cct,nombre,turno\n11DTV0001A,TELESECUNDARIA 1,MATUTINO\n").expect("a file");
    relevo(&["import", "schools", text(&table), "--data", text(&folder)]).expect("a dry run");
    let mode = |path: &std::path::Path| std::fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    assert_eq!((mode(&folder), mode(&folder.join("relevo.db"))), (0o700, 0o600));
}
