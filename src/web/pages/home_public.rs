//! The home of a stranger: one sentence, one real thread of the network, what was demonstrated this month, what can be learned, how to begin.
//! It names schools and topics, never a person, and nothing that is still to come.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::topics::{Title, Titles, story};
use crate::actions::figures::nameable;
use crate::actions::network_month::NetworkMonth;
use crate::domain::id::NodeId;
use crate::domain::moment::Day;
use crate::spread::month::Period;
use crate::store::Conn;
use crate::store::queries::{figures, masteries, nodes};
use crate::web::Error;
use crate::web::app::View;
use crate::web::charts;
use crate::web::here::Here;
use crate::web::locale::Day as DayStyle;

/// How many topics are tried until one gives a picture.
const TRIED: i64 = 4;
/// How many topics are listed.
const LISTED: usize = 6;
/// How many schools are named.
const NAMED: usize = 12;

/// What the template shows.
#[derive(Serialize)]
pub struct Home {
    picture: Option<Picture>,
    month: Option<Held>,
    topics: Vec<Offered>,
    all_topics: i64,
}

#[derive(Serialize)]
struct Picture {
    svg: String,
    topic: String,
    topic_id: String,
    schools: Vec<String>,
    first: String,
    last: String,
}

#[derive(Serialize)]
struct Held {
    month: String,
    demonstrations: i64,
    /// How many of them were among the teams that accompany schools.
    outside: i64,
    schools: usize,
    /// Also in schools of which nothing is told.
    elsewhere: bool,
    named: Vec<School>,
    topics: Vec<Shown>,
    more: usize,
}

#[derive(Serialize)]
struct School {
    id: String,
    name: String,
}

#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    title: Title,
    times: i64,
    schools: i64,
    teams: i64,
}

#[derive(Serialize)]
struct Offered {
    #[serde(flatten)]
    title: Title,
    schools: i64,
}

/// Reads the public home.
///
/// # Errors
/// The database cannot be read.
pub fn view(conn: &mut Conn, here: &Here) -> Result<View<Home>, Error> {
    let this = Period::month(here.today);
    let before = this.from.checked_sub_days(Days::new(1)).map(Period::month);
    let mut month = held(conn, here, this)?;
    if month.is_none()
        && let Some(before) = before
    {
        month = held(conn, here, before)?;
    }
    let (rows, all_topics) = figures::offered(conn, 6)?;
    let titles = Titles::load(conn, here, &rows.iter().map(|row| row.id).collect::<Vec<_>>())?;
    let topics = rows.into_iter().map(|row| Offered { title: titles.of(row.id), schools: row.schools }).collect();
    let view = Home { picture: picture(conn, here)?, month, topics, all_topics };
    Ok(View { title: here.text("home-public-title", &[]), view })
}

/// What was demonstrated in a month; nothing where nothing was.
fn held(conn: &mut Conn, here: &Here, month: Period) -> Result<Option<Held>, Error> {
    let Some(told) = NetworkMonth::of(conn, month)? else { return Ok(None) };
    let ids: Vec<_> = told.topics.iter().take(LISTED).map(|row| row.topic).collect();
    let titles = Titles::load(conn, here, &ids)?;
    let shown = told.topics.iter().take(LISTED).filter_map(|row| {
        let title = titles.get(row.topic)?;
        Some(Shown { title, times: row.times, schools: row.schools, teams: row.teams })
    });
    // Where not all of the schools may be counted, it is not said how many were where.
    let (schools, outside) = told.schools.map_or((0, 0), |schools| (schools, told.outside));
    Ok(Some(Held {
        month: here.day(month.from, DayStyle::Month),
        demonstrations: told.times,
        outside,
        schools,
        elsewhere: told.schools.is_none(),
        topics: shown.collect(),
        more: told.topics.len().saturating_sub(LISTED),
        named: told.named.into_iter().take(NAMED).map(|(id, name)| School { id: id.to_string(), name }).collect(),
    }))
}

/// A real thread: that of the topic which was passed on most and gives a picture.
fn picture(conn: &mut Conn, here: &Here) -> Result<Option<Picture>, Error> {
    for topic in figures::passed_on(conn, TRIED)? {
        let rows = masteries::of_topic(conn, topic)?;
        // A knot is a person: where they are so few that their number is not told, nothing is drawn for strangers.
        let people = story::people(conn, here, rows.iter())?;
        if people.total.is_none() {
            continue;
        }
        let lineage = story::drawable(&story::lineage(&rows), &people);
        let Some(thread) = charts::home::thread(&lineage) else { continue };
        let Some(named) = Titles::load(conn, here, &[topic])?.get(topic) else { continue };
        let schools: Vec<_> = thread.schools.iter().map(|bytes| NodeId::from_bytes(*bytes)).collect();
        let count = schools.len();
        let nameable = nameable(conn, &schools)?;
        // The lanes are told from top to bottom: all of them or none.
        let told = schools.iter().all(|id| nameable.contains(id) && people.at(*id).is_some());
        let names = if told { nodes::names(conn, &schools)? } else { HashMap::new() };
        let names: Vec<String> = schools.iter().filter_map(|id| names.get(id).cloned()).collect();
        let title = here.text(
            "home-picture-title",
            &[("others", (thread.lineage.len() - 1).into()), ("schools", count.into()), ("crossings", thread.crossings.len().into())],
        );
        return Ok(Some(Picture {
            svg: charts::home::draw(&thread, &[], "inicio", &title),
            topic: named.title,
            topic_id: named.id,
            schools: names,
            first: month(here, thread.first),
            last: month(here, thread.last),
        }));
    }
    Ok(None)
}

fn month(here: &Here, day: NaiveDate) -> String {
    let day: Day = day;
    here.day(day, DayStyle::Month)
}
