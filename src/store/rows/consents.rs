//! The rows of what a child's guardians were told, and what they said.

use diesel::prelude::*;

use crate::domain::consent::Word;
use crate::domain::id::{ConsentId, GuardianId, NodeId, PersonId};
use crate::domain::moment::{Day, Moment};
use crate::domain::words::Purpose;
use crate::store::schema::{consents, guardians, notices};

/// That a child's family has a school's notice.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = notices)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct NoticeRow {
    pub child: PersonId,
    pub school: NodeId,
    pub day: Day,
}

/// Who answers for a child.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = guardians)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct GuardianRow {
    pub id: GuardianId,
    pub child: PersonId,
    pub person: Option<PersonId>,
    pub name: Option<String>,
}

/// A guardian's yes or no to one thing.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = consents)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct ConsentRow {
    pub id: ConsentId,
    pub purpose: Purpose,
    pub child: PersonId,
    pub school: NodeId,
    pub guardian: GuardianId,
    pub given: bool,
    pub day: Day,
    pub entered: Moment,
    pub withdrawn: Option<Day>,
}

impl ConsentRow {
    /// What the rule reads of it; nothing where it no longer counts.
    pub fn word(&self) -> Option<Word> {
        let Self { id, purpose, school, guardian, given, day, entered, .. } = *self;
        self.withdrawn.is_none().then_some(Word { guardian, school, purpose, given, at: (day, entered, id) })
    }
}
