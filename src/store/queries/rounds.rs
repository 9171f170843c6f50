//! Rounds: when the best assignment of a place was looked for, and what was proposed out of it.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::domain::id::{NodeId, RoundId, TutorialId};
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::{RoundPairRow, RoundRow, TutorialRow};
use crate::store::schema::{round_pairs, rounds, tutorials};

/// A round.
pub fn by_id(conn: &mut Conn, id: RoundId) -> Result<Option<RoundRow>, Error> {
    Ok(rounds::table.find(id).get_result(conn).optional()?)
}

/// The last rounds of a school, newest first.
pub fn of_school(conn: &mut Conn, school: NodeId, most: i64) -> Result<Vec<RoundRow>, Error> {
    Ok(rounds::table.filter(rounds::school.eq(school)).order((rounds::day.desc(), rounds::id.desc())).limit(most).load(conn)?)
}

/// What was proposed in a round, each with its tutorial as it stands.
pub fn pairs(conn: &mut Conn, round: RoundId) -> Result<Vec<(RoundPairRow, Option<TutorialRow>)>, Error> {
    let pairs: Vec<RoundPairRow> = round_pairs::table.filter(round_pairs::round.eq(round)).order(round_pairs::learner).load(conn)?;
    let ids: Vec<TutorialId> = pairs.iter().map(|pair| pair.tutorial).collect();
    let mut known: HashMap<TutorialId, TutorialRow> = HashMap::new();
    for ids in ids.chunks(500) {
        let rows: Vec<TutorialRow> = tutorials::table.filter(tutorials::id.eq_any(ids)).load(conn)?;
        known.extend(rows.into_iter().map(|row| (row.id, row)));
    }
    Ok(pairs.into_iter().map(|pair| (known.remove(&pair.tutorial), pair)).map(|(row, pair)| (pair, row)).collect())
}
