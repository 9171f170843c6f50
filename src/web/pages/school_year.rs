//! The school year turns: what would change, before it does; and the way back.

use std::collections::BTreeMap;

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::people::class_name;
use super::topics::{Title, Titles};
use crate::actions::school_years;
use crate::domain::id::{NodeId, PersonId, SchoolYearId};
use crate::domain::refusal::Check;
use crate::domain::school_year::Step;
use crate::store::Conn;
use crate::store::queries::{nodes, people};
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::forms::{self, Form};
use crate::web::here::stamp;
use crate::web::locale::Day as DayStyle;
use crate::web::pages::faces::with_unread;
use crate::web::{Answer, App, Error, Here, Visitor, see_other};

/// What was asked: by the address for a preview, by the form for the turn.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    id: String,
    last: String,
    stays: Vec<String>,
}

#[derive(Serialize)]
struct Shown {
    node: String,
    name: String,
    id: String,
    last: String,
    groups: Vec<Moving>,
    leaving: usize,
    tutorials: usize,
    lost: Vec<Losing>,
    before: Option<Before>,
}

/// Students of one grade and group, and where they go.
#[derive(Serialize)]
struct Moving {
    key: String,
    from: String,
    to: String,
    leaves: bool,
    students: Vec<Student>,
}

#[derive(Serialize)]
struct Student {
    id: String,
    name: String,
    stamp: &'static str,
    stays: bool,
}

#[derive(Serialize)]
struct Losing {
    #[serde(flatten)]
    title: Title,
    masters: String,
    heirs: String,
}

#[derive(Serialize)]
struct Before {
    id: String,
    day: String,
    /// How many offers would open again.
    offers: usize,
}

fn view(conn: &mut Conn, here: &Here, node: NodeId, year: SchoolYearId, typed: Typed) -> Result<View<Shown>, Error> {
    here.person()?;
    // A last grade that is none is told by the form that sent it; the preview then shows the school's own.
    let asked = typed.last.trim().parse().ok().filter(|last| school_years::GRADES.contains(last));
    let preview = school_years::preview(conn, &here.caller, node, asked, here.today)?;
    let name = nodes::by_id(conn, node)?.map(|row| row.name).unwrap_or_default();

    let mut groups: BTreeMap<(Option<i32>, Option<String>), Moving> = BTreeMap::new();
    let leaving = preview.students.iter().filter(|(_, step)| *step == Step::Leaves).count();
    for (row, step) in preview.students {
        let number = groups.len();
        let group = groups.entry((row.grade, row.class.clone())).or_insert_with(|| Moving {
            key: format!("group-{number}"),
            from: class_name(here, row.grade, row.class.as_deref()).unwrap_or_else(|| here.text("people-no-grade", &[])),
            to: match step {
                Step::Up(grade) => class_name(here, Some(grade), row.class.as_deref()).unwrap_or_default(),
                Step::Leaves => here.text("year-leave", &[]),
                Step::Stays => here.text("year-as-it-is", &[]),
            },
            leaves: step == Step::Leaves,
            students: Vec::new(),
        });
        let id = row.id.to_string();
        group.students.push(Student { stays: typed.stays.contains(&id), id, name: row.name, stamp: stamp(row.id) });
    }
    let titles = Titles::load(conn, here, &preview.lost.iter().map(|lost| lost.topic).collect::<Vec<_>>())?;
    let mut mentioned: Vec<PersonId> = preview.lost.iter().flat_map(|lost| lost.masters.iter().chain(&lost.heirs)).copied().collect();
    mentioned.sort_unstable();
    mentioned.dedup();
    let names = people::names(conn, &mentioned)?;
    let called = |ids: &[PersonId]| {
        let mut called: Vec<&str> = ids.iter().filter_map(|id| names.get(id)).map(String::as_str).collect();
        called.sort_unstable();
        called.join(", ")
    };
    let lost = preview.lost.iter().filter_map(|lost| {
        let title = titles.get(lost.topic)?;
        Some(Losing { title, masters: called(&lost.masters), heirs: called(&lost.heirs) })
    });
    let lost = lost.collect();
    let before =
        preview.before.map(|row| Before { id: row.id.to_string(), day: here.day(row.day, DayStyle::Long), offers: preview.reopening });
    let view = Shown {
        node: node.to_string(),
        name,
        id: year.to_string(),
        last: if typed.last.trim().is_empty() { preview.last.to_string() } else { typed.last },
        groups: groups.into_values().collect(),
        leaving,
        tutorials: preview.tutorials,
        lost,
        before,
    };
    Ok(View { title: here.text("year-title", &[("node", view.name.clone().into())]), view })
}

/// Shows what would change, and asks.
pub async fn form(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, query: web::Query<Typed>) -> Answer {
    let node = forms::id(&path)?;
    let (year, typed) = (app.new_id(), query.into_inner());
    app.page(visitor, "pages/school_year.html", move |conn, here| view(conn, here, node, year, typed)).await
}

/// Turns the year.
pub async fn turn(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Typed>) -> Answer {
    let node: NodeId = forms::id(&path)?;
    let typed = form.0;
    let year: SchoolYearId = forms::id(&typed.id)?;
    let sent = typed.clone();
    let done = app
        .act(&visitor, move |tx, here| {
            let mut check = Check::new();
            let last = check.take("last", forms::number(&sent.last, 1..=12)).and_then(|last| i32::try_from(last).ok());
            let stays = sent.stays.iter().filter_map(|id| id.parse().ok()).collect();
            let asked = school_years::Turn { year, school: node, last: last.unwrap_or(1), stays };
            with_unread(check, school_years::turn(tx, &here.caller, &asked))
        })
        .await;
    match done {
        Ok(()) => Ok(see_other(format!("/nodes/{node}/people")).cookie(flash("year-turned")).finish()),
        Err(error) => app.again(visitor, error, "pages/school_year.html", move |conn, here| view(conn, here, node, year, typed)).await,
    }
}

/// Takes a turn back.
pub async fn withdraw(app: web::Data<App>, visitor: Visitor, path: web::Path<(String, String)>) -> Answer {
    let (node, year) = path.into_inner();
    let (node, year): (NodeId, SchoolYearId) = (forms::id(&node)?, forms::id(&year)?);
    let done = app.act(&visitor, move |tx, here| school_years::withdraw(tx, &here.caller, node, year)).await;
    match done {
        Ok(()) => Ok(see_other(format!("/nodes/{node}/people")).cookie(flash("year-withdrawn")).finish()),
        Err(error) => {
            let fresh = app.new_id();
            app.again(visitor, error, "pages/school_year.html", move |conn, here| view(conn, here, node, fresh, Typed::default())).await
        }
    }
}
