//! How days, waits and numbers are written in a language.
//!
//! The words and their order are Fluent messages (`words-…`); only arithmetic is here. Days come as
//! dates: which day an instant falls on is decided by the node's zone, before this.

use chrono::{Datelike, NaiveDate};

use super::{Catalog, Language};

/// How much of a day is written.
#[derive(Copy, Clone, Eq, PartialEq, Debug)]
pub enum Day {
    /// "lunes 3 de noviembre de 2026"
    Long,
    /// "3 de noviembre de 2026"
    Date,
    /// "lunes 3 de noviembre", where the year is understood.
    Weekday,
    /// "3 de noviembre", where the year is understood.
    Plain,
    /// "3 nov", where there is little room.
    Short,
    /// "3 nov 2026", where there is little room and it may be long ago.
    ShortYear,
    /// "noviembre de 2026", for what the public sees by month.
    Month,
}

impl Day {
    /// Every style.
    pub const ALL: [Self; 7] = [Self::Long, Self::Date, Self::Weekday, Self::Plain, Self::Short, Self::ShortYear, Self::Month];

    /// The name of the style in templates and at the end of its message's key.
    pub fn name(self) -> &'static str {
        match self {
            Self::Long => "long",
            Self::Date => "date",
            Self::Weekday => "weekday",
            Self::Plain => "plain",
            Self::Short => "short",
            Self::ShortYear => "short-year",
            Self::Month => "month",
        }
    }

    /// The style in which a day is understood by somebody who reads it on another: with its year, where that is not the reader's.
    pub fn read_on(self, day: NaiveDate, today: NaiveDate) -> Self {
        match self {
            _ if day.year() == today.year() => self,
            Self::Weekday => Self::Long,
            Self::Plain => Self::Date,
            Self::Short => Self::ShortYear,
            Self::Long | Self::Date | Self::ShortYear | Self::Month => self,
        }
    }

    /// The style with this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|style| style.name() == name)
    }
}

impl Catalog {
    /// A day in words.
    pub fn day(&self, lang: Language, day: NaiveDate, style: Day) -> String {
        let month = match style {
            Day::Short | Day::ShortYear => "words-month-short",
            _ => "words-month",
        };
        let month = self.text(lang, &format!("{month}-{}", day.month()), &[]);
        let weekday = format!("words-weekday-{}", day.weekday().number_from_monday());
        let weekday = self.text(lang, &weekday, &[]);
        let args = [
            ("weekday", weekday.into()),
            ("day", day.day().into()),
            ("month", month.into()),
            // As a text: a year has no thousands.
            ("year", day.year().to_string().into()),
        ];
        self.text(lang, &format!("words-day-{}", style.name()), &args)
    }

    /// How long ago in words: "hoy", "ayer", "hace 6 días"; a negative number lies ahead. Days are
    /// counted exactly up to two months, then months, then years.
    pub fn relative_days(&self, lang: Language, days: i64) -> String {
        match days {
            0 => self.text(lang, "words-today", &[]),
            1 => self.text(lang, "words-yesterday", &[]),
            -1 => self.text(lang, "words-tomorrow", &[]),
            ..=-2 => self.text(lang, "words-ahead-days", &[("days", days.saturating_neg().into())]),
            2..60 => self.text(lang, "words-ago-days", &[("days", days.into())]),
            60..730 => self.text(lang, "words-ago-months", &[("months", (days / 30).into())]),
            730.. => self.text(lang, "words-ago-years", &[("years", (days / 365).into())]),
        }
    }
}

/// A whole number with its thousands apart.
pub fn number(lang: Language, value: i64) -> String {
    let separator = match lang {
        // Mexico writes 5,829, unlike Spain.
        Language::Spanish | Language::English => ',',
    };
    let digits = value.unsigned_abs().to_string();
    let mut written = String::from(if value < 0 { "−" } else { "" });
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            written.push(separator);
        }
        written.push(digit);
    }
    written
}

/// The same text with its first letter as a capital, whatever marks stand before it.
pub fn capital(text: &str) -> String {
    let Some((at, first)) = text.char_indices().find(|(_, sign)| sign.is_alphanumeric()) else { return text.to_owned() };
    let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + first.len_utf8()..).unwrap_or_default());
    before.chars().chain(first.to_uppercase()).chain(after.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{English, Spanish};

    #[test]
    fn a_day_is_written_in_words() {
        let catalog = Catalog::embedded();
        let day = NaiveDate::from_ymd_opt(2026, 11, 3).unwrap();
        for (style, es, en) in [
            (Day::Long, "martes 3 de noviembre de 2026", "Tuesday 3 November 2026"),
            (Day::Date, "3 de noviembre de 2026", "3 November 2026"),
            (Day::Weekday, "martes 3 de noviembre", "Tuesday 3 November"),
            (Day::Plain, "3 de noviembre", "3 November"),
            (Day::Short, "3 nov", "3 Nov"),
            (Day::Month, "noviembre de 2026", "November 2026"),
        ] {
            assert_eq!(catalog.day(Spanish, day, style), es);
            assert_eq!(catalog.day(English, day, style), en);
            assert_eq!(Day::parse(style.name()), Some(style));
        }
    }

    #[test]
    fn every_month_and_weekday_has_its_word() {
        let catalog = Catalog::embedded();
        for offset in 0..366 {
            let day = NaiveDate::from_yo_opt(2028, offset + 1).unwrap();
            for lang in Language::ALL {
                for style in Day::ALL {
                    assert!(!catalog.day(lang, day, style).contains("words-"));
                }
            }
        }
    }

    #[test]
    fn waiting_is_written_in_words() {
        let catalog = Catalog::embedded();
        for (days, es, en) in [
            (0, "hoy", "today"),
            (1, "ayer", "yesterday"),
            (6, "hace 6 días", "6 days ago"),
            (59, "hace 59 días", "59 days ago"),
            (60, "hace 2 meses", "2 months ago"),
            (729, "hace 24 meses", "24 months ago"),
            (800, "hace 2 años", "2 years ago"),
            (-1, "mañana", "tomorrow"),
            (-3, "en 3 días", "in 3 days"),
        ] {
            assert_eq!(catalog.relative_days(Spanish, days), es);
            assert_eq!(catalog.relative_days(English, days), en);
        }
    }

    #[test]
    fn thousands_stand_apart() {
        for (value, written) in [(0, "0"), (999, "999"), (5829, "5,829"), (1_234_567, "1,234,567"), (-1000, "−1,000")] {
            assert!(Language::ALL.into_iter().all(|lang| number(lang, value) == written));
        }
    }
}
