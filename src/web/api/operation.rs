//! What an operation is, and the table of them all.

use super::shape::{Field, Shape};
use super::{demonstrations, interests, masteries, offers, people, places, topics, tutorials};
use crate::domain::words::{Access, Family};

/// What an operation answers when all goes well.
#[derive(Debug, Clone, Copy)]
pub enum Answer {
    /// One thing.
    One(&'static Shape),
    /// A piece of a list of things.
    List(&'static Shape),
    /// The thing that was made, at an address under this one.
    Made(&'static Shape, &'static str),
}

/// An operation.
#[derive(Debug)]
pub struct Operation {
    /// Its name in the document; its sentence is the message `api-op-<name>`, in kebab-case.
    pub name: &'static str,
    /// `get` or `post`.
    pub method: &'static str,
    /// Its path under the base, with the names of its parts in braces. Every part is an id.
    pub path: &'static str,
    /// What a key must be good for.
    pub family: Family,
    /// How far.
    pub access: Access,
    /// The parameters that its address takes.
    pub query: &'static [Field],
    /// What it takes; nothing where it takes no body.
    pub body: Option<&'static Shape>,
    /// What it answers.
    pub answer: Answer,
}

impl Operation {
    /// The key of the sentence that says what it does.
    pub fn sentence(&self) -> String {
        format!("api-op-{}", kebab(self.name))
    }

    /// The names of its path's parts.
    pub fn parts(&self) -> impl Iterator<Item = &'static str> {
        self.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
    }

    /// Whether a request has a field of this name: in its address, its body or its head.
    pub fn takes(&self, name: &str) -> bool {
        let body = self.body.iter().flat_map(|shape| shape.fields).chain(self.query);
        let within =
            |field: &Field| name == field.name || name.strip_prefix(field.name).is_some_and(|rest| rest.starts_with(['.', '[', '/']));
        name.is_empty() || name == "id" || name == "Idempotency-Key" || body.into_iter().any(within)
    }

    /// Whether it makes something, under an id that the sender may choose.
    pub fn makes(&self) -> bool {
        matches!(self.answer, Answer::Made(..))
    }
}

/// `listTopics` → `list-topics`.
pub fn kebab(name: &str) -> String {
    let mut text = String::with_capacity(name.len() + 4);
    for sign in name.chars() {
        if sign.is_ascii_uppercase() && !text.is_empty() {
            text.push('-');
        }
        text.push(sign.to_ascii_lowercase());
    }
    text
}

/// Every operation, family by family.
pub const ALL: &[&Operation] = &[
    &places::LIST,
    &places::ONE,
    &places::FOUND,
    &places::RENAME,
    &people::LIST,
    &people::ONE,
    &people::ADD,
    &topics::LIST,
    &topics::ONE,
    &topics::PUBLISH,
    &topics::IMPROVE,
    &offers::LIST,
    &offers::ONE,
    &offers::OPEN,
    &offers::CHANGE,
    &interests::LIST,
    &interests::ONE,
    &interests::STATE,
    &interests::END,
    &tutorials::LIST,
    &tutorials::ONE,
    &tutorials::PROPOSE,
    &tutorials::AGREE,
    &tutorials::REFUSE,
    &tutorials::REHEARSE,
    &tutorials::STOP,
    &tutorials::ENTRIES,
    &tutorials::WRITE,
    &tutorials::ONE_ENTRY,
    &demonstrations::LIST,
    &demonstrations::ONE,
    &demonstrations::PLAN,
    &demonstrations::HOLD,
    &demonstrations::CANCEL,
    &masteries::LIST,
    &masteries::ONE,
    &masteries::VOUCH,
    &masteries::WITHDRAW,
    &masteries::RESTORE,
];
