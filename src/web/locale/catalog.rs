//! The texts of every language, ready to be looked up.
//!
//! Messages without variables are formatted once at start and then kept as plain texts: a label costs a
//! look-up in a hash map, and most messages are labels, which in Fluent's own form take some four times
//! their room. The others go through Fluent. The bundles are concurrent: one catalog serves all workers.
//!
//! So a message with variables cannot name another message; a test holds that none tries.

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use super::{Language, capital, number};
use crate::web::assets::Embedded;

/// A value for a variable of a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg<'a> {
    /// A text, set as it is.
    Text(Cow<'a, str>),
    /// A number: chooses the plural, and is written in the way of the language.
    Number(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text.as_str().into())
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<i64> for Arg<'_> {
    fn from(value: i64) -> Self {
        Self::Number(value)
    }
}

impl From<i32> for Arg<'_> {
    fn from(value: i32) -> Self {
        Self::Number(value.into())
    }
}

impl From<u32> for Arg<'_> {
    fn from(value: u32) -> Self {
        Self::Number(value.into())
    }
}

impl From<usize> for Arg<'_> {
    fn from(value: usize) -> Self {
        // More than 2^63 of anything is not going to be shown.
        Self::Number(i64::try_from(value).unwrap_or(i64::MAX))
    }
}

/// The words of one language.
struct Words {
    /// The messages that have variables.
    bundle: FluentBundle<FluentResource>,
    /// The others, already formatted.
    fixed: HashMap<Box<str>, Box<str>>,
}

/// The words of every language.
pub struct Catalog {
    /// In the order of [`Language::ALL`].
    words: [Words; Language::ALL.len()],
}

impl Catalog {
    /// The catalog that is compiled in.
    ///
    /// # Panics
    ///
    /// If a Fluent file cannot be read or names a message twice: a fault of the program itself, which
    /// any test that starts it shows.
    pub fn embedded() -> Self {
        Self { words: Language::ALL.map(Words::of) }
    }

    /// The text of a message in a language.
    ///
    /// A message that the language lacks is taken from Spanish; one that Spanish lacks too is answered
    /// by its key, so that a page stays readable. Tests see to it that neither happens.
    pub fn text(&self, lang: Language, key: &str, args: &[(&str, Arg)]) -> String {
        self.find(lang, key, args).or_else(|| self.find(Language::Spanish, key, args)).unwrap_or_else(|| {
            tracing::error!(key, "no language has this message");
            key.to_owned()
        })
    }

    /// Whether the language itself has this message.
    pub fn has(&self, lang: Language, key: &str) -> bool {
        let words = &self.words[lang.index()];
        words.fixed.contains_key(key) || words.bundle.has_message(key)
    }

    /// Whether any Spanish message without variables has a key that begins like this.
    #[cfg(test)]
    pub(in crate::web) fn has_prefix(&self, prefix: &str) -> bool {
        let words = &self.words[Language::Spanish.index()];
        words.fixed.keys().any(|key| key.starts_with(prefix))
    }

    fn find(&self, lang: Language, key: &str, args: &[(&str, Arg)]) -> Option<String> {
        let words = &self.words[lang.index()];
        if let Some(text) = words.fixed.get(key) {
            return Some(text.to_string());
        }
        let given: FluentArgs = args.iter().map(|(name, value)| (*name, fluent(value))).collect();
        let (text, complete) = format(&words.bundle, key, Some(&given))?;
        if !complete {
            tracing::error!(key, lang = lang.code(), "a variable of this message was not given");
        }
        Some(with_one_stop(text, args))
    }
}

impl Words {
    fn of(lang: Language) -> Self {
        let files = Embedded::texts(&format!("locales/{}/", lang.code()), ".ftl");
        let all = bundle(lang, &files);
        // A message that formats without complaint when given nothing has no variables.
        let fixed: HashMap<_, _> = files
            .iter()
            .flat_map(|(_, text)| entries(text))
            .filter_map(|entry| {
                let key = key(entry)?;
                let (text, complete) = format(&all, key, None)?;
                complete.then(|| (key.into(), text.into()))
            })
            .collect();
        let varying: Vec<_> = files
            .iter()
            .map(|(file, text)| {
                let rest = entries(text).filter(|entry| key(entry).is_some_and(|key| !fixed.contains_key(key)));
                (file.clone(), rest.collect())
            })
            .collect();
        Self { bundle: bundle(lang, &varying), fixed }
    }
}

/// A bundle of the messages in these Fluent files, each with its name.
fn bundle(lang: Language, files: &[(String, String)]) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![lang.identifier()]);
    // The marks that isolate right-to-left names would end up in titles, mails and tests.
    bundle.set_use_isolating(false);
    // The hook is a plain function and cannot hold the language.
    bundle.set_formatter(Some(match lang {
        Language::Spanish => |value, _| write_number(Language::Spanish, value),
        Language::English => |value, _| write_number(Language::English, value),
    }));
    // Who has no name here is "someone", which begins a sentence as any other word does: { CAPITAL($name) }.
    bundle
        .add_function("CAPITAL", |given, _| match given.first() {
            Some(FluentValue::String(text)) => FluentValue::from(capital(text)),
            Some(other) => other.clone(),
            None => FluentValue::Error,
        })
        .unwrap_or_else(|error| panic!("CAPITAL: {error:?}"));
    for (file, text) in files {
        let resource = FluentResource::try_new(text.clone()).unwrap_or_else(|(_, errors)| panic!("{}/{file}: {errors:?}", lang.code()));
        bundle.add_resource(resource).unwrap_or_else(|errors| panic!("{}/{file}: {errors:?}", lang.code()));
    }
    bundle
}

/// The formatted message, and whether every variable in it was given.
fn format(bundle: &FluentBundle<FluentResource>, key: &str, args: Option<&FluentArgs>) -> Option<(String, bool)> {
    let pattern = bundle.get_message(key)?.value()?;
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, args, &mut errors);
    Some((text.into_owned(), errors.is_empty()))
}

/// A sentence that ends with what ends in a stop already, as "María A." does, or with such words between quotation marks, has one stop and not two.
fn with_one_stop(mut text: String, args: &[(&str, Arg)]) -> String {
    for (_, arg) in args {
        let Arg::Text(arg) = arg else { continue };
        // What a template puts around a name that is to be bold stands after its stop.
        if arg.trim_end_matches(|sign: char| ('\u{E000}'..='\u{F8FF}').contains(&sign)).ends_with('.') {
            for arg in [arg.to_string(), capital(arg)] {
                for quoted in ["", "»", "”"] {
                    text = text.replace(&format!("{arg}{quoted}."), &format!("{arg}{quoted}"));
                }
            }
        }
    }
    text
}

/// The entries of a Fluent file, messages and comments, each with what follows it up to the next one.
fn entries(text: &str) -> impl Iterator<Item = &str> {
    let begins = |c: char| c.is_ascii_lowercase() || c == '#';
    let mut rest = text;
    std::iter::from_fn(move || {
        let ends = rest.match_indices('\n').map(|(at, _)| at + 1);
        let end = ends.chain([rest.len()]).find(|&end| rest[end..].is_empty() || rest[end..].starts_with(begins))?;
        let (entry, after) = rest.split_at(end);
        rest = after;
        (!entry.is_empty()).then_some(entry)
    })
}

/// The key of an entry that is a message: what stands before its `=`.
fn key(entry: &str) -> Option<&str> {
    let key = entry.lines().next()?.split_once('=')?.0.trim_end();
    key.starts_with(|c: char| c.is_ascii_lowercase()).then_some(key)
}

fn fluent<'a>(arg: &'a Arg) -> FluentValue<'a> {
    match arg {
        Arg::Text(text) => FluentValue::from(text.as_ref()),
        Arg::Number(value) => FluentValue::from(*value),
    }
}

/// Fluent writes bare digits; people want thousands apart.
fn write_number(lang: Language, value: &FluentValue) -> Option<String> {
    match value {
        // Only whole numbers come in, and those up to 2^53 pass through f64 unharmed.
        FluentValue::Number(given) => Some(number(lang, given.value as i64)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use regex::Regex;

    use super::*;

    /// Each message of a language with the variables that it names.
    fn messages(lang: Language) -> BTreeMap<String, BTreeSet<String>> {
        let variable = Regex::new(r"\$([A-Za-z][A-Za-z0-9_-]*)").unwrap();
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (_, text) in Embedded::texts(&format!("locales/{}/", lang.code()), ".ftl") {
            for entry in entries(&text) {
                if let Some(key) = key(entry) {
                    let names = variable.captures_iter(entry).map(|c| c[1].to_owned());
                    found.entry(key.to_owned()).or_default().extend(names);
                }
            }
        }
        found
    }

    #[test]
    fn every_language_says_the_same_with_the_same_variables() {
        let spanish = messages(Language::Spanish);
        assert!(spanish.len() > 50);
        for lang in Language::ALL {
            let other = messages(lang);
            let missing: Vec<_> = spanish.keys().filter(|k| !other.contains_key(*k)).collect();
            let surplus: Vec<_> = other.keys().filter(|k| !spanish.contains_key(*k)).collect();
            assert!(missing.is_empty(), "{lang:?} lacks {missing:?}");
            assert!(surplus.is_empty(), "only {lang:?} has {surplus:?}");
            for (key, variables) in &other {
                assert_eq!(variables, &spanish[key], "variables of {key} in {lang:?}");
            }
        }
    }

    #[test]
    fn every_message_is_kept_once_and_none_names_another() {
        let catalog = Catalog::embedded();
        let another = Regex::new(r"\{\s*-?[a-z][a-zA-Z0-9_.-]*\s*\}").unwrap();
        for lang in Language::ALL {
            let words = &catalog.words[lang.index()];
            for (key, variables) in messages(lang) {
                assert!(catalog.has(lang, &key), "{lang:?} {key}");
                assert_eq!(words.fixed.contains_key(key.as_str()), variables.is_empty(), "{lang:?} {key}");
                assert_eq!(words.bundle.has_message(&key), !variables.is_empty(), "{lang:?} {key}");
            }
            for (file, text) in Embedded::texts(&format!("locales/{}/", lang.code()), ".ftl") {
                assert!(!another.is_match(&text), "{file}: {:?}", another.find(&text));
            }
        }
    }

    #[test]
    fn keys_and_variables_are_written_in_kebab_case() {
        let kebab = Regex::new(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$").unwrap();
        for (key, variables) in messages(Language::Spanish) {
            assert!(kebab.is_match(&key) && key.contains('-'), "{key}");
            assert!(variables.iter().all(|v| kebab.is_match(v)), "{key}: {variables:?}");
        }
    }

    #[test]
    fn a_sentence_begins_with_a_capital_whoever_it_is_about() {
        let catalog = Catalog::embedded();
        let said = |lang, name: &str| catalog.text(lang, "home-learner", &[("name", name.into())]);
        assert_eq!(said(Language::Spanish, "alguien"), "Alguien aprende contigo.");
        assert_eq!(said(Language::English, "Ximena"), "Ximena learns with you.");
        let begins = Regex::new(r"(?:^[a-z-]+ = |[.?] |\$lead \} )\{ \$(?:name|learner|tutor) \}").unwrap();
        for lang in Language::ALL {
            for (file, text) in Embedded::texts(&format!("locales/{}/", lang.code()), ".ftl") {
                // Said in the middle of another sentence.
                for line in text.lines().filter(|line| !line.starts_with("tutorial-pair ")) {
                    assert!(!begins.is_match(line), "{file}: {line}");
                }
            }
        }
    }

    #[test]
    fn a_sentence_about_an_initial_ends_with_one_stop() {
        let catalog = Catalog::embedded();
        let said = |name: &str| catalog.text(Language::Spanish, "home-choice-also", &[("name", name.into())]);
        assert_eq!(said("María A."), "También con María A.");
        assert_eq!(said("\u{E000}María A.\u{E001}"), "También con \u{E000}María A.\u{E001}");
        assert_eq!(said("María"), "También con María.");
    }

    #[test]
    fn texts_are_plain_and_calm() {
        let catalog = Catalog::embedded();
        for lang in Language::ALL {
            for (key, text) in &catalog.words[lang.index()].fixed {
                let bad = ["!", "¡", "<", "usuario", "estatus"].into_iter().find(|word| text.to_lowercase().contains(word));
                assert!(bad.is_none(), "{lang:?} {key}: {text:?} says {bad:?}");
            }
        }
    }

    #[test]
    fn spanish_never_says_bare_tutoria() {
        let allowed = Regex::new(r"(?i)(red|redes) de tutoría").unwrap();
        for (file, text) in Embedded::texts("locales/es/", ".ftl") {
            let rest = allowed.replace_all(&text, "");
            assert!(!rest.to_lowercase().contains("tutoría"), "{file}");
        }
    }

    #[test]
    fn a_missing_key_shows_itself() {
        let catalog = Catalog::embedded();
        assert_eq!(catalog.text(Language::English, "no-such-key", &[]), "no-such-key");
        assert!(!catalog.has(Language::English, "no-such-key"));
    }

    #[test]
    fn numbers_choose_the_plural_and_part_their_thousands() {
        let catalog = Catalog::embedded();
        let ago = |lang, days: i64| catalog.text(lang, "words-ago-days", &[("days", days.into())]);
        assert_eq!(ago(Language::Spanish, 1), "hace 1 día");
        assert_eq!(ago(Language::Spanish, 5829), "hace 5,829 días");
        assert_eq!(ago(Language::English, 2), "2 days ago");
    }
}
