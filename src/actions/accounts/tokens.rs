//! Keys of programs: made by an adult for herself, shown once, good for what she says and for a year at most, revoked when she likes.
//!
//! A program that shows a key acts as its owner, with her rights as they are at that moment and never more than the key's scope. A child has
//! none: nobody would watch what is done in her name.

use std::fmt;

use super::super::{Error, ground};
use super::code;
use super::throttle::{self, Subject};
use crate::domain::id::{PersonId, TokenId};
use crate::domain::moment::Moment;
use crate::domain::policy::{Caller, Relations, Verb, may};
use crate::domain::refusal::{Check, Problem};
use crate::domain::rules::needed_text;
use crate::domain::scope::Scope;
use crate::store::accounts::{self, TokenRow, tokens};
use crate::store::{self, Conn, Tx};

/// A key says what it is, so that one that was published by mistake can be found.
const MARK: &str = "relevo_";
/// 52 letters are 260 random bits.
const LENGTH: usize = 52;
/// The longest that a key may be good for.
pub const MOST_DAYS: i64 = 365;
/// As many keys as one person may have.
pub const MOST: usize = 20;
const DAY_SECONDS: i64 = 24 * 60 * 60;
/// A use is noted once in so many milliseconds, so that reading is not writing.
const TOUCH_MILLIS: i64 = 60_000;

/// What a program shows. Only its digest is stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(String);

impl Key {
    /// The key in a text, if it can be one.
    pub fn parse(text: &str) -> Option<Key> {
        code::read(text.strip_prefix(MARK)?, LENGTH).map(Key)
    }

    /// What is shown to its owner, once.
    pub fn text(&self) -> String {
        format!("{MARK}{}", self.0)
    }

    fn digest(&self) -> [u8; 32] {
        code::digest("api-token", &self.0)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(not shown)")
    }
}

/// What somebody asks of a new key.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are those of the form")]
pub struct Make {
    pub id: TokenId,
    pub name: String,
    pub scope: Scope,
    pub days: i64,
}

/// In which relations the caller stands to keys of her own. A child stands in none.
fn to_own(caller: &Caller) -> Relations {
    let adult = caller.known().is_some_and(|member| !member.minor);
    if adult { Relations::ONESELF } else { Relations::NONE }
}

/// Whether the caller may have keys.
pub fn may_hold(caller: &Caller) -> bool {
    may(Verb::HoldKeys, to_own(caller))
}

/// Whether such a key could be made: asked before she proves her password, so that what else is wrong is told with it.
///
/// # Errors
/// As [`make`].
pub fn fit(conn: &mut Conn, caller: &Caller, input: &Make, now: Moment) -> Result<(), Error> {
    ground::allow(Verb::HoldKeys, to_own(caller))?;
    let person = caller.id().ok_or(Error::NOT_FOUND)?;
    let mut check = Check::new();
    check.take("name", needed_text(&input.name, 60));
    check.forbid(input.scope.is_empty(), "scope", Problem::Missing);
    check.require((1..=MOST_DAYS).contains(&input.days), "days", Problem::NotBetween(1, MOST_DAYS));
    let is_new = tokens::by_id(conn, input.id)?.is_none();
    check.require(!is_new || tokens::of_person(conn, person, now)?.len() < MOST, "", Problem::TooMany(MOST));
    Ok(check.done()?)
}

/// Makes a key, for an adult who has proved her password for it. Made twice from one form, there is one: nothing is shown the second time, for nobody knows it any more.
///
/// # Errors
/// The caller may have none, has many already, or a field has to be put right.
pub fn make(tx: &mut Tx<'_>, caller: &Caller, input: &Make) -> Result<Option<Key>, Error> {
    ground::allow(Verb::HoldKeys, to_own(caller))?;
    let person = ground::actor(tx, caller)?;
    let now = tx.now();
    tokens::sweep(tx, now)?;
    if let Some(there) = tokens::by_id(tx, input.id)? {
        return if there.person == person { Ok(None) } else { Err(Error::NOT_FOUND) };
    }
    fit(tx, caller, input, now)?;
    let name = needed_text(&input.name, 60).map_err(|problem| Error::at("name", problem))?;
    let key = Key(code::draw(code::LETTERS, LENGTH, |bytes| tx.chance(bytes)));
    let expires = now.plus_seconds(input.days * DAY_SECONDS);
    let row = TokenRow { id: input.id, person, name, scope: input.scope.to_string(), made: now, expires, used: None };
    tokens::insert(tx, &row, &key.digest())?;
    Ok(Some(key))
}

/// The caller's keys, newest first.
///
/// # Errors
/// She may have none.
pub fn own(conn: &mut Conn, caller: &Caller, now: Moment) -> Result<Vec<TokenRow>, Error> {
    ground::allow(Verb::HoldKeys, to_own(caller))?;
    let person = caller.id().ok_or(Error::NOT_FOUND)?;
    Ok(tokens::of_person(conn, person, now)?)
}

/// Ends a key. Ended twice, it is.
///
/// # Errors
/// It is somebody else's, or there is none.
pub fn revoke(tx: &mut Tx<'_>, caller: &Caller, id: TokenId) -> Result<(), Error> {
    ground::allow(Verb::HoldKeys, to_own(caller))?;
    let person = ground::actor(tx, caller)?;
    let row = tokens::by_id(tx, id)?.ok_or(Error::NOT_FOUND)?;
    if row.person != person {
        return Err(Error::NOT_FOUND);
    }
    let now = tx.now();
    Ok(tokens::end(tx, id, now)?)
}

/// Who shows a key, and what it is good for.
#[derive(Debug, Clone)]
pub struct Bearer {
    /// The key's id.
    pub id: TokenId,
    /// Its owner.
    pub person: PersonId,
    /// Its owner as policy sees her now.
    pub caller: Caller,
    /// What it is good for.
    pub scope: Scope,
    /// Whether it should be noted as used.
    pub touch: bool,
}

/// Reads who shows a key; nothing where it is none, has expired, was revoked, or its owner belongs nowhere any more.
///
/// # Errors
/// The database cannot be read.
pub fn bearer(conn: &mut Conn, key: &Key, now: Moment) -> Result<Option<Bearer>, store::Error> {
    let Some(row) = tokens::find(conn, &key.digest(), now)? else { return Ok(None) };
    let Some(member) = accounts::caller(conn, row.person)? else { return Ok(None) };
    let scope = row.scope.parse().map_err(|_| store::Error::Broken("the scope of a key cannot be read".to_owned()))?;
    let touch = row.used.is_none_or(|used| now.millis() - used.millis() >= TOUCH_MILLIS);
    Ok(Some(Bearer { id: row.id, person: row.person, caller: Caller::member(member), scope, touch }))
}

/// Notes that a key was used.
///
/// # Errors
/// The database refuses.
pub fn touch(tx: &mut Tx<'_>, id: TokenId) -> Result<(), store::Error> {
    let now = tx.now();
    tokens::touch(tx, id, now)
}

/// Lets a key that is none pass as an error, or says how long this address has to wait.
///
/// # Errors
/// Too many came from there; the database refuses.
pub fn count_wrong(tx: &mut Tx<'_>, address: std::net::IpAddr) -> Result<(), Error> {
    let from = Subject::keys_from(address);
    let now = tx.now();
    throttle::admit(tx, &[&from], now)?;
    throttle::count(tx, &[&from])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_was_shown_and_is_not_printed() {
        let key = Key(code::draw(code::LETTERS, LENGTH, |bytes| bytes.fill(7)));
        assert_eq!(Key::parse(&key.text()), Some(key.clone()));
        assert!(!format!("{key:?}").contains("777"));
        for not in ["", "relevo_", &"7".repeat(52), &format!("relevo_{}", "7".repeat(51))] {
            assert_eq!(Key::parse(not), None, "{not}");
        }
    }

    #[test]
    fn a_child_and_a_stranger_hold_none() {
        let member = |minor| {
            Caller::member(crate::domain::policy::Member { id: PersonId::from_bytes([1; 16]), minor, belongs: vec![], stewards: vec![] })
        };
        assert!(may_hold(&member(false)));
        assert!(!may_hold(&member(true)) && !may_hold(&Caller::ANONYMOUS));
    }
}
