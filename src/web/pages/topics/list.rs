//! `/topics`: finding a topic by its words. Members look first among what their own school offers.

use std::collections::HashMap;

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::{Title, Titles};
use crate::domain::id::{NodeId, OfferId, TopicId};
use crate::domain::search;
use crate::store::Conn;
use crate::store::queries::{interests, masteries, nodes, topics};
use crate::web::app::View;
use crate::web::{Answer, App, Error, Here, Visitor};

/// How many topics a page holds.
const PAGE: i64 = 50;

/// What is looked for.
#[derive(Deserialize)]
pub struct Query {
    #[serde(default)]
    q: String,
    /// `all` for the whole network.
    #[serde(default, rename = "in")]
    within: String,
    #[serde(default)]
    page: String,
}

#[derive(Serialize)]
struct Row {
    #[serde(flatten)]
    title: Title,
    subject: String,
    /// `good`, `near` or none where nobody here offers it.
    mark: &'static str,
    label: String,
}

#[derive(Serialize)]
struct List {
    q: String,
    rows: Vec<Row>,
    lead: String,
    /// The name of the reader's school, where she has one.
    school: Option<String>,
    catalog: Option<String>,
    here_only: bool,
    here_href: String,
    all_href: String,
    previous: Option<String>,
    next: Option<String>,
    member: bool,
}

fn address(q: &str, all: bool, page: i64) -> String {
    let mut pairs: Vec<(&str, String)> = Vec::new();
    if !q.is_empty() {
        pairs.push(("q", q.to_owned()));
    }
    if all {
        pairs.push(("in", "all".to_owned()));
    }
    if page > 1 {
        pairs.push(("page", page.to_string()));
    }
    match serde_html_form::to_string(&pairs) {
        Ok(query) if !query.is_empty() => format!("/topics?{query}"),
        _ => "/topics".to_owned(),
    }
}

/// How a topic stands in a school: free places and who waits.
pub struct Standings {
    free: HashMap<TopicId, i64>,
    waiting: HashMap<TopicId, i64>,
    words: HashMap<(bool, i64), String>,
}

impl Standings {
    /// Reads them for a school, in three queries.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn of(conn: &mut Conn, school: NodeId) -> Result<Standings, Error> {
        let taken: HashMap<OfferId, i64> = masteries::taken_in(conn, school)?.into_iter().collect();
        let mut free: HashMap<TopicId, i64> = HashMap::new();
        for (offer, topic, capacity) in masteries::places(conn, school)? {
            *free.entry(topic).or_default() += (i64::from(capacity) - taken.get(&offer).copied().unwrap_or(0)).max(0);
        }
        let waiting = interests::counts(conn, school)?.into_iter().collect();
        Ok(Standings { free, waiting, words: HashMap::new() })
    }

    /// Free places, or nothing where nobody offers it.
    pub fn free(&self, topic: TopicId) -> Option<i64> {
        self.free.get(&topic).copied()
    }

    /// How many wait.
    pub fn waiting(&self, topic: TopicId) -> i64 {
        self.waiting.get(&topic).copied().unwrap_or(0)
    }

    /// Every topic that anybody waits for.
    pub fn wanted(&self) -> impl Iterator<Item = (TopicId, i64)> {
        self.waiting.iter().map(|(topic, count)| (*topic, *count))
    }

    /// Mark and words. Each distinct sentence is made once a page.
    pub fn label(&mut self, here: &Here, topic: TopicId) -> (&'static str, String) {
        let Some(free) = self.free(topic) else { return ("", String::new()) };
        let (mark, room, count) = if free > 0 { ("good", true, free) } else { ("near", false, self.waiting(topic)) };
        let words = self.words.entry((room, count)).or_insert_with(|| match (room, count) {
            (true, _) => here.text("topics-free", &[("count", count.into())]),
            (false, 0) => here.text("topics-full", &[]),
            (false, _) => here.text("topics-full-waiting", &[("count", count.into())]),
        });
        (mark, words.clone())
    }
}

/// The list.
pub async fn list(app: web::Data<App>, visitor: Visitor, query: web::Query<Query>) -> Answer {
    let query = query.into_inner();
    app.page(visitor, "pages/topics/list.html", move |conn, here| {
        let q: String = query.q.trim().chars().take(80).collect();
        let words: Vec<String> = search::words(&q).into_iter().take(8).collect();
        let page = query.page.parse::<i64>().unwrap_or(1).clamp(1, 10_000);
        let school = here.home.map(|(node, _)| node);
        let here_only = school.is_some() && query.within != "all";
        let (rows, total) = topics::search_at(conn, &words, school.filter(|_| here_only), PAGE, (page - 1) * PAGE)?;
        let mut standings = match school {
            Some(school) => Some(Standings::of(conn, school)?),
            None => None,
        };
        let titles = Titles::load(conn, here, &rows.iter().map(|row| row.id).collect::<Vec<_>>())?;
        let rows: Vec<Row> = rows
            .iter()
            .map(|row| {
                let (mark, label) = standings.as_mut().map_or(("", String::new()), |standings| standings.label(here, row.id));
                Row { title: titles.of(row.id), subject: here.word("subject", &row.subject), mark, label }
            })
            .collect();
        let key = match (here_only, q.is_empty()) {
            (true, true) => "topics-lead-here",
            (true, false) => "topics-lead-here-found",
            (false, true) => "topics-lead-all",
            (false, false) => "topics-lead-all-found",
        };
        let lead = here.text(key, &[("count", total.into())]);
        let name = match school {
            Some(school) => nodes::by_id(conn, school)?.map(|row| row.name),
            None => None,
        };
        let view = List {
            lead,
            school: name,
            catalog: school.map(|school| format!("/nodes/{school}/catalog")),
            here_only,
            here_href: address(&q, false, 1),
            all_href: address(&q, true, 1),
            previous: (page > 1).then(|| address(&q, !here_only && school.is_some(), page - 1)),
            next: (page * PAGE < total).then(|| address(&q, !here_only && school.is_some(), page + 1)),
            member: here.viewer.is_some(),
            rows,
            q,
        };
        Ok(View { title: here.text("topics-title", &[]), view })
    })
    .await
}
