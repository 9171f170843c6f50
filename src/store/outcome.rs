//! What became of a job whose types were forgotten while it waited for its turn.
//!
//! Hundreds of closures go through the two doors of [`super::Db`], each with types of its own. Were the doors made anew for each, the turns,
//! the transactions and the threads would stand in the program hundreds of times, most of it. So a job travels as "does its work and says
//! whether it stands", leaves its outcome here, and whoever asked takes it out again.

use std::sync::{Arc, Mutex, PoisonError};

use super::error::Error;

/// Where a job leaves its outcome.
pub(super) struct Outcome<T, E>(Arc<Mutex<Option<Result<T, E>>>>);

impl<T, E> Outcome<T, E> {
    /// Two handles on one place, still empty: one for the job, one for whoever asked.
    pub(super) fn pair() -> (Self, Self) {
        let place = Arc::default();
        (Self(Arc::clone(&place)), Self(place))
    }

    /// Leaves the outcome; whether what was done stands.
    pub(super) fn leave(self, outcome: Result<T, E>) -> bool {
        let stands = outcome.is_ok();
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
        stands
    }
}

impl<T, E: From<Error>> Outcome<T, E> {
    /// What the job left, now that it is known what became of its transaction. Its own refusal stands whatever became of that.
    pub(super) fn after(self, transaction: Result<(), Error>) -> Result<T, E> {
        let left = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        match (transaction, left) {
            (_, Some(Err(error))) => Err(error),
            (Err(error), _) => Err(error.into()),
            (Ok(()), Some(done)) => done,
            (Ok(()), None) => Err(Error::Broken("a job left no outcome".to_owned()).into()),
        }
    }
}
