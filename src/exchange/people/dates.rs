//! Groups that a spreadsheet has made a date of: whoever types `1-2` finds `01-feb` in the cell, and the file holds a day.
//!
//! What she had typed cannot be told from it, so nothing is guessed: the cell is told apart here, and who reads the list says so.

use crate::domain::search::fold;

/// The first letters of the months, in both languages.
const MONTHS: [&str; 16] = ["ene", "jan", "feb", "mar", "abr", "apr", "may", "jun", "jul", "ago", "aug", "sep", "oct", "nov", "dic", "dec"];

/// Whether a cell is a day or an hour, as spreadsheets write them.
pub fn is_date(cell: &str) -> bool {
    let text = cell.trim();
    let folded = fold(text);
    let parts: Vec<&str> = folded.split(' ').collect();
    let digits = |part: &str, most: usize| !part.is_empty() && part.len() <= most && part.bytes().all(|sign| sign.is_ascii_digit());
    let month = |part: &str| MONTHS.iter().any(|month| part.starts_with(month)) && part.bytes().all(|sign| sign.is_ascii_lowercase());
    let whole = |text: &str| digits(text, 4);
    match parts[..] {
        // 10:20, 10:20:00
        _ if text.contains(':') => parts.iter().all(|part| digits(part, 4)) && parts.len() >= 2,
        // 01-feb, feb-01, 01-feb-26
        [one, other] => (digits(one, 2) && month(other)) || (month(one) && whole(other)),
        [day, name, year] if month(name) => digits(day, 2) && whole(year),
        // 2026-02-01, 01/02/2026, 1.2.26
        [one, two, three] => (one.len() == 4 || three.len() >= 2) && whole(one) && digits(two, 2) && whole(three),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_date;

    #[test]
    fn what_a_spreadsheet_writes_for_a_day_is_one_and_a_group_is_none() {
        for date in
            ["2026-02-01", "01-feb", "1-Feb-26", "feb-26", "01/02/2026", "1.2.26", "02-ene", "10:20", "2026-02-01 10:20:00", "01 de feb"]
        {
            assert_eq!(is_date(date), date != "01 de feb", "{date}");
        }
        for group in ["1-2", "A", "2 A", "1-2-3", "Marzo", "2026", "B-1", "", "Los mayas", "3 Mar azul", "46054"] {
            assert!(!is_date(group), "{group}");
        }
    }
}
