//! A node: a school, or what stands above schools. First a sentence that says how it fares, then who cares for it, what hangs under it, and
//! its figures. A school's own people find there what is theirs, and its figures only behind a fold.

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::board::{Coming, coming_visits, own_visits};
use super::maps::{self, OnPage};
use super::node_beginners::{self, Beginners};
use super::node_figures::{self, Shown};
use super::topics::Titles;
use crate::actions::figures::{self, Child, Reader, Staff};
use crate::actions::{ground, tree};
use crate::domain::id::{NodeId, PersonId};
use crate::domain::policy::{Relations, Verb, may};
use crate::domain::words::{Level, Preset};
use crate::store::Conn;
use crate::store::queries::{self, demonstrations, nodes, people};
use crate::store::rows::NodeRow;
use crate::web::app::View;
use crate::web::forms;
use crate::web::here::Here;
use crate::web::locale::{Day as DayStyle, capital};
use crate::web::{Answer, App, Error, Visitor};

/// How many children stand on a page.
const PAGE: i64 = 100;

/// What the address asks for.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    page: String,
}

/// What the template shows.
#[derive(Serialize)]
pub struct Node {
    id: String,
    name: String,
    level: String,
    school: bool,
    cct: Option<String>,
    /// Since when it is closed, in words, and in which it goes on.
    closed: Option<String>,
    merged: Option<Crumb>,
    above: Vec<Crumb>,
    month: String,
    lead: String,
    may: May,
    own: bool,
    team: Team,
    /// Who begins here, where nobody of the place can act yet.
    beginners: Option<Beginners>,
    coming: Vec<Coming>,
    visits: Vec<Coming>,
    /// Whether the reader comes from elsewhere, and has been there on a visit: the way to those.
    visited: bool,
    children: Vec<Under>,
    all_children: i64,
    /// What its own team demonstrated this month, in words: told where every part is, so that it tells no hidden one.
    own_team: Option<String>,
    /// The map, where it is known of any place here where it lies.
    map: Option<OnPage>,
    before: Option<i64>,
    after: Option<i64>,
    figures: Option<Shown>,
}

/// What the reader may do here, beyond reading.
#[derive(Serialize)]
struct May {
    board: bool,
    acts: bool,
    people: bool,
    catalog: bool,
    concerns: bool,
    vouch: bool,
    lists: bool,
    found: bool,
    change: bool,
    correct: bool,
}

#[derive(Serialize)]
struct Crumb {
    id: String,
    name: String,
}

#[derive(Serialize)]
struct Team {
    count: usize,
    named: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct Under {
    id: String,
    name: String,
    level: String,
    /// "good", "near" or "none", as the part `mark` draws it.
    pub(super) state: &'static str,
    pub(super) fares: String,
}

/// The page of a node.
pub async fn node(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, asked: web::Query<Asked>) -> Answer {
    let node = forms::id(&path)?;
    let page = asked.page.parse::<i64>().ok().filter(|page| (1..=10_000).contains(page)).unwrap_or(1);
    let parts = app.clone();
    app.page(visitor, "pages/node.html", move |conn, here| view(&parts, conn, here, node, page)).await
}

fn view(app: &App, conn: &mut Conn, here: &Here, id: NodeId, page: i64) -> Result<View<Node>, Error> {
    let place = ground::allow_at(conn, &here.caller, Verb::ReadNode, id)?;
    let relations = here.caller.to_place(&place);
    let row = nodes::by_id(conn, id)?.ok_or(Error::NotFound)?;
    let today = nodes::today(conn, id, here.now)?;
    let reader = Reader::of(relations);
    let school = row.level == Level::School;

    let staff = Staff::of(conn, &row, today)?;
    let told = figures::of(conn, reader, &row, &staff, today)?;
    let (children, all_children) = figures::children(conn, id, &staff, today, PAGE, (page - 1) * PAGE)?;
    let preset = nodes::preset(conn, id)?;
    let mut above: Vec<Crumb> = nodes::path(conn, id)?.into_iter().map(|row| Crumb { id: row.id.to_string(), name: row.name }).collect();
    above.reverse();
    let lead = node_figures::lead(here, &row, told.as_ref(), figures::schools(conn, &row)?, today);
    let all_told = told.is_some() && page * PAGE >= all_children && children.iter().all(|child| child.fares.is_some());
    let held = if school || !all_told { 0 } else { figures::of_own_team(conn, id, today)? };
    let shown = match told {
        Some(told) => Some(node_figures::shown(conn, here, &row, reader, told)?),
        None => None,
    };
    let merged = match row.merged_into {
        Some(id) => nodes::by_id(conn, id)?.map(|row| Crumb { id: row.id.to_string(), name: row.name }),
        None => None,
    };
    let (mut visits, mut visited) = (coming_visits(conn, here, id, today, relations)?, false);
    if let Some(me) = here.caller.id().filter(|_| school && !may(Verb::ReadVisit, relations)) {
        visits = own_visits(conn, here, Some(id))?;
        visited = queries::visits::has_been(conn, id, me, today)?;
    }
    let view = Node {
        id: id.to_string(),
        level: capital(&here.word("level", preset.call(row.level))),
        school,
        cct: row.cct.clone(),
        closed: row.closed.map(|day| here.day(day, DayStyle::Date)),
        merged,
        above,
        month: here.day(today, DayStyle::Month),
        lead,
        may: May {
            board: may(Verb::ReadBoard, relations),
            acts: may(Verb::ReadRecord, relations),
            people: may(Verb::ReadNames, relations),
            catalog: may(Verb::ReadSchoolCatalog, relations),
            concerns: may(Verb::ReadConcern, relations),
            // Inside, the way leads by each one's page.
            vouch: school && may(Verb::VouchFounding, relations) && !may(Verb::ReadNames, relations),
            lists: may(Verb::ExchangeLists, relations),
            found: may(Verb::FoundNode, relations) && !school && row.closed.is_none(),
            change: tree::changeable(conn, &here.caller, id).is_ok(),
            correct: may(Verb::CorrectNode, relations),
        },
        own: reader.own,
        team: team(conn, id, relations)?,
        beginners: if row.closed.is_none() { node_beginners::of(conn, here, &place)? } else { None },
        coming: coming(conn, here, &row, relations)?,
        visits,
        visited,
        children: children.into_iter().map(|child| under(here, preset, child)).collect(),
        all_children,
        own_team: (held > 0).then(|| here.text("node-own-team", &[("demonstrations", held.into())])),
        map: maps::on_page(app, conn, here, &row)?,
        before: (page > 1).then_some(page - 1),
        after: (page * PAGE < all_children).then_some(page + 1),
        figures: shown,
        name: row.name,
    };
    Ok(View { title: view.name.clone(), view })
}

/// Who looks after a node: the names only of adults, and only for those who may read names there.
fn team(conn: &mut Conn, node: NodeId, relations: Relations) -> Result<Team, Error> {
    let stewards: Vec<PersonId> = people::stewards_of(conn, node)?.into_iter().map(|row| row.person).collect();
    let mut named = Vec::new();
    if may(Verb::ReadNames, relations) {
        let adults = queries::figures::adults(conn, &stewards)?;
        named = people::names(conn, &adults)?.into_values().collect();
        named.sort();
    }
    Ok(Team { count: stewards.len(), named })
}

/// The coming demonstrations: where and when children will meet is for members alone.
fn coming(conn: &mut Conn, here: &Here, row: &NodeRow, relations: Relations) -> Result<Vec<Coming>, Error> {
    if !may(Verb::ReadPlan, relations) {
        return Ok(Vec::new());
    }
    let plans = demonstrations::coming(conn, row.id)?;
    let learners: Vec<PersonId> = plans.iter().map(|plan| plan.learner).collect();
    let about: Vec<_> = plans.iter().map(|plan| plan.topic).collect();
    let (names, titles) = (people::names(conn, &learners)?, Titles::load(conn, here, &about)?);
    Ok(plans
        .iter()
        .map(|plan| {
            let learner = names.get(&plan.learner).cloned().unwrap_or_else(|| here.text("words-someone", &[]));
            let topic = titles.text(plan.topic);
            Coming {
                day: here.day(plan.day, DayStyle::Weekday),
                what: here.text("board-shows", &[("learner", learner.into()), ("topic", topic.into())]),
                href: format!("/demonstrations/{}", plan.id),
            }
        })
        .collect())
}

/// How one that hangs under the node fares this month, as shape and words.
pub(super) fn under(here: &Here, preset: Preset, child: Child) -> Under {
    let school = child.node.level == Level::School;
    let (state, fares) = match child.fares {
        None if school => ("none", here.text("node-child-hidden", &[])),
        None => ("none", here.text("node-child-hidden-many", &[("schools", child.schools.into())])),
        Some(fares) => {
            let state = if fares.practising > 0 {
                "good"
            } else if fares.active > 0 {
                "near"
            } else {
                "none"
            };
            let text = match (school, state) {
                (true, "good") => here.text("node-child-practising", &[("demonstrations", fares.demonstrations.into())]),
                (true, "near") => here.text("node-child-active", &[]),
                (true, _) => here.text("node-child-quiet", &[]),
                (false, _) => here.text(
                    "node-child-many",
                    &[("schools", fares.schools.into()), ("active", fares.active.into()), ("practising", fares.practising.into())],
                ),
            };
            (state, text)
        }
    };
    Under {
        id: child.node.id.to_string(),
        name: child.node.name,
        level: here.word("level", child.node.preset.unwrap_or(preset).call(child.node.level)),
        state,
        fares,
    }
}
