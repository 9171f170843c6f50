//! From one school to another: the one hands her over, the other takes her in. Her history, what she masters and her lineage stay hers; what
//! is open at the school that she leaves closes as it does for whoever leaves.
//!
//! Neither school reads the other's children. Who takes a child in is told no name: she gives the name herself, from the family that stands
//! before her, and it has to be that of the one who was handed over. What was written at the old school stays readable there alone.

use super::accounts::throttle::{self, Subject};
use super::people::{Person, checked, depart};
use super::school_years::open_again;
use super::{Error, ground, tree};
use crate::domain::fact::*;
use crate::domain::id::{MoveId, NodeId, PersonId, TopicId};
use crate::domain::moment::Day;
use crate::domain::policy::{Caller, Relations, Verb};
use crate::domain::refusal::{Check, Problem};
use crate::domain::search::{fold, words};
use crate::domain::words::{Level, MoveState, Position, TutorialState};
use crate::store::queries::{interests, masteries, moves, nodes, people, tutorials};
use crate::store::rows::{MoveRow, NodeRow, TutorialRow};
use crate::store::{Conn, Tx};

/// For so many days what was made by mistake can be undone: later, too much of her life stands on it.
pub const UNDONE_WITHIN: i64 = 30;

/// The most schools that a search shows.
const OFFERED: i64 = 20;

/// What would close, and what stays hers, for a page that asks.
#[derive(Debug)]
pub struct Preview {
    /// What she offers at this school.
    pub offers: Vec<TopicId>,
    /// How many open wishes she has.
    pub wishes: usize,
    /// Those that would stop.
    pub tutorials: Vec<TutorialRow>,
    /// What she masters, and goes on mastering.
    pub masters: Vec<TopicId>,
}

/// The schools to which somebody could go whose names hold these words.
///
/// # Errors
/// The database cannot be read.
pub fn receivers(conn: &mut Conn, from: NodeId, asked: &str) -> Result<Vec<NodeRow>, Error> {
    let mut found = nodes::called(conn, asked)?;
    if found.is_empty() || asked.trim().is_empty() {
        found = nodes::schools_named(conn, &words(asked), OFFERED)?;
    }
    found.retain(|row| row.level == Level::School && row.closed.is_none() && row.id != from);
    Ok(found)
}

/// What handing somebody over would change for her.
///
/// # Errors
/// The caller is no steward of the school, or she does not belong to it as somebody who can be handed over.
pub fn preview(conn: &mut Conn, caller: &Caller, person: PersonId, school: NodeId) -> Result<Preview, Error> {
    ground::allow_at(conn, caller, Verb::HandOver, school)?;
    movable(conn, person, school)?;
    let mut preview = Preview { offers: Vec::new(), wishes: 0, tutorials: Vec::new(), masters: Vec::new() };
    for row in masteries::of_person(conn, person)? {
        if masteries::offer_of(conn, row.id)?.is_some_and(|offer| offer.school == school) {
            preview.offers.push(row.topic);
        }
        preview.masters.push(row.topic);
    }
    preview.wishes = interests::of_learner(conn, person)?.len();
    let live = [TutorialState::Proposed, TutorialState::Open];
    preview.tutorials = tutorials::of_learner(conn, person, &live)?;
    preview.tutorials.extend(tutorials::of_tutor(conn, person, &live)?);
    Ok(preview)
}

/// Her position, if she can be handed over: a relative or a neighbour is of a school by the word of somebody there, and only joins another.
fn movable(conn: &mut Conn, person: PersonId, school: NodeId) -> Result<Position, Error> {
    if people::by_id(conn, person)?.is_none() || nodes::by_id(conn, school)?.is_none_or(|row| row.level != Level::School) {
        return Err(Error::NOT_FOUND);
    }
    let belonging = people::belongs(conn, person)?.into_iter().find(|row| row.node == school).ok_or(Error::NOT_FOUND)?;
    let vouched = matches!(belonging.position, Position::Family | Position::Community);
    if vouched { Err(Error::NOT_FOUND) } else { Ok(belonging.position) }
}

/// Whether somebody can be handed over by whoever asks: for pages that offer it.
///
/// # Errors
/// The database cannot be read.
pub fn may_hand_over(conn: &mut Conn, caller: &Caller, person: PersonId, school: NodeId) -> Result<bool, Error> {
    match preview(conn, caller, person, school) {
        Ok(_) => Ok(true),
        Err(Error::Refused(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// A school that hands somebody over.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are those of the form")]
pub struct Offer {
    pub movement: MoveId,
    pub school: NodeId,
    pub receiver: NodeId,
}

/// Hands somebody over. Nothing changes for her before the other school takes her in.
///
/// # Errors
/// The caller is no steward of the school; she is not of it, or its last steward; the other is no open school; she is on the way already.
pub fn hand_over(tx: &mut Tx<'_>, caller: &Caller, person: PersonId, offer: &Offer) -> Result<(), Error> {
    ground::allow_at(tx, caller, Verb::HandOver, offer.school)?;
    offered(tx, caller, person, offer)
}

/// The same from above, for a school that has no steward who could: its people are not shown, so she is named.
///
/// # Errors
/// The school has a steward; other names were tried too often; else as for [`hand_over`].
pub fn hand_over_named(tx: &mut Tx<'_>, caller: &Caller, name: &str, grade: Option<i32>, offer: &Offer) -> Result<Named, Error> {
    let place = ground::place(tx, offer.school)?;
    let relations = ground::to_door(tx, caller, &place, None)?;
    ground::allow(Verb::HandOver, relations)?;
    // Before anybody is looked for, so that what is wrong beside a name does not tell whether it is anybody's.
    receiver(tx, offer)?;
    let tries = Subject::door(ground::actor(tx, caller)?, offer.school);
    let now = tx.now();
    throttle::admit(tx, &[&tries], now)?;
    let sought = fold(name);
    let mut called = people::members(tx, offer.school)?;
    called.retain(|row| fold(&row.name) == sought && row.grade == grade);
    match called.as_slice() {
        [one] => offered(tx, caller, one.id, offer).map(|()| Named::Offered),
        _ => {
            throttle::count(tx, &[&tries])?;
            Ok(Named::Nobody)
        }
    }
}

/// What came of handing somebody over by her name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// She is on the way.
    Offered,
    /// Nobody there, or more than one, has that name in that grade. That it was tried is written down, so whoever records this keeps what the
    /// transaction did.
    Nobody,
}

/// That the school to which somebody is handed over is one, and open.
fn receiver(conn: &mut Conn, offer: &Offer) -> Result<(), Error> {
    let there = nodes::by_id(conn, offer.receiver)?.filter(|row| row.level == Level::School && row.id != offer.school);
    let mut check = Check::new();
    check.require(there.is_some(), "receiver", Problem::UnknownChoice);
    check.forbid(there.is_some_and(|row| row.closed.is_some()), "receiver", Problem::PlaceClosed);
    Ok(check.done()?)
}

fn offered(tx: &mut Tx<'_>, caller: &Caller, person: PersonId, offer: &Offer) -> Result<(), Error> {
    ground::actor(tx, caller)?;
    let Offer { movement, school, receiver } = *offer;
    if let Some(row) = moves::by_id(tx, movement)? {
        return if row.person == person && row.school == school { Ok(()) } else { Err(Error::NOT_FOUND) };
    }
    movable(tx, person, school)?;
    self::receiver(tx, offer)?;
    let mut check = Check::new();
    check.forbid(people::belongs_to(tx, person, receiver)?, "receiver", Problem::UnknownChoice);
    check.forbid(moves::waiting(tx, person)?.is_some(), "", Problem::OnTheWay);
    // Told to the school that can do something about it, and not to the other.
    check.forbid(people::acting_stewards(tx, school)? == [person], "", Problem::LastSteward);
    check.done()?;
    let day = ground::today(tx, school)?;
    tx.record(MoveOffered { movement, person, school, receiver, day })?;
    Ok(())
}

/// In which relations the caller stands to a school as one that hands over or takes in.
///
/// # Errors
/// There is no such place.
pub fn at(conn: &mut Conn, caller: &Caller, school: NodeId) -> Result<Relations, Error> {
    let place = ground::place(conn, school)?;
    ground::to_door(conn, caller, &place, None)
}

/// Somebody's way to a school, for whoever may take her in there.
///
/// # Errors
/// There is none, or the caller is no steward of the school to which it leads.
pub fn arriving(conn: &mut Conn, caller: &Caller, movement: MoveId) -> Result<MoveRow, Error> {
    let row = moves::by_id(conn, movement)?.ok_or(Error::NOT_FOUND)?;
    let relations = at(conn, caller, row.receiver)?;
    ground::allow(Verb::TakeIn, relations)?;
    Ok(row)
}

/// What the school that takes her in says of her.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are those of the form")]
pub struct TakenIn {
    pub movement: MoveId,
    pub name: String,
    pub grade: Option<i64>,
    pub group: String,
}

/// What came of taking somebody in.
#[derive(Debug)]
pub enum Arrival {
    /// She belongs to the school.
    Made(MoveRow),
    /// The name is not hers. That it was tried is written down, so whoever records this keeps what the transaction did.
    OtherName,
}

/// Takes somebody in: she leaves the one school and belongs to the other. A child's keys end with it; the new school gives her others. Her first
/// name opens the door, so it cannot be guessed at without end.
///
/// # Errors
/// The caller is no steward of the receiving school; it was given up; other names were tried too often; or a field has to be put right.
pub fn take_in(tx: &mut Tx<'_>, caller: &Caller, input: &TakenIn) -> Result<Arrival, Error> {
    let row = arriving(tx, caller, input.movement)?;
    ground::actor(tx, caller)?;
    match row.state {
        MoveState::Waiting => {}
        MoveState::Made => return Ok(Arrival::Made(row)),
        MoveState::Closed | MoveState::Undone => return Err(Error::NOT_FOUND),
    }
    let tries = Subject::arrival(row.id);
    let now = tx.now();
    throttle::admit(tx, &[&tries], now)?;
    let known = people::by_id(tx, row.person)?.ok_or(Error::NOT_FOUND)?;
    let position = movable(tx, row.person, row.school)?;
    tree::open(tx, row.receiver)?;
    let before = people::name(tx, row.person)?.ok_or(Error::NOT_FOUND)?;
    let joining = Person {
        person: row.person,
        node: row.receiver,
        name: input.name.clone(),
        position,
        minor: known.minor,
        grade: input.grade,
        group: input.group.clone(),
        voucher: None,
    };
    // First whose name it is: whether another child here has that name is told to who knows it only.
    if !input.name.trim().is_empty() && words(&input.name).first() != words(&before.name).first() {
        throttle::count(tx, &[&tries])?;
        return Ok(Arrival::OtherName);
    }
    let named = checked(tx, &joining)?;
    let day = ground::today(tx, row.receiver)?;
    tx.record(MoveMade { movement: row.id, day })?;
    depart(tx, row.person, row.school)?;
    tx.record(PersonJoined { person: row.person, node: row.receiver, position, minor: known.minor, since: day, voucher: None })?;
    tx.record(PersonNamed { language: before.language, ..named })?;
    Ok(Arrival::Made(row))
}

/// Gives it up before it was made: the school that hands her over, or the one that does not take her in. Answers with the caller's school.
///
/// # Errors
/// There is none for this caller, or she is there already.
pub fn close(tx: &mut Tx<'_>, caller: &Caller, movement: MoveId) -> Result<NodeId, Error> {
    let row = moves::by_id(tx, movement)?.ok_or(Error::NOT_FOUND)?;
    let hands = at(tx, caller, row.school)?;
    let takes = at(tx, caller, row.receiver)?;
    let own = if ground::allow(Verb::HandOver, hands).is_ok() { row.school } else { row.receiver };
    if own == row.receiver {
        ground::allow(Verb::TakeIn, takes)?;
    }
    ground::actor(tx, caller)?;
    match row.state {
        MoveState::Waiting => {
            let day = ground::today(tx, own)?;
            tx.record(MoveClosed { movement, day })?;
            Ok(own)
        }
        MoveState::Closed => Ok(own),
        MoveState::Made | MoveState::Undone => Err(Error::NOT_FOUND),
    }
}

/// Takes it back: she belongs to the school that she left as if she had never left it, and no longer to the other. What she offered there until
/// then is offered again; her tutorials and wishes stay closed.
///
/// # Errors
/// The caller is no steward of the receiving school, it was too long ago, or somebody at the old school has her name now.
pub fn undo(tx: &mut Tx<'_>, caller: &Caller, movement: MoveId) -> Result<NodeId, Error> {
    let row = arriving(tx, caller, movement)?;
    ground::actor(tx, caller)?;
    if row.state == MoveState::Undone {
        return Ok(row.receiver);
    }
    people::by_id(tx, row.person)?.ok_or(Error::NOT_FOUND)?;
    let day = ground::today(tx, row.receiver)?;
    let made = row.ended.filter(|_| row.state == MoveState::Made).ok_or(Error::NOT_FOUND)?;
    if !people::belongs_to(tx, row.person, row.receiver)? || people::belongs_to(tx, row.person, row.school)? {
        return Err(Error::NOT_FOUND);
    }
    if (day - made).num_days() > UNDONE_WITHIN {
        return Err(Error::whole(Problem::TooLate));
    }
    tree::open(tx, row.school)?;
    let named = people::name(tx, row.person)?.ok_or(Error::NOT_FOUND)?;
    if people::name_taken(tx, row.school, &named.search, row.person)? {
        return Err(Error::whole(Problem::NameTaken));
    }
    depart(tx, row.person, row.receiver)?;
    tx.record(LeavingWithdrawn { person: row.person, node: row.school })?;
    open_again(tx, row.person, row.school, day)?;
    tx.record(MoveUndone { movement, day })?;
    Ok(row.receiver)
}

/// What a school's page shows: who is on the way, here and away, and who came or went lately.
///
/// # Errors
/// The caller may neither hand over nor take in there.
pub fn of_school(conn: &mut Conn, caller: &Caller, school: NodeId, today: Day) -> Result<Vec<MoveRow>, Error> {
    let relations = at(conn, caller, school)?;
    ground::allow(Verb::TakeIn, relations)?;
    if nodes::by_id(conn, school)?.is_none_or(|row| row.level != Level::School) {
        return Err(Error::NOT_FOUND);
    }
    Ok(moves::of_school(conn, school, today - chrono::Days::new(UNDONE_WITHIN.unsigned_abs()))?)
}
