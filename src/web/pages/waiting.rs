//! Who waits for the topic of somebody who has just become its tutor: her first learner may be among them.

use serde::Serialize;

use super::faces::{Face, Faces};
use crate::actions::ground;
use crate::actions::people::sees_names;
use crate::actions::tutorials as acts;
use crate::domain::id::{NodeId, PersonId, TopicId, TutorialId};
use crate::domain::policy::{Verb, may};
use crate::domain::words::{OfferState, TutorialState};
use crate::store::Conn;
use crate::store::queries::{interests, masteries, tutorials};
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
    /// Who waits.
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
    /// Whether she learns something else now, and so cannot begin yet.
    pub busy: bool,
    /// A tutorial between the two that waits for a yes.
    pub proposed: Option<String>,
}

/// Who of a school waits for a topic that somebody offers: for herself and for whoever may bring two together. Nothing for others, and
/// nothing where she has no place free.
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
    let brings_together = may(Verb::ProposeForOthers, relations);
    if !(own || brings_together) || !sees_names(conn, &here.caller, school)? {
        return Ok(None);
    }
    let Some(mastery) = masteries::live(conn, tutor, topic)? else { return Ok(None) };
    let Some(offer) = masteries::offer_of(conn, mastery.id)?.filter(|offer| offer.state == OfferState::Open) else { return Ok(None) };
    if ground::free_places(conn, &offer)? <= 0 {
        return Ok(None);
    }
    let mut found = Vec::new();
    for row in interests::waiting(conn, school, topic)? {
        if found.len() == SHOWN {
            break;
        }
        // Whom safety keeps apart is not named, silently.
        if row.learner == tutor || acts::hindrance(conn, row.learner, tutor, None, school, here.now)?.is_some() {
            continue;
        }
        // A wish is named to a learner's future tutor only when she can act on it; what else someone does is not told.
        let busy = tutorials::open_count(conn, row.learner)? >= acts::OPEN_AT_ONCE;
        if !busy || brings_together {
            found.push((row, busy));
        }
    }
    let mut seen: Vec<PersonId> = found.iter().map(|(row, _)| row.learner).collect();
    seen.push(tutor);
    let faces = Faces::load(conn, here, &seen)?;
    let mut people = Vec::with_capacity(found.len());
    for ((row, busy), id) in found.iter().zip(ids) {
        let proposed = tutorials::of_learner(conn, row.learner, &[TutorialState::Proposed])?
            .into_iter()
            .find(|one| one.tutor == tutor && one.topic == topic)
            .map(|one| one.id.to_string());
        people.push(Waits {
            face: faces.of(row.learner),
            learner: row.learner.to_string(),
            tutorial: id.to_string(),
            ago: here.ago(row.stated),
            busy: *busy,
            proposed,
        });
    }
    people.sort_by_key(|one| one.busy);
    Ok(Some(Waiting { own, tutor: faces.of(tutor), offer: offer.id.to_string(), topic: topic.to_string(), people }))
}
