//! People: joining, being named, leaving, being forgotten; stewards; pairs that are kept apart.

use super::{Error, ground};
use crate::domain::fact::*;
use crate::domain::guard;
use crate::domain::id::{BlockId, NodeId, PersonId};
use crate::domain::policy::{Caller, Verb, may};
use crate::domain::refusal::{Check, Problem};
use crate::domain::search::{self, DisplayNameError, fold};
use crate::domain::words::{OfferState, Position, TutorialState};
use crate::store::Tx;
use crate::store::queries::{interests, masteries, nodes, people, tutorials};

/// What a steward says of somebody who joins, or sets right later.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are those of the form")]
pub struct Person {
    pub person: PersonId,
    pub node: NodeId,
    pub name: String,
    pub position: Position,
    pub minor: bool,
    pub grade: Option<i64>,
    pub group: String,
    pub voucher: Option<PersonId>,
}

/// Adds somebody to a node. A steward above may add adults only: the first ones of a new school.
///
/// # Errors
/// The caller may not, or a field has to be put right.
pub fn add(tx: &mut Tx<'_>, caller: &Caller, input: &Person) -> Result<PersonId, Error> {
    let place = ground::place(tx, input.node)?;
    let relations = caller.to_place(&place);
    if !may(Verb::AddPerson, relations) {
        ground::allow(Verb::NameSteward, relations)?;
        if input.minor {
            return Err(Error::NOT_FOUND);
        }
    }
    ground::actor(tx, caller)?;
    if people::by_id(tx, input.person)?.is_some() {
        return Ok(input.person);
    }
    let named = checked(tx, input)?;
    let since = ground::today(tx, input.node)?;
    tx.record(PersonJoined {
        person: input.person,
        node: input.node,
        position: input.position,
        minor: input.minor,
        since,
        voucher: input.voucher,
    })?;
    tx.record(named)?;
    Ok(input.person)
}

/// Sets right what is kept about somebody.
///
/// # Errors
/// The caller is no steward of her node, or a field has to be put right.
pub fn edit(tx: &mut Tx<'_>, caller: &Caller, input: &Person) -> Result<(), Error> {
    ground::allow_at(tx, caller, Verb::EditPerson, input.node)?;
    ground::actor(tx, caller)?;
    if !people::belongs_to(tx, input.person, input.node)? {
        return Err(Error::NOT_FOUND);
    }
    let language = people::name(tx, input.person)?.and_then(|row| row.language);
    let named = checked(tx, input)?;
    tx.record(PersonPlaced { person: input.person, node: input.node, position: input.position, minor: input.minor })?;
    tx.record(PersonNamed { language, ..named })?;
    Ok(())
}

fn checked(tx: &mut Tx<'_>, input: &Person) -> Result<PersonNamed, Error> {
    let mut check = Check::new();
    let name = check.take("name", shown_name(&input.name, input.minor));
    if let Some(name) = &name
        && people::name_taken(tx, input.node, &fold(name), input.person)?
    {
        // Two share it: an initial or a second name tells them apart.
        check.add("name", Problem::NameTaken);
    }
    let grade = match input.grade {
        Some(grade) if !(1..=12).contains(&grade) => {
            check.add("grade", Problem::NotBetween(1, 12));
            None
        }
        grade => grade.and_then(|grade| i32::try_from(grade).ok()),
    };
    let group = check.take("group", crate::domain::rules::text(&input.group, 12));
    // Who holds an office of the school is an adult.
    let office = !matches!(input.position, Position::Student | Position::Family | Position::Community);
    check.require(!(input.minor && office), "minor", Problem::UnknownChoice);
    let needs_voucher = !input.minor && matches!(input.position, Position::Family | Position::Community);
    match input.voucher {
        Some(voucher) => {
            let fit = people::belongs_to(tx, voucher, input.node)? && people::by_id(tx, voucher)?.is_some_and(|row| !row.minor);
            check.require(fit && voucher != input.person, "voucher", Problem::UnknownChoice);
        }
        None => check.require(!needs_voucher || people::by_id(tx, input.person)?.is_some(), "voucher", Problem::NeedsVoucher),
    }
    check.done()?;
    let (Some(name), Some(group)) = (name, group) else { return Err(Error::NOT_FOUND) };
    Ok(PersonNamed { person: input.person, name, grade, group: Some(group).filter(|group| !group.is_empty()), language: None })
}

/// What a school calls somebody. A minor's is her first name, and an initial or second name where two share it; an adult's is hers to
/// choose, as long as it is a name.
///
/// # Errors
/// What is wrong with it.
pub fn shown_name(raw: &str, minor: bool) -> Result<String, Problem> {
    // A key or a telephone number is called what it is, before it is found to be no name.
    if let Some(finding) = guard::personal_data(raw) {
        return Err(finding.kind.into());
    }
    match search::display_name(raw) {
        Ok(name) => Ok(name),
        Err(DisplayNameError::Empty) => Err(Problem::Missing),
        Err(DisplayNameError::At) => Err(Problem::Email),
        Err(DisplayNameError::TooManyWords { .. } | DisplayNameError::TooLong { .. }) if !minor => {
            let name = crate::domain::rules::needed_text(raw, 80)?.split_whitespace().collect::<Vec<_>>().join(" ");
            if name.chars().all(search::is_of_names) { Ok(name) } else { Err(Problem::NameSigns) }
        }
        Err(DisplayNameError::TooLong { .. }) => Err(Problem::TooLong(40)),
        Err(DisplayNameError::Digit | DisplayNameError::Sign | DisplayNameError::NoLetter) => Err(Problem::NameSigns),
        Err(DisplayNameError::TooManyWords { .. }) => Err(Problem::NotAName),
    }
}

/// Sets the language in which somebody reads.
///
/// # Errors
/// She has no name here.
pub fn set_language(tx: &mut Tx<'_>, caller: &Caller, language: &str) -> Result<(), Error> {
    let person = ground::actor(tx, caller)?;
    let row = people::name(tx, person)?.ok_or(Error::NOT_FOUND)?;
    if row.language.as_deref() != Some(language) {
        tx.record(PersonNamed { person, name: row.name, grade: row.grade, group: row.class, language: Some(language.to_owned()) })?;
    }
    Ok(())
}

/// Somebody leaves a node: her offers there close, her wishes end, her tutorials stop. Her history stays.
///
/// # Errors
/// The caller is no steward there, or she is its last steward.
pub fn leave(tx: &mut Tx<'_>, caller: &Caller, person: PersonId, node: NodeId) -> Result<(), Error> {
    ground::allow_at(tx, caller, Verb::EditPerson, node)?;
    ground::actor(tx, caller)?;
    if !people::belongs_to(tx, person, node)? {
        return Err(Error::NOT_FOUND);
    }
    depart(tx, person, node)
}

fn depart(tx: &mut Tx<'_>, person: PersonId, node: NodeId) -> Result<(), Error> {
    let day = ground::today(tx, node)?;
    let stewards = people::stewards_of(tx, node)?;
    if stewards.iter().any(|row| row.person == person) {
        if stewards.len() == 1 {
            return Err(Error::whole(Problem::LastSteward));
        }
        tx.record(StewardEnded { person, node, until: day })?;
    }
    for mastery in masteries::of_person(tx, person)? {
        if let Some(offer) = masteries::offer_of(tx, mastery.id)?.filter(|offer| offer.school == node) {
            tx.record(OfferChanged { offer: offer.id, capacity: offer.capacity, state: OfferState::Withdrawn, day })?;
        }
    }
    for interest in interests::of_learner(tx, person)? {
        tx.record(InterestWithdrawn { interest: interest.id, day })?;
    }
    let live = [TutorialState::Proposed, TutorialState::Open];
    let mut hers = tutorials::of_learner(tx, person, &live)?;
    hers.extend(tutorials::of_tutor(tx, person, &live)?);
    for tutorial in hers {
        super::tutorials::give_up(tx, &tutorial, day)?;
    }
    tx.record(PersonLeft { person, node, until: day })?;
    Ok(())
}

/// Removes somebody's name and every text by or about her, everywhere. The graph keeps its shape.
///
/// # Errors
/// The caller is no steward of her node, or she is its last steward.
pub fn erase(tx: &mut Tx<'_>, caller: &Caller, person: PersonId) -> Result<(), Error> {
    let relations = ground::to_person_ever(tx, caller, person)?;
    ground::allow(Verb::ErasePerson, relations)?;
    ground::actor(tx, caller)?;
    for row in people::belongs(tx, person)? {
        depart(tx, person, row.node)?;
    }
    for node in people::stewardships(tx, person)? {
        if people::stewards_of(tx, node)?.len() == 1 {
            return Err(Error::whole(Problem::LastSteward));
        }
        let until = ground::today(tx, node)?;
        tx.record(StewardEnded { person, node, until })?;
    }
    tx.record(PersonErased { person })?;
    super::accounts::forget(tx, person)?;
    Ok(())
}

/// Keeps two people apart. Silently: nobody but a steward ever learns of it, and no reason is kept. A tutorial that they have open stops.
///
/// # Errors
/// The caller is no steward of the school, or one of the two is not there.
pub fn block(tx: &mut Tx<'_>, caller: &Caller, block: BlockId, one: PersonId, other: PersonId) -> Result<(), Error> {
    let relations = ground::to_person(tx, caller, one)?;
    ground::allow(Verb::BlockPair, relations)?;
    ground::actor(tx, caller)?;
    if one == other || people::by_id(tx, other)?.is_none() {
        return Err(Error::at("other", Problem::UnknownChoice));
    }
    if people::block(tx, block)?.is_some() || people::blocked(tx, one, other)? {
        return Ok(());
    }
    let school = ground::home(tx, one)?;
    let day = ground::today(tx, school)?;
    tx.record(PairBlocked { block, school, one, other, day })?;
    let live = [TutorialState::Proposed, TutorialState::Open];
    for (learner, tutor) in [(one, other), (other, one)] {
        for tutorial in tutorials::of_learner(tx, learner, &live)?.into_iter().filter(|row| row.tutor == tutor) {
            super::tutorials::give_up(tx, &tutorial, day)?;
        }
    }
    Ok(())
}

/// Lets two people be paired again.
///
/// # Errors
/// The caller is no steward of the school where it was decided.
pub fn unblock(tx: &mut Tx<'_>, caller: &Caller, block: BlockId) -> Result<(), Error> {
    let row = people::block(tx, block)?.ok_or(Error::NOT_FOUND)?;
    ground::allow_at(tx, caller, Verb::BlockPair, row.school)?;
    ground::actor(tx, caller)?;
    tx.record(PairUnblocked { block, one: row.one, other: row.other })?;
    Ok(())
}

/// Whether the caller may see names at a node.
///
/// # Errors
/// There is no such node.
pub fn sees_names(conn: &mut crate::store::Conn, caller: &Caller, node: NodeId) -> Result<bool, Error> {
    let place = nodes::place(conn, node)?.ok_or(Error::NOT_FOUND)?;
    Ok(may(Verb::ReadNames, caller.to_place(&place)))
}
