//! The parts in which a list is written: each a transaction of its own, small enough not to keep a class waiting. A part may be written twice:
//! what of it is there is left alone.

use std::collections::HashMap;

use super::look::{Look, Work};
use crate::actions::lists::{self, Correction, Newcomer};
use crate::actions::{Error, fund, ground, tree};
use crate::domain::fact::TopicWritten;
use crate::domain::id::{ListId, TopicId};
use crate::domain::policy::{Caller, Verb};
use crate::domain::words::Level;
use crate::exchange::bring_people::{self, Answer, correction, newcomer};
use crate::exchange::bring_schools::{self, Again};
use crate::exchange::bring_topics::{self, Entry, Terms};
use crate::exchange::package::{Link, bring};
use crate::exchange::schools::SchoolRow;
use crate::store::Tx;
use crate::store::queries::nodes;
use crate::store::waiting::ListRow;

/// How many people's details are set right in one transaction: each is looked at by herself.
const CORRECTIONS: usize = 50;

/// What is written at once.
#[derive(Debug, Clone)]
pub enum Part {
    /// People come in.
    LetIn(Vec<(u64, Newcomer)>),
    /// People's details are set right.
    SetRight(Vec<Correction>),
    /// Schools are founded.
    Found(Vec<SchoolRow>),
    /// Of schools that are there what the register says otherwise is written.
    Amend(Vec<Again>),
    /// Topics are published. Their texts follow when all are: each names others.
    Publish(Vec<Entry>, Terms),
    /// The same of a package, whose topics have their ids.
    PublishItems(Vec<bring::Entry>, Terms),
    /// Topics' texts are written.
    Write(Vec<TopicWritten>),
    /// Topics are said to be near to one another.
    Near(Vec<(TopicId, TopicId)>),
    /// What a package says of two topics.
    Tie(Vec<Link>),
}

/// What became of a part.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// How many rows of it are written.
    pub rows: usize,
    /// The rows that could not be, though somebody decided that they should.
    pub left: Vec<u64>,
}

/// The parts of what there is to write now. Where topics are to be published there is more after them: look again.
pub fn parts(look: Look) -> Vec<Part> {
    let mut parts = Vec::new();
    match look.work {
        Work::Nothing => {}
        Work::People(file, plan) => {
            let newcomers: Vec<(u64, Newcomer)> = plan.new.into_iter().map(|row| (row.row, newcomer(row))).collect();
            parts.extend(newcomers.chunks(bring_people::CHUNK).map(|chunk| Part::LetIn(chunk.to_vec())));
            let corrections: Vec<Correction> = plan.changed.iter().map(|(person, row)| correction(&file, *person, row)).collect();
            parts.extend(corrections.chunks(CORRECTIONS).map(|chunk| Part::SetRight(chunk.to_vec())));
        }
        Work::Schools(plan) => {
            parts.extend(plan.new.chunks(bring_schools::CHUNK).map(|chunk| Part::Found(chunk.to_vec())));
            parts.extend(plan.changed.chunks(bring_schools::CHUNK).map(|chunk| Part::Amend(chunk.to_vec())));
        }
        Work::Topics(plan, terms) => {
            if plan.new.is_empty() {
                let near = plan.near.clone();
                let texts = bring_topics::texts(plan, &HashMap::new());
                parts.extend(texts.chunks(bring_topics::CHUNK).map(|chunk| Part::Write(chunk.to_vec())));
                parts.extend(near.chunks(bring_topics::CHUNK).map(|chunk| Part::Near(chunk.to_vec())));
            } else {
                parts.extend(plan.new.chunks(bring_topics::CHUNK).map(|chunk| Part::Publish(chunk.to_vec(), terms.clone())));
            }
        }
        Work::Package(plan, terms) => {
            if plan.new.is_empty() {
                let texts = bring::texts(Vec::new(), plan.changed);
                parts.extend(texts.chunks(bring_topics::CHUNK).map(|chunk| Part::Write(chunk.to_vec())));
                parts.extend(plan.ties.chunks(bring_topics::CHUNK).map(|chunk| Part::Tie(chunk.to_vec())));
            } else {
                parts.extend(plan.new.chunks(bring_topics::CHUNK).map(|chunk| Part::PublishItems(chunk.to_vec(), terms.clone())));
            }
        }
    }
    parts
}

/// Keeps with the list whom it has brought in: by her name alone it would be asked whether she is the one who is there.
fn remember(tx: &mut Tx<'_>, caller: &Caller, list: ListId, written: impl Iterator<Item = (u64, String)>) -> Result<(), Error> {
    let now = tx.now();
    let row = lists::open(tx, caller, list, now)?;
    let mut answers = super::answers(&row);
    answers.extend(written.map(|(row, name)| (row, Answer::Another(name))));
    let text = serde_json::to_string(&answers).map_err(crate::store::Error::from)?;
    lists::set_answers(tx, caller, list, &text)
}

/// What of this the caller may say of two topics, by now.
fn sayable<T>(tx: &mut Tx<'_>, caller: &Caller, all: Vec<T>, ends: impl Fn(&T) -> (TopicId, TopicId)) -> Result<Vec<T>, Error> {
    let mut kept = Vec::with_capacity(all.len());
    for one in all {
        let (topic, other) = ends(&one);
        if fund::may_tie(tx, caller, topic, other)? {
            kept.push(one);
        }
    }
    Ok(kept)
}

/// Writes a part of a list, as whoever brings it.
///
/// # Errors
/// The caller may not, or the list is gone. Nothing of the part is written then.
pub fn write(tx: &mut Tx<'_>, caller: &Caller, row: &ListRow, part: Part) -> Result<Written, Error> {
    ground::allow_at(tx, caller, Verb::ExchangeLists, row.node)?;
    ground::actor(tx, caller)?;
    let level = nodes::by_id(tx, row.node)?.ok_or(Error::NOT_FOUND)?.level;
    let mut written = Written::default();
    match part {
        Part::LetIn(people) => {
            let (rows, people): (Vec<u64>, Vec<Newcomer>) = people.into_iter().unzip();
            let names: Vec<String> = people.iter().map(|one| one.name.clone()).collect();
            written.rows = lists::let_in(tx, caller, row.node, people)?;
            remember(tx, caller, row.id, rows.into_iter().zip(names))?;
        }
        Part::SetRight(corrections) => {
            written.left = lists::set_right(tx, caller, row.node, &corrections)?;
            written.rows = corrections.len() - written.left.len();
        }
        Part::Found(schools) => {
            ground::allow_at(tx, caller, Verb::FoundNode, row.node)?;
            written.rows = bring_schools::found(tx, &schools, Some((row.node, level)))?;
        }
        Part::Amend(schools) => {
            written.rows = schools.len();
            for school in &schools {
                ground::allow_at(tx, caller, Verb::CorrectNode, school.node)?;
                for hang in &school.hangs {
                    ground::allow_at(tx, caller, Verb::FoundNode, hang.base.unwrap_or(row.node))?;
                    tree::changeable(tx, caller, hang.node)?;
                }
            }
            bring_schools::amend(tx, &schools)?;
        }
        Part::Publish(entries, terms) => {
            ground::allow(Verb::PublishTopic, caller.to_network())?;
            let school = (level == Level::School).then_some(row.node);
            bring_topics::publish(tx, entries, &terms, school)?;
        }
        Part::PublishItems(entries, terms) => {
            ground::allow(Verb::PublishTopic, caller.to_network())?;
            let school = (level == Level::School).then_some(row.node);
            bring::publish(tx, entries, &terms, school)?;
        }
        Part::Near(mut pairs) => {
            pairs = sayable(tx, caller, pairs, |pair| *pair)?;
            written.rows = bring_topics::say_near(tx, pairs)?;
        }
        Part::Tie(mut links) => {
            links = sayable(tx, caller, links, |link| (link.from, link.to))?;
            written.rows = bring::say(tx, links)?;
        }
        Part::Write(texts) => {
            ground::allow(Verb::PublishTopic, caller.to_network())?;
            written.rows = bring_topics::write(tx, texts)?;
        }
    }
    lists::advance(tx, caller, row.id, written.rows)?;
    Ok(written)
}
