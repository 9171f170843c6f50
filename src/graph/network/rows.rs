//! What a network is built from, and what it can be written out as again.

use crate::domain::fact::Fact;
use crate::domain::id::{DemonstrationId, InterestId, MasteryId, NodeId, OfferId, PersonId, TopicId, TutorialId};
use crate::domain::moment::Day;
use crate::domain::words::{Level, OfferState, Position, Via};

/// One thing that stands today. Sorted, the rows of a network say all of it, whatever way it came about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the fields are those of the tables")]
pub enum Row {
    /// A place, and under which it hangs.
    Node { id: NodeId, level: Level, parent: Option<NodeId>, closed: Option<Day> },
    /// A topic, in a language; out of the fund where it was withdrawn.
    Topic { id: TopicId, language: String, withdrawn: bool },
    /// One topic helps to come before another.
    Prerequisite { topic: TopicId, before: TopicId },
    /// Somebody.
    Person { id: PersonId, minor: bool, erased: bool, language: Option<String> },
    /// Where she belongs, since when, as what, and by whose word.
    Belongs { person: PersonId, node: NodeId, position: Position, since: Day, voucher: Option<PersonId>, steward: bool },
    /// What she masters: a live mastery that nobody contests, and the place where she came to it.
    Masters { person: PersonId, topic: TopicId, school: NodeId, via: Via, day: Day },
    /// What stands in her catalog, open or paused.
    Offers { person: PersonId, topic: TopicId, school: NodeId, offer: OfferId, capacity: i32, state: OfferState, opened: Day },
    /// What she waits for.
    Wants { person: PersonId, topic: TopicId, school: NodeId, rank: i32, since: Day },
    /// What she learns now and with whom, or has asked for: `open` once both agreed. A place is taken of the offer.
    Learns { learner: PersonId, tutor: PersonId, topic: TopicId, open: bool, offer: Option<OfferId> },
    /// That they were tutor and learner, up to a day.
    Learned { learner: PersonId, tutor: PersonId, topic: TopicId, until: Day },
    /// That a steward keeps two apart, the lesser id first.
    Apart { one: PersonId, other: PersonId },
}

impl Row {
    /// The topic that it is about, if it is about one.
    pub fn topic(&self) -> Option<TopicId> {
        match self {
            Row::Topic { id, .. } => Some(*id),
            Row::Prerequisite { topic, .. }
            | Row::Masters { topic, .. }
            | Row::Offers { topic, .. }
            | Row::Wants { topic, .. }
            | Row::Learns { topic, .. }
            | Row::Learned { topic, .. } => Some(*topic),
            Row::Node { .. } | Row::Person { .. } | Row::Belongs { .. } | Row::Apart { .. } => None,
        }
    }
}

/// Where facts say that something has changed. What stands there now is asked of the tables: which of two clashing facts counts is decided
/// once, where facts become rows, and never a second time here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is a list of what its name says")]
pub struct Touched {
    pub people: Vec<PersonId>,
    pub topics: Vec<TopicId>,
    pub nodes: Vec<NodeId>,
    /// Places whose people, and whoever offers or waits there, go on elsewhere.
    pub around: Vec<NodeId>,
    /// Named by facts that do not say whose they are.
    pub masteries: Vec<MasteryId>,
    pub offers: Vec<OfferId>,
    pub interests: Vec<InterestId>,
    pub tutorials: Vec<TutorialId>,
    pub demonstrations: Vec<DemonstrationId>,
    /// Whose ids stand in rows of others too, and stand there no more: whom they accompanied, and for whom they vouched.
    pub merged: Vec<PersonId>,
}

impl Touched {
    /// Notes what a fact changes. Every kind is named, so that a new one has to find its place here.
    pub fn note(&mut self, fact: &Fact) {
        match fact {
            Fact::NodeFounded(fact) => self.nodes.push(fact.node),
            Fact::NodeMoved(fact) => self.nodes.push(fact.node),
            Fact::NodeClosed(fact) => self.nodes.push(fact.node),
            Fact::ShiftStated(fact) => self.nodes.push(fact.node),
            Fact::NodeReopened(fact) => self.nodes.push(fact.node),
            Fact::NodeMerged(fact) => {
                self.nodes.push(fact.node);
                self.around.push(fact.node);
            }

            Fact::PersonJoined(fact) => self.people.push(fact.person),
            Fact::PersonNamed(fact) => self.people.push(fact.person),
            Fact::PersonPlaced(fact) => self.people.push(fact.person),
            Fact::PersonLeft(fact) => self.people.push(fact.person),
            Fact::LeavingWithdrawn(fact) => self.people.push(fact.person),
            Fact::PersonErased(fact) => self.people.push(fact.person),
            // Who looks after a place may vouch for others there.
            Fact::StewardNamed(fact) => self.people.push(fact.person),
            Fact::StewardEnded(fact) => self.people.push(fact.person),
            Fact::PersonMerged(fact) => {
                self.people.extend([fact.person, fact.into]);
                self.merged.extend([fact.person, fact.into]);
            }
            // A pair is found again by either of the two.
            Fact::PairBlocked(fact) => self.people.push(fact.one),
            Fact::PairUnblocked(fact) => self.people.push(fact.one),

            Fact::TopicPublished(fact) => self.topics.push(fact.topic),
            Fact::TopicWritten(fact) => self.topics.push(fact.topic),
            Fact::TopicCorrected(fact) => self.topics.push(fact.topic),
            Fact::TopicWithdrawn(fact) => self.topics.push(fact.topic),
            Fact::TopicRestored(fact) => self.topics.push(fact.topic),
            Fact::VersionWithdrawn(fact) => self.topics.push(fact.topic),
            Fact::VersionRestored(fact) => self.topics.push(fact.topic),

            Fact::MasteryGranted(fact) => self.people.push(fact.person),
            Fact::MasteryWithdrawn(fact) => self.masteries.push(fact.mastery),
            Fact::MasteryRestored(fact) => self.masteries.push(fact.mastery),
            Fact::OfferOpened(fact) => self.people.push(fact.person),
            Fact::OfferChanged(fact) => self.offers.push(fact.offer),
            Fact::OfferRested(fact) => self.offers.push(fact.offer),
            Fact::OfferLeft(fact) => self.offers.push(fact.offer),
            Fact::InterestStated(fact) => self.people.push(fact.learner),
            Fact::InterestRanked(fact) => self.interests.push(fact.interest),
            Fact::InterestWithdrawn(fact) => self.interests.push(fact.interest),
            Fact::InterestReopened(fact) => self.interests.push(fact.interest),

            Fact::TutorialProposed(fact) => self.people.push(fact.learner),
            Fact::TutorialAgreed(fact) => self.tutorials.push(fact.tutorial),
            Fact::TutorialDeclined(fact) => self.tutorials.push(fact.tutorial),
            Fact::TutorialStopped(fact) => self.tutorials.push(fact.tutorial),
            Fact::TutorialResumed(fact) => self.tutorials.push(fact.tutorial),
            Fact::TutorialWithdrawn(fact) => self.tutorials.push(fact.tutorial),
            Fact::DemonstrationHeld(fact) => self.tutorials.extend(fact.tutorial),
            Fact::DemonstrationCorrected(fact) => self.demonstrations.push(fact.demonstration),
            Fact::DemonstrationWithdrawn(fact) => self.demonstrations.push(fact.demonstration),

            // Names, texts and plans are not in the graph; nor is what schools have said of topics. What
            // somebody's move, or the turn of a year, closes and opens is told by facts of its own.
            Fact::NodeRenamed(_)
            | Fact::NodeCorrected(_)
            | Fact::LevelsChosen(_)
            | Fact::MoveOffered(_)
            | Fact::MoveMade(_)
            | Fact::MoveClosed(_)
            | Fact::MoveUndone(_)
            | Fact::NoticeGiven(_)
            | Fact::GuardianNamed(_)
            | Fact::ConsentAnswered(_)
            | Fact::ConsentWithdrawn(_)
            | Fact::SchoolYearTurned(_)
            | Fact::SchoolYearWithdrawn(_)
            | Fact::PairsProposed(_)
            | Fact::TopicTied(_)
            | Fact::TieWithdrawn(_)
            | Fact::TopicAdopted(_)
            | Fact::AdoptionEnded(_)
            | Fact::MasteryVouched(_)
            | Fact::InterestExplained(_)
            | Fact::TutorialAccepted(_)
            | Fact::RehearsalAsked(_)
            | Fact::RehearsalHeld(_)
            | Fact::RehearsalWithdrawn(_)
            | Fact::TutorialStopExplained(_)
            | Fact::EntryWritten(_)
            | Fact::EntryCorrected(_)
            | Fact::EntrySetRight(_)
            | Fact::EntryWithdrawn(_)
            | Fact::FileAttached(_)
            | Fact::FileRemoved(_)
            | Fact::NoteWritten(_)
            | Fact::NoteWithdrawn(_)
            | Fact::DemonstrationPlanned(_)
            | Fact::DemonstrationCancelled(_)
            | Fact::DemonstrationTold(_)
            | Fact::VisitAgreed(_)
            | Fact::VisitorAsked(_)
            | Fact::VisitorAnswered(_)
            | Fact::VisitCorrected(_)
            | Fact::VisitWithdrawn(_)
            | Fact::ConcernRaised(_)
            | Fact::ConcernTold(_)
            | Fact::ConcernNamed(_)
            | Fact::ConcernSigned(_)
            | Fact::ConcernAnswered(_) => {}
        }
    }

    /// Each thing once, in the order of ids.
    pub fn settle(&mut self) {
        fn once<T: Ord>(list: &mut Vec<T>) {
            list.sort_unstable();
            list.dedup();
        }
        once(&mut self.people);
        once(&mut self.topics);
        once(&mut self.nodes);
        once(&mut self.around);
        once(&mut self.masteries);
        once(&mut self.offers);
        once(&mut self.interests);
        once(&mut self.tutorials);
        once(&mut self.demonstrations);
        once(&mut self.merged);
    }
}
