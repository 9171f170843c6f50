//! Who was erased, as a list beside the data.
//!
//! An erasure reaches everything in the database, and nothing outside it: whoever puts back a copy from before has her name again. So the ids
//! of those who were erased are also kept in a small file, in the data folder and beside each backup. Ids alone: they lead to nobody, unless
//! one has the copy that should forget her. Every start, and every restore, erases again whom the list names.
//!
//! Deliberately not known here: how somebody is erased (`actions::people`), and when the list is looked at.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use diesel::prelude::*;

use super::conn::Conn;
use super::error::Error;
use super::schema::people;
use crate::domain::id::PersonId;

/// What the file is called, wherever it lies.
pub const NAME: &str = "erased.txt";

const HEAD: &str =
    "# Relevo: people who were erased. Keep this file with the data and with every backup: whoever is restored is erased again.\n";

/// The list in one folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    path: PathBuf,
}

impl List {
    /// The list that lies, or will lie, in a folder.
    pub fn within(folder: &Path) -> List {
        List { path: folder.join(NAME) }
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether there is one. Where nobody was erased yet there is none, and where it was lost neither: only a person can tell.
    pub fn is_there(&self) -> bool {
        self.path.is_file()
    }

    /// Whom it names. Nobody, where there is no list yet.
    ///
    /// # Errors
    /// The file cannot be read, or a line of it is no id: a list that was damaged must not pass for a short one.
    pub fn read(&self) -> io::Result<BTreeSet<PersonId>> {
        let text = match std::fs::read_to_string(&self.path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
            Err(error) => return Err(error),
        };
        let lines = text.lines().enumerate().map(|(number, line)| (number + 1, line.trim()));
        lines
            .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
            .map(|(number, line)| {
                line.parse().map_err(|_| {
                    let what = format!("{}: line {number} names nobody: it is no id", self.path.display());
                    io::Error::new(io::ErrorKind::InvalidData, what)
                })
            })
            .collect()
    }

    /// Adds to it. Nobody is ever taken out. The file is exchanged as a whole, so that a power cut leaves the old one or the new one.
    ///
    /// # Errors
    /// The file cannot be read or written.
    pub fn add(&self, more: impl IntoIterator<Item = PersonId>) -> io::Result<()> {
        let known = self.read()?;
        let all: BTreeSet<PersonId> = known.iter().copied().chain(more).collect();
        if all == known {
            return Ok(());
        }
        let mut text = HEAD.to_owned();
        for person in all {
            text.push_str(&format!("{person}\n"));
        }
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder)?;
        let fresh = self.path.with_extension("txt.new");
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        // It tells nobody's name; and who was erased is nobody's business on this machine.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&fresh)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&fresh, &self.path)?;
        #[cfg(unix)]
        std::fs::File::open(folder)?.sync_all()?;
        Ok(())
    }
}

/// Everybody whom this database has erased.
///
/// # Errors
/// The database cannot be read.
pub fn all(conn: &mut Conn) -> Result<Vec<PersonId>, Error> {
    Ok(people::table.filter(people::erased.eq(true)).order(people::id).select(people::id).load(conn)?)
}

/// Of these, whom this database knows and has not erased.
///
/// # Errors
/// The database cannot be read.
pub fn still_here(conn: &mut Conn, listed: &BTreeSet<PersonId>) -> Result<Vec<PersonId>, Error> {
    let listed: Vec<PersonId> = listed.iter().copied().collect();
    let mut found = Vec::new();
    for chunk in listed.chunks(500) {
        let here = people::table.filter(people::id.eq_any(chunk).and(people::erased.eq(false)));
        let here: Vec<(PersonId, Option<PersonId>)> = here.order(people::id).select((people::id, people::merged_into)).load(conn)?;
        // Who had been entered twice is one person, in whichever entry the list names her.
        found.extend(here.into_iter().map(|(person, into)| into.unwrap_or(person)));
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Id;

    fn person(number: u8) -> PersonId {
        Id::from_bytes([number; 16])
    }

    #[test]
    fn the_list_grows_and_forgets_nobody() {
        let folder = tempfile::tempdir().expect("a folder");
        let list = List::within(folder.path());
        assert!(list.read().expect("no list yet").is_empty());
        list.add([person(3), person(1)]).expect("written");
        list.add([person(2), person(3)]).expect("written");
        list.add([]).expect("nothing to write");
        assert_eq!(list.read().expect("read"), BTreeSet::from([person(1), person(2), person(3)]));
        assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 1, "nothing half-written stays");
    }

    #[test]
    fn a_damaged_list_is_no_short_list() {
        let folder = tempfile::tempdir().expect("a folder");
        let list = List::within(folder.path());
        list.add([person(1)]).expect("written");
        let mut text = std::fs::read_to_string(list.path()).expect("read");
        text.push_str("01J8\n");
        std::fs::write(list.path(), &text).expect("damaged");
        let error = list.read().expect_err("a line is no id");
        assert!(error.to_string().contains("line 3"), "{error}");
        assert!(list.add([person(2)]).is_err(), "what cannot be read is not written over");
        assert_eq!(std::fs::read_to_string(list.path()).expect("read"), text);
    }
}
