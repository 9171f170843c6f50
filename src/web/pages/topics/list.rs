//! `/topics`: finding a topic by its words. Members look first among what their own school offers.

use std::collections::{HashMap, HashSet};

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::alive::{Alive, written_from};
use super::{Title, Titles};
use crate::actions::topics::SUBJECTS;
use crate::domain::id::{NodeId, OfferId, PersonId, TopicId};
use crate::domain::search;
use crate::domain::words::{Level, Origin};
use crate::store::Conn;
use crate::store::queries::fund::{Sought, Within};
use crate::store::queries::{fund, masteries, nodes, people, waits};
use crate::web::app::View;
use crate::web::pages::choice::Choice;
use crate::web::{Answer, App, Error, Here, Visitor};

/// How many topics a page holds.
const PAGE: i64 = 50;

/// What is looked for, as it stands in the address.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Query {
    q: String,
    /// `school`, `zone`, `fund`, or `all` for the whole network.
    #[serde(rename = "in")]
    within: String,
    language: String,
    subject: String,
    origin: String,
    page: String,
}

impl Query {
    /// The address of a page of the same search.
    fn address(&self, within: &str, page: i64) -> String {
        let page = if page > 1 { page.to_string() } else { String::new() };
        let pairs = [
            ("q", self.q.as_str()),
            ("in", within),
            ("language", &self.language),
            ("subject", &self.subject),
            ("origin", &self.origin),
            ("page", &page),
        ];
        let given: Vec<(&str, &str)> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        match serde_html_form::to_string(&given) {
            Ok(query) if !query.is_empty() => format!("/topics?{query}"),
            _ => "/topics".to_owned(),
        }
    }

    /// Whether more is asked than words and a place.
    fn narrowed(&self) -> bool {
        [&self.language, &self.subject, &self.origin].iter().any(|value| !value.is_empty())
    }
}

#[derive(Serialize)]
struct Row {
    #[serde(flatten)]
    title: Title,
    subject: String,
    /// `good`, `near` or none where nobody here offers it.
    mark: &'static str,
    label: String,
    /// Where it is offered, in a sentence.
    alive: String,
    /// What it was written from.
    from: Option<super::ties::Line>,
    /// The reader's school has adopted it.
    adopted: bool,
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
    /// Where one may look; empty for who belongs nowhere.
    places: Vec<Choice>,
    within: &'static str,
    languages: Vec<Choice>,
    subjects: Vec<Choice>,
    origins: Vec<Choice>,
    form: Query,
    narrowed: bool,
}

/// How a topic stands in a school: free places and who waits.
pub struct Standings {
    free: HashMap<TopicId, i64>,
    waiting: HashMap<TopicId, i64>,
    words: HashMap<(bool, i64), String>,
}

impl Standings {
    /// Reads them for a school, in four queries; for somebody whom a steward keeps from others, in two more: without those.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn of(conn: &mut Conn, school: NodeId, reader: Option<PersonId>) -> Result<Standings, Error> {
        let taken: HashMap<OfferId, i64> = masteries::taken_in(conn, school)?.into_iter().collect();
        let mut free: HashMap<TopicId, i64> = HashMap::new();
        for (offer, topic, capacity) in masteries::places(conn, school)? {
            *free.entry(topic).or_default() += (i64::from(capacity) - taken.get(&offer).copied().unwrap_or(0)).max(0);
        }
        let apart = match reader {
            Some(reader) => people::kept_from(conn, reader)?,
            None => HashSet::new(),
        };
        if !apart.is_empty() {
            for offer in masteries::catalog(conn, school)?.into_iter().filter(|offer| apart.contains(&offer.person)) {
                let places = (i64::from(offer.capacity) - taken.get(&offer.id).copied().unwrap_or(0)).max(0);
                free.entry(offer.topic).and_modify(|free| *free -= places);
            }
        }
        let mut waiting: HashMap<TopicId, i64> = HashMap::new();
        for wait in waits::in_school(conn, school)?.into_iter().filter(|wait| !apart.contains(&wait.learner)) {
            *waiting.entry(wait.topic).or_default() += 1;
        }
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
        self.waiting.iter().map(|(topic, count)| (*topic, *count)).filter(|(_, count)| *count > 0)
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

/// Where the reader looks: the word of the address, and what it means.
fn within(conn: &mut Conn, word: &str, home: Option<NodeId>) -> Result<(&'static str, Within), Error> {
    let Some(home) = home else { return Ok(("all", Within::Anywhere)) };
    Ok(match word {
        "all" => ("all", Within::Anywhere),
        "fund" => ("fund", Within::FundOf(home)),
        "zone" => match nodes::ancestors(conn, home)?.first() {
            Some(zone) => ("zone", Within::AliveAt(*zone)),
            None => ("all", Within::Anywhere),
        },
        _ => ("school", Within::AliveAt(home)),
    })
}

/// One of a list of words, or nothing: an unknown one asks for nothing.
fn known<T: std::str::FromStr>(word: &mut String) -> Option<T> {
    let found = word.parse().ok();
    if found.is_none() {
        word.clear();
    }
    found
}

/// The list.
pub async fn list(app: web::Data<App>, visitor: Visitor, query: web::Query<Query>) -> Answer {
    let query = query.into_inner();
    app.page(visitor, "pages/topics/list.html", move |conn, here| {
        let mut form = query;
        form.q = form.q.trim().chars().take(80).collect();
        let page = form.page.parse::<i64>().unwrap_or(1).clamp(1, 10_000);
        let school = here.home.map(|(node, _)| node);
        let (word, within) = within(conn, &form.within, school)?;
        let here_only = word == "school";
        let tongues = fund::languages(conn)?;
        if !tongues.contains(&form.language) {
            form.language.clear();
        }
        if !SUBJECTS.contains(&form.subject.as_str()) {
            form.subject.clear();
        }
        let given = |value: &str| Some(value.to_owned()).filter(|value| !value.is_empty());
        let sought = Sought {
            words: search::words(&form.q),
            language: given(&form.language),
            subject: given(&form.subject),
            origin: known::<Origin>(&mut form.origin),
            within,
        };
        let (rows, total) = fund::find(conn, &sought, PAGE, (page - 1) * PAGE)?;
        let ids: Vec<TopicId> = rows.iter().map(|row| row.id).collect();
        let mut standings = match school {
            Some(school) => Some(Standings::of(conn, school, here.caller.id())?),
            None => None,
        };
        let titles = Titles::load(conn, here, &ids)?;
        let alive = Alive::load(conn, here, &ids)?;
        let mut from = written_from(conn, here, &ids)?;
        let adopted = match school {
            Some(school) => fund::adopted_by(conn, school, &ids)?,
            None => Default::default(),
        };
        let rows: Vec<Row> = rows
            .iter()
            .map(|row| {
                let (mark, label) = standings.as_mut().map_or(("", String::new()), |standings| standings.label(here, row.id));
                Row {
                    title: titles.of(row.id),
                    subject: here.word("subject", &row.subject),
                    mark,
                    label,
                    alive: alive.tell(here, row.id),
                    from: from.remove(&row.id),
                    adopted: adopted.contains(&row.id),
                }
            })
            .collect();
        // Signs alone are no words: nothing was looked for.
        let key = match (word, sought.words.is_empty() && !form.narrowed()) {
            ("school", true) => "topics-lead-here",
            ("school", false) => "topics-lead-here-found",
            ("zone", _) => "fund-lead-zone",
            ("fund", _) => "fund-lead-fund",
            (_, true) => "topics-lead-all",
            (_, false) => "topics-lead-all-found",
        };
        let above = match school {
            Some(school) => nodes::path(conn, school)?.into_iter().next(),
            None => None,
        };
        // What is above it is told by its own level: above a school mostly a zone, above a zone a sector or a state.
        let level = |of: &str, level: Level| here.text(&format!("words-{of}-place-{level}"), &[]);
        let told = match &above {
            Some(above) if word == "zone" => level("your", above.level),
            _ => here.your_place(),
        };
        let lead = here.text(key, &[("count", total.into()), ("place", told.into())]);
        let name = match school {
            Some(school) => nodes::by_id(conn, school)?.map(|row| row.name),
            None => None,
        };
        let within = |word: &str| {
            let place = match &above {
                Some(above) if word == "zone" => level("my", above.level),
                _ => here.my_place(),
            };
            Choice::new(word, here.text(&format!("fund-in-{word}"), &[("place", place.into())]))
        };
        let places = match school {
            Some(_) => {
                ["school", "zone", "fund", "all"].into_iter().filter(|word| above.is_some() || *word != "zone").map(within).collect()
            }
            None => Vec::new(),
        };
        let tongue = |code: &String| {
            let label = if matches!(code.as_str(), "es" | "en") { here.word("language", code) } else { code.clone() };
            Choice::new(code, label)
        };
        let stay = if word == "all" && school.is_none() || here_only { "" } else { word };
        let view = List {
            lead,
            school: name,
            catalog: school.map(|school| format!("/nodes/{school}/catalog")),
            here_only,
            here_href: form.address("", 1),
            all_href: form.address("all", 1),
            previous: (page > 1).then(|| form.address(stay, page - 1)),
            next: (page * PAGE < total).then(|| form.address(stay, page + 1)),
            member: here.viewer.is_some(),
            rows,
            places,
            within: word,
            languages: tongues.iter().map(tongue).collect(),
            subjects: SUBJECTS.iter().map(|word| Choice::word(here, "subject", word)).collect(),
            origins: Origin::ALL.iter().map(|origin| Choice::word(here, "origin", origin.word())).collect(),
            q: form.q.clone(),
            narrowed: form.narrowed() || matches!(word, "zone" | "fund"),
            form,
        };
        Ok(View { title: here.text("topics-title", &[]), view })
    })
    .await
}
