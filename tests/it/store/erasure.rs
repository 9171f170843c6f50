//! Erasing a person takes her name and texts out of every table, the journal and the file, and leaves the proof whole.

use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text};
use relevo::domain::fact::PersonErased;
use relevo::domain::id::PersonId;
use relevo::domain::search::fold;
use relevo::store::schema::*;
use relevo::store::{Address, Conn, Db, Error};

use super::story::{self, HERS, Story, THEIRS};
use super::{Place, on_both_engines};

#[derive(QueryableByName)]
struct Value {
    #[diesel(sql_type = Nullable<Text>)]
    value: Option<String>,
}

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
}

/// Every text of every table, whatever the table is for.
fn every_text(conn: &mut Conn) -> Vec<String> {
    let of_sqlite = "SELECT m.name AS table_name, c.name AS column_name FROM sqlite_master m JOIN pragma_table_info(m.name) c
        WHERE m.type = 'table' AND c.type = 'TEXT'";
    let of_postgres = "SELECT table_name::text, column_name::text FROM information_schema.columns
        WHERE table_schema = 'public' AND data_type = 'text'";
    let columns: Vec<Column> = match conn {
        Conn::Sqlite(conn) => diesel::sql_query(of_sqlite).load(conn),
        Conn::Pg(conn) => diesel::sql_query(of_postgres).load(conn),
    }
    .expect("columns");
    assert!(columns.len() > 30, "the columns were found");
    let mut texts = vec![];
    for column in columns {
        let query = diesel::sql_query(format!("SELECT \"{}\" AS value FROM \"{}\"", column.column_name, column.table_name));
        let values: Vec<Value> = match conn {
            Conn::Sqlite(conn) => query.load(conn),
            Conn::Pg(conn) => query.load(conn),
        }
        .expect("values");
        texts.extend(values.into_iter().filter_map(|value| value.value));
    }
    texts
}

fn stands(texts: &[String], word: &str) -> bool {
    let folded = fold(word);
    texts.iter().any(|text| text.contains(word) || fold(text).contains(&folded))
}

/// Ximena has every way in that there is.
fn sign_up(db: &Db, person: PersonId) {
    db.write_now(move |tx| {
        let soon = tx.now().plus_seconds(60);
        let conn: &mut Conn = tx;
        let named = (passwords::person.eq(person), passwords::handle.eq("ximena.quetzalli"), passwords::hash.eq("$argon2id$"));
        diesel::insert_into(passwords::table).values(named).execute(conn)?;
        diesel::insert_into(pins::table).values((pins::person.eq(person), pins::hash.eq("$argon2id$"))).execute(conn)?;
        let code = (invitations::code.eq(vec![1_u8; 32]), invitations::person.eq(person), invitations::expires.eq(soon));
        diesel::insert_into(invitations::table).values(code).execute(conn)?;
        let (token, opened) = (sessions::token.eq(vec![2_u8; 32]), sessions::opened.eq(soon));
        let session = (token, sessions::person.eq(person), opened, sessions::seen.eq(soon), sessions::expires.eq(soon));
        diesel::insert_into(sessions::table).values(session).execute(conn)?;
        Ok::<_, Error>(())
    })
    .expect("accounts");
}

fn erase(place: &Place) -> Story {
    let db = place.open();
    let story = story::tell(&db);
    sign_up(&db, story.ximena);
    let texts = every_text(&mut place.connect());
    for word in HERS.iter().chain(&THEIRS).chain(&["ximena.quetzalli"]) {
        assert!(stands(&texts, word), "{word:?} has to stand somewhere for this test to mean anything");
    }
    let person = story.ximena;
    db.write_now(move |tx| tx.record(PersonErased { person })).expect("erased");
    db.close();
    story
}

#[test]
fn no_name_and_no_text_is_left_in_any_table() {
    on_both_engines(|place| {
        let story = erase(place);
        let mut conn = place.connect();
        let texts = every_text(&mut conn);
        for word in HERS {
            assert!(!stands(&texts, word), "{word:?} is left");
        }
        assert!(!stands(&texts, "ximena.quetzalli"), "she can still sign in");
        for word in THEIRS {
            assert!(stands(&texts, word), "{word:?} is another's");
        }
        // The graph keeps its shape: her mastery stands, and Mateo still learns from her.
        let masteries: i64 = masteries::table.filter(masteries::person.eq(story.ximena)).count().get_result(&mut conn).expect("a number");
        assert_eq!(masteries, 1);
        place.assert_sound();
    });
}

#[test]
fn no_byte_of_it_is_left_in_the_file() {
    let place = Place::file();
    let Address::File(path) = &place.address else { unreachable!("a file") };
    erase(&place);
    place.connect().execute_plain("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)").expect("a vacuum");
    let folder = path.parent().expect("a folder");
    let mut bytes = vec![];
    for entry in std::fs::read_dir(folder).expect("a folder") {
        bytes.extend(std::fs::read(entry.expect("an entry").path()).expect("a file"));
    }
    let holds = |word: &str| bytes.windows(word.len()).any(|window| window == word.as_bytes());
    for word in THEIRS {
        assert!(holds(word), "{word:?} is another's");
    }
    for word in HERS.iter().chain(&["ximena.quetzalli", "ximena quetzalli"]) {
        assert!(!holds(word), "{word:?} is left in the file");
    }
}

#[test]
fn a_log_from_which_somebody_reads_is_not_said_to_be_emptied() {
    let place = Place::file();
    let Address::File(path) = &place.address else { unreachable!("a file") };
    let db = place.open();
    let story = story::tell(&db);
    let mut reader = place.connect();
    reader.execute_plain("BEGIN; SELECT count(*) FROM people").expect("a backup has begun");
    let person = story.ximena;
    db.write_now(move |tx| tx.record(PersonErased { person })).expect("erased");
    let log = || std::fs::metadata(path.with_extension("db-wal")).map_or(0, |log| log.len());
    assert!(matches!(db.scrub(), Err(Error::Busy)) && log() > 0, "somebody reads from before");
    reader.execute_plain("COMMIT").expect("it is done");
    db.scrub().expect("emptied");
    assert_eq!(log(), 0);
}

#[test]
fn erasing_everybody_leaves_a_sound_history() {
    on_both_engines(|place| {
        let db = place.open();
        story::tell(&db);
        let everybody: Vec<PersonId> = db.read_now(|conn| Ok::<_, Error>(people::table.select(people::id).load(conn)?)).expect("people");
        for person in everybody {
            db.write_now(move |tx| tx.record(PersonErased { person })).expect("erased");
            place.assert_sound();
        }
        let texts = every_text(&mut place.connect());
        for word in HERS.iter().chain(&["Mateo", "presa"]) {
            assert!(!stands(&texts, word), "{word:?} is left");
        }
    });
}
