//! The shapes of what goes over the wire, as values: what comes in is held against them, and the document for programs is made from them.

/// What a field holds.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// An id: 26 letters and digits.
    Id,
    /// A text of so many characters.
    Text {
        /// At least.
        least: usize,
        /// At most.
        most: usize,
    },
    /// What a place is called: a text of one line, of so many characters at most, with a letter in it.
    PlaceName(usize),
    /// A text of ours, of any length.
    Said,
    /// A cursor.
    Cursor,
    /// A date.
    Day,
    /// Yes or no.
    Flag,
    /// A whole number within bounds.
    Whole(i64, i64),
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A list of so many at most.
    List(&'static Kind, usize),
    /// An object.
    Of(&'static Shape),
}

/// A field of an object, or a parameter of an address.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name on the wire.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Sent by us it may be `null`; sent to us it may be left out, or `null`.
    pub optional: bool,
}

/// An object.
#[derive(Debug)]
pub struct Shape {
    /// What it is called in the document.
    pub name: &'static str,
    /// Its fields, all of them.
    pub fields: &'static [Field],
}

/// A field that is always there.
pub const fn needed(name: &'static str, kind: Kind) -> Field {
    Field { name, kind, optional: false }
}

/// A field that may be missing.
pub const fn optional(name: &'static str, kind: Kind) -> Field {
    Field { name, kind, optional: true }
}

/// A text that may be empty.
pub const fn text(most: usize) -> Kind {
    Kind::Text { least: 0, most }
}

/// A text that says something.
pub const fn words(most: usize) -> Kind {
    Kind::Text { least: 1, most }
}

/// Whom a program may know: her id and what her school calls her.
pub const PERSON_REF: Shape = Shape { name: "PersonRef", fields: &[needed("id", Kind::Id), needed("name", Kind::Said)] };
/// A reference.
pub const REF: Kind = Kind::Of(&PERSON_REF);

/// The pieces of a long list, asked for one by one.
pub const CURSOR: Field = optional("cursor", Kind::Cursor);
/// How many at once.
pub const LIMIT: Field = optional("limit", Kind::Whole(1, MOST as i64));
/// The most that one answer holds.
pub const MOST: usize = 200;
/// As many as are told where no number is asked for.
pub const USUAL: usize = 50;

/// The pattern of an id.
pub const ID_PATTERN: &str = "^[0-7][0-9a-hjkmnp-tv-z]{25}$";
/// The pattern of a cursor: not for programs to take apart.
pub const CURSOR_PATTERN: &str = "^c[0-7][0-9a-hjkmnp-tv-z]{25}$";

/// The pattern of a day: of our time, as the pages take it.
pub const DAY_PATTERN: &str = "^(20\\d\\d|2100)-\\d\\d-\\d\\d$";
/// The pattern of a place's name. That it may hold nobody's personal data is more than a pattern can say.
pub const PLACE_NAME_PATTERN: &str = "^[^<>\\n]*\\p{Alphabetic}[^<>\\n]*$";

/// The stable words of an enum of the practice, for [`Kind::Choice`].
pub mod choices {
    /// Levels of nodes.
    pub const LEVELS: &[&str] = &["nation", "state", "region", "sector", "zone", "municipality", "school"];
    /// Offices.
    pub const POSITIONS: &[&str] = &["student", "teacher", "coach", "head", "supervisor", "official", "family", "community"];
    /// Ways to a mastery.
    pub const VIAS: &[&str] = &["demonstration", "founding", "self_study", "elsewhere", "imported"];
    /// Ways to a demonstration.
    pub const PATHS: &[&str] = &["tutorial", "self_study", "elsewhere"];
    /// Where a topic comes from.
    pub const ORIGINS: &[&str] = &["curriculum", "community", "own"];
    /// Whether an offer can be taken up.
    pub const OFFERS: &[&str] = &["open", "paused", "withdrawn"];
    /// What became of a wish.
    pub const INTERESTS: &[&str] = &["open", "met", "withdrawn"];
    /// Where a tutorial stands.
    pub const TUTORIALS: &[&str] = &["proposed", "open", "demonstrated", "stopped", "never_began"];
    /// What was decided.
    pub const DEMONSTRATIONS: &[&str] = &["planned", "ready", "not_yet", "withdrawn"];
    /// What can be decided.
    pub const OUTCOMES: &[&str] = &["ready", "not_yet"];
    /// Who listened.
    pub const AUDIENCES: &[&str] = &["students", "teachers", "families", "visitors", "community"];
    /// Languages of topics.
    pub const LANGUAGES: &[&str] = &["es", "en"];

    #[cfg(test)]
    mod tests {
        use crate::domain::words::*;

        #[test]
        fn they_are_those_of_the_practice() {
            macro_rules! same {
                ($($list:ident: $word:ident;)*) => {$(
                    // What is contested is no answer to a program: it sees what counts.
                    let words: Vec<&str> = $word::ALL.iter().map(|word| word.word()).filter(|word| *word != "contested").collect();
                    assert_eq!(super::$list, words, stringify!($list));
                )*};
            }
            same! {
                LEVELS: Level; POSITIONS: Position; VIAS: Via; PATHS: Path; ORIGINS: Origin; OFFERS: OfferState; INTERESTS: InterestState;
                TUTORIALS: TutorialState; DEMONSTRATIONS: DemonstrationState; OUTCOMES: Outcome; AUDIENCES: Audience;
            }
        }
    }
}
