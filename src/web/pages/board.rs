//! A teacher's board: who waits, who is in a tutorial, who is ready to demonstrate, who has not accompanied anybody yet.

use std::collections::{BTreeMap, HashMap, HashSet};

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::topics::{Title, Titles};
use crate::actions::ground;
use crate::domain::id::{NodeId, PersonId, TutorialId};
use crate::domain::moment::Day;
use crate::domain::policy::{Relations, Verb, may};
use crate::domain::words::{Position, TutorialState};
use crate::store::Conn;
use crate::store::queries::people::MemberView;
use crate::store::queries::{board, demonstrations, interests, masteries, nodes, people, topics, tutorials, visits};
use crate::store::rows::{DemonstrationRow, TutorialRow};
use crate::web::app::View;
use crate::web::forms;
use crate::web::here::{Here, stamp};
use crate::web::locale::Day as DayStyle;
use crate::web::{Answer, App, Error, Visitor};

mod contested;

/// So many rows of a column are seen; the others are folded under them.
const SEEN: usize = 6;

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
    day: String,
    groups: Vec<Group>,
    group: String,
    lead: String,
    may: May,
    columns: Vec<Column>,
    /// What comes first in a place where nothing has happened yet, for whoever looks after it.
    beginning: Vec<Knot>,
    proposals: Vec<Row>,
    contested: Vec<contested::Clash>,
    coming: Vec<Coming>,
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
    relations: Relations,
    chosen: Option<HashSet<PersonId>>,
}

impl Ground {
    /// Whether someone is of the group that was asked for.
    fn shows(&self, person: PersonId) -> bool {
        self.chosen.as_ref().is_none_or(|chosen| chosen.contains(&person))
    }

    fn name(&self, here: &Here, person: PersonId) -> String {
        self.names.get(&person).cloned().unwrap_or_else(|| here.text("words-someone", &[]))
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

    let rows = tutorials::in_school(conn, node, &[TutorialState::Open, TutorialState::Proposed])?;
    let wishes = interests::in_school(conn, node)?;
    let promoted = board::promoted(conn, node)?;
    let plans = demonstrations::coming(conn, node)?;
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
    let ground = Ground {
        names: people::names(conn, &known)?,
        titles: Titles::load(conn, here, &about)?,
        members: members.into_iter().map(|member| (member.id, member)).collect(),
        plans: plans.iter().filter_map(|plan| Some((plan.tutorial?, plan.clone()))).collect(),
        relations,
        chosen,
    };

    let open: Vec<&TutorialRow> =
        rows.iter().filter(|row| row.state == TutorialState::Open && !row.contested && ground.shows(row.learner)).collect();
    let (ready, going): (Vec<&TutorialRow>, Vec<&TutorialRow>) =
        open.into_iter().partition(|row| row.rehearsed.is_some() || ground.plans.contains_key(&row.id));
    let busy: HashSet<PersonId> = rows.iter().filter(|row| !row.contested).map(|row| row.learner).collect();
    let columns = vec![
        column("waiting", waiting(conn, here, node, today, &ground, &busy, wishes)?),
        column("going", in_tutorial(conn, here, today, &ground, &going)?),
        column("ready", ready.iter().map(|row| to_demonstrate(here, today, &ground, row)).collect()),
        column("new", new_tutors(conn, here, node, &ground, promoted)?),
    ];
    let proposals = rows.iter().filter(|row| row.state == TutorialState::Proposed && ground.shows(row.learner));
    let label = groups.get(group).cloned();
    let quiet = rows.is_empty() && columns.iter().all(|column| column.count == 0) && plans.is_empty();
    let beginning = if quiet && may(Verb::AddPerson, relations) { beginning(conn, here, node, &ground.members)? } else { Vec::new() };
    let view = Board {
        node: node.to_string(),
        day: here.day(today, DayStyle::Weekday),
        lead: lead(here, &columns),
        proposals: proposals.map(|row| proposal(here, today, &ground, row)).collect(),
        contested: contested::all(conn, here, &ground, &clashes, &rows)?,
        coming: plans.iter().filter(|plan| ground.shows(plan.learner)).map(|plan| planned(here, &ground, plan)).collect(),
        visits: [own_visits(conn, here, node)?, coming_visits(conn, here, node, today, relations)?].concat(),
        may: May {
            paper: may(Verb::EnterFromPaper, relations),
            classroom: may(Verb::OpenClassroom, relations),
            concerns: may(Verb::ReadConcern, relations),
            visits: may(Verb::AgreeVisit, relations),
        },
        groups: groups.into_iter().map(|(value, label)| Group { current: value == group, value, label }).collect(),
        group: group.to_owned(),
        name: school.name,
        beginning,
        columns,
    };
    Ok(View { title: label.unwrap_or_else(|| here.text("board-title", &[])), view })
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

/// Learners who chose a topic and have nobody yet: each once, with her first wish, longest waiting first.
fn waiting(
    conn: &mut Conn,
    here: &Here,
    node: NodeId,
    today: Day,
    ground: &Ground,
    busy: &HashSet<PersonId>,
    wishes: Vec<crate::store::rows::InterestRow>,
) -> Result<Vec<Row>, Error> {
    let taken: HashMap<_, i64> = masteries::taken_in(conn, node)?.into_iter().collect();
    let mut room: HashMap<_, i64> = HashMap::new();
    for offer in masteries::catalog(conn, node)? {
        *room.entry(offer.topic).or_default() += i64::from(i64::from(offer.capacity) > taken.get(&offer.id).copied().unwrap_or(0));
    }
    let mut first: HashMap<PersonId, crate::store::rows::InterestRow> = HashMap::new();
    for wish in wishes {
        if busy.contains(&wish.learner) || !ground.shows(wish.learner) || !ground.members.contains_key(&wish.learner) {
            continue;
        }
        match first.get(&wish.learner) {
            Some(kept) if (kept.rank, kept.id) <= (wish.rank, wish.id) => {}
            _ => {
                first.insert(wish.learner, wish);
            }
        }
    }
    let mut wishes: Vec<_> = first.into_values().collect();
    wishes.sort_by_key(|wish| (wish.stated, wish.id));
    Ok(wishes
        .into_iter()
        .map(|wish| {
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
                small: Some(match room.get(&wish.topic) {
                    Some(tutors) => here.text("board-room", &[("tutors", (*tutors).into())]),
                    None => here.text("board-room-nobody", &[]),
                }),
                when: here.text("board-days", &[("days", (today - wish.stated).num_days().into())]),
                href,
                action: here.text(action, &[]),
            }
        })
        .collect())
}

/// Tutorials that go on, with the days since the last page of the record.
fn in_tutorial(conn: &mut Conn, here: &Here, today: Day, ground: &Ground, rows: &[&TutorialRow]) -> Result<Vec<Row>, Error> {
    let ids: Vec<TutorialId> = rows.iter().map(|row| row.id).collect();
    let last: HashMap<TutorialId, Option<Day>> = tutorials::last_entries(conn, &ids)?.into_iter().collect();
    let mut dated: Vec<(Day, Row)> = rows
        .iter()
        .map(|row| {
            let written = last.get(&row.id).copied().flatten();
            let since = written.or(row.agreed).unwrap_or(row.proposed);
            let row = Row {
                name: ground.name(here, row.learner),
                stamp: stamp(row.learner),
                topic: ground.titles.of(row.topic),
                small: Some(with(here, ground, row)),
                when: here.text("board-days", &[("days", (today - since).num_days().into())]),
                href: ground.open(Verb::ReadTutorial, format!("/tutorials/{}", row.id)),
                action: here.text("board-go-going", &[]),
            };
            (since, row)
        })
        .collect();
    dated.sort_by_key(|(since, _)| *since);
    Ok(dated.into_iter().map(|(_, row)| row).collect())
}

fn with(here: &Here, ground: &Ground, row: &TutorialRow) -> String {
    if here.caller.is(row.tutor) {
        return here.text("board-with-you", &[]);
    }
    here.text("board-with", &[("tutor", ground.name(here, row.tutor).into())])
}

/// A tutorial that was rehearsed, or whose day is set.
fn to_demonstrate(here: &Here, today: Day, ground: &Ground, row: &TutorialRow) -> Row {
    let plan = ground.plans.get(&row.id);
    let when = match (plan, row.rehearsed) {
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
        small: Some(with(here, ground, row)),
        when,
        href: ground.open(verb, href),
        action: here.text(action, &[]),
    }
}

/// Members who have demonstrated and have not accompanied anybody yet: each once, with her newest topic, longest since first.
fn new_tutors(
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
                small: waiting.get(&row.topic).map(|count| here.text("board-wanted", &[("count", (*count).into())])),
                when: here.text("board-since", &[("day", here.short(row.day).into())]),
                href,
                action: here.text(action, &[]),
            }
        })
        .collect())
}

/// A proposal that waits for a yes, and whose.
fn proposal(here: &Here, today: Day, ground: &Ground, row: &TutorialRow) -> Row {
    let (learner, tutor) = (ground.name(here, row.learner), ground.name(here, row.tutor));
    let key = match (row.learner_agreed, row.tutor_agreed) {
        (false, false) => "board-yes-both",
        (false, true) => "board-yes-learner",
        (true, _) => "board-yes-tutor",
    };
    Row {
        small: Some(here.text(key, &[("learner", learner.as_str().into()), ("tutor", tutor.as_str().into())])),
        name: learner,
        stamp: stamp(row.learner),
        topic: ground.titles.of(row.topic),
        when: here.text("board-days", &[("days", (today - row.proposed).num_days().into())]),
        href: ground.open(Verb::AnswerProposal, format!("/tutorials/{}", row.id)),
        action: here.text("board-go-proposal", &[]),
    }
}

fn planned(here: &Here, ground: &Ground, plan: &DemonstrationRow) -> Coming {
    Coming {
        day: here.day(plan.day, DayStyle::Weekday),
        what: here
            .text("board-shows", &[("learner", ground.name(here, plan.learner).into()), ("topic", ground.titles.text(plan.topic).into())]),
        href: format!("/demonstrations/{}", plan.id),
    }
}

/// The visits on which the reader goes herself, or is asked to go: on the board of her own place.
fn own_visits(conn: &mut Conn, here: &Here, node: NodeId) -> Result<Vec<Coming>, Error> {
    let Some(me) = here.caller.id().filter(|_| here.home.is_some_and(|(home, _)| home == node)) else { return Ok(Vec::new()) };
    let rows = visits::of_visitor(conn, me, here.today)?;
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
    let responsible: Vec<PersonId> = rows.iter().map(|row| row.responsible).collect();
    let names = people::names(conn, &responsible)?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let name = names.get(&row.responsible).cloned().unwrap_or_else(|| here.text("words-someone", &[]));
            Coming {
                day: here.day(row.day, DayStyle::Weekday),
                what: here.text("board-visit", &[("responsible", name.into())]),
                href: format!("/nodes/{node}/visits#visit-{}", row.id),
            }
        })
        .collect())
}
