//! Drawings made by the server: SVG as strings, with classes of the stylesheet and geometry attributes only.
//!
//! Charts know no language, no reader and no store: every word and number format is passed in by the page, and so is
//! the decision whom to name. Each drawing has a twin (nested list, table rows) for those who cannot see it.

pub mod home;
pub mod lineage;
pub mod map;
pub mod months;
pub mod qr;
mod svg;
pub mod tiles;
