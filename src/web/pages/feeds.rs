//! What was demonstrated, month by month, for those who follow it from elsewhere: the numbers that the public pages tell, of months that are
//! over. No name, no day, and nothing that is still to come.

use std::sync::Arc;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::Months;

use crate::actions::figures::{self, Reader, Staff};
use crate::actions::network_month::NetworkMonth;
use crate::domain::id::NodeId;
use crate::domain::moment::Day;
use crate::domain::policy::Caller;
use crate::domain::words::Level;
use crate::spread::month::Period;
use crate::store::queries::nodes;
use crate::web::feed::atom::{Entry, Feed};
use crate::web::feed::base;
use crate::web::locale::Day as Style;
use crate::web::{Answer, App, Error, Here, Visitor, forms};

/// How many months are told.
const MONTHS: u32 = 12;

fn entry(here: &Here, first: Day, demonstrations: i64, schools: Option<i64>) -> Option<Entry> {
    let month = here.day(first, Style::Month);
    let updated = first.checked_add_months(Months::new(1))?;
    let title = here.text("feed-month", &[("month", month.into())]);
    let text = match schools {
        Some(schools) => here.text("feed-month-many", &[("demonstrations", demonstrations.into()), ("schools", schools.into())]),
        None => here.text("feed-month-school", &[("demonstrations", demonstrations.into())]),
    };
    Some(Entry { identity: first.format("%Y-%m").to_string(), title, updated, text })
}

fn answer(feed: &Feed) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/atom+xml; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "public, max-age=3600"))
        .insert_header((header::VARY, "Accept-Language, Cookie"))
        .body(feed.text())
}

/// What the whole network demonstrated.
pub async fn network(app: web::Data<App>, visitor: Visitor, request: HttpRequest) -> Answer {
    let (now, catalog, language, site) = (app.db.now(), Arc::clone(&app.catalog), visitor.language, base(&app, &request));
    let feed = app
        .db
        .read(move |conn| {
            let here = Here::of(conn, Caller::ANONYMOUS, language, now, catalog)?;
            let this = Period::month(here.today).from;
            let mut entries = Vec::new();
            for back in 1..=MONTHS {
                let Some(month) = this.checked_sub_months(Months::new(back)).map(Period::month) else { continue };
                if let Some(told) = NetworkMonth::of(conn, month)? {
                    entries.extend(entry(&here, month.from, told.times, told.schools.and_then(|schools| i64::try_from(schools).ok())));
                }
            }
            Ok::<_, Error>(Feed {
                identity: "network".to_owned(),
                title: here.text("feed-network", &[]),
                author: here.text("shell-name", &[]),
                language: language.html(),
                own: format!("{site}/demonstrations.atom"),
                page: format!("{site}/"),
                since: this,
                entries,
            })
        })
        .await?;
    Ok(answer(&feed))
}

/// What a node demonstrated, as the public may know it: nothing of a school with a lone teacher.
pub async fn node(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, request: HttpRequest) -> Answer {
    let id: NodeId = forms::id(&path)?;
    let (now, catalog, language, site) = (app.db.now(), Arc::clone(&app.catalog), visitor.language, base(&app, &request));
    let feed = app
        .db
        .read(move |conn| {
            let here = Here::of(conn, Caller::ANONYMOUS, language, now, catalog)?;
            let node = nodes::by_id(conn, id)?.ok_or(Error::NotFound)?;
            let today = nodes::today(conn, id, now)?;
            let this = Period::month(today).from;
            let stranger = Reader { inside: false, own: false };
            let staff = Staff::of(conn, &node, today)?;
            let told = figures::of(conn, stranger, &node, &staff, today)?;
            // In how many schools it was is told where all of them are counted.
            let many = node.level != Level::School && told.as_ref().is_some_and(|told| !told.some_left_out);
            let months = told.map(|told| told.months).unwrap_or_default();
            let over = months.into_iter().rev().filter(|month| month.first < this && month.demonstrations > 0);
            let entries = over.filter_map(|month| entry(&here, month.first, month.demonstrations, many.then_some(month.practising)));
            Ok::<_, Error>(Feed {
                identity: format!("node {id}"),
                title: here.text("feed-node", &[("node", (&node.name).into())]),
                author: node.name.clone(),
                language: language.html(),
                own: format!("{site}/nodes/{id}/demonstrations.atom"),
                page: format!("{site}/nodes/{id}"),
                since: this,
                entries: entries.collect(),
            })
        })
        .await?;
    Ok(answer(&feed))
}
