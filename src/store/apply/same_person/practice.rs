//! What she mastered, offered, wanted, learned and showed under either entry.

use std::collections::BTreeMap;

use diesel::prelude::*;

use crate::domain::id::{InterestId, MasteryId, OfferId, PersonId, TopicId, TutorialId};
use crate::domain::moment::Day;
use crate::domain::words::{InterestState, OfferState, TutorialState};
use crate::store::apply::masteries as apply;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::*;
use crate::store::schema::*;

/// Everything of the one becomes the other's.
pub(super) fn pass_on(conn: &mut Conn, from: PersonId, into: PersonId) -> Result<(), Error> {
    held(conn, from, into)?;
    let doubled = lone_masteries(conn, from, into)?;
    diesel::update(masteries::table.filter(masteries::person.eq(from))).set(masteries::person.eq(into)).execute(conn)?;
    diesel::update(masteries::table.filter(masteries::voucher.eq(from))).set(masteries::voucher.eq(Some(into))).execute(conn)?;
    diesel::update(offers::table.filter(offers::person.eq(from))).set(offers::person.eq(into)).execute(conn)?;
    interests_of(conn, from, into)?;
    tutored(conn, from, into)?;
    for (first, later) in doubled {
        unite(conn, &first, &later)?;
    }
    own_descent(conn, into)?;
    let live = masteries::table.filter(masteries::person.eq(into).and(masteries::withdrawn.is_null()).and(masteries::contested.eq(false)));
    for mastery in live.order(masteries::id).load::<MasteryRow>(conn)? {
        // What she tutored under the one entry may come from what she mastered under the other.
        apply::adopt(conn, &mastery)?;
        apply::close_interests(conn, into, mastery.topic)?;
    }
    Ok(())
}

/// Of two live masteries of one topic the later one no longer counts. The pairs of both.
fn lone_masteries(conn: &mut Conn, from: PersonId, into: PersonId) -> Result<Vec<(MasteryRow, MasteryRow)>, Error> {
    let both = masteries::person.eq(from).or(masteries::person.eq(into));
    let live = masteries::table.filter(both.and(masteries::withdrawn.is_null()).and(masteries::contested.eq(false)));
    let mut firsts: BTreeMap<TopicId, MasteryRow> = BTreeMap::new();
    let mut doubled = Vec::new();
    for row in live.order((masteries::day, masteries::id)).load::<MasteryRow>(conn)? {
        match firsts.get(&row.topic) {
            Some(first) => {
                diesel::update(masteries::table.find(row.id)).set(masteries::contested.eq(true)).execute(conn)?;
                doubled.push((first.clone(), row));
            }
            None => {
                firsts.insert(row.topic, row);
            }
        }
    }
    Ok(doubled)
}

/// What came from the later mastery comes from the first one, and what it offers is offered once.
fn unite(conn: &mut Conn, first: &MasteryRow, later: &MasteryRow) -> Result<(), Error> {
    let both = offers::mastery.eq(first.id).or(offers::mastery.eq(later.id));
    let standing: Vec<OfferId> = offers::table
        .filter(both.and(offers::state.eq_any(OfferState::STANDING)))
        .order((offers::opened, offers::id))
        .select(offers::id)
        .load(conn)?;
    if let Some((kept, others)) = standing.split_first() {
        diesel::update(offers::table.filter(offers::id.eq_any(others))).set(offers::state.eq(OfferState::Contested)).execute(conn)?;
        // Who learns by an offer that is another's second one takes a place of the first.
        diesel::update(tutorials::table.filter(tutorials::offer.eq_any(others))).set(tutorials::offer.eq(Some(kept))).execute(conn)?;
    }
    diesel::update(offers::table.filter(offers::mastery.eq(later.id))).set(offers::mastery.eq(first.id)).execute(conn)?;
    let above = apply::above(conn, first)?;
    let children: Vec<MasteryId> = masteries::table
        .filter(masteries::parent.eq(later.id).and(masteries::day.ge(first.day)).and(masteries::id.ne_all(above)))
        .order(masteries::id)
        .select(masteries::id)
        .load(conn)?;
    for child in children {
        let first: MasteryRow = masteries::table.find(first.id).get_result(conn)?;
        apply::hang(conn, child, Some(&first))?;
    }
    Ok(())
}

/// Nobody is her own tutor: what would come from herself stands at the top.
fn own_descent(conn: &mut Conn, person: PersonId) -> Result<(), Error> {
    let hers: Vec<MasteryId> = masteries::table.filter(masteries::person.eq(person)).select(masteries::id).load(conn)?;
    let from_herself = masteries::table.filter(masteries::person.eq(person).and(masteries::parent.eq_any(hers)));
    for child in from_herself.order(masteries::id).select(masteries::id).load::<MasteryId>(conn)? {
        apply::hang(conn, child, None)?;
    }
    Ok(())
}

/// A wish that both entries had is one. Those of the other come after those of the one that is kept.
fn interests_of(conn: &mut Conn, from: PersonId, into: PersonId) -> Result<(), Error> {
    let open = |person: PersonId| interests::learner.eq(person).and(interests::state.eq(InterestState::Open));
    let kept: Vec<InterestRow> = interests::table.filter(open(into)).load(conn)?;
    let last = kept.iter().map(|row| row.rank).max().unwrap_or(0);
    for row in interests::table.filter(open(from)).order(interests::id).load::<InterestRow>(conn)? {
        let twin = kept.iter().find(|other| other.topic == row.topic);
        let later: Option<InterestId> = twin.map(|twin| if (twin.stated, twin.id) <= (row.stated, row.id) { row.id } else { twin.id });
        diesel::update(interests::table.filter(interests::id.eq_any(later)))
            .set(interests::state.eq(InterestState::Contested))
            .execute(conn)?;
        // A wish said first keeps the place of the one that it stands for.
        let rank = twin.map_or(row.rank.saturating_add(last), |twin| twin.rank);
        diesel::update(interests::table.find(row.id)).set(interests::rank.eq(rank)).execute(conn)?;
    }
    diesel::update(interests::table.filter(interests::learner.eq(from))).set(interests::learner.eq(into)).execute(conn)?;
    Ok(())
}

/// Her tutorials, on either side, with what is written in them. Of two that are open on one topic the first counts. One between the two
/// entries stays as it was: nobody is her own tutor.
fn tutored(conn: &mut Conn, from: PersonId, into: PersonId) -> Result<(), Error> {
    let both = tutorials::learner.eq(from).or(tutorials::learner.eq(into));
    let open = tutorials::table.filter(both.and(tutorials::state.eq(TutorialState::Open)).and(tutorials::contested.eq(false)));
    let open: Vec<(TutorialId, TopicId, Option<Day>)> =
        open.order((tutorials::agreed, tutorials::id)).select((tutorials::id, tutorials::topic, tutorials::agreed)).load(conn)?;
    for (place, (id, topic, _)) in open.iter().enumerate() {
        if open[..place].iter().any(|(_, earlier, _)| earlier == topic) {
            diesel::update(tutorials::table.find(id)).set(tutorials::contested.eq(true)).execute(conn)?;
        }
    }
    diesel::update(tutorials::table.filter(tutorials::learner.eq(from).and(tutorials::tutor.ne(into))))
        .set(tutorials::learner.eq(into))
        .execute(conn)?;
    diesel::update(tutorials::table.filter(tutorials::tutor.eq(from).and(tutorials::learner.ne(into))))
        .set(tutorials::tutor.eq(into))
        .execute(conn)?;
    diesel::update(tutorials::table.filter(tutorials::proposed_by.eq(from))).set(tutorials::proposed_by.eq(into)).execute(conn)?;
    diesel::update(entries::table.filter(entries::learner.eq(from))).set(entries::learner.eq(into)).execute(conn)?;
    diesel::update(entries::table.filter(entries::corrected_by.eq(from))).set(entries::corrected_by.eq(Some(into))).execute(conn)?;
    diesel::update(files::table.filter(files::learner.eq(from))).set(files::learner.eq(into)).execute(conn)?;
    diesel::update(notes::table.filter(notes::learner.eq(from))).set(notes::learner.eq(into)).execute(conn)?;
    diesel::update(notes::table.filter(notes::tutor.eq(from))).set(notes::tutor.eq(into)).execute(conn)?;
    Ok(())
}

/// Demonstrations, and who was there.
fn held(conn: &mut Conn, from: PersonId, into: PersonId) -> Result<(), Error> {
    diesel::update(demonstrations::table.filter(demonstrations::learner.eq(from))).set(demonstrations::learner.eq(into)).execute(conn)?;
    diesel::update(demonstrations::table.filter(demonstrations::tutor.eq(from))).set(demonstrations::tutor.eq(Some(into))).execute(conn)?;
    diesel::update(demonstrations::table.filter(demonstrations::recorded_by.eq(from)))
        .set(demonstrations::recorded_by.eq(Some(into)))
        .execute(conn)?;
    for row in demonstration_people::table.filter(demonstration_people::person.eq(from)).load::<DemonstrationPersonRow>(conn)? {
        let key = |person| (row.demonstration, person, row.part.clone());
        diesel::delete(demonstration_people::table.find(key(from))).execute(conn)?;
        if demonstration_people::table.find(key(into)).count().get_result::<i64>(conn)? == 0 {
            let row = DemonstrationPersonRow { person: into, ..row };
            diesel::insert_into(demonstration_people::table).values(&row).execute(conn)?;
        }
    }
    Ok(())
}
