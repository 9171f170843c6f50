//! What a handler answers when it cannot do what was asked. The page is drawn by [`super::answer::error_pages`], in the reader's language;
//! what happened inside is logged and never shown.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};

use super::templates::RenderError;
use crate::domain::refusal::Refusal;
use crate::{actions, store};

/// Why a request is not answered with what it asked for.
#[derive(Debug)]
pub enum Error {
    /// Not there, or not for this reader. 404.
    NotFound,
    /// Something has to be put right; the form is shown again. 422.
    Refused(Refusal),
    /// The request makes no sense. 400.
    Malformed,
    /// Sent from another site. 403.
    Foreign,
    /// More than a form may hold. 413.
    TooLarge,
    /// The page is for somebody who has signed in; she is asked to. 303.
    SignIn,
    /// The database is busy or away: 503. Anything else of it: 500.
    Store(store::Error),
    /// A fault of ours. 500.
    Fault(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        Error::Store(error)
    }
}

impl From<actions::Error> for Error {
    fn from(error: actions::Error) -> Self {
        match error {
            actions::Error::Refused(refusal) => refusal.into(),
            actions::Error::Store(error) => Error::Store(error),
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound => Error::NotFound,
            invalid => Error::Refused(invalid),
        }
    }
}

impl From<RenderError> for Error {
    fn from(error: RenderError) -> Self {
        let cause = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
        Error::Fault(format!("{error}: {cause}"))
    }
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        match self {
            Error::NotFound => StatusCode::NOT_FOUND,
            Error::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Error::Malformed => StatusCode::BAD_REQUEST,
            Error::Foreign => StatusCode::FORBIDDEN,
            Error::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Error::SignIn => StatusCode::SEE_OTHER,
            Error::Store(error) if error.is_passing() => StatusCode::SERVICE_UNAVAILABLE,
            Error::Store(_) | Error::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        match self {
            Error::Store(error) => tracing::error!(%error, "the data failed"),
            Error::Fault(fault) => tracing::error!(%fault, "a page failed"),
            _ => {}
        }
        let mut answer = HttpResponse::build(self.status_code());
        if matches!(self, Error::SignIn) {
            answer.insert_header(("Location", super::given_back::DOOR));
        }
        if self.status_code() == StatusCode::SERVICE_UNAVAILABLE {
            answer.insert_header(("Retry-After", "5"));
        }
        answer.finish()
    }
}
