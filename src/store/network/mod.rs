//! The network in memory, kept where every reader finds it, and never older than what she reads beside it.
//!
//! It is built once at the start, in a thread of its own. A reader compares the position that it stands at with the end of the journal in her
//! own snapshot: where facts are missing she reads what they changed and brings it up to date. So several programs on one database need no
//! word between them, as with [`crate::web::kept`]. Only the change itself is made under the lock, never the reading.
//!
//! **Built anew** is what cannot be followed in a moment: more than [`FOLLOWED`] lines at once (an import, a program that has slept),
//! and lines of a kind that only a newer program knows. Every kind known here is followed. While there is no network yet, or it is being
//! built, readers get the part around their own place, read from the tables, which answers the same.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use diesel::Connection as _;

use super::conn::{Address, Conn};
use super::error::Error;
use super::journal;
use crate::domain::id::NodeId;
use crate::graph::network::Network;

mod change;
mod load;

pub use change::{Change, FOLLOWED};
pub use load::{build, of_place};

/// Holds the network, and brings it up to date.
pub struct Keeper {
    address: Address,
    network: RwLock<Option<Network>>,
    building: AtomicBool,
}

impl Keeper {
    /// Holds none yet.
    pub(super) fn new(address: Address) -> Keeper {
        Keeper { address, network: RwLock::new(None), building: AtomicBool::new(false) }
    }

    /// Builds it, in a thread of its own.
    pub fn start(self: &Arc<Keeper>) {
        if self.building.swap(true, Ordering::AcqRel) {
            return;
        }
        let keeper = Arc::clone(self);
        let begun = std::thread::Builder::new().name("network".to_owned()).spawn(move || {
            if let Err(error) = keeper.build_now() {
                tracing::warn!(%error, "the network in memory could not be built; it is tried again when somebody asks");
            }
            keeper.building.store(false, Ordering::Release);
        });
        if let Err(error) = begun {
            tracing::warn!(%error, "the network in memory could not be built");
            self.building.store(false, Ordering::Release);
        }
    }

    /// Builds it and waits for it.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn build_now(&self) -> Result<(), Error> {
        let mut conn = self.address.connect()?;
        if let Conn::Pg(_) = conn {
            // A nation takes longer than a page may.
            conn.execute_plain("SET statement_timeout = 0; SET default_transaction_isolation = 'repeatable read'")?;
        }
        let mut built = conn.transaction::<_, Error, _>(build)?;
        // What was recorded meanwhile is followed here, where nobody waits for it: on a busy network too, those who ask find little missing.
        loop {
            let caught_up = conn.transaction::<_, Error, _>(|conn| {
                let end = journal::end(conn)?;
                let (from, around) = (built.position(), |nodes: &[NodeId]| nodes.iter().flat_map(|node| built.around(*node)).collect());
                // A step at a time. The rows of a step may know more than its lines; the next step reads them again.
                match Change::read(conn, (from, &around), end.min(from + FOLLOWED))? {
                    Some(change) => Ok(change.make(&mut built) && built.position() == end),
                    None => Ok(true),
                }
            })?;
            if caught_up {
                break;
            }
        }
        let ((vertices, edges), megabytes) = (built.size(), built.bytes() >> 20);
        tracing::info!(vertices, edges, megabytes, position = built.position(), "the network is in memory");
        let mut network = self.network.write().unwrap_or_else(PoisonError::into_inner);
        if network.as_ref().is_none_or(|known| known.position() < built.position()) {
            *network = Some(built);
        }
        Ok(())
    }

    /// Asks something of the network, which then holds at least what this reader sees. Nothing where there is none in time.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn ask<T>(self: &Arc<Keeper>, conn: &mut Conn, question: impl Fn(&Network) -> T) -> Result<Option<T>, Error> {
        let end = journal::end(conn)?;
        loop {
            let position = {
                let network = self.network.read().unwrap_or_else(PoisonError::into_inner);
                match network.as_ref() {
                    Some(known) if known.position() >= end => return Ok(Some(question(known))),
                    Some(known) => Some(known.position()),
                    None => None,
                }
            };
            let around = |nodes: &[NodeId]| {
                let network = self.network.read().unwrap_or_else(PoisonError::into_inner);
                nodes.iter().flat_map(|node| network.as_ref().map(|known| known.around(*node)).unwrap_or_default()).collect()
            };
            let change = match position {
                Some(position) => Change::read(conn, (position, &around), end)?,
                None => None,
            };
            let Some(change) = change else {
                self.start();
                return Ok(None);
            };
            // Where somebody else was faster, the loop sees it: each turn, the network stands further on.
            let mut network = self.network.write().unwrap_or_else(PoisonError::into_inner);
            if let Some(network) = network.as_mut() {
                change.make(network);
            }
        }
    }

    /// The same, of the part around a place where there is no network in time.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn ask_around<T>(self: &Arc<Keeper>, conn: &mut Conn, node: NodeId, question: impl Fn(&Network) -> T) -> Result<T, Error> {
        match self.ask(conn, &question)? {
            Some(answer) => Ok(answer),
            None => Ok(question(&of_place(conn, node)?)),
        }
    }
}
