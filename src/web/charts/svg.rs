//! Writing SVG by hand: numbers, escaping, and the frame that every drawing shares.

use std::fmt::{self, Display, Write};

/// A coordinate with at most one decimal, and never `-0` or an exponent.
pub(super) struct N(pub f64);

impl Display for N {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = (self.0 * 10.0).round() as i64;
        let sign = if tenths < 0 { "-" } else { "" };
        match (tenths.abs() / 10, tenths.abs() % 10) {
            (whole, 0) => write!(f, "{sign}{whole}"),
            (whole, tenth) => write!(f, "{sign}{whole}.{tenth}"),
        }
    }
}

/// Text for element content and for attribute values in either quote. Characters that XML forbids are dropped.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

/// A drawing under way.
pub(super) struct Svg(String);

impl Svg {
    /// Opens a figure named by its title and, if given, its description. `id` must be unique on the page.
    pub fn open(class: &str, id: &str, width: f64, height: f64, title: &str, desc: Option<&str>) -> Self {
        Svg::with_role("img", class, id, (width, height), title, desc)
    }

    /// The same for a figure with links in it: of a picture, a screen reader would tell no part.
    pub fn linked(class: &str, id: &str, width: f64, height: f64, title: &str, desc: Option<&str>) -> Self {
        Svg::with_role("group", class, id, (width, height), title, desc)
    }

    fn with_role(role: &str, class: &str, id: &str, (width, height): (f64, f64), title: &str, desc: Option<&str>) -> Self {
        let id = escape(id);
        let both = desc.map(|_| format!(" {id}-d")).unwrap_or_default();
        let mut svg = Svg(String::with_capacity(4096));
        svg.put(format_args!(
            r#"<svg class="{class}" viewBox="0 0 {} {}" role="{role}" aria-labelledby="{id}-t{both}"><title id="{id}-t">{}</title>"#,
            N(width),
            N(height),
            escape(title)
        ));
        if let Some(desc) = desc {
            svg.put(format_args!(r#"<desc id="{id}-d">{}</desc>"#, escape(desc)));
        }
        svg
    }

    pub fn put(&mut self, what: fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        let _ = self.0.write_fmt(what);
    }

    pub fn path(&mut self, class: &str, d: &str) {
        if !d.is_empty() {
            self.put(format_args!(r#"<path class="{class}" d="{d}"/>"#));
        }
    }

    pub fn circle(&mut self, class: &str, (x, y): (f64, f64), r: f64) {
        self.put(format_args!(r#"<circle class="{class}" cx="{}" cy="{}" r="{}"/>"#, N(x), N(y), N(r)));
    }

    /// `anchor`: start, middle or end. An empty class writes none.
    pub fn text(&mut self, class: &str, (x, y): (f64, f64), anchor: &str, text: &str) {
        let class = if class.is_empty() { String::new() } else { format!(r#" class="{class}""#) };
        let anchor = if anchor == "start" { String::new() } else { format!(r#" text-anchor="{anchor}""#) };
        self.put(format_args!(r#"<text{class} x="{}" y="{}"{anchor}>{}</text>"#, N(x), N(y), escape(text)));
    }

    pub fn close(mut self) -> String {
        self.0.push_str("</svg>");
        self.0
    }
}

/// Breaks a name into lines of at most `width` characters: between words, and a word that is longer than a line within it, with a hyphen.
/// What does not fit the last line ends in an ellipsis.
pub(super) fn wrap(text: &str, width: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for piece in text.split_whitespace().flat_map(|word| pieces(word, width)) {
        let long = piece.chars().count();
        match lines.last_mut().filter(|line| !line.ends_with(HYPHEN) && line.chars().count() + 1 + long <= width) {
            Some(line) => {
                line.push(' ');
                line.push_str(&piece);
            }
            None => lines.push(piece),
        }
    }
    let cut = lines.len() > most;
    lines.truncate(most);
    if cut && let Some(last) = lines.last_mut() {
        *last = last.trim_end_matches(HYPHEN).chars().take(width.saturating_sub(1)).chain(['…']).collect();
    }
    lines.iter().map(|line| line.replace(HYPHEN, "-")).collect()
}

/// Stands for a hyphen that breaks a word, until the lines are made: a name may end with a hyphen of its own.
const HYPHEN: char = '\u{AD}';

/// A word in pieces of at most `width` characters, all but the last with a hyphen. No piece is shorter than two letters.
fn pieces(word: &str, width: usize) -> Vec<String> {
    let mut left: Vec<char> = word.chars().filter(|sign| *sign != HYPHEN).collect();
    let mut pieces = Vec::new();
    while left.len() > width && width > 2 {
        let take = (width - 1).min(left.len() - 2);
        pieces.push(left.drain(..take).chain([HYPHEN]).collect());
    }
    pieces.push(left.into_iter().collect());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_plain() {
        let cases = [(0.0, "0"), (-0.01, "0"), (1.25, "1.3"), (-2.5, "-2.5"), (960.0, "960"), (1e9, "1000000000")];
        for (n, text) in cases {
            assert_eq!(N(n).to_string(), text);
        }
    }

    #[test]
    fn text_cannot_leave_its_place() {
        assert_eq!(escape("<&\"'>\n\u{0}a"), "&lt;&amp;&quot;&#39;&gt; a");
    }

    #[test]
    fn names_break_between_words() {
        let cases: [(&str, usize, &[&str]); 6] = [
            ("Peña Honda", 6, &["Peña", "Honda"]),
            ("Agua Zarca", 14, &["Agua Zarca"]),
            ("Telesecundaria", 8, &["Telesec-", "undaria"]),
            ("Telesecundaria de Agua Zarca", 8, &["Telesec-", "undaria…"]),
            ("Uno dos tres cuatro", 4, &["Uno", "dos…"]),
            ("", 5, &[]),
        ];
        for (text, width, lines) in cases {
            assert_eq!(wrap(text, width, 2), lines, "{text}");
        }
    }
}
