//! What the page of a group's suggestions shows.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;

use super::{Choice, Sent, Typed, look, members, words};
use crate::actions::rounds::{self as acts, Looked, Opening, Plan, Worth};
use crate::actions::whys;
use crate::domain::id::{NodeId, PersonId, TopicId, VisitId};
use crate::domain::moment::Day;
use crate::domain::refusal::Problem;
use crate::domain::words::TutorialState;
use crate::graph::round::{Pair, Round};
use crate::store::Conn;
use crate::store::queries::{nodes, tutorials, waits};
use crate::store::rows::TutorialRow;
use crate::web::app::View;
use crate::web::locale::{Day as Style, capital};
use crate::web::pages::choice::Choice as Listed;
use crate::web::pages::faces::{Face, Faces};
use crate::web::pages::other_tutors::{self, Others};
use crate::web::pages::topics::{Title, Titles};
use crate::web::{App, Error, Here, problems};

#[derive(Serialize)]
pub(super) struct Shown {
    node: String,
    name: String,
    group: String,
    form_id: String,
    may_propose: bool,
    /// No assignment can be shown: it did not prove itself.
    fault: bool,
    /// Today's state, and what it would be.
    now: State,
    then: State,
    asked: usize,
    /// Who has asked somebody and has no answer.
    pending: Vec<Pending>,
    /// How many more could begin if nothing were settled by hand.
    fewer: usize,
    by_hand: bool,
    pairs: Vec<Row>,
    left: Vec<Row>,
    tutors: Vec<Places>,
    rounds: Vec<PastRound>,
}

#[derive(Serialize)]
struct State {
    learning: usize,
    waiting: usize,
}

/// A learner's line.
#[derive(Serialize)]
struct Row {
    learner: Face,
    key: String,
    tutor: Option<Face>,
    topic: Title,
    reasons: Vec<String>,
    /// Why she wishes it, for her teachers.
    why: Option<String>,
    marked: bool,
    by_hand: bool,
    /// More were settled for this offer than have room.
    overfull: bool,
    problem: Option<String>,
    /// What the page shows for her, as the form carries it.
    shown: String,
    options: Vec<Listed>,
    since: String,
    wishes: Vec<Hindered>,
    opening: Option<Opens>,
    nobody_masters: bool,
}

#[derive(Serialize)]
struct Hindered {
    topic: Title,
    why: String,
}

#[derive(Serialize)]
struct Opens {
    href: String,
    said: String,
    name: String,
}

/// Somebody who has asked for a topic, whom nobody has answered.
#[derive(Serialize)]
struct Pending {
    learner: Face,
    topic: Title,
    said: String,
    /// Who else has room for her.
    others: Option<Others>,
    href: String,
}

/// What a tutor's places mean.
#[derive(Serialize)]
struct Places {
    face: Face,
    said: Vec<String>,
}

#[derive(Serialize)]
struct PastRound {
    day: String,
    said: String,
    became: String,
    weights: String,
    pairs: Vec<PastPair>,
}

#[derive(Serialize)]
struct PastPair {
    href: String,
    names: String,
    topic: Title,
    by_hand: bool,
}

/// Everything that lines are made of.
struct Ground<'a> {
    here: &'a Here,
    round: &'a Round,
    plan: &'a Plan,
    faces: Faces,
    titles: Titles,
    sent: &'a Sent,
    problems: BTreeMap<PersonId, String>,
    openings: BTreeMap<u32, Opening>,
    whys: HashMap<(PersonId, TopicId), String>,
    visits: BTreeMap<VisitId, Day>,
}

pub(super) fn view(
    conn: &mut Conn,
    here: &Here,
    app: &App,
    node: NodeId,
    typed: &Typed,
    impossible: &[(PersonId, Problem)],
) -> Result<View<Shown>, Error> {
    let sent = Sent::read(typed);
    let Looked { round, plan, worth, visits, may_propose } = look(conn, here, app, node, &typed.group, &sent)?;
    let name = nodes::by_id(conn, node)?.map(|row| row.name).unwrap_or_default();
    let past = acts::past(conn, &here.caller, node)?;
    let (among, grouped) = members(conn, node, &typed.group)?;
    let fault = plan.is_err();
    let plan = plan.unwrap_or(Plan { pairs: vec![None; round.learners.len()], best: 0, overfull: BTreeSet::new() });
    let left: Vec<u32> = (0_u32..).zip(&plan.pairs).filter(|(_, pair)| pair.is_none()).map(|(number, _)| number).collect();
    let openings = acts::openings(conn, node, &round, &left)?;

    let (people, topics) = mentioned(&round, &past, &openings);
    let message = |problem: Problem| problems::message(here.catalog(), here.language, problem);
    let ground = Ground {
        faces: Faces::load(conn, here, &people)?,
        titles: Titles::load(conn, here, &topics)?,
        problems: impossible.iter().map(|(learner, problem)| (*learner, message(*problem))).collect(),
        here,
        round: &round,
        plan: &plan,
        sent: &sent,
        openings,
        whys: whys::at(conn, &here.caller, node)?,
        visits,
    };
    let (served, waiting) = (plan.served(), round.learners.len());
    let mut rows: Vec<Row> = (0_u32..).take(waiting).map(|number| ground.row(number)).collect();
    let mut left: Vec<Row> = rows.extract_if(.., |row| row.tutor.is_none()).collect();
    if fault {
        left.clear();
    }
    let view = Shown {
        node: node.to_string(),
        name,
        group: if grouped { typed.group.clone() } else { String::new() },
        form_id: typed.id.clone(),
        may_propose,
        fault,
        now: State { learning: round.learning, waiting },
        then: State { learning: round.learning + served, waiting: waiting - served },
        asked: round.asked,
        pending: pending(conn, here, node, &among)?,
        fewer: plan.best.saturating_sub(served),
        by_hand: rows.iter().chain(&left).any(|row| row.by_hand),
        pairs: rows,
        left,
        tutors: worth.iter().map(|worth| ground.places(worth)).collect(),
        rounds: past.iter().map(|past| ground.past(past)).collect(),
    };
    Ok(View { title: here.text("round-title", &[("count", served.into())]), view })
}

/// Those of a group who have asked for a topic and have no answer, longest first: they wait as well, and somebody else may have room. Whoever
/// learns something now is not among them.
fn pending(conn: &mut Conn, here: &Here, node: NodeId, among: &BTreeSet<PersonId>) -> Result<Vec<Pending>, Error> {
    let mut waits = waits::in_school(conn, node)?;
    waits.retain(|wait| !wait.asked.is_empty() && among.contains(&wait.learner));
    let learning = tutorials::open_counts(conn, &waits.iter().map(|wait| wait.learner).collect::<Vec<_>>())?;
    waits.retain(|wait| !learning.contains_key(&wait.learner));
    let people: Vec<PersonId> = waits.iter().flat_map(|wait| wait.asked.iter().flat_map(|row| [row.learner, row.tutor])).collect();
    let faces = Faces::load(conn, here, &people)?;
    let titles = Titles::load(conn, here, &waits.iter().map(|wait| wait.topic).collect::<Vec<_>>())?;
    let mut pending = Vec::new();
    for wait in waits {
        let Some(row) = wait.asked.first() else { continue };
        let said = [("name", faces.name(row.tutor).into()), ("ago", here.ago(row.proposed).into())];
        pending.push(Pending {
            learner: faces.of(wait.learner),
            topic: titles.of(wait.topic),
            said: here.text("waiting-asked", &said),
            others: other_tutors::of(conn, here, row)?,
            href: format!("/tutorials/{}", row.id),
        });
    }
    Ok(pending)
}

/// Everybody and everything that the page names.
fn mentioned(round: &Round, past: &[acts::Past], openings: &BTreeMap<u32, Opening>) -> (Vec<PersonId>, Vec<TopicId>) {
    let mut people: BTreeSet<PersonId> = round.learners.iter().map(|one| one.person).collect();
    people.extend(round.seats.iter().map(|seat| seat.tutor).chain(openings.values().map(|one| one.learner)));
    let mut topics: BTreeSet<TopicId> = round.learners.iter().flat_map(|one| one.wishes.iter().map(|wish| wish.topic)).collect();
    topics.extend(openings.values().map(|one| one.topic));
    for past in past {
        people.insert(past.round.held_by);
        people.extend(past.pairs.iter().flat_map(|(pair, _)| [pair.learner, pair.tutor]));
        topics.extend(past.pairs.iter().map(|(pair, _)| pair.topic));
    }
    (people.into_iter().collect(), topics.into_iter().collect())
}

impl Ground<'_> {
    fn row(&self, number: u32) -> Row {
        let (here, learner) = (self.here, &self.round.learners[number as usize]);
        let face = self.faces.of(learner.person);
        let pair = self.plan.pairs[number as usize].map(|at| &self.round.pairs[at]);
        let by_hand = match self.sent.by_hand(learner.person) {
            Some(Choice::Offer(offer)) => pair.is_some_and(|pair| pair.way.offer == offer),
            Some(Choice::Nobody) => pair.is_none(),
            _ => false,
        };
        let key = learner.person.to_string();
        let problem = self.problems.get(&learner.person).cloned();
        let shown = format!("{key}.{}", pair.map(|pair| pair.way.offer.to_string()).unwrap_or_default());
        let first = learner.wishes.first().map(|wish| wish.topic);
        let wishes = learner.wishes.iter().filter(|_| pair.is_none()).take(3);
        Row {
            tutor: pair.map(|pair| self.faces.of(pair.way.tutor)),
            topic: pair.map(|pair| pair.way.topic).or(first).map(|topic| self.titles.of(topic)).unwrap_or_default(),
            why: pair.map(|pair| pair.way.topic).or(first).and_then(|topic| self.whys.get(&(learner.person, topic)).cloned()),
            reasons: pair.map(|pair| self.reasons(pair, &face)).unwrap_or_default(),
            marked: problem.is_none() && self.sent.marked(learner.person),
            overfull: pair.is_some_and(|pair| self.plan.overfull.contains(&pair.seat)) && by_hand,
            options: self.options(number, &key, &shown, by_hand),
            since: learner.since().map(|since| here.ago(since)).unwrap_or_default(),
            wishes: wishes
                .map(|wish| Hindered { topic: self.titles.of(wish.topic), why: words::hindrance(here, self.round, number, wish) })
                .collect(),
            opening: self.openings.get(&number).map(|opening| {
                let name = self.faces.name(opening.learner);
                let said = words::opening(here, opening, name, &self.titles.text(opening.topic));
                Opens { href: format!("/tutorials/{}", opening.tutorial), said: capital(&said), name: name.to_owned() }
            }),
            nobody_masters: pair.is_none() && learner.wishes.iter().all(|wish| wish.chance == crate::graph::round::Chance::NobodyMasters),
            learner: face,
            key,
            by_hand,
            problem,
            shown,
        }
    }

    fn reasons(&self, pair: &Pair, learner: &Face) -> Vec<String> {
        let free = self.round.seats[pair.seat as usize].free();
        let mut said = words::reasons(self.here, &pair.way, free, (learner.name.as_str(), self.faces.name(pair.way.tutor)));
        if let Some(day) = pair.visit.and_then(|visit| self.visits.get(&visit)) {
            let day = self.here.day(*day, Style::Weekday);
            said.insert(
                0,
                capital(&self.here.text("round-reason-visit", &[("tutor", self.faces.name(pair.way.tutor).into()), ("day", day.into())])),
            );
        }
        said
    }

    /// With whom she could begin instead, or that she begins with nobody for now. Nothing where there is nothing to choose.
    fn options(&self, number: u32, key: &str, shown: &str, by_hand: bool) -> Vec<Listed> {
        let here = self.here;
        let pairs = self.round.of(number).map(|at| &self.round.pairs[at]);
        let open = pairs.filter(|pair| self.round.seats[pair.seat as usize].free() > 0);
        let option = |value: String, label: String| Listed { selected: value == shown, ..Listed::new(value, label) };
        let mut options: Vec<Listed> = open
            .map(|pair| {
                let label = format!("{} · {}", self.titles.text(pair.way.topic), capital(self.faces.name(pair.way.tutor)));
                option(format!("{key}.{}", pair.way.offer), label)
            })
            .collect();
        if options.is_empty() {
            return options;
        }
        options.push(option(format!("{key}."), here.text("round-nobody", &[])));
        if by_hand {
            options.push(option(format!("{key}.best"), here.text("round-best", &[])));
        }
        options
    }

    fn places(&self, worth: &Worth) -> Places {
        let (here, tutor) = (self.here, self.faces.name(worth.tutor));
        let mut said = Vec::new();
        if worth.without > 0 {
            said.push(here.text("round-without", &[("tutor", tutor.into()), ("count", worth.without.into())]));
        }
        for seat in &worth.more {
            let topic = self.titles.text(self.round.seats[*seat as usize].topic);
            said.push(here.text("round-more", &[("tutor", tutor.into()), ("topic", topic.into())]));
        }
        Places { face: self.faces.of(worth.tutor), said }
    }

    fn past(&self, past: &acts::Past) -> PastRound {
        let (here, round) = (self.here, &past.round);
        let by = capital(self.faces.name(round.held_by));
        let said = here.text(
            "round-past",
            &[("by", by.into()), ("count", past.pairs.len().into()), ("waiting", round.waiting.into()), ("best", round.best.into())],
        );
        // Declining leaves no mark: a pair of which somebody said no is not told, nor one that waits and then is no more.
        let stands = |row: &TutorialRow| row.state != TutorialState::NeverBegan;
        let standing = past.pairs.iter().filter(|(_, row)| row.as_ref().is_some_and(stands));
        let pairs = standing.map(|(pair, _)| PastPair {
            href: format!("/tutorials/{}", pair.tutorial),
            names: here.text(
                "tutorial-pair",
                &[("learner", capital(self.faces.name(pair.learner)).into()), ("tutor", self.faces.name(pair.tutor).into())],
            ),
            topic: self.titles.of(pair.topic),
            by_hand: pair.by_hand,
        });
        PastRound {
            day: here.day(round.day, Style::Long),
            said,
            became: words::became(here, past).join(" "),
            weights: words::weights(here, &round.weights),
            pairs: pairs.collect(),
        }
    }
}
