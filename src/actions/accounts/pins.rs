//! Children's PINs: four digits, or three pictures ([`super::pictures`]), drawn here, handed over once on paper. A child has no password and no
//! e-mail.

use std::fmt;

use super::super::Error;
use super::children::{self, Whom};
use super::secret::{self, Hashed, Secret};
use super::throttle::{self, Subject};
use super::{code, may_at, pictures, present, sessions};
use crate::domain::id::{NodeId, PersonId};
use crate::domain::policy::{Caller, Verb};
use crate::domain::refusal::Problem;
use crate::domain::words::Picture;
use crate::store::{Db, Tx, accounts};

const LENGTH: usize = 4;

/// A PIN that nobody has yet, with its hash.
#[derive(Clone)]
pub struct FreshPin {
    /// What is shown: the digits, or the pictures' words.
    shown: String,
    pictures: Vec<Picture>,
    hash: Hashed,
}

impl FreshPin {
    /// Draws one. Blocks for tens of milliseconds: never inside a transaction.
    ///
    /// # Errors
    /// As [`Hashed::of`].
    pub fn draw(mut chance: impl FnMut(&mut [u8])) -> Result<FreshPin, Error> {
        let mut digits = code::draw(code::DIGITS, LENGTH, &mut chance);
        while is_trivial(&digits) {
            digits = code::draw(code::DIGITS, LENGTH, &mut chance);
        }
        Ok(FreshPin { hash: Hashed::of(&Secret::new(&digits))?, shown: digits, pictures: Vec::new() })
    }

    /// Draws a row of pictures. Blocks as [`FreshPin::draw`] does.
    ///
    /// # Errors
    /// As [`Hashed::of`].
    pub fn draw_pictures(chance: impl FnMut(&mut [u8])) -> Result<FreshPin, Error> {
        let pictures = pictures::draw(chance);
        let shown = pictures::secret(&pictures);
        Ok(FreshPin { hash: Hashed::of(&Secret::new(&shown))?, shown, pictures })
    }

    /// What is shown, once, to whoever gives it.
    pub fn digits(&self) -> &str {
        &self.shown
    }

    /// The pictures in their order; none where it is digits.
    pub fn pictures(&self) -> &[Picture] {
        &self.pictures
    }
}

impl fmt::Debug for FreshPin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FreshPin(not shown)")
    }
}

/// What others try first: one digit four times, pairs, counting up or down, the years of birth, the keypad's middle column.
fn is_trivial(digits: &str) -> bool {
    let [a, b, c, d] = digits.as_bytes() else { return true };
    let step = |from: &u8, to: &u8| (10 + to - from) % 10;
    let counts = [step(a, b), step(b, c), step(c, d)];
    let pairs = (a == c && b == d) || (a == b && c == d) || (a == d && b == c);
    counts == [1, 1, 1] || counts == [9, 9, 9] || pairs || matches!(&digits[..2], "19" | "20") || matches!(digits, "2580" | "0852")
}

/// Draws a PIN for each, or a row of pictures where that is said, on a blocking thread.
///
/// # Errors
/// No turn comes soon enough, or there is no memory.
pub async fn draw(db: &Db, with_pictures: &[bool]) -> Result<Vec<FreshPin>, Error> {
    let mut pins = Vec::with_capacity(with_pictures.len());
    for with_pictures in with_pictures.iter().copied() {
        // One turn each, so that a whole group's PINs keep nobody from signing in.
        let chance = db.clone();
        pins.push(
            secret::off_thread(move || match with_pictures {
                true => FreshPin::draw_pictures(|bytes| chance.chance(bytes)),
                false => FreshPin::draw(|bytes| chance.chance(bytes)),
            })
            .await??,
        );
    }
    Ok(pins)
}

/// Gives a child a PIN in place of the one that she had, and signs her out wherever she was signed in with it.
///
/// # Errors
/// Not for this caller; or she is an adult, who has a password instead.
pub fn give_pin(tx: &mut Tx<'_>, caller: &Caller, person: PersonId, pin: &FreshPin) -> Result<(), Error> {
    let member = present(tx, person)?;
    let mut allowed = false;
    for (node, _) in &member.belongs {
        allowed = allowed || may_at(tx, caller, Verb::GivePin, *node)?;
    }
    if !allowed {
        return Err(Error::NOT_FOUND);
    }
    if !member.minor {
        return Err(Error::at("person", Problem::UnknownChoice));
    }
    set(tx, person, pin)
}

/// Gives each of these children a PIN: a whole group's, for one printed sheet.
///
/// # Errors
/// Not for this caller; or one of them is no child of this school any more. Then nobody has a new PIN.
pub fn give_pins(tx: &mut Tx<'_>, caller: &Caller, school: NodeId, pins: &[(PersonId, FreshPin)]) -> Result<(), Error> {
    let whom: Vec<PersonId> = pins.iter().map(|(person, _)| *person).collect();
    children::these(tx, caller, school, &Whom::These(whom))?;
    pins.iter().try_for_each(|(person, pin)| set(tx, *person, pin))
}

/// Takes the PINs of these children away: at the end of the school year, or when a sheet was lost.
///
/// # Errors
/// Not for this caller, or nobody was chosen.
pub fn void_pins(tx: &mut Tx<'_>, caller: &Caller, school: NodeId, whom: &Whom) -> Result<(), Error> {
    for child in children::these(tx, caller, school, whom)? {
        accounts::end_pin(tx, child.id)?;
        sessions::end_all(tx, child.id)?;
    }
    Ok(())
}

fn set(tx: &mut Tx<'_>, person: PersonId, pin: &FreshPin) -> Result<(), Error> {
    accounts::set_pin(tx, person, pin.hash.text(), !pin.pictures.is_empty())?;
    throttle::clear(tx, &Subject::person(person))?;
    sessions::end_all(tx, person)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_guessed_first_is_never_drawn() {
        for trivial in ["0000", "7777", "1234", "0123", "7890", "9876", "3210", "1212", "1122", "1221", "2014", "1999", "2580", "", "12345"]
        {
            assert!(is_trivial(trivial), "{trivial}");
        }
        for fine in ["4071", "1357", "9203", "0019"] {
            assert!(!is_trivial(fine), "{fine}");
        }
        let mut left = vec![4, 3, 2, 1, 4, 0, 7, 1].into_iter();
        let pin = FreshPin::draw(|bytes| bytes.fill(left.next().unwrap_or(0))).expect("a PIN");
        assert_eq!(pin.digits(), "4071");
        assert!(!format!("{pin:?}").contains("4071"));
    }
}
