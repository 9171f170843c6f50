//! What a request says of its sender before the data are asked: cookies, languages, address. Who she is follows inside the transaction.

use std::future::{Ready, ready};
use std::net::{IpAddr, Ipv4Addr};

use actix_web::dev::Payload;
use actix_web::http::header::ACCEPT_LANGUAGE;
use actix_web::{FromRequest, HttpRequest, web};

use super::App;
use super::locale::{Language, negotiate};
use crate::actions::accounts::Token;

/// The cookie that carries the session's token.
pub const SESSION: &str = "relevo";
/// The cookie that keeps the language someone chose.
pub const LANGUAGE: &str = "language";
/// The cookie that carries a message over a redirect.
pub const FLASH: &str = "flash";

/// A sender of a request.
#[derive(Clone)]
pub struct Visitor {
    /// Her session's token, if she sent one.
    pub token: Option<Token>,
    /// The language that she reads.
    pub language: Language,
    /// Where she comes from.
    pub address: IpAddr,
    /// Path and query of what she asked for.
    pub path: String,
    /// The key of a message that the page before left for her.
    pub flash: Option<String>,
    /// Where she wanted to go when she was asked to sign in.
    pub wanted: Option<String>,
}

impl FromRequest for Visitor {
    type Error = super::Error;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Visitor::of(request)))
    }
}

impl Visitor {
    /// Reads a request's headers.
    pub fn of(request: &HttpRequest) -> Visitor {
        let cookie = |name: &str| request.cookie(name).map(|cookie| cookie.value().to_owned());
        let accepted = request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        Visitor {
            token: cookie(SESSION).and_then(|text| Token::parse(&text)),
            language: negotiate(cookie(LANGUAGE).as_deref(), accepted),
            address: address(request),
            path: request.uri().path_and_query().map_or_else(|| "/".to_owned(), |path| path.as_str().to_owned()),
            flash: cookie(FLASH).filter(|key| key.len() < 60 && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')),
            wanted: cookie(super::given_back::WANTED),
        }
    }
}

/// Where a request comes from: over the connection, or as the trusted proxy at its other end says.
pub(super) fn address(request: &HttpRequest) -> IpAddr {
    let peer = request.peer_addr().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |address| address.ip());
    match request.app_data::<web::Data<App>>() {
        Some(app) => app.proxies.sender(peer, request.headers()),
        None => peer,
    }
}
