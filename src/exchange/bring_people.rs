//! Brings the rows of a list into a school: first as a plan that can be shown, then, when somebody says so, in chunks that can be cut off
//! and run again.
//!
//! Nobody is merged with anybody here. Who has the name of somebody at the school, or of another row, is proposed as *the same person?* and
//! left to a person, also where all else is alike: two children of one group may share a name, and the school knows no more of the one who is
//! there. Nobody is asked about who was taken out of here, and comes in with her id, or whom her initial tells apart. A list brought in twice
//! changes nothing. Nobody gets a PIN: that is made when she first needs it.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::Problem;
use super::people::{Field, PeopleFile, PersonRefusal, PersonRow};
use crate::actions::Error as Refused;
use crate::actions::lists::{Correction, Newcomer, join};
use crate::domain::id::{NodeId, PersonId};
use crate::domain::search::fold;
use crate::domain::words::Position;
use crate::store::queries::people::{self, MemberView};
use crate::store::{Conn, Db, Error};

/// How many people share a transaction: small enough not to keep a class waiting.
pub const CHUNK: usize = 200;

/// Whom a row may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// Somebody of the school has this name, and nothing that is known of her tells the two apart.
    There(PersonId),
    /// Somebody of the school has this name, with another grade, group or position.
    Member(PersonId),
    /// An earlier row has this name, and no surname tells the two apart.
    Row(u64),
}

impl std::fmt::Display for Likeness {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::There(_) => {
                f.write_str("the same person? Somebody of the school has this name, and nothing that is known tells them apart")
            }
            Self::Member(_) => f.write_str("the same person? Somebody of the school has this name, with another grade, group or position"),
            Self::Row(row) => write!(f, "the same person? Row {row} has this name too, and no surname tells them apart"),
        }
    }
}

/// What somebody decided about a row that may be about a known person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// It is this member: what the list says of her is set right.
    Same(PersonId),
    /// It is who an earlier row is about: that one stands.
    Row(u64),
    /// It is somebody else, and this name tells her apart.
    Another(String),
}

/// What was decided, by row.
pub type Answers = BTreeMap<u64, Answer>;

/// What an import would do.
#[derive(Debug, Default)]
pub struct Plan {
    /// People who are not there yet, under the names that tell them apart.
    pub new: Vec<PersonRow>,
    /// People who are there, of whom the list says something else; somebody decided that they are the same.
    pub changed: Vec<(PersonId, PersonRow)>,
    /// Rows for a person to decide about; nothing is written for them.
    pub alike: Vec<(PersonRow, Likeness)>,
    /// Rows that cannot be taken as things stand at the school.
    pub refused: Vec<Problem<PersonRefusal>>,
    /// People who are there as the file has them.
    pub unchanged: Vec<PersonRow>,
}

/// Of what a list says something.
#[derive(Clone, Copy)]
struct Says {
    grade: bool,
    group: bool,
    position: bool,
}

impl Says {
    fn of(file: &PeopleFile) -> Says {
        let has = |field| file.columns.iter().any(|(known, _)| *known == field);
        Says { grade: has(Field::Grade), group: has(Field::Group), position: has(Field::Position) }
    }

    /// Whether a member is as the row has her. What the list does not say does not differ.
    fn is(self, member: &MemberView, row: &PersonRow) -> bool {
        (!self.grade || member.grade == row.grade)
            && (!self.group || member.class == row.group)
            && (!self.position || member.position == row.position)
            && (!row.says_minor || member.minor == row.minor)
    }
}

/// Who is at the school, and which names the list uses more than once.
struct Known {
    /// By name.
    members: HashMap<String, MemberView>,
    /// Their names by their ids.
    names: HashMap<PersonId, String>,
    /// By the first word of the name.
    by_first: HashMap<String, Vec<String>>,
    /// By the name without the initial that tells her apart.
    without_initial: HashMap<String, PersonId>,
    /// Names that several rows have.
    shared: HashSet<String>,
    says: Says,
    /// Whose rows have been found.
    claimed: HashSet<PersonId>,
}

/// What a row is to the school.
enum Found {
    /// Nobody's, so far.
    New,
    /// Hers, as it stands: her id or her initial says so.
    Hers(PersonId),
    /// Perhaps hers; it says of her what is known.
    As(PersonId),
    /// Perhaps hers; it says something else of her.
    Like(PersonId),
}

impl Known {
    fn load(conn: &mut Conn, file: &PeopleFile, school: NodeId) -> Result<Known, Error> {
        let mut known = Known {
            members: HashMap::new(),
            names: HashMap::new(),
            by_first: HashMap::new(),
            without_initial: HashMap::new(),
            shared: HashSet::new(),
            says: Says::of(file),
            claimed: HashSet::new(),
        };
        for member in people::members(conn, school)? {
            let folded = fold(&member.name);
            if let Some((name, _)) = folded.rsplit_once(' ').filter(|_| has_initial(&folded)) {
                known.without_initial.entry(name.to_owned()).or_insert(member.id);
            }
            let first = folded.split(' ').next().unwrap_or_default().to_owned();
            known.by_first.entry(first).or_default().push(folded.clone());
            known.names.insert(member.id, folded.clone());
            known.members.insert(folded, member);
        }
        let mut seen = HashSet::new();
        known.shared.extend(file.rows.iter().map(|row| fold(&row.name)).filter(|name| !seen.insert(name.clone())));
        Ok(known)
    }

    /// Under which name she would be at the school, and whether she is there.
    fn find(&self, row: &PersonRow) -> (String, Found) {
        let told = |member: &MemberView, surely: bool| match (self.says.is(member, row), surely) {
            (true, true) => Found::Hers(member.id),
            (true, false) => Found::As(member.id),
            (false, _) => Found::Like(member.id),
        };
        if let Some(member) = self.by_id(row) {
            return (member.name.clone(), told(member, true));
        }
        let bare = fold(&row.name);
        let apart = row.told_apart.clone();
        // She may have come in with her initial before, when somebody else had her name.
        if let Some(name) = &apart
            && let Some(member) = self.members.get(&fold(name))
        {
            return (name.clone(), told(member, true));
        }
        if let Some(member) = self.members.get(&bare) {
            return (row.name.clone(), told(member, has_initial(&bare)));
        }
        match (apart, self.without_initial.get(&bare).and_then(|person| self.member(*person))) {
            (Some(name), with) if with.is_some() || self.shared.contains(&bare) => (name, Found::New),
            (None, Some(member)) => (row.name.clone(), told(member, false)),
            _ => (row.name.clone(), Found::New),
        }
    }

    fn member(&self, person: PersonId) -> Option<&MemberView> {
        self.members.get(self.names.get(&person)?)
    }

    /// Who a list that was taken out of here says that she is, where she is still called so.
    fn by_id(&self, row: &PersonRow) -> Option<&MemberView> {
        let member = self.member(row.id?)?;
        let name = fold(&member.name);
        (fold(&row.name) == name || row.told_apart.as_ref().is_some_and(|apart| fold(apart) == name)).then_some(member)
    }

    /// The one member who came in under a longer name because somebody had hers, and is as the row has her: rather she than the one of
    /// that name.
    fn told_apart_before(&self, row: &PersonRow) -> Option<&MemberView> {
        let bare = fold(&row.name);
        let longer = format!("{bare} ");
        let first = bare.split(' ').next().unwrap_or_default();
        let names = self.by_first.get(first)?.iter().filter(|name| name.starts_with(&longer));
        let mut hers = names.filter_map(|name| self.members.get(name)).filter(|one| !self.claimed.contains(&one.id));
        let one = hers.find(|member| self.says.is(member, row))?;
        hers.all(|member| !self.says.is(member, row)).then_some(one)
    }

    fn unclaimed(&self, person: PersonId) -> Option<&MemberView> {
        self.member(person).filter(|_| !self.claimed.contains(&person))
    }
}

/// Whether a folded name ends in the initial that tells somebody apart.
fn has_initial(folded: &str) -> bool {
    folded.rsplit_once(' ').is_some_and(|(_, last)| last.chars().count() == 1)
}

/// Compares a list with who is at the school.
///
/// # Errors
/// The database cannot be read.
pub fn plan(conn: &mut Conn, file: &PeopleFile, school: NodeId) -> Result<Plan, Error> {
    plan_answered(conn, file, school, &Answers::new())
}

/// The same, with what was decided about its rows. What was decided about something that has changed since is asked again.
///
/// # Errors
/// The database cannot be read.
pub fn plan_answered(conn: &mut Conn, file: &PeopleFile, school: NodeId, answers: &Answers) -> Result<Plan, Error> {
    let mut known = Known::load(conn, file, school)?;
    let mut plan = Plan::default();
    let mut taken: HashMap<String, u64> = HashMap::new();
    for row in &file.rows {
        match answered(&known, &taken, row, answers.get(&row.row)) {
            Some(Decided::There(person, name)) => {
                known.claimed.insert(person);
                taken.insert(name, row.row);
                plan.unchanged.push(row.clone());
                continue;
            }
            Some(Decided::Changes(person, name)) => {
                known.claimed.insert(person);
                taken.insert(name, row.row);
                plan.changed.push((person, row.clone()));
                continue;
            }
            Some(Decided::Earlier) => {
                plan.unchanged.push(row.clone());
                continue;
            }
            Some(Decided::New(name)) => {
                admit(&mut plan, &mut taken, row, name);
                continue;
            }
            None => {}
        }
        let (name, found) = known.find(row);
        if row.gone {
            let there = match found {
                Found::New => None,
                Found::Hers(person) | Found::As(person) | Found::Like(person) => known.member(person).map(|member| member.name.clone()),
            };
            plan.refused.push(Problem { row: row.row, reason: PersonRefusal::Gone(there) });
            continue;
        }
        let asked = match (taken.get(&fold(&name)), &found) {
            (Some(first), _) => Some(Likeness::Row(*first)),
            (None, Found::As(member)) => Some(Likeness::There(*member)),
            (None, Found::Like(member)) => Some(Likeness::Member(*member)),
            _ => None,
        };
        if let Some(likeness) = asked {
            let before = known.told_apart_before(row).filter(|_| !matches!(likeness, Likeness::There(_)));
            let before = before.filter(|_| known.members.contains_key(&fold(&row.name))).map(|member| Likeness::There(member.id));
            plan.alike.push((row.clone(), before.unwrap_or(likeness)));
            continue;
        }
        match found {
            Found::Hers(person) => {
                known.claimed.insert(person);
                taken.insert(fold(&name), row.row);
                plan.unchanged.push(row.clone());
            }
            _ => admit(&mut plan, &mut taken, row, name),
        }
    }
    Ok(plan)
}

/// What a decision comes to.
enum Decided {
    There(PersonId, String),
    Changes(PersonId, String),
    Earlier,
    New(String),
}

fn answered(known: &Known, taken: &HashMap<String, u64>, row: &PersonRow, answer: Option<&Answer>) -> Option<Decided> {
    match answer? {
        Answer::Same(person) => {
            let member = known.unclaimed(*person)?;
            let name = fold(&member.name);
            Some(if known.says.is(member, row) { Decided::There(*person, name) } else { Decided::Changes(*person, name) })
        }
        Answer::Row(first) => (*first < row.row).then_some(Decided::Earlier),
        Answer::Another(name) => {
            let folded = fold(name);
            match known.members.get(&folded) {
                // She came in with a part that was written before the rest was cut off.
                Some(member) if known.says.is(member, row) && !known.claimed.contains(&member.id) => {
                    Some(Decided::There(member.id, folded))
                }
                Some(_) => None,
                None => (!taken.contains_key(&folded)).then(|| Decided::New(name.clone())),
            }
        }
    }
}

/// Somebody new, unless an adult of the family or community: for her somebody vouches by name.
fn admit(plan: &mut Plan, taken: &mut HashMap<String, u64>, row: &PersonRow, name: String) {
    if !row.minor && matches!(row.position, Position::Family | Position::Community) {
        plan.refused.push(Problem { row: row.row, reason: PersonRefusal::NeedsVoucher });
        return;
    }
    taken.insert(fold(&name), row.row);
    plan.new.push(PersonRow { name, ..row.clone() });
}

/// Whoever a row brings.
pub fn newcomer(row: PersonRow) -> Newcomer {
    let PersonRow { name, grade, group, position, minor, language, .. } = row;
    Newcomer { name, grade, group, position, minor, language }
}

/// What a row says of somebody who is there.
pub fn correction(file: &PeopleFile, person: PersonId, row: &PersonRow) -> Correction {
    let says = Says::of(file);
    Correction {
        row: row.row,
        person,
        grade: says.grade.then_some(row.grade),
        group: says.group.then(|| row.group.clone()),
        position: says.position.then_some(row.position),
        minor: row.says_minor.then_some(row.minor),
    }
}

/// Carries a plan out, as whoever runs commands on the machine: who is new comes in. Cut off in the middle, a new plan holds just what is
/// left.
///
/// # Errors
/// The database refuses. The chunks before stay.
pub fn carry_out(db: &Db, plan: Plan, school: NodeId) -> Result<usize, Refused> {
    let mut written = 0;
    let mut rest = plan.new.into_iter().map(newcomer).peekable();
    while rest.peek().is_some() {
        let chunk: Vec<Newcomer> = rest.by_ref().take(CHUNK).collect();
        written += db.write_now(move |tx| {
            tx.set_actor(None);
            join(tx, school, chunk)
        })?;
    }
    Ok(written)
}
