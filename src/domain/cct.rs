//! The CCT (*clave de centro de trabajo*), the key that every Mexican school, zone and sector has.
//!
//! Knows its shape and its check letter. Deliberately does not know which keys exist, what a school is
//! called, or that a register keys its rows by (CCT, shift): one key may stand for several shifts.
//!
//! The check letter is a warning, never a refusal: a few real keys have another shape (`04KTV11118`).

use std::fmt;
use std::str::FromStr;

/// Number of characters of a key.
const LENGTH: usize = 10;

/// Residues 25 and 26 both print `Z`, so a mistake that turns one into the other goes unseen.
const CHECK_LETTERS: &[u8; 27] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZZ";

/// Why a text is not a CCT.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CctError {
    /// Nothing was written.
    #[error("the key is empty")]
    Empty,
    /// A key has ten characters.
    #[error("a key has 10 characters, this has {found}")]
    Length {
        /// How many characters were written.
        found: usize,
    },
    /// Ten characters, but not two digits, three letters and five letters or digits.
    #[error("a key is two digits, three letters and five letters or digits")]
    Shape,
}

/// What the last character of a key says about the nine before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckLetter {
    /// It is the check letter of the key.
    Right,
    /// It is another letter: most likely one character was mistyped.
    Wrong {
        /// The letter that the nine characters call for.
        expected: char,
    },
    /// Not the common shape, so there is no check letter to speak of.
    OtherShape,
}

/// A key of ten ASCII characters, upper case, of the right shape.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cct([u8; LENGTH]);

impl Cct {
    /// Reads a key as people write it: spaces around it and lower case are forgiven.
    ///
    /// # Errors
    /// [`CctError`] when the rest is not `^\d{2}[A-Z]{3}[0-9A-Z]{5}$`.
    pub fn parse(text: &str) -> Result<Self, CctError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(CctError::Empty);
        }
        let found = text.chars().count();
        if found != LENGTH {
            return Err(CctError::Length { found });
        }
        let mut key: [u8; LENGTH] = text.as_bytes().try_into().map_err(|_| CctError::Shape)?;
        key.make_ascii_uppercase();
        let shaped = key[..2].iter().all(u8::is_ascii_digit)
            && key[2..5].iter().all(u8::is_ascii_uppercase)
            && key[5..].iter().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
        if shaped { Ok(Self(key)) } else { Err(CctError::Shape) }
    }

    /// The key as written in registers.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default() // ASCII by construction
    }

    /// Whether the last letter agrees with the nine characters before it.
    pub fn check(&self) -> CheckLetter {
        let common = self.0[5..9].iter().all(u8::is_ascii_digit) && self.0[9].is_ascii_uppercase();
        if !common {
            return CheckLetter::OtherShape;
        }
        match check_letter(&self.as_str()[..9]) {
            Some(expected) if expected == char::from(self.0[9]) => CheckLetter::Right,
            Some(expected) => CheckLetter::Wrong { expected },
            None => CheckLetter::OtherShape,
        }
    }

    /// The state's number, the first two digits. 1 to 32 are states; the shape allows 0 to 99.
    pub fn state(&self) -> u8 {
        (self.0[0] - b'0') * 10 + (self.0[1] - b'0')
    }

    /// Whether the key is of a telesecundaria.
    ///
    /// `FTV` is not one: the letter F marks offices, and `FTV` the office of a zone of telesecundarias.
    pub fn is_telesecundaria(&self) -> bool {
        &self.0[3..5] == b"TV" && self.0[2] != b'F'
    }
}

/// The check letter of the nine characters of a key of the common shape (two digits, three letters, four
/// digits; upper case), or `None` for anything else.
pub fn check_letter(nine: &str) -> Option<char> {
    let nine: &[u8; 9] = nine.as_bytes().try_into().ok()?;
    let mut digits = [0u8; 12];
    let mut filled = 0;
    for (position, &byte) in nine.iter().enumerate() {
        match (position, byte) {
            (2..=4, b'A'..=b'Z') => {
                let number = byte - b'A' + 1;
                digits[filled] = number / 10;
                digits[filled + 1] = number % 10;
                filled += 2;
            }
            (0..=1 | 5..=8, b'0'..=b'9') => {
                digits[filled] = byte - b'0';
                filled += 1;
            }
            _ => return None,
        }
    }
    let sum: u32 = digits.iter().zip([7u32, 26].iter().cycle()).map(|(&d, w)| u32::from(d) * w).sum();
    CHECK_LETTERS.get(sum as usize % CHECK_LETTERS.len()).map(|&b| char::from(b))
}

impl FromStr for Cct {
    type Err = CctError;

    fn from_str(text: &str) -> Result<Self, CctError> {
        Self::parse(text)
    }
}

impl fmt::Display for Cct {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Cct {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Cct({})", self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const REAL: &[&str] = &[
        "01DES0001O",
        "01DES0009G",
        "01DES0010W",
        "01DTV0002T",
        "01DTV0038H",
        "01DTV0179G",
        "03ETV0029X",
        "05DTV0107J",
        "14DES0085Q",
        "17DST0004E",
        "25DST0028X",
        "28DJN0738S",
        "02EES0079Z",
        "11ADG0167B",
        "11DDI0003N",
        "10DML0013Q",
    ];

    #[test]
    fn the_check_letter_of_real_keys_is_right() {
        for key in REAL {
            assert_eq!(Cct::parse(key).map(|c| c.check()), Ok(CheckLetter::Right), "{key}");
        }
    }

    #[test]
    fn invented_keys_are_accepted_and_doubted() {
        for (key, expected) in [("09DPR1802X", 'L'), ("11DES0001A", 'V'), ("32DTV0123X", 'Y')] {
            assert_eq!(Cct::parse(key).map(|c| c.check()), Ok(CheckLetter::Wrong { expected }), "{key}");
        }
        for key in ["04KTV11118", "12KTV6BA00"] {
            assert_eq!(Cct::parse(key).map(|c| c.check()), Ok(CheckLetter::OtherShape), "{key}");
        }
    }

    #[test]
    fn reading_forgives_case_and_spaces_only() {
        assert_eq!(Cct::parse(" 01des0001o\t").map(|c| c.to_string()), Ok("01DES0001O".to_owned()));
        for (text, error) in [
            ("", CctError::Empty),
            ("   ", CctError::Empty),
            ("01DES0001", CctError::Length { found: 9 }),
            ("01DES0001OO", CctError::Length { found: 11 }),
            ("01 DES0001O", CctError::Length { found: 11 }),
            ("0ADES0001O", CctError::Shape),
            ("01D1S0001O", CctError::Shape),
            ("01DES000-O", CctError::Shape),
            ("01DES0001Ñ", CctError::Shape),
            ("ÑÑÑÑÑ", CctError::Length { found: 5 }),
        ] {
            assert_eq!(Cct::parse(text), Err(error), "{text:?}");
        }
    }

    #[test]
    fn state_and_service_are_read_from_the_key() {
        for (key, state, tele) in [
            ("01DTV0002T", 1, true),
            ("11ETV0001A", 11, true),
            ("04KTV11118", 4, true),
            ("01FTV0017T", 1, false),
            ("28DJN0738S", 28, false),
        ] {
            let cct = Cct::parse(key).expect(key);
            assert_eq!((cct.state(), cct.is_telesecundaria()), (state, tele), "{key}");
        }
    }

    /// The sum modulo 27 cannot tell these letters apart, whatever the position.
    fn letters_alike(a: u8, b: u8) -> bool {
        matches!((a.min(b), a.max(b)), (b'A', b'R') | (b'B', b'S'))
    }

    proptest! {
        #[test]
        fn never_panics(text in ".*") {
            let _ = Cct::parse(&text).map(|c| (c.check(), c.state(), c.is_telesecundaria()));
            let _ = check_letter(&text);
        }

        #[test]
        fn what_is_printed_is_read_again(text in "[0-9]{2}[A-Z]{3}[0-9A-Z]{5}") {
            prop_assert_eq!(Cct::parse(&text.to_lowercase()).map(|c| c.to_string()), Ok(text));
        }

        /// One wrong character is always seen, save the two pairs of letters above and residues 25/26, which
        /// share the letter Z.
        #[test]
        fn a_single_wrong_character_is_seen(nine in "[0-9]{2}[A-Z]{3}[0-9]{4}", at in 0usize..9, step in 1u8..26) {
            let letter = check_letter(&nine).expect("shaped");
            let mut other = nine.clone().into_bytes();
            let old = other[at];
            other[at] = if old.is_ascii_digit() {
                let step = 1 + step % 9;
                b'0' + (old - b'0' + step) % 10
            } else {
                b'A' + (old - b'A' + step) % 26
            };
            prop_assume!(!letters_alike(old, other[at]) && letter != 'Z');
            let other = String::from_utf8(other).expect("ASCII");
            let key = Cct::parse(&format!("{other}{letter}")).expect("shaped");
            let seen = matches!(key.check(), CheckLetter::Wrong { .. });
            prop_assert!(seen, "{} {} {}", nine, other, letter);
        }

        #[test]
        fn a_wrong_last_letter_is_always_seen(nine in "[0-9]{2}[A-Z]{3}[0-9]{4}", last in "[A-Z]") {
            let expected = check_letter(&nine).expect("shaped");
            let check = Cct::parse(&format!("{nine}{last}")).expect("shaped").check();
            let wanted = if last.starts_with(expected) { CheckLetter::Right } else { CheckLetter::Wrong { expected } };
            prop_assert_eq!(check, wanted);
        }
    }
}
