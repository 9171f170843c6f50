//! What is kept about somebody, as a file to take along: for herself, and on paper request for a child's family.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use serde::Serialize;

use crate::actions::own_data as acts;
use crate::actions::readings;
use crate::domain::id::{Id, PersonId};
use crate::domain::words::Seen;
use crate::exchange::own_data::{self, Asked, Cell, OwnData};
use crate::store::Conn;
use crate::store::queries::{files, people};
use crate::web::app::View;
use crate::web::forms;
use crate::web::here::stamp;
use crate::web::locale::Day as DayStyle;
use crate::web::{Answer, App, Error, Here, Visitor};

#[derive(Serialize)]
struct Shown {
    id: String,
    name: String,
    stamp: &'static str,
    own: bool,
}

/// Says what is in it.
pub async fn show(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let person: PersonId = forms::id(&path)?;
    app.page(visitor, "pages/own_data.html", move |conn, here| {
        here.person()?;
        let own = acts::allow(conn, &here.caller, person)?;
        let name = people::name(conn, person)?.ok_or(Error::NotFound)?.name;
        let title = here.text(if own { "own-data-title" } else { "own-data-title-of" }, &[("name", name.clone().into())]);
        Ok(View { title, view: Shown { id: person.to_string(), stamp: stamp(person), own, name } })
    })
    .await
}

/// The file. That somebody else has taken it out is noted, each time.
pub async fn file(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let person: PersonId = forms::id(&path)?;
    let (kept, copy): (u16, Id<()>) = (app.keep_readings, app.new_id());
    if visitor.token.is_some() {
        // Who opened her record in the last seconds belongs to what is kept.
        app.readings.write(&app.db, kept).await;
    }
    let drawn = app.clone();
    let (name, parcel) = app
        .snapshot(&visitor, move |conn, here| {
            here.person()?;
            let own = acts::allow(conn, &here.caller, person)?;
            let asked = Asked { now: here.now, today: here.today, readings_since: readings::since(here.today, kept), own };
            let data = own_data::gather(conn, person, asked)?;
            here.opens(person, Seen::Copy, copy);
            let page = drawn.draw("pages/own_data_file.html", &read(here, &data))?;
            Ok((format!("relevo-{}.zip", here.today), parcel(conn, &data, page)?))
        })
        .await?;
    Ok(HttpResponse::Ok()
        .content_type("application/zip")
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .body(parcel))
}

fn parcel(conn: &mut Conn, data: &OwnData, page: String) -> Result<Vec<u8>, Error> {
    let mut packed = vec![("index.html".to_owned(), page.into_bytes()), ("data.json".to_owned(), own_data::json(data))];
    packed.extend(own_data::tables(data));
    for (name, file) in &data.files {
        packed.extend(files::bytes(conn, *file, false)?.map(|bytes| (name.clone(), bytes)));
    }
    own_data::pack(&packed).map_err(|error| Error::Fault(error.to_string()))
}

/// The pages to be read, in her reader's language.
#[derive(Serialize)]
struct Read {
    lang: &'static str,
    html_lang: &'static str,
    name: String,
    made: String,
    parts: Vec<Part>,
    empty: Vec<String>,
}

#[derive(Serialize)]
struct Part {
    heading: String,
    table: String,
    rows: Vec<Vec<Line>>,
}

#[derive(Serialize)]
struct Line {
    label: String,
    value: String,
    /// The file that it names, beside this page.
    href: Option<String>,
}

fn read(here: &Here, data: &OwnData) -> Read {
    let heading = |key: &str| here.text(&format!("own-section-{}", key.replace('_', "-")), &[]);
    let (some, none): (Vec<_>, Vec<_>) = data.sections.iter().partition(|section| !section.rows.is_empty());
    let line = |(column, cell): (&&'static str, &Cell)| {
        let value = said(here, cell)?;
        let href = (*column == "file").then(|| value.clone());
        Some(Line { label: here.text(&format!("own-column-{}", column.replace('_', "-")), &[]), value, href })
    };
    let parts = some.into_iter().map(|section| Part {
        heading: heading(section.key),
        table: format!("{}.csv", section.key),
        rows: section.rows.iter().map(|row| section.columns.iter().zip(row).filter_map(line).collect()).collect(),
    });
    Read {
        lang: here.language.code(),
        html_lang: here.language.html(),
        name: data.name.clone(),
        made: here.day(here.today, DayStyle::Long),
        parts: parts.collect(),
        empty: none.into_iter().map(|section| heading(section.key)).collect(),
    }
}

fn said(here: &Here, cell: &Cell) -> Option<String> {
    Some(match cell {
        Cell::Empty => return None,
        Cell::Text(text) => text.clone(),
        Cell::Word(list @ ("position" | "via" | "purpose"), word) => here.word(list, word),
        Cell::Word(list, word) => here.text(&format!("own-word-{list}-{}", word.replace('_', "-")), &[]),
        Cell::Number(number) => number.to_string(),
        Cell::Day(day) => here.day(*day, DayStyle::Date),
        Cell::Moment(moment) => here.day(moment.day_in(crate::domain::moment::DEFAULT_ZONE), DayStyle::Date),
    })
}
