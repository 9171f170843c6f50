//! `/topics/{id}/lineage`: who came from whom, drawn and in words. Only the reader's own school carries names.
//!
//! A drawing counts: one knot is one person. So it is for the schools in it; others see it once there are so many people that their number
//! may be told. And whoever sees it sees a school whose own number she may not be told as one knot, whatever its number.

use std::collections::{HashMap, HashSet};

use actix_web::web;
use serde::Serialize;

use super::Title;
use super::story::{self, Key};
use crate::domain::id::{NodeId, TopicId};
use crate::domain::words::Level;
use crate::graph::layout::{Lane, Plan, Shape, layout};
use crate::graph::lineage::{Around, Lineage};
use crate::store::queries::{masteries, topics};
use crate::web::app::View;
use crate::web::charts::lineage::{Branch, Drawing, TreeWords, Words, draw, tree};
use crate::web::locale::Day as Style;
use crate::web::{Answer, App, Error, Here, Visitor, forms};

/// The longest list in words; a longer lineage is told around its reader.
const LONGEST: usize = 400;

#[derive(Serialize)]
struct School {
    name: String,
    count: String,
}

#[derive(Serialize)]
struct Page {
    id: String,
    topic_title: String,
    /// The language of the title, where it is not the page's (whose own is `lang`).
    tongue: Option<String>,
    lead: String,
    drawing: Option<Drawing>,
    /// There is one, and it is not for this reader.
    hidden: bool,
    names: bool,
    branches: Vec<Branch>,
    /// Only what is near the reader is told, because the whole would be too long.
    around: bool,
    schools: Vec<School>,
}

struct Told<'a> {
    here: &'a Here,
    /// The places that it reached. Each may be named: that it was reached is told to everybody.
    schools: HashMap<Key, String>,
    /// Those of them that are no schools, but teams above some.
    teams: HashSet<Key>,
    names: HashMap<Key, String>,
    somewhere: String,
    me: Option<Key>,
}

impl Told<'_> {
    fn school(&self, id: &Key) -> String {
        self.schools.get(id).unwrap_or(&self.somewhere).clone()
    }

    fn draw(&self, lineage: &Lineage<Key>, title: &str) -> Drawing {
        let plan = Plan { own: self.here.home.map(|(node, _)| *node.bytes()), until: Some(self.here.today), ..Plan::default() };
        let (lying, tall) = (layout(lineage, &plan, Shape::lying()), layout(lineage, &plan, Shape::tall()));
        let common = common_word(self.schools.values().map(String::as_str));
        let lane = |lane: &Lane<Key>| match lane.schools.as_slice() {
            [one] => {
                let name = self.school(one);
                common.and_then(|common| name.strip_prefix(common)?.strip_prefix(' ').map(str::to_owned)).unwrap_or(name)
            }
            // A team above schools is a place too, and no school.
            many => {
                let key = if many.iter().any(|one| self.teams.contains(one)) { "lineage-places" } else { "lineage-schools" };
                self.here.text(key, &[("count", many.len().into())])
            }
        };
        let title = self.here.text("lineage-drawing", &[("title", title.into())]);
        // The year stands above each January, and is not said again with every month.
        let short = |day| self.here.catalog().day(self.here.language, day, Style::Short);
        let month = |day| short(day).split_whitespace().last().unwrap_or_default().to_owned();
        let pause = self.here.text("lineage-pause", &[]);
        let words = Words {
            prefix: "lineage",
            title: &title,
            desc: None,
            month: &month,
            lane: &lane,
            label: &|id| self.names.get(&id).cloned(),
            waiting: &|_| None,
            me: self.me,
            pause: &pause,
        };
        draw(&lying, &tall, &words)
    }

    fn tell(&self, lineage: &Lineage<Key>) -> Vec<Branch> {
        let words = TreeWords {
            day: &|day| self.here.day(day, Style::Month),
            school: &|id| self.school(&id),
            label: &|id| self.names.get(&id).cloned(),
            waiting: &|_| None,
            me: self.me,
        };
        tree(lineage, &words)
    }
}

/// The word with which the names of nearly all places begin, where they do: above a narrow lane there is room only for what tells them apart.
fn common_word<'a>(names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let first: Vec<&str> = names.filter_map(|name| name.split_once(' ')).map(|(first, _)| first).collect();
    let many = |word: &&&str| first.iter().filter(|other| other == word).count() >= 2.max(first.len().div_ceil(2));
    first.iter().find(many).copied()
}

/// The lineage.
pub async fn show(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let id: TopicId = forms::id(&path)?;
    app.page(visitor, "pages/topics/lineage.html", move |conn, here| {
        topics::by_id(conn, id)?.ok_or(Error::NotFound)?;
        let topic = Title::of(conn, here, id)?;
        let rows = masteries::of_topic(conn, id)?;
        let whole = story::lineage(&rows);
        let me = here.caller.id().map(|id| *id.bytes());
        let people = story::people(conn, here, rows.iter())?;
        let places = story::places(conn, &rows)?;
        let schools: HashMap<Key, String> = places.iter().map(|row| (*row.id.bytes(), row.name.clone())).collect();
        let told = Told {
            schools: schools.clone(),
            teams: places.iter().filter(|row| row.level != Level::School).map(|row| *row.id.bytes()).collect(),
            names: story::names(conn, here, &rows)?,
            somewhere: here.text("words-somewhere", &[]),
            me: me.and_then(|me| whole.knot_of(me)).map(|knot| knot.id),
            here,
        };
        let whole = story::drawable(&whole, &people);
        let near = if whole.len() > LONGEST { me.and_then(|me| whole.around(me, Around::default())) } else { None };
        let many = ("schools", places.iter().filter(|row| row.level == Level::School).count().into());
        let lead = match people.total {
            _ if whole.is_empty() => here.text("lineage-lead-empty", &[]),
            None => here.text("lineage-lead-few", &[many]),
            Some(count) => {
                let crossings = whole.crossings().len();
                let steps = whole.depth();
                here.text("lineage-lead", &[("people", count.into()), ("steps", steps.into()), many, ("crossings", crossings.into())])
            }
        };
        let shown = people.own || people.total.is_some();
        let branches = match &near {
            _ if !shown => Vec::new(),
            Some(scope) => told.tell(&scope.lineage),
            None if whole.len() > LONGEST => Vec::new(),
            None => told.tell(&whole),
        };
        let mut counts = people.by_school;
        counts.sort_by_key(|(school, count)| (std::cmp::Reverse(*count), schools.get(school.bytes()).cloned()));
        let count = |count: Option<u32>| match count {
            Some(count) => here.text("lineage-knots", &[("count", count.into())]),
            None => here.text("lineage-few", &[]),
        };
        let name = |school: NodeId| schools.get(school.bytes()).unwrap_or(&told.somewhere).clone();
        let view = Page {
            id: id.to_string(),
            tongue: topic.lang,
            lead,
            drawing: (shown && !whole.is_empty()).then(|| told.draw(&whole, &topic.title)),
            hidden: !shown && !whole.is_empty(),
            names: !told.names.is_empty(),
            branches,
            around: whole.len() > LONGEST,
            schools: counts.into_iter().map(|(school, number)| School { name: name(school), count: count(number) }).collect(),
            topic_title: topic.title,
        };
        Ok(View { title: here.text("lineage-title", &[]), view })
    })
    .await
}
