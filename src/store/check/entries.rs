//! Who had been entered twice is one person: of the entry that was merged nothing is left.

use std::collections::BTreeSet;

use diesel::prelude::*;

use super::Checked;
use super::rows::Rows;
use crate::domain::id::PersonId;
use crate::domain::words::TutorialState;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::schema::*;

pub(super) fn check(conn: &mut Conn, rows: &Rows) -> Result<Checked, Error> {
    let mut checked = Checked::new("an entry that was merged leads to one that was not, is erased with it, and has nothing left");
    let merged: BTreeSet<PersonId> = rows.people.values().filter(|row| row.merged_into.is_some()).map(|row| row.id).collect();
    for row in rows.people.values() {
        let Some(into) = row.merged_into else { continue };
        let kept = rows.people.get(&into).filter(|kept| kept.merged_into.is_none());
        checked.require(kept.is_some(), || format!("person {} leads to nobody, or to one who leads on", row.id));
        checked.forbid(kept.is_some_and(|kept| kept.erased != row.erased), || format!("person {} is erased by half", row.id));
    }
    if merged.is_empty() {
        return Ok(checked);
    }
    let mut left = |what: &str, people: Vec<PersonId>| {
        for person in people {
            checked.forbid(merged.contains(&person), || format!("person {person} was merged, and has {what} left"));
        }
    };
    left("a name", rows.names.iter().map(|row| row.person).collect());
    left("an age", rows.ages.keys().copied().collect());
    left("a place", rows.memberships.keys().copied().collect());
    left("a mastery", rows.masteries.values().flat_map(|row| [Some(row.person), row.voucher]).flatten().collect());
    left("an offer", rows.offers.iter().map(|row| row.person).collect());
    left("a wish", rows.interests.iter().map(|row| row.learner).collect());
    left("an entry", rows.entries.iter().map(|row| row.learner).collect());
    left("a file", rows.files.iter().map(|row| row.learner).collect());
    left("a note", rows.notes.iter().flat_map(|row| [row.tutor, row.learner]).collect());
    left("a block", rows.blocks.iter().flat_map(|row| [row.one, row.other]).collect());
    left("a concern", rows.concerns.iter().flat_map(|row| [row.about, row.raised_by, row.answered_by]).flatten().collect());
    let held = rows.demonstrations.values();
    left("a demonstration", held.flat_map(|row| [Some(row.learner), row.tutor, row.recorded_by]).flatten().collect());
    left("a demonstration", rows.demonstration_people.values().flatten().map(|row| row.person).collect());
    // One that never began between the two entries stays as it was: nobody is her own tutor.
    let began = rows.tutorials.values().filter(|row| row.state != TutorialState::NeverBegan);
    left("a tutorial", began.flat_map(|row| [row.learner, row.tutor]).collect());
    left("a visit", rows.visits.values().flat_map(|row| [row.responsible, row.agreed_by]).collect());
    left("a visit", rows.visit_people.values().flatten().copied().collect());
    left("a move", moves::table.select(moves::person).load(conn)?);
    left("an office", stewards::table.select(stewards::person).load(conn)?);
    left("a topic", topics::table.filter(topics::author.is_not_null()).select(topics::author.assume_not_null()).load(conn)?);
    left("a way in", passwords::table.select(passwords::person).load(conn)?);
    left("a way in", pins::table.select(pins::person).load(conn)?);
    left("a way in", cards::table.select(cards::person).load(conn)?);
    left("a way in", sessions::table.select(sessions::person).load(conn)?);
    left("a way in", invitations::table.select(invitations::person).load(conn)?);
    left("a way in", api_tokens::table.select(api_tokens::person).load(conn)?);
    Ok(checked)
}
