//! The walk: every row of the table as every caller, and every route with what it must refuse.

use std::collections::BTreeSet;

use diesel::prelude::*;
use relevo::store::schema::journal;
use relevo::web::routes;

use super::ground::{CALLERS, Lived};
use super::table::{Row, unnamed};
use crate::support::town::*;

const FORM: &str = "application/x-www-form-urlencoded";

/// What a caller was answered, in the table's words.
#[derive(Debug, PartialEq, Eq)]
enum Met {
    /// Let through, with this answer.
    In(u16),
    /// As if it were not there.
    NotFound,
    /// Asked to sign in.
    SignIn,
}

async fn met(lived: &Lived, browser: &Browser, row: &Row) -> Met {
    let path = lived.fill(row.path);
    let page = if row.method == "GET" {
        browser.get(&path).await
    } else {
        browser.once(row.method, &path, Some((FORM, lived.fill(row.form.unwrap_or_default())))).await
    };
    if page.status == 404 {
        return Met::NotFound;
    }
    if page.status == 401 && !row.for_programs() {
        return Met::SignIn;
    }
    let led = page.location().unwrap_or_else(|| page.path.clone());
    if led == "/sign-in" && path != "/sign-in" { Met::SignIn } else { Met::In(page.status) }
}

/// How somebody is asked to sign in: what she wrote is given back to her, unless it signs somebody in.
fn door(row: &Row) -> u16 {
    let secret = |field: &str| ["password=", "new_password=", "pin=", "code=", "first="].iter().any(|name| field.starts_with(name));
    // A file is chosen again.
    let file = ["/lists", "/files", "/pairs"].iter().any(|end| row.path.ends_with(end));
    let form = row.form.filter(|form| row.method == "POST" && !form.is_empty() && !file);
    if form.is_some_and(|form| !form.split('&').any(secret)) { 401 } else { 303 }
}

/// How much has happened. What was refused leaves no trace in it.
async fn happened(town: &Town) -> i64 {
    town.under(|tx| Ok(journal::table.count().get_result::<i64>(&mut **tx)?)).await
}

#[test]
fn every_route_has_its_row_and_every_row_its_route() {
    let served: BTreeSet<(String, String)> =
        routes::ALL.iter().flat_map(|(path, methods)| methods.iter().map(|method| ((*method).to_owned(), unnamed(path)))).collect();
    let told: BTreeSet<(String, String)> = Row::all().iter().map(Row::route).collect();
    assert_eq!(served.difference(&told).collect::<Vec<_>>(), Vec::<&(String, String)>::new(), "served, but nobody said to whom");
    assert_eq!(told.difference(&served).collect::<Vec<_>>(), Vec::<&(String, String)>::new(), "told of, but not served");
    assert_eq!(told.len(), Row::all().len(), "a route stands in the table twice");
}

#[actix_web::test]
async fn each_caller_meets_what_the_table_says() {
    let lived = Lived::lay().await;
    let mut town = lived.town().await;
    let mut wrong = Vec::new();
    for row in Row::all() {
        let mut tell = |letter: char, found: Met, expected: Met| {
            if found != expected {
                wrong.push(format!("{} {} as '{letter}': {found:?}, not {expected:?}", row.method, row.path));
            }
        };
        // First those who are not let through: nothing may come of it.
        let before = happened(&town).await;
        for (letter, _) in CALLERS.iter().filter(|(letter, _)| !row.admits(*letter)) {
            tell(*letter, met(&lived, &lived.browser(&town, *letter), &row).await, Met::NotFound);
        }
        let nobody = met(&lived, &lived.browser(&town, ' '), &row).await;
        let expected = || row.answer.map_or(Met::SignIn, Met::In);
        tell(' ', nobody, if row.callers.is_some() { Met::SignIn } else { expected() });
        assert_eq!(happened(&town).await, before, "{} {}: something came of what was refused", row.method, row.path);
        // Then those who are: each finds the town as it was laid.
        for (letter, _) in CALLERS.iter().filter(|(letter, _)| row.admits(*letter)) {
            tell(*letter, met(&lived, &lived.browser(&town, *letter), &row).await, expected());
            if row.changes() && row.callers.is_some() {
                town = lived.town().await;
            }
        }
        if row.changes() {
            town = lived.town().await;
        }
    }
    assert!(wrong.is_empty(), "{} answers are not those of the table:\n{}", wrong.len(), wrong.join("\n"));
}

/// An id that names nothing is not found by those who may do everything; and who has not signed in cannot tell it from one that does.
#[actix_web::test]
async fn what_names_nothing_is_not_found() {
    let lived = Lived::lay().await;
    let town = lived.town().await;
    let mut wrong = Vec::new();
    for row in Row::all().into_iter().filter(|row| row.path.contains('{') && !row.by_secret() && !row.for_programs()) {
        for unknown in [fresh::<()>().to_string(), "not-an-id".to_owned(), "%00".to_owned(), "9".repeat(400)] {
            let (path, query) = row.path.split_once('?').map_or((row.path, ""), |(path, query)| (path, query));
            let path = lived.fill_with(path, |_| unknown.clone());
            let body = (row.method == "POST").then(|| (FORM, lived.fill(row.form.unwrap_or_default())));
            if query.is_empty() {
                for letter in ['e', 'z'] {
                    let mut page = lived.browser(&town, letter).once(row.method, &path, body.clone()).await;
                    if let (303, "GET", Some(led)) = (page.status, row.method, page.location()) {
                        page = lived.browser(&town, letter).get(&led).await;
                    }
                    if page.status != 404 {
                        wrong.push(format!("{} {path} as '{letter}': {}", row.method, page.status));
                    }
                }
            }
            let page = lived.browser(&town, ' ').once(row.method, &path, body).await;
            // What is open to all is not found; for the rest she is asked to sign in, unless it cannot be an id at all.
            let expected = match (row.callers.is_none(), unknown.len() == 26) {
                (true, _) => page.status == 404,
                (false, true) => page.status == door(&row),
                (false, false) => [303, 401, 404].contains(&page.status),
            };
            if !expected {
                wrong.push(format!("{} {path} as nobody: {}", row.method, page.status));
            }
        }
    }
    assert!(wrong.is_empty(), "{} answers tell too much:\n{}", wrong.len(), wrong.join("\n"));
}

#[actix_web::test]
async fn another_method_is_not_allowed_and_a_head_is_a_page_without_a_body() {
    let lived = Lived::lay().await;
    let town = lived.town().await;
    let rows = Row::all();
    for (path, methods) in routes::ALL {
        let row = rows.iter().find(|row| unnamed(row.path) == unnamed(path)).expect("every route has a row");
        let reader = CALLERS.iter().map(|(letter, _)| *letter).find(|letter| row.admits(*letter)).expect("somebody is let through");
        let (reader, path) = (lived.browser(&town, reader), lived.fill(row.path));
        for method in ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"] {
            let served = methods.contains(&method.to_lowercase().as_str()) || (method == "HEAD" && methods.contains(&"get"));
            if served {
                if method == "HEAD" {
                    let page = reader.once(method, &path, None).await;
                    let expected = if row.for_programs() { [401, 401] } else { [200, 303] };
                    assert!(page.body.is_empty() && expected.contains(&page.status), "HEAD {path}: {} {}", page.status, page.body.len());
                }
                continue;
            }
            let page = reader.once(method, &path, None).await;
            assert_eq!(page.status, 405, "{method} {path}");
            assert_eq!(page.header("allow").contains("POST"), methods.contains(&"post"), "{method} {path}: {}", page.header("allow"));
            assert_eq!(page.header("allow").contains("GET"), methods.contains(&"get"), "{method} {path}: {}", page.header("allow"));
        }
    }
}

#[actix_web::test]
async fn no_form_takes_too_much_another_kind_or_another_site() {
    let lived = Lived::lay().await;
    let town = lived.town().await;
    let before = happened(&town).await;
    let elvia = lived.browser(&town, 'e');
    for row in Row::all().iter().filter(|row| row.method == "POST") {
        let path = lived.fill(row.path);
        assert_eq!(elvia.post_from_elsewhere(&path, &[]).await.status, 403, "{path} takes a form of another site");
        let Some(form) = row.form else { continue };
        let large = format!("{}&padding={}", lived.fill(form), "x".repeat(300_000));
        assert_eq!(elvia.once("POST", &path, Some((FORM, large))).await.status, 413, "{path} takes any length");
        let kinds = ["text/plain", "application/json", "multipart/form-data; boundary=x"];
        for kind in kinds {
            assert_eq!(elvia.once("POST", &path, Some((kind, lived.fill(form)))).await.status, 400, "{path} takes {kind}");
        }
    }
    assert_eq!(happened(&town).await, before, "something came of what was refused");
}
