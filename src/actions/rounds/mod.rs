//! *Suggest for my group*: the best assignment of those who wait in a place, and the proposals that a teacher makes out of it.
//!
//! A suggestion is never an assignment. What a teacher accepts becomes proposals, as if she had made each by itself: nothing begins until both
//! sides have agreed. A round that led to proposals is kept, with the weights that were in force, so that a choice can be explained later; it
//! says who with whom by ids, and holds no name and no text.
//!
//! Between looking and accepting something may have changed. Then nothing at all is written, and each pair that is no longer possible is told
//! with its reason: half a round would leave places to nobody whom the other half was meant to free.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::suggestions::Finder;
use super::tutorials::{self as acts, Propose};
use super::{Error, ground, meetings};
use crate::domain::fact::{PairsProposed, ProposedPair};
use crate::domain::id::{NodeId, OfferId, PersonId, RoundId, TopicId, TutorialId, VisitId};
use crate::domain::moment::{Day, Moment};
use crate::domain::policy::{Caller, Verb, may};
use crate::domain::refusal::{Check, Problem, Refusal};
use crate::domain::words::TutorialState;
use crate::graph::round::{Coming, Round};
use crate::graph::score::Weights;
use crate::store::queries::{demonstrations, masteries, nodes, people, rounds, tutorials, visits};
use crate::store::rows::{RoundPairRow, RoundRow, TutorialRow};
use crate::store::{Conn, Tx};

pub mod plan;

pub use plan::{Fault, Plan, Settled, Worth};

/// How many past rounds are shown.
const SHOWN: i64 = 12;

/// What a teacher is shown.
#[derive(Debug)]
pub struct Looked {
    /// Who waits and what there is.
    pub round: Round,
    /// The best assignment around what she settled, if it proved itself.
    pub plan: Result<Plan, Fault>,
    /// What each tutor's places mean.
    pub worth: Vec<Worth>,
    /// The days of the visits that some pair needs.
    pub visits: BTreeMap<VisitId, Day>,
    /// Whether the caller may propose pairs of it.
    pub may_propose: bool,
}

/// Looks for the best assignment of some of a place's people. `settle` turns what was chosen by hand into numbers of the round.
///
/// # Errors
/// The place's board is not for this caller.
pub fn look(
    finder: &Finder,
    conn: &mut Conn,
    caller: &Caller,
    node: NodeId,
    among: &BTreeSet<PersonId>,
    now: Moment,
    settle: impl FnOnce(&Round) -> Settled,
) -> Result<Looked, Error> {
    let place = ground::allow_at(conn, caller, Verb::ReadBoard, node)?;
    let may_propose = may(Verb::ProposeForOthers, caller.to_place(&place));
    let today = nodes::today(conn, node, now)?;
    let (coming, visits) = coming(conn, node, today)?;
    // Under the lock only what concerns the group is taken out; the work is done on that.
    let round = finder.network.ask_around(conn, node, |network| network.round(&[node], Some(among), &coming, today))?;
    let settled = settle(&round);
    let found = plan::plan(&round, &finder.weights, &settled).and_then(|plan| Ok((plan, plan::worth(&round, &finder.weights)?)));
    let (plan, worth) = match found {
        Ok((plan, worth)) => (Ok(plan), worth),
        Err(fault) => {
            tracing::error!(%fault, place = %node, learners = round.learners.len(), pairs = round.pairs.len(), "no assignment is shown");
            (Err(fault), Vec::new())
        }
    };
    Ok(Looked { round, plan, worth, visits, may_propose })
}

/// The next visits to a place, soonest first, and their days.
fn coming(conn: &mut Conn, node: NodeId, today: Day) -> Result<(Vec<Coming>, BTreeMap<VisitId, Day>), Error> {
    let agreed = visits::agreed_from(conn, node, today, visits::AHEAD)?;
    let days = agreed.iter().map(|(row, _)| (row.id, row.day)).collect();
    Ok((agreed.into_iter().map(|(row, agreed)| Coming { visit: row.id, agreed }).collect(), days))
}

/// What may soon let somebody begin who has nobody now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// A tutorial that is under way.
    pub tutorial: TutorialId,
    /// Its learner, who becomes a tutor by demonstrating.
    pub learner: PersonId,
    /// What she learns.
    pub topic: TopicId,
    /// The day of her demonstration, where one is set.
    pub day: Option<Day>,
}

/// For each learner of a round who is left without anybody: which tutorial of the place would open a place for her when it ends, or make a tutor
/// whom she may meet. The soonest demonstration comes first, then what was rehearsed, then what has gone on longest.
///
/// # Errors
/// The database cannot be read.
pub fn openings(conn: &mut Conn, node: NodeId, round: &Round, left: &[u32]) -> Result<BTreeMap<u32, Opening>, Error> {
    let days: HashMap<TutorialId, Day> =
        demonstrations::coming(conn, node)?.into_iter().filter_map(|plan| Some((plan.tutorial?, plan.day))).collect();
    let mut open = tutorials::in_school(conn, node, &[TutorialState::Open])?;
    open.retain(|row| !row.contested);
    open.sort_by_key(|row| {
        let day = days.get(&row.id).copied();
        (day.is_none(), day, row.rehearsed.is_none(), row.agreed, row.id)
    });
    let mut found = BTreeMap::new();
    for number in left {
        let learner = &round.learners[*number as usize];
        let offers: Vec<OfferId> = round.of(*number).map(|at| round.pairs[at].way.offer).collect();
        for row in open.iter().filter(|row| learner.wishes.iter().any(|wish| wish.topic == row.topic)) {
            let frees = row.offer.is_some_and(|offer| offers.contains(&offer));
            if frees || becomes_a_tutor_for(conn, row, learner.person)? {
                let (tutorial, day) = (row.id, days.get(&row.id).copied());
                found.insert(*number, Opening { tutorial, learner: row.learner, topic: row.topic, day });
                break;
            }
        }
    }
    Ok(found)
}

fn becomes_a_tutor_for(conn: &mut Conn, row: &TutorialRow, learner: PersonId) -> Result<bool, Error> {
    let Some(theirs) = people::standing(conn, row.learner)? else { return Ok(false) };
    let hers = ground::standing(conn, learner)?;
    let blocked = people::blocked(conn, learner, row.learner)?;
    Ok(crate::domain::rules::may_pair(&hers, &theirs, blocked, None).is_ok())
}

/// A pair that a teacher accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// Who would learn.
    pub learner: PersonId,
    /// From which offer.
    pub offer: OfferId,
    /// Whether she chose it herself, against or beside what was suggested.
    pub by_hand: bool,
}

/// What is accepted of a round.
#[derive(Debug, Clone)]
pub struct Accept {
    /// The form's id. Other pairs sent under the same id are another round.
    pub round: RoundId,
    /// Where.
    pub school: NodeId,
    /// What counted how much.
    pub weights: Weights,
    /// How many waited.
    pub waiting: usize,
    /// How many could begin at most.
    pub best: usize,
    /// What is proposed.
    pub pairs: Vec<Chosen>,
}

/// What came of accepting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Accepted {
    /// So many were proposed.
    Proposed(usize),
    /// Nothing was written: these pairs are not possible any more.
    Impossible(Vec<(PersonId, Problem)>),
}

/// Proposes the pairs of a round, all of them or none.
///
/// # Errors
/// The caller does not teach there, or no pair was chosen.
pub fn accept(tx: &mut Tx<'_>, caller: &Caller, input: &Accept) -> Result<Accepted, Error> {
    ground::allow_at(tx, caller, Verb::ProposeForOthers, input.school)?;
    let by = ground::actor(tx, caller)?;
    if input.pairs.is_empty() {
        return Err(Error::whole(Problem::NoPairChosen));
    }
    let words: Vec<String> = input.pairs.iter().map(|pair| format!("{} {}", pair.learner, pair.offer)).collect();
    let round = input.round.beside(&words.join(","));
    if rounds::by_id(tx, round)?.is_some() {
        return Ok(Accepted::Proposed(input.pairs.len()));
    }
    let mut promised: HashMap<OfferId, i64> = HashMap::new();
    let (mut chosen, mut impossible) = (Vec::with_capacity(input.pairs.len()), Vec::new());
    for pair in &input.pairs {
        let promised = promised.entry(pair.offer).or_default();
        match possible(tx, input.school, pair, *promised)? {
            Err(problem) => impossible.push((pair.learner, problem)),
            Ok(visit) => {
                *promised += 1;
                chosen.push((pair, visit));
            }
        }
    }
    if !impossible.is_empty() {
        return Ok(Accepted::Impossible(impossible));
    }
    let mut pairs = Vec::with_capacity(chosen.len());
    for (pair, visit) in chosen {
        let (learner, offer) = (pair.learner, pair.offer);
        let tutorial = round.beside(&learner.to_string()).cast();
        let tutorial = acts::propose(tx, caller, &Propose { tutorial, learner, offer, visit, aloud: false })?;
        let row = tutorials::by_id(tx, tutorial)?.ok_or(Error::NOT_FOUND)?;
        pairs.push(ProposedPair { learner, tutor: row.tutor, topic: row.topic, offer, tutorial, by_hand: pair.by_hand });
    }
    let number = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
    let (day, weights, proposed) = (ground::today(tx, input.school)?, input.weights.to_string(), pairs.len());
    let (waiting, best) = (number(input.waiting), number(input.best));
    tx.record(PairsProposed { round, school: input.school, by, day, weights, waiting, best, pairs })?;
    Ok(Accepted::Proposed(proposed))
}

/// What is said to a teacher, and not to the learner herself.
fn told(problem: Problem) -> Problem {
    if problem == Problem::LearnerBusy { Problem::OtherLearnerBusy } else { problem }
}

/// The visit that a pair needs, if it can be proposed now, where so many of the same round for the same offer come before it; else why it cannot.
fn possible(tx: &mut Tx<'_>, school: NodeId, pair: &Chosen, promised: i64) -> Result<Result<Option<VisitId>, Problem>, Error> {
    let offer = masteries::offer(tx, pair.offer)?.ok_or(Error::NOT_FOUND)?;
    if people::home(tx, pair.learner)? != Some(school) {
        return Ok(Err(Problem::OfferClosed));
    }
    let now = tx.now();
    let mut check = Check::new();
    let mut visit = None;
    match ground::may_pair(tx, pair.learner, offer.person, None) {
        Ok(Ok(())) => {}
        Ok(Err(Problem::NeedsVisit)) => {
            visit = meetings::bridging(tx, pair.learner, pair.offer, now)?;
            check.require(visit.is_some(), "tutor", Problem::NeedsVisit);
        }
        Ok(Err(problem)) => check.add("tutor", problem),
        // Whoever left, or was erased, offers nothing any more.
        Err(Error::Refused(_)) => check.add("tutor", Problem::OfferClosed),
        Err(error) => return Err(error),
    }
    let waits = tutorials::of_learner(tx, pair.learner, &[TutorialState::Proposed])?;
    check.require(waits.is_empty(), "learner", Problem::AskedMeanwhile);
    acts::check_now(tx, &mut check, pair.learner, &offer, None)?;
    let left = ground::free_places(tx, &offer)? - masteries::promised(tx, offer.id)?;
    check.require(left > promised, "tutor", Problem::OfferFull);
    Ok(match check.done() {
        Err(Refusal::Invalid(problems)) => problems.first().map_or(Ok(visit), |one| Err(told(one.problem))),
        Err(Refusal::NotFound) => Err(Problem::OfferClosed),
        Ok(()) => Ok(visit),
    })
}

/// A round that led to proposals, and what became of each.
#[derive(Debug, Clone)]
pub struct Past {
    /// The round.
    pub round: RoundRow,
    /// Its pairs, each with its tutorial as it stands now.
    pub pairs: Vec<(RoundPairRow, Option<TutorialRow>)>,
}

/// The last rounds of a place, newest first.
///
/// # Errors
/// The place's board is not for this caller.
pub fn past(conn: &mut Conn, caller: &Caller, node: NodeId) -> Result<Vec<Past>, Error> {
    ground::allow_at(conn, caller, Verb::ReadBoard, node)?;
    let mut found = Vec::new();
    for round in rounds::of_school(conn, node, SHOWN)? {
        let pairs = rounds::pairs(conn, round.id)?;
        found.push(Past { round, pairs });
    }
    Ok(found)
}
