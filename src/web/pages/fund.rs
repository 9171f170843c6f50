//! `/fund`: the fund of knowledge as open data, and what it is. The same for everybody, so what reads it may keep it as long as nothing
//! happened: the tag of an answer is the position of the journal.

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::exchange::{case, fund};
use crate::store::queries::fund as queries;
use crate::web::app::View;
use crate::web::{Answer, App, Error, Visitor};

#[derive(Serialize)]
struct Page {
    topics: i64,
    versions: i64,
    languages: usize,
    files: Vec<File>,
}

#[derive(Serialize)]
struct File {
    name: &'static str,
    label: String,
    what: String,
}

/// The files, and the key of what each is.
const FILES: [(&str, &str); 3] = [("topics.json", "json"), ("topics.csv", "csv"), ("case.json", "case")];

/// What the fund is, and its files.
pub async fn show(app: web::Data<App>, visitor: Visitor) -> Answer {
    app.page(visitor, "pages/fund.html", |conn, here| {
        let (topics, versions) = queries::size(conn)?;
        let files = FILES.map(|(name, key)| File {
            name,
            label: here.text(&format!("fund-file-{key}"), &[]),
            what: here.text(&format!("fund-file-{key}-what"), &[]),
        });
        let view = Page { topics, versions, languages: queries::languages(conn)?.len(), files: files.into() };
        Ok(View { title: here.text("fund-title", &[]), view })
    })
    .await
}

/// One of the files.
pub async fn file(app: web::Data<App>, request: HttpRequest, path: web::Path<String>) -> Answer {
    let name = path.into_inner();
    let Some((name, _)) = FILES.into_iter().find(|(known, _)| *known == name) else { return Err(Error::NotFound) };
    let asked: Vec<String> =
        request.headers().get_all(header::IF_NONE_MATCH).filter_map(|tag| tag.to_str().ok()).map(str::to_owned).collect();
    let origin = app.origin.clone();
    let (tag, body) = app
        .db
        .read(move |conn| -> Result<_, Error> {
            let fund = fund::load(conn)?;
            let fault = |error: &dyn std::fmt::Display| Error::Fault(error.to_string());
            let body = match name {
                "topics.csv" => fund::table(&fund).map_err(|error| fault(&error))?,
                "case.json" => serde_json::to_vec(&case::package(&fund, origin.as_deref())).map_err(|error| fault(&error))?,
                _ => serde_json::to_vec(&fund).map_err(|error| fault(&error))?,
            };
            // Of what the file says: the end of the journal would tell anybody when somebody here writes anything at all.
            let digest: String = Sha256::digest(&body).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
            let tag = format!("W/\"{digest}\"");
            let known = asked.iter().flat_map(|tags| tags.split(',')).any(|known| known.trim() == tag);
            Ok((tag, (!known).then_some(body)))
        })
        .await?;
    let mut answer = if body.is_some() { HttpResponse::Ok() } else { HttpResponse::NotModified() };
    let tag = HeaderValue::from_str(&tag).map_err(|error| Error::Fault(error.to_string()))?;
    answer.insert_header((header::ETAG, tag)).insert_header((header::CACHE_CONTROL, "no-cache"));
    let Some(body) = body else { return Ok(answer.finish()) };
    let kind = if name.ends_with(".csv") { "text/csv; charset=utf-8" } else { "application/json" };
    Ok(answer.content_type(kind).insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"relevo-{name}\""))).body(body))
}
