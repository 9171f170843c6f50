//! One child's papers: what her guardians say today, who said what and when, and a form for a paper that has just come back.

use std::collections::BTreeMap;

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::{State, answer, asked, day, state};
use crate::actions::consents::{self as acts, OfChild, Paper, Signer};
use crate::domain::id::{ConsentId, GuardianId, NodeId, PersonId};
use crate::domain::refusal::{Check, Problem};
use crate::domain::words::{Purpose, Seen};
use crate::store::Conn;
use crate::store::queries::{files, nodes, people};
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::forms::{self, Form};
use crate::web::here::Here;
use crate::web::locale::{Day as Style, capital};
use crate::web::pages::choice::Choice;
use crate::web::pages::faces;
use crate::web::{Answer, App, Error, Visitor, see_other};

const PAGE: &str = "pages/consents-child.html";

/// The form as typed.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    id: String,
    /// `guardian <id>`, `member <id>`, or nothing where a name is written.
    #[serde(default)]
    who: String,
    #[serde(default)]
    guardian: String,
    #[serde(default)]
    day: String,
    #[serde(default)]
    photos: String,
    #[serde(default)]
    card: String,
    #[serde(default)]
    poster: String,
}

impl Typed {
    fn answer(&self, purpose: Purpose) -> &str {
        match purpose {
            Purpose::Photos => &self.photos,
            Purpose::Card => &self.card,
            Purpose::Poster => &self.poster,
        }
    }
}

#[derive(Serialize)]
struct Shown {
    child: String,
    name: String,
    node: String,
    school: String,
    group: String,
    notice: Option<String>,
    things: Vec<Thing>,
    papers: Vec<PaperView>,
    /// How many photos and documents are shown to nobody, because a yes is missing.
    hidden: usize,
    form: FormView,
    today: String,
}

/// What is said of one thing.
#[derive(Serialize)]
struct Thing {
    name: String,
    more: String,
    state: State,
    said: Vec<String>,
    word: &'static str,
    answers: Vec<Choice>,
}

#[derive(Serialize)]
struct PaperView {
    id: String,
    day: String,
    who: String,
    said: String,
    /// The school that was told, where it is another.
    told: Option<String>,
    counts: bool,
}

#[derive(Serialize)]
struct FormView {
    id: String,
    who: Vec<Choice>,
    guardian: String,
    written: String,
}

/// What a guardian is called on the page.
fn called(here: &Here, child: &OfChild, guardian: GuardianId) -> String {
    child.called(guardian).map_or_else(|| here.text("consent-nameless", &[]), str::to_owned)
}

fn view(conn: &mut Conn, here: &Here, person: PersonId, typed: &Typed) -> Result<View<Shown>, Error> {
    here.person()?;
    let (school, child) = acts::of_child(conn, &here.caller, person)?;
    here.opens(person, Seen::Consents, person.beside("consents"));
    let named = people::name(conn, person)?.ok_or(Error::NotFound)?;
    let things = asked(here).into_iter().zip(Purpose::ALL).map(|(asked, purpose)| {
        let answers = ["yes", "no"].map(|word| Choice {
            selected: typed.answer(*purpose) == word,
            ..Choice::new(word, here.text(&format!("consent-{word}"), &[]))
        });
        let said = child.latest(*purpose).into_iter().map(|(guardian, word)| {
            let args = [("name", called(here, &child, guardian).into()), ("day", here.day(word.at.0, Style::Date).into())];
            here.text(if word.given { "consent-said-yes" } else { "consent-said-no" }, &args)
        });
        Thing {
            state: state(here, &child, *purpose, school, capital(&asked.name)),
            said: said.collect(),
            name: asked.name,
            more: asked.more,
            word: asked.word,
            answers: answers.into(),
        }
    });
    let things: Vec<Thing> = things.collect();
    let hidden = if acts::stands(conn, school, person, Purpose::Photos)? { 0 } else { files::of_learner(conn, person)?.len() };
    let view = Shown {
        child: person.to_string(),
        name: named.name.clone(),
        node: school.to_string(),
        school: nodes::by_id(conn, school)?.map(|row| row.name).unwrap_or_default(),
        group: super::group::of_name(&named),
        notice: child.notice.map(|day| here.day(day, Style::Date)),
        things,
        papers: papers(conn, here, &child, school)?,
        hidden,
        form: FormView {
            id: typed.id.clone(),
            who: signers(conn, here, &child, school, &typed.who)?,
            guardian: typed.guardian.clone(),
            written: if typed.day.is_empty() { here.today.to_string() } else { typed.day.clone() },
        },
        today: here.today.to_string(),
    };
    Ok(View { title: here.text("consent-child-title", &[("name", named.name.into())]), view })
}

/// The papers, newest first.
fn papers(conn: &mut Conn, here: &Here, child: &OfChild, school: NodeId) -> Result<Vec<PaperView>, Error> {
    let others: Vec<NodeId> = child.lines.iter().map(|line| line.school).filter(|told| *told != school).collect();
    let names = nodes::names(conn, &others)?;
    let mut papers = Vec::new();
    for lines in child.lines.chunk_by(|one, other| one.id == other.id).rev() {
        let Some(first) = lines.first() else { continue };
        let said = lines.iter().map(|line| {
            let purpose = here.word("purpose", line.purpose.word());
            here.text(if line.given { "consent-line-yes" } else { "consent-line-no" }, &[("purpose", purpose.into())])
        });
        papers.push(PaperView {
            id: first.id.to_string(),
            day: here.day(first.day, Style::Date),
            who: called(here, child, first.guardian),
            said: said.collect::<Vec<_>>().join(" · "),
            told: names.get(&first.school).cloned(),
            counts: first.withdrawn.is_none(),
        });
    }
    Ok(papers)
}

/// Who may have signed: those who are known, then the families of the school.
fn signers(conn: &mut Conn, here: &Here, child: &OfChild, school: NodeId, chosen: &str) -> Result<Vec<Choice>, Error> {
    let known = child.guardians.iter().map(|(id, _)| Choice::new(format!("guardian {id}"), called(here, child, *id)));
    let mut choices: Vec<Choice> = known.collect();
    for member in acts::relatives(conn, school)? {
        if choices.iter().all(|one| one.label != member.name) {
            choices.push(Choice { small: None, ..Choice::new(format!("member {}", member.id), member.name) });
        }
    }
    for one in &mut choices {
        one.selected = one.value == chosen;
    }
    Ok(choices)
}

/// The page.
pub async fn show(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let person: PersonId = forms::id(&path)?;
    let typed = Typed { id: app.new_id::<ConsentId>().to_string(), ..Typed::default() };
    app.page(visitor, PAGE, move |conn, here| view(conn, here, person, &typed)).await
}

fn signer(typed: &Typed) -> Result<Signer, Problem> {
    match typed.who.split_once(' ') {
        // Somebody chosen and somebody written are two, and which of them signed is not for us to guess.
        Some(_) if !typed.guardian.trim().is_empty() => Err(Problem::UnknownChoice),
        Some(("guardian", id)) => Ok(Signer::Known(forms::choice(id)?)),
        Some(("member", id)) => Ok(Signer::Member(forms::choice(id)?)),
        Some(_) => Err(Problem::UnknownChoice),
        None if typed.who.trim().is_empty() => Ok(Signer::Written(typed.guardian.clone())),
        None => Err(Problem::UnknownChoice),
    }
}

/// Enters a paper.
pub async fn enter(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Typed>) -> Answer {
    let person: PersonId = forms::id(&path)?;
    let Form(typed) = form;
    let kept = typed.clone();
    let own = app.snapshot(&visitor, move |_, here| Ok(here.caller.is(person))).await?;
    if own {
        return decide(&app, &visitor, person, &typed).await;
    }
    let done = app
        .act(&visitor, move |tx, here| {
            acts::school_of(tx, &here.caller, person)?;
            let consent: ConsentId = forms::choice(&typed.id).map_err(|_| Error::Malformed)?;
            let mut check = Check::new();
            let mut answers = BTreeMap::new();
            for purpose in Purpose::ALL {
                if let Some(given) = check.take(purpose.word(), answer(typed.answer(*purpose))).flatten() {
                    answers.insert(*purpose, given);
                }
            }
            let day = check.take("day", day(&typed.day)).flatten();
            let signer = check.take("guardian", signer(&typed));
            let paper = Paper { consent, child: person, signer: signer.unwrap_or(Signer::Written(String::new())), day, answers };
            faces::with_unread(check, acts::enter(tx, &here.caller, &paper))
        })
        .await;
    match done {
        Ok(_) => Ok(see_other(format!("/people/{person}/consents")).cookie(flash("consent-kept")).finish()),
        Err(error) => app.again(visitor, error, PAGE, move |conn, here| view(conn, here, person, &kept)).await,
    }
}

/// Somebody who has grown up says herself whether the photos in her records are shown.
async fn decide(app: &App, visitor: &Visitor, person: PersonId, typed: &Typed) -> Answer {
    let shown = answer(&typed.photos).ok().flatten();
    let paper = typed.id.parse::<ConsentId>().ok();
    app.act(visitor, move |tx, here| {
        let (shown, paper) = shown.zip(paper).ok_or(Error::NotFound)?;
        Ok::<_, Error>(acts::decide(tx, &here.caller, person, paper, shown)?)
    })
    .await?;
    Ok(see_other(format!("/people/{person}/files")).cookie(flash("consent-kept")).finish())
}

/// Says that a paper no longer counts.
pub async fn withdraw(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let consent: ConsentId = forms::id(&path)?;
    let child = app.act(&visitor, move |tx, here| acts::withdraw(tx, &here.caller, consent)).await?;
    Ok(see_other(format!("/people/{child}/consents")).cookie(flash("consent-withdrawn")).finish())
}
