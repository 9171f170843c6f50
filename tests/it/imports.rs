//! Stories of a teacher's list that is brought into her school: what is kept of it, who is proposed as the same person, and what a second
//! school sees of it. Every person in them is invented.

use relevo::domain::id::NodeId;
use relevo::exchange::bring_people::{self, Likeness, Plan};
use relevo::exchange::people::read_people;
use relevo::exchange::table::Table;
use relevo::store::queries::people;

use super::store::problems;
use super::support::town::*;

/// What would be done with a list.
async fn plan(town: &Town, list: &str, school: NodeId) -> Plan {
    let file = read_people(&Table::read(list.as_bytes()).expect("a table")).expect("a list");
    town.db.read(move |conn| bring_people::plan(conn, &file, school)).await.expect("a plan")
}

/// Does it, as the command does.
async fn carry_out(town: &Town, plan: Plan, school: NodeId) -> usize {
    let db = town.db.clone();
    tokio::task::spawn_blocking(move || bring_people::carry_out(&db, plan, school)).await.expect("no panic").expect("written")
}

fn counts(plan: &Plan) -> (usize, usize, usize) {
    (plan.new.len(), plan.alike.len(), plan.unchanged.len())
}

/// The stories on each engine that there is.
async fn towns() -> Vec<Town> {
    let mut towns = vec![Town::new().await];
    towns.extend(Town::on_postgres().await);
    towns
}

const LIST: &str = "Nombre;Apellidos;Grado;Grupo;Función;CURP;Teléfono\n\
    Itzel;Núñez Paz;2;A;;BOXW310820HNERXN09;473 123 4567\n\
    Ana;López;1;A;;;\n\
    Ana;Méndez;1;A;;;\n\
    Mateo;Ruiz;2;A;;;\n\
    Luis;Cano;3;B;;;\n\
    Inés;;;;maestra;;\n";

#[tokio::test]
async fn a_list_is_brought_in_once_and_nobody_is_merged_with_anybody() {
    for town in towns().await {
        let first = plan(&town, LIST, AGUA_ZARCA).await;
        assert_eq!(counts(&first), (4, 2, 0));
        assert_eq!(first.alike[0].1, Likeness::There(MATEO), "all else is alike: a person decides all the same");
        assert_eq!(first.alike[1].1, Likeness::Member(LUIS), "another grade: a person decides");
        assert_eq!(carry_out(&town, first, AGUA_ZARCA).await, 4);

        let (elvia, julian) = (town.browser_of(ELVIA).await, town.browser_of(JULIAN).await);
        let page = elvia.get(&format!("/nodes/{AGUA_ZARCA}/people")).await.is(200);
        let page = page.says("Itzel").says("Ana L.").says("Ana M.").says("Inés");
        page.hides("Núñez").hides("López").hides("BOXW310820HNERXN09").hides("473 123");
        julian.get(&format!("/nodes/{AGUA_ZARCA}/people")).await.is(404).hides("Itzel");
        julian.get(&format!("/nodes/{LA_NORIA}/people")).await.is(200).hides("Itzel");

        let again = plan(&town, LIST, AGUA_ZARCA).await;
        assert_eq!(counts(&again), (0, 4, 2), "brought in again, it changes nothing; initials tell the two Anas");
        assert_eq!(carry_out(&town, again, AGUA_ZARCA).await, 0);

        let place = super::store::Place::file();
        let mut scratch = place.connect();
        scratch.migrate().expect("a schema");
        let report = town.db.read(move |conn| relevo::store::check::check(conn, &mut scratch)).await.expect("a report");
        assert!(report.is_sound(), "{}", problems(&report).join("\n"));
    }
}

#[tokio::test]
async fn who_has_the_name_of_another_is_proposed_and_not_written() {
    let town = Town::new().await;
    // Twice in the list, and nothing tells them apart.
    let twice = plan(&town, "nombre,grado,grupo\nSol,1,A\nSol,1,A\n", AGUA_ZARCA).await;
    assert_eq!((counts(&twice), twice.alike[0].1), ((1, 1, 0), Likeness::Row(2)));
    assert_eq!(carry_out(&town, twice, AGUA_ZARCA).await, 1);
    // Either of the two may be the one who is there.
    let two = plan(&town, "nombre,apellidos,grado,grupo\nSol,Arce,1,A\nSol,Báez,1,A\n", AGUA_ZARCA).await;
    assert_eq!(counts(&two), (0, 2, 0));
    let sol = two.alike.iter().map(|(_, likeness)| *likeness).collect::<Vec<_>>();
    assert!(matches!(sol[..], [Likeness::There(one), Likeness::There(other)] if one == other), "her grade and group are the same: {sol:?}");
    // Somebody of another surname than hers who is there is another.
    let first = plan(&town, "nombre,apellidos\nLuz,Arce\nLuz,Báez\n", AGUA_ZARCA).await;
    assert_eq!(carry_out(&town, first, AGUA_ZARCA).await, 2);
    let third = plan(&town, "nombre,apellidos\nLuz,Cano\n", AGUA_ZARCA).await;
    assert_eq!((counts(&third), third.new[0].name.as_str()), ((1, 0, 0), "Luz C."));
    let bare = plan(&town, "nombre\nLuz\n", AGUA_ZARCA).await;
    assert_eq!(counts(&bare), (0, 1, 0), "without a surname she may be one of them");
    // The second school knows nobody of these names.
    assert_eq!(counts(&plan(&town, "nombre\nLuz\nSol\n", LA_NORIA).await), (2, 0, 0));
}

#[tokio::test]
async fn a_list_that_is_cut_off_is_completed_by_running_it_again() {
    for town in towns().await {
        let letter = |number: usize| char::from(b'a' + u8::try_from(number % 26).expect("a letter"));
        let names: Vec<String> = (0..450).map(|at| format!("Niña{}{}", letter(at / 26), letter(at))).collect();
        let list = format!("nombre\n{}\n", names.join("\n"));
        let mut cut = plan(&town, &list, LA_NORIA).await;
        assert_eq!(counts(&cut), (450, 0, 0));
        cut.new.truncate(200);
        assert_eq!(carry_out(&town, cut, LA_NORIA).await, 200);
        let (one, other) = (plan(&town, &list, LA_NORIA).await, plan(&town, &list, LA_NORIA).await);
        assert_eq!(counts(&one), (250, 200, 0), "who came in before may be another of that name");
        // Two imports of the same list at once bring everybody in once.
        let (one, other) = tokio::join!(carry_out(&town, one, LA_NORIA), carry_out(&town, other, LA_NORIA));
        assert_eq!(one + other, 250);
        let members = town.under(|tx| people::members(tx, LA_NORIA)).await;
        assert_eq!(members.iter().filter(|member| member.name.starts_with("Niña")).count(), 450);
    }
}

/// Runs the program itself: what it prints, and whether it was content.
fn relevo(folder: &std::path::Path, words: &[&str]) -> (bool, String) {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_relevo"));
    let run = command.args(words).arg("--data").arg(folder.join("data")).output().expect("the program runs");
    (run.status.success(), [run.stdout, run.stderr].iter().map(|bytes| String::from_utf8_lossy(bytes)).collect())
}

#[test]
fn columns_that_no_header_tells_are_told_on_the_command_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("a file");
        path.to_str().expect("a path").to_owned()
    };
    let register = "PLANTEL ID,NOMBRE,PLANTEL,HORARIO,DIRECTOR,ENTIDAD\n\
        11DTV0001K,Zona norte,BENITO JUAREZ,MATUTINO,ANA RUIZ,GUANAJUATO\n";
    let schools = file("schools.csv", register);
    let (content, printed) = relevo(folder.path(), &["import", "schools", "--help"]);
    assert!(content && printed.contains("--column <FIELD=HEADER>") && printed.contains("cct, school-name, shift"), "{printed}");

    let (content, printed) = relevo(folder.path(), &["import", "schools", &schools]);
    assert!(!content && printed.contains("CCT") && printed.contains("PLANTEL ID, NOMBRE") && printed.contains("--column"), "{printed}");
    for (column, reason) in [
        ("clave=PLANTEL ID", "there is no field \"clave\"; there are cct, school-name"),
        ("cct=CLAVE", "no column has the header \"CLAVE\"; there are PLANTEL ID, NOMBRE"),
        ("school-name=DIRECTOR", "is of what is never read"),
        ("cct", "FIELD=HEADER"),
    ] {
        let (content, printed) = relevo(folder.path(), &["import", "schools", &schools, "--column", column]);
        assert!(!content && printed.contains(reason), "{column}: {printed}");
    }
    let told = ["--column", "cct=plantel id", "--column", "school-name=PLANTEL", "--column", "shift=HORARIO"];
    let words = |more: &[&'static str]| [&["import", "schools", schools.as_str()][..], &told, more].concat();
    let (content, printed) = relevo(folder.path(), &words(&[]));
    assert!(content && printed.contains("new: 1") && printed.contains("Nothing was written"), "{printed}");
    for line in [
        "column \"PLANTEL ID\" is read as cct",
        "column \"PLANTEL\" is read as school-name",
        "column \"HORARIO\" is read as shift",
        "not read on purpose: DIRECTOR",
    ] {
        assert!(printed.lines().any(|printed| printed == line), "{line}: {printed}");
    }
    assert!(!printed.contains("column \"NOMBRE\""), "it is taken for nothing any more: {printed}");
    let (content, printed) = relevo(folder.path(), &words(&["--yes"]));
    assert!(content && printed.contains("written: 1"), "{printed}");
    let (_, printed) = relevo(folder.path(), &words(&[]));
    assert!(printed.contains("new: 0, changed: 0, unchanged: 1"), "read by the same columns it is there: {printed}");

    let people = file("people.csv", "Quién,Apellidos,Curso,CURP\nItzel,Paz,2,\nMateo,Ruiz,1,\n");
    let school = ["--school", "11DTV0001K"];
    let (content, printed) = relevo(folder.path(), &[&["import", "people", people.as_str()][..], &school].concat());
    assert!(!content && printed.contains("Quién, Apellidos, Curso, CURP"), "{printed}");
    let named = [&["import", "people", people.as_str(), "--column", "name=CURP"][..], &school].concat();
    let (content, printed) = relevo(folder.path(), &named);
    assert!(!content && printed.contains("is of what is never read"), "{printed}");
    let named = [&["import", "people", people.as_str(), "--column", "name=Quien", "--column", "grade=Curso"][..], &school].concat();
    let (content, printed) = relevo(folder.path(), &named);
    assert!(
        content && printed.contains("column \"Quién\" is read as name") && printed.contains("column \"Curso\" is read as grade"),
        "{printed}"
    );
    assert!(printed.contains("new: 2"), "{printed}");

    let topics = file("topics.csv", "Encabezado,Nota\nSombras largas,medir\n");
    let (content, printed) = relevo(folder.path(), &["import", "topics", &topics, "--column", "title=Encabezado", "--column", "why=Nota"]);
    assert!(content && printed.contains("column \"Encabezado\" is read as title") && printed.contains("new: 1"), "{printed}");
}
