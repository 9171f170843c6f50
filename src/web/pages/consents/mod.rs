//! What a school tells families, and what they said: the notice and its sheets, a group's papers, one child's. Here is what these pages share.

pub mod child;
pub mod group;
pub mod notice;

use serde::Serialize;

use crate::actions::consents::OfChild;
use crate::domain::consent::Standing;
use crate::domain::id::NodeId;
use crate::domain::refusal::Problem;
use crate::domain::words::{Level, Purpose};
use crate::store::Conn;
use crate::store::queries::nodes;
use crate::web::here::Here;
use crate::web::{Error, forms};

/// A thing for which a yes is needed: what it is called, and why.
#[derive(Serialize)]
struct Asked {
    word: &'static str,
    name: String,
    /// The same where there is little room.
    short: String,
    more: String,
}

fn asked(here: &Here) -> Vec<Asked> {
    let one = |purpose: &Purpose| Asked {
        word: purpose.word(),
        name: here.word("purpose", purpose.word()),
        short: here.text(&format!("consent-{purpose}-short"), &[]),
        more: here.text(&format!("consent-{purpose}-more"), &[]),
    };
    Purpose::ALL.iter().map(one).collect()
}

/// What a child's guardians say of one thing, as shape, word and colour.
#[derive(Serialize)]
struct State {
    mark: &'static str,
    text: String,
}

fn state(here: &Here, child: &OfChild, purpose: Purpose, school: NodeId, called: String) -> State {
    let (mark, key) = match child.standing(purpose, school) {
        Standing::Given => ("good", "consent-given"),
        Standing::Refused => ("care", "consent-refused"),
        Standing::Unasked => ("none", "consent-unasked"),
    };
    State { mark, text: here.text(key, &[("purpose", called.into())]) }
}

/// A yes or no as a list sends it; nothing where it was left open.
fn answer(typed: &str) -> Result<Option<bool>, Problem> {
    match typed.trim() {
        "" => Ok(None),
        "yes" => Ok(Some(true)),
        "no" => Ok(Some(false)),
        _ => Err(Problem::UnknownChoice),
    }
}

/// The name of a school; nothing else has a notice.
fn school_name(conn: &mut Conn, school: NodeId) -> Result<String, Error> {
    let row = nodes::by_id(conn, school)?.filter(|row| row.level == Level::School);
    Ok(row.ok_or(Error::NotFound)?.name)
}

/// The day on a form, where one was given.
fn day(typed: &str) -> Result<Option<crate::domain::moment::Day>, Problem> {
    forms::optional_day(typed)
}
