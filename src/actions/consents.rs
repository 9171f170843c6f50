//! What a school tells a child's family, and what her guardians said: the notice, and a yes or no to each thing for which one is needed.
//!
//! It comes on paper, and whoever teaches there or answers for the school enters it. What several words come to is decided in
//! [`crate::domain::consent`]: one no is enough. Three doors ask here: photos beside a record ([`super::files`]), a card outside the classroom
//! ([`super::accounts::cards`]), and a name on the catalog for the wall. Adults answer for themselves, by doing it.
//!
//! Who grows up answers for herself from then on; what her family did not allow of photos stays as it was until she has ([`decide`]). Nobody's
//! birthday shows to a circle what a mother had refused.
//!
//! A yes was told to a school by its name. Where the school goes on in another, or the child does, it is asked for anew; a no goes with her.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Error, ground, people as persons};
use crate::domain::consent::{self, Standing, Word};
use crate::domain::fact::{ConsentAnswered, ConsentWithdrawn, GuardianNamed, NoticeGiven};
use crate::domain::id::{ConsentId, GuardianId, NodeId, PersonId};
use crate::domain::moment::Day;
use crate::domain::policy::{Caller, Verb, may};
use crate::domain::refusal::{Check, Problem};
use crate::domain::rules::past_day;
use crate::domain::search::fold;
use crate::domain::words::{Position, Purpose};
use crate::store::accounts::sessions;
use crate::store::queries::people::MemberView;
use crate::store::queries::{consents, people};
use crate::store::rows::{ConsentRow, GuardianRow};
use crate::store::{self, Conn, Tx};

/// As many people as may answer for one child.
pub const MOST_GUARDIANS: usize = 6;

/// Who signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signer {
    /// Somebody who is known to answer for the child.
    Known(GuardianId),
    /// A mother, father or neighbour of the network.
    Member(PersonId),
    /// A name as it stands on the paper. Where a guardian of the child is called so already, it is she.
    Written(String),
}

/// A paper that came back.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are those of the form")]
pub struct Paper {
    pub consent: ConsentId,
    pub child: PersonId,
    pub signer: Signer,
    /// The day on the paper; today where none is given.
    pub day: Option<Day>,
    pub answers: BTreeMap<Purpose, bool>,
}

/// A child's guardians, what each said, and what it comes to.
#[derive(Debug, Clone, Default)]
pub struct OfChild {
    /// Since when her family has the school's notice.
    pub notice: Option<Day>,
    /// Who answers for her, with the name by which she is shown; none where it was erased.
    pub guardians: Vec<(GuardianId, Option<String>)>,
    /// Each paper line by line, oldest first, also those that no longer count.
    pub lines: Vec<ConsentRow>,
}

impl OfChild {
    fn words(&self) -> Vec<Word> {
        self.lines.iter().filter_map(ConsentRow::word).collect()
    }

    /// What her guardians say of one thing to a school.
    pub fn standing(&self, purpose: Purpose, school: NodeId) -> Standing {
        consent::standing(&self.words(), purpose, school)
    }

    /// The latest word of each guardian on one thing.
    pub fn latest(&self, purpose: Purpose) -> BTreeMap<GuardianId, Word> {
        consent::latest(&self.words(), purpose)
    }

    /// What a guardian is called.
    pub fn called(&self, guardian: GuardianId) -> Option<&str> {
        self.guardians.iter().find(|(id, _)| *id == guardian).and_then(|(_, name)| name.as_deref())
    }
}

/// The school for which the caller keeps a child's papers: one where she teaches, or for which she answers, and to which the child belongs, or
/// belonged last.
///
/// # Errors
/// There is none, or the person is no child: whoever is grown up answers for herself.
pub fn school_of(conn: &mut Conn, caller: &Caller, child: PersonId) -> Result<NodeId, Error> {
    let row = people::by_id(conn, child)?.filter(|row| row.minor).ok_or(Error::NOT_FOUND)?;
    for belongs in people::belongs_or_belonged(conn, row.id)? {
        let place = ground::place(conn, belongs.node)?;
        if may(Verb::KeepConsents, caller.to_place(&place)) {
            return Ok(belongs.node);
        }
    }
    Err(Error::NOT_FOUND)
}

/// The children of a school, by grade, group and name.
///
/// # Errors
/// Not for this caller.
pub fn children(conn: &mut Conn, caller: &Caller, school: NodeId) -> Result<Vec<MemberView>, Error> {
    ground::allow_at(conn, caller, Verb::KeepConsents, school)?;
    let mut children = people::members(conn, school)?;
    children.retain(|row| row.minor);
    children.dedup_by_key(|row| row.id);
    Ok(children)
}

/// What is known of these children, for whoever may keep a school's papers.
///
/// # Errors
/// Not for this caller.
pub fn of_children(conn: &mut Conn, caller: &Caller, school: NodeId, ids: &[PersonId]) -> Result<HashMap<PersonId, OfChild>, Error> {
    ground::allow_at(conn, caller, Verb::KeepConsents, school)?;
    let mut found: HashMap<PersonId, OfChild> = ids.iter().map(|id| (*id, OfChild::default())).collect();
    for (child, day) in consents::notices(conn, school)? {
        found.entry(child).and_modify(|one| one.notice = Some(day));
    }
    let guardians = consents::guardians(conn, ids)?;
    let members: Vec<PersonId> = guardians.iter().filter_map(|row| row.person).collect();
    let names = people::names(conn, &members)?;
    for GuardianRow { id, child, person, name } in guardians {
        let name = name.or_else(|| names.get(&person?).cloned());
        found.entry(child).and_modify(|one| one.guardians.push((id, name)));
    }
    // What somebody has said of herself since she grew up is no guardian's, should she be a child after all.
    for row in consents::of_children(conn, ids)?.into_iter().filter(|row| row.guardian != own_hand(row.child)) {
        found.entry(row.child).and_modify(|one| one.lines.push(row));
    }
    Ok(found)
}

/// What is known of one.
///
/// # Errors
/// Not for this caller.
pub fn of_child(conn: &mut Conn, caller: &Caller, child: PersonId) -> Result<(NodeId, OfChild), Error> {
    let school = school_of(conn, caller, child)?;
    let found = of_children(conn, caller, school, &[child])?.remove(&child).unwrap_or_default();
    Ok((school, found))
}

/// Who of a school's families and neighbours may be meant by a paper: grown up, of the school, and there today.
///
/// # Errors
/// The database cannot be read.
pub fn relatives(conn: &mut Conn, school: NodeId) -> Result<Vec<MemberView>, store::Error> {
    let mut members = people::members(conn, school)?;
    members.retain(|row| !row.minor && row.position == Position::Family);
    Ok(members)
}

/// Notes that these families have the notice. Those that had it keep their day.
///
/// # Errors
/// Not for this caller, one is no child of the school, or the day is to come.
pub fn give_notice(tx: &mut Tx<'_>, caller: &Caller, school: NodeId, whom: &[PersonId], day: Option<Day>) -> Result<usize, Error> {
    let children: BTreeSet<PersonId> = children(tx, caller, school)?.into_iter().map(|row| row.id).collect();
    ground::actor(tx, caller)?;
    let today = ground::today(tx, school)?;
    let day = past_day(day.unwrap_or(today), today, None).map_err(|problem| Error::at("day", problem))?;
    let known = consents::notices(tx, school)?;
    let mut given = 0;
    for child in whom {
        if !children.contains(child) {
            return Err(Error::at("person", Problem::UnknownChoice));
        }
        if !known.contains_key(child) {
            tx.record(NoticeGiven { child: *child, school, day })?;
            given += 1;
        }
    }
    Ok(given)
}

/// Enters a paper that came back. Its family has the notice, for it stands on the same sheet. Answers with the school that was told.
///
/// # Errors
/// Not for this caller, or a field has to be put right: `guardian`, `day`, `answers`.
pub fn enter(tx: &mut Tx<'_>, caller: &Caller, input: &Paper) -> Result<NodeId, Error> {
    let school = school_of(tx, caller, input.child)?;
    ground::actor(tx, caller)?;
    let today = ground::today(tx, school)?;
    let (child, mut id) = (input.child, input.consent);
    let mut check = Check::new();
    let day = check.take("day", past_day(input.day.unwrap_or(today), today, None));
    check.require(!input.answers.is_empty(), "answers", Problem::Missing);
    let guardian = check.take("guardian", signer(tx, school, child, &input.signer)?);
    check.done()?;
    let (Some(day), Some(signed)) = (day, guardian) else { return Err(Error::NOT_FOUND) };
    let answers: Vec<(Purpose, bool)> = input.answers.iter().map(|(purpose, given)| (*purpose, *given)).collect();
    let hand = match &signed {
        Signed::Known(guardian) => Some(*guardian),
        Signed::New { .. } => None,
    };
    let same = |rows: &[ConsentRow]| {
        let said: Vec<(Purpose, bool)> = rows.iter().map(|row| (row.purpose, row.given)).collect();
        // Sorted here: the database knows the purposes by their letters.
        let said: BTreeMap<Purpose, bool> = said.into_iter().collect();
        rows.first().is_some_and(|row| (row.child, row.day, Some(row.guardian)) == (child, day, hand)) && said == input.answers
    };
    let there = consents::paper(tx, id)?;
    if same(&there) {
        return Ok(school);
    }
    if !there.is_empty() {
        // Another paper, entered on a page that the browser went back to.
        id = id.beside(&format!("{child} {day} {:?} {answers:?}", input.signer));
        let there = consents::paper(tx, id)?;
        if !there.is_empty() {
            return if same(&there) { Ok(school) } else { Err(Error::NOT_FOUND) };
        }
    }
    let guardian = match signed {
        Signed::Known(guardian) => guardian,
        Signed::New { person, name } => {
            let guardian = tx.new_id();
            tx.record(GuardianNamed { guardian, child, person, name })?;
            guardian
        }
    };
    let no_card = answers.contains(&(Purpose::Card, false));
    tx.record(ConsentAnswered { consent: id, child, school, guardian, day, answers })?;
    if no_card {
        // What a card has opened at home closes with it.
        sessions::end_all(tx, child)?;
    }
    if consents::notice(tx, child, school)?.is_none() {
        tx.record(NoticeGiven { child, school, day })?;
    }
    Ok(school)
}

/// Who signed, once it is found out.
enum Signed {
    Known(GuardianId),
    New { person: Option<PersonId>, name: Option<String> },
}

fn signer(tx: &mut Tx<'_>, school: NodeId, child: PersonId, signer: &Signer) -> Result<Result<Signed, Problem>, Error> {
    let known = consents::guardians(tx, &[child])?;
    let full = known.len() >= MOST_GUARDIANS;
    let new = |person, name| if full { Err(Problem::TooMany(MOST_GUARDIANS)) } else { Ok(Signed::New { person, name }) };
    Ok(match signer {
        Signer::Known(guardian) => {
            let hers = known.iter().any(|row| row.id == *guardian);
            if hers { Ok(Signed::Known(*guardian)) } else { Err(Problem::UnknownChoice) }
        }
        Signer::Member(person) => match known.iter().find(|row| row.person == Some(*person)) {
            Some(row) => Ok(Signed::Known(row.id)),
            None if relatives(tx, school)?.iter().any(|row| row.id == *person) => new(Some(*person), None),
            None => Err(Problem::UnknownChoice),
        },
        Signer::Written(name) => match persons::shown_name(name, false) {
            Err(problem) => Err(problem),
            Ok(name) => {
                let members: Vec<PersonId> = known.iter().filter_map(|row| row.person).collect();
                let members = people::names(tx, &members)?;
                let called = |row: &GuardianRow| row.name.as_ref().or_else(|| members.get(&row.person?)).map(|name| fold(name));
                match known.iter().find(|row| called(row) == Some(fold(&name))) {
                    Some(row) => Ok(Signed::Known(row.id)),
                    None => new(None, Some(name)),
                }
            }
        },
    })
}

/// Says that a paper no longer counts: it was entered by mistake, or who signed does not answer for the child. Said twice, it is so. Answers
/// with the child.
///
/// # Errors
/// There is none, or not for this caller.
pub fn withdraw(tx: &mut Tx<'_>, caller: &Caller, consent: ConsentId) -> Result<PersonId, Error> {
    let rows = consents::paper(tx, consent)?;
    let row = rows.first().ok_or(Error::NOT_FOUND)?;
    let school = school_of(tx, caller, row.child)?;
    ground::actor(tx, caller)?;
    if row.withdrawn.is_none() {
        let day = ground::today(tx, school)?;
        tx.record(ConsentWithdrawn { consent, day })?;
        if rows.iter().any(|row| row.purpose == Purpose::Card && row.given) {
            sessions::end_all(tx, row.child)?;
        }
    }
    Ok(row.child)
}

/// Whether something may be done with a person at a school: she is grown up, or her guardians say yes.
///
/// # Errors
/// The database cannot be read.
pub fn stands(conn: &mut Conn, school: NodeId, person: PersonId, purpose: Purpose) -> Result<bool, store::Error> {
    // Unknown counts as minor.
    if people::by_id(conn, person)?.is_some_and(|row| !row.minor) {
        return match (purpose, said_of(conn, person)?) {
            (Purpose::Photos, Some(said)) => Ok(said.shown(school)),
            _ => Ok(true),
        };
    }
    let words = consents::on(conn, person, purpose)?;
    // What she said as a grown-up is nothing that a guardian says, should that have been a mistake.
    let words: Vec<Word> = words.iter().filter(|row| row.guardian != own_hand(person)).filter_map(ConsentRow::word).collect();
    Ok(consent::standing(&words, purpose, school) == Standing::Given)
}

/// Under which id somebody who has grown up answers for herself: her own. Nobody is named as her guardian for it.
fn own_hand(person: PersonId) -> GuardianId {
    person.cast()
}

/// What was said of the photos in somebody's records: by her family while she was a child, and by herself since she has grown up.
#[derive(Debug, Clone)]
pub struct SaidOf {
    words: Vec<Word>,
    /// What she says herself; nothing before she has.
    pub own: Option<bool>,
}

impl SaidOf {
    /// Whether they are shown at a school.
    pub fn shown(&self, school: NodeId) -> bool {
        self.own.unwrap_or_else(|| consent::standing(&self.words, Purpose::Photos, school) == Standing::Given)
    }
}

/// What was said of somebody's photos; nothing of whom nobody was ever asked, for she came as a grown-up.
///
/// # Errors
/// The database cannot be read.
pub fn said_of(conn: &mut Conn, person: PersonId) -> Result<Option<SaidOf>, store::Error> {
    let mut rows = consents::of_children(conn, &[person])?;
    rows.retain(|row| row.purpose == Purpose::Photos);
    if rows.is_empty() {
        return Ok(None);
    }
    let hand = own_hand(person);
    let (own, words): (Vec<Word>, Vec<Word>) = rows.iter().filter_map(ConsentRow::word).partition(|word| word.guardian == hand);
    let own = own.into_iter().max_by_key(|word| word.at).map(|word| word.given);
    Ok(Some(SaidOf { words, own }))
}

/// Somebody who has grown up says whether the photos in her records are shown. The last word counts.
///
/// # Errors
/// It is not her own to say, or nobody was ever asked.
pub fn decide(tx: &mut Tx<'_>, caller: &Caller, person: PersonId, paper: ConsentId, shown: bool) -> Result<(), Error> {
    let grown = people::by_id(tx, person)?.is_some_and(|row| !row.minor);
    if !caller.is(person) || !grown || said_of(tx, person)?.is_none() {
        return Err(Error::NOT_FOUND);
    }
    ground::actor(tx, caller)?;
    if let Some(row) = consents::paper(tx, paper)?.first() {
        return if row.child == person { Ok(()) } else { Err(Error::NOT_FOUND) };
    }
    let guardian = own_hand(person);
    let school = ground::home(tx, person)?;
    let day = ground::today(tx, school)?;
    tx.record(ConsentAnswered { consent: paper, child: person, school, guardian, day, answers: vec![(Purpose::Photos, shown)] })?;
    Ok(())
}

/// Of these people of a school, whose names may hang where anybody passes.
///
/// # Errors
/// The database cannot be read.
pub fn on_the_wall(conn: &mut Conn, school: NodeId, ids: &[PersonId]) -> Result<BTreeSet<PersonId>, store::Error> {
    // Unknown counts as minor.
    let adults: BTreeSet<PersonId> = people::members(conn, school)?.into_iter().filter(|row| !row.minor).map(|row| row.id).collect();
    let mut words: HashMap<PersonId, Vec<Word>> = HashMap::new();
    for row in consents::of_children(conn, ids)? {
        words.entry(row.child).or_default().extend(row.word());
    }
    let says = |id: &PersonId| words.get(id).is_some_and(|words| consent::standing(words, Purpose::Poster, school) == Standing::Given);
    Ok(ids.iter().copied().filter(|id| adults.contains(id) || says(id)).collect())
}
