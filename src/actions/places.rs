//! Places: the first school of a new installation, and the nodes that follow.

use super::{Error, ground};
use crate::domain::cct::Cct;
use crate::domain::fact::{LevelsChosen, NodeFounded, NodeRenamed, PersonJoined, PersonNamed, StewardNamed};
use crate::domain::id::{NodeId, PersonId};
use crate::domain::policy::{Caller, Verb};
use crate::domain::refusal::{Check, Problem, Refusal};
use crate::domain::rules;
use crate::domain::words::{Level, Position, Preset};
use crate::store::Tx;
use crate::store::queries::{nodes, tree};

/// The longest name of a place.
const NAME: usize = 120;

/// What the first visit asks: the school and who looks after it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are those of the form")]
pub struct Begin {
    pub school: NodeId,
    pub school_name: String,
    pub cct: String,
    pub person: PersonId,
    pub name: String,
    pub position: Position,
    pub level: Level,
    pub preset: Preset,
}

/// The offices of whoever begins with a place of a level; the first is the most usual.
pub fn beginners(level: Level) -> &'static [Position] {
    match level {
        Level::School => &[Position::Teacher, Position::Head],
        Level::Zone | Level::Sector => &[Position::Supervisor, Position::Coach, Position::Official],
        _ => &[Position::Official, Position::Supervisor, Position::Coach],
    }
}

impl Begin {
    /// The school's name and key, and the person's name, put in order.
    ///
    /// # Errors
    /// Every field that has to be put right.
    pub fn checked(&self) -> Result<(String, Option<String>, String), Refusal> {
        let mut check = Check::new();
        let school_name = check.take("school_name", place_name(&self.school_name));
        let cct = check.take("cct", read_cct(&self.cct));
        let name = check.take("name", super::people::shown_name(&self.name, false));
        check.require(beginners(self.level).contains(&self.position), "position", Problem::OfficeElsewhere);
        check.require(self.preset.has(self.level), "level", Problem::UnknownChoice);
        check.done()?;
        Ok((school_name.unwrap_or_default(), cct.flatten(), name.unwrap_or_default()))
    }
}

/// Founds the first school, or the first place of another level, and its first steward. Only where there is nothing yet.
///
/// # Errors
/// The installation has been begun already, or a field has to be put right.
pub fn begin(tx: &mut Tx<'_>, input: &Begin) -> Result<(), Error> {
    if nodes::any(tx)? {
        return Err(Error::NOT_FOUND);
    }
    let (school_name, cct, name) = input.checked()?;
    tx.set_actor(Some(input.person));
    let day = tx.now().day_in(crate::domain::moment::DEFAULT_ZONE);
    let school = NodeFounded {
        node: input.school,
        level: input.level,
        name: school_name,
        parent: None,
        since: day,
        cct,
        shift: None,
        time_zone: None,
        latitude: None,
        longitude: None,
    };
    tx.record(school)?;
    if input.preset != Preset::Schools {
        tx.record(LevelsChosen { node: input.school, preset: input.preset })?;
    }
    let (person, node) = (input.person, input.school);
    tx.record(PersonJoined { person, node, position: input.position, minor: false, since: day, voucher: None })?;
    tx.record(PersonNamed { person, name, grade: None, group: None, language: None })?;
    tx.record(StewardNamed { person, node, since: day })?;
    Ok(())
}

/// A new node.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are those of the form")]
pub struct Found {
    pub node: NodeId,
    pub parent: NodeId,
    pub level: Level,
    pub name: String,
    pub cct: String,
}

/// Founds a node under another.
///
/// # Errors
/// The caller is no steward there, or a field has to be put right.
pub fn found(tx: &mut Tx<'_>, caller: &Caller, input: &Found) -> Result<NodeId, Error> {
    ground::allow_at(tx, caller, Verb::FoundNode, input.parent)?;
    ground::actor(tx, caller)?;
    if nodes::by_id(tx, input.node)?.is_some() {
        return Ok(input.node);
    }
    super::tree::open(tx, input.parent)?;
    let mut check = Check::new();
    let name = check.take("name", place_name(&input.name));
    let cct = check.take("cct", read_cct(&input.cct));
    let parent = nodes::by_id(tx, input.parent)?.ok_or(Error::NOT_FOUND)?;
    let preset = nodes::preset(tx, input.parent)?;
    check.require(preset.openable(parent.level).any(|level| level == input.level), "level", Problem::UnknownChoice);
    check.done()?;
    let (Some(name), Some(cct)) = (name, cct) else { return Err(Error::NOT_FOUND) };
    if let Some(key) = &cct
        && tree::key_taken(tx, key, None, input.node)?
    {
        return Err(Error::at("cct", Problem::NameTaken));
    }
    let since = ground::today(tx, input.parent)?;
    tx.record(NodeFounded {
        node: input.node,
        level: input.level,
        name,
        parent: Some(input.parent),
        since,
        cct,
        shift: None,
        time_zone: None,
        latitude: None,
        longitude: None,
    })?;
    Ok(input.node)
}

/// Gives a node another name.
///
/// # Errors
/// The caller is no steward there, or the name has to be put right.
pub fn rename(tx: &mut Tx<'_>, caller: &Caller, node: NodeId, name: &str) -> Result<(), Error> {
    ground::allow_at(tx, caller, Verb::NameSteward, node)?;
    ground::actor(tx, caller)?;
    let name = place_name(name).map_err(|problem| Error::at("name", problem))?;
    tx.record(NodeRenamed { node, name })?;
    Ok(())
}

/// What a place is called: a text of one line with letters in it. Digits may stand there (*20 de Noviembre*).
pub(super) fn place_name(raw: &str) -> Result<String, Problem> {
    let name = rules::needed_text(raw, NAME)?;
    let sound = name.chars().any(char::is_alphabetic) && !name.contains(['<', '>', '\n']);
    if sound { Ok(name) } else { Err(Problem::NotAPlace) }
}

/// A school's key, if one was given.
pub(super) fn read_cct(raw: &str) -> Result<Option<String>, Problem> {
    if raw.trim().is_empty() {
        return Ok(None);
    }
    Cct::parse(raw).map(|cct| Some(cct.as_str().to_owned())).map_err(|_| Problem::NotAKey)
}
