//! Who may do what: one table.
//!
//! A caller stands in *relations* to a thing (she is its learner, teaches at its school, is a steward above it …). The table says which
//! relations allow which verb; everything else is denied. Lists and single pages ask the same question. Not allowed to see is the same as
//! not there, so a denial never tells that something exists. This module does not know how the relations were found.

use super::id::{NodeId, PersonId};
use super::words::Position;

/// A set of relations in which a caller stands to a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relations(u32);

macro_rules! relations {
    ($($(#[$doc:meta])* $name:ident = $bit:literal;)*) => {
        impl Relations { $($(#[$doc])* pub const $name: Relations = Relations(1 << $bit);)* }
    };
}

relations! {
    /// Everybody, signed in or not.
    ANYONE = 0;
    /// Somebody who has signed in.
    MEMBER = 1;
    /// The person whom it is about or who owns it.
    ONESELF = 2;
    /// The tutorial's learner.
    LEARNER = 3;
    /// The tutorial's tutor.
    TUTOR = 4;
    /// Invited to the demonstration, or a witness of it.
    INVITED = 5;
    /// A member of its school.
    SCHOOLMATE = 6;
    /// A teacher or head of its school.
    TEACHER = 7;
    /// A steward of its node.
    STEWARD = 8;
    /// A steward of a node above it.
    STEWARD_ABOVE = 9;
    /// A coach, supervisor or official whose node stands above it.
    COMPANION = 10;
    /// Has a live mastery of the topic.
    MASTER = 11;
    /// The member of the visiting team.
    VISITOR = 12;
    /// Named in a concern, or otherwise to be kept from it.
    NAMED = 13;
    /// A steward above a place that has no steward of its own who could act, besides the person in question: she founds the stewardship
    /// there, or restores it.
    RESTORER = 14;
    /// A teacher or head of the school in which its own, which is closed, goes on.
    TEACHER_AFTER = 15;
    /// A steward of the node in which its own, which is closed, goes on.
    STEWARD_AFTER = 16;
    /// The tutor who wrote a record down herself.
    WROTE_IT = 17;
}

impl Relations {
    /// No relation at all.
    pub const NONE: Relations = Relations(0);

    /// Both sets together.
    #[must_use]
    pub const fn and(self, other: Relations) -> Relations {
        Relations(self.0 | other.0)
    }

    /// This set, with another added where a condition holds.
    #[must_use]
    pub const fn and_if(self, holds: bool, other: Relations) -> Relations {
        if holds { self.and(other) } else { self }
    }

    /// The relations that a closed place has passed on, as those that they were there.
    #[must_use]
    const fn passed_on(self) -> Relations {
        let teacher = Relations::NONE.and_if(self.meets(Relations::TEACHER_AFTER), Relations::TEACHER);
        teacher.and_if(self.meets(Relations::STEWARD_AFTER), Relations::STEWARD)
    }

    /// Whether the sets share a relation.
    pub const fn meets(self, other: Relations) -> bool {
        self.0 & other.0 != 0
    }
}

/// What someone may want to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the verbs are explained by their rows in the table below")]
pub enum Verb {
    ReadTopic,
    PublishTopic,
    ImproveTopic,
    WithdrawTopic,
    AdoptTopic,
    TieTopics,
    ReadSchoolCatalog,
    ReadNames,
    ReadNode,
    ReadPerson,
    VouchFounding,
    VouchMinor,
    ManageOffer,
    WithdrawMastery,
    StateInterest,
    ReadWhy,
    ReadWaiting,
    ProposeForOthers,
    AnswerProposal,
    ReadTutorial,
    WriteEntry,
    RemoveFile,
    WriteNote,
    Rehearse,
    StopTutorial,
    PlanDemonstration,
    ReadPlan,
    ReadRecord,
    RecordDemonstration,
    CorrectRecord,
    EnterFromPaper,
    ReadBoard,
    OpenClassroom,
    AgreeVisit,
    AnswerVisit,
    ReadVisit,
    AddPerson,
    AddAdult,
    EditPerson,
    ErasePerson,
    MergePeople,
    HandOver,
    TakeIn,
    TurnYear,
    GivePin,
    KeepConsents,
    RuleCards,
    InviteAdult,
    NameSteward,
    FoundNode,
    ChangeTree,
    CorrectNode,
    BlockPair,
    RaiseConcern,
    ReadConcern,
    HoldKeys,
    FollowCalendar,
    ReadReadings,
    TakeOutData,
    ExchangeLists,
}

/// The table: verb → relations that allow it.
pub const TABLE: &[(Verb, Relations)] = {
    use Relations as R;
    const TEACHING: Relations = R::TEACHER.and(R::STEWARD);
    const CIRCLE: Relations = R::LEARNER.and(R::TUTOR).and(R::TEACHER);
    const ABOVE: Relations = R::COMPANION.and(R::STEWARD_ABOVE);
    &[
        // Topics are common property; their texts name nobody.
        (Verb::ReadTopic, R::ANYONE),
        (Verb::PublishTopic, R::MEMBER),
        (Verb::ImproveTopic, R::MASTER.and(R::STEWARD).and(R::STEWARD_ABOVE).and(R::ONESELF)),
        (Verb::WithdrawTopic, R::STEWARD.and(R::STEWARD_ABOVE).and(R::ONESELF)),
        // Of the school that takes it in: what it works with is its teachers' to say.
        (Verb::AdoptTopic, TEACHING),
        // Which topics are the same is decided by who masters both, or answers for the place of one.
        (Verb::TieTopics, R::MASTER.and(R::STEWARD).and(R::STEWARD_ABOVE)),
        // A school's catalog names people, so it stays inside; those above see it without names.
        (Verb::ReadSchoolCatalog, R::SCHOOLMATE.and(R::STEWARD).and(ABOVE)),
        (Verb::ReadNames, R::SCHOOLMATE.and(R::STEWARD)),
        (Verb::ReadNode, R::ANYONE),
        (Verb::ReadPerson, R::ONESELF.and(R::SCHOOLMATE).and(R::STEWARD)),
        // Someone has to be first: a steward or a coach says so. A mother for whom the school vouches teaches there, and vouches for nothing.
        (Verb::VouchFounding, R::STEWARD.and(ABOVE)),
        (Verb::VouchMinor, R::STEWARD),
        (Verb::ManageOffer, R::ONESELF.and(TEACHING)),
        (Verb::WithdrawMastery, TEACHING),
        (Verb::StateInterest, R::ONESELF.and(R::TEACHER)),
        (Verb::ReadWhy, R::ONESELF.and(R::TEACHER).and(R::TUTOR)),
        // Whose the wishes for a topic are. A wish is unsigned (DOMAIN.md §3.11), also for a tutor of the topic: she sees how many wait, and learns
        // who when the learner asks her or a teacher, who knows them all, brings the two together. She may invite whomever she likes of her
        // school: but whether that one waits she is not told.
        (Verb::ReadWaiting, R::TEACHER),
        (Verb::ProposeForOthers, R::TEACHER),
        (Verb::AnswerProposal, R::LEARNER.and(R::TUTOR).and(R::TEACHER)),
        (Verb::ReadTutorial, CIRCLE),
        (Verb::WriteEntry, R::LEARNER.and(R::TEACHER)),
        // Whoever sees a face in a picture takes it away: the steward too, who does not read the record.
        (Verb::RemoveFile, R::LEARNER.and(TEACHING)),
        (Verb::WriteNote, R::TUTOR),
        (Verb::Rehearse, CIRCLE),
        (Verb::StopTutorial, CIRCLE),
        (Verb::PlanDemonstration, CIRCLE),
        // Who is invited learns the day, the place and the topic; the record tells of a child, and stays in her school.
        (Verb::ReadPlan, R::SCHOOLMATE.and(R::INVITED).and(CIRCLE)),
        (Verb::ReadRecord, R::SCHOOLMATE.and(CIRCLE)),
        // Never by the learner alone: the tutor or a teacher writes it down.
        (Verb::RecordDemonstration, R::TUTOR.and(R::TEACHER)),
        // A slip is taken back by who made it, too: a child who accompanied her only teacher, and wrote it down, has nobody else to ask.
        (Verb::CorrectRecord, TEACHING.and(R::WROTE_IT)),
        (Verb::EnterFromPaper, R::TEACHER),
        (Verb::ReadBoard, TEACHING),
        (Verb::OpenClassroom, R::TEACHER),
        (Verb::AgreeVisit, R::TEACHER),
        // For herself alone: whom a school names is not sent there by it.
        (Verb::AnswerVisit, R::VISITOR),
        (Verb::ReadVisit, R::SCHOOLMATE.and(R::VISITOR).and(R::STEWARD)),
        (Verb::AddPerson, R::STEWARD),
        // Those above let in the first adult of a school, or its only steward anew. Its other adults are its own stewards' to let in: with an
        // account come the children's names.
        (Verb::AddAdult, R::STEWARD.and(R::RESTORER)),
        (Verb::EditPerson, R::STEWARD),
        (Verb::ErasePerson, R::STEWARD),
        // With an entry come its other places and its offices, so of each of them.
        (Verb::MergePeople, R::STEWARD),
        (Verb::TurnYear, R::STEWARD),
        // From one school to another: each side for itself. Who stands above knows no child by name, so she acts only for a school that has
        // no steward of its own who could.
        (Verb::HandOver, R::STEWARD.and(R::RESTORER)),
        (Verb::TakeIn, R::STEWARD.and(R::RESTORER)),
        // PINs and cards, for one child or for a group.
        (Verb::GivePin, TEACHING),
        // What a child's guardians said: hers to know who has the paper in her hand, and nobody's above the school.
        (Verb::KeepConsents, TEACHING),
        // Whether a card opens without a teacher who holds the classroom open.
        (Verb::RuleCards, R::STEWARD),
        (Verb::InviteAdult, R::STEWARD.and(R::RESTORER)),
        // On the record, unlike an invitation: it is how those above replace a steward about whom there is a concern.
        (Verb::NameSteward, R::STEWARD.and(R::STEWARD_ABOVE)),
        (Verb::FoundNode, R::STEWARD.and(R::STEWARD_ABOVE)),
        // Never by the place alone: nobody takes a school out from under those who accompany it.
        (Verb::ChangeTree, R::STEWARD_ABOVE),
        (Verb::CorrectNode, R::STEWARD.and(R::STEWARD_ABOVE)),
        (Verb::BlockPair, R::STEWARD),
        (Verb::RaiseConcern, R::ANYONE),
        // Of the one node to which it goes: the school, or the nearest above that can read it.
        (Verb::ReadConcern, R::STEWARD),
        // A program acts as its owner, unwatched: never for a child, to whom `actions::accounts::tokens` gives no relation here.
        (Verb::HoldKeys, R::ONESELF),
        (Verb::FollowCalendar, R::ONESELF),
        // Who opened a record is told to her whose it is, and to her school.
        (Verb::ReadReadings, R::ONESELF.and(R::STEWARD)),
        // Her own; a child's also whoever teaches there or looks after the school, on paper request: see `actions::own_data`.
        (Verb::TakeOutData, R::ONESELF.and(TEACHING)),
        // Whole lists, in and out: of the place for which she answers, never from above.
        (Verb::ExchangeLists, R::STEWARD),
    ]
};

/// What a place that goes on in another passes on to those who teach there or look after it: what was written in it can be read, set right,
/// taken out and forgotten, and what paper says of it can still be entered. Nothing else: nothing new begins at a closed place, and nobody
/// comes into it.
pub const PASSED_ON: &[Verb] = &[
    Verb::ImproveTopic,
    Verb::WithdrawTopic,
    Verb::TieTopics,
    Verb::ReadNames,
    Verb::ReadPerson,
    Verb::WithdrawMastery,
    Verb::ReadWhy,
    Verb::ReadTutorial,
    Verb::WriteEntry,
    Verb::RemoveFile,
    Verb::ReadRecord,
    Verb::RecordDemonstration,
    Verb::CorrectRecord,
    Verb::EnterFromPaper,
    Verb::ReadVisit,
    Verb::ErasePerson,
    Verb::KeepConsents,
    Verb::ReadReadings,
    Verb::TakeOutData,
];

/// Whether these relations allow the verb. A verb that the table does not name is denied.
pub fn may(verb: Verb, relations: Relations) -> bool {
    // Being named in a concern outweighs every office.
    if verb == Verb::ReadConcern && relations.meets(Relations::NAMED) {
        return false;
    }
    let after = if PASSED_ON.contains(&verb) { relations.passed_on() } else { Relations::NONE };
    TABLE.iter().any(|(row, allowed)| *row == verb && allowed.meets(relations.and(after)))
}

/// A node and the nodes above it, nearest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The node.
    pub node: NodeId,
    /// Its parent, that one's parent, and so on.
    pub above: Vec<NodeId>,
    /// Where it goes on, if it is closed and joined to another: the last of the chain.
    pub goes_on_in: Option<NodeId>,
}

/// A member of the network as policy sees her.
#[derive(Debug, Clone)]
pub struct Member {
    /// Who.
    pub id: PersonId,
    /// Whether she is a minor.
    pub minor: bool,
    /// Where she belongs today, and what office she holds there.
    pub belongs: Vec<(NodeId, Position)>,
    /// The nodes that she may administer.
    pub stewards: Vec<NodeId>,
}

/// Whoever is asking: a member, or somebody who has not signed in.
#[derive(Debug, Clone, Default)]
pub struct Caller(Option<Member>);

impl Caller {
    /// Somebody who has not signed in.
    pub const ANONYMOUS: Caller = Caller(None);

    /// A member who has signed in.
    pub fn member(member: Member) -> Caller {
        Caller(Some(member))
    }

    /// The member, if she has signed in.
    pub fn known(&self) -> Option<&Member> {
        self.0.as_ref()
    }

    /// Her id, if she has signed in.
    pub fn id(&self) -> Option<PersonId> {
        self.0.as_ref().map(|member| member.id)
    }

    /// Whether this is that person.
    pub fn is(&self, person: PersonId) -> bool {
        self.id() == Some(person)
    }

    /// Her relations to the network at large.
    pub fn to_network(&self) -> Relations {
        Relations::ANYONE.and_if(self.0.is_some(), Relations::MEMBER)
    }

    /// Her relations to a place and to what belongs to it.
    pub fn to_place(&self, place: &Place) -> Relations {
        let Some(member) = &self.0 else { return Relations::ANYONE };
        let mut relations = self.to_network();
        for (node, position) in &member.belongs {
            if *node == place.node {
                relations = relations.and(Relations::SCHOOLMATE);
                relations = relations.and_if(matches!(position, Position::Teacher | Position::Head), Relations::TEACHER);
            } else if place.goes_on_in == Some(*node) {
                relations = relations.and_if(matches!(position, Position::Teacher | Position::Head), Relations::TEACHER_AFTER);
            } else if place.above.contains(node) && matches!(position, Position::Coach | Position::Supervisor | Position::Official) {
                relations = relations.and(Relations::COMPANION);
            }
        }
        relations = relations.and_if(member.stewards.contains(&place.node), Relations::STEWARD);
        relations = relations.and_if(place.goes_on_in.is_some_and(|after| member.stewards.contains(&after)), Relations::STEWARD_AFTER);
        relations.and_if(member.stewards.iter().any(|node| place.above.contains(node)), Relations::STEWARD_ABOVE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(number: u8) -> NodeId {
        NodeId::from_bytes([number; 16])
    }

    fn member(belongs: &[(NodeId, Position)], stewards: &[NodeId]) -> Caller {
        Caller::member(Member { id: PersonId::from_bytes([9; 16]), minor: false, belongs: belongs.to_vec(), stewards: stewards.to_vec() })
    }

    #[test]
    fn every_verb_has_exactly_one_row() {
        for (index, (verb, relations)) in TABLE.iter().enumerate() {
            assert!(TABLE[..index].iter().all(|(other, _)| other != verb), "{verb:?} stands twice");
            assert_ne!(*relations, Relations::NONE, "{verb:?} is allowed to nobody");
        }
    }

    #[test]
    fn relations_follow_from_belonging_office_and_stewardship() {
        let school = Place { node: node(1), above: vec![node(2), node(3)], goes_on_in: None };
        let other = Place { node: node(4), above: vec![node(2), node(3)], goes_on_in: None };
        let teacher = member(&[(node(1), Position::Teacher)], &[]);
        assert!(may(Verb::ReadBoard, teacher.to_place(&school)));
        assert!(!may(Verb::ReadBoard, teacher.to_place(&other)));
        assert!(!may(Verb::AddPerson, teacher.to_place(&school)), "teaching is not stewardship");

        let student = member(&[(node(1), Position::Student)], &[]);
        assert!(may(Verb::ReadNames, student.to_place(&school)));
        assert!(!may(Verb::ReadNames, student.to_place(&other)));
        assert!(!may(Verb::ReadBoard, student.to_place(&school)));

        let supervisor = member(&[(node(2), Position::Supervisor)], &[node(2)]);
        assert!(may(Verb::ReadSchoolCatalog, supervisor.to_place(&school)));
        assert!(!may(Verb::ReadNames, supervisor.to_place(&school)), "names of minors stay inside their school");
        assert!(may(Verb::NameSteward, supervisor.to_place(&school)));
        assert!(!may(Verb::ErasePerson, supervisor.to_place(&school)));
        assert!(!may(Verb::InviteAdult, supervisor.to_place(&school)), "the school has a steward of its own");

        assert!(may(Verb::ReadTopic, Caller::ANONYMOUS.to_place(&school)));
        for (verb, allowed) in TABLE {
            let open = allowed.meets(Relations::ANYONE);
            assert_eq!(may(*verb, Caller::ANONYMOUS.to_place(&school)), open, "{verb:?}");
        }
    }

    #[test]
    fn a_closed_school_passes_on_what_was_written_and_nothing_that_begins() {
        let closed = Place { node: node(1), above: vec![node(2)], goes_on_in: Some(node(4)) };
        let after = member(&[(node(4), Position::Teacher)], &[node(4)]).to_place(&closed);
        let before = member(&[(node(1), Position::Teacher)], &[node(1)]).to_place(&closed);
        for (verb, _) in TABLE {
            // Of what it passes on the two that come after have as much as those of the place ever had; of the rest, as much as anybody.
            let as_there = if PASSED_ON.contains(verb) { may(*verb, before) } else { may(*verb, member(&[], &[]).to_place(&closed)) };
            assert_eq!(may(*verb, after), as_there, "{verb:?}");
        }
        // A pupil or a mother of the school in which it goes on has nothing of it, nor has the other school's teacher.
        for (at, position) in [(4, Position::Student), (4, Position::Family), (5, Position::Teacher)] {
            let other = member(&[(node(at), position)], &[]).to_place(&closed);
            assert_eq!(other, member(&[], &[]).to_place(&closed), "{position:?} at {at}");
        }
    }

    #[test]
    fn nobody_reads_a_concern_that_names_her() {
        let steward = Relations::STEWARD;
        assert!(may(Verb::ReadConcern, steward));
        assert!(!may(Verb::ReadConcern, steward.and(Relations::NAMED)));
        assert!(!may(Verb::ReadConcern, Relations::STEWARD_ABOVE));
    }
}
