//! The forms, and the parcel.

use std::io::{Cursor, Write};

use chrono::DateTime;
use serde_json::{Map, Value, json};
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, result::ZipResult};

use super::{Cell, FORMAT, OwnData};
use crate::domain::moment::Moment;
use crate::exchange::report;

fn instant(moment: Moment) -> String {
    DateTime::from_timestamp_millis(moment.millis()).map(|time| time.to_rfc3339()).unwrap_or_default()
}

impl Cell {
    fn value(&self) -> Value {
        match self {
            Cell::Empty => Value::Null,
            Cell::Text(text) => json!(text),
            Cell::Word(_, word) => json!(word),
            Cell::Number(number) => json!(number),
            Cell::Day(day) => json!(day.to_string()),
            Cell::Moment(moment) => json!(instant(*moment)),
        }
    }

    fn text(&self) -> String {
        match self.value() {
            Value::Null => String::new(),
            Value::String(text) => text,
            other => other.to_string(),
        }
    }
}

/// The JSON.
pub fn json(data: &OwnData) -> Vec<u8> {
    let mut all = Map::new();
    all.insert("format".to_owned(), json!(FORMAT));
    all.insert("person".to_owned(), json!(data.person.to_string()));
    all.insert("made".to_owned(), json!(instant(data.made)));
    for section in &data.sections {
        let row = |row: &Vec<Cell>| -> Value {
            let cells = section.columns.iter().zip(row).map(|(column, cell)| ((*column).to_owned(), cell.value()));
            Value::Object(cells.collect())
        };
        all.insert(section.key.to_owned(), section.rows.iter().map(row).collect());
    }
    format!("{:#}\n", Value::Object(all)).into_bytes()
}

/// A table for each kind of which there is something, with its name.
pub fn tables(data: &OwnData) -> Vec<(String, Vec<u8>)> {
    let sections = data.sections.iter().filter(|section| !section.rows.is_empty());
    sections
        .map(|section| {
            let lines: Vec<Vec<String>> = section.rows.iter().map(|row| row.iter().map(Cell::text).collect()).collect();
            (format!("{}.csv", section.key), report::csv(section.columns, &lines))
        })
        .collect()
}

/// Packs files into one. What is a picture already is not pressed again.
///
/// # Errors
/// The parcel becomes too large for its format.
pub fn pack(files: &[(String, Vec<u8>)]) -> ZipResult<Vec<u8>> {
    let mut parcel = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let pressed = name.ends_with(".jpg") || name.ends_with(".pdf");
        let method = if pressed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        parcel.start_file(name.as_str(), SimpleFileOptions::default().compression_method(method))?;
        parcel.write_all(bytes)?;
    }
    Ok(parcel.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Id;
    use crate::exchange::own_data::Section;

    #[test]
    fn each_form_says_the_same() {
        let day = "2026-11-23".parse().expect("a day");
        let cells = vec![Cell::Text("=1+1".to_owned()), Cell::Word("part", "learner"), Cell::Day(day), Cell::Empty, Cell::Number(2)];
        let section = Section { key: "entries", columns: &["text", "part", "day", "why", "rank"], rows: vec![cells] };
        let empty = Section { key: "notes", columns: &["text"], rows: vec![] };
        let (person, name, made) = (Id::from_bytes([1; 16]), "Ximena".to_owned(), Moment::from_millis(0));
        let data = OwnData { person, name, made, sections: vec![section, empty], files: vec![] };
        let read: Value = serde_json::from_slice(&json(&data)).expect("JSON");
        assert_eq!(read["entries"], json!([{"text": "=1+1", "part": "learner", "day": "2026-11-23", "why": null, "rank": 2}]));
        assert_eq!((&read["notes"], &read["made"]), (&json!([]), &json!("1970-01-01T00:00:00+00:00")));
        let tables = tables(&data);
        assert_eq!(tables.len(), 1, "nothing is no table");
        assert_eq!(String::from_utf8_lossy(&tables[0].1), "\u{feff}text,part,day,why,rank\n'=1+1,learner,2026-11-23,,2\n");
    }

    #[test]
    fn what_is_packed_comes_out_again() {
        let files = vec![("a.json".to_owned(), b"{}".repeat(200)), ("files/b.jpg".to_owned(), vec![7; 300])];
        let parcel = pack(&files).expect("a parcel");
        let mut read = zip::ZipArchive::new(Cursor::new(parcel)).expect("a parcel");
        for (name, bytes) in &files {
            let mut found = Vec::new();
            std::io::Read::read_to_end(&mut read.by_name(name).expect("the file"), &mut found).expect("its bytes");
            assert_eq!(&found, bytes);
        }
    }
}
