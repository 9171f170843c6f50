//! The one writer: what fails takes nothing else along, and nobody waits for ever.

use std::sync::mpsc;
use std::time::{Duration, Instant};

use diesel::prelude::*;
use relevo::domain::fact::{NodeFounded, NodeRenamed};
use relevo::domain::id::NodeId;
use relevo::domain::words::Level;
use relevo::store::schema::{journal, nodes};
use relevo::store::{Db, Error, Options};

use super::story::day;
use super::{Place, on_both_engines};

pub fn founded(node: NodeId) -> NodeFounded {
    NodeFounded {
        node,
        level: Level::School,
        name: "Escuela".to_owned(),
        parent: None,
        since: day("2026-09-01"),
        cct: None,
        shift: None,
        time_zone: None,
        latitude: None,
        longitude: None,
    }
}

fn node(number: u8) -> NodeId {
    NodeId::from_bytes([number; 16])
}

fn known(place: &Place) -> Vec<NodeId> {
    nodes::table.select(nodes::id).order(nodes::id).load(&mut place.connect()).expect("nodes")
}

/// Holds the writer in a job until the returned sender is dropped.
fn hold(db: &Db) -> mpsc::Sender<()> {
    let (release, held) = mpsc::channel::<()>();
    let (started, start) = mpsc::channel();
    let db = db.clone();
    std::thread::spawn(move || {
        let outcome = db.write_now(move |_tx| {
            started.send(()).expect("somebody waits");
            let _ = held.recv();
            Ok::<_, Error>(())
        });
        outcome.expect("the job that held the writer");
    });
    start.recv_timeout(Duration::from_secs(10)).expect("the job runs");
    release
}

#[test]
fn a_job_that_fails_leaves_the_others_of_its_batch_standing() {
    on_both_engines(|place| {
        let db = place.open();
        let held = hold(&db);
        // All of these wait, so they share one transaction.
        let mut waiting = vec![];
        for number in 1..=9 {
            let db = db.clone();
            waiting.push(std::thread::spawn(move || {
                db.write_now(move |tx| {
                    tx.record(founded(node(number)))?;
                    match number % 3 {
                        0 => tx.record(founded(node(number))).map(drop),
                        1 => Err(Error::Broken("this job changed its mind".to_owned())),
                        _ => Ok(()),
                    }
                })
            }));
        }
        std::thread::sleep(Duration::from_millis(200));
        drop(held);
        let outcomes: Vec<_> = waiting.into_iter().map(|job| job.join().expect("a thread")).collect();
        for (number, outcome) in (1..=9).zip(&outcomes) {
            match number % 3 {
                0 => assert!(matches!(outcome, Err(Error::Failed(_))), "{number}: {outcome:?}"),
                1 => assert!(matches!(outcome, Err(Error::Broken(_))), "{number}: {outcome:?}"),
                _ => assert!(outcome.is_ok(), "{number}: {outcome:?}"),
            }
        }
        assert_eq!(known(place), [node(2), node(5), node(8)]);
        place.assert_sound();
    });
}

#[test]
fn a_job_that_panics_gets_an_error_and_the_writer_lives_on() {
    on_both_engines(|place| {
        let db = place.open();
        let outcome = db.write_now(|tx| -> Result<(), Error> {
            tx.record(founded(node(1)))?;
            panic!("a job panics, as this test wants");
        });
        assert!(matches!(outcome, Err(Error::Broken(_))), "{outcome:?}");
        db.write_now(|tx| tx.record(founded(node(2)))).expect("the writer lives on");
        assert_eq!(known(place), [node(2)]);
        place.assert_sound();
    });
}

#[test]
fn a_full_queue_answers_at_once_and_loses_nobody() {
    on_both_engines(|place| {
        let db = Db::open(Options { queue: 2, ..Options::new(place.address.clone()) }).expect("a database");
        let held = hold(&db);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let waiting: Vec<_> = (1..=2)
            .map(|number| {
                let db = db.clone();
                std::thread::spawn(move || db.write_now(move |tx| tx.record(founded(node(number)))))
            })
            .collect();
        // Until both stand in the queue, a third may still find room: it then waits with them, and a further one is turned away.
        let mut waited = vec![];
        let refused_after = loop {
            let began = Instant::now();
            let mut writing = Box::pin(db.write(|tx| tx.record(NodeRenamed { node: node(1), name: "Otra".to_owned() })));
            let outcome = runtime.block_on(async { tokio::time::timeout(Duration::from_millis(50), &mut writing).await });
            match outcome {
                Ok(outcome) => {
                    assert!(matches!(outcome, Err(Error::Busy)), "{outcome:?}");
                    break began.elapsed();
                }
                Err(_) => waited.push(()),
            }
            assert!(waited.len() <= 2, "the queue has no end");
        };
        assert!(refused_after < Duration::from_millis(50), "{refused_after:?}");
        drop(held);
        let written = waiting.into_iter().map(|job| job.join().expect("a thread")).filter(Result::is_ok).count();
        assert_eq!(written + waited.len(), 2, "the queue holds two");
        db.write_now(|tx| tx.record(founded(node(9)))).expect("there is room again");
        place.assert_sound();
    });
}

#[test]
fn after_it_was_closed_a_write_fails_and_what_was_submitted_is_written() {
    on_both_engines(|place| {
        let db = place.open();
        let held = hold(&db);
        let submitted = {
            let db = db.clone();
            std::thread::spawn(move || db.write_now(|tx| tx.record(founded(node(1)))))
        };
        std::thread::sleep(Duration::from_millis(100));
        drop(held);
        db.close();
        submitted.join().expect("a thread").expect("what was submitted is written");
        let late = db.write_now(|tx| tx.record(founded(node(2))));
        assert!(matches!(late, Err(Error::Away(_))), "{late:?}");
        assert_eq!(known(place), [node(1)]);
    });
}

#[test]
fn a_batch_shares_one_commit_and_the_lines_keep_the_order_of_the_jobs() {
    on_both_engines(|place| {
        let db = place.open();
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
        let outcomes = runtime.block_on(async {
            let mut jobs = tokio::task::JoinSet::new();
            for number in 1..=200 {
                let db = db.clone();
                jobs.spawn(async move { db.write(move |tx| tx.record(founded(node(number)))).await });
            }
            jobs.join_all().await
        });
        assert!(outcomes.iter().all(Result::is_ok));
        let facts: Vec<Vec<u8>> = journal::table.select(journal::fact).order(journal::position).load(&mut place.connect()).expect("lines");
        assert_eq!(facts.len(), 200);
        place.assert_sound();
    });
}
