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
fn tutorials(config: &mut ServiceConfig) {
    use pages::{concerns, demonstration_plan, demonstration_record as record, demonstrations, paper, tutorial, tutorial_record as notebook, tutorials, visits};
    config
        .route("/tutorials", post().to(tutorials::propose))
        .route("/tutorials/new", get().to(tutorials::new))
        .route("/tutorials/{id}", get().to(tutorial::show))
        .route("/tutorials/{id}/agreement", post().to(tutorials::agree))
        .route("/tutorials/{id}/refusal", post().to(tutorials::refuse))
        .route("/tutorials/{id}/entries", post().to(notebook::write))
        .route("/entries/{id}", get().to(notebook::edit))
        .route("/entries/{id}", post().to(notebook::correct))
        .route("/entries/{id}/end", post().to(notebook::end))
        .route("/tutorials/{id}/notes", post().to(notebook::note))
        .route("/notes/{id}/end", post().to(notebook::end_note))
        .route("/tutorials/{id}/rehearsal-request", post().to(tutorials::ask_rehearsal))
        .route("/tutorials/{id}/rehearsal", post().to(tutorials::rehearse))
        .route("/tutorials/{id}/stop", get().to(tutorials::stopping))
        .route("/tutorials/{id}/stop", post().to(tutorials::stop))
        .route("/tutorials/{id}/withdrawal", post().to(tutorials::withdraw))
        .route("/tutorials/{id}/demonstration", get().to(demonstration_plan::planning))
        .route("/tutorials/{id}/demonstration", post().to(demonstration_plan::plan))
        .route("/tutorials/{id}/record", get().to(record::new))
        .route("/tutorials/{id}/record", post().to(record::record))
        .route("/demonstrations/{id}", get().to(demonstrations::show))
        .route("/demonstrations/{id}/edit", get().to(record::edit))
        .route("/demonstrations/{id}/edit", post().to(record::correct))
        .route("/demonstrations/{id}/withdrawal", post().to(demonstrations::withdraw))
        .route("/demonstrations/{id}/cancellation", post().to(demonstrations::cancel))
        .route("/people/{id}/demonstration", get().to(record::alone))
        .route("/people/{id}/demonstration", post().to(record::record_alone))
        .route("/nodes/{id}/paper", get().to(paper::sheets))
        .route("/nodes/{id}/paper", post().to(paper::enter))
        .route("/nodes/{id}/visits", get().to(visits::list))
        .route("/nodes/{id}/visits/new", get().to(visits::new))
        .route("/nodes/{id}/visits/new", post().to(visits::agree))
        .route("/visits/{id}/end", post().to(visits::end))
        .route("/concerns/new", get().to(concerns::new))
        .route("/concerns/new", post().to(concerns::raise))
        .route("/nodes/{id}/concerns", get().to(concerns::list))
        .route("/concerns/{id}/answer", post().to(concerns::answer));
}

/// Homes, boards and nodes.
fn homes(_config: &mut ServiceConfig) {}
