//! The demonstrations that a place has held, newest first, each with the way to its act: where it is found again to be read, printed or
//! corrected. Whoever teaches there finds all of them; others those that made somebody a tutor, for what somebody has yet to learn is no news.

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::topics::{Title, Titles};
use crate::actions::{found_again, ground, names};
use crate::domain::id::{NodeId, PersonId};
use crate::domain::moment::Day;
use crate::domain::policy::{Relations, Verb, may};
use crate::domain::words::DemonstrationState;
use crate::store::Conn;
use crate::store::queries::{demonstrations, nodes};
use crate::web::app::View;
use crate::web::locale::Day as DayStyle;
use crate::web::{Answer, App, Error, Here, Visitor, forms};

/// How many stand on a page.
const PAGE: i64 = 40;

/// What the address asks for.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    page: String,
}

/// One that was held, as lists show it.
#[derive(Serialize)]
pub struct Held {
    day: String,
    topic: Title,
    said: String,
    /// Whose and about what, in one line.
    shows: String,
    /// Whether it made somebody a tutor.
    ready: bool,
    act: String,
    record: Option<String>,
}

#[derive(Serialize)]
struct Shown {
    id: String,
    name: String,
    held: Vec<Held>,
    before: Option<i64>,
    after: Option<i64>,
}

/// The list of a place.
pub async fn list(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, asked: web::Query<Asked>) -> Answer {
    let node = forms::id(&path)?;
    let page = asked.page.parse::<i64>().ok().filter(|page| (1..=10_000).contains(page)).unwrap_or(1);
    app.page(visitor, "pages/acts.html", move |conn, here| view(conn, here, node, page)).await
}

fn view(conn: &mut Conn, here: &Here, node: NodeId, page: i64) -> Result<View<Shown>, Error> {
    here.person()?;
    let place = ground::allow_at(conn, &here.caller, Verb::ReadRecord, node)?;
    let name = nodes::by_id(conn, node)?.ok_or(Error::NotFound)?.name;
    // One more than is shown says whether another page follows.
    let mut held = held(conn, here, node, here.caller.to_place(&place), PAGE + 1, (page - 1) * PAGE, |_| true)?;
    let more = held.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
    held.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let view = Shown { id: node.to_string(), name, held, before: (page > 1).then_some(page - 1), after: more.then_some(page + 1) };
    Ok(View { title: here.text("acts-title", &[]), view })
}

/// The newest that a place has held, for whoever stands to it in these relations; nothing for who may not read them.
pub(super) fn held(
    conn: &mut Conn,
    here: &Here,
    node: NodeId,
    relations: Relations,
    limit: i64,
    offset: i64,
    on: impl Fn(Day) -> bool,
) -> Result<Vec<Held>, Error> {
    if !may(Verb::ReadRecord, relations) {
        return Ok(Vec::new());
    }
    let all = [DemonstrationState::Ready, DemonstrationState::NotYet];
    let states = if may(Verb::ReadTutorial, relations) { &all[..] } else { &all[..1] };
    let mut rows = demonstrations::held(conn, node, states, limit, offset)?;
    rows.retain(|row| on(row.day));
    let acts = found_again::acts(conn, &here.caller, rows)?;
    let people: Vec<PersonId> = acts.iter().flat_map(|act| [Some(act.row.learner), act.row.tutor]).flatten().collect();
    let names = names::lasting(conn, &here.caller, &people)?;
    let titles = Titles::load(conn, here, &acts.iter().map(|act| act.row.topic).collect::<Vec<_>>())?;
    let name = |person: PersonId| names.get(&person).cloned().unwrap_or_else(|| here.text("words-someone", &[]));
    let shown = acts.iter().map(|act| {
        let learner = || ("learner", name(act.row.learner).into());
        let shows = here.text("acts-shows", &[learner(), ("topic", titles.text(act.row.topic).into())]);
        let said = match act.row.tutor {
            Some(tutor) => here.text("acts-with", &[learner(), ("tutor", name(tutor).into())]),
            None => here.text("acts-alone", &[learner()]),
        };
        Held {
            day: here.day(act.row.day, DayStyle::Date),
            topic: titles.of(act.row.topic),
            said,
            shows,
            ready: act.row.state == DemonstrationState::Ready,
            act: format!("/demonstrations/{}", act.row.id),
            record: act.record.map(|id| format!("/tutorials/{id}")),
        }
    });
    Ok(shown.collect())
}
