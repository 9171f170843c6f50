//! The first steps of whoever begins with a place above schools: places, who opens each, and her own team. They stand on her home until there are
//! places under hers and somebody answers for one of them.

use super::Step;
use crate::actions::ground;
use crate::domain::policy::{Verb, may};
use crate::domain::words::Level;
use crate::store::Conn;
use crate::store::queries::{figures, people};
use crate::web::{Error, Here};

/// The way to a network that goes on, with what is done already; nothing for whoever does not administer such a place, or is past it.
pub fn of(conn: &mut Conn, here: &Here) -> Result<Vec<Step>, Error> {
    let Some((node, _)) = here.home.filter(|_| here.level.is_some_and(|level| level != Level::School)) else { return Ok(Vec::new()) };
    let place = ground::place(conn, node)?;
    if !may(Verb::FoundNode, here.caller.to_place(&place)) {
        return Ok(Vec::new());
    }
    let places = figures::children(conn, node, 1, 0)?.1 > 0;
    let opened = people::anybody_answers_under(conn, node)?;
    if places && opened {
        return Ok(Vec::new());
    }
    let team = people::members(conn, node)?.len() > 1;
    let ways = [
        ("places", places, format!("/nodes/{node}/new")),
        ("open", opened, format!("/nodes/{node}")),
        ("team", team, format!("/nodes/{node}/people/new")),
    ];
    let mut next = Some("now");
    let step = |(key, done, href): (&str, bool, String)| {
        let state = if done { "tied" } else { next.take().unwrap_or("ahead") };
        let text = |part: &str| here.text(&format!("home-begin-{key}{part}"), &[]);
        Step { label: text(""), small: Some(text("-more")), href: Some(href), state: Some(state), ..Step::default() }
    };
    Ok(ways.map(step).into())
}
