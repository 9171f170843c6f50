//! Two entries, one person: a list brought in twice, a child who came back and was entered anew. A steward of the school says so, after having
//! seen what changes. One entry goes on, the other is empty from then on, and whoever asks for it is led to the one that is kept.
//!
//! What shows that they are two is refused, and said: one tutored the other, directly or through others; one was at the other's demonstration;
//! somebody keeps them apart; one is a child and the other is not. So is what the caller does not answer for: with an entry come its other
//! places and its offices. Said once it holds for good: whoever merges two children by mistake has mixed what both wrote, and nothing could
//! take it apart again.

use std::collections::BTreeSet;

use super::{Error, ground};
use crate::domain::fact::{MasteryWithdrawn, PersonMerged};
use crate::domain::id::{NodeId, PersonId, TopicId};
use crate::domain::moment::Day;
use crate::domain::policy::{Caller, Relations, Verb, may};
use crate::domain::refusal::{Check, Problem};
use crate::domain::search::fold;
use crate::domain::words::TutorialState;
use crate::store::queries::{interests, masteries, moves, people, same_person, tutorials};
use crate::store::rows::{MasteryRow, PersonRow, TutorialRow};
use crate::store::{Conn, Tx};

/// What would change, for a page that asks.
#[derive(Debug, Default)]
pub struct Preview {
    /// What both entries have mastered: which mastery stays, which goes, and how many came from the one that goes.
    pub doubled: Vec<Doubled>,
    /// What only the entry that goes has mastered.
    pub topics: Vec<TopicId>,
    /// What both want: one wish stays.
    pub wishes: Vec<TopicId>,
    /// Those that end: nobody is in two at once, or learns what she masters.
    pub ends: Vec<TutorialRow>,
    /// How many tutorials of the entry that goes become hers, with what is written in them.
    pub tutorials: usize,
    /// Why it cannot be; nothing where it can.
    pub against: Vec<Problem>,
}

/// A topic that both entries have mastered.
#[derive(Debug)]
#[expect(missing_docs, reason = "told by its names")]
pub struct Doubled {
    pub first: MasteryRow,
    pub later: MasteryRow,
    pub children: usize,
}

/// Whether the caller may merge somebody with others: for pages that offer it.
///
/// # Errors
/// The database cannot be read.
pub fn may_merge(conn: &mut Conn, caller: &Caller, person: PersonId) -> Result<bool, Error> {
    match place_of(conn, caller, person) {
        Ok(_) => Ok(true),
        Err(Error::Refused(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// The place of somebody's, now or last, at which the caller may do this.
///
/// # Errors
/// There is none.
pub fn place_of(conn: &mut Conn, caller: &Caller, person: PersonId) -> Result<NodeId, Error> {
    if people::by_id(conn, person)?.is_none() {
        return Err(Error::NOT_FOUND);
    }
    for row in people::belongs_or_belonged(conn, person)? {
        if may(Verb::MergePeople, at(conn, caller, row.node)?) {
            return Ok(row.node);
        }
    }
    Err(Error::NOT_FOUND)
}

fn at(conn: &mut Conn, caller: &Caller, node: NodeId) -> Result<Relations, Error> {
    let place = ground::place(conn, node)?;
    Ok(caller.to_place(&place))
}

/// Who of a place could be the same person, those first who share a name with her: one who is of the place, or has left it since
/// a day.
///
/// # Errors
/// The caller may not merge her.
pub fn candidates(conn: &mut Conn, caller: &Caller, kept: PersonId, since: Day) -> Result<Vec<(PersonId, String)>, Error> {
    let node = place_of(conn, caller, kept)?;
    let minor = people::by_id(conn, kept)?.is_some_and(|row| row.minor);
    let named = people::name(conn, kept)?.ok_or(Error::NOT_FOUND)?;
    let told: BTreeSet<&str> = named.search.split(' ').collect();
    let mut found: Vec<(PersonId, String)> =
        people::members(conn, node)?.into_iter().filter(|row| row.minor == minor).map(|row| (row.id, row.name)).collect();
    found.extend(people::gone(conn, node, since)?);
    found.retain(|(person, _)| *person != kept);
    found.sort_by_key(|(_, name)| !fold(name).split(' ').any(|word| told.contains(word)));
    Ok(found)
}

/// What would change if another entry were merged into the one that is kept.
///
/// # Errors
/// The caller is no steward of a place of both.
pub fn preview(conn: &mut Conn, caller: &Caller, kept: PersonId, other: PersonId) -> Result<Preview, Error> {
    let answers = answers_for(conn, caller, kept)? & answers_for(conn, caller, other)?;
    if kept == other {
        return Err(Error::NOT_FOUND);
    }
    let mut preview = Preview::default();
    let minor = |row: Option<PersonRow>| row.is_some_and(|row| row.minor);
    let ages = [minor(people::by_id(conn, kept)?), minor(people::by_id(conn, other)?)];
    for (holds, problem) in [
        (!answers, Problem::OthersAnswer),
        (ages[0] != ages[1], Problem::ChildAndAdult),
        (same_person::tutored(conn, kept, other)?, Problem::OwnLineage),
        (same_person::met(conn, kept, other)?, Problem::TheyMet),
        (people::blocked(conn, kept, other)?, Problem::KeptApart),
        (moves::waiting(conn, kept)?.or(moves::waiting(conn, other)?).is_some(), Problem::OnTheWay),
    ] {
        if holds {
            preview.against.push(problem);
        }
    }
    let (hers, others) = (masteries::of_person(conn, kept)?, masteries::of_person(conn, other)?);
    for row in others {
        match hers.iter().find(|own| own.topic == row.topic) {
            None => preview.topics.push(row.topic),
            Some(own) => {
                let (first, later) = if (own.day, own.id) <= (row.day, row.id) { (own.clone(), row) } else { (row, own.clone()) };
                let children = masteries::children(conn, later.id)?.len();
                preview.doubled.push(Doubled { first, later, children });
            }
        }
    }
    let wanted = interests::of_learner(conn, kept)?;
    let both = interests::of_learner(conn, other)?.into_iter().filter(|row| wanted.iter().any(|own| own.topic == row.topic));
    preview.wishes = both.map(|row| row.topic).collect();
    let any: Vec<TutorialState> = TutorialState::ALL.iter().copied().filter(|state| *state != TutorialState::NeverBegan).collect();
    preview.tutorials = tutorials::of_learner(conn, other, &any)?.len() + tutorials::of_tutor(conn, other, &any)?.len();
    preview.ends = ends(conn, kept, other)?;
    Ok(preview)
}

/// Whether the caller answers for everything that comes with an entry.
fn answers_for(conn: &mut Conn, caller: &Caller, person: PersonId) -> Result<bool, Error> {
    place_of(conn, caller, person)?;
    let mut nodes: Vec<NodeId> = people::belongs_or_belonged(conn, person)?.into_iter().map(|row| row.node).collect();
    nodes.extend(people::stewardships(conn, person)?);
    for node in nodes {
        if !may(Verb::MergePeople, at(conn, caller, node)?) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The tutorials that cannot go on beside those of the other entry. Of several in which she learns, the first goes on.
fn ends(conn: &mut Conn, kept: PersonId, other: PersonId) -> Result<Vec<TutorialRow>, Error> {
    let live = [TutorialState::Open, TutorialState::Proposed];
    let (mut learning, mut tutoring) = (Vec::new(), Vec::new());
    let mut apart = BTreeSet::new();
    for person in [kept, other] {
        learning.extend(tutorials::of_learner(conn, person, &live)?);
        tutoring.extend(tutorials::of_tutor(conn, person, &live)?);
        apart.extend(people::blocks_of(conn, person)?.into_iter().flat_map(|row| [row.one, row.other]));
    }
    learning.sort_by_key(|row| (row.state != TutorialState::Open, row.contested, row.agreed, row.id));
    let mut ends = Vec::new();
    let mut goes_on: Vec<TutorialRow> = Vec::new();
    for row in learning {
        let masters = masteries::live(conn, kept, row.topic)?.or(masteries::live(conn, other, row.topic)?).is_some();
        let second = match row.state {
            TutorialState::Open => i64::try_from(goes_on.len()).unwrap_or(i64::MAX) >= super::tutorials::OPEN_AT_ONCE,
            _ => goes_on.iter().any(|one| one.topic == row.topic && one.tutor == row.tutor),
        };
        if masters || second || apart.contains(&row.tutor) {
            ends.push(row);
        } else {
            goes_on.push(row);
        }
    }
    ends.extend(tutoring.into_iter().filter(|row| apart.contains(&row.learner)));
    Ok(ends)
}

/// Says that two entries are one person. Said twice, it holds.
///
/// # Errors
/// The caller is no steward of a place of both, or they cannot be one.
pub fn merge(tx: &mut Tx<'_>, caller: &Caller, kept: PersonId, other: PersonId) -> Result<(), Error> {
    if people::goes_on_in(tx, other)? == Some(kept) {
        return place_of(tx, caller, kept).map(drop);
    }
    let preview = preview(tx, caller, kept, other)?;
    ground::actor(tx, caller)?;
    let mut check = Check::new();
    for problem in &preview.against {
        check.add("", *problem);
    }
    check.done()?;
    let node = place_of(tx, caller, kept)?;
    let day = ground::today(tx, node)?;
    for row in &preview.ends {
        super::course::give_up(tx, row, day)?;
    }
    tx.record(PersonMerged { person: other, into: kept, day })?;
    // What came from it hangs under the first by now.
    for doubled in &preview.doubled {
        tx.record(MasteryWithdrawn { mastery: doubled.later.id, day })?;
    }
    // Whoever vouched for her, or for whom she vouches, may make a pair unsafe.
    let open = [TutorialState::Open];
    let mut hers = tutorials::of_learner(tx, kept, &open)?;
    hers.extend(tutorials::of_tutor(tx, kept, &open)?);
    super::course::stop_hindered(tx, hers)
}
