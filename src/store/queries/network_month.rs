//! What was demonstrated in the whole network in a month. A place that has closed by its last day stands for nothing any more: what was held
//! there counts, in counts of places, for the one in which it goes on, and only that one is named.

use std::collections::{BTreeSet, HashMap};

use diesel::dsl::{case_when, count, count_star, not};
use diesel::prelude::*;

use super::figures::{HELD, held};
use super::nodes::by_id;
use super::past::CHUNK;
use crate::domain::id::{NodeId, TopicId};
use crate::domain::moment::Day;
use crate::domain::words::{Level, Position};
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::NodeRow;
use crate::store::schema::{demonstrations, memberships, nodes};

/// No place was joined to another more often than this; what is recorded elsewhere could lead round.
const JOININGS: usize = 64;

/// How often a topic was demonstrated, and where: in how many schools, and among how many of the teams that accompany schools.
#[derive(Debug, Clone, PartialEq, Queryable)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Demonstrated {
    pub topic: TopicId,
    pub times: i64,
    pub in_schools: i64,
    pub schools: i64,
    pub teams: i64,
}

/// Each topic that was demonstrated, most often first. Some schools are left out where schools are counted, and nowhere else.
///
/// # Errors
/// The database cannot be read.
pub fn demonstrated(conn: &mut Conn, from: Day, to: Day, left_out: &BTreeSet<NodeId>) -> Result<Vec<Demonstrated>, Error> {
    let school = || nodes::level.eq(Level::School);
    let mut rows: Vec<Demonstrated> = held!(from, to)
        .inner_join(nodes::table.on(nodes::id.eq(demonstrations::school)))
        .group_by(demonstrations::topic)
        .order((count_star().desc(), demonstrations::topic))
        .select((
            demonstrations::topic,
            count_star(),
            count(case_when(school(), demonstrations::id)),
            count(case_when(school(), demonstrations::school)).aggregate_distinct(),
            count(case_when(not(school()), demonstrations::school)).aggregate_distinct(),
        ))
        .load(conn)?;
    let gone = gone(conn, from, to)?;
    if gone.is_empty() && left_out.is_empty() {
        return Ok(rows);
    }
    let touched = gone.keys().copied().chain(gone.values().flatten().map(|into| into.id)).chain(left_out.iter().copied());
    let touched: Vec<NodeId> = touched.collect::<BTreeSet<NodeId>>().into_iter().collect();
    let mut pairs: Vec<(TopicId, NodeId)> = Vec::new();
    for chunk in touched.chunks(CHUNK) {
        let there = held!(from, to).filter(demonstrations::school.eq_any(chunk));
        let there = there.inner_join(nodes::table.on(nodes::id.eq(demonstrations::school))).filter(school());
        pairs.extend(there.select((demonstrations::topic, demonstrations::school)).distinct().load::<(TopicId, NodeId)>(conn)?);
    }
    for row in &mut rows {
        let at = || pairs.iter().filter(|(one, _)| *one == row.topic).map(|(_, place)| *place);
        let there: BTreeSet<NodeId> = at()
            .filter_map(|id| gone.get(&id).map_or(Some(id), |into| into.as_ref().map(|into| into.id)))
            .filter(|id| !left_out.contains(id))
            .collect();
        let size = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        row.schools = row.schools - size(at().count()) + size(there.len());
    }
    Ok(rows)
}

/// The schools where somebody demonstrated, by name.
///
/// # Errors
/// The database cannot be read.
pub fn schools_demonstrating(conn: &mut Conn, from: Day, to: Day) -> Result<Vec<(NodeId, String)>, Error> {
    let standing = nodes::closed.is_null().or(nodes::closed.gt(to));
    let there = nodes::table.filter(nodes::level.eq(Level::School).and(nodes::id.eq_any(held!(from, to).select(demonstrations::school))));
    let mut found: Vec<(String, NodeId, String)> = there.filter(standing).select((nodes::search, nodes::id, nodes::name)).load(conn)?;
    let into = gone(conn, from, to)?.into_values().flatten().filter(|row| row.level == Level::School);
    found.extend(into.map(|row| (row.search, row.id, row.name)));
    found.sort();
    found.dedup();
    Ok(found.into_iter().map(|(_, id, name)| (id, name)).collect())
}

/// How many people teach, wherever it is.
///
/// # Errors
/// The database cannot be read.
pub fn teaching(conn: &mut Conn) -> Result<i64, Error> {
    let teaching = memberships::until.is_null().and(memberships::position.eq_any([Position::Teacher, Position::Head]));
    Ok(memberships::table.filter(teaching).select(count(memberships::person).aggregate_distinct()).get_result(conn)?)
}

/// The places where somebody demonstrated in a period and that had closed by its end, each with the one in which it goes on, if in any.
fn gone(conn: &mut Conn, from: Day, to: Day) -> Result<HashMap<NodeId, Option<NodeRow>>, Error> {
    let there = nodes::id.eq_any(held!(from, to).select(demonstrations::school));
    let closed: Vec<NodeRow> = nodes::table.filter(there.and(nodes::closed.le(to))).load(conn)?;
    let mut gone = HashMap::with_capacity(closed.len());
    for row in closed {
        let (id, mut at) = (row.id, Some(row));
        for _ in 0..JOININGS {
            let Some(into) = at.as_ref().filter(|row| row.closed.is_some_and(|closed| closed <= to)).map(|row| row.merged_into) else {
                break;
            };
            at = match into {
                Some(into) => by_id(conn, into)?,
                None => None,
            };
        }
        gone.insert(id, at.filter(|row| row.closed.is_none_or(|closed| closed > to)));
    }
    Ok(gone)
}
