//! People: joining, being named, leaving, being forgotten; stewards; pairs that are kept apart.

use std::collections::BTreeSet;

use super::accounts::stewards;
use super::masteries::close_with_leaving;
use super::school_years::open_again;
use super::{Error, ground};
use crate::domain::fact::*;
use crate::domain::guard;
use crate::domain::id::{BlockId, NodeId, PersonId};
use crate::domain::moment::Day;
use crate::domain::policy::{Caller, Relations, Verb, may};
use crate::domain::refusal::{Check, Problem};
use crate::domain::search::{self, DisplayNameError, fold};
use crate::domain::words::{Level, Position, TutorialState};
use crate::store::queries::{interests, moves, nodes, people, tutorials};
use crate::store::{Conn, Tx, erased};

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

/// Adds somebody to a node. A steward above may add adults only, and only while the node has no steward of its own.
///
/// # Errors
/// The caller may not, or a field has to be put right.
pub fn add(tx: &mut Tx<'_>, caller: &Caller, input: &Person) -> Result<PersonId, Error> {
    let place = ground::place(tx, input.node)?;
    let relations = ground::to_door(tx, caller, &place, Some(input.person))?;
    ground::allow(if input.minor { Verb::AddPerson } else { Verb::AddAdult }, relations)?;
    ground::actor(tx, caller)?;
    // The same form sent twice adds nobody more. One with another name is another person's, whatever its id: a browser that goes back shows the
    // form as it was sent.
    let mut person = input.person;
    while people::is_taken(tx, person)? {
        // Who had been entered twice is the one in whom she goes on.
        let there = people::goes_on_in(tx, person)?.unwrap_or(person);
        if people::by_id(tx, there)?.is_some() {
            let called = people::name(tx, there)?.map(|row| row.name);
            let same = called.is_none_or(|called| shown_name(&input.name, input.minor).is_ok_and(|name| name == called));
            // An id that came of these very words was theirs before, whatever she is called since.
            if (same && people::belongs_to(tx, there, input.node)?) || person != input.person {
                return Ok(there);
            }
        }
        // Nor is who belongs to another place, by whatever name, the one who is meant here; nor who was erased, who stays so.
        person = person.beside(&format!("{} {}", input.node, input.name));
    }
    let input = &Person { person, ..input.clone() };
    super::tree::open(tx, input.node)?;
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

/// Settles an adult at a place as its steward: for whoever runs commands on the machine. Places that an import brought in have nobody yet who
/// could let the first one in.
///
/// # Errors
/// A field has to be put right.
pub fn settle_steward(tx: &mut Tx<'_>, person: PersonId, node: NodeId, name: &str, position: Position) -> Result<(), Error> {
    let (name, group) = (name.to_owned(), String::new());
    let named = checked(tx, &Person { person, node, name, position, minor: false, grade: None, group, voucher: None })?;
    let since = ground::today(tx, node)?;
    tx.record(PersonJoined { person, node, position, minor: false, since, voucher: None })?;
    tx.record(named)?;
    tx.record(StewardNamed { person, node, since })?;
    Ok(())
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
    let kept = people::belongs(tx, input.person)?.into_iter().find(|row| row.node == input.node).and_then(|row| row.voucher);
    let input = Person { voucher: input.voucher.or(kept), ..input.clone() };
    let named = checked(tx, &input)?;
    let Person { person, node, position, minor, voucher, .. } = input;
    let since = ground::today(tx, node)?;
    let aged = people::by_id(tx, person)?.is_some_and(|row| row.minor != minor);
    tx.record(PersonPlaced { person, node, position, minor, since, voucher })?;
    if aged {
        super::accounts::end_keys(tx, person)?;
    }
    tx.record(PersonNamed { language, ..named })?;
    // A tutorial that safety no longer allows stops; what is only proposed is judged when it is agreed.
    let open = [TutorialState::Open];
    let mut hers = tutorials::of_learner(tx, person, &open)?;
    hers.extend(tutorials::of_tutor(tx, person, &open)?);
    super::course::stop_hindered(tx, hers)?;
    stop_of_vouched(tx, person, node)
}

/// Stops what safety no longer allows to those for whom somebody vouched at a place: she left, or may not vouch there any more.
pub(super) fn stop_of_vouched(tx: &mut Tx<'_>, voucher: PersonId, node: NodeId) -> Result<(), Error> {
    for vouched in people::vouched_by(tx, voucher, node)? {
        let open = [TutorialState::Open];
        let mut theirs = tutorials::of_learner(tx, vouched, &open)?;
        theirs.extend(tutorials::of_tutor(tx, vouched, &open)?);
        super::course::stop_hindered(tx, theirs)?;
    }
    Ok(())
}

pub(super) fn checked(tx: &mut Tx<'_>, input: &Person) -> Result<PersonNamed, Error> {
    let mut check = Check::new();
    let name = check.take("name", shown_name(&input.name, input.minor));
    if let Some(name) = &name
        && people::name_taken(tx, input.node, &fold(name), input.person)?
    {
        // Two share it: an initial or a second name tells them apart.
        check.add("name", Problem::NameTaken);
    }
    // Grade and group are a student's: whoever becomes something else leaves them.
    let student = input.position == Position::Student;
    let grade = match input.grade.filter(|_| student) {
        Some(grade) if !(1..=12).contains(&grade) => {
            check.add("grade", Problem::NotBetween(1, 12));
            None
        }
        grade => grade.and_then(|grade| i32::try_from(grade).ok()),
    };
    let group = check.take("group", if student { crate::domain::rules::group_name(&input.group) } else { Ok(String::new()) });
    // Who holds an office of the school is an adult.
    let office = !matches!(input.position, Position::Student | Position::Family | Position::Community);
    check.require(!(input.minor && office), "minor", Problem::OfficeOfAdults);
    // A child is of a school: at any other place she would meet adults whom no school answers for.
    let school = nodes::by_id(tx, input.node)?.is_some_and(|row| row.level == Level::School);
    check.require(school || !input.minor, "minor", Problem::MinorsAreOfSchools);
    // Nor does a correction take anybody's stewardship: it ends first, by its own door.
    check.forbid(input.minor && !people::stewardships(tx, input.person)?.is_empty(), "minor", Problem::StewardsAreAdults);
    // Nor is who is known at another place as an adult made a child, and locked out of it, by what one school says.
    let adult = people::by_id(tx, input.person)?.is_some_and(|row| !row.minor);
    let elsewhere = adult && people::belongs(tx, input.person)?.iter().any(|row| row.node != input.node);
    check.forbid(input.minor && elsewhere, "minor", Problem::AdultElsewhere);
    let needs_voucher = !input.minor && matches!(input.position, Position::Family | Position::Community);
    match input.voucher {
        Some(voucher) if people::voucher(tx, input.person, input.node)? == Some(voucher) => {}
        Some(voucher) => {
            check.require(may_vouch(tx, voucher, input.person, input.node)?, "voucher", Problem::UnknownChoice);
        }
        None => check.require(!needs_voucher, "voucher", Problem::NeedsVoucher),
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

/// Somebody leaves a node: her offers there close, her wishes end, her tutorials stop, and so do the keys that she had from it. Her history stays.
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

/// How somebody who had left is of the place again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Return {
    /// She came back, today.
    Back,
    /// She had never left: that was entered by mistake.
    Mistake,
}

/// Somebody who has left belongs to the node again. What ended when she left stays ended: she can offer and begin anew. Where she had not left,
/// what she offered is offered again; what she had with others was told to them, and they begin anew if they like.
///
/// # Errors
/// The caller is no steward there, she never belonged to it or was erased, somebody has her name now, or nobody of the place vouches for her
/// any more where that is needed.
pub fn come_back(
    tx: &mut Tx<'_>,
    caller: &Caller,
    person: PersonId,
    node: NodeId,
    how: Return,
    voucher: Option<PersonId>,
) -> Result<(), Error> {
    ground::allow_at(tx, caller, Verb::EditPerson, node)?;
    ground::actor(tx, caller)?;
    let row = people::by_id(tx, person)?.ok_or(Error::NOT_FOUND)?;
    if people::belongs_to(tx, person, node)? {
        return Ok(());
    }
    super::tree::open(tx, node)?;
    let before = people::left(tx, person, node)?.ok_or(Error::NOT_FOUND)?;
    let named = people::name(tx, person)?.ok_or(Error::NOT_FOUND)?;
    if people::name_taken(tx, node, &named.search, person)? {
        return Err(Error::whole(Problem::NameTaken));
    }
    match how {
        Return::Mistake => {
            tx.record(LeavingWithdrawn { person, node })?;
            let day = ground::today(tx, node)?;
            open_again(tx, person, node, day)?;
        }
        Return::Back => {
            let position = before.position;
            let voucher = voucher.or(before.voucher);
            let fit = match voucher {
                Some(voucher) => may_vouch(tx, voucher, person, node)?,
                None => false,
            };
            if !row.minor && matches!(position, Position::Family | Position::Community) && !fit {
                return Err(Error::at("voucher", Problem::NeedsVoucher));
            }
            let since = ground::today(tx, node)?;
            tx.record(PersonJoined { person, node, position, minor: row.minor, since, voucher: voucher.filter(|_| fit) })?;
        }
    }
    Ok(())
}

/// Whether somebody may vouch for another at a node: who holds an office there, or is its steward. Whoever is vouched for herself is not, or
/// one neighbour would bring the next.
fn may_vouch(tx: &mut Tx<'_>, voucher: PersonId, person: PersonId, node: NodeId) -> Result<bool, Error> {
    Ok(voucher != person && people::who_vouch(tx, &[voucher])?.contains(&(voucher, node)))
}

pub(super) fn depart(tx: &mut Tx<'_>, person: PersonId, node: NodeId) -> Result<(), Error> {
    let day = ground::today(tx, node)?;
    stewards::end_offices_resting_on(tx, person, node)?;
    if let Some(waiting) = moves::waiting(tx, person)?.filter(|row| row.school == node) {
        tx.record(MoveClosed { movement: waiting.id, day })?;
    }
    close_with_leaving(tx, person, node, day)?;
    for interest in interests::of_learner(tx, person)?.into_iter().filter(|row| row.school == node) {
        tx.record(InterestWithdrawn { interest: interest.id, day })?;
    }
    let live = [TutorialState::Proposed, TutorialState::Open];
    let mut hers = tutorials::of_learner(tx, person, &live)?;
    hers.extend(tutorials::of_tutor(tx, person, &live)?);
    let (here, elsewhere): (Vec<_>, Vec<_>) = hers.into_iter().partition(|row| row.school == node);
    for tutorial in here {
        super::course::give_up(tx, &tutorial, day)?;
    }
    tx.record(PersonLeft { person, node, until: day })?;
    // What she has at another place of hers goes on, where safety still allows it.
    super::course::stop_hindered(tx, elsewhere)?;
    super::accounts::end_with(tx, person, node)?;
    stop_of_vouched(tx, person, node)
}

/// Removes somebody's name and every text by or about her, everywhere. The graph keeps its shape.
///
/// # Errors
/// Not for this caller (see [`may_erase`]), or she is the last steward of a place.
pub fn erase(tx: &mut Tx<'_>, caller: &Caller, person: PersonId) -> Result<(), Error> {
    if !may_erase(tx, caller, person)? {
        return Err(Error::NOT_FOUND);
    }
    ground::actor(tx, caller)?;
    for row in people::belongs(tx, person)? {
        depart(tx, person, row.node)?;
    }
    for node in people::stewardships(tx, person)? {
        stewards::end_office(tx, person, node)?;
    }
    tx.record(PersonErased { person })?;
    super::accounts::forget(tx, person)?;
    Ok(())
}

/// Whether the caller may erase somebody: as steward of a place of hers, now or last, if every other place of hers and every place that she
/// administers is the caller's too, or lies below one of the caller's. A school does not forget for everybody the coach who is a neighbour
/// there, nor a teacher of two schools: she leaves it first.
///
/// # Errors
/// She is not there or was erased.
pub fn may_erase(conn: &mut Conn, caller: &Caller, person: PersonId) -> Result<bool, Error> {
    if people::by_id(conn, person)?.is_none() {
        return Err(Error::NOT_FOUND);
    }
    let mut nodes: Vec<NodeId> = people::belongs_or_belonged(conn, person)?.into_iter().map(|row| row.node).collect();
    nodes.extend(people::stewardships(conn, person)?);
    let mut own = false;
    for node in nodes {
        let place = ground::place(conn, node)?;
        let relations = caller.to_place(&place);
        let here = may(Verb::ErasePerson, relations);
        if !here && !relations.meets(Relations::STEWARD_ABOVE) {
            return Ok(false);
        }
        own |= here;
    }
    Ok(own)
}

/// Erases again whom an older copy of the data has brought back, as far as these data know them. Nobody asks for it: it was decided when they
/// were erased. Answers with how many there were.
///
/// # Errors
/// The database refuses.
pub fn erase_again(tx: &mut Tx<'_>, listed: &BTreeSet<PersonId>) -> Result<usize, Error> {
    let here = erased::still_here(tx, listed)?;
    for person in &here {
        erase_unasked(tx, *person)?;
    }
    Ok(here.len())
}

/// Erases somebody because it was decided before, by whoever erased her or by how long she is kept. Her offices go first, also that of a
/// place's last steward: a name that was to be forgotten weighs more.
pub(super) fn erase_unasked(tx: &mut Tx<'_>, person: PersonId) -> Result<(), Error> {
    for node in people::stewardships(tx, person)? {
        let until = ground::today(tx, node)?;
        tx.record(StewardEnded { person, node, until })?;
    }
    for row in people::belongs(tx, person)? {
        depart(tx, person, row.node)?;
    }
    tx.record(PersonErased { person })?;
    super::accounts::forget(tx, person).map_err(Error::from)
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
    if people::blocked(tx, one, other)? {
        return Ok(());
    }
    // The page that the browser went back to names the block of another pair, or one that has ended: this is another.
    let mut block = block;
    while people::block(tx, block)?.is_some() {
        block = block.beside(&format!("{one} {other}"));
    }
    let school = ground::home(tx, one)?;
    let day = ground::today(tx, school)?;
    tx.record(PairBlocked { block, school, one, other, day })?;
    let live = [TutorialState::Proposed, TutorialState::Open];
    for (learner, tutor) in [(one, other), (other, one)] {
        for tutorial in tutorials::of_learner(tx, learner, &live)?.into_iter().filter(|row| row.tutor == tutor) {
            super::course::give_up(tx, &tutorial, day)?;
        }
    }
    Ok(())
}

/// Lets somebody be paired again with whom she was kept apart from. Said twice, it holds.
///
/// # Errors
/// The caller is no steward of her node, or not of the one where it was decided.
pub fn unblock(tx: &mut Tx<'_>, caller: &Caller, person: PersonId, block: BlockId) -> Result<(), Error> {
    let relations = ground::to_person(tx, caller, person)?;
    ground::allow(Verb::BlockPair, relations)?;
    // One that is lifted leaves no row; who may block her may know that nothing keeps her apart.
    let Some(row) = people::block(tx, block)? else { return Ok(()) };
    if row.one != person && row.other != person {
        return Err(Error::NOT_FOUND);
    }
    ground::allow_at(tx, caller, Verb::BlockPair, row.school)?;
    ground::actor(tx, caller)?;
    tx.record(PairUnblocked { block, one: row.one, other: row.other })?;
    Ok(())
}

/// Since when two people are kept apart, for who may know it: a steward of the place where it was decided.
///
/// # Errors
/// The database cannot be read.
pub fn kept_apart_since(conn: &mut Conn, caller: &Caller, one: PersonId, other: PersonId) -> Result<Option<Day>, Error> {
    for row in people::blocks_of(conn, one)? {
        let pair = [row.one, row.other].contains(&other);
        if pair && may(Verb::BlockPair, caller.to_place(&ground::place(conn, row.school)?)) {
            return Ok(Some(row.since));
        }
    }
    Ok(None)
}

/// Whether the caller may see names at a node.
///
/// # Errors
/// There is no such node.
pub fn sees_names(conn: &mut crate::store::Conn, caller: &Caller, node: NodeId) -> Result<bool, Error> {
    let place = nodes::place(conn, node)?.ok_or(Error::NOT_FOUND)?;
    Ok(may(Verb::ReadNames, caller.to_place(&place)))
}
