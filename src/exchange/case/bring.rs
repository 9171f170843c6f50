//! Brings a package into the fund: as a plan, then in chunks. An item's identifier is its topic's id. A topic that people here have improved
//! is left alone.

use std::collections::{BTreeMap, BTreeSet};

use super::read::{Item, ItemRefusal, Link, Package, Said};
use crate::domain::fact::{TopicPublished, TopicTied, TopicWritten};
use crate::domain::id::TopicId;
use crate::domain::moment::DEFAULT_ZONE;
use crate::exchange::bring_topics::Terms;
use crate::graph::tangles::tangles;
use crate::store::queries::{ties, topics};
use crate::store::{Conn, Db, Error};

/// How many topics share a transaction.
const CHUNK: usize = 100;

/// What bringing a package in would do.
#[derive(Debug, Default)]
pub struct Plan {
    /// Topics that are not there yet.
    pub new: Vec<Entry>,
    /// Topics that are there with another text, which nobody has touched here; with the number of their last version.
    pub changed: Vec<(i32, Entry)>,
    /// Topics that are there as the package has them, or that people have improved since.
    pub unchanged: usize,
    /// Pairs of what helps to come before what, that are taken.
    pub pairs: usize,
    /// What is said of two topics and was not said here.
    pub ties: Vec<Link>,
    /// Associations whose ends are neither in the package nor here, that point to themselves, or run in a circle.
    pub dangling: usize,
    /// The circles, by the titles of their topics.
    pub circles: Vec<Vec<String>>,
}

/// A topic of the package, with what helps to come before it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What the package says.
    pub item: Item,
    before: BTreeSet<TopicId>,
}

/// Compares a package with what is there.
///
/// # Errors
/// The database cannot be read.
pub fn plan(conn: &mut Conn, package: &Package) -> Result<Plan, Error> {
    let mut plan = Plan::default();
    let ours: BTreeMap<TopicId, &Item> = package.items.iter().map(|item| (item.topic, item)).collect();
    let mut ends: Vec<TopicId> = ours.keys().copied().chain(package.links.iter().flat_map(|link| [link.from, link.to])).collect();
    ends.sort_unstable();
    ends.dedup();
    let there = topics::several(conn, &ends)?;
    let is_known = |topic: &TopicId| ours.contains_key(topic) || there.get(topic).is_some_and(|row| row.version > 0);
    let links: Vec<&Link> = package.links.iter().filter(|link| is_known(&link.from) && is_known(&link.to)).collect();
    plan.dangling = package.links.len() - links.len();
    let said: Vec<(TopicId, TopicId)> =
        links.iter().filter(|link| link.said == Said::Precedes && ours.contains_key(&link.to)).map(|link| (link.from, link.to)).collect();
    let kept =
        topics::prerequisite_pairs(conn)?.into_iter().filter(|(after, _)| !ours.contains_key(after)).map(|(after, first)| (first, after));
    let knots = tangles(kept.chain(said.iter().copied()));
    let mut before: BTreeMap<TopicId, BTreeSet<TopicId>> = BTreeMap::new();
    for (first, after) in said {
        if knots.iter().any(|knot| knot.members.contains(&first) && knot.members.contains(&after)) {
            continue;
        }
        if before.entry(after).or_default().insert(first) {
            plan.pairs += 1;
        }
    }
    for knot in knots {
        let title = |topic: &TopicId| match (ours.get(topic), there.get(topic)) {
            (Some(item), _) => item.title.clone(),
            (None, Some(row)) => row.title.clone(),
            (None, None) => topic.to_string(),
        };
        plan.circles.push(knot.cycle.iter().map(title).collect());
    }
    for item in &package.items {
        let entry = Entry { item: item.clone(), before: before.remove(&item.topic).unwrap_or_default() };
        let Some(row) = there.get(&item.topic) else {
            plan.new.push(entry);
            continue;
        };
        let Some(version) = topics::version(conn, row.id, row.version)? else {
            // Published by a run that was cut off before it was written.
            plan.changed.push((0, entry));
            continue;
        };
        let first: BTreeSet<TopicId> = serde_json::from_str(&version.prerequisites)?;
        let same = (&version.title, &version.title_en, &version.subject) == (&item.title, &item.title_en, &item.subject)
            && (&version.challenge, &version.why) == (&item.challenge, &item.why)
            && version.questions == serde_json::to_string(&item.questions)?
            && version.sources == serde_json::to_string(&item.sources)?
            && first == entry.before;
        if same || version.author.is_some() {
            plan.unchanged += 1;
        } else {
            plan.changed.push((topics::last_version(conn, row.id)?, entry));
        }
    }
    let standing = ties::all(conn)?;
    for link in links {
        let Said::Tie(id, kind) = link.said else { continue };
        let is_said = standing.iter().any(|tie| {
            let ends = (tie.topic, tie.other) == (link.from, link.to) || (tie.other, tie.topic) == (link.from, link.to);
            tie.kind == kind && ends
        });
        // What was taken back here is not said again by a file.
        if !is_said && ties::by_id(conn, id)?.is_none() {
            plan.ties.push(link.clone());
        }
    }
    Ok(plan)
}

/// Carries a plan out. Cut off in the middle, a new plan holds just what is left.
///
/// # Errors
/// The database refuses. The chunks before stay.
pub fn carry_out(db: &Db, plan: Plan, terms: &Terms, language: &str) -> Result<usize, Error> {
    for chunk in plan.new.chunks(CHUNK) {
        let (chunk, terms, language) = (chunk.to_vec(), terms.clone(), language.to_owned());
        db.write_now(move |tx| {
            tx.set_actor(None);
            let today = tx.now().day_in(DEFAULT_ZONE);
            for Entry { item, .. } in chunk {
                tx.record(TopicPublished {
                    topic: item.topic,
                    school: None,
                    author: None,
                    language: item.language.unwrap_or_else(|| language.clone()),
                    origin: item.origin.unwrap_or(terms.origin),
                    licence: item.licence.unwrap_or_else(|| terms.licence.clone()),
                    day: item.published.or(item.written).unwrap_or(today),
                    import_key: item.import_key,
                })?;
            }
            Ok::<_, Error>(())
        })?;
    }
    let mut work: Vec<(i32, Entry)> = plan.new.into_iter().map(|entry| (0, entry)).collect();
    work.extend(plan.changed);
    for chunk in work.chunks(CHUNK) {
        let chunk = chunk.to_vec();
        db.write_now(move |tx| {
            tx.set_actor(None);
            let today = tx.now().day_in(DEFAULT_ZONE);
            for (version, Entry { item, before }) in chunk {
                tx.record(TopicWritten {
                    topic: item.topic,
                    version: version + 1,
                    author: None,
                    day: item.written.unwrap_or(today),
                    title: item.title,
                    subject: item.subject,
                    challenge: item.challenge,
                    why: item.why,
                    questions: item.questions,
                    sources: item.sources,
                    prerequisites: before.into_iter().collect(),
                    title_en: item.title_en,
                })?;
            }
            Ok::<_, Error>(())
        })?;
    }
    for chunk in plan.ties.chunks(CHUNK) {
        let chunk = chunk.to_vec();
        db.write_now(move |tx| {
            tx.set_actor(None);
            let today = tx.now().day_in(DEFAULT_ZONE);
            for link in chunk {
                if let Said::Tie(tie, kind) = link.said {
                    tx.record(TopicTied { tie, kind, topic: link.from, other: link.to, day: link.day.unwrap_or(today) })?;
                }
            }
            Ok::<_, Error>(())
        })?;
    }
    Ok(work.len())
}

/// What a package was refused for, in lines.
pub fn refusals(package: &Package) -> impl Iterator<Item = (&str, &ItemRefusal)> {
    package.refused.iter().map(|(place, reason)| (place.as_str(), reason))
}
