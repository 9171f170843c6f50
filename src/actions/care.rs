//! What somebody says is wrong, and who reads it.

use std::collections::{HashMap, HashSet};
use std::net::IpAddr;

use super::accounts::throttle::{self, Subject};
use super::{Error, ground};
use crate::domain::fact::*;
use crate::domain::id::{ConcernId, NodeId, PersonId};
use crate::domain::moment::Moment;
use crate::domain::policy::{Caller, Place, Relations, Verb};
use crate::domain::refusal::{Check, Problem};
use crate::domain::words::{ConcernReader, ConcernState};
use crate::store::queries::{nodes, people, visits};
use crate::store::rows::ConcernRow;
use crate::store::{Conn, Tx};

/// Something is wrong. Whoever says so need not say who she is; the person whom it names never reads it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are those of the form")]
pub struct Concern {
    pub concern: ConcernId,
    pub school: NodeId,
    pub reader: ConcernReader,
    pub about: Option<PersonId>,
    pub text: String,
    /// Whether to keep who says so.
    pub signed: bool,
}

/// Raises a concern, and answers with the node at which it is read. Its text is not searched for phone numbers and the like: a child in need
/// writes what she has to.
///
/// How many come is bounded, and nobody's are bounded by another's: whoever has signed in has room of her own, so that one who jokes on the school's
/// machines, from the school's one address, silences nobody who has; and those who have not signed in never wait longer than a minute for
/// theirs ([`throttle::Subject::voice`]). Who wrote is not told by what is counted.
///
/// # Errors
/// A field has to be put right, or too many came at once.
pub fn raise(tx: &mut Tx<'_>, caller: &Caller, input: &Concern, address: IpAddr) -> Result<NodeId, Error> {
    let place = ground::place(tx, input.school)?;
    ground::allow(Verb::RaiseConcern, caller.to_place(&place))?;
    let mut id = input.concern;
    if let Some(row) = visits::concern(tx, id)? {
        if row.text.as_deref() == Some(input.text.trim()) {
            return Ok(desk(tx, &row)?.unwrap_or(row.school));
        }
        // Something else, said on a page that the browser went back to: it must not be lost behind the first.
        id = id.beside(input.text.trim());
        if let Some(row) = visits::concern(tx, id)? {
            return Ok(desk(tx, &row)?.unwrap_or(row.school));
        }
    }
    let from = caller.id().map_or_else(|| Subject::voices_from(address, input.school), Subject::voice);
    let now = tx.now();
    throttle::admit(tx, &[&from], now)?;
    let mut check = Check::new();
    let text = input.text.trim();
    check.require(!text.is_empty(), "text", Problem::Missing);
    check.require(text.chars().count() <= 4000, "text", Problem::TooLong(4000));
    if let Some(about) = input.about {
        let inside = super::people::sees_names(tx, caller, input.school)?;
        let there = inside && (people::belongs_to(tx, about, input.school)? || guests(tx, input.school, now)?.contains_key(&about));
        check.require(there, "about", Problem::UnknownChoice);
    }
    let desk = desk_for(tx, &place, input.reader, input.about)?;
    check.require(desk.is_some(), "reader", Problem::NobodyReads);
    check.done()?;
    let by = if input.signed { caller.id() } else { None };
    // Not even the journal knows who wrote an unsigned one.
    tx.set_actor(by);
    let day = ground::today(tx, input.school)?;
    let (concern, school, reader) = (id, input.school, input.reader);
    tx.record(ConcernRaised { concern, school, reader, day })?;
    tx.record(ConcernTold { concern, text: text.to_owned(), people: input.about.into_iter().chain(by).collect() })?;
    if let Some(about) = input.about {
        tx.record(ConcernNamed { concern, about })?;
    }
    if let Some(by) = by {
        tx.record(ConcernSigned { concern, by })?;
    }
    throttle::count(tx, &[&from])?;
    Ok(desk.unwrap_or(school))
}

/// Whom a school knows because they come on visits, or came within a year, by name: adults all, who are not of it. Something may be wrong with one
/// of them too.
///
/// # Errors
/// The database cannot be read.
pub fn guests(conn: &mut Conn, school: NodeId, now: Moment) -> Result<HashMap<PersonId, String>, Error> {
    let since = nodes::today(conn, school, now)? - chrono::Days::new(366);
    let mut came = visits::guests_of(conn, school, since)?;
    let members: HashSet<PersonId> = people::members(conn, school)?.into_iter().map(|member| member.id).collect();
    came.retain(|person| !members.contains(person));
    let adults = people::adults_of(conn, &came)?;
    Ok(people::names(conn, &adults)?)
}

/// At which node a concern is read: the school, or the nearest node above it; in either case one that has a steward other than the person
/// whom it names. Nobody above that node reads it. Found anew each time, so that a concern does not lie unread where a steward has left.
///
/// # Errors
/// The database cannot be read.
pub fn desk_for(conn: &mut Conn, place: &Place, reader: ConcernReader, about: Option<PersonId>) -> Result<Option<NodeId>, Error> {
    let nodes = match reader {
        ConcernReader::School => std::slice::from_ref(&place.node),
        ConcernReader::Above => &place.above[..],
    };
    for node in nodes {
        if ground::administered(conn, *node, about)? {
            return Ok(Some(*node));
        }
    }
    Ok(None)
}

fn desk(conn: &mut Conn, row: &ConcernRow) -> Result<Option<NodeId>, Error> {
    let place = ground::place(conn, row.school)?;
    match desk_for(conn, &place, row.reader, row.about)? {
        // Whoever it does not name has left the school's desk since: it must not lie there unread.
        None => desk_for(conn, &place, ConcernReader::Above, row.about),
        desk => Ok(desk),
    }
}

/// In which relations the caller stands to a concern: those to the node at which it is read.
///
/// # Errors
/// Its school is not there.
pub fn to_concern(conn: &mut Conn, caller: &Caller, row: &ConcernRow) -> Result<Relations, Error> {
    let relations = match desk(conn, row)? {
        Some(desk) => caller.to_place(&ground::place(conn, desk)?),
        None => caller.to_network(),
    };
    let named = row.about.is_some_and(|about| caller.is(about));
    Ok(relations.and_if(named, Relations::NAMED))
}

/// The concerns in one state that the caller reads at a node, without any that names her: the newest, or those before one of them.
#[derive(Debug)]
pub struct Concerns {
    /// As many as were asked for, or fewer.
    pub rows: Vec<ConcernRow>,
    /// Where to go on, if there are more.
    pub more: Option<ConcernId>,
}

/// As many as are counted; beyond that they are many.
pub const MANY: usize = 20;

/// Reads concerns, newest first.
///
/// # Errors
/// There is no such node.
pub fn concerns(
    conn: &mut Conn,
    caller: &Caller,
    node: NodeId,
    state: ConcernState,
    before: Option<ConcernId>,
    limit: usize,
) -> Result<Concerns, Error> {
    ground::allow_at(conn, caller, Verb::ReadConcern, node)?;
    let me = caller.id().ok_or(Error::NOT_FOUND)?;
    let one_more = i64::try_from(limit).map_or(i64::MAX, |limit| limit.saturating_add(1));
    let mut seen = visits::concerns_at(conn, node, me, state, before, one_more)?;
    let more = seen.len() > limit;
    seen.truncate(limit);
    Ok(Concerns { more: seen.last().map(|row| row.id).filter(|_| more), rows: seen })
}

/// Where concerns wait for the caller, and how many, [`MANY`] at most: a concern that nobody hears of is as good as none. Of several places that
/// she looks after, the first at which any waits.
///
/// # Errors
/// The database cannot be read.
pub fn unanswered(conn: &mut Conn, caller: &Caller) -> Result<Option<(NodeId, usize)>, Error> {
    let Some(me) = caller.id() else { return Ok(None) };
    for node in people::stewardships(conn, me)? {
        let waiting = concerns(conn, caller, node, ConcernState::Open, None, MANY)?.rows.len();
        if waiting > 0 {
            return Ok(Some((node, waiting)));
        }
    }
    Ok(None)
}

/// Marks a concern as taken up.
///
/// # Errors
/// The caller may not read it.
pub fn answer(tx: &mut Tx<'_>, caller: &Caller, concern: ConcernId) -> Result<ConcernRow, Error> {
    let row = visits::concern(tx, concern)?.ok_or(Error::NOT_FOUND)?;
    let relations = to_concern(tx, caller, &row)?;
    ground::allow(Verb::ReadConcern, relations)?;
    let by = ground::actor(tx, caller)?;
    if row.state == ConcernState::Open {
        let day = ground::today(tx, row.school)?;
        tx.record(ConcernAnswered { concern, by, day })?;
    }
    Ok(row)
}
