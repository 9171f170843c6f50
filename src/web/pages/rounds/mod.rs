//! *Suggest for my group*: the best assignment beside today's state, changed by hand, and proposed.
//!
//! The form carries what the page showed, so that what is proposed is what was seen, whatever has changed since; and who was settled by hand,
//! so that everybody else can be assigned anew around them. Seeing the effect changes nothing: it is the same page again, with everything kept.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::web;
use serde::Deserialize;

use crate::actions::rounds::{self as acts, Accept, Accepted, Chosen, Looked, Settled};
use crate::domain::id::{NodeId, OfferId, PersonId, RoundId};
use crate::domain::refusal::Problem;
use crate::graph::round::Round;
use crate::store::Conn;
use crate::store::queries::people;
use crate::web::answer::flash;
use crate::web::forms::{self, Form};
use crate::web::templates;
use crate::web::{Answer, App, Error, Here, Visitor, problems, see_other};

mod show;
mod words;

/// What the address or the form says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    id: String,
    group: String,
    /// `see` for the effect, else the pairs are proposed.
    way: String,
    /// Whose pair is marked.
    pick: Vec<String>,
    /// By learner what is chosen: an offer, nothing for nobody, `best` for whatever comes out best.
    choice: Vec<String>,
    /// By learner what the page showed.
    shown: Vec<String>,
    /// Who was settled by hand.
    held: Vec<String>,
}

/// What somebody's line of the form says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choice {
    Offer(OfferId),
    Nobody,
    Best,
}

fn choice(text: &str) -> Option<Choice> {
    match text {
        "" => Some(Choice::Nobody),
        "best" => Some(Choice::Best),
        offer => offer.parse().ok().map(Choice::Offer),
    }
}

/// The form as it was sent, read.
#[derive(Debug, Clone, Default)]
struct Sent {
    choices: BTreeMap<PersonId, Choice>,
    shown: BTreeMap<PersonId, Choice>,
    held: BTreeSet<PersonId>,
    picked: BTreeSet<PersonId>,
}

impl Sent {
    /// What makes no sense says nothing: it is a page of ours that was tampered with.
    fn read(typed: &Typed) -> Sent {
        let by_learner = |lines: &[String]| -> BTreeMap<PersonId, Choice> {
            let lines = lines.iter().filter_map(|line| line.split_once('.'));
            lines.filter_map(|(learner, text)| Some((learner.parse().ok()?, choice(text)?))).collect()
        };
        let people = |lines: &[String]| -> BTreeSet<PersonId> { lines.iter().filter_map(|line| line.parse().ok()).collect() };
        Sent { choices: by_learner(&typed.choice), shown: by_learner(&typed.shown), held: people(&typed.held), picked: people(&typed.pick) }
    }

    /// Who is settled by hand: whose line says something else than the page did, and who was before.
    fn by_hand(&self, learner: PersonId) -> Option<Choice> {
        let said = *self.choices.get(&learner)?;
        let changed = self.shown.get(&learner) != Some(&said);
        (said != Choice::Best && (changed || self.held.contains(&learner))).then_some(said)
    }

    /// The same in numbers of the round; a pair that is not in it any more is assigned anew.
    fn settled(&self, round: &Round) -> Settled {
        let mut settled = Settled::new();
        for (one, number) in round.learners.iter().zip(0_u32..) {
            match self.by_hand(one.person) {
                Some(Choice::Offer(offer)) => {
                    if let Some(pair) = round.pair(one.person, offer) {
                        settled.insert(number, Some(pair));
                    }
                }
                Some(Choice::Nobody) => {
                    settled.insert(number, None);
                }
                _ => {}
            }
        }
        settled
    }

    /// Whether somebody's pair is marked: as it was sent, and marked where there was none to mark.
    fn marked(&self, learner: PersonId) -> bool {
        let had = matches!(self.shown.get(&learner), Some(Choice::Offer(_)));
        !had || self.picked.contains(&learner)
    }

    /// What is to be proposed, in the order of ids.
    fn chosen(&self) -> Vec<Chosen> {
        let lines = self.choices.iter().filter(|(learner, _)| self.marked(**learner));
        lines
            .filter_map(|(learner, choice)| match choice {
                Choice::Offer(offer) => Some(Chosen { learner: *learner, offer: *offer, by_hand: self.by_hand(*learner).is_some() }),
                _ => None,
            })
            .collect()
    }
}

/// Whom a group of the place holds: all of them where there is no such group.
fn members(conn: &mut Conn, node: NodeId, group: &str) -> Result<(BTreeSet<PersonId>, bool), Error> {
    let members = people::members(conn, node)?;
    let group: BTreeSet<PersonId> =
        members.iter().filter(|member| super::board::token(member).as_deref() == Some(group)).map(|member| member.id).collect();
    let found = !group.is_empty();
    Ok((if found { group } else { members.iter().map(|member| member.id).collect() }, found))
}

fn look(conn: &mut Conn, here: &Here, app: &App, node: NodeId, group: &str, sent: &Sent) -> Result<Looked, Error> {
    here.person()?;
    let (among, _) = members(conn, node, group)?;
    Ok(acts::look(&app.finder(), conn, &here.caller, node, &among, here.now, |round| sent.settled(round))?)
}

/// Shows the best assignment.
pub async fn form(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, typed: web::Query<Group>) -> Answer {
    let node = forms::id(&path)?;
    let (maker, Group { group }) = (Arc::clone(&app), typed.into_inner());
    let typed = Typed { id: app.new_id::<crate::domain::id::Round>().to_string(), group, ..Typed::default() };
    app.page(visitor, "pages/suggestions.html", move |conn, here| show::view(conn, here, &maker, node, &typed, &[])).await
}

/// Which group is asked for.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Group {
    #[serde(default)]
    group: String,
}

/// Shows the effect of what was chosen, or proposes it.
pub async fn send(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Typed>) -> Answer {
    let node: NodeId = forms::id(&path)?;
    let Form(typed) = form;
    let sent = Sent::read(&typed);
    // Whatever comes out best is not known before it was seen.
    if typed.way == "see" || sent.choices.values().any(|choice| *choice == Choice::Best) {
        let maker = Arc::clone(&app);
        return app.page(visitor, "pages/suggestions.html", move |conn, here| show::view(conn, here, &maker, node, &typed, &[])).await;
    }
    let round: RoundId = forms::id(&typed.id)?;
    let (maker, asked, now, catalog) = (Arc::clone(&app), visitor.clone(), app.db.now(), Arc::clone(&app.catalog));
    let group = typed.group.clone();
    // How many wait and could begin is looked for outside the writer's transaction: nobody waits for a solver.
    let (waiting, best) = app
        .db
        .read(move |conn| {
            let here = Here::load(conn, &asked, now, catalog)?;
            let looked = look(conn, &here, &maker, node, &group, &Sent::default())?;
            Ok::<_, Error>((looked.round.learners.len(), looked.plan.map(|plan| plan.best).unwrap_or_default()))
        })
        .await?;
    let input = Accept { round, school: node, weights: app.weights, waiting, best, pairs: sent.chosen() };
    let done = app.act(&visitor, move |tx, here| Ok::<_, Error>(acts::accept(tx, &here.caller, &input)?)).await;
    let maker = Arc::clone(&app);
    match done {
        Ok(Accepted::Proposed(_)) => Ok(see_other(format!("/nodes/{node}/suggestions#rounds")).cookie(flash("round-proposed")).finish()),
        Ok(Accepted::Impossible(pairs)) => {
            let summary = told(&app, &visitor, node, &pairs).await?;
            app.page_with(visitor, "pages/suggestions.html", StatusCode::UNPROCESSABLE_ENTITY, summary, move |conn, here| {
                show::view(conn, here, &maker, node, &typed, &pairs)
            })
            .await
        }
        Err(error) => {
            app.again(visitor, error, "pages/suggestions.html", move |conn, here| show::view(conn, here, &maker, node, &typed, &[])).await
        }
    }
}

/// Each pair that is not possible any more, by the learner's name, with its reason.
async fn told(app: &App, visitor: &Visitor, node: NodeId, pairs: &[(PersonId, Problem)]) -> Result<Vec<templates::Problem>, Error> {
    let ids: BTreeSet<PersonId> = pairs.iter().map(|(learner, _)| *learner).collect();
    // The caller teaches there, and is told the names of its people; a form may name anybody.
    let members = app.db.read(move |conn| people::members(conn, node)).await?;
    let names: HashMap<PersonId, String> = members.into_iter().filter(|row| ids.contains(&row.id)).map(|row| (row.id, row.name)).collect();
    let (catalog, language) = (&app.catalog, visitor.language);
    Ok(pairs
        .iter()
        .map(|(learner, problem)| templates::Problem {
            field: None,
            message: problems::message(catalog, language, *problem),
            part: names.get(learner).map(|name| crate::web::locale::capital(name)),
        })
        .collect())
}
