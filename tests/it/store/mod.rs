//! The store, on both engines: the journal, its replay, erasure, the writer and what it survives.

use relevo::store::check::{Report, check};
use relevo::store::{Address, Conn, Db, Options};

use crate::support::postgres::{FreshDatabase, fresh_database};

mod clashes;
mod concurrency;
mod durability;
mod epochs;
mod erasure;
mod fixtures;
mod migrations;
mod network;
mod order;
mod replay;
mod story;
mod tampering;
mod world;
mod writer;

/// Where a test's data are. They go away with this value.
pub struct Place {
    pub address: Address,
    _folder: Option<tempfile::TempDir>,
    _database: Option<FreshDatabase>,
}

impl Place {
    pub fn file() -> Place {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let address = Address::File(folder.path().join("relevo.db"));
        Place { address, _folder: Some(folder), _database: None }
    }

    pub fn server() -> Option<Place> {
        let database = fresh_database()?;
        let address = Address::parse(database.url());
        Some(Place { address, _folder: None, _database: Some(database) })
    }

    /// Opens the data as the program does.
    pub fn open(&self) -> Db {
        Db::open(Options::new(self.address.clone())).expect("a database")
    }

    /// A connection past both doors: for looking, and for tampering.
    pub fn connect(&self) -> Conn {
        self.address.connect().expect("a connection")
    }

    pub fn is_file(&self) -> bool {
        matches!(self.address, Address::File(_))
    }

    /// What `check` says.
    pub fn report(&self) -> Report {
        report(&mut self.connect())
    }

    pub fn assert_sound(&self) {
        let report = self.report();
        assert!(report.is_sound(), "{}", problems(&report).join("\n"));
    }
}

/// What `check` says of a connection's database, replayed into a file of its own.
pub fn report(conn: &mut Conn) -> Report {
    let place = Place::file();
    let mut scratch = place.connect();
    scratch.migrate().expect("a schema");
    check(conn, &mut scratch).expect("a report")
}

/// Every problem, behind what it is a problem of.
pub fn problems(report: &Report) -> Vec<String> {
    report.0.iter().flat_map(|checked| checked.problems.iter().map(move |problem| format!("{}: {problem}", checked.name))).collect()
}

/// Runs a test on an empty database of each engine; PostgreSQL is skipped, and said to be, where there is none.
pub fn on_both_engines(test: impl Fn(&Place)) {
    test(&Place::file());
    if let Some(place) = Place::server() {
        test(&place);
    }
}
