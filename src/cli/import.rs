//! `relevo import`: a dry run by default, so that a coach sees what would happen before anything does.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args, Subcommand};

use super::config::Data;
use crate::domain::words::Origin;
use crate::exchange::table::Table;
use crate::exchange::{bring_schools, bring_topics, schools, topics};
use crate::store::{Db, Options};

/// An import.
#[derive(Debug, Args)]
pub struct Import {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Schools from a register in CSV: the tree of states, regions, zones or municipalities, and schools. Columns are recognised by name.
    Schools(From),
    /// Topics from a list in CSV: the official curriculum's contents, or title, challenge, why, questions, sources.
    Topics(From),
}

#[derive(Debug, Args)]
struct From {
    /// The file.
    file: PathBuf,
    /// Write what the dry run shows.
    #[arg(long)]
    yes: bool,
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
        What::Topics(from) => bring_in_topics(from),
    }
}

fn table(file: &Path) -> anyhow::Result<Table> {
    let bytes = std::fs::read(file).with_context(|| format!("reading {}", file.display()))?;
    Table::read(&bytes).with_context(|| format!("reading {}", file.display()))
}

fn open(from: &From) -> anyhow::Result<Db> {
    let address = from.data.address()?;
    Db::open(Options::new(address.clone())).with_context(|| format!("the data at {address:?} cannot be opened"))
}

/// How many rows of a list are shown; the file itself has the rest.
const SHOWN: usize = 20;

fn tell(what: &str, rows: &[(u64, String)]) {
    println!("{what}: {}", rows.len());
    for (row, reason) in rows.iter().take(SHOWN) {
        println!("  row {row}: {reason}");
    }
    if rows.len() > SHOWN {
        println!("  and {} more", rows.len() - SHOWN);
    }
}

fn bring_in_schools(from: &From) -> anyhow::Result<ExitCode> {
    let file = schools::read_schools(&table(&from.file)?)?;
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
    println!("new: {}, changed: {}, unchanged: {}", plan.new.len(), plan.changed.len(), plan.unchanged);
    if from.yes {
        let written = bring_schools::carry_out(&db, plan)?;
        println!("written: {written}");
    } else {
        println!("Nothing was written. Run it again with --yes to write.");
    }
    Ok(ExitCode::SUCCESS)
}

fn bring_in_topics(from: &From) -> anyhow::Result<ExitCode> {
    let file = topics::read_topics(&table(&from.file)?)?;
    let db = open(from)?;
    let plan = db.read_now(|conn| bring_topics::plan(conn, &file))?;
    println!("rows: {}", file.rows.len());
    tell("refused", &file.refused.iter().map(|problem| (problem.row, problem.reason.to_string())).collect::<Vec<_>>());
    tell("doubtful, but taken", &file.warnings.iter().map(|problem| (problem.row, problem.reason.to_string())).collect::<Vec<_>>());
    println!("new: {}, changed: {}, unchanged: {}", plan.new.len(), plan.changed.len(), plan.unchanged);
    if from.yes {
        let origin = match file.layout {
            topics::TopicLayout::Curriculum => Origin::Curriculum,
            topics::TopicLayout::Plain => Origin::Own,
        };
        let written = bring_topics::carry_out(&db, plan, origin)?;
        println!("written: {written}");
    } else {
        println!("Nothing was written. Run it again with --yes to write.");
    }
    Ok(ExitCode::SUCCESS)
}
