//! Somebody's page: who she is, who accompanied her and whom she accompanied, and what those who look after her may do.

use std::collections::{HashMap, HashSet};

use actix_web::web;
use serde::Serialize;

use super::{class_name, lived};
use crate::actions::accounts::invitations::may_invite;
use crate::actions::accounts::tokens;
use crate::actions::found_again::{self, Act};
use crate::actions::people::may_erase;
use crate::actions::{care, ground, moves, names, own_data, same_person};
use crate::domain::id::{BlockId, DemonstrationId, MasteryId, NodeId, PersonId, TopicId, TutorialId};
use crate::domain::policy::{Relations, Verb, may};
use crate::domain::search::fold;
use crate::domain::words::Seen;
use crate::store::queries::{masteries, nodes, people};
use crate::store::rows::MasteryRow;
use crate::store::{Conn, accounts};
use crate::web::app::View;
use crate::web::forms;
use crate::web::here::stamp;
use crate::web::locale::Day as DayStyle;
use crate::web::locale::capital;
use crate::web::pages::choice::Choice;
use crate::web::pages::masteries::{via, vouchers};
use crate::web::pages::topics::{Title, Titles};
use crate::web::{Answer, App, Error, Here, Visitor};

/// How many of those whom she accompanied stand on a thread; the topic's lineage shows them all. No number says how many they are.
const MOST_FORKS: usize = 6;

/// What the page shows.
#[derive(Serialize)]
pub struct Shown {
    id: String,
    name: String,
    stamp: &'static str,
    own: bool,
    /// The name under which she signs in, for herself.
    handle: Option<String>,
    /// Whether she may have keys for programs: a child has none.
    holds_keys: bool,
    /// Whether she may read who opened this record.
    reads_readings: bool,
    /// Whether the reader may take out what is kept about her.
    takes_out: bool,
    /// Whether she may take pictures away from this record.
    removes_files: bool,
    /// Whether it is hers to say who sees the photos in her records.
    decides_photos: bool,
    keeps_consents: bool,
    places: Vec<PlaceView>,
    lines: Vec<Line>,
    lived: lived::Lived,
    can: Can,
    blocks: Vec<BlockView>,
    others: Vec<Choice>,
    block: String,
}

#[derive(Serialize)]
struct PlaceView {
    id: String,
    name: String,
    position: String,
    class: Option<String>,
    steward: bool,
}

#[derive(Serialize)]
struct Can {
    any: bool,
    edit: bool,
    pin: bool,
    invite: bool,
    erase: bool,
    block: bool,
    vouch: bool,
    record: bool,
    movable: bool,
    merge: bool,
}

#[derive(Serialize)]
struct BlockView {
    id: String,
    name: Option<String>,
}

/// One topic's thread as it passes through her.
#[derive(Serialize)]
struct Line {
    topic: Title,
    steps: Vec<Step>,
    /// The act of her demonstration, and the record of how she learned it, where the reader may open them.
    act: Option<String>,
    record: Option<String>,
}

#[derive(Serialize)]
struct Step {
    label: String,
    state: &'static str,
    small: String,
    href: Option<String>,
    fork: bool,
    forks: bool,
}

/// Her page, for those who may see her.
pub async fn show(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let person = forms::id(&path)?;
    let block = app.new_id();
    app.page(visitor, "pages/person.html", move |conn, here| view(conn, here, person, block)).await
}

/// The page, also shown again where a change was refused.
///
/// # Errors
/// She is not there, or not for this reader.
pub fn view(conn: &mut Conn, here: &Here, person: PersonId, block: BlockId) -> Result<View<Shown>, Error> {
    here.person()?;
    let relations = ground::to_person(conn, &here.caller, person)?;
    ground::allow(Verb::ReadPerson, relations)?;
    let row = people::by_id(conn, person)?.ok_or(Error::NotFound)?;
    let named = people::name(conn, person)?.ok_or(Error::NotFound)?;
    let own = here.caller.is(person);
    here.opens(person, Seen::Page, person);
    let belongs = people::belongs(conn, person)?;
    let stewards = people::stewardships(conn, person)?;
    let ids: Vec<NodeId> = belongs.iter().map(|row| row.node).collect();
    let place_names = nodes::names(conn, &ids)?;
    let places = belongs
        .iter()
        .map(|row| PlaceView {
            id: row.node.to_string(),
            name: place_names.get(&row.node).cloned().unwrap_or_default(),
            position: capital(&here.word("position", row.position.word())),
            class: class_name(here, named.grade, named.class.as_deref()),
            steward: stewards.contains(&row.node),
        })
        .collect();
    let mut can = can(conn, here, person, row.minor, relations)?;
    for school in &ids {
        can.movable |= moves::may_hand_over(conn, &here.caller, person, *school)?;
    }
    let (blocks, others) = if can.block { kept_apart(conn, here, person, &ids)? } else { (Vec::new(), Vec::new()) };
    let (lines, told) = lines(conn, here, person, &named.name)?;
    let lived = lived::of(conn, here, person, relations, &told)?;
    let view = Shown {
        id: person.to_string(),
        stamp: stamp(person),
        own,
        takes_out: own_data::may_take_out(conn, &here.caller, person)?,
        decides_photos: crate::web::pages::files::says_herself(conn, here, person)?.is_some(),
        removes_files: row.minor && may(Verb::RemoveFile, relations),
        keeps_consents: row.minor && may(Verb::KeepConsents, relations),
        reads_readings: may(Verb::ReadReadings, relations),
        holds_keys: own && tokens::may_hold(&here.caller),
        handle: if own { accounts::handle(conn, person)? } else { None },
        places,
        lines,
        lived,
        can,
        blocks,
        others,
        block: block.to_string(),
        name: named.name.clone(),
    };
    Ok(View { title: named.name, view })
}

fn can(conn: &mut Conn, here: &Here, person: PersonId, minor: bool, relations: Relations) -> Result<Can, Error> {
    let others = !here.caller.is(person);
    let mut can = Can {
        any: false,
        edit: may(Verb::EditPerson, relations),
        pin: minor && may(Verb::GivePin, relations),
        invite: !minor && others && may_invite(conn, &here.caller, person)?,
        erase: may_erase(conn, &here.caller, person)?,
        block: others && may(Verb::BlockPair, relations),
        vouch: may(Verb::VouchFounding, relations),
        record: others && may(Verb::EnterFromPaper, relations),
        movable: false,
        merge: same_person::may_merge(conn, &here.caller, person)?,
    };
    can.any = can.edit || can.pin || can.invite || can.erase || can.block || can.vouch || can.record;
    Ok(can)
}

/// Those from whom she is kept apart, and those of her places who may still be.
fn kept_apart(conn: &mut Conn, here: &Here, person: PersonId, places: &[NodeId]) -> Result<(Vec<BlockView>, Vec<Choice>), Error> {
    let blocks: Vec<(BlockId, PersonId)> =
        people::blocks_of(conn, person)?.into_iter().map(|row| (row.id, if row.one == person { row.other } else { row.one })).collect();
    let ids: Vec<PersonId> = blocks.iter().map(|(_, other)| *other).collect();
    let mut known = names::visible(conn, &here.caller, &ids)?;
    let mut others: Vec<Choice> = Vec::new();
    // Who comes on visits meets her too.
    for node in places {
        for (guest, name) in care::guests(conn, *node, here.now)? {
            let value = guest.to_string();
            if ids.contains(&guest) {
                known.entry(guest).or_insert(name);
            } else if guest != person && !others.iter().any(|one| one.value == value) {
                others.push(Choice::new(value, here.text("paper-visitor", &[("name", name.as_str().into())])));
            }
        }
    }
    for node in places {
        for row in people::members(conn, *node)? {
            let value = row.id.to_string();
            if row.id != person && !ids.contains(&row.id) && !others.iter().any(|known| known.value == value) {
                others.push(Choice::new(value, row.name));
            }
        }
    }
    others.sort_by_cached_key(|one| fold(&one.label));
    let blocks = blocks.into_iter().map(|(id, other)| BlockView { id: id.to_string(), name: known.get(&other).cloned() }).collect();
    Ok((blocks, others))
}

/// Each topic that she masters, newest first: from whom it came, and to whom it went; and the tutorials to which these lead.
fn lines(conn: &mut Conn, here: &Here, person: PersonId, name: &str) -> Result<(Vec<Line>, HashSet<TutorialId>), Error> {
    let hers = masteries::of_person(conn, person)?;
    let parents: Vec<MasteryId> = hers.iter().filter_map(|row| row.parent).collect();
    let parents: HashMap<MasteryId, PersonId> = masteries::by_ids(conn, &parents)?.into_iter().map(|row| (row.id, row.person)).collect();
    let ids: Vec<MasteryId> = hers.iter().map(|row| row.id).collect();
    let children = masteries::children_of(conn, &ids)?;
    let titles: Vec<TopicId> = hers.iter().map(|row| row.topic).collect();
    let titles = Titles::load(conn, here, &titles)?;
    let met: Vec<PersonId> = parents.values().copied().chain(children.iter().map(|row| row.person)).collect();
    let visible = names::visible(conn, &here.caller, &met)?;
    let known = if here.caller.is(person) { names::lasting(conn, &here.caller, &met)? } else { visible.clone() };
    let held: Vec<DemonstrationId> = hers.iter().filter_map(|row| row.demonstration).collect();
    let acts = found_again::acts_by_id(conn, &here.caller, &held)?;
    let vouchers = vouchers(conn, here, &hers)?;
    let thread = Thread { here, person, name, known: &known, visible: &visible, vouchers: &vouchers };
    let told = acts.values().filter_map(|act| act.record).collect();
    let lines = hers
        .iter()
        .map(|row| {
            let tutor = row.parent.and_then(|parent| parents.get(&parent).copied());
            let learners: Vec<&MasteryRow> = children.iter().filter(|child| child.parent == Some(row.id)).collect();
            let act: Option<&Act> = row.demonstration.and_then(|id| acts.get(&id));
            Line {
                topic: titles.of(row.topic),
                steps: thread.steps(row, tutor, &learners),
                act: act.map(|act| format!("/demonstrations/{}", act.row.id)),
                record: act.and_then(|act| act.record).map(|id| format!("/tutorials/{id}")),
            }
        })
        .collect();
    Ok((lines, told))
}

struct Thread<'a> {
    here: &'a Here,
    person: PersonId,
    name: &'a str,
    known: &'a HashMap<PersonId, String>,
    /// Those whose page the reader can open.
    visible: &'a HashMap<PersonId, String>,
    vouchers: &'a HashMap<PersonId, String>,
}

impl Thread<'_> {
    fn steps(&self, row: &MasteryRow, tutor: Option<PersonId>, learners: &[&MasteryRow]) -> Vec<Step> {
        let own = self.here.caller.is(self.person);
        let mut steps = Vec::with_capacity(learners.len() + 2);
        if let Some(tutor) = tutor {
            let small = if own { "person-line-tutor-own" } else { "person-line-tutor" };
            steps.push(self.step(tutor, self.here.text(small, &[])));
        }
        let label = if own { self.here.text("person-line-you", &[]) } else { self.name.to_owned() };
        let via = capital(&via(self.here, row, self.vouchers));
        let day = self.here.day(row.day, DayStyle::Date);
        let small = self.here.text("person-line-self", &[("via", via.into()), ("day", day.into())]);
        steps.push(Step { label, state: "now", small, href: None, fork: false, forks: !learners.is_empty() });
        for learner in learners.iter().take(MOST_FORKS) {
            let day = self.here.day(learner.day, DayStyle::Date);
            let small = self.here.text("person-line-learner", &[("day", day.into())]);
            steps.push(Step { fork: true, ..self.step(learner.person, small) });
        }
        if learners.len() > MOST_FORKS {
            let label = self.here.text("person-line-more", &[]);
            let href = Some(format!("/topics/{}/lineage", row.topic));
            steps.push(Step { label, state: "tied", small: String::new(), href, fork: true, forks: false });
        }
        steps
    }

    fn step(&self, person: PersonId, small: String) -> Step {
        let name = self.known.get(&person).cloned();
        let href = self.visible.contains_key(&person).then(|| format!("/people/{person}"));
        let label = name.unwrap_or_else(|| capital(&self.here.text("words-someone", &[])));
        Step { label, state: "tied", small, href, fork: false, forks: false }
    }
}
