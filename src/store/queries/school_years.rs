//! When a school's year turned, and for whom.

use diesel::prelude::*;

use crate::domain::id::{NodeId, SchoolYearId};
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::{SchoolYearPersonRow, SchoolYearRow};
use crate::store::schema::{school_year_people, school_years};

/// A turn, withdrawn or not.
pub fn by_id(conn: &mut Conn, id: SchoolYearId) -> Result<Option<SchoolYearRow>, Error> {
    Ok(school_years::table.find(id).get_result(conn).optional()?)
}

/// The newest turn of a school that stands.
pub fn last(conn: &mut Conn, school: NodeId) -> Result<Option<SchoolYearRow>, Error> {
    Ok(school_years::table
        .filter(school_years::school.eq(school).and(school_years::withdrawn.is_null()))
        .order((school_years::day.desc(), school_years::id.desc()))
        .get_result(conn)
        .optional()?)
}

/// Whom it moved, and who left with it.
pub fn people(conn: &mut Conn, id: SchoolYearId) -> Result<Vec<SchoolYearPersonRow>, Error> {
    Ok(school_year_people::table.filter(school_year_people::year.eq(id)).order(school_year_people::person).load(conn)?)
}
