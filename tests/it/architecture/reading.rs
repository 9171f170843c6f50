//! Reading source files: which layer one belongs to, its code without comments and texts, and the paths that it names.

use std::path::Path;
use std::sync::LazyLock;

use regex::Regex;

pub struct Source {
    /// From the root of the repository, with `/`.
    pub path: String,
    pub text: String,
    /// The text with comments and the contents of literals blanked, byte for byte in place.
    pub code: String,
}

impl Source {
    pub fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned(), code: code_only(text) }
    }

    /// The module at the top that the file belongs to: `web` for `src/web/pages/home.rs`, `app` for `src/app.rs`.
    pub fn layer(&self) -> Option<&str> {
        self.module_path().into_iter().next()
    }

    fn module_path(&self) -> Vec<&str> {
        let Some(inside) = self.path.strip_prefix("src/") else {
            return vec![];
        };
        let mut path: Vec<_> = inside.trim_end_matches(".rs").split('/').collect();
        if path.len() > 1 && path.last() == Some(&"mod") {
            path.pop();
        }
        path
    }

    /// The module at the top that a path leads to, when it leads there through `crate`, the crate's name or `super`.
    pub fn top_module_of(&self, path: &str) -> Option<String> {
        let segments: Vec<_> = path.split("::").collect();
        let steps_up = segments.iter().take_while(|step| **step == "super").count();
        let from_root = match segments[0] {
            "crate" | "relevo" => &segments[1..],
            // A module inside the file may need one step more; the shorter chain is then not at the root.
            "super" if steps_up >= self.module_path().len() => &segments[steps_up..],
            _ => return None,
        };
        from_root.first().map(|top| (*top).to_owned())
    }

    pub fn line_at(&self, position: usize) -> usize {
        self.text.as_bytes()[..position].iter().filter(|byte| **byte == b'\n').count() + 1
    }

    /// Every path of two or more segments in the code, with its line; `use` groups are multiplied out.
    pub fn paths(&self) -> Vec<(usize, String)> {
        static USE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\buse\s+([^;]+);").expect("a regular expression"));
        static INLINE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b\w+(?:\s*::\s*\w+)+").expect("a regular expression"));

        let mut paths = vec![];
        let mut rest = self.code.clone().into_bytes();
        for statement in USE.captures_iter(&self.code) {
            let tree = statement.get(1).expect("the pattern has a group");
            multiply_out("", tree.as_str(), tree.start(), &mut paths);
            blank(&mut rest, tree.start(), tree.end());
        }
        let rest = String::from_utf8(rest).expect("blanks are ASCII");
        for found in INLINE.find_iter(&rest) {
            paths.push((found.start(), found.as_str().split_whitespace().collect()));
        }
        paths.into_iter().map(|(position, path)| (self.line_at(position), path)).collect()
    }
}

/// All files below a folder of the repository, in order; none when there is no such folder.
pub fn read_tree(root: &Path, folder: &str) -> Vec<Source> {
    let Ok(entries) = std::fs::read_dir(root.join(folder)) else {
        return vec![];
    };
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry of a folder").path()).collect();
    paths.sort();
    let mut sources = vec![];
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let relative = format!("{folder}/{name}");
        if path.is_dir() {
            sources.extend(read_tree(root, &relative));
        } else {
            let text = std::fs::read(&path).expect("a file of the repository");
            sources.push(Source::new(&relative, &String::from_utf8_lossy(&text)));
        }
    }
    sources
}

/// `a::{b, c::{d, e as f}}` is `a::b`, `a::c::d` and `a::c::e`.
fn multiply_out(prefix: &str, tree: &str, position: usize, paths: &mut Vec<(usize, String)>) {
    let position = position + (tree.len() - tree.trim_start().len());
    let tree = tree.trim();
    if let Some((head, group)) = tree.split_once('{') {
        let prefix = format!("{prefix}{}", head.trim().trim_start_matches("::"));
        let group = group.strip_suffix('}').unwrap_or(group);
        let start = position + head.len() + 1;
        for (offset, branch) in branches(group) {
            multiply_out(&prefix, branch, start + offset, paths);
        }
    } else if !tree.is_empty() {
        let name = tree.split_whitespace().next().unwrap_or(tree);
        let path = format!("{prefix}{}", name.trim_start_matches("::"));
        paths.push((position, path.trim_end_matches("::self").to_owned()));
    }
}

/// The parts between the commas that are in no inner group, with where they begin.
fn branches(group: &str) -> Vec<(usize, &str)> {
    let (mut depth, mut start, mut parts) = (0, 0, vec![]);
    for (position, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push((start, &group[start..position]));
                start = position + 1;
            }
            _ => {}
        }
    }
    parts.push((start, &group[start..]));
    parts
}

/// Blanks comments, and what stands inside string and character literals.
fn code_only(text: &str) -> String {
    // In this order, what begins first wins: a quote in a comment is no text, `//` in a text is no comment.
    static APART: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?s)//[^\n]*",
            r"|/\*.*?\*/",
            r####"|r###".*?"###|r##".*?"##|r#".*?"#|\br".*?"|br".*?""####,
            r#"|"(?:\\.|[^"\\])*""#,
            r"|'(?:\\[^\n]{1,9}?|[^'\\\n])'",
        ))
        .expect("a regular expression")
    });
    let mut code = text.to_owned().into_bytes();
    for found in APART.find_iter(text) {
        blank(&mut code, found.start(), found.end());
    }
    String::from_utf8(code).expect("blanks are ASCII, over whole characters")
}

fn blank(code: &mut [u8], start: usize, end: usize) {
    for byte in &mut code[start..end] {
        if *byte != b'\n' {
            *byte = b' ';
        }
    }
}

#[test]
fn only_code_is_left_and_every_line_keeps_its_place() {
    let text = "a // b\n/* c\n \"d */ e \"f // \\\" g\" h 'i' '\\'' j<'k> r#\"l \" m\"# n \"é\" o";
    let code = code_only(text);
    let words: Vec<_> = code.split_whitespace().collect();
    assert_eq!(words, ["a", "e", "h", "j<'k>", "n", "o"]);
    assert_eq!(code.len(), text.len());
    assert_eq!(code.lines().count(), text.lines().count());
}

#[test]
fn groups_are_multiplied_out_with_the_line_of_each_name() {
    let text = "pub use a::{b as c, d::{self, e},\n f::*};\nfn x() { crate :: y::z(&w) }";
    let source = Source::new("src/web/mod.rs", text);
    let expected = [(1, "a::b"), (1, "a::d"), (1, "a::d::e"), (2, "a::f::*"), (3, "crate::y::z")];
    let expected = expected.map(|(line, path)| (line, path.to_owned()));
    assert_eq!(source.paths(), expected);
    assert_eq!(source.layer(), Some("web"));
}
