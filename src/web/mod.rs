//! Pages: actix-web and Tera. The only module that knows HTTP.

pub mod assets;
pub mod charts;
pub mod locale;
pub mod templates;
