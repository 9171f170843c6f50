//! The school year turns: who moves up, who leaves, and which topics a school would lose with them. Pure.
//!
//! Deliberately not known here: when a year turns (a steward says so), and what closes with somebody who leaves (`actions::people`).

use std::collections::{BTreeMap, BTreeSet};

use super::id::{PersonId, TopicId};

/// What becomes of a student.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// She goes to this grade.
    Up(i32),
    /// She was in the last grade.
    Leaves,
    /// Her grade is not known, or somebody said that she stays.
    Stays,
}

/// What becomes of a student of a grade, where `last` is the school's last.
pub fn step(grade: Option<i32>, last: i32, stays: bool) -> Step {
    match grade {
        _ if stays => Step::Stays,
        Some(grade) if grade >= last => Step::Leaves,
        Some(grade) => Step::Up(grade + 1),
        None => Step::Stays,
    }
}

/// The topics that nobody at a school would master any more once these people have left. `masters` are its members' masteries.
pub fn lost(masters: &[(TopicId, PersonId)], leaving: &BTreeSet<PersonId>) -> Vec<TopicId> {
    let mut stays: BTreeMap<TopicId, bool> = BTreeMap::new();
    for (topic, person) in masters {
        *stays.entry(*topic).or_default() |= !leaving.contains(person);
    }
    stays.into_iter().filter(|(_, stays)| !stays).map(|(topic, _)| topic).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn whoever_is_in_the_last_grade_leaves_and_the_others_move_up() {
        for (grade, last, stays, expected) in [
            (Some(1), 3, false, Step::Up(2)),
            (Some(2), 3, false, Step::Up(3)),
            (Some(3), 3, false, Step::Leaves),
            // A school that has shed a grade.
            (Some(4), 3, false, Step::Leaves),
            (Some(3), 6, false, Step::Up(4)),
            (Some(3), 3, true, Step::Stays),
            (Some(1), 3, true, Step::Stays),
            (None, 3, false, Step::Stays),
        ] {
            assert_eq!(step(grade, last, stays), expected, "{grade:?} of {last}, {stays}");
        }
    }

    proptest! {
        #[test]
        fn a_topic_is_lost_exactly_if_all_who_master_it_leave(pairs in prop::collection::vec((0u8..6, 0u8..6), 0..30), gone in prop::collection::btree_set(0u8..6, 0..6)) {
            let masters: Vec<_> = pairs.iter().map(|(topic, person)| (TopicId::from_bytes([*topic; 16]), PersonId::from_bytes([*person; 16]))).collect();
            let leaving: BTreeSet<_> = gone.iter().map(|person| PersonId::from_bytes([*person; 16])).collect();
            let lost = lost(&masters, &leaving);
            for topic in 0u8..6 {
                let who: Vec<_> = pairs.iter().filter(|(found, _)| *found == topic).map(|(_, person)| person).collect();
                let expected = !who.is_empty() && who.iter().all(|person| gone.contains(person));
                prop_assert_eq!(lost.contains(&TopicId::from_bytes([topic; 16])), expected);
            }
        }
    }
}
