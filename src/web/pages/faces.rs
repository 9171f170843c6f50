//! People as pages show them: a name and a stamp, only to whom may see them; and the members of a place, to choose from.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::choice::Choice;
use super::people::class_name;
use crate::actions;
use crate::actions::people::sees_names;
use crate::domain::id::{NodeId, PersonId};
use crate::domain::refusal::{Check, Refusal};
use crate::domain::words::Position;
use crate::store::Conn;
use crate::store::queries::people::{self, MemberView};
use crate::web::here::stamp;
use crate::web::{Error, Here};

/// A person on a page.
#[derive(Debug, Clone, Serialize)]
pub struct Face {
    /// Her id; nothing for whom the reader may not know.
    pub id: Option<String>,
    /// Her name, or "someone".
    pub name: String,
    /// Her stamp; nothing for whom the reader may not know.
    pub stamp: Option<&'static str>,
}

/// The people of a page: looked up at once, shown one by one.
pub struct Faces {
    names: HashMap<PersonId, String>,
    someone: String,
}

impl Faces {
    /// Looks up those whom the reader may know.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn load(conn: &mut Conn, here: &Here, ids: &[PersonId]) -> Result<Faces, Error> {
        let names = actions::names::known(conn, &here.caller, ids, here.today)?;
        Ok(Faces { names, someone: here.text("words-someone", &[]) })
    }

    /// Someone, as this page may show her.
    pub fn of(&self, id: PersonId) -> Face {
        match self.names.get(&id) {
            Some(name) => Face { id: Some(id.to_string()), name: name.clone(), stamp: Some(stamp(id)) },
            None => Face { id: None, name: self.someone.clone(), stamp: None },
        }
    }

    /// Her name, or "someone".
    pub fn name(&self, id: PersonId) -> &str {
        self.names.get(&id).map_or(&self.someone, String::as_str)
    }
}

/// Some members of a place under a heading.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// Their grade and group, or what they are.
    pub label: String,
    /// They.
    pub people: Vec<Choice>,
}

/// The members of a place by grade and group, adults after; without some. Nobody where the reader may not see names.
///
/// # Errors
/// There is no such place.
pub fn groups(conn: &mut Conn, here: &Here, node: NodeId, but: &[PersonId], chosen: &[String]) -> Result<Vec<Group>, Error> {
    if !sees_names(conn, &here.caller, node)? {
        return Ok(Vec::new());
    }
    let mut sorted: BTreeMap<(u8, i32, String), Vec<Choice>> = BTreeMap::new();
    for member in people::members(conn, node)? {
        if but.contains(&member.id) {
            continue;
        }
        let key = match member.position {
            Position::Student => (0, member.grade.unwrap_or(99), member.class.clone().unwrap_or_default()),
            Position::Teacher | Position::Head => (1, 0, String::new()),
            Position::Family | Position::Community => (2, 0, String::new()),
            _ => (3, 0, String::new()),
        };
        let value = member.id.to_string();
        let selected = chosen.contains(&value);
        sorted.entry(key).or_default().push(Choice { selected, ..Choice::new(value, member.name) });
    }
    Ok(sorted.into_iter().map(|(key, people)| Group { label: group_label(here, &key), people }).collect())
}

fn group_label(here: &Here, (kind, grade, class): &(u8, i32, String)) -> String {
    match kind {
        0 if *grade == 99 => here.text("faces-students", &[]),
        0 => here.text("faces-grade", &[("grade", (*grade).into()), ("class", class.as_str().into())]).trim().to_owned(),
        1 => here.text("faces-teachers", &[]),
        2 => here.text("faces-families", &[]),
        _ => here.text("faces-others", &[]),
    }
}

/// The members of a place in one list, each with her grade. Nobody where the reader may not see names.
///
/// # Errors
/// There is no such place.
pub fn members(conn: &mut Conn, here: &Here, node: NodeId) -> Result<Vec<Choice>, Error> {
    if !sees_names(conn, &here.caller, node)? {
        return Ok(Vec::new());
    }
    Ok(people::members(conn, node)?.iter().map(|member| Choice::new(member.id, with_grade(here, member))).collect())
}

/// A name with grade and group, where she has them.
fn with_grade(here: &Here, member: &MemberView) -> String {
    match class_name(here, member.grade, member.class.as_deref().filter(|_| member.grade.is_some())) {
        Some(class) => format!("{} · {class}", member.name),
        None => member.name.clone(),
    }
}

/// What a change came to, where some fields could not even be read: everything that is wrong, at once. An error undoes the change, so it
/// may be tried with stand-ins for what could not be read.
///
/// # Errors
/// What could not be read, and what the change refused besides.
pub fn with_unread<T>(unread: Check, outcome: Result<T, actions::Error>) -> Result<T, Error> {
    match (unread.done(), outcome) {
        (Ok(()), outcome) => outcome.map_err(Error::from),
        (Err(unread), Ok(_)) => Err(unread.into()),
        (Err(Refusal::Invalid(mut unread)), Err(actions::Error::Refused(Refusal::Invalid(refused)))) => {
            let fields: Vec<&str> = unread.iter().map(|one| one.field).collect();
            unread.extend(refused.into_iter().filter(|one| !fields.contains(&one.field)));
            Err(Refusal::Invalid(unread).into())
        }
        (Err(_), Err(error)) => Err(error.into()),
    }
}

/// The same refusal with a field called otherwise: where a page asks for a thing under another name than the action.
#[must_use]
pub fn renamed(error: Error, from: &'static str, to: &'static str) -> Error {
    match error {
        Error::Refused(Refusal::Invalid(mut problems)) => {
            for problem in &mut problems {
                if problem.field == from {
                    problem.field = to;
                }
            }
            Error::Refused(Refusal::Invalid(problems))
        }
        other => other,
    }
}
