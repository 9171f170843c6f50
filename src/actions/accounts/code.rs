//! Codes that people read aloud, copy from paper or carry in a cookie, and the digests under which they are stored.
//!
//! Letters are Crockford's, as in ids: nothing is misread, nothing needs escaping in a URL or a cookie, and no other encoding is needed.

use sha2::{Digest, Sha256};

/// Crockford's base 32: no I, L, O or U.
pub const LETTERS: &[u8] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// The same without vowels, for what stands on a classroom's board: six of these never spell a word.
pub const CONSONANTS: &[u8] = b"0123456789BCDFGHJKMNPQRSTVWXYZ";
/// What a PIN is made of.
pub const DIGITS: &[u8] = b"0123456789";

/// Draws signs of an alphabet, all equally likely.
pub fn draw(alphabet: &[u8], length: usize, mut chance: impl FnMut(&mut [u8])) -> String {
    // Bytes beyond the last whole round of the alphabet would favour its first signs; they are drawn again.
    let whole = 256 - 256 % alphabet.len().max(1);
    let mut text = String::with_capacity(length);
    while text.len() < length {
        let mut byte = [0];
        chance(&mut byte);
        let number = usize::from(byte[0]);
        if number < whole {
            text.push(char::from(alphabet[number % alphabet.len()]));
        }
    }
    text
}

/// A code as somebody typed it, in its stored form: upper case, without spaces and hyphens, look-alikes read as what was meant. `None`
/// where it cannot be a code of this length.
pub fn read(typed: &str, length: usize) -> Option<String> {
    let mut code = String::with_capacity(length);
    for sign in typed.chars().filter(|sign| !sign.is_whitespace() && *sign != '-') {
        let sign = match sign.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        let known = u8::try_from(sign).is_ok_and(|byte| LETTERS.contains(&byte));
        if !known || code.len() == length {
            return None;
        }
        code.push(sign);
    }
    (code.len() == length).then_some(code)
}

/// The digest under which a code, token or throttled subject is stored. The kind keeps one kind's from passing for another's.
pub fn digest(kind: &str, text: &str) -> [u8; 32] {
    Sha256::new().chain_update(kind).chain_update(":").chain_update(text).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_people_write_them() {
        assert_eq!(read(" k7m-o2 i ", 6).as_deref(), Some("K7M021"));
        for not in ["", "K7M02", "K7M0211", "K7M02U", "K7M02ñ", "K7M02\u{0}", "K7M02?"] {
            assert_eq!(read(not, 6), None, "{not:?}");
        }
    }

    #[test]
    fn every_sign_is_equally_likely() {
        for alphabet in [LETTERS, CONSONANTS, DIGITS] {
            let mut next = 0u8;
            // Every byte value once: what remains after the rejected ones falls on each sign equally often.
            let all = draw(alphabet, 256 - 256 % alphabet.len(), |bytes| {
                bytes[0] = next;
                next = next.wrapping_add(1);
            });
            for sign in alphabet {
                assert_eq!(all.bytes().filter(|drawn| drawn == sign).count(), 256 / alphabet.len());
            }
        }
    }

    #[test]
    fn digests_of_different_kinds_differ() {
        assert_ne!(digest("session", "A"), digest("invitation", "A"));
        assert_eq!(digest("session", "A"), digest("session", "A"));
    }
}
