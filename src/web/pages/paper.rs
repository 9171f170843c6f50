//! From paper: a whole tutorial with six things, one sheet or a week of them at once. All are kept or none, with what is wrong at its field.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::web;
use serde::{Deserialize, Serialize};

use super::choice::Choice;
use super::demonstration_record::{RecordForm, outcomes};
use super::faces::{self, Group};
use super::topics::Titles;
use crate::actions::demonstrations::Held;
use crate::actions::ground;
use crate::actions::paper::{Paper, WeekError, enter_week};
use crate::actions::retention::Periods;
use crate::domain::id::{Demonstration, DemonstrationId, NodeId, PersonId, TopicId, Tutorial, TutorialId, VisitId};
use crate::domain::policy::Verb;
use crate::domain::refusal::{Check, Problem, Refusal, WHOLE};
use crate::domain::search::{fold, words};
use crate::domain::words::Audience;
use crate::store::queries::{fund, nodes, people, topics as queries, visits};
use crate::store::{self, Conn, Tx};
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::forms::{self, Form};
use crate::web::here::Here;
use crate::web::{Answer, App, Error, Visitor, problems, see_other, templates};

/// How many sheets a page may hold.
const ROWS: [usize; 3] = [1, 5, 10];
/// For how many days after it a visit's people can still be named.
const VISIT_REMEMBERED: u64 = 90;
/// For how many days after somebody left whoever has her sheet in her hand may still write her name: two school years. In a list she stands only
/// as long as anywhere ([`Periods::listed_since`]).
const LEFT_REMEMBERED: u64 = 730;

/// How many sheets.
#[derive(Debug, Deserialize)]
pub struct Rows {
    #[serde(default)]
    rows: Option<usize>,
}

/// One sheet as typed.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Sheet {
    tutorial: String,
    learner: String,
    tutor: String,
    agreed: String,
    #[serde(flatten)]
    record: RecordForm,
    /// Who was present: one name is enough.
    witness: String,
    /// Whether what is optional stands open.
    open: bool,
}

impl Sheet {
    fn is_empty(&self) -> bool {
        let RecordForm { day, outcome, place, shown, asked, reason, topic, students, teachers, families, visitors, community, .. } =
            &self.record;
        [&self.learner, &self.tutor, &self.agreed, &self.witness, day, outcome, place, shown, asked, reason, topic]
            .into_iter()
            .chain([students, teachers, families, visitors, community])
            .all(|text| text.trim().is_empty())
    }

    fn has_more(&self) -> bool {
        let record = &self.record;
        [&self.agreed, &record.place, &record.shown, &record.asked, &record.reason, &record.students, &record.teachers]
            .into_iter()
            .chain([&record.families, &record.visitors, &record.community])
            .any(|text| !text.trim().is_empty())
    }
}

#[derive(Serialize)]
pub(super) struct Shown {
    node: String,
    school: String,
    sheets: Vec<Sheet>,
    rows: usize,
    others: Vec<usize>,
    roll: Roll,
    topics: Vec<Choice>,
    outcomes: Vec<Choice>,
    today: String,
}

/// Who may stand on a sheet: the members, those who have left since, and those who came on a visit, who learned there or tutored. Each twice:
/// under headings, for a list to choose from, and in a row with what tells two of one name apart, for a list that completes what is typed.
#[derive(Serialize)]
pub(super) struct Roll {
    people: Vec<Choice>,
    pub(super) groups: Vec<Group>,
    /// Those who have left and stand in no list: children of another school, whose to name they are now, and who left so long ago that the families
    /// were told that no list holds them. Whoever has the sheet in her hand knows what to write.
    #[serde(skip)]
    elsewhere: Vec<(PersonId, String)>,
}

impl Roll {
    /// Who may stand on a school's sheets.
    ///
    /// # Errors
    /// The database cannot be read.
    pub(super) fn load(conn: &mut Conn, here: &Here, node: NodeId, periods: Periods) -> Result<Roll, Error> {
        let mut all = faces::members(conn, here, node)?;
        let mut groups = faces::groups(conn, here, node, &[], &[])?;
        let since = here.today.checked_sub_days(chrono::Days::new(LEFT_REMEMBERED)).unwrap_or(here.today);
        let left = people::gone(conn, node, periods.listed_since(here.today).max(since))?;
        let mut elsewhere = people::left_since(conn, node, since)?;
        elsewhere.retain(|one| !left.contains(one));
        all.extend(left.iter().map(|(id, name)| Choice::new(*id, here.text("paper-left", &[("name", name.as_str().into())]))));
        if !left.is_empty() {
            let people = left.into_iter().map(|(id, name)| Choice::new(id, name)).collect();
            groups.push(Group { label: here.text("paper-left-group", &[]), people });
        }
        let since = here.today.checked_sub_days(chrono::Days::new(VISIT_REMEMBERED)).unwrap_or(here.today);
        let made: Vec<VisitId> = visits::in_school(conn, node, since)?.into_iter().map(|visit| visit.id).collect();
        let named = visits::named_of(conn, &made)?.into_values().flatten();
        let mut came: Vec<PersonId> = named.filter_map(|(person, waits)| (!waits).then_some(person)).collect();
        came.sort_unstable();
        came.dedup();
        let mut named: Vec<(PersonId, String)> = people::names(conn, &came)?.into_iter().collect();
        named.sort_by(|one, other| one.1.cmp(&other.1));
        let mut visitors = Vec::new();
        for (id, name) in named {
            if !all.iter().any(|one| one.value == id.to_string()) {
                all.push(Choice::new(id, here.text("paper-visitor", &[("name", name.as_str().into())])));
                visitors.push(Choice::new(id, name));
            }
        }
        if !visitors.is_empty() {
            groups.push(Group { label: here.text("paper-visitors", &[]), people: visitors });
        }
        Ok(Roll { people: all, groups, elsewhere })
    }

    /// The person who is meant by an id, or by a name with or without what stands beside it in the list.
    ///
    /// # Errors
    /// Nothing was typed, or nobody or several are called so.
    pub(super) fn person(&self, typed: &str) -> Result<PersonId, Problem> {
        if typed.trim().is_empty() {
            return Err(Problem::Missing);
        }
        if let Ok(id) = forms::choice(typed) {
            return Ok(id);
        }
        let sought = fold(typed);
        let whole: Vec<&Choice> = self.people.iter().filter(|one| fold(&one.label) == sought).collect();
        match whole.as_slice() {
            [one] => return forms::choice(&one.value),
            // Two who have left under one name: on a page of one sheet each is chosen for herself.
            [_, _, ..] => return Err(Problem::UnknownChoice),
            [] => {}
        }
        let listed = self.people.iter().filter(|one| fold(one.label.split(" · ").next().unwrap_or_default()) == sought);
        let mut called: BTreeSet<PersonId> = listed.filter_map(|one| forms::choice(&one.value).ok()).collect();
        called.extend(self.elsewhere.iter().filter(|(_, name)| fold(name) == sought).map(|(person, _)| *person));
        // One who is here now has the name of one who has left: the name alone does not say whose sheet it is.
        match called.first() {
            Some(one) if called.len() == 1 => Ok(*one),
            _ => Err(Problem::UnknownChoice),
        }
    }

    /// What stands in the list for somebody's id; anything else as it was typed.
    fn label(&self, typed: &str) -> String {
        self.people.iter().find(|one| one.value == typed).map_or(typed, |one| &one.label).to_owned()
    }
}

/// The titles of the topics that a school knows, for a list that completes what is typed.
///
/// # Errors
/// The database cannot be read.
pub(super) fn topics(conn: &mut Conn, here: &Here, school: NodeId, _chosen: &str) -> Result<Vec<Choice>, Error> {
    let known: Vec<TopicId> = queries::known_at(conn, school, 400)?.into_iter().map(|row| row.id).collect();
    let titles = Titles::load(conn, here, &known)?;
    Ok(known.into_iter().map(|topic| Choice::new(titles.text(topic), "")).collect())
}

/// The topic that is meant by an id or a title.
///
/// # Errors
/// The database cannot be read. What names no topic, or several, is the inner problem.
pub(super) fn topic(conn: &mut Conn, typed: &str) -> Result<Result<TopicId, Problem>, Error> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(Err(Problem::Missing));
    }
    if let Ok(id) = typed.parse::<TopicId>() {
        return Ok(queries::by_id(conn, id)?.map(|row| row.id).ok_or(Problem::UnknownChoice));
    }
    let (found, total) = fund::search(conn, &words(typed), 50, 0)?;
    let titles = queries::titles(conn, &found.iter().map(|row| row.id).collect::<Vec<_>>())?;
    let called = |id: &TopicId| titles.get(id).is_some_and(|titles| titles.any(|title| fold(title) == fold(typed)));
    let exact: Vec<TopicId> = found.iter().map(|row| row.id).filter(called).collect();
    Ok(match (exact.as_slice(), found.as_slice(), total) {
        ([first, ..], ..) => Ok(*first),
        (_, [only], 1) => Ok(only.id),
        _ => Err(Problem::UnknownChoice),
    })
}

/// The page.
pub async fn sheets(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, rows: web::Query<Rows>) -> Answer {
    let node: NodeId = forms::id(&path)?;
    let rows = rows.rows.filter(|rows| ROWS.contains(rows)).unwrap_or(1);
    let (maker, periods) = (Arc::clone(&app), app.periods);
    app.page(visitor, "pages/paper.html", move |conn, here| view(conn, here, node, periods, (0..rows).map(|_| blank(&maker)).collect()))
        .await
}

/// A sheet on which nothing stands yet.
pub(super) fn blank(app: &App) -> Sheet {
    let id = app.new_id::<Demonstration>().to_string();
    let tutorial = app.new_id::<Tutorial>().to_string();
    Sheet { tutorial, record: RecordForm { id, ..RecordForm::default() }, ..Sheet::default() }
}

pub(super) fn view(conn: &mut Conn, here: &Here, node: NodeId, periods: Periods, mut sheets: Vec<Sheet>) -> Result<View<Shown>, Error> {
    here.person()?;
    ground::allow_at(conn, &here.caller, Verb::EnterFromPaper, node)?;
    let school = nodes::by_id(conn, node)?.ok_or(Error::NotFound)?.name;
    let roll = Roll::load(conn, here, node, periods)?;
    let rows = sheets.len();
    if rows > 1 {
        // Names are written there, and complete themselves: ten sheets with three lists each would hold the whole school thirty times.
        for sheet in &mut sheets {
            for person in [&mut sheet.learner, &mut sheet.tutor, &mut sheet.witness] {
                *person = roll.label(person);
            }
        }
    }
    let view = Shown {
        node: node.to_string(),
        school,
        rows,
        others: ROWS.into_iter().filter(|other| *other != rows).collect(),
        roll,
        topics: topics(conn, here, node, "")?,
        outcomes: outcomes(here),
        today: here.today.to_string(),
        sheets,
    };
    Ok(View { title: here.text("paper-title", &[]), view })
}

/// What the form holds, sheet by sheet: fields are called `day-3`.
fn read_sheets(fields: Vec<(String, String)>) -> Vec<Sheet> {
    let mut values: HashMap<(String, usize), String> = HashMap::new();
    for (name, value) in fields {
        if let Some((name, number)) = name.rsplit_once('-')
            && let Ok(number) = number.parse::<usize>()
            && (1..=10).contains(&number)
        {
            values.insert((name.to_owned(), number), value);
        }
    }
    let last = values.keys().map(|(_, number)| *number).max().unwrap_or(1);
    (1..=last)
        .map(|number| {
            let mut take = |name: &str| values.remove(&(name.to_owned(), number)).unwrap_or_default();
            Sheet {
                tutorial: take("tutorial"),
                learner: take("learner"),
                tutor: take("tutor"),
                agreed: take("agreed"),
                witness: take("present"),
                open: false,
                record: RecordForm {
                    id: take("id"),
                    day: take("day"),
                    outcome: take("outcome"),
                    present: Vec::new(),
                    students: take("students"),
                    teachers: take("teachers"),
                    families: take("families"),
                    visitors: take("visitors"),
                    community: take("community"),
                    place: take("place"),
                    shown: take("shown"),
                    asked: take("asked"),
                    reason: take("reason"),
                    path: String::new(),
                    topic: take("topic"),
                },
            }
        })
        .collect()
}

/// Why a week was not kept.
enum Fault {
    Rows(Vec<(usize, Refusal)>),
    Other(Error),
}

impl From<store::Error> for Fault {
    fn from(error: store::Error) -> Fault {
        Fault::Other(error.into())
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Fault {
        Fault::Other(error)
    }
}

impl From<crate::actions::Error> for Fault {
    fn from(error: crate::actions::Error) -> Fault {
        Fault::Other(error.into())
    }
}

/// Keeps them all, or none.
pub async fn enter(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Vec<(String, String)>>) -> Answer {
    let node: NodeId = forms::id(&path)?;
    let Form(fields) = form;
    let sheets = read_sheets(fields);
    let (asked, catalog, typed, periods) = (visitor.clone(), Arc::clone(&app.catalog), sheets.clone(), app.periods);
    let done = app
        .db
        .write(move |tx| {
            let now = tx.now();
            let here = Here::load(tx, &asked, now, catalog)?;
            here.person()?;
            ground::allow_at(tx, &here.caller, Verb::EnterFromPaper, node)?;
            let next = if ground::allow_at(tx, &here.caller, Verb::ReadBoard, node).is_ok() { "board" } else { "paper" };
            Ok((keep(tx, &here, node, periods, &sheets)?, next))
        })
        .await;
    let refused = match done {
        Ok((held, next)) => {
            return Ok(match held.as_slice() {
                [one] => {
                    let key = if one.already { "demonstration-already" } else { "demonstration-kept" };
                    see_other(format!("/demonstrations/{}", one.demonstration)).cookie(flash(key)).finish()
                }
                // A school that was joined to another has no board any more, and its sheets come in here.
                week => {
                    let key = match week.iter().filter(|one| one.already).count() {
                        0 => "paper-week-kept",
                        there if there == week.len() => "paper-week-already",
                        _ => "paper-week-some-already",
                    };
                    see_other(format!("/nodes/{node}/{next}")).cookie(flash(key)).finish()
                }
            });
        }
        Err(Fault::Other(error)) => return Err(error),
        Err(Fault::Rows(refused)) => refused,
    };
    let mut shown = typed;
    let said = said(&app, &visitor, &refused, &mut shown);
    app.page_with(visitor, "pages/paper.html", StatusCode::UNPROCESSABLE_ENTITY, said, move |conn, here| {
        view(conn, here, node, periods, shown)
    })
    .await
}

/// The problems in words, each at its field; a fold with a problem in it stands open.
fn said(app: &App, visitor: &Visitor, refused: &[(usize, Refusal)], sheets: &mut [Sheet]) -> Vec<templates::Problem> {
    let mut said = Vec::new();
    let many = sheets.len() > 1;
    for sheet in sheets.iter_mut() {
        sheet.open = sheet.has_more();
    }
    for (row, refusal) in refused {
        let Refusal::Invalid(problems) = refusal else { continue };
        for problem in problems {
            let message = problems::message(&app.catalog, visitor.language, problem.problem);
            let number = row + 1;
            let numbered = Audience::ALL.iter().any(|kind| kind.word() == problem.field);
            let optional = numbered || ["agreed", "place", "shown", "asked", "reason"].contains(&problem.field);
            if let Some(sheet) = sheets.get_mut(*row) {
                sheet.open |= optional;
            }
            let one = match problem.field {
                WHOLE => templates::Problem::overall(message),
                field => templates::Problem::new(format!("{field}-{number}"), message),
            };
            let part = many.then(|| app.catalog.text(visitor.language, "paper-row", &[("row", number.into())]));
            said.push(templates::Problem { part, ..one });
        }
    }
    said
}

fn keep(tx: &mut Tx<'_>, here: &Here, node: NodeId, periods: Periods, sheets: &[Sheet]) -> Result<Vec<Held>, Fault> {
    let roll = Roll::load(tx, here, node, periods)?;
    let mut refused = Vec::new();
    let mut papers: Vec<(usize, Paper)> = Vec::new();
    let mut unread: HashMap<usize, Refusal> = HashMap::new();
    for (number, sheet) in sheets.iter().enumerate() {
        // An empty sheet is none; but if all are empty, the first says what it needs.
        if sheet.is_empty() && !(number == 0 && sheets.iter().all(Sheet::is_empty)) {
            continue;
        }
        let mut check = Check::new();
        let paper = paper(tx, here, (node, &roll), sheet, &mut check)?;
        let wrong = check.done().err();
        match (paper, wrong) {
            (Some(paper), wrong) => {
                papers.push((number, paper));
                unread.extend(wrong.map(|refusal| (number, refusal)));
            }
            (None, Some(refusal)) => refused.push((number, refusal)),
            (None, None) => return Err(Fault::Other(Error::Malformed)),
        }
    }
    let (numbers, papers): (Vec<usize>, Vec<Paper>) = papers.into_iter().unzip();
    let outcome = match enter_week(tx, &here.caller, &papers) {
        Ok(held) => Some(held),
        Err(WeekError::Store(error)) => return Err(error.into()),
        Err(WeekError::Rows(rows)) => {
            for (at, refusal) in rows {
                let number = numbers.get(at).copied().unwrap_or(at);
                // A learner of another place is no choice here.
                let refusal = match refusal {
                    Refusal::NotFound => Refusal::at("learner", Problem::UnknownChoice),
                    invalid => invalid,
                };
                refused.push((number, joined(unread.remove(&number), refusal)));
            }
            None
        }
    };
    refused.extend(unread);
    match outcome {
        Some(held) if refused.is_empty() => Ok(held),
        _ => {
            refused.sort_by_key(|(number, _)| *number);
            Err(Fault::Rows(refused))
        }
    }
}

fn joined(unread: Option<Refusal>, refused: Refusal) -> Refusal {
    match (unread, refused) {
        (Some(Refusal::Invalid(mut first)), Refusal::Invalid(second)) => {
            let known: Vec<&str> = first.iter().map(|one| one.field).collect();
            first.extend(second.into_iter().filter(|one| !known.contains(&one.field)));
            Refusal::Invalid(first)
        }
        (_, refused) => refused,
    }
}

/// What a sheet says, with stand-ins for days and numbers that could not be read. Nothing where it does not name the two and the topic.
fn paper(tx: &mut Tx<'_>, here: &Here, (school, roll): (NodeId, &Roll), sheet: &Sheet, check: &mut Check) -> Result<Option<Paper>, Fault> {
    let learner = check.take("learner", roll.person(&sheet.learner));
    let topic = check.take("topic", topic(tx, &sheet.record.topic)?);
    let tutor = check.take("tutor", roll.person(&sheet.tutor));
    let mut form = sheet.record.clone();
    if !sheet.witness.trim().is_empty() {
        form.present.extend(check.take("present", roll.person(&sheet.witness)).map(|person| person.to_string()));
    }
    let record = form.read(check, here.today);
    let agreed = check.take("agreed", forms::optional_day(&sheet.agreed)).flatten();
    let (tutorial, demonstration): (TutorialId, DemonstrationId) = match (sheet.tutorial.parse(), sheet.record.id.parse()) {
        (Ok(tutorial), Ok(demonstration)) => (tutorial, demonstration),
        _ => return Err(Fault::Other(Error::Malformed)),
    };
    let (Some(learner), Some(topic), Some(tutor)) = (learner, topic, tutor) else {
        if sheet.witness.trim().is_empty() && record.audience.is_empty() {
            check.add("present", Problem::NeedsWitness);
        }
        return Ok(None);
    };
    Ok(Some(Paper { school, tutorial, demonstration, learner, topic, tutor, agreed, record }))
}
