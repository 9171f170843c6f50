//! Masteries and offers.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::domain::id::{MasteryId, NodeId, OfferId, PersonId, TopicId};
use crate::domain::moment::Day;
use crate::domain::words::{OfferState, TutorialState};
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::{MasteryRow, OfferRow};
use crate::store::schema::{masteries, memberships, offers, person_names, topics, tutorials};

/// A mastery.
pub fn by_id(conn: &mut Conn, id: MasteryId) -> Result<Option<MasteryRow>, Error> {
    Ok(masteries::table.find(id).get_result(conn).optional()?)
}

/// A person's live mastery of a topic.
pub fn live(conn: &mut Conn, person: PersonId, topic: TopicId) -> Result<Option<MasteryRow>, Error> {
    Ok(masteries::table
        .filter(masteries::person.eq(person).and(masteries::topic.eq(topic)))
        .filter(masteries::withdrawn.is_null().and(masteries::contested.eq(false)))
        .get_result(conn)
        .optional()?)
}

/// The mastery that a person had on a day: the live one, or else one withdrawn later.
pub fn on_day(conn: &mut Conn, person: PersonId, topic: TopicId, day: Day) -> Result<Option<MasteryRow>, Error> {
    Ok(masteries::table
        .filter(masteries::person.eq(person).and(masteries::topic.eq(topic)).and(masteries::contested.eq(false)))
        .filter(masteries::day.le(day).and(masteries::withdrawn.is_null().or(masteries::withdrawn.gt(day))))
        .order((masteries::withdrawn.is_not_null(), masteries::day, masteries::id))
        .get_result(conn)
        .optional()?)
}

/// A person's live masteries, newest first.
pub fn of_person(conn: &mut Conn, person: PersonId) -> Result<Vec<MasteryRow>, Error> {
    Ok(masteries::table
        .filter(masteries::person.eq(person))
        .filter(masteries::withdrawn.is_null().and(masteries::contested.eq(false)))
        .order((masteries::day.desc(), masteries::id))
        .load(conn)?)
}

/// A person's masteries that were withdrawn, newest first.
pub fn withdrawn_of(conn: &mut Conn, person: PersonId) -> Result<Vec<MasteryRow>, Error> {
    Ok(masteries::table
        .filter(masteries::person.eq(person).and(masteries::withdrawn.is_not_null()))
        .order((masteries::day.desc(), masteries::id))
        .load(conn)?)
}

/// Who of a node's members masters what today.
pub fn of_members(conn: &mut Conn, node: NodeId) -> Result<Vec<(TopicId, PersonId)>, Error> {
    let here = memberships::table.filter(memberships::node.eq(node).and(memberships::until.is_null())).select(memberships::person);
    Ok(masteries::table
        .filter(masteries::withdrawn.is_null().and(masteries::contested.eq(false)))
        .filter(masteries::person.eq_any(here))
        .order((masteries::topic, masteries::person))
        .select((masteries::topic, masteries::person))
        .load(conn)?)
}

/// Every mastery of a topic and of those that are the same, contested ones left out, oldest first: its lineage.
pub fn of_topic(conn: &mut Conn, topic: TopicId) -> Result<Vec<MasteryRow>, Error> {
    let class = super::ties::class_of(conn, topic)?;
    Ok(masteries::table
        .filter(masteries::topic.eq_any(class).and(masteries::contested.eq(false)))
        .order((masteries::day, masteries::id))
        .load(conn)?)
}

/// The masteries that came straight from one, oldest first.
pub fn children(conn: &mut Conn, id: MasteryId) -> Result<Vec<MasteryRow>, Error> {
    Ok(masteries::table
        .filter(masteries::parent.eq(id).and(masteries::contested.eq(false)))
        .order((masteries::day, masteries::id))
        .load(conn)?)
}

/// The live mastery that a demonstration gave.
pub fn of_demonstration(conn: &mut Conn, id: crate::domain::id::DemonstrationId) -> Result<Option<MasteryRow>, Error> {
    Ok(masteries::table
        .filter(masteries::demonstration.eq(id).and(masteries::withdrawn.is_null()).and(masteries::contested.eq(false)))
        .get_result(conn)
        .optional()?)
}

/// An offer.
pub fn offer(conn: &mut Conn, id: OfferId) -> Result<Option<OfferRow>, Error> {
    Ok(offers::table.find(id).get_result(conn).optional()?)
}

/// The offer of a mastery that has not been withdrawn.
pub fn offer_of(conn: &mut Conn, mastery: MasteryId) -> Result<Option<OfferRow>, Error> {
    Ok(offers::table.filter(offers::mastery.eq(mastery).and(offers::state.eq_any(OfferState::STANDING))).get_result(conn).optional()?)
}

/// Every offer of a topic that has not been withdrawn.
pub fn all_of_topic(conn: &mut Conn, topic: TopicId) -> Result<Vec<OfferRow>, Error> {
    let standing = offers::topic.eq(topic).and(offers::state.eq_any(OfferState::STANDING));
    Ok(offers::table.filter(standing).order(offers::id).load(conn)?)
}

/// The offers of a topic that closed when it was withdrawn.
pub fn resting(conn: &mut Conn, topic: TopicId) -> Result<Vec<OfferRow>, Error> {
    Ok(offers::table.filter(offers::topic.eq(topic).and(offers::rests.is_not_null())).order(offers::id).load(conn)?)
}

/// The offers of somebody that closed when she left a school.
pub fn left_at(conn: &mut Conn, person: PersonId, school: NodeId) -> Result<Vec<OfferRow>, Error> {
    let hers = offers::person.eq(person).and(offers::school.eq(school)).and(offers::left_as.is_not_null());
    Ok(offers::table.filter(hers).order(offers::id).load(conn)?)
}

/// How many places of an offer are taken: its open tutorials.
pub fn taken(conn: &mut Conn, offer: OfferId) -> Result<i64, Error> {
    Ok(tutorials::table
        .filter(tutorials::offer.eq(offer).and(tutorials::state.eq(TutorialState::Open)).and(tutorials::contested.eq(false)))
        .count()
        .get_result(conn)?)
}

/// The same for several offers; those of which none is taken are not there.
pub fn taken_of(conn: &mut Conn, ids: &[OfferId]) -> Result<HashMap<OfferId, i64>, Error> {
    let wanted: Vec<Option<OfferId>> = ids.iter().copied().map(Some).collect();
    let mut taken = HashMap::new();
    for chunk in wanted.chunks(500) {
        let rows: Vec<(Option<OfferId>, i64)> = tutorials::table
            .filter(tutorials::offer.eq_any(chunk))
            .filter(tutorials::state.eq(TutorialState::Open).and(tutorials::contested.eq(false)))
            .group_by(tutorials::offer)
            .select((tutorials::offer, diesel::dsl::count_star()))
            .load(conn)?;
        taken.extend(rows.into_iter().filter_map(|(offer, count)| Some((offer?, count))));
    }
    Ok(taken)
}

/// How many places of an offer are asked for by proposals that wait for a yes.
pub fn promised(conn: &mut Conn, offer: OfferId) -> Result<i64, Error> {
    Ok(tutorials::table
        .filter(tutorials::offer.eq(offer).and(tutorials::state.eq(TutorialState::Proposed)).and(tutorials::contested.eq(false)))
        .count()
        .get_result(conn)?)
}

/// An offer as a catalog shows it.
#[derive(Debug, Clone, PartialEq, Queryable)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct OfferView {
    pub id: OfferId,
    pub topic: TopicId,
    pub title: String,
    pub language: String,
    pub subject: String,
    pub person: PersonId,
    pub tutor: String,
    pub capacity: i32,
    pub state: OfferState,
    pub opened: Day,
    pub mastery: MasteryId,
}

macro_rules! offer_views {
    ($filter:expr) => {
        offers::table
            .inner_join(topics::table.on(topics::id.eq(offers::topic)))
            .inner_join(person_names::table.on(person_names::person.eq(offers::person)))
            .filter($filter)
            .order((topics::search, topics::id, offers::opened, offers::id))
            .select((
                offers::id,
                offers::topic,
                topics::title,
                topics::language,
                topics::subject,
                offers::person,
                person_names::name,
                offers::capacity,
                offers::state,
                offers::opened,
                offers::mastery,
            ))
    };
}

/// A school's open offers, by topic.
pub fn catalog(conn: &mut Conn, school: NodeId) -> Result<Vec<OfferView>, Error> {
    Ok(offer_views!(offers::school.eq(school).and(offers::state.eq(OfferState::Open))).load(conn)?)
}

/// A person's offers that have not been withdrawn, by topic.
pub fn catalog_of(conn: &mut Conn, person: PersonId) -> Result<Vec<OfferView>, Error> {
    Ok(offer_views!(offers::person.eq(person).and(offers::state.eq_any(OfferState::STANDING))).load(conn)?)
}

/// A school's open offers of one topic.
pub fn offers_of_topic(conn: &mut Conn, topic: TopicId, school: NodeId) -> Result<Vec<OfferView>, Error> {
    Ok(offer_views!(offers::topic.eq(topic).and(offers::school.eq(school)).and(offers::state.eq(OfferState::Open))).load(conn)?)
}

/// How many places are taken, for each open offer of a school that has any.
pub fn taken_in(conn: &mut Conn, school: NodeId) -> Result<Vec<(OfferId, i64)>, Error> {
    Ok(tutorials::table
        .inner_join(offers::table.on(tutorials::offer.eq(offers::id.nullable())))
        .filter(offers::school.eq(school).and(tutorials::state.eq(TutorialState::Open)).and(tutorials::contested.eq(false)))
        .group_by(offers::id)
        .select((offers::id, diesel::dsl::count_star()))
        .load(conn)?)
}

/// Several masteries, whatever became of them.
pub fn by_ids(conn: &mut Conn, ids: &[MasteryId]) -> Result<Vec<MasteryRow>, Error> {
    let mut rows = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(500) {
        rows.extend(masteries::table.filter(masteries::id.eq_any(chunk)).load::<MasteryRow>(conn)?);
    }
    Ok(rows)
}

/// The live masteries that came straight from any of these, oldest first.
pub fn children_of(conn: &mut Conn, ids: &[MasteryId]) -> Result<Vec<MasteryRow>, Error> {
    let mut rows = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(500) {
        rows.extend(
            masteries::table
                .filter(masteries::parent.eq_any(chunk).and(masteries::contested.eq(false)).and(masteries::withdrawn.is_null()))
                .order((masteries::day, masteries::id))
                .load::<MasteryRow>(conn)?,
        );
    }
    Ok(rows)
}

/// The open offers of one topic by some people, wherever they are: for those who come on a visit.
pub fn offers_of_people(conn: &mut Conn, topic: TopicId, people: &[PersonId]) -> Result<Vec<OfferView>, Error> {
    Ok(offer_views!(offers::topic.eq(topic).and(offers::person.eq_any(people)).and(offers::state.eq(OfferState::Open))).load(conn)?)
}

/// At which nodes a topic, or one that is the same, is offered.
pub fn nodes_that_offer(conn: &mut Conn, topic: TopicId) -> Result<Vec<NodeId>, Error> {
    let class = super::ties::class_of(conn, topic)?;
    super::fund::offering(conn, &class)
}

/// A school's open offers: offer, topic and how many places it has.
pub fn places(conn: &mut Conn, school: NodeId) -> Result<Vec<(OfferId, TopicId, i32)>, Error> {
    Ok(offers::table
        .filter(offers::school.eq(school).and(offers::state.eq(OfferState::Open)))
        .select((offers::id, offers::topic, offers::capacity))
        .load(conn)?)
}
