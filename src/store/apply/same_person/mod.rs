//! Somebody who had been entered twice: everything of the later entry becomes the other's, row by row, so that whoever reads tables need not
//! know that there were two. Only the empty entry stays, and says in which one she goes on.
//!
//! What cannot stand beside one another is settled as wherever records clash: the earliest counts, the rest is kept as contested.
//! Deliberately not known here: whether the two are one person. `actions::same_person` asks, and refuses what would make no sense.

mod practice;

use diesel::prelude::*;

use crate::domain::fact::PersonMerged;
use crate::domain::id::PersonId;
use crate::domain::moment::Day;
use crate::domain::words::MoveState;
use crate::store::accounts;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::*;
use crate::store::schema::*;

/// The entry in which somebody goes on, and those that were merged into it.
///
/// # Errors
/// The database cannot be read.
pub(in crate::store) fn entries_of(conn: &mut Conn, person: PersonId) -> Result<Vec<PersonId>, Error> {
    let root = goes_on_in(conn, person)?;
    let mut entries = vec![root];
    entries.extend(people::table.filter(people::merged_into.eq(root)).order(people::id).select(people::id).load::<PersonId>(conn)?);
    Ok(entries)
}

fn goes_on_in(conn: &mut Conn, person: PersonId) -> Result<PersonId, Error> {
    let into: Option<Option<PersonId>> = people::table.find(person).select(people::merged_into).get_result(conn).optional()?;
    Ok(into.flatten().unwrap_or(person))
}

pub fn merged(conn: &mut Conn, fact: &PersonMerged) -> Result<(), Error> {
    let (from, into) = (goes_on_in(conn, fact.person)?, goes_on_in(conn, fact.into)?);
    if from == into {
        return Ok(());
    }
    let [gone, kept]: [PersonRow; 2] = [people::table.find(from).get_result(conn)?, people::table.find(into).get_result(conn)?];
    // Always the last entry, never a chain of them.
    diesel::update(people::table.filter(people::id.eq(from).or(people::merged_into.eq(from))))
        .set(people::merged_into.eq(Some(into)))
        .execute(conn)?;
    diesel::update(people::table.find(into))
        .set((people::minor.eq(gone.minor || kept.minor), people::joined.eq(gone.joined.min(kept.joined))))
        .execute(conn)?;
    diesel::delete(person_names::table.find(from)).execute(conn)?;
    ages_of(conn, from, into)?;
    belongings(conn, from, into, fact.day)?;
    practice::pass_on(conn, from, into)?;
    care(conn, from, into)?;
    super::consents::pass_on(conn, from, into)?;
    super::rounds::pass_on(conn, from, into)?;
    accounts::pass_on(conn, from, into)
}

/// The days on which she counted as a minor, and those on which she did not, as either entry knew them.
fn ages_of(conn: &mut Conn, from: PersonId, into: PersonId) -> Result<(), Error> {
    for row in ages::table.filter(ages::person.eq(from)).load::<AgeRow>(conn)? {
        diesel::delete(ages::table.find((from, row.since, row.minor))).execute(conn)?;
        let known: Option<AgeRow> = ages::table.find((into, row.since, row.minor)).get_result(conn).optional()?;
        match known {
            Some(known) => {
                diesel::update(ages::table.find((into, row.since, row.minor)))
                    .set(ages::until.eq(later(known.until, row.until)))
                    .execute(conn)?;
            }
            None => {
                diesel::insert_into(ages::table).values(&AgeRow { person: into, ..row }).execute(conn)?;
            }
        }
    }
    Ok(())
}

/// Which of two ends is the later one; none is the latest.
fn later(one: Option<Day>, other: Option<Day>) -> Option<Day> {
    one.zip(other).map(|(one, other)| one.max(other))
}

/// Where she belonged, with its days. Of two entries at one place that both last, the one that is kept goes on, and the other ends today.
fn belongings(conn: &mut Conn, from: PersonId, into: PersonId, day: Day) -> Result<(), Error> {
    let rows: Vec<MembershipRow> =
        memberships::table.filter(memberships::person.eq(from)).order((memberships::since, memberships::node)).load(conn)?;
    for row in rows {
        let key = |person| (person, row.node, row.since, row.position);
        diesel::delete(memberships::table.find(key(from))).execute(conn)?;
        let open = memberships::person.eq(into).and(memberships::node.eq(row.node)).and(memberships::until.is_null());
        let there: i64 = memberships::table.filter(open).count().get_result(conn)?;
        let until = if there > 0 { row.until.or(Some(day.max(row.since))) } else { row.until };
        let known: Option<MembershipRow> = memberships::table.find(key(into)).get_result(conn).optional()?;
        match known {
            Some(known) => {
                diesel::update(memberships::table.find(key(into)))
                    .set((memberships::until.eq(later(known.until, until)), memberships::voucher.eq(known.voucher.or(row.voucher))))
                    .execute(conn)?;
            }
            None => {
                let row = MembershipRow { person: into, until, ..row };
                diesel::insert_into(memberships::table).values(&row).execute(conn)?;
            }
        }
    }
    // Nobody vouches for herself.
    diesel::update(memberships::table.filter(memberships::voucher.eq(from))).set(memberships::voucher.eq(Some(into))).execute(conn)?;
    diesel::update(memberships::table.filter(memberships::voucher.eq(into).and(memberships::person.eq(into))))
        .set(memberships::voucher.eq(None::<PersonId>))
        .execute(conn)?;
    let there = stewards::table.filter(stewards::person.eq(into)).select(stewards::node).load::<crate::domain::id::NodeId>(conn)?;
    diesel::delete(stewards::table.filter(stewards::person.eq(from).and(stewards::node.eq_any(there)))).execute(conn)?;
    diesel::update(stewards::table.filter(stewards::person.eq(from))).set(stewards::person.eq(into)).execute(conn)?;
    // Nobody is on the way to two schools.
    let waiting = |person: PersonId| moves::person.eq(person).and(moves::state.eq(MoveState::Waiting));
    if moves::table.filter(waiting(into)).count().get_result::<i64>(conn)? > 0 {
        super::moves::give_up(conn, from, day)?;
    }
    diesel::update(moves::table.filter(moves::person.eq(from))).set(moves::person.eq(into)).execute(conn)?;
    Ok(())
}

/// Visits, school years, concerns, and who is kept apart from her.
fn care(conn: &mut Conn, from: PersonId, into: PersonId) -> Result<(), Error> {
    diesel::delete(
        blocks::table.filter(blocks::one.eq(from).and(blocks::other.eq(into)).or(blocks::one.eq(into).and(blocks::other.eq(from)))),
    )
    .execute(conn)?;
    diesel::update(blocks::table.filter(blocks::one.eq(from))).set(blocks::one.eq(into)).execute(conn)?;
    diesel::update(blocks::table.filter(blocks::other.eq(from))).set(blocks::other.eq(into)).execute(conn)?;
    diesel::update(visits::table.filter(visits::responsible.eq(from))).set(visits::responsible.eq(into)).execute(conn)?;
    diesel::update(visits::table.filter(visits::agreed_by.eq(from))).set(visits::agreed_by.eq(into)).execute(conn)?;
    for row in visit_people::table.filter(visit_people::person.eq(from)).load::<VisitPersonRow>(conn)? {
        diesel::delete(visit_people::table.find((row.visit, from))).execute(conn)?;
        if visit_people::table.find((row.visit, into)).count().get_result::<i64>(conn)? == 0 {
            diesel::insert_into(visit_people::table).values(&VisitPersonRow { person: into, ..row }).execute(conn)?;
        } else if !row.waits {
            // She has said that she comes, by whichever entry.
            diesel::update(visit_people::table.find((row.visit, into))).set(visit_people::waits.eq(false)).execute(conn)?;
        }
    }
    for row in school_year_people::table.filter(school_year_people::person.eq(from)).load::<SchoolYearPersonRow>(conn)? {
        diesel::delete(school_year_people::table.find((row.year, from))).execute(conn)?;
        if school_year_people::table.find((row.year, into)).count().get_result::<i64>(conn)? == 0 {
            diesel::insert_into(school_year_people::table).values(&SchoolYearPersonRow { person: into, ..row }).execute(conn)?;
        }
    }
    diesel::update(concerns::table.filter(concerns::about.eq(from))).set(concerns::about.eq(Some(into))).execute(conn)?;
    diesel::update(concerns::table.filter(concerns::raised_by.eq(from))).set(concerns::raised_by.eq(Some(into))).execute(conn)?;
    diesel::update(concerns::table.filter(concerns::answered_by.eq(from))).set(concerns::answered_by.eq(Some(into))).execute(conn)?;
    diesel::update(topics::table.filter(topics::author.eq(from))).set(topics::author.eq(Some(into))).execute(conn)?;
    diesel::update(topic_versions::table.filter(topic_versions::author.eq(from)))
        .set(topic_versions::author.eq(Some(into)))
        .execute(conn)?;
    Ok(())
}
