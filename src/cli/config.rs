//! What the serving commands can be told, by flag or by environment; each documented once, here.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;

use crate::actions::retention::Periods;
use crate::actions::suggestions::Weights;
use crate::store::Address;
use crate::web::networks::Network;

/// Flags that are each well written and still cannot be obeyed. The command then ends with exit code 2, as for one that it does not know.
#[derive(Debug)]
pub struct NotUnderstood(&'static str);

impl std::fmt::Display for NotUnderstood {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for NotUnderstood {}

/// Where the data are.
#[derive(Debug, Clone, Args)]
pub struct Data {
    /// The folder in which the SQLite file is kept. It is made if it is not there. `demo` takes data/demo where nothing is said.
    #[arg(long, env = "RELEVO_DATA", value_name = "DIR", default_value = "data")]
    pub data: PathBuf,
    /// A PostgreSQL database instead of the file: postgres://USER@HOST/NAME.
    #[arg(long, env = "DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub database: Option<String>,
}

impl Data {
    /// The database, with its folder made: nobody else's to read, for it will hold children's names.
    ///
    /// # Errors
    /// The folder cannot be made.
    pub fn address(&self) -> anyhow::Result<Address> {
        match &self.database {
            Some(url) => database(url),
            None => {
                let mut builder = std::fs::DirBuilder::new();
                #[cfg(unix)]
                std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
                builder.recursive(true).create(&self.data).with_context(|| format!("no data folder at {}", self.data.display()))?;
                Ok(Address::File(self.data.join("relevo.db")))
            }
        }
    }

    /// The database, for a command that makes nothing of data that are not there.
    ///
    /// # Errors
    /// There are none.
    pub fn existing(&self) -> anyhow::Result<Address> {
        match &self.database {
            Some(url) => database(url),
            None => {
                let file = self.data.join("relevo.db");
                anyhow::ensure!(file.exists(), "there are no data at {}", file.display());
                Ok(Address::File(file))
            }
        }
    }
}

/// The address of another kind of database would be taken for the name of a file. What was given is not repeated: it may hold a password.
fn database(url: &str) -> anyhow::Result<Address> {
    match url.split_once("://") {
        None | Some(("postgres" | "postgresql" | "sqlite", _)) => Ok(Address::parse(url)),
        Some(_) => {
            Err(NotUnderstood("the address given with --database or DATABASE_URL is no PostgreSQL database: it begins with postgres://")
                .into())
        }
    }
}

/// How to serve.
#[derive(Debug, Clone, Args)]
pub struct Serving {
    #[command(flatten)]
    pub data: Data,
    /// The address and port on which to listen.
    #[arg(long, env = "RELEVO_LISTEN", value_name = "ADDR", default_value = "127.0.0.1:8080", value_parser = listening_address)]
    pub listen: String,
    /// The address that people type, where it is known: https://red.example.mx. Forms must come from it, and https makes cookies secure.
    #[arg(long, env = "RELEVO_PUBLIC_URL", value_name = "URL", value_parser = public_address)]
    pub public_url: Option<String>,
    /// The addresses or networks of the proxies that stand before it. Only from them is believed, by Forwarded or X-Forwarded-For, where a request comes
    /// from: guesses are slowed down by address. Have the proxy write one of the two and take the other away.
    #[arg(long, env = "RELEVO_BEHIND_PROXY", value_name = "ADDR[/BITS][,…]", value_delimiter = ',')]
    pub behind_proxy: Vec<Network>,
    /// The addresses or networks that may read /metrics. For everybody else there is no such page.
    #[arg(long, env = "RELEVO_METRICS_TO", value_name = "ADDR[/BITS][,…]", value_delimiter = ',')]
    pub metrics_to: Vec<Network>,
    /// The address where the source code of what runs here can be had. Whoever serves a changed Relevo owes it to its users (AGPL, section 13).
    #[arg(long, env = "RELEVO_SOURCE", value_name = "URL", value_parser = web_address)]
    pub source: Option<String>,
    /// For how many days it is kept who opened whose record.
    #[arg(long, env = "RELEVO_KEEP_READINGS", value_name = "DAYS", default_value_t = crate::web::readings::KEPT, value_parser = clap::value_parser!(u16).range(1..=3650))]
    pub keep_readings: u16,
    /// How many points each part of a suggestion's score brings in full, together 910 at most: rank, waited, near, first-learner, load and
    /// language, as part=points with commas between. Parts that are not named keep their default.
    #[arg(long, env = "RELEVO_WEIGHTS", value_name = "PARTS", default_value_t = Weights::default())]
    pub weights: Weights,
    /// For how many days somebody who has left stands among those who left. After that she is archived: in no list, her history kept.
    #[arg(long, env = "RELEVO_ARCHIVE_AFTER", value_name = "DAYS", default_value_t = Periods::default().archive, value_parser = clap::value_parser!(u16).range(1..=36500))]
    pub archive_after: u16,
    /// After how many days somebody who has left is erased: her name and her texts, not the lineage. Never before she is archived.
    #[arg(long, env = "RELEVO_ERASE_AFTER", value_name = "DAYS", default_value_t = Periods::default().erase, value_parser = clap::value_parser!(u16).range(1..=36500))]
    pub erase_after: u16,
    /// How many threads answer requests.
    #[arg(long, env = "RELEVO_WORKERS", value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u16).range(1..=256))]
    pub workers: u16,
}

impl Serving {
    /// How long somebody is kept who has left.
    ///
    /// # Errors
    /// She would be erased before she is archived.
    pub fn periods(&self) -> anyhow::Result<Periods> {
        let periods = Periods { archive: self.archive_after, erase: self.erase_after };
        if periods.archive > periods.erase {
            let why = "--erase-after must not be less than --archive-after: nobody is erased before she is archived";
            return Err(NotUnderstood(why).into());
        }
        Ok(periods)
    }
}

fn web_address(text: &str) -> Result<String, String> {
    let known = text.starts_with("https://") || text.starts_with("http://");
    if known { Ok(text.to_owned()) } else { Err("an address begins with https:// or http://".to_owned()) }
}

/// What a browser names as the origin of a form, with or without a slash behind it: of anything else no form would ever come.
fn public_address(text: &str) -> Result<String, String> {
    let host = web_address(text).ok().and_then(|_| text.split_once("://")).map(|(_, rest)| rest.strip_suffix('/').unwrap_or(rest));
    let known = host.is_some_and(|host| !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']));
    if known {
        Ok(text.to_owned())
    } else {
        Err("it is an address such as https://red.example.mx, with nothing behind the name".to_owned())
    }
}

/// Whose host is there is found out by listening; that something is no address at all, before any data are opened.
fn listening_address(text: &str) -> Result<String, String> {
    let known = text.rsplit_once(':').is_some_and(|(host, port)| !host.is_empty() && port.parse::<u16>().is_ok());
    if known { Ok(text.to_owned()) } else { Err("it is a host and a port, as in 127.0.0.1:8080".to_owned()) }
}

/// Prints what would be used. A database's password is never shown.
pub fn show(serving: &Serving) {
    let database = match &serving.data.database {
        Some(url) => format!("{:?}", Address::parse(url)),
        None => format!("{}", serving.data.data.join("relevo.db").display()),
    };
    println!("data        {database}   (--data, RELEVO_DATA; --database, DATABASE_URL)");
    println!("listen      {}   (--listen, RELEVO_LISTEN)", serving.listen);
    println!("public-url  {}   (--public-url, RELEVO_PUBLIC_URL)", serving.public_url.as_deref().unwrap_or("not set"));
    println!("proxies     {}   (--behind-proxy, RELEVO_BEHIND_PROXY)", listed(&serving.behind_proxy));
    println!("metrics-to  {}   (--metrics-to, RELEVO_METRICS_TO)", listed(&serving.metrics_to));
    println!("source      {}   (--source, RELEVO_SOURCE)", serving.source.as_deref().unwrap_or("not set"));
    println!("readings    kept {} days   (--keep-readings, RELEVO_KEEP_READINGS)", serving.keep_readings);
    println!("weights     {}   (--weights, RELEVO_WEIGHTS)", serving.weights);
    println!("archive     {} days after leaving   (--archive-after, RELEVO_ARCHIVE_AFTER)", serving.archive_after);
    println!("erase       {} days after leaving   (--erase-after, RELEVO_ERASE_AFTER)", serving.erase_after);
    println!("workers     {}   (--workers, RELEVO_WORKERS)", serving.workers);
    println!(
        "log-format  {}   (RELEVO_LOG_FORMAT: text or json)",
        std::env::var("RELEVO_LOG_FORMAT").unwrap_or_else(|_| "text".to_owned())
    );
    println!("log         {}   (RELEVO_LOG)", std::env::var("RELEVO_LOG").unwrap_or_else(|_| "info".to_owned()));
}

fn listed(networks: &[Network]) -> String {
    let texts: Vec<String> = networks.iter().map(ToString::to_string).collect();
    if texts.is_empty() { "none".to_owned() } else { texts.join(",") }
}
