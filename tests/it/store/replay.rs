//! Any history that could have happened replays to the same tables, on either engine and from one to the other.

use diesel::prelude::*;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use relevo::domain::fact::{Fact, NodeFounded, NodeMoved};
use relevo::domain::id::NodeId;
use relevo::domain::words::Level;
use relevo::store::Error;
use relevo::store::check::check;
use relevo::store::schema::{journal, node_ancestors};

use super::story::{self, day};
use super::world::{Throw, World};
use super::{Place, on_both_engines, problems};

fn runner(cases: u32) -> TestRunner {
    TestRunner::new(Config { cases, failure_persistence: None, max_shrink_iters: 200, ..Config::default() })
}

/// Lives through the throws on a fresh database, each in a transaction of its own.
fn live(place: &Place, throws: &[Throw]) -> Result<i64, TestCaseError> {
    let db = place.open();
    let (mut world, founding) = World::new();
    let mut happenings: Vec<Vec<Fact>> = vec![founding];
    happenings.extend(throws.iter().map(|throw| world.happen(*throw)));
    for facts in happenings {
        let kinds: Vec<&str> = facts.iter().map(Fact::kind).collect();
        let outcome = db.write_now(move |tx| facts.into_iter().try_for_each(|fact| tx.record(fact).map(drop)));
        prop_assert!(outcome.is_ok(), "{kinds:?}: {outcome:?}");
    }
    db.close();
    let report = place.report();
    prop_assert!(report.is_sound(), "{}", problems(&report).join("\n"));
    journal::table.count().get_result(&mut place.connect()).map_err(|error| TestCaseError::fail(error.to_string()))
}

fn throws() -> impl Strategy<Value = Vec<Throw>> {
    vec(any::<Throw>(), 20..160)
}

#[test]
fn random_histories_are_sound_on_a_file() {
    let lines = std::cell::Cell::new((0, i64::MAX));
    let outcome = runner(40).run(&throws(), |throws| {
        let count = live(&Place::file(), &throws)?;
        lines.set((lines.get().0 + count, lines.get().1.min(count)));
        Ok(())
    });
    assert!(outcome.is_ok(), "{}", outcome.expect_err("a failure"));
    let (all, fewest) = lines.get();
    assert!(fewest > 20 && all > 40 * 60, "histories are too short to mean anything: {all} lines, at least {fewest}");
}

#[test]
fn random_histories_are_sound_on_a_server() {
    if Place::server().is_none() {
        return;
    }
    let outcome = runner(8).run(&throws(), |throws| live(&Place::server().expect("a server"), &throws).map(drop));
    assert!(outcome.is_ok(), "{}", outcome.expect_err("a failure"));
}

#[test]
fn a_servers_history_replays_on_a_server_too() {
    let (Some(place), Some(other)) = (Place::server(), Place::server()) else { return };
    let db = place.open();
    story::tell(&db);
    let mut scratch = other.connect();
    scratch.migrate().expect("a schema");
    let report = db.read_now(|conn| check(conn, &mut scratch)).expect("a report");
    assert!(report.is_sound(), "{}", problems(&report).join("\n"));
    // A second time the other database holds the first replay: that is refused, not reported.
    let again = db.read_now(|conn| check(conn, &mut scratch));
    assert!(matches!(again, Err(Error::Broken(_))), "{again:?}");
}

#[test]
fn moved_branches_take_along_what_hangs_below() {
    on_both_engines(|place| {
        let db = place.open();
        let node = |number: u8| NodeId::from_bytes([number; 16]);
        let found = move |number: u8, parent: Option<u8>| NodeFounded {
            node: node(number),
            level: Level::Zone,
            name: format!("Nodo {number}"),
            parent: parent.map(node),
            since: day("2026-09-01"),
            cct: None,
            shift: None,
            time_zone: None,
            latitude: None,
            longitude: None,
        };
        // 1 ─ 2 ─ 3 ─ 4 and 5 ─ 6: then 3 goes under 6, and on the same day back to where it was set down by mistake.
        let tree = [(1, None), (2, Some(1)), (3, Some(2)), (4, Some(3)), (5, None), (6, Some(5))];
        let above = move |db: &relevo::store::Db| -> Vec<(NodeId, i32)> {
            db.read_now(|conn| {
                let of = node_ancestors::table.filter(node_ancestors::node.eq(node(4))).order(node_ancestors::distance);
                Ok::<_, Error>(of.select((node_ancestors::ancestor, node_ancestors::distance)).load(conn)?)
            })
            .expect("ancestors")
        };
        db.write_now(move |tx| tree.into_iter().try_for_each(|(number, parent)| tx.record(found(number, parent)).map(drop)))
            .expect("the tree");
        let moves = [(6, "2026-10-01", [3, 6, 5]), (2, "2026-10-01", [3, 2, 1]), (6, "2026-10-02", [3, 6, 5])];
        for (parent, since, expected) in moves {
            let fact = NodeMoved { node: node(3), parent: node(parent), since: day(since) };
            db.write_now(move |tx| tx.record(fact)).expect("moved");
            assert_eq!(above(&db), expected.into_iter().map(node).zip(1..).collect::<Vec<_>>());
            place.assert_sound();
        }
    });
}
