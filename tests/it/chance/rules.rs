//! The rules of the practice, told again without the program's own check.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::Conn;
use relevo::store::rows::*;
use relevo::store::schema::*;

/// Every rule that does not hold. `before` are the tutorials that were open before the last deed.
pub fn broken(conn: &mut Conn, before: &[TutorialId]) -> Vec<String> {
    let mut broken = Vec::new();
    let all: Vec<TutorialRow> = tutorials::table.load(conn).expect("tutorials");
    let held: BTreeMap<MasteryId, MasteryRow> =
        masteries::table.load::<MasteryRow>(conn).expect("masteries").into_iter().map(|row| (row.id, row)).collect();
    let demonstrated: Vec<DemonstrationRow> = demonstrations::table.load(conn).expect("demonstrations");
    let offered: Vec<OfferRow> = offers::table.load(conn).expect("offers");
    let mut note = |holds: bool, what: String| {
        if !holds {
            broken.push(what);
        }
    };

    let live: BTreeSet<(PersonId, TopicId)> =
        held.values().filter(|row| row.withdrawn.is_none()).map(|row| (row.person, row.topic)).collect();
    let mut seen = BTreeSet::new();
    for row in all.iter().filter(|row| row.state == TutorialState::Open) {
        note(!row.contested, format!("tutorial {} is contested, and nothing came from elsewhere", row.id));
        note(seen.insert((row.learner, row.topic)), format!("tutorial {} is a second one", row.id));
        note(!live.contains(&(row.learner, row.topic)), format!("tutorial {}: the learner masters the topic", row.id));
        if !before.contains(&row.id) && row.agreement != Some(Agreement::Paper) {
            let others = all.iter().filter(|other| other.state == TutorialState::Open && other.learner == row.learner).count();
            note(others <= 1, format!("tutorial {} began beside another", row.id));
        }
    }
    let out: BTreeSet<TopicId> =
        topics::table.filter(topics::withdrawn.is_not_null()).select(topics::id).load(conn).expect("topics").into_iter().collect();
    let here = memberships::table.filter(memberships::until.is_null()).select((memberships::person, memberships::node));
    let there: BTreeSet<(PersonId, NodeId)> = here.load(conn).expect("places").into_iter().collect();
    for offer in offered.iter().filter(|offer| offer.state != OfferState::Withdrawn) {
        note(!out.contains(&offer.topic), format!("offer {} is of a withdrawn topic", offer.id));
        note(there.contains(&(offer.person, offer.school)), format!("offer {} is of somebody who has left", offer.id));
    }
    for offer in &offered {
        let taken: Vec<&TutorialRow> = all.iter().filter(|row| row.state == TutorialState::Open && row.offer == Some(offer.id)).collect();
        // A demonstration that is corrected opens its tutorial again, whoever took the place meanwhile: that does not begin now.
        let reopened = |row: &TutorialRow| demonstrated.iter().any(|one| one.tutorial == Some(row.id));
        let begins = taken.iter().any(|row| !before.contains(&row.id) && !reopened(row));
        note(!begins || taken.len() <= usize::try_from(offer.capacity).unwrap_or(0), format!("offer {} is too full", offer.id));
    }
    for row in held.values() {
        note(!row.contested || row.withdrawn.is_some(), format!("mastery {} is contested, and nothing came from elsewhere", row.id));
        if let Some(parent) = row.parent.and_then(|parent| held.get(&parent)) {
            let fits = parent.day <= row.day && parent.topic == row.topic && parent.person != row.person;
            note(fits && row.generation == parent.generation + 1, format!("mastery {} does not fit its parent", row.id));
        }
    }
    for row in demonstrated.iter().filter(|row| row.state == DemonstrationState::Ready) {
        note(held.values().any(|mastery| mastery.demonstration == Some(row.id)), format!("demonstration {} led to nothing", row.id));
    }
    for row in &all {
        let tried = |state| demonstrated.iter().filter(move |one| one.tutorial == Some(row.id) && one.state == state).map(|one| one.day);
        let ready = tried(DemonstrationState::Ready).max();
        let ended = row.ended.filter(|_| row.state == TutorialState::Stopped);
        let lived = tried(DemonstrationState::NotYet).chain(ready).chain(ended).chain(row.rehearsed).chain(row.rehearsal_asked);
        // One that never began has no days, whatever was said of it.
        let first = lived.min().filter(|_| row.state != TutorialState::NeverBegan);
        note(first.is_none_or(|first| row.agreed <= Some(first)), format!("tutorial {} began after something of it", row.id));
        let last = tried(DemonstrationState::NotYet).max();
        note(ready.is_none() || last <= ready, format!("tutorial {}: a try after the demonstration", row.id));
        note(ready.is_none() || row.rehearsed <= ready, format!("tutorial {}: a rehearsal after the demonstration", row.id));
    }
    for row in all.iter().filter(|row| row.state == TutorialState::Open) {
        if let Err(why) = safe(conn, row) {
            note(false, format!("tutorial {}: {why}", row.id));
        }
    }
    broken
}

/// Whether an open tutorial is safe today.
fn safe(conn: &mut Conn, row: &TutorialRow) -> Result<(), &'static str> {
    let person = |conn: &mut Conn, id: PersonId| people::table.find(id).first::<PersonRow>(conn).expect("a person");
    let places = |conn: &mut Conn, id: PersonId| -> BTreeMap<NodeId, MembershipRow> {
        let now = memberships::person.eq(id).and(memberships::until.is_null());
        memberships::table.filter(now).load::<MembershipRow>(conn).expect("places").into_iter().map(|row| (row.node, row)).collect()
    };
    let (learner, tutor) = (person(conn, row.learner), person(conn, row.tutor));
    if learner.erased || tutor.erased {
        return Err("one of the two was erased");
    }
    let apart =
        blocks::one.eq(row.learner).and(blocks::other.eq(row.tutor)).or(blocks::one.eq(row.tutor).and(blocks::other.eq(row.learner)));
    if blocks::table.filter(apart).count().get_result::<i64>(conn).expect("blocks") > 0 {
        return Err("the two are kept apart");
    }
    if !learner.minor && !tutor.minor {
        return Ok(());
    }
    let (here, there) = (places(conn, row.learner), places(conn, row.tutor));
    let vouched = |person: &PersonRow, place: &MembershipRow| {
        person.minor || !matches!(place.position, Position::Family | Position::Community) || place.voucher.is_some()
    };
    let shared = here.iter().any(|(node, mine)| there.get(node).is_some_and(|theirs| vouched(&learner, mine) && vouched(&tutor, theirs)));
    if shared {
        return Ok(());
    }
    if learner.minor && tutor.minor {
        return Err("two children of two schools");
    }
    let Some(visit) = row.visit else { return Err("a child and an adult of two places without a visit") };
    let visit: VisitRow = visits::table.find(visit).first(conn).expect("the visit");
    let (home, adult) = if learner.minor { (here, row.tutor) } else { (there, row.learner) };
    let comes = visit_people::table
        .find((visit.id, adult))
        .filter(visit_people::waits.eq(false))
        .count()
        .get_result::<i64>(conn)
        .expect("visitors")
        == 1;
    let watched = visit.responsible != row.learner && visit.responsible != row.tutor;
    if visit.state == VisitState::Agreed && home.contains_key(&visit.school) && comes && watched {
        Ok(())
    } else {
        Err("the visit does not fit")
    }
}
