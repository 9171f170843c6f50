//! What a school knows how to accompany: its catalog, and the same as a poster for the wall.
//!
//! The catalog is the page that is opened most, so it asks a fixed number of questions whatever its length, makes each sentence once, and is
//! kept while nothing happens.

use std::collections::HashMap;

use actix_web::web;
use serde::Serialize;

use super::topics::{Title, Titles, names_at};
use crate::actions::{consents, ground};
use crate::domain::id::{NodeId, OfferId, PersonId, TopicId};
use crate::domain::policy::{Verb, may};
use crate::domain::words::Level;
use crate::store::Conn;
use crate::store::queries::masteries::OfferView;
use crate::store::queries::{masteries, nodes, waits};
use crate::web::app::View;
use crate::web::here::stamp;
use crate::web::kept::Part;
use crate::web::{Answer, App, Error, Here, Visitor, forms};

/// Those above a school are not told how many want a topic while they are fewer than this: there are few children in a small school.
pub(super) const FEWEST: i64 = 5;

/// As many names a topic as a reader takes in.
const NAMED: usize = 6;

/// As many topics as fit on a sheet of letter paper.
const POSTER: usize = 14;

#[derive(Serialize)]
struct Tutor {
    #[serde(skip)]
    person: PersonId,
    name: String,
    stamp: &'static str,
    free: bool,
}

#[derive(Serialize)]
struct Entry {
    #[serde(flatten)]
    title: Title,
    free: i64,
    mark: &'static str,
    label: String,
    waiting: Option<String>,
    tutors: Vec<Tutor>,
    /// How many more offer it than are named.
    more: usize,
}

#[derive(Serialize)]
struct Catalog {
    node: String,
    name: String,
    lead: String,
    names: bool,
    ready: Vec<Entry>,
    full: Vec<Entry>,
    /// What hangs under the node, where it is no school.
    below: Vec<Below>,
}

#[derive(Serialize)]
struct Below {
    id: String,
    name: String,
    school: bool,
}

/// Sentences with a number, each made once.
pub(super) struct Counted<'a> {
    here: &'a Here,
    key: &'static str,
    made: HashMap<i64, String>,
}

impl<'a> Counted<'a> {
    pub fn new(here: &'a Here, key: &'static str) -> Counted<'a> {
        Counted { here, key, made: HashMap::new() }
    }

    pub fn say(&mut self, count: i64) -> String {
        self.made.entry(count).or_insert_with(|| self.here.text(self.key, &[("count", count.into())])).clone()
    }
}

fn free(offer: &OfferView, taken: &HashMap<OfferId, i64>) -> i64 {
    (i64::from(offer.capacity) - taken.get(&offer.id).copied().unwrap_or(0)).max(0)
}

/// The offers of a node as a list of topics, by title.
fn entries(conn: &mut Conn, here: &Here, node: NodeId, names: bool) -> Result<Vec<Entry>, Error> {
    let offers = masteries::catalog(conn, node)?;
    let taken: HashMap<OfferId, i64> = masteries::taken_in(conn, node)?.into_iter().collect();
    let waiting: HashMap<TopicId, i64> = waits::counts(conn, node)?;
    let (mut places, mut wait) = (Counted::new(here, "topics-free"), Counted::new(here, "catalog-waiting"));
    let full = here.text("topics-full", &[]);
    let titles = Titles::load(conn, here, &offers.iter().map(|offer| offer.topic).collect::<Vec<_>>())?;
    let wanted = here.text("catalog-wanted", &[]);
    let mut entries: Vec<Entry> = Vec::new();
    // The offers come topic by topic.
    for group in offers.chunk_by(|one, other| one.topic == other.topic) {
        let Some(first) = group.first() else { continue };
        let room: i64 = group.iter().map(|offer| free(offer, &taken)).sum();
        let waits = waiting.get(&first.topic).copied().unwrap_or(0);
        entries.push(Entry {
            title: titles.of(first.topic),
            free: room,
            mark: if room > 0 { "good" } else { "near" },
            label: if room > 0 { places.say(room) } else { full.clone() },
            waiting: (waits > 0).then(|| if names || waits >= FEWEST { wait.say(waits) } else { wanted.clone() }),
            more: if names { group.len().saturating_sub(NAMED) } else { 0 },
            tutors: if names {
                let tutor = |offer: &OfferView| Tutor {
                    person: offer.person,
                    name: offer.tutor.clone(),
                    stamp: stamp(offer.person),
                    free: free(offer, &taken) > 0,
                };
                // Who has room first, and of these whoever offers it newest: she waits for her first learner.
                let mut group: Vec<&OfferView> = group.iter().collect();
                group.sort_by_key(|offer| (free(offer, &taken) == 0, std::cmp::Reverse(offer.opened), offer.id));
                group.into_iter().take(NAMED).map(tutor).collect()
            } else {
                Vec::new()
            },
        });
    }
    Ok(entries)
}

/// A page whose main block is a part that its readers share.
#[derive(Serialize)]
struct Shared {
    part: Part,
}

/// The catalog of a node.
pub async fn show(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let node: NodeId = forms::id(&path)?;
    let parts = app.clone();
    app.page(visitor, "pages/catalogs/node.html", move |conn, here| {
        here.person()?;
        ground::allow_at(conn, &here.caller, Verb::ReadSchoolCatalog, node)?;
        let names = names_at(&here.caller, node);
        let about = format!("{node} {names}");
        let part = parts.part(conn, here, "pages/catalogs/list.html", about, |conn| catalog(conn, here, node, names))?;
        Ok(View { title: here.text("catalog-title", &[]), view: Shared { part } })
    })
    .await
}

fn catalog(conn: &mut Conn, here: &Here, node: NodeId, names: bool) -> Result<Catalog, Error> {
    let row = nodes::by_id(conn, node)?.ok_or(Error::NotFound)?;
    let entries = entries(conn, here, node, names)?;
    let (ready, full): (Vec<Entry>, Vec<Entry>) = entries.into_iter().partition(|entry| entry.free > 0);
    let below = if row.level == Level::School { Vec::new() } else { nodes::children(conn, node)? };
    let below = below.into_iter().map(|row| Below { id: row.id.to_string(), school: row.level == Level::School, name: row.name });
    let lead = here.text("catalog-lead", &[("topics", (ready.len() + full.len()).into()), ("ready", ready.len().into())]);
    Ok(Catalog { node: node.to_string(), name: row.name, lead, names, ready, full, below: below.collect() })
}

#[derive(Serialize)]
struct Poster {
    node: String,
    name: String,
    month: String,
    entries: Vec<Entry>,
    shown: usize,
    all: usize,
    /// How many children's names are left out, because nobody of their families has said yes to that.
    unnamed: usize,
    /// For who enters what families say.
    keeps: bool,
}

/// The catalog for the wall. It carries names, so only those who may read them print it; and of children only those whose families say that
/// they may hang there. The others are counted: somebody is there, and the school knows who.
pub async fn poster(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let node: NodeId = forms::id(&path)?;
    app.page(visitor, "pages/catalogs/poster.html", move |conn, here| {
        here.person()?;
        let place = ground::allow_at(conn, &here.caller, Verb::ReadNames, node)?;
        let keeps = may(Verb::KeepConsents, here.caller.to_place(&place));
        let row = nodes::by_id(conn, node)?.ok_or(Error::NotFound)?;
        let mut entries = entries(conn, here, node, true)?;
        let all = entries.len();
        // What can begin today first; the order by title stays within.
        entries.sort_by_key(|entry| entry.free == 0);
        entries.truncate(POSTER);
        let mut named: Vec<PersonId> = entries.iter().flat_map(|entry| entry.tutors.iter().map(|tutor| tutor.person)).collect();
        named.sort_unstable();
        named.dedup();
        let shown = consents::on_the_wall(conn, node, &named)?;
        let unnamed = named.len() - shown.len();
        for entry in &mut entries {
            let before = entry.tutors.len();
            entry.tutors.retain(|tutor| shown.contains(&tutor.person));
            entry.more += before - entry.tutors.len();
        }
        let month = here.day(here.today, crate::web::locale::Day::Month);
        let view = Poster { unnamed, keeps, node: node.to_string(), name: row.name, month, shown: entries.len(), all, entries };
        Ok(View { title: here.text("poster-title", &[]), view })
    })
    .await
}
