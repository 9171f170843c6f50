//! An action's error: refused, with what to put right, or failed, with nothing to be done by the person who asked.

use crate::domain::refusal::{Problem, Refusal, WHOLE};
use crate::store;

/// Why an action did not happen. Nothing was written.
#[derive(Debug)]
pub enum Error {
    /// The request has to be put right, or its object is not there for this caller.
    Refused(Refusal),
    /// The database could not.
    Store(store::Error),
}

impl Error {
    /// Not there, or not for this caller.
    pub const NOT_FOUND: Error = Error::Refused(Refusal::NotFound);

    /// One problem at one field.
    pub fn at(field: &'static str, problem: Problem) -> Error {
        Error::Refused(Refusal::at(field, problem))
    }

    /// The same error with one problem in another's place.
    #[must_use]
    pub fn put(mut self, from: Problem, to: Problem) -> Error {
        if let Error::Refused(Refusal::Invalid(problems)) = &mut self {
            problems.iter_mut().filter(|one| one.problem == from).for_each(|one| one.problem = to);
        }
        self
    }

    /// The same problems, each once, of the whole request: where the form has none of the fields at which they stand.
    #[must_use]
    pub fn of_whole(mut self) -> Error {
        if let Error::Refused(Refusal::Invalid(problems)) = &mut self {
            problems.iter_mut().for_each(|one| one.field = WHOLE);
            let mut told = Vec::with_capacity(problems.len());
            problems.retain(|one| {
                let first = !told.contains(&one.problem);
                told.push(one.problem);
                first
            });
        }
        self
    }

    /// One problem of the whole request.
    pub fn whole(problem: Problem) -> Error {
        Error::Refused(Refusal::whole(problem))
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Error::Refused(refusal) => write!(f, "refused: {refusal:?}"),
            Error::Store(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Error {
        Error::Refused(refusal)
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Error {
        Error::Store(error)
    }
}
