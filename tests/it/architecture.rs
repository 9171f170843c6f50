//! The rules that the code keeps to, held by reading it.
//!
//! Layers use only those before them:
//! `domain ← {graph, matching, spread} ← store ← actions ← exchange ← web ← cli ← main`.
//! Each rule is a function from a file to its breaches, so that the tests below can show each one failing.

use std::fmt;
use std::path::Path;
use std::sync::LazyLock;

use regex::Regex;

#[path = "architecture/reading.rs"]
mod reading;

use reading::{Source, read_tree};

/// Each layer, and those that it may use besides itself.
const LAYERS: [(&str, &[&str]); 9] = [
    ("domain", &[]),
    ("graph", &["domain"]),
    ("matching", &["domain"]),
    ("spread", &["domain"]),
    ("store", &["domain", "graph", "matching", "spread"]),
    ("actions", &["domain", "graph", "matching", "spread", "store"]),
    ("exchange", &["domain", "graph", "matching", "spread", "store", "actions"]),
    ("web", &["domain", "graph", "matching", "spread", "store", "actions", "exchange"]),
    ("cli", &["domain", "graph", "matching", "spread", "store", "actions", "exchange", "web"]),
];

/// Modules beside the layers, which put the program together. No pure layer may use them.
const BESIDE_THE_LAYERS: [&str; 5] = ["app", "config", "error", "lib", "main"];

/// No input or output, no clock, no randomness of their own, not async.
const PURE: [&str; 4] = ["domain", "graph", "matching", "spread"];

/// A library, the start of its crates' names, and the only layers that may name it.
const LIBRARIES: [(&str, &[&str]); 3] = [("diesel", &["store"]), ("actix", &["web"]), ("petgraph", &["graph", "matching"])];

/// The one place of the pure layers that knows threads: computing in two halves changes no answer.
const THREADS: &str = "src/matching/pair.rs";

const LONGEST_FILE: usize = 500;

#[derive(Debug, PartialEq)]
struct Breach {
    path: String,
    line: usize,
    what: String,
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.what)
    }
}

fn breach(source: &Source, line: usize, what: impl Into<String>) -> Breach {
    Breach { path: source.path.clone(), line, what: what.into() }
}

// The rules.

/// Layers use only those before them, and every module at the top has a place.
fn layers(source: &Source) -> Vec<Breach> {
    let Some(own) = source.layer() else {
        return vec![];
    };
    if BESIDE_THE_LAYERS.contains(&own) {
        return vec![];
    }
    let Some((_, before)) = LAYERS.iter().find(|(layer, _)| *layer == own) else {
        let what = format!("`{own}` is no layer: give it a place in LAYERS or in BESIDE_THE_LAYERS");
        return vec![breach(source, 1, what)];
    };
    let may_use = |used: &str| {
        let is_layer = LAYERS.iter().any(|(layer, _)| *layer == used);
        let is_beside = PURE.contains(&own) && BESIDE_THE_LAYERS.contains(&used);
        used == own || before.contains(&used) || !(is_layer || is_beside)
    };
    source
        .paths()
        .into_iter()
        .filter_map(|(line, path)| {
            let used = source.top_module_of(&path)?;
            let what = format!("`{own}` may not use `{used}` (here as `{path}`)");
            (!may_use(&used)).then(|| breach(source, line, what))
        })
        .collect()
}

/// Each library is named in its own layer only.
fn libraries(source: &Source) -> Vec<Breach> {
    let layer = source.layer().unwrap_or_default();
    LIBRARIES
        .iter()
        .filter(|(_, homes)| !homes.contains(&layer))
        .flat_map(|(library, homes)| {
            let what = format!("only {} may name {library}", homes.join(" and "));
            matches(source, &format!(r"\b{library}(_\w+)?\b"), &what)
        })
        .collect()
}

/// The pure layers do nothing but compute.
fn purity(source: &Source) -> Vec<Breach> {
    static FORBIDDEN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^std::(fs|net|process|env|thread)\b",
            r"|\b(SystemTime|Instant|Utc|Local)::now$",
            r"|^rand::(rng|random\w*|thread_rng)$",
            r"|\bUuid::(now_v7|new_v4)$",
        ))
        .expect("a regular expression")
    });
    let Some(layer) = source.layer().filter(|layer| PURE.contains(layer)) else {
        return vec![];
    };
    let what = |found: &str| format!("`{layer}` is pure, so it may not use {found}");
    let mut breaches: Vec<_> = source
        .paths()
        .into_iter()
        .filter(|(_, path)| FORBIDDEN.is_match(path) && !(source.path == THREADS && path.starts_with("std::thread")))
        .map(|(line, path)| breach(source, line, what(&format!("`{path}`"))))
        .collect();
    breaches.extend(matches(source, r"\basync\b", &what("`async`")));
    breaches
}

/// A name says what a file holds.
fn names(source: &Source) -> Vec<Breach> {
    static EMPTY: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(^|/)(utils?|common|helpers?|managers?)(\.|/|$)").expect("a regular expression"));
    let what = "a name such as utils, common, helpers or manager says nothing: name the contents";
    let says_nothing = EMPTY.is_match(&source.path);
    says_nothing.then(|| breach(source, 1, what)).into_iter().collect()
}

/// The first line of a module says what it is for.
fn headers(source: &Source) -> Vec<Breach> {
    let opens = source.text.starts_with("//!");
    let what = "a module opens with `//!` and what it is for";
    (!opens).then(|| breach(source, 1, what)).into_iter().collect()
}

/// A file can be read at one sitting.
fn lengths(source: &Source) -> Vec<Breach> {
    let lines = source.text.lines().count();
    let what = format!("{lines} lines, more than {LONGEST_FILE}: split it by noun");
    (lines > LONGEST_FILE).then(|| breach(source, lines, what)).into_iter().collect()
}

/// A bound limit makes SQLite plan a statement anew at each run: see `store::queries`.
fn single_rows(source: &Source) -> Vec<Breach> {
    matches(source, r"\.first(::<[^(]*>)?\(conn\)", "one row is asked for with `get_result`, not with `first`")
}

/// Nothing is left for later.
fn unfinished(source: &Source) -> Vec<Breach> {
    let mut breaches = matches(source, r"\b(todo|unimplemented|dbg)!", "unfinished or left behind");
    breaches.extend(matches(source, r"#\[ignore\b", "every test runs, always: no #[ignore]"));
    breaches
}

/// The content security policy allows no inline style or script, so a browser would silently drop them.
fn templates(source: &Source) -> Vec<Breach> {
    static INLINE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"(?i)\sstyle=|<style\b|\son[a-z]+=["'{]|<script\b[^>]*>"#).expect("a regular expression"));
    static EXTERNAL: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)\ssrc=").expect("a regular expression"));
    INLINE
        .find_iter(&source.text)
        .filter(|found| !EXTERNAL.is_match(found.as_str()))
        .map(|found| {
            let shown = found.as_str().trim_start();
            let what = format!("the content security policy forbids inline `{shown}`");
            breach(source, source.line_at(found.end() - shown.len()), what)
        })
        .collect()
}

fn matches(source: &Source, pattern: &str, what: &str) -> Vec<Breach> {
    let pattern = Regex::new(pattern).expect("a regular expression");
    pattern.find_iter(&source.code).map(|found| breach(source, source.line_at(found.start()), what)).collect()
}

// The rules, held against the repository.

fn repository(folder: &str) -> Vec<Source> {
    read_tree(Path::new(env!("CARGO_MANIFEST_DIR")), folder)
}

fn is_rust(source: &Source) -> bool {
    source.path.ends_with(".rs")
}

fn hold(sources: &[Source], rule: impl Fn(&Source) -> Vec<Breach>) {
    let breaches: Vec<String> = sources.iter().flat_map(rule).map(|breach| breach.to_string()).collect();
    assert!(breaches.is_empty(), "\n{}\n", breaches.join("\n"));
}

fn program() -> Vec<Source> {
    let mut sources = repository("src");
    sources.retain(is_rust);
    assert!(sources.len() > 10, "the program is not where it should be");
    sources
}

fn program_and_tests() -> Vec<Source> {
    let mut sources = program();
    sources.extend(repository("tests/it").into_iter().filter(is_rust));
    sources
}

#[test]
fn layers_use_only_those_before_them() {
    hold(&program(), layers);
}

#[test]
fn sql_http_and_graph_libraries_stay_in_their_layers() {
    hold(&program(), libraries);
}

#[test]
fn pure_layers_are_pure() {
    hold(&program(), purity);
}

#[test]
fn no_file_or_folder_has_a_name_that_says_nothing() {
    hold(&program_and_tests(), names);
    hold(&repository("templates"), names);
}

#[test]
fn every_module_says_what_it_is_for() {
    let mut modules = program();
    modules.retain(|source| source.path != "src/main.rs");
    hold(&modules, headers);
}

#[test]
fn no_file_is_too_long() {
    hold(&program_and_tests(), lengths);
}

#[test]
fn nothing_is_left_unfinished_or_ignored() {
    hold(&program_and_tests(), unfinished);
}

#[test]
fn one_row_is_asked_for_without_a_limit() {
    hold(&program(), single_rows);
    assert_eq!(lines(single_rows, "src/store/a.rs", "let row = table.find(id).first::<Row>(conn)?;"), [1]);
    assert!(lines(single_rows, "src/store/a.rs", "rows.first().map(f); table.find(id).get_result(conn)").is_empty());
}

#[test]
fn pages_have_no_inline_style_or_script() {
    let mut pages = repository("templates");
    pages.retain(|source| [".html", ".svg", ".tera"].iter().any(|end| source.path.ends_with(end)));
    hold(&pages, templates);
}

// Each rule can fail.

/// The lines where the rule finds a breach.
fn lines(rule: impl Fn(&Source) -> Vec<Breach>, path: &str, text: &str) -> Vec<usize> {
    let breaches = rule(&Source::new(path, text));
    breaches.iter().map(|breach| breach.line).collect()
}

#[test]
fn a_layer_that_uses_a_later_one_is_found() {
    let found = |path, text| lines(layers, path, text);
    assert_eq!(found("src/domain/a.rs", "\nuse crate::store::x;"), [2]);
    assert_eq!(found("src/graph/a.rs", "use crate::{domain::A, spread};"), [1]);
    assert_eq!(found("src/store/a.rs", "use crate::{\n domain::{B, c},\n web::{self, d},\n};"), [3, 3]);
    assert_eq!(found("src/actions/a.rs", "fn f() { crate::web::f() }"), [1]);
    assert_eq!(found("src/exchange.rs", "use crate::cli;"), [1]);
    assert_eq!(found("src/web/pages/a.rs", "use super::super::super::cli::x;"), [1]);
    assert_eq!(found("src/domain/mod.rs", "use super::{graph, store};"), [1, 1]);
    assert_eq!(found("src/domain/a.rs", "use crate::app::App;"), [1]);
    assert_eq!(found("src/extras/mod.rs", ""), [1]);

    let none: [usize; 0] = [];
    assert_eq!(found("src/cli/a.rs", "use crate::{web::f, exchange, config};"), none);
    assert_eq!(found("src/web/a.rs", "use super::cli;"), none, "this is web::cli");
    assert_eq!(found("src/lib.rs", "pub use crate::web::f;"), none);
    assert_eq!(found("src/domain/a.rs", "// crate::web\n/// [`crate::web`]\n"), none);
    assert_eq!(found("src/domain/a.rs", "const A: &str = \"crate::web\";"), none);
}

#[test]
fn a_library_outside_its_layer_is_found() {
    let found = |path, text| lines(libraries, path, text);
    assert_eq!(found("src/web/a.rs", "use diesel::prelude::*;"), [1]);
    assert_eq!(found("src/app.rs", "diesel_migrations::embed_migrations!();"), [1]);
    assert_eq!(found("src/main.rs", "\n#[actix_web::main]"), [2]);
    assert_eq!(found("src/domain/a.rs", "use petgraph::Graph;"), [1]);

    let none: [usize; 0] = [];
    assert_eq!(found("src/store/a.rs", "use diesel::prelude::*;"), none);
    assert_eq!(found("src/matching/a.rs", "use petgraph::Graph;"), none);
    assert_eq!(found("src/web/a.rs", "//! diesel is elsewhere\nuse actix_web::web;"), none);
}

#[test]
fn an_impure_pure_layer_is_found() {
    let found = |text| lines(purity, "src/spread/a.rs", text);
    for text in [
        "use std::fs;",
        "use std::{collections::BTreeMap, net::TcpStream};",
        "let now = std::time::SystemTime::now();",
        "let now = Instant::now();",
        "let now = chrono::Utc::now();",
        "let mut rng = rand::rng();",
        "async fn f() {}",
        "let id = Uuid::now_v7();",
    ] {
        assert_eq!(found(text), [1], "{text}");
    }
    let none: [usize; 0] = [];
    assert_eq!(found("use rand::{Rng, SeedableRng, rngs::StdRng}; // Utc::now"), none);
    assert_eq!(lines(purity, "src/store/a.rs", "use std::fs;"), none);
    assert_eq!(lines(purity, THREADS, "std::thread::scope(f); std::fs::read(path);"), [1]);
    assert_eq!(lines(purity, THREADS, "std::thread::scope(f);"), none);
    assert_eq!(lines(purity, "src/matching/a.rs", "std::thread::scope(f);"), [1]);
}

#[test]
fn a_name_that_says_nothing_is_found() {
    assert_eq!(lines(names, "src/web/utils.rs", ""), [1]);
    assert_eq!(lines(names, "src/helpers/x.rs", ""), [1]);
    assert_eq!(lines(names, "templates/common/x.html", ""), [1]);
    assert_eq!(lines(names, "src/manager.rs", ""), [1]);
    let none: [usize; 0] = [];
    assert_eq!(lines(names, "src/commons_of_topics.rs", ""), none);
}

#[test]
fn a_module_without_a_header_is_found() {
    assert_eq!(lines(headers, "src/a.rs", "use std::fmt;\n//! Late."), [1]);
    assert_eq!(lines(headers, "src/a.rs", ""), [1]);
    assert!(headers(&Source::new("src/a.rs", "//! In time.\n")).is_empty());
}

#[test]
fn a_file_that_is_too_long_is_found() {
    let at_the_limit = "\n".repeat(LONGEST_FILE);
    assert!(lengths(&Source::new("src/a.rs", &at_the_limit)).is_empty());
    assert_eq!(lines(lengths, "src/a.rs", &(at_the_limit + "\n")), [LONGEST_FILE + 1]);
}

#[test]
fn unfinished_and_ignored_code_is_found() {
    let text = "fn f() { todo!() }\nfn g() { dbg!(1); unimplemented!(\"x\") }\n#[ignore = \"slow\"]";
    assert_eq!(lines(unfinished, "src/a.rs", text), [1, 2, 2, 3]);
    assert!(unfinished(&Source::new("src/a.rs", "// todo!()\nlet s = r#\"dbg!(\"#;")).is_empty());
}

#[test]
fn inline_style_and_script_are_found() {
    let found = |text| lines(templates, "templates/a.html", text);
    assert_eq!(found("<p\n style=\"color:red\">"), [2]);
    assert_eq!(found("\n<style>p{}</style>"), [2]);
    assert_eq!(found("<script>go()</script>"), [1]);
    assert_eq!(found("<script type=\"module\">go()</script>"), [1]);
    assert_eq!(found("<a onclick=\"go()\">"), [1]);
    let none: [usize; 0] = [];
    let good = "<link rel=\"stylesheet\"><script\n defer src=\"/app.js\"></script> {{ f(one=1) }}";
    assert_eq!(found(good), none);
}
