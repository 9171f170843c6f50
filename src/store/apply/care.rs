//! Visits, and what somebody said is wrong.

use diesel::prelude::*;

use crate::domain::fact::*;
use crate::domain::id::{PersonId, VisitId};
use crate::domain::words::{ConcernState, VisitState};
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::{ConcernRow, VisitPersonRow, VisitRow};
use crate::store::schema::{concerns, visit_people, visits};

pub fn visit_agreed(conn: &mut Conn, fact: &VisitAgreed) -> Result<(), Error> {
    let row = VisitRow {
        id: fact.visit,
        school: fact.school,
        day: fact.day,
        responsible: fact.responsible,
        agreed_by: fact.agreed_by,
        state: VisitState::Agreed,
    };
    diesel::insert_into(visits::table).values(&row).execute(conn)?;
    named(conn, fact.visit, &fact.visitors)
}

/// Names visitors; whoever was named before stays as she is.
fn named(conn: &mut Conn, visit: VisitId, visitors: &[PersonId]) -> Result<(), Error> {
    let known: Vec<PersonId> = visit_people::table.filter(visit_people::visit.eq(visit)).select(visit_people::person).load(conn)?;
    let mut visitors = visitors.to_vec();
    visitors.sort_unstable();
    visitors.dedup();
    for person in visitors.into_iter().filter(|person| !known.contains(person)) {
        diesel::insert_into(visit_people::table).values(&VisitPersonRow { visit, person, waits: false }).execute(conn)?;
    }
    Ok(())
}

pub fn visit_corrected(conn: &mut Conn, fact: &VisitCorrected) -> Result<(), Error> {
    diesel::update(visits::table.find(fact.visit))
        .set((visits::day.eq(fact.day), visits::responsible.eq(fact.responsible)))
        .execute(conn)?;
    let gone = visit_people::table.filter(visit_people::visit.eq(fact.visit).and(visit_people::person.ne_all(&fact.visitors)));
    diesel::delete(gone).execute(conn)?;
    named(conn, fact.visit, &fact.visitors)
}

/// Whether a visitor has still to answer.
pub fn visitor_waits(conn: &mut Conn, visit: VisitId, person: PersonId, waits: bool) -> Result<(), Error> {
    diesel::update(visit_people::table.find((visit, person))).set(visit_people::waits.eq(waits)).execute(conn)?;
    Ok(())
}

pub fn visit_withdrawn(conn: &mut Conn, fact: &VisitWithdrawn) -> Result<(), Error> {
    diesel::update(visits::table.find(fact.visit)).set(visits::state.eq(VisitState::Withdrawn)).execute(conn)?;
    Ok(())
}

pub fn concern_raised(conn: &mut Conn, fact: &ConcernRaised) -> Result<(), Error> {
    let row = ConcernRow {
        id: fact.concern,
        school: fact.school,
        reader: fact.reader,
        about: None,
        raised_by: None,
        raised: fact.day,
        text: None,
        state: ConcernState::Open,
        answered_by: None,
        answered: None,
    };
    diesel::insert_into(concerns::table).values(&row).execute(conn)?;
    Ok(())
}

pub fn concern_told(conn: &mut Conn, fact: &ConcernTold) -> Result<(), Error> {
    diesel::update(concerns::table.find(fact.concern)).set(concerns::text.eq(Some(&fact.text))).execute(conn)?;
    Ok(())
}

pub fn concern_named(conn: &mut Conn, fact: &ConcernNamed) -> Result<(), Error> {
    diesel::update(concerns::table.find(fact.concern)).set(concerns::about.eq(Some(fact.about))).execute(conn)?;
    Ok(())
}

pub fn concern_signed(conn: &mut Conn, fact: &ConcernSigned) -> Result<(), Error> {
    diesel::update(concerns::table.find(fact.concern)).set(concerns::raised_by.eq(Some(fact.by))).execute(conn)?;
    Ok(())
}

pub fn concern_answered(conn: &mut Conn, fact: &ConcernAnswered) -> Result<(), Error> {
    diesel::update(concerns::table.find(fact.concern))
        .set((concerns::state.eq(ConcernState::Answered), concerns::answered_by.eq(Some(fact.by)), concerns::answered.eq(Some(fact.day))))
        .execute(conn)?;
    Ok(())
}
