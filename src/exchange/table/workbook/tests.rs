//! Workbooks as spreadsheets write them, and as somebody would who means harm.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use proptest::prelude::*;

use super::*;
use crate::exchange::table::MAX_ROWS;

/// An archive of these files.
fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    let small = |number: usize| u16::try_from(number).expect("small").to_le_bytes();
    let long = |number: usize| u32::try_from(number).expect("not so long").to_le_bytes();
    for (name, text) in files {
        let mut packer = DeflateEncoder::new(Vec::new(), Compression::best());
        packer.write_all(text).expect("memory");
        let packed = packer.finish().expect("memory");
        let mut sum = flate2::Crc::new();
        sum.update(text);
        let sizes = [sum.sum().to_le_bytes(), long(packed.len()), long(text.len())].concat();
        let begins = long(bytes.len());
        let head = [&[20, 0, 0, 0, 8, 0, 0, 0, 0x21, 0x28][..], &sizes, &small(name.len()), &[0, 0]].concat();
        bytes.extend([&b"PK\x03\x04"[..], &head, name.as_bytes(), &packed].concat());
        directory.extend([&b"PK\x01\x02\x14\x00"[..], &head, &[0; 10], &begins, name.as_bytes()].concat());
    }
    let count = small(files.len());
    let end = [&b"PK\x05\x06\0\0\0\0"[..], &count, &count, &long(directory.len()), &long(bytes.len()), &[0, 0]].concat();
    [bytes, directory, end].concat()
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// A workbook of these sheets (name, what stands in `sheetData`) and these shared texts.
fn workbook(sheets: &[(&str, &str)], shared: &[&str]) -> Vec<u8> {
    let mut files = Vec::new();
    let (mut list, mut relations) = (String::new(), String::new());
    for (at, (name, data)) in sheets.iter().enumerate() {
        let number = at + 1;
        list += &format!("<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>");
        relations += &format!("<Relationship Id=\"rId{number}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>");
        let sheet = format!("{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetData>{data}</sheetData></worksheet>");
        files.push((format!("xl/worksheets/sheet{number}.xml"), sheet));
    }
    relations += &format!("<Relationship Id=\"rId99\" Type=\"{OFFICE}/sharedStrings\" Target=\"sharedStrings.xml\"/>");
    let texts: String = shared.iter().map(|text| format!("<si><t>{text}</t></si>")).collect();
    files.push((
        "xl/workbook.xml".to_owned(),
        format!("{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{list}</sheets></workbook>"),
    ));
    files.push((
        "xl/_rels/workbook.xml.rels".to_owned(),
        format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">{relations}</Relationships>"),
    ));
    files.push((
        "_rels/.rels".to_owned(),
        format!(
            "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    ));
    files.push(("xl/sharedStrings.xml".to_owned(), format!("{HEAD}<sst xmlns=\"{MAIN}\">{texts}</sst>")));
    files.push(("[Content_Types].xml".to_owned(), format!("{HEAD}<Types xmlns=\"{PACKAGE}/content-types\"/>")));
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    archive(&files)
}

fn rows(table: &Table) -> Vec<(u64, Vec<String>)> {
    table.rows().map(|(number, cells)| (number, cells.to_vec())).collect()
}

const HEADER: &str = "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"inlineStr\"><is><t>Lat</t></is></c><c r=\"C2\" t=\"inlineStr\"><is><t>Nota</t></is></c></row>";

#[test]
fn a_sheet_is_a_table_with_the_row_numbers_of_the_spreadsheet() {
    let data = format!(
        "{HEADER}<row r=\"5\"><c r=\"A5\" t=\"s\"><v>1</v></c><c r=\"B5\"><v>21.5</v></c><c r=\"C5\" t=\"e\"><v>#DIV/0!</v></c></row>\
         <row r=\"6\"><c r=\"B6\"><v>-102</v></c></row><row r=\"7\"><c r=\"A7\" t=\"inlineStr\"><is><t> </t></is></c></row>\
         <row r=\"8\"><c r=\"A8\" t=\"s\"><v>1</v></c><c r=\"D8\"><v>1</v></c></row>"
    );
    let book = workbook(&[("Escuelas", &data), ("Otra", "<row r=\"1\"><c r=\"A1\"><v>7</v></c></row>")], &["CCT", "01DES0001O"]);
    let table = Table::read(&book).expect("a table");
    assert_eq!(table.columns().iter().map(|column| column.name.as_str()).collect::<Vec<_>>(), ["cct", "lat", "nota"]);
    let owned = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
    assert_eq!(rows(&table), [(5, owned(["01DES0001O", "21.5", ""])), (6, owned(["", "-102", ""]))]);
    assert_eq!(table.ragged(), [crate::exchange::table::Ragged { row: 8, cells: 4 }]);
    assert_eq!((table.encoding(), table.delimiter()), (TextEncoding::Workbook, None));

    let other = Table::read_sheet(&book, Some("Otra")).expect("a table");
    assert_eq!(other.columns()[0].header, "7");
    assert_eq!(Table::read_sheet(&book, Some("otra")).err(), Some(TableError::NoSheet { wanted: "otra".to_owned() }));
}

#[test]
fn what_is_no_workbook_or_an_empty_one() {
    assert_eq!(Table::read(&workbook(&[("Hoja1", "")], &[])).err(), Some(TableError::Empty));
    assert_eq!(Table::read(&archive(&[("nota.txt", b"hola")])).err(), Some(TableError::NotAWorkbook));
    let whole = workbook(&[("Hoja1", HEADER)], &["CCT"]);
    assert!(Table::read(&whole).is_ok());
    // Cut off, with something behind it, or with another directory in front of the last one.
    for damaged in [whole[..whole.len() / 2].to_vec(), [&whole[..], b"PK"].concat(), [&b"PK\x03\x04"[..], &whole].concat()] {
        assert_eq!(Table::read(&damaged).err(), Some(TableError::NotAWorkbook));
    }
}

#[test]
fn a_small_file_that_unpacks_to_a_large_one_is_refused_before_anything_is_kept() {
    let bomb = archive(&[("xl/workbook.xml", &vec![b' '; MAX_BYTES + 1])]);
    assert!(bomb.len() < 100_000, "{}", bomb.len());
    assert!(matches!(Table::read(&bomb), Err(TableError::TooLarge { .. })));
    // In parts, none of which is too large alone; and saying that it is small.
    let part = vec![b' '; MAX_BYTES / 2];
    let mut bomb = archive(&[("a", &part), ("b", &part), ("c", b"  ")]);
    assert!(matches!(Table::read(&bomb), Err(TableError::TooLarge { .. })));
    let first = bomb.windows(4).position(|at| at == b"PK\x01\x02").expect("a directory");
    bomb[first + 24..first + 28].copy_from_slice(&1_u32.to_le_bytes());
    assert!(matches!(Table::read(&bomb), Err(TableError::TooLarge { .. })));
}

#[test]
fn a_far_corner_and_a_text_said_a_thousand_times_cost_nothing() {
    let corner = format!("{HEADER}<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row>");
    assert_eq!(rows(&Table::read(&workbook(&[("Hoja1", &corner)], &["CCT"])).expect("a table"))[0].0, 1_048_576);
    let wide = format!("{HEADER}<row r=\"3\"><c r=\"XFD3\"><v>1</v></c></row>");
    assert_eq!(Table::read(&workbook(&[("Hoja1", &wide)], &["CCT"])).err(), Some(TableError::TooManyColumns { found: 16_384 }));

    let long = "x".repeat(1_000_000);
    let cells: String = (3..103).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>1</v></c></row>")).collect();
    let book = workbook(&[("Hoja1", &format!("{HEADER}{cells}"))], &["CCT", &long]);
    assert!(matches!(Table::read(&book), Err(TableError::TooLarge { .. })));

    let many: String = (3..MAX_ROWS + 4).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\"><v>1</v></c></row>")).collect();
    let book = workbook(&[("Hoja1", &format!("{HEADER}{many}"))], &["CCT"]);
    assert_eq!(Table::read(&book).err(), Some(TableError::TooManyRows { most: MAX_ROWS }));
    // Backwards is no order.
    let back = format!("{HEADER}<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");
    assert_eq!(Table::read(&workbook(&[("Hoja1", &back)], &["CCT"])).err(), Some(TableError::NotAWorkbook));
}

proptest! {
    #[test]
    fn a_damaged_workbook_is_an_error_and_no_panic(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let mut book = workbook(&[("Hoja1", HEADER)], &["CCT"]);
        let place = at.index(book.len());
        book[place] = byte;
        let _ = Table::read(&book);
        book.truncate(cut.index(book.len()));
        let _ = Table::read(&book);
    }
}
