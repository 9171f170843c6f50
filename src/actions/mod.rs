//! What people do: one function a verb.
//!
//! An action loads what it needs, asks the policy, applies the rules, and records facts, all in the transaction that it is handed: it either
//! happens whole or not at all. Asked twice with the same id it changes nothing and answers the same, so that a double click, a retry or a
//! page sent again from a phone without signal does no harm. Actions know neither pages nor SQL.

pub mod accounts;
pub mod care;
pub mod coming;
pub mod consents;
pub mod corrections;
mod course;
pub mod demonstrations;
pub mod error;
pub mod figures;
pub mod files;
pub mod found_again;
pub mod fund;
pub mod ground;
pub mod levels;
pub mod lists;
pub mod map;
pub mod masteries;
pub mod meetings;
pub mod moves;
pub mod names;
pub mod network_month;
pub mod notes;
pub mod own_data;
pub mod paper;
pub mod paper_tutorials;
pub mod people;
pub mod places;
pub mod prospects;
pub mod readings;
mod recorded;
pub mod retention;
pub mod rounds;
pub mod same_person;
pub mod school_years;
pub mod staff;
pub mod suggestions;
pub mod topics;
pub mod tree;
pub mod tutorials;
pub mod visits;
pub mod wanted_below;
pub mod whys;

pub use error::Error;
