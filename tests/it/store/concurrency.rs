//! Several programs on one database, and a server that goes away.

use std::collections::BTreeSet;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use relevo::domain::id::{FactId, NodeId};
use relevo::store::schema::journal;
use relevo::store::{Conn, Db, Error};

use super::writer::founded;
use super::{Place, on_both_engines};

const EACH: usize = 500;

/// Writes so many facts from several threads at once.
fn write(db: &Db) -> Vec<FactId> {
    let threads: Vec<_> = (0..10)
        .map(|_| {
            let db = db.clone();
            let job = |tx: &mut relevo::store::Tx<'_>| {
                let node: NodeId = tx.new_id();
                tx.record(founded(node))
            };
            std::thread::spawn(move || (0..EACH / 10).map(|_| db.write_now(job).expect("written")).collect::<Vec<_>>())
        })
        .collect();
    threads.into_iter().flat_map(|thread| thread.join().expect("a thread")).collect()
}

#[test]
fn two_programs_write_at_once_and_no_line_is_lost() {
    on_both_engines(|place| {
        let (one, other) = (place.open(), place.open());
        let writing = std::thread::spawn(move || write(&other));
        let mut acknowledged = write(&one);
        acknowledged.extend(writing.join().expect("a thread"));
        let lines: Vec<(i64, FactId)> =
            journal::table.select((journal::position, journal::fact)).order(journal::position).load(&mut place.connect()).expect("lines");
        let positions: Vec<i64> = lines.iter().map(|(position, _)| *position).collect();
        assert_eq!(positions, (1..=2 * EACH as i64).collect::<Vec<_>>());
        let stored: BTreeSet<FactId> = lines.into_iter().map(|(_, fact)| fact).collect();
        assert_eq!(stored, acknowledged.into_iter().collect());
        place.assert_sound();
    });
}

#[test]
fn two_programs_that_start_at_once_are_one_installation() {
    on_both_engines(|place| {
        let start = std::sync::Arc::new(std::sync::Barrier::new(4));
        let starting: Vec<_> = (0..4)
            .map(|_| {
                let (start, address) = (std::sync::Arc::clone(&start), place.address.clone());
                std::thread::spawn(move || {
                    start.wait();
                    Db::open(relevo::store::Options::new(address)).map(|db| db.installation())
                })
            })
            .collect();
        let installations: BTreeSet<_> = starting.into_iter().map(|thread| thread.join().expect("a thread").expect("it starts")).collect();
        assert_eq!(installations.len(), 1);
    });
}

/// Ends every other connection to the test's database, as a restart of the server would.
fn end_connections(place: &Place) {
    let Conn::Pg(mut conn) = place.connect() else { unreachable!("a server") };
    let others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    conn.batch_execute(others).expect("the others are ended");
}

#[test]
fn a_server_that_went_away_is_said_to_be_away_and_found_again() {
    let Some(place) = Place::server() else { return };
    let db = place.open();
    let count = || db.read_now(|conn| Ok::<i64, Error>(journal::table.count().get_result(conn)?));
    let write = || {
        db.write_now(|tx| {
            let node = tx.new_id();
            tx.record(founded(node))
        })
    };
    write().expect("written");
    end_connections(&place);
    let lost = write();
    assert!(matches!(lost, Err(Error::Away(_))), "{lost:?}");
    assert!(lost.expect_err("it is away").is_passing());
    write().expect("the writer found the server again");
    assert_eq!(count().expect("readers found it too"), 2, "what was answered as lost was not written");

    // In the middle of a job: nothing of it stands.
    let lost = db.write_now(|tx| {
        let node = tx.new_id();
        tx.record(founded(node))?;
        tx.execute_plain("SELECT pg_terminate_backend(pg_backend_pid())")
    });
    assert!(matches!(lost, Err(Error::Away(_))), "{lost:?}");
    write().expect("the writer found the server again");
    assert_eq!(count().expect("a number"), 3);
    place.assert_sound();
}
