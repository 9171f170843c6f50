//! Pairs that were proposed out of a place's best assignment. The tutorials that they became have facts of their own.

use diesel::prelude::*;

use crate::domain::fact::PairsProposed;
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
