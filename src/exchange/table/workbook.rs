//! A sheet of a workbook (XLSX) as a table.
//!
//! A workbook is an archive, and a few kilobytes of it can unpack to more than any memory holds. So it is unpacked once only to be counted,
//! before anything is kept; its cells are then taken one by one, and none is made because a far corner of the sheet says that it exists.
//! Deliberately does not know formulas or formats: a cell is the text or the number that it shows at its plainest, and a date is the day, never
//! the number under which a spreadsheet keeps it.

use std::io::{Cursor, Read};

use calamine::{DataRef, ExcelDateTime, Reader as _, Xlsx};
use flate2::read::DeflateDecoder;

use super::{MAX_BYTES, MAX_COLUMNS, Table, TableError, TextEncoding};

/// Whether the bytes begin as an archive does.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Reads a sheet by its name, or the first one.
pub(super) fn read(bytes: &[u8], wanted: Option<&str>) -> Result<Table, TableError> {
    let unpacked = unpacked(bytes).ok_or(TableError::NotAWorkbook)?;
    if unpacked > MAX_BYTES as u64 {
        return Err(TableError::TooLarge { bytes: usize::try_from(unpacked).unwrap_or(usize::MAX) });
    }
    // A damaged workbook can make its reader count past what a number holds; whoever sent it is told the same as of any other damage.
    std::panic::catch_unwind(|| cells(bytes, wanted)).unwrap_or(Err(TableError::NotAWorkbook))
}

fn cells(bytes: &[u8], wanted: Option<&str>) -> Result<Table, TableError> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_| TableError::NotAWorkbook)?;
    let names = book.sheet_names();
    let name = match wanted {
        Some(wanted) => names.iter().find(|name| *name == wanted).ok_or_else(|| TableError::NoSheet { wanted: wanted.to_owned() })?,
        None => names.first().ok_or(TableError::Empty)?,
    };
    let mut cells = book.worksheet_cells_reader(name).map_err(|_| TableError::NotAWorkbook)?;
    let mut table = Table::blank(TextEncoding::Workbook, None);
    let mut row = Vec::new();
    let mut at = 0;
    let mut taken = 0;
    while let Some(cell) = cells.next_cell().map_err(|_| TableError::NotAWorkbook)? {
        let (number, column) = cell.get_position();
        if number != at {
            if number < at {
                return Err(TableError::NotAWorkbook);
            }
            take(&mut table, at, &mut row)?;
            at = number;
        }
        let text = shown(cell.get_value());
        if text.trim().is_empty() {
            continue;
        }
        let column = column as usize;
        if column >= MAX_COLUMNS {
            return Err(TableError::TooManyColumns { found: column + 1 });
        }
        // Many cells may share one long text.
        taken += text.len();
        if taken > MAX_BYTES {
            return Err(TableError::TooLarge { bytes: taken });
        }
        if row.len() <= column {
            row.resize(column + 1, String::new());
        }
        row[column] = text;
    }
    take(&mut table, at, &mut row)?;
    if table.columns.is_empty() { Err(TableError::Empty) } else { Ok(table) }
}

/// Hands a row over, as wide as the header at least.
fn take(table: &mut Table, at: u32, row: &mut Vec<String>) -> Result<(), TableError> {
    let mut cells: Vec<&str> = row.iter().map(String::as_str).collect();
    cells.resize(cells.len().max(table.columns.len()), "");
    table.take(u64::from(at) + 1, &cells)?;
    row.clear();
    Ok(())
}

/// What a cell says: a whole number without a point, and nothing where a formula has failed.
fn shown(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => if *yes { "1" } else { "0" }.to_owned(),
        DataRef::DateTime(moment) => day_or_hour(moment),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// A day as `2026-02-01`, with its hour where there is one; an hour alone as `10:20:00`.
fn day_or_hour(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let (date, time) = (format!("{year:04}-{month:02}-{day:02}"), format!("{hour:02}:{minute:02}:{second:02}"));
    match moment.as_f64() {
        number if number.fract() == 0.0 => date,
        number if number < 1.0 => time,
        _ => format!("{date} {time}"),
    }
}

/// How many bytes the archive holds once unpacked, or a little more than [`MAX_BYTES`] where it is more; `None` where its directory is not
/// where a spreadsheet writes it. It is strict, so that no other reader can find another directory in the same bytes.
fn unpacked(bytes: &[u8]) -> Option<u64> {
    const END: usize = 22;
    let end = bytes.len().checked_sub(END)?;
    let start = number(bytes, end + 16, 4)?;
    let whole = bytes[end..].starts_with(b"PK\x05\x06") && number(bytes, end + 20, 2)? == 0;
    if !whole || start.checked_add(number(bytes, end + 12, 4)?)? != end {
        return None;
    }
    let most = MAX_BYTES as u64 + 1;
    let mut total = 0;
    let mut at = start;
    for _ in 0..number(bytes, end + 10, 2)? {
        if !bytes.get(at..)?.starts_with(b"PK\x01\x02") {
            return None;
        }
        let (method, packed, local) = (number(bytes, at + 10, 2)?, number(bytes, at + 20, 4)?, number(bytes, at + 42, 4)?);
        let data = local.checked_add(30)?.checked_add(number(bytes, local.checked_add(26)?, 2)? + number(bytes, local + 28, 2)?)?;
        let data = bytes.get(data..data.checked_add(packed)?)?;
        total += match method {
            0 => data.len() as u64,
            8 => std::io::copy(&mut DeflateDecoder::new(data).take(most - total), &mut std::io::sink()).ok()?,
            _ => return None,
        };
        if total >= most {
            return Some(most);
        }
        at += 46 + number(bytes, at + 28, 2)? + number(bytes, at + 30, 2)? + number(bytes, at + 32, 2)?;
    }
    (at == end).then_some(total)
}

/// A number of so many bytes, the lowest first.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    let bytes = bytes.get(at..at.checked_add(length)?)?;
    Some(bytes.iter().rev().fold(0, |sum, byte| (sum << 8) | usize::from(*byte)))
}

#[cfg(test)]
mod tests;
