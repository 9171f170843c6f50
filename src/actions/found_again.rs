//! What is over and is found again: the acts of demonstrations that were held and the records of tutorials that ended, for whoever may read
//! each of them. Lists and single pages ask the policy the same question, so that a link never leads to what is not there for its reader.
//!
//! It knows nothing of how it is shown, and of names only whose they are.

use std::collections::{HashMap, HashSet};

use super::{Error, ground};
use crate::domain::id::{DemonstrationId, NodeId, PersonId, TutorialId};
use crate::domain::policy::{Caller, Relations, Verb, may};
use crate::domain::words::{DemonstrationState, TutorialState};
use crate::store::Conn;
use crate::store::queries::{demonstrations, people, tutorials};
use crate::store::rows::{DemonstrationRow, TutorialRow};

/// A demonstration that was held, and the tutorial of which it came, where the reader may open that too.
#[derive(Debug, Clone)]
pub struct Act {
    /// The demonstration.
    pub row: DemonstrationRow,
    /// The record of how it was learned.
    pub record: Option<TutorialId>,
}

/// In which relations a caller stands to places, and from whom she is kept apart: each asked once.
struct Places<'a> {
    caller: &'a Caller,
    known: HashMap<NodeId, Relations>,
    apart: Option<HashSet<PersonId>>,
}

impl<'a> Places<'a> {
    fn of(caller: &'a Caller) -> Places<'a> {
        Places { caller, known: HashMap::new(), apart: None }
    }

    fn relations(&mut self, conn: &mut Conn, node: NodeId) -> Result<Relations, Error> {
        if let Some(known) = self.known.get(&node) {
            return Ok(*known);
        }
        let relations = self.caller.to_place(&ground::place(conn, node)?);
        self.known.insert(node, relations);
        Ok(relations)
    }

    fn of_pair(&mut self, conn: &mut Conn, school: NodeId, learner: PersonId, tutor: Option<PersonId>) -> Result<Relations, Error> {
        let relations = self.relations(conn, school)?;
        let is_tutor = match tutor {
            Some(tutor) if self.caller.is(tutor) => {
                if self.apart.is_none() {
                    self.apart = Some(people::kept_from(conn, tutor)?);
                }
                self.apart.as_ref().is_none_or(|apart| !apart.contains(&learner))
            }
            _ => false,
        };
        Ok(relations.and_if(self.caller.is(learner), Relations::LEARNER).and_if(is_tutor, Relations::TUTOR))
    }
}

/// Those of these demonstrations that were held and that the caller may read, in their order.
///
/// # Errors
/// The database cannot be read.
pub fn acts(conn: &mut Conn, caller: &Caller, rows: Vec<DemonstrationRow>) -> Result<Vec<Act>, Error> {
    let mut places = Places::of(caller);
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let relations = places.of_pair(conn, row.school, row.learner, row.tutor)?;
        if matches!(row.state, DemonstrationState::Ready | DemonstrationState::NotYet) && may(Verb::ReadRecord, relations) {
            // The two, the place and their teachers are those of the demonstration: whoever may read the one reads the other.
            let record = row.tutorial.filter(|_| may(Verb::ReadTutorial, relations));
            found.push(Act { row, record });
        }
    }
    Ok(found)
}

/// Those of these demonstrations that the caller may read, each under its id.
///
/// # Errors
/// The database cannot be read.
pub fn acts_by_id(conn: &mut Conn, caller: &Caller, ids: &[DemonstrationId]) -> Result<HashMap<DemonstrationId, Act>, Error> {
    let rows = demonstrations::by_ids(conn, ids)?;
    Ok(acts(conn, caller, rows)?.into_iter().map(|act| (act.row.id, act)).collect())
}

/// What somebody has demonstrated and became a tutor of, newest first, as far as the caller may read it.
///
/// # Errors
/// The database cannot be read.
pub fn learned(conn: &mut Conn, caller: &Caller, person: PersonId) -> Result<Vec<Act>, Error> {
    let rows = demonstrations::of_learner(conn, person, DemonstrationState::Ready)?;
    acts(conn, caller, rows)
}

/// The tutorials in which somebody learns or accompanies, or did, as far as the caller may read them: newest first. What never began left no
/// mark, and is not here.
///
/// # Errors
/// The database cannot be read.
pub fn tutorials_of(conn: &mut Conn, caller: &Caller, person: PersonId) -> Result<Vec<TutorialRow>, Error> {
    let states = [TutorialState::Proposed, TutorialState::Open, TutorialState::Demonstrated, TutorialState::Stopped];
    let mut rows = tutorials::of_learner(conn, person, &states)?;
    rows.extend(tutorials::of_tutor(conn, person, &states)?);
    let mut places = Places::of(caller);
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let relations = places.of_pair(conn, row.school, row.learner, Some(row.tutor))?;
        if may(Verb::ReadTutorial, relations) {
            found.push(row);
        }
    }
    found.sort_by_key(|row| std::cmp::Reverse((row.ended.or(row.agreed).unwrap_or(row.proposed), row.id)));
    Ok(found)
}

/// Whether somebody has accompanied anybody to an end that can be read again.
///
/// # Errors
/// The database cannot be read.
pub fn has_accompanied(conn: &mut Conn, person: PersonId) -> Result<bool, Error> {
    Ok(!tutorials::of_tutor(conn, person, &[TutorialState::Demonstrated, TutorialState::Stopped])?.is_empty())
}
