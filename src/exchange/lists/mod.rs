//! Lists that come in by a page: what waits of a file, what it would do, and the parts in which it is written.
//!
//! What waits is less than what was sent: columns of what is kept of nobody go before anything is stored. A list is looked at anew each time,
//! against what is there by then, so that a part that was written is simply there when the rest is. Deliberately not known here: who asks
//! (`actions::lists`), and in which words it is told (`web::pages::lists`).

mod look;
mod said;
mod topics;
mod write;

use std::io::{Read as _, Write as _};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::{Deserialize, Serialize};

pub use look::{Aside, Line, Look, Of, Outcome, Reason, answers, look};
pub use said::{Said, Unsaid, say};
pub use write::{Part, Written, parts, write};

use super::bring_topics::Beside;
use super::oneroster::{self, Flaw, PackageError};
use super::package::{self, Package};
use super::table::{Table, TableError};
use super::topics as readers;
use super::topics::pairs::read_pairs;
use super::{people, schools};
use crate::domain::moment::Day;
use crate::domain::words::ListKind;

/// The largest file that a page takes.
pub const MAX_BYTES: usize = 8 * 1024 * 1024;
/// The most rows that a list may have.
pub const MAX_ROWS: usize = 20_000;
/// The most pairs of topics that may lie beside one.
pub const MAX_PAIRS: usize = 60_000;

/// What waits of a file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Waiting {
    /// Its rows, without the columns that are not kept.
    pub table: Table,
    /// The headers of the columns that went.
    pub dropped: Vec<String>,
    /// Rows that could not be taken from the tables of a package.
    #[serde(default)]
    pub flaws: Vec<Flaw>,
    /// Pairs of its topics that came in files of their own.
    #[serde(default)]
    pub beside: Beside,
    /// A package of topics, instead of rows.
    #[serde(default)]
    pub package: Option<Package>,
}

/// Why a file, as a whole, cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// As a table.
    Table(TableError),
    /// As a package of a roster.
    Roster(PackageError),
    /// As a package of topics.
    Topics(package::Unreadable),
}

/// What the pairs of a file say of two topics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pairs {
    /// That the first helps to come before the second.
    Before,
    /// That they are near to one another.
    Near,
}

impl Pairs {
    /// Both, in the order in which a page offers them.
    pub const ALL: [Pairs; 2] = [Self::Before, Self::Near];

    /// What it is called.
    pub fn word(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::Near => "near",
        }
    }
}

impl Waiting {
    /// Takes of a file what may wait.
    ///
    /// # Errors
    /// Nothing of the file can be trusted, or it is too long.
    pub fn of(kind: ListKind, bytes: &[u8]) -> Result<Waiting, TableError> {
        let mut table = Table::read(bytes)?;
        if table.rows().count() + table.ragged().len() > MAX_ROWS {
            return Err(TableError::TooManyRows { most: MAX_ROWS });
        }
        let dropped = sieve(kind, &mut table);
        Ok(Waiting { table, dropped, flaws: Vec::new(), beside: Beside::default(), package: None })
    }

    /// Takes of a file with topics what may wait: a list, or a package.
    ///
    /// # Errors
    /// Nothing of the file can be trusted, or it is too long.
    pub fn of_topics(bytes: &[u8]) -> Result<Waiting, Unread> {
        if !package::is_package(bytes) {
            return Waiting::of(ListKind::Topics, bytes).map_err(Unread::Table);
        }
        let package = package::read(bytes).map_err(Unread::Topics)?;
        if package.items.len() + package.refused.len() > MAX_ROWS || package.links.len() > MAX_PAIRS {
            return Err(Unread::Table(TableError::TooManyRows { most: MAX_ROWS }));
        }
        let (table, beside) = (Table::default(), Beside::default());
        Ok(Waiting { table, dropped: Vec::new(), flaws: Vec::new(), beside, package: Some(package) })
    }

    /// Lays pairs of its topics beside a list, in the place of those that lay there.
    ///
    /// # Errors
    /// Nothing of the file can be trusted, or it is too long.
    pub fn lay_beside(&mut self, pairs: Pairs, bytes: &[u8]) -> Result<(), TableError> {
        let table = Table::read(bytes)?;
        if table.rows().count() + table.ragged().len() > MAX_PAIRS {
            return Err(TableError::TooManyRows { most: MAX_PAIRS });
        }
        let file = read_pairs(&table)?;
        match pairs {
            Pairs::Before => self.beside.prerequisites = file,
            Pairs::Near => self.beside.related = file,
        }
        Ok(())
    }

    /// Takes of a file with people what may wait for the school of this key: of a package of a roster, the list of this school.
    ///
    /// # Errors
    /// Nothing of the file can be trusted, it is too long, or of another school.
    pub fn of_people(bytes: &[u8], key: Option<&str>, today: Day) -> Result<Waiting, Unread> {
        if !oneroster::is_package(bytes) {
            return Waiting::of(ListKind::People, bytes).map_err(Unread::Table);
        }
        let package = oneroster::read(bytes, today).map_err(Unread::Roster)?;
        let (mut table, flaws, mut dropped) = package.of_school(key).map_err(Unread::Roster)?;
        if table.rows().count().max(flaws.len()) > MAX_ROWS {
            return Err(Unread::Table(TableError::TooManyRows { most: MAX_ROWS }));
        }
        dropped.extend(sieve(ListKind::People, &mut table));
        Ok(Waiting { table, dropped, flaws, beside: Beside::default(), package: None })
    }

    /// As it is stored.
    ///
    /// # Errors
    /// None that a list could have.
    pub fn pack(&self) -> std::io::Result<Vec<u8>> {
        let mut into = DeflateEncoder::new(Vec::new(), Compression::fast());
        serde_json::to_writer(&mut into, self)?;
        into.flush()?;
        into.finish()
    }

    /// As it was stored.
    ///
    /// # Errors
    /// It was not stored by [`Waiting::pack`].
    pub fn unpack(body: &[u8]) -> std::io::Result<Waiting> {
        let mut text = Vec::new();
        DeflateDecoder::new(body).read_to_end(&mut text)?;
        Ok(serde_json::from_slice(&text)?)
    }

    /// Lets each column mean what somebody says of it, and lets go what must not wait then.
    pub fn call(&mut self, kind: ListKind, words: &[String]) {
        for (at, word) in words.iter().enumerate().take(self.table.columns().len()) {
            call(kind, &mut self.table, at, word);
        }
        let more = sieve(kind, &mut self.table);
        self.dropped.extend(more);
    }

    /// What each column is read as.
    pub fn meanings(&self, kind: ListKind) -> Vec<Option<&'static str>> {
        meanings(kind, &self.table)
    }
}

/// What each column of such a list is read as.
pub fn meanings(kind: ListKind, table: &Table) -> Vec<Option<&'static str>> {
    match kind {
        ListKind::People => people::meanings(table),
        ListKind::Schools => schools::meanings(table),
        ListKind::Topics => readers::meanings(table),
    }
}

/// Lets a column mean what somebody says of it.
fn call(kind: ListKind, table: &mut Table, at: usize, word: &str) {
    match kind {
        ListKind::People => people::call(table, at, word),
        ListKind::Schools => schools::call(table, at, word),
        ListKind::Topics => readers::call(table, at, word),
    }
}

/// Whether a column must not mean this, whoever says so.
fn closed(kind: ListKind, table: &Table, at: usize, word: &str) -> bool {
    match kind {
        ListKind::People => people::closed(table, at, word),
        ListKind::Schools => schools::closed(table, at),
        ListKind::Topics => false,
    }
}

/// What a column of such a list may mean.
pub fn fields(kind: ListKind) -> Vec<&'static str> {
    match kind {
        ListKind::People => people::Field::ALL.iter().map(|field| field.word()).collect(),
        ListKind::Schools => schools::Field::ALL.iter().map(|field| field.word()).collect(),
        ListKind::Topics => readers::fields().collect(),
    }
}

/// Whether several columns may mean the same.
pub fn may_repeat(kind: ListKind, field: &str) -> bool {
    kind == ListKind::Schools && field == schools::Field::Shift.word()
}

fn sieve(kind: ListKind, table: &mut Table) -> Vec<String> {
    match kind {
        ListKind::People => people::sieve(table),
        ListKind::Schools => schools::sieve(table),
        ListKind::Topics => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_of_nobody_does_not_even_wait() {
        let list =
            "Nombre;Apellidos;Grado;CURP;Teléfono de casa;Notas\nItzel;Núñez Paz;2;BOXW310820HNERXN09;4731234567;llamar al 473 123 4567\n";
        let waiting = Waiting::of(ListKind::People, list.as_bytes()).expect("a list");
        assert_eq!(waiting.dropped, ["CURP", "Teléfono de casa"]);
        let text = serde_json::to_string(&waiting).expect("text");
        for gone in ["Núñez", "Paz", "BOXW", "473"] {
            assert!(!text.contains(gone), "{gone} waits: {text}");
        }
        let again = Waiting::unpack(&waiting.pack().expect("packed")).expect("unpacked");
        assert_eq!(serde_json::to_string(&again).expect("text"), text);
    }

    #[test]
    fn a_column_that_is_called_a_surname_by_hand_keeps_a_letter() {
        let mut waiting = Waiting::of(ListKind::People, b"quien,familia de\nItzel,Nu\xc3\xb1ez\n").expect("a list");
        assert_eq!(waiting.meanings(ListKind::People), [None, None]);
        waiting.call(ListKind::People, &["name".to_owned(), "surname".to_owned()]);
        assert_eq!(waiting.meanings(ListKind::People), [Some("name"), Some("surname")]);
        let rows: Vec<Vec<String>> = waiting.table.rows().map(|(_, cells)| cells.to_vec()).collect();
        assert_eq!(rows, [["Itzel", "N"]]);
        waiting.call(ListKind::People, &[String::new(), String::new()]);
        assert_eq!(waiting.meanings(ListKind::People), [None, None]);
    }
}
