//! What was acknowledged survives `kill -9`.
//!
//! The test starts this test binary again as a child that does nothing but write and print what was acknowledged, and kills it.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};

use diesel::prelude::*;
use relevo::domain::id::{FactId, NodeId};
use relevo::store::schema::journal;
use relevo::store::{Address, Db, Options};

use super::on_both_engines;
use super::writer::founded;

/// Names the database to the child. Without it the child is an empty test.
const DATABASE: &str = "RELEVO_TEST_KILLED_DATABASE";
/// Stands before each acknowledged id, since the test harness prints too.
const MARK: &str = "acknowledged ";

#[test]
fn the_child_that_is_killed() {
    let Ok(address) = std::env::var(DATABASE) else { return };
    let db = Db::open(Options::new(Address::parse(&address))).expect("a database");
    // Several at once, so that it is killed in the middle of a batch.
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..100_000 {
                    let job = |tx: &mut relevo::store::Tx<'_>| {
                        let node: NodeId = tx.new_id();
                        tx.record(founded(node))
                    };
                    let fact = db.write_now(job).expect("written");
                    let mut out = std::io::stdout().lock();
                    writeln!(out, "{MARK}{fact}").and_then(|()| out.flush()).expect("printed");
                }
            });
        }
    });
}

#[test]
fn what_was_acknowledged_survives_a_kill() {
    on_both_engines(|place| {
        let address = match &place.address {
            Address::File(path) => path.to_string_lossy().into_owned(),
            Address::Server(url) => url.clone(),
        };
        let mut acknowledged: BTreeSet<FactId> = BTreeSet::new();
        for enough in [1, 150] {
            let mut child = Command::new(std::env::current_exe().expect("this binary"))
                .args(["--exact", "store::durability::the_child_that_is_killed", "--nocapture"])
                .env(DATABASE, &address)
                .stdout(Stdio::piped())
                .spawn()
                .expect("a child");
            let out = BufReader::new(child.stdout.take().expect("its output"));
            let mut heard = 0;
            // After the kill, what it had still printed is read to the end.
            for line in out.lines() {
                let line = line.expect("text");
                let Some((_, id)) = line.split_once(MARK) else { continue };
                // The last line may be cut in the middle: that one nobody has heard.
                acknowledged.extend(id.parse::<FactId>());
                heard += 1;
                if heard == enough {
                    child.kill().expect("killed");
                }
            }
            assert!(heard >= enough, "the child ended by itself after {heard}");
            assert!(!child.wait().expect("it is gone").success());
        }
        // Whoever opens the data next sees them all.
        let db = place.open();
        let stored: Vec<FactId> =
            db.read_now(|conn| Ok::<_, relevo::store::Error>(journal::table.select(journal::fact).load(conn)?)).expect("lines");
        let stored: BTreeSet<FactId> = stored.into_iter().collect();
        let lost: Vec<_> = acknowledged.difference(&stored).collect();
        assert!(lost.is_empty(), "{} of {} are lost: {lost:?}", lost.len(), acknowledged.len());
        db.write_now(|tx| {
            let node = tx.new_id();
            tx.record(founded(node))
        })
        .expect("and writes on");
        place.assert_sound();
    });
}
