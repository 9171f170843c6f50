//! What went wrong, as RFC 9457 tells it to programs: a kind, a status, a sentence in the caller's language, and a list of problems by field.

use actix_web::HttpResponse;
use actix_web::http::{StatusCode, header};
use serde::Serialize;

use super::operation::kebab;
use crate::domain::refusal::{Problem, Refusal};
use crate::domain::words::{Access, Family};
use crate::web::locale::{Catalog, Language};
use crate::web::{Error, problems};
use crate::{actions, store};

/// A problem of one field, before it is put into words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The field; empty for the whole.
    pub field: String,
    what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    Problem(Problem),
    WrongType,
    Unknown,
}

impl Trouble {
    /// One that the practice knows.
    pub fn of(field: impl Into<String>, problem: Problem) -> Trouble {
        Trouble { field: field.into(), what: What::Problem(problem) }
    }

    /// A number where a text should be, and the like.
    pub fn wrong_type(field: &str) -> Trouble {
        Trouble { field: field.to_owned(), what: What::WrongType }
    }

    /// A field that there is not.
    pub fn unknown(field: &str) -> Trouble {
        Trouble { field: field.chars().take(60).collect(), what: What::Unknown }
    }

    /// The same problem at a field that the request has. What the practice says of a tutor stands at the offer by which the request named her; what
    /// it says of somebody whom the request does not name, at none.
    fn placed(self, has: impl Fn(&str) -> bool) -> Trouble {
        if !matches!(self.what, What::Problem(_)) || has(&self.field) {
            return self;
        }
        let field = if self.field == "tutor" && has("offer") { "offer".to_owned() } else { String::new() };
        Trouble { field, ..self }
    }

    fn code(&self) -> String {
        match &self.what {
            What::Problem(problem) => {
                let name = format!("{problem:?}");
                kebab(name.split('(').next().unwrap_or_default())
            }
            What::WrongType => "wrong-type".to_owned(),
            What::Unknown => "unknown-field".to_owned(),
        }
    }

    fn message(&self, catalog: &Catalog, language: Language) -> String {
        match &self.what {
            What::Problem(problem) => problems::message(catalog, language, *problem),
            What::WrongType => catalog.text(language, "api-problem-wrong-type", &[]),
            What::Unknown => catalog.text(language, "api-problem-unknown-field", &[]),
        }
    }
}

/// Why an operation did not do what was asked.
#[derive(Debug)]
pub enum Fault {
    /// No key was shown, or one that is none. 401.
    Key {
        /// Whether one was shown.
        shown: bool,
    },
    /// The key is not good for this. 403: it says nothing of the thing that was asked for, which nobody has looked for yet.
    Scope(Family, Access),
    /// The same key of idempotency stands for something else already, or somebody else changed the thing meanwhile. 409.
    Conflict,
    /// Not JSON. 415.
    MediaType,
    /// Fields to be put right. 422.
    Invalid(Vec<Trouble>),
    /// Too fast; come back in so many seconds. 429.
    Pace(i64),
    /// As on a page.
    Web(Error),
}

impl Fault {
    /// The same, with every problem at a field of the request or at none; each once.
    #[must_use]
    pub fn placed(self, has: impl Fn(&str) -> bool) -> Fault {
        let Fault::Invalid(troubles) = self else { return self };
        let mut placed: Vec<Trouble> = Vec::with_capacity(troubles.len());
        for trouble in troubles {
            let trouble = trouble.placed(&has);
            if !placed.contains(&trouble) {
                placed.push(trouble);
            }
        }
        Fault::Invalid(placed)
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Fault {
        let Error::Refused(Refusal::Invalid(problems)) = error else { return Fault::Web(error) };
        if problems.iter().any(|one| one.problem == Problem::ChangedMeanwhile) {
            return Fault::Conflict;
        }
        if let Some(minutes) =
            problems.iter().find_map(|one| if let Problem::TooManyTries(minutes) = one.problem { Some(minutes) } else { None })
        {
            return Fault::Pace(i64::from(minutes) * 60);
        }
        Fault::Invalid(problems.into_iter().map(|one| Trouble::of(one.field, one.problem)).collect())
    }
}

impl From<actions::Error> for Fault {
    fn from(error: actions::Error) -> Fault {
        Error::from(error).into()
    }
}

impl From<store::Error> for Fault {
    fn from(error: store::Error) -> Fault {
        Error::from(error).into()
    }
}

#[derive(Serialize)]
struct Told<'a> {
    r#type: String,
    title: String,
    status: u16,
    detail: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<String>,
    problems: &'a [Listed],
}

#[derive(Serialize)]
struct Listed {
    field: String,
    code: String,
    message: String,
}

/// The kinds of problems: the status, and the word that ends the address of the kind.
pub const KINDS: &[(u16, &str)] = &[
    (400, "malformed"),
    (401, "key"),
    (403, "scope"),
    (404, "not-found"),
    (405, "method"),
    (409, "conflict"),
    (413, "too-large"),
    (415, "media-type"),
    (422, "invalid"),
    (429, "pace"),
    (500, "fault"),
    (503, "busy"),
];

impl Fault {
    fn status(&self) -> StatusCode {
        match self {
            Fault::Key { .. } => StatusCode::UNAUTHORIZED,
            Fault::Scope(..) => StatusCode::FORBIDDEN,
            Fault::Conflict => StatusCode::CONFLICT,
            Fault::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Fault::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Fault::Pace(_) => StatusCode::TOO_MANY_REQUESTS,
            Fault::Web(Error::SignIn) => StatusCode::UNAUTHORIZED,
            Fault::Web(error) => actix_web::ResponseError::status_code(error),
        }
    }

    /// The answer, in the caller's language.
    pub fn answer(&self, catalog: &Catalog, language: Language) -> HttpResponse {
        match self {
            Fault::Web(Error::Store(error)) => tracing::error!(%error, "the data failed"),
            Fault::Web(Error::Fault(fault)) => tracing::error!(%fault, "an operation failed"),
            _ => {}
        }
        let listed: Vec<Listed> = match self {
            Fault::Invalid(troubles) => troubles
                .iter()
                .map(|trouble| Listed { field: trouble.field.clone(), code: trouble.code(), message: trouble.message(catalog, language) })
                .collect(),
            _ => Vec::new(),
        };
        let scope = match self {
            Fault::Scope(family, access) => Some(format!("{family}:{access}")),
            _ => None,
        };
        let mut answer = told(catalog, language, self.status(), scope.clone(), &listed);
        let headers = answer.headers_mut();
        let challenge = match self {
            Fault::Key { shown: true } => Some("Bearer error=\"invalid_token\"".to_owned()),
            Fault::Key { shown: false } | Fault::Web(Error::SignIn) => Some("Bearer".to_owned()),
            Fault::Scope(..) => Some(format!("Bearer error=\"insufficient_scope\", scope=\"{}\"", scope.unwrap_or_default())),
            _ => None,
        };
        if let Some(value) = challenge.and_then(|text| header::HeaderValue::from_str(&text).ok()) {
            headers.insert(header::WWW_AUTHENTICATE, value);
        }
        if let Fault::Pace(seconds) = self {
            headers.insert(header::RETRY_AFTER, header::HeaderValue::from(*seconds));
        } else if self.status() == StatusCode::SERVICE_UNAVAILABLE {
            headers.insert(header::RETRY_AFTER, header::HeaderValue::from(5));
        }
        answer
    }
}

/// An answer for whatever went wrong before an operation was found: no such address, another method, another site.
pub fn bare(catalog: &Catalog, language: Language, status: StatusCode) -> HttpResponse {
    told(catalog, language, status, None, &[])
}

fn told(catalog: &Catalog, language: Language, status: StatusCode, scope: Option<String>, problems: &[Listed]) -> HttpResponse {
    let number = status.as_u16();
    let kind = KINDS.iter().find(|(own, _)| *own == number).map_or("fault", |(_, kind)| *kind);
    let told = Told {
        r#type: format!("/api#{kind}"),
        title: catalog.text(language, &format!("api-kind-{kind}"), &[]),
        status: number,
        detail: catalog.text(language, &format!("api-kind-{kind}-more"), &[]),
        scope,
        problems,
    };
    let body = serde_json::to_vec(&told).unwrap_or_default();
    HttpResponse::build(status)
        .content_type("application/problem+json")
        .insert_header((header::CONTENT_LANGUAGE, language.html()))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .body(body)
}
