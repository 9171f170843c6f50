//! Rounds say what was proposed: each pair is a tutorial of those two, on that topic, in that place.

use diesel::prelude::*;

use super::Checked;
use super::rows::Rows;
use crate::domain::id::RoundId;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::RoundPairRow;
use crate::store::schema::{round_pairs, rounds};

pub(super) fn check(conn: &mut Conn, rows: &Rows) -> Result<Vec<Checked>, Error> {
    let mut checked = Checked::new("what a round proposed is a tutorial of those two");
    let pairs = round_pairs::table.order((round_pairs::round, round_pairs::learner));
    for pair in pairs.load::<RoundPairRow>(conn)? {
        let RoundPairRow { learner, tutor, topic, .. } = pair;
        let tutorial = rows.tutorials.get(&pair.tutorial).map(|row| (row.learner, row.tutor, row.topic));
        checked.require(tutorial == Some((learner, tutor, topic)), || format!("round {} names tutorial {}", pair.round, pair.tutorial));
    }
    let mut counted = Checked::new("no round served more than waited");
    let numbers = rounds::table.order(rounds::id).select((rounds::id, rounds::waiting, rounds::best));
    for (id, waiting, best) in numbers.load::<(RoundId, i32, i32)>(conn)? {
        counted.require((0..=waiting).contains(&best), || format!("round {id} has {best} of {waiting}"));
    }
    Ok(vec![checked, counted])
}
