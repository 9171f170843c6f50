//! The tables of the practice in memory, by key, for the rules that are about several of them.

use std::collections::BTreeMap;

use diesel::prelude::*;

use crate::domain::id::*;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::*;
use crate::store::schema;

/// What the rules of the practice are about.
pub(super) struct Rows {
    pub(super) people: BTreeMap<PersonId, PersonRow>,
    pub(super) names: Vec<PersonNameRow>,
    pub(super) ages: BTreeMap<PersonId, Vec<AgeRow>>,
    pub(super) memberships: BTreeMap<PersonId, Vec<MembershipRow>>,
    pub(super) blocks: Vec<BlockRow>,
    pub(super) masteries: BTreeMap<MasteryId, MasteryRow>,
    pub(super) offers: Vec<OfferRow>,
    pub(super) interests: Vec<InterestRow>,
    pub(super) tutorials: BTreeMap<TutorialId, TutorialRow>,
    pub(super) entries: Vec<EntryRow>,
    pub(super) files: Vec<FileRow>,
    pub(super) notes: Vec<NoteRow>,
    pub(super) demonstrations: BTreeMap<DemonstrationId, DemonstrationRow>,
    pub(super) demonstration_people: BTreeMap<DemonstrationId, Vec<DemonstrationPersonRow>>,
    pub(super) visits: BTreeMap<VisitId, VisitRow>,
    pub(super) visit_people: BTreeMap<VisitId, Vec<PersonId>>,
    pub(super) concerns: Vec<ConcernRow>,
    pub(super) notices: Vec<NoticeRow>,
    pub(super) guardians: BTreeMap<GuardianId, GuardianRow>,
    pub(super) consents: Vec<ConsentRow>,
}

impl Rows {
    pub(super) fn load(conn: &mut Conn) -> Result<Rows, Error> {
        let mut rows = Rows {
            people: by_id(schema::people::table.load(conn)?, |row: &PersonRow| row.id),
            names: schema::person_names::table.order(schema::person_names::person).load(conn)?,
            ages: BTreeMap::new(),
            memberships: BTreeMap::new(),
            blocks: schema::blocks::table.order(schema::blocks::id).load(conn)?,
            masteries: by_id(schema::masteries::table.load(conn)?, |row: &MasteryRow| row.id),
            offers: schema::offers::table.order(schema::offers::id).load(conn)?,
            interests: schema::interests::table.order(schema::interests::id).load(conn)?,
            tutorials: by_id(schema::tutorials::table.load(conn)?, |row: &TutorialRow| row.id),
            entries: schema::entries::table.order(schema::entries::id).load(conn)?,
            files: schema::files::table.order(schema::files::id).load(conn)?,
            notes: schema::notes::table.order(schema::notes::id).load(conn)?,
            demonstrations: by_id(schema::demonstrations::table.load(conn)?, |row: &DemonstrationRow| row.id),
            demonstration_people: BTreeMap::new(),
            visits: by_id(schema::visits::table.load(conn)?, |row: &VisitRow| row.id),
            visit_people: BTreeMap::new(),
            concerns: schema::concerns::table.order(schema::concerns::id).load(conn)?,
            notices: schema::notices::table.order((schema::notices::child, schema::notices::school)).load(conn)?,
            guardians: by_id(schema::guardians::table.load(conn)?, |row: &GuardianRow| row.id),
            consents: schema::consents::table.order((schema::consents::id, schema::consents::purpose)).load(conn)?,
        };
        for row in schema::ages::table.load::<AgeRow>(conn)? {
            rows.ages.entry(row.person).or_default().push(row);
        }
        for row in schema::memberships::table.load::<MembershipRow>(conn)? {
            rows.memberships.entry(row.person).or_default().push(row);
        }
        for row in schema::demonstration_people::table.load::<DemonstrationPersonRow>(conn)? {
            rows.demonstration_people.entry(row.demonstration).or_default().push(row);
        }
        for row in schema::visit_people::table.load::<VisitPersonRow>(conn)? {
            // Who has not said that she comes is not there.
            if !row.waits {
                rows.visit_people.entry(row.visit).or_default().push(row.person);
            }
        }
        Ok(rows)
    }

    /// Whether somebody was erased.
    pub(super) fn is_erased(&self, person: PersonId) -> bool {
        self.people.get(&person).is_some_and(|row| row.erased)
    }

    /// Whether somebody is a minor. Unknown counts as minor.
    pub(super) fn is_minor(&self, person: PersonId) -> bool {
        self.people.get(&person).is_none_or(|row| row.minor)
    }
}

fn by_id<Of: Ord, Row>(rows: Vec<Row>, id: impl Fn(&Row) -> Of) -> BTreeMap<Of, Row> {
    rows.into_iter().map(|row| (id(&row), row)).collect()
}
