//! The rows of the practice's tables: one struct a table, all its columns in order. Queries select, insert and compare these; pages get
//! shapes of their own (`store::queries`), so that a column can be added without a template noticing.

use diesel::prelude::*;

mod consents;
mod rounds;
pub use consents::{ConsentRow, GuardianRow, NoticeRow};
pub use rounds::{RoundPairRow, RoundRow};

use super::schema::*;
use crate::domain::id::*;
use crate::domain::moment::{Day, Moment};
use crate::domain::rules::{Age, Belonging};
use crate::domain::search::Word;
use crate::domain::words::*;

/// A place in the network.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = nodes)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct NodeRow {
    pub id: NodeId,
    pub level: Level,
    pub name: String,
    pub search: String,
    pub cct: Option<String>,
    pub shift: Option<String>,
    pub time_zone: Option<String>,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub since: Day,
    pub closed: Option<Day>,
    pub merged_into: Option<NodeId>,
    pub preset: Option<Preset>,
}

/// Under which parent a node hung, from when to when.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = node_parents)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct NodeParentRow {
    pub node: NodeId,
    pub since: Day,
    pub parent: NodeId,
    pub until: Option<Day>,
}

/// The day from which a node's first path counts: before it was entered, since what is copied from paper may be older.
pub const BEGINNING: Day = match Day::from_ymd_opt(1, 1, 1) {
    Some(day) => day,
    None => Day::MIN,
};

/// That a node stands above another today.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = node_ancestors)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct NodeAncestorRow {
    pub node: NodeId,
    pub ancestor: NodeId,
    pub distance: i32,
    pub since: Day,
}

/// That a node stood above another, from when to when.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = node_pasts)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct NodePastRow {
    pub node: NodeId,
    pub ancestor: NodeId,
    pub since: Day,
    pub until: Day,
}

/// Someone in the network, without her name.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = people)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct PersonRow {
    pub id: PersonId,
    pub minor: bool,
    pub joined: Day,
    pub erased: bool,
    pub merged_into: Option<PersonId>,
}

/// Whether somebody counted as a minor, from when to when.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = ages)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct AgeRow {
    pub person: PersonId,
    pub since: Day,
    pub minor: bool,
    pub until: Option<Day>,
}

impl From<&AgeRow> for Age {
    fn from(row: &AgeRow) -> Age {
        Age { minor: row.minor, since: row.since, until: row.until }
    }
}

/// What her own school calls her.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = person_names)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct PersonNameRow {
    pub person: PersonId,
    pub name: String,
    pub search: String,
    pub grade: Option<i32>,
    pub class: Option<String>,
    pub language: Option<String>,
}

/// Where she belongs, from when to when.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = memberships)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct MembershipRow {
    pub person: PersonId,
    pub node: NodeId,
    pub since: Day,
    pub until: Option<Day>,
    pub position: Position,
    pub voucher: Option<PersonId>,
}

impl From<&MembershipRow> for Belonging {
    fn from(row: &MembershipRow) -> Belonging {
        Belonging { node: row.node, position: row.position, vouched: row.voucher.is_some(), since: row.since, until: row.until }
    }
}

/// Who may administer a node.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = stewards)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct StewardRow {
    pub person: PersonId,
    pub node: NodeId,
    pub since: Day,
}

/// A pair that is kept apart.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = blocks)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct BlockRow {
    pub id: BlockId,
    pub school: NodeId,
    pub one: PersonId,
    pub other: PersonId,
    pub since: Day,
}

/// A topic, with what lists need of its newest version.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = topics)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct TopicRow {
    pub id: TopicId,
    pub school: Option<NodeId>,
    pub author: Option<PersonId>,
    pub language: String,
    pub origin: Origin,
    pub licence: String,
    pub published: Day,
    pub import_key: Option<String>,
    pub version: i32,
    pub title: String,
    pub subject: String,
    pub search: String,
    pub withdrawn: Option<Day>,
}

/// A version of a topic's text. `questions`, `sources` and `prerequisites` are JSON lists.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = topic_versions)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct TopicVersionRow {
    pub topic: TopicId,
    pub version: i32,
    pub author: Option<PersonId>,
    pub written: Day,
    pub title: String,
    pub title_en: Option<String>,
    pub subject: String,
    pub challenge: String,
    pub why: String,
    pub questions: String,
    pub sources: String,
    pub prerequisites: String,
    pub withdrawn: Option<Day>,
}

/// That a topic helps to come before another.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = prerequisites)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct PrerequisiteRow {
    pub topic: TopicId,
    pub before: TopicId,
}

/// A word by which a topic is found.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = topic_words)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct TopicWordRow {
    pub word: Word,
    pub topic: TopicId,
}

/// How a topic is to another.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = topic_ties)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct TopicTieRow {
    pub id: TieId,
    pub kind: Tie,
    pub topic: TopicId,
    pub other: TopicId,
    pub day: Day,
    pub withdrawn: Option<Day>,
}

/// Which topic stands for those that are the same.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = topic_classes)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct TopicClassRow {
    pub topic: TopicId,
    pub class: TopicId,
}

/// That a school has taken a topic into its fund.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = adoptions)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct AdoptionRow {
    pub school: NodeId,
    pub topic: TopicId,
    pub since: Day,
}

/// That a person masters a topic.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = masteries)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct MasteryRow {
    pub id: MasteryId,
    pub person: PersonId,
    pub topic: TopicId,
    pub school: NodeId,
    pub via: Via,
    pub day: Day,
    pub parent: Option<MasteryId>,
    pub generation: i32,
    pub demonstration: Option<DemonstrationId>,
    pub voucher: Option<PersonId>,
    pub reason: Option<String>,
    pub withdrawn: Option<Day>,
    pub contested: bool,
}

/// A mastery in its owner's catalog.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = offers)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct OfferRow {
    pub id: OfferId,
    pub mastery: MasteryId,
    pub person: PersonId,
    pub topic: TopicId,
    pub school: NodeId,
    pub capacity: i32,
    pub state: OfferState,
    pub opened: Day,
    pub rests: Option<OfferState>,
    pub left_as: Option<OfferState>,
}

/// A wish.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = interests)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct InterestRow {
    pub id: InterestId,
    pub learner: PersonId,
    pub topic: TopicId,
    pub school: NodeId,
    pub rank: i32,
    pub stated: Day,
    pub why: Option<String>,
    pub state: InterestState,
}

/// Tutor, learner and topic, from proposal to end.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = tutorials)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct TutorialRow {
    pub id: TutorialId,
    pub learner: PersonId,
    pub tutor: PersonId,
    pub topic: TopicId,
    pub school: NodeId,
    pub offer: Option<OfferId>,
    pub visit: Option<VisitId>,
    pub proposed_by: PersonId,
    pub proposed: Day,
    pub state: TutorialState,
    pub learner_agreed: bool,
    pub tutor_agreed: bool,
    pub agreed: Option<Day>,
    pub agreement: Option<Agreement>,
    pub rehearsal_asked: Option<Day>,
    pub rehearsed: Option<Day>,
    pub ended: Option<Day>,
    pub stop_reason: Option<String>,
    pub contested: bool,
}

/// A page of a process record.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = entries)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct EntryRow {
    pub id: EntryId,
    pub tutorial: TutorialId,
    pub learner: PersonId,
    pub day: Day,
    pub recorded: Moment,
    pub corrected: Option<Moment>,
    pub text: String,
    pub corrected_by: Option<PersonId>,
}

/// A picture or a document beside a page of the record. Its bytes stand in a table of their own.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = files)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct FileRow {
    pub id: FileId,
    pub entry: EntryId,
    pub tutorial: TutorialId,
    pub learner: PersonId,
    pub kind: FileKind,
    pub size: i64,
    pub digest: String,
    pub recorded: Moment,
}

/// A tutor's note.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = notes)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct NoteRow {
    pub id: NoteId,
    pub tutorial: TutorialId,
    pub tutor: PersonId,
    pub learner: PersonId,
    pub day: Day,
    pub recorded: Moment,
    pub text: String,
}

/// A demonstration, planned or held. `audience` is a JSON list of (kind, number).
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = demonstrations)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct DemonstrationRow {
    pub id: DemonstrationId,
    pub tutorial: Option<TutorialId>,
    pub learner: PersonId,
    pub tutor: Option<PersonId>,
    pub topic: TopicId,
    pub school: NodeId,
    pub path: Path,
    pub day: Day,
    pub state: DemonstrationState,
    pub audience: String,
    pub recorded_by: Option<PersonId>,
    pub recorded: Option<Moment>,
    pub corrected: Option<Moment>,
    pub place: Option<String>,
    pub shown: Option<String>,
    pub asked: Option<String>,
    pub reason: Option<String>,
}

/// Who was invited or present as a witness.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = demonstration_people)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct DemonstrationPersonRow {
    pub demonstration: DemonstrationId,
    pub person: PersonId,
    pub part: String,
}

/// An agreed visit.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = visits)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct VisitRow {
    pub id: VisitId,
    pub school: NodeId,
    pub day: Day,
    pub responsible: PersonId,
    pub agreed_by: PersonId,
    pub state: VisitState,
}

/// A school's year that turned.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = school_years)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct SchoolYearRow {
    pub id: SchoolYearId,
    pub school: NodeId,
    pub day: Day,
    pub withdrawn: Option<Day>,
}

/// Somebody's way from one school to another.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = moves)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct MoveRow {
    pub id: MoveId,
    pub person: PersonId,
    pub school: NodeId,
    pub receiver: NodeId,
    pub day: Day,
    pub state: MoveState,
    pub ended: Option<Day>,
}

/// Whom it moved, or who left with it.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = school_year_people)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct SchoolYearPersonRow {
    pub year: SchoolYearId,
    pub person: PersonId,
    pub left_school: bool,
}

/// Who comes.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = visit_people)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct VisitPersonRow {
    pub visit: VisitId,
    pub person: PersonId,
    pub waits: bool,
}

/// Something that somebody said is wrong.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = concerns)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct ConcernRow {
    pub id: ConcernId,
    pub school: NodeId,
    pub reader: ConcernReader,
    pub about: Option<PersonId>,
    pub raised_by: Option<PersonId>,
    pub raised: Day,
    pub text: Option<String>,
    pub state: ConcernState,
    pub answered_by: Option<PersonId>,
    pub answered: Option<Day>,
}
