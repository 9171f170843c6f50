//! What comes in from files and what goes out to them.

pub mod schools;
pub mod table;
pub mod topics;
