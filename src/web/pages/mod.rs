//! The pages, by noun. Each file holds its handlers and the views that its templates show; none holds a rule or a query's text.

pub mod about;
pub mod board;
pub mod health;
pub mod home;
pub mod home_learner;
pub mod home_public;
pub mod node;
mod node_figures;
