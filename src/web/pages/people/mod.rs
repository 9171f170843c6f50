//! People: their page, what is kept about them, how they can sign in, how they leave. Here is what these pages share.

pub mod back;
pub mod edit;
pub mod keys;
pub mod leave;
mod lived;
pub mod show;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::refusal::{Check, Refusal};
use crate::web::Here;

/// Adds the problems of a refused step to those of the form.
pub fn merge<T>(check: &mut Check, step: Result<T, Refusal>) -> Option<T> {
    match step {
        Ok(value) => Some(value),
        Err(Refusal::Invalid(problems)) => {
            problems.into_iter().for_each(|one| check.add(one.field, one.problem));
            None
        }
        Err(Refusal::NotFound) => None,
    }
}

/// Students of one grade and group.
#[derive(Debug, Serialize)]
pub struct Group<T> {
    /// What the group is called.
    pub heading: String,
    /// Who is in it.
    pub rows: Vec<T>,
}

/// Sorts into groups, those without a grade last. The order within a group stays.
pub fn grouped<T>(here: &Here, rows: impl IntoIterator<Item = (Option<i32>, Option<String>, T)>) -> Vec<Group<T>> {
    let mut groups: BTreeMap<(bool, Option<i32>, Option<String>), Vec<T>> = BTreeMap::new();
    for (grade, class, row) in rows {
        groups.entry((grade.is_none(), grade, class)).or_default().push(row);
    }
    groups
        .into_iter()
        .map(|((_, grade, class), rows)| {
            let heading = class_name(here, grade, class.as_deref()).unwrap_or_else(|| here.text("people-no-grade", &[]));
            Group { heading, rows }
        })
        .collect()
}

/// What a grade and group are called, where either is known.
pub fn class_name(here: &Here, grade: Option<i32>, class: Option<&str>) -> Option<String> {
    match (grade, class) {
        (Some(grade), Some(class)) => Some(here.text("people-grade-class", &[("grade", grade.into()), ("class", class.into())])),
        (Some(grade), None) => Some(here.text("people-grade", &[("grade", grade.into())])),
        (None, Some(class)) => Some(here.text("people-class", &[("class", class.into())])),
        (None, None) => None,
    }
}
