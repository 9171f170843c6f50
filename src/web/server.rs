//! The server: the routes with their layers around them. What is tested is what ships: tests bind it to a free port.

use std::net::{SocketAddr, TcpListener};

use actix_web::middleware::{DefaultHeaders, NormalizePath, TrailingSlash, from_fn};
use actix_web::{App as ActixApp, HttpServer, web};

use super::assets::Assets;
use super::{App, answer, compress, origin, routes, watch};

/// What every answer forbids a browser to do: foreign content, inline script and style, being framed, guessing types, telling other sites
/// where a reader comes from.
fn headers() -> DefaultHeaders {
    DefaultHeaders::new()
        .add((
            "Content-Security-Policy",
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        ))
        .add(("X-Content-Type-Options", "nosniff"))
        .add(("X-Frame-Options", "DENY"))
        // Same-origin, not none: where a browser sends no Origin with a form, its Referer says that it is ours.
        .add(("Referrer-Policy", "same-origin"))
        .add(("Cross-Origin-Opener-Policy", "same-origin"))
        .add(("Permissions-Policy", "camera=(), microphone=(), geolocation=()"))
}

/// A server that has its address and waits to be run.
pub struct Running {
    /// Where it listens.
    pub addresses: Vec<SocketAddr>,
    server: actix_web::dev::Server,
}

impl Running {
    /// Serves until it is told to stop.
    ///
    /// # Errors
    /// The server fails.
    pub async fn run(self) -> std::io::Result<()> {
        self.server.await
    }

    /// A handle that stops it.
    pub fn handle(&self) -> actix_web::dev::ServerHandle {
        self.server.handle()
    }
}

/// Starts to listen.
///
/// # Errors
/// The address is taken.
pub fn bind(app: App, assets: Assets, listen: &str, workers: usize) -> std::io::Result<Running> {
    let listener = TcpListener::bind(listen)?;
    let app = web::Data::new(app);
    let assets = web::Data::new(assets);
    let server = HttpServer::new(move || {
        // The last layer wrapped is the first that a request meets.
        ActixApp::new()
            .app_data(app.clone())
            .app_data(assets.clone())
            .configure(routes::all)
            .wrap(from_fn(origin::own_origin_only))
            .wrap(NormalizePath::new(TrailingSlash::Trim))
            .wrap(from_fn(answer::error_pages))
            .wrap(headers())
            .wrap(from_fn(compress::gzip))
            .wrap(from_fn(watch::requests))
    })
    .workers(workers)
    .shutdown_timeout(5)
    .listen(listener)?;
    let addresses = server.addrs();
    Ok(Running { addresses, server: server.run() })
}

/// Runs a server on a runtime of its own until it is stopped by a signal.
///
/// # Errors
/// The server fails.
pub fn run_until_stopped(make: impl FnOnce() -> std::io::Result<Running>) -> std::io::Result<()> {
    actix_web::rt::System::new().block_on(async { make()?.run().await })
}
