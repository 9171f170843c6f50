//! A table read from the bytes of a CSV file or of a workbook, as spreadsheets of all ages write them.
//!
//! Settles encoding, delimiter, quoting, sheets and row numbers, so that the readers of schools and topics see only text, and holds the
//! limits: what a file unpacks to can be a thousand times what it weighs. Deliberately does not know what any column means.

mod workbook;

use crate::domain::search::fold;
use encoding_rs::{Encoding, WINDOWS_1252};
use serde::{Deserialize, Serialize};

/// The largest file that is read, and the most text that it may hold once it is unpacked.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;
/// The most columns that a table may have.
pub const MAX_COLUMNS: usize = 500;
/// The most rows that a table may have, the header aside: every school of a nation, in every shift.
pub const MAX_ROWS: usize = 300_000;
/// The most cells that a table may have. An empty cell costs one sign in the file and two dozen bytes in memory.
pub const MAX_CELLS: usize = 8_000_000;

/// Why a file, as a whole, cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// More than [`MAX_BYTES`].
    #[error("the file has {bytes} bytes, at most {MAX_BYTES} are read")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// More than [`MAX_COLUMNS`].
    #[error("the table has {found} columns, at most {MAX_COLUMNS} are read")]
    TooManyColumns {
        /// How many it has.
        found: usize,
    },
    /// More than [`MAX_ROWS`], or than [`MAX_CELLS`] in all.
    #[error("the table is too long: at most {most} rows of this width are read")]
    TooManyRows {
        /// How many it may have.
        most: usize,
    },
    /// No header.
    #[error("the file is empty")]
    Empty,
    /// A picture, a document, an older kind of workbook.
    #[error("the file is not a text; save the spreadsheet as XLSX or CSV")]
    NotText,
    /// An archive that is no workbook, or a damaged one.
    #[error("the workbook cannot be read; open it and save it again as XLSX, or as CSV")]
    NotAWorkbook,
    /// The workbook has no sheet of that name.
    #[error("the workbook has no sheet {wanted:?}")]
    NoSheet {
        /// What was looked for.
        wanted: String,
    },
    /// A quotation mark opens in this row and nothing closes it, so everything after it would be one cell.
    #[error("a quotation mark that opens in row {row} is never closed")]
    OpenQuote {
        /// Where it opens.
        row: u64,
    },
    /// The table lacks a column without which its rows mean nothing.
    #[error("no column is recognised as {wanted}")]
    MissingColumn {
        /// What was looked for.
        wanted: &'static str,
    },
}

/// How the file's bytes were taken for text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum TextEncoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    Utf8,
    /// UTF-8 with a few broken places, shown as U+FFFD.
    DamagedUtf8,
    /// UTF-16, told by its byte order mark.
    Utf16,
    /// Neither: taken for the code page of older spreadsheets.
    Windows1252,
    /// A workbook says what its letters are.
    Workbook,
}

/// A column of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// As written, trimmed.
    pub header: String,
    /// Folded as for search: `CV_CCT` is `cv cct`.
    pub name: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Row {
    number: u64,
    cells: Vec<String>,
}

/// A row whose cells do not line up with the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ragged {
    /// Its number.
    pub row: u64,
    /// How many cells it has; the header has `table.columns().len()`.
    pub cells: usize,
}

/// Header and rows of one file; none of either, where what came is no table.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Table {
    encoding: TextEncoding,
    delimiter: Option<char>,
    columns: Vec<Column>,
    rows: Vec<Row>,
    ragged: Vec<Ragged>,
}

impl Table {
    /// Reads a table: a CSV file, or the first sheet of a workbook.
    ///
    /// # Errors
    /// [`TableError`] when nothing of the file can be trusted.
    pub fn read(bytes: &[u8]) -> Result<Self, TableError> {
        Self::read_sheet(bytes, None)
    }

    /// Reads a table: a CSV file, or this sheet of a workbook. The first row that is not blank is its header; blank rows are skipped and
    /// still counted.
    ///
    /// A row with too few or too many cells is set aside in [`Table::ragged`], since no one can tell which cell is
    /// missing; empty cells beyond the header are merely dropped. (In a workbook every cell knows its place, so a short row is only blank.)
    ///
    /// # Errors
    /// [`TableError`] when nothing of the file can be trusted, or there is no such sheet.
    pub fn read_sheet(bytes: &[u8], sheet: Option<&str>) -> Result<Self, TableError> {
        if bytes.len() > MAX_BYTES {
            return Err(TableError::TooLarge { bytes: bytes.len() });
        }
        if workbook::is_archive(bytes) {
            return workbook::read(bytes, sheet);
        }
        if let Some(wanted) = sheet {
            return Err(TableError::NoSheet { wanted: wanted.to_owned() });
        }
        let (text, encoding) = decode(bytes)?;
        let (delimiter, body) = delimiter(&text);
        let skipped = line_breaks(&text.as_bytes()[..text.len() - body.len()]);
        let mut reader =
            csv::ReaderBuilder::new().delimiter(delimiter as u8).has_headers(false).flexible(true).from_reader(body.as_bytes());

        let mut count = RowCount { bytes: body.as_bytes(), upto: 0, breaks: skipped, inside: 0 };
        let mut table = Self::blank(encoding, Some(delimiter));
        let mut record = csv::StringRecord::new();
        let mut last_spans_lines = false;
        let mut last_number = 1;
        // Reading from memory, already valid UTF-8 and flexible, has no way to fail.
        while reader.read_record(&mut record).unwrap_or(false) {
            let start = record.position().map_or(0, |p| p.byte() as usize);
            let number = count.number(start);
            last_number = number;
            last_spans_lines = false;
            for cell in &record {
                let inside = line_breaks(cell.as_bytes());
                last_spans_lines |= inside > 0;
                count.inside += inside;
            }
            table.take(number, &record.iter().collect::<Vec<_>>())?;
        }
        if last_spans_lines && body.bytes().filter(|&b| b == b'"').count() % 2 == 1 {
            return Err(TableError::OpenQuote { row: last_number });
        }
        if table.columns.is_empty() { Err(TableError::Empty) } else { Ok(table) }
    }

    fn blank(encoding: TextEncoding, delimiter: Option<char>) -> Self {
        Self { encoding, delimiter, columns: Vec::new(), rows: Vec::new(), ragged: Vec::new() }
    }

    fn take(&mut self, number: u64, cells: &[&str]) -> Result<(), TableError> {
        let Some(last) = cells.iter().rposition(|cell| !cell.trim().is_empty()) else { return Ok(()) };
        if self.columns.is_empty() {
            let named = last + 1;
            if named > MAX_COLUMNS {
                return Err(TableError::TooManyColumns { found: named });
            }
            self.columns = cells[..named].iter().map(|header| Column { header: header.trim().to_owned(), name: fold(header) }).collect();
            return Ok(());
        }
        let width = self.columns.len();
        let most = MAX_ROWS.min(MAX_CELLS / width);
        if self.rows.len() + self.ragged.len() >= most {
            return Err(TableError::TooManyRows { most });
        }
        if cells.len() < width || last >= width {
            self.ragged.push(Ragged { row: number, cells: cells.len() });
        } else {
            let cells = cells[..width].iter().map(|cell| cell.trim().to_owned()).collect();
            self.rows.push(Row { number, cells });
        }
        Ok(())
    }

    /// A table made here: a header, and numbered rows of as many cells.
    ///
    /// # Errors
    /// As [`Table::read_sheet`].
    pub fn of(header: &[&str], rows: impl IntoIterator<Item = (u64, Vec<String>)>) -> Result<Self, TableError> {
        let mut table = Self::blank(TextEncoding::Utf8, None);
        table.take(1, header)?;
        for (number, cells) in rows {
            table.take(number, &cells.iter().map(String::as_str).collect::<Vec<_>>())?;
        }
        Ok(table)
    }

    /// Lets a column be known by another name. Its header stays.
    pub fn call(&mut self, at: usize, name: &str) {
        if let Some(column) = self.columns.get_mut(at) {
            name.clone_into(&mut column.name);
        }
    }

    /// Takes columns out, cells and all, and answers with their headers. No cell of them is looked at.
    pub fn drop_columns(&mut self, which: impl Fn(&Column) -> bool) -> Vec<String> {
        let keep: Vec<bool> = self.columns.iter().map(|column| !which(column)).collect();
        let kept = |cells: &mut Vec<String>| {
            let mut at = keep.iter();
            cells.retain(|_| *at.next().unwrap_or(&true));
        };
        self.rows.iter_mut().for_each(|row| kept(&mut row.cells));
        let mut at = keep.iter();
        let columns = std::mem::take(&mut self.columns);
        let (columns, dropped) = columns.into_iter().partition(|_| *at.next().unwrap_or(&true));
        self.columns = columns;
        dropped.into_iter().map(|column: Column| column.header).collect()
    }

    /// Puts something else into cells: what is told for a column and a cell, where something is.
    pub fn replace(&mut self, with: impl Fn(usize, &str) -> Option<String>) {
        for row in &mut self.rows {
            for (at, cell) in row.cells.iter_mut().enumerate() {
                if let Some(other) = with(at, cell) {
                    *cell = other;
                }
            }
        }
    }

    /// The columns, in their order.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The first column of this folded name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// Row numbers as a spreadsheet shows them, and trimmed cells, as many as there are columns.
    pub fn rows(&self) -> impl Iterator<Item = (u64, &[String])> {
        self.rows.iter().map(|row| (row.number, row.cells.as_slice()))
    }

    /// The rows set aside.
    pub fn ragged(&self) -> &[Ragged] {
        &self.ragged
    }

    /// How the bytes were taken for text.
    pub fn encoding(&self) -> TextEncoding {
        self.encoding
    }

    /// What separates the cells, where they are written one after the other.
    pub fn delimiter(&self) -> Option<char> {
        self.delimiter
    }
}

fn decode(bytes: &[u8]) -> Result<(String, TextEncoding), TableError> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let (text, damaged) = encoding.decode_without_bom_handling(&bytes[length..]);
        let found = match (encoding == encoding_rs::UTF_8, damaged) {
            (true, false) => TextEncoding::Utf8,
            (true, true) => TextEncoding::DamagedUtf8,
            _ => TextEncoding::Utf16,
        };
        return Ok((text.into_owned(), found));
    }
    if bytes.contains(&0) || bytes.starts_with(b"%PDF") {
        return Err(TableError::NotText);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((text.to_owned(), TextEncoding::Utf8));
    }
    // One broken byte must not turn every accent of a UTF-8 file into two wrong letters.
    let (mut accented, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        accented += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if accented > broken {
        return Ok((String::from_utf8_lossy(bytes).into_owned(), TextEncoding::DamagedUtf8));
    }
    Ok((WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(), TextEncoding::Windows1252))
}

/// The delimiter, and the text from the header on. A line `sep=;` is an old way to state it.
fn delimiter(text: &str) -> (char, &str) {
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    if let Some(stated) = header.trim_end().strip_prefix("sep=").and_then(|rest| rest.chars().next())
        && [',', ';', '\t'].contains(&stated)
    {
        let after = text.find("sep=").map_or(0, |at| at + "sep=".len() + 1);
        return (stated, &text[after..]);
    }
    let mut quoted = false;
    let mut counts = [(',', 0), (';', 0), ('\t', 0)];
    for c in header.chars() {
        quoted ^= c == '"';
        for (delimiter, count) in &mut counts {
            *count += u32::from(!quoted && c == *delimiter);
        }
    }
    let best = counts.into_iter().rev().max_by_key(|&(_, count)| count);
    (best.map_or(',', |(delimiter, _)| delimiter), text)
}

/// Counts rows as a spreadsheet does: blank lines count, line breaks inside a cell do not.
struct RowCount<'a> {
    bytes: &'a [u8],
    upto: usize,
    breaks: u64,
    /// Breaks within cells of the rows already read.
    inside: u64,
}

impl RowCount<'_> {
    /// The number of the row that begins at `start`, or after the blank lines there.
    fn number(&mut self, start: usize) -> u64 {
        let rest = self.bytes.get(start..).unwrap_or_default();
        let blank = rest.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        let start = start + blank;
        self.breaks += line_breaks(self.bytes.get(self.upto..start).unwrap_or_default());
        self.upto = start;
        (self.breaks + 1).saturating_sub(self.inside)
    }
}

fn line_breaks(bytes: &[u8]) -> u64 {
    let mut before = 0;
    let mut breaks = 0;
    for &byte in bytes {
        breaks += u64::from(byte == b'\r' || (byte == b'\n' && before != b'\r'));
        before = byte;
    }
    breaks
}

#[cfg(test)]
mod tests;
