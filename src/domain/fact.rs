//! Facts: everything that happens in the practice, in the past tense, one JSON shape per kind and version, kept for ever.
//!
//! A fact is told to an audience that is chosen here, once, by its kind: what names or describes a person is `local`; ids, topics, dates and
//! nodes are `network`; erasures reach everyone. So what a child wrote and that she wrote it are two facts, and the first can be blanked
//! without losing the second. Facts do not know how they are stored, who may record them, or what they change: see `store::journal`,
//! `domain::policy`, `store::apply`.

use serde::{Deserialize, Serialize};

use super::id::*;
use super::moment::Day;
use super::words::*;

/// A kind or version that this program does not know, or a body that does not fit it.
#[derive(Debug, thiserror::Error)]
#[error("fact {kind} v{version} cannot be read: {reason}")]
pub struct UnreadableFact {
    /// The kind as written.
    pub kind: String,
    /// The version as written.
    pub version: i32,
    /// What does not fit.
    pub reason: String,
}

macro_rules! facts {
    ($($(#[$doc:meta])* $name:ident, $version:literal, $reach:ident {
        $($(#[$fdoc:meta])* $field:ident: $type:ty,)*
    })*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            pub struct $name { $($(#[$fdoc])* pub $field: $type,)* }

            impl From<$name> for Fact {
                fn from(fact: $name) -> Fact { Fact::$name(fact) }
            }
        )*

        /// Something that happened.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Fact { $($(#[$doc])* $name($name),)* }

        impl Fact {
            /// Every kind, in the order of the definition.
            pub const KINDS: &'static [&'static str] = &[$(stringify!($name)),*];

            /// The kind's stable name.
            pub fn kind(&self) -> &'static str {
                match self { $(Fact::$name(_) => stringify!($name),)* }
            }

            /// The version of the shape that is written today.
            pub fn version(&self) -> i32 {
                match self { $(Fact::$name(_) => $version,)* }
            }

            /// Who may be told.
            pub fn reach(&self) -> Reach {
                match self { $(Fact::$name(_) => Reach::$reach,)* }
            }

            /// The JSON text that the journal keeps.
            ///
            /// # Errors
            /// None in practice: the shapes hold only strings, numbers, lists and ids.
            pub fn body(&self) -> Result<String, serde_json::Error> {
                match self { $(Fact::$name(fact) => serde_json::to_string(fact),)* }
            }

            /// The fact that a line of the journal holds.
            ///
            /// # Errors
            /// An unknown kind or version, or a body of another shape.
            pub fn read(kind: &str, version: i32, body: &str) -> Result<Fact, UnreadableFact> {
                let unreadable = |reason: String| UnreadableFact { kind: kind.to_owned(), version, reason };
                match (kind, version) {
                    $((stringify!($name), $version) =>
                        serde_json::from_str(body).map(Fact::$name).map_err(|error| unreadable(error.to_string())),)*
                    _ => Err(unreadable("unknown kind or version".to_owned())),
                }
            }
        }
    };
}

facts! {
    // ---- places ----

    /// A node came into the network.
    NodeFounded, 1, Network {
        node: NodeId, level: Level, name: String, parent: Option<NodeId>, since: Day,
        /// The register's key, where the node has one.
        #[serde(default, skip_serializing_if = "Option::is_none")] cct: Option<String>,
        /// The shift, for schools that share a key.
        #[serde(default, skip_serializing_if = "Option::is_none")] shift: Option<String>,
        /// An IANA time zone, where it differs from the default.
        #[serde(default, skip_serializing_if = "Option::is_none")] time_zone: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")] latitude: Option<f64>,
        #[serde(default, skip_serializing_if = "Option::is_none")] longitude: Option<f64>,
    }
    /// A node got another name.
    NodeRenamed, 1, Network { node: NodeId, name: String, }
    /// A node hangs under another parent from a day on; its past keeps the path of its day.
    NodeMoved, 1, Network { node: NodeId, parent: NodeId, since: Day, }
    /// What is known of a node was set right; what is missing here is not known.
    NodeCorrected, 1, Network {
        node: NodeId, name: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] cct: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")] time_zone: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")] latitude: Option<f64>,
        #[serde(default, skip_serializing_if = "Option::is_none")] longitude: Option<f64>,
    }
    /// In which shift a school works, of which that was not known.
    ShiftStated, 1, Network { node: NodeId, shift: String, }
    /// Nothing new happens at a node from a day on. Its history stays.
    NodeClosed, 1, Network { node: NodeId, since: Day, }
    /// That it was closed, or merged, no longer holds.
    NodeReopened, 1, Network { node: NodeId, }
    /// Which levels a node and everything under it has, and what they are called there.
    LevelsChosen, 1, Network { node: NodeId, preset: Preset, }
    /// A node closed, and its people, their offers, wishes and open tutorials go on in another. What had ended stays where it happened.
    NodeMerged, 1, Network { node: NodeId, into: NodeId, day: Day, }

    // ---- people ----

    /// Someone joined a node.
    PersonJoined, 1, Network {
        person: PersonId, node: NodeId, position: Position, minor: bool, since: Day,
        /// The member of the school who vouches for a relative or neighbour.
        #[serde(default, skip_serializing_if = "Option::is_none")] voucher: Option<PersonId>,
    }
    /// What her own school calls her, and where she sits.
    PersonNamed, 1, Local {
        person: PersonId, name: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] grade: Option<i32>,
        #[serde(default, skip_serializing_if = "Option::is_none")] group: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")] language: Option<String>,
    }
    /// Her position, whether she is a minor, or who vouches for her was set right. It holds from that day on: what was agreed before was
    /// judged by what was known then.
    PersonPlaced, 1, Network {
        person: PersonId, node: NodeId, position: Position, minor: bool, since: Day,
        #[serde(default, skip_serializing_if = "Option::is_none")] voucher: Option<PersonId>,
    }
    /// She left a node.
    PersonLeft, 1, Network { person: PersonId, node: NodeId, until: Day, }
    /// That she left was a mistake: she has belonged to the node all along.
    LeavingWithdrawn, 1, Network { person: PersonId, node: NodeId, }
    /// A school hands somebody over to another, which has still to say yes. Until then nothing changes for her.
    MoveOffered, 1, Network { movement: MoveId, person: PersonId, school: NodeId, receiver: NodeId, day: Day, }
    /// The other school took her in. That she left the one and joined the other are facts of their own.
    MoveMade, 1, Network { movement: MoveId, day: Day, }
    /// One of the two schools thought better of it before it was made.
    MoveClosed, 1, Network { movement: MoveId, day: Day, }
    /// It was made by mistake: she is back at the school that she had left.
    MoveUndone, 1, Network { movement: MoveId, day: Day, }
    /// Someone may administer a node from now on.
    StewardNamed, 1, Network { person: PersonId, node: NodeId, since: Day, }
    /// She no longer may.
    StewardEnded, 1, Network { person: PersonId, node: NodeId, until: Day, }
    /// A school's year turned: these moved up a grade, those left with the last one.
    SchoolYearTurned, 1, Network { year: SchoolYearId, school: NodeId, day: Day, moved: Vec<PersonId>, left: Vec<PersonId>, }
    /// That was a mistake.
    SchoolYearWithdrawn, 1, Network { year: SchoolYearId, day: Day, }
    /// She had been entered twice: everything of the one is the other's, who goes on. Said once, it holds for good.
    PersonMerged, 1, Network { person: PersonId, into: PersonId, day: Day, }
    /// Two people are kept apart. No reason is kept.
    PairBlocked, 1, Local { block: BlockId, school: NodeId, one: PersonId, other: PersonId, day: Day, }
    /// They no longer are.
    PairUnblocked, 1, Local { block: BlockId, one: PersonId, other: PersonId, }
    /// The notice of what is kept about a child went to her family.
    NoticeGiven, 1, Local { child: PersonId, school: NodeId, day: Day, }
    /// Somebody answers for a child: a person of the network, or a name as it stands on paper, and nothing else about her.
    GuardianNamed, 1, Local {
        guardian: GuardianId, child: PersonId,
        #[serde(default, skip_serializing_if = "Option::is_none")] person: Option<PersonId>,
        #[serde(default, skip_serializing_if = "Option::is_none")] name: Option<String>,
    }
    /// She told a school yes or no, for each thing that she was asked. The day is that on the paper.
    ConsentAnswered, 1, Local {
        consent: ConsentId, child: PersonId, school: NodeId, guardian: GuardianId, day: Day, answers: Vec<(Purpose, bool)>,
    }
    /// That paper no longer counts: it was entered by mistake, or whoever signed it does not answer for the child.
    ConsentWithdrawn, 1, Local { consent: ConsentId, day: Day, }
    /// A person's name and texts were removed everywhere.
    PersonErased, 1, Erasure { person: PersonId, }

    // ---- topics ----

    /// A topic came into the fund.
    TopicPublished, 1, Network {
        topic: TopicId, school: Option<NodeId>, author: Option<PersonId>, language: String, origin: Origin, licence: String, day: Day,
        /// What identifies it in the file that it was imported from.
        #[serde(default, skip_serializing_if = "Option::is_none")] import_key: Option<String>,
    }
    /// A version of its text.
    TopicWritten, 1, Network {
        topic: TopicId, version: i32, author: Option<PersonId>, day: Day, title: String, subject: String, challenge: String, why: String,
        questions: Vec<String>, sources: Vec<String>, prerequisites: Vec<TopicId>,
        /// The title in another language, for readers who do not have the topic's own.
        #[serde(default, skip_serializing_if = "Option::is_none")] title_en: Option<String>,
    }

    /// What is known of a topic beside its text was set right.
    TopicCorrected, 1, Network { topic: TopicId, language: String, origin: Origin, licence: String, }
    /// A topic was taken out of the fund. What came from it stands.
    TopicWithdrawn, 1, Network { topic: TopicId, day: Day, }
    /// It is in the fund again.
    TopicRestored, 1, Network { topic: TopicId, }
    /// A version of its text was a mistake: the one before counts again.
    VersionWithdrawn, 1, Network { topic: TopicId, version: i32, day: Day, }
    /// The version counts again.
    VersionRestored, 1, Network { topic: TopicId, version: i32, }

    /// How a topic is to another was said or decided.
    TopicTied, 1, Network { tie: TieId, kind: Tie, topic: TopicId, other: TopicId, day: Day, }
    /// That was a mistake, or no longer holds.
    TieWithdrawn, 1, Network { tie: TieId, day: Day, }
    /// A school took a topic of others into its fund.
    TopicAdopted, 1, Network { school: NodeId, topic: TopicId, day: Day, }
    /// It no longer has it there.
    AdoptionEnded, 1, Network { school: NodeId, topic: TopicId, day: Day, }

    // ---- masteries and offers ----

    /// A person masters a topic.
    MasteryGranted, 1, Network {
        mastery: MasteryId, person: PersonId, topic: TopicId, school: NodeId, via: Via, day: Day,
        #[serde(default, skip_serializing_if = "Option::is_none")] parent: Option<MasteryId>,
        generation: i32,
        #[serde(default, skip_serializing_if = "Option::is_none")] demonstration: Option<DemonstrationId>,
        #[serde(default, skip_serializing_if = "Option::is_none")] voucher: Option<PersonId>,
    }
    /// Why it was vouched for.
    MasteryVouched, 1, Local { mastery: MasteryId, person: PersonId, voucher: PersonId, reason: String, }
    /// It was a mistake, or no longer holds. What came from it stands.
    MasteryWithdrawn, 1, Network { mastery: MasteryId, day: Day, }
    /// That it was withdrawn was a mistake: it counts again, from the day from which it ever did.
    MasteryRestored, 1, Network { mastery: MasteryId, day: Day, }
    /// A mastery entered its owner's catalog.
    OfferOpened, 1, Network { offer: OfferId, mastery: MasteryId, person: PersonId, topic: TopicId, school: NodeId, capacity: i32, day: Day, }
    /// Its capacity or state changed.
    OfferChanged, 1, Network { offer: OfferId, capacity: i32, state: OfferState, day: Day, }
    /// It closed because its topic was withdrawn, and opens with it again.
    OfferRested, 1, Network { offer: OfferId, day: Day, }
    /// It closed because its owner left the school, and opens again where that was a mistake.
    OfferLeft, 1, Network { offer: OfferId, day: Day, }

    // ---- interests ----

    /// A learner wants a topic.
    InterestStated, 1, Network { interest: InterestId, learner: PersonId, topic: TopicId, school: NodeId, rank: i32, day: Day, }
    /// Why, for the teacher and the tutor who accepts.
    InterestExplained, 1, Local { interest: InterestId, learner: PersonId, why: String, }
    /// Her order of wishes changed.
    InterestRanked, 1, Network { interest: InterestId, rank: i32, }
    /// She took it back.
    InterestWithdrawn, 1, Network { interest: InterestId, day: Day, }
    /// What had met it was a mistake: she waits for it again, as long as she has.
    InterestReopened, 1, Network { interest: InterestId, day: Day, }

    // ---- tutorials ----

    /// One side, or a teacher, proposed a tutorial.
    TutorialProposed, 1, Network {
        tutorial: TutorialId, learner: PersonId, tutor: PersonId, topic: TopicId, school: NodeId, proposed_by: PersonId, day: Day,
        #[serde(default, skip_serializing_if = "Option::is_none")] offer: Option<OfferId>,
        /// The visit inside which the two may meet.
        #[serde(default, skip_serializing_if = "Option::is_none")] visit: Option<VisitId>,
    }
    /// One of the two said yes; the other has still to.
    TutorialAccepted, 1, Network { tutorial: TutorialId, person: PersonId, day: Day, }
    /// Both sides agreed.
    TutorialAgreed, 1, Network { tutorial: TutorialId, day: Day, how: Agreement, }
    /// It never began. Nobody is asked why.
    TutorialDeclined, 1, Network { tutorial: TutorialId, day: Day, }
    /// The learner asked to rehearse.
    RehearsalAsked, 1, Network { tutorial: TutorialId, day: Day, }
    /// They rehearsed.
    RehearsalHeld, 1, Network { tutorial: TutorialId, day: Day, }
    /// What was noted of rehearsing, asked for or held, was a mistake.
    RehearsalWithdrawn, 1, Network { tutorial: TutorialId, }
    /// It ended before a demonstration.
    TutorialStopped, 1, Network { tutorial: TutorialId, day: Day, }
    /// With whom the reason was shared, if anyone wished to.
    TutorialStopExplained, 1, Local { tutorial: TutorialId, learner: PersonId, tutor: PersonId, reason: String, }
    /// That it was stopped was a mistake: it goes on.
    TutorialResumed, 1, Network { tutorial: TutorialId, }
    /// The record of it was a mistake.
    TutorialWithdrawn, 1, Network { tutorial: TutorialId, day: Day, }
    /// The learner wrote a page of her process record.
    EntryWritten, 1, Local { entry: EntryId, tutorial: TutorialId, learner: PersonId, day: Day, text: String, }
    /// She set it right.
    EntryCorrected, 1, Local { entry: EntryId, learner: PersonId, text: String, }
    /// Somebody else set it right: a teacher, as the paper says it. Hers is told by the kind before.
    EntrySetRight, 1, Local { entry: EntryId, learner: PersonId, by: PersonId, text: String, }
    /// She took it out.
    EntryWithdrawn, 1, Local { entry: EntryId, }
    /// A picture or a document of her work was laid beside a page. The fact names it; its bytes stand elsewhere.
    FileAttached, 1, Local { file: FileId, entry: EntryId, tutorial: TutorialId, learner: PersonId, kind: FileKind, size: i64, digest: String, }
    /// It was taken away.
    FileRemoved, 1, Local { file: FileId, }
    /// The tutor wrote a note.
    NoteWritten, 1, Local { note: NoteId, tutorial: TutorialId, tutor: PersonId, learner: PersonId, day: Day, text: String, }
    /// She took it out.
    NoteWithdrawn, 1, Local { note: NoteId, }

    // ---- rounds ----

    /// Out of the best assignment of a place, a teacher proposed pairs. Each is a tutorial with facts of its own.
    PairsProposed, 1, Network {
        round: RoundId, school: NodeId, by: PersonId, day: Day,
        /// What counted how much when it was looked for, as `graph::score` writes it.
        weights: String,
        /// How many waited.
        waiting: i32,
        /// How many could have begun at most.
        best: i32,
        pairs: Vec<ProposedPair>,
    }

    // ---- demonstrations ----

    /// A day was set. Where and when children will meet stays here.
    DemonstrationPlanned, 1, Local {
        demonstration: DemonstrationId, tutorial: TutorialId, learner: PersonId, tutor: PersonId, topic: TopicId, school: NodeId,
        day: Day, place: String, invited: Vec<PersonId>,
    }
    /// The plan was given up.
    DemonstrationCancelled, 1, Local { demonstration: DemonstrationId, }
    /// A demonstration was held.
    DemonstrationHeld, 1, Network {
        demonstration: DemonstrationId, learner: PersonId, topic: TopicId, school: NodeId, path: Path, day: Day, outcome: Outcome,
        witnesses: Vec<PersonId>,
        /// How many came, by kind.
        audience: Vec<(Audience, i32)>,
        recorded_by: PersonId,
        #[serde(default, skip_serializing_if = "Option::is_none")] tutorial: Option<TutorialId>,
        #[serde(default, skip_serializing_if = "Option::is_none")] tutor: Option<PersonId>,
    }
    /// What it was like.
    DemonstrationTold, 1, Local {
        demonstration: DemonstrationId, learner: PersonId,
        #[serde(default, skip_serializing_if = "Option::is_none")] tutor: Option<PersonId>,
        place: String, shown: String, asked: String, reason: String,
    }
    /// Its record was set right; what is decided anew is written in the same transaction.
    DemonstrationCorrected, 1, Network {
        demonstration: DemonstrationId, day: Day, outcome: Outcome, witnesses: Vec<PersonId>, audience: Vec<(Audience, i32)>,
    }
    /// The record was a mistake.
    DemonstrationWithdrawn, 1, Network { demonstration: DemonstrationId, day: Day, }

    // ---- gatherings ----

    /// A responsible teacher agreed to a visit.
    VisitAgreed, 1, Network {
        visit: VisitId, school: NodeId, day: Day, visitors: Vec<PersonId>, responsible: PersonId, agreed_by: PersonId,
    }
    /// One of the visitors has still to say that she comes: her own place did not send her, and she can be asked.
    VisitorAsked, 1, Network { visit: VisitId, person: PersonId, }
    /// She said that she comes.
    VisitorAnswered, 1, Network { visit: VisitId, person: PersonId, day: Day, }
    /// It was written down wrong: its day, who comes, or who answers for it. Who is still named has answered as before.
    VisitCorrected, 1, Network { visit: VisitId, day: Day, visitors: Vec<PersonId>, responsible: PersonId, }
    /// It will not take place, or did not.
    VisitWithdrawn, 1, Network { visit: VisitId, }

    // ---- care ----

    /// Somebody said that something is wrong. Says of nobody anything, so that the concern outlives every erasure: who is erased takes her
    /// words or her name out of it, and whoever has to act still sees that something was said, and whether anybody took it up.
    ConcernRaised, 1, Local { concern: ConcernId, school: NodeId, reader: ConcernReader, day: Day, }
    /// Its words, which go with the one who signed them as with the one whom they are about.
    ConcernTold, 1, Local {
        concern: ConcernId, text: String,
        /// Who signed, and whom it is about.
        people: Vec<PersonId>,
    }
    /// Whom it is about.
    ConcernNamed, 1, Local { concern: ConcernId, about: PersonId, }
    /// Who said it and wants that to be known.
    ConcernSigned, 1, Local { concern: ConcernId, by: PersonId, }
    /// Somebody took it up.
    ConcernAnswered, 1, Local { concern: ConcernId, by: PersonId, day: Day, }
}

/// A pair of a round.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are those of a tutorial")]
pub struct ProposedPair {
    pub learner: PersonId,
    pub tutor: PersonId,
    pub topic: TopicId,
    pub offer: OfferId,
    pub tutorial: TutorialId,
    /// Whether the teacher chose it against what was suggested, or beside it.
    pub by_hand: bool,
}

impl Fact {
    /// The people whose erasure blanks this fact: those whom its text names or describes, or who wrote it. Empty for facts that outlive
    /// an erasure because they hold no text about anyone.
    pub fn about(&self) -> Vec<PersonId> {
        match self {
            Fact::PersonNamed(fact) => vec![fact.person],
            Fact::NoticeGiven(fact) => vec![fact.child],
            Fact::GuardianNamed(fact) => std::iter::once(fact.child).chain(fact.person).collect(),
            Fact::ConsentAnswered(fact) => vec![fact.child],
            Fact::PairBlocked(fact) => vec![fact.one, fact.other],
            Fact::PairUnblocked(fact) => vec![fact.one, fact.other],
            Fact::MasteryVouched(fact) => vec![fact.person, fact.voucher],
            Fact::InterestExplained(fact) => vec![fact.learner],
            Fact::TutorialStopExplained(fact) => vec![fact.learner, fact.tutor],
            Fact::EntryWritten(fact) => vec![fact.learner],
            Fact::EntryCorrected(fact) => vec![fact.learner],
            Fact::EntrySetRight(fact) => vec![fact.learner],
            Fact::FileAttached(fact) => vec![fact.learner],
            Fact::NoteWritten(fact) => vec![fact.tutor, fact.learner],
            Fact::DemonstrationPlanned(fact) => vec![fact.learner, fact.tutor],
            Fact::DemonstrationTold(fact) => std::iter::once(fact.learner).chain(fact.tutor).collect(),
            Fact::ConcernTold(fact) => fact.people.clone(),
            Fact::ConcernNamed(fact) => vec![fact.about],
            Fact::ConcernSigned(fact) => vec![fact.by],
            _ => Vec::new(),
        }
    }
}
