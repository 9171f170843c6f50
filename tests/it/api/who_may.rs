//! Who may ask and send what with a key that is good for everything: written from the rules, apart from the policy. One letter for each adult
//! that is let through: e its teacher and steward, b another teacher, f a mother of Agua Zarca; j the teacher and steward of La Noria, i a
//! neighbour there; k the coach, z the supervisor and steward of the zone, o an official of the state. To everybody else it is not there.

use relevo::domain::id::*;
use serde_json::Value;

use super::program::{ALL, Program};
use crate::routes::ground::{CALLERS, Lived};
use crate::support::town::*;

/// Method, path, answer for who may, who may, body.
const TABLE: &str = r#"
get  /places?parent={ZONE}                       200  ebfjikzo
get  /places/{AGUA_ZARCA}                        200  ebfjikzo
post /places                                     422  z         {"parent": "{ZONE}", "level": "nation", "name": "Nueva"}
post /places/{AGUA_ZARCA}/name                   200  ez        {"name": "Telesecundaria del Agua"}
get  /people?place={AGUA_ZARCA}                  200  ebf
get  /people/{MATEO}                             200  ebf
post /people                                     422  e         {"place": "{AGUA_ZARCA}", "name": "123", "position": "student", "minor": true}
get  /topics                                     200  ebfjikzo
get  /topics/{PI}                                200  ebfjikzo
post /topics                                     422  ebfjikzo  {"language": "es", "origin": "own", "licence": "CC0-1.0", "title": " ", "subject": "artes", "challenge": " "}
post /topics/{PI}/versions                       422  ez        {"seen": 1, "title": " ", "subject": "artes", "challenge": " "}
get  /offers?place={AGUA_ZARCA}                  200  ebf
get  /offers/{MARICRUZ_OFFERS_ARCH}              200  ebf
post /offers                                     201  eb        {"mastery": "{MARICRUZ_ARCH}", "capacity": 2}
post /offers/{MARICRUZ_OFFERS_ARCH}              200  eb        {"capacity": 2, "state": "paused"}
get  /interests?learner={LUIS}                   200  eb
get  /interests/{INTEREST}                       200  eb
post /interests                                  201  eb        {"topic": "{PI}", "learner": "{LUIS}"}
post /interests/{INTEREST}/end                   200  eb
get  /tutorials?place={AGUA_ZARCA}               200  eb
get  /tutorials                                  200  ebfjikzo
get  /tutorials/{OPEN}                           200  eb
get  /tutorials/{OPEN}/entries                   200  eb
get  /entries/{ENTRY}                            200  eb
post /tutorials                                  201  eb        {"offer": "{ELVIA_OFFERS_PI}", "learner": "{LUIS}", "aloud": true}
post /tutorials/{OPEN}/entries                   422  eb        {"text": " "}
post /tutorials/{OPEN}/rehearsal                 200  eb        {}
post /tutorials/{OPEN}/demonstration             422  eb        {"day": "2020-01-01"}
post /tutorials/{OPEN}/record                    422  eb        {"day": "2026-11-23", "outcome": "ready"}
post /tutorials/{OPEN}/stop                      200  eb        {}
post /tutorials/{PROPOSED}/agreement             200  eb
post /tutorials/{PROPOSED}/refusal               200  eb
get  /demonstrations?place={AGUA_ZARCA}          200  ebf
get  /demonstrations/{PLANNED}                   200  ebfi
get  /demonstrations/{HELD}                      200  ebf
post /demonstrations/{PLANNED}/cancellation      200  eb
get  /masteries?person={MARICRUZ}                200  ebf
get  /masteries/{MARICRUZ_ARCH}                  200  ebf
post /masteries                                  422  e         {"person": "{LUIS}", "topic": "{PI}", "reason": " "}
post /masteries/{MARICRUZ_ARCH}/withdrawal       200  eb
post /masteries/{MARICRUZ_ARCH}/restoration      200  eb
"#;

struct Row {
    method: &'static str,
    path: &'static str,
    answer: u16,
    callers: &'static str,
    body: Option<&'static str>,
}

fn rows() -> Vec<Row> {
    TABLE
        .lines()
        .filter(|line| !line.is_empty())
        .map(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            let body = line.find(" {\"").or_else(|| line.ends_with(" {}").then(|| line.len() - 3)).map(|at| line[at..].trim());
            Row { method: words[0], path: words[1], answer: words[2].parse().expect("a status"), callers: words[3], body }
        })
        .collect()
}

async fn ask(lived: &Lived, program: &Program, row: &Row) -> u16 {
    let path = lived.fill(row.path);
    match row.method {
        "get" => program.get(&path).await.status,
        _ => program.post(&path, body(lived, row)).await.status,
    }
}

/// A row's body, with what its names stand for.
fn body(lived: &Lived, row: &Row) -> Value {
    let name = regex::Regex::new(r"\{[A-Z_]+\}").expect("a regular expression");
    let text = name.replace_all(row.body.unwrap_or("null"), |found: &regex::Captures<'_>| lived.fill(&found[0]));
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn every_operation_has_its_row() {
    let told: std::collections::BTreeSet<(String, String)> =
        rows().iter().map(|row| (row.method.to_owned(), unnamed(row.path.split('?').next().unwrap_or_default()))).collect();
    let known: std::collections::BTreeSet<(String, String)> =
        relevo::web::api::operation::ALL.iter().map(|one| (one.method.to_owned(), unnamed(one.path))).collect();
    assert_eq!(told, known);
}

fn unnamed(path: &str) -> String {
    path.split('/').map(|part| if part.starts_with('{') { "{}" } else { part }).collect::<Vec<_>>().join("/")
}

#[actix_web::test]
async fn each_adult_is_answered_what_the_table_says() {
    let lived = Lived::lay().await;
    let mut wrong = Vec::new();
    let adults: Vec<(char, PersonId)> = CALLERS.into_iter().filter(|(letter, _)| !"cltn".contains(*letter)).collect();
    let mut town = lived.town().await;
    let mut programs = Vec::new();
    for (letter, person) in &adults {
        programs.push((*letter, Program::of(&town, *person, ALL).await));
    }
    for row in rows() {
        for (letter, program) in programs.iter().filter(|(letter, _)| !row.callers.contains(*letter)) {
            let status = ask(&lived, program, &row).await;
            if status != 404 {
                wrong.push(format!("{} {} as {letter}: {status}, not 404", row.method, row.path));
            }
        }
        let none = Program::with(&town, None);
        if ask(&lived, &none, &row).await != 401 {
            wrong.push(format!("{} {} is answered to who shows no key", row.method, row.path));
        }
        for (letter, person) in adults.iter().filter(|(letter, _)| row.callers.contains(*letter)) {
            let changes = row.method == "post" && row.answer < 400;
            if changes {
                // Each finds the town as it was laid.
                town = lived.town().await;
            }
            let program = Program::of(&town, *person, ALL).await;
            let status = ask(&lived, &program, &row).await;
            if status != row.answer {
                wrong.push(format!("{} {} as {letter}: {status}, not {}", row.method, row.path, row.answer));
            }
        }
        if row.method == "post" && row.answer < 400 {
            town = lived.town().await;
            programs.clear();
            for (letter, person) in &adults {
                programs.push((*letter, Program::of(&town, *person, ALL).await));
            }
        }
    }
    assert!(wrong.is_empty(), "{} answers are not those of the table:\n{}", wrong.len(), wrong.join("\n"));
}

#[actix_web::test]
async fn what_names_nothing_is_not_found() {
    let lived = Lived::lay().await;
    let town = lived.town().await;
    let elvia = Program::of(&town, ELVIA, ALL).await;
    for row in rows().iter().filter(|row| row.path.contains('{') && !row.path.contains('?')) {
        for unknown in [fresh::<()>().to_string(), "not-an-id".to_owned(), "%00".to_owned(), "9".repeat(400)] {
            let path = lived.fill_with(row.path, |_| unknown.clone());
            let told = match row.method {
                "get" => elvia.get(&path).await,
                _ => elvia.post(&path, body(&lived, row)).await,
            };
            assert_eq!(told.status, 404, "{}: {}", told.asked, told.text);
        }
    }
}
