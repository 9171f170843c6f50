//! What the program forgets by itself: at its start, and once a day while it serves. Whose time has come is known to `actions::retention`.

use std::time::Duration;

use crate::actions::retention::{self, Periods};
use crate::store::erased::{self, List};
use crate::store::{self, Db};

/// How long it waits before it looks again.
const EVERY: Duration = Duration::from_secs(24 * 60 * 60);
/// How many are erased in one transaction: enough to be quick, and few enough that nobody waits for it.
const AT_ONCE: i64 = 20;

/// Looks now, and then once a day, for as long as the program runs.
pub fn keep_on(db: Db, list: Option<List>, periods: Periods) {
    actix_web::rt::spawn(async move {
        loop {
            forget(&db, list.as_ref(), periods).await;
            actix_web::rt::time::sleep(EVERY).await;
        }
    });
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

/// After an erasure: takes its traces out of the database's log, and brings the list of the erased up to date. Where the file cannot be
/// written, the erasure stands all the same, the log says what is missing, and the next start tries again.
pub async fn tidy_up(db: &Db, list: Option<&List>) {
    let data = db.clone();
    let scrubbed = actix_web::web::block(move || data.scrub()).await;
    if let Err(error) = scrubbed.unwrap_or_else(|panic| Err(store::Error::Broken(panic.to_string()))) {
        tracing::error!(%error, "what was erased may still stand in the database's log until it is next emptied");
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
