//! What must not be kept: anything of the erased, and what identifies a minor. And that the tree of nodes is what its branches say.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;

use super::Checked;
use super::rows::Rows;
use crate::domain::guard;
use crate::domain::id::{NodeId, PersonId};
use crate::domain::words::DemonstrationState;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::{NodeAncestorRow, NodeParentRow};
use crate::store::schema::{api_tokens, calendars, invitations, node_ancestors, node_parents, passwords, pins, sessions};

pub(super) fn check(conn: &mut Conn, rows: &Rows) -> Result<Vec<Checked>, Error> {
    let texts = texts(rows);
    Ok(vec![erased(rows, &texts), signed_out(conn, rows)?, identifying(rows, &texts), ancestors(conn)?])
}

/// A text, by its kind, the people whom it is about or by, and the id of the row where it stands.
struct Text<'a> {
    kind: &'static str,
    row: String,
    people: Vec<PersonId>,
    text: &'a str,
}

/// Every text about a person.
fn texts(rows: &Rows) -> Vec<Text<'_>> {
    fn text<'a>(kind: &'static str, row: impl ToString, people: impl IntoIterator<Item = PersonId>, text: &'a str) -> Text<'a> {
        Text { kind, row: row.to_string(), people: people.into_iter().collect(), text }
    }
    let mut texts = Vec::new();
    for row in &rows.names {
        texts.push(text("name", row.person, [row.person], &row.name));
        texts.extend(row.class.as_deref().map(|class| text("name", row.person, [row.person], class)));
    }
    texts.extend(rows.entries.iter().map(|row| text("entry", row.id, [row.learner], &row.text)));
    texts.extend(rows.notes.iter().map(|row| text("note", row.id, [row.tutor, row.learner], &row.text)));
    for row in &rows.concerns {
        let people = row.about.into_iter().chain(row.raised_by);
        texts.extend(row.text.as_deref().map(|told| text("concern", row.id, people, told)));
    }
    for row in &rows.interests {
        texts.extend(row.why.as_deref().map(|why| text("interest", row.id, [row.learner], why)));
    }
    for row in rows.masteries.values() {
        let people = || std::iter::once(row.person).chain(row.voucher);
        texts.extend(row.reason.as_deref().map(|reason| text("mastery", row.id, people(), reason)));
    }
    for row in rows.tutorials.values() {
        texts.extend(row.stop_reason.as_deref().map(|reason| text("tutorial", row.id, [row.learner, row.tutor], reason)));
    }
    for row in rows.demonstrations.values() {
        let people = || std::iter::once(row.learner).chain(row.tutor);
        let told = [&row.place, &row.shown, &row.asked, &row.reason].into_iter().flatten();
        texts.extend(told.map(|told| text("demonstration", row.id, people(), told)));
    }
    texts
}

fn erased(rows: &Rows, texts: &[Text<'_>]) -> Checked {
    let mut checked = Checked::new("nobody erased has a name, a text, a concern, a plan or a block left");
    for text in texts {
        let left = text.people.iter().any(|person| rows.is_erased(*person));
        checked.require(!left, || format!("{} {} is left", text.kind, text.row));
    }
    for block in &rows.blocks {
        let left = rows.is_erased(block.one) || rows.is_erased(block.other);
        checked.require(!left, || format!("block {} is left", block.id));
    }
    for concern in &rows.concerns {
        let left = concern.about.into_iter().chain(concern.raised_by).any(|person| rows.is_erased(person));
        checked.require(!left, || format!("concern {} still names one", concern.id));
    }
    for plan in rows.demonstrations.values().filter(|row| row.state == DemonstrationState::Planned) {
        let left = rows.is_erased(plan.learner) || plan.tutor.is_some_and(|tutor| rows.is_erased(tutor));
        checked.require(!left, || format!("plan {} is left", plan.id));
    }
    checked
}

fn signed_out(conn: &mut Conn, rows: &Rows) -> Result<Checked, Error> {
    let mut checked = Checked::new("nobody erased can sign in");
    let mut accounts: Vec<PersonId> = passwords::table.select(passwords::person).load(conn)?;
    accounts.extend(pins::table.select(pins::person).load::<PersonId>(conn)?);
    accounts.extend(invitations::table.select(invitations::person).load::<PersonId>(conn)?);
    accounts.extend(sessions::table.select(sessions::person).load::<PersonId>(conn)?);
    accounts.extend(api_tokens::table.select(api_tokens::person).load::<PersonId>(conn)?);
    accounts.extend(calendars::table.select(calendars::person).load::<PersonId>(conn)?);
    for person in accounts {
        checked.require(!rows.is_erased(person), || format!("person {person} can"));
    }
    Ok(checked)
}

fn identifying(rows: &Rows, texts: &[Text<'_>]) -> Checked {
    let mut checked = Checked::new("no text about a minor holds a CURP, an e-mail address or a phone number");
    for text in texts.iter().filter(|text| text.people.iter().any(|person| rows.is_minor(*person))) {
        checked.require(guard::personal_data(text.text).is_none(), || format!("{} {} holds one", text.kind, text.row));
    }
    checked
}

fn ancestors(conn: &mut Conn) -> Result<Checked, Error> {
    let mut checked = Checked::new("every node's ancestors are its parent, that one's parent, and so on");
    let branches: Vec<NodeParentRow> = node_parents::table.filter(node_parents::until.is_null()).load(conn)?;
    let mut parents: BTreeMap<NodeId, NodeId> = BTreeMap::new();
    for branch in branches {
        let second = parents.insert(branch.node, branch.parent).is_some();
        checked.require(!second, || format!("node {} has two parents", branch.node));
    }
    let mut expected: BTreeSet<(NodeId, NodeId, i32)> = BTreeSet::new();
    for node in parents.keys() {
        let (mut next, mut distance) = (parents.get(node), 0);
        let mut above = BTreeSet::new();
        while let Some(ancestor) = next {
            distance += 1;
            let circle = ancestor == node || !above.insert(*ancestor);
            checked.forbid(circle, || format!("node {node} stands above itself"));
            if circle {
                break;
            }
            expected.insert((*node, *ancestor, distance));
            next = parents.get(ancestor);
        }
    }
    let stored: Vec<NodeAncestorRow> = node_ancestors::table.load(conn)?;
    let stored: BTreeSet<(NodeId, NodeId, i32)> = stored.iter().map(|row| (row.node, row.ancestor, row.distance)).collect();
    for (node, ancestor, distance) in expected.union(&stored) {
        let row = (*node, *ancestor, *distance);
        let same = expected.contains(&row) == stored.contains(&row);
        checked.require(same, || format!("node {node} and ancestor {ancestor} at distance {distance}"));
    }
    Ok(checked)
}
