//! From the tables of a package to one plain list for each school.

use std::collections::{BTreeMap, HashMap};

use super::files::{CLASSES, ENROLLMENTS, File, MINOR, ORGS, READ_OF_USERS, ROLE_WORDS, ROLES, USERS};
use super::package::{Opened, Row, Rows};
use super::{Flaw, FlawKind, Package, PackageError, School};
use crate::domain::cct::Cct;
use crate::domain::id::PersonId;
use crate::domain::moment::Day;
use crate::exchange::table::Table;

/// The columns of the plain list, by names that its reader knows.
const LIST: [&str; 8] = ["nombre", "apellido", "grado", "grupo", "funcion", "menor", "id de relevo", "baja"];
/// The highest grade that a lower-secondary school counts by itself; higher numbers count from the first year of primary school.
const OWN_GRADES: u32 = 6;

/// Users of 1.1 have their one role in their own row.
const USERS_1_1: File = File {
    name: "users",
    columns: &[
        "sourcedId",
        "enabledUser",
        "orgSourcedIds",
        "role",
        "givenName",
        "familyName",
        "middleName",
        "grades",
        "preferredGivenName",
    ],
    required: &["sourcedId", "orgSourcedIds", "role", "givenName", "familyName"],
};

/// Reads a package. A role that ended before `today` is not one any more.
///
/// # Errors
/// [`PackageError`] where nothing of it can be trusted. A row that cannot be is told in [`Package::flaws`].
pub fn read(bytes: &[u8], today: Day) -> Result<Package, PackageError> {
    let mut opened = Opened::open(bytes)?;
    let old = match opened.version() {
        "1.2" | "1.2.1" => false,
        "1.1" | "1.1.1" => true,
        other => return Err(PackageError::Version(other.to_owned())),
    };
    let needed = |rows: Option<Rows>, file: &File| rows.ok_or(PackageError::NoFile(file.name));
    let orgs = needed(opened.table(&ORGS)?, &ORGS)?;
    let users = needed(opened.table(if old { &USERS_1_1 } else { &USERS })?, &USERS)?;
    let roles = if old { None } else { Some(needed(opened.table(&ROLES)?, &ROLES)?) };
    let classes = opened.table(&CLASSES)?;
    let enrollments = opened.table(&ENROLLMENTS)?;

    let read: Vec<&str> = [&ORGS, &USERS, &ROLES, &CLASSES, &ENROLLMENTS].iter().map(|file| file.name).collect();
    let mut dropped: Vec<String> =
        USERS.columns.iter().filter(|name| !READ_OF_USERS.contains(name)).map(|name| format!("users: {name}")).collect();
    dropped.extend(opened.others(&read));
    let mut flaws = std::mem::take(&mut opened.flaws);
    let mut flaw = |file: &File, row: u64, what: FlawKind| flaws.push(Flaw { file: file.name.to_owned(), row, what });

    let schools: BTreeMap<&str, Row<'_>> =
        orgs.iter().filter(|row| row.get("type") == "school").map(|row| (row.get("sourcedId"), row)).collect();
    let all: HashMap<&str, Row<'_>> = orgs.iter().map(|row| (row.get("sourcedId"), row)).collect();
    let people: HashMap<&str, Row<'_>> = users.iter().map(|row| (row.get("sourcedId"), row)).collect();

    let mut held = Held::default();
    match &roles {
        Some(roles) => {
            // Of somebody who is gone it is still told where she was.
            let counts = |row: &Row<'_>| {
                let gone = people.get(row.get("userSourcedId")).is_some_and(Row::is_gone);
                gone || !(row.is_gone() || over(*row, today))
            };
            for row in roles.iter().filter(counts) {
                if !people.contains_key(row.get("userSourcedId")) {
                    flaw(&ROLES, row.number, FlawKind::Dangling("userSourcedId".to_owned()));
                } else if !all.contains_key(row.get("orgSourcedId")) {
                    flaw(&ROLES, row.number, FlawKind::Dangling("orgSourcedId".to_owned()));
                } else if let Some(word) = role(row.get("role")) {
                    held.hold(row.get("userSourcedId"), row.get("orgSourcedId"), word, row.get("roleType") == "primary");
                } else {
                    flaw(&ROLES, row.number, FlawKind::UnknownWord("role".to_owned()));
                }
            }
        }
        None => {
            for row in users.iter() {
                let Some(word) = role(row.get("role")) else {
                    flaw(&USERS, row.number, FlawKind::UnknownWord("role".to_owned()));
                    continue;
                };
                for org in row.get("orgSourcedIds").split(',').map(str::trim).filter(|org| !org.is_empty()) {
                    if all.contains_key(org) {
                        held.hold(row.get("sourcedId"), org, word, true);
                    } else {
                        flaw(&USERS, row.number, FlawKind::Dangling("orgSourcedIds".to_owned()));
                    }
                }
            }
        }
    }

    let homerooms: HashMap<&str, Row<'_>> = classes
        .iter()
        .flat_map(Rows::iter)
        .filter(|row| row.get("classType") == "homeroom")
        .map(|row| (row.get("sourcedId"), row))
        .collect();
    let any: HashMap<&str, ()> = classes.iter().flat_map(Rows::iter).map(|row| (row.get("sourcedId"), ())).collect();
    let mut groups: HashMap<(&str, &str), Row<'_>> = HashMap::new();
    for row in enrollments.iter().flat_map(Rows::iter).filter(|row| row.get("role") == "student" && !row.is_gone() && !over(*row, today)) {
        let (user, class) = (row.get("userSourcedId"), row.get("classSourcedId"));
        if !people.contains_key(user) {
            flaw(&ENROLLMENTS, row.number, FlawKind::Dangling("userSourcedId".to_owned()));
        } else if !any.contains_key(class) {
            flaw(&ENROLLMENTS, row.number, FlawKind::Dangling("classSourcedId".to_owned()));
        } else if let Some(homeroom) = homerooms.get(class) {
            groups.entry((user, homeroom.get("schoolSourcedId"))).or_insert(*homeroom);
        }
    }

    let mut staff: HashMap<&str, Vec<Row<'_>>> = HashMap::new();
    for (user, org) in held.0.keys() {
        if let Some(row) = people.get(user).filter(|row| row.is_gone() || row.get("enabledUser") != "false") {
            staff.entry(*org).or_default().push(*row);
        }
    }
    let mut found = Vec::new();
    for (id, org) in schools {
        let mut here = staff.remove(id).unwrap_or_default();
        here.sort_unstable_by_key(|row| row.number);
        let key = Some(org.get("identifier")).filter(|key| !key.is_empty());
        let secondary = key.and_then(|key| Cct::parse(key).ok()).is_some_and(|key| is_secondary(&key));
        let rows = here.into_iter().filter_map(|user| {
            let (word, minor) = held.at(user.get("sourcedId"), id)?;
            let class = groups.get(&(user.get("sourcedId"), id));
            let first =
                |one: &'static str, other: &'static str| Some(user.get(one)).filter(|text| !text.is_empty()).unwrap_or(user.get(other));
            let grades = Some(user.get("grades")).filter(|text| !text.is_empty()).or_else(|| Some(class?.get("grades"))).unwrap_or("");
            let group =
                class.map_or("", |class| Some(class.get("classCode")).filter(|code| !code.is_empty()).unwrap_or(class.get("title")));
            let minor = match user.get(MINOR) {
                "true" => "sí",
                "false" => "no",
                _ => minor,
            };
            // Those of another program mean nothing here.
            let id = user.get("sourcedId").parse::<PersonId>().map(|id| id.to_string()).unwrap_or_default();
            let cells = [
                first("preferredGivenName", "givenName"),
                first("preferredFamilyName", "familyName"),
                &own_grade(grades, secondary),
                group,
                word,
                minor,
                &id,
                if user.is_gone() { "sí" } else { "" },
            ];
            Some((user.number, cells.map(str::to_owned).to_vec()))
        });
        let list = Table::of(&LIST, rows)?;
        found.push(School { name: org.get("name").to_owned(), key: key.map(str::to_owned), list });
    }
    flaws.sort_by(|one, other| (&one.file, one.row).cmp(&(&other.file, other.row)));
    Ok(Package { schools: found, flaws, dropped })
}

/// What the plain list calls an office, and what it says of being a minor.
type Word = (&'static str, &'static str);

/// What people are at which organisation: one thing each, the primary one before another.
#[derive(Default)]
struct Held<'a>(HashMap<(&'a str, &'a str), (Word, bool)>);

impl<'a> Held<'a> {
    fn hold(&mut self, user: &'a str, org: &'a str, word: Word, primary: bool) {
        let held = self.0.entry((user, org)).or_insert((word, primary));
        if primary && !held.1 {
            *held = (word, true);
        }
    }

    fn at(&self, user: &str, org: &str) -> Option<Word> {
        self.0.get(&(user, org)).map(|(word, _)| *word)
    }
}

fn role(word: &str) -> Option<Word> {
    ROLE_WORDS.iter().find(|(theirs, _)| *theirs == word).map(|(_, ours)| *ours)
}

fn over(row: Row<'_>, today: Day) -> bool {
    row.get("endDate").parse::<Day>().is_ok_and(|end| end < today)
}

/// Whether a school counts three grades of its own after the six of primary school: by the letters of its key.
fn is_secondary(key: &Cct) -> bool {
    matches!(&key.as_str()[3..5], "ES" | "ST" | "TV" | "SN")
}

/// The grade as the school counts. A package counts from the first year of primary school; of several grades the first is taken.
fn own_grade(grades: &str, secondary: bool) -> String {
    let first = grades.split(',').next().unwrap_or_default().trim();
    match first.parse::<u32>() {
        Ok(grade) if secondary && grade > OWN_GRADES => (grade - OWN_GRADES).to_string(),
        Ok(grade) => grade.to_string(),
        Err(_) => first.to_owned(),
    }
}
