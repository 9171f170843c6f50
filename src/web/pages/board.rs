//! A teacher's board: who waits, who is in a tutorial, who is ready to demonstrate, who has not accompanied anybody yet.

use std::collections::{BTreeMap, HashMap, HashSet};

use actix_web::web;
use chrono::Datelike as _;
use serde::{Deserialize, Serialize};

use super::acts;
use super::steps::{self, Rehearsal};
use super::topics::{Title, Titles};
use crate::actions::tutorials::OPEN_AT_ONCE;
use crate::actions::{ground, names, whys};
use crate::domain::id::{NodeId, PersonId, TopicId, TutorialId};
use crate::domain::moment::Day;
use crate::domain::policy::{Relations, Verb, may};
use crate::domain::words::{DemonstrationState, Level, Position, TutorialState};
use crate::store::Conn;
use crate::store::queries::people::MemberView;
use crate::store::queries::{board, demonstrations, interests, masteries, nodes, people, topics, tutorials, visits};
use crate::store::rows::{DemonstrationRow, TutorialRow};
use crate::web::app::View;
use crate::web::forms;
use crate::web::here::Here;
use crate::web::locale::Day as DayStyle;
use crate::web::{Answer, App, Error, Visitor};

mod arriving;
mod contested;
mod rows;

/// So many rows of a column are seen; the others are folded under them.
const SEEN: usize = 6;

/// So many of what was demonstrated this month stand here; the others are a page away.
const HELD: i64 = 6;

/// What the address asks for.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    group: String,
}

/// What the template shows.
#[derive(Serialize)]
pub struct Board {
    node: String,
    name: String,
    /// Whether the place is a school: above schools a team works, without groups and without a classroom.
    school: bool,
    day: String,
    groups: Vec<Group>,
    group: String,
    lead: String,
    may: May,
    columns: Vec<Column>,
    /// What comes first in a place where nothing has happened yet, for whoever looks after it.
    beginning: Vec<Knot>,
    /// Who comes from another school, for whoever may take her in.
    arriving: Vec<arriving::Arriving>,
    arrived: Vec<arriving::Arrived>,
    proposals: Vec<Row>,
    contested: Vec<contested::Clash>,
    coming: Vec<Coming>,
    /// What was demonstrated this month, and whether the reader may look for what was before.
    held: Vec<acts::Held>,
    finds_acts: bool,
    visits: Vec<Coming>,
}

/// What the reader may do here, beyond reading.
#[derive(Serialize)]
struct May {
    paper: bool,
    classroom: bool,
    concerns: bool,
    visits: bool,
}

#[derive(Serialize)]
struct Group {
    value: String,
    label: String,
    current: bool,
}

#[derive(Serialize)]
struct Column {
    key: &'static str,
    count: usize,
    rows: Vec<Row>,
    folded: Vec<Row>,
}

/// A first step, as the part `thread` draws it.
#[derive(Serialize)]
struct Knot {
    label: String,
    small: String,
    href: String,
    state: &'static str,
}

#[derive(Serialize)]
struct Row {
    name: String,
    stamp: &'static str,
    topic: Title,
    small: Option<String>,
    /// Why she wishes it, for her teachers.
    why: Option<String>,
    when: String,
    href: Option<String>,
    action: String,
}

/// Something that is to come: when, what, and where to read of it.
#[derive(Clone, Serialize)]
pub(super) struct Coming {
    pub(super) day: String,
    pub(super) what: String,
    pub(super) href: String,
}

/// The board of a node.
pub async fn board(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, asked: web::Query<Asked>) -> Answer {
    let node = forms::id(&path)?;
    let group = asked.into_inner().group;
    app.page(visitor, "pages/board.html", move |conn, here| view(conn, here, node, &group)).await
}

/// A group of students: grade and letter, as an address carries it.
pub(super) fn token(member: &MemberView) -> Option<String> {
    if member.position != Position::Student || (member.grade.is_none() && member.class.is_none()) {
        return None;
    }
    let grade = member.grade.map_or_else(String::new, |grade| grade.to_string());
    Some(format!("{grade}-{}", member.class.clone().unwrap_or_default()))
}

/// Everything that the columns are made of, read once.
struct Ground {
    members: HashMap<PersonId, MemberView>,
    names: HashMap<PersonId, String>,
    titles: Titles,
    plans: HashMap<TutorialId, DemonstrationRow>,
    /// Of each, the last day on which it was decided to go on.
    not_yet: HashMap<TutorialId, Day>,
    relations: Relations,
    chosen: Option<HashSet<PersonId>>,
    /// Why a learner wishes a topic, where this reader may know it.
    whys: HashMap<(PersonId, TopicId), String>,
}

impl Ground {
    /// Whether someone is of the group that was asked for.
    fn shows(&self, person: PersonId) -> bool {
        self.chosen.as_ref().is_none_or(|chosen| chosen.contains(&person))
    }

    /// Whether a tutorial is of that group: by its learner, or, where she comes from elsewhere, by her tutor.
    fn shows_pair(&self, row: &TutorialRow) -> bool {
        self.shows(if self.members.contains_key(&row.learner) { row.learner } else { row.tutor })
    }

    fn name(&self, here: &Here, person: PersonId) -> String {
        self.names.get(&person).cloned().unwrap_or_else(|| here.text("words-someone", &[]))
    }

    /// What counts still of a rehearsal.
    fn rehearsal(&self, row: &TutorialRow) -> Rehearsal {
        steps::rehearsal(row, self.not_yet.get(&row.id).copied())
    }

    /// An address, where the reader may open it.
    fn open(&self, verb: Verb, href: String) -> Option<String> {
        may(verb, self.relations).then_some(href)
    }
}

/// Reads a board.
///
/// # Errors
/// There is no such node, or its board is not for this reader.
pub fn view(conn: &mut Conn, here: &Here, node: NodeId, group: &str) -> Result<View<Board>, Error> {
    here.person()?;
    let place = ground::allow_at(conn, &here.caller, Verb::ReadBoard, node)?;
    let relations = here.caller.to_place(&place);
    let school = nodes::by_id(conn, node)?.ok_or(Error::NotFound)?;
    let at_school = school.level == Level::School;
    let today = nodes::today(conn, node, here.now)?;

    let members = people::members(conn, node)?;
    let mut groups: BTreeMap<String, String> = BTreeMap::new();
    for member in &members {
        if let Some(value) = token(member) {
            let grade = member.grade.map_or_else(String::new, |grade| grade.to_string());
            let class = member.class.clone().unwrap_or_default();
            groups
                .entry(value)
                .or_insert_with(|| here.text("board-group", &[("grade", grade.into()), ("class", class.into())]).trim().to_owned());
        }
    }
    // A group that is not there would show an empty board: the whole school is shown instead.
    let group = if groups.contains_key(group) { group } else { "" };
    let chosen = (!group.is_empty())
        .then(|| members.iter().filter(|member| token(member).as_deref() == Some(group)).map(|member| member.id).collect());

    let states = [TutorialState::Open, TutorialState::Proposed];
    let mut rows = tutorials::in_school(conn, node, &states)?;
    // Whom a pupil accompanies who comes on a visit stands here too: it is here that they work.
    rows.extend(tutorials::of_guests(conn, node, &states)?);
    let wishes = interests::in_school(conn, node)?;
    let places = rows::Places::load(conn, node)?;
    let promoted = board::promoted(conn, node)?;
    let mut plans = demonstrations::coming(conn, node)?;
    plans.extend(demonstrations::planned_of(conn, &rows.iter().filter(|row| row.school != node).map(|row| row.id).collect::<Vec<_>>())?);
    plans.sort_by_key(|plan| (plan.day, plan.id));
    let not_yet = demonstrations::last_of(conn, &rows.iter().map(|row| row.id).collect::<Vec<_>>(), DemonstrationState::NotYet)?;
    let clashes = board::contested(conn, node)?;
    let mut known: Vec<PersonId> = rows.iter().flat_map(|row| [row.learner, row.tutor]).collect();
    known.extend(members.iter().map(|member| member.id));
    known.extend(plans.iter().map(|plan| plan.learner));
    known.extend(clashes.iter().map(|row| row.person));
    let mut about: Vec<_> = rows.iter().map(|row| row.topic).chain(wishes.iter().map(|wish| wish.topic)).collect();
    about.extend(promoted.iter().map(|row| row.topic).chain(plans.iter().map(|plan| plan.topic)));
    about.extend(clashes.iter().map(|row| row.topic));
    about.sort();
    about.dedup();
    // Who comes from elsewhere is called here as anywhere: by name where the reader may know it.
    let (own, foreign): (Vec<PersonId>, Vec<PersonId>) =
        known.iter().copied().partition(|id| members.iter().any(|member| member.id == *id));
    let mut called = people::names(conn, &own)?;
    called.extend(names::lasting(conn, &here.caller, &foreign)?);
    let ground = Ground {
        names: called,
        titles: Titles::load(conn, here, &about)?,
        members: members.into_iter().map(|member| (member.id, member)).collect(),
        plans: plans.iter().filter_map(|plan| Some((plan.tutorial?, plan.clone()))).collect(),
        not_yet: not_yet.into_iter().map(|(tutorial, shown)| (tutorial, shown.day)).collect(),
        relations,
        chosen,
        whys: whys::at(conn, &here.caller, node)?,
    };

    let open: Vec<&TutorialRow> =
        rows.iter().filter(|row| row.state == TutorialState::Open && !row.contested && ground.shows_pair(row)).collect();
    let (ready, going): (Vec<&TutorialRow>, Vec<&TutorialRow>) =
        open.into_iter().partition(|row| ground.rehearsal(row).held.is_some() || ground.plans.contains_key(&row.id));
    let busy: HashSet<PersonId> = rows.iter().filter(|row| !row.contested).map(|row| row.learner).collect();
    let wish = rows::waiting(here, today, &ground, &places, &busy, wishes);
    let (waiting, waits) = wish.and(rows::pending(here, today, &ground, &places, &rows)).told();
    let columns = vec![
        column("waiting", waiting),
        column("going", rows::in_tutorial(conn, here, today, &ground, &going)?),
        column("ready", ready.iter().map(|row| rows::to_demonstrate(here, today, &ground, row)).collect()),
        column("new", rows::new_tutors(conn, here, &ground, &places, promoted, &rows, &waits)?),
    ];
    let proposals: Vec<&TutorialRow> = rows.iter().filter(|row| row.state == TutorialState::Proposed && ground.shows_pair(row)).collect();
    let learning = tutorials::open_counts(conn, &proposals.iter().map(|row| row.learner).collect::<Vec<_>>())?;
    let learns = |row: &TutorialRow| learning.get(&row.learner).is_some_and(|open| *open >= OPEN_AT_ONCE);
    let label = groups.get(group).cloned();
    let quiet = rows.is_empty() && columns.iter().all(|column| column.count == 0) && plans.is_empty();
    let beginning =
        if quiet && at_school && may(Verb::AddPerson, relations) { beginning(conn, here, node, &ground.members)? } else { Vec::new() };
    // On the board of her own place, wherever they lead.
    let own = if here.home.is_some_and(|(home, _)| home == node) { own_visits(conn, here, None)? } else { Vec::new() };
    let view = Board {
        node: node.to_string(),
        day: here.day(today, DayStyle::Weekday),
        lead: lead(here, &columns),
        proposals: proposals.iter().map(|row| rows::proposal(here, today, &ground, row, learns(row))).collect(),
        arriving: if at_school { arriving::all(conn, here, node)? } else { Vec::new() },
        arrived: if at_school { arriving::lately(conn, here, node)? } else { Vec::new() },
        contested: contested::all(conn, here, &ground, &clashes, &rows)?,
        coming: plans.iter().filter(|plan| ground.shows(plan.learner)).map(|plan| planned(here, &ground, plan)).collect(),
        held: acts::held(conn, here, node, relations, HELD, 0, |day| (day.year(), day.month()) == (today.year(), today.month()))?,
        finds_acts: may(Verb::ReadRecord, relations),
        visits: [own, coming_visits(conn, here, node, today, relations)?].concat(),
        may: May {
            paper: may(Verb::EnterFromPaper, relations),
            classroom: at_school && may(Verb::OpenClassroom, relations),
            concerns: may(Verb::ReadConcern, relations),
            visits: may(Verb::AgreeVisit, relations),
        },
        groups: groups.into_iter().map(|(value, label)| Group { current: value == group, value, label }).collect(),
        group: group.to_owned(),
        school: at_school,
        name: school.name,
        beginning,
        columns,
    };
    Ok(View { title: label.unwrap_or_else(|| here.text(if at_school { "board-title" } else { "board-title-team" }, &[])), view })
}

/// The way from an empty place to its first tutorial, with what is done already.
fn beginning(conn: &mut Conn, here: &Here, node: NodeId, members: &HashMap<PersonId, MemberView>) -> Result<Vec<Knot>, Error> {
    let me = here.person()?;
    let people = members.values().any(|member| member.position == Position::Student);
    let topic = !topics::known_at(conn, node, 1)?.is_empty();
    let first = !masteries::catalog(conn, node)?.is_empty();
    let ways = [
        ("people", people, format!("/nodes/{node}/people/new")),
        ("topic", topic, "/topics/new".to_owned()),
        ("vouch", first, format!("/people/{me}/masteries")),
        ("classroom", false, format!("/nodes/{node}/classroom")),
    ];
    let mut next = Some("now");
    let knot = |(key, done, href): (&str, bool, String)| {
        let state = if done { "tied" } else { next.take().unwrap_or("ahead") };
        let text = |part: &str| here.text(&format!("board-begin-{key}{part}"), &[]);
        Knot { label: text(""), small: text("-more"), href, state }
    };
    Ok(ways.map(knot).into())
}

fn column(key: &'static str, mut rows: Vec<Row>) -> Column {
    let count = rows.len();
    // One folded row would take as much room as the fold.
    let folded = if count > SEEN + 1 { rows.split_off(SEEN) } else { Vec::new() };
    Column { key, count, rows, folded }
}

/// The first sentence: how many of each there are.
fn lead(here: &Here, columns: &[Column]) -> String {
    let count = |index: usize| columns.get(index).map_or(0, |column| column.count).into();
    here.text("board-lead", &[("waiting", count(0)), ("going", count(1)), ("ready", count(2))])
}

fn planned(here: &Here, ground: &Ground, plan: &DemonstrationRow) -> Coming {
    Coming {
        day: here.day(plan.day, DayStyle::Weekday),
        what: here
            .text("board-shows", &[("learner", ground.name(here, plan.learner).into()), ("topic", ground.titles.text(plan.topic).into())]),
        href: format!("/demonstrations/{}", plan.id),
    }
}

/// The visits on which the reader goes herself, or is asked to go: to one school, or to all.
pub(super) fn own_visits(conn: &mut Conn, here: &Here, school: Option<NodeId>) -> Result<Vec<Coming>, Error> {
    let Some(me) = here.caller.id() else { return Ok(Vec::new()) };
    let mut rows = visits::of_visitor(conn, me, here.today)?;
    rows.retain(|(row, _)| school.is_none_or(|school| row.school == school));
    let names = nodes::names(conn, &rows.iter().map(|(row, _)| row.school).collect::<Vec<_>>())?;
    let coming = |(row, asked): (crate::store::rows::VisitRow, bool)| {
        let school = names.get(&row.school).cloned().unwrap_or_default();
        Coming {
            day: here.day(row.day, DayStyle::Weekday),
            what: here.text(if asked { "board-visit-asked" } else { "board-visit-own" }, &[("school", school.into())]),
            href: format!("/nodes/{}/visits#visit-{}", row.school, row.id),
        }
    };
    Ok(rows.into_iter().map(coming).collect())
}

/// The visits that a node expects, for whoever may read them.
pub(super) fn coming_visits(conn: &mut Conn, here: &Here, node: NodeId, today: Day, relations: Relations) -> Result<Vec<Coming>, Error> {
    if !may(Verb::ReadVisit, relations) {
        return Ok(Vec::new());
    }
    let rows = visits::in_school(conn, node, today)?;
    let mut named = visits::named_of(conn, &rows.iter().map(|row| row.id).collect::<Vec<_>>())?;
    let mut said_yes = |row: &crate::store::rows::VisitRow| {
        let named = named.remove(&row.id).unwrap_or_default();
        named.into_iter().filter_map(|(person, waits)| (!waits).then_some(person)).collect::<Vec<PersonId>>()
    };
    let come: Vec<Vec<PersonId>> = rows.iter().map(&mut said_yes).collect();
    // Who comes is an adult, and no secret to the school that agreed to it.
    let mut met: Vec<PersonId> = come.iter().flatten().copied().collect();
    met.extend(rows.iter().map(|row| row.responsible));
    let names = names::lasting(conn, &here.caller, &met)?;
    let teaching = if rows.is_empty() { HashSet::new() } else { people::teaching(conn, node)? };
    Ok(rows
        .into_iter()
        .zip(come)
        .map(|(row, come)| {
            let name = names.get(&row.responsible).cloned().unwrap_or_else(|| here.text("words-someone", &[]));
            let mut who: Vec<String> = come.iter().filter_map(|person| names.get(person).cloned()).collect();
            who.sort();
            let key = match (teaching.contains(&row.responsible), who.is_empty()) {
                (false, _) => "board-visit-unanswered",
                (true, true) => "board-visit",
                (true, false) => "board-visit-of",
            };
            Coming {
                day: here.day(row.day, DayStyle::Weekday),
                what: here.text(key, &[("responsible", name.into()), ("who", who.join(", ").into())]),
                href: format!("/nodes/{node}/visits#visit-{}", row.id),
            }
        })
        .collect())
}
