//! The rows of a board's columns: one for each learner, each with the one thing that can be done next.

use std::collections::{HashMap, HashSet};

use super::{Ground, Row};
use crate::domain::id::{NodeId, PersonId, TutorialId};
use crate::domain::moment::Day;
use crate::domain::policy::Verb;
use crate::store::Conn;
use crate::store::queries::{board, interests, masteries, tutorials};
use crate::store::rows::{InterestRow, TutorialRow};
use crate::web::Error;
use crate::web::here::{Here, stamp};

/// Learners who chose a topic and have nobody yet: each once, with the first of her wishes that could begin today, or with her first where none
/// can; longest waiting first.
pub(super) fn waiting(
    conn: &mut Conn,
    here: &Here,
    node: NodeId,
    today: Day,
    ground: &Ground,
    busy: &HashSet<PersonId>,
    mut wishes: Vec<InterestRow>,
) -> Result<Vec<Row>, Error> {
    let taken: HashMap<_, i64> = masteries::taken_in(conn, node)?.into_iter().collect();
    let mut room: HashMap<_, i64> = HashMap::new();
    for offer in masteries::catalog(conn, node)? {
        *room.entry(offer.topic).or_default() += i64::from(i64::from(offer.capacity) > taken.get(&offer.id).copied().unwrap_or(0));
    }
    let has_room = |wish: &InterestRow| room.get(&wish.topic).is_some_and(|tutors| *tutors > 0);
    wishes.retain(|wish| !busy.contains(&wish.learner) && ground.shows(wish.learner) && ground.members.contains_key(&wish.learner));
    wishes.sort_by_key(|wish| (wish.learner, wish.rank, wish.id));
    let mut chosen: Vec<(&InterestRow, &InterestRow)> = wishes
        .chunk_by(|one, other| one.learner == other.learner)
        .filter_map(|hers| {
            let first = hers.first()?;
            Some((hers.iter().find(|wish| has_room(wish)).unwrap_or(first), first))
        })
        .collect();
    chosen.sort_by_key(|(wish, _)| (wish.stated, wish.id));
    Ok(chosen
        .into_iter()
        .map(|(wish, first)| {
            let said = match room.get(&wish.topic) {
                Some(tutors) => here.text("board-room", &[("tutors", (*tutors).into())]),
                None => here.text("board-room-nobody", &[]),
            };
            let tutors = room.get(&wish.topic).copied().unwrap_or(0);
            let (action, href) = if tutors > 0 {
                (
                    "board-go-waiting",
                    ground.open(Verb::ProposeForOthers, format!("/tutorials/new?learner={}&topic={}", wish.learner, wish.topic)),
                )
            } else {
                ("board-go-unmet", Some(format!("/topics/{}", wish.topic)))
            };
            Row {
                name: ground.name(here, wish.learner),
                stamp: stamp(wish.learner),
                topic: ground.titles.of(wish.topic),
                why: ground.whys.get(&(wish.learner, wish.topic)).cloned(),
                small: Some(if wish.id == first.id {
                    said
                } else {
                    here.text("board-room-next", &[("room", said.into()), ("topic", ground.titles.text(first.topic).into())])
                }),
                when: here.text("board-days", &[("days", (today - wish.stated).num_days().into())]),
                href,
                action: here.text(action, &[]),
            }
        })
        .collect())
}

/// Tutorials that go on, with the days since the last page of the record; who asked to rehearse comes first. Of those that were shown and go on
/// it is said, so that nobody looks for them where they stood before.
pub(super) fn in_tutorial(conn: &mut Conn, here: &Here, today: Day, ground: &Ground, rows: &[&TutorialRow]) -> Result<Vec<Row>, Error> {
    let ids: Vec<TutorialId> = rows.iter().map(|row| row.id).collect();
    let last: HashMap<TutorialId, Option<Day>> = tutorials::last_entries(conn, &ids)?.into_iter().collect();
    let mut dated: Vec<(bool, Day, Row)> = rows
        .iter()
        .map(|row| {
            let written = last.get(&row.id).copied().flatten();
            let since = written.or(row.agreed).unwrap_or(row.proposed);
            let asked = ground.rehearsal(row).asked;
            let said = match (asked, ground.not_yet.get(&row.id)) {
                (Some(day), _) => Some(("board-asked", day)),
                (None, Some(day)) => Some(("board-not-yet", *day)),
                (None, None) => None,
            };
            let with = with(here, ground, row);
            let row = Row {
                name: ground.name(here, row.learner),
                stamp: stamp(row.learner),
                topic: ground.titles.of(row.topic),
                why: None,
                small: Some(match said {
                    Some((key, day)) => here.text(key, &[("with", with.into()), ("day", here.short(day).into())]),
                    None => with,
                }),
                when: here.text("board-days", &[("days", (today - since).num_days().into())]),
                href: ground.open(Verb::ReadTutorial, format!("/tutorials/{}", row.id)),
                action: here.text("board-go-going", &[]),
            };
            (asked.is_some(), since, row)
        })
        .collect();
    dated.sort_by_key(|(asks, since, _)| (!asks, *since));
    Ok(dated.into_iter().map(|(.., row)| row).collect())
}

fn with(here: &Here, ground: &Ground, row: &TutorialRow) -> String {
    if here.caller.is(row.tutor) {
        return here.text("board-with-you", &[]);
    }
    here.text("board-with", &[("tutor", ground.name(here, row.tutor).into())])
}

/// A tutorial that was rehearsed, or whose day is set.
pub(super) fn to_demonstrate(here: &Here, today: Day, ground: &Ground, row: &TutorialRow) -> Row {
    let plan = ground.plans.get(&row.id);
    let when = match (plan, ground.rehearsal(row).held) {
        (Some(plan), _) => here.short(plan.day),
        (None, Some(day)) => here.text("board-rehearsed", &[("day", here.short(day).into())]),
        (None, None) => String::new(),
    };
    let (action, verb, href) = match plan {
        Some(plan) if plan.day <= today => ("board-go-record", Verb::RecordDemonstration, format!("/tutorials/{}/record", row.id)),
        Some(_) => ("board-go-planned", Verb::ReadTutorial, format!("/tutorials/{}", row.id)),
        None => ("board-go-ready", Verb::PlanDemonstration, format!("/tutorials/{}/demonstration", row.id)),
    };
    Row {
        name: ground.name(here, row.learner),
        stamp: stamp(row.learner),
        topic: ground.titles.of(row.topic),
        why: None,
        small: Some(with(here, ground, row)),
        when,
        href: ground.open(verb, href),
        action: here.text(action, &[]),
    }
}

/// Members who have demonstrated and have not accompanied anybody yet: each once, with her newest topic, longest since first.
pub(super) fn new_tutors(
    conn: &mut Conn,
    here: &Here,
    node: NodeId,
    ground: &Ground,
    promoted: Vec<crate::store::rows::MasteryRow>,
) -> Result<Vec<Row>, Error> {
    let mut newest = Vec::new();
    let mut seen = HashSet::new();
    for row in promoted {
        if ground.members.contains_key(&row.person) && ground.shows(row.person) && seen.insert(row.person) {
            newest.push(row);
        }
    }
    let all: Vec<PersonId> = newest.iter().map(|row| row.person).collect();
    let have = board::have_tutored(conn, &all)?;
    let offers: HashMap<_, _> = masteries::catalog(conn, node)?.into_iter().map(|offer| (offer.mastery, offer.id)).collect();
    let waiting: HashMap<_, i64> = interests::counts(conn, node)?.into_iter().collect();
    newest.retain(|row| !have.contains(&row.person));
    newest.sort_by_key(|row| (row.day, row.id));
    Ok(newest
        .into_iter()
        .map(|row| {
            let (action, href) = match offers.get(&row.id) {
                Some(offer) => ("board-go-new", ground.open(Verb::ProposeForOthers, format!("/tutorials/new?offer={offer}"))),
                None => ("board-go-new-closed", Some(format!("/people/{}/catalog", row.person))),
            };
            Row {
                name: ground.name(here, row.person),
                stamp: stamp(row.person),
                topic: ground.titles.of(row.topic),
                why: None,
                small: waiting.get(&row.topic).map(|count| here.text("board-wanted", &[("count", (*count).into())])),
                when: here.text("board-since", &[("day", here.short(row.day).into())]),
                href,
                action: here.text(action, &[]),
            }
        })
        .collect())
}

/// A proposal that waits for a yes, and whose.
pub(super) fn proposal(here: &Here, today: Day, ground: &Ground, row: &TutorialRow) -> Row {
    let (learner, tutor) = (ground.name(here, row.learner), ground.name(here, row.tutor));
    let key = match (row.learner_agreed, row.tutor_agreed) {
        (false, false) => "board-yes-both",
        (false, true) => "board-yes-learner",
        (true, _) => "board-yes-tutor",
    };
    Row {
        why: ground.whys.get(&(row.learner, row.topic)).cloned(),
        small: Some(here.text(key, &[("learner", learner.as_str().into()), ("tutor", tutor.as_str().into())])),
        name: learner,
        stamp: stamp(row.learner),
        topic: ground.titles.of(row.topic),
        when: here.text("board-days", &[("days", (today - row.proposed).num_days().into())]),
        href: ground.open(Verb::AnswerProposal, format!("/tutorials/{}", row.id)),
        action: here.text("board-go-proposal", &[]),
    }
}
