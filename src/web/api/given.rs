//! What a program gave, held against the shape that it should have. Every problem is found at once, each with the field that it stands at; what
//! is left has the right type, so that whoever reads it need not ask again.

use serde_json::{Map, Value};

use super::fault::Trouble;
use super::shape::{Field, Kind, Shape};
use crate::domain::id::Id;
use crate::domain::moment::Day;
use crate::domain::refusal::Problem;
use crate::web::forms::YEARS;

/// An object that has its shape.
#[derive(Debug, Clone, Default)]
pub struct Given(Map<String, Value>);

impl Given {
    /// A text; empty where none was given.
    pub fn text(&self, name: &str) -> String {
        self.0.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
    }

    /// What a text stands for: an id, a day, or a word of the practice.
    pub fn read<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.0.get(name).and_then(Value::as_str)?.parse().ok()
    }

    /// A whole number.
    pub fn number(&self, name: &str) -> Option<i64> {
        self.0.get(name).and_then(whole)
    }

    /// Yes or no; no where nothing was given.
    pub fn flag(&self, name: &str) -> bool {
        self.0.get(name).and_then(Value::as_bool).unwrap_or(false)
    }

    /// A list of texts, each read.
    pub fn list<T: std::str::FromStr>(&self, name: &str) -> Vec<T> {
        let all = self.0.get(name).and_then(Value::as_array);
        all.into_iter().flatten().filter_map(|one| one.as_str()?.parse().ok()).collect()
    }

    /// A list of objects.
    pub fn objects(&self, name: &str) -> Vec<Given> {
        let all = self.0.get(name).and_then(Value::as_array);
        all.into_iter().flatten().filter_map(|one| one.as_object().cloned().map(Given)).collect()
    }
}

/// Reads a body.
///
/// # Errors
/// Every field that has to be put right.
pub fn body(shape: &Shape, value: Value) -> Result<Given, Vec<Trouble>> {
    let Value::Object(map) = value else { return Err(vec![Trouble::wrong_type("")]) };
    let mut troubles = Vec::new();
    object(shape.fields, &map, "", &mut troubles);
    if troubles.is_empty() { Ok(Given(map)) } else { Err(troubles) }
}

/// Reads the parameters of an address.
///
/// # Errors
/// Every parameter that has to be put right.
pub fn query(fields: &[Field], text: &str) -> Result<Given, Vec<Trouble>> {
    let pairs: Vec<(String, String)> = serde_html_form::from_str(text).map_err(|_| vec![Trouble::wrong_type("")])?;
    let (mut map, mut troubles) = (Map::new(), Vec::new());
    for (name, text) in pairs {
        let Some(field) = fields.iter().find(|field| field.name == name) else {
            troubles.push(Trouble::unknown(&name));
            continue;
        };
        let value = match field.kind {
            Kind::Whole(..) => text.parse::<i64>().map_or(Value::String(text), Value::from),
            Kind::Flag => text.parse::<bool>().map_or(Value::String(text), Value::from),
            _ => Value::String(text),
        };
        if map.insert(name.clone(), value).is_some() {
            troubles.push(Trouble::wrong_type(&name));
        }
    }
    object(fields, &map, "", &mut troubles);
    if troubles.is_empty() { Ok(Given(map)) } else { Err(troubles) }
}

fn object(fields: &[Field], map: &Map<String, Value>, at: &str, troubles: &mut Vec<Trouble>) {
    let path = |name: &str| if at.is_empty() { name.to_owned() } else { format!("{at}.{name}") };
    for name in map.keys().filter(|name| fields.iter().all(|field| field.name != name.as_str())) {
        troubles.push(Trouble::unknown(&path(name)));
    }
    for field in fields {
        match map.get(field.name) {
            None | Some(Value::Null) if field.optional => {}
            None => troubles.push(Trouble::of(path(field.name), Problem::Missing)),
            Some(value) => one(&field.kind, value, path(field.name), troubles),
        }
    }
}

fn one(kind: &Kind, value: &Value, at: String, troubles: &mut Vec<Trouble>) {
    let problem = match (kind, value) {
        (Kind::Text { least, most }, Value::String(text)) => match text.chars().count() {
            0 if *least > 0 => Some(Problem::Missing),
            count if count < *least => Some(Problem::TooShort(*least)),
            count if count > *most => Some(Problem::TooLong(*most)),
            _ => None,
        },
        (Kind::PlaceName(most), Value::String(text)) => match text.chars().count() {
            0 => Some(Problem::Missing),
            count if count > *most => Some(Problem::TooLong(*most)),
            _ => (!is_place_name(text)).then_some(Problem::NotAPlace),
        },
        (Kind::Id, Value::String(text)) => (!is_id(text)).then_some(Problem::UnknownChoice),
        (Kind::Cursor, Value::String(text)) => {
            let sound = text.strip_prefix('c').is_some_and(is_id);
            (!sound).then_some(Problem::UnknownChoice)
        }
        (Kind::Said, Value::String(_)) | (Kind::Flag, Value::Bool(_)) => None,
        (Kind::Day, Value::String(text)) => (!is_day(text)).then_some(Problem::NotADate),
        (Kind::Whole(least, most), Value::Number(_)) => {
            let sound = whole(value).is_some_and(|number| (*least..=*most).contains(&number));
            (!sound).then_some(Problem::NotBetween(*least, *most))
        }
        (Kind::Choice(words), Value::String(text)) => (!words.contains(&text.as_str())).then_some(Problem::UnknownChoice),
        (Kind::List(of, most), Value::Array(all)) => {
            if all.len() > *most {
                Some(Problem::TooMany(*most))
            } else {
                for (number, value) in all.iter().enumerate() {
                    one(of, value, format!("{at}[{number}]"), troubles);
                }
                None
            }
        }
        (Kind::Of(shape), Value::Object(map)) => {
            object(shape.fields, map, &at, troubles);
            None
        }
        _ => {
            troubles.push(Trouble::wrong_type(&at));
            None
        }
    };
    troubles.extend(problem.map(|problem| Trouble::of(at, problem)));
}

/// A whole number, also where it is written with a point: JSON does not tell them apart.
fn whole(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| {
        let number = value.as_f64()?;
        // Beyond this not every whole number can be told from its neighbour.
        (number.fract() == 0.0 && number.abs() < 9e15).then_some(number as i64)
    })
}

/// Lower case only: what is sent is what the pattern says.
fn is_id(text: &str) -> bool {
    text.parse::<Id<()>>().is_ok_and(|id| id.to_string() == text)
}

/// As the pattern says it: what else a name of a place may not hold is found where it is written down.
fn is_place_name(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !text.contains(['<', '>', '\n'])
}

fn is_day(text: &str) -> bool {
    text.len() == 10 && text.parse::<Day>().is_ok_and(|day| day.to_string() == text && YEARS.contains(&chrono::Datelike::year(&day)))
}

#[cfg(test)]
mod tests {
    use regex::Regex;
    use serde_json::json;

    use super::super::shape::{DAY_PATTERN, PLACE_NAME_PATTERN, needed, optional, text, words};
    use super::*;

    const INNER: Shape = Shape { name: "Inner", fields: &[needed("number", Kind::Whole(0, 9))] };
    const NAMED: Shape = Shape { name: "Named", fields: &[needed("name", Kind::PlaceName(120))] };
    const OUTER: Shape = Shape {
        name: "Outer",
        fields: &[
            needed("title", words(5)),
            optional("note", text(3)),
            optional("day", Kind::Day),
            optional("who", Kind::Id),
            optional("some", Kind::List(&Kind::Of(&INNER), 2)),
            optional("state", Kind::Choice(&["open"])),
            optional("sure", Kind::Flag),
        ],
    };

    #[test]
    fn each_problem_is_told_at_its_field() {
        let id = "0".repeat(26);
        let cases = [
            (json!({"title": "a"}), ""),
            (json!({"title": "áéíóú", "note": null, "day": "2026-11-23", "who": id, "some": [{"number": 9.0}], "sure": true}), ""),
            (json!({}), "title"),
            (json!({"title": ""}), "title"),
            (json!({"title": null}), "title"),
            (json!({"title": "abcdef", "note": "abcd"}), "title note"),
            (json!({"title": 5, "other": 1}), "other title"),
            (json!({"title": "a", "day": "2026-13-01"}), "day"),
            (json!({"title": "a", "day": "2026-1-1"}), "day"),
            (json!({"title": "a", "who": "nobody"}), "who"),
            (json!({"title": "a", "who": "Z".repeat(26)}), "who"),
            (json!({"title": "a", "some": [{"number": 10}, {"number": 1.5}]}), "some[0].number some[1].number"),
            (json!({"title": "a", "some": [{}, {}, {}]}), "some"),
            (json!({"title": "a", "state": "shut", "sure": "yes"}), "state sure"),
            (json!([]), ""),
        ];
        for (value, expected) in cases {
            let found = match body(&OUTER, value.clone()) {
                Ok(_) => String::new(),
                Err(troubles) => troubles.iter().map(|trouble| trouble.field.as_str()).collect::<Vec<_>>().join(" "),
            };
            assert_eq!(found, expected, "{value}");
        }
        assert!(body(&OUTER, json!([])).is_err());
    }

    #[test]
    fn what_the_patterns_say_is_what_is_taken() {
        let (day, name) = (Regex::new(DAY_PATTERN).expect("a pattern"), Regex::new(PLACE_NAME_PATTERN).expect("a pattern"));
        for year in 1890..2210 {
            let text = format!("{year:04}-01-01");
            assert_eq!((day.is_match(&text), is_day(&text)), (YEARS.contains(&year), YEARS.contains(&year)), "{text}");
        }
        for text in ["Agua Zarca", "20 de Noviembre", "20", "", "\u{e000}", "a<b", "a>", "a\nb", "ñ", "水", "1\u{2160}", ". — ."] {
            let taken = body(&NAMED, json!({"name": text})).is_ok();
            assert_eq!((name.is_match(text), is_place_name(text)), (taken, taken), "{text:?}");
        }
        assert!(body(&NAMED, json!({"name": "20 de Noviembre"})).is_ok() && body(&NAMED, json!({"name": "\u{e000}"})).is_err());
    }

    #[test]
    fn parameters_are_read_by_their_kind_and_once() {
        let fields = [optional("limit", Kind::Whole(1, 200)), optional("q", text(5))];
        assert_eq!(query(&fields, "limit=20&q=pi").expect("sound").number("limit"), Some(20));
        for bad in ["limit=0", "limit=x", "limit=1&limit=2", "q=abcdef", "page=1"] {
            assert!(query(&fields, bad).is_err(), "{bad}");
        }
    }
}
