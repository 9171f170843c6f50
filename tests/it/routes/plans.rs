//! No page reads a table from end to end: what it asks of what grows with the network is found by an index. Held on SQLite, which tells its
//! plan without knowing the values, as it makes it for a prepared statement.

use std::collections::BTreeSet;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;
use diesel::sqlite::SqliteConnection;
use relevo::store::Address;

use super::ground::{CALLERS, Lived};
use super::table::Row;
use crate::support::counting;

/// What may be read from end to end, and why: the table, and how what is asked of it ends.
const WHOLE: [(&str, &str); 4] = [
    // The fund of knowledge is shown by the page and counted, and taken out whole: as many topics as people think of, not as there are people.
    ("topic", ""),
    ("prerequisites", ""),
    // In how many places each topic is alive, for the fund taken out.
    ("adoptions USING COVERING INDEX", "GROUP BY `adoptions`.`topic`"),
    ("offers USING COVERING INDEX", "GROUP BY `offers`.`topic`"),
];

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = Text)]
    detail: String,
}

/// What SQLite would do, a line for each table that it touches.
fn plan(conn: &mut SqliteConnection, statement: &str) -> Vec<String> {
    let steps = diesel::sql_query(format!("EXPLAIN QUERY PLAN {statement}")).load::<Step>(conn);
    steps.unwrap_or_else(|error| panic!("{error}: {statement}")).into_iter().map(|step| step.detail).collect()
}

#[actix_web::test]
async fn no_page_reads_a_table_from_end_to_end() {
    counting::begin();
    let lived = Lived::lay().await;
    let town = lived.town().await;
    let Address::File(file) = town.db.address().clone() else { return };
    // The network in memory is read whole, once, by a thread beside.
    town.db.network().build_now().expect("the network is built");
    let beside = counting::statements(town.db.address());
    for row in Row::all().iter().filter(|row| row.method == "GET") {
        for (letter, _) in CALLERS.iter().filter(|(letter, _)| row.admits(*letter)) {
            lived.browser(&town, *letter).get(&lived.fill(row.path)).await;
        }
    }
    let mut conn = SqliteConnection::establish(&file.to_string_lossy()).expect("the data open");
    conn.batch_execute("PRAGMA query_only = 1").expect("it only reads");
    let asked = counting::statements(town.db.address());
    let statements: BTreeSet<&String> = asked.difference(&beside).filter(|text| text.starts_with("SELECT")).collect();
    assert!(statements.len() > 100, "hardly anything was asked: {}", statements.len());
    let (mut read, mut allowed) = (Vec::new(), BTreeSet::new());
    // Nothing is asked of an empty list, and nothing is read for it; whether there is anything at all is known by the first row.
    for statement in statements.iter().filter(|text| !text.contains("(1=0)") && !text.starts_with("SELECT EXISTS")) {
        for step in plan(&mut conn, statement) {
            let Some(scanned) = step.strip_prefix("SCAN ").filter(|scanned| *scanned != "CONSTANT ROW") else { continue };
            match WHOLE.iter().find(|(table, end)| scanned.starts_with(table) && statement.ends_with(end)) {
                Some(whole) => _ = allowed.insert(whole),
                None => read.push(format!("{step}\n    {statement}")),
            }
        }
    }
    assert!(read.is_empty(), "{} tables are read from end to end:\n{}", read.len(), read.join("\n"));
    assert_eq!(allowed.len(), WHOLE.len(), "only these still are: {allowed:?}");
}
