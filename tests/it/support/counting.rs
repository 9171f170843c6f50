//! Counts the statements that a database is asked, so that a story can tell that a page asks no more where there is more to show.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};
use relevo::store::Address;

/// By the address of the database, since other stories are told at the same time.
static ASKED: Mutex<BTreeMap<String, usize>> = Mutex::new(BTreeMap::new());

struct Counter {
    database: String,
}

impl Instrumentation for Counter {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        match event {
            InstrumentationEvent::StartEstablishConnection { url, .. } => self.database = url.to_owned(),
            InstrumentationEvent::StartQuery { .. } => {
                *ASKED.lock().unwrap_or_else(PoisonError::into_inner).entry(self.database.clone()).or_default() += 1;
            }
            _ => {}
        }
    }
}

/// Counts on every connection that is opened from now on.
pub fn begin() {
    set_default_instrumentation(|| Some(Box::new(Counter { database: String::new() }))).expect("nobody counts otherwise");
}

/// How many statements a database was asked so far.
pub fn asked(address: &Address) -> usize {
    let url = match address {
        Address::File(path) => path.to_string_lossy().into_owned(),
        Address::Server(url) => url.clone(),
    };
    ASKED.lock().unwrap_or_else(PoisonError::into_inner).get(&url).copied().unwrap_or(0)
}
