//! Where a tutorial stands, on its six steps, and the one next step of whoever reads: decided here once, for its own page and for a home, so that
//! one state is drawn in one way.

use serde::Serialize;

use crate::actions::prospects::Prospect;
use crate::domain::policy::{Relations, Verb, may};
use crate::domain::words::{DemonstrationState, TutorialState};
use crate::store::rows::{DemonstrationRow, TutorialRow};
use crate::web::Here;

/// The steps, as the ends of the keys of their words.
pub const STEPS: [&str; 6] = ["chosen", "agreed", "exploring", "rehearsed", "demonstrated", "tutoring"];

/// How each of the [`STEPS`] stands, in the words of the part `thread`: what is tied, what comes now, what lies ahead. `pages` are those of its
/// record; `again` says that it was decided to go on (see [`goes_on`]), and `first` how many its learner has accompanied since.
pub fn states(row: &TutorialRow, pages: usize, again: bool, first: usize) -> [&'static str; 6] {
    let demonstrated = row.state == TutorialState::Demonstrated;
    let open = row.state == TutorialState::Open;
    let began = row.agreed.is_some() && row.state != TutorialState::NeverBegan;
    // What was rehearsed before it was decided to go on counts no more: they are exploring again.
    let ready = row.rehearsed.is_some() && (demonstrated || !again);
    let tied = |holds: bool| if holds { "tied" } else { "ahead" };
    [
        "tied",
        if row.state == TutorialState::Proposed { "now" } else { tied(began) },
        if open && !ready { "now" } else { tied(began && (pages > 0 || ready || demonstrated)) },
        // Paper, and whoever is in haste, goes by it: then nobody rehearsed.
        if demonstrated && !ready { "passed" } else { tied(ready) },
        if open && ready { "now" } else { tied(demonstrated) },
        match (demonstrated, first) {
            (true, 0) => "ready",
            (true, _) => "tied",
            _ => "ahead",
        },
    ]
}

/// What the reader does next.
#[derive(Serialize)]
pub struct Next {
    /// The key of its words: `tutorial-next-<kind>`.
    pub kind: &'static str,
    /// Where the button leads; a form is sent there if `post`.
    pub href: Option<String>,
    pub post: bool,
    /// A second way, quieter.
    pub other: Option<Other>,
}

#[derive(Serialize)]
pub struct Other {
    pub kind: &'static str,
    pub href: String,
    pub post: bool,
}

/// Whether it was decided to go on, and they have not rehearsed anew since.
pub fn goes_on(row: &TutorialRow, held: &[DemonstrationRow]) -> bool {
    let last = held.iter().rev().find(|one| one.state == DemonstrationState::NotYet);
    last.is_some_and(|one| row.rehearsed.is_none_or(|rehearsed| rehearsed <= one.day))
}

/// The one next step of this reader.
pub fn next(
    here: &Here,
    row: &TutorialRow,
    (prospect, met): (Prospect, bool),
    relations: Relations,
    held: &[DemonstrationRow],
    waiting: bool,
) -> Option<Next> {
    let last = |state: DemonstrationState| held.iter().rev().find(|one| one.state == state);
    let (planned, done) = (held.iter().find(|one| one.state == DemonstrationState::Planned), last(DemonstrationState::Ready));
    let again = goes_on(row, held);
    let at = |end: &str| format!("/tutorials/{}/{end}", row.id);
    let step = |kind, href: String, post, other| Some(Next { kind, href: Some(href), post, other });
    let side = here.caller.is(row.learner) || here.caller.is(row.tutor);
    let records = met && may(Verb::RecordDemonstration, relations) && !here.caller.is(row.learner);
    let record = || records.then(|| Other { kind: "record", href: at("record"), post: false });
    match row.state {
        TutorialState::Proposed if may(Verb::AnswerProposal, relations) => {
            let mine = (here.caller.is(row.learner) && row.learner_agreed) || (here.caller.is(row.tutor) && row.tutor_agreed);
            let other = |kind| Some(Other { kind, href: at("refusal"), post: true });
            match (side, mine) {
                (_, _) if prospect == Prospect::Gone => Some(Next { kind: "gone", href: None, post: false, other: other("take-back") }),
                // Who learns something else by now cannot say yes, and nobody for her.
                (_, _) if prospect == Prospect::Busy => {
                    let kind = if here.caller.is(row.learner) { "busy-own" } else { "busy" };
                    Some(Next { kind, href: None, post: false, other: other(if mine { "take-back" } else { "not-now" }) })
                }
                (true, true) => {
                    let full = prospect == Prospect::Full && here.caller.is(row.learner);
                    Some(Next { kind: if full { "full" } else { "wait" }, href: None, post: false, other: other("take-back") })
                }
                (true, false) => step("accept", at("agreement"), true, other("not-now")),
                (false, _) => step("aloud", at("agreement"), true, other("not-now")),
            }
        }
        TutorialState::Open => match planned {
            Some(plan) if records && plan.day <= here.today => step("record", at("record"), false, None),
            Some(plan) => step("planned", format!("/demonstrations/{}", plan.id), false, record()),
            None if !met => Some(Next { kind: "meet", href: None, post: false, other: None }),
            None if again => step("again", at("rehearsal"), true, Some(Other { kind: "plan", href: at("demonstration"), post: false })),
            None if row.rehearsed.is_some() => step("plan", at("demonstration"), false, record()),
            None if here.caller.is(row.learner) && row.rehearsal_asked.is_none() => {
                step("ask", at("rehearsal-request"), true, Some(Other { kind: "rehearsed", href: at("rehearsal"), post: true }))
            }
            None if here.caller.is(row.learner) => step("rehearsed-learner", at("rehearsal"), true, None),
            None if row.rehearsal_asked.is_some() => step("rehearsed-asked", at("rehearsal"), true, record()),
            None => step("rehearsed-tutor", at("rehearsal"), true, record()),
        },
        TutorialState::Demonstrated if !waiting => done.and_then(|done| step("act", format!("/demonstrations/{}", done.id), false, None)),
        _ => None,
    }
}
