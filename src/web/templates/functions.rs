//! What templates may call, beside Tera's own.
//!
//! | call | gives |
//! |---|---|
//! | `t(key="topic-heading", name=x)` | a message; `name_of_x` reaches Fluent as `$name-of-x` |
//! | `rich(key="…", strong="name", name=x)` | the same, with the arguments listed in `strong` in `<b>`; texts only |
//! | `day(value="2026-11-03", style="long")` | a day in words; the styles are those of [`Day`], with the year where it is not that of the page's `today` |
//! | `number(value=n)` | a number with its thousands apart |
//! | `ago(days=n)` | "hoy", "ayer", "hace 6 días" |
//! | `label(of="day")` | the words of that field's label, wherever it stands on the page |
//! | `asset(name="relevo.css")` | the address of a static file |
//! | `languages()` | `[{code, html}]`, all of them |
//! | `x \| capital` | x beginning with a capital: for names that stand alone, for somebody may be "someone" |
//! | `x \| urlencode` | x as part of an address |
//!
//! The language is the `lang` of the page, unless `lang=` is passed.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::sync::Arc;

use chrono::NaiveDate;
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use crate::web::assets::Assets;
use crate::web::locale::{Arg, Catalog, Day, Language, capital, number};

/// Stand around an emphasised argument until the text is escaped. From Unicode's private use area:
/// no keyboard types them, and they are taken out of what comes in.
const STRONG: [char; 2] = ['\u{E000}', '\u{E001}'];

pub(super) fn register(tera: &mut Tera, catalog: Arc<Catalog>, assets: &Assets) {
    let words = catalog.clone();
    tera.register_function("t", move |given: Kwargs, state: &State| {
        let lang = language(&given, state)?;
        message(&words, lang, &given, &[])
    });

    let words = catalog.clone();
    tera.register_function("rich", move |given: Kwargs, state: &State| {
        let lang = language(&given, state)?;
        let strong: &str = given.must_get("strong")?;
        let strong: Vec<&str> = strong.split(',').map(str::trim).collect();
        let text = message(&words, lang, &given, &strong)?;
        let html = state.escape(&text)?.replace(STRONG[0], "<b>").replace(STRONG[1], "</b>");
        TeraResult::Ok(Value::safe_string(&html))
    });

    let words = catalog.clone();
    tera.register_function("day", move |given: Kwargs, state: &State| {
        let lang = language(&given, state)?;
        let value: &str = given.must_get("value")?;
        let style = given.get::<&str>("style")?.unwrap_or("long");
        let style = Day::parse(style).ok_or_else(|| Error::message(format!("`day` has no style `{style}`")))?;
        let day = date(value).ok_or_else(|| Error::message(format!("`{value}` is not a day like 2026-11-03")))?;
        let today = state.get::<String>("today")?.and_then(|today| date(&today));
        TeraResult::Ok(words.day(lang, day, today.map_or(style, |today| style.read_on(day, today))))
    });

    tera.register_function("number", |given: Kwargs, state: &State| {
        let lang = language(&given, state)?;
        TeraResult::Ok(number(lang, given.must_get("value")?))
    });

    tera.register_function("ago", move |given: Kwargs, state: &State| {
        let lang = language(&given, state)?;
        TeraResult::Ok(catalog.relative_days(lang, given.must_get("days")?))
    });

    tera.register_function("label", |given: Kwargs, _: &State| {
        let field: &str = given.must_get("of")?;
        TeraResult::Ok(super::labels::place(field))
    });

    let addresses: HashMap<String, String> = assets.urls().map(|(name, url)| (name.to_owned(), url)).collect();
    tera.register_function("asset", move |given: Kwargs, _: &State| {
        let name: &str = given.must_get("name")?;
        addresses.get(name).cloned().ok_or_else(|| Error::message(format!("there is no static file `{name}`")))
    });

    tera.register_function("languages", |_: Kwargs, _: &State| {
        let all = Language::ALL.map(|lang| BTreeMap::from([("code", lang.code()), ("html", lang.html())]));
        Value::from_serializable(&all)
    });

    tera.register_filter("capital", |text: &str, _: Kwargs, _: &State| capital(text));
    tera.register_filter("urlencode", |text: &str, _: Kwargs, _: &State| percent_encoded(text));
}

/// The language of the page, or the one passed to the call.
fn language(given: &Kwargs, state: &State) -> TeraResult<Language> {
    let code = match given.get::<Value>("lang")? {
        Some(code) => code,
        None => state
            .get::<Value>("lang")?
            .ok_or_else(|| Error::message("`lang` is not in sight: put it into the context, or declare `@lang` in the component"))?,
    };
    code.as_str().and_then(Language::parse).ok_or_else(|| Error::message(format!("there is no language `{code}`")))
}

/// The day with which an instant in ISO form begins.
fn date(iso: &str) -> Option<NaiveDate> {
    iso.get(..10).and_then(|day| day.parse().ok())
}

/// The message that the call asks for, with the arguments named in `strong` between marks.
fn message(catalog: &Catalog, lang: Language, given: &Kwargs, strong: &[&str]) -> TeraResult<String> {
    let key: &str = given.must_get("key")?;
    let mut names = Vec::new();
    let mut values = Vec::new();
    for (name, value) in given.iter() {
        let name = name.to_string();
        if ["key", "lang", "strong"].contains(&name.as_str()) {
            continue;
        }
        if value.is_undefined() || value.is_none() {
            return Err(Error::message(format!("`{name}` of `{key}` has no value")));
        }
        values.push(match value.as_i64() {
            Some(whole) => Arg::Number(whole),
            None => {
                let text = value.to_string().replace(STRONG, "");
                Arg::from(if strong.contains(&name.as_str()) { format!("{}{text}{}", STRONG[0], STRONG[1]) } else { text })
            }
        });
        names.push(name.replace('_', "-"));
    }
    let args: Vec<(&str, Arg)> = names.iter().map(String::as_str).zip(values).collect();
    Ok(catalog.text(lang, key, &args))
}

/// All but letters, digits and a few harmless marks as `%XX`, so that the text fits into a query.
fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~/".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}
