//! Where topics are alive, as far as a reader may be told: schools by name where she may read their catalogs, elsewhere only how many places.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::domain::id::{NodeId, TopicId};
use crate::domain::policy::{Verb, may};
use crate::domain::words::Tie;
use crate::store::Conn;
use crate::store::queries::{fund, nodes, ties};
use crate::web::{Error, Here};

use super::Titles;

/// How many schools are named before the rest is only counted.
const NAMED: usize = 3;
/// How many pairs of topic and school are looked at for a page.
const PAIRS: i64 = 2000;

/// Where the topics of a page are offered.
pub struct Alive {
    places: HashMap<TopicId, i64>,
    named: BTreeMap<TopicId, BTreeSet<NodeId>>,
    names: HashMap<NodeId, String>,
}

impl Alive {
    /// Looks it up for a page of topics.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn load(conn: &mut Conn, here: &Here, topics: &[TopicId]) -> Result<Alive, Error> {
        let places = fund::places(conn, topics)?;
        let mut named = BTreeMap::new();
        let mut names = HashMap::new();
        if let Some(member) = here.caller.known() {
            let own: Vec<NodeId> = member.belongs.iter().map(|(node, _)| *node).chain(member.stewards.iter().copied()).collect();
            named = fund::offering_below(conn, topics, &own, PAIRS)?;
            let schools: BTreeSet<NodeId> = named.values().flatten().copied().collect();
            let mut read = BTreeSet::new();
            for school in schools {
                if let Some(place) = nodes::place(conn, school)?
                    && may(Verb::ReadSchoolCatalog, here.caller.to_place(&place))
                {
                    read.insert(school);
                }
            }
            for schools in named.values_mut() {
                schools.retain(|school| read.contains(school));
            }
            names = nodes::names(conn, &read.into_iter().collect::<Vec<_>>())?;
        }
        Ok(Alive { places, named, names })
    }

    /// Where one of them is alive, in a sentence.
    pub fn tell(&self, here: &Here, topic: TopicId) -> String {
        let places = self.places.get(&topic).copied().unwrap_or(0);
        let schools = self.named.get(&topic).into_iter().flatten();
        let mut names: Vec<&str> = schools.filter_map(|school| self.names.get(school)).map(String::as_str).collect();
        names.sort_unstable();
        names.truncate(NAMED);
        let more = places - i64::try_from(names.len()).unwrap_or(i64::MAX);
        match names.len() {
            0 => here.text("fund-alive-places", &[("count", places.into())]),
            _ => here.text("fund-alive-named", &[("schools", names.join(", ").into()), ("more", more.max(0).into())]),
        }
    }
}

/// What each of some topics was written from, in words, with the other's id.
///
/// # Errors
/// The database cannot be read.
pub fn written_from(conn: &mut Conn, here: &Here, topics: &[TopicId]) -> Result<HashMap<TopicId, super::ties::Line>, Error> {
    let rows = ties::sources(conn, topics)?;
    let titles = Titles::load(conn, here, &rows.iter().map(|row| row.other).collect::<Vec<_>>())?;
    let mut from = HashMap::new();
    for row in rows {
        let key = if row.kind == Tie::Translation { "fund-is-translation" } else { "fund-is-adapted" };
        from.entry(row.topic).or_insert_with(|| super::ties::Line {
            id: row.id.to_string(),
            label: here.text(key, &[]),
            topic: titles.of(row.other),
            day: row.day.to_string(),
        });
    }
    Ok(from)
}
