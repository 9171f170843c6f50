//! Every route, on one page.
//!
//! The program serves from this table and a test walks it ([`ALL`]), so no page is served that no test has asked for as every kind of caller.

use actix_web::http::header::ALLOW;
use actix_web::web::{self, ServiceConfig, post};
use actix_web::{HttpResponse, Route, guard};

use super::handler::Erased;
use super::pages::*;
use super::{api, assets, watch};

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
                web::resource($path)$(.route($method().to(Erased::new($handler))))+.default_service(not_allowed(&[$(stringify!($method)),+])),
            );)*
        }
    };
}

routes! {
    // Everyone.
    "/healthz" => get health::alive;
    "/readyz" => get health::ready;
    "/metrics" => get watch::measures;
    assets::ROUTE => get assets::serve;
    "/about" => get about::about;
    "/privacy" => get about::privacy;
    "/source" => get about::source;
    "/language" => post about::choose_language;

    // The beginning, signing in, people, and who looks after a place.
    "/setup" => get setup::form, post setup::begin;
    "/account/password" => get own_password::show, post own_password::change;
    "/sign-in" => get sign_in::choose, post sign_in::with_password;
    "/classroom" => get sign_in::classroom;
    "/classroom/{code}/{person}" => get sign_in::pin, post sign_in::with_pin;
    // The address that a card's QR code carries, in the capitals that keep the code coarse.
    "/C/{code}" => get card_door::scanned;
    "/card" => get card_door::show, post card_door::enter;
    "/sign-out" => post sign_in::sign_out;
    "/sessions/end" => post sign_in::end_sessions;
    "/welcome" => get welcome::code;
    "/welcome/{code}" => get welcome::account, post welcome::take_up;
    "/people/{id}" => get people::show::show;
    "/nodes/{id}/year" => get school_year::form, post school_year::turn;
    "/nodes/{id}/year/{year}/withdrawal" => post school_year::withdraw;
    "/people/{id}/edit" => get people::edit::form, post people::edit::edit;
    "/people/{id}/pin" => get people::keys::gone, post people::keys::pin;
    "/people/{id}/invitation" => get people::keys::gone, post people::keys::invitation;
    "/people/{id}/departure" => get people::leave::departure, post people::leave::leave;
    "/people/{id}/move" => get moves::form, post moves::hand_over;
    "/nodes/{id}/moves" => get moves::list, post moves::hand_over_named;
    "/moves/{id}" => get moves::arrival, post moves::take_in;
    "/moves/{id}/end" => post moves::close;
    "/moves/{id}/undo" => post moves::undo;
    "/people/{id}/same" => get same_person::form, post same_person::merge;
    "/people/{id}/erasure" => get people::leave::erasure, post people::leave::erase;
    "/people/{id}/blocks" => get people::keys::gone, post people::leave::block;
    "/people/{id}/blocks/{block}/end" => post people::leave::unblock;
    "/people/{id}/readings" => get readings::of_person;
    "/people/{id}/data" => get own_data::show;
    "/people/{id}/data.zip" => get own_data::file;
    "/nodes/{id}/readings" => get readings::of_place;
    "/nodes/{id}/people" => get members::list;
    "/nodes/{id}/people/new" => get people::edit::new, post people::edit::add;
    "/nodes/{id}/people/{person}/return" => get people::back::form, post people::back::come_back;
    "/nodes/{id}/retention" => get retention::show;
    "/nodes/{id}/lists" => get lists::list, post lists::receive;
    "/nodes/{id}/people.csv" => get lists::people_out;
    "/nodes/{id}/people.zip" => get lists::roster_out;
    "/lists/{id}" => get lists::show::show;
    "/lists/{id}/report.csv" => get lists::show::report;
    "/lists/{id}/columns" => post lists::show::columns_said;
    "/lists/{id}/pairs" => post lists::beside::pairs;
    "/lists/{id}/answers" => post lists::show::answers;
    "/lists/{id}/confirmation" => post lists::confirm::confirm;
    "/lists/{id}/end" => post lists::confirm::discard;
    "/nodes/{id}/keys" => get children_keys::show;
    "/nodes/{id}/cards" => get children_keys::gone, post children_keys::make_cards;
    "/nodes/{id}/cards/end" => post children_keys::void_cards;
    "/nodes/{id}/cards/rule" => post children_keys::rule;
    "/nodes/{id}/pins" => get children_keys::gone, post children_keys::make_pins;
    "/nodes/{id}/ways" => post children_keys::way;
    "/nodes/{id}/pins/end" => post children_keys::void_pins;
    "/nodes/{id}/notice" => get consents::notice::show;
    "/nodes/{id}/sheets/notice" => get consents::notice::sheets;
    "/nodes/{id}/consents" => get consents::group::show, post consents::group::enter;
    "/nodes/{id}/notices" => post consents::group::give_notice;
    "/people/{id}/consents" => get consents::child::show, post consents::child::enter;
    "/consents/{id}/withdrawal" => post consents::child::withdraw;
    "/nodes/{id}/stewards" => post members::name_steward;
    "/nodes/{id}/stewards/{person}/end" => post members::end_steward;
    "/nodes/{id}/name" => post members::rename;
    "/nodes/{id}/levels" => get node_levels::form, post node_levels::choose;
    "/nodes/{id}/new" => get node_new::form, post node_new::found;
    "/nodes/{id}/correction" => get node_correction::form, post node_correction::correct;
    "/nodes/{id}/changes" => get node_changes::list;
    "/nodes/{id}/changes/{change}" => get node_changes::form, post node_changes::change;
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
    "/nodes/{id}/interests" => get unmet::unmet;
    "/nodes/{id}/vouching" => get vouching::whom;
    "/people/{id}/catalog" => get masteries::show;
    "/people/{id}/masteries" => get vouching::form, post vouching::vouch_for;
    "/masteries/{id}/offer" => post masteries::offer;
    "/masteries/{id}/withdrawal" => post masteries::withdraw;
    "/masteries/{id}/restoration" => post masteries::restore;
    "/offers/{id}" => post masteries::change;

    // Tutorials, demonstrations, paper, visits, concerns.
    "/tutorials" => post tutorial_new::propose;
    "/tutorials/new" => get tutorial_new::new;
    "/tutorials/{id}" => get tutorial::show;
    "/tutorials/{id}/agreement" => post tutorials::agree;
    "/tutorials/{id}/refusal" => post tutorials::refuse;
    "/tutorials/{id}/entries" => post tutorial_record::write;
    "/tutorials/{id}/files" => get files::form, post files::attach;
    "/files/{id}" => get files::serve;
    "/files/{id}/end" => post files::end;
    "/people/{id}/files" => get files::of_person;
    "/entries/{id}" => get tutorial_record::edit, post tutorial_record::correct;
    "/entries/{id}/end" => post tutorial_record::end;
    "/tutorials/{id}/notes" => post tutorial_record::note;
    "/notes/{id}/end" => post tutorial_record::end_note;
    "/tutorials/{id}/rehearsal-request" => post tutorials::ask_rehearsal;
    "/tutorials/{id}/rehearsal" => post tutorials::rehearse;
    "/tutorials/{id}/rehearsal/withdrawal" => post tutorials::unrehearse;
    "/tutorials/{id}/resumption" => post tutorials::resume;
    "/tutorials/{id}/stop" => get tutorials::stopping, post tutorials::stop;
    "/tutorials/{id}/beginning" => post tutorials::begin_on;
    "/tutorials/{id}/withdrawal" => post tutorials::withdraw;
    "/tutorials/{id}/demonstration" => get demonstration_plan::planning, post demonstration_plan::plan;
    "/tutorials/{id}/record" => get demonstration_record::new, post demonstration_record::record;
    "/demonstrations/{id}" => get demonstrations::show;
    "/demonstrations/{id}/edit" => get demonstration_record::edit, post demonstration_record::correct;
    "/demonstrations/{id}/withdrawal" => post demonstrations::withdraw;
    "/demonstrations/{id}/cancellation" => post demonstrations::cancel;
    "/nodes/{id}/demonstrations" => get acts::list;
    "/people/{id}/demonstration" => get demonstration_record::alone, post demonstration_record::record_alone;
    "/nodes/{id}/paper" => get paper::sheets, post paper::enter;
    "/nodes/{id}/paper/alone" => get paper_alone::find;
    "/nodes/{id}/paper/tutorials" => get paper_tutorials::sheet, post paper_tutorials::enter;
    "/nodes/{id}/sheets/process" => get blank_sheets::school_process;
    "/nodes/{id}/sheets/demonstration" => get blank_sheets::school_demonstration;
    "/tutorials/{id}/sheets/process" => get blank_sheets::tutorial_process;
    "/tutorials/{id}/sheets/demonstration" => get blank_sheets::tutorial_demonstration;
    "/nodes/{id}/visits" => get visits::list;
    "/nodes/{id}/visits/new" => get visit_form::new, post visit_form::agree;
    "/visits/{id}/edit" => get visit_form::edit, post visit_form::correct;
    "/visits/{id}/acceptance" => post visits::accept;
    "/visits/{id}/end" => post visits::end;
    "/concerns/new" => get concerns::new, post concerns::raise;
    "/nodes/{id}/concerns" => get concerns::list;
    "/concerns/{id}/answer" => post concerns::answer;

    // Homes, boards and nodes.
    "/" => get home::home;
    "/nodes/{id}" => get node::node;
    "/nodes/{id}/map" => get maps::show;
    "/nodes/{id}/map.geojson" => get node_map::geojson;
    "/nodes/{id}/board" => get board::board;
    "/nodes/{id}/suggestions" => get rounds::form, post rounds::send;

    // Keys of programs, calendars and feeds.
    "/tokens" => get tokens::list, post tokens::make;
    "/tokens/{id}/end" => post tokens::revoke;
    "/calendar" => get calendar::show, post calendar::open;
    "/calendar/end" => post calendar::close;
    "/calendar/{secret}" => get calendar::follow;
    "/demonstrations.atom" => get feeds::network;
    "/nodes/{id}/demonstrations.atom" => get feeds::node;

    // Programs. What they may send and are answered stands in `api::operation`.
    "/api" => get api::guide::show;
    "/api/v1/openapi.json" => get api::openapi::serve;
    "/api/v1/places" => get api::places::list, post api::places::found;
    "/api/v1/places/{id}" => get api::places::one;
    "/api/v1/places/{id}/name" => post api::places::rename;
    "/api/v1/people" => get api::people::list, post api::people::add;
    "/api/v1/people/{id}" => get api::people::one;
    "/api/v1/topics" => get api::topics::list, post api::topics::publish;
    "/api/v1/topics/{id}" => get api::topics::one;
    "/api/v1/topics/{id}/versions" => post api::topics::improve;
    "/api/v1/offers" => get api::offers::list, post api::offers::open;
    "/api/v1/offers/{id}" => get api::offers::one, post api::offers::change;
    "/api/v1/interests" => get api::interests::list, post api::interests::state;
    "/api/v1/interests/{id}" => get api::interests::one;
    "/api/v1/interests/{id}/end" => post api::interests::end;
    "/api/v1/tutorials" => get api::tutorials::list, post api::tutorials::propose;
    "/api/v1/tutorials/{id}" => get api::tutorials::one;
    "/api/v1/tutorials/{id}/agreement" => post api::tutorials::agree;
    "/api/v1/tutorials/{id}/refusal" => post api::tutorials::refuse;
    "/api/v1/tutorials/{id}/rehearsal" => post api::tutorials::rehearse;
    "/api/v1/tutorials/{id}/stop" => post api::tutorials::stop;
    "/api/v1/tutorials/{id}/entries" => get api::tutorials::entries, post api::tutorials::write;
    "/api/v1/entries/{id}" => get api::tutorials::one_entry;
    "/api/v1/tutorials/{id}/demonstration" => post api::demonstrations::plan;
    "/api/v1/tutorials/{id}/record" => post api::demonstrations::hold;
    "/api/v1/demonstrations" => get api::demonstrations::list;
    "/api/v1/demonstrations/{id}" => get api::demonstrations::one;
    "/api/v1/demonstrations/{id}/cancellation" => post api::demonstrations::cancel;
    "/api/v1/masteries" => get api::masteries::list, post api::masteries::vouch;
    "/api/v1/masteries/{id}" => get api::masteries::one;
    "/api/v1/masteries/{id}/withdrawal" => post api::masteries::withdraw;
    "/api/v1/masteries/{id}/restoration" => post api::masteries::restore;
}
