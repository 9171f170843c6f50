//! The rows of a board's columns: one for each learner, each with the one thing that can be done next.

use std::collections::{HashMap, HashSet};

use super::{Ground, Row};
use crate::domain::id::{NodeId, OfferId, PersonId, TopicId, TutorialId};
use crate::domain::moment::Day;
use crate::domain::policy::Verb;
use crate::domain::words::TutorialState;
use crate::store::Conn;
use crate::store::queries::masteries::OfferView;
use crate::store::queries::{board, masteries, tutorials, waits};
use crate::store::rows::{InterestRow, TutorialRow};
use crate::web::Error;
use crate::web::here::{Here, stamp};

/// Those who wait.
pub(super) struct Waiting {
    /// A row for each, with the day since which she waits.
    rows: Vec<(Day, Row)>,
    /// Who waits for what: a learner may for more than her row tells.
    who: HashSet<(PersonId, TopicId)>,
}

impl Waiting {
    /// Those of two lists as one.
    pub(super) fn and(mut self, other: Waiting) -> Waiting {
        self.rows.extend(other.rows);
        self.who.extend(other.who);
        self.rows.sort_by_key(|(since, _)| *since);
        self
    }

    /// The rows, longest waiting first; and who waits for what.
    pub(super) fn told(self) -> (Vec<Row>, HashSet<(PersonId, TopicId)>) {
        (self.rows.into_iter().map(|(_, row)| row).collect(), self.who)
    }
}

/// The open offers of a place, and how many of each are taken.
pub(super) struct Places {
    offers: Vec<OfferView>,
    taken: HashMap<OfferId, i64>,
}

impl Places {
    /// Reads them.
    ///
    /// # Errors
    /// The database cannot be read.
    pub(super) fn load(conn: &mut Conn, node: NodeId) -> Result<Places, Error> {
        Ok(Places { offers: masteries::catalog(conn, node)?, taken: masteries::taken_in(conn, node)?.into_iter().collect() })
    }

    fn free(&self, offer: &OfferView) -> usize {
        usize::try_from(i64::from(offer.capacity) - self.taken.get(&offer.id).copied().unwrap_or(0)).unwrap_or(0)
    }

    /// How many places an offer has free; none where it is not of this place, or closed.
    fn free_of(&self, id: Option<OfferId>) -> usize {
        self.offers.iter().find(|offer| Some(offer.id) == id).map_or(0, |offer| self.free(offer))
    }

    /// Who has room in a topic.
    fn with_room(&self, topic: TopicId) -> impl Iterator<Item = PersonId> {
        self.offers.iter().filter(move |offer| offer.topic == topic && self.free(offer) > 0).map(|offer| offer.person)
    }

    /// How many have room in each topic that is offered.
    fn room(&self) -> HashMap<TopicId, i64> {
        let mut room = HashMap::new();
        for offer in &self.offers {
            *room.entry(offer.topic).or_default() += i64::from(self.free(offer) > 0);
        }
        room
    }
}

/// Learners who chose a topic and have nobody yet: each once, with the first of her wishes that could begin today, or with her first where none
/// can; longest waiting first.
pub(super) fn waiting(
    here: &Here,
    today: Day,
    ground: &Ground,
    places: &Places,
    busy: &HashSet<PersonId>,
    mut wishes: Vec<InterestRow>,
) -> Waiting {
    let room = places.room();
    let has_room = |wish: &InterestRow| room.get(&wish.topic).is_some_and(|tutors| *tutors > 0);
    wishes.retain(|wish| !busy.contains(&wish.learner) && ground.shows(wish.learner) && ground.members.contains_key(&wish.learner));
    wishes.sort_by_key(|wish| (wish.learner, wish.rank, wish.id));
    let who = wishes.iter().map(|wish| (wish.learner, wish.topic)).collect();
    let mut chosen: Vec<(&InterestRow, &InterestRow)> = wishes
        .chunk_by(|one, other| one.learner == other.learner)
        .filter_map(|hers| {
            let first = hers.first()?;
            Some((hers.iter().find(|wish| has_room(wish)).unwrap_or(first), first))
        })
        .collect();
    chosen.sort_by_key(|(wish, _)| (wish.stated, wish.id));
    let rows = chosen
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
            let row = Row {
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
            };
            (wish.stated, row)
        })
        .collect();
    Waiting { rows, who }
}

/// Learners who have asked for a topic, whose tutor has not answered, and who would begin sooner with somebody else, or whom he has no place for:
/// they wait as well. Whoever has only to be answered stands among the proposals alone.
pub(super) fn pending(here: &Here, today: Day, ground: &Ground, places: &Places, rows: &[TutorialRow]) -> Waiting {
    let open = |row: &TutorialRow| row.state == TutorialState::Open && !row.contested;
    let learning: HashSet<PersonId> = rows.iter().filter(|row| open(row)).map(|row| row.learner).collect();
    let asks: Vec<&TutorialRow> = rows.iter().filter(|row| waits::is_unanswered(row) && !learning.contains(&row.learner)).collect();
    let others = |ask: &TutorialRow| {
        let asked = |tutor: PersonId| asks.iter().any(|one| (one.learner, one.topic, one.tutor) == (ask.learner, ask.topic, tutor));
        places.with_room(ask.topic).filter(|tutor| *tutor != ask.learner && !asked(*tutor)).count()
    };
    let full = |ask: &TutorialRow| places.free_of(ask.offer) < asks.iter().filter(|one| one.offer == ask.offer).count();
    let mut waiting: Vec<(usize, &TutorialRow)> = asks
        .iter()
        .map(|ask| (others(ask), *ask))
        .filter(|(others, ask)| (*others > 0 || full(ask)) && ground.members.contains_key(&ask.learner) && ground.shows(ask.learner))
        .collect();
    let who = waiting.iter().map(|(_, ask)| (ask.learner, ask.topic)).collect();
    // Each once, with what she could begin today.
    waiting.sort_by_key(|(others, ask)| (ask.learner, *others == 0, ask.proposed, ask.id));
    waiting.dedup_by_key(|(_, ask)| ask.learner);
    let row = |(others, ask): (usize, &TutorialRow)| {
        let asked = if here.caller.is(ask.tutor) {
            here.text("board-pending-you", &[])
        } else {
            here.text("board-pending", &[("tutor", ground.name(here, ask.tutor).into())])
        };
        let (action, verb, href) = if others > 0 {
            ("board-go-waiting", Verb::ProposeForOthers, format!("/tutorials/new?learner={}&topic={}", ask.learner, ask.topic))
        } else {
            ("board-go-proposal", Verb::AnswerProposal, format!("/tutorials/{}", ask.id))
        };
        let row = Row {
            name: ground.name(here, ask.learner),
            stamp: stamp(ask.learner),
            topic: ground.titles.of(ask.topic),
            // It stands with her proposal, above.
            why: None,
            small: Some(format!("{asked} {}", here.text("board-pending-room", &[("tutors", others.into())]))),
            when: here.text("board-days", &[("days", (today - ask.proposed).num_days().into())]),
            href: ground.open(verb, href),
            action: here.text(action, &[]),
        };
        (ask.proposed, row)
    };
    Waiting { rows: waiting.into_iter().map(row).collect(), who }
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
    ground: &Ground,
    places: &Places,
    promoted: Vec<crate::store::rows::MasteryRow>,
    tutorials: &[TutorialRow],
    waits: &HashSet<(PersonId, TopicId)>,
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
    let offers: HashMap<_, _> = places.offers.iter().map(|offer| (offer.mastery, offer.id)).collect();
    newest.retain(|row| !have.contains(&row.person));
    newest.sort_by_key(|row| (row.day, row.id));
    Ok(newest
        .into_iter()
        .map(|row| {
            // Whom something has been proposed to with her waits for an answer, and not for a tutor.
            let hers = |one: &&TutorialRow| one.state == TutorialState::Proposed && (one.tutor, one.topic) == (row.person, row.topic);
            let between: Vec<&TutorialRow> = tutorials.iter().filter(hers).collect();
            let count = waits
                .iter()
                .filter(|(learner, topic)| {
                    *topic == row.topic && *learner != row.person && !between.iter().any(|one| one.learner == *learner)
                })
                .count();
            let wanted = (count > 0).then(|| here.text("board-wanted", &[("count", count.into())]));
            let proposed = between.first().map(|one| here.text("board-proposed", &[("name", ground.name(here, one.learner).into())]));
            let (action, href) = match offers.get(&row.id) {
                _ if let Some(one) = between.first() => {
                    ("board-go-proposal", ground.open(Verb::AnswerProposal, format!("/tutorials/{}", one.id)))
                }
                Some(offer) => ("board-go-new", ground.open(Verb::ProposeForOthers, format!("/tutorials/new?offer={offer}"))),
                None => ("board-go-new-closed", Some(format!("/people/{}/catalog", row.person))),
            };
            Row {
                name: ground.name(here, row.person),
                stamp: stamp(row.person),
                topic: ground.titles.of(row.topic),
                why: None,
                small: [proposed, wanted].into_iter().flatten().reduce(|one, other| format!("{one} {other}")),
                when: here.text("board-since", &[("day", here.short(row.day).into())]),
                href,
                action: here.text(action, &[]),
            }
        })
        .collect())
}

/// A proposal that waits for a yes, and whose; or for the end of what its learner learns now.
pub(super) fn proposal(here: &Here, today: Day, ground: &Ground, row: &TutorialRow, learning: bool) -> Row {
    let (learner, tutor) = (ground.name(here, row.learner), ground.name(here, row.tutor));
    let key = match (row.learner_agreed, row.tutor_agreed) {
        _ if learning => "board-yes-later",
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
