//! A school's people as a package.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use chrono::{Datelike as _, NaiveDate};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::files::{CLASSES, COURSES, ENROLLMENTS, File, MANIFEST, MINOR, ORGS, ROLES, SESSIONS, USERS};
use crate::domain::id::NodeId;
use crate::domain::moment::Day;
use crate::domain::words::{Level, Position};
use crate::exchange::report::guarded;
use crate::store::queries::people::MemberView;

/// A place as a package names it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are those of the node")]
pub struct Place {
    pub id: NodeId,
    pub name: String,
    pub level: Level,
    pub key: Option<String>,
}

/// The month in which a school year begins.
const FIRST_MONTH: u32 = 8;

/// A whole package of a school's people. `above` is what stands above the school, nearest first; `today` says which school year it is.
///
/// Who holds an office that no roster has, such as a coach, is left out. Nobody has an address, a telephone or a password in it, and the username is the id: the binding wants one, and an installation that reads
/// it gives its own. A surname is the initial that tells two children apart, or a stroke.
///
/// # Errors
/// None that memory does not have.
pub fn write(school: &Place, above: &[Place], members: &[MemberView], today: Day) -> std::io::Result<Vec<u8>> {
    let school_id = school.id.to_string();
    let mut files: Vec<(&File, Vec<Vec<String>>)> = Vec::new();

    let chain: Vec<&Place> = std::iter::once(school).chain(above).collect();
    let orgs = chain.iter().enumerate().map(|(at, place)| {
        let parent = chain.get(at + 1).map(|parent| parent.id.to_string()).unwrap_or_default();
        let identifier =
            place.key.clone().unwrap_or_else(|| if place.level == Level::School { String::new() } else { place.level.to_string() });
        vec![place.id.to_string(), place.name.clone(), kind(place.level).to_owned(), identifier, parent]
    });
    files.push((&ORGS, orgs.collect()));

    let begins = if today.month() >= FIRST_MONTH { today.year() } else { today.year() - 1 };
    let (first, last) = (NaiveDate::from_ymd_opt(begins, FIRST_MONTH, 1), NaiveDate::from_ymd_opt(begins + 1, FIRST_MONTH - 1, 31));
    let (first, last) = (first.unwrap_or(today), last.unwrap_or(today));
    let year = format!("{school_id}-{}", begins + 1);
    let title = format!("{begins}–{}", begins + 1);
    files.push((
        &SESSIONS,
        vec![vec![year.clone(), title, "schoolYear".into(), first.to_string(), last.to_string(), String::new(), (begins + 1).to_string()]],
    ));

    // A group is the children of one grade and one letter; who has neither is in none.
    let mut groups: BTreeMap<(Option<i32>, &str), Vec<&MemberView>> = BTreeMap::new();
    for member in members.iter().filter(|member| member.position == Position::Student) {
        if let Some(class) = &member.class {
            groups.entry((member.grade, class)).or_default().push(member);
        }
    }
    let course = format!("{school_id}-groups");
    let mut classes = Vec::new();
    let mut enrollments = Vec::new();
    for (at, ((grade, class), pupils)) in groups.iter().enumerate() {
        let id = format!("{school_id}-group-{}", at + 1);
        let title = grade.map_or_else(|| (*class).to_owned(), |grade| format!("{grade} {class}"));
        let grade = two_digits(*grade);
        let cells: [&str; 12] = [&id, &title, &grade, &course, class, "homeroom", "", &school_id, &year, "", "", ""];
        classes.push(cells.map(str::to_owned).to_vec());
        for pupil in pupils {
            let pupil = pupil.id.to_string();
            let own = format!("{id}-{pupil}");
            let cells: [&str; 8] = [&own, &id, &school_id, &pupil, "student", "false", "", ""];
            enrollments.push(cells.map(str::to_owned).to_vec());
        }
    }
    if !classes.is_empty() {
        let cells: [&str; 8] = [&course, &year, &school.name, "", "", &school_id, "", ""];
        files.push((&COURSES, vec![cells.map(str::to_owned).to_vec()]));
        files.push((&CLASSES, classes));
        files.push((&ENROLLMENTS, enrollments));
    }

    let mut users = Vec::new();
    let mut roles = Vec::new();
    for member in members {
        let Some(role) = role(member.position) else { continue };
        let id = member.id.to_string();
        let (given, family) = initial(&member.name);
        let grade = two_digits(member.grade);
        let of_user = |column: &str| match column {
            "sourcedId" | "username" => id.as_str(),
            "enabledUser" => "true",
            "givenName" => given,
            "familyName" => family,
            "grades" => grade.as_str(),
            MINOR if member.minor => "true",
            MINOR => "false",
            "primaryOrgSourcedId" => school_id.as_str(),
            _ => "",
        };
        users.push(USERS.columns.iter().map(|column| of_user(column).to_owned()).collect());
        let own = format!("{id}-role");
        let cells: [&str; 8] = [&own, &id, "primary", role, "", "", &school_id, ""];
        roles.push(cells.map(str::to_owned).to_vec());
    }
    files.push((&USERS, users));
    files.push((&ROLES, roles));
    pack(&files)
}

fn pack(files: &[(&File, Vec<Vec<String>>)]) -> std::io::Result<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // Without a day of their own, so that the same people are the same package.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(DateTime::default());
    let there = |name: &str| files.iter().any(|(file, _)| file.name == name);
    let mut manifest =
        vec![["manifest.version", "1.0"].map(str::to_owned).to_vec(), ["oneroster.version", "1.2"].map(str::to_owned).to_vec()];
    manifest.extend(MANIFEST.iter().map(|name| vec![format!("file.{name}"), if there(name) { "bulk" } else { "absent" }.to_owned()]));
    manifest.push(["source.systemName", "Relevo"].map(str::to_owned).to_vec());
    archive.start_file("manifest.csv", options)?;
    archive.write_all(&table(&["propertyName", "value"], &manifest)?)?;
    for (file, rows) in files {
        archive.start_file(format!("{}.csv", file.name), options)?;
        archive.write_all(&table(file.columns, rows)?)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// A table as the binding wants it: UTF-8 without a mark, the columns by their exact names.
fn table(columns: &[&str], rows: &[Vec<String>]) -> std::io::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(columns)?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| guarded(cell)))?;
    }
    writer.into_inner().map_err(|error| std::io::Error::other(error.to_string()))
}

fn kind(level: Level) -> &'static str {
    match level {
        Level::School => "school",
        Level::Nation => "national",
        Level::State => "state",
        _ => "district",
    }
}

/// A name, and the initial that tells somebody apart where the name ends in one.
fn initial(name: &str) -> (&str, &str) {
    match name.rsplit_once(' ') {
        Some((given, last)) if last.ends_with('.') && last.chars().count() == 2 => (given, last),
        // The binding wants a surname; nobody's is known here.
        _ => (name, "–"),
    }
}

fn two_digits(grade: Option<i32>) -> String {
    grade.map(|grade| format!("{grade:02}")).unwrap_or_default()
}

/// What the binding calls an office. It has none for a coach, a supervisor or a neighbour.
fn role(position: Position) -> Option<&'static str> {
    Some(match position {
        Position::Student => "student",
        Position::Teacher => "teacher",
        Position::Head => "principal",
        Position::Official => "siteAdministrator",
        Position::Family => "relative",
        Position::Coach | Position::Supervisor | Position::Community => return None,
    })
}
