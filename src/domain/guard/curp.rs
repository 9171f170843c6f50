//! Finds a CURP, the key of a person in every Mexican register, in a text as seen.
//!
//! Two readings. Eighteen characters in a row of the right shape count even when date, state or check digit are
//! wrong: nothing else looks like that, and a mistyped CURP still tells birth date, sex and name. Characters that
//! are spaced out must also have a real date and state, so that a sentence full of numbers is never taken for one.

use super::reading::Seen;

const LENGTH: usize = 18;
const ALPHABET: &str = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ";
const STATES: &str = "AS BC BS CC CL CM CS CH DF DG GT GR HG JC MC MN MS NT NL OC PL QT QR SP SL SR TC TS TL VZ YN ZS NE";
/// How many marks between two characters still leave them one key, as in `BOXW - 310820`.
const MAX_GAP: usize = 3;

pub(super) fn find(seen: &[Seen]) -> Option<(usize, usize)> {
    (0..seen.len()).find_map(|first| {
        let (key, last, spaced) = collect(&seen[first..])?;
        let found = has_shape(&key) && (!spaced || has_real_parts(&key));
        found.then(|| (seen[first].start, seen[first + last].end))
    })
}

/// The eighteen characters from here on, the place of the last, and whether anything stood between them.
fn collect(seen: &[Seen]) -> Option<([char; LENGTH], usize, bool)> {
    let mut key = ['\0'; LENGTH];
    let (mut filled, mut gap, mut spaced) = (0, 0, false);
    for (at, s) in seen.iter().enumerate() {
        match key_character(s.c) {
            Some(c) if fits(filled, c) => {
                key[filled] = c;
                filled += 1;
                spaced |= gap > 0;
                gap = 0;
                if filled == LENGTH {
                    return Some((key, at, spaced));
                }
            }
            Some(_) => return None,
            None if s.c.is_alphanumeric() || filled == 0 || gap == MAX_GAP => return None,
            None => gap += 1,
        }
    }
    None
}

/// Upper case without accents, save Ñ.
fn key_character(c: char) -> Option<char> {
    let c = match c {
        'ñ' => 'Ñ',
        'á' | 'à' | 'ä' | 'â' => 'A',
        'é' | 'è' | 'ë' | 'ê' => 'E',
        'í' | 'ì' | 'ï' | 'î' => 'I',
        'ó' | 'ò' | 'ö' | 'ô' => 'O',
        'ú' | 'ù' | 'ü' | 'û' => 'U',
        c => c.to_ascii_uppercase(),
    };
    (c == 'Ñ' || c.is_ascii_alphanumeric()).then_some(c)
}

fn fits(position: usize, c: char) -> bool {
    match position {
        4..=9 | 17 => c.is_ascii_digit(),
        10 => matches!(c, 'H' | 'M' | 'X'),
        16 => true,
        _ => !c.is_ascii_digit(),
    }
}

fn has_shape(key: &[char; LENGTH]) -> bool {
    key.iter().enumerate().all(|(position, &c)| fits(position, c))
}

fn has_real_parts(key: &[char; LENGTH]) -> bool {
    let number = |from: usize| key[from..from + 2].iter().fold(0, |n, c| n * 10 + c.to_digit(10).unwrap_or(0));
    let state: String = key[11..13].iter().collect();
    (1..=12).contains(&number(6)) && (1..=31).contains(&number(8)) && STATES.split(' ').any(|s| s == state)
}

/// The check digit of the first seventeen characters, upper case; `None` when one of them is in no key.
pub fn curp_check_digit(seventeen: &str) -> Option<char> {
    if seventeen.chars().count() != LENGTH - 1 {
        return None;
    }
    let mut sum = 0;
    for (i, c) in seventeen.chars().enumerate() {
        sum += ALPHABET.chars().position(|a| a == c)? * (LENGTH - i);
    }
    char::from_digit((10 - sum as u32 % 10) % 10, 10)
}
