//! A person's catalog: what she masters and offers.

use std::collections::{HashMap, HashSet};

use actix_web::http::StatusCode;
use actix_web::web;
use serde::{Deserialize, Serialize};

use super::choice::Choice;
use super::faces::with_unread;
use super::topics::standing::asking;
use super::topics::{Title, Titles, names_at};
use crate::actions;
use crate::actions::{ground, names};
use crate::domain::id::{MasteryId, OfferId, PersonId, TopicId};
use crate::domain::policy::{Verb, may};
use crate::domain::refusal::{Check, Refusal};
use crate::domain::rules::CAPACITY;
use crate::domain::words::{OfferState, Via};
use crate::store::Conn;
use crate::store::queries::{masteries, people};
use crate::store::rows::MasteryRow;
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::forms::{self, Form};
use crate::web::here::stamp;
use crate::web::locale::Day as Style;
use crate::web::{Answer, App, Error, Here, Visitor, problems, see_other};

#[derive(Serialize)]
struct Row {
    topic: Title,
    mastery: String,
    /// How and since when she masters it.
    via: String,
    day: String,
    /// How whoever vouched for it knows.
    reason: Option<String>,
    offer: Option<Offer>,
    /// The id of the offer that the form would make.
    new_offer: String,
    /// Whether its form stands open.
    open: bool,
}

#[derive(Serialize)]
struct Offer {
    id: String,
    state: String,
    state_words: String,
    capacity: i32,
    free: i64,
    mark: &'static str,
    label: String,
    ask: Option<String>,
}

#[derive(Serialize)]
struct Catalog {
    id: String,
    name: String,
    stamp: &'static str,
    own: bool,
    rows: Vec<Row>,
    manages: bool,
    withdraws: bool,
    vouches: bool,
    capacities: Vec<Choice>,
    /// What was withdrawn and could count again, for whoever may say so.
    gone: Vec<Gone>,
}

#[derive(Serialize)]
struct Gone {
    topic: Title,
    mastery: String,
    via: String,
    day: String,
}

const CATALOG: &str = "pages/masteries/catalog.html";

/// Those who vouched for masteries, by the names that the reader may know.
///
/// # Errors
/// The database cannot be read.
pub fn vouchers(conn: &mut Conn, here: &Here, rows: &[MasteryRow]) -> Result<HashMap<PersonId, String>, Error> {
    let ids: Vec<PersonId> = rows.iter().filter(|row| row.via == Via::Founding).filter_map(|row| row.voucher).collect();
    if ids.is_empty() { Ok(HashMap::new()) } else { Ok(names::lasting(conn, &here.caller, &ids)?) }
}

/// How somebody came to master a topic, in words: by whose word, where the reader may know. Who vouched for herself is not said to have another's.
pub fn via(here: &Here, row: &MasteryRow, vouchers: &HashMap<PersonId, String>) -> String {
    if row.via != Via::Founding {
        return here.word("via", row.via.word());
    }
    match row.voucher {
        Some(voucher) if voucher == row.person => here.word("via", "own-word"),
        Some(voucher) if vouchers.contains_key(&voucher) => here.text("mastery-word-of", &[("name", (&vouchers[&voucher]).into())]),
        _ => here.word("via", row.via.word()),
    }
}

/// What the reader may call someone: her name where she may read it.
///
/// # Errors
/// The database cannot be read.
pub(super) fn called(conn: &mut Conn, here: &Here, person: PersonId) -> Result<String, Error> {
    let readable = here.caller.is(person) || people::belongs(conn, person)?.iter().any(|row| names_at(&here.caller, row.node));
    let name = if readable { people::name(conn, person)?.map(|row| row.name) } else { None };
    Ok(name.unwrap_or_else(|| here.text("words-someone", &[])))
}

/// A person's catalog; `again`: the mastery whose form was refused, which stands open.
fn catalog(conn: &mut Conn, here: &Here, person: PersonId, again: Option<MasteryId>, seed: OfferId) -> Result<View<Catalog>, Error> {
    let me = here.person()?;
    let relations = ground::to_person(conn, &here.caller, person)?;
    if !may(Verb::ReadPerson, relations) {
        return Err(Error::NotFound);
    }
    let home = ground::home(conn, person)?;
    let place = ground::place(conn, home)?;
    let at_home = here.caller.to_place(&place);
    let own = me == person;
    let held = masteries::of_person(conn, person)?;
    let ids: Vec<TopicId> = held.iter().map(|row| row.topic).collect();
    let gone = actions::masteries::restorable(conn, &here.caller, person)?;
    let vouchers = vouchers(conn, here, &[&held[..], &gone].concat())?;
    let titles = Titles::load(conn, here, &ids.into_iter().chain(gone.iter().map(|row| row.topic)).collect::<Vec<_>>())?;
    let taken: HashMap<OfferId, i64> = masteries::taken_in(conn, home)?.into_iter().collect();
    let mine: HashSet<TopicId> = masteries::of_person(conn, me)?.into_iter().map(|row| row.topic).collect();
    let free_to_begin = crate::store::queries::tutorials::open_count(conn, me)? < actions::tutorials::OPEN_AT_ONCE;
    let pair = !own && free_to_begin && ground::may_pair(conn, me, person, None)?.is_ok();
    let mut rows = Vec::new();
    let mut offers: HashMap<MasteryId, _> = masteries::catalog_of(conn, person)?.into_iter().map(|offer| (offer.mastery, offer)).collect();
    for (index, row) in held.iter().enumerate() {
        let Some(topic) = titles.get(row.topic) else { continue };
        let offer = offers.remove(&row.id).map(|offer| {
            let free = (i64::from(offer.capacity) - taken.get(&offer.id).copied().unwrap_or(0)).max(0);
            let (mark, label) = match (offer.state, free) {
                (OfferState::Open, 1..) => ("good", here.text("topics-free", &[("count", free.into())])),
                (OfferState::Open, _) => ("near", here.text("topics-full", &[])),
                _ => ("none", here.word("offer", offer.state.word())),
            };
            let begins = pair && free > 0 && offer.state == OfferState::Open && !mine.contains(&row.topic);
            Offer {
                id: offer.id.to_string(),
                state: offer.state.to_string(),
                state_words: here.word("offer", offer.state.word()),
                capacity: offer.capacity,
                free,
                mark,
                label,
                ask: begins.then(|| asking(me, offer.id, None)),
            }
        });
        rows.push(Row {
            topic,
            mastery: row.id.to_string(),
            via: via(here, row, &vouchers),
            reason: row.reason.clone(),
            day: here.day(row.day, Style::Month),
            offer,
            new_offer: nth(seed, index).to_string(),
            open: again == Some(row.id),
        });
    }
    let name = called(conn, here, person)?;
    let title = if own { here.text("mastery-own-title", &[]) } else { here.text("mastery-title", &[("name", (&name).into())]) };
    let places = |count: i64| Choice::new(count, here.text("mastery-places", &[("count", count.into())]));
    let view = Catalog {
        id: person.to_string(),
        name,
        stamp: stamp(person),
        own,
        rows,
        manages: may(Verb::ManageOffer, relations),
        withdraws: may(Verb::WithdrawMastery, at_home),
        vouches: actions::masteries::may_vouch(conn, &here.caller, person).is_ok(),
        capacities: CAPACITY.map(places).collect(),
        gone: gone
            .iter()
            .filter_map(|row| {
                let (topic, mastery) = (titles.get(row.topic)?, row.id.to_string());
                Some(Gone { topic, mastery, via: via(here, row, &vouchers), day: here.day(row.withdrawn?, Style::Date) })
            })
            .collect(),
    };
    Ok(View { title, view })
}

/// One of many new ids from one piece of chance: a page has a form for each row.
fn nth(seed: OfferId, index: usize) -> OfferId {
    let mut bytes = *seed.bytes();
    let number = u16::try_from(index).unwrap_or(u16::MAX).to_be_bytes();
    bytes[14] ^= number[0];
    bytes[15] ^= number[1];
    OfferId::from_bytes(bytes)
}

/// A person's catalog.
pub async fn show(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let person: PersonId = forms::id(&path)?;
    let seed = app.new_id();
    app.page(visitor, CATALOG, move |conn, here| catalog(conn, here, person, None, seed)).await
}

/// Whose mastery it is.
async fn owner(app: &App, mastery: MasteryId) -> Result<PersonId, Error> {
    app.db.read(move |conn| masteries::by_id(conn, mastery)?.map(|row| row.person).ok_or(Error::NotFound)).await
}

/// A change that was made, or refused for something that can be put right: either is shown on the owner's page. Whatever else came of it is
/// the answer, before her page is looked for: who may not know of the thing is not told whether it is there.
fn showable(done: Result<(), Error>) -> Result<Result<(), Refusal>, Error> {
    match done {
        Ok(()) => Ok(Ok(())),
        Err(Error::Refused(refusal)) => Ok(Err(refusal)),
        Err(error) => Err(error),
    }
}

async fn answered(app: &App, visitor: Visitor, mastery: MasteryId, done: Result<(), Refusal>, key: &'static str) -> Answer {
    let person = owner(app, mastery).await?;
    let Err(refusal) = done else { return Ok(see_other(format!("/people/{person}/catalog")).cookie(flash(key)).finish()) };
    // The page has a form for each topic: what is wrong stands at the one that was sent.
    let mut said = problems::messages(&app.catalog, visitor.language, &refusal);
    for problem in &mut said {
        problem.field = problem.field.take().filter(|field| field == "capacity").map(|field| format!("{field}-{mastery}"));
    }
    let seed = app.new_id();
    let page = move |conn: &mut Conn, here: &Here| catalog(conn, here, person, Some(mastery), seed);
    app.page_with(visitor, CATALOG, StatusCode::UNPROCESSABLE_ENTITY, said, page).await
}

/// An offer as it arrives.
#[derive(Deserialize)]
pub struct Places {
    #[serde(default)]
    id: String,
    #[serde(default)]
    capacity: String,
    #[serde(default)]
    state: String,
}

/// Puts a mastery into its owner's catalog.
pub async fn offer(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Places>) -> Answer {
    let mastery: MasteryId = forms::id(&path)?;
    let Form(form) = form;
    let id: OfferId = form.id.parse().map_err(|_| Error::Malformed)?;
    let done = app
        .act(&visitor, move |tx, here| -> Result<(), Error> {
            here.person()?;
            let mut check = Check::new();
            let places = check.take("capacity", forms::number(&form.capacity, CAPACITY)).unwrap_or(1);
            with_unread(check, actions::masteries::offer(tx, &here.caller, id, mastery, places).map(|_| ()))
        })
        .await;
    answered(&app, visitor, mastery, showable(done)?, "offer-made").await
}

/// Changes an offer: places, pause, out of the catalog.
pub async fn change(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Places>) -> Answer {
    let id: OfferId = forms::id(&path)?;
    let Form(form) = form;
    let done = app
        .act(&visitor, move |tx, here| -> Result<(), Error> {
            here.person()?;
            let mut check = Check::new();
            let places = check.take("capacity", forms::number(&form.capacity, CAPACITY)).unwrap_or(1);
            let state = check.take("state", forms::choice(&form.state)).unwrap_or(OfferState::Open);
            with_unread(check, actions::masteries::change_offer(tx, &here.caller, id, places, state))
        })
        .await;
    let done = showable(done)?;
    let mastery = app.db.read(move |conn| masteries::offer(conn, id)?.map(|row| row.mastery).ok_or(Error::NotFound)).await?;
    answered(&app, visitor, mastery, done, "offer-changed").await
}

/// Withdraws a mastery that was a mistake.
pub async fn withdraw(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let mastery: MasteryId = forms::id(&path)?;
    let done = app
        .act(&visitor, move |tx, here| -> Result<(), Error> {
            here.person()?;
            Ok(actions::masteries::withdraw(tx, &here.caller, mastery)?)
        })
        .await;
    answered(&app, visitor, mastery, showable(done)?, "mastery-withdrawn").await
}

/// Takes back that it was withdrawn.
pub async fn restore(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let mastery: MasteryId = forms::id(&path)?;
    let done = app
        .act(&visitor, move |tx, here| -> Result<(), Error> {
            here.person()?;
            Ok(actions::masteries::restore(tx, &here.caller, mastery)?)
        })
        .await;
    answered(&app, visitor, mastery, showable(done)?, "mastery-restored").await
}
