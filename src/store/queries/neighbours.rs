//! How several nodes fare beside one another in the current month, in as many statements for a hundred as for one. Each tells what its own page
//! tells: which schools count is said in `standing`.

use std::collections::{BTreeSet, HashMap};

use diesel::dsl::{count, count_star};
use diesel::prelude::*;

use super::figures::{HELD, meets};
use super::past::CHUNK;
use super::standing::{Month, NOW, Standing, What};
use crate::domain::id::NodeId;
use crate::domain::moment::Day;
use crate::domain::words::{Level, Position, TutorialState};
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::schema::{demonstrations, memberships, node_ancestors, nodes, tutorials};

/// How one of several neighbours fares in a month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is a figure of the node's page")]
pub struct Neighbour {
    pub schools: i64,
    pub teachers: i64,
    pub active: i64,
    pub practising: i64,
    /// Those of the place itself, and not of what hangs under it.
    pub demonstrations: i64,
}

/// How several nodes fare in the current month, everything under them included. Each leaves out some schools: they are among its schools, and
/// in nothing else.
///
/// # Errors
/// The database cannot be read.
pub fn neighbours<'a>(
    conn: &mut Conn,
    ids: &[NodeId],
    (from, to): (Day, Day),
    left_out: impl Fn(NodeId) -> &'a BTreeSet<NodeId>,
) -> Result<HashMap<NodeId, Neighbour>, Error> {
    let mut all: HashMap<NodeId, Neighbour> = ids.iter().map(|id| (*id, Neighbour::default())).collect();
    let standing = Standing::since(conn, ids, from)?;
    let apart = standing.open();
    let above = || node_ancestors::ancestor.eq_any(ids);
    let open = || nodes::level.eq(Level::School).and(nodes::closed.is_null());
    // Those that hung there all month, and into which none was joined.
    let steady = || open().and(nodes::id.ne_all(&apart));
    let hung = || above().and(node_ancestors::since.le(from));
    let held = || demonstrations::day.between(from, to).and(demonstrations::state.eq_any(HELD));
    let teaching = || memberships::until.is_null().and(memberships::position.eq_any([Position::Teacher, Position::Head]));

    // What hangs under each, and then each itself: a node is not its own ancestor.
    let schools: Vec<(NodeId, i64)> = node_ancestors::table
        .inner_join(nodes::table.on(nodes::id.eq(node_ancestors::node)))
        .filter(above().and(open()))
        .group_by(node_ancestors::ancestor)
        .select((node_ancestors::ancestor, count_star()))
        .load(conn)?;
    let own: Vec<(NodeId, i64)> =
        nodes::table.filter(nodes::id.eq_any(ids).and(open())).group_by(nodes::id).select((nodes::id, count_star())).load(conn)?;
    add(&mut all, schools.into_iter().chain(own), |row, count| row.schools += count);

    let below: Vec<(NodeId, i64)> = memberships::table
        .inner_join(node_ancestors::table.on(node_ancestors::node.eq(memberships::node)))
        .filter(above().and(teaching()))
        .group_by(node_ancestors::ancestor)
        .select((node_ancestors::ancestor, count_star()))
        .load(conn)?;
    let own: Vec<(NodeId, i64)> = memberships::table
        .filter(memberships::node.eq_any(ids).and(teaching()))
        .group_by(memberships::node)
        .select((memberships::node, count_star()))
        .load(conn)?;
    add(&mut all, below.into_iter().chain(own), |row, count| row.teachers += count);

    let below: Vec<(NodeId, i64)> = tutorials::table
        .inner_join(node_ancestors::table.on(node_ancestors::node.eq(tutorials::school)))
        .inner_join(nodes::table.on(nodes::id.eq(tutorials::school)))
        .filter(hung().and(steady()).and(meets!(from, to)))
        .group_by(node_ancestors::ancestor)
        .select((node_ancestors::ancestor, count(tutorials::school).aggregate_distinct()))
        .load(conn)?;
    let own: Vec<(NodeId, i64)> = tutorials::table
        .inner_join(nodes::table.on(nodes::id.eq(tutorials::school)))
        .filter(tutorials::school.eq_any(ids).and(steady()).and(meets!(from, to)))
        .group_by(tutorials::school)
        .select((tutorials::school, count(tutorials::school).aggregate_distinct()))
        .load(conn)?;
    add(&mut all, below.into_iter().chain(own), |row, count| row.active += count);

    let below: Vec<(NodeId, i64)> = demonstrations::table
        .inner_join(node_ancestors::table.on(node_ancestors::node.eq(demonstrations::school)))
        .inner_join(nodes::table.on(nodes::id.eq(demonstrations::school)))
        .filter(hung().and(steady()).and(held()))
        .group_by(node_ancestors::ancestor)
        .select((node_ancestors::ancestor, count(demonstrations::school).aggregate_distinct()))
        .load(conn)?;
    let own: Vec<(NodeId, i64)> = demonstrations::table
        .inner_join(nodes::table.on(nodes::id.eq(demonstrations::school)))
        .filter(demonstrations::school.eq_any(ids).and(steady()).and(held()))
        .group_by(demonstrations::school)
        .select((demonstrations::school, count(demonstrations::school).aggregate_distinct()))
        .load(conn)?;
    add(&mut all, below.into_iter().chain(own), |row, count| row.practising += count);

    let own: Vec<(NodeId, i64)> = demonstrations::table
        .filter(demonstrations::school.eq_any(ids).and(held()))
        .group_by(demonstrations::school)
        .select((demonstrations::school, count_star()))
        .load(conn)?;
    add(&mut all, own.into_iter(), |row, count| row.demonstrations += count);

    // Where one is left out, everything above it that leaves it out names it: asked once, and taken away from each.
    let mut asked: Vec<NodeId> = ids.iter().flat_map(|id| left_out(*id)).copied().filter(|id| !standing.has(*id)).collect();
    asked.sort_unstable();
    asked.dedup();
    let (mut active, mut practising) = (BTreeSet::new(), BTreeSet::new());
    for chunk in asked.chunks(CHUNK) {
        // What had closed before the month has not been counted.
        let open: Vec<NodeId> = nodes::table.filter(nodes::id.eq_any(chunk).and(open())).select(nodes::id).load(conn)?;
        let met = tutorials::table.filter(tutorials::school.eq_any(&open).and(meets!(from, to)));
        active.extend(met.select(tutorials::school).distinct().load::<NodeId>(conn)?);
        let shown = demonstrations::table.filter(demonstrations::school.eq_any(&open).and(held()));
        practising.extend(shown.select(demonstrations::school).distinct().load::<NodeId>(conn)?);
    }

    let deeds = standing.deeds(conn, from, to)?;
    let month = Month { from, to, stand: NOW };
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    for (id, row) in &mut all {
        let but = left_out(*id);
        row.active -= number(but.intersection(&active).count());
        row.practising -= number(but.intersection(&practising).count());
        row.active += standing.counted(*id, &deeds, month, but, |what| what != What::Demonstration);
        row.practising += standing.counted(*id, &deeds, month, but, |what| what == What::Demonstration);
    }
    Ok(all)
}

fn add(all: &mut HashMap<NodeId, Neighbour>, counts: impl Iterator<Item = (NodeId, i64)>, put: impl Fn(&mut Neighbour, i64)) {
    for (id, count) in counts {
        put(all.entry(id).or_default(), count);
    }
}
