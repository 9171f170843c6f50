//! `relevo serve`.

use anyhow::Context as _;

use super::config::Serving;
use crate::store::queries::nodes;
use crate::store::{Db, Options};
use crate::web::assets::Assets;
use crate::web::proxies::Proxies;
use crate::web::{App, server};

/// Opens the data and serves them until the process is told to stop.
///
/// # Errors
/// The data cannot be opened, or the address is taken.
pub fn run(serving: &Serving) -> anyhow::Result<()> {
    let db = open(serving)?;
    let empty = !db.read_now(nodes::any)?;
    run_with(serving, db, |url| {
        println!("Relevo listens on {url}");
        if empty {
            println!("Nobody is here yet: open that address to name the school and its first steward.");
        }
    })
}

/// Opens the data.
///
/// # Errors
/// They cannot be opened.
pub fn open(serving: &Serving) -> anyhow::Result<Db> {
    let address = serving.data.address()?;
    Db::open(Options::new(address.clone())).with_context(|| format!("the data at {address:?} cannot be opened"))
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
    app.source = serving.source.clone();
    let workers = usize::from(serving.workers);
    server::run_until_stopped(|| {
        let running = server::bind(app, assets, &serving.listen, workers)?;
        let url = running.addresses.first().map_or_else(String::new, |address| format!("http://{address}"));
        say(serving.public_url.as_deref().unwrap_or(&url));
        Ok(running)
    })
    .with_context(|| format!("serving on {}", serving.listen))?;
    db.close();
    Ok(())
}
