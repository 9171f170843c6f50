//! What the program forgets by itself: at its start, and while it serves. Whose time has come is known to `actions::retention`, and is asked once
//! a day; lists that nobody confirmed go within the hour in which their time is over.

use std::time::Duration;

use crate::actions::lists;
use crate::actions::retention::{self, Periods};
use crate::store::erased::{self, List};
use crate::store::{self, Db};

/// How long it waits before it looks again.
const EVERY: Duration = Duration::from_secs(60 * 60);
/// Each how many times it asks whose time has come.
const DAILY: u32 = 24;
/// How long it waits before it tries again to empty a log from which somebody still reads, and how often: for a day.
const AGAIN: Duration = Duration::from_secs(60);
const TRIES: u32 = 24 * 60;
/// How many are erased in one transaction: enough to be quick, and few enough that nobody waits for it.
const AT_ONCE: i64 = 20;

/// Looks now, and then again and again, for as long as the program runs.
pub fn keep_on(db: Db, list: Option<List>, periods: Periods) {
    actix_web::rt::spawn(async move {
        for hour in (0..DAILY).cycle() {
            drop_lists(&db).await;
            if hour == 0 {
                forget(&db, list.as_ref(), periods).await;
            }
            actix_web::rt::time::sleep(EVERY).await;
        }
    });
}

/// Deletes the lists that waited too long for a yes, with the names in them. Answers with how many they were.
pub async fn drop_lists(db: &Db) -> usize {
    match db.write(lists::drop_late).await {
        Ok(0) => 0,
        Ok(dropped) => {
            tracing::info!(lists = dropped, "deleted, since nobody confirmed them");
            tidy_up(db, None).await;
            dropped
        }
        Err(error) => {
            tracing::error!(%error, "lists that nobody confirmed could not be deleted; it is tried again within the hour");
            0
        }
    }
}

/// Erases everybody whose time has come. Answers with how many they were.
pub async fn forget(db: &Db, list: Option<&List>, periods: Periods) -> usize {
    let mut all = 0;
    loop {
        match db.write(move |tx| retention::forget_due(tx, periods, AT_ONCE)).await {
            Ok(0) => break,
            Ok(more) => all += more,
            Err(error) => {
                tracing::error!(%error, "those whose time has come could not be erased; it is tried again tomorrow");
                break;
            }
        }
    }
    if all > 0 {
        tracing::info!(people = all, "erased, since they had left so long ago");
        tidy_up(db, list).await;
    }
    all
}

async fn scrub(db: &Db) -> Result<(), store::Error> {
    let data = db.clone();
    actix_web::web::block(move || data.scrub()).await.unwrap_or_else(|panic| Err(store::Error::Broken(panic.to_string())))
}

/// Tries again until nobody reads from before the erasure any more.
async fn scrub_later(db: Db) {
    for _ in 0..TRIES {
        actix_web::rt::time::sleep(AGAIN).await;
        match scrub(&db).await {
            Err(store::Error::Busy) => {}
            Ok(()) => return,
            Err(error) => {
                tracing::error!(%error, "what was erased may still stand in the database's log until it is next emptied");
                return;
            }
        }
    }
    tracing::error!("what was erased may still stand in the database's log: somebody has read from it for a day");
}

/// After an erasure: takes its traces out of the database's log, and brings the list of the erased up to date. Where the file cannot be
/// written, the erasure stands all the same, the log says what is missing, and the next start tries again. Where somebody still reads from before,
/// a backup or a check, the log is emptied when they are done.
pub async fn tidy_up(db: &Db, list: Option<&List>) {
    match scrub(db).await {
        Ok(()) => {}
        Err(store::Error::Busy) => {
            actix_web::rt::spawn(scrub_later(db.clone()));
        }
        Err(error) => tracing::error!(%error, "what was erased may still stand in the database's log until it is next emptied"),
    }
    let Some(list) = list.cloned() else { return };
    let listed = db.read(move |conn| {
        let all = erased::all(conn)?;
        list.add(all).map_err(|error| store::Error::Broken(format!("{}: {error}", list.path().display())))
    });
    if let Err(error) = listed.await {
        tracing::error!(%error, "the list of the erased is not up to date");
    }
}
