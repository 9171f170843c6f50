//! The page that tells people how programs talk to Relevo: made from the table of operations, on this server, without a script of anybody.

use actix_web::{HttpRequest, web};
use serde::Serialize;

use super::BASE;
use super::fault::KINDS;
use super::operation::{ALL, Answer, Operation};
use super::shape::{Field, Kind, Shape};
use crate::domain::words::Family;
use crate::web::app::View;
use crate::web::{Answer as Answered, App, Here, Visitor, feed};

#[derive(Serialize)]
struct Guide {
    /// The interface as whoever reads this reaches it.
    address: String,
    /// Whether the reader could make a key: no child, for she can have none.
    keys: bool,
    most: u32,
    families: Vec<Group>,
    kinds: Vec<Told>,
}

#[derive(Serialize)]
struct Told {
    status: u16,
    id: &'static str,
    title: String,
    more: String,
}

#[derive(Serialize)]
struct Group {
    id: &'static str,
    name: String,
    operations: Vec<Described>,
}

#[derive(Serialize)]
struct Described {
    method: String,
    /// The path in parts, each ending where a narrow screen may break it.
    path: Vec<String>,
    sentence: String,
    scope: String,
    query: Vec<Line>,
    body: Vec<Line>,
    answer: Vec<Line>,
    many: bool,
    makes: bool,
}

#[derive(Serialize)]
struct Line {
    name: String,
    kind: String,
    optional: bool,
}

fn kind(here: &Here, of: &Kind) -> String {
    match of {
        Kind::Id => here.text("api-kind-of-id", &[]),
        Kind::Cursor => here.text("api-kind-of-cursor", &[]),
        Kind::Said => here.text("api-kind-of-said", &[]),
        Kind::Text { most, .. } | Kind::PlaceName(most) => here.text("api-kind-of-text", &[("most", (*most).into())]),
        Kind::Day => here.text("api-kind-of-day", &[]),
        Kind::Flag => "true · false".to_owned(),
        Kind::Whole(_, most) if *most >= i64::from(i32::MAX) => here.text("api-kind-of-number", &[]),
        Kind::Whole(least, most) => format!("{least}–{most}"),
        Kind::Choice(words) => words.join(" · "),
        Kind::List(of, _) => here.text("api-kind-of-list", &[("of", kind(here, of).into())]),
        Kind::Of(shape) => {
            let fields: Vec<&str> = shape.fields.iter().map(|field| field.name).collect();
            format!("{{ {} }}", fields.join(", "))
        }
    }
}

fn lines(here: &Here, fields: &[Field]) -> Vec<Line> {
    fields.iter().map(|field| Line { name: field.name.to_owned(), kind: kind(here, &field.kind), optional: field.optional }).collect()
}

fn described(here: &Here, operation: &Operation) -> Described {
    let shape: &Shape = match operation.answer {
        Answer::One(shape) | Answer::List(shape) | Answer::Made(shape, _) => shape,
    };
    Described {
        method: operation.method.to_uppercase(),
        path: format!("{BASE}{}", operation.path).split_inclusive('/').map(str::to_owned).collect(),
        sentence: here.text(&operation.sentence(), &[]),
        scope: format!("{}:{}", operation.family, operation.access),
        query: lines(here, operation.query),
        body: operation.body.map(|shape| lines(here, shape.fields)).unwrap_or_default(),
        answer: lines(here, shape.fields),
        many: matches!(operation.answer, Answer::List(_)),
        makes: operation.makes(),
    }
}

/// The page.
pub async fn show(app: web::Data<App>, visitor: Visitor, request: HttpRequest) -> Answered {
    let address = format!("{}{BASE}", feed::base(&app, &request));
    app.page(visitor, "pages/api.html", move |_, here| {
        let keys = here.caller.known().is_none_or(|member| !member.minor);
        let families = Family::ALL.iter().map(|family| Group {
            id: family.word(),
            name: here.text(&format!("api-family-{family}"), &[]),
            operations: ALL.iter().filter(|one| one.family == *family).map(|one| described(here, one)).collect(),
        });
        let kinds = KINDS.iter().map(|(status, kind)| Told {
            status: *status,
            id: kind,
            title: here.text(&format!("api-kind-{kind}"), &[]),
            more: here.text(&format!("api-kind-{kind}-more"), &[]),
        });
        let view = Guide { address, keys, most: super::pace::MOST, families: families.collect(), kinds: kinds.collect() };
        Ok(View { title: here.text("api-title", &[]), view })
    })
    .await
}
