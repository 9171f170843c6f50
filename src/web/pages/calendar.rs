//! One's own coming days for a calendar: a page that makes and takes away its secret address, and the calendar itself (RFC 5545).

use std::collections::HashMap;
use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::topics::Titles;
use crate::actions::accounts::calendars::{self, CalendarSecret};
use crate::actions::coming::{self, Coming, What};
use crate::domain::id::{NodeId, TopicId};
use crate::store::Conn;
use crate::store::queries::nodes;
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::feed::{base, ical};
use crate::web::locale::Day as Style;
use crate::web::{Answer, App, Error, Here, Visitor, see_other};

const PAGE: &str = "pages/calendar.html";

#[derive(Serialize)]
struct Shown {
    since: Option<String>,
    address: Option<String>,
    minor: bool,
}

fn view(conn: &mut Conn, here: &Here, address: Option<String>) -> Result<View<Shown>, Error> {
    here.person()?;
    let since = calendars::since(conn, &here.caller)?;
    let zone = match here.home {
        Some((home, _)) => nodes::zone(conn, home)?,
        None => crate::domain::moment::DEFAULT_ZONE,
    };
    let since = since.map(|at| here.day(at.day_in(zone), Style::Date));
    let minor = here.caller.known().is_some_and(|member| member.minor);
    Ok(View { title: here.text("calendar-title", &[]), view: Shown { since, address, minor } })
}

/// Whether one's calendar has an address.
pub async fn show(app: web::Data<App>, visitor: Visitor) -> Answer {
    app.page(visitor, PAGE, |conn, here| view(conn, here, None)).await
}

/// Makes an address and shows it, once.
pub async fn open(app: web::Data<App>, visitor: Visitor, request: HttpRequest) -> Answer {
    let secret = app
        .act(&visitor, |tx, here| -> Result<_, Error> {
            here.person()?;
            Ok(calendars::open(tx, &here.caller)?)
        })
        .await?;
    let address = format!("{}/calendar/{}", base(&app, &request), secret.text());
    app.page_with(visitor, PAGE, StatusCode::OK, Vec::new(), move |conn, here| view(conn, here, Some(address))).await
}

/// Takes the address away.
pub async fn close(app: web::Data<App>, visitor: Visitor) -> Answer {
    app.act(&visitor, |tx, here| -> Result<(), Error> {
        here.person()?;
        Ok(calendars::close(tx, &here.caller)?)
    })
    .await?;
    Ok(see_other("/calendar").cookie(flash("calendar-closed")).finish())
}

/// The calendar, for whoever knows its address. It needs no session, and one changes nothing.
pub async fn follow(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, request: HttpRequest) -> Answer {
    let secret = CalendarSecret::parse(&path).ok_or(Error::NotFound)?;
    let (now, catalog, language) = (app.db.now(), Arc::clone(&app.catalog), visitor.language);
    let site = base(&app, &request);
    let text = app
        .db
        .read(move |conn| {
            let caller = calendars::owner(conn, &secret)?.ok_or(Error::NotFound)?;
            let here = Here::of(conn, caller, language, now, catalog)?;
            let coming = coming::own(conn, &here.caller, here.today)?;
            let events = events(conn, &here, &site, coming)?;
            Ok::<_, Error>(ical::calendar(&here.text("calendar-name", &[]), &events))
        })
        .await?;
    Ok(HttpResponse::Ok()
        .content_type("text/calendar; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .insert_header(("X-Robots-Tag", "noindex"))
        .body(text))
}

fn events(conn: &mut Conn, here: &Here, site: &str, coming: Vec<Coming>) -> Result<Vec<ical::Event>, Error> {
    let topics: Vec<TopicId> =
        coming.iter().filter_map(|one| if let What::Demonstration(topic) = one.what { Some(topic) } else { None }).collect();
    let titles = Titles::load(conn, here, &topics)?;
    let schools: Vec<NodeId> = coming.iter().map(|one| one.school).collect();
    let schools: HashMap<NodeId, String> = nodes::names(conn, &schools)?;
    Ok(coming
        .into_iter()
        .map(|one| {
            let school = schools.get(&one.school).cloned().unwrap_or_default();
            let (summary, url) = match one.what {
                What::Demonstration(topic) => {
                    let title = titles.of(topic).title;
                    let url = (!one.cancelled).then(|| format!("{site}/demonstrations/{}", one.id));
                    (here.text("calendar-demonstration", &[("topic", title.into())]), url)
                }
                What::Visit => {
                    (here.text("calendar-visit", &[("school", (&school).into())]), Some(format!("{site}/nodes/{}/visits", one.school)))
                }
            };
            ical::Event {
                uid: format!("{}@relevo", one.id),
                // What was never changed was stamped when it was made, which its id says.
                stamp: one.changed.unwrap_or(here.now),
                day: one.day,
                summary,
                place: one.place.map(|place| format!("{place}, {school}")),
                url,
                sequence: one.changes,
                cancelled: one.cancelled,
            }
        })
        .collect())
}
