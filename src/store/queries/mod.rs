//! What is read, by noun. Each function takes a connection inside a transaction and answers with plain shapes; none asks who is reading.

pub mod nodes;
