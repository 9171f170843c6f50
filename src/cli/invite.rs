//! `relevo invite`: the way in for whoever runs the machine. For the first steward of places that an import brought in, and for a steward
//! who has lost her password where no other could invite her.
//!
//! Whoever may run it could change the data themselves; so nobody is asked who she is. It never makes anybody a steward of a place who is
//! found there already by that name without being one: two people may share a name.

use anyhow::{Context as _, bail, ensure};
use clap::Args;

use super::config::Data;
use super::serve;
use crate::actions::{self, accounts};
use crate::domain::id::{NodeId, PersonId};
use crate::domain::search::fold;
use crate::domain::words::Position;
use crate::store::queries::{nodes, people};
use crate::store::rows::NodeRow;
use crate::store::{self, Conn, Db};

/// Whom to invite.
#[derive(Debug, Args)]
pub struct Invite {
    /// A steward's name or sign-in name; or the name of a new one. Without it, the stewards are listed.
    name: Option<String>,
    /// The place that she administers: its key (CCT), its id, or its name.
    #[arg(long, value_name = "PLACE")]
    at: Option<String>,
    /// The office of a new steward: at a school teacher (unless said otherwise) or head; above, coach, supervisor or official.
    #[arg(long, value_name = "OFFICE", value_parser = office)]
    position: Option<Position>,
    #[command(flatten)]
    data: Data,
}

fn office(text: &str) -> Result<Position, String> {
    match text.parse() {
        Ok(position @ (Position::Teacher | Position::Head | Position::Coach | Position::Supervisor | Position::Official)) => Ok(position),
        _ => Err("a steward is a teacher, head, coach, supervisor or official".to_owned()),
    }
}

/// Who administers what.
struct Seat {
    person: PersonId,
    name: String,
    handle: Option<String>,
    node: NodeRow,
}

/// Prints a code with which she chooses a sign-in name and a password.
///
/// # Errors
/// Nobody, or more than one, is meant; there is no such place; or the data cannot be read or written.
pub fn run(asked: &Invite) -> anyhow::Result<()> {
    let db = serve::open(&asked.data)?;
    ensure!(db.read_now(nodes::any)?, "there is no place yet: `relevo serve`, and name the school on the first page");
    let seats = db.read_now(seats)?;
    let Some(name) = &asked.name else {
        return db.read_now::<_, anyhow::Error, _>(|conn| list(conn, &seats));
    };
    let place = asked.at.as_deref().map(|text| db.read_now::<_, anyhow::Error, _>(|conn| place(conn, text))).transpose()?;
    let mut meant: Vec<&Seat> = seats
        .iter()
        .filter(|seat| place.as_ref().is_none_or(|place| place.id == seat.node.id))
        .filter(|seat| fold(&seat.name) == fold(name) || seat.handle.as_deref() == Some(&accounts::invitations::fold_handle(name)))
        .collect();
    meant.dedup_by_key(|seat| seat.person);
    match (&meant[..], place) {
        ([seat], _) => {
            let person = seat.person;
            let code = db.write_now::<_, actions::Error, _>(move |tx| accounts::issue_invitation(tx, person))?;
            println!("{} can choose her sign-in name and password anew, within seven days, at /welcome with the code", seat.name);
            println!("\n    {}\n\nWhat she has now works until then.", code.text());
        }
        ([], Some(place)) => settle(&db, place, name, asked.position)?,
        ([], None) => bail!("no steward is called {name}. A new one needs a place: --at PLACE"),
        (several, _) => {
            for seat in several {
                println!("{}", line(seat));
            }
            bail!("several are called so: say --at PLACE, or the sign-in name");
        }
    }
    db.close();
    Ok(())
}

fn settle(db: &Db, place: NodeRow, name: &str, position: Option<Position>) -> anyhow::Result<()> {
    let offices = actions::places::beginners(place.level);
    let position = position.or(offices.first().copied()).unwrap_or(Position::Official);
    ensure!(
        offices.contains(&position),
        "{} is a {}: who begins there is {}",
        place.name,
        place.level,
        offices.iter().map(|office| office.word()).collect::<Vec<_>>().join(" or ")
    );
    let (node, asked) = (place.id, name.to_owned());
    let made = db.write_now::<_, actions::Error, _>(move |tx| {
        let person = tx.new_id();
        actions::people::settle_steward(tx, person, node, &asked, position)?;
        accounts::issue_invitation(tx, person)
    });
    let code = made.map_err(|error| match error {
        actions::Error::Refused(refusal) => anyhow::anyhow!("{name} cannot be settled there: {refusal:?}"),
        other => other.into(),
    })?;
    println!(
        "{name}, {}, administers {} from now on. Within seven days she chooses a sign-in name and a password at /welcome with the code",
        position.word(),
        place.name
    );
    println!("\n    {}", code.text());
    Ok(())
}

fn seats(conn: &mut Conn) -> Result<Vec<Seat>, store::Error> {
    let mut seats = Vec::new();
    for row in people::all_stewards(conn)? {
        let name = people::name(conn, row.person)?.map_or_else(String::new, |name| name.name);
        let (Some(node), handle) = (nodes::by_id(conn, row.node)?, store::accounts::handle(conn, row.person)?) else { continue };
        seats.push(Seat { person: row.person, name, handle, node });
    }
    Ok(seats)
}

/// What a place is called, of which level it is, and its shift: two schools may share a building, a name and a key.
fn told(node: &NodeRow) -> String {
    match &node.shift {
        Some(shift) => format!("{} ({}, {shift})", node.name, node.level),
        None => format!("{} ({})", node.name, node.level),
    }
}

fn line(seat: &Seat) -> String {
    let key = seat.node.cct.clone().unwrap_or_else(|| seat.node.id.to_string());
    let handle = seat.handle.as_deref().unwrap_or("no sign-in name yet");
    format!("  {} ({handle}): {}, {key}", seat.name, told(&seat.node))
}

fn list(conn: &mut Conn, seats: &[Seat]) -> anyhow::Result<()> {
    if seats.is_empty() {
        println!("No place has a steward yet. Invite one to the topmost place, and the others can follow from there:");
        for node in nodes::topmost(conn)? {
            println!("  relevo invite \"HER NAME\" --at {}     {}", node.id, node.name);
        }
    }
    for seat in seats {
        println!("{}", line(seat));
    }
    Ok(())
}

fn place(conn: &mut Conn, text: &str) -> anyhow::Result<NodeRow> {
    if let Ok(id) = text.parse::<NodeId>()
        && let Some(node) = nodes::by_id(conn, id)?
    {
        return Ok(node);
    }
    let mut found = nodes::called(conn, text)?;
    match found.len() {
        0 => bail!("there is no place with the key or the name {text}"),
        1 => found.pop().context("one place"),
        many => {
            for node in found.iter().take(20) {
                println!("  {}   {}", node.id, told(node));
            }
            bail!("{many} places are called {text}: say which by its id")
        }
    }
}
