//! The languages of the screens: which there are, which one a reader gets, and what each says.
//!
//! A language is one folder of Fluent files, `templates/locales/<code>/*.ftl`, one file a noun. Words
//! live there and nowhere else: the domain returns reasons as values, and the web turns each into a key.
//! How days, numbers and waits are written is in `format`.
//!
//! Deliberately not known here: HTML (a text is plain; templates escape it), people, and the language
//! of a topic, which belongs to the topic.

mod catalog;
mod format;

use fluent_langneg::{NegotiationStrategy, negotiate_languages};
use unic_langid::LanguageIdentifier;

pub use catalog::{Arg, Catalog};
pub use format::{Day, capital, number};

/// A language in which the screens can be read.
#[derive(Copy, Clone, Eq, PartialEq, Hash, Debug)]
pub enum Language {
    /// Mexican Spanish: what everyone gets who asks for nothing else.
    Spanish,
    /// English.
    English,
}

impl Language {
    /// Every language, the default one first.
    pub const ALL: [Self; 2] = [Self::Spanish, Self::English];

    /// The name of the language's folder, of its cookie value and of `lang` in a page's context.
    pub fn code(self) -> &'static str {
        match self {
            Self::Spanish => "es",
            Self::English => "en",
        }
    }

    /// The value of the `lang` attribute of a page.
    pub fn html(self) -> &'static str {
        match self {
            Self::Spanish => "es-MX",
            Self::English => "en",
        }
    }

    /// The language with this code, exactly as [`code`](Self::code) gives it.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// The place of this language in [`ALL`](Self::ALL).
    fn index(self) -> usize {
        match self {
            Self::Spanish => 0,
            Self::English => 1,
        }
    }

    fn identifier(self) -> LanguageIdentifier {
        match self {
            Self::Spanish => unic_langid::langid!("es-MX"),
            Self::English => unic_langid::langid!("en"),
        }
    }
}

/// The language for a reader: her own choice, else what her browser asks for, else Spanish.
///
/// Browsers ask by weights (`en;q=0.8, es;q=0.9`), and a weight of zero refuses.
pub fn negotiate(cookie: Option<&str>, accept_language: Option<&str>) -> Language {
    if let Some(chosen) = cookie.and_then(Language::parse) {
        return chosen;
    }
    let requested = by_weight(accept_language.unwrap_or_default());
    let available = Language::ALL.map(Language::identifier);
    negotiate_languages(&requested, &available, Some(&available[0]), NegotiationStrategy::Lookup)
        .first()
        .and_then(|found| Language::ALL.into_iter().find(|lang| lang.identifier() == **found))
        .unwrap_or(Language::Spanish)
}

/// The languages of an `Accept-Language` header, most wanted first; what cannot be read is left out.
fn by_weight(header: &str) -> Vec<LanguageIdentifier> {
    let mut wanted: Vec<(f32, LanguageIdentifier)> = header
        .split(',')
        .filter_map(|entry| {
            let mut parts = entry.split(';').map(str::trim);
            let language = parts.next()?.parse().ok()?;
            let weight = match parts.find_map(|part| part.strip_prefix("q=")) {
                Some(weight) => weight.parse().ok()?,
                None => 1.0,
            };
            (weight > 0.0).then_some((weight, language))
        })
        .collect();
    // The sort is stable: equal weights keep the order of the header.
    wanted.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    wanted.into_iter().map(|(_, language)| language).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_gets_the_language_she_chose_or_her_browser_asks_for() {
        use Language::{English, Spanish};
        for (cookie, header, expected) in [
            (None, None, Spanish),
            (None, Some(""), Spanish),
            (None, Some("en"), English),
            (None, Some("en-US,en;q=0.9"), English),
            (None, Some("en-GB"), English),
            (None, Some("es-MX,es;q=0.9,en;q=0.8"), Spanish),
            (None, Some("es"), Spanish),
            (None, Some("es-419,en;q=0.5"), Spanish),
            (None, Some("es;q=0.4, en;q=0.9"), English),
            (None, Some("en;q=0, es;q=0.1"), Spanish),
            (None, Some("nah, en;q=0.3"), English),
            (None, Some("fr-FR, de;q=0.5"), Spanish),
            (None, Some("en;q=x, ;;, \u{1}"), Spanish),
            (Some("en"), Some("es"), English),
            (Some("es"), Some("en"), Spanish),
            (Some("qu"), Some("en"), English),
            (Some("EN'--"), None, Spanish),
        ] {
            assert_eq!(negotiate(cookie, header), expected, "{cookie:?} {header:?}");
        }
    }

    #[test]
    fn a_code_names_its_language() {
        for (index, lang) in Language::ALL.into_iter().enumerate() {
            assert_eq!(Language::parse(lang.code()), Some(lang));
            assert_eq!(lang.index(), index);
        }
        assert_eq!(Language::parse("es-MX"), None);
    }
}
