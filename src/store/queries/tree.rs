//! What a change of the tree touches, and where a place could go.

use std::collections::HashMap;

use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::domain::id::{NodeId, PersonId};
use crate::domain::words::{InterestState, Level, OfferState, Preset, TutorialState};
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::{NodeParentRow, NodeRow};
use crate::store::schema::{interests, memberships, node_ancestors, node_parents, nodes, offers, person_names, stewards, tutorials};

/// What is there today, at a node and under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Stands {
    pub schools: i64,
    pub people: i64,
    pub tutorials: i64,
    pub offers: i64,
    pub wishes: i64,
}

/// What is there today, at a node and under it.
pub fn stands(conn: &mut Conn, node: NodeId) -> Result<Stands, Error> {
    macro_rules! here {
        ($column:expr) => {
            $column
                .eq(node)
                .or($column.eq_any(node_ancestors::table.filter(node_ancestors::ancestor.eq(node)).select(node_ancestors::node)))
        };
    }
    let school = nodes::level.eq(Level::School).and(nodes::closed.is_null());
    let live = tutorials::state.eq_any([TutorialState::Proposed, TutorialState::Open]);
    let offered = offers::state.eq_any(OfferState::STANDING);
    let wished = interests::state.eq(InterestState::Open);
    Ok(Stands {
        schools: nodes::table.filter(school.and(here!(nodes::id))).count().get_result(conn)?,
        people: memberships::table.filter(memberships::until.is_null().and(here!(memberships::node))).count().get_result(conn)?,
        tutorials: tutorials::table.filter(live.and(here!(tutorials::school))).count().get_result(conn)?,
        offers: offers::table.filter(offered.and(here!(offers::school))).count().get_result(conn)?,
        wishes: interests::table.filter(wished.and(here!(interests::school))).count().get_result(conn)?,
    })
}

/// Under which parent a node hangs today, and since when.
pub fn branch(conn: &mut Conn, node: NodeId) -> Result<Option<NodeParentRow>, Error> {
    Ok(node_parents::table.filter(node_parents::node.eq(node).and(node_parents::until.is_null())).get_result(conn).optional()?)
}

/// Under which parent each node hangs today.
pub fn parents(conn: &mut Conn) -> Result<HashMap<NodeId, NodeId>, Error> {
    let branches = node_parents::table.filter(node_parents::until.is_null()).select((node_parents::node, node_parents::parent));
    Ok(branches.load::<(NodeId, NodeId)>(conn)?.into_iter().collect())
}

/// Every node that is no school, with its level and what it is called.
pub fn above_schools(conn: &mut Conn) -> Result<HashMap<NodeId, (Level, String)>, Error> {
    let rows = nodes::table.filter(nodes::level.ne(Level::School)).select((nodes::id, nodes::level, nodes::name));
    Ok(rows.load::<(NodeId, Level, String)>(conn)?.into_iter().map(|(id, level, name)| (id, (level, name))).collect())
}

/// How many people look after each of these nodes that has any.
pub fn stewards(conn: &mut Conn, ids: &[NodeId]) -> Result<Vec<(NodeId, i64)>, Error> {
    Ok(stewards::table.filter(stewards::node.eq_any(ids)).group_by(stewards::node).select((stewards::node, count_star())).load(conn)?)
}

/// Open places of some levels at or under a few nodes, whose name holds every one of the folded words, by name.
pub fn within(conn: &mut Conn, tops: &[NodeId], levels: &[Level], words: &[String], limit: i64) -> Result<Vec<NodeRow>, Error> {
    let under = node_ancestors::table.filter(node_ancestors::ancestor.eq_any(tops)).select(node_ancestors::node);
    let mut query = nodes::table
        .filter(nodes::closed.is_null().and(nodes::level.eq_any(levels)))
        .filter(nodes::id.eq_any(tops).or(nodes::id.eq_any(under)))
        .into_boxed();
    for word in words {
        query = query.filter(nodes::search.like(format!("%{word}%")));
    }
    Ok(query.order((nodes::level, nodes::search, nodes::id)).limit(limit).load(conn)?)
}

/// Open places at and under a node of which it is known where they lie, by id; and how many there are.
pub fn placed(conn: &mut Conn, node: NodeId, limit: i64) -> Result<(Vec<NodeRow>, i64), Error> {
    let known = || {
        let under = node_ancestors::table.filter(node_ancestors::ancestor.eq(node)).select(node_ancestors::node);
        nodes::table
            .filter(nodes::id.eq(node).or(nodes::id.eq_any(under)))
            .filter(nodes::closed.is_null().and(nodes::latitude.is_not_null()).and(nodes::longitude.is_not_null()))
    };
    let all = known().count().get_result(conn)?;
    Ok((known().order(nodes::id).limit(limit).load(conn)?, all))
}

/// The open places of a node's own levels: itself and what is under it, up to where other levels were chosen. How many there are of each level.
pub fn levels(conn: &mut Conn, node: NodeId) -> Result<Vec<(Level, i64)>, Error> {
    let others: Vec<NodeId> = chosen_under(conn, node)?.into_iter().map(|(id, _)| id).collect();
    let under = node_ancestors::table.filter(node_ancestors::ancestor.eq(node)).select(node_ancestors::node);
    let elsewhere = node_ancestors::table.filter(node_ancestors::ancestor.eq_any(&others)).select(node_ancestors::node);
    Ok(nodes::table
        .filter(nodes::id.eq(node).or(nodes::id.eq_any(under)))
        .filter(nodes::id.ne_all(&others).and(nodes::id.ne_all(elsewhere)).and(nodes::closed.is_null()))
        .group_by(nodes::level)
        .select((nodes::level, count_star()))
        .load(conn)?)
}

/// The places under a node that chose levels of their own, from the top.
fn chosen_under(conn: &mut Conn, node: NodeId) -> Result<Vec<(NodeId, Preset)>, Error> {
    Ok(node_ancestors::table
        .inner_join(nodes::table.on(nodes::id.eq(node_ancestors::node)))
        .filter(node_ancestors::ancestor.eq(node).and(nodes::preset.is_not_null()))
        .order((node_ancestors::distance, nodes::id))
        .select((nodes::id, nodes::preset.assume_not_null()))
        .load(conn)?)
}

/// Which levels the places at and under a node have.
pub struct Presets {
    own: Preset,
    others: HashMap<NodeId, Preset>,
}

impl Presets {
    /// Of a node and everything under it.
    pub fn under(conn: &mut Conn, node: NodeId) -> Result<Presets, Error> {
        let own = super::nodes::preset(conn, node)?;
        let mut others = HashMap::new();
        // From the top, so that the nearest has the last word.
        for (id, preset) in chosen_under(conn, node)? {
            others.extend(super::nodes::below(conn, id)?.into_iter().chain([id]).map(|below| (below, preset)));
        }
        Ok(Presets { own, others })
    }

    /// Of one of them.
    pub fn of(&self, node: NodeId) -> Preset {
        self.others.get(&node).copied().unwrap_or(self.own)
    }
}

/// How many people of one node are called as somebody of another.
pub fn same_names(conn: &mut Conn, node: NodeId, other: NodeId) -> Result<usize, Error> {
    let mut called = |node: NodeId| -> Result<Vec<(PersonId, String)>, Error> {
        Ok(memberships::table
            .inner_join(person_names::table.on(person_names::person.eq(memberships::person)))
            .filter(memberships::node.eq(node).and(memberships::until.is_null()))
            .select((person_names::person, person_names::search))
            .load(conn)?)
    };
    let (ours, theirs) = (called(node)?, called(other)?);
    let alike = |(person, name): &&(PersonId, String)| theirs.iter().any(|(other, theirs)| theirs == name && other != person);
    Ok(ours.iter().filter(alike).count())
}

/// Whether an open node other than this one has a register's key.
pub fn key_taken(conn: &mut Conn, cct: &str, shift: Option<&str>, but: NodeId) -> Result<bool, Error> {
    let others = nodes::table.filter(nodes::cct.eq(cct).and(nodes::id.ne(but)).and(nodes::closed.is_null()));
    let others = others.select(nodes::id).into_boxed();
    let others = match shift {
        Some(shift) => others.filter(nodes::shift.eq(shift.to_owned())),
        None => others.filter(nodes::shift.is_null()),
    };
    Ok(others.get_result::<NodeId>(conn).optional()?.is_some())
}
