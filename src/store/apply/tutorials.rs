//! Tutorials, the process record and the tutor's notes.

use diesel::prelude::*;

use super::masteries::close_interests;
use crate::domain::fact::*;
use crate::domain::id::{PersonId, TopicId, TutorialId};
use crate::domain::moment::{Day, Moment};
use crate::domain::words::TutorialState;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::{EntryRow, NoteRow, TutorialRow};
use crate::store::schema::{entries, notes, tutorials};

pub fn proposed(conn: &mut Conn, fact: &TutorialProposed) -> Result<(), Error> {
    let row = TutorialRow {
        id: fact.tutorial,
        learner: fact.learner,
        tutor: fact.tutor,
        topic: fact.topic,
        school: fact.school,
        offer: fact.offer,
        visit: fact.visit,
        proposed_by: fact.proposed_by,
        proposed: fact.day,
        state: TutorialState::Proposed,
        // Who proposes agrees; a teacher who proposes for two speaks for neither.
        learner_agreed: fact.proposed_by == fact.learner,
        tutor_agreed: fact.proposed_by == fact.tutor,
        agreed: None,
        agreement: None,
        rehearsal_asked: None,
        rehearsed: None,
        ended: None,
        stop_reason: None,
        contested: false,
    };
    diesel::insert_into(tutorials::table).values(&row).execute(conn)?;
    Ok(())
}

pub fn accepted(conn: &mut Conn, fact: &TutorialAccepted) -> Result<(), Error> {
    diesel::update(tutorials::table.filter(tutorials::id.eq(fact.tutorial).and(tutorials::learner.eq(fact.person))))
        .set(tutorials::learner_agreed.eq(true))
        .execute(conn)?;
    diesel::update(tutorials::table.filter(tutorials::id.eq(fact.tutorial).and(tutorials::tutor.eq(fact.person))))
        .set(tutorials::tutor_agreed.eq(true))
        .execute(conn)?;
    Ok(())
}

pub fn agreed(conn: &mut Conn, fact: &TutorialAgreed) -> Result<(), Error> {
    let (learner, topic, state): (PersonId, TopicId, TutorialState) =
        tutorials::table.find(fact.tutorial).select((tutorials::learner, tutorials::topic, tutorials::state)).get_result(conn)?;
    diesel::update(tutorials::table.find(fact.tutorial))
        .set((
            tutorials::agreed.eq(Some(fact.day)),
            tutorials::agreement.eq(Some(fact.how)),
            tutorials::learner_agreed.eq(true),
            tutorials::tutor_agreed.eq(true),
        ))
        .execute(conn)?;
    // What has ended stays so: that its first day was set right opens nothing.
    if state != TutorialState::Proposed && state != TutorialState::Open {
        return Ok(());
    }
    reopen(conn, fact.tutorial, learner, topic)?;
    close_interests(conn, learner, topic)
}

/// Opens a tutorial (again). Where another of the same learner and topic is open, this one is contested.
pub fn reopen(conn: &mut Conn, tutorial: TutorialId, learner: PersonId, topic: TopicId) -> Result<(), Error> {
    let clash: i64 = tutorials::table
        .filter(tutorials::learner.eq(learner).and(tutorials::topic.eq(topic)).and(tutorials::id.ne(tutorial)))
        .filter(tutorials::state.eq(TutorialState::Open).and(tutorials::contested.eq(false)))
        .count()
        .get_result(conn)?;
    diesel::update(tutorials::table.find(tutorial))
        .set((tutorials::state.eq(TutorialState::Open), tutorials::contested.eq(clash > 0), tutorials::ended.eq(None::<Day>)))
        .execute(conn)?;
    Ok(())
}

/// Ends a tutorial. One of the same learner and topic that was contested only for its sake goes on alone; after a promotion there is nothing left
/// to go on with.
fn end(conn: &mut Conn, tutorial: TutorialId, day: Day, state: TutorialState) -> Result<(), Error> {
    let before: Option<TutorialRow> = tutorials::table.find(tutorial).get_result(conn).optional()?;
    diesel::update(tutorials::table.find(tutorial))
        .set((tutorials::state.eq(state), tutorials::ended.eq(Some(day)), tutorials::contested.eq(false)))
        .execute(conn)?;
    let Some(ended) = before.filter(|row| row.state == TutorialState::Open && !row.contested) else { return Ok(()) };
    let aside = tutorials::learner.eq(ended.learner).and(tutorials::topic.eq(ended.topic)).and(tutorials::contested);
    let aside = tutorials::table.filter(aside.and(tutorials::state.eq(TutorialState::Open)));
    let aside: Vec<TutorialId> = aside.order((tutorials::agreed, tutorials::id)).select(tutorials::id).load(conn)?;
    if state == TutorialState::Demonstrated {
        for tutorial in aside {
            end(conn, tutorial, day, TutorialState::Stopped)?;
        }
    } else if let Some(first) = aside.first() {
        reopen(conn, *first, ended.learner, ended.topic)?;
    }
    Ok(())
}

pub fn demonstrated(conn: &mut Conn, tutorial: TutorialId, day: Day) -> Result<(), Error> {
    end(conn, tutorial, day, TutorialState::Demonstrated)
}

pub fn declined(conn: &mut Conn, fact: &TutorialDeclined) -> Result<(), Error> {
    end(conn, fact.tutorial, fact.day, TutorialState::NeverBegan)
}

pub fn withdrawn(conn: &mut Conn, fact: &TutorialWithdrawn) -> Result<(), Error> {
    end(conn, fact.tutorial, fact.day, TutorialState::NeverBegan)
}

pub fn stopped(conn: &mut Conn, fact: &TutorialStopped) -> Result<(), Error> {
    end(conn, fact.tutorial, fact.day, TutorialState::Stopped)
}

pub fn stop_explained(conn: &mut Conn, fact: &TutorialStopExplained) -> Result<(), Error> {
    diesel::update(tutorials::table.find(fact.tutorial)).set(tutorials::stop_reason.eq(Some(&fact.reason))).execute(conn)?;
    Ok(())
}

pub fn rehearsal_asked(conn: &mut Conn, fact: &RehearsalAsked) -> Result<(), Error> {
    diesel::update(tutorials::table.find(fact.tutorial)).set(tutorials::rehearsal_asked.eq(Some(fact.day))).execute(conn)?;
    Ok(())
}

pub fn rehearsal_held(conn: &mut Conn, fact: &RehearsalHeld) -> Result<(), Error> {
    diesel::update(tutorials::table.find(fact.tutorial)).set(tutorials::rehearsed.eq(Some(fact.day))).execute(conn)?;
    Ok(())
}

pub fn rehearsal_withdrawn(conn: &mut Conn, fact: &RehearsalWithdrawn) -> Result<(), Error> {
    diesel::update(tutorials::table.find(fact.tutorial))
        .set((tutorials::rehearsal_asked.eq(None::<Day>), tutorials::rehearsed.eq(None::<Day>)))
        .execute(conn)?;
    Ok(())
}

/// Only what stands stopped goes on: what has ended otherwise meanwhile stays ended. With the stop goes its reason.
pub fn resumed(conn: &mut Conn, fact: &TutorialResumed) -> Result<(), Error> {
    let row: TutorialRow = tutorials::table.find(fact.tutorial).get_result(conn)?;
    if row.state != TutorialState::Stopped {
        return Ok(());
    }
    diesel::update(tutorials::table.find(fact.tutorial)).set(tutorials::stop_reason.eq(None::<String>)).execute(conn)?;
    reopen(conn, fact.tutorial, row.learner, row.topic)?;
    // What she wished for meanwhile she has again.
    close_interests(conn, row.learner, row.topic)
}

pub fn entry_written(conn: &mut Conn, fact: &EntryWritten, recorded: Moment) -> Result<(), Error> {
    let row = EntryRow {
        id: fact.entry,
        tutorial: fact.tutorial,
        learner: fact.learner,
        day: fact.day,
        recorded,
        corrected: None,
        text: fact.text.clone(),
        corrected_by: None,
    };
    diesel::insert_into(entries::table).values(&row).execute(conn)?;
    Ok(())
}

pub fn entry_corrected(conn: &mut Conn, fact: &EntryCorrected, recorded: Moment) -> Result<(), Error> {
    diesel::update(entries::table.find(fact.entry))
        .set((entries::text.eq(&fact.text), entries::corrected.eq(Some(recorded)), entries::corrected_by.eq(None::<PersonId>)))
        .execute(conn)?;
    Ok(())
}

/// Whoever wrote it last is who set it right.
pub fn entry_set_right(conn: &mut Conn, fact: &EntrySetRight, recorded: Moment) -> Result<(), Error> {
    diesel::update(entries::table.find(fact.entry))
        .set((entries::text.eq(&fact.text), entries::corrected.eq(Some(recorded)), entries::corrected_by.eq(Some(fact.by))))
        .execute(conn)?;
    Ok(())
}

pub fn entry_withdrawn(conn: &mut Conn, fact: &EntryWithdrawn) -> Result<(), Error> {
    super::files::gone_with(conn, fact.entry)?;
    diesel::delete(entries::table.find(fact.entry)).execute(conn)?;
    Ok(())
}

pub fn note_written(conn: &mut Conn, fact: &NoteWritten, recorded: Moment) -> Result<(), Error> {
    let row = NoteRow {
        id: fact.note,
        tutorial: fact.tutorial,
        tutor: fact.tutor,
        learner: fact.learner,
        day: fact.day,
        recorded,
        text: fact.text.clone(),
    };
    diesel::insert_into(notes::table).values(&row).execute(conn)?;
    Ok(())
}

pub fn note_withdrawn(conn: &mut Conn, fact: &NoteWithdrawn) -> Result<(), Error> {
    diesel::delete(notes::table.find(fact.note)).execute(conn)?;
    Ok(())
}
