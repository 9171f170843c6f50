//! People, where they belong, and their erasure.

use diesel::prelude::*;

use crate::domain::fact::*;
use crate::domain::id::DemonstrationId;
use crate::domain::id::PersonId;
use crate::domain::moment::{Day, Moment};
use crate::domain::search::fold;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::*;
use crate::store::schema::*;

pub fn joined(conn: &mut Conn, fact: &PersonJoined) -> Result<(), Error> {
    let known: Option<PersonRow> = people::table.find(fact.person).get_result(conn).optional()?;
    // Who was erased stays so, whatever comes in later under her id.
    if known.as_ref().is_some_and(|row| row.erased) {
        return Ok(());
    }
    if known.is_none() {
        let row = PersonRow { id: fact.person, minor: fact.minor, joined: fact.since, erased: false, merged_into: None };
        diesel::insert_into(people::table).values(&row).execute(conn)?;
        begin_age(conn, fact.person, fact.minor, fact.since)?;
    }
    let here = memberships::person.eq(fact.person).and(memberships::node.eq(fact.node)).and(memberships::until.is_null());
    let open: Option<MembershipRow> = memberships::table.filter(here).get_result(conn).optional()?;
    let row = MembershipRow {
        person: fact.person,
        node: fact.node,
        since: fact.since,
        until: None,
        position: fact.position,
        voucher: fact.voucher,
    };
    match open {
        // She was entered there by two who did not know of one another: what was said of the later day holds now, and of the earlier until
        // then.
        Some(open) if (open.since, open.position) < (row.since, row.position) => {
            diesel::update(memberships::table.find((open.person, open.node, open.since, open.position)))
                .set(memberships::until.eq(Some(row.since)))
                .execute(conn)?;
            begin_membership(conn, &row)
        }
        Some(open) if (open.since, open.position) > (row.since, row.position) => {
            begin_membership(conn, &MembershipRow { until: Some(open.since), ..row })
        }
        _ => begin_membership(conn, &row),
    }
}

/// What ended on the day on which it began again goes on: the day is part of the key.
pub(super) fn begin_membership(conn: &mut Conn, row: &MembershipRow) -> Result<(), Error> {
    let again = diesel::update(memberships::table.find((row.person, row.node, row.since, row.position)))
        .set((memberships::until.eq(row.until), memberships::voucher.eq(row.voucher)))
        .execute(conn)?;
    if again == 0 {
        diesel::insert_into(memberships::table).values(row).execute(conn)?;
    }
    Ok(())
}

fn begin_age(conn: &mut Conn, person: PersonId, minor: bool, since: Day) -> Result<(), Error> {
    let again = diesel::update(ages::table.find((person, since, minor))).set(ages::until.eq(None::<Day>)).execute(conn)?;
    if again == 0 {
        let row = AgeRow { person, since, minor, until: None };
        diesel::insert_into(ages::table).values(&row).execute(conn)?;
    }
    Ok(())
}

pub fn named(conn: &mut Conn, fact: &PersonNamed) -> Result<(), Error> {
    let erased = people::table.find(fact.person).select(people::erased).get_result::<bool>(conn).optional()?;
    if erased == Some(true) {
        return Ok(());
    }
    diesel::delete(person_names::table.find(fact.person)).execute(conn)?;
    let row = PersonNameRow {
        person: fact.person,
        name: fact.name.clone(),
        search: fold(&fact.name),
        grade: fact.grade,
        class: fact.group.clone(),
        language: fact.language.clone(),
    };
    diesel::insert_into(person_names::table).values(&row).execute(conn)?;
    Ok(())
}

pub fn placed(conn: &mut Conn, fact: &PersonPlaced) -> Result<(), Error> {
    diesel::update(people::table.find(fact.person)).set(people::minor.eq(fact.minor)).execute(conn)?;
    let other_age = ages::person.eq(fact.person).and(ages::minor.ne(fact.minor)).and(ages::until.is_null());
    if diesel::update(ages::table.filter(other_age)).set(ages::until.eq(Some(fact.since))).execute(conn)? > 0 {
        begin_age(conn, fact.person, fact.minor, fact.since)?;
    }
    let now = memberships::person.eq(fact.person).and(memberships::node.eq(fact.node)).and(memberships::until.is_null());
    let Some(row) = memberships::table.filter(now).get_result::<MembershipRow>(conn).optional()? else { return Ok(()) };
    if (row.position, row.voucher) == (fact.position, fact.voucher) {
        return Ok(());
    }
    // History keeps what was known before.
    diesel::update(memberships::table.find((row.person, row.node, row.since, row.position)))
        .set(memberships::until.eq(Some(fact.since)))
        .execute(conn)?;
    begin_membership(conn, &MembershipRow { since: fact.since, position: fact.position, voucher: fact.voucher, ..row })
}

pub fn left(conn: &mut Conn, fact: &PersonLeft) -> Result<(), Error> {
    diesel::update(
        memberships::table
            .filter(memberships::person.eq(fact.person).and(memberships::node.eq(fact.node)).and(memberships::until.is_null())),
    )
    .set(memberships::until.eq(Some(fact.until)))
    .execute(conn)?;
    Ok(())
}

pub fn leaving_withdrawn(conn: &mut Conn, fact: &LeavingWithdrawn) -> Result<(), Error> {
    let hers = || memberships::table.filter(memberships::person.eq(fact.person).and(memberships::node.eq(fact.node)));
    let here: i64 = hers().filter(memberships::until.is_null()).count().get_result(conn)?;
    if here > 0 {
        // She has come back meanwhile, and belongs there already.
        return Ok(());
    }
    let last = hers().order((memberships::until.desc(), memberships::since.desc(), memberships::position));
    if let Some(row) = last.get_result::<MembershipRow>(conn).optional()? {
        diesel::update(memberships::table.find((row.person, row.node, row.since, row.position)))
            .set(memberships::until.eq(None::<Day>))
            .execute(conn)?;
    }
    Ok(())
}

pub fn steward_named(conn: &mut Conn, fact: &StewardNamed) -> Result<(), Error> {
    let known: i64 = stewards::table.find((fact.person, fact.node)).count().get_result(conn)?;
    if known == 0 {
        let row = StewardRow { person: fact.person, node: fact.node, since: fact.since };
        diesel::insert_into(stewards::table).values(&row).execute(conn)?;
    }
    Ok(())
}

pub fn steward_ended(conn: &mut Conn, fact: &StewardEnded) -> Result<(), Error> {
    diesel::delete(stewards::table.find((fact.person, fact.node))).execute(conn)?;
    Ok(())
}

pub fn blocked(conn: &mut Conn, fact: &PairBlocked) -> Result<(), Error> {
    let row = BlockRow { id: fact.block, school: fact.school, one: fact.one, other: fact.other, since: fact.day };
    diesel::insert_into(blocks::table).values(&row).execute(conn)?;
    Ok(())
}

pub fn unblocked(conn: &mut Conn, fact: &PairUnblocked) -> Result<(), Error> {
    diesel::delete(blocks::table.find(fact.block)).execute(conn)?;
    Ok(())
}

/// Removes everything that the blanked lines had written, so that the tables are those of a replay in which those lines say nothing. Who had
/// been entered twice is erased in both entries, whichever is named.
pub fn erased(conn: &mut Conn, fact: &PersonErased) -> Result<(), Error> {
    for person in super::same_person::entries_of(conn, fact.person)? {
        erase(conn, person)?;
    }
    Ok(())
}

fn erase(conn: &mut Conn, person: PersonId) -> Result<(), Error> {
    diesel::update(people::table.find(person)).set(people::erased.eq(true)).execute(conn)?;
    diesel::delete(person_names::table.find(person)).execute(conn)?;
    // Her ways in are no facts, but a sign-in name is a name. They go here, since an erasure may also come from a replay or from elsewhere.
    diesel::delete(passwords::table.find(person)).execute(conn)?;
    diesel::delete(pins::table.find(person)).execute(conn)?;
    diesel::delete(cards::table.find(person)).execute(conn)?;
    diesel::delete(invitations::table.filter(invitations::person.eq(person))).execute(conn)?;
    diesel::delete(sessions::table.filter(sessions::person.eq(person))).execute(conn)?;
    diesel::delete(api_tokens::table.filter(api_tokens::person.eq(person))).execute(conn)?;
    diesel::delete(calendars::table.find(person)).execute(conn)?;
    diesel::delete(readings::table.filter(readings::person.eq(person))).execute(conn)?;
    diesel::delete(classrooms::table.filter(classrooms::opened_by.eq(person))).execute(conn)?;
    diesel::delete(blocks::table.filter(blocks::one.eq(person).or(blocks::other.eq(person)))).execute(conn)?;
    super::consents::erased(conn, person)?;
    // A concern stays, to be taken up or to show that it was; what in it is hers, or about her, goes.
    diesel::update(concerns::table.filter(concerns::about.eq(person).or(concerns::raised_by.eq(person))))
        .set(concerns::text.eq(None::<String>))
        .execute(conn)?;
    diesel::update(concerns::table.filter(concerns::about.eq(person))).set(concerns::about.eq(None::<PersonId>)).execute(conn)?;
    diesel::update(concerns::table.filter(concerns::raised_by.eq(person))).set(concerns::raised_by.eq(None::<PersonId>)).execute(conn)?;
    // Their bytes go with them.
    diesel::delete(files::table.filter(files::learner.eq(person))).execute(conn)?;
    diesel::delete(entries::table.filter(entries::learner.eq(person))).execute(conn)?;
    diesel::delete(notes::table.filter(notes::tutor.eq(person).or(notes::learner.eq(person)))).execute(conn)?;
    diesel::update(interests::table.filter(interests::learner.eq(person))).set(interests::why.eq(None::<String>)).execute(conn)?;
    diesel::update(masteries::table.filter(masteries::person.eq(person).or(masteries::voucher.eq(person))))
        .set(masteries::reason.eq(None::<String>))
        .execute(conn)?;
    diesel::update(tutorials::table.filter(tutorials::learner.eq(person).or(tutorials::tutor.eq(person))))
        .set(tutorials::stop_reason.eq(None::<String>))
        .execute(conn)?;
    let hers: Vec<(DemonstrationId, Option<Moment>)> = demonstrations::table
        .filter(demonstrations::learner.eq(person).or(demonstrations::tutor.eq(person)))
        .select((demonstrations::id, demonstrations::recorded))
        .load(conn)?;
    for (id, recorded) in hers {
        diesel::delete(
            demonstration_people::table
                .filter(demonstration_people::demonstration.eq(id).and(demonstration_people::part.eq(super::demonstrations::INVITED))),
        )
        .execute(conn)?;
        if recorded.is_none() {
            // It was only ever planned, or its plan withdrawn: the blanked line was all there was of it.
            diesel::delete(demonstrations::table.find(id)).execute(conn)?;
        } else {
            diesel::update(demonstrations::table.find(id))
                .set((
                    demonstrations::place.eq(None::<String>),
                    demonstrations::shown.eq(None::<String>),
                    demonstrations::asked.eq(None::<String>),
                    demonstrations::reason.eq(None::<String>),
                ))
                .execute(conn)?;
        }
    }
    Ok(())
}
