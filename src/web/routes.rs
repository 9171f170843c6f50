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
fn accounts(config: &mut ServiceConfig) {
    use pages::people::{edit, keys, leave, show};
    use pages::{classroom, members, node_new, setup, sign_in, welcome};
    config
        .route("/setup", get().to(setup::form))
        .route("/setup", post().to(setup::begin))
        .route("/sign-in", get().to(sign_in::choose))
        .route("/sign-in", post().to(sign_in::with_password))
        .route("/classroom", get().to(sign_in::classroom))
        .route("/classroom/{code}/{person}", get().to(sign_in::pin))
        .route("/classroom/{code}/{person}", post().to(sign_in::with_pin))
        .route("/sign-out", post().to(sign_in::sign_out))
        .route("/sessions/end", post().to(sign_in::end_sessions))
        .route("/welcome", get().to(welcome::code))
        .route("/welcome/{code}", get().to(welcome::account))
        .route("/welcome/{code}", post().to(welcome::take_up))
        .route("/people/{id}", get().to(show::show))
        .route("/people/{id}/edit", get().to(edit::form))
        .route("/people/{id}/edit", post().to(edit::edit))
        .route("/people/{id}/pin", get().to(keys::gone))
        .route("/people/{id}/pin", post().to(keys::pin))
        .route("/people/{id}/invitation", get().to(keys::gone))
        .route("/people/{id}/invitation", post().to(keys::invitation))
        .route("/people/{id}/departure", get().to(leave::departure))
        .route("/people/{id}/departure", post().to(leave::leave))
        .route("/people/{id}/erasure", get().to(leave::erasure))
        .route("/people/{id}/erasure", post().to(leave::erase))
        .route("/people/{id}/blocks", get().to(keys::gone))
        .route("/people/{id}/blocks", post().to(leave::block))
        .route("/blocks/{id}/end", post().to(leave::unblock))
        .route("/nodes/{id}/people", get().to(members::list))
        .route("/nodes/{id}/people/new", get().to(edit::new))
        .route("/nodes/{id}/people/new", post().to(edit::add))
        .route("/nodes/{id}/stewards", post().to(members::name_steward))
        .route("/nodes/{id}/stewards/{person}/end", post().to(members::end_steward))
        .route("/nodes/{id}/name", post().to(members::rename))
        .route("/nodes/{id}/new", get().to(node_new::form))
        .route("/nodes/{id}/new", post().to(node_new::found))
        .route("/nodes/{id}/classroom", get().to(classroom::show))
        .route("/nodes/{id}/classroom", post().to(classroom::open))
        .route("/nodes/{id}/classroom/end", post().to(classroom::close));
}

/// Topics, masteries, offers, catalogs, interests.
fn topics(config: &mut ServiceConfig) {
    use pages::topics::{lineage, list, one, versions, write};
    use pages::{catalogs, masteries, vouching, wishes};
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
        .route("/nodes/{id}/vouching", get().to(vouching::whom))
        .route("/nodes/{id}/interests", get().to(catalogs::unmet))
        .route("/people/{id}/catalog", get().to(masteries::show))
        .route("/people/{id}/masteries", get().to(vouching::form))
        .route("/people/{id}/masteries", post().to(vouching::vouch_for))
        .route("/masteries/{id}/offer", post().to(masteries::offer))
        .route("/masteries/{id}/withdrawal", post().to(masteries::withdraw))
        .route("/offers/{id}", post().to(masteries::change));
}

/// Tutorials, demonstrations, paper, visits, concerns.
fn tutorials(config: &mut ServiceConfig) {
    use pages::{
        concerns, demonstration_plan, demonstration_record as record, demonstrations, paper, tutorial, tutorial_record as notebook,
        tutorials, visits,
    };
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
fn homes(config: &mut ServiceConfig) {
    config
        .route("/", get().to(pages::home::home))
        .route("/nodes/{id}", get().to(pages::node::node))
        .route("/nodes/{id}/board", get().to(pages::board::board));
}
