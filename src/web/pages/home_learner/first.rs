//! The next step of somebody who masters a topic and learns nothing now: to accompany a first learner. Each demonstration makes a tutor, and a
//! tutor without a learner is where the thread would break.
//!
//! Who waits, and that a wish is unsigned to her, is decided by [`waiting`]; this module only picks the topic to begin with.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::actions::wanted_below;
use crate::domain::id::{NodeId, PersonId, TutorialId};
use crate::domain::words::{Level, OfferState, TutorialState};
use crate::store::Conn;
use crate::store::queries::masteries::OfferView;
use crate::store::queries::tutorials;
use crate::store::rows::TutorialRow;
use crate::web::pages::topics::{Title, Titles};
use crate::web::pages::waiting;
use crate::web::{Error, Here};

/// What the template shows.
#[derive(Serialize)]
pub struct First {
    /// The topic that she offers.
    pub(super) topic: Title,
    /// Her offer of it.
    offer: String,
    /// How many wait for it whom she may accompany. Nobody: she is told what else she can do.
    pub(super) count: usize,
    /// Of who accompanies schools: in how many of them somebody waits for it.
    schools: Option<usize>,
}

/// The offer with which she could begin today: the newest for which somebody waits; else the newest with which she has never accompanied
/// anybody. Nothing where neither is, and nothing where those whom she has invited would take every place.
pub fn of(
    conn: &mut Conn,
    here: &Here,
    school: NodeId,
    me: PersonId,
    offers: &[OfferView],
    tutoring: &[TutorialRow],
    ids: &[TutorialId; waiting::SHOWN],
) -> Result<Option<First>, Error> {
    let mut open: Vec<&OfferView> = offers.iter().filter(|offer| offer.state == OfferState::Open).collect();
    open.sort_by_key(|offer| (std::cmp::Reverse(offer.opened), offer.id));
    let ever = tutorials::of_tutor(conn, me, TutorialState::ALL)?;
    let mut quiet = None;
    for offer in open {
        // Open tutorials take a place, and so does who has been asked and has not answered.
        let taken = tutoring.iter().filter(|row| row.topic == offer.topic).count();
        if taken >= usize::try_from(offer.capacity).unwrap_or(0) {
            continue;
        }
        let Some(found) = waiting::of(conn, here, me, offer.topic, school, ids)? else { continue };
        let first = |conn: &mut Conn, count| -> Result<First, Error> {
            let schools = match here.level {
                None | Some(Level::School) => None,
                Some(_) => Some(wanted_below::of(conn, &here.caller, school, Some(&[offer.topic]))?.values().map(BTreeSet::len).sum()),
            };
            Ok(First { topic: Titles::load(conn, here, &[offer.topic])?.of(offer.topic), offer: offer.id.to_string(), count, schools })
        };
        if found.count > 0 {
            return first(conn, found.count).map(Some);
        }
        if quiet.is_none() && !ever.iter().any(|row| row.topic == offer.topic) {
            quiet = Some(first(conn, 0)?);
        }
    }
    Ok(quiet)
}
