//! Who opened a record: of one person, for herself and for her school's steward; and of a school's people, for its steward.

use std::collections::HashMap;

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::topics::Titles;
use crate::actions::names;
use crate::actions::readings::{self, Reading, Simply, Told};
use crate::domain::id::{DemonstrationId, NodeId, PersonId, TopicId, TutorialId};
use crate::domain::words::Seen;
use crate::store::Conn;
use crate::store::queries::{demonstrations, nodes, people, tutorials};
use crate::web::app::View;
use crate::web::forms;
use crate::web::here::stamp;
use crate::web::locale::{Day as Style, capital};
use crate::web::{Answer, App, Error, Here, Visitor};

/// How many lines stand on one page.
const LINES: usize = 100;

#[derive(Serialize)]
struct Line {
    day: String,
    reader: String,
    /// Whose record, on the page of a school.
    whose: Option<String>,
    what: String,
    times: i32,
    clock: String,
}

#[derive(Serialize)]
struct Companion {
    name: String,
    stamp: &'static str,
    day: String,
}

#[derive(Serialize)]
struct OfPerson {
    id: String,
    name: String,
    own: bool,
    /// Every line, for a steward.
    all: Option<Vec<Line>>,
    companions: Vec<Companion>,
    adults: Vec<Line>,
    others: bool,
    kept: u16,
    /// Whether there are more than the page tells.
    more: bool,
}

/// Who opened somebody's record.
pub async fn of_person(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let person: PersonId = forms::id(&path)?;
    let kept = app.keep_readings;
    // What has gathered belongs on this page. Nobody waits who is not going to read it.
    if visitor.token.is_some() {
        app.readings.write(&app.db, kept).await;
    }
    app.page(visitor, "pages/readings.html", move |conn, here| person_view(conn, here, person, kept)).await
}

fn person_view(conn: &mut Conn, here: &Here, person: PersonId, kept: u16) -> Result<View<OfPerson>, Error> {
    here.person()?;
    let told = readings::of_person(conn, &here.caller, person, readings::since(here.today, kept))?;
    let name = people::name(conn, person)?.ok_or(Error::NotFound)?.name;
    let own = here.caller.is(person);
    let mut view = OfPerson {
        id: person.to_string(),
        own,
        all: None,
        companions: Vec::new(),
        adults: Vec::new(),
        others: false,
        kept,
        more: false,
        name,
    };
    match told {
        Told::All(mut rows) => {
            view.more = rows.len() > LINES;
            rows.truncate(LINES);
            view.all = Some(Telling::of(conn, here, &rows, own)?.lines(here, &rows, false));
        }
        Told::Own(Simply { companions, mut adults, others }) => {
            let ids: Vec<PersonId> = companions.iter().map(|(id, _)| *id).collect();
            // Who accompanies her she knows by name, wherever they are now.
            let names = people::names(conn, &ids)?;
            view.companions = companions
                .iter()
                .filter_map(|(id, day)| {
                    Some(Companion { name: capital(names.get(id)?), stamp: stamp(*id), day: here.day(*day, Style::Date) })
                })
                .collect();
            view.more = adults.len() > LINES;
            adults.truncate(LINES);
            view.adults = Telling::of(conn, here, &adults, true)?.lines(here, &adults, false);
            view.others = others;
        }
    }
    let title = if own { here.text("readings-own-title", &[]) } else { here.text("readings-title", &[("name", view.name.clone().into())]) };
    Ok(View { title, view })
}

/// Which piece of a school's lines.
#[derive(Debug, Default, Deserialize)]
pub struct Piece {
    #[serde(default)]
    page: Option<String>,
}

#[derive(Serialize)]
struct OfPlace {
    id: String,
    node: String,
    lines: Vec<Line>,
    kept: u16,
    newer: Option<usize>,
    older: Option<usize>,
}

/// Who opened the records of a school's people.
pub async fn of_place(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, piece: web::Query<Piece>) -> Answer {
    let node: NodeId = forms::id(&path)?;
    let kept = app.keep_readings;
    if visitor.token.is_some() {
        app.readings.write(&app.db, kept).await;
    }
    let page = piece.page.as_deref().and_then(|page| page.parse::<usize>().ok()).unwrap_or(1).clamp(1, 100_000);
    app.page(visitor, "pages/readings-place.html", move |conn, here| place_view(conn, here, node, kept, page)).await
}

fn place_view(conn: &mut Conn, here: &Here, node: NodeId, kept: u16, page: usize) -> Result<View<OfPlace>, Error> {
    here.person()?;
    let (skip, limit) = (i64::try_from((page - 1) * LINES).unwrap_or(i64::MAX), i64::try_from(LINES + 1).unwrap_or(i64::MAX));
    let mut rows = readings::of_place(conn, &here.caller, node, readings::since(here.today, kept), skip, limit)?;
    let older = rows.len() > LINES;
    rows.truncate(LINES);
    let name = nodes::by_id(conn, node)?.ok_or(Error::NotFound)?.name;
    let view = OfPlace {
        id: node.to_string(),
        lines: Telling::of(conn, here, &rows, false)?.lines(here, &rows, true),
        kept,
        newer: (page > 1).then(|| page - 1),
        older: older.then_some(page + 1),
        node: name,
    };
    Ok(View { title: here.text("readings-place-title", &[("node", view.node.clone().into())]), view })
}

/// What the lines name.
struct Telling {
    names: HashMap<PersonId, String>,
    topics: HashMap<crate::domain::id::SeenId, TopicId>,
    titles: Titles,
    zone: crate::domain::moment::Zone,
    own: bool,
}

impl Telling {
    fn of(conn: &mut Conn, here: &Here, rows: &[Reading], own: bool) -> Result<Telling, Error> {
        let ids: Vec<PersonId> = rows.iter().flat_map(|row| [row.reader, row.person]).collect();
        let names = names::known(conn, &here.caller, &ids, here.today)?;
        let mut topics = HashMap::new();
        for row in rows {
            if topics.contains_key(&row.thing) {
                continue;
            }
            let topic = match row.kind {
                Seen::Page | Seen::Copy | Seen::Files | Seen::Consents => None,
                Seen::Record => tutorials::by_id(conn, TutorialId::from_bytes(*row.thing.bytes()))?.map(|found| found.topic),
                Seen::Demonstration => {
                    demonstrations::by_id(conn, DemonstrationId::from_bytes(*row.thing.bytes()))?.map(|found| found.topic)
                }
            };
            if let Some(topic) = topic {
                topics.insert(row.thing, topic);
            }
        }
        let all: Vec<TopicId> = topics.values().copied().collect();
        let titles = Titles::load(conn, here, &all)?;
        let zone = match here.home {
            Some((home, _)) => nodes::zone(conn, home)?,
            None => crate::domain::moment::DEFAULT_ZONE,
        };
        Ok(Telling { names, topics, titles, zone, own })
    }

    fn lines(&self, here: &Here, rows: &[Reading], whose: bool) -> Vec<Line> {
        let someone = |id: &PersonId| capital(self.names.get(id).map_or(&here.text("words-someone", &[]), |name| name));
        rows.iter()
            .map(|row| {
                let title = self.topics.get(&row.thing).map(|topic| self.titles.of(*topic).title).unwrap_or_default();
                let key = if self.own { format!("readings-own-{}", row.kind) } else { format!("readings-{}", row.kind) };
                Line {
                    day: here.day(row.day, Style::ShortYear),
                    reader: someone(&row.reader),
                    whose: whose.then(|| someone(&row.person)),
                    what: here.text(&key, &[("topic", title.into())]),
                    times: row.times,
                    clock: row.last.clock_in(self.zone),
                }
            })
            .collect()
    }
}
