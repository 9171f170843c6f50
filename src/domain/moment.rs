//! Time: instants for what the program did, days for what people did.
//!
//! A demonstration's day is a date that someone wrote on paper; it has no hour and no zone. An instant is when a line was recorded:
//! milliseconds since 1970 in UTC. The two are never mixed without naming a zone. This module reads no clock.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
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
    pub fn day_in(self, zone: Tz) -> Day {
        DateTime::<Utc>::from_timestamp_millis(self.0).map_or(NaiveDate::MAX, |utc| utc.with_timezone(&zone).date_naive())
    }

    /// The time of day that it is then in a time zone: `18:05`.
    pub fn clock_in(self, zone: Tz) -> String {
        DateTime::<Utc>::from_timestamp_millis(self.0).map_or_else(String::new, |utc| utc.with_timezone(&zone).format("%H:%M").to_string())
    }

    /// Noon of a day in UTC: a stand-in for "some time that day", used where a history is written afterwards.
    pub fn noon_of(day: Day) -> Self {
        let noon = day.and_hms_opt(12, 0, 0).map_or(0, |at| at.and_utc().timestamp_millis());
        Moment(noon)
    }
}

/// The zone of places that name none: most of Mexico.
pub const DEFAULT_ZONE: Tz = Tz::America__Mexico_City;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_the_zones() {
        // Half past three in the morning of the 23rd in UTC is still the evening of the 22nd in Mexico City.
        let moment = Moment::from_millis(1_795_404_600_000);
        assert_eq!(moment.day_in(Tz::UTC).to_string(), "2026-11-23");
        assert_eq!(moment.day_in(DEFAULT_ZONE).to_string(), "2026-11-22");
        assert_eq!((moment.clock_in(Tz::UTC).as_str(), moment.clock_in(DEFAULT_ZONE).as_str()), ("03:30", "21:30"));
        assert_eq!(Moment::from_millis(i64::MAX).day_in(Tz::UTC), NaiveDate::MAX);
    }
}
