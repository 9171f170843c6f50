//! Who is on the way to a school from another: told without a name, as on the page where she is taken in. And who has come: told with it, to those
//! who teach there.

use chrono::Days;
use serde::Serialize;

use super::super::moves::described;
use crate::actions::moves;
use crate::actions::people::sees_names;
use crate::domain::id::NodeId;
use crate::domain::policy::{Verb, may};
use crate::domain::words::MoveState;
use crate::store::Conn;
use crate::store::queries::{moves as queries, nodes, people};
use crate::web::Error;
use crate::web::here::Here;
use crate::web::locale::Day as DayStyle;

/// Somebody on the way.
#[derive(Serialize)]
pub(super) struct Arriving {
    /// What she is there: her office and grade.
    what: String,
    /// From where, and since when it is known.
    from: String,
    /// Where she is taken in, for who may.
    href: Option<String>,
}

/// Those who wait to be taken in, the longest first: with the way to it for who may take them in, and for those who teach there that somebody
/// comes. Nobody, for who sees none of the school's names.
pub(super) fn all(conn: &mut Conn, here: &Here, node: NodeId) -> Result<Vec<Arriving>, Error> {
    let takes_in = may(Verb::TakeIn, moves::at(conn, &here.caller, node)?);
    if !takes_in && !sees_names(conn, &here.caller, node)? {
        return Ok(Vec::new());
    }
    let mut rows = queries::of_school(conn, node, here.today)?;
    rows.retain(|row| row.receiver == node && row.state == MoveState::Waiting);
    let places = nodes::names(conn, &rows.iter().map(|row| row.school).collect::<Vec<_>>())?;
    let mut arriving = Vec::new();
    for row in rows {
        let school = places.get(&row.school).cloned().unwrap_or_default();
        arriving.push(Arriving {
            what: described(conn, here, row.person)?,
            from: here.text("moves-from", &[("school", school.into()), ("day", here.day(row.day, DayStyle::Date).into())]),
            href: takes_in.then(|| format!("/moves/{}", row.id)),
        });
    }
    Ok(arriving)
}

/// For so many days a school is told that somebody has come.
const TOLD: u64 = 14;

/// Somebody who has come from another school.
#[derive(Serialize)]
pub(super) struct Arrived {
    id: String,
    name: String,
    /// From where, and when she came.
    from: String,
}

/// Those who have come of late and are there still, the newest first: everybody who teaches there has to know of a new child, not only who
/// took her in. Nobody, for who sees none of the school's names.
pub(super) fn lately(conn: &mut Conn, here: &Here, node: NodeId) -> Result<Vec<Arrived>, Error> {
    if !sees_names(conn, &here.caller, node)? {
        return Ok(Vec::new());
    }
    let mut rows = queries::of_school(conn, node, here.today - Days::new(TOLD))?;
    rows.retain(|row| row.receiver == node && row.state == MoveState::Made);
    let places = nodes::names(conn, &rows.iter().map(|row| row.school).collect::<Vec<_>>())?;
    let mut arrived = Vec::new();
    for row in rows.into_iter().rev() {
        if !people::belongs_to(conn, row.person, node)? {
            continue;
        }
        let Some(named) = people::name(conn, row.person)? else { continue };
        let school = places.get(&row.school).cloned().unwrap_or_default();
        let day = here.day(row.ended.unwrap_or(row.day), DayStyle::Date);
        arrived.push(Arrived {
            id: row.person.to_string(),
            name: named.name,
            from: here.text("board-arrived-from", &[("school", school.into()), ("day", day.into())]),
        });
    }
    Ok(arrived)
}
