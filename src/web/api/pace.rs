//! How fast a program may go on: so many calls a minute with one key, counted in this process. A program that went too fast is told when to come
//! back; nothing is written down of it.

use std::collections::HashMap;
use std::sync::Mutex;

use crate::domain::id::TokenId;
use crate::domain::moment::Moment;

/// Calls that a key is good for in a minute.
pub const MOST: u32 = 3000;
const MINUTE: i64 = 60_000;

/// The counts of this minute.
#[derive(Default)]
pub struct Pace(Mutex<Counts>);

#[derive(Default)]
struct Counts {
    minute: i64,
    calls: HashMap<TokenId, u32>,
}

impl Pace {
    /// Counts a call; or says in how many seconds the next will be answered.
    ///
    /// # Errors
    /// There were too many in this minute.
    pub fn admit(&self, key: TokenId, now: Moment) -> Result<(), i64> {
        let minute = now.millis().div_euclid(MINUTE);
        let mut counts = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if counts.minute != minute {
            *counts = Counts { minute, calls: HashMap::new() };
        }
        let calls = counts.calls.entry(key).or_insert(0);
        if *calls >= MOST {
            return Err(((minute + 1) * MINUTE - now.millis() + 999) / 1000);
        }
        *calls += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_waits_for_the_next_minute_and_others_do_not_wait_for_it() {
        let pace = Pace::default();
        let (one, other) = (TokenId::from_bytes([1; 16]), TokenId::from_bytes([2; 16]));
        let now = Moment::from_millis(120_500);
        for call in 0..MOST {
            assert_eq!(pace.admit(one, now), Ok(()), "call {call}");
        }
        assert_eq!(pace.admit(one, now), Err(60));
        assert_eq!(pace.admit(other, now), Ok(()));
        assert_eq!(pace.admit(one, Moment::from_millis(179_999)), Err(1));
        assert_eq!(pace.admit(one, Moment::from_millis(180_000)), Ok(()));
    }
}
