//! Signing in, in three steps: *load* what is stored (a read), *verify* (tens of milliseconds of hashing, in no transaction), *finish* (a
//! write: a session, or a failure counted). [`with_password`] and [`with_pin`] do the three in order.
//!
//! The answer never tells whether a name exists: an unknown one is hashed against, throttled and refused like a known one. *Finish* asks
//! everything again, in the transaction that writes: the throttle, the classroom, and that the credential is still the one that was verified.

use std::net::IpAddr;

use super::super::Error;
use super::classrooms;
use super::invitations::fold_handle;
use super::secret::{self, Secret};
use super::sessions::{self, Token};
use super::throttle::{self, Subject};
use crate::domain::id::PersonId;
use crate::domain::moment::Moment;
use crate::domain::policy::Member;
use crate::domain::refusal::{Problem, Refusal};
use crate::store::accounts::{self, Credential};
use crate::store::{self, Conn, Db, Tx};

/// How someone says who she is.
#[derive(Debug, Clone)]
enum By {
    /// An adult's sign-in name, folded.
    Handle(String),
    /// A child chosen from the list of the classroom with this code.
    Pin { code: String, person: PersonId },
}

/// A try whose secret has not been looked at yet.
pub struct Loaded {
    by: By,
    typed: Secret,
    account: Subject,
    address: Subject,
    shared: bool,
    stored: Option<Credential>,
}

/// A try whose secret has been compared. It says nothing until [`finish`] has written.
pub struct Verified {
    by: By,
    account: Subject,
    address: Subject,
    shared: bool,
    /// What the secret fits, if it does.
    proved: Option<Credential>,
}

/// A session that has been opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// Whose it is.
    pub person: PersonId,
    /// Whether others use the machine; the cookie then lives no longer than the browser.
    pub shared: bool,
    /// What the cookie carries.
    pub token: Token,
    /// When it ends unless it is used.
    pub expires: Moment,
}

/// What became of a try. A refusal is no error of the transaction: the failure that it counted has to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a refused sign-in is an answer, not an error"]
pub enum Outcome {
    /// In.
    SignedIn(SignedIn),
    /// Not, for this reason.
    Refused(Refusal),
}

impl Outcome {
    /// The session; to be asked outside the transaction.
    ///
    /// # Errors
    /// The refusal.
    pub fn done(self) -> Result<SignedIn, Error> {
        match self {
            Outcome::SignedIn(session) => Ok(session),
            Outcome::Refused(refusal) => Err(refusal.into()),
        }
    }
}

fn load(conn: &mut Conn, by: By, typed: Secret, address: IpAddr, shared: bool, now: Moment) -> Result<Loaded, Error> {
    let account = match &by {
        By::Handle(handle) => Subject::handle(handle),
        By::Pin { person, .. } => Subject::person(*person),
    };
    let address = Subject::address(address);
    throttle::admit(conn, &[&account, &address], now)?;
    let stored = match &by {
        By::Handle(handle) => accounts::password(conn, handle)?,
        By::Pin { code, person } => match classrooms::by_code(conn, code, now)? {
            Some(classroom) => accounts::pin(conn, classroom.school, *person)?,
            None => None,
        },
    };
    Ok(Loaded { by, typed, account, address, shared, stored })
}

/// The first step for an adult, on a machine that others use or on her own.
///
/// # Errors
/// She has to wait, or the database cannot be read.
pub fn load_password(conn: &mut Conn, handle: &str, password: Secret, address: IpAddr, shared: bool, now: Moment) -> Result<Loaded, Error> {
    load(conn, By::Handle(fold_handle(handle)), password, address, shared, now)
}

/// The first step for a child whom the list of an open classroom shows.
///
/// # Errors
/// She has to wait, or the database cannot be read.
pub fn load_pin(conn: &mut Conn, code: &str, person: PersonId, pin: Secret, address: IpAddr, now: Moment) -> Result<Loaded, Error> {
    load(conn, By::Pin { code: code.to_owned(), person }, pin, address, true, now)
}

impl Loaded {
    /// The second step: tens of milliseconds on a blocking thread, whether the account exists or not.
    pub fn verify(self) -> Verified {
        let fits = secret::fits(&self.typed, self.stored.as_ref().map(|stored| stored.hash.as_str()));
        let Loaded { by, account, address, shared, stored, .. } = self;
        Verified { by, account, address, shared, proved: stored.filter(|_| fits) }
    }
}

/// The third step: opens the session, or counts the failure.
///
/// # Errors
/// The database refuses.
pub fn finish(tx: &mut Tx<'_>, verified: Verified) -> Result<Outcome, store::Error> {
    let shared = verified.shared;
    Ok(match confirm(tx, verified)? {
        Ok(member) => {
            let shared = shared || member.minor;
            let (token, expires) = sessions::open_session(tx, member.id, shared)?;
            Outcome::SignedIn(SignedIn { person: member.id, shared, token, expires })
        }
        Err(refusal) => Outcome::Refused(refusal),
    })
}

/// Who has proved it, or why not; the failure is counted.
fn confirm(tx: &mut Tx<'_>, verified: Verified) -> Result<Result<Member, Refusal>, store::Error> {
    let Verified { by, account, address, proved, .. } = verified;
    let now = tx.now();
    // Of many tries at once only the first few may have an answer, and a right one among the others is not told.
    let wait = throttle::minutes(tx, &[&account, &address], now)?;
    if wait > 0 {
        return Ok(Err(Refusal::whole(Problem::TooManyTries(wait))));
    }
    let current = match &by {
        By::Handle(handle) => accounts::password(tx, handle)?,
        By::Pin { code, person } => match classrooms::by_code(tx, code, now)? {
            Some(classroom) => accounts::pin(tx, classroom.school, *person)?,
            // A wrong code is no failure of the child's.
            None => return wrong_code(tx, &address).map(Err),
        },
    };
    // The same credential still stands, and its owner still belongs somewhere.
    let member = match proved.filter(|proved| current.as_ref() == Some(proved)) {
        Some(credential) => accounts::caller(tx, credential.person)?,
        None => None,
    };
    let Some(member) = member else {
        throttle::count(tx, &[&account, &address])?;
        return Ok(Err(Refusal::whole(Problem::WrongCredentials)));
    };
    throttle::clear(tx, &account)?;
    Ok(Ok(member))
}

/// Counts a code that opens no classroom, and says so.
pub(super) fn wrong_code(tx: &mut Tx<'_>, address: &Subject) -> Result<Refusal, store::Error> {
    throttle::count(tx, &[address])?;
    Ok(Refusal::at("code", Problem::CodeSpent))
}

async fn finish_off_thread(db: &Db, loaded: Loaded) -> Result<SignedIn, Error> {
    let verified = secret::off_thread(move || loaded.verify()).await?;
    db.write(move |tx| finish(tx, verified)).await?.done()
}

/// Signs an adult in, on a machine that others use or on her own.
///
/// # Errors
/// Wrong name or password, too many tries, or the database cannot.
pub async fn with_password(db: &Db, handle: &str, password: &str, address: IpAddr, shared: bool) -> Result<SignedIn, Error> {
    let (now, handle, password) = (db.now(), handle.to_owned(), Secret::new(password));
    let loaded = db.read(move |conn| load_password(conn, &handle, password, address, shared, now)).await?;
    finish_off_thread(db, loaded).await
}

/// Lets an adult who has signed in prove her password again, for what a machine that was left open must not be enough for. Answers with the name
/// under which she signs in.
///
/// # Errors
/// She has none, the one that she typed at `current` is another, too many tries, or the database cannot.
pub async fn prove_again(db: &Db, person: PersonId, current: &str, address: IpAddr) -> Result<String, Error> {
    let handle = db.read(move |conn| accounts::handle(conn, person)).await?.ok_or(Error::NOT_FOUND)?;
    if current.is_empty() {
        return Err(Error::at("current", Problem::Missing));
    }
    let (now, name, password) = (db.now(), handle.clone(), Secret::new(current));
    let loaded = db.read(move |conn| load_password(conn, &name, password, address, true, now)).await?;
    let verified = secret::off_thread(move || loaded.verify()).await?;
    match db.write(move |tx| confirm(tx, verified)).await? {
        Ok(_) => Ok(handle),
        Err(refusal) if refusal == Refusal::whole(Problem::WrongCredentials) => Err(Error::at("current", Problem::WrongPassword)),
        Err(refusal) => Err(refusal.into()),
    }
}

/// Signs a child in.
///
/// # Errors
/// A code that opens no classroom now, a wrong PIN, too many tries, or the database cannot.
pub async fn with_pin(db: &Db, code: &str, person: PersonId, pin: &str, address: IpAddr) -> Result<SignedIn, Error> {
    let (now, code, pin) = (db.now(), code.to_owned(), Secret::new(pin.trim()));
    let loaded = db.read(move |conn| load_pin(conn, &code, person, pin, address, now)).await?;
    finish_off_thread(db, loaded).await
}
