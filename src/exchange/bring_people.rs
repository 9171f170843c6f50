//! Brings the rows of a list into a school: first as a plan that can be shown, then, when somebody says so, in chunks that can be cut off
//! and run again.
//!
//! Nobody is merged with anybody here. Who has the name of somebody at the school, or of another row, and is not plainly her, is proposed as
//! *the same person?* and left to a person; a list brought in twice changes nothing. Nobody gets a PIN: that is made when she first needs it.

use std::collections::{HashMap, HashSet};

use super::people::{PeopleFile, PersonRow};
use crate::domain::fact::{PersonJoined, PersonNamed};
use crate::domain::id::{NodeId, PersonId};
use crate::domain::search::fold;
use crate::store::queries::nodes;
use crate::store::queries::people::{self, MemberView};
use crate::store::{Conn, Db, Error, Tx};

/// How many people share a transaction: small enough not to keep a class waiting.
const CHUNK: usize = 200;

/// Whom a row may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// Somebody of the school has this name, with another grade, group or position.
    Member(PersonId),
    /// An earlier row has this name, and no surname tells the two apart.
    Row(u64),
}

impl std::fmt::Display for Likeness {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Member(_) => f.write_str("the same person? Somebody of the school has this name, with another grade, group or position"),
            Self::Row(row) => write!(f, "the same person? Row {row} has this name too, and no surname tells them apart"),
        }
    }
}

/// What an import would do.
#[derive(Debug, Default)]
pub struct Plan {
    /// People who are not there yet, under the names that tell them apart.
    pub new: Vec<PersonRow>,
    /// Rows for a person to decide about; nothing is written for them.
    pub alike: Vec<(PersonRow, Likeness)>,
    /// People who are there as the file has them.
    pub unchanged: usize,
}

/// Who is at the school, and which names the list uses more than once.
struct Known {
    /// By name.
    members: HashMap<String, MemberView>,
    /// By the name without the initial that tells her apart.
    without_initial: HashMap<String, PersonId>,
    /// Names that several rows have.
    shared: HashSet<String>,
}

/// What a row is to the school.
enum Found {
    /// Nobody's, so far.
    New,
    /// Hers, as it stands.
    There,
    /// Perhaps hers.
    Like(PersonId),
}

impl Known {
    fn load(conn: &mut Conn, file: &PeopleFile, school: NodeId) -> Result<Known, Error> {
        let mut known = Known { members: HashMap::new(), without_initial: HashMap::new(), shared: HashSet::new() };
        for member in people::members(conn, school)? {
            let folded = fold(&member.name);
            if let Some((name, last)) = folded.rsplit_once(' ')
                && last.chars().count() == 1
            {
                known.without_initial.entry(name.to_owned()).or_insert(member.id);
            }
            known.members.insert(folded, member);
        }
        let mut seen = HashSet::new();
        known.shared.extend(file.rows.iter().map(|row| fold(&row.name)).filter(|name| !seen.insert(name.clone())));
        Ok(known)
    }

    /// Under which name she would be at the school, and whether she is there.
    fn find(&self, row: &PersonRow) -> (String, Found) {
        let told = |member: &MemberView| if is(member, row) { Found::There } else { Found::Like(member.id) };
        let bare = fold(&row.name);
        let apart = row.told_apart.clone();
        // She may have come in with her initial before, when somebody else had her name.
        if let Some(name) = &apart
            && let Some(member) = self.members.get(&fold(name))
        {
            return (name.clone(), told(member));
        }
        if let Some(member) = self.members.get(&bare) {
            let which = apart.is_some() && self.shared.contains(&bare);
            return (row.name.clone(), if which { Found::Like(member.id) } else { told(member) });
        }
        match (apart, self.without_initial.get(&bare)) {
            (Some(name), with) if with.is_some() || self.shared.contains(&bare) => (name, Found::New),
            (None, Some(member)) => (row.name.clone(), Found::Like(*member)),
            _ => (row.name.clone(), Found::New),
        }
    }
}

/// Compares a list with who is at the school.
///
/// # Errors
/// The database cannot be read.
pub fn plan(conn: &mut Conn, file: &PeopleFile, school: NodeId) -> Result<Plan, Error> {
    let known = Known::load(conn, file, school)?;
    let mut plan = Plan::default();
    let mut taken: HashMap<String, u64> = HashMap::new();
    for row in &file.rows {
        let (name, found) = known.find(row);
        if let Some(first) = taken.get(&fold(&name)) {
            plan.alike.push((row.clone(), Likeness::Row(*first)));
            continue;
        }
        match found {
            Found::Like(member) => {
                plan.alike.push((row.clone(), Likeness::Member(member)));
                continue;
            }
            Found::There => plan.unchanged += 1,
            Found::New => plan.new.push(PersonRow { name: name.clone(), ..row.clone() }),
        }
        taken.insert(fold(&name), row.row);
    }
    Ok(plan)
}

/// Whether a member is as the row has her.
fn is(member: &MemberView, row: &PersonRow) -> bool {
    (member.grade, member.class.as_ref(), member.position, member.minor) == (row.grade, row.group.as_ref(), row.position, row.minor)
}

/// Carries a plan out. Cut off in the middle, a new plan holds just what is left.
///
/// # Errors
/// The database refuses. The chunks before stay.
pub fn carry_out(db: &Db, plan: Plan, school: NodeId) -> Result<usize, Error> {
    let mut written = 0;
    let mut rest = plan.new.into_iter().peekable();
    while rest.peek().is_some() {
        let chunk: Vec<PersonRow> = rest.by_ref().take(CHUNK).collect();
        written += db.write_now(move |tx| join(tx, chunk, school))?;
    }
    Ok(written)
}

fn join(tx: &mut Tx<'_>, rows: Vec<PersonRow>, school: NodeId) -> Result<usize, Error> {
    tx.set_actor(None);
    let now = tx.now();
    let since = nodes::today(tx, school, now)?;
    // Another import, or a steward, may have brought somebody of that name since the plan was made.
    let mut names: HashSet<String> = people::members(tx, school)?.into_iter().map(|row| fold(&row.name)).collect();
    let mut written = 0;
    for PersonRow { name, grade, group, position, minor, language, .. } in rows {
        if !names.insert(fold(&name)) {
            continue;
        }
        let person = tx.new_id();
        tx.record(PersonJoined { person, node: school, position, minor, since, voucher: None })?;
        tx.record(PersonNamed { person, name, grade, group, language: language.map(str::to_owned) })?;
        written += 1;
    }
    Ok(written)
}
