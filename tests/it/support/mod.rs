//! What the tests stand on: databases, browsers and the data sets that are not in the repository.
//!
//! A test that lacks something says "skipped" on the terminal. `tests/run` provides everything, and refuses to start
//! when it cannot, unless `RELEVO_TESTS_WITHOUT` (a list such as `browser,postgres`) says what to go without.

use std::collections::BTreeSet;
use std::io::Write;
use std::sync::Mutex;

pub mod browser;
pub mod counting;
pub mod fetching;
pub mod page;
pub mod paper;
pub mod postgres;
pub mod shared;
pub mod town;

/// Whether `RELEVO_TESTS_WITHOUT` names this requirement.
pub fn goes_without(requirement: &str) -> bool {
    let without = std::env::var("RELEVO_TESTS_WITHOUT").unwrap_or_default();
    names(&without, requirement)
}

fn names(list: &str, requirement: &str) -> bool {
    list.split(',').any(|item| item.trim() == requirement)
}

/// Says, once for each message, that something was skipped. It writes past the capture of the test harness, so that
/// it shows although the test passes.
pub fn skipped(message: &str) {
    static SAID: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    let first_time = SAID.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).insert(message.to_owned());
    if first_time {
        let _ = writeln!(std::io::stderr(), "skipped: {message}");
    }
}

#[test]
fn the_list_of_what_to_go_without_is_read_by_whole_words() {
    assert!(names("browser, postgres", "postgres"));
    assert!(!names("browsers", "browser"));
    assert!(!names("", "browser"));
}
