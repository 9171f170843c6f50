//! What comes in from files and what goes out to them.
//!
//! Readers here turn bytes into plain rows and a list of what was refused or doubtful, row by row. They write
//! nothing: whoever imports decides what to do with the rows, after a person has seen the list.

pub mod bring_people;
pub mod bring_schools;
pub mod bring_topics;
pub mod case;
pub mod fund;
pub mod lists;
pub mod notebook;
pub mod oneroster;
pub mod own_data;
pub mod package;
pub mod people;
pub mod plain_instance;
pub mod report;
pub mod schools;
pub mod table;
pub mod topics;

use crate::domain::guard::{self, Found};

/// Something to tell about one row of a file.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Problem<R> {
    /// The row's number as a spreadsheet shows it; the header is usually row 1.
    pub row: u64,
    /// What is the matter.
    pub reason: R,
}

/// Whether a text holds signs of damage: replacement characters, or UTF-8 that was once read as Windows-1252.
pub(crate) fn is_damaged(text: &str) -> bool {
    let mut before = ' ';
    text.chars().any(|c| {
        let mojibake = matches!(before, 'Ã' | 'Â') && ('\u{80}'..='\u{bf}').contains(&c);
        before = c;
        c == '\u{fffd}' || mojibake
    })
}

/// Text of a cell with single spaces; `None` when blank or a placeholder for *no data*.
pub(crate) fn stated(cell: &str) -> Option<String> {
    let text = cell.split_whitespace().collect::<Vec<_>>().join(" ");
    let placeholder = matches!(
        crate::domain::search::fold(&text).as_str(),
        "" | "no data" | "n d" | "nd" | "s d" | "sd" | "n a" | "na" | "null" | "nan" | "no aplica" | "sin dato" | "sin datos"
    );
    (!placeholder).then_some(text)
}

/// Stands before the name of what was taken out of a cell. No keyboard types it, and no reader takes it for a letter.
const HIDDEN: char = '\u{1}';

/// What stands for a cell that holds what must not be kept, until its row is refused; `None` where it holds nothing such.
pub(crate) fn hide(cell: &str) -> Option<String> {
    let word = match hidden_or_found(cell)? {
        Found::Curp => "curp",
        Found::Email => "email",
        Found::Phone => "phone",
    };
    Some(format!("{HIDDEN}{word}"))
}

/// What a cell holds, or held, that must not be kept.
pub(crate) fn hidden_or_found(cell: &str) -> Option<Found> {
    match cell.strip_prefix(HIDDEN) {
        Some("curp") => Some(Found::Curp),
        Some("email") => Some(Found::Email),
        Some("phone") => Some(Found::Phone),
        _ => guard::personal_data(cell).map(|finding| finding.kind),
    }
}

/// A cell without the apostrophe that [`report::guarded`] put in front of it.
pub(crate) fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(cell)
}

/// A file of the folder of real data, or `None` with a message where that folder is absent.
#[cfg(test)]
pub(crate) fn shared_file(path: &str) -> Option<Vec<u8>> {
    let folder = std::env::var_os("RELEVO_SHARED")
        .map_or_else(|| std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"), std::path::PathBuf::from);
    let file = folder.join(path);
    match std::fs::read(&file) {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            println!("skipped: {} cannot be read: {error}", file.display());
            None
        }
    }
}
