//! The interface for programs, `/api/v1`: the same actions and the same policy as the pages, in JSON.
//!
//! * [`operation`] describes every operation in a table: its address, what it takes ([`shape`]) and what it answers. The table reads and refuses
//!   what comes in ([`given`]), is the document that programs read ([`openapi`]) and the page that people read ([`guide`]); so they cannot differ.
//! * A program shows a key (`Authorization: Bearer`); [`call`] finds whose it is and asks nothing of cookies. So no page of another site can
//!   send anything in somebody's name, and no token against forged forms is needed; who changes something and sends an `Origin` must be us all the
//!   same, since no other site's pages are meant to be programs here.
//! * What goes wrong is told as RFC 9457 says ([`fault`]), in the language that the program asks for.
//!
//! What is on the wire has types of its own, in the modules of the families: the domain can change without a program noticing. What a page would
//! not show to the key's owner, the interface does not tell her program.

pub mod call;
pub mod demonstrations;
pub mod fault;
pub mod given;
pub mod guide;
pub mod interests;
pub mod masteries;
pub mod offers;
pub mod openapi;
pub mod operation;
pub mod pace;
pub mod people;
pub mod places;
pub mod shape;
pub mod topics;
pub mod tutorials;

pub use call::{Asked, Call};
pub use fault::Fault;

/// Where the operations are.
pub const BASE: &str = "/api/v1";

/// Whether a path is one at which programs are answered.
pub fn answers(path: &str) -> bool {
    path.strip_prefix(BASE).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
