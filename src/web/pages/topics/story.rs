//! The thread of a topic in a few steps: where it began, which schools it reached, month by month. No names but those of the reader's school.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;

use super::names_at;
use crate::actions::figures;
use crate::domain::id::{NodeId, PersonId, TopicId};
use crate::graph::lineage::{Knot, Lineage};
use crate::store::Conn;
use crate::store::queries::{self, masteries, nodes};
use crate::store::rows::{MasteryRow, NodeRow};
use crate::web::locale::{Day as Style, capital};
use crate::web::{Error, Here};

/// What stands for ids of different things in one lineage.
pub type Key = [u8; 16];

/// How many steps are told before the rest is only counted.
const TOLD: usize = 5;

/// One step.
#[derive(Serialize)]
pub struct Step {
    label: String,
    small: Option<String>,
    state: Option<&'static str>,
}

/// The lineage of a topic from its masteries.
pub fn lineage(rows: &[MasteryRow]) -> Lineage<Key> {
    Lineage::new(rows.iter().map(|row| Knot {
        id: *row.id.bytes(),
        parent: row.parent.map(|parent| *parent.bytes()),
        person: *row.person.bytes(),
        school: *row.school.bytes(),
        day: row.day,
        live: row.withdrawn.is_none(),
    }))
}

/// The places in a lineage: schools, and what stands above them, where adults mastered the topic.
///
/// # Errors
/// The database cannot be read.
pub fn places(conn: &mut Conn, rows: &[MasteryRow]) -> Result<Vec<NodeRow>, Error> {
    let ids: BTreeSet<NodeId> = rows.iter().map(|row| row.school).collect();
    let mut places = Vec::with_capacity(ids.len());
    for id in ids {
        places.extend(nodes::by_id(conn, id)?);
    }
    Ok(places)
}

/// Names of the people whom the reader may know by name, by mastery.
///
/// # Errors
/// The database cannot be read.
pub fn names(conn: &mut Conn, here: &Here, rows: &[MasteryRow]) -> Result<HashMap<Key, String>, Error> {
    let mut open: HashMap<NodeId, bool> = HashMap::new();
    let shown: Vec<&MasteryRow> =
        rows.iter().filter(|row| *open.entry(row.school).or_insert_with(|| names_at(&here.caller, row.school))).collect();
    let ids: Vec<PersonId> = shown.iter().map(|row| row.person).collect();
    let known = queries::people::names(conn, &ids)?;
    let someone = capital(&here.text("words-someone", &[]));
    Ok(shown.iter().map(|row| (*row.id.bytes(), known.get(&row.person).unwrap_or(&someone).clone())).collect())
}

/// The lineage as the reader may see it drawn: of a school whose number of people she may not be told, she sees that the topic reached it, when
/// and from where, which the topic's page tells too; never one knot for each person.
pub fn drawable(lineage: &Lineage<Key>, people: &figures::People) -> Lineage<Key> {
    let told: BTreeSet<NodeId> = people.by_school.iter().filter(|(_, count)| count.is_some()).map(|(school, _)| *school).collect();
    let gathered = lineage.by_school().into_keys().filter(|school| !told.contains(&NodeId::from_bytes(*school))).collect();
    lineage.gathered(&gathered)
}

/// How many people these masteries are, by school, as the reader may be told.
///
/// # Errors
/// The database cannot be read.
pub fn people<'a>(conn: &mut Conn, here: &Here, rows: impl Iterator<Item = &'a MasteryRow>) -> Result<figures::People, Error> {
    // What was withdrawn was a mistake; and nobody is two people.
    let masters: BTreeSet<(NodeId, PersonId)> = rows.filter(|row| row.withdrawn.is_none()).map(|row| (row.school, row.person)).collect();
    let mut counts: BTreeMap<NodeId, u32> = BTreeMap::new();
    // Who masters two topics that are the same is one person too.
    let mut counted: BTreeSet<PersonId> = BTreeSet::new();
    for (school, _) in masters.into_iter().filter(|(_, person)| counted.insert(*person)) {
        *counts.entry(school).or_default() += 1;
    }
    Ok(figures::people_by_school(conn, &here.caller, &counts)?)
}

/// The steps; none where nobody masters the topic.
///
/// # Errors
/// The database cannot be read.
pub fn steps(conn: &mut Conn, here: &Here, topic: TopicId) -> Result<Vec<Step>, Error> {
    let rows = masteries::of_topic(conn, topic)?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let lineage = lineage(&rows);
    let schools: HashMap<Key, String> = places(conn, &rows)?.into_iter().map(|row| (*row.id.bytes(), row.name)).collect();
    let home = here.home.map(|(node, _)| *node.bytes());
    let someone = here.text("words-somewhere", &[]);
    let school = |id: &Key| schools.get(id).unwrap_or(&someone).as_str();
    let arrivals = lineage.arrivals();
    // The names of all would be many; one is told: who began it here.
    let began = arrivals.iter().find(|arrival| Some(arrival.school) == home && arrival.came_from.is_none());
    let founder = match began.and_then(|arrival| rows.iter().find(|row| *row.id.bytes() == arrival.knot)) {
        Some(row) => names(conn, here, std::slice::from_ref(row))?.into_values().next(),
        None => None,
    };
    let told = |index: usize| index < TOLD || index + 1 == arrivals.len() || Some(arrivals[index].school) == home;
    let mut steps = Vec::new();
    let mut silent = 0;
    for (index, arrival) in arrivals.iter().enumerate() {
        if !told(index) {
            silent += 1;
            continue;
        }
        if silent > 0 {
            steps.push(Step { label: here.text("topic-story-more", &[("count", silent.into())]), small: None, state: None });
            silent = 0;
        }
        let own = Some(arrival.school) == home;
        let to = school(&arrival.school);
        let label = match (index, &arrival.came_from) {
            (_, Some(from)) if own => here.text("topic-story-came-here", &[("from", school(from).into())]),
            (_, Some(from)) => here.text("topic-story-crossed", &[("from", school(from).into()), ("to", to.into())]),
            (_, None) if own => match &founder {
                Some(name) => here.text("topic-story-began-here-with", &[("name", name.into())]),
                None => here.text("topic-story-began-here", &[]),
            },
            (0, None) => here.text("topic-story-began", &[("school", to.into())]),
            (_, None) => here.text("topic-story-began-too", &[("school", to.into())]),
        };
        steps.push(Step { label, small: Some(here.day(arrival.day, Style::Month)), state: None });
    }
    let count = match people(conn, here, rows.iter())?.total {
        Some(live) => here.text("topic-story-people", &[("count", live.into())]),
        None => here.text("topic-story-few", &[]),
    };
    // Who masters it has her knot; the next one is her first learner's.
    let mine = rows.iter().any(|row| here.caller.is(row.person) && row.withdrawn.is_none());
    let next = if mine { "topic-story-next" } else { "topic-story-yours" };
    steps.push(Step { label: here.text(next, &[]), small: Some(count), state: Some("ready") });
    Ok(steps)
}
