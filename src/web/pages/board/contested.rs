//! What contradicts itself on a teacher's board: two records that cannot both count. The first does; whoever teaches there says which is true.

use serde::Serialize;

use super::Ground;
use crate::domain::policy::{Verb, may};
use crate::store::rows::{MasteryRow, TutorialRow};
use crate::web::here::{Here, stamp};
use crate::web::pages::topics::Title;

/// One of the two that does not count.
#[derive(Serialize)]
pub(super) struct Clash {
    name: String,
    stamp: &'static str,
    topic: Title,
    when: String,
    small: String,
    /// Where it is read.
    href: String,
    /// Where it is taken back; none where that is done on its own page.
    withdrawal: Option<String>,
}

pub(super) fn of_mastery(here: &Here, ground: &Ground, row: &MasteryRow) -> Clash {
    let href = match row.demonstration {
        Some(demonstration) => format!("/demonstrations/{demonstration}"),
        None => format!("/people/{}/catalog", row.person),
    };
    Clash {
        name: ground.name(here, row.person),
        stamp: stamp(row.person),
        topic: ground.titles.of(row.topic),
        when: here.short(row.day),
        small: here.text("board-contested-mastery", &[]),
        href,
        withdrawal: may(Verb::WithdrawMastery, ground.relations).then(|| format!("/masteries/{}/withdrawal", row.id)),
    }
}

pub(super) fn of_tutorial(here: &Here, ground: &Ground, row: &TutorialRow) -> Clash {
    Clash {
        name: ground.name(here, row.learner),
        stamp: stamp(row.learner),
        topic: ground.titles.of(row.topic),
        when: here.short(row.agreed.unwrap_or(row.proposed)),
        small: here.text("board-contested-tutorial", &[("tutor", ground.name(here, row.tutor).into())]),
        href: format!("/tutorials/{}", row.id),
        withdrawal: None,
    }
}
