//! Which levels a tree has, and what they are called in it: chosen by whoever looks after the node, and changed where nothing stands in the way.

use super::{Error, ground};
use crate::domain::fact::LevelsChosen;
use crate::domain::id::NodeId;
use crate::domain::policy::{Caller, Verb};
use crate::domain::refusal::{Check, Problem};
use crate::domain::words::{Level, Preset};
use crate::store::queries::{nodes, tree};
use crate::store::rows::NodeRow;
use crate::store::{Conn, Tx};

/// The node, if the caller may choose its levels: who may open places under it says of what kinds they are. A school has nothing under it.
///
/// # Errors
/// There is no such node, or she may not.
pub fn choosable(conn: &mut Conn, caller: &Caller, node: NodeId) -> Result<NodeRow, Error> {
    ground::allow_at(conn, caller, Verb::FoundNode, node)?;
    nodes::by_id(conn, node)?.filter(|row| row.level != Level::School).ok_or(Error::NOT_FOUND)
}

/// That what is there of a node's own levels exists in a preset too.
///
/// # Errors
/// Each level that does not, and how many places are of it.
pub(super) fn fitting(conn: &mut Conn, node: NodeId, preset: Preset, field: &'static str) -> Result<(), Error> {
    let mut check = Check::new();
    let mut levels = tree::levels(conn, node)?;
    levels.sort_unstable();
    for (level, count) in levels {
        check.require(preset.has(level), field, Problem::LevelInUse(level, count));
    }
    Ok(check.done()?)
}

/// Chooses the levels of a node and of everything under it that has not chosen others.
///
/// # Errors
/// The caller may not, or places there are of a level that would be missing.
pub fn choose(tx: &mut Tx<'_>, caller: &Caller, node: NodeId, preset: Preset) -> Result<(), Error> {
    choosable(tx, caller, node)?;
    ground::actor(tx, caller)?;
    if nodes::preset(tx, node)? == preset {
        return Ok(());
    }
    fitting(tx, node, preset, "preset")?;
    tx.record(LevelsChosen { node, preset })?;
    Ok(())
}
