//! Pages: actix-web and Tera, and the only module that knows HTTP.
//!
//! A request goes: [`origin`] refuses what other sites send → a handler in [`pages`] reads path and form → [`App::page`] or [`App::act`] runs
//! a closure on the data in one transaction, with [`Here`] saying who asks, in which language, on which day → the answer is a rendered
//! template, or a redirect after a change. Handlers hold no rules: what may be done is `domain::policy` by way of `actions`.
//!
//! All routes stand on one page: [`routes`].

pub mod answer;
pub mod api;
pub mod app;
pub mod assets;
pub mod charts;
pub mod compress;
pub mod error;
pub mod feed;
pub mod forgetting;
pub mod forms;
mod given_back;
mod handler;
pub mod here;
pub mod kept;
pub mod locale;
pub mod networks;
pub mod origin;
pub mod pages;
pub mod problems;
pub mod proxies;
pub mod readings;
pub mod routes;
pub mod server;
pub mod templates;
pub mod upload;
pub mod visitor;
pub mod watch;

pub use answer::{Answer, see_other};
pub use app::App;
pub use error::Error;
pub use here::Here;
pub use visitor::Visitor;
