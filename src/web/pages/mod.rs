//! The pages, by noun. Each file holds its handlers and the views that its templates show; none holds a rule or a query's text.

pub mod about;
pub mod concerns;
pub mod demonstration_plan;
pub mod demonstration_record;
pub mod demonstrations;
pub mod faces;
pub mod health;
pub mod paper;
pub mod tutorial;
pub mod tutorial_record;
pub mod tutorials;
pub mod visits;
pub mod waiting;
