//! A list that waits: what its columns mean, what it would do, and what somebody has to decide about it.

use std::collections::{BTreeMap, HashMap};

use actix_web::http::StatusCode;
use actix_web::web;
use serde::Serialize;

use super::super::choice::Choice;
use super::super::people::class_name;
use super::{acts, file, read, words};
use crate::domain::id::{ListId, PersonId};
use crate::domain::refusal::{Problem, Refusal};
use crate::domain::words::{Level, ListKind, ListState};
use crate::exchange::bring_people::{Answer as Decision, Likeness};
use crate::exchange::lists::{Aside, Line, Look, Of, Outcome, Pairs, Reason, Waiting, fields, look, may_repeat};
use crate::exchange::report;
use crate::store::Conn;
use crate::store::queries::nodes;
use crate::store::queries::people::{self, MemberView};
use crate::store::waiting::ListRow;
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::forms::{self, Form};
use crate::web::locale::Day as Style;
use crate::web::{Answer, App, Error, Here, Visitor, problems, see_other, templates};

const PAGE: &str = "pages/list.html";

/// How many rows of one outcome are shown; the report has the rest.
const SHOWN: usize = 20;
/// How many rows are asked about at once: what a phone shows, and a form holds.
const ASKED: usize = 40;

/// What was typed about the rows that are asked about: what it is, and the other name.
type Typed = BTreeMap<u64, (String, String)>;

#[derive(Serialize)]
struct Shown {
    id: String,
    node: String,
    place: String,
    school: bool,
    name: String,
    kind: String,
    state: &'static str,
    until: String,
    written: i32,
    missing: Option<String>,
    columns: Vec<Meaning>,
    folded: bool,
    dropped: Vec<String>,
    counts: Vec<Count>,
    to_write: usize,
    /// The sign of what is shown.
    seen: String,
    /// The words of the button.
    confirm: String,
    asked: Vec<Asked>,
    more_asked: usize,
    /// How many rows can be said to be the same as somebody of the school, all at once.
    as_there: usize,
    groups: Vec<Group>,
    circles: Vec<String>,
    /// What pairs may be laid beside it; nothing where none may.
    pairs: Vec<Choice>,
    /// What is said of two topics: how many prerequisites are taken, and how much else is still to be kept.
    before: usize,
    ties: usize,
    /// What is said of two topics and is not taken, in lines and summed up, and how many more lines there are.
    aside: Vec<Flawed>,
    more_aside: usize,
    notes: Vec<String>,
    /// Rows of a package's tables that were not taken, and how many more there are.
    flaws: Vec<Flawed>,
    more_flaws: usize,
}

/// A row of a package, or of a file beside the list, that was not taken.
#[derive(Serialize)]
struct Flawed {
    file: String,
    row: u64,
    why: String,
}

/// A column and what it means.
#[derive(Serialize)]
struct Meaning {
    name: String,
    header: String,
    example: String,
    value: String,
    options: Vec<Choice>,
}

#[derive(Serialize)]
struct Count {
    word: &'static str,
    count: usize,
}

/// A row about which somebody has to decide.
#[derive(Serialize)]
struct Asked {
    row: u64,
    name: String,
    group: String,
    why: String,
    /// Who is there, with her group or office; nothing where it is another row.
    member: Option<String>,
    /// Where it is said that she is there twice.
    twice: Option<String>,
    options: Vec<Choice>,
    choice: String,
    other: String,
}

/// Rows of one outcome.
#[derive(Serialize)]
struct Group {
    word: &'static str,
    count: usize,
    rows: Vec<Told>,
    more: usize,
}

#[derive(Serialize)]
struct Told {
    row: u64,
    name: String,
    why: Option<String>,
}

fn unpacked(row: &ListRow) -> Result<Option<Waiting>, Error> {
    if row.state == ListState::Done {
        return Ok(None);
    }
    Waiting::unpack(&row.body).map(Some).map_err(|error| Error::Fault(error.to_string()))
}

fn columns(here: &Here, kind: ListKind, waiting: &Waiting, said: Option<&[String]>) -> Vec<Meaning> {
    let options: Vec<Choice> =
        fields(kind).into_iter().map(|field| Choice::new(field, here.text(&format!("lists-field-{field}"), &[]))).collect();
    let meanings = waiting.meanings(kind);
    let first: Vec<String> = waiting.table.rows().next().map(|(_, cells)| cells.to_vec()).unwrap_or_default();
    let meaning = |(at, meaning): (usize, Option<&'static str>)| Meaning {
        name: format!("column-{at}"),
        header: waiting.table.columns()[at].header.clone(),
        // A sign stands before what was taken out of a cell.
        example: first
            .get(at)
            .filter(|cell| !cell.contains(char::is_control))
            .map(|cell| cell.chars().take(30).collect())
            .unwrap_or_default(),
        value: said.and_then(|said| said.get(at)).cloned().unwrap_or_else(|| meaning.unwrap_or_default().to_owned()),
        options: options.clone(),
    };
    meanings.into_iter().enumerate().map(meaning).collect()
}

fn asked(conn: &mut Conn, here: &Here, row: &ListRow, look: &Look, typed: &Typed) -> Result<Vec<Asked>, Error> {
    let lines: Vec<&Line> = look.lines.iter().filter(|line| line.outcome == Outcome::Asked).take(ASKED).collect();
    let members: HashMap<PersonId, MemberView> =
        if lines.is_empty() { HashMap::new() } else { people::members(conn, row.node)?.into_iter().map(|one| (one.id, one)).collect() };
    let mut asked = Vec::new();
    for line in lines {
        let Some(Reason::Alike(likeness)) = &line.reason else { continue };
        let member = match likeness {
            Likeness::There(person) | Likeness::Member(person) => members.get(person).map(|one| {
                let office = here.word("position", one.position.word());
                let group = class_name(here, one.grade, one.class.as_deref()).unwrap_or(office);
                here.text("lists-there", &[("name", one.name.clone().into()), ("group", group.into())])
            }),
            Likeness::Row(_) => None,
        };
        let twice = match likeness {
            Likeness::There(person) | Likeness::Member(person) => Some(format!("/people/{person}/same")),
            Likeness::Row(_) => None,
        };
        let same = match likeness {
            Likeness::There(_) => "lists-same-there",
            Likeness::Member(_) => "lists-same-member",
            Likeness::Row(_) => "lists-same-earlier",
        };
        let (choice, other) = typed.get(&line.row).cloned().unwrap_or_default();
        asked.push(Asked {
            row: line.row,
            name: line.name.clone(),
            group: line.group.as_ref().and_then(|(grade, class)| class_name(here, *grade, class.as_deref())).unwrap_or_default(),
            why: words::reason(here.catalog(), here.language, &Reason::Alike(*likeness)),
            member,
            twice,
            options: vec![
                Choice::new("", here.text("lists-later", &[])),
                Choice::new("same", here.text(same, &[])),
                Choice::new("another", here.text("lists-another", &[])),
            ],
            choice,
            other: if other.is_empty() { line.told_apart.clone().unwrap_or_default() } else { other },
        });
    }
    Ok(asked)
}

fn groups(here: &Here, look: &Look) -> Vec<Group> {
    let order = [Outcome::Refused, Outcome::Doubtful, Outcome::New, Outcome::Changed, Outcome::Unchanged];
    let group = |outcome: Outcome| {
        let count = look.count(outcome);
        let rows = look.lines.iter().filter(|line| line.outcome == outcome).take(SHOWN).map(|line| Told {
            row: line.row,
            name: line.name.clone(),
            why: line.reason.as_ref().map(|reason| words::reason(here.catalog(), here.language, reason)),
        });
        Group { word: outcome.word(), count, rows: rows.collect(), more: count.saturating_sub(SHOWN) }
    };
    order.into_iter().map(group).filter(|group| group.count > 0).collect()
}

fn pairs_choice(here: &Here, pairs: Pairs) -> Choice {
    Choice::new(pairs.word(), here.text(&format!("list-pairs-{}", pairs.word()), &[]))
}

/// Where something stands that is no row of the list, as people are told.
fn part(here: &Here, of: &Of) -> String {
    match of {
        Of::Pairs(pairs) => here.text(&format!("list-pairs-file-{}", pairs.word()), &[]),
        Of::Part(name) => name.clone(),
    }
}

fn aside(here: &Here, one: &Aside) -> Flawed {
    Flawed { file: part(here, &one.of), row: one.row, why: words::reason(here.catalog(), here.language, &one.reason) }
}

/// What is summed up of what a package says and is not taken.
fn notes(here: &Here, look: &Look) -> Vec<String> {
    let mut notes = Vec::new();
    if look.dangling > 0 {
        notes.push(here.text("list-dangling", &[("count", look.dangling.into())]));
    }
    if !look.unread.is_empty() {
        // What our own export says has words of ours; another program's words stand as it wrote them.
        let called = |kind: &str| match kind {
            "school" | "adopted" | "offered" => here.text(&format!("list-unread-{kind}"), &[]),
            "import_key" => here.text("list-unread-key", &[]),
            other => other.to_owned(),
        };
        let kinds: Vec<String> = look.unread.iter().map(|(kind, count)| format!("{} ({count})", called(kind))).collect();
        notes.push(here.text("list-unread", &[("kinds", kinds.join(", ").into())]));
    }
    notes
}

fn view(conn: &mut Conn, here: &Here, list: ListId, typed: &Typed, said: Option<&[String]>) -> Result<View<Shown>, Error> {
    here.person()?;
    let row = acts::open(conn, &here.caller, list, here.now)?;
    let node = nodes::by_id(conn, row.node)?.ok_or(Error::NotFound)?;
    let zone = nodes::zone(conn, row.node)?;
    let waiting = unpacked(&row)?;
    let look = match &waiting {
        Some(waiting) => look(conn, &here.caller, &row, waiting)?,
        None => Look::default(),
    };
    let is_list_of_topics = row.kind == ListKind::Topics && waiting.as_ref().is_some_and(|waiting| waiting.package.is_none());
    let flaws = waiting.as_ref().map(|waiting| waiting.flaws.clone()).unwrap_or_default();
    let outcomes = [Outcome::New, Outcome::Changed, Outcome::Unchanged, Outcome::Asked, Outcome::Refused];
    let view = Shown {
        id: list.to_string(),
        node: row.node.to_string(),
        place: node.name.clone(),
        school: node.level == Level::School,
        kind: row.kind.word().to_owned(),
        state: row.state.word(),
        until: here.day(row.expires.day_in(zone), Style::Weekday),
        written: row.written,
        missing: look.missing.map(|wanted| here.text(&format!("lists-field-{}", missing(wanted)), &[])),
        columns: waiting.as_ref().map(|waiting| columns(here, row.kind, waiting, said)).unwrap_or_default(),
        folded: look.missing.is_none() && said.is_none(),
        more_flaws: flaws.len().saturating_sub(SHOWN),
        flaws: flaws
            .iter()
            .take(SHOWN)
            .map(|flaw| Flawed { file: format!("{}.csv", flaw.file), row: flaw.row, why: words::flaw(here.catalog(), here.language, flaw) })
            .collect(),
        dropped: waiting.map(|waiting| waiting.dropped).unwrap_or_default(),
        counts: outcomes.into_iter().map(|outcome| Count { word: outcome.word(), count: look.count(outcome) }).collect(),
        to_write: look.to_write() + look.ties,
        seen: look.sign(&row),
        confirm: match look.to_write() {
            0 => here.text("list-confirm-ties", &[("count", look.ties.into())]),
            count => here.text(&format!("list-confirm-{}", row.kind), &[("count", count.into())]),
        },
        pairs: if is_list_of_topics { Pairs::ALL.into_iter().map(|pairs| pairs_choice(here, pairs)).collect() } else { Vec::new() },
        before: look.pairs,
        ties: look.ties,
        aside: look.aside.iter().take(SHOWN).map(|one| aside(here, one)).collect(),
        more_aside: look.aside.len().saturating_sub(SHOWN),
        notes: notes(here, &look),
        asked: asked(conn, here, &row, &look, typed)?,
        more_asked: look.count(Outcome::Asked).saturating_sub(ASKED),
        as_there: look.as_there().len(),
        groups: groups(here, &look),
        circles: look
            .circles
            .iter()
            .map(|circle| format!("{} → {}", circle.join(" → "), circle.first().map_or("", String::as_str)))
            .collect(),
        name: row.name,
    };
    Ok(View { title: here.text("list-title", &[("file", view.name.clone().into())]), view })
}

/// The field that a reader's word for a missing column stands for.
fn missing(wanted: &str) -> &str {
    match wanted {
        "CCT" => "cct",
        "title" => "title",
        _ => "name",
    }
}

/// What a list would do.
pub async fn show(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let list = forms::id(&path)?;
    app.page(visitor, PAGE, move |conn, here| view(conn, here, list, &Typed::new(), None)).await
}

/// The same as a table, whole.
pub async fn report(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let list: ListId = forms::id(&path)?;
    let body = read(&app, &visitor, move |conn, here| {
        let row = acts::open(conn, &here.caller, list, here.now)?;
        let waiting = unpacked(&row)?.ok_or(Error::NotFound)?;
        let look = look(conn, &here.caller, &row, &waiting)?;
        let header = ["row", "outcome", "what", "why"].map(|column| here.text(&format!("list-report-{column}"), &[]));
        let flaws = waiting.flaws.iter().map(|flaw| {
            let why = words::flaw(here.catalog(), here.language, flaw);
            vec![flaw.row.to_string(), here.text("list-outcome-refused", &[]), format!("{}.csv", flaw.file), why]
        });
        let lines = look.lines.iter().map(|line| {
            let why = line.reason.as_ref().map(|reason| words::reason(here.catalog(), here.language, reason));
            vec![
                line.row.to_string(),
                here.text(&format!("list-outcome-{}", line.outcome.word()), &[]),
                line.name.clone(),
                why.unwrap_or_default(),
            ]
        });
        let asides = look.aside.iter().map(|one| {
            let Flawed { file, row, why } = aside(here, one);
            vec![row.to_string(), here.text("list-outcome-refused", &[]), file, why]
        });
        Ok(report::csv(&header.each_ref().map(String::as_str), &lines.chain(flaws).chain(asides).collect::<Vec<_>>()))
    })
    .await?;
    Ok(file("relevo-revision.csv", "text/csv; charset=utf-8", body))
}

/// Lets the columns mean what somebody says of them.
pub async fn columns_said(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Vec<(String, String)>>) -> Answer {
    let list: ListId = forms::id(&path)?;
    let mut said: BTreeMap<usize, String> = BTreeMap::new();
    for (name, value) in form.0 {
        if let Some(at) = name.strip_prefix("column-").and_then(|at| at.parse().ok()) {
            said.insert(at, value);
        }
    }
    let sent = said.clone();
    let done = app
        .act(&visitor, move |tx, here| -> Result<Result<(), Vec<(usize, Problem)>>, Error> {
            here.person()?;
            let row = acts::open(tx, &here.caller, list, here.now)?;
            let mut waiting = unpacked(&row)?.ok_or(Error::NotFound)?;
            let known = fields(row.kind);
            let meanings = waiting.meanings(row.kind);
            // A column that the form left out keeps its meaning.
            let words: Vec<String> = meanings
                .iter()
                .enumerate()
                .map(|(at, meaning)| sent.get(&at).cloned().unwrap_or_else(|| meaning.unwrap_or_default().to_owned()))
                .collect();
            let mut wrong = Vec::new();
            for (at, word) in words.iter().enumerate().filter(|(_, word)| !word.is_empty()) {
                let twice = words[..at].contains(word) && !may_repeat(row.kind, word);
                if twice || !known.contains(&word.as_str()) {
                    wrong.push((at, Problem::UnknownChoice));
                }
            }
            if !wrong.is_empty() {
                return Ok(Err(wrong));
            }
            waiting.call(row.kind, &words);
            let body = waiting.pack().map_err(|error| Error::Fault(error.to_string()))?;
            acts::set_body(tx, &here.caller, list, &body)?;
            Ok(Ok(()))
        })
        .await?;
    let Err(wrong) = done else { return Ok(see_other(format!("/lists/{list}")).cookie(flash("list-columns-kept")).finish()) };
    let twice = app.catalog.text(visitor.language, "lists-column-twice", &[]);
    let shown = wrong.into_iter().map(|(at, _)| templates::Problem::new(format!("column-{at}"), twice.clone())).collect();
    let most = said.keys().max().map_or(0, |at| at + 1);
    let said: Vec<String> = (0..most.min(1000)).map(|at| said.get(&at).cloned().unwrap_or_default()).collect();
    app.page_with(visitor, PAGE, StatusCode::UNPROCESSABLE_ENTITY, shown, move |conn, here| {
        view(conn, here, list, &Typed::new(), Some(&said))
    })
    .await
}

/// Keeps what was decided row by row.
pub async fn answers(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Vec<(String, String)>>) -> Answer {
    let list: ListId = forms::id(&path)?;
    let mut typed = Typed::new();
    let all_same = form.0.iter().any(|(name, value)| name == "all" && value == "same");
    for (name, value) in form.0 {
        let Some((field, row)) = name.split_once('-').and_then(|(field, row)| Some((field, row.parse::<u64>().ok()?))) else { continue };
        match field {
            "as" => typed.entry(row).or_default().0 = value,
            "name" => typed.entry(row).or_default().1 = value,
            _ => {}
        }
    }
    let sent = typed.clone();
    let wrong = app
        .act(&visitor, move |tx, here| -> Result<Vec<(u64, Problem)>, Error> {
            here.person()?;
            let row = acts::open(tx, &here.caller, list, here.now)?;
            let waiting = unpacked(&row)?.ok_or(Error::NotFound)?;
            let look = look(tx, &here.caller, &row, &waiting)?;
            let mut answers = crate::exchange::lists::answers(&row);
            let (mut wrong, mut given): (Vec<(u64, Problem)>, Vec<String>) = (Vec::new(), Vec::new());
            if all_same {
                answers.extend(look.as_there().into_iter().map(|(row, person)| (row, Decision::Same(person))));
            }
            for (at, (choice, name)) in &sent {
                let another = match choice.as_str() {
                    "same" => None,
                    "another" => Some(name.as_str()),
                    _ => continue,
                };
                match look.answer(tx, row.node, *at, another)? {
                    Ok(answer) => {
                        let folded = another.map(crate::domain::search::fold);
                        if folded.as_ref().is_some_and(|name| given.contains(name)) {
                            wrong.push((*at, Problem::NameTaken));
                        }
                        given.extend(folded);
                        answers.insert(*at, answer);
                    }
                    // Sent twice: it is decided by now.
                    Err(Problem::UnknownChoice) => {}
                    Err(problem) => wrong.push((*at, problem)),
                }
            }
            if wrong.is_empty() {
                let text = serde_json::to_string(&answers).map_err(|error| Error::Fault(error.to_string()))?;
                acts::set_answers(tx, &here.caller, list, &text)?;
            }
            Ok(wrong)
        })
        .await?;
    if wrong.is_empty() {
        return Ok(see_other(format!("/lists/{list}")).cookie(flash("list-answers-kept")).finish());
    }
    let shown = wrong.into_iter().map(|(row, problem)| {
        let message = problems::message(&app.catalog, visitor.language, problem);
        let part = app.catalog.text(visitor.language, "lists-row", &[("row", usize::try_from(row).unwrap_or_default().into())]);
        templates::Problem { part: Some(part), ..templates::Problem::new(format!("name-{row}"), message) }
    });
    let shown = shown.collect();
    app.page_with(visitor, PAGE, StatusCode::UNPROCESSABLE_ENTITY, shown, move |conn, here| view(conn, here, list, &typed, None)).await
}

/// Shows the page again with what stands in the way of all of it.
pub(super) async fn again(app: web::Data<App>, visitor: Visitor, list: ListId, refusal: Refusal) -> Answer {
    let shown = super::said(&app, &visitor, &refusal);
    with(app, visitor, list, StatusCode::UNPROCESSABLE_ENTITY, shown).await
}

/// Shows the page again with what is wrong.
pub(super) async fn with(app: web::Data<App>, visitor: Visitor, list: ListId, status: StatusCode, said: Vec<templates::Problem>) -> Answer {
    app.page_with(visitor, PAGE, status, said, move |conn, here| view(conn, here, list, &Typed::new(), None)).await
}
