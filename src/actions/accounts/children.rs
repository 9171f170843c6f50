//! The children of a school for whom a teacher makes or voids keys: one, some, a group, or all.

use super::super::Error;
use super::allowed_at;
use crate::domain::id::{NodeId, PersonId};
use crate::domain::policy::{Caller, Verb};
use crate::domain::refusal::Problem;
use crate::store::Conn;
use crate::store::queries::people::{self, MemberView};

/// For whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whom {
    /// All children of the school.
    All,
    /// Those of a grade and group, as [`group`] writes it.
    Group(String),
    /// These.
    These(Vec<PersonId>),
}

/// A child's grade and group as a form carries them: `2-A`, and `-` where neither is known.
pub fn group(child: &MemberView) -> String {
    let grade = child.grade.map(|grade| grade.to_string()).unwrap_or_default();
    format!("{grade}-{}", child.class.as_deref().unwrap_or_default())
}

/// The minors who belong to a school today, by grade, group and name.
///
/// # Errors
/// Not for this caller: it is asked whether she may give keys here.
pub fn of_school(conn: &mut Conn, caller: &Caller, school: NodeId) -> Result<Vec<MemberView>, Error> {
    allowed_at(conn, caller, Verb::GivePin, school)?;
    let mut children = people::members(conn, school)?;
    children.retain(|row| row.minor);
    // Who holds two offices at one place stands there twice.
    children.dedup_by_key(|row| row.id);
    Ok(children)
}

/// Those who were chosen.
///
/// # Errors
/// Not for this caller; nobody was chosen; or somebody who is no child of this school.
pub fn these(conn: &mut Conn, caller: &Caller, school: NodeId, whom: &Whom) -> Result<Vec<MemberView>, Error> {
    let mut children = of_school(conn, caller, school)?;
    match whom {
        Whom::All => {}
        Whom::Group(chosen) => children.retain(|row| group(row) == *chosen),
        Whom::These(chosen) => {
            if chosen.iter().any(|person| children.iter().all(|row| row.id != *person)) {
                return Err(Error::at("person", Problem::UnknownChoice));
            }
            children.retain(|row| chosen.contains(&row.id));
        }
    }
    if children.is_empty() { Err(Error::at("person", Problem::Missing)) } else { Ok(children) }
}
