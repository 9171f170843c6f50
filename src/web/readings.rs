//! Readings that wait to be written: a page notes here that it was opened, and is answered without waiting for the database. A task writes
//! what has gathered every few seconds, in one job of the writer; the page that tells of readings, and a graceful stop, write it before.
//! A batch that could not be written is kept and tried again.
//!
//! Deliberately not known here: which page is a reading ([`super::Here::opens`]) and who is told of it (`actions::readings`).

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::actions;
use crate::actions::readings::{self, Reading};
use crate::domain::id::{PersonId, SeenId};
use crate::domain::moment::{DEFAULT_ZONE, Day};
use crate::store::Db;

/// How long readings gather.
const GATHER: Duration = Duration::from_secs(5);
/// How many different ones may wait while the database is away. More than a school opens in a day.
const MOST: usize = 20_000;

/// For how many days a reading is kept, unless it is told.
pub const KEPT: u16 = 365;

type Key = (PersonId, Day, SeenId, PersonId);

#[derive(Default)]
struct Waiting {
    rows: HashMap<Key, Reading>,
    /// Whether a task is going to write them.
    expected: bool,
    /// How many were too many.
    lost: u64,
}

/// What waits.
#[derive(Clone, Default)]
pub struct Readings {
    waiting: Arc<Mutex<Waiting>>,
}

impl Readings {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes them. Whether the caller has to see to it that they are written: nobody else does yet.
    fn note(&self, new: Vec<Reading>) -> bool {
        let mut waiting = self.lock();
        for reading in new {
            waiting.add(reading);
        }
        !std::mem::replace(&mut waiting.expected, true)
    }

    fn take(&self) -> Vec<Reading> {
        self.lock().rows.drain().map(|(_, reading)| reading).collect()
    }

    /// Whether the task that writes may end: nothing has come since.
    fn done(&self) -> bool {
        let mut waiting = self.lock();
        waiting.expected = !waiting.rows.is_empty();
        !waiting.expected
    }

    /// Notes what a page has opened, and has it written after a while. Never waits.
    pub fn gather(&self, db: &Db, kept: u16, new: Vec<Reading>) {
        if new.is_empty() || !self.note(new) {
            return;
        }
        let (db, readings) = (db.clone(), self.clone());
        actix_web::rt::spawn(async move {
            loop {
                actix_web::rt::time::sleep(GATHER).await;
                if readings.write(&db, kept).await && readings.done() {
                    return;
                }
            }
        });
    }

    /// Writes what waits now. Whether it is written.
    pub async fn write(&self, db: &Db, kept: u16) -> bool {
        let batch = self.take();
        if batch.is_empty() {
            return true;
        }
        let today = db.now().day_in(DEFAULT_ZONE);
        let again = batch.clone();
        let done = db.write(move |tx| readings::keep(tx, &batch, today, kept)).await;
        self.settle(done, again)
    }

    /// The same on the calling thread: after the server has stopped.
    pub fn write_now(&self, db: &Db, kept: u16) -> bool {
        let batch = self.take();
        let today = db.now().day_in(DEFAULT_ZONE);
        let again = batch.clone();
        let done = db.write_now(move |tx| readings::keep(tx, &batch, today, kept));
        self.settle(done, again)
    }

    fn settle(&self, done: Result<(), actions::Error>, batch: Vec<Reading>) -> bool {
        let Err(error) = done else { return true };
        tracing::warn!(%error, "who opened which record could not be written yet");
        let mut waiting = self.lock();
        for reading in batch {
            waiting.add(reading);
        }
        false
    }
}

impl Waiting {
    fn add(&mut self, new: Reading) {
        let full = self.rows.len() >= MOST;
        match self.rows.entry((new.person, new.day, new.thing, new.reader)) {
            Entry::Occupied(mut known) => {
                let known = known.get_mut();
                known.times = known.times.saturating_add(new.times);
                known.last = known.last.max(new.last);
            }
            Entry::Vacant(_) if full => {
                self.lost += 1;
                if self.lost.is_power_of_two() {
                    tracing::error!(lost = self.lost, "too many readings wait for the database");
                }
            }
            Entry::Vacant(free) => {
                free.insert(new);
            }
        }
    }
}
