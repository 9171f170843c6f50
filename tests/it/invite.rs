//! The way in from the machine itself: for the first steward of places that an import brought in, and for one who has lost her password.

use std::path::Path;
use std::process::Command;

use super::support::town::*;

const REGISTER: &str = "CCT,NOMBRE,TURNO,NIVEL,ENTIDAD,MUNICIPIO\n\
    11DTV0001K,TELESECUNDARIA BENITO JUAREZ,MATUTINO,SECUNDARIA,GUANAJUATO,OCAMPO\n\
    11DTV0002J,TELESECUNDARIA MORELOS,MATUTINO,SECUNDARIA,GUANAJUATO,OCAMPO\n\
    11DTV0002J,TELESECUNDARIA MORELOS,VESPERTINO,SECUNDARIA,GUANAJUATO,OCAMPO\n";

/// Runs the program itself: what it prints, and whether it was content.
fn relevo(folder: &Path, words: &[&str]) -> (bool, String) {
    let run = Command::new(env!("CARGO_BIN_EXE_relevo")).args(words).arg("--data").arg(folder).output().expect("the program runs");
    (run.status.success(), [run.stdout, run.stderr].iter().map(|bytes| String::from_utf8_lossy(bytes)).collect())
}

/// The code in what was printed: three groups of four.
fn code(printed: &str) -> String {
    let word = printed.split_whitespace().find(|word| word.len() == 14 && word.split('-').all(|group| group.len() == 4));
    word.unwrap_or_else(|| panic!("no code in: {printed}")).to_owned()
}

#[actix_web::test]
async fn places_that_an_import_brought_in_get_their_first_steward_and_she_lets_in_the_next() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let (content, printed) = relevo(&data, &["invite"]);
    assert!(!content && printed.contains("no place yet"), "{printed}");

    let register = folder.path().join("register.csv");
    std::fs::write(&register, REGISTER).expect("a register");
    let (content, printed) = relevo(&data, &["import", "schools", register.to_str().expect("a path"), "--yes"]);
    assert!(content && printed.contains("new: 3"), "{printed}");

    let (content, printed) = relevo(&data, &["invite"]);
    assert!(content && printed.contains("No place has a steward yet") && printed.contains("Guanajuato"), "{printed}");
    for (words, reason) in [
        (&["invite", "Ana Ruiz"][..], "needs a place"),
        (&["invite", "Ana Ruiz", "--at", "Sonora"], "there is no place"),
        (&["invite", "4421234567", "--at", "Guanajuato"], "cannot be settled"),
        (&["invite", "Ana Ruiz", "--at", "Guanajuato", "--position", "student"], "a steward is a teacher"),
        (&["invite", "Ana Ruiz", "--at", "Guanajuato", "--position", "teacher"], "who begins there is official or"),
        (&["invite", "Paz Luna", "--at", "11DTV0001K", "--position", "official"], "who begins there is teacher or head"),
    ] {
        let (content, printed) = relevo(&data, words);
        assert!(!content && printed.contains(reason), "{words:?}: {printed}");
    }
    let (content, printed) = relevo(&data, &["invite", "Ana Ruiz", "--at", "guanajuato"]);
    assert!(content, "{printed}");
    let first = code(&printed);

    // She comes in by the front door, and finds the tree that she administers.
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970").as_millis();
    let town = Town::like_at(&data.join("relevo.db"), i64::try_from(now).expect("an instant")).await;
    let ana = town.visitor();
    ana.get(&format!("/welcome/{first}")).await.is(200).says("Hola, Ana Ruiz");
    let account = [("handle", "ana.ruiz"), ("password", "tres cerros azules"), ("again", "tres cerros azules")];
    ana.post(&format!("/welcome/{first}"), &account).await.is(200).says("Ana Ruiz").says("Guanajuato");
    town.visitor().get(&format!("/welcome/{first}")).await.is(422);
    drop(town);

    // Her password is lost, and nobody else could invite her.
    let (content, printed) = relevo(&data, &["invite", "ana ruiz"]);
    assert!(content, "{printed}");
    assert_ne!(code(&printed), first);
    // Nobody becomes a steward by sharing a name with one, elsewhere.
    let (content, printed) = relevo(&data, &["invite", "Ana Ruiz", "--at", "11DTV0001K"]);
    assert!(content && printed.contains("Ana Ruiz, teacher, administers"), "{printed}");
    let (content, printed) = relevo(&data, &["invite", "Ana Ruiz"]);
    assert!(!content && printed.contains("several are called so"), "{printed}");
    // Two schools share the building and the key: the shift tells which is which.
    let (content, printed) = relevo(&data, &["invite", "Eva Luz", "--at", "11DTV0002J", "--position", "teacher"]);
    assert!(!content && printed.contains("(school, matutino)") && printed.contains("(school, vespertino)"), "{printed}");
    let (sound, printed) = relevo(&data, &["check"]);
    assert!(sound, "{printed}");
}
