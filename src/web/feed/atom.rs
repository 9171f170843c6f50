//! Feeds as RFC 4287 writes them.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::domain::moment::Day;

/// A feed.
#[derive(Debug, Clone)]
pub struct Feed {
    /// What makes it the same feed for ever; its address may change.
    pub identity: String,
    /// What it is called.
    pub title: String,
    /// Who tells it.
    pub author: String,
    /// Its language.
    pub language: &'static str,
    /// Where it is.
    pub own: String,
    /// The page that tells the same.
    pub page: String,
    /// The day since which it is as it is, where it has no entries.
    pub since: Day,
    /// Newest first.
    pub entries: Vec<Entry>,
}

/// An entry.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What makes it the same within its feed.
    pub identity: String,
    /// What it is called.
    pub title: String,
    /// The day from which it stands.
    pub updated: Day,
    /// What it tells, in plain words.
    pub text: String,
}

impl Feed {
    /// The feed as text.
    pub fn text(&self) -> String {
        let updated = self.entries.iter().map(|entry| entry.updated).max().unwrap_or(self.since);
        let mut text = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        let _ = writeln!(text, "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">", self.language);
        let _ = writeln!(text, "<id>{}</id>", urn(&self.identity));
        let _ = writeln!(text, "<title>{}</title>", escaped(&self.title));
        let _ = writeln!(text, "<updated>{}</updated>", instant(updated));
        let _ = writeln!(text, "<author><name>{}</name></author>", escaped(&self.author));
        let _ = writeln!(text, "<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>", escaped(&self.own));
        let _ = writeln!(text, "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>", escaped(&self.page));
        for entry in &self.entries {
            let _ = writeln!(text, "<entry>\n<id>{}</id>", urn(&format!("{} {}", self.identity, entry.identity)));
            let _ = writeln!(text, "<title>{}</title>", escaped(&entry.title));
            let _ = writeln!(text, "<updated>{}</updated>", instant(entry.updated));
            let _ = writeln!(text, "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>", escaped(&self.page));
            let _ = writeln!(text, "<content type=\"text\">{}</content>\n</entry>", escaped(&entry.text));
        }
        text.push_str("</feed>\n");
        text
    }
}

fn instant(day: Day) -> String {
    format!("{day}T00:00:00Z")
}

/// An address that names a thing and leads nowhere: a UUID made from what it is (version 8).
fn urn(identity: &str) -> String {
    let sum: [u8; 32] = Sha256::new().chain_update("atom:").chain_update(identity).finalize().into();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&sum[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid().urn().to_string()
}

/// A text between tags or quotes. What XML cannot say at all is left out.
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => value.push_str("&amp;"),
            '<' => value.push_str("&lt;"),
            '>' => value.push_str("&gt;"),
            '"' => value.push_str("&quot;"),
            sign if (sign.is_control() && sign != '\n' && sign != '\t') || matches!(sign, '\u{FFFE}' | '\u{FFFF}') => {}
            sign => value.push(sign),
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_keeps_its_names_and_escapes_its_texts() {
        let entry = Entry {
            identity: "2026-10".to_owned(),
            title: "a < b".to_owned(),
            updated: "2026-11-01".parse().expect("a day"),
            text: "x & \"y\"".to_owned(),
        };
        let feed = Feed {
            identity: "network".to_owned(),
            title: "Red".to_owned(),
            author: "Relevo".to_owned(),
            language: "es-MX",
            own: "http://a/?b&c".to_owned(),
            page: "http://a/".to_owned(),
            since: "2026-01-01".parse().expect("a day"),
            entries: vec![entry],
        };
        let text = feed.text();
        assert!(text.contains("<title>a &lt; b</title>") && text.contains("x &amp; &quot;y&quot;") && text.contains("?b&amp;c"));
        assert_eq!(text.matches("<updated>2026-11-01T00:00:00Z</updated>").count(), 2);
        assert_eq!(text, feed.text(), "the same names for ever");
        assert_ne!(urn("a"), urn("b"));
        let empty = Feed { entries: vec![], ..feed };
        assert!(empty.text().contains("<updated>2026-01-01T00:00:00Z</updated>"));
    }
}
