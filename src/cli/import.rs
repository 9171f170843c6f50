//! `relevo import`: a dry run by default, so that a coach sees what would happen before anything does.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args, Subcommand};

use super::config::Data;
use super::import_people::OfSchool;
use crate::domain::words::ListKind;
use crate::exchange::lists::{self, Said};
use crate::exchange::table::Table;
use crate::exchange::{bring_schools, report, schools};
use crate::store::{Db, Options};

/// An import.
#[derive(Debug, Args)]
pub struct Import {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Schools from a register in CSV or XLSX: the tree of states, regions, zones or municipalities, and schools. Columns are recognised by name.
    #[command(after_long_help = fields_of(ListKind::Schools))]
    Schools(From),
    /// People of a school from the plain list that a teacher has, in CSV or XLSX: name, surname (for an initial), grade, group, position,
    /// minor, language. Or people of many schools from a OneRoster package (ZIP). What Relevo does not keep is dropped and named.
    People(OfSchool),
    /// Topics from a list in CSV or XLSX (the official curriculum's contents, or title, challenge, why, questions, sources), or from a CASE 1.0
    /// package in JSON.
    Topics(super::import_topics::Topics),
}

#[derive(Debug, Args)]
pub(super) struct From {
    /// The file: CSV or XLSX.
    pub(super) file: PathBuf,
    /// Which sheet of the workbook; the first, unless one is named.
    #[arg(long)]
    sheet: Option<String>,
    /// What a column says, where its header does not tell: a field, and the header. Without a field (=HEADER) the column is not read. May be
    /// given several times; --help lists the fields.
    #[arg(long, value_name = "FIELD=HEADER")]
    pub(super) column: Vec<Said>,
    /// Write the dry run, row by row, into this CSV file.
    #[arg(long)]
    report: Option<PathBuf>,
    /// Write what the dry run shows.
    #[arg(long)]
    pub(super) yes: bool,
    #[command(flatten)]
    data: Data,
}

/// Shows what would happen; with `--yes`, lets it happen.
///
/// # Errors
/// The file cannot be read, or the data cannot be written.
pub fn run(import: &Import) -> anyhow::Result<ExitCode> {
    match &import.what {
        What::Schools(from) => bring_in_schools(from),
        What::People(of) => super::import_people::run(of),
        What::Topics(topics) => super::import_topics::run(topics),
    }
}

/// The list of a file, its columns as they are said to be.
pub(super) fn table(from: &From, kind: ListKind) -> anyhow::Result<Table> {
    let mut table = sheet(&from.file, from.sheet.as_deref())?;
    lists::say(kind, &mut table, &from.column).with_context(|| format!("reading {} with --column", from.file.display()))?;
    Ok(table)
}

/// What is said where a list lacks a column without which it says nothing.
pub(super) fn untold(table: &Table) -> String {
    let headers: Vec<&str> = table.columns().iter().map(|column| column.header.as_str()).collect();
    format!("the columns are {}; say with --column FIELD=HEADER which is which", headers.join(", "))
}

/// What the help says of the fields of such a list.
pub(super) fn fields_of(kind: ListKind) -> String {
    format!("Fields that --column takes: {}", lists::fields(kind).join(", "))
}

/// Which column is read as what. Every field is called as `--column` calls it.
pub(super) fn tell_columns(kind: ListKind, table: &Table) {
    for (column, meaning) in table.columns().iter().zip(lists::meanings(kind, table)) {
        if let Some(field) = meaning {
            println!("column {:?} is read as {field}", column.header);
        }
    }
}

pub(super) fn sheet(file: &Path, name: Option<&str>) -> anyhow::Result<Table> {
    let reading = || format!("reading {}", file.display());
    let bytes = std::fs::read(file).with_context(reading)?;
    Table::read_sheet(&bytes, name).with_context(reading)
}

pub(super) fn open(from: &From) -> anyhow::Result<Db> {
    let address = from.data.address()?;
    Db::open(Options::new(address.clone())).with_context(|| format!("the data at {address:?} cannot be opened"))
}

/// How many rows of a list are shown; the file itself has the rest.
pub(super) const SHOWN: usize = 20;

/// A row of the file, and what is said of it.
type Told = (u64, String);

pub(super) fn tell(what: &str, rows: &[Told]) {
    println!("{what}: {}", rows.len());
    for (row, reason) in rows.iter().take(SHOWN) {
        println!("  row {row}: {reason}");
    }
    if rows.len() > SHOWN {
        println!("  and {} more", rows.len() - SHOWN);
    }
}

fn bring_in_schools(from: &From) -> anyhow::Result<ExitCode> {
    let table = table(from, ListKind::Schools)?;
    tell_columns(ListKind::Schools, &table);
    let file = schools::read_schools(&table).with_context(|| untold(&table))?;
    let db = open(from)?;
    let plan = db.read_now(|conn| bring_schools::plan(conn, &file, None))?;
    println!("not read on purpose: {}", file.unread.join(", "));
    println!("not known: {}", file.unknown.join(", "));
    let telesecundarias = file.rows.iter().filter(|row| row.cct.is_telesecundaria()).count();
    println!("rows: {}, of them telesecundarias: {telesecundarias}", file.rows.len());
    let refused = file.refused.iter().map(|problem| (problem.row, problem.reason.to_string()));
    let refused: Vec<Told> = refused.chain(plan.refused.iter().map(|problem| (problem.row, problem.reason.to_string()))).collect();
    let doubtful = file.warnings.iter().map(|problem| (problem.row, problem.reason.to_string()));
    let doubtful: Vec<Told> = doubtful.chain(plan.by_key.iter().map(|problem| (problem.row, problem.reason.to_string()))).collect();
    tell("refused", &refused);
    tell("doubtful, but taken", &doubtful);
    tell("changed", &plan.changed.iter().map(|school| (school.row.row, school.to_string())).collect::<Vec<_>>());
    println!("new: {}, changed: {}, unchanged: {}", plan.new.len(), plan.changed.len(), plan.unchanged.len());
    let of = |outcome: &str, row: &schools::SchoolRow, reason: String| {
        (row.row, vec![outcome.to_owned(), row.cct.to_string(), row.shift.word(), row.name.clone(), reason])
    };
    let mut lines: Vec<Line> = plan.new.iter().map(|row| of("new", row, String::new())).collect();
    lines.extend(plan.changed.iter().map(|school| of("changed", &school.row, school.to_string())));
    let line = |row: u64, outcome: &str, reason: String| (row, [outcome, "", "", "", &reason].map(str::to_owned).to_vec());
    lines.extend(refused.into_iter().map(|(row, reason)| line(row, "refused", reason)));
    lines.extend(doubtful.into_iter().map(|(row, reason)| line(row, "doubtful", reason)));
    write_report(from, &["row", "outcome", "key", "shift", "name", "reason"], lines)?;
    if from.yes {
        let written = bring_schools::carry_out(&db, plan)?;
        println!("written: {written}");
    } else {
        println!("Nothing was written. Run it again with --yes to write.");
    }
    Ok(ExitCode::SUCCESS)
}

/// A line of a report: the row of the file, and what the other columns say of it.
pub(super) type Line = (u64, Vec<String>);

/// Writes the dry run into a file, if one is asked for, in the order of the rows.
pub(super) fn write_report(from: &From, header: &[&str], mut lines: Vec<Line>) -> anyhow::Result<()> {
    let Some(file) = &from.report else { return Ok(()) };
    lines.sort_by_key(|(row, _)| *row);
    let lines: Vec<Vec<String>> = lines.into_iter().map(|(row, cells)| [vec![row.to_string()], cells].concat()).collect();
    std::fs::write(file, report::csv(header, &lines)).with_context(|| format!("writing {}", file.display()))
}
