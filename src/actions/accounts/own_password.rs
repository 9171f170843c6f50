//! An adult changes her own password. She proves the one that she has, as when she signs in: a machine that was left open is not enough.
//! Whoever has forgotten it is invited anew ([`super::invitations`]).

use std::net::IpAddr;

use super::super::Error;
use super::invitations::NewAccount;
use super::sign_in::{self, SignedIn};
use super::{present, secret, sessions};
use crate::domain::id::PersonId;
use crate::domain::refusal::{Problem, Refusal};
use crate::store::{Db, accounts};

/// A change as typed.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are those of the form")]
pub struct Change {
    pub current: String,
    pub password: String,
    pub again: String,
    /// Whether others use the machine at which she does it.
    pub shared: bool,
}

/// Changes it. She is signed out wherever she was signed in, and signed in anew with the session that is given back; invitations that wait are
/// void.
///
/// # Errors
/// She has none, the one she typed at `current` is another, too many tries, a field has to be put right, or the database cannot.
pub async fn change(db: &Db, person: PersonId, typed: Change, address: IpAddr) -> Result<SignedIn, Error> {
    let handle = db.read(move |conn| accounts::handle(conn, person)).await?.ok_or(Error::NOT_FOUND)?;
    let account = NewAccount::read(&handle, &typed.password, &typed.again);
    let account = match account {
        Ok(account) if !typed.current.is_empty() => account,
        Ok(_) => return Err(Error::at("current", Problem::Missing)),
        Err(refusal) if typed.current.is_empty() => return Err(Refusal::at("current", Problem::Missing).and(refusal).into()),
        Err(refusal) => return Err(refusal.into()),
    };
    sign_in::prove_again(db, person, &typed.current, address).await?;
    let account = secret::off_thread(move || account.hash()).await??;
    db.write(move |tx| {
        // She may have left, or been invited anew, in the meantime.
        if present(tx, person)?.minor || accounts::handle(tx, person)?.as_ref() != Some(&handle) {
            return Err(Error::NOT_FOUND);
        }
        account.keep(tx, person)?;
        accounts::end_invitations(tx, person)?;
        sessions::end_all(tx, person)?;
        let (token, expires) = sessions::open_session(tx, person, typed.shared)?;
        Ok(SignedIn { person, shared: typed.shared, token, expires })
    })
    .await
}
