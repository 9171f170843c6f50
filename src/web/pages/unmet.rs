//! What is wanted at a place and nobody there offers, unsigned; of what stands above schools also what is waited for in them.

use std::collections::BTreeSet;

use actix_web::web;
use serde::Serialize;

use super::catalogs::{Counted, FEWEST};
use super::topics::list::Standings;
use super::topics::{Title, Titles, names_at};
use crate::actions::{ground, wanted_below};
use crate::domain::id::{NodeId, TopicId};
use crate::domain::policy::{Verb, may};
use crate::domain::words::Level;
use crate::store::Conn;
use crate::store::queries::nodes;
use crate::web::app::View;
use crate::web::{Answer, App, Error, Here, Visitor, forms};

/// How many topics are listed that are waited for in the schools.
const BELOW: usize = 60;
/// How many schools are named beside a topic.
const BESIDE: usize = 4;

/// A topic that is waited for in schools under a place.
#[derive(Serialize)]
struct Below {
    #[serde(flatten)]
    title: Title,
    schools: Vec<School>,
    more: usize,
}

#[derive(Serialize)]
struct School {
    id: String,
    name: String,
}

/// What is waited for in the schools under a place, in most schools first; and how many topics more.
fn below(conn: &mut Conn, here: &Here, node: NodeId) -> Result<(Vec<Below>, usize), Error> {
    let mut wanted: Vec<(TopicId, BTreeSet<NodeId>)> = wanted_below::of(conn, &here.caller, node, None)?.into_iter().collect();
    wanted.sort_by_key(|(topic, schools)| (std::cmp::Reverse(schools.len()), *topic));
    let more = wanted.len().saturating_sub(BELOW);
    wanted.truncate(BELOW);
    let titles = Titles::load(conn, here, &wanted.iter().map(|(topic, _)| *topic).collect::<Vec<_>>())?;
    let schools: BTreeSet<NodeId> = wanted.iter().flat_map(|(_, schools)| schools).copied().collect();
    let names = nodes::names(conn, &schools.into_iter().collect::<Vec<_>>())?;
    let row = |(topic, schools): (TopicId, BTreeSet<NodeId>)| {
        let mut named: Vec<School> =
            schools.iter().filter_map(|id| Some(School { id: id.to_string(), name: names.get(id)?.clone() })).collect();
        named.sort_by(|one, other| one.name.cmp(&other.name));
        let more = named.len().saturating_sub(BESIDE);
        named.truncate(BESIDE);
        Some(Below { title: titles.get(topic)?, schools: named, more })
    };
    Ok((wanted.into_iter().filter_map(row).collect(), more))
}

#[derive(Serialize)]
struct Wanted {
    #[serde(flatten)]
    title: Title,
    label: String,
}

#[derive(Serialize)]
struct Unmet {
    node: String,
    name: String,
    wanted: Vec<Wanted>,
    /// Nobody here waits for any topic, offered or not.
    quiet: bool,
    /// What stands above schools tells what is waited for in them; its own wishes are its team's.
    above: bool,
    below: Vec<Below>,
    below_more: usize,
    /// The page by which the reader can vouch for somebody.
    vouches: Option<&'static str>,
}

/// What is wanted at a node and nobody there offers: unsigned.
pub async fn unmet(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let node: NodeId = forms::id(&path)?;
    app.page(visitor, "pages/catalogs/unmet.html", move |conn, here| {
        here.person()?;
        let place = ground::allow_at(conn, &here.caller, Verb::ReadSchoolCatalog, node)?;
        let row = nodes::by_id(conn, node)?.ok_or(Error::NotFound)?;
        let standings = Standings::of(conn, node, here.caller.id())?;
        let quiet = standings.wanted().next().is_none();
        let mut wanted: Vec<(TopicId, i64)> = standings.wanted().filter(|(topic, _)| standings.free(*topic).is_none()).collect();
        let ids: Vec<TopicId> = wanted.iter().map(|(topic, _)| *topic).collect();
        let rows = crate::store::queries::topics::several(conn, &ids)?;
        wanted.sort_by(|one, other| {
            let name = |topic: &TopicId| rows.get(topic).map(|row| row.search.as_str());
            other.1.cmp(&one.1).then_with(|| name(&one.0).cmp(&name(&other.0)))
        });
        let titles = Titles::load(conn, here, &ids)?;
        let inside = names_at(&here.caller, node);
        let (mut said, some) = (Counted::new(here, "catalog-waiting"), here.text("catalog-wanted", &[]));
        let wanted = wanted
            .into_iter()
            .filter_map(|(topic, count)| {
                let label = if inside || count >= FEWEST { said.say(count) } else { some.clone() };
                titles.get(topic).map(|title| Wanted { title, label })
            })
            .collect();
        // Inside, the way to vouch leads by the list of people.
        let relations = here.caller.to_place(&place);
        let vouches = may(Verb::VouchFounding, relations).then(|| if may(Verb::ReadNames, relations) { "people" } else { "vouching" });
        let above = row.level != Level::School;
        let (below, below_more) = if above { below(conn, here, node)? } else { (Vec::new(), 0) };
        let view = Unmet { node: node.to_string(), name: row.name, wanted, quiet, above, below, below_more, vouches };
        Ok(View { title: here.text("unmet-title", &[]), view })
    })
    .await
}
