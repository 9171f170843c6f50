//! What each fact changes in the tables. The same for a local action, an import, a replay and a fact from elsewhere.
//!
//! Applying never refuses what was accepted before: a clash is kept and marked *contested*. It does not ask who may, whether a place is
//! free, or what day it is: that was decided by the action that recorded the fact.

mod care;
mod consents;
pub(in crate::store) mod demonstrations;
mod files;
mod masteries;
mod merging;
mod moves;
mod paths;
mod people;
mod places;
mod rounds;
pub(in crate::store) mod same_person;
mod school_years;
mod ties;
mod topics;
mod tutorials;

pub use demonstrations::{INVITED, WITNESS};

use super::conn::Conn;
use super::error::Error;
use crate::domain::fact::Fact;
use crate::domain::moment::Moment;
use crate::domain::words::MoveState;

/// Applies one fact, recorded at that moment.
///
/// # Errors
/// The database refuses: a reference to something that is not there, or a constraint.
pub fn apply(conn: &mut Conn, fact: &Fact, recorded: Moment) -> Result<(), Error> {
    match fact {
        Fact::NodeFounded(fact) => places::founded(conn, fact),
        Fact::NodeRenamed(fact) => places::renamed(conn, fact),
        Fact::NodeMoved(fact) => places::moved(conn, fact),
        Fact::NodeCorrected(fact) => places::corrected(conn, fact),
        Fact::NodeClosed(fact) => places::closed(conn, fact),
        Fact::LevelsChosen(fact) => places::levels_chosen(conn, fact),
        Fact::ShiftStated(fact) => places::shift_stated(conn, fact),
        Fact::NodeReopened(fact) => places::reopened(conn, fact),
        Fact::NodeMerged(fact) => merging::merged(conn, fact),

        Fact::PersonJoined(fact) => people::joined(conn, fact),
        Fact::PersonNamed(fact) => people::named(conn, fact),
        Fact::PersonPlaced(fact) => people::placed(conn, fact),
        Fact::PersonLeft(fact) => people::left(conn, fact),
        Fact::LeavingWithdrawn(fact) => people::leaving_withdrawn(conn, fact),
        Fact::MoveOffered(fact) => moves::offered(conn, fact),
        Fact::MoveMade(fact) => moves::ended(conn, fact.movement, MoveState::Made, fact.day),
        Fact::MoveClosed(fact) => moves::ended(conn, fact.movement, MoveState::Closed, fact.day),
        Fact::MoveUndone(fact) => moves::ended(conn, fact.movement, MoveState::Undone, fact.day),
        Fact::StewardNamed(fact) => people::steward_named(conn, fact),
        Fact::StewardEnded(fact) => people::steward_ended(conn, fact),
        Fact::SchoolYearTurned(fact) => school_years::turned(conn, fact),
        Fact::SchoolYearWithdrawn(fact) => school_years::withdrawn(conn, fact),
        Fact::PersonMerged(fact) => same_person::merged(conn, fact),
        Fact::PairBlocked(fact) => people::blocked(conn, fact),
        Fact::PairUnblocked(fact) => people::unblocked(conn, fact),
        Fact::NoticeGiven(fact) => consents::notice_given(conn, fact),
        Fact::GuardianNamed(fact) => consents::guardian_named(conn, fact),
        Fact::ConsentAnswered(fact) => consents::answered(conn, fact, recorded),
        Fact::ConsentWithdrawn(fact) => consents::withdrawn(conn, fact),
        Fact::PersonErased(fact) => people::erased(conn, fact),

        Fact::TopicPublished(fact) => topics::published(conn, fact),
        Fact::TopicWritten(fact) => topics::written(conn, fact),
        Fact::TopicCorrected(fact) => topics::corrected(conn, fact),
        Fact::TopicWithdrawn(fact) => topics::stands(conn, fact.topic, Some(fact.day)),
        Fact::TopicRestored(fact) => topics::stands(conn, fact.topic, None),
        Fact::VersionWithdrawn(fact) => topics::version_stands(conn, fact.topic, fact.version, Some(fact.day)),
        Fact::VersionRestored(fact) => topics::version_stands(conn, fact.topic, fact.version, None),
        Fact::TopicTied(fact) => ties::tied(conn, fact),
        Fact::TieWithdrawn(fact) => ties::withdrawn(conn, fact),
        Fact::TopicAdopted(fact) => ties::adopted(conn, fact),
        Fact::AdoptionEnded(fact) => ties::adoption_ended(conn, fact),

        Fact::MasteryGranted(fact) => masteries::granted(conn, fact),
        Fact::MasteryVouched(fact) => masteries::vouched(conn, fact),
        Fact::MasteryWithdrawn(fact) => masteries::withdrawn(conn, fact),
        Fact::MasteryRestored(fact) => masteries::restored(conn, fact),
        Fact::OfferOpened(fact) => masteries::offer_opened(conn, fact),
        Fact::OfferChanged(fact) => masteries::offer_changed(conn, fact),
        Fact::OfferRested(fact) => masteries::offer_rested(conn, fact),
        Fact::OfferLeft(fact) => masteries::offer_left(conn, fact),
        Fact::InterestStated(fact) => masteries::interest_stated(conn, fact),
        Fact::InterestExplained(fact) => masteries::interest_explained(conn, fact),
        Fact::InterestRanked(fact) => masteries::interest_ranked(conn, fact),
        Fact::InterestWithdrawn(fact) => masteries::interest_withdrawn(conn, fact),
        Fact::InterestReopened(fact) => masteries::interest_reopened(conn, fact),

        Fact::TutorialProposed(fact) => tutorials::proposed(conn, fact),
        Fact::TutorialAccepted(fact) => tutorials::accepted(conn, fact),
        Fact::TutorialAgreed(fact) => tutorials::agreed(conn, fact),
        Fact::TutorialDeclined(fact) => tutorials::declined(conn, fact),
        Fact::RehearsalAsked(fact) => tutorials::rehearsal_asked(conn, fact),
        Fact::RehearsalHeld(fact) => tutorials::rehearsal_held(conn, fact),
        Fact::RehearsalWithdrawn(fact) => tutorials::rehearsal_withdrawn(conn, fact),
        Fact::TutorialStopped(fact) => tutorials::stopped(conn, fact),
        Fact::TutorialStopExplained(fact) => tutorials::stop_explained(conn, fact),
        Fact::TutorialResumed(fact) => tutorials::resumed(conn, fact),
        Fact::TutorialWithdrawn(fact) => tutorials::withdrawn(conn, fact),
        Fact::EntryWritten(fact) => tutorials::entry_written(conn, fact, recorded),
        Fact::EntryCorrected(fact) => tutorials::entry_corrected(conn, fact, recorded),
        Fact::EntrySetRight(fact) => tutorials::entry_set_right(conn, fact, recorded),
        Fact::EntryWithdrawn(fact) => tutorials::entry_withdrawn(conn, fact),
        Fact::FileAttached(fact) => files::attached(conn, fact, recorded),
        Fact::FileRemoved(fact) => files::removed(conn, fact),
        Fact::NoteWritten(fact) => tutorials::note_written(conn, fact, recorded),
        Fact::NoteWithdrawn(fact) => tutorials::note_withdrawn(conn, fact),

        Fact::PairsProposed(fact) => rounds::proposed(conn, fact),

        Fact::DemonstrationPlanned(fact) => demonstrations::planned(conn, fact),
        Fact::DemonstrationCancelled(fact) => demonstrations::cancelled(conn, fact),
        Fact::DemonstrationHeld(fact) => demonstrations::held(conn, fact, recorded),
        Fact::DemonstrationTold(fact) => demonstrations::told(conn, fact),
        Fact::DemonstrationCorrected(fact) => demonstrations::corrected(conn, fact, recorded),
        Fact::DemonstrationWithdrawn(fact) => demonstrations::withdrawn(conn, fact, recorded),

        Fact::VisitAgreed(fact) => care::visit_agreed(conn, fact),
        Fact::VisitorAsked(fact) => care::visitor_waits(conn, fact.visit, fact.person, true),
        Fact::VisitorAnswered(fact) => care::visitor_waits(conn, fact.visit, fact.person, false),
        Fact::VisitCorrected(fact) => care::visit_corrected(conn, fact),
        Fact::VisitWithdrawn(fact) => care::visit_withdrawn(conn, fact),
        Fact::ConcernRaised(fact) => care::concern_raised(conn, fact),
        Fact::ConcernTold(fact) => care::concern_told(conn, fact),
        Fact::ConcernNamed(fact) => care::concern_named(conn, fact),
        Fact::ConcernSigned(fact) => care::concern_signed(conn, fact),
        Fact::ConcernAnswered(fact) => care::concern_answered(conn, fact),
    }
}
