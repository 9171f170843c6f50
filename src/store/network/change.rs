//! What the facts between two positions change in the network: read in the reader's own snapshot, before anything is locked.

use diesel::prelude::*;

use super::load;
use crate::domain::fact::Fact;
use crate::domain::id::{DemonstrationId, NodeId, PersonId, TutorialId};
use crate::graph::network::{Network, Row, Touched};
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::schema::{demonstrations, interests, journal, masteries, memberships, offers, tutorials};

/// How many lines of the journal are followed by a reader who waits. Beyond it, building anew is not slower, and nobody should wait for it.
pub const FOLLOWED: i64 = 2000;

/// How many people's rows are read anew at most.
const PEOPLE: usize = 5000;

/// How many ids one statement names.
const CHUNK: usize = 500;

/// What has to be forgotten, and what stands there now.
pub struct Change {
    from: i64,
    to: i64,
    touched: Touched,
    rows: Vec<Row>,
}

impl Change {
    /// What the lines after the network's position, up to another, change. Nothing where that is too much, or where a line cannot be read (a
    /// newer program on the same database has written it): then the network has to be built anew.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn read(conn: &mut Conn, network: Reader<'_>, to: i64) -> Result<Option<Change>, Error> {
        let (from, around) = network;
        if to - from > FOLLOWED {
            return Ok(None);
        }
        let lines = journal::table.filter(journal::position.gt(from).and(journal::position.le(to))).order(journal::position);
        let lines: Vec<(String, i32, Option<String>)> = lines.select((journal::kind, journal::version, journal::body)).load(conn)?;
        let mut touched = Touched::default();
        for (kind, version, body) in &lines {
            // A blanked line is about somebody whose erasure comes later in these same lines.
            let Some(body) = body else { continue };
            let Ok(fact) = Fact::read(kind, *version, body) else { return Ok(None) };
            touched.note(&fact);
        }
        resolve(conn, &mut touched)?;
        let merged = around(&touched.around);
        touched.people.extend(merged);
        touched.settle();
        if touched.people.len() > PEOPLE {
            return Ok(None);
        }
        let mut rows = Vec::new();
        load::of_nodes(conn, &touched.nodes, &mut |row| rows.push(row))?;
        load::of_topics(conn, &touched.topics, &mut |row| rows.push(row))?;
        load::of_people(conn, &touched.people, &mut |row| rows.push(row))?;
        Ok(Some(Change { from, to, touched, rows }))
    }

    /// Makes the change, if the network still stands where it was read. Whether it did.
    pub fn make(self, network: &mut Network) -> bool {
        if network.position() != self.from {
            return false;
        }
        network.forget(&self.touched.people, &self.touched.topics, &self.touched.nodes);
        self.rows.into_iter().for_each(|row| network.add(row));
        network.stands_at(self.to);
        true
    }
}

/// Where a network stands, and whom it knows around some places.
pub type Reader<'a> = (i64, &'a dyn Fn(&[NodeId]) -> Vec<PersonId>);

/// Finds the people behind the things that facts name by their own ids. None of these rows is ever taken away.
fn resolve(conn: &mut Conn, touched: &mut Touched) -> Result<(), Error> {
    touched.settle();
    let mut tutorials = touched.tutorials.clone();
    let people = &mut touched.people;
    for ids in touched.demonstrations.chunks(CHUNK) {
        let held = demonstrations::table.filter(demonstrations::id.eq_any(ids).and(demonstrations::tutorial.is_not_null()));
        tutorials.extend(held.select(demonstrations::tutorial.assume_not_null()).load::<TutorialId>(conn)?);
        // The day of what it gave follows its own.
        people.extend(given(conn, ids)?);
    }
    for ids in touched.masteries.chunks(CHUNK) {
        let gone = masteries::table.filter(masteries::id.eq_any(ids)).select((masteries::person, masteries::demonstration));
        let gone: Vec<(PersonId, Option<_>)> = gone.load(conn)?;
        let same: Vec<_> = gone.iter().filter_map(|(_, demonstration)| *demonstration).collect();
        people.extend(gone.into_iter().map(|(person, _)| person));
        // What clashed with it over one demonstration may count from now on, whosever it is.
        people.extend(given(conn, &same)?);
    }
    for ids in touched.offers.chunks(CHUNK) {
        people.extend(offers::table.filter(offers::id.eq_any(ids)).select(offers::person).load::<PersonId>(conn)?);
    }
    for ids in touched.interests.chunks(CHUNK) {
        people.extend(interests::table.filter(interests::id.eq_any(ids)).select(interests::learner).load::<PersonId>(conn)?);
    }
    for ids in tutorials.chunks(CHUNK) {
        people.extend(tutorials::table.filter(tutorials::id.eq_any(ids)).select(tutorials::learner).load::<PersonId>(conn)?);
    }
    for ids in touched.merged.chunks(CHUNK) {
        people.extend(tutorials::table.filter(tutorials::tutor.eq_any(ids)).select(tutorials::learner).load::<PersonId>(conn)?);
        people.extend(
            memberships::table
                .filter(memberships::voucher.eq_any(ids.iter().copied().map(Some)))
                .select(memberships::person)
                .load::<PersonId>(conn)?,
        );
    }
    Ok(())
}

fn given(conn: &mut Conn, ids: &[DemonstrationId]) -> Result<Vec<PersonId>, Error> {
    Ok(masteries::table.filter(masteries::demonstration.eq_any(ids)).select(masteries::person).load(conn)?)
}
