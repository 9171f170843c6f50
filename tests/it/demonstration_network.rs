//! The demonstration network: sound by every rule, deep, alive, and the same from the same seed.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use relevo::cli::demo;
use relevo::domain::id::{MasteryId, NodeId, PersonId, TopicId};
use relevo::domain::moment::Day;
use relevo::domain::words::*;
use relevo::store::schema::{
    demonstrations, entries, journal, masteries, memberships, nodes, people, streams, topic_versions, topics, tutorials,
};
use relevo::store::{Address, Conn, Db, Error, Options};

/// A Monday: the week that has begun has one day, and all the same there is something in every state.
const TODAY: &str = "2026-11-23";

fn network(folder: &std::path::Path, name: &str) -> Db {
    network_at(Address::File(folder.join(name)))
}

fn network_at(address: Address) -> Db {
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

    has_the_shape(&db);

    // Once more: on the other engine, where there is one.
    let server = crate::support::postgres::fresh_database();
    let again = match &server {
        Some(server) => network_at(Address::parse(server.url())),
        None => network(folder.path(), "two.db"),
    };
    assert_eq!(db.read_now(signature).expect("one"), again.read_now(signature).expect("two"), "the same seed, another history");
    again.close();
}

/// What somebody finds who looks around in it: each of these was promised.
fn has_the_shape(db: &Db) {
    fn all<T: Send + 'static>(db: &Db, work: fn(&mut Conn) -> Result<Vec<T>, Error>) -> Vec<T> {
        db.read_now(work).expect("rows")
    }
    let today: Day = TODAY.parse().expect("a date");

    let places = all(db, |conn| Ok(nodes::table.select((nodes::id, nodes::level)).load::<(NodeId, Level)>(conn)?));
    let of_level = |level| places.iter().filter(|(_, of)| *of == level).map(|(id, _)| *id).collect::<BTreeSet<NodeId>>();
    let schools = of_level(Level::School);
    assert_eq!((of_level(Level::State).len(), of_level(Level::Zone).len(), schools.len(), places.len()), (1, 2, 8, 11));

    let members = all(db, |conn| {
        let here = memberships::table.filter(memberships::until.is_null());
        Ok(here.select((memberships::person, memberships::node, memberships::position)).load::<(PersonId, NodeId, Position)>(conn)?)
    });
    let mut offices: BTreeMap<&str, usize> = BTreeMap::new();
    for (.., position) in &members {
        *offices.entry(position.word()).or_default() += 1;
    }
    let (one, several) = ((1, 1), (5, 60));
    for (position, (least, most)) in [
        (Position::Student, (150, 260)),
        (Position::Teacher, several),
        (Position::Family, several),
        (Position::Head, several),
        (Position::Coach, (2, 2)),
        (Position::Supervisor, one),
        (Position::Official, one),
    ] {
        let found = offices.get(position.word()).copied().unwrap_or(0);
        let least = if position == Position::Head { 1 } else { least };
        assert!((least..=most).contains(&found), "{found} are {position}: {offices:?}");
    }

    let written = all(db, |conn| {
        let of = (topic_versions::topic, topic_versions::title, topic_versions::title_en, topic_versions::challenge);
        let and = (topic_versions::questions, topic_versions::sources);
        Ok(topic_versions::table.select((of, and)).load::<((TopicId, String, Option<String>, String), (String, String))>(conn)?)
    });
    for ((_, title, english, challenge), (questions, sources)) in &written {
        assert!(challenge.chars().count() > 100, "{title} opens with no challenge");
        assert!(english.as_ref().is_some_and(|english| !english.is_empty() && english != title), "{title} has no English title");
        let lines = |list: &str| serde_json::from_str::<Vec<String>>(list).map_or(list.lines().count(), |list| list.len());
        assert!(lines(questions) >= 3 && lines(sources) >= 1, "{title}: {questions} {sources}");
    }
    assert_eq!(written.iter().map(|((topic, ..), _)| *topic).collect::<BTreeSet<_>>().len(), 40);
    assert!(written.iter().any(|((_, title, ..), _)| title == "¿De dónde viene pi?"));
    let foreign = all(db, |conn| Ok(topics::table.filter(topics::language.ne("es")).select(topics::id).load::<TopicId>(conn)?));
    assert!(foreign.is_empty(), "{foreign:?} are in another language");

    let granted = all(db, |conn| {
        let of = (masteries::id, masteries::parent, masteries::person, masteries::topic, masteries::school, masteries::via, masteries::day);
        let live = masteries::table.filter(masteries::withdrawn.is_null().and(diesel::dsl::not(masteries::contested)));
        Ok(live.select(of).load::<(MasteryId, Option<MasteryId>, PersonId, TopicId, NodeId, Via, Day)>(conn)?)
    });
    let first = granted.iter().map(|row| row.6).min().expect("a first mastery");
    let years = (today - first).num_days();
    assert!((3 * 365 - 60..=3 * 366 + 20).contains(&years), "its history is {years} days long");

    // A tutorial in every state today, seen by what can be done next.
    let course = all(db, |conn| {
        let of = (tutorials::id, tutorials::state, tutorials::rehearsed, tutorials::rehearsal_asked);
        Ok(tutorials::table.select(of).load::<(relevo::domain::id::TutorialId, TutorialState, Option<Day>, Option<Day>)>(conn)?)
    });
    let planned = all(db, |conn| {
        let to_come = demonstrations::table.filter(demonstrations::state.eq(DemonstrationState::Planned));
        Ok(to_come.select(demonstrations::tutorial.assume_not_null()).load::<relevo::domain::id::TutorialId>(conn)?)
    });
    let not_yet = all(db, |conn| {
        let tried = demonstrations::table.filter(demonstrations::state.eq(DemonstrationState::NotYet));
        Ok(tried.select(demonstrations::tutorial.assume_not_null()).load::<relevo::domain::id::TutorialId>(conn)?)
    });
    for state in TutorialState::ALL {
        assert!(course.iter().any(|row| row.1 == *state), "no tutorial is {state}");
    }
    let open = || course.iter().filter(|row| row.1 == TutorialState::Open);
    assert!(open().any(|row| row.2.is_none() && row.3.is_none()), "nobody is in the middle of it");
    assert!(open().any(|row| row.2.is_none() && row.3.is_some()), "nobody has asked to rehearse");
    assert!(open().any(|row| row.2.is_some()), "nobody has rehearsed");
    assert!(open().any(|row| planned.contains(&row.0)), "nobody is about to demonstrate");
    assert!(course.iter().any(|row| not_yet.contains(&row.0)), "nobody was told: not yet");

    // The school that has just begun, and one that carries itself: in the last twelve months somebody was promoted there by one of its own,
    // who had been promoted herself.
    let topics_of = |school: &NodeId| granted.iter().filter(|row| row.4 == *school).map(|row| row.3).collect::<BTreeSet<_>>();
    let students = |school: &NodeId| members.iter().filter(|row| row.1 == *school && row.2 == Position::Student).count();
    let begun: Vec<&NodeId> = schools.iter().filter(|school| topics_of(school).len() == 1).collect();
    assert_eq!(begun.len(), 1, "{begun:?} have one topic");
    assert_eq!(students(begun[0]), 4);
    let a_year_ago = today - chrono::Days::new(365);
    let by_id: BTreeMap<MasteryId, _> = granted.iter().map(|row| (row.0, row)).collect();
    let carries = |school: &&NodeId| {
        granted.iter().filter(|row| row.4 == **school && row.5 == Via::Demonstration && row.6 > a_year_ago).any(|row| {
            let tutor = row.1.and_then(|parent| by_id.get(&parent));
            tutor.is_some_and(|tutor| tutor.4 == **school && tutor.5 == Via::Demonstration)
        })
    };
    assert!(schools.iter().any(|school| carries(&school)), "no school carries itself");
    assert!(!carries(&begun[0]), "the one that has just begun cannot");
}
