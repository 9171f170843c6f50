//! Every route, on one page.
//!
//! The program serves from this table and a test walks it ([`ALL`]), so no page is served that no test has asked for as every kind of caller.

use actix_web::http::header::ALLOW;
use actix_web::web::{self, ServiceConfig, post};
use actix_web::{HttpResponse, Route, guard};

use super::assets;
use super::pages::*;

/// Whoever may get a page may ask for its head alone.
fn get() -> Route {
    web::route().guard(guard::Any(guard::Get()).or(guard::Head()))
}

/// An address with another method than those it answers: 405, and which they are.
fn not_allowed(methods: &'static [&'static str]) -> Route {
    let allowed = methods.iter().map(|method| if *method == "get" { "GET, HEAD" } else { "POST" }).collect::<Vec<_>>().join(", ");
    web::to(move || {
        let allowed = allowed.clone();
        async move { HttpResponse::MethodNotAllowed().insert_header((ALLOW, allowed)).finish() }
    })
}

macro_rules! routes {
    ($($path:expr => $($method:ident $handler:path),+;)*) => {
        /// The addresses, each with the methods that it answers (`get`, `post`).
        pub const ALL: &[(&str, &[&str])] = &[$(($path, &[$(stringify!($method)),+])),*];

        /// Serves them.
        pub fn all(config: &mut ServiceConfig) {
            $(config.service(
                web::resource($path)$(.route($method().to($handler)))+.default_service(not_allowed(&[$(stringify!($method)),+])),
            );)*
        }
    };
}

routes! {
    // Everyone.
    "/healthz" => get health::alive;
    "/readyz" => get health::ready;
    assets::ROUTE => get assets::serve;
    "/about" => get about::about;
    "/privacy" => get about::privacy;
    "/source" => get about::source;
    "/language" => post about::choose_language;

    // The beginning, signing in, people, and who looks after a place.
    "/setup" => get setup::form, post setup::begin;
    "/sign-in" => get sign_in::choose, post sign_in::with_password;
    "/classroom" => get sign_in::classroom;
    "/classroom/{code}/{person}" => get sign_in::pin, post sign_in::with_pin;
    "/sign-out" => post sign_in::sign_out;
    "/sessions/end" => post sign_in::end_sessions;
    "/welcome" => get welcome::code;
    "/welcome/{code}" => get welcome::account, post welcome::take_up;
    "/people/{id}" => get people::show::show;
    "/people/{id}/edit" => get people::edit::form, post people::edit::edit;
    "/people/{id}/pin" => get people::keys::gone, post people::keys::pin;
    "/people/{id}/invitation" => get people::keys::gone, post people::keys::invitation;
    "/people/{id}/departure" => get people::leave::departure, post people::leave::leave;
    "/people/{id}/erasure" => get people::leave::erasure, post people::leave::erase;
    "/people/{id}/blocks" => get people::keys::gone, post people::leave::block;
    "/people/{id}/blocks/{block}/end" => post people::leave::unblock;
    "/nodes/{id}/people" => get members::list;
    "/nodes/{id}/people/new" => get people::edit::new, post people::edit::add;
    "/nodes/{id}/people/{person}/return" => get people::back::form, post people::back::come_back;
    "/nodes/{id}/stewards" => post members::name_steward;
    "/nodes/{id}/stewards/{person}/end" => post members::end_steward;
    "/nodes/{id}/name" => post members::rename;
    "/nodes/{id}/new" => get node_new::form, post node_new::found;
    "/nodes/{id}/classroom" => get classroom::show, post classroom::open;
    "/nodes/{id}/classroom/end" => post classroom::close;

    // Topics, masteries, offers, catalogs, interests.
    "/fund" => get fund::show;
    "/fund/{file}" => get fund::file;
    "/topics" => get topics::list::list;
    "/topics/new" => get topics::write::blank, post topics::write::create;
    "/topics/{id}" => get topics::one::show;
    "/topics/{id}/edit" => get topics::write::edit, post topics::write::update;
    "/topics/{id}/versions" => get topics::versions::list;
    "/topics/{id}/versions/{n}" => get topics::versions::one;
    "/topics/{id}/lineage" => get topics::lineage::show;
    "/topics/{id}/withdrawal" => post topics::one::withdraw;
    "/topics/{id}/restoration" => post topics::one::restore;
    "/topics/{id}/versions/{n}/withdrawal" => post topics::versions::withdraw;
    "/topics/{id}/versions/{n}/restoration" => post topics::versions::restore;
    "/topics/{id}/ties" => get topics::ties::show, post topics::ties::decide;
    "/topics/{id}/ties/{tie}/end" => post topics::ties::end;
    "/topics/{id}/adoption" => post topics::ties::adopt;
    "/topics/{id}/adoption/end" => post topics::ties::end_adoption;
    "/topics/{id}/interest" => post topics::one::wish;
    "/interests" => get wishes::list;
    "/interests/{id}/up" => post wishes::up;
    "/interests/{id}/end" => post wishes::end;
    "/nodes/{id}/catalog" => get catalogs::show;
    "/nodes/{id}/poster" => get catalogs::poster;
    "/nodes/{id}/interests" => get catalogs::unmet;
    "/nodes/{id}/vouching" => get vouching::whom;
    "/people/{id}/catalog" => get masteries::show;
    "/people/{id}/masteries" => get vouching::form, post vouching::vouch_for;
    "/masteries/{id}/offer" => post masteries::offer;
    "/masteries/{id}/withdrawal" => post masteries::withdraw;
    "/offers/{id}" => post masteries::change;

    // Tutorials, demonstrations, paper, visits, concerns.
    "/tutorials" => post tutorials::propose;
    "/tutorials/new" => get tutorials::new;
    "/tutorials/{id}" => get tutorial::show;
    "/tutorials/{id}/agreement" => post tutorials::agree;
    "/tutorials/{id}/refusal" => post tutorials::refuse;
    "/tutorials/{id}/entries" => post tutorial_record::write;
    "/entries/{id}" => get tutorial_record::edit, post tutorial_record::correct;
    "/entries/{id}/end" => post tutorial_record::end;
    "/tutorials/{id}/notes" => post tutorial_record::note;
    "/notes/{id}/end" => post tutorial_record::end_note;
    "/tutorials/{id}/rehearsal-request" => post tutorials::ask_rehearsal;
    "/tutorials/{id}/rehearsal" => post tutorials::rehearse;
    "/tutorials/{id}/stop" => get tutorials::stopping, post tutorials::stop;
    "/tutorials/{id}/withdrawal" => post tutorials::withdraw;
    "/tutorials/{id}/demonstration" => get demonstration_plan::planning, post demonstration_plan::plan;
    "/tutorials/{id}/record" => get demonstration_record::new, post demonstration_record::record;
    "/demonstrations/{id}" => get demonstrations::show;
    "/demonstrations/{id}/edit" => get demonstration_record::edit, post demonstration_record::correct;
    "/demonstrations/{id}/withdrawal" => post demonstrations::withdraw;
    "/demonstrations/{id}/cancellation" => post demonstrations::cancel;
    "/people/{id}/demonstration" => get demonstration_record::alone, post demonstration_record::record_alone;
    "/nodes/{id}/paper" => get paper::sheets, post paper::enter;
    "/nodes/{id}/visits" => get visits::list;
    "/nodes/{id}/visits/new" => get visits::new, post visits::agree;
    "/visits/{id}/end" => post visits::end;
    "/concerns/new" => get concerns::new, post concerns::raise;
    "/nodes/{id}/concerns" => get concerns::list;
    "/concerns/{id}/answer" => post concerns::answer;

    // Homes, boards and nodes.
    "/" => get home::home;
    "/nodes/{id}" => get node::node;
    "/nodes/{id}/board" => get board::board;
}
