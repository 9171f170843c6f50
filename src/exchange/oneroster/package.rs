//! The archive: what its manifest says, and the tables that are read.

use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::files::{File, MANIFEST, STATUS};
use super::{Flaw, FlawKind, PackageError};
use crate::exchange::table::{MAX_BYTES, MAX_CELLS, Table, TableError};

/// The most entries that an archive may have: every table of the binding, and room for what others put beside them.
const MOST_ENTRIES: usize = 100;

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Whether these bytes are an archive with a manifest at its root, and so no workbook.
pub fn is_package(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
        && ZipArchive::new(Cursor::new(bytes)).is_ok_and(|archive| archive.index_for_name("manifest.csv").is_some())
}

/// An open package.
pub(super) struct Opened<'a> {
    archive: Archive<'a>,
    /// What the manifest says of each table.
    said: HashMap<String, String>,
    /// How much may still be unpacked.
    left: u64,
    /// How many cells may still be held.
    cells: usize,
    pub flaws: Vec<Flaw>,
}

impl<'a> Opened<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Self, PackageError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| PackageError::NotAnArchive)?;
        if archive.len() > MOST_ENTRIES {
            return Err(PackageError::TooLarge);
        }
        let mut opened = Opened { archive, said: HashMap::new(), left: MAX_BYTES as u64, cells: MAX_CELLS, flaws: Vec::new() };
        let manifest = opened.bytes("manifest")?.ok_or(PackageError::NoFile("manifest"))?;
        let manifest = Table::read(&manifest).map_err(|error| PackageError::Table { file: "manifest", error })?;
        let column = |name: &'static str| {
            let found = manifest.columns().iter().position(|column| column.header == name);
            found.ok_or(PackageError::NoColumn { file: "manifest", column: name })
        };
        let (name, value) = (column("propertyName")?, column("value")?);
        opened.said = manifest.rows().map(|(_, cells)| (cells[name].clone(), cells[value].clone())).collect();
        Ok(opened)
    }

    /// Which version of OneRoster it says it is of.
    pub fn version(&self) -> &str {
        self.said.get("oneroster.version").map_or("", String::as_str)
    }

    /// The names of the tables that are there beside those that a roster needs.
    pub fn others(&self, read: &[&str]) -> Vec<String> {
        let there = |name: &&str| self.said.get(&format!("file.{name}")).is_some_and(|said| said != "absent");
        MANIFEST.into_iter().filter(|name| !read.contains(name)).filter(there).map(|name| format!("{name}.csv")).collect()
    }

    /// A table, with its rows by `sourcedId`; `None` where the manifest says that it is not there.
    pub fn table(&mut self, file: &File) -> Result<Option<Rows>, PackageError> {
        match self.said.get(&format!("file.{}", file.name)).map_or("absent", String::as_str) {
            "absent" => return Ok(None),
            "bulk" => {}
            _ => return Err(PackageError::ChangesOnly(file.name)),
        }
        let bytes = self.bytes(file.name)?.ok_or(PackageError::NoFile(file.name))?;
        let table = match Table::read(&bytes) {
            Ok(table) => table,
            // A table with a header alone is not empty; one without is.
            Err(error) => return Err(PackageError::Table { file: file.name, error }),
        };
        let held = table.rows().count() * table.columns().len();
        self.cells = self.cells.checked_sub(held).ok_or(PackageError::TooLarge)?;
        for column in file.required {
            if !table.columns().iter().any(|known| known.header == *column) {
                return Err(PackageError::NoColumn { file: file.name, column });
            }
        }
        Ok(Some(self.rows(file, &table)))
    }

    fn rows(&mut self, file: &File, table: &Table) -> Rows {
        let mut flaw = |row: u64, what: FlawKind| self.flaws.push(Flaw { file: file.name.to_owned(), row, what });
        let places: HashMap<&'static str, usize> = file
            .columns
            .iter()
            .chain(file.required)
            .chain(&[STATUS])
            .filter_map(|name| Some((*name, table.columns().iter().position(|column| column.header == *name)?)))
            .collect();
        table.ragged().iter().for_each(|ragged| flaw(ragged.row, FlawKind::Ragged));
        let mut seen = HashSet::new();
        let mut rows = Vec::new();
        for (row, cells) in table.rows() {
            let blank = file.required.iter().find(|column| places.get(*column).is_none_or(|at| cells[*at].is_empty()));
            if let Some(column) = blank {
                flaw(row, FlawKind::Blank((*column).to_owned()));
            } else if !seen.insert(cells[places["sourcedId"]].clone()) {
                flaw(row, FlawKind::Twice);
            } else {
                rows.push((row, cells.to_vec()));
            }
        }
        Rows { places, rows }
    }

    fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, PackageError> {
        let Some(at) = self.archive.index_for_name(&format!("{name}.csv")) else { return Ok(None) };
        let entry = self.archive.by_index(at).map_err(|_| PackageError::NotAnArchive)?;
        let mut bytes = Vec::new();
        // What an entry says of its own size is not believed.
        entry.take(self.left + 1).read_to_end(&mut bytes).map_err(|_| PackageError::NotAnArchive)?;
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or(PackageError::TooLarge)?;
        Ok(Some(bytes))
    }
}

/// The rows of a table.
pub(super) struct Rows {
    places: HashMap<&'static str, usize>,
    rows: Vec<(u64, Vec<String>)>,
}

impl Rows {
    pub fn iter(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(number, cells)| Row { places: &self.places, number: *number, cells })
    }
}

/// A row of a table.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    places: &'a HashMap<&'static str, usize>,
    /// As a spreadsheet shows it.
    pub number: u64,
    cells: &'a [String],
}

impl<'a> Row<'a> {
    /// A cell; blank where there is no such column.
    pub fn get(&self, column: &str) -> &'a str {
        self.places.get(column).map_or("", |at| self.cells[*at].as_str())
    }

    /// Whether the package says of it that it is not there any more.
    pub fn is_gone(&self) -> bool {
        self.get(STATUS).eq_ignore_ascii_case("tobedeleted")
    }
}

impl From<TableError> for PackageError {
    fn from(error: TableError) -> Self {
        PackageError::Table { file: "users", error }
    }
}
