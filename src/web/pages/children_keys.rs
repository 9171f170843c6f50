//! The keys of a school's children: cards and PINs, made, printed and voided for one child, some, a group or all.
//!
//! What is made is printed from the answer to the form: only hashes are kept, so no page can show it a second time.

use std::collections::{BTreeMap, HashSet};

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use serde::{Deserialize, Serialize};

use super::choice::Choice;
use super::people::class_name;
use super::people::keys::{PictureView, address};
use crate::actions::accounts::cards::{self, FreshCard};
use crate::actions::accounts::children::{self, Whom};
use crate::actions::accounts::{self as actions, pictures, pins};
use crate::actions::{consents, ground};
use crate::domain::id::{NodeId, PersonId};
use crate::domain::policy::{Caller, Verb, may};
use crate::domain::refusal::Problem;
use crate::domain::words::{Level, Picture, Purpose};
use crate::store::accounts::with_key;
use crate::store::queries::nodes;
use crate::store::queries::people::MemberView;
use crate::store::{Conn, Tx};
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::charts::qr;
use crate::web::forms::{self, Form};
use crate::web::here::stamp;
use crate::web::{Answer, App, Error, Here, Visitor, see_other};

#[derive(Serialize)]
struct Keys {
    id: String,
    school: String,
    groups: Vec<Class>,
    /// When the school's cards work, for who may say so.
    rules: Option<Vec<Choice>>,
    rule: &'static str,
    cards: usize,
    pins: usize,
}

#[derive(Serialize)]
struct Class {
    value: String,
    heading: String,
    /// Whether it signs in with pictures.
    by_pictures: bool,
    rows: Vec<Child>,
}

#[derive(Serialize)]
struct Child {
    id: String,
    name: String,
    stamp: &'static str,
    card: bool,
    pin: bool,
}

fn heading(here: &Here, child: &MemberView) -> String {
    class_name(here, child.grade, child.class.as_deref()).unwrap_or_else(|| here.text("people-no-grade", &[]))
}

fn school_name(conn: &mut Conn, school: NodeId) -> Result<String, Error> {
    let row = nodes::by_id(conn, school)?.filter(|row| row.level == Level::School);
    Ok(row.ok_or(Error::NotFound)?.name)
}

fn view(conn: &mut Conn, here: &Here, school: NodeId) -> Result<View<Keys>, Error> {
    here.person()?;
    let children = children::of_school(conn, &here.caller, school)?;
    let place = ground::place(conn, school)?;
    let pictures_of = pictures::groups(conn, school)?;
    let with_card = cards::holders(conn, school)?;
    let ids: Vec<PersonId> = children.iter().map(|row| row.id).collect();
    let with_pin: HashSet<PersonId> = with_key(conn, &ids)?;
    let mut groups: BTreeMap<(bool, Option<i32>, Option<String>), Class> = BTreeMap::new();
    for child in &children {
        let class = groups.entry((child.grade.is_none(), child.grade, child.class.clone()));
        let class = class.or_insert_with(|| Class {
            by_pictures: pictures_of.contains(&children::group(child)),
            value: children::group(child),
            heading: heading(here, child),
            rows: Vec::new(),
        });
        let (card, pin) = (with_card.contains(&child.id), with_pin.contains(&child.id));
        class.rows.push(Child { id: child.id.to_string(), name: child.name.clone(), stamp: stamp(child.id), card, pin });
    }
    let rules = ["always", "class"].map(|rule| Choice::new(rule, here.text(&format!("keys-rule-{rule}"), &[])));
    let view = Keys {
        id: school.to_string(),
        school: school_name(conn, school)?,
        cards: children.iter().filter(|row| with_card.contains(&row.id)).count(),
        pins: with_pin.len(),
        groups: groups.into_values().collect(),
        rules: may(Verb::RuleCards, here.caller.to_place(&place)).then(|| rules.into()),
        rule: if cards::in_class_only(conn, school)? { "class" } else { "always" },
    };
    Ok(View { title: here.text("keys-title", &[]), view })
}

/// Who has which key.
pub async fn show(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let school = forms::id(&path)?;
    app.page(visitor, "pages/children-keys.html", move |conn, here| view(conn, here, school)).await
}

/// What was made is shown once; who comes back to its address is led to the list.
pub async fn gone(path: web::Path<String>) -> Answer {
    let school: NodeId = forms::id(&path)?;
    Ok(see_other(format!("/nodes/{school}/keys")).finish())
}

/// For whom: these; or a group, or all, where that was said.
#[derive(Deserialize)]
pub struct Chosen {
    #[serde(default)]
    person: Vec<String>,
    #[serde(default)]
    group: String,
}

impl Chosen {
    fn whom(&self) -> Result<Whom, Problem> {
        match self.group.as_str() {
            // What is made takes the place of what they had: nobody is meant by being left out.
            "" if self.person.is_empty() => Err(Problem::NobodyChosen),
            "" => Ok(Whom::These(self.person.iter().map(|text| forms::choice(text)).collect::<Result<_, _>>()?)),
            "all" => Ok(Whom::All),
            group => Ok(Whom::Group(group.to_owned())),
        }
    }
}

/// Those who were chosen. Asked before anything is hashed: hashing is dear.
async fn chosen(app: &App, visitor: &Visitor, school: NodeId, chosen: &Chosen) -> Result<Vec<MemberView>, Error> {
    let whom = chosen.whom();
    app.act(visitor, move |tx, here| {
        // Whoever may not is told that first.
        children::of_school(tx, &here.caller, school)?;
        let whom = whom.map_err(|problem| crate::actions::Error::at("person", problem))?;
        children::these(tx, &here.caller, school, &whom)
    })
    .await
}

async fn again(app: &App, visitor: Visitor, school: NodeId, error: Error) -> Answer {
    app.again(visitor, error, "pages/children-keys.html", move |conn, here| view(conn, here, school)).await
}

#[derive(Serialize)]
struct CardSheet {
    id: String,
    school: String,
    address: String,
    cards: Vec<Card>,
}

#[derive(Serialize)]
struct Card {
    name: String,
    class: String,
    code: String,
    qr: String,
    /// Whether it opens only while somebody holds the classroom open.
    in_class: bool,
}

/// The address in a QR code: capitals only, so that the code stays coarse.
fn scan_address(app: &App, request: &HttpRequest, code: &str) -> String {
    let origin = match &app.origin {
        Some(origin) => origin.trim_end_matches('/').to_owned(),
        None => {
            let info = request.connection_info();
            format!("{}://{}", info.scheme(), info.host())
        }
    };
    format!("{origin}/C/{code}").to_uppercase()
}

/// Makes cards and shows the sheet, once.
pub async fn make_cards(
    app: web::Data<App>,
    visitor: Visitor,
    path: web::Path<String>,
    form: Form<Chosen>,
    request: HttpRequest,
) -> Answer {
    let school: NodeId = forms::id(&path)?;
    let children = match chosen(&app, &visitor, school, &form.0).await {
        Ok(children) => children,
        Err(error) => return again(&app, visitor, school, error).await,
    };
    let drawn = cards::draw(&app.db, children.len()).await?;
    let fresh: Vec<(PersonId, FreshCard)> = children.iter().map(|child| child.id).zip(drawn).collect();
    let given = fresh.clone();
    if let Err(error) = app.act(&visitor, move |tx, here| cards::give_cards(tx, &here.caller, school, &given)).await {
        return again(&app, visitor, school, error).await;
    }
    let codes: Vec<(String, String)> = fresh.iter().map(|(_, card)| (card.text(), scan_address(&app, &request, card.code()))).collect();
    let address = address(&app, &request);
    app.page_with(visitor, "pages/cards.html", StatusCode::OK, Vec::new(), move |conn, here| {
        let rule = cards::in_class_only(conn, school)?;
        let cards = children.into_iter().zip(codes).map(|(child, (code, scan))| {
            let qr = qr::draw(&scan).map_err(|error| Error::Fault(error.to_string()))?;
            let in_class = rule || !consents::stands(conn, school, child.id, Purpose::Card)?;
            let class = class_name(here, child.grade, child.class.as_deref()).unwrap_or_default();
            Ok(Card { class, name: child.name, code, qr, in_class })
        });
        let cards = cards.collect::<Result<Vec<_>, Error>>()?;
        let view = CardSheet { id: school.to_string(), school: school_name(conn, school)?, address, cards };
        Ok(View { title: here.text("cards-title", &[]), view })
    })
    .await
}

/// Voids cards.
pub async fn void_cards(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Chosen>) -> Answer {
    voided(&app, visitor, &path, form.0, "cards-voided", cards::void_cards).await
}

/// How keys of one kind are taken from some children of a school.
type Void = fn(&mut Tx<'_>, &Caller, NodeId, &Whom) -> Result<(), crate::actions::Error>;

async fn voided(app: &App, visitor: Visitor, path: &str, whom: Chosen, said: &'static str, void: Void) -> Answer {
    let school: NodeId = forms::id(path)?;
    let whom = whom.whom();
    let done = app
        .act(&visitor, move |tx, here| {
            children::of_school(tx, &here.caller, school)?;
            let whom = whom.map_err(|problem| crate::actions::Error::at("person", problem))?;
            void(tx, &here.caller, school, &whom)
        })
        .await;
    match done {
        Ok(()) => Ok(see_other(format!("/nodes/{school}/keys")).cookie(flash(said)).finish()),
        Err(error) => again(app, visitor, school, error).await,
    }
}

/// When the school's cards work.
#[derive(Deserialize)]
pub struct Rule {
    #[serde(default)]
    rule: String,
}

/// Says when the school's cards work.
pub async fn rule(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Rule>) -> Answer {
    let school: NodeId = forms::id(&path)?;
    let done = app
        .act(&visitor, move |tx, here| {
            ground::allow_at(tx, &here.caller, Verb::RuleCards, school)?;
            school_name(tx, school)?;
            match form.0.rule.as_str() {
                "always" => Ok(cards::set_rule(tx, &here.caller, school, false)?),
                "class" => Ok(cards::set_rule(tx, &here.caller, school, true)?),
                _ => Err(Error::from(crate::actions::Error::at("rule", Problem::Missing))),
            }
        })
        .await;
    match done {
        Ok(()) => Ok(see_other(format!("/nodes/{school}/keys")).cookie(flash("cards-ruled")).finish()),
        Err(error) => again(&app, visitor, school, error).await,
    }
}

#[derive(Serialize)]
struct PinSheet {
    id: String,
    school: String,
    address: String,
    groups: Vec<PinGroup>,
}

#[derive(Serialize)]
struct PinGroup {
    heading: String,
    rows: Vec<PinRow>,
    by_pictures: bool,
}

#[derive(Serialize)]
struct PinRow {
    name: String,
    digits: String,
    pictures: Vec<PictureView>,
}

/// Draws PINs and shows them on one sheet, once.
pub async fn make_pins(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Chosen>, request: HttpRequest) -> Answer {
    let school: NodeId = forms::id(&path)?;
    let children = match chosen(&app, &visitor, school, &form.0).await {
        Ok(children) => children,
        Err(error) => return again(&app, visitor, school, error).await,
    };
    let groups = app.db.read(move |conn| pictures::groups(conn, school)).await?;
    let ways: Vec<bool> = children.iter().map(|child| groups.contains(&children::group(child))).collect();
    let drawn = pins::draw(&app.db, &ways).await?;
    let shown: Vec<(String, Vec<Picture>)> = drawn.iter().map(|pin| (pin.digits().to_owned(), pin.pictures().to_vec())).collect();
    let given: Vec<(PersonId, pins::FreshPin)> = children.iter().map(|child| child.id).zip(drawn).collect();
    if let Err(error) = app.act(&visitor, move |tx, here| actions::give_pins(tx, &here.caller, school, &given)).await {
        return again(&app, visitor, school, error).await;
    }
    let address = address(&app, &request);
    app.page_with(visitor, "pages/pins.html", StatusCode::OK, Vec::new(), move |conn, here| {
        let mut groups: Vec<PinGroup> = Vec::new();
        for (child, (digits, row)) in children.into_iter().zip(shown) {
            let heading = heading(here, &child);
            if groups.last().is_none_or(|group| group.heading != heading) {
                groups.push(PinGroup { heading, rows: Vec::new(), by_pictures: !row.is_empty() });
            }
            if let Some(group) = groups.last_mut() {
                group.rows.push(PinRow { name: child.name, digits, pictures: PictureView::row(here, &row) });
            }
        }
        let view = PinSheet { id: school.to_string(), school: school_name(conn, school)?, address, groups };
        Ok(View { title: here.text("pins-title", &[]), view })
    })
    .await
}

/// Takes PINs away.
pub async fn void_pins(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Chosen>) -> Answer {
    voided(&app, visitor, &path, form.0, "pins-voided", actions::void_pins).await
}

/// How a group signs in.
#[derive(Deserialize)]
pub struct Way {
    #[serde(default)]
    group: String,
    #[serde(default)]
    way: String,
}

/// Says how a group signs in: with four digits or with three pictures.
pub async fn way(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Way>) -> Answer {
    let school: NodeId = forms::id(&path)?;
    let Form(Way { group, way }) = form;
    let done = app
        .act(&visitor, move |tx, here| {
            children::of_school(tx, &here.caller, school)?;
            match way.as_str() {
                "digits" => pictures::choose(tx, &here.caller, school, &group, false),
                "pictures" => pictures::choose(tx, &here.caller, school, &group, true),
                _ => Err(crate::actions::Error::at("way", Problem::Missing)),
            }
        })
        .await;
    match done {
        Ok(()) => Ok(see_other(format!("/nodes/{school}/keys")).cookie(flash("way-kept")).finish()),
        Err(error) => again(&app, visitor, school, error).await,
    }
}
