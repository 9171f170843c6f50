//! Random sequences of what people do, rightly and wrongly, in any order: every deed is done or refused, never a fault; done twice it changes
//! nothing; and afterwards the rules of the practice hold, by `relevo check` and by what is written here without it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use diesel::prelude::*;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use relevo::actions::Error;
use relevo::domain::moment::Moment;
use relevo::domain::words::TutorialState;
use relevo::store::schema::{journal, tutorials};
use relevo::store::{Address, Db, Options, Tx};

use super::store::{problems, report};
use super::support::town::{TODAY, day, people_of_the_town};

mod deeds;
mod hand;
mod network;
mod rules;
mod throws;

use deeds::Deed;
use throws::{Throw, days, draw};

/// A town's data, without its server, and the hand of its clock.
struct Ground {
    db: Db,
    clock: Arc<AtomicI64>,
    address: Address,
    _folder: tempfile::TempDir,
}

impl Ground {
    fn new() -> Ground {
        let folder = tempfile::tempdir().expect("a folder");
        let address = Address::File(folder.path().join("relevo.db"));
        let clock = Arc::new(AtomicI64::new(Moment::noon_of(day(TODAY)).plus_seconds(6 * 3600).millis()));
        let hand = Arc::clone(&clock);
        let mut options = Options::new(address.clone());
        options.clock = Arc::new(move || Moment::from_millis(hand.load(Ordering::SeqCst)));
        let db = Db::open(options).expect("the data open");
        db.write_now(people_of_the_town).expect("the town is settled");
        Ground { db, clock, address, _folder: folder }
    }

    /// Does a deed; whether it was done, and how many lines the journal has after it.
    fn act(&self, deed: &Deed) -> Result<(bool, i64), TestCaseError> {
        let mine = deed.clone();
        let outcome = self.db.write_now(move |tx: &mut Tx<'_>| -> Result<(), Error> { mine.act(tx) });
        if let Err(Error::Store(error)) = &outcome {
            return Err(TestCaseError::fail(format!("{deed:?}: {error}")));
        }
        let lines = self.db.read_now(|conn| Ok::<_, relevo::store::Error>(journal::table.count().get_result(conn)?));
        Ok((outcome.is_ok(), lines.expect("a number")))
    }
}

/// How many deeds of each kind were done, and how many refused.
type Sums = BTreeMap<String, (u32, u32)>;

/// Lives through the throws.
fn live(throws: &[Throw], sums: &mut Sums) -> Result<(), TestCaseError> {
    let ground = Ground::new();
    let mut told = Vec::new();
    for (number, throw) in throws.iter().enumerate() {
        let now = ground.db.now();
        let drawn = ground.db.read_now(|conn| draw(conn, now, *throw, number)).expect("a deed");
        let Some(deed) = drawn else {
            ground.clock.fetch_add(days(*throw) * 86_400_000, Ordering::SeqCst);
            continue;
        };
        let before = open(&ground);
        let (happened, lines) = ground.act(&deed)?;
        told.push(format!("{} {deed:?}", if happened { "done   " } else { "refused" }));
        let story = || told.join("\n");
        let sum = sums.entry(deed.kind()).or_default();
        if happened {
            sum.0 += 1;
            if deed.is_a_form() {
                let (again, after) = ground.act(&deed)?;
                prop_assert!(again && after == lines, "sent twice, it changes something or answers otherwise: {}", story());
            }
        } else {
            sum.1 += 1;
        }
        let broken = rules::broken(&mut ground.db.address().connect().expect("a connection"), &before);
        prop_assert!(broken.is_empty(), "{}\n{}", broken.join("\n"), story());
    }
    ground.db.close();
    let report = report(&mut ground.address.connect().expect("a connection"));
    prop_assert!(report.is_sound(), "{}\n{}", problems(&report).join("\n"), told.join("\n"));
    Ok(())
}

/// The tutorials that are open.
fn open(ground: &Ground) -> Vec<relevo::domain::id::TutorialId> {
    let open = tutorials::table.filter(tutorials::state.eq(TutorialState::Open)).select(tutorials::id);
    ground.db.read_now(|conn| Ok::<_, relevo::store::Error>(open.load(conn)?)).expect("the open tutorials")
}

#[test]
fn whatever_people_do_the_rules_hold() {
    // More of them by hand: RELEVO_CHANCE_CASES=2000.
    let cases = std::env::var("RELEVO_CHANCE_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(24);
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, max_shrink_iters: 400, ..Config::default() });
    let sums = RefCell::new(Sums::new());
    let outcome = runner.run(&vec(any::<Throw>(), 30..120), |throws| live(&throws, &mut sums.borrow_mut()));
    assert!(outcome.is_ok(), "{}", outcome.expect_err("a failure"));
    let sums = sums.into_inner();
    let (done, refused) = sums.values().fold((0, 0), |(done, refused), sum| (done + sum.0, refused + sum.1));
    println!("{done} done, {refused} refused; of each kind: {sums:?}");
    assert!(done > cases * 8 && refused > cases * 5, "too little happens to mean anything: {done} done, {refused} refused");
}
