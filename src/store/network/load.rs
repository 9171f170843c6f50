//! The rows of the network in memory, read from the tables: all of them, those of some people, or those of one place.

use std::collections::BTreeSet;

use diesel::prelude::*;

use crate::domain::id::{NodeId, OfferId, PersonId, TopicId};
use crate::domain::moment::Day;
use crate::domain::words::{InterestState, OfferState, Position, TutorialState, VisitState};
use crate::graph::network::{Network, Row, Size};
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::journal;
use crate::store::schema::*;

/// How many ids one statement names.
const CHUNK: usize = 500;
/// How many people's rows are held in memory at once while a network is built.
const PAGE: i64 = 5000;

/// The rows that belong to the people for whom a condition holds, written for each column that names a person.
macro_rules! rows_of_people {
    ($conn:expr, $take:expr, |$person:ident| $of:expr) => {{
        let (conn, take): (&mut Conn, &mut dyn FnMut(Row)) = ($conn, $take);
        macro_rules! hers {
            ($column:expr) => {{
                let $person = $column;
                $of
            }};
        }
        let known = people::table.left_join(person_names::table.on(person_names::person.eq(people::id))).filter(hers!(people::id));
        let known = known.order(people::id).select((people::id, people::minor, people::erased, person_names::language.nullable()));
        for (id, minor, erased, language) in known.load::<(PersonId, bool, bool, Option<String>)>(conn)? {
            take(Row::Person { id, minor, erased, language });
        }
        let here = memberships::table.filter(hers!(memberships::person)).filter(memberships::until.is_null());
        let here = here.order((memberships::person, memberships::node)).select((
            memberships::person,
            memberships::node,
            memberships::position,
            memberships::since,
            memberships::voucher,
        ));
        let here: Vec<(PersonId, NodeId, Position, Day, Option<PersonId>)> = here.load(conn)?;
        let stewards: BTreeSet<(PersonId, NodeId)> =
            stewards::table.filter(hers!(stewards::person)).select((stewards::person, stewards::node)).load(conn)?.into_iter().collect();
        for (person, node, position, since, voucher) in here {
            take(Row::Belongs { person, node, position, since, voucher, steward: stewards.contains(&(person, node)) });
        }
        let live = masteries::withdrawn.is_null().and(masteries::contested.eq(false));
        let live = masteries::table.filter(hers!(masteries::person)).filter(live).order((masteries::person, masteries::topic));
        let live = live.select((masteries::person, masteries::topic, masteries::school, masteries::via, masteries::day));
        for (person, topic, school, via, day) in live.load(conn)? {
            take(Row::Masters { person, topic, school, via, day });
        }
        let standing = offers::table.filter(hers!(offers::person)).filter(offers::state.eq_any(OfferState::STANDING));
        let standing = standing.order((offers::person, offers::id)).select((
            offers::person,
            offers::topic,
            offers::school,
            offers::id,
            offers::capacity,
            offers::state,
            offers::opened,
        ));
        for (person, topic, school, offer, capacity, state, opened) in standing.load(conn)? {
            take(Row::Offers { person, topic, school, offer, capacity, state, opened });
        }
        let open = interests::table.filter(hers!(interests::learner)).filter(interests::state.eq(InterestState::Open));
        let open = open.order((interests::learner, interests::rank, interests::id)).select((
            interests::learner,
            interests::topic,
            interests::school,
            interests::rank,
            interests::stated,
        ));
        for (person, topic, school, rank, since) in open.load(conn)? {
            take(Row::Wants { person, topic, school, rank, since });
        }
        let real = tutorials::table.filter(hers!(tutorials::learner)).filter(tutorials::state.ne(TutorialState::NeverBegan));
        let real = real.order((tutorials::learner, tutorials::id)).select(PAIRING);
        for row in real.load::<Pairing>(conn)? {
            take(row.into());
        }
        Ok::<(), Error>(())
    }};
}

/// What the graph needs of a tutorial.
#[derive(Queryable)]
struct Pairing {
    learner: PersonId,
    tutor: PersonId,
    topic: TopicId,
    state: TutorialState,
    offer: Option<OfferId>,
    contested: bool,
    proposed: Day,
    agreed: Option<Day>,
    ended: Option<Day>,
}

const PAIRING: (
    tutorials::learner,
    tutorials::tutor,
    tutorials::topic,
    tutorials::state,
    tutorials::offer,
    tutorials::contested,
    tutorials::proposed,
    tutorials::agreed,
    tutorials::ended,
) = (
    tutorials::learner,
    tutorials::tutor,
    tutorials::topic,
    tutorials::state,
    tutorials::offer,
    tutorials::contested,
    tutorials::proposed,
    tutorials::agreed,
    tutorials::ended,
);

impl From<Pairing> for Row {
    fn from(row: Pairing) -> Row {
        let Pairing { learner, tutor, topic, state, .. } = row;
        match state {
            // A proposal asks for a place, and takes none: whoever looks for places is told of it.
            TutorialState::Proposed => Row::Learns { learner, tutor, topic, open: false, offer: row.offer.filter(|_| !row.contested) },
            // What is contested takes no place: the other one does.
            TutorialState::Open => Row::Learns { learner, tutor, topic, open: true, offer: row.offer.filter(|_| !row.contested) },
            _ => Row::Learned { learner, tutor, topic, until: row.ended.or(row.agreed).unwrap_or(row.proposed) },
        }
    }
}

/// Everything, at the position where the reader's snapshot ends.
///
/// # Errors
/// The database cannot be read.
pub fn build(conn: &mut Conn) -> Result<Network, Error> {
    let mut network = Network::with_room(size(conn)?);
    for id in nodes::table.select(nodes::id).order(nodes::id).load::<NodeId>(conn)?.chunks(CHUNK) {
        of_nodes(conn, id, &mut |row| network.add(row))?;
    }
    for ids in topics::table.select(topics::id).order(topics::id).load::<TopicId>(conn)?.chunks(CHUNK) {
        of_topics(conn, ids, &mut |row| network.add(row))?;
    }
    // A page of people at a time, by the range of their ids: so memory stays bounded, and what belongs to one person lies together.
    let mut last = PersonId::from_bytes([0; 16]);
    loop {
        let page = people::table.filter(people::id.gt(last)).order(people::id).select(people::id).limit(PAGE);
        let page: Vec<PersonId> = page.load(conn)?;
        let Some(end) = page.last().copied() else { break };
        rows_of_people!(conn, &mut |row| network.add(row), |person| person.gt(last).and(person.le(end)))?;
        last = end;
    }
    for (one, other) in blocks::table.select((blocks::one, blocks::other)).load(conn)? {
        network.add(apart(one, other));
    }
    network.stands_at(journal::end(conn)?);
    Ok(network)
}

fn size(conn: &mut Conn) -> Result<Size, Error> {
    let count = |rows: Result<i64, diesel::result::Error>| rows.map(|rows| usize::try_from(rows).unwrap_or(0));
    let people = count(people::table.count().get_result(conn))?;
    let offers = count(offers::table.filter(offers::state.eq_any(OfferState::STANDING)).count().get_result(conn))?;
    let mut edges = people + offers;
    edges += count(masteries::table.filter(masteries::withdrawn.is_null()).count().get_result(conn))?;
    edges += count(interests::table.filter(interests::state.eq(InterestState::Open)).count().get_result(conn))?;
    edges += count(tutorials::table.filter(tutorials::state.ne(TutorialState::NeverBegan)).count().get_result(conn))?;
    // And the shelves, each with two.
    Ok(Size { people, offers, edges: edges + people })
}

fn apart(one: PersonId, other: PersonId) -> Row {
    Row::Apart { one: one.min(other), other: one.max(other) }
}

/// The rows that belong to some people.
///
/// # Errors
/// The database cannot be read.
pub fn of_people(conn: &mut Conn, ids: &[PersonId], take: &mut dyn FnMut(Row)) -> Result<(), Error> {
    for ids in ids.chunks(CHUNK) {
        rows_of_people!(conn, take, |person| person.eq_any(ids))?;
        let pairs = blocks::table.filter(blocks::one.eq_any(ids).or(blocks::other.eq_any(ids))).select((blocks::one, blocks::other));
        for (one, other) in pairs.load(conn)? {
            take(apart(one, other));
        }
    }
    Ok(())
}

/// The rows of some places.
///
/// # Errors
/// The database cannot be read.
pub fn of_nodes(conn: &mut Conn, ids: &[NodeId], take: &mut dyn FnMut(Row)) -> Result<(), Error> {
    for ids in ids.chunks(CHUNK) {
        let branch = node_parents::node.eq(nodes::id).and(node_parents::until.is_null());
        let rows = nodes::table.left_join(node_parents::table.on(branch)).filter(nodes::id.eq_any(ids));
        let rows = rows.order(nodes::id).select((nodes::id, nodes::level, node_parents::parent.nullable(), nodes::closed));
        for (id, level, parent, closed) in rows.load(conn)? {
            take(Row::Node { id, level, parent, closed });
        }
    }
    Ok(())
}

/// The rows of some topics.
///
/// # Errors
/// The database cannot be read.
pub fn of_topics(conn: &mut Conn, ids: &[TopicId], take: &mut dyn FnMut(Row)) -> Result<(), Error> {
    for ids in ids.chunks(CHUNK) {
        let rows = topics::table.filter(topics::id.eq_any(ids)).order(topics::id);
        for (id, language, withdrawn) in
            rows.select((topics::id, topics::language, topics::withdrawn)).load::<(TopicId, String, Option<Day>)>(conn)?
        {
            take(Row::Topic { id, language, withdrawn: withdrawn.is_some() });
        }
        let pairs = prerequisites::table.filter(prerequisites::topic.eq_any(ids));
        for (topic, before) in pairs.select((prerequisites::topic, prerequisites::before)).load(conn)? {
            take(Row::Prerequisite { topic, before });
        }
    }
    Ok(())
}

/// The part of the network that stands around one place: its people with all that they have, whoever offers or waits there or comes on a visit, who
/// accompanies them and whom they accompany, and the places above. What is asked of one place is answered alike by this and by the whole.
///
/// # Errors
/// The database cannot be read.
pub fn of_place(conn: &mut Conn, node: NodeId) -> Result<Network, Error> {
    let mut ids: BTreeSet<PersonId> = BTreeSet::new();
    let here = memberships::table.filter(memberships::node.eq(node).and(memberships::until.is_null()));
    ids.extend(here.select(memberships::person).load::<PersonId>(conn)?);
    let standing = offers::table.filter(offers::school.eq(node).and(offers::state.eq_any(OfferState::STANDING)));
    ids.extend(standing.select(offers::person).load::<PersonId>(conn)?);
    let open = interests::table.filter(interests::school.eq(node).and(interests::state.eq(InterestState::Open)));
    ids.extend(open.select(interests::learner).load::<PersonId>(conn)?);
    // Who comes on visits is met here, too, and is as near as her own place is.
    let come = visits::table.inner_join(visit_people::table.on(visit_people::visit.eq(visits::id)));
    let come = come.filter(visits::school.eq(node).and(visits::state.eq(VisitState::Agreed)).and(visit_people::waits.eq(false)));
    let guests: Vec<PersonId> = come.select(visit_people::person).distinct().load(conn)?;
    let mut places = vec![node];
    for guests in guests.chunks(CHUNK) {
        let theirs = memberships::table.filter(memberships::person.eq_any(guests).and(memberships::until.is_null()));
        places.extend(theirs.select(memberships::node).distinct().load::<NodeId>(conn)?);
    }
    ids.extend(guests);
    let ids: Vec<PersonId> = ids.into_iter().collect();

    places.extend(
        node_ancestors::table.filter(node_ancestors::node.eq_any(places.clone())).select(node_ancestors::ancestor).load::<NodeId>(conn)?,
    );
    places.sort_unstable();
    places.dedup();
    let mut rows = Vec::new();
    of_nodes(conn, &places, &mut |row| rows.push(row))?;
    of_people(conn, &ids, &mut |row| rows.push(row))?;
    for ids in ids.chunks(CHUNK) {
        // What belongs to learners of other places. Those of this one have brought theirs.
        let theirs = tutorials::table.filter(tutorials::tutor.eq_any(ids).and(tutorials::state.ne(TutorialState::NeverBegan)));
        let theirs = theirs.order((tutorials::learner, tutorials::id)).select(PAIRING).load::<Pairing>(conn)?;
        rows.extend(theirs.into_iter().map(Row::from));
    }
    // A pair that is kept apart, or learns together, was met at both its ends.
    rows.sort_unstable();
    rows.dedup();
    let mut topics: Vec<TopicId> = rows.iter().filter_map(Row::topic).collect();
    topics.sort_unstable();
    topics.dedup();
    let mut network = Network::default();
    rows.into_iter().for_each(|row| network.add(row));
    of_topics(conn, &topics, &mut |row| network.add(row))?;
    network.stands_at(journal::end(conn)?);
    Ok(network)
}
