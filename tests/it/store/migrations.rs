//! Both engines carry the schema that the program believes in, and can shed it and take it up again.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use regex::Regex;
use relevo::store::Conn;
use relevo::store::tables::{JOURNAL, OPERATIONAL, PRACTICE};

use super::on_both_engines;

/// Table → column → (type as diesel names it, whether it may be empty).
type Tables = BTreeMap<String, BTreeMap<String, (String, bool)>>;

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
    #[diesel(sql_type = Text)]
    data_type: String,
    #[diesel(sql_type = Bool)]
    nullable: bool,
}

const OF_SQLITE: &str = "SELECT m.name AS table_name, c.name AS column_name, c.type AS data_type, NOT c.\"notnull\" AS nullable
    FROM sqlite_master m JOIN pragma_table_info(m.name) c
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name <> '__diesel_schema_migrations'";
const OF_POSTGRES: &str = "SELECT table_name::text, column_name::text, data_type::text, is_nullable = 'YES' AS nullable
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '__diesel_schema_migrations'";

fn tables(conn: &mut Conn) -> Tables {
    let columns: Vec<Column> = match conn {
        Conn::Sqlite(conn) => diesel::sql_query(OF_SQLITE).load(conn),
        Conn::Pg(conn) => diesel::sql_query(OF_POSTGRES).load(conn),
    }
    .expect("columns");
    let mut tables = Tables::new();
    for column in columns {
        let kind = match column.data_type.to_lowercase().as_str() {
            "blob" | "bytea" => "Binary",
            "text" => "Text",
            "integer" => "Integer",
            "bigint" => "BigInt",
            "boolean" => "Bool",
            "date" => "Date",
            "double precision" => "Double",
            other => panic!("{}.{} has a type that has no place here: {other}", column.table_name, column.column_name),
        };
        tables.entry(column.table_name).or_default().insert(column.column_name, (kind.to_owned(), column.nullable));
    }
    tables
}

/// What `store::schema` says, read from its text.
fn declared() -> Tables {
    let table = Regex::new(r"(?s)diesel::table! \{\s*(\w+) \([\w, ]+\) \{(.*?)\}").expect("a regular expression");
    let column = Regex::new(r"(\w+) -> (?:Nullable<)?(\w+)(>?),").expect("a regular expression");
    let text = include_str!("../../../src/store/schema.rs");
    table
        .captures_iter(text)
        .map(|table| {
            let columns = column.captures_iter(&table[2]).map(|c| (c[1].to_owned(), (c[2].to_owned(), !c[3].is_empty())));
            (table[1].to_owned(), columns.collect())
        })
        .collect()
}

#[test]
fn the_schema_goes_up_down_and_up_again_and_is_the_declared_one() {
    let declared = declared();
    assert!(declared.len() > 20, "the schema was read");
    on_both_engines(|place| {
        let mut conn = place.connect();
        conn.migrate().expect("up");
        assert_eq!(tables(&mut conn), declared);
        conn.unmigrate().expect("down");
        assert_eq!(tables(&mut conn), Tables::new());
        conn.migrate().expect("up again");
        assert_eq!(tables(&mut conn), declared);
        conn.migrate().expect("and nothing more to do");
    });
}

#[test]
fn both_folders_hold_the_same_statements() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let files = |engine: &str| -> BTreeMap<String, String> {
        let folders = std::fs::read_dir(root.join(engine)).expect("migrations").map(|entry| entry.expect("an entry").path());
        let files = folders.flat_map(|folder| ["up.sql", "down.sql"].map(|name| folder.join(name)));
        let mut texts = BTreeMap::new();
        for file in files {
            let name = file.strip_prefix(root.join(engine)).expect("inside").to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&file).expect("a migration").replace("BYTEA", "BLOB").replace(") WITHOUT ROWID;", ");");
            // SQLite compares texts by their bytes anyway; a server has to be told.
            let collated = |line: &&str| engine == "postgres" && line.starts_with("ALTER TABLE ") && line.contains(" COLLATE ");
            texts.insert(name, text.lines().filter(|line| !collated(line)).collect::<Vec<_>>().join("\n"));
        }
        texts
    };
    let sqlite = files("sqlite");
    assert!(!sqlite.is_empty());
    assert_eq!(sqlite, files("postgres"));
}

#[test]
fn every_table_has_one_place_in_the_list() {
    let mut listed: Vec<&str> = PRACTICE.to_vec();
    listed.extend(JOURNAL.iter().chain(OPERATIONAL).map(|(table, _)| *table));
    let set: BTreeSet<String> = listed.iter().map(|table| (*table).to_owned()).collect();
    assert_eq!(set.len(), listed.len(), "no table is listed twice");
    assert_eq!(set, declared().into_keys().collect());
    assert!(JOURNAL.iter().chain(OPERATIONAL).all(|(_, reason)| !reason.is_empty()));
}
