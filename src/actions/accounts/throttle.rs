//! How often somebody may guess.
//!
//! An *account* has five tries, then waits 1, 2, 4 … up to 15 minutes after each further failure; a success forgets them, or
//! eight quiet hours.
//! An *address* has thirty failures in 15 minutes, since a whole school stands behind one; no success forgets them, or whoever has an
//! account could guess at others' without end. A try that is turned away counts as no failure, so nobody is locked out for longer by those
//! who keep knocking. Sign-in asks twice: before hashing, to spare the work, and when it writes, in the one order of the writer, so that a
//! thousand tries at once are worth no more than one after another. The name of somebody who comes from another school, or is to
//! leave one whose people are not shown, is guessed at like an account.
//!
//! What somebody says is *wrong* is bounded more gently, since nobody must be silenced by another: a *voice* has room for ten, and one comes
//! free every minute. Each person who has signed in is one voice; those who have not are one voice for each address and school, with room for
//! thirty. A person's voice is counted under a key that this process alone knows, so that the data do not tell who spoke.

use std::net::IpAddr;
use std::sync::LazyLock;

use super::super::Error;
use super::code::digest;
use crate::domain::id::{MoveId, NodeId, PersonId};
use crate::domain::moment::Moment;
use crate::domain::refusal::Problem;
use crate::store::accounts::{self, Throttle, throttles};
use crate::store::{self, Conn, Tx};

/// After so many milliseconds everything is forgotten.
const QUIET: i64 = LONGEST * MINUTE;
/// After so many milliseconds without a failure an account's are forgotten: a school day, or whoever waits out the longest wait would begin anew.
const MEMORY: i64 = 8 * 60 * MINUTE;
const MINUTE: i64 = 60_000;
/// The longest wait, in minutes.
const LONGEST: i64 = 15;
/// Failures that cost an account nothing but the last of them.
const ACCOUNT_FAILURES: i32 = 5;
/// Failures that an address may have within [`QUIET`].
const ADDRESS_FAILURES: i32 = 30;

/// What one person may say at once, before it comes free by the minute.
const OWN_VOICE: i32 = 10;
/// The same for those at one address who have not signed in, about one school.
const SHARED_VOICE: i32 = 30;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Account,
    Address,
    /// Filled by what is said, and drained by one a minute.
    Voice(i32),
}

/// The key of this process under which voices are counted. It is in no file: a copy of the data tells of nobody that she spoke.
static WHISPER: LazyLock<[u8; 32]> = LazyLock::new(|| {
    let mut key = [0; 32];
    rand::fill(&mut key);
    key
});

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

    /// Somebody who is to come from another school, to the one that types her name.
    pub fn arrival(movement: MoveId) -> Subject {
        Subject { kind: Kind::Account, key: digest("arrival", &movement.to_string()) }
    }

    /// Somebody who names from above who is to leave a school.
    pub fn door(caller: PersonId, school: NodeId) -> Subject {
        Subject { kind: Kind::Account, key: digest("door", &format!("{caller} {school}")) }
    }

    /// A network address.
    pub fn address(address: IpAddr) -> Subject {
        Subject { kind: Kind::Address, key: digest("address", &network(address)) }
    }

    /// Somebody who has signed in and says what is wrong.
    pub fn voice(person: PersonId) -> Subject {
        let name = format!("{:x?} {person}", *WHISPER);
        Subject { kind: Kind::Voice(OWN_VOICE), key: digest("voice", &name) }
    }

    /// Those who say what is wrong at a school without signing in, from one address. A whole school stands behind one, or a whole town behind a
    /// telephone company's.
    pub fn voices_from(address: IpAddr, school: NodeId) -> Subject {
        Subject { kind: Kind::Voice(SHARED_VOICE), key: digest("voices", &format!("{} {school}", network(address))) }
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
fn is_over(kind: Kind, throttle: Throttle, now: Moment) -> bool {
    let quiet = if kind == Kind::Account { MEMORY } else { QUIET };
    !(0..quiet).contains(&(now.millis() - throttle.since.millis()))
}

/// How many minutes a subject has to wait; 0 where it may try.
fn wait(kind: Kind, throttle: Throttle, now: Moment) -> u32 {
    if is_over(kind, throttle, now) {
        return 0;
    }
    if let Kind::Voice(room) = kind {
        return u32::from(drained(throttle, now).failures >= room);
    }
    let minutes = match kind {
        Kind::Account if throttle.failures >= ACCOUNT_FAILURES => {
            let doublings = u32::try_from(throttle.failures - ACCOUNT_FAILURES).unwrap_or(0);
            1i64.checked_shl(doublings.min(10)).unwrap_or(LONGEST).min(LONGEST)
        }
        Kind::Address if throttle.failures >= ADDRESS_FAILURES => LONGEST,
        Kind::Account | Kind::Address | Kind::Voice(_) => 0,
    };
    let left = throttle.since.millis() + minutes * MINUTE - now.millis();
    u32::try_from(left.max(0)).unwrap_or(0).div_ceil(60_000)
}

/// What is left of a voice's count: one less for every minute that has passed since it last went down.
fn drained(throttle: Throttle, now: Moment) -> Throttle {
    let minutes = (now.millis() - throttle.since.millis()) / MINUTE;
    let failures = throttle.failures - i32::try_from(minutes).unwrap_or(i32::MAX).min(throttle.failures);
    let since = Moment::from_millis(throttle.since.millis() + minutes * MINUTE);
    Throttle { failures, since }
}

/// What a further failure leaves behind. An account's time runs from its last failure, an address's from its first.
fn after_failure(kind: Kind, known: Option<Throttle>, now: Moment) -> Throttle {
    match known.filter(|throttle| !is_over(kind, *throttle, now)) {
        Some(throttle) if matches!(kind, Kind::Voice(_)) => {
            let left = drained(throttle, now);
            Throttle { failures: left.failures + 1, ..left }
        }
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
    // Rows live for hours at most; without this, guessed names would pile up.
    throttles::sweep(tx, Moment::from_millis(now.millis() - MEMORY))?;
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
        assert_eq!(after_failure(Kind::Account, Some(many), at(900)).failures, i32::MAX, "having waited is not being forgiven");
        let day = MEMORY / 1000;
        assert_eq!(after_failure(Kind::Account, Some(many), at(day - 1)).failures, i32::MAX);
        assert_eq!(after_failure(Kind::Account, Some(many), at(day)).failures, 1);
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
    fn a_voice_waits_a_minute_at_most_and_is_full_for_nobody_else() {
        let kind = Kind::Voice(OWN_VOICE);
        let mut throttle = None;
        for said in 0..OWN_VOICE {
            assert!(throttle.is_none_or(|known| wait(kind, known, at(0)) == 0), "said {said}");
            throttle = Some(after_failure(kind, throttle, at(0)));
        }
        let full = throttle.expect("counted");
        assert_eq!((wait(kind, full, at(0)), wait(kind, full, at(59)), wait(kind, full, at(60))), (1, 1, 0));
        let again = after_failure(kind, Some(full), at(70));
        assert_eq!((again.failures, again.since), (OWN_VOICE, at(60)), "one came free, and was taken");
        assert_eq!((wait(kind, again, at(119)), wait(kind, again, at(120))), (1, 0));
        let (me, her) = (PersonId::from_bytes([1; 16]), PersonId::from_bytes([2; 16]));
        assert_eq!(Subject::voice(me), Subject::voice(me));
        assert_ne!(Subject::voice(me).key, Subject::voice(her).key);
        assert_ne!(Subject::voice(me).key, digest("voice", &me.to_string()), "a copy of the data cannot work it out");
        let (home, school, other) = ("10.0.0.1".parse().expect("an address"), NodeId::from_bytes([1; 16]), NodeId::from_bytes([2; 16]));
        assert_ne!(Subject::voices_from(home, school), Subject::voices_from(home, other));
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
