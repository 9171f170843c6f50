//! `relevo demo` among data that are somebody's: it throws away, and lets children in, only where everybody is invented.

use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Stdio};

use relevo::store::queries::nodes;
use relevo::store::{Address, Db, Error, Options, invented};

use super::support::town::*;

fn demo(folder: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_relevo"));
    command.args(["demo", "--listen", "127.0.0.1:0", "--data"]).arg(folder).args(more).env_remove("DATABASE_URL");
    command
}

/// The exit code and the reasons of a program that should refuse: one that serves instead is stopped at its first word.
fn refused(mut command: Command) -> (Option<i32>, String) {
    let mut run = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    let spoke = run.stdout.take().expect("its words").read(&mut [0]).expect("it speaks or ends") > 0;
    if spoke {
        run.kill().expect("it ends");
    }
    let ended = run.wait_with_output().expect("it has ended");
    (ended.status.code(), String::from_utf8_lossy(&ended.stderr).into_owned())
}

fn knows_the_school(file: &Path) -> bool {
    let db = Db::open(Options::new(Address::File(file.to_owned()))).expect("the data open");
    let known = db.read_now::<_, Error, _>(|conn| nodes::by_id(conn, AGUA_ZARCA)).expect("an answer").is_some();
    db.close();
    known
}

#[test]
fn a_real_schools_data_are_neither_thrown_away_nor_opened_to_guests() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("relevo.db");
    let runtime = actix_web::rt::System::new();
    runtime.block_on(async {
        // A file, whatever engine the stories are told on.
        let town = Db::open(Options::new(Address::File(file.clone()))).expect("the data open");
        town.write(people_of_the_town).await.expect("the town is settled");
        town.close();
    });
    for more in [&["--fresh"][..], &[]] {
        let (code, said) = refused(demo(folder.path(), more));
        assert_eq!(code, Some(1), "{more:?}: {said}");
        assert!(said.contains("no demonstration network") && said.contains("--data"), "{more:?}: {said}");
        assert!(knows_the_school(&file), "{more:?}: the data are gone");
    }
    // What is no data at all is left as well.
    std::fs::write(&file, "Lista de la maestra").expect("a file");
    let (code, said) = refused(demo(folder.path(), &["--fresh"]));
    assert_eq!(code, Some(1), "{said}");
    assert_eq!(std::fs::read_to_string(&file).expect("the file"), "Lista de la maestra");
}

#[test]
fn invented_people_are_thrown_away_when_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("relevo.db");
    let runtime = actix_web::rt::System::new();
    runtime.block_on(async {
        let town = Db::open(Options::new(Address::File(file.clone()))).expect("the data open");
        town.write(|tx| {
            invented::mark(tx)?;
            people_of_the_town(tx)
        })
        .await
        .expect("the town is settled");
        town.close();
    });
    let mut run = demo(folder.path(), &["--fresh"]).stdout(Stdio::piped()).spawn().expect("the program starts");
    // Its first words come once the old data are gone; the three years that follow are told elsewhere.
    let mut word = [0; 8];
    run.stdout.take().expect("its words").read_exact(&mut word).expect("it speaks");
    run.kill().expect("it ends");
    run.wait().expect("it has ended");
    assert_eq!(&word, b"Creating");
    assert!(!knows_the_school(&file), "the old network is still there");
}
