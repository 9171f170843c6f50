//! What whoever runs an installation can see of it: a line in the log for every request, and measures for Prometheus.
//!
//! Both speak of routes (`/people/{id}`), never of whole addresses: a search holds what somebody looked for, a token opens a door. No name and
//! no id of a person is in either. Each request has an id of its own, which its answer carries too: somebody who reports an error can read it
//! out, and its line is found.
//!
//! Deliberately not known here: what the practice does. Its figures are pages, with rules of their own about small numbers.

use std::fmt::Write as _;
use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{HttpResponse, web};
use prometheus_client::encoding::text::encode;
use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};

use super::{Answer, App, Error, Visitor};
use crate::store::journal;

/// Asked for by machines, time and again: their lines would bury the others.
const QUIET: &[&str] = &["/healthz", "/readyz", "/metrics", super::assets::ROUTE];

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Kind {
    route: String,
    method: Method,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: String,
}

/// Anything else than these is one value: a sender may call a method what she likes, and each name would be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EncodeLabelValue)]
enum Method {
    Get,
    Head,
    Post,
    Other,
}

/// What has been measured since the start.
pub struct Measures {
    registry: Registry,
    requests: Family<Kind, Counter>,
    seconds: Family<Route, Histogram, fn() -> Histogram>,
    waiting: Gauge,
    position: Gauge,
}

/// From a millisecond to four seconds.
fn steps() -> Histogram {
    Histogram::new(exponential_buckets(0.001, 4.0, 7))
}

impl Default for Measures {
    fn default() -> Measures {
        let mut registry = Registry::with_prefix("relevo");
        let requests = Family::<Kind, Counter>::default();
        registry.register("requests", "Requests answered, by route", requests.clone());
        let seconds = Family::<Route, Histogram, fn() -> Histogram>::new_with_constructor(steps);
        registry.register_with_unit("request", "Time from the head of a request to its answer", Unit::Seconds, seconds.clone());
        let waiting = Gauge::default();
        registry.register("writes_waiting", "Writes in the queue of the one writer", waiting.clone());
        let position = Gauge::default();
        registry.register("journal_position", "Facts recorded in this database", position.clone());
        registry.register("build", "What runs here", Info::new(vec![("version", env!("CARGO_PKG_VERSION"))]));
        Measures { registry, requests, seconds, waiting, position }
    }
}

impl Measures {
    fn note(&self, route: &str, method: &actix_web::http::Method, status: u16, seconds: f64) {
        let method = match method.as_str() {
            "GET" => Method::Get,
            "HEAD" => Method::Head,
            "POST" => Method::Post,
            _ => Method::Other,
        };
        self.requests.get_or_create(&Kind { route: route.to_owned(), method, status }).inc();
        self.seconds.get_or_create(&Route { route: route.to_owned() }).observe(seconds);
    }
}

/// Gives every request an id, notes how it was answered and how long that took.
///
/// # Errors
/// The inner service's.
pub async fn requests(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let started = Instant::now();
    let method = request.method().clone();
    let app = request.app_data::<web::Data<App>>().cloned();
    let mut bits = [0; 8];
    if let Some(app) = &app {
        app.db.chance(&mut bits);
    }
    let mut id = String::with_capacity(16);
    for byte in bits {
        // Writing into a string does not fail.
        let _ = write!(id, "{byte:02x}");
    }
    let mut response = next.call(request).await?;
    let taken = started.elapsed();
    let status = response.status().as_u16();
    let route = response.request().match_pattern();
    // What leads nowhere is one route, or whoever tries addresses would fill the memory with them.
    let route = route.as_deref().unwrap_or("none");
    if let Some(app) = app {
        app.measures.note(route, &method, status, taken.as_secs_f64());
    }
    let ms = u64::try_from(taken.as_millis()).unwrap_or(u64::MAX);
    match status {
        500.. => tracing::error!(request = %id, %method, route, status, ms, "answered"),
        _ if QUIET.contains(&route) => tracing::debug!(request = %id, %method, route, status, ms, "answered"),
        _ => tracing::info!(request = %id, %method, route, status, ms, "answered"),
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    Ok(response)
}

/// The measures, for the networks that were named; for everybody else there is no such page.
pub async fn measures(app: web::Data<App>, visitor: Visitor) -> Answer {
    if !app.watchers.iter().any(|network| network.holds(visitor.address)) {
        return Err(Error::NotFound);
    }
    let position = app.db.read(|conn| journal::end(conn).map_err(Error::from)).await?;
    app.measures.position.set(position);
    app.measures.waiting.set(i64::try_from(app.db.waiting()).unwrap_or(i64::MAX));
    let mut text = String::new();
    encode(&mut text, &app.measures.registry).map_err(|error| Error::Fault(error.to_string()))?;
    Ok(HttpResponse::Ok().content_type("application/openmetrics-text; version=1.0.0; charset=utf-8").body(text))
}
