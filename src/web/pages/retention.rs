//! Who has left a place, when she stands in no list any more, and when she is erased: for its steward, before it happens.

use actix_web::web;
use serde::Serialize;

use crate::actions::retention::{self, Gone, Periods};
use crate::domain::id::NodeId;
use crate::store::Conn;
use crate::store::queries::nodes;
use crate::web::app::View;
use crate::web::forms;
use crate::web::here::stamp;
use crate::web::locale::Day as DayStyle;
use crate::web::{Answer, App, Error, Here, Visitor};

#[derive(Serialize)]
struct Shown {
    id: String,
    node: String,
    rule: Vec<String>,
    soon: Vec<Row>,
    archived: Vec<Row>,
    listed: Vec<Row>,
    done: Vec<Done>,
}

#[derive(Serialize)]
struct Row {
    id: String,
    name: String,
    stamp: &'static str,
    left: String,
    /// What comes next, and when.
    next: String,
}

#[derive(Serialize)]
struct Done {
    day: String,
    people: i32,
}

/// So many days, in years where they are whole.
pub(super) fn period(here: &Here, days: u16) -> String {
    let (key, count) = if days.is_multiple_of(365) { ("retention-years", days / 365) } else { ("retention-days", days) };
    here.text(key, &[("count", i64::from(count).into())])
}

/// The rule, in sentences.
pub(super) fn rule(here: &Here, periods: Periods) -> Vec<String> {
    let said = |key: &str, days: u16| here.text(key, &[("period", period(here, days).into())]);
    vec![said("retention-rule-archive", periods.archive), said("retention-rule-erase", periods.erase)]
}

fn view(conn: &mut Conn, here: &Here, node: NodeId, periods: Periods) -> Result<View<Shown>, Error> {
    here.person()?;
    let told = retention::of_place(conn, &here.caller, node, periods, here.today)?;
    let day = |day| here.day(day, DayStyle::Date);
    let row = |gone: Gone| Row {
        id: gone.person.to_string(),
        stamp: stamp(gone.person),
        left: here.text("retention-left", &[("day", day(gone.left).into())]),
        next: here.text("retention-erased-on", &[("day", day(gone.erased_on.max(here.today)).into())]),
        name: gone.name,
    };
    let (archived, listed): (Vec<Gone>, Vec<Gone>) = told.gone.into_iter().partition(|gone| gone.archived);
    let view = Shown {
        id: node.to_string(),
        node: nodes::by_id(conn, node)?.map(|row| row.name).unwrap_or_default(),
        rule: rule(here, periods),
        soon: told.soon.into_iter().map(row).collect(),
        archived: archived.into_iter().map(row).collect(),
        listed: listed.into_iter().map(row).collect(),
        done: told.done.into_iter().map(|(on, people)| Done { day: day(on), people }).collect(),
    };
    Ok(View { title: here.text("retention-title", &[]), view })
}

/// Shows it.
pub async fn show(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let node = forms::id(&path)?;
    let periods = app.periods;
    app.page(visitor, "pages/retention.html", move |conn, here| view(conn, here, node, periods)).await
}
