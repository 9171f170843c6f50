//! Who is on the way to a school from another: told to those who may take her in, and without a name, as on the page where she is taken in.

use serde::Serialize;

use super::super::moves::described;
use crate::actions::moves;
use crate::domain::id::NodeId;
use crate::domain::policy::{Verb, may};
use crate::domain::words::MoveState;
use crate::store::Conn;
use crate::store::queries::nodes;
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
    href: String,
}

/// Those who wait to be taken in, the longest first. Nobody, for who may not take them in.
pub(super) fn all(conn: &mut Conn, here: &Here, node: NodeId) -> Result<Vec<Arriving>, Error> {
    if !may(Verb::TakeIn, moves::at(conn, &here.caller, node)?) {
        return Ok(Vec::new());
    }
    let mut rows = moves::of_school(conn, &here.caller, node, here.today)?;
    rows.retain(|row| row.receiver == node && row.state == MoveState::Waiting);
    let places = nodes::names(conn, &rows.iter().map(|row| row.school).collect::<Vec<_>>())?;
    let mut arriving = Vec::new();
    for row in rows {
        let school = places.get(&row.school).cloned().unwrap_or_default();
        arriving.push(Arriving {
            what: described(conn, here, row.person)?,
            from: here.text("moves-from", &[("school", school.into()), ("day", here.day(row.day, DayStyle::Date).into())]),
            href: format!("/moves/{}", row.id),
        });
    }
    Ok(arriving)
}
