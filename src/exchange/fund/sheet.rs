//! The fund's own table on its way back, perhaps from a spreadsheet in which somebody has put a word right.
//!
//! It is the fund and no list: its topics keep the ids that they have. A text that was put right there still bears the number of the one that it
//! replaces, so its number does not tell which is newer. What a table cannot carry stays behind, and is counted: the ids of what is said of two
//! topics.

use std::collections::HashMap;

use serde_json::json;

use super::{Topic, Version, read};
use crate::exchange::package::{ItemRefusal, Package, Spot};
use crate::exchange::table::Table;

/// The columns by which it is told from a list, folded.
const OWN: [&str; 6] = ["id", "uuid", "version", "counts", "licence", "title"];

/// What the table says of two topics, which has no id here.
const TIES: [&str; 3] = ["adapted_from", "translation_of", "same_as"];

/// Within so many letters the header has named the first columns.
const HEAD: usize = 200;

/// How the table says that a version is the one that counts.
const COUNTS: &str = "yes";

/// The table, where a file is one.
pub fn table_of(bytes: &[u8]) -> Option<Table> {
    // Most files are something else, and some of those are long: only what may be one is read. The letters of some texts have two bytes.
    let head: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).take(HEAD).collect();
    let may_be = bytes.starts_with(b"PK") || head.windows(4).any(|word| word.eq_ignore_ascii_case(b"uuid"));
    let table = if may_be { Table::read(bytes).ok()? } else { return None };
    OWN.iter().all(|name| table.column(name).is_some()).then_some(table)
}

/// Reads it.
pub fn read_table(table: &Table) -> Package {
    let mut topics: Vec<Topic> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut flawed: Vec<u64> = table.ragged().iter().map(|ragged| ragged.row).collect();
    let mut ties = [0; TIES.len()];
    for (number, cells) in table.rows() {
        let row = Cells { table, cells };
        let Ok(version) = row.text("version").parse() else {
            flawed.push(number);
            continue;
        };
        let id = row.text("id");
        let place = *places.entry(id.clone()).or_insert(topics.len());
        if place == topics.len() {
            topics.push(topic(&row, id));
        }
        let topic = &mut topics[place];
        topic.versions.push(text(&row, version));
        if row.text("counts").eq_ignore_ascii_case(COUNTS) {
            topic.version = version;
            topic.prerequisites = row.lines("prerequisites");
            for (count, name) in ties.iter_mut().zip(TIES) {
                *count += usize::from(!row.text(name).is_empty());
            }
        }
    }
    for topic in &mut topics {
        // Where nobody says which text counts, it is the newest.
        topic.version = Some(topic.version)
            .filter(|version| *version > 0)
            .unwrap_or_else(|| topic.versions.iter().map(|version| version.version).max().unwrap_or_default());
    }
    let mut package = read(&json!({ "topics": topics, "relations": [] }));
    for item in &mut package.items {
        item.retouched = true;
    }
    let at = |row: u64| usize::try_from(row).unwrap_or(usize::MAX).saturating_sub(1);
    package.refused.extend(flawed.into_iter().map(|row| (Spot::new("csv", at(row)), ItemRefusal::Shape)));
    package.unread.extend(TIES.iter().zip(ties).filter(|(_, count)| *count > 0).map(|(name, count)| ((*name).to_owned(), count)));
    package
}

/// A row.
struct Cells<'a> {
    table: &'a Table,
    cells: &'a [String],
}

impl Cells<'_> {
    /// What stands under a header, with the line breaks that we write; nothing, where there is no such column.
    fn text(&self, header: &str) -> String {
        let cell = self.table.column(&header.replace('_', " ")).and_then(|at| self.cells.get(at));
        cell.map(|cell| cell.replace("\r\n", "\n")).unwrap_or_default()
    }

    fn said(&self, header: &str) -> Option<String> {
        Some(self.text(header)).filter(|text| !text.is_empty())
    }

    fn lines(&self, header: &str) -> Vec<String> {
        self.text(header).lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }
}

fn topic(row: &Cells<'_>, id: String) -> Topic {
    Topic {
        id,
        uuid: row.text("uuid"),
        language: row.text("language"),
        origin: row.text("origin"),
        licence: row.text("licence"),
        published: row.text("published"),
        school: row.said("school"),
        school_id: row.said("school_id"),
        import_key: None,
        same_as: None,
        adopted: 0,
        offered: 0,
        version: 0,
        prerequisites: Vec::new(),
        versions: Vec::new(),
    }
}

fn text(row: &Cells<'_>, version: i32) -> Version {
    Version {
        version,
        written: row.text("written"),
        title: row.text("title"),
        title_en: row.said("title_en"),
        subject: row.text("subject"),
        challenge: row.text("challenge"),
        why: row.text("why"),
        questions: row.lines("questions"),
        sources: row.lines("sources"),
    }
}
