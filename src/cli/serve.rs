//! `relevo serve`.

use std::collections::BTreeSet;

use anyhow::Context as _;

use super::config::{Data, Serving};
use super::memory;
use crate::actions;
use crate::domain::id::PersonId;
use crate::store::erased::{self, List};
use crate::store::queries::{nodes, people};
use crate::store::{Db, Options};
use crate::web::assets::Assets;
use crate::web::proxies::Proxies;
use crate::web::{App, forgetting, server};

/// Opens the data and serves them until the process is told to stop.
///
/// # Errors
/// The data cannot be opened, or the address is taken.
pub fn run(serving: &Serving) -> anyhow::Result<()> {
    let db = open(&serving.data)?;
    let empty = !db.read_now(nodes::any)?;
    let steward = !db.read_now(people::all_stewards)?.is_empty();
    run_with(serving, db, |url| {
        println!("Relevo listens on {url}");
        if empty {
            println!("Nobody is here yet: open that address to name the school and its first steward.");
        } else if !steward {
            println!("There are places, but nobody who could let anybody in: `relevo invite` lets in the first steward.");
        }
    })
}

/// Opens the data, and erases again whom the list beside them names: they may be a copy from before.
///
/// # Errors
/// They cannot be opened, or the list cannot be read or written.
pub fn open(data: &Data) -> anyhow::Result<Db> {
    let address = data.address()?;
    let db = Db::open(Options::new(address.clone())).with_context(|| format!("the data at {address:?} cannot be opened"))?;
    let list = List::within(&data.data);
    let again = erase_listed(&db, list.read()?)?;
    if again > 0 {
        println!("Erased again, since {} names them: {again}", list.path().display());
    }
    list.add(db.read_now(erased::all)?)?;
    Ok(db)
}

/// Erases whom a list names and these data still know. How many there were.
///
/// # Errors
/// The data cannot be read or written.
pub fn erase_listed(db: &Db, listed: BTreeSet<PersonId>) -> anyhow::Result<usize> {
    Ok(db.write_now::<_, actions::Error, _>(move |tx| actions::people::erase_again(tx, &listed))?)
}

/// Serves open data, saying so once it listens.
///
/// # Errors
/// The address is taken.
pub fn run_with(serving: &Serving, db: Db, say: impl FnOnce(&str)) -> anyhow::Result<()> {
    let assets = Assets::load();
    let origin = serving.public_url.clone().map(|url| url.trim_end_matches('/').to_owned());
    let mut app = App::new(db.clone(), origin, &assets).map_err(|error| anyhow::anyhow!("{error}"))?;
    app.proxies = Proxies::trusted(&serving.behind_proxy);
    app.watchers = serving.metrics_to.clone();
    app.source = serving.source.clone();
    app.erased = Some(List::within(&serving.data.data));
    app.keep_readings = serving.keep_readings;
    app.weights = serving.weights;
    app.periods = serving.periods()?;
    let (kept, list, data) = (app.periods, app.erased.clone(), db.clone());
    let readings = app.readings.clone();
    // At each start too: where nobody reads any more, nothing else forgets.
    readings.write_now(&db, serving.keep_readings);
    let workers = usize::from(serving.workers);
    server::run_until_stopped(|| {
        let running = server::bind(app, assets, &serving.listen, workers)?;
        let url = running.addresses.first().map_or_else(String::new, |address| format!("http://{address}"));
        // All that starting needs was done by now.
        if let Err(error) = data.give_back() {
            tracing::warn!(%error, "what was read at the start is still kept in memory");
        }
        memory::give_back();
        // Also where nobody turns the school's year any more.
        forgetting::keep_on(data, list, kept);
        say(serving.public_url.as_deref().unwrap_or(&url));
        Ok(running)
    })
    .with_context(|| format!("serving on {}", serving.listen))?;
    // The server has stopped, and what was opened in its last seconds still waits.
    if !readings.write_now(&db, serving.keep_readings) {
        tracing::error!("who opened which record in the last seconds could not be written");
    }
    db.close();
    Ok(())
}
