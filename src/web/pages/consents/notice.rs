//! The notice for families: a page that anybody may read, in the school's name; and its sheet, one page with the questions below it, blank
//! or with a child's name on it. The QR code on a sheet leads whoever brings it in to where it is entered, and opens nothing by itself.

use actix_web::{HttpRequest, web};
use serde::{Deserialize, Serialize};

use super::{Asked, asked, school_name};
use crate::actions::accounts::children::group as group_of;
use crate::actions::retention::Periods;
use crate::actions::{consents as acts, ground};
use crate::domain::id::NodeId;
use crate::domain::policy::{Verb, may};
use crate::store::Conn;
use crate::web::app::View;
use crate::web::charts::qr;
use crate::web::forms;
use crate::web::pages::blank_sheets::base;
use crate::web::pages::people::class_name;
use crate::web::pages::retention::period;
use crate::web::{Answer, App, Error, Here, Visitor};

#[derive(Serialize)]
struct Notice {
    node: String,
    school: String,
    purposes: Vec<Asked>,
    /// For how long it is kept.
    long: String,
    /// For who keeps the papers.
    keeps: bool,
}

/// For how long what is told of a child is kept: by the periods in force, so that no family is told what is not so.
fn how_long(here: &Here, periods: Periods) -> String {
    let said = |days| period(here, days).into();
    here.text("notice-long-is", &[("archive", said(periods.archive)), ("erase", said(periods.erase))])
}

/// The notice. Who has no account can read it: it is for families.
pub async fn show(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let school: NodeId = forms::id(&path)?;
    let periods = app.periods;
    app.page(visitor, "pages/notice.html", move |conn, here| {
        let place = ground::allow_at(conn, &here.caller, Verb::ReadNode, school)?;
        let keeps = may(Verb::KeepConsents, here.caller.to_place(&place));
        let (purposes, long) = (asked(here), how_long(here, periods));
        let view = Notice { node: school.to_string(), school: school_name(conn, school)?, purposes, long, keeps };
        Ok(View { title: here.text("notice-title", &[]), view })
    })
    .await
}

/// For whom.
#[derive(Debug, Deserialize)]
pub struct Whose {
    #[serde(default)]
    group: Option<String>,
}

#[derive(Serialize)]
struct Sheets {
    school: String,
    back: String,
    purposes: Vec<Asked>,
    long: String,
    sheets: Vec<Sheet>,
}

/// One printed page.
#[derive(Serialize)]
struct Sheet {
    /// Nothing on a blank.
    name: Option<String>,
    class: Option<String>,
    qr: String,
}

fn view(
    conn: &mut Conn,
    here: &Here,
    (school, group): (NodeId, Option<&str>),
    periods: Periods,
    base: &str,
) -> Result<View<Sheets>, Error> {
    here.person()?;
    let children = acts::children(conn, &here.caller, school)?;
    let draw = |address: &str| qr::draw(address).map_err(|error| Error::Fault(error.to_string()));
    let mut sheets = Vec::new();
    let (back, of_group) = match group {
        None => (format!("/nodes/{school}/consents"), Vec::new()),
        Some(group) => {
            let of_group: Vec<_> = children.into_iter().filter(|row| group_of(row) == group).collect();
            if of_group.is_empty() {
                return Err(Error::NotFound);
            }
            (format!("/nodes/{school}/consents?group={}", super::group::escaped(group)), of_group)
        }
    };
    for child in of_group {
        let class = class_name(here, child.grade, child.class.as_deref());
        sheets.push(Sheet { qr: draw(&format!("{base}/people/{}/consents", child.id))?, class, name: Some(child.name) });
    }
    if sheets.is_empty() {
        sheets.push(Sheet { name: None, class: None, qr: draw(&format!("{base}/nodes/{school}/consents"))? });
    }
    let view = Sheets { school: school_name(conn, school)?, back, purposes: asked(here), long: how_long(here, periods), sheets };
    Ok(View { title: here.text("notice-sheet", &[]), view })
}

/// The sheets of a group, one a child; or one blank.
pub async fn sheets(
    app: web::Data<App>,
    visitor: Visitor,
    path: web::Path<String>,
    whose: web::Query<Whose>,
    request: HttpRequest,
) -> Answer {
    let (school, base, group) = (forms::id(&path)?, base(&app, &request), whose.0.group);
    let periods = app.periods;
    app.page(visitor, "pages/notice-sheets.html", move |conn, here| view(conn, here, (school, group.as_deref()), periods, &base)).await
}
