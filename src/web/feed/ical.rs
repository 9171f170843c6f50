//! Calendars as RFC 5545 writes them: lines end with CR and LF, are folded at 75 octets, and texts are escaped.

use std::fmt::Write;

use crate::domain::moment::{Day, Moment};

/// A whole day in a calendar.
#[derive(Debug, Clone)]
pub struct Event {
    /// Always the same for the same thing.
    pub uid: String,
    /// When what is told was last changed.
    pub stamp: Moment,
    /// The day. It has no hour: nobody said one.
    pub day: Day,
    /// What it is.
    pub summary: String,
    /// Where.
    pub place: Option<String>,
    /// Where more is told.
    pub url: Option<String>,
    /// How often it was changed.
    pub sequence: usize,
    /// Whether it was given up.
    pub cancelled: bool,
}

/// A calendar of whole days.
pub fn calendar(name: &str, events: &[Event]) -> String {
    let mut text = String::new();
    let mut line = |content: &str| fold(&mut text, content);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Relevo//Relevo 1//ES");
    line("METHOD:PUBLISH");
    line("CALSCALE:GREGORIAN");
    line(&format!("X-WR-CALNAME:{}", escaped(name)));
    line("REFRESH-INTERVAL;VALUE=DURATION:PT12H");
    for event in events {
        line("BEGIN:VEVENT");
        line(&format!("UID:{}", event.uid));
        line(&format!("DTSTAMP:{}", instant(event.stamp)));
        line(&format!("DTSTART;VALUE=DATE:{}", event.day.format("%Y%m%d")));
        line(&format!("SUMMARY:{}", escaped(&event.summary)));
        if let Some(place) = &event.place {
            line(&format!("LOCATION:{}", escaped(place)));
        }
        if let Some(url) = &event.url {
            line(&format!("URL:{url}"));
        }
        line(&format!("SEQUENCE:{}", event.sequence));
        line(if event.cancelled { "STATUS:CANCELLED" } else { "STATUS:CONFIRMED" });
        line("TRANSP:TRANSPARENT");
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    text
}

fn instant(moment: Moment) -> String {
    let at = chrono::DateTime::<chrono::Utc>::from_timestamp_millis(moment.millis()).unwrap_or_default();
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

/// A text as a value: backslash, semicolon, comma and line ends are escaped, other control characters left out.
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for sign in text.replace("\r\n", "\n").chars() {
        match sign {
            '\\' => value.push_str("\\\\"),
            ';' => value.push_str("\\;"),
            ',' => value.push_str("\\,"),
            '\n' => value.push_str("\\n"),
            sign if sign.is_control() => {}
            sign => value.push(sign),
        }
    }
    value
}

/// Writes a line in pieces of at most 75 octets, never parting a character.
fn fold(text: &mut String, content: &str) {
    let mut room = 75;
    for sign in content.chars() {
        if sign.len_utf8() > room {
            text.push_str("\r\n ");
            // The blank that begins a continued line is an octet of it.
            room = 74;
        }
        room -= sign.len_utf8();
        let _ = write!(text, "{sign}");
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Reads a calendar back, as the RFC says: unfold, part name and value at the first colon, undo the escapes.
    fn read(text: &str) -> Vec<(String, String)> {
        assert!(text.ends_with("\r\n"));
        let lines: Vec<&str> = text.trim_end_matches("\r\n").split("\r\n").collect();
        assert!(lines.iter().all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])), "{text:?}");
        let mut unfolded: Vec<String> = Vec::new();
        for line in lines {
            match line.strip_prefix(' ') {
                Some(more) => unfolded.last_mut().expect("something goes before").push_str(more),
                None => unfolded.push(line.to_owned()),
            }
        }
        unfolded
            .iter()
            .map(|line| {
                let (name, value) = line.split_once(':').expect("a name and a value");
                let (mut plain, mut signs) = (String::new(), value.chars());
                while let Some(sign) = signs.next() {
                    match sign {
                        '\\' => match signs.next().expect("something is escaped") {
                            'n' | 'N' => plain.push('\n'),
                            other => plain.push(other),
                        },
                        other => plain.push(other),
                    }
                }
                (name.to_owned(), plain)
            })
            .collect()
    }

    fn event(summary: &str, place: Option<&str>) -> Event {
        Event {
            uid: "1@relevo".to_owned(),
            stamp: Moment::from_millis(1_764_000_000_000),
            day: "2026-11-27".parse().expect("a day"),
            summary: summary.to_owned(),
            place: place.map(str::to_owned),
            url: None,
            sequence: 2,
            cancelled: false,
        }
    }

    #[test]
    fn an_event_says_all_that_calendars_need() {
        let text = calendar("Mis días", &[event("Demostración: pi, y más", Some("La cancha"))]);
        let lines = read(&text);
        let value = |name: &str| lines.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str());
        assert_eq!(value("VERSION"), Some("2.0"));
        assert_eq!(value("UID"), Some("1@relevo"));
        assert_eq!(value("DTSTAMP"), Some("20251124T160000Z"));
        assert_eq!(value("DTSTART;VALUE=DATE"), Some("20261127"));
        assert_eq!(value("SUMMARY"), Some("Demostración: pi, y más"));
        assert_eq!(value("SEQUENCE"), Some("2"));
        assert_eq!(value("STATUS"), Some("CONFIRMED"));
        assert!(text.contains("pi\\, y"), "{text}");
    }

    proptest! {
        #[test]
        fn whatever_is_said_is_read_back(summary in "\\PC{0,200}", place in "[\\PC\\n]{0,200}") {
            let lines = read(&calendar("a", &[event(&summary, Some(&place))]));
            let value = |name: &str| lines.iter().find(|(own, _)| own == name).map(|(_, value)| value.clone());
            prop_assert_eq!(value("SUMMARY"), Some(summary));
            prop_assert_eq!(value("LOCATION"), Some(place));
        }
    }
}
