//! A group's papers on one page: which families have the notice, what each said, and a row for each paper that has come back.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::web;
use serde::{Deserialize, Serialize};

use super::{Asked, State, answer, asked, day, school_name, state};
use crate::actions::accounts::children::group as group_of;
use crate::actions::consents::{self as acts, OfChild, Paper, Signer};
use crate::domain::consent::Standing;
use crate::domain::id::{ConsentId, NodeId, PersonId};
use crate::domain::refusal::{Check, Problem, Refusal, WHOLE};
use crate::domain::words::Purpose;
use crate::store::queries::people::MemberView;
use crate::store::rows::PersonNameRow;
use crate::store::{self, Conn, Tx};
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::forms::{self, Form};
use crate::web::here::Here;
use crate::web::pages::choice::Choice;
use crate::web::pages::faces;
use crate::web::pages::people::class_name;
use crate::web::{Answer, App, Error, Visitor, problems, see_other, templates};

const PAGE: &str = "pages/consents.html";

/// A group as an address carries it.
pub(super) fn escaped(group: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    group.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// The group of somebody by what her school calls her, as an address carries it.
pub(super) fn of_name(row: &PersonNameRow) -> String {
    let grade = row.grade.map(|grade| grade.to_string()).unwrap_or_default();
    escaped(&format!("{grade}-{}", row.class.as_deref().unwrap_or_default()))
}

/// One row as typed.
#[derive(Debug, Clone, Default)]
struct Row {
    id: String,
    guardian: String,
    answers: HashMap<Purpose, String>,
}

impl Row {
    fn is_empty(&self) -> bool {
        self.guardian.trim().is_empty() && self.answers.values().all(|answer| answer.trim().is_empty())
    }
}

/// The form as typed.
#[derive(Debug, Clone, Default)]
struct Typed {
    day: String,
    /// By the child's id, as the form has it.
    rows: BTreeMap<String, Row>,
}

#[derive(Serialize)]
struct Shown {
    node: String,
    school: String,
    groups: Vec<Class>,
    /// The group on this page, as an address carries it; nothing where there are several and none was chosen.
    group: Option<String>,
    heading: String,
    purposes: Vec<Asked>,
    answers: Vec<Choice>,
    children: Vec<Child>,
    /// How many families have still to get the notice.
    without: usize,
    day: String,
    today: String,
}

/// A group among several.
#[derive(Serialize)]
struct Class {
    value: String,
    heading: String,
    count: usize,
    noticed: usize,
    /// How many said something of everything.
    answered: usize,
}

#[derive(Serialize)]
struct Child {
    id: String,
    name: String,
    notice: Option<String>,
    states: Vec<State>,
    /// Who has signed before.
    signed: String,
    consent: String,
    guardian: String,
    said: Vec<Vec<Choice>>,
}

/// Which group.
#[derive(Debug, Deserialize)]
pub struct Which {
    #[serde(default)]
    group: Option<String>,
}

fn answers(here: &Here, chosen: &str) -> Vec<Choice> {
    let choice = |word: &str| Choice { selected: word == chosen, ..Choice::new(word, here.text(&format!("consent-{word}"), &[])) };
    vec![choice("yes"), choice("no")]
}

fn view(
    conn: &mut Conn,
    here: &Here,
    school: NodeId,
    group: Option<String>,
    typed: &Typed,
    fresh: &dyn Fn() -> String,
) -> Result<View<Shown>, Error> {
    here.person()?;
    let children = acts::children(conn, &here.caller, school)?;
    let ids: Vec<PersonId> = children.iter().map(|row| row.id).collect();
    let known = acts::of_children(conn, &here.caller, school, &ids)?;
    let nothing = OfChild::default();
    let of = |id: PersonId| known.get(&id).unwrap_or(&nothing);
    let mut groups: Vec<Class> = Vec::new();
    for child in &children {
        let value = group_of(child);
        let place = groups.iter().position(|one| one.value == value).unwrap_or_else(|| {
            let heading = class_name(here, child.grade, child.class.as_deref()).unwrap_or_else(|| here.text("people-no-grade", &[]));
            groups.push(Class { value, heading, count: 0, noticed: 0, answered: 0 });
            groups.len() - 1
        });
        let all = Purpose::ALL.iter().all(|purpose| of(child.id).standing(*purpose, school) != Standing::Unasked);
        let class = &mut groups[place];
        class.count += 1;
        class.noticed += usize::from(of(child.id).notice.is_some());
        class.answered += usize::from(all);
    }
    // A school with one group needs no choice.
    let group = group.or_else(|| groups.first().filter(|_| groups.len() == 1).map(|one| one.value.clone()));
    let chosen: Vec<&MemberView> = children.iter().filter(|row| Some(group_of(row)) == group).collect();
    if group.is_some() && chosen.is_empty() {
        return Err(Error::NotFound);
    }
    let heading = groups.iter().find(|one| Some(&one.value) == group.as_ref()).map(|one| one.heading.clone()).unwrap_or_default();
    let rows: Vec<Child> = chosen.into_iter().map(|row| child(here, row, of(row.id), school, typed, fresh)).collect();
    for class in &mut groups {
        class.value = escaped(&class.value);
    }
    let view = Shown {
        node: school.to_string(),
        school: school_name(conn, school)?,
        group: group.as_deref().map(escaped),
        heading,
        purposes: asked(here),
        answers: answers(here, ""),
        without: rows.iter().filter(|row| row.notice.is_none()).count(),
        children: rows,
        groups,
        day: if typed.day.is_empty() { here.today.to_string() } else { typed.day.clone() },
        today: here.today.to_string(),
    };
    Ok(View { title: here.text("consents-title", &[]), view })
}

fn child(here: &Here, row: &MemberView, known: &OfChild, school: NodeId, typed: &Typed, fresh: &dyn Fn() -> String) -> Child {
    let typed = typed.rows.get(&row.id.to_string());
    let said = |purpose: &Purpose| typed.and_then(|row| row.answers.get(purpose)).map_or("", String::as_str);
    Child {
        id: row.id.to_string(),
        name: row.name.clone(),
        notice: known.notice.map(|day| here.short(day)),
        states: asked(here)
            .into_iter()
            .zip(Purpose::ALL)
            .map(|(asked, purpose)| state(here, known, *purpose, school, asked.short))
            .collect(),
        signed: known.guardians.iter().filter_map(|(_, name)| name.as_deref()).collect::<Vec<_>>().join(", "),
        consent: typed.map_or_else(fresh, |row| row.id.clone()),
        guardian: typed.map(|row| row.guardian.clone()).unwrap_or_default(),
        said: Purpose::ALL.iter().map(|purpose| answers(here, said(purpose))).collect(),
    }
}

/// The page.
pub async fn show(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, which: web::Query<Which>) -> Answer {
    let (school, group): (NodeId, _) = (forms::id(&path)?, which.0.group);
    let maker = Arc::clone(&app);
    app.page(visitor, PAGE, move |conn, here| {
        let fresh = || maker.new_id::<crate::domain::id::Consent>().to_string();
        view(conn, here, school, group, &Typed::default(), &fresh)
    })
    .await
}

/// For which group.
#[derive(Deserialize)]
pub struct Given {
    #[serde(default)]
    group: String,
}

/// Notes that a group's families have the notice.
pub async fn give_notice(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Given>) -> Answer {
    let (school, Given { group }): (NodeId, _) = (forms::id(&path)?, form.0);
    let asked = group.clone();
    let done = app
        .act(&visitor, move |tx, here| {
            let children = acts::children(tx, &here.caller, school)?;
            let whom: Vec<PersonId> = children.iter().filter(|row| escaped(&group_of(row)) == asked).map(|row| row.id).collect();
            if whom.is_empty() {
                return Err(crate::actions::Error::at("group", Problem::UnknownChoice));
            }
            acts::give_notice(tx, &here.caller, school, &whom, None)
        })
        .await;
    match done {
        Ok(_) => Ok(see_other(format!("/nodes/{school}/consents?group={group}")).cookie(flash("notice-given")).finish()),
        Err(error) => {
            let maker = Arc::clone(&app);
            app.again(visitor, error, PAGE, move |conn, here| {
                let fresh = || maker.new_id::<crate::domain::id::Consent>().to_string();
                view(conn, here, school, None, &Typed::default(), &fresh)
            })
            .await
        }
    }
}

/// What the form holds: fields of a row are called `guardian-<the child's id>`.
fn read(fields: Vec<(String, String)>) -> (String, Typed) {
    let (mut group, mut typed) = (String::new(), Typed::default());
    for (name, value) in fields {
        match (name.as_str(), name.rsplit_once('-')) {
            ("group", _) => group = value,
            ("day", _) => typed.day = value,
            (_, Some((field, child))) => {
                let row = typed.rows.entry(child.to_owned()).or_default();
                match field {
                    "id" => row.id = value,
                    "guardian" => row.guardian = value,
                    purpose => {
                        if let Ok(purpose) = purpose.parse() {
                            row.answers.insert(purpose, value);
                        }
                    }
                }
            }
            _ => {}
        }
    }
    (group, typed)
}

/// Why the papers were not kept: what is wrong with which child's, and what she is called.
enum Fault {
    Rows(Vec<(PersonId, String, Refusal)>),
    Other(Error),
}

impl From<store::Error> for Fault {
    fn from(error: store::Error) -> Fault {
        Fault::Other(error.into())
    }
}

impl From<crate::actions::Error> for Fault {
    fn from(error: crate::actions::Error) -> Fault {
        Fault::Other(error.into())
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Fault {
        Fault::Other(error)
    }
}

/// Keeps all papers, or none.
pub async fn enter(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Vec<(String, String)>>) -> Answer {
    let school: NodeId = forms::id(&path)?;
    let (group, typed) = read(form.0);
    let (asked, catalog, papers) = (visitor.clone(), Arc::clone(&app.catalog), typed.clone());
    let done = app
        .db
        .write(move |tx| {
            let now = tx.now();
            let here = Here::load(tx, &asked, now, catalog)?;
            here.person()?;
            keep(tx, &here, school, &papers)
        })
        .await;
    let refused = match done {
        Ok(()) => return Ok(see_other(format!("/nodes/{school}/consents?group={group}")).cookie(flash("consents-kept")).finish()),
        Err(Fault::Other(error)) => return Err(error),
        Err(Fault::Rows(refused)) => refused,
    };
    let said = said(&app, &visitor, &refused);
    let maker = Arc::clone(&app);
    app.page_with(visitor, PAGE, StatusCode::UNPROCESSABLE_ENTITY, said, move |conn, here| {
        let fresh = || maker.new_id::<crate::domain::id::Consent>().to_string();
        let children = acts::children(conn, &here.caller, school)?;
        // By the children on it rather than by what the form says of them.
        let group = children.iter().find(|row| typed.rows.contains_key(&row.id.to_string())).map(group_of);
        view(conn, here, school, group, &typed, &fresh)
    })
    .await
}

fn keep(tx: &mut Tx<'_>, here: &Here, school: NodeId, typed: &Typed) -> Result<(), Fault> {
    let children = acts::children(tx, &here.caller, school)?;
    let mut refused: Vec<(PersonId, String, Refusal)> = Vec::new();
    let rows = |child: &MemberView| typed.rows.get(&child.id.to_string());
    if typed.rows.values().all(Row::is_empty) {
        // Nothing was entered; the first row says what one needs.
        let first = children.iter().find(|child| rows(child).is_some());
        let first = first.ok_or(Error::Malformed)?;
        refused.push((first.id, first.name.clone(), Refusal::at("guardian", Problem::Missing)));
    }
    let known = typed.rows.keys().all(|typed| children.iter().any(|child| child.id.to_string() == *typed));
    if !known {
        return Err(Error::NotFound.into());
    }
    for (child, row) in children.iter().filter_map(|child| Some((child, rows(child).filter(|row| !row.is_empty())?))) {
        let consent: ConsentId = forms::choice(&row.id).map_err(|_| Error::Malformed)?;
        let mut check = Check::new();
        let day = check.take("day", day(&typed.day)).flatten();
        let mut answers = BTreeMap::new();
        for (purpose, typed) in &row.answers {
            if let Some(given) = check.take(purpose.word(), answer(typed)).flatten() {
                answers.insert(*purpose, given);
            }
        }
        let paper = Paper { consent, child: child.id, signer: Signer::Written(row.guardian.clone()), day, answers };
        match faces::with_unread(check, acts::enter(tx, &here.caller, &paper)) {
            Ok(_) => {}
            Err(Error::Refused(refusal)) => refused.push((child.id, child.name.clone(), refusal)),
            Err(error) => return Err(error.into()),
        }
    }
    if refused.is_empty() { Ok(()) } else { Err(Fault::Rows(refused)) }
}

/// The problems in words, each at its field. The day is one for all.
fn said(app: &App, visitor: &Visitor, refused: &[(PersonId, String, Refusal)]) -> Vec<templates::Problem> {
    let mut said: Vec<templates::Problem> = Vec::new();
    for (child, name, refusal) in refused {
        let Refusal::Invalid(problems) = refusal else { continue };
        for problem in problems {
            let message = problems::message(&app.catalog, visitor.language, problem.problem);
            let one = match problem.field {
                WHOLE => templates::Problem::overall(message),
                "day" => templates::Problem::new("day", message),
                field => {
                    let field = if field == "answers" { Purpose::Photos.word() } else { field };
                    templates::Problem { part: Some(name.clone()), ..templates::Problem::new(format!("{field}-{child}"), message) }
                }
            };
            if said.iter().all(|other| other.field != one.field) {
                said.push(one);
            }
        }
    }
    said
}
