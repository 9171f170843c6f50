//! The figures that nodes want to see (plain rows in, plain figures out). Pure.

pub mod month;
