//! Every route as every kind of caller: the table says who may, the walk asks, the screens are looked at.

mod empty;
pub mod ground;
mod plans;
mod screens;
mod table;
mod walk;
