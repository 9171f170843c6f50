//! Who has left everything, when, and where last; and how many a place forgot on which day.

use std::collections::BTreeMap;

use diesel::dsl::{count, count_star, max};
use diesel::prelude::*;

use crate::domain::id::{NodeId, PersonId};
use crate::domain::moment::Day;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::MembershipRow;
use crate::store::schema::{memberships, people, person_names, retentions};

/// Somebody who belongs nowhere any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Who.
    pub person: PersonId,
    /// Her last day.
    pub day: Day,
    /// Where she belonged on it.
    pub nodes: Vec<NodeId>,
}

/// Who left everything before a day and has not been erased, longest ago first: so many.
///
/// # Errors
/// The database cannot be read.
pub fn left_before(conn: &mut Conn, day: Day, limit: i64) -> Result<Vec<Left>, Error> {
    let gone: Vec<PersonId> = memberships::table
        .inner_join(people::table.on(people::id.eq(memberships::person)))
        .filter(people::erased.eq(false))
        .group_by(memberships::person)
        .having(count_star().eq(count(memberships::until)).and(max(memberships::until).lt(day)))
        .order((max(memberships::until), memberships::person))
        .select(memberships::person)
        .limit(limit)
        .load(conn)?;
    last_of(conn, &gone)
}

/// Who left everything, and a node last.
///
/// # Errors
/// The database cannot be read.
pub fn left_from(conn: &mut Conn, node: NodeId) -> Result<Vec<(Left, String)>, Error> {
    let named: Vec<(PersonId, String)> = memberships::table
        .inner_join(person_names::table.on(person_names::person.eq(memberships::person)))
        .filter(memberships::node.eq(node).and(memberships::until.is_not_null()))
        .select((memberships::person, person_names::name))
        .distinct()
        .load(conn)?;
    let names: BTreeMap<PersonId, String> = named.into_iter().collect();
    let people: Vec<PersonId> = names.keys().copied().collect();
    let mut left = last_of(conn, &people)?;
    left.retain(|one| one.nodes.contains(&node));
    left.sort_by_key(|one| (one.day, one.person));
    Ok(left.into_iter().map(|one| (names.get(&one.person).cloned().unwrap_or_default(), one)).map(|(name, one)| (one, name)).collect())
}

/// The last day of each of these, and where it was, in their order. Who belongs somewhere still is left out.
fn last_of(conn: &mut Conn, people: &[PersonId]) -> Result<Vec<Left>, Error> {
    let mut rows: BTreeMap<PersonId, Vec<MembershipRow>> = BTreeMap::new();
    for chunk in people.chunks(500) {
        for row in memberships::table.filter(memberships::person.eq_any(chunk)).load::<MembershipRow>(conn)? {
            rows.entry(row.person).or_default().push(row);
        }
    }
    let last = |person: &PersonId| {
        let hers = rows.get(person)?;
        let ends: Option<Vec<Day>> = hers.iter().map(|row| row.until).collect();
        let day = ends?.into_iter().max()?;
        let mut nodes: Vec<NodeId> = hers.iter().filter(|row| row.until == Some(day)).map(|row| row.node).collect();
        nodes.sort_unstable();
        nodes.dedup();
        Some(Left { person: *person, day, nodes })
    };
    Ok(people.iter().filter_map(last).collect())
}

/// Notes that one more of a place was forgotten on a day.
///
/// # Errors
/// The database refuses.
pub fn note(conn: &mut Conn, node: NodeId, day: Day) -> Result<(), Error> {
    let more = retentions::people.eq(retentions::people + 1);
    if diesel::update(retentions::table.find((node, day))).set(more).execute(conn)? == 0 {
        diesel::insert_into(retentions::table)
            .values((retentions::node.eq(node), retentions::day.eq(day), retentions::people.eq(1)))
            .execute(conn)?;
    }
    Ok(())
}

/// How many a place forgot by itself, newest day first.
///
/// # Errors
/// The database cannot be read.
pub fn noted(conn: &mut Conn, node: NodeId) -> Result<Vec<(Day, i32)>, Error> {
    let rows = retentions::table.filter(retentions::node.eq(node)).order(retentions::day.desc());
    Ok(rows.select((retentions::day, retentions::people)).load(conn)?)
}
