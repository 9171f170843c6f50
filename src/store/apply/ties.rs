//! How topics are related, which of them are the same, and which school has adopted which.

use std::collections::BTreeSet;

use diesel::prelude::*;

use crate::domain::fact::{AdoptionEnded, TieWithdrawn, TopicAdopted, TopicTied};
use crate::domain::id::TopicId;
use crate::domain::words::Tie;
use crate::graph::classes::classes;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::{AdoptionRow, TopicClassRow, TopicTieRow};
use crate::store::schema::{adoptions, topic_classes, topic_ties};

pub fn tied(conn: &mut Conn, fact: &TopicTied) -> Result<(), Error> {
    let TopicTied { tie: id, kind, topic, other, day } = fact.clone();
    diesel::insert_into(topic_ties::table).values(&TopicTieRow { id, kind, topic, other, day, withdrawn: None }).execute(conn)?;
    if kind == Tie::Same { settle(conn, &[topic, other]) } else { Ok(()) }
}

pub fn withdrawn(conn: &mut Conn, fact: &TieWithdrawn) -> Result<(), Error> {
    diesel::update(topic_ties::table.find(fact.tie)).set(topic_ties::withdrawn.eq(fact.day)).execute(conn)?;
    match topic_ties::table.find(fact.tie).get_result::<TopicTieRow>(conn).optional()? {
        Some(row) if row.kind == Tie::Same => settle(conn, &[row.topic, row.other]),
        _ => Ok(()),
    }
}

/// Finds anew which topics are the same, around some that have been tied or parted. Follows from the ties alone, in whatever order they came.
fn settle(conn: &mut Conn, around: &[TopicId]) -> Result<(), Error> {
    let mut met: BTreeSet<TopicId> = around.iter().copied().collect();
    let mut pairs: BTreeSet<(TopicId, TopicId)> = BTreeSet::new();
    let mut edge: Vec<TopicId> = around.to_vec();
    while let Some(topic) = edge.pop() {
        let same: Vec<(TopicId, TopicId)> = topic_ties::table
            .filter(topic_ties::kind.eq(Tie::Same).and(topic_ties::withdrawn.is_null()))
            .filter(topic_ties::topic.eq(topic).or(topic_ties::other.eq(topic)))
            .select((topic_ties::topic, topic_ties::other))
            .load(conn)?;
        for (one, other) in same {
            pairs.insert((one, other));
            edge.extend([one, other].into_iter().filter(|topic| met.insert(*topic)));
        }
    }
    for topic in met {
        diesel::delete(topic_classes::table.find(topic)).execute(conn)?;
    }
    for (topic, class) in classes(pairs) {
        diesel::insert_into(topic_classes::table).values(&TopicClassRow { topic, class }).execute(conn)?;
    }
    Ok(())
}

pub fn adopted(conn: &mut Conn, fact: &TopicAdopted) -> Result<(), Error> {
    // Said twice, by two who did not know of one another, it holds since the first.
    if adoptions::table.find((fact.school, fact.topic)).get_result::<AdoptionRow>(conn).optional()?.is_none() {
        let row = AdoptionRow { school: fact.school, topic: fact.topic, since: fact.day };
        diesel::insert_into(adoptions::table).values(&row).execute(conn)?;
    }
    Ok(())
}

pub fn adoption_ended(conn: &mut Conn, fact: &AdoptionEnded) -> Result<(), Error> {
    diesel::delete(adoptions::table.find((fact.school, fact.topic))).execute(conn)?;
    Ok(())
}
