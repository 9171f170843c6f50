//! The journal again, from its first line into an empty database, which must then hold the same practice.

use diesel::prelude::*;

use super::Checked;
use super::streams::lines_after;
use crate::domain::fact::Fact;
use crate::store::apply;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::*;
use crate::store::schema;
use crate::store::tables::practice;

pub(super) fn check(conn: &mut Conn, scratch: &mut Conn) -> Result<Vec<Checked>, Error> {
    let mut report = vec![replay(conn, scratch)?];
    macro_rules! compare {
        ($($table:ident: $row:ident by ($($key:ident),+);)*) => {$(
            let mut checked = Checked::new(concat!("the replay gives the same ", stringify!($table)));
            let mut stored: Vec<$row> = schema::$table::table.load(conn)?;
            let mut replayed: Vec<$row> = schema::$table::table.load(scratch)?;
            // Sorted here, since engines may order the same values differently.
            let key = |row: &$row| ($(row.$key.clone(),)+);
            stored.sort_by_key(key);
            replayed.sort_by_key(key);
            let name = |row: &$row| [$(row.$key.to_string()),+].join(" ");
            differences(&stored, &replayed, |one, other| key(one).cmp(&key(other)), name, &mut checked);
            report.push(checked);
        )*};
    }
    practice!(compare);
    Ok(report)
}

/// Applies every line that still has a body.
fn replay(conn: &mut Conn, scratch: &mut Conn) -> Result<Checked, Error> {
    let known: i64 = schema::nodes::table.count().get_result(scratch)?;
    if known > 0 {
        return Err(Error::Broken("the database for the replay is not empty".to_owned()));
    }
    let mut checked = Checked::new("every line can be applied again");
    let mut position = 0;
    loop {
        let chunk = lines_after(conn, position)?;
        let Some(last) = chunk.last() else { break };
        position = last.position;
        scratch.transaction::<(), Error, _>(|scratch| {
            for line in &chunk {
                let Some(body) = &line.body else { continue };
                // One that cannot be read is reported with the journal; its words are not repeated here, since they may hold a name.
                let Ok(fact) = Fact::read(&line.kind, line.version, body) else { continue };
                // A savepoint each, so that one that fails does not take the rest along.
                let applied = scratch.transaction(|scratch| apply::apply(scratch, &fact, line.recorded));
                if let Err(error @ (Error::Busy | Error::Away(_))) = applied {
                    return Err(error);
                }
                checked.require(applied.is_ok(), || format!("position {} ({}) cannot be applied", line.position, line.kind));
            }
            Ok(())
        })?;
    }
    Ok(checked)
}

/// Walks two lists in the order of their keys.
fn differences<Row: PartialEq>(
    stored: &[Row],
    replayed: &[Row],
    order: impl Fn(&Row, &Row) -> std::cmp::Ordering,
    name: impl Fn(&Row) -> String,
    checked: &mut Checked,
) {
    let (mut one, mut other) = (stored.iter().peekable(), replayed.iter().peekable());
    loop {
        let side = match (one.peek(), other.peek()) {
            (None, None) => return,
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some(stored), Some(replayed)) => order(stored, replayed),
        };
        let (stored, replayed) = (one.next_if(|_| side.is_le()), other.next_if(|_| side.is_ge()));
        checked.require(stored == replayed, || match (stored, replayed) {
            (Some(row), None) => format!("{} is stored, and no line says so", name(row)),
            (None, Some(row)) => format!("{} is missing", name(row)),
            (Some(row), _) => format!("{} differs", name(row)),
            (None, None) => String::new(),
        });
    }
}
