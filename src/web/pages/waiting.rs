//! Who waits for the topic of somebody who has just become its tutor: her first learner may be among them. She is told how many they are, and the
//! way to one: her teacher, who knows them, or whom she chooses herself.

use serde::Serialize;

use super::faces::{Face, Faces};
use crate::actions::ground;
use crate::actions::people::sees_names;
use crate::actions::tutorials as acts;
use crate::domain::id::{NodeId, PersonId, TopicId, TutorialId};
use crate::domain::policy::{Verb, may};
use crate::domain::words::{OfferState, TutorialState};
use crate::store::Conn;
use crate::store::queries::{masteries, tutorials, waits};
use crate::web::{Error, Here};

/// How many are shown.
pub const SHOWN: usize = 6;

/// A tutor's possible first learners.
#[derive(Serialize)]
pub struct Waiting {
    /// Whether the reader is that tutor.
    pub own: bool,
    /// The tutor.
    pub tutor: Face,
    /// Her offer of the topic.
    pub offer: String,
    /// Where the topic can be offered to others.
    pub topic: String,
    /// How many wait with whom she may work, and whom nothing has been proposed to with her.
    pub count: usize,
    /// A proposal of this topic with somebody, where one waits for a yes.
    pub standing: Option<String>,
    /// Who they are, the first of them, for who may bring two together; to the tutor herself a wish is unsigned.
    pub people: Vec<Waits>,
}

/// Someone who waits.
#[derive(Serialize)]
pub struct Waits {
    /// Who.
    pub face: Face,
    /// Her id, for the form.
    pub learner: String,
    /// The id of the tutorial that the form would propose.
    pub tutorial: String,
    /// For how long, in words.
    pub ago: String,
    /// Whom she has asked, who has not answered.
    pub asked: Option<String>,
    /// Whether she learns something else now, and so cannot begin yet.
    pub busy: bool,
    /// A tutorial between the two that waits for a yes.
    pub proposed: Option<String>,
}

/// Who of a school waits for a topic that somebody offers: how many, for herself; and by name for whoever may bring two together. Nothing for
/// others, and nothing where she has no place free.
///
/// # Errors
/// The database cannot be read.
pub fn of(
    conn: &mut Conn,
    here: &Here,
    tutor: PersonId,
    topic: TopicId,
    school: NodeId,
    ids: &[TutorialId; SHOWN],
) -> Result<Option<Waiting>, Error> {
    let relations = here.caller.to_place(&ground::place(conn, school)?);
    let own = here.caller.is(tutor);
    if !(own || may(Verb::ReadWaiting, relations)) || !sees_names(conn, &here.caller, school)? {
        return Ok(None);
    }
    let Some(mastery) = masteries::live(conn, tutor, topic)? else { return Ok(None) };
    let Some(offer) = masteries::offer_of(conn, mastery.id)?.filter(|offer| offer.state == OfferState::Open) else { return Ok(None) };
    if ground::free_places(conn, &offer)? <= 0 {
        return Ok(None);
    }
    let mut rows = waits::for_topic(conn, school, topic)?;
    let company = ground::Company::of(conn, tutor, rows.iter().map(|row| row.learner))?;
    // Whom safety keeps apart does not come up, silently.
    rows.retain(|row| row.learner != tutor && company.may_pair(row.learner, None));
    let mut between = tutorials::of_tutor(conn, tutor, &[TutorialState::Proposed])?;
    between.retain(|one| one.topic == topic);
    let count = rows.iter().filter(|row| !between.iter().any(|one| one.learner == row.learner)).count();
    if !may(Verb::ReadWaiting, relations) {
        rows.clear();
    }
    rows.truncate(SHOWN);
    let mut seen: Vec<PersonId> = rows.iter().map(|row| row.learner).collect();
    let busy = tutorials::open_counts(conn, &seen)?;
    seen.push(tutor);
    seen.extend(rows.iter().flat_map(|row| row.asked.iter().map(|one| one.tutor)));
    let faces = Faces::load(conn, here, &seen)?;
    let mut people: Vec<Waits> = rows
        .iter()
        .zip(ids)
        .map(|(row, id)| Waits {
            face: faces.of(row.learner),
            learner: row.learner.to_string(),
            tutorial: id.to_string(),
            ago: here.ago(row.since),
            asked: row.asked.first().map(|one| faces.name(one.tutor).to_owned()),
            busy: busy.get(&row.learner).is_some_and(|open| *open >= acts::OPEN_AT_ONCE),
            proposed: between.iter().find(|one| one.learner == row.learner).map(|one| one.id.to_string()),
        })
        .collect();
    people.sort_by_key(|one| one.busy);
    let (offer, topic) = (offer.id.to_string(), topic.to_string());
    let standing = between.first().map(|one| format!("/tutorials/{}", one.id));
    Ok(Some(Waiting { own, tutor: faces.of(tutor), offer, topic, count, standing, people }))
}
