//! Brings a package into the fund: as a plan, then in chunks. An item's identifier is its topic's id; but two networks that brought in the same
//! curriculum gave it ids of their own, and there its official key tells that it is one. A topic that people here have improved is left alone.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{Item, Link, Package, Said, Text};
use crate::domain::fact::{TopicPublished, TopicTied, TopicWritten};
use crate::domain::id::{NodeId, TopicId};
use crate::domain::moment::{DEFAULT_ZONE, Day};
use crate::domain::words::{Origin, Tie};
use crate::exchange::bring_topics::{self, CHUNK, Terms};
use crate::graph::tangles::tangles;
use crate::store::queries::{ties, topics};
use crate::store::{Conn, Db, Error, Tx};

/// What bringing a package in would do.
#[derive(Debug, Default)]
pub struct Plan {
    /// Topics that are not there yet.
    pub new: Vec<Entry>,
    /// Topics that are there with another text, which nobody has touched here; with the number of their last version.
    pub changed: Vec<(i32, Entry)>,
    /// Topics that are there as the package has them, or that people have improved since, by their places.
    pub unchanged: Vec<usize>,
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

/// The package with the ids that its topics have here: one whose id nobody knows is the topic of the curriculum that has its key, where exactly one
/// has it.
fn recognised(conn: &mut Conn, package: &Package) -> Result<Package, Error> {
    let mut package = package.clone();
    let own: Vec<TopicId> = package.items.iter().map(|item| item.topic).collect();
    let there = topics::several(conn, &own)?;
    // A school's own list numbers its topics from one, as every other does: only a curriculum's key means the same everywhere.
    let unknown = |item: &&Item| item.origin == Some(Origin::Curriculum) && !there.contains_key(&item.topic);
    let keys: Vec<&str> = package.items.iter().filter(unknown).filter_map(|item| item.import_key.as_deref()).collect();
    let mut here: HashMap<String, Vec<TopicId>> = HashMap::new();
    for row in topics::by_import_keys(conn, &keys, Origin::Curriculum)? {
        if let Some(key) = row.import_key {
            here.entry(key).or_default().push(row.id);
        }
    }
    let mut taken: HashSet<TopicId> = own.into_iter().collect();
    let mut known_as: HashMap<TopicId, TopicId> = HashMap::new();
    for item in package.items.iter().filter(unknown) {
        if let Some([one]) = item.import_key.as_ref().and_then(|key| here.get(key)).map(Vec::as_slice)
            && taken.insert(*one)
        {
            known_as.insert(item.topic, *one);
        }
    }
    let known = |topic: TopicId| known_as.get(&topic).copied().unwrap_or(topic);
    for item in &mut package.items {
        item.topic = known(item.topic);
    }
    for link in &mut package.links {
        (link.from, link.to) = (known(link.from), known(link.to));
    }
    Ok(package)
}

/// Compares a package with what is there.
///
/// # Errors
/// The database cannot be read.
pub fn plan(conn: &mut Conn, package: &Package) -> Result<Plan, Error> {
    let package = &recognised(conn, package)?;
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
            (Some(item), _) => item.text.title.clone(),
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
        let text = &item.text;
        let same = (&version.title, &version.title_en, &version.subject) == (&text.title, &text.title_en, &text.subject)
            && (&version.challenge, &version.why) == (&text.challenge, &text.why)
            && version.questions == serde_json::to_string(&text.questions)?
            && version.sources == serde_json::to_string(&text.sources)?
            && first == entry.before;
        let last = topics::last_version(conn, row.id)?;
        // Where the file counts its texts, what is here under that number or a later one is no older than the file. But a table in which people
        // write has what they put right under the number that they had before them: if nothing has been written here since, it is the newest.
        let puts_right = item.retouched && item.version == Some(last);
        let is_later = puts_right || item.version.is_none_or(|number| number > last);
        if same || (version.author.is_some() && !puts_right) || !is_later {
            plan.unchanged.push(item.at);
        } else {
            plan.changed.push((last, entry));
        }
    }
    let mut standing: HashMap<(TopicId, TopicId), Vec<Tie>> = HashMap::new();
    for tie in ties::all(conn)? {
        standing.entry((tie.topic.min(tie.other), tie.topic.max(tie.other))).or_default().push(tie.kind);
    }
    for link in links {
        let Said::Tie(id, kind) = link.said else { continue };
        // Two that people here have told apart stay so, whatever a file says.
        let is_said = standing
            .get(&(link.from.min(link.to), link.from.max(link.to)))
            .is_some_and(|said| said.contains(&kind) || (matches!(kind, Tie::Same | Tie::Translation) && said.contains(&Tie::Apart)));
        // What was taken back here is not said again by a file.
        if !is_said && ties::by_id(conn, id)?.is_none() {
            plan.ties.push(link.clone());
        }
    }
    Ok(plan)
}

/// Publishes topics, for whoever acts, as of a school or of nobody. One that is there is left alone.
///
/// # Errors
/// The database refuses.
pub fn publish(tx: &mut Tx<'_>, entries: Vec<Entry>, terms: &Terms, school: Option<NodeId>) -> Result<(), Error> {
    let today = tx.now().day_in(DEFAULT_ZONE);
    let ids: Vec<TopicId> = entries.iter().map(|entry| entry.item.topic).collect();
    let there = topics::several(tx, &ids)?;
    for Entry { item, .. } in entries.into_iter().filter(|entry| !there.contains_key(&entry.item.topic)) {
        // The key of a list finds one topic: that which had it first.
        let taken = match &item.import_key {
            Some(key) => topics::by_import_key(tx, key)?.is_some(),
            None => false,
        };
        tx.record(TopicPublished {
            topic: item.topic,
            school,
            author: None,
            language: item.language.unwrap_or_else(|| terms.language.clone()),
            origin: item.origin.unwrap_or(terms.origin),
            licence: item.licence.unwrap_or_else(|| terms.licence.clone()),
            day: item.published.or(item.text.written).unwrap_or(today).min(today),
            import_key: item.import_key.filter(|_| !taken),
        })?;
    }
    Ok(())
}

/// What is to be written of the topics of a plan, oldest first: each text under the number that the file gives it, or else, or where that is
/// taken, under the next. Those that are new are to be published first. What an earlier text asked for before is not told by a file.
pub fn texts(new: Vec<Entry>, changed: Vec<(i32, Entry)>) -> Vec<TopicWritten> {
    let work = new.into_iter().map(|entry| (0, entry)).chain(changed);
    let mut texts = Vec::new();
    for (last, Entry { item, before }) in work {
        let Item { topic, text, version, earlier, .. } = item;
        let number = version.filter(|number| *number > last).unwrap_or(last.saturating_add(1));
        texts.extend(
            earlier.into_iter().filter(|(earlier, _)| *earlier > last).map(|(number, text)| written(topic, number, text, Vec::new())),
        );
        texts.push(written(topic, number, text, before.into_iter().collect()));
    }
    texts
}

fn written(topic: TopicId, version: i32, text: Text, prerequisites: Vec<TopicId>) -> TopicWritten {
    TopicWritten {
        topic,
        version,
        author: None,
        day: text.written.unwrap_or(Day::MIN),
        title: text.title,
        subject: text.subject,
        challenge: text.challenge,
        why: text.why,
        questions: text.questions,
        sources: text.sources,
        prerequisites,
        title_en: text.title_en,
    }
}

/// Says of topics what a package says, for whoever acts. What was said meanwhile is left alone. Answers with how much was said.
///
/// # Errors
/// The database refuses.
pub fn say(tx: &mut Tx<'_>, links: Vec<Link>) -> Result<usize, Error> {
    let today = tx.now().day_in(DEFAULT_ZONE);
    let mut said = 0;
    for link in links {
        let Said::Tie(tie, kind) = link.said else { continue };
        if ties::by_id(tx, tie)?.is_none() {
            tx.record(TopicTied { tie, kind, topic: link.from, other: link.to, day: link.day.unwrap_or(today) })?;
            said += 1;
        }
    }
    Ok(said)
}

/// Carries a plan out. Cut off in the middle, a new plan holds just what is left. Answers with how many topics were written.
///
/// # Errors
/// The database refuses. The chunks before stay.
pub fn carry_out(db: &Db, plan: Plan, terms: &Terms) -> Result<usize, Error> {
    for chunk in plan.new.chunks(CHUNK) {
        let (chunk, terms) = (chunk.to_vec(), terms.clone());
        db.write_now(move |tx| {
            tx.set_actor(None);
            publish(tx, chunk, &terms, None)
        })?;
    }
    let count = plan.new.len() + plan.changed.len();
    for chunk in texts(plan.new, plan.changed).chunks(CHUNK) {
        let chunk = chunk.to_vec();
        db.write_now(move |tx| {
            tx.set_actor(None);
            bring_topics::write(tx, chunk)
        })?;
    }
    for chunk in plan.ties.chunks(CHUNK) {
        let chunk = chunk.to_vec();
        db.write_now(move |tx| {
            tx.set_actor(None);
            say(tx, chunk)
        })?;
    }
    Ok(count)
}
