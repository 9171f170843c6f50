//! The formats in which other programs follow what happens: calendars and feeds, as text. What they tell, and to whom, is decided by those who
//! fill them.

pub mod atom;
pub mod ical;

use actix_web::HttpRequest;

use super::App;

/// The address of this site as whoever asks reaches it, without a slash at its end.
pub fn base(app: &App, request: &HttpRequest) -> String {
    match &app.origin {
        Some(origin) => origin.trim_end_matches('/').to_owned(),
        None => format!("http://{}", request.connection_info().host()),
    }
}
