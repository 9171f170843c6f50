//! How a place changes in the tree: a page for each change, which first shows what it touches and writes only what was confirmed.

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::choice::Choice;
use crate::actions::tree::{self, Change, Effect};
use crate::domain::id::NodeId;
use crate::domain::refusal::Check;
use crate::domain::words::Level;
use crate::store::Conn;
use crate::store::queries::nodes;
use crate::store::rows::NodeRow;
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::forms::{self, Form};
use crate::web::locale::Day as DayStyle;
use crate::web::{Answer, App, Error, Here, Visitor, see_other};

/// What the form holds, as typed.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Typed {
    to: String,
    day: String,
    /// The id of the node that a split founds.
    id: String,
    name: String,
    cct: String,
    child: Vec<String>,
    confirm: String,
}

/// Which places are looked for.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
}

const TEMPLATE: &str = "pages/node_change.html";

/// The changes that have a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Move,
    Close,
    Reopen,
    Merge,
    Split,
}

impl Kind {
    const ALL: [Kind; 5] = [Kind::Move, Kind::Merge, Kind::Split, Kind::Close, Kind::Reopen];

    fn word(self) -> &'static str {
        match self {
            Kind::Move => "move",
            Kind::Close => "close",
            Kind::Reopen => "reopen",
            Kind::Merge => "merge",
            Kind::Split => "split",
        }
    }

    /// What is said on the next page.
    fn said(self) -> &'static str {
        match self {
            Kind::Move => "tree-move",
            Kind::Close => "tree-close",
            Kind::Reopen => "tree-reopen",
            Kind::Merge => "tree-merge",
            Kind::Split => "tree-split",
        }
    }

    fn read(word: &str) -> Result<Kind, Error> {
        Kind::ALL.into_iter().find(|kind| kind.word() == word).ok_or(Error::NotFound)
    }

    /// Whether a place can change so.
    fn fits(self, row: &NodeRow, top: bool) -> bool {
        match self {
            Kind::Reopen => row.closed.is_some(),
            Kind::Split => row.closed.is_none() && row.level != Level::School && !top,
            _ => row.closed.is_none(),
        }
    }

    /// What was typed, read as this change.
    fn change(self, typed: &Typed) -> Result<Change, Error> {
        let mut check = Check::new();
        let mut day = || check.take("day", forms::day(&typed.day));
        let change = match self {
            Kind::Reopen => Some(Change::Reopen),
            Kind::Close => day().map(|day| Change::Close { day }),
            Kind::Merge => check.take("to", forms::choice(&typed.to)).map(|into| Change::Merge { into }),
            Kind::Move => {
                let day = day();
                let to = check.take("to", forms::choice(&typed.to));
                to.zip(day).map(|(to, day)| Change::Move { to, day })
            }
            Kind::Split => {
                let day = day();
                let new = forms::id(&typed.id)?;
                let children: Result<Vec<NodeId>, Error> = typed.child.iter().map(|id| forms::id(id)).collect();
                let (name, cct, children) = (typed.name.clone(), typed.cct.clone(), children?);
                day.map(|day| Change::Split { new, name, cct, children, day })
            }
        };
        check.done()?;
        change.ok_or(Error::Malformed)
    }
}

/// The list of what can change.
#[derive(Serialize)]
struct Ways {
    id: String,
    name: String,
    ways: Vec<Way>,
}

#[derive(Serialize)]
struct Way {
    change: &'static str,
    label: String,
    help: String,
}

/// What can change about a place.
pub async fn list(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let node = forms::id(&path)?;
    app.page(visitor, "pages/node_changes.html", move |conn, here| {
        here.person()?;
        let (row, place) = tree::changeable(conn, &here.caller, node)?;
        let ways = Kind::ALL.into_iter().filter(|kind| kind.fits(&row, place.above.is_empty())).map(|kind| Way {
            change: kind.word(),
            label: here.text(&format!("change-{}", kind.word()), &[]),
            help: here.text(&format!("change-{}-help", kind.word()), &[]),
        });
        let view = Ways { id: node.to_string(), ways: ways.collect(), name: row.name };
        Ok(View { title: here.text("changes-title", &[]), view })
    })
    .await
}

#[derive(Serialize)]
struct Shown {
    id: String,
    name: String,
    change: &'static str,
    heading: String,
    help: String,
    q: String,
    /// Where it could go.
    targets: Vec<Choice>,
    more_targets: bool,
    /// What could go along when it is split.
    children: Vec<Choice>,
    today: String,
    form: Typed,
    effect: Option<Told>,
}

/// What a change touches, in words.
#[derive(Serialize)]
struct Told {
    sentence: String,
    lines: Vec<String>,
    leaves: Vec<String>,
    enters: Vec<String>,
}

fn view(
    conn: &mut Conn,
    here: &Here,
    node: NodeId,
    kind: Kind,
    q: &str,
    form: Typed,
    judged: Option<Change>,
) -> Result<View<Shown>, Error> {
    here.person()?;
    let (row, place) = tree::changeable(conn, &here.caller, node)?;
    if judged.is_none() && !kind.fits(&row, place.above.is_empty()) {
        return Err(Error::NotFound);
    }
    let today = nodes::today(conn, node, here.now)?;
    let effect = match &judged {
        Some(change) => {
            let effect = tree::review(conn, &here.caller, node, change, today)?;
            Some(told(conn, here, change, effect)?)
        }
        None => None,
    };
    let (mut targets, mut children) = (Vec::new(), Vec::new());
    if effect.is_none() && matches!(kind, Kind::Move | Kind::Merge) {
        for row in tree::targets(conn, &here.caller, &row, kind == Kind::Merge, q)? {
            let above = nodes::path(conn, row.id)?.first().map(|row| row.name.clone()).unwrap_or_default();
            let preset = nodes::preset(conn, row.id)?;
            let small = [here.word("level", preset.call(row.level)), above, row.cct.unwrap_or_default()];
            let small: Vec<String> = small.into_iter().filter(|part| !part.is_empty()).collect();
            targets.push(Choice { small: Some(small.join(" · ")), ..Choice::new(row.id, row.name) });
        }
    }
    if effect.is_none() && kind == Kind::Split {
        let chosen = |id: NodeId| form.child.iter().any(|one| *one == id.to_string());
        children = nodes::children(conn, node)?
            .into_iter()
            .map(|row| Choice { selected: chosen(row.id), small: row.cct, ..Choice::new(row.id, row.name) })
            .collect();
    }
    let heading = here.text(&format!("change-{}-heading", kind.word()), &[("node", row.name.clone().into())]);
    let view = Shown {
        id: node.to_string(),
        change: kind.word(),
        help: here.text(&format!("change-{}-help", kind.word()), &[]),
        q: q.to_owned(),
        more_targets: targets.len() >= usize::try_from(tree::OFFERED).unwrap_or(usize::MAX),
        targets,
        children,
        today: today.to_string(),
        form,
        effect,
        name: row.name,
        heading: heading.clone(),
    };
    Ok(View { title: heading, view })
}

fn told(conn: &mut Conn, here: &Here, change: &Change, effect: Effect) -> Result<Told, Error> {
    let name =
        |conn: &mut Conn, id: NodeId| -> Result<String, Error> { Ok(nodes::by_id(conn, id)?.map(|row| row.name).unwrap_or_default()) };
    let node = effect.node.name.clone();
    let (key, to, day) = match change {
        Change::Move { to, day } => ("move", name(conn, *to)?, Some(*day)),
        Change::Close { day } => ("close", String::new(), Some(*day)),
        Change::Reopen => ("reopen", String::new(), None),
        Change::Merge { into } => ("merge", name(conn, *into)?, None),
        Change::Split { name, day, .. } => ("split", name.trim().to_owned(), Some(*day)),
    };
    let day = day.map(|day| here.day(day, DayStyle::Long)).unwrap_or_default();
    let sentence = here.text(&format!("effect-{key}"), &[("node", node.into()), ("to", to.into()), ("day", day.into())]);
    let mut lines = Vec::new();
    if !effect.children.is_empty() {
        lines.push(here.text("effect-children", &[("count", effect.children.len().into())]));
    }
    match effect.along {
        Some(along) => {
            if along.stands.schools > 0 {
                lines.push(here.text("effect-schools", &[("count", along.stands.schools.into())]));
            }
            lines.push(match along.people {
                Some(count) => here.text("effect-people", &[("count", count.into())]),
                None => here.text("effect-people-few", &[]),
            });
            lines.push(here.text("effect-tutorials", &[("count", along.stands.tutorials.into())]));
            lines.push(here.text("effect-offers", &[("count", along.stands.offers.into())]));
            lines.push(here.text("effect-wishes", &[("count", along.stands.wishes.into())]));
        }
        None => lines.push(here.text("effect-personal", &[])),
    }
    if matches!(change, Change::Merge { .. }) {
        lines.push(here.text("effect-merge-stewards", &[("count", effect.stewards.into())]));
        if effect.same_names > 0 {
            lines.push(here.text("effect-same-names", &[]));
        }
    }
    if matches!(change, Change::Split { .. }) {
        lines.push(here.text("effect-split-stewards", &[]));
    }
    lines.push(here.text("effect-history", &[]));
    let looks = |all: Vec<(NodeRow, i64)>| -> Vec<String> {
        all.into_iter().map(|(row, count)| here.text("effect-stewards", &[("node", row.name.into()), ("count", count.into())])).collect()
    };
    Ok(Told { sentence, lines, leaves: looks(effect.leaves), enters: looks(effect.enters) })
}

/// The form of a change.
pub async fn form(app: web::Data<App>, visitor: Visitor, path: web::Path<(String, String)>, asked: web::Query<Asked>) -> Answer {
    let (node, kind) = path.into_inner();
    let node: NodeId = forms::id(&node)?;
    let Ok(kind) = Kind::read(&kind) else { return no_such(&app, &visitor).await };
    let id = app.new_id::<()>().to_string();
    let q: String = asked.q.chars().take(80).collect();
    app.page(visitor, TEMPLATE, move |conn, here| {
        let day = nodes::today(conn, node, here.now)?.to_string();
        view(conn, here, node, kind, &q, Typed { id, day, ..Typed::default() }, None)
    })
    .await
}

/// Shows what the change touches; once that is confirmed, makes it.
pub async fn change(app: web::Data<App>, visitor: Visitor, path: web::Path<(String, String)>, form: Form<Typed>) -> Answer {
    let (node, kind) = path.into_inner();
    let node: NodeId = forms::id(&node)?;
    let Ok(kind) = Kind::read(&kind) else { return no_such(&app, &visitor).await };
    let Form(typed) = form;
    let asked = typed.clone();
    let done: Result<NodeId, Error> = if typed.confirm == "yes" {
        app.act(&visitor, move |tx, here| {
            here.person()?;
            tree::changeable(tx, &here.caller, node)?;
            let change = kind.change(&asked)?;
            tree::make(tx, &here.caller, node, &change)?;
            Ok::<_, Error>(match change {
                Change::Merge { into } => into,
                Change::Split { new, .. } => new,
                _ => node,
            })
        })
        .await
    } else {
        let shown = app.page(visitor.clone(), TEMPLATE, move |conn, here| {
            here.person()?;
            tree::changeable(conn, &here.caller, node)?;
            let change = kind.change(&asked)?;
            view(conn, here, node, kind, "", asked, Some(change))
        });
        match shown.await {
            Ok(page) => return Ok(page),
            Err(error) => Err(error),
        }
    };
    match done {
        Ok(next) => Ok(see_other(format!("/nodes/{next}")).cookie(flash(kind.said())).finish()),
        Err(error) => {
            let kept = Typed { confirm: String::new(), ..typed };
            app.again(visitor, error, TEMPLATE, move |conn, here| view(conn, here, node, kind, "", kept, None)).await
        }
    }
}

/// An address that names no change: not found; and whoever has not signed in is asked to, as everywhere.
async fn no_such(app: &App, visitor: &Visitor) -> Answer {
    let nothing = app.act(visitor, |_, here| {
        here.person()?;
        Err::<(), _>(Error::NotFound)
    });
    nothing.await.map(|()| actix_web::HttpResponse::NotFound().finish())
}
