//! How often somebody may guess.
//!
//! An *account* has five tries, then waits 1, 2, 4 … up to 15 minutes after each further failure; a success or 15 quiet minutes forget them.
//! An *address* has thirty failures in 15 minutes, since a whole school stands behind one; no success forgets them, or whoever has an
//! account could guess at others' without end. A try that is turned away counts as no failure, so nobody is locked out for longer by those
//! who keep knocking. Sign-in asks twice: before hashing, to spare the work, and when it writes, in the one order of the writer, so that a
//! thousand tries at once are worth no more than one after another.

use std::net::IpAddr;

use super::super::Error;
use super::code::digest;
use crate::domain::id::PersonId;
use crate::domain::moment::Moment;
use crate::domain::refusal::Problem;
use crate::store::accounts::{self, Throttle, throttles};
use crate::store::{self, Conn, Tx};

/// After so many milliseconds everything is forgotten.
const QUIET: i64 = LONGEST * MINUTE;
const MINUTE: i64 = 60_000;
/// The longest wait, in minutes.
const LONGEST: i64 = 15;
/// Failures that cost an account nothing but the last of them.
const ACCOUNT_FAILURES: i32 = 5;
/// Failures that an address may have within [`QUIET`].
const ADDRESS_FAILURES: i32 = 30;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Account,
    Address,
}

/// Whose failures are counted. Stored as a digest: a name that was typed wrongly may be a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    kind: Kind,
    key: [u8; 32],
}

impl Subject {
    /// A sign-in name, whether anybody has it or not: a throttle that only real names have would tell which are.
    pub fn handle(handle: &str) -> Subject {
        Subject { kind: Kind::Account, key: digest("handle", handle) }
    }

    /// A person who signs in with a PIN.
    pub fn person(person: PersonId) -> Subject {
        Subject { kind: Kind::Account, key: digest("account", &person.to_string()) }
    }

    /// The code of a card, whether there is such a card or not.
    pub fn card(code: &str) -> Subject {
        Subject { kind: Kind::Account, key: digest("card", code) }
    }

    /// A network address.
    pub fn address(address: IpAddr) -> Subject {
        Subject { kind: Kind::Address, key: digest("address", &network(address)) }
    }

    /// The address from which concerns are raised, by whomever. A whole school stands behind one.
    pub fn concerns_from(address: IpAddr) -> Subject {
        Subject { key: digest("concerns", &network(address)), kind: Kind::Address }
    }

    /// The address from which programs come whose keys are none.
    pub fn keys_from(address: IpAddr) -> Subject {
        Subject { key: digest("keys", &network(address)), kind: Kind::Address }
    }
}

/// A network address as it is counted. In version 6 a household has 2⁶⁴ of them, so the first half counts.
fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(four) => four.to_string(),
        IpAddr::V6(six) => format!("{:x?}", &six.segments()[..4]),
    }
}

/// Whether what is known is forgotten by now. A row from the future, left by a clock that was put right, would never be.
fn is_over(throttle: Throttle, now: Moment) -> bool {
    !(0..QUIET).contains(&(now.millis() - throttle.since.millis()))
}

/// How many minutes a subject has to wait; 0 where it may try.
fn wait(kind: Kind, throttle: Throttle, now: Moment) -> u32 {
    if is_over(throttle, now) {
        return 0;
    }
    let minutes = match kind {
        Kind::Account if throttle.failures >= ACCOUNT_FAILURES => {
            let doublings = u32::try_from(throttle.failures - ACCOUNT_FAILURES).unwrap_or(0);
            1i64.checked_shl(doublings.min(10)).unwrap_or(LONGEST).min(LONGEST)
        }
        Kind::Address if throttle.failures >= ADDRESS_FAILURES => LONGEST,
        Kind::Account | Kind::Address => 0,
    };
    let left = throttle.since.millis() + minutes * MINUTE - now.millis();
    u32::try_from(left.max(0)).unwrap_or(0).div_ceil(60_000)
}

/// What a further failure leaves behind. An account's time runs from its last failure, an address's from its first.
fn after_failure(kind: Kind, known: Option<Throttle>, now: Moment) -> Throttle {
    match known.filter(|throttle| !is_over(*throttle, now)) {
        Some(throttle) => {
            let since = if kind == Kind::Account { now } else { throttle.since };
            Throttle { failures: throttle.failures.saturating_add(1), since }
        }
        None => Throttle { failures: 1, since: now },
    }
}

/// How many minutes these have to wait, the longest of them.
///
/// # Errors
/// The database cannot be read.
pub fn minutes(conn: &mut Conn, subjects: &[&Subject], now: Moment) -> Result<u32, store::Error> {
    let mut longest = 0;
    for subject in subjects {
        if let Some(throttle) = throttles::find(conn, &subject.key)? {
            longest = longest.max(wait(subject.kind, throttle, now));
        }
    }
    Ok(longest)
}

/// Lets a try pass, or says how long to wait.
///
/// # Errors
/// [`Problem::TooManyTries`], or the database cannot be read.
pub fn admit(conn: &mut Conn, subjects: &[&Subject], now: Moment) -> Result<(), Error> {
    match minutes(conn, subjects, now)? {
        0 => Ok(()),
        minutes => Err(Error::whole(Problem::TooManyTries(minutes))),
    }
}

/// Counts a failure, or whatever else is bounded.
///
/// # Errors
/// The database refuses.
pub fn count(tx: &mut Tx<'_>, subjects: &[&Subject]) -> Result<(), store::Error> {
    let now = tx.now();
    // Rows live for minutes; without this, guessed names would pile up.
    throttles::sweep(tx, Moment::from_millis(now.millis() - QUIET))?;
    for subject in subjects {
        let known = throttles::find(tx, &subject.key)?;
        throttles::set(tx, &subject.key, after_failure(subject.kind, known, now))?;
    }
    Ok(())
}

/// Forgets the failures of an account that has signed in, or got a new secret.
///
/// # Errors
/// The database refuses.
pub fn clear(tx: &mut Tx<'_>, account: &Subject) -> Result<(), store::Error> {
    throttles::clear(tx, &account.key)
}

/// Forgets the failures of a person's accounts.
///
/// # Errors
/// The database refuses.
pub fn forget(tx: &mut Tx<'_>, person: PersonId) -> Result<(), store::Error> {
    if let Some(handle) = accounts::handle(tx, person)? {
        clear(tx, &Subject::handle(&handle))?;
    }
    clear(tx, &Subject::person(person))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Moment {
        Moment::from_millis(1_000_000).plus_seconds(seconds)
    }

    #[test]
    fn an_account_waits_longer_after_each_failure_and_is_forgotten_after_quiet() {
        let expected = [0, 0, 0, 0, 1, 2, 4, 8, 15, 15, 15];
        let mut throttle = None;
        for minutes in expected {
            let now = after_failure(Kind::Account, throttle, at(0));
            assert_eq!(wait(Kind::Account, now, at(0)), minutes, "after {} failures", now.failures);
            throttle = Some(now);
        }
        let fifth = Throttle { failures: 5, since: at(0) };
        assert_eq!((wait(Kind::Account, fifth, at(59)), wait(Kind::Account, fifth, at(60))), (1, 0));
        let many = Throttle { failures: i32::MAX, since: at(0) };
        assert_eq!((wait(Kind::Account, many, at(899)), wait(Kind::Account, many, at(900))), (1, 0));
        assert_eq!(after_failure(Kind::Account, Some(many), at(899)).failures, i32::MAX);
        assert_eq!(after_failure(Kind::Account, Some(many), at(900)).failures, 1);
        assert_eq!(wait(Kind::Account, many, at(-1)), 0, "a clock that was put back locks nobody out");
    }

    #[test]
    fn an_address_waits_for_the_end_of_its_quarter_of_an_hour() {
        let mut throttle = None;
        for failure in 0..30 {
            assert!(throttle.is_none_or(|known| wait(Kind::Address, known, at(failure)) == 0), "failure {failure}");
            throttle = Some(after_failure(Kind::Address, throttle, at(failure)));
        }
        let full = throttle.expect("counted");
        assert_eq!((full.failures, full.since), (30, at(0)));
        assert_eq!((wait(Kind::Address, full, at(30)), wait(Kind::Address, full, at(899)), wait(Kind::Address, full, at(900))), (15, 1, 0));
    }

    #[test]
    fn addresses_of_one_household_are_one_and_others_are_not() {
        let subject = |text: &str| Subject::address(text.parse().expect("an address"));
        assert_eq!(subject("2001:db8:1:2::1"), subject("2001:db8:1:2:ffff::9"));
        assert_ne!(subject("2001:db8:1:2::1"), subject("2001:db8:1:3::1"));
        assert_eq!(subject("::ffff:10.0.0.1"), subject("10.0.0.1"));
        assert_ne!(subject("10.0.0.2"), subject("10.0.0.1"));
    }
}
