//! Topics: common property, told to everybody. Whoever may improve one on its page may do it here.

use actix_web::HttpResponse;
use serde::Serialize;

use super::call::Piece;
use super::operation::{Answer, Operation};
use super::shape::{CURSOR, Kind, LIMIT, Shape, choices, needed, optional, text, words};
use super::{Asked, Call, Fault};
use crate::actions::topics::{self as acts, LICENCES, MOST_BEFORE, SUBJECTS, Text};
use crate::domain::id::TopicId;
use crate::domain::search;
use crate::domain::words::{Access, Family};
use crate::store::Conn;
use crate::store::queries::{listing, topics};
use crate::store::rows::TopicRow;
use crate::web::Error;

const LINE: Kind = Kind::Text { least: 1, most: 1000 };
const ID: Kind = Kind::Id;

/// A topic in a list.
pub const SUMMARY: Shape = Shape {
    name: "TopicSummary",
    fields: &[
        needed("id", Kind::Id),
        needed("title", Kind::Said),
        needed("language", Kind::Said),
        needed("subject", Kind::Said),
        needed("version", Kind::Whole(1, i32::MAX as i64)),
        needed("published", Kind::Day),
    ],
};
/// A topic with its text.
pub const TOPIC: Shape = Shape {
    name: "Topic",
    fields: &[
        needed("id", Kind::Id),
        needed("title", Kind::Said),
        optional("title_en", Kind::Said),
        needed("language", Kind::Said),
        needed("subject", Kind::Said),
        needed("origin", Kind::Choice(choices::ORIGINS)),
        needed("licence", Kind::Said),
        needed("version", Kind::Whole(1, i32::MAX as i64)),
        needed("published", Kind::Day),
        needed("written", Kind::Day),
        needed("challenge", Kind::Said),
        needed("why", Kind::Said),
        needed("questions", Kind::List(&Kind::Said, usize::MAX)),
        needed("sources", Kind::List(&Kind::Said, usize::MAX)),
        needed("prerequisites", Kind::List(&Kind::Id, usize::MAX)),
        optional("withdrawn", Kind::Day),
    ],
};
macro_rules! texts {
    ($name:literal, $($more:expr),+) => {
        Shape {
            name: $name,
            fields: &[
                $($more),+,
                needed("title", words(140)),
                optional("title_en", text(140)),
                needed("subject", Kind::Choice(SUBJECTS)),
                needed("challenge", words(8000)),
                optional("why", text(2000)),
                optional("questions", Kind::List(&LINE, 20)),
                optional("sources", Kind::List(&LINE, 20)),
                optional("prerequisites", Kind::List(&ID, MOST_BEFORE)),
            ],
        }
    };
}
const NEW: Shape = texts!(
    "NewTopic",
    needed("language", Kind::Choice(choices::LANGUAGES)),
    needed("origin", Kind::Choice(choices::ORIGINS)),
    needed("licence", Kind::Choice(LICENCES))
);
const VERSION: Shape = texts!("TopicVersion", needed("seen", Kind::Whole(1, i32::MAX as i64)));

/// Lists topics.
pub static LIST: Operation = Operation {
    name: "listTopics",
    method: "get",
    path: "/topics",
    family: Family::Topics,
    access: Access::Read,
    query: &[optional("q", text(200)), CURSOR, LIMIT],
    body: None,
    answer: Answer::List(&SUMMARY),
};
/// One topic.
pub static ONE: Operation = Operation {
    name: "getTopic",
    method: "get",
    path: "/topics/{id}",
    family: Family::Topics,
    access: Access::Read,
    query: &[],
    body: None,
    answer: Answer::One(&TOPIC),
};
/// Publishes a topic.
pub static PUBLISH: Operation = Operation {
    name: "publishTopic",
    method: "post",
    path: "/topics",
    family: Family::Topics,
    access: Access::Write,
    query: &[],
    body: Some(&NEW),
    answer: Answer::Made(&TOPIC, "/topics"),
};
/// Writes a new version.
pub static IMPROVE: Operation = Operation {
    name: "improveTopic",
    method: "post",
    path: "/topics/{id}/versions",
    family: Family::Topics,
    access: Access::Write,
    query: &[],
    body: Some(&VERSION),
    answer: Answer::One(&TOPIC),
};

#[derive(Serialize)]
struct Summary {
    id: TopicId,
    title: String,
    language: String,
    subject: String,
    version: i32,
    published: String,
}

#[derive(Serialize)]
struct Topic {
    id: TopicId,
    title: String,
    title_en: Option<String>,
    language: String,
    subject: String,
    origin: &'static str,
    licence: String,
    version: i32,
    published: String,
    written: String,
    challenge: String,
    why: String,
    questions: Vec<String>,
    sources: Vec<String>,
    prerequisites: Vec<TopicId>,
    withdrawn: Option<String>,
}

fn summary(row: TopicRow) -> Summary {
    let published = row.published.to_string();
    Summary { id: row.id, title: row.title, language: row.language, subject: row.subject, version: row.version, published }
}

fn view(conn: &mut Conn, id: TopicId) -> Result<Topic, Fault> {
    let row = topics::by_id(conn, id)?.ok_or(Error::NotFound)?;
    let version = topics::version(conn, id, row.version)?.ok_or(Error::NotFound)?;
    let lines = |json: &str| serde_json::from_str(json).map_err(|error| Error::Fault(error.to_string()));
    let mut before: Vec<TopicId> =
        topics::prerequisites(conn, id)?.into_iter().filter(|row| row.withdrawn.is_none()).map(|row| row.id).collect();
    before.sort_unstable();
    Ok(Topic {
        id,
        title: row.title,
        title_en: version.title_en,
        language: row.language,
        subject: row.subject,
        origin: row.origin.word(),
        licence: row.licence,
        version: row.version,
        published: row.published.to_string(),
        written: version.written.to_string(),
        challenge: version.challenge,
        why: version.why,
        questions: lines(&version.questions)?,
        sources: lines(&version.sources)?,
        prerequisites: before,
        withdrawn: row.withdrawn.map(|day| day.to_string()),
    })
}

/// The text as the form has it: one question a line.
fn written(asked: &Asked) -> Text {
    let body = &asked.body;
    let lines = |name: &str| body.list::<String>(name).iter().map(|line| line.replace(['\r', '\n'], " ")).collect::<Vec<_>>().join("\n");
    Text {
        title: body.text("title"),
        title_en: body.text("title_en"),
        subject: body.text("subject"),
        challenge: body.text("challenge"),
        why: body.text("why"),
        questions: lines("questions"),
        sources: lines("sources"),
        prerequisites: body.list("prerequisites"),
    }
}

/// Lists topics.
pub async fn list(call: Call) -> HttpResponse {
    call.read(&LIST, |conn, _, asked| {
        let rows = listing::topics(
            conn,
            &search::words(&asked.query.text("q"))[..].iter().take(8).cloned().collect::<Vec<_>>(),
            asked.after(),
            asked.beyond(),
        )?;
        Piece::of(asked, rows, |row| row.id, |row| Ok(summary(row)))
    })
    .await
}

/// One topic.
pub async fn one(call: Call) -> HttpResponse {
    call.read(&ONE, |conn, _, asked| view(conn, asked.id("id")?)).await
}

/// Publishes a topic.
pub async fn publish(call: Call) -> HttpResponse {
    call.write(&PUBLISH, |tx, here, asked| {
        let person = here.person()?;
        let (id, body) = (asked.new_id(person), &asked.body);
        let origin = body.read("origin").ok_or(Error::Malformed)?;
        if topics::by_id(tx, id)?.is_some_and(|there| there.author != Some(person) || there.language != body.text("language")) {
            return Err(Fault::Conflict);
        }
        let published = acts::publish(tx, &here.caller, id, &body.text("language"), origin, &body.text("licence"), &written(asked))?;
        // A program says a thing anew under a key of its own.
        if published == id { view(tx, id) } else { Err(Fault::Conflict) }
    })
    .await
}

/// Writes a new version.
pub async fn improve(call: Call) -> HttpResponse {
    call.write(&IMPROVE, |tx, here, asked| {
        let id: TopicId = asked.id("id")?;
        let seen = asked.body.number("seen").and_then(|seen| i32::try_from(seen).ok()).ok_or(Error::Malformed)?;
        acts::improve(tx, &here.caller, id, seen, &written(asked))?;
        view(tx, id)
    })
    .await
}
