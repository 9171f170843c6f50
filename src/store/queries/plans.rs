//! What the journal still says of planned demonstrations and of visits: how often a plan was changed, and which were given up. The tables hold
//! only the plans that stand.

use diesel::prelude::*;

use crate::domain::fact::{DemonstrationPlanned, Fact};
use crate::domain::id::PersonId;
use crate::domain::moment::Moment;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::VisitRow;
use crate::store::schema::{journal, journal_subjects, visit_people, visits};

/// A line that planned a demonstration of somebody, as its learner or its tutor.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    /// When it was written.
    pub recorded: Moment,
    /// What it says.
    pub plan: DemonstrationPlanned,
}

/// The lines that planned somebody's demonstrations, oldest first. Blanked ones say nothing any more.
pub fn of_person(conn: &mut Conn, person: PersonId) -> Result<Vec<Planned>, Error> {
    let rows: Vec<(Moment, i32, Option<String>)> = journal::table
        .inner_join(journal_subjects::table.on(journal_subjects::position.eq(journal::position)))
        .filter(journal_subjects::person.eq(person).and(journal::kind.eq("DemonstrationPlanned")))
        .order(journal::position)
        .select((journal::recorded, journal::version, journal::body))
        .load(conn)?;
    let mut planned = Vec::with_capacity(rows.len());
    for (recorded, version, body) in rows {
        let Some(body) = body else { continue };
        let fact = Fact::read("DemonstrationPlanned", version, &body).map_err(|error| Error::Broken(error.to_string()))?;
        if let Fact::DemonstrationPlanned(plan) = fact {
            planned.push(Planned { recorded, plan });
        }
    }
    Ok(planned)
}

/// The visits from a day on that concern somebody, given up or not: on which she goes, or for which she answers. Soonest first.
pub fn visits_of(conn: &mut Conn, person: PersonId, from: crate::domain::moment::Day) -> Result<Vec<VisitRow>, Error> {
    let goes = visit_people::table.filter(visit_people::person.eq(person)).select(visit_people::visit);
    Ok(visits::table
        .filter(visits::day.ge(from).and(visits::responsible.eq(person).or(visits::id.eq_any(goes))))
        .order((visits::day, visits::id))
        .load(conn)?)
}
