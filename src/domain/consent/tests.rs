//! The rule by a table, and against the same told day by day.

use proptest::prelude::*;

use super::*;

const HERE: NodeId = NodeId::from_bytes([1; 16]);
const ELSEWHERE: NodeId = NodeId::from_bytes([2; 16]);
const MOTHER: GuardianId = GuardianId::from_bytes([3; 16]);
const FATHER: GuardianId = GuardianId::from_bytes([4; 16]);

/// A word on photos, said on a day of November.
fn said(guardian: GuardianId, school: NodeId, day: u32, given: bool) -> Word {
    let date = Day::from_ymd_opt(2026, 11, day).expect("a day");
    Word { guardian, school, purpose: Purpose::Photos, given, at: (date, Moment::from_millis(0), ConsentId::from_bytes([5; 16])) }
}

#[test]
fn one_no_is_enough_and_the_latest_word_of_each_counts() {
    let (yes, no) = (true, false);
    for (words, expected) in [
        (vec![], Standing::Unasked),
        (vec![said(MOTHER, HERE, 1, yes)], Standing::Given),
        (vec![said(MOTHER, HERE, 1, no)], Standing::Refused),
        // They disagree, whoever was first.
        (vec![said(MOTHER, HERE, 1, yes), said(FATHER, HERE, 2, no)], Standing::Refused),
        (vec![said(MOTHER, HERE, 2, yes), said(FATHER, HERE, 1, no)], Standing::Refused),
        (vec![said(MOTHER, HERE, 1, yes), said(FATHER, HERE, 2, no), said(FATHER, HERE, 3, yes)], Standing::Given),
        // Taken back; and an older paper that is entered later changes nothing.
        (vec![said(MOTHER, HERE, 1, yes), said(MOTHER, HERE, 2, no)], Standing::Refused),
        (vec![said(MOTHER, HERE, 2, no), said(MOTHER, HERE, 1, yes)], Standing::Refused),
        // A yes is told to one school; a no is heard in all.
        (vec![said(MOTHER, ELSEWHERE, 1, yes)], Standing::Unasked),
        (vec![said(MOTHER, ELSEWHERE, 2, no), said(FATHER, HERE, 1, yes)], Standing::Refused),
        (vec![said(MOTHER, HERE, 1, yes), said(MOTHER, ELSEWHERE, 2, yes)], Standing::Given),
        (vec![said(MOTHER, HERE, 1, yes), said(MOTHER, HERE, 2, no), said(MOTHER, ELSEWHERE, 3, yes)], Standing::Unasked),
    ] {
        assert_eq!(standing(&words, Purpose::Photos, HERE), expected, "{words:?}");
        assert_eq!(standing(&words, Purpose::Card, HERE), Standing::Unasked, "each thing is asked for by itself");
    }
}

/// The rule told the other way round, one day after the other.
fn by_days(words: &[Word], school: NodeId) -> Standing {
    let mut sorted = words.to_vec();
    sorted.sort_by_key(|word| word.at);
    let mut refusing: Vec<GuardianId> = Vec::new();
    let mut allowing: Vec<GuardianId> = Vec::new();
    for word in sorted {
        refusing.retain(|guardian| *guardian != word.guardian);
        if !word.given {
            allowing.retain(|guardian| *guardian != word.guardian);
            refusing.push(word.guardian);
        } else if word.school == school {
            allowing.push(word.guardian);
        }
    }
    if !refusing.is_empty() {
        Standing::Refused
    } else if allowing.is_empty() {
        Standing::Unasked
    } else {
        Standing::Given
    }
}

prop_compose! {
    fn words()(said in prop::collection::vec((0u8..3, 1u8..3, any::<bool>()), 0..9), order in any::<prop::sample::Index>()) -> Vec<Word> {
        let mut words: Vec<Word> = said.iter().enumerate().map(|(number, (guardian, school, given))| Word {
            guardian: GuardianId::from_bytes([*guardian; 16]),
            school: NodeId::from_bytes([*school; 16]),
            purpose: Purpose::Photos,
            given: *given,
            // Three papers a day, so that the moment decides too.
            at: (
                Day::from_ymd_opt(2026, 11, 1).expect("a day") + chrono::Days::new(number as u64 / 3),
                Moment::from_millis(number as i64),
                ConsentId::from_bytes([number as u8; 16]),
            ),
        }).collect();
        if !words.is_empty() {
            let turn = order.index(words.len());
            words.rotate_left(turn);
        }
        words
    }
}

proptest! {
    #[test]
    fn it_is_what_follows_day_by_day_in_whatever_order_it_was_entered(words in words()) {
        prop_assert_eq!(standing(&words, Purpose::Photos, HERE), by_days(&words, HERE));
    }

    #[test]
    fn nobodys_yes_outweighs_a_no(words in words(), school in 1u8..3) {
        let mut words = words;
        words.push(said(FATHER, NodeId::from_bytes([school; 16]), 30, false));
        words.push(said(MOTHER, HERE, 30, true));
        prop_assert_eq!(standing(&words, Purpose::Photos, HERE), Standing::Refused);
    }
}
