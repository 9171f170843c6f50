//! The integration tests: one binary, because each one links the whole program.

mod accounts;
mod accounts_pages;
mod architecture;
mod care_pages;
mod demonstration_network;
mod front_door;
mod homes_pages;
mod newcomers;
mod real_input;
mod records;
mod store;
mod support;
mod topics_pages;
mod tutorials_pages;
mod tutorials_screens;
