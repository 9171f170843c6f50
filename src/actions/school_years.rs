//! The school year turns: groups move up, the last grade leaves. Shown before it is done; taken back where it was a mistake.

use std::collections::{BTreeMap, BTreeSet};

use super::masteries::may_open_again;
use super::people::depart;
use super::{Error, ground};
use crate::domain::fact::{LeavingWithdrawn, OfferChanged, PersonNamed, SchoolYearTurned, SchoolYearWithdrawn};
use crate::domain::id::{NodeId, PersonId, SchoolYearId, TopicId};
use crate::domain::moment::Day;
use crate::domain::policy::{Caller, Verb};
use crate::domain::refusal::{Check, Problem};
use crate::domain::school_year::{Step, lost, step};
use crate::domain::words::{Level, OfferState, Position, TutorialState};
use crate::store::queries::people::MemberView;
use crate::store::queries::{interests, masteries, nodes, people, school_years, tutorials};
use crate::store::rows::{OfferRow, SchoolYearRow};
use crate::store::{Conn, Tx};

/// The grades that a school can have.
pub const GRADES: std::ops::RangeInclusive<i32> = 1..=12;

/// Days that have to pass between two turns of a school: pressed again by mistake, it would move everybody twice.
const APART: i64 = 180;

/// What a turn would do, for a page that asks whether it should.
#[derive(Debug)]
pub struct Preview {
    /// The last grade that was assumed.
    pub last: i32,
    /// Every student, with what becomes of her.
    pub students: Vec<(MemberView, Step)>,
    /// How many tutorials of those who leave would stop.
    pub tutorials: usize,
    /// What nobody would master here any more.
    pub lost: Vec<Lost>,
    /// The newest turn, while it can still be taken back.
    pub before: Option<SchoolYearRow>,
    /// How many offers that closed with it would open again then.
    pub reopening: usize,
}

/// A topic that a school would lose.
#[derive(Debug, PartialEq, Eq)]
pub struct Lost {
    /// Which.
    pub topic: TopicId,
    /// Those who leave with it: there is time to ask them.
    pub masters: Vec<PersonId>,
    /// Those who stay and want it, or are learning it.
    pub heirs: Vec<PersonId>,
}

/// What becomes of every student if the year turns now. Without a last grade, it is the highest in which somebody is.
///
/// # Errors
/// The caller is no steward of the school.
pub fn preview(conn: &mut Conn, caller: &Caller, school: NodeId, last: Option<i32>, today: Day) -> Result<Preview, Error> {
    allow(conn, caller, school)?;
    let members = people::members(conn, school)?;
    let students: Vec<MemberView> = members.iter().filter(|row| row.position == Position::Student).cloned().collect();
    let last = last.unwrap_or_else(|| students.iter().filter_map(|row| row.grade).max().unwrap_or(*GRADES.start()));
    let students: Vec<(MemberView, Step)> =
        students.into_iter().map(|row| (step(row.grade, last, false), row)).map(|(step, row)| (row, step)).collect();
    let leaving: BTreeSet<PersonId> = students.iter().filter(|(_, step)| *step == Step::Leaves).map(|(row, _)| row.id).collect();

    let stopping = tutorials::in_school(conn, school, &[TutorialState::Proposed, TutorialState::Open])?;
    let masters = masteries::of_members(conn, school)?;
    let mut heirs: BTreeMap<TopicId, BTreeSet<PersonId>> = BTreeMap::new();
    for row in interests::in_school(conn, school)? {
        heirs.entry(row.topic).or_default().insert(row.learner);
    }
    for row in &stopping {
        heirs.entry(row.topic).or_default().insert(row.learner);
    }
    let here: BTreeSet<PersonId> = members.iter().map(|row| row.id).filter(|id| !leaving.contains(id)).collect();
    let lost = lost(&masters, &leaving).into_iter().map(|topic| Lost {
        topic,
        masters: masters.iter().filter(|(of, _)| *of == topic).map(|(_, person)| *person).collect(),
        heirs: heirs.get(&topic).into_iter().flatten().filter(|person| here.contains(person)).copied().collect(),
    });
    let lost = lost.collect();
    let tutorials = stopping.iter().filter(|row| leaving.contains(&row.learner) || leaving.contains(&row.tutor)).count();
    let before = school_years::last(conn, school)?.filter(|row| (today - row.day).num_days() < APART);
    let mut reopening = 0;
    if let Some(row) = &before {
        for person in gone_with(conn, row.id, school)? {
            reopening += closed_with(conn, person, school)?.len();
        }
    }
    Ok(Preview { last, students, tutorials, lost, before, reopening })
}

fn allow(conn: &mut Conn, caller: &Caller, school: NodeId) -> Result<(), Error> {
    ground::allow_at(conn, caller, Verb::TurnYear, school)?;
    let school = nodes::by_id(conn, school)?.filter(|row| row.level == Level::School);
    school.map(drop).ok_or(Error::NOT_FOUND)
}

/// A turn that somebody asked for.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are those of the form")]
pub struct Turn {
    pub year: SchoolYearId,
    pub school: NodeId,
    pub last: i32,
    /// Who stays in her grade.
    pub stays: Vec<PersonId>,
}

/// Turns the year: the offers, wishes and open tutorials of those who leave close with them, everybody's history stays.
///
/// # Errors
/// The caller is no steward of the school; the last grade is none; or the year turned a short time ago.
pub fn turn(tx: &mut Tx<'_>, caller: &Caller, input: &Turn) -> Result<(), Error> {
    allow(tx, caller, input.school)?;
    ground::actor(tx, caller)?;
    if let Some(row) = school_years::by_id(tx, input.year)? {
        return if row.school == input.school { Ok(()) } else { Err(Error::NOT_FOUND) };
    }
    let day = ground::today(tx, input.school)?;
    let before = school_years::last(tx, input.school)?;
    let mut check = Check::new();
    check.require(GRADES.contains(&input.last), "last", Problem::NotBetween(i64::from(*GRADES.start()), i64::from(*GRADES.end())));
    check.forbid(before.is_some_and(|row| (day - row.day).num_days() < APART), "", Problem::YearTurned);
    check.done()?;
    let students = people::members(tx, input.school)?.into_iter().filter(|row| row.position == Position::Student);
    let (mut moved, mut left) = (Vec::new(), Vec::new());
    for row in students {
        match step(row.grade, input.last, input.stays.contains(&row.id)) {
            Step::Up(grade) => {
                regrade(tx, row.id, grade)?;
                moved.push(row.id);
            }
            Step::Leaves => {
                depart(tx, row.id, input.school)?;
                left.push(row.id);
            }
            Step::Stays => {}
        }
    }
    moved.sort_unstable();
    left.sort_unstable();
    tx.record(SchoolYearTurned { year: input.year, school: input.school, day, moved, left })?;
    Ok(())
}

/// Who left with a turn and is still gone. Who was erased meanwhile, or has come back by herself, is not fetched.
fn gone_with(conn: &mut Conn, year: SchoolYearId, school: NodeId) -> Result<Vec<PersonId>, Error> {
    let mut gone = Vec::new();
    for of in school_years::people(conn, year)?.into_iter().filter(|of| of.left_school) {
        if people::left(conn, of.person, school)?.is_some() && people::by_id(conn, of.person)?.is_some_and(|row| !row.erased) {
            gone.push(of.person);
        }
    }
    Ok(gone)
}

/// Her offers that closed when she left, each with what it was. What she had closed herself is not among them.
pub(super) fn closed_with(conn: &mut Conn, person: PersonId, school: NodeId) -> Result<Vec<(OfferRow, OfferState)>, Error> {
    let mut closed = Vec::new();
    for offer in masteries::left_at(conn, person, school)? {
        if let Some(state) = offer.left_as
            && may_open_again(conn, &offer)?
        {
            closed.push((offer, state));
        }
    }
    Ok(closed)
}

/// She had not left: what closed with it is offered again, as it was.
pub(super) fn open_again(tx: &mut Tx<'_>, person: PersonId, school: NodeId, day: Day) -> Result<(), Error> {
    for (offer, state) in closed_with(tx, person, school)? {
        tx.record(OfferChanged { offer: offer.id, capacity: offer.capacity, state, day })?;
    }
    Ok(())
}

/// Takes a turn back: whoever moved up is in her grade again, whoever left belongs to the school as if she had never left, and what she offered
/// until then is offered again. Her tutorials and wishes stay closed; she can begin anew.
///
/// # Errors
/// The caller is no steward of the school, somebody has got the name of one who would be back, or the turn is too old: too much has been built on it since.
pub fn withdraw(tx: &mut Tx<'_>, caller: &Caller, school: NodeId, year: SchoolYearId) -> Result<(), Error> {
    allow(tx, caller, school)?;
    ground::actor(tx, caller)?;
    let row = school_years::by_id(tx, year)?.filter(|row| row.school == school).ok_or(Error::NOT_FOUND)?;
    if row.withdrawn.is_some() {
        return Ok(());
    }
    let day = ground::today(tx, school)?;
    let newest = school_years::last(tx, school)?.is_some_and(|last| last.id == year);
    if !newest || (day - row.day).num_days() >= APART {
        return Err(Error::whole(Problem::StillInUse));
    }
    for person in gone_with(tx, year, school)? {
        let named = people::name(tx, person)?.ok_or(Error::NOT_FOUND)?;
        if people::name_taken(tx, school, &named.search, person)? {
            return Err(Error::whole(Problem::NameGoesBack));
        }
        tx.record(LeavingWithdrawn { person, node: school })?;
        open_again(tx, person, school, day)?;
    }
    for of in school_years::people(tx, year)?.into_iter().filter(|of| !of.left_school) {
        if people::belongs_to(tx, of.person, school)?
            // Who has gone to another school since is in the grade in which that one has put her.
            && let Some(named) = people::name(tx, of.person)?
            && let Some(grade) = named.grade.filter(|grade| *grade > *GRADES.start())
        {
            regrade(tx, of.person, grade - 1)?;
        }
    }
    tx.record(SchoolYearWithdrawn { year, day })?;
    Ok(())
}

fn regrade(tx: &mut Tx<'_>, person: PersonId, grade: i32) -> Result<(), Error> {
    if let Some(row) = people::name(tx, person)? {
        tx.record(PersonNamed { person, name: row.name, grade: Some(grade), group: row.class, language: row.language })?;
    }
    Ok(())
}
