//! What contradicts itself on a teacher's board: two records that cannot both count. The first does; whoever teaches there says which is true.

use serde::Serialize;

use super::Ground;
use crate::domain::policy::{Verb, may};
use crate::store::rows::{MasteryRow, TutorialRow};
use crate::store::{Conn, queries};
use crate::web::Error;
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
    /// Where the one that counts is read: whoever decides compares the two.
    counts: Option<String>,
    /// Where it is taken back; none where that is done on its own page.
    withdrawal: Option<String>,
}

/// All that clashes, of those whom the board shows now: masteries, then tutorials.
///
/// # Errors
/// The database cannot be read.
pub(super) fn all(
    conn: &mut Conn,
    here: &Here,
    ground: &Ground,
    masteries: &[MasteryRow],
    tutorials: &[TutorialRow],
) -> Result<Vec<Clash>, Error> {
    let mut all = Vec::new();
    for row in masteries.iter().filter(|row| ground.shows(row.person)) {
        let counts = queries::masteries::live(conn, row.person, row.topic)?;
        all.push(of_mastery(here, ground, row, counts.as_ref()));
    }
    for row in tutorials.iter().filter(|row| row.contested && ground.shows(row.learner)) {
        let counts = queries::tutorials::open_on(conn, row.learner, row.topic)?;
        all.push(of_tutorial(here, ground, row, counts.as_ref()));
    }
    Ok(all)
}

/// Where a mastery is read: where it was shown, else in its owner's catalog.
fn read_at(row: &MasteryRow) -> String {
    match row.demonstration {
        Some(demonstration) => format!("/demonstrations/{demonstration}"),
        None => format!("/people/{}/catalog", row.person),
    }
}

fn of_mastery(here: &Here, ground: &Ground, row: &MasteryRow, counts: Option<&MasteryRow>) -> Clash {
    let href = read_at(row);
    Clash {
        name: ground.name(here, row.person),
        stamp: stamp(row.person),
        topic: ground.titles.of(row.topic),
        when: here.short(row.day),
        small: here.text("board-contested-mastery", &[]),
        // Two that stand in the same catalog are read there together.
        counts: counts.map(read_at).filter(|counts| *counts != href),
        href,
        withdrawal: may(Verb::WithdrawMastery, ground.relations).then(|| format!("/masteries/{}/withdrawal", row.id)),
    }
}

fn of_tutorial(here: &Here, ground: &Ground, row: &TutorialRow, counts: Option<&TutorialRow>) -> Clash {
    Clash {
        name: ground.name(here, row.learner),
        stamp: stamp(row.learner),
        topic: ground.titles.of(row.topic),
        when: here.short(row.agreed.unwrap_or(row.proposed)),
        small: here.text("board-contested-tutorial", &[("tutor", ground.name(here, row.tutor).into())]),
        href: format!("/tutorials/{}", row.id),
        counts: counts.map(|row| format!("/tutorials/{}", row.id)),
        withdrawal: None,
    }
}
