//! The pages, by noun. Each file holds its handlers and the views that its templates show; none holds a rule or a query's text.

pub mod about;
pub mod catalogs;
pub mod health;
pub mod masteries;
pub mod suggestions;
pub mod topics;
pub mod wishes;
