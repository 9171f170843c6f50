//! The integration tests: one binary, because each one links the whole program.

mod accounts;
mod accounts_pages;
mod architecture;
mod budgets;
mod care_pages;
mod chance;
mod demonstration_network;
mod front_door;
mod fund_exchange;
mod fund_pages;
mod homes_pages;
mod journeys;
mod kept_pages;
mod newcomers;
mod outage;
mod practice;
mod privacy_pages;
mod real_input;
mod records;
mod routes;
mod stewards_pages;
mod store;
mod support;
mod topics_pages;
mod tutorials_pages;
mod tutorials_screens;
