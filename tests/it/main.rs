//! The integration tests: one binary, because each one links the whole program.

mod accounts;
mod architecture;
mod front_door;
mod homes_pages;
mod support;
