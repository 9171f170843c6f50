//! Masteries, the offers that they become, and interests.

use super::{Error, ground};
use crate::domain::fact::*;
use crate::domain::id::{DemonstrationId, InterestId, MasteryId, NodeId, OfferId, PersonId, TopicId};
use crate::domain::moment::Day;
use crate::domain::policy::{Caller, Verb};
use crate::domain::refusal::{Check, Problem};
use crate::domain::rules::{capacity, needed_text, past_day, text};
use crate::domain::words::{DemonstrationState, InterestState, OfferState, TutorialState, Via};
use crate::store::queries::{demonstrations, interests, masteries, people, topics, tutorials};
use crate::store::rows::{MasteryRow, OfferRow};
use crate::store::{Conn, Tx};

/// Vouches that somebody masters a topic, since a day or from today: someone has to be first. The topic enters her catalog at once.
///
/// # Errors
/// The caller is neither steward nor coach there, the person masters it already or is learning it in a tutorial, the day is to come, or the
/// reason is missing.
pub fn vouch(
    tx: &mut Tx<'_>,
    caller: &Caller,
    mastery: MasteryId,
    person: PersonId,
    topic: TopicId,
    day: Option<Day>,
    reason: &str,
) -> Result<MasteryId, Error> {
    let school = may_vouch(tx, caller, person)?;
    let voucher = ground::actor(tx, caller)?;
    if let Some(there) = masteries::by_id(tx, mastery)? {
        return if (there.person, there.topic) == (person, topic) { Ok(mastery) } else { Err(Error::NOT_FOUND) };
    }
    ground::open_topic(tx, topic)?;
    let today = ground::today(tx, school)?;
    let mut check = Check::new();
    check.require(masteries::live(tx, person, topic)?.is_none(), "topic", Problem::AlreadyMasters);
    check.require(tutorials::open_on(tx, person, topic)?.is_none(), "topic", Problem::SameTutorialOpen);
    let day = check.take("day", past_day(day.unwrap_or(today), today, None));
    let reason = check.take("reason", needed_text(reason, 500));
    check.done()?;
    let (Some(reason), Some(day)) = (reason, day) else { return Err(Error::NOT_FOUND) };
    tx.record(MasteryGranted {
        mastery,
        person,
        topic,
        school,
        via: Via::Founding,
        day,
        parent: None,
        generation: 1,
        demonstration: None,
        voucher: Some(voucher),
    })?;
    tx.record(MasteryVouched { mastery, person, voucher, reason })?;
    super::course::give_way(tx, person, topic, None)?;
    let offer = tx.new_id();
    tx.record(OfferOpened { offer, mastery, person, topic, school, capacity: 1, day: today })?;
    Ok(mastery)
}

/// Where somebody would be vouched for, if the caller may: at her school. For a minor, who is nobody's to know outside her school, only its own
/// steward may; who stands above vouches for its adults.
///
/// # Errors
/// The caller may not, or she belongs nowhere.
pub fn may_vouch(conn: &mut Conn, caller: &Caller, person: PersonId) -> Result<NodeId, Error> {
    let school = ground::home(conn, person)?;
    let minor = ground::standing(conn, person)?.minor;
    ground::allow_at(conn, caller, if minor { Verb::VouchMinor } else { Verb::VouchFounding }, school)?;
    Ok(school)
}

/// Withdraws a mastery that was a mistake. Its offer closes; what came from it stands.
///
/// # Errors
/// The caller is neither teacher nor steward at its school.
pub fn withdraw(tx: &mut Tx<'_>, caller: &Caller, mastery: MasteryId) -> Result<(), Error> {
    let row = masteries::by_id(tx, mastery)?.ok_or(Error::NOT_FOUND)?;
    ground::allow_at(tx, caller, Verb::WithdrawMastery, row.school)?;
    ground::actor(tx, caller)?;
    if row.withdrawn.is_none() {
        let day = ground::today(tx, row.school)?;
        tx.record(MasteryWithdrawn { mastery, day })?;
    }
    Ok(())
}

/// Takes back that a mastery was withdrawn: that was the mistake. It stands where it stood in the lineage, with what came from it. Whether its
/// owner offers it again is hers to say.
///
/// # Errors
/// The caller is neither teacher nor steward at its school; she masters the topic by another one since, or is learning it in a tutorial; or the
/// demonstration that gave it does not stand as one that ended ready.
pub fn restore(tx: &mut Tx<'_>, caller: &Caller, mastery: MasteryId) -> Result<(), Error> {
    let row = masteries::by_id(tx, mastery)?.ok_or(Error::NOT_FOUND)?;
    ground::allow_at(tx, caller, Verb::WithdrawMastery, row.school)?;
    ground::actor(tx, caller)?;
    if row.withdrawn.is_none() {
        return Ok(());
    }
    ground::still_there(tx, &[Some(row.person)])?;
    if masteries::live(tx, row.person, row.topic)?.is_some() {
        return Err(Error::whole(Problem::AlreadyMasters));
    }
    if !stands(tx, row.demonstration)? {
        return Err(Error::whole(Problem::DemonstrationDoesNotStand));
    }
    if tutorials::open_on(tx, row.person, row.topic)?.is_some() {
        return Err(Error::whole(Problem::SameTutorialOpen));
    }
    let day = ground::today(tx, row.school)?;
    tx.record(MasteryRestored { mastery, day })?;
    super::course::give_way(tx, row.person, row.topic, None)
}

/// Whether the demonstration that gave a mastery stands, and ended ready; what was vouched for needs none.
fn stands(conn: &mut Conn, demonstration: Option<DemonstrationId>) -> Result<bool, Error> {
    let Some(id) = demonstration else { return Ok(true) };
    Ok(demonstrations::by_id(conn, id)?.is_some_and(|row| row.state == DemonstrationState::Ready))
}

/// The masteries of somebody that were withdrawn and could count again, for whoever may say so.
///
/// # Errors
/// The database cannot be read.
pub fn restorable(conn: &mut Conn, caller: &Caller, person: PersonId) -> Result<Vec<MasteryRow>, Error> {
    let mut found = Vec::new();
    for row in masteries::withdrawn_of(conn, person)? {
        let may = ground::allow_at(conn, caller, Verb::WithdrawMastery, row.school).is_ok();
        if may && masteries::live(conn, person, row.topic)?.is_none() && stands(conn, row.demonstration)? {
            found.push(row);
        }
    }
    Ok(found)
}

/// Puts a mastery into its owner's catalog.
///
/// # Errors
/// The caller may not, the mastery was withdrawn, or the capacity has to be put right.
pub fn offer(tx: &mut Tx<'_>, caller: &Caller, offer: OfferId, mastery: MasteryId, places: i64) -> Result<OfferId, Error> {
    let row = masteries::by_id(tx, mastery)?.ok_or(Error::NOT_FOUND)?;
    let relations = ground::to_person(tx, caller, row.person)?;
    ground::allow(Verb::ManageOffer, relations)?;
    ground::actor(tx, caller)?;
    if row.withdrawn.is_some() || row.contested {
        return Err(Error::NOT_FOUND);
    }
    if let Some(open) = masteries::offer_of(tx, mastery)? {
        return Ok(open.id);
    }
    if let Some(there) = masteries::offer(tx, offer)? {
        // Sent again after it was withdrawn: it stays so.
        return if there.mastery == mastery { Ok(offer) } else { Err(Error::NOT_FOUND) };
    }
    ground::open_topic(tx, row.topic)?;
    let capacity = capacity(places).map_err(|problem| Error::at("capacity", problem))?;
    let school = ground::home(tx, row.person)?;
    let day = ground::today(tx, school)?;
    tx.record(OfferOpened { offer, mastery, person: row.person, topic: row.topic, school, capacity, day })?;
    Ok(offer)
}

/// Changes an offer's places, pauses it, takes it up again or withdraws it. Tutorials that are open go on.
///
/// # Errors
/// The caller may not, or the offer was withdrawn.
pub fn change_offer(tx: &mut Tx<'_>, caller: &Caller, offer: OfferId, places: i64, state: OfferState) -> Result<(), Error> {
    let row = masteries::offer(tx, offer)?.ok_or(Error::NOT_FOUND)?;
    let relations = ground::to_person(tx, caller, row.person)?;
    ground::allow(Verb::ManageOffer, relations)?;
    ground::actor(tx, caller)?;
    let capacity = capacity(places).map_err(|problem| Error::at("capacity", problem))?;
    if state == OfferState::Contested {
        // Nobody decides that: it is found when facts of two places meet.
        return Err(Error::at("state", Problem::UnknownChoice));
    }
    if matches!(row.state, OfferState::Withdrawn | OfferState::Contested) && state != OfferState::Withdrawn {
        return Err(Error::whole(Problem::OfferClosed));
    }
    // One that rests with its topic is closed for good when its owner closes it.
    if row.state != state || row.capacity != capacity || row.rests.is_some() {
        let day = ground::today(tx, row.school)?;
        tx.record(OfferChanged { offer, capacity, state, day })?;
    }
    Ok(())
}

/// Whether an offer that something else closed can open again: its mastery counts, its topic is in the fund, and no other has taken its place.
///
/// # Errors
/// The database cannot be read.
pub(super) fn may_open_again(conn: &mut Conn, offer: &OfferRow) -> Result<bool, Error> {
    let counts = masteries::live(conn, offer.person, offer.topic)?.is_some_and(|mastery| mastery.id == offer.mastery);
    let topic = topics::by_id(conn, offer.topic)?.is_some_and(|row| row.withdrawn.is_none());
    Ok(counts && topic && masteries::offer_of(conn, offer.mastery)?.is_none())
}

/// Closes what somebody offers at a place that she leaves, so that it can open again if she had not. What was closed by then does not: if she has
/// left before, what closed with that stays closed.
pub(super) fn close_with_leaving(tx: &mut Tx<'_>, person: PersonId, place: NodeId, day: Day) -> Result<(), Error> {
    for offer in masteries::left_at(tx, person, place)? {
        tx.record(OfferChanged { offer: offer.id, capacity: offer.capacity, state: OfferState::Withdrawn, day })?;
    }
    for mastery in masteries::of_person(tx, person)? {
        if let Some(offer) = masteries::offer_of(tx, mastery.id)?.filter(|offer| offer.school == place) {
            tx.record(OfferLeft { offer: offer.id, day })?;
        }
    }
    Ok(())
}

/// For how many days back a wish that was said aloud can be noted: nobody's waiting is counted for longer than that by hearsay.
const SAID_WITHIN: u64 = 366;

/// A learner wants a topic, whether or not anybody offers it yet: since today, or, as her teacher notes it,
/// since a day on which she said so aloud, from which her waiting counts. Her newest wish comes last; she can move it.
///
/// # Errors
/// The caller is neither she nor her teacher, she masters the topic already, or the day or the why has to be put right.
pub fn state_interest(
    tx: &mut Tx<'_>,
    caller: &Caller,
    interest: InterestId,
    learner: PersonId,
    topic: TopicId,
    day: Option<Day>,
    why: &str,
) -> Result<InterestId, Error> {
    let relations = ground::to_person(tx, caller, learner)?;
    ground::allow(Verb::StateInterest, relations)?;
    ground::actor(tx, caller)?;
    if let Some(open) = interests::open(tx, learner, topic)? {
        return Ok(open.id);
    }
    let mastered = masteries::live(tx, learner, topic)?.is_some();
    let busy = tutorials::open_on(tx, learner, topic)?.is_some();
    let mut interest = interest;
    while let Some(there) = interests::by_id(tx, interest)? {
        if (there.learner, there.topic, there.state) == (learner, topic, InterestState::Met) && (mastered || busy) {
            // Sent twice, and met in between.
            return Ok(interest);
        }
        // For another topic, or taken back since: on a page that the browser went back to this is another wish.
        interest = interest.beside(&format!("{learner} {topic}"));
    }
    ground::open_topic(tx, topic)?;
    let mut check = Check::new();
    check.forbid(mastered, "topic", Problem::AlreadyMasters);
    check.require(!busy, "topic", Problem::SameTutorialOpen);
    let why = check.take("why", text(why, 500));
    let school = ground::home(tx, learner)?;
    let today = ground::today(tx, school)?;
    // Waiting counts in what is suggested: that somebody has waited longer than is written here is for a teacher to note, not for herself.
    let day = day.filter(|_| !caller.is(learner));
    let day = check.take("day", said_on(tx, (learner, topic), school, day.unwrap_or(today), today)?);
    check.done()?;
    let Some(day) = day else { return Err(Error::NOT_FOUND) };
    let rank = interests::next_rank(tx, learner)?;
    tx.record(InterestStated { interest, learner, topic, school, rank, day })?;
    if let Some(why) = why.filter(|why| !why.is_empty()) {
        tx.record(InterestExplained { interest, learner, why })?;
    }
    Ok(interest)
}

/// Whether a wish can have been said on a day: within a year, when she was of the school already (as far as is known: who was entered late
/// was there before), and after what she has begun in the topic and left since. Said before that, it was met by that.
fn said_on(
    tx: &mut Tx<'_>,
    (learner, topic): (PersonId, TopicId),
    school: NodeId,
    day: Day,
    today: Day,
) -> Result<Result<Day, Problem>, Error> {
    if day >= today {
        return Ok(past_day(day, today, None));
    }
    if today.checked_sub_days(chrono::Days::new(SAID_WITHIN)).is_some_and(|first| day < first) {
        return Ok(Err(Problem::TooLongAgo));
    }
    let then = people::standing_on(tx, learner, day)?.ok_or(Error::NOT_FOUND)?;
    if !then.belongs.iter().any(|(node, ..)| *node == school) {
        return Ok(Err(Problem::NotOfTheSchoolThen));
    }
    let left = tutorials::of_learner(tx, learner, &[TutorialState::Stopped, TutorialState::Demonstrated])?;
    let later = left.into_iter().any(|row| row.topic == topic && row.ended.is_some_and(|ended| day < ended));
    Ok(if later { Err(Problem::EarlierThanWhatIsWritten) } else { Ok(day) })
}

/// Moves a wish up in its learner's order, past the one that stood above it when she looked. Sent twice, it has moved once.
///
/// # Errors
/// The caller is neither she nor her teacher, or there is no such wish.
pub fn raise_interest(tx: &mut Tx<'_>, caller: &Caller, interest: InterestId, past: InterestId) -> Result<(), Error> {
    let Some(row) = open_interest(tx, caller, interest)? else { return Ok(()) };
    let order = interests::of_learner(tx, row.learner)?;
    let place = |id: InterestId| order.iter().position(|other| other.id == id);
    let (Some(from), Some(to)) = (place(interest), place(past)) else { return Ok(()) };
    // Those between move down by one. Where she changed the order in another window there may be more than one.
    for index in (to..from).rev() {
        tx.record(InterestRanked { interest: order[index].id, rank: order[index + 1].rank })?;
    }
    if to < from {
        tx.record(InterestRanked { interest, rank: order[to].rank })?;
    }
    Ok(())
}

/// Takes a wish back, and says whose it was. Taken back twice, it is.
///
/// # Errors
/// The caller is neither she nor her teacher.
pub fn withdraw_interest(tx: &mut Tx<'_>, caller: &Caller, interest: InterestId) -> Result<PersonId, Error> {
    let learner = interests::by_id(tx, interest)?.ok_or(Error::NOT_FOUND)?.learner;
    if let Some(row) = open_interest(tx, caller, interest)? {
        let day = ground::today(tx, row.school)?;
        tx.record(InterestWithdrawn { interest, day })?;
    }
    Ok(learner)
}

/// A wish, if it is still open, for whoever may change it.
fn open_interest(tx: &mut Tx<'_>, caller: &Caller, interest: InterestId) -> Result<Option<crate::store::rows::InterestRow>, Error> {
    let row = interests::by_id(tx, interest)?.ok_or(Error::NOT_FOUND)?;
    let relations = ground::to_person(tx, caller, row.learner)?;
    ground::allow(Verb::StateInterest, relations)?;
    ground::actor(tx, caller)?;
    Ok(Some(row).filter(|row| row.state == InterestState::Open))
}
