//! Everything that is kept about one person, by kind: what she takes out when she asks for it.

use diesel::prelude::*;

use crate::domain::id::{NodeId, PersonId};
use crate::domain::moment::{Day, Moment};
use crate::store::apply::WITNESS;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::*;
use crate::store::schema::*;

/// The rows.
#[derive(Debug)]
#[expect(missing_docs, reason = "told by their rows")]
pub struct Everything {
    pub memberships: Vec<MembershipRow>,
    pub masteries: Vec<MasteryRow>,
    pub offers: Vec<OfferRow>,
    pub interests: Vec<InterestRow>,
    pub tutorials: Vec<TutorialRow>,
    pub entries: Vec<EntryRow>,
    pub files: Vec<FileRow>,
    pub notes: Vec<NoteRow>,
    pub demonstrations: Vec<DemonstrationRow>,
    /// Where she was asked to come (no), or came (yes).
    pub presences: Vec<(DemonstrationRow, bool)>,
    pub visits: Vec<VisitRow>,
    pub moves: Vec<MoveRow>,
    pub school_years: Vec<(NodeId, Day, bool)>,
    /// Pairs that were proposed to her out of a round, with where and when it was.
    pub rounds: Vec<(RoundPairRow, NodeId, Day)>,
    /// Rounds that she held: where and when.
    pub held_rounds: Vec<(NodeId, Day)>,
    pub notices: Vec<NoticeRow>,
    pub guardians: Vec<GuardianRow>,
    pub consents: Vec<ConsentRow>,
    pub concerns: Vec<ConcernRow>,
    pub versions: Vec<TopicVersionRow>,
    /// Opened, last seen, ends.
    pub sessions: Vec<(Moment, Moment, Moment)>,
}

/// Loads them, oldest first.
pub fn everything(conn: &mut Conn, person: PersonId) -> Result<Everything, Error> {
    let visited = visit_people::table.filter(visit_people::person.eq(person)).select(visit_people::visit);
    Ok(Everything {
        memberships: memberships::table.filter(memberships::person.eq(person)).order((memberships::since, memberships::node)).load(conn)?,
        masteries: masteries::table.filter(masteries::person.eq(person)).order((masteries::day, masteries::id)).load(conn)?,
        offers: offers::table.filter(offers::person.eq(person)).order((offers::opened, offers::id)).load(conn)?,
        interests: interests::table.filter(interests::learner.eq(person)).order((interests::stated, interests::id)).load(conn)?,
        tutorials: tutorials::table
            .filter(tutorials::learner.eq(person).or(tutorials::tutor.eq(person)))
            .order((tutorials::proposed, tutorials::id))
            .load(conn)?,
        entries: entries::table.filter(entries::learner.eq(person)).order((entries::day, entries::id)).load(conn)?,
        files: files::table.filter(files::learner.eq(person)).order(files::id).load(conn)?,
        notes: notes::table.filter(notes::learner.eq(person).or(notes::tutor.eq(person))).order((notes::day, notes::id)).load(conn)?,
        demonstrations: demonstrations::table
            .filter(demonstrations::learner.eq(person).or(demonstrations::tutor.eq(Some(person))))
            .order((demonstrations::day, demonstrations::id))
            .load(conn)?,
        presences: demonstration_people::table
            .inner_join(demonstrations::table.on(demonstrations::id.eq(demonstration_people::demonstration)))
            .filter(demonstration_people::person.eq(person))
            .order((demonstrations::day, demonstrations::id, demonstration_people::part))
            .select((demonstrations::all_columns, demonstration_people::part))
            .load::<(DemonstrationRow, String)>(conn)?
            .into_iter()
            .map(|(row, part)| (row, part == WITNESS))
            .collect(),
        visits: visits::table
            .filter(visits::responsible.eq(person).or(visits::agreed_by.eq(person)).or(visits::id.eq_any(visited)))
            .order((visits::day, visits::id))
            .load(conn)?,
        moves: moves::table.filter(moves::person.eq(person)).order((moves::day, moves::id)).load(conn)?,
        school_years: school_year_people::table
            .inner_join(school_years::table.on(school_years::id.eq(school_year_people::year)))
            .filter(school_year_people::person.eq(person).and(school_years::withdrawn.is_null()))
            .order((school_years::day, school_years::id))
            .select((school_years::school, school_years::day, school_year_people::left_school))
            .load(conn)?,
        rounds: round_pairs::table
            .inner_join(rounds::table.on(rounds::id.eq(round_pairs::round)))
            .filter(round_pairs::learner.eq(person).or(round_pairs::tutor.eq(person)))
            .order((rounds::day, rounds::id, round_pairs::learner))
            .select((round_pairs::all_columns, rounds::school, rounds::day))
            .load(conn)?,
        held_rounds: rounds::table
            .filter(rounds::held_by.eq(person))
            .order((rounds::day, rounds::id))
            .select((rounds::school, rounds::day))
            .load(conn)?,
        notices: notices::table.filter(notices::child.eq(person)).order((notices::day, notices::school)).load(conn)?,
        guardians: guardians::table.filter(guardians::child.eq(person)).order(guardians::id).load(conn)?,
        consents: consents::table.filter(consents::child.eq(person)).order((consents::day, consents::id, consents::purpose)).load(conn)?,
        concerns: concerns::table.filter(concerns::raised_by.eq(person)).order((concerns::raised, concerns::id)).load(conn)?,
        versions: topic_versions::table
            .filter(topic_versions::author.eq(person))
            .order((topic_versions::written, topic_versions::topic, topic_versions::version))
            .load(conn)?,
        sessions: sessions::table
            .filter(sessions::person.eq(person))
            .order((sessions::opened, sessions::token))
            .select((sessions::opened, sessions::seen, sessions::expires))
            .load(conn)?,
    })
}
