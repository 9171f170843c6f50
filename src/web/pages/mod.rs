//! The pages, by noun. Each file holds its handlers and the views that its templates show; none holds a rule or a query's text.

pub mod about;
pub mod health;
