//! Where people of different places can meet: on a visit to which the two places have agreed (DOMAIN.md §3.8). It is the same whichever of the two
//! learns there, since a child may tutor an adult who comes. This module deliberately does not know what becomes of it.

use super::{Error, ground};
use crate::domain::id::{NodeId, OfferId, PersonId, VisitId};
use crate::domain::moment::Moment;
use crate::domain::policy::{Caller, Verb, may};
use crate::domain::refusal::Problem;
use crate::domain::rules::AgreedVisit;
use crate::domain::words::TutorialState;
use crate::store::queries::{masteries, nodes, people, visits};
use crate::store::rows::{TutorialRow, VisitRow};
use crate::store::{Conn, Tx};

/// Why somebody cannot be asked now, for pages that offer the asking: nothing where she can.
///
/// # Errors
/// The database cannot be read.
pub fn hindrance(
    conn: &mut Conn,
    learner: PersonId,
    tutor: PersonId,
    visit: Option<VisitId>,
    school: NodeId,
    now: Moment,
) -> Result<Option<Problem>, Error> {
    let today = nodes::today(conn, school, now)?;
    let visit = ground::still_coming(conn, visit, today)?;
    Ok(ground::may_pair(conn, learner, tutor, visit.as_ref())?.err())
}

/// The soonest visit under which two people of different places can meet, where they can meet under none but such a one.
///
/// # Errors
/// The database cannot be read, or the learner is at home nowhere.
pub fn bridging(conn: &mut Conn, learner: PersonId, offer: OfferId, now: Moment) -> Result<Option<VisitId>, Error> {
    let Some(offer) = masteries::offer(conn, offer)? else { return Ok(None) };
    let school = ground::home(conn, learner)?;
    if hindrance(conn, learner, offer.person, None, school, now)? != Some(Problem::NeedsVisit) {
        return Ok(None);
    }
    let today = nodes::today(conn, school, now)?;
    for visit in between(conn, [school, offer.school], now)? {
        // Where nobody answers for this one any more, another may stand.
        let Some(agreed) = ground::still_coming(conn, Some(visit.id), today)? else { continue };
        if ground::may_pair(conn, learner, offer.person, Some(&agreed))?.is_ok() {
            return Ok(Some(visit.id));
        }
    }
    Ok(None)
}

/// The visits that are coming to either of two places, soonest first.
fn between(conn: &mut Conn, places: [NodeId; 2], now: Moment) -> Result<Vec<VisitRow>, Error> {
    let mut found = Vec::new();
    let [one, other] = places;
    for place in [Some(one), Some(other).filter(|other| *other != one)].into_iter().flatten() {
        let today = nodes::today(conn, place, now)?;
        found.extend(visits::in_school(conn, place, today)?);
    }
    found.sort_by_key(|visit| (visit.day, visit.id));
    Ok(found)
}

/// Whether a visit brings a guest to somebody who is at home there.
///
/// # Errors
/// The database cannot be read.
pub fn brings(conn: &mut Conn, visit: &AgreedVisit, guest: PersonId, host: PersonId) -> Result<bool, Error> {
    Ok(visit.visitors.contains(&guest) && people::belongs_to(conn, host, visit.school)?)
}

/// Whether the caller speaks for the school to which a learner comes on a visit, to learn from somebody who is at home there.
///
/// # Errors
/// There is no such visit.
pub fn receives(tx: &mut Tx<'_>, caller: &Caller, visit: Option<VisitId>, [learner, tutor]: [PersonId; 2]) -> Result<bool, Error> {
    let Some(visit) = visit else { return Ok(false) };
    let school = visits::by_id(tx, visit)?.ok_or(Error::NOT_FOUND)?.school;
    if !may(Verb::ProposeForOthers, caller.to_place(&ground::place(tx, school)?)) {
        return Ok(false);
    }
    let today = ground::today(tx, school)?;
    match ground::still_coming(tx, Some(visit), today)? {
        Some(visit) => brings(tx, &visit, learner, tutor),
        None => Ok(false),
    }
}

/// How the two of a tutorial meet who are not of one place.
#[derive(Debug)]
pub struct Meeting {
    /// The visit that brings them together next; nothing where none is coming.
    pub visit: Option<VisitRow>,
    /// Whether its day is today.
    pub today: bool,
    /// Whether they may be together on visits alone; two adults may whenever they like.
    pub only: bool,
    /// Whether they have been together already.
    pub met: bool,
}

/// How the two of a tutorial meet that waits or goes on, where it leans on a visit. Nothing for those who are together anyway.
///
/// # Errors
/// The database cannot be read.
pub fn of(conn: &mut Conn, row: &TutorialRow, now: Moment) -> Result<Option<Meeting>, Error> {
    let Some(leans_on) = row.visit else { return Ok(None) };
    if !matches!(row.state, TutorialState::Proposed | TutorialState::Open) {
        return Ok(None);
    }
    let (Some(leaned), true) =
        (visits::by_id(conn, leans_on)?, people::by_id(conn, row.learner)?.is_some() && people::by_id(conn, row.tutor)?.is_some())
    else {
        return Ok(None);
    };
    let today = nodes::today(conn, row.school, now)?;
    let freely = ground::may_pair(conn, row.learner, row.tutor, None)?.is_ok();
    let mut visit = None;
    // What waits for a yes waits for the visit that it names; what goes on does so on any.
    let others = if row.state == TutorialState::Open && !freely { between(conn, [row.school, leaned.school], now)? } else { Vec::new() };
    for one in [leaned].into_iter().chain(others) {
        let Some(agreed) = ground::still_coming(conn, Some(one.id), today)? else { continue };
        let together = brings(conn, &agreed, row.learner, row.tutor)? || brings(conn, &agreed, row.tutor, row.learner)?;
        if together && ground::may_pair(conn, row.learner, row.tutor, Some(&agreed))?.is_ok() {
            visit = Some(one);
            break;
        }
    }
    // Two adults need no visit; they are told of the one on which they agreed, while it is ahead.
    if freely && (visit.is_none() || people::belongs_to(conn, row.tutor, row.school)?) {
        return Ok(None);
    }
    let met = ground::met_by(conn, row, today)?.is_ok();
    Ok(Some(Meeting { today: visit.as_ref().is_some_and(|visit| visit.day == today), visit, only: !freely, met }))
}
