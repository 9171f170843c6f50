//! Who learns with whom: one tutorial at a time on a topic, and safety before all.

use std::collections::BTreeSet;

use super::Checked;
use super::rows::Rows;
use crate::domain::id::{PersonId, TopicId};
use crate::domain::moment::Day;
use crate::domain::rules::{self, AgreedVisit, Standing};
use crate::domain::words::{DemonstrationState, TutorialState, VisitState};
use crate::store::rows::{DemonstrationRow, TutorialRow};

pub(super) fn check(rows: &Rows) -> Vec<Checked> {
    vec![one_open(rows), own_tutor(rows), blocked(rows), safe(rows), visited(rows), in_order(rows)]
}

fn one_open(rows: &Rows) -> Checked {
    let mut checked = Checked::new("at most one open tutorial of a learner in a topic");
    let mut seen: BTreeSet<(PersonId, TopicId)> = BTreeSet::new();
    for tutorial in rows.tutorials.values().filter(|tutorial| tutorial.state == TutorialState::Open && !tutorial.contested) {
        checked.require(seen.insert((tutorial.learner, tutorial.topic)), || format!("tutorial {} is a second one", tutorial.id));
    }
    checked
}

fn own_tutor(rows: &Rows) -> Checked {
    let mut checked = Checked::new("nobody is her own tutor");
    for tutorial in rows.tutorials.values() {
        checked.require(tutorial.learner != tutorial.tutor, || format!("tutorial {} is with herself", tutorial.id));
    }
    checked
}

fn blocked(rows: &Rows) -> Checked {
    let mut checked = Checked::new("no open tutorial of a pair began after the two were kept apart");
    for block in &rows.blocks {
        let pair = [(block.one, block.other), (block.other, block.one)];
        // Both are days: one that began on the day of the block may have begun before it.
        let broken = rows.tutorials.values().find(|tutorial| {
            tutorial.state == TutorialState::Open
                && pair.contains(&(tutorial.learner, tutorial.tutor))
                && tutorial.agreed.is_some_and(|day| day > block.since)
        });
        checked.require(broken.is_none(), || format!("block {} is broken by a tutorial", block.id));
    }
    checked
}

fn safe(rows: &Rows) -> Checked {
    let mut checked = Checked::new("a minor's tutorial is within one school, or inside an agreed visit");
    for tutorial in rows.tutorials.values() {
        let Some(day) = tutorial.agreed.filter(|_| tutorial.state != TutorialState::NeverBegan) else { continue };
        // That nobody is her own tutor is checked by itself.
        if tutorial.learner == tutorial.tutor {
            continue;
        }
        let (learner, tutor) = (standing(rows, tutorial.learner, day), standing(rows, tutorial.tutor, day));
        let paired = rules::may_pair(&learner, &tutor, false, visit(rows, tutorial).as_ref());
        checked.require(paired.is_ok(), || format!("tutorial {} is not", tutorial.id));
    }
    checked
}

fn visited(rows: &Rows) -> Checked {
    let mut checked = Checked::new("who may meet only on a visit demonstrates not before its day");
    for (held, tutorial) in held(rows) {
        let early = tutorial.visit.and_then(|visit| rows.visits.get(&visit)).is_some_and(|visit| held.day < visit.day);
        let (learner, tutor) = (standing(rows, tutorial.learner, held.day), standing(rows, tutorial.tutor, held.day));
        let together = !early || rules::may_pair(&learner, &tutor, false, None).is_ok();
        checked.require(together, || format!("demonstration {} was before the visit", held.id));
    }
    checked
}

fn in_order(rows: &Rows) -> Checked {
    let mut checked = Checked::new("a tutorial began no later than its rehearsal, and no later than any demonstration of it");
    for tutorial in rows.tutorials.values().filter(|tutorial| tutorial.state != TutorialState::NeverBegan) {
        let (Some(agreed), Some(rehearsed)) = (tutorial.agreed, tutorial.rehearsed) else { continue };
        checked.require(agreed <= rehearsed, || format!("tutorial {} was rehearsed before it began", tutorial.id));
    }
    for (held, tutorial) in held(rows) {
        let begun = tutorial.agreed.is_none_or(|agreed| agreed <= held.day);
        checked.require(begun, || format!("demonstration {} was before its tutorial began", held.id));
    }
    checked
}

/// The demonstrations of tutorials that were held and stand.
fn held(rows: &Rows) -> impl Iterator<Item = (&DemonstrationRow, &TutorialRow)> {
    let stand = |row: &&DemonstrationRow| matches!(row.state, DemonstrationState::Ready | DemonstrationState::NotYet);
    rows.demonstrations.values().filter(stand).filter_map(|row| Some((row, rows.tutorials.get(&row.tutorial?)?)))
}

fn standing(rows: &Rows, person: PersonId, day: Day) -> Standing {
    let ages: Vec<_> = rows.ages.get(&person).into_iter().flatten().map(Into::into).collect();
    let belonged: Vec<_> = rows.memberships.get(&person).into_iter().flatten().map(Into::into).collect();
    Standing::on(person, day, &ages, &belonged)
}

fn visit(rows: &Rows, tutorial: &TutorialRow) -> Option<AgreedVisit> {
    let row = rows.visits.get(&tutorial.visit?)?;
    // What ended keeps the visit of its day; what is still open cannot lean on one that was given up.
    let stands = row.state == VisitState::Agreed || tutorial.state != TutorialState::Open;
    let visitors = rows.visit_people.get(&row.id).cloned().unwrap_or_default();
    stands.then_some(AgreedVisit { school: row.school, responsible: row.responsible, visitors })
}
