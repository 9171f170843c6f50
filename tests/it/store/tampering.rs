//! A history that was written properly is sound; whatever is changed behind the journal's back is found, and where.

use diesel::prelude::*;
use relevo::domain::fact::NodeRenamed;
use relevo::domain::id::{FactId, InstallationId};
use relevo::domain::words::*;
use relevo::store::rows::{EntryRow, MasteryRow, PersonNameRow, TutorialRow};
use relevo::store::schema::*;
use relevo::store::{Conn, Error};

use super::story::{self, Story, day};
use super::{on_both_engines, problems, report};

#[test]
fn a_written_history_is_sound() {
    on_both_engines(|place| {
        let db = place.open();
        let node = story::tell(&db).school;
        db.close();
        // After the next start there is something that was closed.
        let db = place.open();
        db.write_now(move |tx| tx.record(NodeRenamed { node, name: "Telesecundaria".to_owned() })).expect("written");
        let report = db.read_now(|conn| Ok::<_, Error>(report(conn))).expect("a report, while the database is in use");
        assert!(report.is_sound(), "{}", problems(&report).join("\n"));
        let unseen: Vec<&str> = report.0.iter().filter(|checked| checked.examined == 0).map(|checked| checked.name).collect();
        // Nobody of the story has an account.
        assert_eq!(unseen, ["nobody erased can sign in"], "everything else has something to be wrong about");
    });
}

#[test]
fn every_kind_of_fact_happens_in_the_story() {
    let place = super::Place::file();
    let db = place.open();
    story::tell(&db);
    let kinds: Vec<String> =
        db.read_now(|conn| Ok::<_, Error>(journal::table.select(journal::kind).distinct().load(conn)?)).expect("kinds");
    let missing: Vec<_> = relevo::domain::fact::Fact::KINDS.iter().filter(|kind| !kinds.iter().any(|told| told == *kind)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// Changes something behind the journal's back; the position or id that the report has to name.
type Tampering = fn(&mut Conn, &Story) -> QueryResult<String>;

/// The first line of a kind.
fn line(conn: &mut Conn, kind: &str) -> QueryResult<i64> {
    journal::table.filter(journal::kind.eq(kind)).select(journal::position).order(journal::position).first(conn)
}

fn last(conn: &mut Conn) -> QueryResult<i64> {
    journal::table.select(journal::position).order(journal::position.desc()).first(conn)
}

/// Two neighbours of one stream change places.
fn reorder(conn: &mut Conn, _: &Story) -> QueryResult<String> {
    let position = line(conn, "NodeRenamed")?;
    for (from, to) in [(position, -1), (position + 1, position), (-1, position + 1)] {
        let sequence: i64 = to + 1000;
        diesel::update(journal::table.find(from)).set((journal::position.eq(to), journal::sequence.eq(sequence))).execute(conn)?;
    }
    for at in [position, position + 1] {
        // Numbered again, so that only the chain can tell.
        let before: i64 = journal::table.filter(journal::stream.eq(1).and(journal::position.lt(at))).count().get_result(conn)?;
        diesel::update(journal::table.find(at)).set(journal::sequence.eq(before + 1)).execute(conn)?;
    }
    Ok("stream 1 ".to_owned())
}

const JOURNAL: [(&str, &str, Tampering); 13] = [
    ("a body that can be blanked is changed", "match their salted digest", |conn, _| {
        let position = line(conn, "EntryWritten")?;
        let body: Option<String> = journal::table.find(position).select(journal::body).first(conn)?;
        let body = body.unwrap_or_default().replace("tercios", "cuartos");
        diesel::update(journal::table.find(position)).set(journal::body.eq(Some(body))).execute(conn)?;
        Ok(format!("position {position} "))
    }),
    ("a body that cannot be blanked is changed", "computed again", |conn, _| {
        let position = line(conn, "TutorialAgreed")?;
        let body: Option<String> = journal::table.find(position).select(journal::body).first(conn)?;
        let body = body.unwrap_or_default().replace("2026-09-08", "2026-09-07");
        diesel::update(journal::table.find(position)).set(journal::body.eq(Some(body))).execute(conn)?;
        Ok("stream 1 ".to_owned())
    }),
    ("a line is said to be by another", "computed again", |conn, story| {
        let position = line(conn, "TutorialAgreed")?;
        diesel::update(journal::table.find(position)).set(journal::actor.eq(Some(story.mateo))).execute(conn)?;
        Ok("stream 1 ".to_owned())
    }),
    ("a line is deleted", "positions are gapless", |conn, _| {
        let position = line(conn, "RehearsalAsked")?;
        diesel::delete(journal::table.find(position)).execute(conn)?;
        Ok(format!("position {} follows {}", position + 1, position - 1))
    }),
    ("the last line is deleted", "computed again", |conn, _| {
        let position = last(conn)?;
        let stream: i32 = journal::table.find(position).select(journal::stream).first(conn)?;
        diesel::delete(journal::table.find(position)).execute(conn)?;
        Ok(format!("stream {stream} "))
    }),
    ("two lines change places", "computed again", reorder),
    ("a number is left out", "sequences of each stream", |conn, _| {
        let position = last(conn)?;
        diesel::update(journal::table.find(position)).set(journal::sequence.eq(900_i64)).execute(conn)?;
        Ok(format!("position {position} "))
    }),
    ("a kind is renamed", "every line can be read", |conn, _| {
        let position = line(conn, "RehearsalAsked")?;
        diesel::update(journal::table.find(position)).set(journal::kind.eq("RehearsalDreamt")).execute(conn)?;
        Ok(format!("position {position} "))
    }),
    ("a line is blanked, and nobody was erased", "are blanked whole", |conn, _| {
        let position = line(conn, "EntryWritten")?;
        diesel::update(journal::table.find(position))
            .set((journal::body.eq(None::<String>), journal::salt.eq(None::<Vec<u8>>)))
            .execute(conn)?;
        Ok(format!("position {position} is blanked, and nobody"))
    }),
    ("a line is blanked by half", "are blanked whole", |conn, _| {
        let position = line(conn, "EntryWritten")?;
        diesel::update(journal::table.find(position)).set(journal::body.eq(None::<String>)).execute(conn)?;
        Ok(format!("position {position} is blanked by half"))
    }),
    ("a blanked line gets a body again", "are blanked whole", |conn, _| {
        let blank = journal::table.filter(journal::body.is_null());
        let position: i64 = blank.select(journal::position).order(journal::position).first(conn)?;
        diesel::update(journal::table.find(position)).set(journal::body.eq(Some("{}"))).execute(conn)?;
        Ok(format!("position {position} is about somebody erased"))
    }),
    ("a line no longer says whom it is about", "whom it is about", |conn, _| {
        let position = line(conn, "NoteWritten")?;
        diesel::delete(journal_subjects::table.filter(journal_subjects::position.eq(position))).execute(conn)?;
        Ok(format!("position {position} "))
    }),
    ("a closed stream grows", "since it was closed", |conn, _| {
        let (origin, epoch): (InstallationId, Vec<u8>) = streams::table.find(1).select((streams::origin, streams::epoch)).first(conn)?;
        let chain = relevo::store::journal::first_chain(origin, &[7; 16], Reach::Network);
        assert_ne!(epoch, vec![7; 16]);
        diesel::insert_into(streams::table)
            .values((
                streams::stream.eq(99),
                streams::origin.eq(origin),
                streams::epoch.eq(vec![7_u8; 16]),
                streams::reach.eq(Reach::Network),
                streams::head.eq(0_i64),
                streams::head_chain.eq(&chain[..]),
                streams::closed.eq(false),
            ))
            .execute(conn)?;
        let moved = last(conn)?;
        diesel::update(journal::table.find(moved)).set(journal::stream.eq(99)).execute(conn)?;
        diesel::update(streams::table.find(1)).set(streams::closed.eq(true)).execute(conn)?;
        // The later stream's first line now stands before a line of the closed one.
        let line = line(conn, "NodeRenamed")?;
        for (from, to) in [(moved, -1), (line, moved), (-1, line)] {
            diesel::update(journal::table.find(from)).set(journal::position.eq(to)).execute(conn)?;
        }
        Ok("stream 1 is closed".to_owned())
    }),
];

const PRACTICE: [(&str, &str, Tampering); 29] = [
    ("a row is changed", "the same entries", |conn, story| {
        diesel::update(entries::table.find(story.mateos_entry)).set(entries::text.eq("todo bien")).execute(conn)?;
        Ok(format!("{} differs", story.mateos_entry))
    }),
    ("a row is deleted", "the same entries", |conn, story| {
        diesel::delete(entries::table.find(story.mateos_entry)).execute(conn)?;
        Ok(format!("{} is missing", story.mateos_entry))
    }),
    ("a row is made up", "the same entries", |conn, story| {
        let mut row: EntryRow = entries::table.find(story.mateos_entry).first(conn)?;
        row.id = FactId::from_bytes([1; 16]).cast();
        diesel::insert_into(entries::table).values(&row).execute(conn)?;
        Ok(format!("{} is stored, and no line says so", row.id))
    }),
    ("a second live mastery", "at most one live mastery", |conn, story| {
        conn.execute_plain("DROP INDEX masteries_one").map_err(|_| diesel::result::Error::NotFound)?;
        let mut row: MasteryRow = masteries::table.find(story.elvias).first(conn)?;
        row.id = FactId::from_bytes([255; 16]).cast();
        diesel::insert_into(masteries::table).values(&row).execute(conn)?;
        Ok(row.id.to_string())
    }),
    ("a wrong generation", "a mastery's parent", |conn, story| {
        diesel::update(masteries::table.find(story.ximenas)).set(masteries::generation.eq(3)).execute(conn)?;
        Ok(format!("mastery {} is of the wrong generation", story.ximenas))
    }),
    ("a parent in another topic", "a mastery's parent", |conn, story| {
        let other = topics::table.filter(topics::id.ne(story.fractions)).select(topics::id).first::<Vec<u8>>(conn)?;
        diesel::update(masteries::table.find(story.elvias)).set(masteries::topic.eq(other)).execute(conn)?;
        Ok(format!("mastery {} has a parent in another topic", story.ximenas))
    }),
    ("a parent who is oneself", "a mastery's parent", |conn, story| {
        diesel::update(masteries::table.find(story.elvias)).set(masteries::withdrawn.eq(Some(day("2026-11-01")))).execute(conn)?;
        diesel::update(masteries::table.find(story.elvias)).set(masteries::person.eq(story.ximena)).execute(conn)?;
        Ok(format!("mastery {} is its own person's child", story.ximenas))
    }),
    ("a parent that came later", "a mastery's parent", |conn, story| {
        diesel::update(masteries::table.find(story.elvias)).set(masteries::day.eq(day("2026-10-03"))).execute(conn)?;
        Ok(format!("mastery {} is older than its parent", story.ximenas))
    }),
    ("a circle", "comes back to itself", |conn, story| {
        diesel::update(masteries::table.find(story.elvias))
            .set((masteries::parent.eq(Some(story.ximenas)), masteries::generation.eq(3)))
            .execute(conn)?;
        Ok("runs in a circle".to_owned())
    }),
    ("a demonstration that promoted nobody", "led to a mastery", |conn, story| {
        diesel::update(masteries::table.find(story.ximenas)).set(masteries::demonstration.eq(None::<Vec<u8>>)).execute(conn)?;
        Ok(format!("demonstration {} led to none", story.ximenas_demonstration))
    }),
    ("a mastery from a demonstration that was not ready", "every live mastery by demonstration", |conn, story| {
        diesel::update(demonstrations::table.find(story.ximenas_demonstration))
            .set(demonstrations::state.eq(DemonstrationState::NotYet))
            .execute(conn)?;
        Ok(format!("mastery {} ", story.ximenas))
    }),
    ("a tutorial that is still open after the promotion", "a tutorial is demonstrated exactly", |conn, story| {
        diesel::update(tutorials::table.find(story.ximenas_tutorial)).set(tutorials::state.eq(TutorialState::Open)).execute(conn)?;
        Ok(format!("tutorial {} is open", story.ximenas_tutorial))
    }),
    ("a promotion without witnesses", "without a witness", |conn, story| {
        let demonstration = story.ximenas_demonstration;
        diesel::update(demonstrations::table.find(demonstration)).set(demonstrations::audience.eq("[]")).execute(conn)?;
        let witness = demonstration_people::demonstration.eq(demonstration).and(demonstration_people::part.eq("witness"));
        diesel::delete(demonstration_people::table.filter(witness)).execute(conn)?;
        Ok(format!("demonstration {demonstration} had no witness"))
    }),
    ("a promotion by one's own record", "without a witness", |conn, story| {
        let demonstration = story.ximenas_demonstration;
        diesel::update(demonstrations::table.find(demonstration)).set(demonstrations::recorded_by.eq(Some(story.ximena))).execute(conn)?;
        Ok(format!("demonstration {demonstration} was recorded"))
    }),
    ("an open offer without a mastery", "every open offer", |conn, _| {
        diesel::update(offers::table).set(offers::state.eq(OfferState::Open)).execute(conn)?;
        Ok("has none".to_owned())
    }),
    ("a second open tutorial", "at most one open tutorial", |conn, story| {
        conn.execute_plain("DROP INDEX tutorials_one").map_err(|_| diesel::result::Error::NotFound)?;
        let open = tutorials::learner.eq(story.mateo).and(tutorials::state.eq(TutorialState::Open));
        let mut row: TutorialRow = tutorials::table.filter(open).first(conn)?;
        row.id = FactId::from_bytes([255; 16]).cast();
        diesel::insert_into(tutorials::table).values(&row).execute(conn)?;
        Ok(row.id.to_string())
    }),
    ("an open tutorial of two who are kept apart", "kept apart", |conn, story| {
        diesel::update(blocks::table)
            .set((blocks::one.eq(story.ximena), blocks::other.eq(story.mateo), blocks::since.eq(day("2026-09-01"))))
            .execute(conn)?;
        Ok("is broken by a tutorial".to_owned())
    }),
    ("a minor's tutorial with somebody of another place", "a minor's tutorial", |conn, story| {
        let hers = memberships::person.eq(story.elvia);
        diesel::update(memberships::table.filter(hers)).set(memberships::node.eq(story.zone)).execute(conn)?;
        Ok(format!("tutorial {} is not", story.ximenas_tutorial))
    }),
    ("a parent who was not the tutor", "every live mastery by demonstration", |conn, story| {
        diesel::update(demonstrations::table.find(story.ximenas_demonstration))
            .set(demonstrations::tutor.eq(Some(story.mateo)))
            .execute(conn)?;
        Ok(format!("mastery {} hangs under somebody", story.ximenas))
    }),
    ("a mastery of another day than its demonstration", "every live mastery by demonstration", |conn, story| {
        diesel::update(masteries::table.find(story.ximenas)).set(masteries::day.eq(day("2026-11-11"))).execute(conn)?;
        Ok(format!("mastery {} is not of the day", story.ximenas))
    }),
    ("a founding mastery that nobody vouched for", "every founding mastery", |conn, story| {
        diesel::update(masteries::table.find(story.elvias)).set(masteries::voucher.eq(None::<Vec<u8>>)).execute(conn)?;
        Ok(format!("mastery {} has nobody", story.elvias))
    }),
    ("an open offer of a mastery that is contested", "every open offer", |conn, story| {
        diesel::update(masteries::table.find(story.elvias)).set(masteries::contested.eq(true)).execute(conn)?;
        Ok("has none".to_owned())
    }),
    ("a child who looks after a school", "no minor has a password", |conn, story| {
        diesel::update(stewards::table).set(stewards::person.eq(story.mateo)).execute(conn)?;
        Ok(format!("minor {} has a node", story.mateo))
    }),
    ("a child of a zone", "minors belong to schools", |conn, story| {
        diesel::update(memberships::table.filter(memberships::person.eq(story.mateo)))
            .set(memberships::node.eq(story.zone))
            .execute(conn)?;
        Ok(format!("minor {} belongs to node {}", story.mateo, story.zone))
    }),
    ("a demonstration before the visit on which the two could first meet", "who may meet only on a visit", |conn, story| {
        diesel::update(memberships::table.filter(memberships::person.eq(story.elvia)))
            .set(memberships::node.eq(story.zone))
            .execute(conn)?;
        let visit: Vec<u8> = visits::table.filter(visits::state.eq(VisitState::Agreed)).select(visits::id).first(conn)?;
        diesel::update(visits::table.find(&visit)).set(visits::day.eq(day("2026-12-01"))).execute(conn)?;
        diesel::update(tutorials::table.find(story.ximenas_tutorial)).set(tutorials::visit.eq(Some(visit))).execute(conn)?;
        Ok(format!("demonstration {} was before", story.ximenas_demonstration))
    }),
    ("a rehearsal before the beginning", "a tutorial began no later", |conn, story| {
        let tutorial = tutorials::table.find(story.ximenas_tutorial);
        diesel::update(tutorial).set(tutorials::rehearsed.eq(Some(day("2026-09-01")))).execute(conn)?;
        Ok(format!("tutorial {} was rehearsed before", story.ximenas_tutorial))
    }),
    ("a beginning after its demonstration", "a tutorial began no later", |conn, story| {
        let tutorial = tutorials::table.find(story.ximenas_tutorial);
        diesel::update(tutorial).set(tutorials::agreed.eq(Some(day("2026-12-01")))).execute(conn)?;
        Ok(format!("demonstration {} was before its tutorial", story.ximenas_demonstration))
    }),
    ("an ancestor that is none", "every node's ancestors", |conn, story| {
        let row = node_ancestors::node.eq(story.school).and(node_ancestors::ancestor.eq(story.zone));
        diesel::update(node_ancestors::table.filter(row)).set(node_ancestors::distance.eq(2)).execute(conn)?;
        Ok(format!("node {} and ancestor {} at distance 2", story.school, story.zone))
    }),
    ("a name of somebody erased", "nobody erased has a name", |conn, _| {
        let person = people::table.filter(people::erased.eq(true)).select(people::id).first::<Vec<u8>>(conn)?;
        let id: [u8; 16] = person.try_into().unwrap_or_default();
        let person = FactId::from_bytes(id).cast();
        let row = PersonNameRow { person, name: "Nadie".to_owned(), search: "nadie".to_owned(), grade: None, class: None, language: None };
        diesel::insert_into(person_names::table).values(&row).execute(conn)?;
        Ok(format!("name {person} is left"))
    }),
];

#[test]
fn each_change_behind_the_journals_back_is_found() {
    on_both_engines(|place| {
        let db = place.open();
        let story = story::tell(&db);
        db.close();
        let mut conn = place.connect();
        // Whoever tampers does not mind references.
        let careless = if place.is_file() { "PRAGMA foreign_keys = OFF" } else { "SET session_replication_role = replica" };
        conn.execute_plain(careless).expect("no references");
        for (what, name, tampering) in JOURNAL.iter().chain(&PRACTICE) {
            let found = conn.transaction::<(), _, _>(|conn| {
                let expected = tampering(conn, &story).unwrap_or_else(|error| panic!("{what}: {error}"));
                let report = report(conn);
                let named = report.0.iter().filter(|checked| checked.name.contains(name));
                let problems = named.flat_map(|checked| &checked.problems).filter(|problem| problem.contains(&expected)).count();
                assert!(problems > 0, "{what}: {expected:?} is not among\n{}", super::problems(&report).join("\n"));
                Err(diesel::result::Error::RollbackTransaction)
            });
            assert_eq!(found, Err(diesel::result::Error::RollbackTransaction), "{what}");
        }
        place.assert_sound();
    });
}

#[test]
fn what_identifies_a_minor_is_found_wherever_the_guard_finds_it() {
    let place = super::Place::file();
    let db = place.open();
    let story = story::tell(&db);
    for text in ["mi clave es BOXW310820HNERXN09", "escríbeme a ximena@ejemplo.mx", "háblame al 951 123 4567", "de 1 a 9 van 8"] {
        let mut conn = place.connect();
        diesel::update(entries::table.find(story.mateos_entry)).set(entries::text.eq(text)).execute(&mut conn).expect("a change");
        let found = problems(&place.report()).iter().any(|problem| problem.starts_with("no text about a minor"));
        assert_eq!(found, relevo::domain::guard::personal_data(text).is_some(), "{text}");
    }
}
