//! Masteries, what they came from and what they open: DOMAIN.md's rules on promotion, lineage and offers.

use std::collections::{BTreeMap, BTreeSet};

use super::Checked;
use super::rows::Rows;
use crate::domain::id::{DemonstrationId, MasteryId, PersonId, TopicId};
use crate::domain::words::{Audience, DemonstrationState, OfferState, TutorialState, Via};
use crate::store::apply::demonstrations::WITNESS;
use crate::store::rows::{DemonstrationRow, MasteryRow};

pub(super) fn check(rows: &Rows) -> Vec<Checked> {
    vec![
        live(rows),
        parents(rows),
        acyclic(rows),
        promotions(rows),
        sources(rows),
        tutorials(rows),
        witnesses(rows),
        offers(rows),
        vouched(rows),
    ]
}

fn is_live(mastery: &MasteryRow) -> bool {
    mastery.withdrawn.is_none() && !mastery.contested
}

fn live(rows: &Rows) -> Checked {
    let mut checked = Checked::new("at most one live mastery of a person in a topic");
    let mut seen: BTreeSet<(PersonId, TopicId)> = BTreeSet::new();
    for mastery in rows.masteries.values().filter(|mastery| is_live(mastery)) {
        checked.require(seen.insert((mastery.person, mastery.topic)), || format!("mastery {} is a second one", mastery.id));
    }
    checked
}

fn parents(rows: &Rows) -> Checked {
    let mut checked = Checked::new("a mastery's parent is another person's, in the same topic, one generation before, and not later");
    for mastery in rows.masteries.values() {
        let id = mastery.id;
        let Some(parent) = mastery.parent else {
            checked.require(mastery.generation == 1, || format!("mastery {id} has no parent, and is not of the first generation"));
            continue;
        };
        let Some(parent) = rows.masteries.get(&parent) else {
            checked.require(false, || format!("mastery {id} has a parent that is not there"));
            continue;
        };
        checked.require(parent.topic == mastery.topic, || format!("mastery {id} has a parent in another topic"));
        checked.forbid(parent.person == mastery.person, || format!("mastery {id} is its own person's child"));
        checked.forbid(mastery.generation != parent.generation + 1, || format!("mastery {id} is of the wrong generation"));
        let contested = mastery.contested || parent.contested;
        checked.forbid(parent.day > mastery.day && !contested, || format!("mastery {id} is older than its parent"));
    }
    checked
}

fn acyclic(rows: &Rows) -> Checked {
    let mut checked = Checked::new("no lineage comes back to itself");
    let mut done: BTreeSet<MasteryId> = BTreeSet::new();
    for start in rows.masteries.keys() {
        let mut path: BTreeSet<MasteryId> = BTreeSet::new();
        let mut next = Some(*start);
        let mut circle = false;
        while let Some(id) = next.filter(|id| !done.contains(id)) {
            circle = !path.insert(id);
            next = if circle { None } else { rows.masteries.get(&id).and_then(|mastery| mastery.parent) };
        }
        done.append(&mut path);
        checked.require(!circle, || format!("the lineage of mastery {start} runs in a circle"));
    }
    checked
}

/// The masteries that each demonstration led to.
fn led_to(rows: &Rows) -> BTreeMap<DemonstrationId, Vec<&MasteryRow>> {
    let mut led: BTreeMap<DemonstrationId, Vec<&MasteryRow>> = BTreeMap::new();
    for mastery in rows.masteries.values() {
        if let Some(demonstration) = mastery.demonstration {
            led.entry(demonstration).or_default().push(mastery);
        }
    }
    led
}

fn is_ready(demonstration: &DemonstrationRow) -> bool {
    demonstration.state == DemonstrationState::Ready
}

fn promotions(rows: &Rows) -> Checked {
    let mut checked = Checked::new("every demonstration that ended ready led to a mastery");
    let led = led_to(rows);
    for demonstration in rows.demonstrations.values().filter(|demonstration| is_ready(demonstration)) {
        // One that was withdrawn later, or is contested, was granted all the same.
        let granted = led.get(&demonstration.id).is_some_and(|masteries| !masteries.is_empty());
        checked.require(granted, || format!("demonstration {} led to none", demonstration.id));
    }
    checked
}

fn sources(rows: &Rows) -> Checked {
    let mut checked = Checked::new(
        "every live mastery by demonstration has one, by its person, in its topic, that ended ready; its day is hers, and its tutor the parent's",
    );
    for mastery in rows.masteries.values().filter(|mastery| is_live(mastery)) {
        let id = mastery.id;
        let Some(demonstration) = mastery.demonstration else {
            let needed = matches!(mastery.via, Via::Demonstration | Via::SelfStudy | Via::Elsewhere);
            checked.require(!needed, || format!("mastery {id} has no demonstration"));
            continue;
        };
        let right = rows
            .demonstrations
            .get(&demonstration)
            .filter(|row| is_ready(row) && row.learner == mastery.person && row.topic == mastery.topic);
        checked.require(right.is_some(), || format!("mastery {id} does not follow from its demonstration"));
        let Some(held) = right else { continue };
        checked.forbid(held.day != mastery.day, || format!("mastery {id} is not of the day of its demonstration"));
        let parent = mastery.parent.and_then(|parent| rows.masteries.get(&parent));
        let other = parent.is_some_and(|parent| Some(parent.person) != held.tutor);
        checked.forbid(other, || format!("mastery {id} hangs under somebody who did not tutor it"));
    }
    checked
}

fn vouched(rows: &Rows) -> Checked {
    let mut checked = Checked::new("every founding mastery has somebody who vouched for it, and no tutor");
    for mastery in rows.masteries.values().filter(|mastery| mastery.via == Via::Founding) {
        // Where a network begins, its first steward can only vouch for herself.
        checked.require(mastery.voucher.is_some(), || format!("mastery {} has nobody who vouched for it", mastery.id));
        checked.forbid(mastery.parent.is_some(), || format!("mastery {} is founding, and came from another", mastery.id));
    }
    checked
}

fn tutorials(rows: &Rows) -> Checked {
    let mut checked = Checked::new("a tutorial is demonstrated exactly if a demonstration of it ended ready");
    let mut ready = BTreeSet::new();
    for demonstration in rows.demonstrations.values().filter(|demonstration| is_ready(demonstration)) {
        let Some(tutorial) = demonstration.tutorial else { continue };
        ready.insert(tutorial);
        let same = rows
            .tutorials
            .get(&tutorial)
            .is_some_and(|tutorial| tutorial.learner == demonstration.learner && tutorial.topic == demonstration.topic);
        checked.require(same, || format!("demonstration {} is not of its tutorial's learner and topic", demonstration.id));
    }
    for tutorial in rows.tutorials.values() {
        let demonstrated = tutorial.state == TutorialState::Demonstrated;
        checked.require(demonstrated == ready.contains(&tutorial.id), || format!("tutorial {} is {}", tutorial.id, tutorial.state));
    }
    checked
}

fn witnesses(rows: &Rows) -> Checked {
    let mut checked = Checked::new("nobody is promoted without a witness, nor by her own record");
    for demonstration in rows.demonstrations.values().filter(|demonstration| is_ready(demonstration)) {
        let id = demonstration.id;
        let counted: Option<Vec<(Audience, i32)>> = serde_json::from_str(&demonstration.audience).ok();
        let others = rows.demonstration_people.get(&id).is_some_and(|people| {
            people.iter().any(|row| row.part == WITNESS && row.person != demonstration.learner && Some(row.person) != demonstration.tutor)
        });
        let seen = others || counted.is_some_and(|audience| audience.iter().any(|(_, number)| *number > 0));
        checked.require(seen, || format!("demonstration {id} had no witness"));
        let by_another = demonstration.recorded_by.is_some_and(|recorder| recorder != demonstration.learner);
        checked.forbid(!by_another, || format!("demonstration {id} was recorded by its learner, or by nobody"));
    }
    checked
}

fn offers(rows: &Rows) -> Checked {
    let mut checked = Checked::new("every open offer has a mastery that counts");
    for offer in rows.offers.iter().filter(|offer| offer.state == OfferState::Open) {
        let right = rows
            .masteries
            .get(&offer.mastery)
            .is_some_and(|mastery| is_live(mastery) && mastery.person == offer.person && mastery.topic == offer.topic);
        checked.require(right, || format!("offer {} has none", offer.id));
    }
    checked
}
