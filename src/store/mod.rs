//! The data, and the only SQL of the program.
//!
//! * [`Db`] has two doors, `read` and `write`; each is one transaction.
//! * [`journal`] appends facts, [`apply`] turns them into tables: nothing else changes the practice.
//! * [`tables`] lists the tables; [`check`] proves that they are what the journal says and that the practice's rules hold in them.
//! * `queries` read, by noun, into plain shapes. `accounts` holds what is operational and not part of the practice;
//!   [`waiting`] the lists that somebody has sent and not yet confirmed.
//!
//! This layer does not know who may do what: that is `domain::policy`, asked by `actions`. It never swallows an error, nor turns one into an
//! empty list.

pub mod accounts;
pub mod apply;
pub mod backup;
pub mod check;
pub mod columns;
pub mod conn;
pub mod db;
pub mod erased;
pub mod error;
pub mod invented;
pub mod journal;
pub mod network;
mod outcome;
pub mod queries;
pub mod readings;
pub mod rows;
pub mod schema;
pub mod size;
pub mod tables;
pub mod waiting;
pub mod writer;

pub use conn::{Address, Conn};
pub use db::{Db, Options};
pub use error::Error;
pub use writer::Tx;
