//! Where a tutorial stands, on its six steps, and the one next step of whoever reads: decided here once, for its own page and for a home, so that
//! one state is drawn in one way.

use serde::Serialize;

use crate::actions::prospects::Prospect;
use crate::domain::moment::Day;
use crate::domain::policy::{Relations, Verb, may};
use crate::domain::words::{DemonstrationState, TutorialState};
use crate::store::rows::{DemonstrationRow, TutorialRow};
use crate::web::Here;

/// The steps, as the ends of the keys of their words.
pub const STEPS: [&str; 6] = ["chosen", "agreed", "exploring", "rehearsed", "demonstrated", "tutoring"];

/// How each of the [`STEPS`] stands, in the words of the part `thread`: what is tied, what comes now, what lies ahead. `pages` are those of its
/// record, `not_yet` is the last day on which it was decided to go on, and `first` is how many its learner has accompanied since.
pub fn states(row: &TutorialRow, pages: usize, not_yet: Option<Day>, first: usize) -> [&'static str; 6] {
    let demonstrated = row.state == TutorialState::Demonstrated;
    let open = row.state == TutorialState::Open;
    let began = row.agreed.is_some() && row.state != TutorialState::NeverBegan;
    // What was rehearsed before it was decided to go on counts no more: they are exploring again.
    let ready = rehearsal(row, not_yet).held.is_some();
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

/// What was noted of a rehearsal and counts still.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rehearsal {
    /// When it was asked for.
    pub asked: Option<Day>,
    /// When it was held.
    pub held: Option<Day>,
}

/// What counts still of a rehearsal, given the last day on which it was decided to go on: what came before that is over, the request as well as
/// what it led to, unless all of it has led to *ready* since.
pub fn rehearsal(row: &TutorialRow, not_yet: Option<Day>) -> Rehearsal {
    let counts = |day: &Day| row.state == TutorialState::Demonstrated || not_yet.is_none_or(|shown| *day > shown);
    Rehearsal { asked: row.rehearsal_asked.filter(counts), held: row.rehearsed.filter(counts) }
}

/// The last day on which it was decided to go on.
pub fn not_yet(held: &[DemonstrationRow]) -> Option<Day> {
    held.iter().rev().find(|one| one.state == DemonstrationState::NotYet).map(|one| one.day)
}

/// Whether it was decided to go on, and they have not rehearsed anew since.
pub fn goes_on(row: &TutorialRow, not_yet: Option<Day>) -> bool {
    not_yet.is_some() && rehearsal(row, not_yet).held.is_none()
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
    let (again, rehearsal) = (goes_on(row, not_yet(held)), rehearsal(row, not_yet(held)));
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
            None if rehearsal.held.is_some() => step("plan", at("demonstration"), false, record()),
            None if here.caller.is(row.learner) && rehearsal.asked.is_none() => {
                step("ask", at("rehearsal-request"), true, Some(Other { kind: "rehearsed", href: at("rehearsal"), post: true }))
            }
            None if here.caller.is(row.learner) => step("rehearsed-learner", at("rehearsal"), true, None),
            None if rehearsal.asked.is_some() => step("rehearsed-asked", at("rehearsal"), true, record()),
            None => step("rehearsed-tutor", at("rehearsal"), true, record()),
        },
        TutorialState::Demonstrated if !waiting => done.and_then(|done| step("act", format!("/demonstrations/{}", done.id), false, None)),
        _ => None,
    }
}
