//! The practice itself: its nouns, its rules, who may do what, and the facts that it leaves.
//!
//! Pure: no I/O, no clock, no randomness, nothing async. What it needs of the world (today, an id, what is already there) is handed in.
//! It does not know databases, pages or languages: a refusal is a value, and its words are found by whoever shows it.

pub mod alike;
pub mod cct;
pub mod consent;
pub mod fact;
pub mod guard;
pub mod id;
pub mod levels;
pub mod moment;
pub mod policy;
pub mod refusal;
pub mod rules;
pub mod school_year;
pub mod scope;
pub mod search;
pub mod words;
