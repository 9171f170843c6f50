//! What comes out of the printer: a page printed by the browser, counted and rendered by poppler, its QR codes read back by zbar.
//!
//! Both belong to what `tests/run` calls `browser`: nothing is printed without one.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

use serde_json::json;
use tempfile::TempDir;
use thirtyfour::prelude::*;

use super::browser::dev_tools;

/// A printed page.
pub struct Print {
    folder: TempDir,
    name: String,
}

/// Prints the page that the browser shows, as large as its style sheet says, and keeps the sheet in `target/screens/<name>.pdf`.
///
/// On a busy machine the browser now and then says that printing failed, or answers with a sheet of its own size that is altogether blank, which
/// no page of ours is: then it is asked again.
pub async fn print(driver: &WebDriver, name: &str) -> WebDriverResult<Print> {
    let print = Print { folder: tempfile::tempdir().expect("a folder"), name: name.to_owned() };
    for attempt in 1..=5 {
        match dev_tools(driver, "Page.printToPDF", json!({ "preferCSSPageSize": true, "printBackground": false })).await {
            Ok(printed) => {
                std::fs::write(print.file("pdf"), decode(printed["data"].as_str().expect("a sheet"))).expect("the sheet is written");
                if !print.words().is_empty() {
                    break;
                }
            }
            Err(error) if attempt == 5 || !error.to_string().contains("Printing failed") => return Err(error),
            Err(_) => {}
        }
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    }
    let screens = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/screens");
    std::fs::create_dir_all(&screens).expect("a folder");
    std::fs::copy(print.file("pdf"), screens.join(format!("{name}.pdf"))).expect("the sheet is kept");
    Ok(print)
}

impl Print {
    fn file(&self, kind: &str) -> PathBuf {
        self.folder.path().join(format!("sheet.{kind}"))
    }

    /// How many sheets there are.
    #[track_caller]
    pub fn sheets(&self) -> usize {
        let said = run(Command::new("pdfinfo").arg(self.file("pdf")));
        let pages = said.lines().find_map(|line| line.strip_prefix("Pages:")).expect("a number of pages");
        pages.trim().parse().expect("a number")
    }

    /// The words on the paper.
    #[track_caller]
    pub fn words(&self) -> String {
        let said = run(Command::new("pdftotext").arg("-layout").arg(self.file("pdf")).arg("-"));
        said.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// What the QR codes say when the sheets are printed in greys and scanned, in alphabetical order: at 150 dots an inch, and finer, as a hand
    /// moves a telephone nearer. The scanner misses one pattern in some hundreds at any single size, and cards are drawn at random.
    pub fn codes(&self) -> Vec<String> {
        let mut found: BTreeMap<String, usize> = BTreeMap::new();
        for dots in ["150", "200", "300"] {
            let mut here: BTreeMap<String, usize> = BTreeMap::new();
            for code in self.scanned(dots) {
                *here.entry(code).or_default() += 1;
            }
            for (code, times) in here {
                let known = found.entry(code).or_default();
                *known = times.max(*known);
            }
        }
        found.into_iter().flat_map(|(code, times)| std::iter::repeat_n(code, times)).collect()
    }

    fn scanned(&self, dots: &str) -> Vec<String> {
        let folder = tempfile::tempdir().expect("a folder");
        run(Command::new("pdftoppm").args(["-gray", "-r", dots]).arg(self.file("pdf")).arg(folder.path().join("scan")));
        let mut codes = Vec::new();
        for scan in std::fs::read_dir(folder.path()).expect("scans").map(|entry| entry.expect("a scan").path()) {
            let mut command = Command::new("zbarimg");
            command.args(["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable"]).arg(&scan);
            let said = command.output().unwrap_or_else(|error| panic!("zbarimg (Debian: zbar-tools): {error}"));
            codes.extend(String::from_utf8_lossy(&said.stdout).lines().map(str::to_owned));
        }
        codes
    }

    /// The name under which the sheet is kept.
    pub fn name(&self) -> &str {
        &self.name
    }
}

#[track_caller]
fn run(command: &mut Command) -> String {
    let program = command.get_program().to_string_lossy().into_owned();
    let done = command.output().unwrap_or_else(|error| panic!("{program} (Debian: poppler-utils): {error}"));
    assert!(done.status.success(), "{program}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(&done.stdout).into_owned()
}

/// Base 64, as the browser sends it.
fn decode(text: &str) -> Vec<u8> {
    let value = |sign: u8| match sign {
        b'A'..=b'Z' => Some(sign - b'A'),
        b'a'..=b'z' => Some(sign - b'a' + 26),
        b'0'..=b'9' => Some(sign - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let values: Vec<u32> = text.bytes().filter_map(value).map(u32::from).collect();
    let mut bytes = Vec::with_capacity(values.len() * 3 / 4);
    for four in values.chunks(4) {
        let bits = four.iter().enumerate().fold(0, |bits, (place, value)| bits | value << (18 - 6 * place));
        bytes.extend(bits.to_be_bytes()[1..].iter().take(four.len() - 1));
    }
    bytes
}

#[test]
fn base_64_is_read() {
    for (text, bytes) in [("", ""), ("TQ==", "M"), ("TWE=", "Ma"), ("TWFt", "Mam"), ("TWFtw6E=", "Mamá")] {
        assert_eq!(decode(text), bytes.as_bytes(), "{text}");
    }
}
