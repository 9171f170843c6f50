//! Placeholder until the text guard lands.

/// x
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found { Curp, Email, Phone }
pub struct Finding { pub kind: Found, pub start: usize, pub end: usize }
pub fn personal_data(_t: &str) -> Option<Finding> { None }
