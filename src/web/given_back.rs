//! What somebody sees whose page or form cannot be served as it was asked for: she has no session, or the data are busy or away.
//!
//! **Whoever wanted to see a page** comes to it once she has signed in: its address waits in a cookie for some minutes. Only where the browser
//! had no session before: a session that has ended was somebody's, and on a shared machine the next one is another.
//!
//! **Whoever sent a form** gets it back. A child's session ends after ten idle minutes, which a page of her record easily takes; and a machine
//! may be restarted under her. The answer holds what she wrote, to be sent again when she has signed in beside it, or in a moment; nothing of it is
//! kept here. What signs people in is never given back.
//!
//! Deliberately not known here: which pages ask for a session, whose it was, and what ails the data.

use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::http::{Method, StatusCode, header};
use actix_web::web::Bytes;
use actix_web::{HttpMessage, HttpRequest, HttpResponse};
use serde::Serialize;

use super::answer::{flash, html};
use super::app::App;
use super::forms;
use super::visitor::{SESSION, Visitor};

/// The cookie that keeps where somebody wanted to go.
pub(super) const WANTED: &str = "wanted";
/// Where to sign in.
pub(super) const DOOR: &str = "/sign-in";
/// The most that is given back, in bytes: several pages of handwriting.
const MOST: usize = 64 * 1024;
/// Fields that are never given back.
const SECRETS: [&str; 7] = ["password", "new_password", "pin", "code", "first", "second", "third"];

/// The body of a form, kept with its request until it is answered.
pub(super) struct Sent(Bytes);

impl Sent {
    /// Keeps it.
    pub(super) fn keep(request: &HttpRequest, body: &Bytes) {
        if body.len() <= MOST {
            request.extensions_mut().insert(Sent(body.clone()));
        }
    }
}

/// One field as it was sent.
#[derive(Serialize)]
struct Field {
    name: String,
    value: String,
    /// Whether people wrote it: it is shown, so that it can be copied by hand.
    written: bool,
}

#[derive(Serialize)]
struct View {
    /// Why it comes back: `signed-out` or `not-now`, with which its words begin.
    why: &'static str,
    action: String,
    fields: Vec<Field>,
}

/// Leads to the door, remembering where she wanted to go, or gives her form back.
pub(super) async fn answer(app: &App, visitor: &Visitor, request: &HttpRequest) -> HttpResponse {
    let had_session = request.cookie(SESSION).is_some();
    if let Some(answer) = form(app, visitor, request, StatusCode::UNAUTHORIZED, "signed-out").await {
        return answer;
    }
    let mut answer = HttpResponse::SeeOther();
    answer.insert_header((header::LOCATION, DOOR));
    if had_session {
        answer.cookie(flash("session-ended"));
    } else if request.method() == Method::GET
        && let Some(cookie) = wanted(&visitor.path, app.secure())
    {
        answer.cookie(cookie);
    }
    answer.finish()
}

/// Gives a form back that the data could not take just now; nothing where no form was sent that can be.
pub(super) async fn not_now(app: &App, visitor: &Visitor, request: &HttpRequest) -> Option<HttpResponse> {
    form(app, visitor, request, StatusCode::SERVICE_UNAVAILABLE, "not-now").await
}

async fn form(app: &App, visitor: &Visitor, request: &HttpRequest, status: StatusCode, why: &'static str) -> Option<HttpResponse> {
    if request.method() != Method::POST {
        return None;
    }
    let body = request.extensions().get::<Sent>().map(|sent| sent.0.clone());
    let fields = body.as_deref().and_then(given_back)?;
    let title = app.catalog.text(visitor.language, &format!("{why}-title"), &[]);
    let view = View { why, action: visitor.path.clone(), fields };
    Some(html(status, app.bare_page(visitor, status, "pages/given-back.html", title, &view).await))
}

/// What is given back of a form, where all of it can be.
fn given_back(body: &[u8]) -> Option<Vec<Field>> {
    let pairs: Vec<(String, String)> = forms::read(body).ok()?;
    let secret = pairs.iter().any(|(name, _)| SECRETS.contains(&name.as_str()));
    let field = |(name, value): (String, String)| Field { name, written: value.trim().contains(char::is_whitespace), value };
    (!secret && !pairs.is_empty()).then(|| pairs.into_iter().map(field).collect())
}

/// Keeps where somebody wanted to go; an address with other signs than ours have is forgotten.
fn wanted(path: &str, secure: bool) -> Option<Cookie<'static>> {
    let plain = path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-_.?=&".contains(&byte));
    let cookie = Cookie::build(WANTED, path.to_owned()).path("/").http_only(true).same_site(SameSite::Lax).secure(secure);
    plain.then(|| cookie.max_age(Duration::minutes(10)).finish())
}

/// Takes the cookie away: she came there, or somebody else will sit at the machine.
pub(super) fn nothing_wanted() -> Cookie<'static> {
    let mut gone = Cookie::build(WANTED, "").path("/").finish();
    gone.make_removal();
    gone
}
