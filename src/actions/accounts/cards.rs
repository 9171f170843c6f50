//! Children's sign-in cards: eight letters, as a QR code and in print, that say by themselves whose they are.
//!
//! A card is the way in where no teacher holds a classroom open: at home, at a library, on the phone of a parent. So it is worth what a
//! password is worth: who finds it, or photographs it, is the child until it is voided. What it opens is what the child herself sees, the
//! names of her school among it. So it opens outside a classroom only for a child whose guardians say yes to that
//! ([`super::super::consents`]); and a school that does not want it at all says that its cards work in an open classroom only
//! ([`set_rule`]). The code alone then opens nothing from outside.
//!
//! Eight letters of thirty-two are forty random bits. A wrong one counts against its address, of which thirty in a quarter of an hour are
//! answered, and against itself; and each try costs a hash, of which two run at a time. What is stored is that slow hash
//! ([`secret::found_by`]): a card can be printed when it is made and never again.

use std::fmt;
use std::net::IpAddr;

use super::super::{Error, consents};
use super::children::{self, Whom};
use super::secret;
use super::sign_in::{Outcome, SignedIn, wrong_code};
use super::throttle::{self, Subject};
use super::{allowed_at, code, sessions};
use crate::domain::id::{NodeId, PersonId};
use crate::domain::policy::{Caller, Verb};
use crate::domain::refusal::{Problem, Refusal};
use crate::domain::words::Purpose;
use crate::store::accounts::{self, cards, classrooms};
use crate::store::{self, Db, Tx};

pub use crate::store::accounts::cards::{Card, holders, in_class_only};

const LENGTH: usize = 8;
const KIND: &str = "card";

/// A card that nobody has yet, with its hash.
#[derive(Clone)]
pub struct FreshCard {
    code: String,
    hash: [u8; 32],
}

impl FreshCard {
    /// The eight letters as a QR code carries them.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// As they are printed: two groups of four.
    pub fn text(&self) -> String {
        let (first, second) = self.code.split_at(LENGTH / 2);
        format!("{first}-{second}")
    }
}

impl fmt::Debug for FreshCard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FreshCard(not shown)")
    }
}

/// Draws as many as are needed, on a blocking thread. One turn each, so that a whole school's cards keep nobody from signing in.
///
/// # Errors
/// No turn comes soon enough, or there is no memory.
pub async fn draw(db: &Db, count: usize) -> Result<Vec<FreshCard>, Error> {
    let installation = db.installation();
    let mut fresh = Vec::with_capacity(count);
    for _ in 0..count {
        let code = code::draw(code::LETTERS, LENGTH, |bytes| db.chance(bytes));
        fresh.push(secret::off_thread(move || secret::found_by(KIND, &code, installation).map(|hash| FreshCard { code, hash })).await??);
    }
    Ok(fresh)
}

/// Gives each of these children a card in place of the one that she had, and signs her out: whoever had the old one is out too.
///
/// # Errors
/// Not for this caller; or one of them is no child of this school any more. Then nobody has a new card.
pub fn give_cards(tx: &mut Tx<'_>, caller: &Caller, school: NodeId, fresh: &[(PersonId, FreshCard)]) -> Result<(), Error> {
    let whom: Vec<PersonId> = fresh.iter().map(|(person, _)| *person).collect();
    children::these(tx, caller, school, &Whom::These(whom))?;
    let now = tx.now();
    for (person, card) in fresh {
        cards::set(tx, Card { person: *person, school }, &card.hash, now)?;
        sessions::end_all(tx, *person)?;
    }
    Ok(())
}

/// Voids the cards of these children. Voided twice, they are void.
///
/// # Errors
/// Not for this caller, or nobody was chosen.
pub fn void_cards(tx: &mut Tx<'_>, caller: &Caller, school: NodeId, whom: &Whom) -> Result<(), Error> {
    for child in children::these(tx, caller, school, whom)? {
        cards::end(tx, child.id)?;
        sessions::end_all(tx, child.id)?;
    }
    Ok(())
}

/// Says whether a school's cards work only while its classroom is open.
///
/// # Errors
/// Not for this caller.
pub fn set_rule(tx: &mut Tx<'_>, caller: &Caller, school: NodeId, in_class_only: bool) -> Result<(), Error> {
    allowed_at(tx, caller, Verb::RuleCards, school)?;
    Ok(cards::set_rule(tx, school, in_class_only)?)
}

/// The code of a card as somebody typed it, if it can be one.
pub fn read(typed: &str) -> Option<String> {
    code::read(typed, LENGTH)
}

/// Signs a child in with her card.
///
/// # Errors
/// No such card, a card that does not open now, too many tries, or the database cannot.
pub async fn sign_in(db: &Db, typed: &str, address: IpAddr) -> Result<SignedIn, Error> {
    if typed.trim().is_empty() {
        return Err(Error::at("code", Problem::Missing));
    }
    // What cannot be a card is no guess at one.
    let code = read(typed).ok_or(Error::at("code", Problem::CodeSpent))?;
    let (now, installation) = (db.now(), db.installation());
    let subjects = (Subject::card(&code), Subject::address(address));
    let asked = subjects.clone();
    db.read(move |conn| throttle::admit(conn, &[&asked.0, &asked.1], now)).await?;
    let hash = secret::off_thread(move || secret::found_by(KIND, &code, installation)).await??;
    db.write(move |tx| finish(tx, &hash, &subjects)).await?.done()
}

/// Asks everything in the transaction that writes, as signing in with a password does.
fn finish(tx: &mut Tx<'_>, hash: &[u8], (card, address): &(Subject, Subject)) -> Result<Outcome, store::Error> {
    let now = tx.now();
    let wait = throttle::minutes(tx, &[card, address], now)?;
    if wait > 0 {
        return Ok(Outcome::Refused(Refusal::whole(Problem::TooManyTries(wait))));
    }
    let Some(found) = cards::find(tx, hash)? else {
        throttle::count(tx, &[card])?;
        return wrong_code(tx, address).map(Outcome::Refused);
    };
    if classrooms::of_school(tx, found.school, now)?.is_none() {
        if cards::in_class_only(tx, found.school)? {
            return Ok(Outcome::Refused(Refusal::at("code", Problem::OnlyInClass)));
        }
        if !consents::stands(tx, found.school, found.person, Purpose::Card)? {
            return Ok(Outcome::Refused(Refusal::at("code", Problem::CardNeedsConsent)));
        }
    }
    let Some(member) = accounts::caller(tx, found.person)? else { return wrong_code(tx, address).map(Outcome::Refused) };
    throttle::clear(tx, card)?;
    let (token, expires) = sessions::open_session(tx, member.id, member.minor)?;
    Ok(Outcome::SignedIn(SignedIn { person: member.id, shared: member.minor, token, expires }))
}
