//! A connection to either engine, chosen by the URL's scheme, and the schema that both carry.
//!
//! `Conn` is diesel's enum over the two; where its common subset does not reach, [`on_each!`] runs the same code on the concrete connection.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::{PgConnection, SqliteConnection};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::error::Error;

/// A connection to PostgreSQL or SQLite.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    /// PostgreSQL, for a state or a nation.
    Pg(PgConnection),
    /// One file, for a school.
    Sqlite(SqliteConnection),
}

/// Runs the same expression on the concrete connection.
macro_rules! on_each {
    ($conn:expr, |$c:ident| $body:expr) => {
        match $conn {
            $crate::store::conn::Conn::Pg($c) => $body,
            $crate::store::conn::Conn::Sqlite($c) => $body,
        }
    };
}

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Where the data are.
#[derive(Clone, PartialEq, Eq)]
pub enum Address {
    /// A file.
    File(std::path::PathBuf),
    /// A `postgres://` URL. May hold a password: never printed.
    Server(String),
}

impl std::fmt::Debug for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Address::File(path) => write!(f, "{}", path.display()),
            Address::Server(url) => {
                let rest = url.rsplit_once('@').map_or_else(|| url.split_once("//").map_or("", |(_, rest)| rest), |(_, rest)| rest);
                write!(f, "postgres://{rest}")
            }
        }
    }
}

impl Address {
    /// Chosen by scheme: `postgres://…` or `postgresql://…` is a server, everything else is a file's path (`sqlite:` may stand before it).
    pub fn parse(text: &str) -> Address {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            Address::Server(text.to_owned())
        } else {
            let path = text.strip_prefix("sqlite://").or_else(|| text.strip_prefix("sqlite:")).unwrap_or(text);
            Address::File(path.into())
        }
    }

    /// Opens a connection and sets it up.
    ///
    /// # Errors
    /// The server does not answer, or the file cannot be opened.
    pub fn connect(&self) -> Result<Conn, Error> {
        match self {
            Address::Server(url) => {
                let mut conn = PgConnection::establish(url).map_err(|error| Error::away(&error))?;
                // A page that waits longer than this has lost its reader; the answer is then a clear "not now".
                conn.batch_execute("SET statement_timeout = '15s'; SET lock_timeout = '10s'; SET client_min_messages = warning;")?;
                Ok(Conn::Pg(conn))
            }
            Address::File(path) => {
                #[cfg(unix)]
                make_private(path);
                let mut conn = SqliteConnection::establish(&path.to_string_lossy()).map_err(|error| Error::away(&error))?;
                // The timeout first, so that the rest can wait for another process. FULL: an acknowledged write survives a power cut.
                for pragma in [
                    "PRAGMA busy_timeout = 5000",
                    "PRAGMA journal_mode = WAL",
                    "PRAGMA synchronous = FULL",
                    "PRAGMA foreign_keys = ON",
                    "PRAGMA secure_delete = ON",
                    // A megabyte a connection: what is not in it is a short way off, in the system's own cache.
                    "PRAGMA cache_size = -1000",
                    "PRAGMA temp_store = MEMORY",
                ] {
                    conn.batch_execute(pragma)?;
                }
                Ok(Conn::Sqlite(conn))
            }
        }
    }
}

/// Makes the file of data that begin, readable by nobody else; SQLite gives what it lays beside the same rights. Where that cannot be done,
/// opening it says why.
#[cfg(unix)]
fn make_private(path: &std::path::Path) {
    if !path.exists() {
        let mut options = std::fs::OpenOptions::new();
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let _ = options.write(true).create_new(true).open(path);
    }
}

impl Conn {
    /// Brings the schema up to date. Several processes may try at once: the second waits for the first.
    ///
    /// # Errors
    /// A migration fails, or the database has migrations that this program does not know.
    pub fn migrate(&mut self) -> Result<(), Error> {
        match self {
            // One transaction around them all: whoever comes second finds nothing left to do.
            Conn::Sqlite(conn) => {
                // For as long as that takes on a slow disk: the other program's schema is on its way.
                conn.batch_execute("PRAGMA busy_timeout = 60000")?;
                let outcome = conn.immediate_transaction(|conn| conn.run_pending_migrations(SQLITE).map(drop).map_err(Error::migration));
                conn.batch_execute("PRAGMA busy_timeout = 5000")?;
                outcome
            }
            Conn::Pg(conn) => {
                conn.batch_execute(&format!("SELECT pg_advisory_lock({MIGRATION_LOCK})"))?;
                let outcome = conn.run_pending_migrations(POSTGRES).map(drop).map_err(Error::migration);
                conn.batch_execute(&format!("SELECT pg_advisory_unlock({MIGRATION_LOCK})"))?;
                outcome
            }
        }
    }

    /// Takes every migration back: for the test that they can be.
    ///
    /// # Errors
    /// A migration fails.
    pub fn unmigrate(&mut self) -> Result<(), Error> {
        match self {
            Conn::Sqlite(conn) => conn.revert_all_migrations(SQLITE).map(drop).map_err(Error::migration),
            Conn::Pg(conn) => conn.revert_all_migrations(POSTGRES).map(drop).map_err(Error::migration),
        }
    }

    /// Runs a statement that is the same for both engines.
    ///
    /// # Errors
    /// The database refuses.
    pub fn execute_plain(&mut self, sql: &str) -> Result<(), Error> {
        on_each!(self, |conn| conn.batch_execute(sql)).map_err(Error::from)
    }
}

/// Advisory locks on PostgreSQL: one for migrations, one for whoever writes.
const MIGRATION_LOCK: i64 = 0x5265_6c65_766f_0001;
/// Held from the first statement of a writing transaction to its commit, so that positions have one order.
pub const WRITER_LOCK: i64 = 0x5265_6c65_766f_0002;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scheme_decides_and_passwords_are_not_shown() {
        assert_eq!(Address::parse("relevo.db"), Address::File("relevo.db".into()));
        assert_eq!(Address::parse("sqlite:relevo.db"), Address::File("relevo.db".into()));
        let server = Address::parse("postgres://ana:secreto@localhost/relevo");
        assert_eq!(format!("{server:?}"), "postgres://localhost/relevo");
        assert_eq!(format!("{:?}", Address::parse("postgresql://localhost/relevo")), "postgres://localhost/relevo");
    }
}
