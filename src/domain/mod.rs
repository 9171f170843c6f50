//! The practice itself: its nouns, its rules, who may do what, and the facts that it leaves. Pure: no I/O, no clock, no randomness.

pub mod cct;
pub mod guard;
pub mod search;
