//! Somebody's own coming days: her demonstrations, as learner, as tutor or invited, and the visits on which she goes or for which she answers.
//! Told without any name. To a child the place is not told either: her calendar may be read where nobody of the school watches.

use std::collections::{BTreeMap, HashSet};

use super::Error;
use super::demonstrations::read;
use crate::domain::id::{DemonstrationId, NodeId, PersonId, TopicId};
use crate::domain::moment::{Day, Moment};
use crate::domain::policy::Caller;
use crate::domain::words::{DemonstrationState, VisitState};
use crate::store::Conn;
use crate::store::queries::plans::{self, Planned};
use crate::store::queries::{demonstrations, people};

/// What comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A demonstration on a topic.
    Demonstration(TopicId),
    /// A visit.
    Visit,
}

/// A day to keep free, or that was given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coming {
    /// The id of the demonstration or the visit.
    pub id: String,
    /// What it is.
    pub what: What,
    /// At which school.
    pub school: NodeId,
    /// The day.
    pub day: Day,
    /// Where, as far as it is told.
    pub place: Option<String>,
    /// How often it was changed.
    pub changes: usize,
    /// When it was last changed, where that is known.
    pub changed: Option<Moment>,
    /// Whether it was given up.
    pub cancelled: bool,
}

/// The caller's coming days from a day on, soonest first. Those whose plan was given up are among them, marked.
///
/// # Errors
/// Nobody asks, or the database cannot be read.
pub fn own(conn: &mut Conn, caller: &Caller, from: Day) -> Result<Vec<Coming>, Error> {
    let member = caller.known().ok_or(Error::NOT_FOUND)?;
    let (me, minor) = (member.id, member.minor);
    let mut written: BTreeMap<DemonstrationId, Vec<Planned>> = BTreeMap::new();
    collect(conn, me, &mut written)?;
    let invited: Vec<_> = demonstrations::inviting(conn, me)?;
    let mut asked: HashSet<PersonId> = HashSet::new();
    for row in &invited {
        if !written.contains_key(&row.id) && asked.insert(row.learner) {
            collect(conn, row.learner, &mut written)?;
        }
    }
    let mut coming = Vec::new();
    let guests: HashSet<DemonstrationId> = invited.iter().map(|row| row.id).collect();
    for (id, lines) in written {
        let Some(last) = lines.last() else { continue };
        let plan = &last.plan;
        let own = plan.learner == me || plan.tutor == me;
        let standing = demonstrations::by_id(conn, id)?;
        let (day, cancelled) = match &standing {
            Some(row) if row.state == DemonstrationState::Planned => (row.day, false),
            // Held, or withdrawn after it was: it is no coming day any more.
            Some(_) => continue,
            None => (plan.day, true),
        };
        if day < from || !(own || guests.contains(&id)) {
            continue;
        }
        // A plan that stands is told to whom its page would tell it; one that was given up, to the two whose it was.
        if !cancelled && read(conn, caller, id).is_err() {
            continue;
        }
        let place = standing.and_then(|row| row.place).filter(|place| !place.is_empty() && !minor);
        coming.push(Coming {
            id: id.to_string(),
            what: What::Demonstration(plan.topic),
            school: plan.school,
            day,
            place,
            changes: lines.len() - 1 + usize::from(cancelled),
            changed: Some(last.recorded),
            cancelled,
        });
    }
    if people::home(conn, me)?.is_some() {
        for row in plans::visits_of(conn, me, from)? {
            let cancelled = row.state == VisitState::Withdrawn;
            coming.push(Coming {
                id: row.id.to_string(),
                what: What::Visit,
                school: row.school,
                day: row.day,
                place: None,
                changes: usize::from(cancelled),
                changed: None,
                cancelled,
            });
        }
    }
    coming.sort_by(|one, other| (one.day, &one.id).cmp(&(other.day, &other.id)));
    Ok(coming)
}

fn collect(conn: &mut Conn, person: PersonId, into: &mut BTreeMap<DemonstrationId, Vec<Planned>>) -> Result<(), Error> {
    for line in plans::of_person(conn, person)? {
        let lines = into.entry(line.plan.demonstration).or_default();
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    Ok(())
}
