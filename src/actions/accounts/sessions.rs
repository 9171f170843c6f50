//! Sessions: who has signed in, and for how long it holds.
//!
//! Adults stay signed in for 30 days after their last visit. On a machine that others use ten idle minutes end a session, and eight hours end it
//! whatever happens: so it is wherever an adult says that she shares the machine, and always for minors. Whether somebody is one is judged by what
//! she is now, so a session opened by mistake as an adult's does not outlive the mistake.

use std::fmt;

use super::code;
use crate::domain::id::PersonId;
use crate::domain::moment::Moment;
use crate::domain::policy::Caller;
use crate::store::accounts::{self, sessions};
use crate::store::{self, Conn, Tx};

pub use crate::store::accounts::SessionRow as Session;

const ADULT_IDLE_SECONDS: i64 = 30 * 24 * 60 * 60;
/// After how long a session on a machine that others use ends by itself.
pub const SHARED_IDLE_SECONDS: i64 = 10 * 60;
const SHARED_SECONDS: i64 = 8 * 60 * 60;
/// A visit is noted once in so many milliseconds, so that reading pages is not writing.
const TOUCH_MILLIS: i64 = 60_000;

/// 52 letters are 260 random bits.
const TOKEN_LENGTH: usize = 52;

/// What the cookie carries. Only its digest is stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// The token that a cookie carries, if it can be one.
    pub fn parse(text: &str) -> Option<Token> {
        code::read(text, TOKEN_LENGTH).map(Token)
    }

    /// The cookie's value.
    pub fn text(&self) -> &str {
        &self.0
    }

    fn digest(&self) -> [u8; 32] {
        code::digest("session", &self.0)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(not shown)")
    }
}

/// When a session ends that was used last at `seen`.
fn expiry(shared: bool, opened: Moment, seen: Moment) -> Moment {
    if shared {
        seen.plus_seconds(SHARED_IDLE_SECONDS).min(opened.plus_seconds(SHARED_SECONDS))
    } else {
        seen.plus_seconds(ADULT_IDLE_SECONDS)
    }
}

/// Opens a session for someone who has proved who she is, on a machine that others use or on her own, and removes those of everybody that have expired.
///
/// # Errors
/// The database refuses.
pub fn open_session(tx: &mut Tx<'_>, person: PersonId, shared: bool) -> Result<(Token, Moment), store::Error> {
    let now = tx.now();
    sessions::sweep(tx, now)?;
    let token = Token(code::draw(code::LETTERS, TOKEN_LENGTH, |bytes| tx.chance(bytes)));
    let expires = expiry(shared, now, now);
    sessions::insert(tx, &token.digest(), person, shared, now, expires)?;
    Ok((token, expires))
}

/// The session of a token, while it holds.
///
/// # Errors
/// The database cannot be read.
pub fn find(conn: &mut Conn, token: &Token, now: Moment) -> Result<Option<Session>, store::Error> {
    let found = sessions::find(conn, &token.digest(), now)?;
    Ok(found.and_then(|row| {
        let expires = row.expires.min(expiry(row.shared, row.opened, row.seen));
        (now < expires).then_some(Session { expires, ..row })
    }))
}

/// The session of a token and who is asking: what each request begins with. Three queries by key, two for a minor.
///
/// # Errors
/// The database cannot be read.
pub fn caller(conn: &mut Conn, token: &Token, now: Moment) -> Result<Option<(Session, Caller)>, store::Error> {
    let Some(session) = find(conn, token, now)? else { return Ok(None) };
    Ok(accounts::caller(conn, session.person)?.map(|member| (session, Caller::member(member))))
}

/// Whether it is time to note that the session was used.
pub fn needs_touch(session: &Session, now: Moment) -> bool {
    now.millis() - session.seen.millis() >= TOUCH_MILLIS
}

/// Notes that a session was used. One that has ended stays ended.
///
/// # Errors
/// The database refuses.
pub fn touch(tx: &mut Tx<'_>, token: &Token) -> Result<(), store::Error> {
    let now = tx.now();
    match find(tx, token, now)? {
        Some(session) => sessions::touch(tx, &token.digest(), now, expiry(session.shared, session.opened, now)),
        None => Ok(()),
    }
}

/// Signs out.
///
/// # Errors
/// The database refuses.
pub fn end_session(tx: &mut Tx<'_>, token: &Token) -> Result<(), store::Error> {
    sessions::end(tx, &token.digest())
}

/// Signs someone out everywhere.
///
/// # Errors
/// The database refuses.
pub fn end_all(tx: &mut Tx<'_>, person: PersonId) -> Result<(), store::Error> {
    sessions::end_all(tx, person)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sessions_end_when_they_should() {
        let minutes = |number: i64| Moment::from_millis(0).plus_seconds(60 * number);
        let day = 24 * 60;
        // (shared, opened, last seen) → expires, all in minutes.
        let table = [
            (false, 0, 0, 30 * day),
            (false, 0, 29 * day, 59 * day),
            (true, 0, 0, 10),
            (true, 0, 300, 310),
            (true, 0, 475, 480),
            (true, 100, 100, 110),
        ];
        for (shared, opened, seen, expires) in table {
            assert_eq!(expiry(shared, minutes(opened), minutes(seen)), minutes(expires), "shared {shared}, opened {opened}, seen {seen}");
        }
    }

    #[test]
    fn a_token_is_not_printed_and_foreign_text_is_none() {
        let token = Token(code::draw(code::LETTERS, TOKEN_LENGTH, |bytes| bytes.fill(7)));
        assert_eq!(Token::parse(token.text()), Some(token.clone()));
        assert!(!format!("{token:?}").contains("777"));
        for not in ["", "7", "¿?", &"7".repeat(53)] {
            assert_eq!(Token::parse(not), None);
        }
    }
}
