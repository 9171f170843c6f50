//! Small files with one oddity each, and what was written read again.

use super::*;
use proptest::prelude::*;

fn read(bytes: &[u8]) -> Table {
    Table::read(bytes).expect("a table")
}

fn cells(table: &Table) -> Vec<(u64, Vec<String>)> {
    table.rows().map(|(number, cells)| (number, cells.to_vec())).collect()
}

#[test]
fn encodings() {
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain("año\nniño".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for (bytes, encoding) in [
        ("año\nniño\n".as_bytes(), TextEncoding::Utf8),
        ("\u{feff}año\nniño\n".as_bytes(), TextEncoding::Utf8),
        (b"a\xf1o\nni\xf1o\n".as_slice(), TextEncoding::Windows1252),
        (utf16.as_slice(), TextEncoding::Utf16),
    ] {
        let table = read(bytes);
        assert_eq!((table.encoding(), table.columns()[0].header.as_str()), (encoding, "año"));
        assert_eq!(cells(&table), [(2, vec!["niño".to_owned()])]);
    }
    let damaged = read(b"a\xc3\xb1o,t\xc3\xadtulo\nni\xc3\xb1o,roto\xc3\n");
    assert_eq!(damaged.encoding(), TextEncoding::DamagedUtf8);
    assert_eq!(cells(&damaged)[0].1[1], "roto\u{fffd}");
}

#[test]
fn delimiters() {
    for (text, delimiter) in
        [("a,b\n1,2", ','), ("a;b\n1;2", ';'), ("a\tb\n1\t2", '\t'), ("\"x,y,z\";b\n1;2", ';'), ("a\n1", ','), ("sep=;\na,x;b\n1;2", ';')]
    {
        assert_eq!(read(text.as_bytes()).delimiter(), Some(delimiter), "{text:?}");
    }
    let stated = read(b"sep=;\r\na;b\r\n1;2\r\n");
    assert_eq!((stated.columns().len(), cells(&stated)), (2, vec![(3, vec!["1".to_owned(), "2".to_owned()])]));
}

#[test]
fn row_numbers_are_those_of_a_spreadsheet() {
    for line_end in ["\n", "\r\n", "\r"] {
        let text = ["", "a,b", "\"x\ny\",2", "", "3,4", "5", "6,7,", "8,9,10", ",", "\"q\"\"q\",c"].join(line_end);
        let table = read(text.as_bytes());
        let numbers: Vec<u64> = table.rows().map(|(number, _)| number).collect();
        assert_eq!(numbers, [3, 5, 7, 10], "{line_end:?}");
        assert_eq!(table.ragged(), [Ragged { row: 6, cells: 1 }, Ragged { row: 8, cells: 3 }]);
        assert_eq!(cells(&table)[3].1, ["q\"q", "c"]);
    }
}

#[test]
fn header_names_are_folded() {
    let table = read("  CV_CCT ;Año;\n01;2;\n".as_bytes());
    assert_eq!(table.columns()[0], Column { header: "CV_CCT".into(), name: "cv cct".into() });
    assert_eq!((table.column("ano"), table.column("año"), table.columns().len()), (Some(1), None, 2));
}

#[test]
fn files_that_cannot_be_read() {
    let wide = ["a"; 501].join(",");
    for (bytes, error) in [
        (b"".as_slice(), TableError::Empty),
        (b"\xef\xbb\xbf\n\n".as_slice(), TableError::Empty),
        (b"PK\x03\x04xx".as_slice(), TableError::NotAWorkbook),
        (b"a\0b".as_slice(), TableError::NotText),
        (wide.as_bytes(), TableError::TooManyColumns { found: 501 }),
        (b"a,b\n1,2\n\"3,4\n5,6\n".as_slice(), TableError::OpenQuote { row: 3 }),
    ] {
        assert_eq!(Table::read(bytes).err(), Some(error));
    }
    assert!(matches!(Table::read(&vec![b'a'; MAX_BYTES + 1]), Err(TableError::TooLarge { .. })));
    assert_eq!(Table::read_sheet(b"a,b", Some("Hoja 2")).err(), Some(TableError::NoSheet { wanted: "Hoja 2".to_owned() }));
}

#[test]
fn a_table_is_as_long_as_a_nation_has_schools_and_no_longer() {
    let long = |rows: usize| format!("cct\n{}", "x\n".repeat(rows));
    assert_eq!(read(long(100_000).as_bytes()).rows().count(), 100_000);
    assert_eq!(Table::read(long(MAX_ROWS + 1).as_bytes()).err(), Some(TableError::TooManyRows { most: MAX_ROWS }));
    // Wide and nearly empty: a byte a cell in the file.
    let row = format!("x{}\n", ",".repeat(399));
    let wide = format!("{}\n{}", vec!["a"; 400].join(","), row.repeat(MAX_CELLS / 400 + 1));
    assert_eq!(Table::read(wide.as_bytes()).err(), Some(TableError::TooManyRows { most: MAX_CELLS / 400 }));
}

proptest! {
    #[test]
    fn never_panics(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = Table::read(&bytes);
    }

    #[test]
    fn what_is_written_is_read(rows in prop::collection::vec(prop::collection::vec("[a-zñ\",;\n 1]{0,6}", 3), 0..8)) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["x", "y", "z"]).expect("memory");
        for row in &rows {
            writer.write_record(row).expect("memory");
        }
        let table = Table::read(&writer.into_inner().expect("memory")).expect("a table");
        let wanted: Vec<(u64, Vec<String>)> = rows
            .iter()
            .zip(2..)
            .filter(|(row, _)| row.iter().any(|cell| !cell.trim().is_empty()))
            .map(|(row, number)| (number, row.iter().map(|cell| cell.trim().to_owned()).collect()))
            .collect();
        prop_assert_eq!(cells(&table), wanted);
    }
}
