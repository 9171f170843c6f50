//! The tree under random changes, rightly and wrongly asked for: it stays a tree, on every day, and a replay grows the same one.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use relevo::actions::tree::{Change, make};
use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::moment::Day;
use relevo::domain::policy::{Caller, Member};
use relevo::domain::words::*;
use relevo::store::{Error, Tx};

use crate::store::{Place, problems, report};
use crate::support::town::{Town, day};

/// Asks the town's own data whether everything is as the journal says.
pub fn assert_sound(town: &Town) {
    let mut conn = town.db.address().connect().expect("a connection");
    let found = report(&mut conn);
    assert!(found.is_sound(), "{}", problems(&found).join("\n"));
}

fn node(number: usize) -> NodeId {
    let mut bytes = [7; 16];
    bytes[15] = u8::try_from(number).expect("few nodes");
    NodeId::from_bytes(bytes)
}

/// A nation, two states, three zones in one and two in the other, twelve schools; one of the zones hangs under a sector.
const LEVELS: [(Level, usize); 21] = {
    use Level::*;
    [
        (Nation, 0),
        (State, 0),
        (State, 0),
        (Sector, 1),
        (Zone, 1),
        (Zone, 1),
        (Zone, 3),
        (Zone, 2),
        (Zone, 2),
        (School, 4),
        (School, 4),
        (School, 4),
        (School, 5),
        (School, 5),
        (School, 6),
        (School, 6),
        (School, 7),
        (School, 7),
        (School, 8),
        (School, 8),
        (School, 2),
    ]
};

fn plant(tx: &mut Tx<'_>) -> Result<(), Error> {
    let since = day("2026-01-01");
    for (number, (level, parent)) in LEVELS.into_iter().enumerate() {
        tx.record(NodeFounded {
            node: node(number),
            level,
            name: format!("Lugar {number}"),
            parent: (number > 0).then(|| node(parent)),
            since,
            cct: None,
            shift: None,
            time_zone: None,
            latitude: None,
            longitude: None,
        })?;
        if level == Level::School {
            for (pupil, position, minor) in [(1, Position::Teacher, false), (2, Position::Student, true)] {
                let person = PersonId::from_bytes([u8::try_from(number).expect("few"), pupil, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9]);
                tx.record(PersonJoined { person, node: node(number), position, minor, since, voucher: None })?;
            }
        }
    }
    let person = PersonId::from_bytes([1; 16]);
    tx.record(PersonJoined { person, node: node(0), position: Position::Official, minor: false, since, voucher: None })?;
    tx.record(StewardNamed { person, node: node(0), since })?;
    Ok(())
}

/// What is asked: the change, of which place, to which, on the first or after so many days.
type Throw = (u8, usize, usize, u64);

fn asked((what, one, other, after): Throw, fresh: usize) -> (NodeId, Change) {
    let on: Day = day("2026-01-01") + chrono::Days::new(after);
    let (one, to) = (one % (LEVELS.len() + 3), other % (LEVELS.len() + 3));
    let change = match what % 8 {
        0..=3 => Change::Move { to: node(to), day: on },
        4 => Change::Close { day: on },
        5 => Change::Reopen,
        6 => Change::Merge { into: node(to) },
        _ => Change::Split { new: node(fresh), name: "Otra zona".to_owned(), cct: String::new(), children: vec![node(to)], day: on },
    };
    (node(one), change)
}

#[test]
fn random_changes_leave_a_tree_with_one_path_a_day() {
    let throw = (any::<u8>(), 0_usize..64, 0_usize..64, 0_u64..300);
    let mut runner = TestRunner::new(Config { cases: 24, failure_persistence: None, ..Config::default() });
    let (done, refused) = (std::cell::Cell::new(0), std::cell::Cell::new(0));
    let run = runner.run(&proptest::collection::vec(throw, 1..60), |throws| {
        let place = Place::file();
        let db = place.open();
        db.write_now(plant).expect("planted");
        let belongs = vec![(node(0), Position::Official)];
        let caller = Caller::member(Member { id: PersonId::from_bytes([1; 16]), minor: false, belongs, stewards: vec![node(0)] });
        for (number, throw) in throws.into_iter().enumerate() {
            let (one, change) = asked(throw, LEVELS.len() + number);
            let caller = caller.clone();
            match db.write_now(move |tx| make(tx, &caller, one, &change)) {
                Ok(()) => done.set(done.get() + 1),
                Err(relevo::actions::Error::Refused(_)) => refused.set(refused.get() + 1),
                Err(error) => return Err(proptest::test_runner::TestCaseError::fail(error.to_string())),
            }
        }
        let report = place.report();
        prop_assert!(report.is_sound(), "{}", problems(&report).join("\n"));
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
    assert!(done.get() > 30 && refused.get() > 30, "both happened: {} and {}", done.get(), refused.get());
}
