//! Relevo coordinates a peer-tutoring network.

pub mod actions;
pub mod cli;
pub mod domain;
pub mod exchange;
pub mod graph;
pub mod spread;
pub mod store;
pub mod web;
