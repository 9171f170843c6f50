//! A PostgreSQL database for one test, on the server that `RELEVO_TEST_POSTGRES` names.

use std::ops::Deref;

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};

/// An empty database of its own, dropped with this value. It reads as its URL: `&*database`.
pub struct FreshDatabase {
    name: String,
    url: String,
    maintenance: String,
}

impl super::town::Town {
    /// Sends everybody away from the town's database on PostgreSQL, and lets nobody in.
    pub fn shut_the_database(&self) {
        self.server.as_ref().expect("a town on PostgreSQL").shut();
    }

    /// Lets them in again.
    pub fn open_the_database(&self) {
        self.server.as_ref().expect("a town on PostgreSQL").reopen();
    }
}

/// Creates an empty database, or says that PostgreSQL is skipped when `RELEVO_TEST_POSTGRES` (the URL of a
/// maintenance database, by a role that may create databases) is absent.
pub fn fresh_database() -> Option<FreshDatabase> {
    let Ok(maintenance) = std::env::var("RELEVO_TEST_POSTGRES") else {
        super::skipped("what needs PostgreSQL, since RELEVO_TEST_POSTGRES is not set (tests/run sets it)");
        return None;
    };
    let name = format!("relevo_test_{}", uuid::Uuid::new_v4().simple());
    // template0, because nobody can be connected to it: databases can then be created at the same time. In Spanish order, as a school's
    // server may be: what is listed alike on both engines must not lean on the language of this one.
    run(&maintenance, &format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'es'"))
        .unwrap_or_else(|error| panic!("RELEVO_TEST_POSTGRES is set, but no database can be created there: {error}"));
    Some(FreshDatabase { url: with_database(&maintenance, &name), name, maintenance })
}

impl FreshDatabase {
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Ends every connection, and refuses new ones.
    pub fn shut(&self) {
        self.allow_connections(false);
        let end = format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'", self.name);
        run(&self.maintenance, &end).expect("connections are ended");
    }

    /// Takes connections again.
    pub fn reopen(&self) {
        self.allow_connections(true);
    }

    fn allow_connections(&self, allow: bool) {
        run(&self.maintenance, &format!("ALTER DATABASE {} ALLOW_CONNECTIONS {allow}", self.name)).expect("the database is altered");
    }
}

impl Deref for FreshDatabase {
    type Target = str;

    fn deref(&self) -> &str {
        &self.url
    }
}

impl Drop for FreshDatabase {
    fn drop(&mut self) {
        let dropped = run(&self.maintenance, &format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name));
        if let Err(error) = dropped {
            eprintln!("the database {} stays behind: {error}", self.name);
        }
    }
}

fn run(url: &str, statement: &str) -> Result<(), String> {
    let mut connection = PgConnection::establish(url).map_err(|error| error.to_string())?;
    connection.batch_execute(statement).map_err(|error| error.to_string())
}

/// The same server and options, another database.
fn with_database(url: &str, name: &str) -> String {
    let (address, options) = match url.split_once('?') {
        Some((address, options)) => (address, format!("?{options}")),
        None => (url, String::new()),
    };
    let host = address.find("://").map_or(0, |scheme| scheme + 3);
    let server = match address[host..].find('/') {
        Some(slash) => &address[..host + slash],
        None => address,
    };
    format!("{server}/{name}{options}")
}

#[cfg(test)]
mod tests {
    use diesel::RunQueryDsl;
    use diesel::sql_types::{BigInt, Text};

    use super::*;

    #[test]
    fn only_the_database_of_the_url_changes() {
        let cases = [
            ("postgres://a@h:1/postgres", "postgres://a@h:1/fresh"),
            ("postgres://a@h:1", "postgres://a@h:1/fresh"),
            ("postgres://a@h/x?sslmode=disable&options=/", "postgres://a@h/fresh?sslmode=disable&options=/"),
        ];
        for (url, expected) in cases {
            assert_eq!(with_database(url, "fresh"), expected);
        }
    }

    #[derive(diesel::QueryableByName)]
    struct Answer {
        #[diesel(sql_type = BigInt)]
        tables: i64,
        #[diesel(sql_type = Text)]
        lowered: String,
    }

    #[test]
    fn a_fresh_database_is_empty_and_folds_accents_and_leaves_no_trace() {
        let Some(database) = fresh_database() else {
            return;
        };
        let mut connection = PgConnection::establish(&database).expect("a connection");
        let answer: Answer = diesel::sql_query(
            "SELECT count(*) AS tables, lower('ÁLGEBRA') AS lowered
             FROM information_schema.tables WHERE table_schema = 'public'",
        )
        .get_result(&mut connection)
        .expect("an answer");
        assert_eq!((answer.tables, answer.lowered.as_str()), (0, "álgebra"));

        // A connection that is still open does not keep the database alive.
        let url = database.url().to_owned();
        drop(database);
        assert!(PgConnection::establish(&url).is_err());
    }
}
