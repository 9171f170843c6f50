//! Every page of the table as those who may open it see it: in both languages, on a telephone, by day and by night, for every reader.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde_json::json;
use thirtyfour::prelude::*;

use super::ground::{CALLERS, Lived};
use super::table::Row;
use crate::support::browser::{Options, axe_stays, axe_there, dev_tools, journey};
use crate::support::town::*;

/// The rows that are pages, with the letters of those who may open them. A space is who has not signed in.
fn pages() -> Vec<(Row, Vec<char>)> {
    let rows = Row::all().into_iter().filter(|row| row.method == "GET" && !["/healthz", "/readyz", "/metrics"].contains(&row.path));
    let for_programs = |row: &Row| {
        row.for_programs()
            || row.path.ends_with("json")
            || row.path.ends_with(".atom")
            || row.path.ends_with(".zip")
            || row.path == "/calendar/{CALENDAR}"
            || row.path.starts_with("/files/")
    };
    // Neither files of the program nor those of the fund are pages.
    rows.filter(|row| {
        !row.path.starts_with("/assets") && !row.path.starts_with("/fund/") && !row.path.ends_with(".csv") && !for_programs(row)
    })
    .map(|row| {
        let nobody = row.callers.is_none().then_some(' ');
        let letters = CALLERS.iter().map(|(letter, _)| *letter).filter(|letter| row.admits(*letter)).chain(nobody).collect();
        (row, letters)
    })
    .collect()
}

/// Pages that show more when something is chosen in their address, which the table does not say: for whoever opens the page, this too.
const CHOSEN: [(&str, &str); 3] = [
    ("/nodes/{AGUA_ZARCA}/consents", "?group=2-A"),
    ("/nodes/{AGUA_ZARCA}/sheets/notice", "?group=2-A"),
    ("/nodes/{AGUA_ZARCA}/board", "?group=2-A"),
];

/// The keys of all messages: a page that says one of them lacks its words.
fn keys() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for file in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/locales/es")).expect("the locale") {
        let text = std::fs::read_to_string(file.expect("a file").path()).expect("a text");
        keys.extend(text.lines().filter_map(|line| line.split_once(" =")).map(|(key, _)| key.to_owned()).filter(|key| key.contains('-')));
    }
    keys
}

#[actix_web::test]
async fn every_page_has_all_its_words_in_both_languages_and_fetches_nothing_from_elsewhere() {
    let (lived, keys) = (Lived::lay().await, keys());
    assert!(keys.contains("tutorial-new-ask"), "the keys are read from the locale");
    let town = lived.town().await;
    let mut wrong = String::new();
    for (row, letters) in pages() {
        // One of each side is enough for words: the school's learners and teachers, the other school's, those above, nobody.
        let readers: Vec<char> = letters.iter().copied().filter(|letter| "cenk ".contains(*letter)).collect();
        for letter in if readers.is_empty() { letters } else { readers } {
            for (language, html) in [("es", "es-MX"), ("en", "en")] {
                let path = lived.fill(row.path);
                let page = lived.browser(&town, letter).reading(language).get(&path).await;
                let mut tell = |what: &str| writeln!(wrong, "{} as '{letter}' in {language}: {what}", row.path).expect("room");
                if page.status != 200 {
                    tell(&format!("{}", page.status));
                }
                if page.attribute("html", "lang").as_deref() != Some(html) {
                    tell("is in another language");
                }
                if page.count("h1") != 1 || page.count("main") != 1 || page.count("head > title") != 1 {
                    tell("has not one title, one heading, one main part");
                }
                let text = page.text();
                if text.contains("{$") || text.contains("{ $") {
                    tell("shows a place that was not filled");
                }
                let words = text.split(|sign: char| !(sign.is_alphanumeric() || sign == '-'));
                for word in words.filter(|word| keys.contains(*word)) {
                    tell(&format!("says the key {word}"));
                }
                for foreign in page.foreign() {
                    tell(&format!("fetches {foreign}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// One person's pages: in Spanish by day, then in English by night. Axe is given to the browser once, and runs on each page.
async fn look(lived: &Lived, town: &Town, letter: char, also_open: bool) {
    let pages: Vec<Row> = pages()
        .into_iter()
        .filter(|(row, who)| who.contains(&letter) && (also_open || row.callers.is_some()))
        .map(|(row, _)| row)
        .collect();
    assert!(!pages.is_empty(), "'{letter}' may open something");
    let mut wrong = String::new();
    journey(Options::PHONE, async |driver| {
        axe_stays(driver).await?;
        driver.goto(format!("{}/healthz", town.url)).await?;
        if let Some(token) = lived.token(letter) {
            driver.add_cookie(Cookie::new("relevo", token)).await?;
        }
        for (language, scheme) in [("es", "light"), ("en", "dark")] {
            driver.add_cookie(Cookie::new("language", language)).await?;
            let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
            dev_tools(driver, "Emulation.setEmulatedMedia", features).await?;
            let chosen = |of: &'static str| CHOSEN.iter().filter(move |(path, _)| *path == of).map(|(path, more)| format!("{path}{more}"));
            let addresses: Vec<String> = pages.iter().flat_map(|row| [row.path.to_owned()].into_iter().chain(chosen(row.path))).collect();
            for path in &addresses {
                driver.goto(format!("{}{}", town.url, lived.fill(path))).await?;
                let seen = "return [performance.getEntriesByType('navigation')[0].responseStatus, \
                            document.documentElement.scrollWidth - innerWidth, document.documentElement.lang.slice(0, 2), \
                            matchMedia('(prefers-color-scheme: dark)').matches]";
                let seen = driver.execute(seen, vec![]).await?.json().clone();
                let mut tell = |what: String| writeln!(wrong, "{path} as '{letter}', {language}, {scheme}: {what}").expect("room");
                if seen[0] != 200 || seen[2] != language || seen[3] != (scheme == "dark") {
                    tell(format!("is not what was asked for: {seen}"));
                }
                if seen[1].as_i64().is_none_or(|more| more > 0) {
                    tell(format!("is wider than the telephone by {}", seen[1]));
                }
                for violation in axe_there(driver).await? {
                    tell(violation.to_string());
                }
            }
        }
        Ok(())
    })
    .await;
    assert!(wrong.is_empty(), "{wrong}");
}

#[actix_web::test]
async fn every_page_is_for_every_reader_in_a_browser() {
    let lived = Lived::lay().await;
    let town = lived.town().await;
    // Pages that are open to everybody are looked at as a visitor and as a teacher, whose shell has more in it.
    for (letter, also_open) in [(' ', true), ('e', true), ('l', false), ('t', false), ('k', false), ('z', false), ('o', false)] {
        look(&lived, &town, letter, also_open).await;
    }
}

/// Makes long words of the names and titles of the town, where the page says them, and tells by how much it is wider then, and what is.
const LONG_WORDS: &str = "
    const names = /Ximena|Maricruz|Mateo|Luis|Nadia|Elvia|Berta|Celia|Montes|Tomasa|Noria|Zarca|Sierra|piedra|siempre|viene|cara/g;
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) walk.currentNode.data = walk.currentNode.data.replace(names, '$&' + 'w'.repeat(60));
    const wider = document.documentElement.scrollWidth - innerWidth;
    if (wider <= 0) return '';
    const out = new Set(), range = document.createRange();
    walk.currentNode = document.body;
    while (walk.nextNode()) {
        range.selectNodeContents(walk.currentNode);
        const around = walk.currentNode.parentElement;
        const named = [around.parentElement, around].map(one => one.localName + '.' + one.getAttribute('class')).join(' > ');
        if (range.getBoundingClientRect().right > innerWidth + 1) out.add(named);
    }
    return wider + ': ' + [...out].slice(0, 8).join('; ');";

#[actix_web::test]
async fn no_page_is_wider_than_a_telephone_however_long_a_word_in_it_is() {
    let lived = Lived::lay().await;
    let town = lived.town().await;
    let mut wrong = String::new();
    for letter in [' ', 'l', 'e', 'k', 'z'] {
        let pages: Vec<Row> = pages().into_iter().filter(|(_, who)| who.contains(&letter)).map(|(row, _)| row).collect();
        journey(Options::PHONE, async |driver| {
            driver.goto(format!("{}/healthz", town.url)).await?;
            if let Some(token) = lived.token(letter) {
                driver.add_cookie(Cookie::new("relevo", token)).await?;
            }
            for row in &pages {
                driver.goto(format!("{}{}", town.url, lived.fill(row.path))).await?;
                // Its style may come after its words: until then nothing can be measured.
                while driver.execute("return document.readyState", vec![]).await?.json() != "complete" {
                    tokio::time::sleep(std::time::Duration::from_millis(20)).await;
                }
                let wider = driver.execute(LONG_WORDS, vec![]).await?.json().as_str().unwrap_or("nothing was measured").to_owned();
                if !wider.is_empty() {
                    writeln!(wrong, "{} as '{letter}': {wider}", row.path).expect("room");
                }
            }
            Ok(())
        })
        .await;
    }
    assert!(wrong.is_empty(), "{wrong}");
}
