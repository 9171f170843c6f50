//! The first account of a new installation: whoever opens it first founds the school and looks after it.

use super::super::{Error, places};
use super::invitations::{NewAccount, accept, issue_invitation};
use super::secret;
use super::sessions;
use super::sign_in::SignedIn;
use crate::store::Db;

/// Founds the first school, its first steward and her account in one transaction, and signs her in.
///
/// # Errors
/// The installation has been begun already, a field has to be put right, or the database cannot.
pub async fn begin(db: &Db, input: places::Begin, account: NewAccount) -> Result<SignedIn, Error> {
    let account = secret::off_thread(move || account.hash()).await??;
    db.write(move |tx| {
        places::begin(tx, &input)?;
        let code = issue_invitation(tx, input.person)?;
        let person = accept(tx, &code.text(), &account)?;
        let (token, expires) = sessions::open_session(tx, person, false)?;
        Ok(SignedIn { person, shared: false, token, expires })
    })
    .await
}
