//! The integration tests: one binary, because each one links the whole program.

mod accounts;
mod architecture;
mod care_pages;
mod front_door;
mod support;
mod tutorials_pages;
mod tutorials_screens;
