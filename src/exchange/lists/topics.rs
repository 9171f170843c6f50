//! What topics would do, of a list or of a package. Whoever answers for one place changes no text of another's, nor one that is everybody's: only
//! what was published and never written. And of two topics she says only what she may.

use std::collections::HashSet;

use super::look::{Aside, Look, Of, Outcome, Reason, Work};
use super::{Pairs, Waiting};
use crate::actions::topics::LICENCES;
use crate::actions::{Error, fund};
use crate::domain::id::TopicId;
use crate::domain::policy::Caller;
use crate::domain::words::Origin;
use crate::exchange::bring_topics::{self, Terms};
use crate::exchange::package::{Package, bring};
use crate::exchange::table::TableError;
use crate::exchange::topics::{TopicLayout, read_topics};
use crate::store::Conn;
use crate::store::queries::topics;
use crate::store::waiting::ListRow;

/// Under what topics of a page are shared, where the file does not say it.
fn terms(origin: Origin) -> Terms {
    Terms { origin, licence: LICENCES[0].to_owned(), language: "es".to_owned() }
}

/// Whether the text of a topic that is there may be written by whoever brings this list.
fn may_write(conn: &mut Conn, list: &ListRow, topic: TopicId, version: i32) -> Result<bool, Error> {
    let school = topics::by_id(conn, topic)?.and_then(|row| row.school);
    Ok(version == 0 || school == Some(list.node))
}

/// Which of some pairs of topics the caller may say something of. What she brings in is hers to relate as what is there.
fn sayable(
    conn: &mut Conn,
    caller: &Caller,
    list: &ListRow,
    brought: &HashSet<TopicId>,
    pairs: impl Iterator<Item = (TopicId, TopicId)>,
) -> Result<Vec<bool>, Error> {
    let hers = fund::may_tie_brought(conn, caller, list.node)?;
    let mut said = Vec::new();
    for (one, other) in pairs {
        let is_new = brought.contains(&one) || brought.contains(&other);
        said.push(if is_new { hers } else { fund::may_tie(conn, caller, one, other)? });
    }
    Ok(said)
}

/// Looks at a list.
pub(super) fn list(conn: &mut Conn, caller: &Caller, list: &ListRow, waiting: &Waiting) -> Result<Result<Look, TableError>, Error> {
    let mut file = match read_topics(&waiting.table) {
        Ok(file) => file,
        Err(error) => return Ok(Err(error)),
    };
    for row in &mut file.rows {
        row.key = bring_topics::key_at(conn, Some(list.node), row)?;
    }
    let mut plan = bring_topics::plan(conn, &file, &waiting.beside)?;
    let mut look = Look::default();
    for (topic, version, entry) in std::mem::take(&mut plan.changed) {
        if may_write(conn, list, topic, version)? {
            plan.changed.push((topic, version, entry));
        } else {
            plan.unchanged.push(entry.row.row);
        }
    }
    for entry in &plan.new {
        look.put(entry.row.row, Outcome::New, &entry.row.title, None);
    }
    for (topic, _, entry) in &plan.changed {
        // Under an id that was used again stands perhaps something quite different: what would be replaced is shown.
        let before = topics::by_id(conn, *topic)?.map(|row| row.title).filter(|title| !title.is_empty() && *title != entry.row.title);
        let shown = before.map_or_else(|| entry.row.title.clone(), |before| format!("{before} → {}", entry.row.title));
        look.put(entry.row.row, Outcome::Changed, &shown, None);
    }
    for row in &plan.unchanged {
        look.put(*row, Outcome::Unchanged, "", None);
    }
    for problem in &file.refused {
        look.put(problem.row, Outcome::Refused, "", Some(Reason::Topic(problem.reason.clone())));
    }
    for problem in &file.warnings {
        look.put(problem.row, Outcome::Doubtful, "", Some(Reason::TopicDoubt(problem.reason)));
    }
    for problem in &plan.in_list {
        look.put(problem.row, Outcome::Doubtful, "", Some(Reason::Pair(problem.reason.clone())));
    }
    let before = plan.in_pairs.iter().map(|problem| (Pairs::Before, problem.row, Reason::Pair(problem.reason.clone())));
    let near = plan.in_near.iter().map(|problem| (Pairs::Near, problem.row, Reason::Near(problem.reason.clone())));
    look.aside = before.chain(near).map(|(pairs, row, reason)| Aside { of: Of::Pairs(pairs), row, reason }).collect();
    let unwritten = plan.changed.iter().filter(|(_, version, _)| *version == 0).map(|(topic, ..)| *topic);
    let new: HashSet<TopicId> = plan.new.iter().map(|entry| entry.id).chain(unwritten).collect();
    let mut may = sayable(conn, caller, list, &new, plan.near.iter().copied())?.into_iter();
    plan.near.retain(|_| may.next().unwrap_or(false));
    look.pairs = plan.pairs;
    look.ties = plan.near.len();
    look.circles.clone_from(&plan.circles);
    let origin = match file.layout {
        TopicLayout::Curriculum => Origin::Curriculum,
        TopicLayout::Plain => Origin::Own,
    };
    look.work = Work::Topics(plan, terms(origin));
    Ok(Ok(look))
}

/// The number of a place in a file, as people count.
fn counted(at: usize) -> u64 {
    at as u64 + 1
}

/// Looks at a package.
pub(super) fn package(conn: &mut Conn, caller: &Caller, list: &ListRow, package: &Package) -> Result<Look, Error> {
    let mut plan = bring::plan(conn, package)?;
    let mut look = Look::default();
    for (version, entry) in std::mem::take(&mut plan.changed) {
        if may_write(conn, list, entry.item.topic, version)? {
            plan.changed.push((version, entry));
        } else {
            plan.unchanged.push(entry.item.at);
        }
    }
    for entry in &plan.new {
        look.put(counted(entry.item.at), Outcome::New, &entry.item.text.title, None);
    }
    for (_, entry) in &plan.changed {
        look.put(counted(entry.item.at), Outcome::Changed, &entry.item.text.title, None);
    }
    for at in &plan.unchanged {
        look.put(counted(*at), Outcome::Unchanged, "", None);
    }
    for (spot, reason) in &package.refused {
        let (row, reason) = (counted(spot.at), Reason::Item(*reason));
        if spot.is_topic() {
            look.put(row, Outcome::Refused, "", Some(reason));
        } else {
            look.aside.push(Aside { of: Of::Part(spot.list.clone()), row, reason });
        }
    }
    let unwritten = plan.changed.iter().filter(|(version, _)| *version == 0).map(|(_, entry)| entry.item.topic);
    let new: HashSet<TopicId> = plan.new.iter().map(|entry| entry.item.topic).chain(unwritten).collect();
    let mut may = sayable(conn, caller, list, &new, plan.ties.iter().map(|link| (link.from, link.to)))?.into_iter();
    plan.ties.retain(|_| may.next().unwrap_or(false));
    look.pairs = plan.pairs;
    look.ties = plan.ties.len();
    look.dangling = plan.dangling;
    look.unread = package.unread.iter().map(|(kind, count)| (kind.clone(), *count)).collect();
    look.circles.clone_from(&plan.circles);
    look.work = Work::Package(plan, terms(Origin::Curriculum));
    Ok(look)
}
