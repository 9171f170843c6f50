//! The levels of a tree, and what they are called in it.
//!
//! A level says how far up a node stands and what can happen there: people learn at a school, whatever it is called. A preset chooses which of
//! the levels a tree has, and the word of each. So a community of CONAFE is a school that is called *local*, and its microregion a zone. Which
//! levels are missing on a branch is nobody's concern: trees are ragged. A preset holds for the node that chose it and for everything under it, up
//! to where another was chosen.
//!
//! Deliberately not known here: languages. A word is stable, as those of `words` are; screens find its name.

use super::rules::may_hang_under;
use super::words::{Level, Preset};

impl Preset {
    /// The levels that nodes may be of, from the top.
    pub const fn levels(self) -> &'static [Level] {
        match self {
            Preset::Schools => Level::ALL,
            Preset::Conafe => &[Level::Nation, Level::State, Level::Region, Level::Zone, Level::School],
        }
    }

    /// Whether a node may be of this level.
    pub fn has(self, level: Level) -> bool {
        self.levels().contains(&level)
    }

    /// The word of a level.
    pub const fn call(self, level: Level) -> &'static str {
        match (self, level) {
            (Preset::Conafe, Level::School) => "local",
            (Preset::Conafe, Level::Zone) => "microregion",
            _ => level.word(),
        }
    }

    /// The levels that may be opened under a node of another, from the top.
    pub fn openable(self, parent: Level) -> impl Iterator<Item = Level> {
        self.levels().iter().copied().filter(move |level| may_hang_under(*level, parent))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_begins_with_a_nation_and_ends_where_people_learn() {
        for preset in Preset::ALL {
            let levels = preset.levels();
            assert_eq!((levels.first(), levels.last()), (Some(&Level::Nation), Some(&Level::School)), "{preset}");
            assert!(levels.is_sorted(), "{preset}: from the top");
            assert_eq!(preset.openable(Level::School).count(), 0, "{preset}: nothing under where people learn");
            assert!(preset.openable(Level::Nation).eq(levels[1..].iter().copied()), "{preset}: branches may be ragged");
            let mut words: Vec<&str> = levels.iter().map(|level| preset.call(*level)).collect();
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), levels.len(), "{preset}: no word twice");
        }
    }

    #[test]
    fn conafe_has_its_own_words_and_no_sectors() {
        let words: Vec<&str> = Preset::Conafe.levels().iter().map(|level| Preset::Conafe.call(*level)).collect();
        assert_eq!(words, ["nation", "state", "region", "microregion", "local"]);
        assert!(!Preset::Conafe.has(Level::Sector) && !Preset::Conafe.has(Level::Municipality));
        // What another tree's node is called does not fail.
        assert_eq!(Preset::Conafe.call(Level::Sector), "sector");
    }
}
