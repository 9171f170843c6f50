//! The last corners: what the practice was promised in so many words, and what its users had found missing.

mod alone;
mod commands;
mod guests;
mod killed;
mod last_place;
mod notebook;
mod own_zone;
mod programs;
mod restored;
