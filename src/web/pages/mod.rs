//! The pages, by noun. Each file holds its handlers and the views that its templates show; none holds a rule or a query's text.

pub mod about;
mod node_figures;
pub mod board;
pub mod classroom;
pub mod concerns;
pub mod demonstration_record;
pub mod demonstrations;
pub mod faces;
pub mod health;
pub mod home;
pub mod home_learner;
pub mod home_public;
pub mod members;
pub mod node;
pub mod node_new;
pub mod paper;
pub mod people;
pub mod setup;
pub mod sign_in;
pub mod tutorial;
pub mod tutorial_record;
pub mod tutorials;
pub mod visits;
pub mod waiting;
pub mod welcome;
