//! `relevo import`: a dry run by default, so that a coach sees what would happen before anything does.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args, Subcommand};

use super::config::Data;
use super::import_people::OfSchool;
use crate::actions::topics::LICENCES;
use crate::domain::words::Origin;
use crate::exchange::Problem;
use crate::exchange::bring_topics::{Beside, Terms};
use crate::exchange::table::Table;
use crate::exchange::topics::pairs::{PairFile, read_pairs};
use crate::exchange::{bring_schools, bring_topics, case, report, schools, topics};
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
    Schools(From),
    /// People of a school from the plain list that a teacher has, in CSV or XLSX: name, surname (for an initial), grade, group, position,
    /// minor, language. Or people of many schools from a OneRoster package (ZIP). What Relevo does not keep is dropped and named.
    People(OfSchool),
    /// Topics from a list in CSV or XLSX (the official curriculum's contents, or title, challenge, why, questions, sources), or from a CASE 1.0
    /// package in JSON.
    Topics(Topics),
}

#[derive(Debug, Args)]
struct Topics {
    #[command(flatten)]
    from: From,
    /// A second list in CSV: pairs of topics of which the first helps to come before the second.
    #[arg(long, value_name = "FILE")]
    prerequisites: Option<PathBuf>,
    /// A list in CSV of pairs of topics that are near to one another.
    #[arg(long, value_name = "FILE")]
    related: Option<PathBuf>,
    /// The language of topics for which the list does not say it.
    #[arg(long, value_name = "TAG", default_value = "es")]
    language: String,
    /// The licence under which they are shared.
    #[arg(long, value_name = "LICENCE", default_value = LICENCES[0], value_parser = clap::builder::PossibleValuesParser::new(LICENCES.iter().copied()))]
    licence: String,
}

#[derive(Debug, Args)]
pub(super) struct From {
    /// The file: CSV or XLSX.
    pub(super) file: PathBuf,
    /// Which sheet of the workbook; the first, unless one is named.
    #[arg(long)]
    sheet: Option<String>,
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
        What::Topics(topics) => bring_in_topics(topics),
    }
}

pub(super) fn table(from: &From) -> anyhow::Result<Table> {
    sheet(&from.file, from.sheet.as_deref())
}

fn sheet(file: &Path, name: Option<&str>) -> anyhow::Result<Table> {
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

pub(super) fn tell(what: &str, rows: &[(u64, String)]) {
    println!("{what}: {}", rows.len());
    for (row, reason) in rows.iter().take(SHOWN) {
        println!("  row {row}: {reason}");
    }
    if rows.len() > SHOWN {
        println!("  and {} more", rows.len() - SHOWN);
    }
}

fn bring_in_schools(from: &From) -> anyhow::Result<ExitCode> {
    let file = schools::read_schools(&table(from)?)?;
    let db = open(from)?;
    let plan = db.read_now(|conn| bring_schools::plan(conn, &file))?;
    for (field, header) in &file.columns {
        println!("column {header:?} is read as {field:?}");
    }
    println!("not read on purpose: {}", file.unread.join(", "));
    println!("not known: {}", file.unknown.join(", "));
    let telesecundarias = file.rows.iter().filter(|row| row.cct.is_telesecundaria()).count();
    println!("rows: {}, of them telesecundarias: {telesecundarias}", file.rows.len());
    tell("refused", &file.refused.iter().map(|problem| (problem.row, problem.reason.to_string())).collect::<Vec<_>>());
    tell("doubtful, but taken", &file.warnings.iter().map(|problem| (problem.row, problem.reason.to_string())).collect::<Vec<_>>());
    println!("new: {}, changed: {}, unchanged: {}", plan.new.len(), plan.changed.len(), plan.unchanged.len());
    let of = |outcome: &str, row: &schools::SchoolRow| {
        (row.row, vec![outcome.to_owned(), row.cct.to_string(), row.shift.word(), row.name.clone(), String::new()])
    };
    let mut lines: Vec<Line> = plan.new.iter().map(|row| of("new", row)).collect();
    lines.extend(plan.changed.iter().map(|(_, row)| of("changed", row)));
    let line = |row: u64, outcome: &str, reason: String| (row, [outcome, "", "", "", &reason].map(str::to_owned).to_vec());
    lines.extend(file.refused.iter().map(|problem| line(problem.row, "refused", problem.reason.to_string())));
    lines.extend(file.warnings.iter().map(|problem| line(problem.row, "doubtful", problem.reason.to_string())));
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

fn pairs(file: Option<&PathBuf>) -> anyhow::Result<PairFile> {
    match file {
        Some(file) => Ok(read_pairs(&sheet(file, None)?).with_context(|| format!("reading {}", file.display()))?),
        None => Ok(PairFile::default()),
    }
}

fn told<R: ToString>(problems: &[Problem<R>]) -> Vec<(u64, String)> {
    problems.iter().map(|problem| (problem.row, problem.reason.to_string())).collect()
}

/// A CASE package: topics and what is said of them in one file.
fn bring_in_package(asked: &Topics) -> anyhow::Result<ExitCode> {
    let from = &asked.from;
    let bytes = std::fs::read(&from.file).with_context(|| format!("reading {}", from.file.display()))?;
    let value: serde_json::Value = serde_json::from_slice(&bytes).with_context(|| format!("reading {}", from.file.display()))?;
    let flaws = case::check(&value);
    if !flaws.is_empty() {
        println!("This is no CASE package: {} flaws", flaws.len());
        for flaw in flaws.iter().take(SHOWN) {
            println!("  {flaw}");
        }
        return Ok(ExitCode::FAILURE);
    }
    let package = case::read(&value);
    let db = open(from)?;
    let plan = db.read_now(|conn| case::bring::plan(conn, &package))?;
    println!("topics: {}", package.items.len());
    println!("refused: {}", package.refused.len());
    for (place, reason) in package.refused.iter().take(SHOWN) {
        println!("  {place}: {reason}");
    }
    for (kind, count) in &package.unread {
        println!("associations that are not read, {kind}: {count}");
    }
    println!("prerequisite pairs: {}, other relations to be said: {}", plan.pairs, plan.ties.len());
    println!("associations to something that is not here: {}", plan.dangling);
    tell_circles(&plan.circles);
    println!("new: {}, changed: {}, unchanged: {}", plan.new.len(), plan.changed.len(), plan.unchanged);
    if from.yes {
        let terms = Terms { origin: Origin::Curriculum, licence: asked.licence.clone() };
        println!("written: {}", case::bring::carry_out(&db, plan, &terms, &asked.language)?);
    } else {
        println!("Nothing was written. Run it again with --yes to write.");
    }
    Ok(ExitCode::SUCCESS)
}

fn tell_circles(circles: &[Vec<String>]) {
    println!("circles: {}", circles.len());
    for circle in circles {
        println!("  {} → {}", circle.join(" → "), circle.first().map_or("", String::as_str));
    }
}

fn bring_in_topics(asked: &Topics) -> anyhow::Result<ExitCode> {
    let from = &asked.from;
    if from.file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json")) {
        return bring_in_package(asked);
    }
    let file = topics::read_topics_in(&table(from)?, &asked.language)?;
    let beside = Beside { prerequisites: pairs(asked.prerequisites.as_ref())?, related: pairs(asked.related.as_ref())? };
    let db = open(from)?;
    let plan = db.read_now(|conn| bring_topics::plan(conn, &file, &beside))?;
    println!("topics: {}", file.rows.len());
    tell("refused", &told(&file.refused));
    tell("doubtful, but taken", &told(&file.warnings));
    println!("prerequisite pairs: {}", plan.pairs);
    tell("pairs in the list that are not taken", &told(&plan.in_list));
    if asked.prerequisites.is_some() {
        tell("pairs in the second list that are not taken", &told(&plan.in_pairs));
    }
    tell_circles(&plan.circles);
    if asked.related.is_some() {
        println!("pairs that are near, to be said: {}", plan.near.len());
        tell("near pairs that are not taken", &told(&plan.in_near));
    }
    println!("new: {}, changed: {}, unchanged: {}", plan.new.len(), plan.changed.len(), plan.unchanged.len());
    let told = |row: u64, outcome: &str, reason: String| (row, vec![outcome.to_owned(), reason]);
    let mut lines: Vec<Line> = file.refused.iter().map(|problem| told(problem.row, "refused", problem.reason.to_string())).collect();
    lines.extend(file.warnings.iter().map(|problem| told(problem.row, "doubtful", problem.reason.to_string())));
    write_report(from, &["row", "outcome", "reason"], lines)?;
    if from.yes {
        let origin = match file.layout {
            topics::TopicLayout::Curriculum => Origin::Curriculum,
            topics::TopicLayout::Plain => Origin::Own,
        };
        let written = bring_topics::carry_out(&db, plan, &Terms { origin, licence: asked.licence.clone() })?;
        println!("written: {written}");
    } else {
        println!("Nothing was written. Run it again with --yes to write.");
    }
    Ok(ExitCode::SUCCESS)
}
