//! Keeps the statements that a database is asked, so that a story can tell that a page asks no more where there is more to show, and that no
//! page reads a table from end to end.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, Once, PoisonError};

use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};
use relevo::store::Address;

/// What one database was asked.
#[derive(Default)]
struct Asked {
    count: usize,
    statements: BTreeSet<String>,
}

/// By the address of the database, since other stories are told at the same time.
static ASKED: Mutex<BTreeMap<String, Asked>> = Mutex::new(BTreeMap::new());

struct Counter {
    database: String,
}

impl Instrumentation for Counter {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        match event {
            InstrumentationEvent::StartEstablishConnection { url, .. } => self.database = url.to_owned(),
            InstrumentationEvent::StartQuery { query, .. } => {
                let told = query.to_string();
                // Diesel appends what is bound to the question marks.
                let statement = told.split_once(" -- binds:").map_or(told.as_str(), |(statement, _)| statement);
                let mut all = ASKED.lock().unwrap_or_else(PoisonError::into_inner);
                let asked = all.entry(self.database.clone()).or_default();
                asked.count += 1;
                if !asked.statements.contains(statement) {
                    asked.statements.insert(statement.to_owned());
                }
            }
            _ => {}
        }
    }
}

/// Counts on every connection that is opened from now on.
pub fn begin() {
    static BEGUN: Once = Once::new();
    BEGUN.call_once(|| {
        set_default_instrumentation(|| Some(Box::new(Counter { database: String::new() }))).expect("nobody counts otherwise");
    });
}

fn of<T>(address: &Address, told: impl FnOnce(&Asked) -> T) -> Option<T> {
    let url = match address {
        Address::File(path) => path.to_string_lossy().into_owned(),
        Address::Server(url) => url.clone(),
    };
    ASKED.lock().unwrap_or_else(PoisonError::into_inner).get(&url).map(told)
}

/// How many statements a database was asked so far.
pub fn asked(address: &Address) -> usize {
    of(address, |asked| asked.count).unwrap_or(0)
}

/// The different statements among them, with question marks where values were.
pub fn statements(address: &Address) -> BTreeSet<String> {
    of(address, |asked| asked.statements.clone()).unwrap_or_default()
}
