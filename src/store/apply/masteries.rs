//! Masteries, the offers that they become, and the interests that wait for them.

use diesel::prelude::*;

use crate::domain::fact::*;
use crate::domain::id::{DemonstrationId, MasteryId, OfferId, PersonId, TopicId};
use crate::domain::moment::Day;
use crate::domain::words::{InterestState, OfferState};
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::{InterestRow, MasteryRow, OfferRow};
use crate::store::schema::{demonstrations, interests, masteries, offers};

pub fn granted(conn: &mut Conn, fact: &MasteryGranted) -> Result<(), Error> {
    let contested = clashes(conn, fact.person, fact.topic, fact.demonstration)? > 0;
    let row = MasteryRow {
        id: fact.mastery,
        person: fact.person,
        topic: fact.topic,
        school: fact.school,
        via: fact.via,
        day: fact.day,
        parent: fact.parent,
        generation: fact.generation,
        demonstration: fact.demonstration,
        voucher: fact.voucher,
        reason: None,
        withdrawn: None,
        contested,
    };
    diesel::insert_into(masteries::table).values(&row).execute(conn)?;
    if !row.contested {
        adopt(conn, &row)?;
    }
    // Whoever masters a topic no longer waits for it.
    close_interests(conn, fact.person, fact.topic)
}

/// Links the masteries that came from this one but were entered before it: from paper, facts arrive in any order, and the lineage must be
/// the same in the end. They stand at the top; or they hang under one of the same person that was withdrawn, a founding mastery with a wrong
/// day, instead of which this one was written.
pub(super) fn adopt(conn: &mut Conn, parent: &MasteryRow) -> Result<(), Error> {
    let above = above(conn, parent)?;
    let gone: Vec<Option<MasteryId>> = masteries::table
        .filter(masteries::person.eq(parent.person).and(masteries::topic.eq(parent.topic)).and(masteries::withdrawn.is_not_null()))
        .select(masteries::id.nullable())
        .load(conn)?;
    let orphans: Vec<MasteryId> = masteries::table
        .inner_join(demonstrations::table.on(masteries::demonstration.eq(demonstrations::id.nullable())))
        .filter(masteries::topic.eq(parent.topic).and(masteries::day.ge(parent.day)))
        .filter(masteries::parent.is_null().or(masteries::parent.eq_any(gone)))
        // Two who say that they tutored each other cannot both come first: whoever was entered as the other's tutor stays so.
        .filter(masteries::id.ne_all(&above).and(masteries::person.ne(parent.person)))
        .filter(demonstrations::tutor.eq(parent.person))
        .order(masteries::id)
        .select(masteries::id)
        .load(conn)?;
    for orphan in orphans {
        hang(conn, orphan, Some(parent))?;
    }
    Ok(())
}

/// A mastery and those from which it came, up to the first.
pub(super) fn above(conn: &mut Conn, mastery: &MasteryRow) -> Result<Vec<MasteryId>, Error> {
    let mut above = vec![mastery.id];
    let mut next = mastery.parent;
    while let Some(ancestor) = next.filter(|ancestor| !above.contains(ancestor)) {
        above.push(ancestor);
        next = masteries::table.find(ancestor).select(masteries::parent).get_result::<Option<MasteryId>>(conn).optional()?.flatten();
    }
    Ok(above)
}

/// Hangs a mastery under a parent, or lets it stand at the top, and counts the generations below anew.
pub(super) fn hang(conn: &mut Conn, child: MasteryId, parent: Option<&MasteryRow>) -> Result<(), Error> {
    let mut level = vec![(child, parent.map(|parent| parent.id), parent.map_or(1, |parent| parent.generation + 1))];
    while !level.is_empty() {
        let mut next = Vec::new();
        for (child, parent, generation) in level {
            diesel::update(masteries::table.find(child))
                .set((masteries::parent.eq(parent), masteries::generation.eq(generation)))
                .execute(conn)?;
            let children: Vec<MasteryId> =
                masteries::table.filter(masteries::parent.eq(child)).order(masteries::id).select(masteries::id).load(conn)?;
            next.extend(children.into_iter().map(|grandchild| (grandchild, Some(child), generation + 1)));
        }
        level = next;
    }
    Ok(())
}

/// The day of the mastery that a demonstration gave was set right. The lineage stays ordered in time: what would now be older than its parent,
/// or younger than its parent's end, looks for the mastery that its tutor had on that day, and stands at the top where there is none.
pub fn redated(conn: &mut Conn, demonstration: DemonstrationId, day: Day) -> Result<(), Error> {
    let given = masteries::table.filter(masteries::demonstration.eq(demonstration).and(masteries::withdrawn.is_null()));
    for row in given.order(masteries::id).load::<MasteryRow>(conn)?.into_iter().filter(|row| row.day != day) {
        diesel::update(masteries::table.find(row.id)).set(masteries::day.eq(day)).execute(conn)?;
        let early = masteries::table.filter(masteries::parent.eq(row.id).and(masteries::day.lt(day)));
        for child in early.order(masteries::id).load::<MasteryRow>(conn)? {
            seek(conn, &child)?;
        }
        let mut row = MasteryRow { day, ..row };
        let parent: Option<MasteryRow> = match row.parent {
            Some(parent) => masteries::table.find(parent).get_result(conn).optional()?,
            None => None,
        };
        let had = |parent: MasteryRow| parent.day <= day && parent.withdrawn.is_none_or(|withdrawn| withdrawn > day);
        if !parent.is_some_and(had) {
            seek(conn, &row)?;
            row = masteries::table.find(row.id).get_result(conn)?;
        }
        if !row.contested {
            adopt(conn, &row)?;
        }
    }
    Ok(())
}

/// Hangs a mastery under the one that its tutor had on its day.
fn seek(conn: &mut Conn, child: &MasteryRow) -> Result<(), Error> {
    let tutor: Option<PersonId> = match child.demonstration {
        Some(demonstration) => {
            demonstrations::table.find(demonstration).select(demonstrations::tutor).get_result(conn).optional()?.flatten()
        }
        None => None,
    };
    // Nothing hangs under what came from it.
    let mut below = vec![child.id];
    let mut seen = 0;
    while seen < below.len() {
        let children: Vec<MasteryId> = masteries::table.filter(masteries::parent.eq(below[seen])).select(masteries::id).load(conn)?;
        below.extend(children);
        seen += 1;
    }
    let parent: Option<MasteryRow> = match tutor {
        Some(tutor) => masteries::table
            .filter(masteries::person.eq(tutor).and(masteries::topic.eq(child.topic)).and(masteries::contested.eq(false)))
            .filter(masteries::day.le(child.day).and(masteries::withdrawn.is_null().or(masteries::withdrawn.gt(child.day))))
            .filter(masteries::id.ne_all(&below))
            // As `adopt` has it, one that stands comes before one that does not any more.
            .order((masteries::withdrawn.is_not_null(), masteries::day, masteries::id))
            .get_result(conn)
            .optional()?,
        None => None,
    };
    hang(conn, child.id, parent.as_ref())
}

pub fn vouched(conn: &mut Conn, fact: &MasteryVouched) -> Result<(), Error> {
    diesel::update(masteries::table.find(fact.mastery)).set(masteries::reason.eq(Some(&fact.reason))).execute(conn)?;
    Ok(())
}

/// Closes its offers too. The masteries that came from it stand, and one that was contested only for its sake counts from now on.
pub fn withdrawn(conn: &mut Conn, fact: &MasteryWithdrawn) -> Result<(), Error> {
    diesel::update(masteries::table.find(fact.mastery)).set(masteries::withdrawn.eq(Some(fact.day))).execute(conn)?;
    diesel::update(offers::table.filter(offers::mastery.eq(fact.mastery))).set(offers::state.eq(OfferState::Withdrawn)).execute(conn)?;
    match masteries::table.find(fact.mastery).get_result::<MasteryRow>(conn).optional()? {
        Some(gone) if !gone.contested => release(conn, &gone),
        _ => Ok(()),
    }
}

/// Counts again, under the parent and in the generation that it had, and with those that came from it. Elsewhere another may have been granted
/// since: then this one is contested. Its offers stay closed: whether she offers it is hers to say.
pub fn restored(conn: &mut Conn, fact: &MasteryRestored) -> Result<(), Error> {
    let Some(row) = masteries::table.find(fact.mastery).get_result::<MasteryRow>(conn).optional()? else { return Ok(()) };
    if row.withdrawn.is_none() {
        return Ok(());
    }
    let contested = clashes(conn, row.person, row.topic, row.demonstration)? > 0;
    let row = MasteryRow { withdrawn: None, contested, ..row };
    diesel::update(masteries::table.find(row.id))
        .set((masteries::withdrawn.eq(row.withdrawn), masteries::contested.eq(contested)))
        .execute(conn)?;
    // The day of its demonstration may have been set right meanwhile.
    let held: Option<Day> = match row.demonstration {
        Some(demonstration) => demonstrations::table.find(demonstration).select(demonstrations::day).get_result(conn).optional()?,
        None => None,
    };
    if let (Some(demonstration), Some(day)) = (row.demonstration, held.filter(|day| *day != row.day)) {
        redated(conn, demonstration, day)?;
    } else if !contested {
        // What was hung meanwhile under one that was written instead of it, and is gone since, comes back.
        adopt(conn, &row)?;
    }
    close_interests(conn, row.person, row.topic)
}

/// Lets those count that clashed with a mastery which is gone, and with nothing else.
fn release(conn: &mut Conn, gone: &MasteryRow) -> Result<(), Error> {
    let same = masteries::person.eq(gone.person).and(masteries::topic.eq(gone.topic));
    let waiting = masteries::table.filter(masteries::contested.and(masteries::withdrawn.is_null()));
    let waiting: Vec<MasteryRow> = match gone.demonstration {
        Some(demonstration) => {
            waiting.filter(same.or(masteries::demonstration.eq(demonstration))).order((masteries::day, masteries::id)).load(conn)?
        }
        None => waiting.filter(same).order((masteries::day, masteries::id)).load(conn)?,
    };
    for row in waiting {
        if clashes(conn, row.person, row.topic, row.demonstration)? == 0 {
            diesel::update(masteries::table.find(row.id)).set(masteries::contested.eq(false)).execute(conn)?;
            // What it offered meanwhile is offered from now on: the first offer, as ever.
            let offered = offers::mastery.eq(row.id).and(offers::state.eq(OfferState::Contested));
            let first: Option<OfferId> =
                offers::table.filter(offered).order((offers::opened, offers::id)).select(offers::id).get_result(conn).optional()?;
            if let Some(first) = first {
                diesel::update(offers::table.find(first)).set(offers::state.eq(OfferState::Open)).execute(conn)?;
            }
            adopt(conn, &MasteryRow { contested: false, ..row })?;
        }
    }
    Ok(())
}

/// How many live masteries stand where one of that person and topic, given by that demonstration, would.
fn clashes(conn: &mut Conn, person: PersonId, topic: TopicId, demonstration: Option<DemonstrationId>) -> Result<i64, Error> {
    let live = || masteries::table.filter(masteries::withdrawn.is_null().and(masteries::contested.eq(false)));
    let mut clashes: i64 = live().filter(masteries::person.eq(person).and(masteries::topic.eq(topic))).count().get_result(conn)?;
    if let Some(demonstration) = demonstration {
        // A demonstration promotes one person in one topic.
        clashes += live().filter(masteries::demonstration.eq(demonstration)).count().get_result::<i64>(conn)?;
    }
    Ok(clashes)
}

pub fn offer_opened(conn: &mut Conn, fact: &OfferOpened) -> Result<(), Error> {
    let standing = offers::state.eq_any(OfferState::STANDING);
    let first: i64 = offers::table.filter(offers::mastery.eq(fact.mastery).and(standing)).count().get_result(conn)?;
    let contested: bool = masteries::table.find(fact.mastery).select(masteries::contested).get_result(conn)?;
    let row = OfferRow {
        id: fact.offer,
        mastery: fact.mastery,
        person: fact.person,
        topic: fact.topic,
        school: fact.school,
        capacity: fact.capacity,
        state: if contested || first > 0 { OfferState::Contested } else { OfferState::Open },
        opened: fact.day,
        rests: None,
        left_as: None,
    };
    diesel::insert_into(offers::table).values(&row).execute(conn)?;
    Ok(())
}

/// What is decided of an offer is decided of the mastery: of the one that counts, and, where it is withdrawn, of those that clashed with it.
pub fn offer_changed(conn: &mut Conn, fact: &OfferChanged) -> Result<(), Error> {
    let Some(row) = offers::table.find(fact.offer).get_result::<OfferRow>(conn).optional()? else { return Ok(()) };
    if row.state != OfferState::Contested {
        // One that was withdrawn here may be taken up elsewhere, while another has been opened since.
        let others = offers::mastery.eq(row.mastery).and(offers::id.ne(row.id)).and(offers::state.eq_any(OfferState::STANDING));
        let others: i64 = offers::table.filter(others).count().get_result(conn)?;
        let state = if others > 0 && fact.state != OfferState::Withdrawn { OfferState::Contested } else { fact.state };
        let nothing: Option<OfferState> = None;
        diesel::update(offers::table.find(fact.offer))
            .set((offers::capacity.eq(fact.capacity), offers::state.eq(state), offers::rests.eq(nothing), offers::left_as.eq(nothing)))
            .execute(conn)?;
    }
    if fact.state == OfferState::Withdrawn {
        let clashing = offers::mastery.eq(row.mastery).and(offers::state.eq(OfferState::Contested));
        diesel::update(offers::table.filter(clashing)).set(offers::state.eq(OfferState::Withdrawn)).execute(conn)?;
    }
    Ok(())
}

/// Closes with its topic, and opens with it again.
pub fn offer_rested(conn: &mut Conn, fact: &OfferRested) -> Result<(), Error> {
    let Some(row) = closing(conn, fact.offer)? else { return Ok(()) };
    diesel::update(offers::table.find(row.id)).set(offers::rests.eq(Some(row.state))).execute(conn)?;
    Ok(())
}

/// Closes when its owner leaves, and opens again where she had not.
pub fn offer_left(conn: &mut Conn, fact: &OfferLeft) -> Result<(), Error> {
    let Some(row) = closing(conn, fact.offer)? else { return Ok(()) };
    diesel::update(offers::table.find(row.id)).set(offers::left_as.eq(Some(row.state))).execute(conn)?;
    Ok(())
}

/// Closes an offer and those that clashed with it. Answers with what it was, so that it can be so again: with nothing, where it was closed
/// before or does not count, and stays what it is.
fn closing(conn: &mut Conn, offer: OfferId) -> Result<Option<OfferRow>, Error> {
    let Some(row) = offers::table.find(offer).get_result::<OfferRow>(conn).optional()? else { return Ok(None) };
    let stood = OfferState::STANDING.contains(&row.state);
    if stood {
        diesel::update(offers::table.find(offer)).set(offers::state.eq(OfferState::Withdrawn)).execute(conn)?;
    }
    let clashing = offers::mastery.eq(row.mastery).and(offers::state.eq(OfferState::Contested));
    diesel::update(offers::table.filter(clashing)).set(offers::state.eq(OfferState::Withdrawn)).execute(conn)?;
    Ok(stood.then_some(row))
}

pub fn interest_stated(conn: &mut Conn, fact: &InterestStated) -> Result<(), Error> {
    let open = interests::learner.eq(fact.learner).and(interests::topic.eq(fact.topic)).and(interests::state.eq(InterestState::Open));
    let first: i64 = interests::table.filter(open).count().get_result(conn)?;
    let row = InterestRow {
        id: fact.interest,
        learner: fact.learner,
        topic: fact.topic,
        school: fact.school,
        rank: fact.rank,
        stated: fact.day,
        why: None,
        state: if first > 0 { InterestState::Contested } else { InterestState::Open },
    };
    diesel::insert_into(interests::table).values(&row).execute(conn)?;
    Ok(())
}

pub fn interest_explained(conn: &mut Conn, fact: &InterestExplained) -> Result<(), Error> {
    diesel::update(interests::table.find(fact.interest)).set(interests::why.eq(Some(&fact.why))).execute(conn)?;
    Ok(())
}

pub fn interest_ranked(conn: &mut Conn, fact: &InterestRanked) -> Result<(), Error> {
    diesel::update(interests::table.find(fact.interest)).set(interests::rank.eq(fact.rank)).execute(conn)?;
    Ok(())
}

/// A wish that was said twice is one wish: whichever of the two is taken back, both are.
pub fn interest_withdrawn(conn: &mut Conn, fact: &InterestWithdrawn) -> Result<(), Error> {
    let Some(row) = interests::table.find(fact.interest).get_result::<InterestRow>(conn).optional()? else { return Ok(()) };
    diesel::update(interests::table.find(fact.interest)).set(interests::state.eq(InterestState::Withdrawn)).execute(conn)?;
    settle_interests(conn, row.learner, row.topic, InterestState::Withdrawn)
}

/// A wish that was met is open again, unless another one for its topic is.
pub fn interest_reopened(conn: &mut Conn, fact: &InterestReopened) -> Result<(), Error> {
    let Some(row) = interests::table.find(fact.interest).get_result::<InterestRow>(conn).optional()? else { return Ok(()) };
    let open = interests::learner.eq(row.learner).and(interests::topic.eq(row.topic)).and(interests::state.eq(InterestState::Open));
    let others: i64 = interests::table.filter(open).count().get_result(conn)?;
    if row.state == InterestState::Met && others == 0 {
        diesel::update(interests::table.find(fact.interest)).set(interests::state.eq(InterestState::Open)).execute(conn)?;
    }
    Ok(())
}

/// A learner's open wishes for a topic are met.
pub fn close_interests(conn: &mut Conn, learner: PersonId, topic: TopicId) -> Result<(), Error> {
    settle_interests(conn, learner, topic, InterestState::Met)
}

fn settle_interests(conn: &mut Conn, learner: PersonId, topic: TopicId, state: InterestState) -> Result<(), Error> {
    let waiting = interests::state.eq_any([InterestState::Open, InterestState::Contested]);
    diesel::update(interests::table.filter(interests::learner.eq(learner).and(interests::topic.eq(topic)).and(waiting)))
        .set(interests::state.eq(state))
        .execute(conn)?;
    Ok(())
}
