//! What the words of a child's guardians come to.
//!
//! Each thing is asked for by itself, of each school by itself: a yes is told to one school and counts there. A no counts everywhere. Who
//! answers for a child may be several; of each the latest word counts, and **one no is enough**: a school cannot weigh two parents against
//! each other, and what was not shown can be shown later, never the other way round. Without any word the answer is no.
//!
//! Who may write a guardian's word down, and on which doors it is asked, is not known here.

use std::collections::BTreeMap;

use super::id::{ConsentId, GuardianId, NodeId};
use super::moment::{Day, Moment};
use super::words::Purpose;

/// A guardian's yes or no to one thing, as it was told to a school.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Whose.
    pub guardian: GuardianId,
    /// Which school was told.
    pub school: NodeId,
    /// What it is about.
    pub purpose: Purpose,
    /// Yes or no.
    pub given: bool,
    /// When: by the day on the paper, and of one day's papers by when they were entered.
    pub at: (Day, Moment, ConsentId),
}

/// What the guardians of a child say to a school.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Somebody says yes to it, and nobody no.
    Given,
    /// Somebody says no.
    Refused,
    /// Nobody has told this school anything that counts.
    Unasked,
}

/// The latest word of each guardian on one thing, to whichever school.
pub fn latest(words: &[Word], purpose: Purpose) -> BTreeMap<GuardianId, Word> {
    let mut latest: BTreeMap<GuardianId, Word> = BTreeMap::new();
    for word in words.iter().filter(|word| word.purpose == purpose) {
        let known = latest.entry(word.guardian).or_insert(*word);
        if word.at > known.at {
            *known = *word;
        }
    }
    latest
}

/// What they say of one thing to one school.
pub fn standing(words: &[Word], purpose: Purpose, school: NodeId) -> Standing {
    if latest(words, purpose).values().any(|word| !word.given) {
        return Standing::Refused;
    }
    let told = |word: &&Word| word.purpose == purpose && word.school == school && word.given;
    // A yes from before a no does not rise again with a later yes to another school.
    let since = |guardian| words.iter().filter(move |word| word.purpose == purpose && !word.given && word.guardian == guardian);
    let stands = words.iter().filter(told).any(|word| since(word.guardian).all(|no| no.at < word.at));
    if stands { Standing::Given } else { Standing::Unasked }
}

#[cfg(test)]
mod tests;
