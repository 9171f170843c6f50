//! A learner's line: who accompanied her in her newest topic, and whom she has accompanied in it since.

use serde::Serialize;

use super::Step;
use crate::actions::names;
use crate::domain::id::PersonId;
use crate::domain::words::TutorialState;
use crate::store::Conn;
use crate::store::queries::{masteries, tutorials};
use crate::web::Error;
use crate::web::here::Here;
use crate::web::locale::{Day as DayStyle, capital};
use crate::web::pages::topics::Title;

/// How many of those whom she accompanied are drawn; the rest stand on her own page.
const DRAWN: usize = 5;

/// What the template shows.
#[derive(Serialize)]
pub struct Line {
    title: String,
    topic: String,
    steps: Vec<Step>,
    more: usize,
}

/// The line of her newest mastery that has a tutor or a learner, else of her newest.
pub fn of(conn: &mut Conn, here: &Here, me: PersonId) -> Result<Option<Line>, Error> {
    let mine = masteries::of_person(conn, me)?;
    let accompanied = tutorials::of_tutor(conn, me, &[TutorialState::Open])?;
    let taught = mine.iter().find(|row| row.parent.is_some() || accompanied.iter().any(|tutorial| tutorial.topic == row.topic));
    let Some(row) = taught.or(mine.first()) else { return Ok(None) };
    let parent = match row.parent {
        Some(parent) => masteries::by_id(conn, parent)?,
        None => None,
    };
    let children = masteries::children_of(conn, &[row.id])?;
    let begun: Vec<_> = accompanied.into_iter().filter(|tutorial| tutorial.topic == row.topic).collect();
    // All of these are of her own circle: they were her tutor or her learners.
    let circle: Vec<PersonId> = parent
        .iter()
        .map(|row| row.person)
        .chain(children.iter().map(|row| row.person))
        .chain(begun.iter().map(|row| row.learner))
        .collect();
    let names = names::lasting(conn, &here.caller, &circle)?;
    let name = |id: &PersonId| names.get(id).cloned().unwrap_or_else(|| capital(&here.text("words-someone", &[])));
    let topic = Title::of(conn, here, row.topic)?;

    let mut steps = Vec::new();
    if let Some(parent) = &parent {
        let small = here.text("home-line-tutor", &[("topic", topic.title.as_str().into())]);
        steps.push(Step { label: name(&parent.person), small: Some(small), ..Step::default() });
    }
    let day = [("day", here.day(row.day, DayStyle::Date).into()), ("topic", topic.title.as_str().into())];
    let key = match (row.demonstration, &parent) {
        (Some(_), Some(_)) => "home-line-shown",
        (Some(_), None) => "home-line-shown-alone",
        (None, _) => "home-line-since",
    };
    let small = here.text(key, &day);
    let forks = !children.is_empty() || !begun.is_empty();
    steps.push(Step { label: here.text("home-line-me", &[]), state: Some("now"), small: Some(small), forks, ..Step::default() });
    for child in children.iter().take(DRAWN) {
        let day = [("day", here.day(child.day, DayStyle::Month).into())];
        steps.push(Step { label: name(&child.person), small: Some(here.text("home-line-learner", &day)), fork: true, ..Step::default() });
    }
    for tutorial in begun.iter().take(DRAWN) {
        let small = Some(here.text("home-line-begun", &[]));
        steps.push(Step { label: name(&tutorial.learner), state: Some("ready"), small, fork: true, ..Step::default() });
    }
    let more = children.len().saturating_sub(DRAWN) + begun.len().saturating_sub(DRAWN);
    Ok(Some(Line { title: topic.title, topic: topic.id, steps, more }))
}
