//! What a child's guardians were told, and what they said.

use diesel::prelude::*;

use crate::domain::fact::*;
use crate::domain::id::PersonId;
use crate::domain::moment::Moment;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::{ConsentRow, GuardianRow, NoticeRow};
use crate::store::schema::{consents, guardians, notices};

pub fn notice_given(conn: &mut Conn, fact: &NoticeGiven) -> Result<(), Error> {
    let known: Option<NoticeRow> = notices::table.find((fact.child, fact.school)).get_result(conn).optional()?;
    // The newest counts, in whichever order they are entered.
    if known.as_ref().is_some_and(|known| known.day >= fact.day) {
        return Ok(());
    }
    let row = NoticeRow { child: fact.child, school: fact.school, day: fact.day };
    diesel::delete(notices::table.find((fact.child, fact.school))).execute(conn)?;
    diesel::insert_into(notices::table).values(&row).execute(conn)?;
    Ok(())
}

pub fn guardian_named(conn: &mut Conn, fact: &GuardianNamed) -> Result<(), Error> {
    diesel::delete(guardians::table.find(fact.guardian)).execute(conn)?;
    let row = GuardianRow { id: fact.guardian, child: fact.child, person: fact.person, name: fact.name.clone() };
    diesel::insert_into(guardians::table).values(&row).execute(conn)?;
    Ok(())
}

pub fn answered(conn: &mut Conn, fact: &ConsentAnswered, recorded: Moment) -> Result<(), Error> {
    let ConsentAnswered { consent, child, school, guardian, day, .. } = *fact;
    for (purpose, given) in &fact.answers {
        let (purpose, given, entered) = (*purpose, *given, recorded);
        let row = ConsentRow { id: consent, purpose, child, school, guardian, given, day, entered, withdrawn: None };
        diesel::insert_into(consents::table).values(&row).execute(conn)?;
    }
    Ok(())
}

pub fn withdrawn(conn: &mut Conn, fact: &ConsentWithdrawn) -> Result<(), Error> {
    diesel::update(consents::table.filter(consents::id.eq(fact.consent))).set(consents::withdrawn.eq(Some(fact.day))).execute(conn)?;
    Ok(())
}

/// With a child go her guardians and what they said. Of a guardian who was of the network only her name goes: a no stays a no.
pub(super) fn erased(conn: &mut Conn, person: PersonId) -> Result<(), Error> {
    diesel::delete(consents::table.filter(consents::child.eq(person))).execute(conn)?;
    diesel::delete(notices::table.filter(notices::child.eq(person))).execute(conn)?;
    diesel::delete(guardians::table.filter(guardians::child.eq(person).or(guardians::person.eq(person)))).execute(conn)?;
    Ok(())
}

/// Of somebody who had been entered twice, what was told and said about either entry is about the other one. The newest notice counts; who would
/// answer for herself answers for nobody.
pub(super) fn pass_on(conn: &mut Conn, from: PersonId, into: PersonId) -> Result<(), Error> {
    for row in notices::table.filter(notices::child.eq(from)).load::<NoticeRow>(conn)? {
        diesel::delete(notices::table.find((from, row.school))).execute(conn)?;
        notice_given(conn, &NoticeGiven { child: into, school: row.school, day: row.day })?;
    }
    let herself = guardians::child.eq(from).and(guardians::person.eq(into)).or(guardians::child.eq(into).and(guardians::person.eq(from)));
    diesel::delete(guardians::table.filter(herself)).execute(conn)?;
    diesel::update(guardians::table.filter(guardians::child.eq(from))).set(guardians::child.eq(into)).execute(conn)?;
    diesel::update(guardians::table.filter(guardians::person.eq(from))).set(guardians::person.eq(Some(into))).execute(conn)?;
    diesel::update(consents::table.filter(consents::child.eq(from))).set(consents::child.eq(into)).execute(conn)?;
    Ok(())
}
