//! The interface for programs: who may, what is asked and answered, and that the document says what is served.

mod document;
mod keys;
pub mod program;
mod stories;
mod who_may;
