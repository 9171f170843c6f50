//! Adults' accounts: a one-time code from a steward, with which an adult chooses her sign-in name and password, or chooses them anew.

use std::fmt;

use super::super::{Error, ground};
use super::secret::{self, Hashed, Secret};
use super::sign_in::SignedIn;
use super::throttle::{self, Subject};
use super::{code, present, sessions};
use crate::domain::id::PersonId;
use crate::domain::moment::Moment;
use crate::domain::policy::{Caller, Verb, may};
use crate::domain::refusal::{Check, Problem, Refusal};
use crate::store::{Conn, Db, Tx, accounts};

/// How long an invitation can be taken up: 7 days.
const INVITATION_SECONDS: i64 = 7 * 24 * 60 * 60;
/// 12 letters are 60 random bits: too many to guess in a week.
const CODE_LENGTH: usize = 12;

/// The shortest password, in characters; its own sign-in name in it does not count.
pub const SHORTEST_PASSWORD: usize = 8;
/// The longest.
pub const LONGEST_PASSWORD: usize = 200;
/// The shortest sign-in name, in characters.
pub const SHORTEST_HANDLE: usize = 3;
/// The longest.
pub const LONGEST_HANDLE: usize = 40;

/// A code that is shown once and handed over.
#[derive(Clone, PartialEq, Eq)]
pub struct InvitationCode(String);

impl InvitationCode {
    /// As it is shown: three groups of four.
    pub fn text(&self) -> String {
        let (first, rest) = self.0.split_at(CODE_LENGTH / 3);
        let (second, third) = rest.split_at(CODE_LENGTH / 3);
        format!("{first}-{second}-{third}")
    }
}

impl fmt::Debug for InvitationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InvitationCode(not shown)")
    }
}

fn digest(typed: &str) -> Option<[u8; 32]> {
    code::read(typed, CODE_LENGTH).map(|code| code::digest("invitation", &code))
}

/// Invites an adult to choose a name and a password. An older invitation is void.
///
/// Whoever holds the code can sign in as her, so the caller must be allowed to at *every* place where she belongs or that she administers: a
/// school's steward does not get at the account of the supervisor who is a member of the school too. A steward above is allowed only where
/// the place has no other steward who could do it.
///
/// # Errors
/// Not for this caller; or she is a minor, who never has a password.
pub fn invite(tx: &mut Tx<'_>, caller: &Caller, person: PersonId) -> Result<InvitationCode, Error> {
    if !may_invite(tx, caller, person)? {
        return Err(Error::NOT_FOUND);
    }
    issue_invitation(tx, person)
}

/// Whether the caller may invite her: for pages that offer it.
///
/// # Errors
/// She is not there, or the database cannot be read.
pub fn may_invite(conn: &mut Conn, caller: &Caller, person: PersonId) -> Result<bool, Error> {
    let member = present(conn, person)?;
    for node in member.belongs.iter().map(|(node, _)| node).chain(&member.stewards) {
        let place = ground::place(conn, *node)?;
        // A school to which she belongs under a zone that she administers goes with the zone: who restores its steward restores her whole.
        if place.above.iter().any(|above| member.stewards.contains(above)) {
            continue;
        }
        if !may(Verb::InviteAdult, ground::to_door(conn, caller, &place, Some(person))?) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The same without asking who invites: for whoever runs commands on the machine, who lets in the first steward.
///
/// # Errors
/// She belongs nowhere, or is a minor.
pub fn issue_invitation(tx: &mut Tx<'_>, person: PersonId) -> Result<InvitationCode, Error> {
    if present(tx, person)?.minor {
        return Err(Error::at("person", Problem::UnknownChoice));
    }
    let now = tx.now();
    accounts::sweep_invitations(tx, now)?;
    let code = code::draw(code::LETTERS, CODE_LENGTH, |bytes| tx.chance(bytes));
    accounts::set_invitation(tx, person, &code::digest("invitation", &code), now.plus_seconds(INVITATION_SECONDS))?;
    Ok(InvitationCode(code))
}

/// A sign-in name as it is compared: trimmed, lower case.
pub fn fold_handle(typed: &str) -> String {
    typed.trim().to_lowercase()
}

/// A sign-in name that can be chosen: letters without accents, digits, dots and hyphens, so that it can be typed on any keyboard.
///
/// # Errors
/// Missing, too short, too long, or with other signs.
pub fn new_handle(typed: &str) -> Result<String, Problem> {
    let handle = fold_handle(typed);
    let known = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '.' || sign == '-';
    match handle.chars().count() {
        0 => Err(Problem::Missing),
        1..SHORTEST_HANDLE => Err(Problem::TooShort(SHORTEST_HANDLE)),
        SHORTEST_HANDLE..=LONGEST_HANDLE if handle.chars().all(known) => Ok(handle),
        SHORTEST_HANDLE..=LONGEST_HANDLE => Err(Problem::NotAHandle),
        _ => Err(Problem::TooLong(LONGEST_HANDLE)),
    }
}

/// A name and a password that keep to the rules, not yet hashed.
#[derive(Debug, Clone)]
pub struct NewAccount {
    handle: String,
    password: Secret,
}

/// The same, hashed.
#[derive(Debug, Clone)]
pub struct HashedAccount {
    handle: String,
    hash: Hashed,
}

impl NewAccount {
    /// Reads a form with the fields `handle`, `password` and `again`.
    ///
    /// # Errors
    /// Every problem of the form at once.
    pub fn read(handle: &str, password: &str, again: &str) -> Result<NewAccount, Refusal> {
        let mut check = Check::new();
        let handle = check.take("handle", new_handle(handle)).unwrap_or_default();
        let password = Secret::new(password);
        if password.length() == 0 {
            check.add("password", Problem::Missing);
        } else if password.length() > LONGEST_PASSWORD {
            check.add("password", Problem::TooLong(LONGEST_PASSWORD));
        } else {
            let counted = if handle.is_empty() { password.length() } else { password.length_without(&handle) };
            let short = match password.length() >= SHORTEST_PASSWORD {
                true => Problem::TooShortBesideName(SHORTEST_PASSWORD),
                false => Problem::TooShort(SHORTEST_PASSWORD),
            };
            check.require(counted >= SHORTEST_PASSWORD, "password", short);
            check.forbid(counted >= SHORTEST_PASSWORD && password.is_common(), "password", Problem::CommonPassword);
        }
        check.require(password == Secret::new(again), "again", Problem::PasswordsDiffer);
        check.done()?;
        Ok(NewAccount { handle, password })
    }

    /// Hashes the password. Blocks for tens of milliseconds: never inside a transaction.
    ///
    /// # Errors
    /// As [`Hashed::of`].
    pub fn hash(self) -> Result<HashedAccount, Error> {
        Ok(HashedAccount { hash: Hashed::of(&self.password)?, handle: self.handle })
    }
}

impl HashedAccount {
    /// Keeps it as somebody's, in place of what she had; with what failures had counted forgotten, and with the keys of programs and the address of
    /// her calendar void: whoever knew her password may have made them.
    pub(super) fn keep(&self, tx: &mut Tx<'_>, person: PersonId) -> Result<(), Error> {
        throttle::forget(tx, person)?;
        accounts::tokens::end_all(tx, person)?;
        accounts::calendars::end(tx, person)?;
        accounts::set_password(tx, person, &self.handle, self.hash.text())?;
        throttle::clear(tx, &Subject::handle(&self.handle))?;
        Ok(())
    }
}

/// Whom a code invites: an adult who belongs somewhere, within seven days.
///
/// # Errors
/// [`Problem::CodeSpent`] at `code`, whatever is wrong with it.
pub fn invited(conn: &mut Conn, typed: &str, now: Moment) -> Result<PersonId, Error> {
    let person = match digest(typed) {
        Some(digest) => accounts::invited(conn, &digest, now)?,
        None => None,
    };
    let member = match person {
        Some(person) => accounts::caller(conn, person)?,
        None => None,
    };
    // She may have left, or been put right as a minor, since she was invited.
    member.filter(|member| !member.minor).map(|member| member.id).ok_or(Error::at("code", Problem::CodeSpent))
}

/// Takes an invitation up: the name and password replace what she had, and she is signed out wherever she was signed in.
///
/// # Errors
/// The code is spent, or somebody else has the name.
pub fn accept(tx: &mut Tx<'_>, typed: &str, account: &HashedAccount) -> Result<PersonId, Error> {
    let now = tx.now();
    let person = invited(tx, typed, now)?;
    if accounts::holder(tx, &account.handle)?.is_some_and(|holder| holder != person) {
        return Err(Error::at("handle", Problem::NameTaken));
    }
    let first = accounts::handle(tx, person)?.is_none();
    account.keep(tx, person)?;
    if first {
        super::super::visits::ask_of_coming(tx, person)?;
    }
    accounts::end_invitations(tx, person)?;
    sessions::end_all(tx, person)?;
    Ok(person)
}

/// Takes an invitation up and signs in. The code is looked at before anything is hashed, so that made-up codes cost nothing.
///
/// # Errors
/// As [`accept`], or the database cannot.
pub async fn take_up(db: &Db, typed: &str, account: NewAccount) -> Result<SignedIn, Error> {
    let (now, typed) = (db.now(), typed.to_owned());
    let early = typed.clone();
    db.read(move |conn| invited(conn, &early, now)).await?;
    let account = secret::off_thread(move || account.hash()).await??;
    db.write(move |tx| {
        let person = accept(tx, &typed, &account)?;
        let (token, expires) = sessions::open_session(tx, person, false)?;
        Ok(SignedIn { person, shared: false, token, expires })
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sign_in_names_can_be_typed_anywhere() {
        assert_eq!(new_handle("  Elvia.Ruiz-2 "), Ok("elvia.ruiz-2".to_owned()));
        assert_eq!(new_handle(" "), Err(Problem::Missing));
        assert_eq!(new_handle("ab"), Err(Problem::TooShort(3)));
        assert_eq!(new_handle(&"a".repeat(41)), Err(Problem::TooLong(40)));
        for not in ["elvia ruiz", "elvia@escuela", "peña", "eIvіa", "a_b"] {
            assert_eq!(new_handle(not), Err(Problem::NotAHandle), "{not}");
        }
    }

    #[test]
    fn passwords_are_long_and_not_the_name() {
        let problem = |handle: &str, password: &str, again: &str| match NewAccount::read(handle, password, again) {
            Ok(_) => vec![],
            Err(Refusal::Invalid(problems)) => problems.into_iter().map(|one| (one.field, one.problem)).collect(),
            Err(Refusal::NotFound) => vec![("", Problem::Missing)],
        };
        assert_eq!(problem("elvia", "tres tri", "tres tri"), vec![]);
        assert_eq!(problem("elvia", "tres tr", "tres tr"), vec![("password", Problem::TooShort(8))]);
        assert_eq!(problem("elvia-ruiz", "Elvia-Ruiz", "Elvia-Ruiz"), vec![("password", Problem::TooShortBesideName(8))]);
        assert_eq!(problem("elvia", "elvia2026", "elvia2026"), vec![("password", Problem::TooShortBesideName(8))]);
        assert_eq!(problem("elvia", &"ñandú".repeat(40), &"ñandú".repeat(40)), vec![]);
        assert_eq!(problem("elvia", &"ñandúes".repeat(29), &"ñandúes".repeat(29)), vec![("password", Problem::TooLong(200))]);
        let all = problem("", "", "x");
        assert_eq!(all, vec![("handle", Problem::Missing), ("password", Problem::Missing), ("again", Problem::PasswordsDiffer)]);
    }
}
