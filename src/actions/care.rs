//! Visits, by which people of other places come, and what somebody says is wrong.

use super::demonstrations::MOST_NAMED;
use super::{Error, ground};
use crate::domain::fact::*;
use crate::domain::id::{ConcernId, NodeId, PersonId, VisitId};
use crate::domain::moment::Day;
use crate::domain::policy::{Caller, Place, Relations, Verb};
use crate::domain::refusal::{Check, Problem};
use crate::domain::words::{ConcernReader, ConcernState, Position, VisitState};
use crate::store::queries::{people, tutorials, visits};
use crate::store::rows::ConcernRow;
use crate::store::{Conn, Tx};

/// A visit that a teacher of the school agrees to.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are those of the form")]
pub struct Visit {
    pub visit: VisitId,
    pub school: NodeId,
    pub day: Day,
    pub visitors: Vec<PersonId>,
    pub responsible: PersonId,
}

/// Agrees to a visit. Visitors are adults; the responsible teacher is of the school and none of them.
///
/// # Errors
/// The caller is no teacher of the school, or a field has to be put right.
pub fn agree_visit(tx: &mut Tx<'_>, caller: &Caller, input: &Visit) -> Result<VisitId, Error> {
    ground::allow_at(tx, caller, Verb::AgreeVisit, input.school)?;
    let agreed_by = ground::actor(tx, caller)?;
    if visits::by_id(tx, input.visit)?.is_some() {
        return Ok(input.visit);
    }
    let mut check = Check::new();
    check.require(!input.visitors.is_empty(), "visitors", Problem::Missing);
    check.require(input.visitors.len() <= MOST_NAMED, "visitors", Problem::TooMany(MOST_NAMED));
    for person in input.visitors.iter().take(MOST_NAMED) {
        match people::by_id(tx, *person)? {
            None => check.add("visitors", Problem::UnknownChoice),
            Some(row) if row.minor => check.add("visitors", Problem::VisitorIsMinor),
            Some(_) => {}
        }
    }
    let teaches = people::belongs(tx, input.responsible)?
        .iter()
        .any(|row| row.node == input.school && matches!(row.position, Position::Teacher | Position::Head));
    check.require(teaches, "responsible", Problem::UnknownChoice);
    check.require(!input.visitors.contains(&input.responsible), "responsible", Problem::ResponsibleIsVisitor);
    check.done()?;
    let mut visitors = input.visitors.clone();
    visitors.sort_unstable();
    visitors.dedup();
    let Visit { visit, school, day, responsible, .. } = *input;
    tx.record(VisitAgreed { visit, school, day, visitors, responsible, agreed_by })?;
    Ok(visit)
}

/// Gives a visit up.
///
/// # Errors
/// The caller is no teacher of the school.
pub fn withdraw_visit(tx: &mut Tx<'_>, caller: &Caller, visit: VisitId) -> Result<NodeId, Error> {
    let row = visits::by_id(tx, visit)?.ok_or(Error::NOT_FOUND)?;
    ground::allow_at(tx, caller, Verb::AgreeVisit, row.school)?;
    ground::actor(tx, caller)?;
    if row.state == VisitState::Agreed {
        tx.record(VisitWithdrawn { visit })?;
        // Who could meet only inside it no longer can.
        let leaning = tutorials::of_visit(tx, visit)?;
        super::tutorials::stop_hindered(tx, leaning)?;
    }
    Ok(row.school)
}

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

/// Raises a concern. Its text is not searched for phone numbers and the like: a child in need writes what she has to.
///
/// # Errors
/// A field has to be put right.
pub fn raise(tx: &mut Tx<'_>, caller: &Caller, input: &Concern) -> Result<ConcernId, Error> {
    let place = ground::place(tx, input.school)?;
    ground::allow(Verb::RaiseConcern, caller.to_place(&place))?;
    if visits::concern(tx, input.concern)?.is_some() {
        return Ok(input.concern);
    }
    let mut check = Check::new();
    let text = input.text.trim();
    check.require(!text.is_empty(), "text", Problem::Missing);
    check.require(text.chars().count() <= 4000, "text", Problem::TooLong(4000));
    if let Some(about) = input.about {
        let seen = super::people::sees_names(tx, caller, input.school)? && people::belongs_to(tx, about, input.school)?;
        check.require(seen, "about", Problem::UnknownChoice);
    }
    check.require(somebody_reads(tx, &place, input.reader, input.about)?, "reader", Problem::NobodyReads);
    check.done()?;
    let by = if input.signed { caller.id() } else { None };
    // Not even the journal knows who wrote an unsigned one.
    tx.set_actor(by);
    let day = ground::today(tx, input.school)?;
    let (concern, school, reader, about, text) = (input.concern, input.school, input.reader, input.about, text.to_owned());
    tx.record(ConcernRaised { concern, school, reader, day, text, about, by })?;
    Ok(concern)
}

/// Whether any steward is meant who is not the person that it names.
fn somebody_reads(conn: &mut Conn, place: &Place, reader: ConcernReader, about: Option<PersonId>) -> Result<bool, Error> {
    let nodes = match reader {
        ConcernReader::School => std::slice::from_ref(&place.node),
        ConcernReader::Above => &place.above[..],
    };
    for node in nodes {
        if people::stewards_of(conn, *node)?.iter().any(|row| Some(row.person) != about) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// In which relations the caller stands to a concern.
///
/// # Errors
/// Its school is not there.
pub fn to_concern(conn: &mut Conn, caller: &Caller, row: &ConcernRow) -> Result<Relations, Error> {
    let place = ground::place(conn, row.school)?;
    let named = row.about.is_some_and(|about| caller.is(about));
    Ok(caller.to_place(&place).and_if(named, Relations::NAMED))
}

/// The verb by which a concern is read.
pub fn reading(row: &ConcernRow) -> Verb {
    match row.reader {
        ConcernReader::School => Verb::ReadSchoolConcern,
        ConcernReader::Above => Verb::ReadConcernFromBelow,
    }
}

/// The concerns that a caller may read at a node: those meant for its stewards, without any that names her.
///
/// # Errors
/// There is no such node.
pub fn concerns(conn: &mut Conn, caller: &Caller, node: NodeId) -> Result<Vec<ConcernRow>, Error> {
    ground::place(conn, node)?;
    let mut rows = visits::concerns_of_school(conn, node)?;
    rows.extend(visits::concerns_from_below(conn, node)?);
    let mut seen = Vec::new();
    for row in rows {
        let relations = to_concern(conn, caller, &row)?;
        if crate::domain::policy::may(reading(&row), relations) {
            seen.push(row);
        }
    }
    Ok(seen)
}

/// Marks a concern as taken up.
///
/// # Errors
/// The caller may not read it.
pub fn answer(tx: &mut Tx<'_>, caller: &Caller, concern: ConcernId) -> Result<ConcernRow, Error> {
    let row = visits::concern(tx, concern)?.ok_or(Error::NOT_FOUND)?;
    let relations = to_concern(tx, caller, &row)?;
    ground::allow(reading(&row), relations)?;
    let by = ground::actor(tx, caller)?;
    if row.state == ConcernState::Open {
        let day = ground::today(tx, row.school)?;
        tx.record(ConcernAnswered { concern, by, day })?;
    }
    Ok(row)
}
