//! A text as a reader sees it: full-width forms made plain, invisible characters gone, dashes and blanks alike.
//!
//! Keeps, for every character seen, where it stands in the original. Deliberately knows nothing of what is sought.

use crate::domain::search::is_invisible;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{compose, is_combining_mark};

/// Stands for what separates without meaning: exponents and fractions must not lengthen the number before them.
pub(super) const BREAK: char = '\u{1}';

/// One character as seen, lower case, and its bytes in the original.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    pub c: char,
    pub start: usize,
    pub end: usize,
}

/// The text as seen. `x²` reads as x and a break, but a number written all in superscripts reads as a number.
pub(super) fn read(text: &str) -> Vec<Seen> {
    let mut seen: Vec<Seen> = Vec::with_capacity(text.len());
    let mut in_exponent = false;
    let mut last_raised = false;
    for (start, original) in text.char_indices() {
        let end = start + original.len_utf8();
        // Two signs, one end of a line.
        let half_of_an_end = original == '\r' && text[end..].starts_with('\n');
        if half_of_an_end || is_invisible(original) {
            continue;
        }
        if is_combining_mark(original) {
            if let Some(last) = seen.last_mut() {
                last.c = compose(last.c, original).unwrap_or(last.c);
                last.end = end;
            }
            continue;
        }
        let raised = is_raised(original);
        let after_value = seen.last().is_some_and(|s| s.c.is_alphanumeric() || s.c == ')');
        in_exponent = raised && (in_exponent || (after_value && !last_raised));
        last_raised = raised;
        if in_exponent || is_fraction(original) {
            seen.push(Seen { c: BREAK, start, end });
            continue;
        }
        for plain in std::iter::once(original).nfkc() {
            for c in plain.to_lowercase() {
                seen.push(Seen { c: alike(c), start, end });
            }
        }
    }
    seen
}

fn is_raised(c: char) -> bool {
    matches!(c, '²' | '³' | '¹' | '\u{2070}'..='\u{208e}')
}

fn is_fraction(c: char) -> bool {
    matches!(c, '¼'..='¾' | '\u{2150}'..='\u{215f}' | '\u{2189}')
}

/// Characters that look alike made one: dashes, blanks, dots, and the digits of other scripts.
fn alike(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2043}' | '\u{fe63}' => '-',
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        '\t' => '\t',
        '\u{3002}' => '.',
        c if c.is_whitespace() => ' ',
        c => foreign_digit(c).unwrap_or(c),
    }
}

fn foreign_digit(c: char) -> Option<char> {
    [0x660u32, 0x6f0, 0x966].iter().find_map(|&zero| {
        let value = u32::from(c).checked_sub(zero)?;
        char::from_digit(value, 10)
    })
}
