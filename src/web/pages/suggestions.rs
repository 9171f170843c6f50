//! The reasons of a suggestion in words.

use crate::actions::suggestions::Reason;
use crate::web::Here;

/// A reason as a sentence for the learner.
pub fn reason(here: &Here, reason: Reason) -> String {
    match reason {
        Reason::Wished { place: 1 } => here.text("suggestion-wished-first", &[]),
        Reason::Wished { place } => here.text("suggestion-wished", &[("place", place.into())]),
        Reason::Waited { days } => here.text("suggestion-waited", &[("days", days.into())]),
        Reason::FirstLearner => here.text("suggestion-first-learner", &[]),
        Reason::Free { places } => here.text("suggestion-free", &[("count", places.into())]),
        Reason::NobodyWaits => here.text("suggestion-nobody-waits", &[]),
    }
}
