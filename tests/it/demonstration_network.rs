//! The demonstration network: sound by every rule, deep, alive, and the same from the same seed.

use diesel::prelude::*;
use relevo::cli::demo;
use relevo::domain::moment::Day;
use relevo::domain::words::*;
use relevo::store::schema::{entries, journal, masteries, people, streams, topics, tutorials};
use relevo::store::{Address, Conn, Db, Error, Options};

/// A Monday: the week that has begun has one day, and all the same there is something in every state.
const TODAY: &str = "2026-11-23";

fn network(folder: &std::path::Path, name: &str) -> Db {
    let address = Address::File(folder.join(name));
    demo::create(address.clone(), demo::SEED, TODAY.parse().expect("a date")).expect("the network is created");
    Db::open(Options::new(address)).expect("the data open")
}

fn signature(conn: &mut Conn) -> Result<(i64, Vec<Vec<u8>>), Error> {
    let chains = streams::table.order(streams::stream).select(streams::head_chain).load(conn)?;
    Ok((journal::table.count().get_result(conn)?, chains))
}

#[test]
fn it_is_sound_deep_alive_and_always_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = network(folder.path(), "one.db");
    let mut scratch = Address::File(folder.path().join("replay.db")).connect().expect("a database");
    scratch.migrate().expect("a schema");
    let report = db.read_now(|conn| relevo::store::check::check(conn, &mut scratch)).expect("the check runs");
    assert!(report.is_sound(), "{report:?}");

    let of = |work: fn(&mut Conn) -> Result<i64, Error>| db.read_now(work).expect("a count");
    let deepest =
        of(|conn| Ok(i64::from(masteries::table.select(diesel::dsl::max(masteries::generation)).first::<Option<i32>>(conn)?.unwrap_or(0))));
    assert!(deepest >= 5, "lineages are only {deepest} generations deep");
    assert_eq!(of(|conn| Ok(topics::table.count().get_result(conn)?)), 40);
    let people = of(|conn| Ok(people::table.count().get_result(conn)?));
    assert!((250..=400).contains(&people), "{people} people");
    for state in [TutorialState::Proposed, TutorialState::Open, TutorialState::Demonstrated, TutorialState::Stopped] {
        let found = db
            .read_now(|conn| Ok::<i64, Error>(tutorials::table.filter(tutorials::state.eq(state)).count().get_result(conn)?))
            .expect("a count");
        assert!(found > 0, "no tutorial is {state}");
    }

    // What was written of a whole week does not all fall on the one day of it that there has been.
    let pages = |from: &str| {
        let from: Day = from.parse().expect("a date");
        db.read_now(move |conn| Ok::<i64, Error>(entries::table.filter(entries::day.ge(from)).count().get_result(conn)?)).expect("a count")
    };
    let (today, week) = (pages(TODAY), pages("2026-11-17"));
    assert!(today * 2 < week, "{today} of the {week} pages of a week were written today");

    let again = network(folder.path(), "two.db");
    assert_eq!(db.read_now(signature).expect("one"), again.read_now(signature).expect("two"), "the same seed, another history");
}
