//! Lists that come in by a page: they wait until somebody has seen what they would do, and are written in parts that can be cut off and run
//! again. Only who sent a list sees it, and only as long as she answers for the place.
//!
//! Deliberately not known here: files, columns and rows, and what a list would do. `exchange::lists` reads them and hands over what to write.

use std::collections::HashSet;

use super::people::{self as acts, Person};
use super::{Error, ground};
use crate::domain::fact::{PersonJoined, PersonNamed};
use crate::domain::id::{ListId, NodeId, PersonId};
use crate::domain::moment::Moment;
use crate::domain::policy::{Caller, Verb};
use crate::domain::refusal::Problem;
use crate::domain::search::fold;
use crate::domain::words::{Level, ListKind, ListState, Position};
use crate::store::queries::{nodes, people};
use crate::store::waiting::{self, ListRow};
use crate::store::{Conn, Tx};

/// How long a list waits: long enough for a second evening.
pub const WAITS: i64 = 48 * 60 * 60 * 1000;
/// How many lists of one person wait at most; one more, and the oldest goes.
pub const MOST: usize = 5;
/// The longest name of a file that is shown.
const NAME: usize = 80;

/// A list that comes in.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are those of the form")]
pub struct Received {
    pub list: ListId,
    pub node: NodeId,
    pub kind: ListKind,
    pub name: String,
    pub body: Vec<u8>,
}

/// What may be brought in at a level of the tree. People are of a school; a register of schools is a state's, or all the land's.
pub fn kinds(level: Level) -> &'static [ListKind] {
    match level {
        Level::School => &[ListKind::People, ListKind::Topics],
        Level::State | Level::Nation => &[ListKind::Schools, ListKind::Topics],
        _ => &[ListKind::Topics],
    }
}

/// Whether the caller may bring lists in, and take them out, at a place; and at which level it stands.
///
/// # Errors
/// She may not, or there is no such place.
pub fn at(conn: &mut Conn, caller: &Caller, node: NodeId) -> Result<Level, Error> {
    ground::allow_at(conn, caller, Verb::ExchangeLists, node)?;
    Ok(nodes::by_id(conn, node)?.ok_or(Error::NOT_FOUND)?.level)
}

/// Keeps a list until it is confirmed. Sent twice, it is there once.
///
/// # Errors
/// The caller may not, the place takes no such list, or is closed.
pub fn receive(tx: &mut Tx<'_>, caller: &Caller, received: Received) -> Result<(), Error> {
    let Received { list, node, kind, name, body } = received;
    let level = at(tx, caller, node)?;
    let person = ground::actor(tx, caller)?;
    super::tree::open(tx, node)?;
    if !kinds(level).contains(&kind) {
        return Err(Error::at("kind", Problem::UnknownChoice));
    }
    let now = tx.now();
    waiting::sweep(tx, now)?;
    if let Some(row) = waiting::by_id(tx, list, now)? {
        return if row.person == person { Ok(()) } else { Err(Error::NOT_FOUND) };
    }
    for old in waiting::of_person(tx, person, now)?.into_iter().skip(MOST - 1) {
        waiting::remove(tx, old.id)?;
    }
    let name = name.chars().filter(|sign| !sign.is_control()).take(NAME).collect();
    let (state, expires) = (ListState::Waiting, Moment::from_millis(now.millis() + WAITS));
    let answers = "{}".to_owned();
    waiting::insert(tx, &ListRow { id: list, person, node, kind, name, state, expires, answers, written: 0, body, shown: None })?;
    Ok(())
}

/// Deletes the lists that waited too long. Nobody asks for it: whoever sent one was told. Answers with how many there were.
///
/// # Errors
/// The database refuses.
pub fn drop_late(tx: &mut Tx<'_>) -> Result<usize, Error> {
    let now = tx.now();
    Ok(waiting::sweep(tx, now)?)
}

/// A list of the caller's that waits.
///
/// # Errors
/// There is none, it is somebody else's, or she no longer answers for its place.
pub fn open(conn: &mut Conn, caller: &Caller, list: ListId, now: Moment) -> Result<ListRow, Error> {
    let row = waiting::by_id(conn, list, now)?.filter(|row| caller.is(row.person)).ok_or(Error::NOT_FOUND)?;
    at(conn, caller, row.node)?;
    Ok(row)
}

/// The caller's lists that wait for a place, newest first.
///
/// # Errors
/// She may not bring lists in there.
pub fn of(conn: &mut Conn, caller: &Caller, node: NodeId, now: Moment) -> Result<Vec<ListRow>, Error> {
    at(conn, caller, node)?;
    let person = caller.id().ok_or(Error::NOT_FOUND)?;
    Ok(waiting::of_person(conn, person, now)?.into_iter().filter(|row| row.node == node).collect())
}

/// Keeps the list with columns that mean something else.
///
/// # Errors
/// It is not hers to say.
pub fn set_body(tx: &mut Tx<'_>, caller: &Caller, list: ListId, body: &[u8]) -> Result<(), Error> {
    let row = unfinished(tx, caller, list)?;
    Ok(waiting::set_body(tx, row.id, body)?)
}

/// Says what was decided row by row.
///
/// # Errors
/// It is not hers to say.
pub fn set_answers(tx: &mut Tx<'_>, caller: &Caller, list: ListId, answers: &str) -> Result<(), Error> {
    let row = unfinished(tx, caller, list)?;
    Ok(waiting::set_answers(tx, row.id, answers)?)
}

/// Begins to write what was shown under a sign, or goes on.
///
/// # Errors
/// It is not hers to write, or its place has closed.
pub fn begin(tx: &mut Tx<'_>, caller: &Caller, list: ListId, shown: &str) -> Result<(), Error> {
    let row = unfinished(tx, caller, list)?;
    super::tree::open(tx, row.node)?;
    Ok(waiting::begin(tx, list, shown)?)
}

/// Whether what bears this sign is what would be written now, or what is being written already: a button is pressed twice.
pub fn is_shown(row: &ListRow, now: &str, shown: &str) -> bool {
    now == shown || (row.state == ListState::Begun && row.shown.as_deref() == Some(shown))
}

/// Says that so many more rows are written, in the transaction that wrote them.
///
/// # Errors
/// The list has gone meanwhile: then nothing of it is written either.
pub fn advance(tx: &mut Tx<'_>, caller: &Caller, list: ListId, more: usize) -> Result<(), Error> {
    unfinished(tx, caller, list)?;
    Ok(waiting::advance(tx, list, ListState::Begun, i32::try_from(more).unwrap_or(i32::MAX))?)
}

/// All that could be written is. Where nothing is left to decide, what stood in the list goes.
///
/// # Errors
/// It is not hers.
pub fn finish(tx: &mut Tx<'_>, caller: &Caller, list: ListId, undecided: bool) -> Result<(), Error> {
    unfinished(tx, caller, list)?;
    let done = if undecided { waiting::advance(tx, list, ListState::Waiting, 0) } else { waiting::finish(tx, list) };
    Ok(done?)
}

/// Throws a list away. What was written of it stays.
///
/// # Errors
/// It is not hers.
pub fn discard(tx: &mut Tx<'_>, caller: &Caller, list: ListId) -> Result<NodeId, Error> {
    let now = tx.now();
    let row = open(tx, caller, list, now)?;
    waiting::remove(tx, list)?;
    Ok(row.node)
}

fn unfinished(tx: &mut Tx<'_>, caller: &Caller, list: ListId) -> Result<ListRow, Error> {
    let now = tx.now();
    let row = open(tx, caller, list, now)?;
    if row.state == ListState::Done { Err(Error::NOT_FOUND) } else { Ok(row) }
}

/// Somebody whom a list brings.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of the list")]
pub struct Newcomer {
    pub name: String,
    pub grade: Option<i32>,
    pub group: Option<String>,
    pub position: Position,
    pub minor: bool,
    pub language: Option<&'static str>,
}

/// Lets people of a list in, as whoever brings it. Who is there already under that name is left alone.
///
/// # Errors
/// The caller may not, or the school is closed.
pub fn let_in(tx: &mut Tx<'_>, caller: &Caller, school: NodeId, newcomers: Vec<Newcomer>) -> Result<usize, Error> {
    ground::allow_at(tx, caller, Verb::AddPerson, school)?;
    ground::actor(tx, caller)?;
    super::tree::open(tx, school)?;
    join(tx, school, newcomers)
}

/// The same, for whoever runs commands on the machine.
///
/// # Errors
/// The database refuses.
pub fn join(tx: &mut Tx<'_>, school: NodeId, newcomers: Vec<Newcomer>) -> Result<usize, Error> {
    let since = ground::today(tx, school)?;
    // Another import, or a steward, may have brought somebody of that name since it was looked at.
    let mut names: HashSet<String> = people::members(tx, school)?.into_iter().map(|row| fold(&row.name)).collect();
    let mut written = 0;
    for Newcomer { name, grade, group, position, minor, language } in newcomers {
        if !names.insert(fold(&name)) {
            continue;
        }
        let person = tx.new_id();
        tx.record(PersonJoined { person, node: school, position, minor, since, voucher: None })?;
        // Grade and group are a student's.
        let (grade, group) = if position == Position::Student { (grade, group) } else { (None, None) };
        tx.record(PersonNamed { person, name, grade, group, language: language.map(str::to_owned) })?;
        written += 1;
    }
    Ok(written)
}

/// What a list says of somebody who is there. Nothing where it says nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of the list")]
pub struct Correction {
    pub row: u64,
    pub person: PersonId,
    pub grade: Option<Option<i32>>,
    pub group: Option<Option<String>>,
    pub position: Option<Position>,
    pub minor: Option<bool>,
}

/// Sets right what is kept about people of whom a list says something else, and somebody has decided that they are the same. Answers with the
/// rows that could not be: the page of that person says why.
///
/// # Errors
/// The caller may not.
pub fn set_right(tx: &mut Tx<'_>, caller: &Caller, school: NodeId, corrections: &[Correction]) -> Result<Vec<u64>, Error> {
    ground::allow_at(tx, caller, Verb::EditPerson, school)?;
    ground::actor(tx, caller)?;
    let mut left = Vec::new();
    for correction in corrections {
        let person = correction.person;
        let membership = people::belongs(tx, person)?.into_iter().find(|row| row.node == school);
        let (Some(named), Some(row), Some(membership)) = (people::name(tx, person)?, people::by_id(tx, person)?, membership) else {
            left.push(correction.row);
            continue;
        };
        // Nobody's child becomes an adult, whose name is seen outside the school, by a cell of a list: her page asks once more.
        if row.minor && correction.minor == Some(false) {
            left.push(correction.row);
            continue;
        }
        let input = Person {
            person,
            node: school,
            name: named.name,
            position: correction.position.unwrap_or(membership.position),
            minor: correction.minor.unwrap_or(row.minor),
            grade: correction.grade.unwrap_or(named.grade).map(i64::from),
            group: correction.group.clone().unwrap_or(named.class).unwrap_or_default(),
            voucher: None,
        };
        match acts::edit(tx, caller, &input) {
            Ok(()) => {}
            Err(Error::Refused(_)) => left.push(correction.row),
            Err(error) => return Err(error),
        }
    }
    Ok(left)
}
