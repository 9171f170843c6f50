//! Texts as they are searched, and the name under which a minor is shown.
//!
//! Knows how Spanish is typed on a phone: without accents, without opening marks, with `n` for `ñ`. Deliberately
//! does not know the database that compares the folded texts, nor any ranking of what is found.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest name shown, in characters.
pub const DISPLAY_NAME_MAX: usize = 40;
/// The most words of a name shown, with initials and what joins names.
pub const DISPLAY_NAME_WORDS: usize = 4;
/// The most whole words among them: a first name and a second.
pub const DISPLAY_NAME_WHOLE: usize = 2;

/// Folds a text for search: lower case, no accents, no punctuation, single spaces.
///
/// `ñ` becomes `n`, since who types *ano* on a foreign keyboard looks for *año* too; what is shown is always the
/// original. Apostrophes vanish, for they stand inside words (Mayan *k'iche'*); other punctuation parts words, so
/// *óxido-reducción* is found by either half. Folding twice changes nothing.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    // Decomposed twice: some capitals appear only by decomposition (℡), some marks only by lowering (İ).
    let letters = text.nfkd().flat_map(char::to_lowercase).nfkd();
    let mut gap = false;
    for c in letters {
        if is_combining_mark(c) || is_apostrophe(c) || is_invisible(c) {
            continue;
        }
        if !c.is_alphanumeric() {
            gap = true;
            continue;
        }
        if gap && !folded.is_empty() {
            folded.push(' ');
        }
        gap = false;
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' => folded.push('d'),
            'ı' => folded.push('i'),
            c => folded.push(c),
        }
    }
    folded
}

/// How many words of a text are searched for. Each is one more condition of a query, and queries nest.
pub const WORDS: usize = 8;

/// The first [`WORDS`] folded words of a text, in their order, repeats kept.
pub fn words(text: &str) -> Vec<String> {
    fold(text).split(' ').filter(|w| !w.is_empty()).take(WORDS).map(str::to_owned).collect()
}

/// A folded word, as it is looked up by its beginning: compared by its bytes, wherever it is kept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Word(String);

impl Word {
    /// The words of a text that is folded already, each once.
    pub fn of(folded: &str) -> std::collections::BTreeSet<Word> {
        folded.split(' ').filter(|word| !word.is_empty()).map(|word| Word(word.to_owned())).collect()
    }

    /// A word read back.
    pub fn kept(text: String) -> Word {
        Word(text)
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// How many letters it has.
    pub fn letters(&self) -> usize {
        self.0.chars().count()
    }
}

impl std::fmt::Display for Word {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a name cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DisplayNameError {
    /// Nothing, or nothing visible, was written.
    #[error("the name is empty")]
    Empty,
    /// Longer than [`DISPLAY_NAME_MAX`].
    #[error("the name has {found} characters, at most {DISPLAY_NAME_MAX} are kept")]
    TooLong {
        /// How many characters were written.
        found: usize,
    },
    /// A digit: a list number, a date or a key, never part of a name.
    #[error("a name has no digits")]
    Digit,
    /// An at sign: an address or an account elsewhere.
    #[error("a name has no @")]
    At,
    /// A sign that no name has, such as `<` or `/`.
    #[error("a name has letters, points, hyphens and apostrophes")]
    Sign,
    /// No letter at all.
    #[error("a name has letters")]
    NoLetter,
    /// More than [`DISPLAY_NAME_WORDS`]: most likely a full name with its surnames.
    #[error("the name has {found} words, at most {DISPLAY_NAME_WORDS} are kept")]
    TooManyWords {
        /// How many words were written.
        found: usize,
    },
}

/// The name under which a minor is shown: first name, and an initial or second name where two share it.
///
/// Returned trimmed, with single spaces and without invisible characters. It is not cut to fit: leaving out surnames
/// is for a person to do, who knows which word is which.
///
/// # Errors
/// [`DisplayNameError`] says which limit was passed; the first that applies, in the order of the enum.
pub fn display_name(full: &str) -> Result<String, DisplayNameError> {
    let visible: String = full.nfkc().filter(|&c| !is_invisible(c)).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let parts: Vec<&str> = visible.split_whitespace().collect();
    let name = parts.join(" ");
    if name.is_empty() {
        return Err(DisplayNameError::Empty);
    }
    let found = name.chars().count();
    if found > DISPLAY_NAME_MAX {
        return Err(DisplayNameError::TooLong { found });
    }
    if name.chars().any(char::is_numeric) {
        return Err(DisplayNameError::Digit);
    }
    if name.contains('@') {
        return Err(DisplayNameError::At);
    }
    if !name.chars().any(char::is_alphabetic) {
        return Err(DisplayNameError::NoLetter);
    }
    if !name.chars().all(is_of_names) {
        return Err(DisplayNameError::Sign);
    }
    // A first name, and a second one or an initial: what is more is a surname.
    let whole = parts.iter().filter(|part| part.chars().filter(|c| c.is_alphabetic()).count() > 1 && !is_particle(part)).count();
    if parts.len() > DISPLAY_NAME_WORDS || whole > DISPLAY_NAME_WHOLE {
        return Err(DisplayNameError::TooManyWords { found: parts.len() });
    }
    Ok(name)
}

/// Words that stand inside names and are none: *María de la Luz*.
fn is_particle(part: &str) -> bool {
    matches!(part.to_lowercase().as_str(), "de" | "del" | "la" | "las" | "los" | "y" | "e")
}

/// What names are written with: letters and their marks, blanks, points, hyphens and apostrophes.
pub fn is_of_names(c: char) -> bool {
    c.is_alphabetic() || is_combining_mark(c) || is_apostrophe(c) || matches!(c, ' ' | '.' | ',' | '-' | '·' | '\u{2010}' | '\u{2011}')
}

/// Characters that take no room: they change what a program reads and not what a person sees.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '´' | '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bb}' | '\u{2bc}' | '\u{a78b}' | '\u{a78c}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folding() {
        for (text, folded) in [
            ("", ""),
            ("  ", ""),
            ("¿Qué es una  función?", "que es una funcion"),
            ("¡Áreas!", "areas"),
            ("«El año»", "el ano"),
            ("Óxido-reducción (redox)", "oxido reduccion redox"),
            ("PINGÜINO", "pinguino"),
            ("k'iche' y kʼicheʼ", "kiche y kiche"),
            ("An\u{303}o", "ano"),
            ("3.14", "3 14"),
            ("x²", "x2"),
            ("Ｆｕｌｌ", "full"),
            ("a\u{200b}b", "ab"),
            ("Straße", "strasse"),
            ("ángulo\t\n recto…", "angulo recto"),
            ("抛物線", "抛物線"),
        ] {
            assert_eq!(fold(text), folded, "{text:?}");
        }
        assert_eq!(words("¿Qué es qué?"), ["que", "es", "que"]);
        assert!(words(" ¿? ").is_empty());
    }

    #[test]
    fn names_that_can_be_shown() {
        for (full, shown) in [
            ("Ana", "Ana"),
            ("  María   José ", "María José"),
            ("José Á.", "José Á."),
            ("Ma. de Jesús", "Ma. de Jesús"),
            ("Xóchitl\u{200b}", "Xóchitl"),
            ("Jose\u{301}", "José"),
            ("D'Artagnan", "D'Artagnan"),
            ("Ana-Lucía", "Ana-Lucía"),
        ] {
            assert_eq!(display_name(full), Ok(shown.to_owned()), "{full:?}");
        }
    }

    #[test]
    fn names_that_cannot() {
        use DisplayNameError::*;
        let long = "a".repeat(41);
        for (full, error) in [
            ("", Empty),
            (" \u{200b} ", Empty),
            (long.as_str(), TooLong { found: 41 }),
            ("Ana 3", Digit),
            ("Ana ３", Digit),
            ("ana@x", At),
            ("Ana＠x", At),
            ("...", NoLetter),
            ("<b>Ana</b>", Sign),
            ("Ana/Eva", Sign),
            ("Ana_", Sign),
            ("Ana María López Ruiz", TooManyWords { found: 4 }),
            ("María González Pérez", TooManyWords { found: 3 }),
            ("Juan de la Cruz Pérez", TooManyWords { found: 5 }),
        ] {
            assert_eq!(display_name(full), Err(error), "{full:?}");
        }
        assert!(display_name(&"a".repeat(40)).is_ok());
    }

    proptest! {
        #[test]
        fn folding_is_idempotent(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn folding_forgets_case_and_accents(text in "[a-zA-ZáéíóúüñÁÉÍÓÚÜÑ ]*") {
            let decomposed: String = text.nfd().collect();
            prop_assert_eq!(fold(&text.to_uppercase()), fold(&text));
            prop_assert_eq!(fold(&decomposed), fold(&text));
        }

        #[test]
        fn a_shown_name_keeps_the_rule(text in any::<String>()) {
            if let Ok(name) = display_name(&text) {
                prop_assert!((1..=DISPLAY_NAME_MAX).contains(&name.chars().count()));
                prop_assert!(name.split(' ').count() <= DISPLAY_NAME_WORDS);
                prop_assert_eq!(display_name(&name), Ok(name));
            }
        }
    }
}
