//! Whom somebody can choose for a tutorial: the learners and the tutors who could begin now, and what keeps two of different places from it.
//! Whoever is not free does not come up: a choice that is refused afterwards is none.

use std::collections::{HashMap, HashSet};

use super::super::choice::Choice;
use super::super::faces;
use super::super::ranked::Ranked;
use crate::actions::tutorials::OPEN_AT_ONCE;
use crate::actions::{ground, names};
use crate::domain::id::{NodeId, OfferId, PersonId, TopicId, VisitId};
use crate::domain::moment::Day;
use crate::domain::policy::{Verb, may};
use crate::domain::refusal::Problem;
use crate::domain::rules::AgreedVisit;
use crate::store::Conn;
use crate::store::queries::masteries::OfferView;
use crate::store::queries::{masteries, nodes, people, tutorials, visits, waits};
use crate::store::rows::{OfferRow, VisitRow};
use crate::web::locale::{Day as Style, capital};
use crate::web::{App, Error, Here};

/// A visit, and as safety sees it.
pub type Meeting = (VisitRow, AgreedVisit);

/// The visit on which somebody goes to a place: the one that is asked for, else the next.
pub fn going(conn: &mut Conn, here: &Here, person: PersonId, to: NodeId, asked: Option<VisitId>) -> Result<Option<Meeting>, Error> {
    let today = nodes::today(conn, to, here.now)?;
    let mut all = visits::agreed_of(conn, person, today, visits::AHEAD)?;
    all.retain(|(visit, _)| visit.school == to);
    let at = all.iter().position(|(visit, _)| Some(visit.id) == asked).unwrap_or(0);
    Ok(all.into_iter().nth(at))
}

/// Whether a visit that stands goes to one of these places, and brings one of these people or is to bring somebody who is not chosen yet.
pub fn comes_between(conn: &mut Conn, visit: VisitId, places: [Option<NodeId>; 2], pair: [Option<PersonId>; 2]) -> Result<bool, Error> {
    let Some(agreed) = visits::agreed(conn, visit)? else { return Ok(false) };
    let brings = pair.contains(&None) || pair.iter().flatten().any(|person| agreed.visitors.contains(person));
    Ok(places.contains(&Some(agreed.school)) && brings)
}

/// Who could learn, and how many of the school could not begin now.
#[derive(Default)]
pub struct Learners {
    /// Who could.
    pub choices: Vec<Choice>,
    /// How many have a tutorial open.
    pub busy: usize,
}

/// Who could learn it from a tutor: for whoever may know them, those who wait for the topic first, in the order in which they wait; then the others
/// of the school, and at the end who comes there on a visit.
pub fn learners(conn: &mut Conn, here: &Here, school: NodeId, topic: Option<TopicId>, tutor: Option<PersonId>) -> Result<Learners, Error> {
    let mut all = faces::members(conn, here, school)?;
    if let Some(tutor) = tutor.filter(|_| !all.is_empty()) {
        let members: Vec<PersonId> = all.iter().filter_map(|one| one.value.parse().ok()).collect();
        all.extend(guests(conn, here, school, topic, tutor, &members)?);
    }
    // Whom a steward keeps apart from her never comes up, nor whoever masters the topic already: there is nothing to learn.
    let mut out: HashSet<String> = HashSet::new();
    if let Some(tutor) = tutor.or(here.caller.id()) {
        out.extend(people::kept_from(conn, tutor)?.iter().chain([&tutor]).map(ToString::to_string));
    }
    if let Some(topic) = topic {
        let of_members = masteries::of_members(conn, school)?;
        out.extend(of_members.into_iter().filter(|row| row.0 == topic).map(|row| row.1.to_string()));
    }
    all.retain(|one| !out.contains(&one.value));
    let left: Vec<PersonId> = all.iter().filter_map(|one| one.value.parse().ok()).collect();
    let open = tutorials::open_counts(conn, &left)?;
    let busy: HashSet<String> = open.iter().filter(|(_, count)| **count >= OPEN_AT_ONCE).map(|(person, _)| person.to_string()).collect();
    all.retain(|one| !busy.contains(&one.value));
    let told = may(Verb::ReadWaiting, here.caller.to_place(&ground::place(conn, school)?));
    let waiting = match topic.filter(|_| told) {
        Some(topic) => waits::for_topic(conn, school, topic)?,
        None => Vec::new(),
    };
    let mut choices = Vec::new();
    for row in waiting {
        if let Some(at) = all.iter().position(|one| one.value == row.learner.to_string()) {
            let one = all.remove(at);
            let label = here.text("tutorial-new-waits", &[("name", one.label.as_str().into()), ("ago", here.ago(row.since).into())]);
            choices.push(Choice { label, ..one });
        }
    }
    choices.extend(all);
    Ok(Learners { choices, busy: busy.len() })
}

/// Who comes to the school on a visit and could learn there from a tutor: an adult, and no secret to the school that agreed to it. Two adults need no
/// visit, and nobody to bring them together: a tutor who is one finds them here for herself alone.
fn guests(
    conn: &mut Conn,
    here: &Here,
    school: NodeId,
    topic: Option<TopicId>,
    tutor: PersonId,
    members: &[PersonId],
) -> Result<Vec<Choice>, Error> {
    let today = nodes::today(conn, school, here.now)?;
    let coming = visits::agreed_from(conn, school, today, visits::AHEAD)?;
    let guests: Vec<PersonId> = coming.iter().flat_map(|(_, agreed)| agreed.visitors.iter().copied()).collect();
    if guests.is_empty() || !people::belongs_to(conn, tutor, school)? {
        return Ok(Vec::new());
    }
    let company = ground::Company::of(conn, tutor, guests.iter().copied())?;
    let named = names::lasting(conn, &here.caller, &guests)?;
    let mut listed: HashSet<PersonId> = members.iter().copied().collect();
    let mut found = Vec::new();
    for (visit, agreed) in &coming {
        for guest in &agreed.visitors {
            let needed = here.caller.is(tutor) || !company.may_pair(*guest, None);
            let Some(name) = named.get(guest).filter(|_| needed && company.may_pair(*guest, Some(agreed))) else { continue };
            let masters = match topic {
                Some(topic) => masteries::live(conn, *guest, topic)?.is_some(),
                None => false,
            };
            if !masters && listed.insert(*guest) {
                let day = here.day(visit.day, Style::Weekday);
                found.push(Choice::new(guest, here.text("tutorial-new-guest", &[("name", name.as_str().into()), ("day", day.into())])));
            }
        }
    }
    Ok(found)
}

/// Who could tutor, and whether anybody else would if she had a place.
#[derive(Default)]
pub struct Tutors {
    /// Their offers.
    pub choices: Vec<Choice>,
    /// Somebody offers it and has no place.
    pub full: bool,
}

/// A school's open offers with a place for somebody, each with how many: of one topic, or of all.
pub fn free_offers(
    conn: &mut Conn,
    topic: Option<TopicId>,
    school: NodeId,
    learner: Option<PersonId>,
    meeting: Option<&Meeting>,
) -> Result<(Vec<(OfferView, i64)>, bool), Error> {
    let mut rows: Vec<OfferView> = match topic {
        Some(topic) => masteries::offers_of_topic(conn, topic, school)?,
        None => masteries::catalog(conn, school)?,
    };
    if let Some(learner) = learner {
        let company = ground::Company::of(conn, learner, rows.iter().map(|row| row.person))?;
        let visit = meeting.map(|(_, agreed)| agreed);
        rows.retain(|row| row.person != learner && company.may_pair(row.person, visit));
    }
    let taken: HashMap<OfferId, i64> = masteries::taken_of(conn, &rows.iter().map(|row| row.id).collect::<Vec<_>>())?;
    let some = !rows.is_empty();
    let free = |row: &OfferView| i64::from(row.capacity) - taken.get(&row.id).copied().unwrap_or(0);
    let found: Vec<(OfferView, i64)> =
        rows.into_iter().map(|row| (free(&row), row)).filter(|(free, _)| *free > 0).map(|(free, row)| (row, free)).collect();
    let full = some && found.is_empty();
    Ok((found, full))
}

/// Who could tutor somebody in a topic.
pub fn tutors(
    conn: &mut Conn,
    here: &Here,
    (topic, school): (TopicId, NodeId),
    learner: Option<PersonId>,
    meeting: Option<&Meeting>,
    chosen: Option<OfferId>,
    names: bool,
) -> Result<Tutors, Error> {
    let (rows, full) = free_offers(conn, Some(topic), school, learner, meeting)?;
    let someone = capital(&here.text("words-someone", &[]));
    let choice = |(row, free): (OfferView, i64)| Choice {
        selected: chosen == Some(row.id),
        small: Some(here.text("tutorial-new-places", &[("count", free.into())])),
        ..Choice::new(row.id, if names { row.tutor } else { someone.clone() })
    };
    Ok(Tutors { choices: rows.into_iter().map(choice).collect(), full })
}

/// Puts the offers of a topic in the order in which they are suggested to a learner, each with what speaks for it. Answers with that order in words.
pub fn in_order(
    conn: &mut Conn,
    here: &Here,
    app: &App,
    learner: PersonId,
    topic: TopicId,
    offers: &mut [Choice],
) -> Result<Option<String>, Error> {
    let ranked = Ranked::of(conn, here, &app.finder(), learner, topic)?;
    for one in offers.iter_mut() {
        let Ok(offer) = one.value.parse::<OfferId>() else { continue };
        if let Some(why) = ranked.why(here, offer) {
            one.small = one.small.take().map(|places| format!("{places} · {why}"));
        }
    }
    offers.sort_by_key(|one| one.value.parse().map_or(usize::MAX, |offer| ranked.place(offer)));
    Ok(ranked.order(here, offers.len()))
}

/// Whom of some of a school a tutor of another one could accompany now: adults wherever they are, others inside a visit on which the two schools
/// have agreed. And whether such a visit would help any of them.
pub fn whom_she_meets(
    conn: &mut Conn,
    here: &Here,
    offer: &OfferRow,
    school: NodeId,
    candidates: &[PersonId],
) -> Result<(Vec<PersonId>, bool), Error> {
    let mut coming = Vec::new();
    // Either comes to the other.
    for place in [school, offer.school] {
        let today: Day = nodes::today(conn, place, here.now)?;
        coming.extend(visits::agreed_from(conn, place, today, visits::AHEAD)?);
    }
    let company = ground::Company::of(conn, offer.person, candidates.iter().copied())?;
    let meets =
        |person: &&PersonId| company.may_pair(**person, None) || coming.iter().any(|(_, visit)| company.may_pair(**person, Some(visit)));
    let met = candidates.iter().filter(meets).copied().collect();
    Ok((met, candidates.iter().any(|person| company.hindrance(*person, None) == Some(Problem::NeedsVisit))))
}
