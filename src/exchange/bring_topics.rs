//! Brings the topics of a file into the fund: as a plan, then in chunks. A topic is recognised by what identified it in the file; one that
//! people have improved since is left alone.
//!
//! Topics are published first and written afterwards, since each text names those that help to come before it. Cut off in between, the next
//! run finds what was published and writes it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use super::Problem;
use super::topics::apart::titles;
use super::topics::pairs::{PairFile, PairRefusal};
use super::topics::weave::{Stands, near, weave};
use super::topics::{TopicFile, TopicRow};
use crate::domain::fact::{TopicPublished, TopicTied, TopicWritten};
use crate::domain::id::{NodeId, TopicId};
use crate::domain::moment::{DEFAULT_ZONE, Day};
use crate::domain::search::fold;
use crate::domain::words::{Origin, Tie};
use crate::graph::tangles::tangles;
use crate::store::queries::{ties, topics};
use crate::store::{Conn, Db, Error, Tx};

/// How many topics share a transaction.
pub const CHUNK: usize = 100;

/// What an import would do.
#[derive(Debug, Default)]
pub struct Plan {
    /// Topics that are not there yet.
    pub new: Vec<Entry>,
    /// Topics whose text in the file is another, and which nobody has touched here; with the number of their last version.
    pub changed: Vec<(TopicId, i32, Entry)>,
    /// Topics that are there as the file has them, or that people have improved since.
    pub unchanged: Vec<u64>,
    /// Pairs of what helps to come before what, that are taken.
    pub pairs: usize,
    /// Pairs of the list's own column that are not.
    pub in_list: Vec<Problem<PairRefusal>>,
    /// Pairs of the second file that are not.
    pub in_pairs: Vec<Problem<PairRefusal>>,
    /// The circles that pairs run in, by the names of their topics. None of the pairs inside is taken.
    pub circles: Vec<Vec<String>>,
    /// Pairs of topics that are near to one another and were not said to be.
    pub near: Vec<(TopicId, TopicId)>,
    /// Pairs of those that cannot be taken.
    pub in_near: Vec<Problem<PairRefusal>>,
}

/// A topic of the file, with what helps to come before it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// As the plan calls it: its id, or a stand-in until it has one.
    pub id: TopicId,
    /// What the file says.
    pub row: TopicRow,
    before: BTreeSet<TopicId>,
}

/// What is read beside a list of topics.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Beside {
    /// Pairs of what helps to come before what.
    pub prerequisites: PairFile,
    /// Pairs of topics that are near to one another.
    pub related: PairFile,
}

/// What an entry is called until it has an id. No id is made so: the first bits would be a date in ten thousand years.
fn stand_in(place: usize) -> TopicId {
    let mut bytes = [0xff; 16];
    bytes[8..].copy_from_slice(&(place as u64).to_be_bytes());
    TopicId::from_bytes(bytes)
}

/// By what a topic of a list is known, which somebody brings in for a place, or for nobody. Every list numbers its topics from one: what is there under
/// the same id is the same topic only if it is called the same, or is that place's own. Else the id is that place's, beside the other's.
///
/// # Errors
/// The database cannot be read.
pub fn key_at(conn: &mut Conn, node: Option<NodeId>, row: &TopicRow) -> Result<String, Error> {
    if row.names.is_empty() {
        return Ok(row.key.clone());
    }
    let own = format!("{}|{}", node.map(|node| node.to_string()).unwrap_or_default(), row.key);
    if topics::by_import_key(conn, &own)?.is_some() {
        return Ok(own);
    }
    let there = topics::by_import_key(conn, &row.key)?;
    let same = there.is_none_or(|there| there.school == node || fold(&there.title) == fold(&row.title));
    Ok(if same { row.key.clone() } else { own })
}

/// Compares a file with what is there.
///
/// # Errors
/// The database cannot be read.
pub fn plan(conn: &mut Conn, file: &TopicFile, beside: &Beside) -> Result<Plan, Error> {
    let woven = weave(file, &beside.prerequisites);
    let mut plan = Plan { in_list: woven.in_list, in_pairs: woven.in_pairs, ..Plan::default() };
    let mut known = Vec::with_capacity(file.rows.len());
    for row in &file.rows {
        known.push(topics::by_import_key(conn, &row.key)?);
    }
    let ids: Vec<TopicId> =
        known.iter().enumerate().map(|(place, topic)| topic.as_ref().map_or_else(|| stand_in(place), |topic| topic.id)).collect();
    let named: HashMap<TopicId, usize> = ids.iter().enumerate().map(|(place, id)| (*id, place)).collect();

    // A circle may run through topics that are there already. What the file says of its own topics replaces what is there of them.
    let there =
        topics::prerequisite_pairs(conn)?.into_iter().filter(|(after, _)| !named.contains_key(after)).map(|(after, first)| (first, after));
    let said = woven.before.keys().map(|(before, after)| (ids[*before], ids[*after]));
    let knots = tangles(there.chain(said));
    let inside = |one: TopicId, two: TopicId| knots.iter().any(|knot| knot.members.contains(&one) && knot.members.contains(&two));
    let called = |place: usize| file.rows[place].names.first().unwrap_or(&file.rows[place].title).clone();
    let mut before: BTreeMap<usize, BTreeSet<TopicId>> = BTreeMap::new();
    for ((first, after), stands) in &woven.before {
        if inside(ids[*first], ids[*after]) {
            let reason = PairRefusal::InCircle { first: called(*first), then: called(*after) };
            match stands {
                Stands::List(row) => plan.in_list.push(Problem { row: *row, reason }),
                Stands::Pairs(row) => plan.in_pairs.push(Problem { row: *row, reason }),
            }
        } else {
            before.entry(*after).or_default().insert(ids[*first]);
            plan.pairs += 1;
        }
    }
    plan.in_list.sort_by_key(|problem| problem.row);
    plan.in_pairs.sort_by_key(|problem| problem.row);
    for knot in &knots {
        let mut names = Vec::new();
        for topic in &knot.cycle {
            names.push(match named.get(topic) {
                Some(place) => {
                    // A bare number tells a reader nothing; where a list has no other name for it, its title does.
                    let name = called(*place);
                    if name.contains(char::is_alphabetic) { name } else { file.rows[*place].title.clone() }
                }
                None => topics::by_id(conn, *topic)?.map(|row| row.title).unwrap_or_default(),
            });
        }
        plan.circles.push(names);
    }

    let titles = titles(&file.rows);
    for (place, (row, topic)) in file.rows.iter().zip(known).enumerate() {
        let row = &TopicRow { title: titles[place].clone(), ..row.clone() };
        let entry = Entry { id: ids[place], row: row.clone(), before: before.remove(&place).unwrap_or_default() };
        let Some(topic) = topic else {
            plan.new.push(entry);
            continue;
        };
        let Some(version) = topics::version(conn, topic.id, topic.version)? else {
            // Published by a run that was cut off before it was written.
            plan.changed.push((topic.id, 0, entry));
            continue;
        };
        let there: BTreeSet<TopicId> = serde_json::from_str(&version.prerequisites)?;
        let same = version.title == row.title
            && version.challenge == row.challenge
            && version.why == row.why
            && version.questions == serde_json::to_string(&row.questions)?
            && version.sources == serde_json::to_string(&row.sources)?
            && there == entry.before;
        if same || version.author.is_some() {
            plan.unchanged.push(row.row);
        } else {
            // A withdrawn version keeps its number.
            plan.changed.push((topic.id, topics::last_version(conn, topic.id)?, entry));
        }
    }
    let (pairs, refused) = near(file, &beside.related);
    plan.in_near = refused;
    let said: BTreeSet<(TopicId, TopicId)> = ties::all(conn)?
        .into_iter()
        // Of two that are the same nobody needs to know that they are near.
        .filter(|tie| matches!(tie.kind, Tie::Near | Tie::Same))
        .flat_map(|tie| [(tie.topic, tie.other), (tie.other, tie.topic)])
        .collect();
    plan.near = pairs.into_iter().map(|(one, other)| (ids[one], ids[other])).filter(|pair| !said.contains(pair)).collect();
    Ok(plan)
}

/// Under what topics of a file are shared, where the file does not say it.
#[derive(Debug, Clone)]
pub struct Terms {
    /// Where they come from.
    pub origin: Origin,
    /// The licence.
    pub licence: String,
    /// The language.
    pub language: String,
}

/// Publishes topics, for whoever acts, as of a school or of nobody. Answers with what the plan called them and their ids.
///
/// # Errors
/// The database refuses.
pub fn publish(tx: &mut Tx<'_>, entries: Vec<Entry>, terms: &Terms, school: Option<NodeId>) -> Result<Vec<(TopicId, TopicId)>, Error> {
    let day = tx.now().day_in(DEFAULT_ZONE);
    let mut published = Vec::with_capacity(entries.len());
    for Entry { id, row, .. } in entries {
        // Another import may have published it since the plan was made.
        let topic = match topics::by_import_key(tx, &row.key)? {
            Some(there) => there.id,
            None => {
                let topic = tx.new_id();
                let (language, licence, import_key) = (row.language, terms.licence.clone(), Some(row.key));
                tx.record(TopicPublished { topic, school, author: None, language, origin: terms.origin, licence, day, import_key })?;
                topic
            }
        };
        published.push((id, topic));
    }
    Ok(published)
}

/// What is to be written of topics that are published: their texts, each under its next number. Nothing of those that are not.
pub fn texts(plan: Plan, ids: &HashMap<TopicId, TopicId>) -> Vec<TopicWritten> {
    let real = |id: &TopicId| ids.get(id).copied().unwrap_or(*id);
    let mut work: Vec<(i32, Entry)> = plan.new.into_iter().filter(|entry| ids.contains_key(&entry.id)).map(|entry| (0, entry)).collect();
    work.extend(plan.changed.into_iter().map(|(_, version, entry)| (version, entry)));
    let written = |(version, Entry { id, row, before }): (i32, Entry)| TopicWritten {
        topic: real(&id),
        version: version.saturating_add(1),
        author: None,
        day: Day::MIN,
        title: row.title,
        subject: subject(&row.subject).to_owned(),
        challenge: row.challenge,
        why: row.why,
        questions: row.questions,
        sources: row.sources,
        prerequisites: before.iter().map(real).collect(),
        title_en: None,
    };
    work.into_iter().map(written).collect()
}

/// Writes texts, for whoever acts: those that do not say when they were written, as of today. One whose number has been taken since is left
/// alone. Answers with how many were written.
///
/// # Errors
/// The database refuses.
pub fn write(tx: &mut Tx<'_>, texts: Vec<TopicWritten>) -> Result<usize, Error> {
    let today = tx.now().day_in(DEFAULT_ZONE);
    let mut written = 0;
    for text in texts {
        if topics::last_version(tx, text.topic)? < text.version {
            // Nothing was written on a day to come, whatever a file says.
            let day = if text.day == Day::MIN { today } else { text.day.min(today) };
            tx.record(TopicWritten { day, ..text })?;
            written += 1;
        }
    }
    Ok(written)
}

/// Says of topics that they are near to one another, for whoever acts. What was said meanwhile is left alone. Answers with how much was said.
///
/// # Errors
/// The database refuses.
pub fn say_near(tx: &mut Tx<'_>, pairs: Vec<(TopicId, TopicId)>) -> Result<usize, Error> {
    let day = tx.now().day_in(DEFAULT_ZONE);
    let mut said = 0;
    for (topic, other) in pairs {
        let there = ties::of_topic(tx, topic)?;
        if !there.iter().any(|tie| tie.kind == Tie::Near && (tie.topic == other || tie.other == other)) {
            let tie = tx.new_id();
            tx.record(TopicTied { tie, kind: Tie::Near, topic, other, day })?;
            said += 1;
        }
    }
    Ok(said)
}

/// Carries a plan out. Cut off in the middle, a new plan holds just what is left.
///
/// # Errors
/// The database refuses. The chunks before stay.
pub fn carry_out(db: &Db, plan: Plan, terms: &Terms) -> Result<usize, Error> {
    let mut ids: HashMap<TopicId, TopicId> = HashMap::new();
    for chunk in plan.new.chunks(CHUNK) {
        let (chunk, terms) = (chunk.to_vec(), terms.clone());
        let published = db.write_now(move |tx| {
            tx.set_actor(None);
            publish(tx, chunk, &terms, None)
        })?;
        ids.extend(published);
    }
    let near: Vec<(TopicId, TopicId)> =
        plan.near.iter().map(|(one, other)| (ids.get(one).copied().unwrap_or(*one), ids.get(other).copied().unwrap_or(*other))).collect();
    let texts = texts(plan, &ids);
    let written = texts.len();
    for chunk in texts.chunks(CHUNK) {
        let chunk = chunk.to_vec();
        db.write_now(move |tx| {
            tx.set_actor(None);
            write(tx, chunk)
        })?;
    }
    for chunk in near.chunks(CHUNK) {
        let chunk = chunk.to_vec();
        db.write_now(move |tx| {
            tx.set_actor(None);
            say_near(tx, chunk)
        })?;
    }
    Ok(written)
}

/// The subject's word for what a file calls it.
pub(crate) fn subject(written: &str) -> &'static str {
    let folded = fold(written);
    let rules: [(&str, &'static str); 33] = [
        ("matematica", "matematicas"),
        ("math", "matematicas"),
        ("geometr", "matematicas"),
        ("algebra", "matematicas"),
        ("arithmetic", "matematicas"),
        ("aritmetica", "matematicas"),
        ("number", "matematicas"),
        ("fraction", "matematicas"),
        ("ratio", "matematicas"),
        ("equation", "matematicas"),
        ("function", "matematicas"),
        ("statistic", "matematicas"),
        ("measurement", "matematicas"),
        ("counting", "matematicas"),
        ("espanol", "lengua"),
        ("lengua", "lengua"),
        ("ingles", "lengua"),
        ("language", "lengua"),
        ("fisica", "ciencias"),
        ("quimica", "ciencias"),
        ("biologia", "ciencias"),
        ("ciencia", "ciencias"),
        ("science", "ciencias"),
        ("historia", "historia"),
        ("history", "historia"),
        ("geografia", "geografia"),
        ("geography", "geografia"),
        ("civica", "civica"),
        ("etica", "civica"),
        ("arte", "artes"),
        ("tecnologia", "oficios"),
        ("oficio", "oficios"),
        ("comunidad", "comunidad"),
    ];
    // "Educación Física" is no natural science.
    if folded.contains("educacion fisica") {
        return "otro";
    }
    rules.iter().find(|(part, _)| folded.contains(part)).map_or("otro", |(_, word)| word)
}

#[cfg(test)]
mod tests {
    #[test]
    fn subjects_of_files_find_their_word() {
        for (written, word) in [
            ("Matemáticas", "matematicas"),
            ("Español", "lengua"),
            ("Lengua Extranjera. Inglés", "lengua"),
            ("Educación Física", "otro"),
            ("Física", "ciencias"),
            ("Formación Cívica y Ética", "civica"),
            ("", "otro"),
        ] {
            assert_eq!(super::subject(written), word, "{written}");
        }
    }
}
