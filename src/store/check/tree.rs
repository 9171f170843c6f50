//! That the tree of nodes is what its branches say: today, and on every day on which a branch began or ended.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;

use super::Checked;
use crate::domain::id::NodeId;
use crate::domain::moment::Day;
use crate::domain::words::Preset;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::{NodeAncestorRow, NodeParentRow, NodePastRow, NodeRow};
use crate::store::schema::{node_ancestors, node_parents, node_pasts, nodes};

/// Each node's parent on one day.
type Parents = BTreeMap<NodeId, NodeId>;

pub(super) fn check(conn: &mut Conn) -> Result<Vec<Checked>, Error> {
    let branches: Vec<NodeParentRow> = node_parents::table.order((node_parents::node, node_parents::since)).load(conn)?;
    let now: Vec<NodeAncestorRow> = node_ancestors::table.load(conn)?;
    let before: Vec<NodePastRow> = node_pasts::table.load(conn)?;
    let places: Vec<NodeRow> = nodes::table.order(nodes::id).load(conn)?;
    Ok(vec![today(&branches, &now), days(&branches, &now, &before), levels(&branches, &places)])
}

/// What stands above a node, nearest first; and whether that ends.
fn path(parents: &Parents, node: NodeId) -> (Vec<NodeId>, bool) {
    let mut above = Vec::new();
    let mut next = parents.get(&node);
    while let Some(ancestor) = next {
        if *ancestor == node || above.contains(ancestor) {
            return (above, false);
        }
        above.push(*ancestor);
        next = parents.get(ancestor);
    }
    (above, true)
}

fn today(branches: &[NodeParentRow], now: &[NodeAncestorRow]) -> Checked {
    let mut checked = Checked::new("every node's ancestors are its parent, that one's parent, and so on");
    let mut parents = Parents::new();
    for branch in branches.iter().filter(|branch| branch.until.is_none()) {
        let second = parents.insert(branch.node, branch.parent).is_some();
        checked.require(!second, || format!("node {} has two parents", branch.node));
    }
    let mut expected: BTreeSet<(NodeId, NodeId, i32)> = BTreeSet::new();
    for node in parents.keys() {
        let (above, ends) = path(&parents, *node);
        checked.forbid(!ends, || format!("node {node} stands above itself"));
        expected.extend(above.into_iter().zip(1..).map(|(ancestor, distance)| (*node, ancestor, distance)));
    }
    let stored: BTreeSet<(NodeId, NodeId, i32)> = now.iter().map(|row| (row.node, row.ancestor, row.distance)).collect();
    for (node, ancestor, distance) in expected.union(&stored) {
        let row = (*node, *ancestor, *distance);
        let same = expected.contains(&row) == stored.contains(&row);
        checked.require(same, || format!("node {node} and ancestor {ancestor} at distance {distance}"));
    }
    checked
}

fn levels(branches: &[NodeParentRow], places: &[NodeRow]) -> Checked {
    let mut checked = Checked::new("every open node is of a level that its tree has");
    let parents: Parents = branches.iter().filter(|branch| branch.until.is_none()).map(|branch| (branch.node, branch.parent)).collect();
    let chosen: BTreeMap<NodeId, Preset> = places.iter().filter_map(|row| Some((row.id, row.preset?))).collect();
    for row in places.iter().filter(|row| row.closed.is_none()) {
        let (above, _) = path(&parents, row.id);
        let preset = std::iter::once(row.id).chain(above).find_map(|id| chosen.get(&id)).copied().unwrap_or(Preset::Schools);
        checked.require(preset.has(row.level), || format!("node {}: {} in a tree of {preset}", row.id, row.level));
    }
    checked
}

fn days(branches: &[NodeParentRow], now: &[NodeAncestorRow], before: &[NodePastRow]) -> Checked {
    let mut checked = Checked::new("what stood above a node on a day is what the branches of that day say");
    // Where nothing ever moved, today's tree is that of every day.
    let moved = branches.iter().any(|branch| branch.until.is_some());
    let turns: BTreeSet<Day> = branches
        .iter()
        .filter(|_| moved)
        .flat_map(|branch| [Some(branch.since), branch.since.pred_opt(), branch.until])
        .flatten()
        .collect();
    let mut first: BTreeMap<NodeId, Day> = BTreeMap::new();
    for branch in branches {
        let since = first.entry(branch.node).or_insert(branch.since);
        *since = branch.since.min(*since);
    }
    for day in turns {
        let mut parents = Parents::new();
        for branch in branches {
            // The first branch reaches back before the day on which it was entered.
            let began = branch.since <= day || first.get(&branch.node) == Some(&branch.since);
            if began && branch.until.is_none_or(|until| day < until) {
                let second = parents.insert(branch.node, branch.parent).is_some();
                checked.require(!second, || format!("node {} has two parents on {day}", branch.node));
            }
        }
        let mut stored: BTreeMap<NodeId, BTreeSet<NodeId>> = BTreeMap::new();
        let still = now.iter().filter(|row| row.since <= day).map(|row| (row.node, row.ancestor));
        let then = before.iter().filter(|row| row.since <= day && day < row.until).map(|row| (row.node, row.ancestor));
        for (node, ancestor) in still.chain(then) {
            let twice = !stored.entry(node).or_default().insert(ancestor);
            checked.forbid(twice, || format!("node {node} stands twice under {ancestor} on {day}"));
        }
        for node in first.keys() {
            let (above, ends) = path(&parents, *node);
            let above: BTreeSet<NodeId> = above.into_iter().collect();
            let stands = stored.remove(node).unwrap_or_default();
            checked.require(ends && above == stands, || format!("node {node} on {day}"));
        }
        checked.forbid(!stored.is_empty(), || format!("a node without a parent stands under another on {day}"));
    }
    checked
}
