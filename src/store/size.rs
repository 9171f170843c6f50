//! How large the data are, and what of it is journal: growth is a figure, since a nation is tens of millions of facts.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::conn::Conn;
use super::error::Error;
use super::schema::journal;
use super::tables;

/// Sizes in bytes, indexes included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    /// How many facts.
    pub facts: i64,
    /// The journal's tables.
    pub journal: i64,
    /// The tables of the practice.
    pub tables: i64,
}

#[derive(QueryableByName)]
struct Bytes {
    #[diesel(sql_type = BigInt)]
    bytes: i64,
}

/// Reads the sizes.
///
/// # Errors
/// The database cannot tell.
pub fn of(conn: &mut Conn) -> Result<Sizes, Error> {
    let facts = journal::table.count().get_result(conn)?;
    let mut sizes = Sizes { facts, journal: 0, tables: 0 };
    for (name, _) in tables::JOURNAL {
        sizes.journal += bytes(conn, name)?;
    }
    for name in tables::PRACTICE {
        sizes.tables += bytes(conn, name)?;
    }
    Ok(sizes)
}

fn bytes(conn: &mut Conn, table: &str) -> Result<i64, Error> {
    let query = match conn {
        // A table's pages and those of its indexes.
        Conn::Sqlite(_) => {
            "SELECT CAST(COALESCE(SUM(pgsize), 0) AS BIGINT) AS bytes FROM dbstat \
             WHERE name IN (SELECT name FROM sqlite_master WHERE tbl_name = $1)"
        }
        Conn::Pg(_) => "SELECT pg_total_relation_size($1::regclass)::bigint AS bytes",
    };
    Ok(diesel::sql_query(query).bind::<Text, _>(table).get_result::<Bytes>(conn)?.bytes)
}
