//! A school's year turned, or that was a mistake. Grades and leavings have facts of their own.

use diesel::prelude::*;

use crate::domain::fact::{SchoolYearTurned, SchoolYearWithdrawn};
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::{SchoolYearPersonRow, SchoolYearRow};
use crate::store::schema::{school_year_people, school_years};

pub fn turned(conn: &mut Conn, fact: &SchoolYearTurned) -> Result<(), Error> {
    let row = SchoolYearRow { id: fact.year, school: fact.school, day: fact.day, withdrawn: None };
    diesel::insert_into(school_years::table).values(&row).execute(conn)?;
    let moved = fact.moved.iter().map(|person| (*person, false));
    for (person, left_school) in moved.chain(fact.left.iter().map(|person| (*person, true))) {
        let row = SchoolYearPersonRow { year: fact.year, person, left_school };
        diesel::insert_into(school_year_people::table).values(&row).execute(conn)?;
    }
    Ok(())
}

pub fn withdrawn(conn: &mut Conn, fact: &SchoolYearWithdrawn) -> Result<(), Error> {
    diesel::update(school_years::table.find(fact.year)).set(school_years::withdrawn.eq(Some(fact.day))).execute(conn)?;
    Ok(())
}
