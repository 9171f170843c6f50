//! What must not be kept: anything of the erased, and what identifies a minor.

use std::collections::BTreeSet;

use diesel::prelude::*;
use sha2::{Digest, Sha256};

use super::Checked;
use super::rows::Rows;
use crate::domain::guard;
use crate::domain::id::{NodeId, PersonId};
use crate::domain::words::{DemonstrationState, Level};
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::schema::{api_tokens, calendars, cards, file_bytes, invitations, nodes, passwords, pins, sessions, stewards};

pub(super) fn check(conn: &mut Conn, rows: &Rows) -> Result<Vec<Checked>, Error> {
    let texts = texts(rows);
    Ok(vec![
        erased(rows, &texts),
        signed_out(conn, rows)?,
        identifying(rows, &texts),
        accepted(conn, rows)?,
        keys(conn, rows)?,
        at_school(conn, rows)?,
        answered_for(rows),
    ])
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
    for row in rows.guardians.values() {
        let people = || std::iter::once(row.child).chain(row.person);
        texts.extend(row.name.as_deref().map(|name| text("guardian", row.id, people(), name)));
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
    let mut checked = Checked::new("nobody erased has a name, a text, a concern, a plan, a block, a guardian or a consent left");
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
    for guardian in rows.guardians.values() {
        let left = rows.is_erased(guardian.child) || guardian.person.is_some_and(|person| rows.is_erased(person));
        checked.require(!left, || format!("guardian {} is left", guardian.id));
    }
    for consent in &rows.consents {
        checked.require(!rows.is_erased(consent.child), || format!("consent {} is left", consent.id));
    }
    for notice in &rows.notices {
        checked.require(!rows.is_erased(notice.child), || format!("that {} has the notice is left", notice.child));
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
    accounts.extend(cards::table.select(cards::person).load::<PersonId>(conn)?);
    accounts.extend(invitations::table.select(invitations::person).load::<PersonId>(conn)?);
    accounts.extend(sessions::table.select(sessions::person).load::<PersonId>(conn)?);
    accounts.extend(api_tokens::table.select(api_tokens::person).load::<PersonId>(conn)?);
    accounts.extend(calendars::table.select(calendars::person).load::<PersonId>(conn)?);
    for person in accounts {
        checked.require(!rows.is_erased(person), || format!("person {person} can"));
    }
    Ok(checked)
}

/// Byte by byte, one file after the other: all of them at once may not fit in memory.
fn accepted(conn: &mut Conn, rows: &Rows) -> Result<Checked, Error> {
    let mut checked = Checked::new("what lies beside a record is what was accepted, and nobody's who was erased");
    for file in &rows.files {
        let bytes: Option<Vec<u8>> = file_bytes::table.find(file.id).select(file_bytes::bytes).get_result(conn).optional()?;
        let digest = bytes.map(|bytes| Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>());
        checked.require(digest.as_deref() == Some(file.digest.as_str()), || format!("file {} is another or missing", file.id));
        checked.require(!rows.is_erased(file.learner), || format!("file {} is left", file.id));
    }
    Ok(checked)
}

fn identifying(rows: &Rows, texts: &[Text<'_>]) -> Checked {
    let mut checked = Checked::new("no text about a minor holds a CURP, an e-mail address or a phone number, but for concerns");
    // What is wrong is said in whatever words it takes: a child in need may write down whom to call.
    for text in texts.iter().filter(|text| text.kind != "concern").filter(|text| text.people.iter().any(|person| rows.is_minor(*person))) {
        checked.require(guard::personal_data(text.text).is_none(), || format!("{} {} holds one", text.kind, text.row));
    }
    checked
}

fn keys(conn: &mut Conn, rows: &Rows) -> Result<Checked, Error> {
    let mut checked = Checked::new("no minor has a password, looks after a node, or holds a key for a program; no adult a child's key");
    let adults_only = [
        ("a password", passwords::table.select(passwords::person).load::<PersonId>(conn)?),
        ("a node", stewards::table.select(stewards::person).load(conn)?),
        ("a program's key", api_tokens::table.select(api_tokens::person).load(conn)?),
    ];
    for (what, people) in adults_only {
        for person in people {
            checked.require(!rows.is_minor(person), || format!("minor {person} has {what}"));
        }
    }
    let childrens: [(&str, Vec<PersonId>); 2] =
        [("a PIN", pins::table.select(pins::person).load(conn)?), ("a card", cards::table.select(cards::person).load(conn)?)];
    for (what, people) in childrens {
        for person in people {
            checked.require(rows.is_minor(person), || format!("adult {person} has {what}"));
        }
    }
    Ok(checked)
}

fn at_school(conn: &mut Conn, rows: &Rows) -> Result<Checked, Error> {
    let mut checked = Checked::new("minors belong to schools, and to nothing else");
    let schools: Vec<NodeId> = nodes::table.filter(nodes::level.eq(Level::School)).select(nodes::id).load(conn)?;
    let schools: BTreeSet<NodeId> = schools.into_iter().collect();
    for (person, belongs) in rows.memberships.iter().filter(|(person, _)| rows.is_minor(**person)) {
        for row in belongs.iter().filter(|row| row.until.is_none()) {
            checked.require(schools.contains(&row.node), || format!("minor {person} belongs to node {}", row.node));
        }
    }
    Ok(checked)
}

/// A paper of one child's counts for no other, and a guardian is somebody.
fn answered_for(rows: &Rows) -> Checked {
    let mut checked = Checked::new("who said yes or no for a child is a guardian of hers");
    for consent in &rows.consents {
        // Whose name was erased has no row any more; what she said stands.
        let another = rows.guardians.get(&consent.guardian).is_some_and(|guardian| guardian.child != consent.child);
        checked.require(!another, || format!("consent {} is by another's", consent.id));
    }
    for guardian in rows.guardians.values() {
        checked.require(guardian.person.is_some() != guardian.name.is_some(), || format!("guardian {} is nobody, or two", guardian.id));
        checked.require(guardian.person != Some(guardian.child), || format!("guardian {} is the child", guardian.id));
    }
    checked
}
