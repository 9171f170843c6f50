//! Changes come only from our own pages. A browser says where a form was sent from; anything that is not here is refused, and so is a form
//! without any word of its origin. A program at the interface (`api`) says none and needs none: it shows a key, which no browser adds by itself;
//! where it says one all the same, it must be ours. Together with cookies that stay on this site (`SameSite=Lax`) this is the whole defence against forged forms.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, header};
use actix_web::middleware::Next;
use actix_web::{ResponseError, web};

use super::{App, Error, api};

/// Refuses changes that were not sent from here: an answer with 403, not an error, so that it is given a page like every other.
///
/// # Errors
/// The inner service's.
pub async fn own_origin_only(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let reading = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let configured = request.app_data::<web::Data<App>>().and_then(|app| app.origin.clone());
    if !reading && !ours(&request, configured.as_deref()) {
        return Ok(request.into_response(Error::Foreign.error_response()));
    }
    next.call(request).await.map(ServiceResponse::map_into_boxed_body)
}

fn ours(request: &ServiceRequest, configured: Option<&str>) -> bool {
    let text = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    let Some(sent) = text(header::ORIGIN).or_else(|| text(header::REFERER)) else { return api::answers(request.path()) };
    same_origin(sent, configured, text(header::HOST))
}

/// Whether an `Origin` (or a `Referer`) is this site: the configured origin, or, where none is configured, the host that was asked.
pub(super) fn same_origin(sent: &str, configured: Option<&str>, host: Option<&str>) -> bool {
    let Some((scheme, rest)) = sent.split_once("://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    match configured {
        Some(origin) => origin.trim_end_matches('/').eq_ignore_ascii_case(&format!("{scheme}://{authority}")),
        None => matches!(scheme, "http" | "https") && host.is_some_and(|host| host.eq_ignore_ascii_case(authority)),
    }
}

#[cfg(test)]
mod tests {
    use super::same_origin;

    #[test]
    fn only_our_own_pages_change_things() {
        let host = Some("127.0.0.1:8080");
        for (sent, configured, host, expected) in [
            ("http://127.0.0.1:8080", None, host, true),
            ("http://127.0.0.1:8080/topics", None, host, true),
            ("http://127.0.0.1:8081", None, host, false),
            ("http://evil.example", None, host, false),
            ("http://127.0.0.1:8080.evil.example", None, host, false),
            ("null", None, host, false),
            ("", None, host, false),
            ("http://127.0.0.1:8080", None, None, false),
            ("https://red.example.mx", Some("https://red.example.mx"), host, true),
            ("https://red.example.mx/a", Some("https://red.example.mx/"), host, true),
            ("http://red.example.mx", Some("https://red.example.mx"), host, false),
            ("http://127.0.0.1:8080", Some("https://red.example.mx"), host, false),
        ] {
            assert_eq!(same_origin(sent, configured, host), expected, "{sent:?} at {host:?} with {configured:?}");
        }
    }
}
