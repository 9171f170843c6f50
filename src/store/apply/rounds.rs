//! Pairs that were proposed out of a place's best assignment. The tutorials that they became have facts of their own.

use diesel::prelude::*;

use crate::domain::fact::PairsProposed;
use crate::domain::id::PersonId;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::{RoundPairRow, RoundRow};
use crate::store::schema::{round_pairs, rounds};

pub fn proposed(conn: &mut Conn, fact: &PairsProposed) -> Result<(), Error> {
    let PairsProposed { round, school, by, day, waiting, best, .. } = *fact;
    let row = RoundRow { id: round, school, held_by: by, day, weights: fact.weights.clone(), waiting, best };
    diesel::insert_into(rounds::table).values(&row).execute(conn)?;
    for pair in &fact.pairs {
        let row = RoundPairRow {
            round,
            learner: pair.learner,
            tutor: pair.tutor,
            topic: pair.topic,
            offer: pair.offer,
            tutorial: pair.tutorial,
            by_hand: pair.by_hand,
        };
        diesel::insert_into(round_pairs::table).values(&row).execute(conn)?;
    }
    Ok(())
}

/// Of somebody who had been entered twice, what was proposed to either entry was proposed to the other one; once, where a round named both. A proposal between
/// the two that never began stays as it was, as its tutorial does.
pub(super) fn pass_on(conn: &mut Conn, from: PersonId, into: PersonId) -> Result<(), Error> {
    diesel::update(rounds::table.filter(rounds::held_by.eq(from))).set(rounds::held_by.eq(into)).execute(conn)?;
    for row in round_pairs::table.filter(round_pairs::learner.eq(from).and(round_pairs::tutor.ne(into))).load::<RoundPairRow>(conn)? {
        diesel::delete(round_pairs::table.find((row.round, from))).execute(conn)?;
        if round_pairs::table.find((row.round, into)).count().get_result::<i64>(conn)? == 0 {
            diesel::insert_into(round_pairs::table).values(&RoundPairRow { learner: into, ..row }).execute(conn)?;
        }
    }
    diesel::update(round_pairs::table.filter(round_pairs::tutor.eq(from).and(round_pairs::learner.ne(into))))
        .set(round_pairs::tutor.eq(into))
        .execute(conn)?;
    Ok(())
}
