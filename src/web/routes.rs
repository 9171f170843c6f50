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
fn topics(config: &mut ServiceConfig) {
    use pages::topics::{lineage, list, one, versions, write};
    use pages::{catalogs, masteries, wishes};
    config
        .route("/topics", get().to(list::list))
        .route("/topics/new", get().to(write::blank))
        .route("/topics/new", post().to(write::create))
        .route("/topics/{id}", get().to(one::show))
        .route("/topics/{id}/edit", get().to(write::edit))
        .route("/topics/{id}/edit", post().to(write::update))
        .route("/topics/{id}/versions", get().to(versions::list))
        .route("/topics/{id}/versions/{n}", get().to(versions::one))
        .route("/topics/{id}/lineage", get().to(lineage::show))
        .route("/topics/{id}/interest", post().to(one::wish))
        .route("/interests", get().to(wishes::list))
        .route("/interests/{id}/up", post().to(wishes::up))
        .route("/interests/{id}/end", post().to(wishes::end))
        .route("/nodes/{id}/catalog", get().to(catalogs::show))
        .route("/nodes/{id}/poster", get().to(catalogs::poster))
        .route("/nodes/{id}/interests", get().to(catalogs::unmet))
        .route("/people/{id}/catalog", get().to(masteries::show))
        .route("/people/{id}/masteries", get().to(masteries::vouch_form))
        .route("/people/{id}/masteries", post().to(masteries::vouch_for))
        .route("/masteries/{id}/offer", post().to(masteries::offer))
        .route("/masteries/{id}/withdrawal", post().to(masteries::withdraw))
        .route("/offers/{id}", post().to(masteries::change));
}

/// Tutorials, demonstrations, paper, visits, concerns.
fn tutorials(_config: &mut ServiceConfig) {}

/// Homes, boards and nodes.
fn homes(_config: &mut ServiceConfig) {}
