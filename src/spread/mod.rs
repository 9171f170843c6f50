//! The figures that nodes want to see, and where they stand on a map: plain rows in, plain figures out. Pure.
//!
//! A figure about people passes through [`suppress`] before it leaves a school; a figure about events never does.

pub mod lone;
pub mod map;
pub mod month;
pub mod suppress;
pub mod veil;

pub use suppress::suppress;
