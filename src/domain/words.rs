//! The closed vocabularies of the practice: each a small enum with one stable word per value, the same in the journal, in both databases
//! and in the API. What a word is called on a screen is not known here.

use serde::{Deserialize, Serialize};

/// The text is not one of the words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown word {0:?}")]
pub struct UnknownWord(pub String);

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant,)* }

        impl $name {
            /// Every value, in the order of the definition.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The stable word.
            pub const fn word(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }
        }

        impl std::str::FromStr for $name {
            type Err = UnknownWord;
            fn from_str(text: &str) -> Result<Self, UnknownWord> {
                match text { $($word => Ok($name::$variant),)* _ => Err(UnknownWord(text.chars().take(40).collect())) }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }
    )*};
}

words! {
    /// How far up the tree a node stands.
    Level {
        /// The whole country.
        Nation = "nation",
        /// A federal state.
        State = "state",
        /// A region of a state.
        Region = "region",
        /// Several zones.
        Sector = "sector",
        /// Several schools under one supervisor.
        Zone = "zone",
        /// A municipality, where a register knows no zones.
        Municipality = "municipality",
        /// A school.
        School = "school",
    }

    /// Which levels a tree has, and what they are called in it: `domain::levels` says both.
    Preset {
        /// Schools under zones or municipalities, sectors, regions, states, a nation.
        Schools = "schools",
        /// Community education (CONAFE): communities under microregions, regions, states, a nation.
        Conafe = "conafe",
    }

    /// What office someone holds. It says nothing of what she may learn or tutor.
    Position {
        /// Learns at the school.
        Student = "student",
        /// Teaches a group.
        Teacher = "teacher",
        /// Accompanies several schools (asesor).
        Coach = "coach",
        /// Directs a school.
        Head = "head",
        /// Is responsible for a zone or sector.
        Supervisor = "supervisor",
        /// Works for the authority.
        Official = "official",
        /// A mother, father or other relative.
        Family = "family",
        /// Anyone else of the place.
        Community = "community",
    }

    /// How a mastery came about.
    Via {
        /// By a public demonstration after a tutorial.
        Demonstration = "demonstration",
        /// Vouched for by a coach or steward: someone has to be first.
        Founding = "founding",
        /// Learned alone, then demonstrated in public.
        SelfStudy = "self_study",
        /// Learned elsewhere, then demonstrated in public.
        Elsewhere = "elsewhere",
        /// Came in with an import.
        Imported = "imported",
    }

    /// How a demonstrator came to the topic.
    Path {
        /// With a tutor.
        Tutorial = "tutorial",
        /// Alone.
        SelfStudy = "self_study",
        /// In another place.
        Elsewhere = "elsewhere",
    }

    /// Where a topic comes from.
    Origin {
        /// The official curriculum.
        Curriculum = "curriculum",
        /// The community.
        Community = "community",
        /// Somebody's own question.
        Own = "own",
    }

    /// How one topic is to another. The first two are said of a text, by whoever writes it from the other; the rest hold both ways.
    Tie {
        /// Written from the other, for another place.
        Adapted = "adapted",
        /// The other in another language.
        Translation = "translation",
        /// Two texts of one topic: whoever masters the one masters the other.
        Same = "same",
        /// Near to it.
        Near = "near",
        /// Alike, and not the same: nobody has to be asked again.
        Apart = "apart",
    }

    /// Whether an offer can be taken up.
    OfferState {
        /// In the catalog.
        Open = "open",
        /// Out of the catalog for now.
        Paused = "paused",
        /// Taken out for good.
        Withdrawn = "withdrawn",
        /// A second one of the same mastery, opened elsewhere: the first counts.
        Contested = "contested",
    }

    /// What became of an interest.
    InterestState {
        /// Waiting.
        Open = "open",
        /// A tutorial on it began.
        Met = "met",
        /// The learner took it back.
        Withdrawn = "withdrawn",
        /// The same wish, said elsewhere while the first was open: the first counts.
        Contested = "contested",
    }

    /// Where a tutorial stands.
    TutorialState {
        /// One side has asked the other.
        Proposed = "proposed",
        /// Both agreed; it goes on.
        Open = "open",
        /// Ended by a demonstration that promoted.
        Demonstrated = "demonstrated",
        /// Ended before that, without blame.
        Stopped = "stopped",
        /// Never began.
        NeverBegan = "never_began",
    }

    /// How an agreement came to be recorded.
    Agreement {
        /// The other side accepted here.
        Here = "here",
        /// A teacher recorded what both said aloud.
        Aloud = "aloud",
        /// Copied from paper, afterwards.
        Paper = "paper",
    }

    /// What was decided, or that it is still to come.
    DemonstrationState {
        /// A day has been set.
        Planned = "planned",
        /// Ready to tutor.
        Ready = "ready",
        /// Not yet, with a reason.
        NotYet = "not_yet",
        /// The record was a mistake, or the plan was given up.
        Withdrawn = "withdrawn",
    }

    /// What was decided at a demonstration.
    Outcome {
        /// Ready to tutor: promotes.
        Ready = "ready",
        /// Not yet: the tutorial goes on.
        NotYet = "not_yet",
    }

    /// Who listened.
    Audience {
        /// Fellow students.
        Students = "students",
        /// Teachers and other staff of the school.
        Teachers = "teachers",
        /// Families.
        Families = "families",
        /// Coaches, supervisors, officials.
        Visitors = "visitors",
        /// Anyone else.
        Community = "community",
    }

    /// Who a concern is meant for.
    ConcernReader {
        /// The school's stewards.
        School = "school",
        /// The stewards one level above.
        Above = "above",
    }

    /// Where a concern stands.
    ConcernState {
        /// Nobody has taken it up.
        Open = "open",
        /// Somebody has.
        Answered = "answered",
    }

    /// Whether a visit stands.
    VisitState {
        /// Agreed with the responsible teacher.
        Agreed = "agreed",
        /// Given up.
        Withdrawn = "withdrawn",
    }

    /// What became of somebody's way to another school.
    MoveState {
        /// The other school has still to say yes.
        Waiting = "waiting",
        /// She is there.
        Made = "made",
        /// Given up before.
        Closed = "closed",
        /// She was there by mistake, and is back.
        Undone = "undone",
    }

    /// What a program's key may be good for.
    Family {
        /// Nodes of the network.
        Places = "places",
        /// People, as their school knows them.
        People = "people",
        /// The fund of topics.
        Topics = "topics",
        /// Catalogs.
        Offers = "offers",
        /// Wishes.
        Interests = "interests",
        /// Tutorials and their records.
        Tutorials = "tutorials",
        /// Demonstrations, planned and held.
        Demonstrations = "demonstrations",
        /// Who masters what.
        Masteries = "masteries",
    }

    /// What a list that waits is about.
    ListKind {
        /// The people of a school.
        People = "people",
        /// Schools of a register.
        Schools = "schools",
        /// Topics.
        Topics = "topics",
    }

    /// How far a list is that waits.
    ListState {
        /// It is being looked at; what of it is written is decided.
        Waiting = "waiting",
        /// Somebody has confirmed it, and a part of it is still to be written.
        Begun = "begun",
        /// All of it is written, and the list itself is gone.
        Done = "done",
    }

    /// How far a program's key reaches in a family.
    Access {
        /// It may read.
        Read = "read",
        /// It may read and write.
        Write = "write",
    }

    /// Who a fact may be told to.
    Reach {
        /// Never leaves this installation: names and every text about a person.
        Local = "local",
        /// Ids, topics, dates, nodes: for other installations too.
        Network = "network",
        /// Erasures: reach everyone, and outlive backups.
        Erasure = "erasure",
    }

    /// What lies beside a page of the record.
    FileKind {
        /// A picture, as JPEG.
        Picture = "picture",
        /// A document, as PDF.
        Document = "document",
    }

    /// What a child who does not read yet signs in with, three in a row. The words are for ever: a key is made of them.
    Picture {
        /// A house.
        House = "house",
        /// A tree.
        Tree = "tree",
        /// A star.
        Star = "star",
        /// A boat.
        Boat = "boat",
        /// A key.
        Key = "key",
        /// A bell.
        Bell = "bell",
        /// A cup.
        Cup = "cup",
        /// A chair.
        Chair = "chair",
        /// An umbrella.
        Umbrella = "umbrella",
        /// A ball.
        Ball = "ball",
        /// A leaf.
        Leaf = "leaf",
        /// A cloud.
        Cloud = "cloud",
    }

    /// What a child's guardians are asked for. Each is something that the practice can do without, so that no is an answer like yes.
    Purpose {
        /// Pictures and documents of her work beside her record: the one thing that is kept of her and was not written down in words.
        Photos = "photos",
        /// A card that lets her in where no teacher holds the classroom open.
        Card = "card",
        /// Her name on the catalog that hangs where anybody passes.
        Poster = "poster",
    }

    /// What of somebody's record was opened.
    Seen {
        /// Her own page.
        Page = "page",
        /// The record of a tutorial of hers.
        Record = "record",
        /// The record of a demonstration of hers.
        Demonstration = "demonstration",
        /// Everything that is kept about her, as a file.
        Copy = "copy",
        /// The list of what lies beside her records.
        Files = "files",
        /// What her family said.
        Consents = "consents",
    }
}

impl OfferState {
    /// Of an offer that counts, whether or not it is in the catalog now.
    pub const STANDING: [OfferState; 2] = [OfferState::Open, OfferState::Paused];
}

impl InterestState {
    /// Of a wish that was not taken back.
    pub const KEPT: [InterestState; 2] = [InterestState::Open, InterestState::Met];
}
