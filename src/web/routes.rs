//! Every route, on one page.

use actix_web::web::{self, ServiceConfig, get, post};

use super::{assets, pages};

/// The routes of the pages.
pub fn all(config: &mut ServiceConfig) {
    config
        .route("/healthz", get().to(pages::health::alive))
        .route("/readyz", get().to(pages::health::ready))
        .service(web::resource(assets::ROUTE).route(get().to(assets::serve)).route(web::head().to(assets::serve)))
        // ---- everyone ----
        .route("/about", get().to(pages::about::about))
        .route("/privacy", get().to(pages::about::privacy))
        .route("/language", post().to(pages::about::choose_language));
    accounts(config);
    topics(config);
    tutorials(config);
    homes(config);
}

/// The beginning, signing in, people, and who looks after a place.
fn accounts(_config: &mut ServiceConfig) {}

/// Topics, masteries, offers, catalogs, interests.
fn topics(_config: &mut ServiceConfig) {}

/// Tutorials, demonstrations, paper, visits, concerns.
fn tutorials(_config: &mut ServiceConfig) {}

/// Homes, boards and nodes.
fn homes(config: &mut ServiceConfig) {
    config
        .route("/", get().to(pages::home::home))
        .route("/nodes/{id}", get().to(pages::node::node))
        .route("/nodes/{id}/board", get().to(pages::board::board));
}
