//! The graph of the network. Pure, and the only user of petgraph.

pub mod lineage;
