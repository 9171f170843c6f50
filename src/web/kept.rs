//! Parts of pages that many readers share, kept for as long as the journal stands where it stood when they were made.
//!
//! A school's catalog is the same for every child who opens it, and costs a hundred rows and as many pieces of a template. So it is rendered
//! once, and whoever comes next has the same text set into her own page, as long as no fact was recorded in between. The position of the
//! journal is read in the reader's own snapshot: a part is neither older nor newer than the rest of her page, and several programs on one
//! database need no word between them.
//!
//! What is kept must follow from the journal (never from sessions, throttles or other rows that are no facts), from the language, the day,
//! and what its key names. Deliberately not known here: who may read a part. The page asks the policy first, for every reader anew.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Serialize, Serializer};

use super::locale::Language;
use crate::domain::moment::Day;

/// How many bytes of text are kept at most: the catalogs of some fifty schools.
const LIMIT: usize = 2 << 20;

/// A piece of HTML that is already escaped: shown with `| safe`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part(Arc<str>);

impl From<String> for Part {
    fn from(html: String) -> Part {
        Part(html.into())
    }
}

impl Serialize for Part {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// What a part depends on, beside the journal.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// The template that draws it.
    pub template: &'static str,
    /// The language it is in.
    pub language: Language,
    /// The day at the reader's node: parts may say how long ago something was.
    pub day: Day,
    /// Everything else: what it is about, and in which of its forms.
    pub about: String,
}

/// The parts of one position of the journal.
#[derive(Default)]
pub struct Kept {
    shelf: Mutex<Shelf>,
}

#[derive(Default)]
struct Shelf {
    position: i64,
    bytes: usize,
    parts: HashMap<Key, Part>,
}

impl Shelf {
    fn clear(&mut self) {
        self.parts.clear();
        self.bytes = 0;
    }
}

impl Kept {
    /// The part, if it was made where this reader's journal ends. The first who comes from a later position clears away what is past: so what
    /// an erasure removed from the tables does not stay here either.
    pub fn find(&self, position: i64, key: &Key) -> Option<Part> {
        let mut shelf = self.shelf.lock().unwrap_or_else(PoisonError::into_inner);
        if position > shelf.position {
            shelf.clear();
            shelf.position = position;
        }
        if position < shelf.position { None } else { shelf.parts.get(key).cloned() }
    }

    /// Keeps a part that was made at a position. Where the journal has moved on meanwhile, nobody will ask for it: it is let go.
    pub fn keep(&self, position: i64, key: Key, part: &Part) {
        let mut shelf = self.shelf.lock().unwrap_or_else(PoisonError::into_inner);
        let size = part.0.len();
        if position != shelf.position || size > LIMIT {
            return;
        }
        if shelf.bytes + size > LIMIT {
            shelf.clear();
        }
        if shelf.parts.insert(key, part.clone()).is_none() {
            shelf.bytes += size;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(about: &str) -> Key {
        Key { template: "a.html", language: Language::Spanish, day: Day::default(), about: about.to_owned() }
    }

    fn part(text: &str) -> Part {
        Part::from(text.to_owned())
    }

    #[test]
    fn a_part_is_found_by_all_that_it_depends_on() {
        let kept = Kept::default();
        assert_eq!(kept.find(7, &key("one")), None);
        kept.keep(7, key("one"), &part("uno"));
        assert_eq!(kept.find(7, &key("one")), Some(part("uno")));
        assert_eq!(kept.find(7, &key("other")), None);
        assert_eq!(kept.find(7, &Key { language: Language::English, ..key("one") }), None);
        assert_eq!(kept.find(7, &Key { template: "b.html", ..key("one") }), None);
        assert_eq!(kept.find(7, &Key { day: Day::default() + chrono::Days::new(1), ..key("one") }), None);
    }

    #[test]
    fn a_later_position_clears_what_is_past_and_an_older_reader_neither_finds_nor_leaves_anything() {
        let kept = Kept::default();
        kept.find(7, &key("one"));
        kept.keep(7, key("one"), &part("as it was at 7"));
        assert_eq!(kept.find(8, &key("one")), None);
        assert_eq!(kept.find(7, &key("one")), None, "what was at 7 is gone");
        kept.keep(7, key("one"), &part("late"));
        assert_eq!(kept.find(8, &key("one")), None, "what was made at 7 is not shown at 8");
        kept.keep(8, key("one"), &part("as it is at 8"));
        assert_eq!(kept.find(7, &key("one")), None, "an older snapshot does not see the future");
        assert_eq!(kept.find(8, &key("one")), Some(part("as it is at 8")));
    }

    #[test]
    fn it_never_holds_more_than_its_limit() {
        let kept = Kept::default();
        kept.find(1, &key(""));
        let big = part(&"x".repeat(LIMIT / 3));
        for number in 0..10 {
            kept.keep(1, key(&number.to_string()), &big);
            let shelf = kept.shelf.lock().unwrap();
            assert!(shelf.bytes <= LIMIT);
            assert_eq!(shelf.bytes, shelf.parts.len() * (LIMIT / 3));
        }
        assert!(kept.find(1, &key("9")).is_some(), "the newest is there");
        kept.keep(1, key("9"), &big);
        assert_eq!(kept.shelf.lock().unwrap().bytes, LIMIT / 3, "the same part again is not counted twice");
        kept.keep(1, key("huge"), &part(&"x".repeat(LIMIT + 1)));
        assert!(kept.find(1, &key("huge")).is_none());
    }
}
