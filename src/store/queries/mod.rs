//! What is read, by noun. Each function takes a connection inside a transaction and answers with rows or plain shapes; none asks who is
//! reading, none knows a language or a page.
//!
//! One row is asked for with `get_result`, never with `first`: diesel binds the `LIMIT 1` of `first` as a value, and SQLite plans a statement
//! anew at each run when its limit is bound. That was nine tenths of the database's share of a page.

pub mod board;
pub mod consents;
pub mod demonstrations;
pub mod figures;
pub mod files;
pub mod fund;
pub mod interests;
pub mod listing;
pub mod map;
pub mod masteries;
pub mod moves;
pub mod neighbours;
pub mod network_month;
pub mod new_tutors;
pub mod nodes;
pub mod own_data;
mod past;
pub mod people;
pub mod plans;
pub mod retention;
pub mod rounds;
pub mod same_person;
pub mod school_counts;
pub mod school_years;
mod standing;
pub mod ties;
pub mod topics;
pub mod tree;
pub mod tutorials;
pub mod visits;
pub mod waits;
