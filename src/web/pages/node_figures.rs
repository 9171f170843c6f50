//! A node's figures in words and as curves, each with its table; what may be told has been decided in `actions::figures`.

use serde::Serialize;

use super::topics::{Title, Titles};
use crate::actions::figures::{Figures, Month, Reader};
use crate::domain::id::NodeId;
use crate::domain::moment::Day;
use crate::domain::words::Level;
use crate::store::Conn;
use crate::store::queries::nodes;
use crate::store::rows::NodeRow;
use crate::web::Error;
use crate::web::charts::months::{self, Curve, Words};
use crate::web::here::Here;
use crate::web::locale::{Arg, Day as DayStyle, number};

/// How many topics are listed.
const TOPICS: usize = 12;
/// How many schools are named beside a topic.
const BESIDE: usize = 4;
/// How many schools are named in a list of their own.
const NAMED: usize = 30;

/// What the template shows of the figures.
#[derive(Serialize)]
pub struct Shown {
    events: Option<Curve>,
    schools: Option<Curve>,
    found: String,
    spread: String,
    new_tutors: Option<u64>,
    hidden: bool,
    /// No month tells of anybody, so that neither the drawing nor the table has them.
    hidden_all: bool,
    least: u32,
    topics: Vec<Topic>,
    more_topics: usize,
    /// Whether counts of schools leave some out.
    some_left_out: bool,
    promoted: usize,
    promoted_named: Vec<Place>,
    promoted_more: usize,
}

#[derive(Serialize)]
struct Topic {
    #[serde(flatten)]
    title: Title,
    schools: usize,
    named: Vec<Place>,
    more: usize,
}

#[derive(Serialize)]
struct Place {
    id: String,
    name: String,
}

/// The sentence with which the page begins: what this is, and how it fares this month. How many schools there are is no one person's figure.
pub fn lead(here: &Here, node: &NodeRow, figures: Option<&Figures>, schools: i64, today: Day) -> String {
    let month = here.text(&format!("words-month-{}", chrono::Datelike::month(&today)), &[]);
    let mut args: Vec<(&str, Arg)> = vec![("month", month.into())];
    let Some(figures) = figures else {
        return here.text(
            if node.level == Level::School { "node-lead-personal" } else { "node-lead-personal-many" },
            &[("schools", schools.into())],
        );
    };
    let mut last = figures.months.iter().rev();
    let (Some(now), before) = (last.next(), last.next()) else { return String::new() };
    args.extend([
        ("alive", figures.alive.into()),
        ("demonstrations", now.demonstrations.into()),
        ("schools", figures.schools.into()),
        ("active", now.active.into()),
        ("practising", now.practising.into()),
        ("counted", if figures.some_left_out { "some" } else { "all" }.into()),
    ]);
    if node.level == Level::School {
        return here.text("node-lead-school", &args);
    }
    let mut lead = here.text("node-lead-many", &args);
    if let Some(before) = before {
        let change = now.practising - before.practising;
        let key = match change {
            0 => "node-lead-same",
            1.. => "node-lead-more",
            _ => "node-lead-fewer",
        };
        lead.push(' ');
        lead.push_str(&here.text(key, &[("change", change.abs().into())]));
    }
    if figures.some_left_out {
        lead.push(' ');
        lead.push_str(&here.text("node-lead-left-out", &[]));
    }
    lead
}

/// The figures for the page.
pub fn shown(conn: &mut Conn, here: &Here, node: &NodeRow, reader: Reader, figures: Figures) -> Result<Shown, Error> {
    let quiet = figures.months.iter().all(|month| month.begun == 0 && month.demonstrations == 0 && month.active == 0);
    let demonstrations: i64 = figures.months.iter().map(|month| month.demonstrations).sum();
    let begun: i64 = figures.months.iter().map(|month| month.begun).sum();
    let many = node.level != Level::School;

    let ids: Vec<_> = figures.topics.iter().take(TOPICS).map(|alive| alive.topic).collect();
    let titles = Titles::load(conn, here, &ids)?;
    let mut to_name: Vec<NodeId> = figures.topics.iter().take(TOPICS).flat_map(|alive| alive.named.iter().take(BESIDE).copied()).collect();
    to_name.extend(figures.promoted.1.iter().take(NAMED));
    to_name.sort();
    to_name.dedup();
    let names = nodes::names(conn, &to_name)?;
    let place = |id: &NodeId| Some(Place { id: id.to_string(), name: names.get(id)?.clone() });
    let list = figures.topics.iter().take(TOPICS).filter_map(|alive| {
        let named: Vec<Place> = alive.named.iter().take(BESIDE).filter_map(place).collect();
        let title = titles.get(alive.topic)?;
        Some(Topic { title, schools: alive.schools, more: alive.schools - named.len(), named })
    });
    let mut promoted: Vec<Place> = figures.promoted.1.iter().take(NAMED).filter_map(place).collect();
    promoted.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(Shown {
        events: if quiet { None } else { events(here, &figures.months) },
        schools: if quiet || !many { None } else { of_schools(here, &figures.months) },
        found: here.text("node-events-found", &[("begun", begun.into()), ("demonstrations", demonstrations.into())]),
        spread: best(here, &figures),
        new_tutors: figures.new_tutors,
        hidden: figures.new_tutors.is_none() || figures.months.iter().any(|month| month.new_tutors.is_none()),
        hidden_all: !mostly_told(&figures.months) && !any_told(&figures.months),
        least: reader.least(),
        topics: list.collect(),
        more_topics: figures.topics.len().saturating_sub(TOPICS),
        some_left_out: figures.some_left_out,
        promoted: figures.promoted.0,
        promoted_more: figures.promoted.0 - promoted.len(),
        promoted_named: promoted,
    })
}

/// In which month most schools practised, and how many there were then; the latest of several.
fn best(here: &Here, figures: &Figures) -> String {
    let month = figures.months.iter().max_by_key(|month| month.practising).filter(|month| month.practising > 0);
    let (first, schools, most) = month.map_or((here.today, figures.schools, 0), |month| (month.first, month.schools, month.practising));
    let month = here.day(first, DayStyle::Month);
    let args: [(&str, Arg); 3] = [("month", month.into()), ("schools", schools.into()), ("most", most.into())];
    here.text(if figures.some_left_out { "node-schools-found-some" } else { "node-schools-found" }, &args)
}

/// Whether the months tell enough of their new tutors to be drawn: at least half of them, and not zeros alone between the hidden ones. A line of
/// one point says nothing, and nor does a column of gaps.
fn mostly_told(months: &[Month]) -> bool {
    let told: Vec<u32> = months.iter().filter_map(|month| month.new_tutors).collect();
    told.len() == months.len() || told.len() * 2 >= months.len() && told.iter().any(|count| *count > 0)
}

/// Whether any month tells of somebody.
fn any_told(months: &[Month]) -> bool {
    months.iter().any(|month| month.new_tutors.is_some_and(|count| count > 0))
}

/// Tutorials begun, new tutors, demonstrations. Where the months tell too little of new tutors to be drawn, what may be told is told in the table.
fn events(here: &Here, all: &[Month]) -> Option<Curve> {
    let told = mostly_told(all);
    let rows: Vec<_> = all
        .iter()
        .map(|month| months::Month {
            label: label(here, month.first),
            counts: [count(month.begun), month.new_tutors.filter(|_| told), count(month.demonstrations)],
        })
        .collect();
    let mut curve = draw(here, "hechos", "node-events", &rows)?;
    if !told && any_told(all) {
        curve.head.insert(1, here.text("node-events-line-1", &[]));
        let first = all.len() - curve.rows.len();
        for (row, month) in curve.rows.iter_mut().zip(&all[first..]) {
            let cell = month.new_tutors.map_or_else(|| here.text("node-hidden", &[]), |count| number(here.language, count.into()));
            row.cells.insert(1, cell);
        }
    }
    Some(curve)
}

/// Schools that were active, those where who had learned there accompanied others, those that practised; in the table beside all of the month.
fn of_schools(here: &Here, all: &[Month]) -> Option<Curve> {
    let rows: Vec<_> = all
        .iter()
        .map(|month| months::Month {
            label: label(here, month.first),
            counts: [count(month.active), count(month.promoted), count(month.practising)],
        })
        .collect();
    let mut curve = draw(here, "escuelas", "node-schools", &rows)?;
    // Of how many they are is read in the table: as a line it would press the others to the ground.
    curve.head.insert(0, here.text("node-schools-all", &[]));
    let drawn = all.len() - curve.rows.len();
    curve.rows.iter_mut().zip(&all[drawn..]).for_each(|(row, month)| row.cells.insert(0, number(here.language, month.schools)));
    Some(curve)
}

fn draw(here: &Here, prefix: &str, key: &str, rows: &[months::Month]) -> Option<Curve> {
    let title = here.text(&format!("{key}-title"), &[]);
    let lines = [0, 1, 2].map(|line| here.text(&format!("{key}-line-{line}"), &[]));
    let words = Words {
        prefix,
        title: &title,
        desc: None,
        lines: lines.each_ref().map(String::as_str),
        end: &|line, last| here.text(&format!("{key}-end-{line}"), &[("count", last.into())]),
        number: &|value| number(here.language, value.into()),
        gap: &here.text("node-hidden", &[]),
    };
    months::draw(rows, &words)
}

fn count(value: i64) -> Option<u32> {
    u32::try_from(value).ok()
}

fn label(here: &Here, first: Day) -> String {
    let month = here.text(&format!("words-month-short-{}", chrono::Datelike::month(&first)), &[]);
    format!("{month} {}", chrono::Datelike::year(&first))
}
