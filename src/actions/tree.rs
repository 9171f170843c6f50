//! How the tree changes: a place moves, closes, opens again, goes on in another, or is split. Each change is looked at first: the same
//! function that judges it says what it touches, so that what was shown is what is done.
//!
//! Who changes the tree stands above the place, and above wherever it goes: nobody takes a school out from under those who accompany it,
//! nor hands it to somebody who did not ask.

use super::figures::LEAST_INSIDE;
use super::places::{place_name, read_cct};
use super::{Error, ground, levels};
use crate::domain::fact::{NodeClosed, NodeCorrected, NodeFounded, NodeMerged, NodeMoved, NodeReopened};
use crate::domain::id::NodeId;
use crate::domain::moment::{Day, Zone};
use crate::domain::policy::{Caller, Place, Relations, Verb};
use crate::domain::refusal::{Check, Problem};
use crate::domain::rules::{self, may_hang_under};
use crate::domain::search::words;
use crate::domain::words::Level;
use crate::store::queries::figures as counts;
use crate::store::queries::tree::Stands;
use crate::store::queries::{nodes, tree};
use crate::store::rows::NodeRow;
use crate::store::{Conn, Tx};

/// How many places are offered at once.
pub const OFFERED: i64 = 40;

/// A change of the tree.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are those of the form")]
pub enum Change {
    /// The node hangs under another from a day on.
    Move { to: NodeId, day: Day },
    /// Nothing new happens there from a day on.
    Close { day: Day },
    /// It was closed by mistake.
    Reopen,
    /// It goes on in another, today.
    Merge { into: NodeId },
    /// A new node beside it takes some of its children from a day on.
    Split { new: NodeId, name: String, cct: String, children: Vec<NodeId>, day: Day },
}

/// What a change touches.
#[derive(Debug, Clone, PartialEq)]
pub struct Effect {
    /// The place that changes.
    pub node: NodeRow,
    /// What hangs directly under it, or of that what goes.
    pub children: Vec<NodeRow>,
    /// What goes along. Nothing where it would tell of a single teacher.
    pub along: Option<Along>,
    /// Places that stood above it and no longer do, with how many people look after each.
    pub leaves: Vec<(NodeRow, i64)>,
    /// Places that will stand above it.
    pub enters: Vec<(NodeRow, i64)>,
    /// How many look after the place itself.
    pub stewards: i64,
    /// How many people have the name of somebody where they go.
    pub same_names: usize,
}

/// What goes along with a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Along {
    /// Everything that is counted without persons.
    pub stands: Stands,
    /// How many people; hidden where they are few.
    pub people: Option<i64>,
}

/// In which relations the caller stands to a place whose position in the tree is in question. Nobody stands above the top: whoever looks
/// after it decides.
fn above(caller: &Caller, place: &Place) -> Relations {
    let relations = caller.to_place(place);
    relations.and_if(place.above.is_empty() && relations.meets(Relations::STEWARD), Relations::STEWARD_ABOVE)
}

/// The place, if the caller may change where it stands.
///
/// # Errors
/// There is no such place, or she does not stand above it.
pub fn changeable(conn: &mut Conn, caller: &Caller, node: NodeId) -> Result<(NodeRow, Place), Error> {
    let place = ground::place(conn, node)?;
    ground::allow(Verb::ChangeTree, above(caller, &place))?;
    Ok((nodes::by_id(conn, node)?.ok_or(Error::NOT_FOUND)?, place))
}

/// Where a place could go: open places of fitting levels for which the caller answers, by words of their names.
///
/// # Errors
/// The database cannot be read.
pub fn targets(conn: &mut Conn, caller: &Caller, row: &NodeRow, merging: bool, asked: &str) -> Result<Vec<NodeRow>, Error> {
    let Some(member) = caller.known() else { return Ok(Vec::new()) };
    let fits = |level: &&Level| if merging { **level == row.level } else { may_hang_under(row.level, **level) };
    let levels: Vec<Level> = Level::ALL.iter().filter(fits).copied().collect();
    let current = tree::branch(conn, row.id)?.map(|branch| branch.parent);
    let mut found = tree::within(conn, &member.stewards, &levels, &words(asked), OFFERED)?;
    if merging {
        // Who looks after a place alone does not close it into another.
        let mut kept = Vec::with_capacity(found.len());
        for one in found {
            let place = ground::place(conn, one.id)?;
            if one.id != row.id && above(caller, &place).meets(Relations::STEWARD_ABOVE) {
                kept.push(one);
            }
        }
        return Ok(kept);
    }
    found.retain(|one| one.id != row.id && Some(one.id) != current);
    Ok(found)
}

/// Judges a change, and says what it touches. Writes nothing.
///
/// # Errors
/// The caller may not, or something has to be put right.
pub fn review(conn: &mut Conn, caller: &Caller, node: NodeId, change: &Change, today: Day) -> Result<Effect, Error> {
    let (row, place) = changeable(conn, caller, node)?;
    if !matches!(change, Change::Reopen) && row.closed.is_some() {
        return Err(Error::whole(Problem::PlaceClosed));
    }
    let mut children = nodes::children(conn, node)?;
    let (mut leaves, mut enters, mut same_names) = (Vec::new(), Vec::new(), 0);
    match change {
        Change::Move { to, day } => {
            let branch = tree::branch(conn, node)?;
            let target = target(conn, caller, &row, *to, "to", Verb::FoundNode)?;
            let fits = may_hang_under(row.level, target.level) && branch.as_ref().is_none_or(|branch| branch.parent != *to);
            let path: Vec<NodeId> = nodes::ancestors(conn, *to)?;
            let mut check = Check::new();
            check.require(fits && !path.contains(&node), "to", Problem::UnknownChoice);
            check.take("day", rules::past_day(*day, today, branch.map(|branch| branch.since)));
            check.done()?;
            comes_under(conn, &row, *to)?;
            let then: Vec<NodeId> = std::iter::once(*to).chain(path).collect();
            leaves = place.above.iter().filter(|id| !then.contains(id)).copied().collect();
            enters = then.into_iter().filter(|id| !place.above.contains(id)).collect();
        }
        Change::Close { day } => {
            let mut check = Check::new();
            check.take("day", rules::past_day(*day, today, Some(row.since)));
            check.require(children.is_empty() && tree::stands(conn, node)?.people == 0, "", Problem::PlaceInUse);
            check.done()?;
        }
        Change::Reopen => {
            let parent = match place.above.first() {
                Some(parent) => nodes::by_id(conn, *parent)?,
                None => None,
            };
            if parent.is_some_and(|parent| parent.closed.is_some()) {
                return Err(Error::whole(Problem::PlaceClosed));
            }
            if !nodes::preset(conn, node)?.has(row.level) {
                return Err(Error::whole(Problem::LevelInUse(row.level, 1)));
            }
            if let Some(cct) = &row.cct
                && tree::key_taken(conn, cct, row.shift.as_deref(), node)?
            {
                return Err(Error::whole(Problem::NameTaken));
            }
        }
        Change::Merge { into } => {
            let target = target(conn, caller, &row, *into, "to", Verb::ChangeTree)?;
            if target.level != row.level {
                return Err(Error::at("to", Problem::UnknownChoice));
            }
            for child in &children {
                comes_under(conn, child, *into)?;
            }
            let then: Vec<NodeId> = nodes::ancestors(conn, *into)?;
            leaves = place.above.iter().filter(|id| !then.contains(id)).copied().collect();
            enters = std::iter::once(*into).chain(then).filter(|id| !place.above.contains(id)).collect();
            same_names = tree::same_names(conn, node, *into)?;
        }
        Change::Split { name, cct, children: chosen, day, .. } => {
            if row.level == Level::School || place.above.is_empty() {
                return Err(Error::NOT_FOUND);
            }
            let mut check = Check::new();
            check.take("name", place_name(name));
            if let Some(Some(key)) = check.take("cct", read_cct(cct)) {
                check.forbid(tree::key_taken(conn, &key, None, node)?, "cct", Problem::NameTaken);
            }
            let known = chosen.iter().all(|id| children.iter().any(|child| child.id == *id));
            check.require(known, "child", Problem::UnknownChoice);
            check.forbid(chosen.is_empty(), "child", Problem::Missing);
            let mut since = row.since;
            children.retain(|child| chosen.contains(&child.id));
            for child in &children {
                since = since.max(tree::branch(conn, child.id)?.map_or(since, |branch| branch.since));
            }
            check.take("day", rules::past_day(*day, today, Some(since)));
            check.done()?;
            leaves = vec![node];
        }
    }
    let mut looks = |ids: Vec<NodeId>| -> Result<Vec<(NodeRow, i64)>, Error> {
        let counts = tree::stewards(conn, &ids)?;
        let mut rows = Vec::with_capacity(ids.len());
        for id in ids {
            let count = counts.iter().find(|(other, _)| *other == id).map_or(0, |(_, count)| *count);
            rows.extend(nodes::by_id(conn, id)?.map(|row| (row, count)));
        }
        Ok(rows)
    };
    let (leaves, enters) = (looks(leaves)?, looks(enters)?);
    let stewards = tree::stewards(conn, &[node])?.first().map_or(0, |(_, count)| *count);
    let along = along(conn, &row, change, &children)?;
    Ok(Effect { node: row, children, along, leaves, enters, stewards, same_names })
}

/// A place to which another goes, if the caller answers for it.
fn target(conn: &mut Conn, caller: &Caller, row: &NodeRow, id: NodeId, field: &'static str, verb: Verb) -> Result<NodeRow, Error> {
    let unknown = || Error::at(field, Problem::UnknownChoice);
    let place = nodes::place(conn, id)?.ok_or_else(unknown)?;
    if id == row.id || ground::allow(verb, above(caller, &place)).is_err() {
        return Err(unknown());
    }
    let target = nodes::by_id(conn, id)?.ok_or_else(unknown)?;
    if target.closed.is_some() { Err(Error::at(field, Problem::PlaceClosed)) } else { Ok(target) }
}

/// That the levels of what comes under a node are some of those that it has; unless what comes chose its own.
fn comes_under(conn: &mut Conn, row: &NodeRow, node: NodeId) -> Result<(), Error> {
    if row.preset.is_some() {
        return Ok(());
    }
    let preset = nodes::preset(conn, node)?;
    levels::fitting(conn, row.id, preset, "to")
}

/// What goes along, all together; nothing where only one person teaches there.
fn along(conn: &mut Conn, row: &NodeRow, change: &Change, children: &[NodeRow]) -> Result<Option<Along>, Error> {
    let mut stands = Stands { schools: 0, people: 0, tutorials: 0, offers: 0, wishes: 0 };
    let mut teachers = 0;
    let parts: Vec<&NodeRow> = if matches!(change, Change::Split { .. }) { children.iter().collect() } else { vec![row] };
    for part in parts {
        let area = counts::area(conn, part)?;
        teachers += counts::teachers(conn, &area)?.values().sum::<i64>();
        let more = tree::stands(conn, part.id)?;
        stands = Stands {
            schools: stands.schools + more.schools,
            people: stands.people + more.people,
            tutorials: stands.tutorials + more.tutorials,
            offers: stands.offers + more.offers,
            wishes: stands.wishes + more.wishes,
        };
    }
    let people = (stands.people == 0 || stands.people >= i64::from(LEAST_INSIDE)).then_some(stands.people);
    Ok((teachers > 1 || stands.people == 0).then_some(Along { stands, people }))
}

/// Makes a change. Sent twice, nothing more happens.
///
/// # Errors
/// As [`review`]. Nothing was written.
pub fn make(tx: &mut Tx<'_>, caller: &Caller, node: NodeId, change: &Change) -> Result<(), Error> {
    let (row, _) = changeable(tx, caller, node)?;
    ground::actor(tx, caller)?;
    let today = ground::today(tx, node)?;
    let branch = tree::branch(tx, node)?;
    let done = match change {
        Change::Move { to, day } => branch.as_ref().is_some_and(|branch| branch.parent == *to && branch.since == *day),
        Change::Close { .. } => row.closed.is_some() && row.merged_into.is_none(),
        Change::Reopen => row.closed.is_none(),
        Change::Merge { into } => row.merged_into == Some(*into),
        Change::Split { new, .. } => nodes::by_id(tx, *new)?.is_some(),
    };
    if done {
        return Ok(());
    }
    let effect = review(tx, caller, node, change, today)?;
    match change {
        Change::Move { to, day } => drop(tx.record(NodeMoved { node, parent: *to, since: *day })?),
        Change::Close { day } => drop(tx.record(NodeClosed { node, since: *day })?),
        Change::Reopen => drop(tx.record(NodeReopened { node })?),
        Change::Merge { into } => {
            for child in effect.children {
                tx.record(NodeMoved { node: child.id, parent: *into, since: today })?;
            }
            tx.record(NodeMerged { node, into: *into, day: today })?;
        }
        Change::Split { new, name, cct, day, .. } => {
            tx.record(NodeFounded {
                node: *new,
                level: row.level,
                name: place_name(name).map_err(|problem| Error::at("name", problem))?,
                parent: branch.map(|branch| branch.parent),
                since: *day,
                cct: read_cct(cct).map_err(|problem| Error::at("cct", problem))?,
                shift: None,
                time_zone: row.time_zone,
                latitude: None,
                longitude: None,
            })?;
            for child in effect.children {
                tx.record(NodeMoved { node: child.id, parent: *new, since: *day })?;
            }
        }
    }
    Ok(())
}

/// What is known of a place, as typed.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are those of the form")]
pub struct Known {
    pub name: String,
    pub cct: String,
    pub time_zone: String,
    pub latitude: String,
    pub longitude: String,
}

/// Sets right what is known of a place: its name, key, time zone and where it lies.
///
/// # Errors
/// The caller is no steward of it or above it, or a field has to be put right.
pub fn correct(tx: &mut Tx<'_>, caller: &Caller, node: NodeId, known: &Known) -> Result<(), Error> {
    ground::allow_at(tx, caller, Verb::CorrectNode, node)?;
    ground::actor(tx, caller)?;
    let row = nodes::by_id(tx, node)?.ok_or(Error::NOT_FOUND)?;
    let fact = corrected(tx, &row, known)?;
    let same = fact.name == row.name
        && fact.cct == row.cct
        && fact.time_zone == row.time_zone
        && (fact.latitude, fact.longitude) == (row.latitude, row.longitude);
    if !same {
        tx.record(fact)?;
    }
    Ok(())
}

/// What a correction would write, if it can stand.
///
/// # Errors
/// A field has to be put right.
pub fn corrected(conn: &mut Conn, row: &NodeRow, known: &Known) -> Result<NodeCorrected, Error> {
    let mut check = Check::new();
    let name = check.take("name", place_name(&known.name)).unwrap_or_default();
    let cct = check.take("cct", read_cct(&known.cct)).flatten();
    if let Some(key) = cct.as_deref().filter(|key| row.cct.as_deref() != Some(*key)) {
        check.forbid(tree::key_taken(conn, key, row.shift.as_deref(), row.id)?, "cct", Problem::NameTaken);
    }
    let zone = Some(known.time_zone.trim().to_owned()).filter(|zone| !zone.is_empty());
    let sound = zone.as_ref().is_none_or(|zone| zone.parse::<Zone>().is_ok());
    check.require(sound, "time_zone", Problem::UnknownChoice);
    let latitude = check.take("latitude", degrees(&known.latitude, 90)).flatten();
    let longitude = check.take("longitude", degrees(&known.longitude, 180)).flatten();
    let blank = [&known.latitude, &known.longitude].map(|text| text.trim().is_empty());
    check.forbid(blank[1] && !blank[0], "longitude", Problem::Missing);
    check.forbid(blank[0] && !blank[1], "latitude", Problem::Missing);
    check.done()?;
    Ok(NodeCorrected { node: row.id, name, cct, time_zone: zone, latitude, longitude })
}

/// Degrees with a point or a comma. Blank is not known, and is not zero.
fn degrees(text: &str, most: i64) -> Result<Option<f64>, Problem> {
    let text = text.trim().replace(',', ".");
    if text.is_empty() {
        return Ok(None);
    }
    let bounds = Problem::NotBetween(-most, most);
    let number: f64 = text.parse().map_err(|_| bounds)?;
    #[expect(clippy::cast_precision_loss, reason = "at most 180")]
    let within = number.is_finite() && number.abs() <= most as f64;
    if within { Ok(Some(number)) } else { Err(bounds) }
}

/// Whether new things may happen at a place: nobody comes into one that is closed.
///
/// # Errors
/// It is closed.
pub fn open(conn: &mut Conn, node: NodeId) -> Result<(), Error> {
    match nodes::by_id(conn, node)? {
        Some(row) if row.closed.is_some() => Err(Error::whole(Problem::PlaceClosed)),
        _ => Ok(()),
    }
}
