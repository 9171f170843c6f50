//! The whole fund on its way out and back: into the network that it came from, where it changes nothing, and into an empty one, from which it
//! goes out again the same.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::exchange::bring_topics::Terms;
use relevo::exchange::fund;
use relevo::exchange::package::{self, Package, Unreadable, bring};
use relevo::store::queries::topics;
use relevo::store::{Db, Error};

use super::store::{Place, on_both_engines};
use super::support::town::*;

fn topic(number: u8) -> TopicId {
    TopicId::from_bytes([0x01, 0x90, 0, 0, 0, 0, 0x70, 5, 0x80, 0, 0, 0, 0, 0, 0, number])
}

fn tie(number: u8) -> TieId {
    topic(number).cast()
}

fn published(number: u8, language: &str, origin: Origin, licence: &str, key: Option<&str>) -> TopicPublished {
    TopicPublished {
        topic: topic(number),
        school: None,
        author: None,
        language: language.to_owned(),
        origin,
        licence: licence.to_owned(),
        day: day("2024-02-03"),
        import_key: key.map(str::to_owned),
    }
}

fn written(number: u8, version: i32, title: &str, before: &[u8]) -> TopicWritten {
    TopicWritten {
        topic: topic(number),
        version,
        author: None,
        day: day(["2024-02-03", "2025-03-04", "2026-04-05"][version as usize - 1]),
        title: title.to_owned(),
        subject: "matematicas".to_owned(),
        challenge: format!("¿Qué dice {title}?"),
        why: if version > 1 { "Porque sí." } else { "" }.to_owned(),
        questions: vec!["¿Una?".to_owned(), "¿Dos?".to_owned()],
        sources: vec![format!("Libro {version}")],
        prerequisites: before.iter().map(|first| topic(*first)).collect(),
        title_en: (version == 3).then(|| "In English".to_owned()),
    }
}

/// A fund with everything that it can say: versions of which one was withdrawn, licences, origins, keys, prerequisites, and ties of each kind.
fn lay(db: &Db) {
    db.write_now(|tx| {
        tx.record(published(1, "es", Origin::Curriculum, "CC0-1.0", Some("es|4|matematicas|pi")))?;
        tx.record(written(1, 1, "Pi", &[]))?;
        tx.record(published(2, "en", Origin::Own, "CC-BY-4.0", None))?;
        tx.record(written(2, 1, "Circles", &[]))?;
        tx.record(written(2, 2, "Circles and squares", &[]))?;
        tx.record(VersionWithdrawn { topic: topic(2), version: 2, day: day("2025-06-01") })?;
        tx.record(written(2, 3, "Circles again", &[1]))?;
        tx.record(published(3, "nah", Origin::ALL[2], "CC-BY-SA-4.0", None))?;
        tx.record(written(3, 1, "Yahualli", &[1, 2]))?;
        tx.record(published(4, "es", Origin::Own, "CC-BY-SA-4.0", None))?;
        tx.record(written(4, 1, "Retirado", &[1]))?;
        tx.record(written(4, 2, "Retirado", &[1]))?;
        tx.record(TopicWithdrawn { topic: topic(4), day: day("2025-07-01") })?;
        for (number, kind, one, other) in
            [(1, Tie::Same, 1, 2), (2, Tie::Translation, 3, 1), (3, Tie::Adapted, 3, 2), (4, Tie::Near, 2, 3), (5, Tie::Near, 1, 4)]
        {
            tx.record(TopicTied { tie: tie(number), kind, topic: topic(one), other: topic(other), day: day("2025-08-09") })?;
        }
        Ok::<_, Error>(())
    })
    .expect("a fund");
}

fn exported(db: &Db) -> Vec<u8> {
    serde_json::to_vec_pretty(&db.read_now(fund::load).expect("the fund")).expect("JSON")
}

fn terms() -> Terms {
    Terms { origin: Origin::Own, licence: "CC-BY-SA-4.0".to_owned(), language: "es".to_owned() }
}

/// What there would be to write: new, changed, ties.
fn to_write(db: &Db, package: &Package) -> (usize, usize, usize) {
    let plan = db.read_now(|conn| bring::plan(conn, package)).expect("a plan");
    (plan.new.len(), plan.changed.len(), plan.ties.len())
}

fn carry_out(db: &Db, package: &Package) {
    let plan = db.read_now(|conn| bring::plan(conn, package)).expect("a plan");
    bring::carry_out(db, plan, &terms()).expect("brought in");
}

#[test]
fn an_export_changes_nothing_where_it_came_from_and_goes_out_of_an_empty_network_byte_for_byte() {
    on_both_engines(|place| {
        let db = place.open();
        lay(&db);
        let out = exported(&db);
        let package = package::read(&out).expect("our own export");
        assert_eq!((package.items.len(), package.refused.len(), package.items[1].earlier.len()), (3, 0, 1));
        assert_eq!(to_write(&db, &package), (0, 0, 0), "it came from here");
        db.close();

        let other = if place.is_file() { Place::file() } else { Place::server().expect("a server") };
        let there = other.open();
        assert_eq!(to_write(&there, &package), (3, 0, 4));
        carry_out(&there, &package);
        assert_eq!(String::from_utf8(exported(&there)), String::from_utf8(out.clone()), "byte for byte");
        assert_eq!(to_write(&there, &package), (0, 0, 0), "running it again changes nothing");
        there.close();
        other.assert_sound();
    });
}

#[test]
fn a_later_export_brings_what_was_written_since_and_an_earlier_one_takes_nothing_back() {
    let (one, two) = (Place::file(), Place::file());
    let (here, there) = (one.open(), two.open());
    lay(&here);
    let before = package::read(&exported(&here)).expect("an export");
    carry_out(&there, &before);
    here.write_now(|tx| {
        tx.record(written(1, 2, "Pi, otra vez", &[]))?;
        tx.record(written(1, 3, "Pi, de nuevo", &[3]))?;
        Ok::<_, Error>(())
    })
    .expect("written");
    let after = package::read(&exported(&here)).expect("an export");
    // Pi would come after what it comes before: that circle is told and left out, and its text goes in.
    let plan = there.read_now(|conn| bring::plan(conn, &after)).expect("a plan");
    assert_eq!((plan.new.len(), plan.changed.len(), plan.circles.len()), (0, 1, 1), "{:?}", plan.circles);
    here.write_now(|tx| tx.record(VersionWithdrawn { topic: topic(1), version: 3, day: day(TODAY) }).map(drop)).expect("withdrawn");
    let after = package::read(&exported(&here)).expect("an export");
    assert_eq!(to_write(&there, &after), (0, 1, 0));
    carry_out(&there, &after);
    assert_eq!(exported(&there), exported(&here));
    assert_eq!(to_write(&there, &before), (0, 0, 0), "what is older than what is here is left alone");
    assert_eq!(to_write(&here, &before), (0, 0, 0));
    here.close();
    there.close();
    two.assert_sound();
}

#[test]
fn what_is_no_topic_of_an_export_is_refused_with_its_place_and_the_rest_goes_in() {
    let place = Place::file();
    let db = place.open();
    lay(&db);
    let mut export: serde_json::Value = serde_json::from_slice(&exported(&db)).expect("JSON");
    db.close();
    let first = export["topics"][0].clone();
    export["topics"][1]["versions"][0]["why"] = serde_json::json!("Escribe a ana@correo.mx");
    let topics = export["topics"].as_array_mut().expect("topics");
    topics.push(first);
    topics.push(serde_json::json!({ "id": "x" }));
    export["relations"][1]["kind"] = serde_json::json!("marries");
    export["relations"][2]["other"] = export["relations"][2]["topic"].clone();
    let read = |export: &serde_json::Value| package::read(&serde_json::to_vec(export).expect("JSON"));
    let package = read(&export).expect("a package");
    let told: Vec<String> = package.refused.iter().map(|(spot, reason)| format!("{spot}: {reason}")).collect();
    assert_eq!(
        told,
        [
            "topics[1]: holds personal data",
            "topics[3]: the same identifier as an item before",
            "topics[4]: does not have the fields that it needs",
            "relations[1]: does not have the fields that it needs",
            "relations[2]: points from a topic to itself",
        ]
    );
    let other = Place::file();
    let there = other.open();
    let plan = there.read_now(|conn| bring::plan(conn, &package)).expect("a plan");
    // What is said of the topic that was refused points to nothing.
    assert_eq!((plan.new.len(), plan.ties.len(), plan.pairs, plan.dangling), (2, 0, 1, 3));
    carry_out(&there, &package);
    there.close();
    other.assert_sound();

    export["format"] = serde_json::json!("relevo-fund-9");
    assert_eq!(read(&export), Err(Unreadable::Format("relevo-fund-9".to_owned())));
    export.as_object_mut().expect("an object").remove("format");
    assert!(matches!(read(&export), Err(Unreadable::Case(_))));
}

/// An export without what is of its own network: who brought a topic in, and where it is alive.
fn movable(export: &str) -> serde_json::Value {
    let mut export: serde_json::Value = serde_json::from_str(export).expect("JSON");
    for topic in export["topics"].as_array_mut().expect("topics") {
        let topic = topic.as_object_mut().expect("a topic");
        for of_the_network in ["school", "school_id", "adopted", "offered"] {
            topic.remove(of_the_network);
        }
    }
    export
}

#[actix_web::test]
async fn what_the_page_of_the_fund_gives_is_brought_in_by_the_page_of_lists_and_by_the_command() {
    let town = Town::new().await;
    let (elvia, visitor) = (town.browser_of(ELVIA).await, town.visitor());
    let out = visitor.get("/fund/topics.json").await.is(200).body;
    assert!(out.contains("\"school\""), "somebody has brought these in");
    let send = async |bytes: &[u8]| {
        let id = fresh::<List>().to_string();
        let fields = [("id", id.as_str()), ("kind", "topics")];
        elvia.send_file(&format!("/nodes/{AGUA_ZARCA}/lists"), &fields, "acervo.json", bytes).await
    };
    let page = send(out.as_bytes()).await.is(200).says("3 sin cambio").says("No hay nada que guardar");
    page.says("Lo que el paquete dice y aquí no tiene lugar").says("qué escuela trajo el tema (3)");
    let unknown = out.replace("relevo-fund-1", "relevo-fund-7");
    send(unknown.as_bytes()).await.is(422).says("relevo-fund-7");
    assert_eq!(visitor.get("/fund/topics.json").await.body, out);

    let folder = tempfile::tempdir().expect("a folder");
    let (file, data) = (folder.path().join("fund.json"), folder.path().join("data"));
    std::fs::write(&file, &out).expect("a file");
    let relevo = |words: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_relevo"));
        let run = command.args(words).arg("--data").arg(&data).output().expect("the program runs");
        assert!(run.status.success(), "{words:?}: {}", String::from_utf8_lossy(&run.stderr));
        String::from_utf8(run.stdout).expect("text")
    };
    let file = file.to_str().expect("a path");
    let printed = relevo(&["import", "topics", file]);
    assert!(printed.contains("new: 3, changed: 0, unchanged: 0") && printed.contains("not read, school: 3"), "{printed}");
    assert!(relevo(&["import", "topics", file, "--yes"]).contains("written: 3"));
    assert!(relevo(&["import", "topics", file]).contains("new: 0, changed: 0, unchanged: 3"));
    assert_eq!(movable(&relevo(&["export", "topics"])), movable(&out));

    // What comes in by the page of a school is that school's, under the ids that it has.
    let other = out.replace(&PI.to_string(), &topic(9).to_string()).replace(&fund::uuid(PI), &fund::uuid(topic(9)));
    let page = send(other.as_bytes()).await.is(200).says("1 nueva").says("2 sin cambio");
    elvia.confirm(&page.path).await.is(200);
    let row = town.db.read::<_, Error, _>(|conn| topics::by_id(conn, topic(9))).await.expect("read").expect("the topic");
    assert_eq!((row.school, row.version), (Some(AGUA_ZARCA), 1));
    town.is_sound().await;
}
