//! Answers: a page, or a redirect after a change; and the pages for what could not be answered.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{StatusCode, header};
use actix_web::middleware::Next;
use actix_web::{HttpResponse, HttpResponseBuilder, web};
use serde::Serialize;

use super::app::App;
use super::visitor::{FLASH, Visitor};

/// What every handler gives back.
pub type Answer = Result<HttpResponse, super::Error>;

/// After a change: look at this next. 303, so that reloading the page repeats nothing.
pub fn see_other(location: impl AsRef<str>) -> HttpResponseBuilder {
    let mut answer = HttpResponse::SeeOther();
    answer.insert_header((header::LOCATION, location.as_ref()));
    answer
}

/// Leaves a message for the next page. Only the key of a message travels, never its text.
pub fn flash(key: &'static str) -> Cookie<'static> {
    Cookie::build(FLASH, key).path("/").http_only(true).same_site(SameSite::Lax).max_age(Duration::minutes(2)).finish()
}

/// A location on this site, or home: what comes from a form or an address can lead nowhere else.
pub fn local(path: &str) -> &str {
    let ours = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains(|sign: char| sign == '\\' || sign.is_control())
        && path.len() < 1000;
    if ours { path } else { "/" }
}

#[derive(Serialize)]
struct ErrorView {
    status: u16,
}

/// Draws a page for every error that has none, in the reader's language. Works without the data.
///
/// # Errors
/// The inner service's.
pub async fn error_pages(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let visitor = Visitor::of(request.request());
    let app = request.app_data::<web::Data<App>>().cloned();
    let outcome = next.call(request).await;
    let response = match outcome {
        Ok(response) => response.map_into_boxed_body(),
        Err(error) => return Err(error),
    };
    let status = response.status();
    if matches!(response.response().error().and_then(|error| error.as_error()), Some(super::Error::SignIn))
        && let Some(app) = &app
        && !super::api::answers(response.request().path())
    {
        let (request, _) = response.into_parts();
        let told = super::given_back::answer(app, &visitor, &request).await;
        return Ok(ServiceResponse::new(request, told));
    }
    let drawn = response.headers().contains_key(header::CONTENT_TYPE) && !plain(response.headers());
    if !(status.is_client_error() || status.is_server_error()) || drawn {
        return Ok(response);
    }
    let Some(app) = app else { return Ok(response) };
    let (request, old) = response.into_parts();
    if super::api::answers(request.path()) {
        let told = super::api::fault::bare(&app.catalog, super::api::call::language(&request), status);
        return Ok(ServiceResponse::new(request, with_headers(told, old.headers())));
    }
    if status == StatusCode::SERVICE_UNAVAILABLE
        && let Some(told) = super::given_back::not_now(&app, &visitor, &request).await
    {
        return Ok(ServiceResponse::new(request, with_headers(told, old.headers())));
    }
    if status == StatusCode::NOT_FOUND
        && let Some(other) = app.other_entry(&visitor).await
    {
        return Ok(ServiceResponse::new(request, see_other(other).finish()));
    }
    let html = app.error_page(&visitor, status, &ErrorView { status: status.as_u16() }).await;
    let answer = HttpResponse::build(status).content_type("text/html; charset=utf-8").body(html);
    Ok(ServiceResponse::new(request, with_headers(answer, old.headers())))
}

/// What the first answer said beside its body, such as which methods there are.
fn with_headers(mut answer: HttpResponse, old: &header::HeaderMap) -> HttpResponse {
    for (name, value) in old {
        if name != header::CONTENT_TYPE && name != header::CONTENT_LENGTH {
            answer.headers_mut().append(name.clone(), value.clone());
        }
    }
    answer
}

fn plain(headers: &header::HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).is_some_and(|value| value.starts_with("text/plain"))
}

/// A page of HTML. Pages about people are never kept by anything between here and the reader.
pub fn html(status: StatusCode, body: String) -> HttpResponse {
    HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .body(body)
}
