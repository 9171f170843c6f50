//! What an import would do, as a table that a spreadsheet opens: one line a row, with what becomes of it and why.
//!
//! A cell that begins as a formula does would be run by the spreadsheet of whoever opens the file, so it gets an apostrophe in front.

/// A cell that no spreadsheet takes for a formula.
pub fn guarded(cell: &str) -> String {
    if cell.trim_start().starts_with(['=', '+', '-', '@']) { format!("'{cell}") } else { cell.to_owned() }
}

/// A CSV file of these lines, marked as UTF-8 for spreadsheets that would guess otherwise.
pub fn csv(header: &[&str], lines: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    // Writing into memory lines of one length has no way to fail; a line of another length is left out rather than shown askew.
    let _ = writer.write_record(header);
    for line in lines {
        let _ = writer.write_record(line.iter().map(|cell| guarded(cell)));
    }
    writer.into_inner().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::table::Table;
    use proptest::prelude::*;

    #[test]
    fn a_formula_is_a_text() {
        let bytes = csv(&["row", "name"], &[vec!["2".into(), "=HYPERLINK(\"http://x\")".into()], vec!["3".into(), "Ana, la de B".into()]]);
        let text = String::from_utf8(bytes).expect("text");
        assert_eq!(text, "\u{feff}row,name\n2,\"'=HYPERLINK(\"\"http://x\"\")\"\n3,\"Ana, la de B\"\n");
    }

    proptest! {
        #[test]
        fn every_line_is_read_again_and_none_begins_as_a_formula(cells in prop::collection::vec("\\PC{1,12}", 1..20)) {
            let lines: Vec<Vec<String>> = cells.iter().map(|cell| vec!["x".to_owned(), cell.clone()]).collect();
            let table = Table::read(&csv(&["a", "b"], &lines)).expect("a table");
            let read: Vec<String> = table.rows().map(|(_, row)| row[1].clone()).collect();
            let wanted: Vec<String> = cells.iter().map(|cell| guarded(cell).trim().to_owned()).collect();
            prop_assert_eq!(&read, &wanted);
            prop_assert!(read.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@']) ));
        }
    }
}
