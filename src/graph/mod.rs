//! The graph of the network. Pure, and the only user of petgraph.
//!
//! It knows ids, dates and who came from whom. It does not know names, languages, pixels or where rows are kept.

pub mod classes;
pub mod layout;
pub mod lineage;
pub mod network;
pub mod round;
pub mod score;
pub mod suggest;
pub mod tangles;
