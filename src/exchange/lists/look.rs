//! What a list would do, row by row, before anything is done.

use std::collections::{HashMap, HashSet};

use sha2::{Digest as _, Sha256};

use super::{Pairs, Waiting, topics};
use crate::actions::Error;
use crate::actions::people::shown_name;
use crate::domain::id::{NodeId, PersonId};
use crate::domain::policy::Caller;
use crate::domain::refusal::Problem;
use crate::domain::search::fold;
use crate::domain::words::ListKind;
use crate::exchange::bring_people::{self, Answer, Answers, Likeness};
use crate::exchange::bring_schools::{self, Again, Unfit};
use crate::exchange::bring_topics::{self, Terms};
use crate::exchange::package::{ItemRefusal, bring};
use crate::exchange::people::{PeopleFile, PersonDoubt, PersonRefusal, read_people};
use crate::exchange::schools::{SchoolRefusal, SchoolWarning, read_schools};
use crate::exchange::table::TableError;
use crate::exchange::topics::pairs::PairRefusal;
use crate::exchange::topics::{TopicRefusal, TopicWarning};
use crate::store::Conn;
use crate::store::queries::people as members;
use crate::store::waiting::ListRow;

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It brings something that is not there.
    New,
    /// It changes what is there.
    Changed,
    /// It is there as the list has it.
    Unchanged,
    /// Somebody has to decide.
    Asked,
    /// It is not taken.
    Refused,
    /// It is taken, and something about it is doubtful: told beside what else becomes of it.
    Doubtful,
}

impl Outcome {
    /// What it is called.
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Unchanged => "unchanged",
            Self::Asked => "asked",
            Self::Refused => "refused",
            Self::Doubtful => "doubtful",
        }
    }
}

/// Why a row is asked about, refused or doubted.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "each says whose reasons it holds")]
pub enum Reason {
    Person(PersonRefusal),
    PersonDoubt(PersonDoubt),
    Alike(Likeness),
    School(SchoolRefusal),
    SchoolDoubt(SchoolWarning),
    SchoolUnfit(Unfit),
    SchoolByKey,
    SchoolAgain(Box<Again>),
    Topic(TopicRefusal),
    TopicDoubt(TopicWarning),
    Pair(PairRefusal),
    Near(PairRefusal),
    Item(ItemRefusal),
}

/// Where something stands that is no row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    /// In a file of pairs beside it.
    Pairs(Pairs),
    /// In a list of a package, by its name there.
    Part(String),
}

/// Something beside the list that is not taken.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "where it stands, and why it is not taken")]
pub struct Aside {
    pub of: Of,
    pub row: u64,
    pub reason: Reason,
}

/// A row and what becomes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Its number.
    pub row: u64,
    /// What becomes of it.
    pub outcome: Outcome,
    /// What it is about, where it may be said.
    pub name: String,
    /// The name that would tell her apart, where the list has one.
    pub told_apart: Option<String>,
    /// Grade and group of somebody who is asked about.
    pub group: Option<(Option<i32>, Option<String>)>,
    /// Why.
    pub reason: Option<Reason>,
}

/// What a list would do.
#[derive(Debug, Default)]
pub struct Look {
    /// Row by row, in their order.
    pub lines: Vec<Line>,
    /// Circles in which topics of the list would help one another, by name: none of their pairs is taken.
    pub circles: Vec<Vec<String>>,
    /// The column without which it says nothing.
    pub missing: Option<&'static str>,
    /// Pairs of topics beside the list, and parts of a package, that are not taken.
    pub aside: Vec<Aside>,
    /// How many pairs of what helps to come before what are taken.
    pub pairs: usize,
    /// How much else is to be said of two topics.
    pub ties: usize,
    /// How much a package says of two topics of which one is not here, or that run in a circle.
    pub dangling: usize,
    /// What a package says that has no place here: of which kind, and how much.
    pub unread: Vec<(String, usize)>,
    pub(super) work: Work,
}

/// What there is to write.
#[derive(Debug, Default)]
pub(super) enum Work {
    #[default]
    Nothing,
    People(Box<PeopleFile>, bring_people::Plan),
    Schools(bring_schools::Plan),
    Topics(bring_topics::Plan, Terms),
    Package(bring::Plan, Terms),
}

impl Look {
    /// How many rows have an outcome.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.lines.iter().filter(|line| line.outcome == outcome).count()
    }

    /// How many rows are still to be written.
    pub fn to_write(&self) -> usize {
        self.count(Outcome::New) + self.count(Outcome::Changed)
    }

    /// Whom a row may be about, where it is asked about and she is a member.
    pub fn member(&self, row: u64) -> Option<PersonId> {
        self.lines.iter().find(|line| line.row == row).and_then(|line| match line.reason {
            Some(Reason::Alike(Likeness::There(person) | Likeness::Member(person))) => Some(person),
            _ => None,
        })
    }

    /// The rows that say of somebody of the school what is known of her, and of whom no other row is asked: that they are the same can be said
    /// of all at once.
    pub fn as_there(&self) -> Vec<(u64, PersonId)> {
        let Work::People(_, plan) = &self.work else { return Vec::new() };
        let mut asked: HashMap<PersonId, usize> = HashMap::new();
        for (_, likeness) in &plan.alike {
            if let Likeness::There(person) | Likeness::Member(person) = likeness {
                *asked.entry(*person).or_default() += 1;
            }
        }
        let alone = plan.alike.iter().filter_map(|(row, likeness)| match likeness {
            Likeness::There(person) if asked[person] == 1 => Some((row.row, *person)),
            _ => None,
        });
        alone.collect()
    }

    /// What a decision about an asked row comes to: that it is who it may be, or somebody else under another name.
    ///
    /// # Errors
    /// Nothing is asked about the row, or the name cannot tell her apart.
    pub fn answer(&self, conn: &mut Conn, node: NodeId, row: u64, another: Option<&str>) -> Result<Result<Answer, Problem>, Error> {
        let Work::People(_, plan) = &self.work else { return Ok(Err(Problem::UnknownChoice)) };
        let Some((person, likeness)) = plan.alike.iter().find(|(person, _)| person.row == row) else {
            return Ok(Err(Problem::UnknownChoice));
        };
        let Some(name) = another else {
            return Ok(Ok(match likeness {
                Likeness::There(member) | Likeness::Member(member) => Answer::Same(*member),
                Likeness::Row(first) => Answer::Row(*first),
            }));
        };
        let name = match shown_name(name, person.minor) {
            Ok(name) => name,
            Err(problem) => return Ok(Err(problem)),
        };
        let folded = fold(&name);
        let nobody = PersonId::from_bytes([0; 16]);
        let taken = members::name_taken(conn, node, &folded, nobody)? || plan.new.iter().any(|other| fold(&other.name) == folded);
        Ok(if taken { Err(Problem::NameTaken) } else { Ok(Answer::Another(name)) })
    }

    /// A sign for all of this. Who confirms brings back the sign of what she was shown; where another belongs to the list by then, it is shown anew.
    pub fn sign(&self, row: &ListRow) -> String {
        let told = format!("{:?}", (&self.lines, &self.aside, &self.circles, &self.unread, self.pairs, self.ties, self.dangling));
        let sum = Sha256::new().chain_update(&row.body).chain_update(&row.answers).chain_update(told).finalize();
        sum.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }

    pub(super) fn put(&mut self, row: u64, outcome: Outcome, name: &str, reason: Option<Reason>) {
        self.lines.push(Line { row, outcome, name: name.to_owned(), told_apart: None, group: None, reason });
    }
}

/// Looks at a list, as whoever brings it.
///
/// # Errors
/// The database cannot be read.
pub fn look(conn: &mut Conn, caller: &Caller, row: &ListRow, waiting: &Waiting) -> Result<Look, Error> {
    let looked = match (row.kind, &waiting.package) {
        (ListKind::People, _) => people(conn, row, waiting)?,
        (ListKind::Schools, _) => schools(conn, row, waiting)?,
        (ListKind::Topics, None) => topics::list(conn, caller, row, waiting)?,
        (ListKind::Topics, Some(package)) => Ok(topics::package(conn, caller, row, package)?),
    };
    Ok(match looked {
        Ok(mut look) => {
            look.lines.sort_by_key(|line| (line.row, line.outcome));
            look
        }
        Err(TableError::MissingColumn { wanted }) => Look { missing: Some(wanted), ..Look::default() },
        Err(_) => Look { missing: Some(""), ..Look::default() },
    })
}

/// What was answered about a list's rows so far. Nothing was while the list is new; and what cannot be read is asked again.
pub fn answers(row: &ListRow) -> Answers {
    serde_json::from_str(&row.answers).unwrap_or_default()
}

fn people(conn: &mut Conn, row: &ListRow, waiting: &Waiting) -> Result<Result<Look, TableError>, Error> {
    let file = match read_people(&waiting.table) {
        Ok(file) => file,
        Err(error) => return Ok(Err(error)),
    };
    let answers = answers(row);
    let plan = bring_people::plan_answered(conn, &file, row.node, &answers)?;
    let mut look = Look::default();
    for person in &plan.new {
        look.put(person.row, Outcome::New, &person.name, None);
    }
    for (_, person) in &plan.changed {
        look.put(person.row, Outcome::Changed, &person.name, None);
    }
    for person in &plan.unchanged {
        look.put(person.row, Outcome::Unchanged, &person.name, None);
    }
    for (person, likeness) in &plan.alike {
        let (name, told_apart) = (person.name.clone(), person.told_apart.clone());
        let group = Some((person.grade, person.group.clone()));
        look.lines.push(Line { row: person.row, outcome: Outcome::Asked, name, told_apart, group, reason: Some(Reason::Alike(*likeness)) });
    }
    for problem in file.refused.iter().chain(&plan.refused) {
        look.put(problem.row, Outcome::Refused, "", Some(Reason::Person(problem.reason.clone())));
    }
    for problem in &file.warnings {
        look.put(problem.row, Outcome::Doubtful, "", Some(Reason::PersonDoubt(problem.reason)));
    }
    look.work = Work::People(Box::new(file), plan);
    Ok(Ok(look))
}

fn schools(conn: &mut Conn, row: &ListRow, waiting: &Waiting) -> Result<Result<Look, TableError>, Error> {
    let file = match read_schools(&waiting.table) {
        Ok(file) => file,
        Err(error) => return Ok(Err(error)),
    };
    let plan = bring_schools::plan(conn, &file, Some(row.node))?;
    let mut look = Look::default();
    for school in &plan.new {
        look.put(school.row, Outcome::New, &school.name, None);
    }
    for school in &plan.changed {
        look.put(school.row.row, Outcome::Changed, &school.row.name, Some(Reason::SchoolAgain(Box::new(school.clone()))));
    }
    for row in &plan.unchanged {
        look.put(*row, Outcome::Unchanged, "", None);
    }
    for problem in &file.refused {
        look.put(problem.row, Outcome::Refused, "", Some(Reason::School(problem.reason.clone())));
    }
    for problem in &plan.refused {
        look.put(problem.row, Outcome::Refused, "", Some(Reason::SchoolUnfit(problem.reason)));
    }
    for problem in &plan.by_key {
        look.put(problem.row, Outcome::Doubtful, "", Some(Reason::SchoolByKey));
    }
    let set_aside: HashSet<u64> = plan.refused.iter().map(|problem| problem.row).collect();
    for problem in file.warnings.iter().filter(|problem| !set_aside.contains(&problem.row)) {
        look.put(problem.row, Outcome::Doubtful, "", Some(Reason::SchoolDoubt(problem.reason)));
    }
    look.work = Work::Schools(plan);
    Ok(Ok(look))
}
