//! The rows of looks for the best assignment, and of the pairs that were proposed out of them.

use diesel::prelude::*;

use crate::domain::id::{NodeId, OfferId, PersonId, RoundId, TopicId, TutorialId};
use crate::domain::moment::Day;
use crate::store::schema::{round_pairs, rounds};

/// A look for the best assignment of a place, out of which pairs were proposed.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = rounds)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct RoundRow {
    pub id: RoundId,
    pub school: NodeId,
    pub held_by: PersonId,
    pub day: Day,
    pub weights: String,
    pub waiting: i32,
    pub best: i32,
}

/// A pair of it.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = round_pairs)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct RoundPairRow {
    pub round: RoundId,
    pub learner: PersonId,
    pub tutor: PersonId,
    pub topic: TopicId,
    pub offer: OfferId,
    pub tutorial: TutorialId,
    pub by_hand: bool,
}
