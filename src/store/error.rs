//! What can go wrong between the program and its database. Refusals of the practice are not errors of the store: see `domain::refusal`.

/// The database could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// More is waiting than can be served soon. Shown as 503. A job that was not taken in is not done; one whose answer was no longer waited
    /// for may still be committed. Trying again is right in both cases: a form carries the id of what it makes, so that a second try changes
    /// nothing and answers the same.
    #[error("the database is busy")]
    Busy,
    /// The database cannot be reached, or was lost on the way. Nothing was written. Shown as 503.
    #[error("the database is away: {0}")]
    Away(String),
    /// A statement failed that should not have. Shown as 500.
    #[error("the database failed: {0}")]
    Failed(diesel::result::Error),
    /// A stored line cannot be read.
    #[error(transparent)]
    Unreadable(#[from] crate::domain::fact::UnreadableFact),
    /// A value cannot be written as JSON, or read back.
    #[error("stored JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// The schema could not be brought up to date.
    #[error("migration: {0}")]
    Migration(String),
    /// The journal contradicts itself.
    #[error("the journal is broken: {0}")]
    Broken(String),
}

impl Error {
    /// Lost, with the cause in words (never shown to a visitor).
    pub fn away(cause: &dyn std::fmt::Display) -> Error {
        Error::Away(cause.to_string())
    }

    pub(super) fn migration(cause: Box<dyn std::error::Error + Send + Sync>) -> Error {
        Error::Migration(cause.to_string())
    }

    /// Whether trying again later can help.
    pub fn is_passing(&self) -> bool {
        matches!(self, Error::Busy | Error::Away(_))
    }
}

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Error {
        use diesel::result::{DatabaseErrorKind, Error as Diesel};
        let text = error.to_string();
        match error {
            Diesel::DatabaseError(DatabaseErrorKind::ClosedConnection, _) => Error::Away(text),
            Diesel::DatabaseError(_, _)
                if text.contains("database is locked") || text.contains("statement timeout") || text.contains("lock timeout") =>
            {
                Error::Busy
            }
            Diesel::DatabaseError(_, _)
                if text.contains("disk I/O")
                    || text.contains("disk is full")
                    || text.contains("terminating connection")
                    || text.contains("server closed") =>
            {
                Error::Away(text)
            }
            Diesel::BrokenTransactionManager => Error::Away(text),
            other => Error::Failed(other),
        }
    }
}
