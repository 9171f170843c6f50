//! Who is there: the state, its zones and schools, and everybody in them.

use super::dice::Dice;
use super::words::Words;
use crate::actions::{self, Error};
use crate::domain::fact::{NodeCorrected, PersonJoined, PersonNamed, StewardNamed};
use crate::domain::id::{NodeId, PersonId, TopicId};
use crate::domain::moment::Day;
use crate::domain::policy::Caller;
use crate::domain::words::{Level, Origin, Position};
use crate::store::{Tx, accounts};

/// A school of the demonstration.
#[derive(Debug, Clone)]
pub struct School {
    pub node: NodeId,
    pub zone: usize,
    pub name: String,
    pub teachers: Vec<PersonId>,
    pub students: Vec<PersonId>,
    pub family: Vec<PersonId>,
    /// When the practice began here.
    pub began: Day,
    /// How lively it is, in percent of an average school.
    pub pace: usize,
}

/// A student joins. Two who share a name get an initial, as a teacher would do.
pub fn enrol(tx: &mut Tx<'_>, steward: &Caller, node: NodeId, name: &str, grade: i64) -> Result<PersonId, Error> {
    let mut input = actions::people::Person {
        person: tx.new_id(),
        node,
        name: name.to_owned(),
        position: Position::Student,
        minor: true,
        grade: Some(grade),
        group: "A".to_owned(),
        voucher: None,
    };
    for initial in 'A'..='Z' {
        match actions::people::add(tx, steward, &input) {
            Err(Error::Refused(_)) => input.name = format!("{name} {initial}."),
            outcome => return outcome,
        }
    }
    Err(Error::NOT_FOUND)
}

/// Everybody.
#[derive(Debug, Clone)]
pub struct Cast {
    pub state: NodeId,
    pub zones: Vec<NodeId>,
    pub schools: Vec<School>,
    pub coaches: Vec<PersonId>,
    pub supervisor: PersonId,
    pub official: PersonId,
    pub topics: Vec<TopicId>,
}

/// How each school lives: began so many weeks ago, its pace, and how many students take part.
const LIVES: [(i64, usize, usize); 8] =
    [(154, 130, 28), (140, 110, 26), (118, 100, 24), (96, 90, 24), (80, 80, 22), (60, 70, 20), (30, 60, 18), (4, 60, 4)];

/// Somebody as policy sees her today.
pub fn caller(tx: &mut Tx<'_>, person: PersonId) -> Result<Caller, Error> {
    Ok(Caller::member(accounts::caller(tx, person)?.ok_or(Error::NOT_FOUND)?))
}

/// Settles the network as of its first day. The first steward and the nodes above her are laid by hand, as an installation's beginning
/// does; everybody else is added by a steward.
pub fn settle(tx: &mut Tx<'_>, words: &Words, dice: &mut Dice, first: Day, today: Day) -> Result<Cast, Error> {
    let people = &words.people;
    let official = tx.new_id();
    let state = tx.new_id();
    tx.set_actor(Some(official));
    tx.record(crate::domain::fact::NodeFounded {
        node: state,
        level: Level::State,
        name: people.state.clone(),
        parent: None,
        since: first,
        cct: None,
        shift: None,
        time_zone: None,
        latitude: None,
        longitude: None,
    })?;
    let of_kind = |kind: &str| people.adults.iter().filter(|adult| adult.kind == kind).map(|adult| adult.name.clone()).collect::<Vec<_>>();
    let (person, node) = (official, state);
    tx.record(PersonJoined { person, node, position: Position::Official, minor: false, since: first, voucher: None })?;
    let name = of_kind("official").first().cloned().unwrap_or_else(|| "Oficina".to_owned());
    tx.record(PersonNamed { person, name, grade: None, group: None, language: None })?;
    tx.record(StewardNamed { person, node, since: first })?;
    let above = caller(tx, official)?;

    let mut zones = Vec::new();
    for name in &people.zones {
        let node = tx.new_id();
        let input = actions::places::Found { node, parent: state, level: Level::Zone, name: name.clone(), cct: String::new() };
        zones.push(actions::places::found(tx, &above, &input)?);
    }
    let supervisor = adult(tx, &above, zones[0], Position::Supervisor, of_kind("supervisor").first())?;
    let mut coaches = Vec::new();
    for (zone, name) in zones.iter().zip(of_kind("coach")) {
        coaches.push(adult(tx, &above, *zone, Position::Coach, Some(&name))?);
    }
    // From now on the zone's people are her own to add.
    actions::accounts::name_steward(tx, &above, zones[0], supervisor)?;

    let mut teachers = of_kind("teacher").into_iter();
    let mut heads = of_kind("head").into_iter();
    let mut relatives = of_kind("mother").into_iter().chain(of_kind("father"));
    let mut girls = people.girls.iter().cycle();
    let mut boys = people.boys.iter().cycle();
    let mut schools = Vec::new();
    for (number, (written, (weeks, pace, students))) in people.schools.iter().zip(LIVES).enumerate() {
        let zone = number % zones.len();
        let node = tx.new_id();
        let input = actions::places::Found {
            node,
            parent: zones[zone],
            level: Level::School,
            name: written.name.clone(),
            cct: written.cct.clone(),
        };
        actions::places::found(tx, &above, &input)?;
        tx.record(NodeCorrected {
            node,
            name: written.name.clone(),
            cct: Some(written.cct.clone()),
            time_zone: None,
            latitude: Some(written.latitude),
            longitude: Some(written.longitude),
        })?;
        let mut school = School {
            node,
            zone,
            name: written.name.clone(),
            teachers: Vec::new(),
            students: Vec::new(),
            family: Vec::new(),
            began: today - chrono::Days::new(u64::try_from(weeks * 7).unwrap_or(0)),
            pace,
        };
        // The small ones have one teacher who also directs the school.
        let head = if number < 4 { heads.next().map(|name| (name, Position::Head)) } else { None };
        let staff: Vec<(String, Position)> = teachers.by_ref().take(2).map(|name| (name, Position::Teacher)).chain(head).collect();
        for (name, position) in staff {
            school.teachers.push(adult(tx, &above, node, position, Some(&name))?);
        }
        let steward = school.teachers[0];
        actions::accounts::name_steward(tx, &above, node, steward)?;
        let hers = caller(tx, steward)?;
        for place in 0..students {
            let name = if dice.percent(50) { girls.next() } else { boys.next() };
            let name = name.cloned().unwrap_or_default();
            let grade = i64::try_from(place % 3).unwrap_or(0) + 1;
            school.students.push(enrol(tx, &hers, node, &name, grade)?);
        }
        for name in relatives.by_ref().take(if number < 5 { 4 } else { 0 }) {
            let input = actions::people::Person {
                person: tx.new_id(),
                node,
                name,
                position: Position::Family,
                minor: false,
                grade: None,
                group: String::new(),
                voucher: Some(steward),
            };
            school.family.push(actions::people::add(tx, &hers, &input)?);
        }
        schools.push(school);
    }

    let mut topics: Vec<TopicId> = Vec::new();
    for written in &words.topics {
        let before = written
            .prerequisites
            .iter()
            .filter_map(|key| words.topics.iter().position(|topic| topic.key == *key))
            .filter_map(|index| topics.get(index).copied())
            .collect();
        let input = actions::topics::Text {
            title: written.title.clone(),
            title_en: written.title_en.clone(),
            subject: written.subject.clone(),
            challenge: written.challenge.clone(),
            why: written.why.clone(),
            questions: written.questions.join("\n"),
            sources: written.sources.join("\n"),
            prerequisites: before,
        };
        let origin = written.origin.parse().unwrap_or(Origin::Own);
        let author = caller(tx, schools[topics.len() % 3].teachers[0])?;
        let id = tx.new_id();
        topics.push(actions::topics::publish(tx, &author, id, "es", origin, "CC-BY-SA-4.0", &input)?);
    }
    Ok(Cast { state, zones, schools, coaches, supervisor, official, topics })
}

fn adult(tx: &mut Tx<'_>, above: &Caller, node: NodeId, position: Position, name: Option<&String>) -> Result<PersonId, Error> {
    let input = actions::people::Person {
        person: tx.new_id(),
        node,
        name: name.cloned().unwrap_or_default(),
        position,
        minor: false,
        grade: None,
        group: String::new(),
        voucher: None,
    };
    actions::people::add(tx, above, &input)
}
