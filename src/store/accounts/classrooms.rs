//! Classrooms that a teacher holds open, and the list of children whom their code shows.

use std::collections::BTreeSet;

use diesel::prelude::*;

use crate::domain::id::{NodeId, PersonId};
use crate::domain::moment::Moment;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::schema::{classrooms, memberships, people, person_names, picture_groups, pins};

/// An open classroom; a school has one at a time.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = classrooms)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct Classroom {
    pub school: NodeId,
    pub opened_by: PersonId,
    pub code: String,
    pub until: Moment,
}

/// A child on the list.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct ClassroomName {
    /// Who.
    pub person: PersonId,
    /// What her school calls her.
    pub name: String,
    /// The grade, where it is known.
    pub grade: Option<i32>,
    /// The group, where there is more than one.
    pub group: Option<String>,
    /// Whether she signs in with three pictures; with four digits otherwise.
    pub pictures: bool,
}

/// The classroom of this code, while it is open.
///
/// # Errors
/// The database cannot be read.
pub fn by_code(conn: &mut Conn, code: &str, now: Moment) -> Result<Option<Classroom>, Error> {
    Ok(classrooms::table.filter(classrooms::code.eq(code).and(classrooms::until.gt(now))).get_result(conn).optional()?)
}

/// The classroom of this school, while it is open.
///
/// # Errors
/// The database cannot be read.
pub fn of_school(conn: &mut Conn, school: NodeId, now: Moment) -> Result<Option<Classroom>, Error> {
    Ok(classrooms::table.filter(classrooms::school.eq(school).and(classrooms::until.gt(now))).get_result(conn).optional()?)
}

/// Opens a classroom in place of the one that the school had.
///
/// # Errors
/// The database refuses.
pub fn set(conn: &mut Conn, classroom: &Classroom) -> Result<(), Error> {
    close(conn, classroom.school)?;
    diesel::insert_into(classrooms::table).values(classroom).execute(conn)?;
    Ok(())
}

/// Closes a school's classroom.
///
/// # Errors
/// The database refuses.
pub fn close(conn: &mut Conn, school: NodeId) -> Result<(), Error> {
    diesel::delete(classrooms::table.find(school)).execute(conn)?;
    Ok(())
}

/// Closes every classroom that someone opened.
///
/// # Errors
/// The database refuses.
pub fn end_all(conn: &mut Conn, person: PersonId) -> Result<(), Error> {
    diesel::delete(classrooms::table.filter(classrooms::opened_by.eq(person))).execute(conn)?;
    Ok(())
}

/// Closes the classroom that someone opened at a school.
///
/// # Errors
/// The database refuses.
pub fn end_at(conn: &mut Conn, person: PersonId, school: NodeId) -> Result<(), Error> {
    diesel::delete(classrooms::table.filter(classrooms::opened_by.eq(person).and(classrooms::school.eq(school)))).execute(conn)?;
    Ok(())
}

/// Removes the classrooms whose time is over, so that their codes can be drawn again.
///
/// # Errors
/// The database refuses.
pub fn sweep(conn: &mut Conn, now: Moment) -> Result<(), Error> {
    diesel::delete(classrooms::table.filter(classrooms::until.le(now))).execute(conn)?;
    Ok(())
}

/// The minors who belong to a school today and have a PIN, by grade, group and name. Show it only to who has given the code of its open
/// classroom.
///
/// # Errors
/// The database cannot be read.
pub fn names(conn: &mut Conn, school: NodeId) -> Result<Vec<ClassroomName>, Error> {
    let mut rows: Vec<(ClassroomName, String)> = memberships::table
        .inner_join(people::table.on(people::id.eq(memberships::person)))
        .inner_join(pins::table.on(pins::person.eq(memberships::person)))
        .inner_join(person_names::table.on(person_names::person.eq(memberships::person)))
        .filter(memberships::node.eq(school).and(memberships::until.is_null()))
        .filter(people::minor.eq(true).and(people::erased.eq(false)))
        .select(((people::id, person_names::name, person_names::grade, person_names::class, pins::pictures), person_names::search))
        .load(conn)?;
    // Sorted here, since the two engines put absent grades and accented names in different places.
    rows.sort_by(|(one, search), (other, theirs)| {
        (one.grade, &one.group, search, one.person).cmp(&(other.grade, &other.group, theirs, other.person))
    });
    Ok(rows.into_iter().map(|(name, _)| name).collect())
}

/// The groups of a school whose children sign in with pictures.
///
/// # Errors
/// The database cannot be read.
pub fn with_pictures(conn: &mut Conn, school: NodeId) -> Result<BTreeSet<String>, Error> {
    let groups: Vec<String> = picture_groups::table.filter(picture_groups::school.eq(school)).select(picture_groups::class).load(conn)?;
    Ok(groups.into_iter().collect())
}

/// Says whether a group signs in with pictures.
///
/// # Errors
/// The database refuses.
pub fn set_pictures(conn: &mut Conn, school: NodeId, group: &str, pictures: bool) -> Result<(), Error> {
    diesel::delete(picture_groups::table.find((school, group))).execute(conn)?;
    if pictures {
        diesel::insert_into(picture_groups::table)
            .values((picture_groups::school.eq(school), picture_groups::class.eq(group)))
            .execute(conn)?;
    }
    Ok(())
}
