//! Identifiers: 128-bit, time-ordered, typed by what they name.
//!
//! An id is made by the application (UUIDv7), never by a database, so that it can be printed in a form before the thing exists and
//! survives a journey to another installation. Its text is 26 letters and digits of Crockford's base 32, lower case: it sorts like its
//! bytes, can be read aloud, and fits a QR code's small alphabet. This module does not know the time or chance: both are handed in.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::moment::Moment;

/// The id of an `Of`. Ids of different things do not mix: the compiler refuses a topic's id where a person's is meant.
pub struct Id<Of>(Uuid, PhantomData<fn() -> Of>);

impl<Of> Id<Of> {
    /// The id with these bits.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Id(Uuid::from_bytes(bytes), PhantomData)
    }

    /// A UUIDv7 of this moment, made unique by ten random bytes.
    pub fn at(moment: Moment, chance: [u8; 10]) -> Self {
        let millis = u64::try_from(moment.millis()).unwrap_or(0);
        Id(uuid::Builder::from_unix_timestamp_millis(millis, &chance).into_uuid(), PhantomData)
    }

    /// The id of something else that came under this one: a form was sent, and on a page that the browser went back to, sent again with other
    /// words. The same words lead to the same id, so that this can be sent twice too.
    #[must_use]
    pub fn beside(self, words: &str) -> Self {
        let mut hash = Sha256::new();
        hash.update(self.bytes());
        hash.update(words.as_bytes());
        let mut chance = [0; 10];
        chance.copy_from_slice(&hash.finalize()[..10]);
        let millis = self.0.as_u128() >> 80;
        Id(uuid::Builder::from_unix_timestamp_millis(u64::try_from(millis).unwrap_or(0), &chance).into_uuid(), PhantomData)
    }

    /// The sixteen bytes, as stored.
    pub fn bytes(&self) -> &[u8; 16] {
        self.0.as_bytes()
    }

    /// The same bits read as the id of something else. Only for ids that by design are shared (a fact and the thing that it opens).
    pub fn cast<Other>(self) -> Id<Other> {
        Id(self.0, PhantomData)
    }
}

/// Crockford's alphabet: no i, l, o or u, so that nothing is misread or spells a word.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

impl<Of> fmt::Display for Id<Of> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bits = self.0.as_u128();
        let mut text = [0u8; 26];
        for (place, letter) in text.iter_mut().enumerate() {
            let shift = 5 * (25 - place);
            *letter = ALPHABET[((bits >> shift) & 31) as usize];
        }
        f.write_str(std::str::from_utf8(&text).map_err(|_| fmt::Error)?)
    }
}

/// The text is not an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct NotAnId;

impl<Of> FromStr for Id<Of> {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        if text.len() != 26 {
            return Err(NotAnId);
        }
        let mut bits: u128 = 0;
        for (place, byte) in text.bytes().enumerate() {
            let value = ALPHABET.iter().position(|letter| *letter == byte.to_ascii_lowercase()).ok_or(NotAnId)?;
            // 26 letters carry 130 bits: the first may use only three of its five.
            if place == 0 && value > 7 {
                return Err(NotAnId);
            }
            bits = (bits << 5) | value as u128;
        }
        Ok(Id(Uuid::from_u128(bits), PhantomData))
    }
}

impl<Of> fmt::Debug for Id<Of> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
impl<Of> Clone for Id<Of> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<Of> Copy for Id<Of> {}
impl<Of> PartialEq for Id<Of> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<Of> Eq for Id<Of> {}
impl<Of> PartialOrd for Id<Of> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<Of> Ord for Id<Of> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}
impl<Of> Hash for Id<Of> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<Of> Serialize for Id<Of> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
impl<'de, Of> Deserialize<'de> for Id<Of> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $of:ident;)*) => {$(
        $(#[$doc])*
        pub type $name = Id<$of>;
        /// Names what an id stands for; never a value.
        pub enum $of {}
    )*};
}

ids! {
    /// Someone in the network.
    PersonId = Person;
    /// A place in the network, with its team.
    NodeId = Node;
    /// Something that can be tutored.
    TopicId = Topic;
    /// How a topic is to another.
    TieId = TieOf;
    /// That a person masters a topic.
    MasteryId = Mastery;
    /// A mastery that its owner puts in her catalog.
    OfferId = Offer;
    /// That a learner wants a topic.
    InterestId = Interest;
    /// Tutor, learner and topic, from agreement to end.
    TutorialId = Tutorial;
    /// A learner's page of the process record.
    EntryId = Entry;
    /// A picture or a document beside a page of the record.
    FileId = File;
    /// A tutor's short note.
    NoteId = Note;
    /// A public demonstration, planned or held.
    DemonstrationId = Demonstration;
    /// A visit to a school.
    VisitId = Visit;
    /// A pair that a steward keeps apart.
    BlockId = Block;
    /// That something is wrong.
    ConcernId = Concern;
    /// A mother, a father or whoever else answers for a child.
    GuardianId = Guardian;
    /// A paper on which a guardian said yes or no.
    ConsentId = Consent;
    /// That somebody goes from one school to another.
    MoveId = MoveOf;
    /// That a school's year turned.
    SchoolYearId = SchoolYear;
    /// A look for the best assignment of a place, out of which pairs were proposed.
    RoundId = Round;
    /// Whatever of somebody's record can be opened: her page, a tutorial, a demonstration.
    SeenId = SeenThing;
    /// A line of the journal.
    FactId = FactOf;
    /// A session of someone who has signed in.
    SessionId = Session;
    /// A program's key.
    TokenId = Token;
    /// A list that waits to be brought in.
    ListId = List;
    /// A database that writes facts of its own.
    InstallationId = Installation;
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_comes_beside_an_id_is_the_same_for_the_same_words() {
        let id = TopicId::at(Moment::from_millis(1_700_000_000_000), [7; 10]);
        assert_eq!(id.beside("uno"), id.beside("uno"));
        assert_ne!(id.beside("uno"), id.beside("dos"));
        assert_ne!(id.beside("uno"), id);
        assert_eq!(id.beside("uno").to_string()[..8], id.to_string()[..8], "it sorts by the same moment");
    }

    proptest! {
        #[test]
        fn text_and_bytes_say_the_same_and_sort_alike(one: [u8; 16], other: [u8; 16]) {
            let (a, b) = (TopicId::from_bytes(one), TopicId::from_bytes(other));
            prop_assert_eq!(a.to_string().parse::<TopicId>(), Ok(a));
            prop_assert_eq!(a.to_string().to_uppercase().parse::<TopicId>(), Ok(a));
            prop_assert_eq!(a.cmp(&b), a.to_string().cmp(&b.to_string()));
        }

        #[test]
        fn no_text_makes_it_panic(text: String) {
            let _ = text.parse::<TopicId>();
        }
    }

    #[test]
    fn later_ids_sort_later() {
        let early = PersonId::at(Moment::from_millis(1_000), [255; 10]);
        let late = PersonId::at(Moment::from_millis(1_001), [0; 10]);
        assert!(early < late);
    }

    #[test]
    fn what_is_not_an_id_is_refused() {
        for text in
            ["", "0", "zzzzzzzzzzzzzzzzzzzzzzzzzz", "0000000000000000000000000u", "ñ00000000000000000000000", "000000000000000000000000000"]
        {
            assert_eq!(text.parse::<TopicId>(), Err(NotAnId), "{text}");
        }
    }
}
