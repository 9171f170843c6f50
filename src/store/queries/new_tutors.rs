//! New tutors below a node, by what hangs under it: what a reader could subtract from one another.

use diesel::dsl::{count, exists, not};
use diesel::prelude::*;

use crate::domain::id::NodeId;
use crate::domain::moment::Day;
use crate::domain::words::Via;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::schema::{masteries, node_ancestors, node_parents};

diesel::alias!(masteries as earlier: Earlier);
diesel::allow_columns_to_appear_in_same_group_by_clause!(node_ancestors::ancestor, masteries::day);

/// Persons whose first promotion by demonstration came on a day, by the node under the parent where it was and by day; as the tree is today.
///
/// # Errors
/// The database cannot be read.
pub fn by_child(conn: &mut Conn, parent: NodeId, from: Day, to: Day) -> Result<Vec<(NodeId, Day, i64)>, Error> {
    let under = node_parents::parent.eq(parent).and(node_parents::until.is_null());
    let children: Vec<NodeId> = node_parents::table.filter(under).order(node_parents::node).select(node_parents::node).load(conn)?;
    let mut rows = Vec::new();
    for chunk in children.chunks(500) {
        macro_rules! counted {
            () => {{
                let before = earlier
                    .filter(earlier.field(masteries::person).eq(masteries::person))
                    .filter(earlier.field(masteries::withdrawn).is_null().and(not(earlier.field(masteries::contested))))
                    .filter(earlier.field(masteries::via).eq(Via::Demonstration).and(earlier.field(masteries::day).lt(masteries::day)));
                masteries::day
                    .between(from, to)
                    .and(masteries::via.eq(Via::Demonstration))
                    .and(masteries::withdrawn.is_null().and(not(masteries::contested)))
                    .and(not(exists(before)))
            }};
        }
        rows.extend(
            masteries::table
                .inner_join(node_ancestors::table.on(node_ancestors::node.eq(masteries::school)))
                .filter(node_ancestors::ancestor.eq_any(chunk).and(counted!()))
                .group_by((node_ancestors::ancestor, masteries::day))
                .select((node_ancestors::ancestor, masteries::day, count(masteries::person).aggregate_distinct()))
                .load::<(NodeId, Day, i64)>(conn)?,
        );
        rows.extend(
            masteries::table
                .filter(masteries::school.eq_any(chunk).and(counted!()))
                .group_by((masteries::school, masteries::day))
                .select((masteries::school, masteries::day, count(masteries::person).aggregate_distinct()))
                .load::<(NodeId, Day, i64)>(conn)?,
        );
    }
    Ok(rows)
}
