//! Forms as they arrive: every field is text, so that a page can be shown again with what was typed, and is read here into what it means.

use std::ops::RangeInclusive;
use std::str::FromStr;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use futures_core::future::LocalBoxFuture;
use serde::de::DeserializeOwned;

use super::Error;
use super::given_back::Sent;
use crate::domain::moment::Day;
use crate::domain::refusal::Problem;

/// The most that a form may hold.
const MOST_BYTES: usize = 256 * 1024;

/// The years in which something of this practice can have happened, or can be planned: a slip of the finger in a year is told at once.
pub(super) const YEARS: RangeInclusive<i32> = 2000..=2100;

/// A form's fields. Lists (checkboxes of one name) are `Vec`s; a field that may be missing has `#[serde(default)]`.
pub struct Form<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Form<T> {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self, Error>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let form = request.content_type().eq_ignore_ascii_case("application/x-www-form-urlencoded");
        let declared = request.headers().get("content-length").and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
        let bytes = web::Payload::from_request(request, payload);
        let request = request.clone();
        Box::pin(async move {
            if declared.is_some_and(|length| length > MOST_BYTES) {
                return Err(Error::TooLarge);
            }
            if !form {
                return Err(Error::Malformed);
            }
            let payload = bytes.await.map_err(|_| Error::Malformed)?;
            let bytes = payload.to_bytes_limited(MOST_BYTES).await.map_err(|_| Error::TooLarge)?.map_err(|_| Error::Malformed)?;
            // Where her session has ended meanwhile, what she wrote goes back to her.
            Sent::keep(&request, &bytes);
            read(&bytes).map(Form)
        })
    }
}

/// The fields of a form's body.
///
/// # Errors
/// They are no form's, or hold what no database can keep.
pub fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Error> {
    if body.windows(3).any(|sign| sign == b"%00") || body.contains(&0) {
        return Err(Error::Malformed);
    }
    serde_html_form::from_bytes(body).map_err(|_| Error::Malformed)
}

/// A text that a database can keep. No text that people write has the sign NUL in it, and not every database takes it.
///
/// # Errors
/// It has.
pub fn writable(text: String) -> Result<String, Error> {
    if text.contains('\0') { Err(Error::Malformed) } else { Ok(text) }
}

/// A day as a date field sends it.
///
/// # Errors
/// Nothing was given, or it is no date of our time.
pub fn day(text: &str) -> Result<Day, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Problem::Missing);
    }
    let day = Day::from_str(text).map_err(|_| Problem::NotADate)?;
    if YEARS.contains(&chrono::Datelike::year(&day)) { Ok(day) } else { Err(Problem::NotOurTime(*YEARS.start(), *YEARS.end())) }
}

/// A day that may be left out.
///
/// # Errors
/// It is no date of our time.
pub fn optional_day(text: &str) -> Result<Option<Day>, Problem> {
    if text.trim().is_empty() { Ok(None) } else { day(text).map(Some) }
}

/// A whole number within bounds.
///
/// # Errors
/// Nothing was given, or it is no whole number within them.
pub fn number(text: &str, within: RangeInclusive<i64>) -> Result<i64, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Problem::Missing);
    }
    let number = text.parse().ok().filter(|number| within.contains(number));
    number.ok_or(Problem::NotBetween(*within.start(), *within.end()))
}

/// One of a list: an id, or a word of the practice.
///
/// # Errors
/// Nothing was chosen, or something that is no choice.
pub fn choice<T: FromStr>(text: &str) -> Result<T, Problem> {
    let text = text.trim();
    if text.is_empty() { Err(Problem::Missing) } else { text.parse().map_err(|_| Problem::UnknownChoice) }
}

/// One of a list, or none.
///
/// # Errors
/// Something that is no choice.
pub fn optional_choice<T: FromStr>(text: &str) -> Result<Option<T>, Problem> {
    if text.trim().is_empty() { Ok(None) } else { choice(text).map(Some) }
}

/// An id in an address. What cannot be one names nothing.
///
/// # Errors
/// Not found.
pub fn id<T: FromStr>(text: &str) -> Result<T, Error> {
    text.parse().map_err(|_| Error::NotFound)
}
