//! `relevo import topics`: a list with what is said beside it, or a package.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;

use super::import::{From, Line, SHOWN, fields_of, open, sheet, table, tell, tell_columns, untold, write_report};
use crate::actions::topics::LICENCES;
use crate::domain::words::{ListKind, Origin};
use crate::exchange::Problem;
use crate::exchange::bring_topics::{self, Beside, Terms};
use crate::exchange::package::{self, Unreadable, bring};
use crate::exchange::topics;
use crate::exchange::topics::pairs::{PairFile, read_pairs};

/// Topics, and under what they are shared.
#[derive(Debug, Args)]
#[command(after_long_help = fields_of(ListKind::Topics))]
pub(super) struct Topics {
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

fn pairs(file: Option<&PathBuf>) -> anyhow::Result<PairFile> {
    match file {
        Some(file) => Ok(read_pairs(&sheet(file, None)?).with_context(|| format!("reading {}", file.display()))?),
        None => Ok(PairFile::default()),
    }
}

/// A package: topics and what is said of them in one file.
fn bring_in_package(asked: &Topics, bytes: &[u8]) -> anyhow::Result<ExitCode> {
    let from = &asked.from;
    let package = match package::read(bytes) {
        Ok(package) => package,
        Err(Unreadable::Case(flaws)) => {
            println!("This is no CASE package: {} flaws", flaws.len());
            for flaw in flaws.iter().take(SHOWN) {
                println!("  {flaw}");
            }
            return Ok(ExitCode::FAILURE);
        }
        Err(error) => return Err(error).with_context(|| format!("reading {}", from.file.display())),
    };
    let db = open(from)?;
    let plan = db.read_now(|conn| bring::plan(conn, &package))?;
    println!("topics: {}", package.items.len());
    println!("refused: {}", package.refused.len());
    for (spot, reason) in package.refused.iter().take(SHOWN) {
        println!("  {spot}: {reason}");
    }
    for (kind, count) in &package.unread {
        println!("not read, {kind}: {count}");
    }
    println!("prerequisite pairs: {}, other relations to be said: {}", plan.pairs, plan.ties.len());
    println!("associations to something that is not here: {}", plan.dangling);
    tell_circles(&plan.circles);
    println!("new: {}, changed: {}, unchanged: {}", plan.new.len(), plan.changed.len(), plan.unchanged.len());
    if from.yes {
        let terms = Terms { origin: Origin::Curriculum, licence: asked.licence.clone(), language: asked.language.clone() };
        println!("written: {}", bring::carry_out(&db, plan, &terms)?);
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

/// Shows what would happen; with `--yes`, lets it happen.
///
/// # Errors
/// The file cannot be read, or the data cannot be written.
pub(super) fn run(asked: &Topics) -> anyhow::Result<ExitCode> {
    let from = &asked.from;
    let bytes = std::fs::read(&from.file).with_context(|| format!("reading {}", from.file.display()))?;
    if package::is_package(&bytes) {
        anyhow::ensure!(from.column.is_empty(), "a package has no columns: --column is for lists");
        return bring_in_package(asked, &bytes);
    }
    let table = table(from, ListKind::Topics)?;
    tell_columns(ListKind::Topics, &table);
    let mut file = topics::read_topics_in(&table, &asked.language).with_context(|| untold(&table))?;
    let beside = Beside { prerequisites: pairs(asked.prerequisites.as_ref())?, related: pairs(asked.related.as_ref())? };
    let db = open(from)?;
    let plan = db.read_now(|conn| {
        for row in &mut file.rows {
            row.key = bring_topics::key_at(conn, None, row)?;
        }
        bring_topics::plan(conn, &file, &beside)
    })?;
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
        let written =
            bring_topics::carry_out(&db, plan, &Terms { origin, licence: asked.licence.clone(), language: asked.language.clone() })?;
        println!("written: {written}");
    } else {
        println!("Nothing was written. Run it again with --yes to write.");
    }
    Ok(ExitCode::SUCCESS)
}

fn told<R: ToString>(problems: &[Problem<R>]) -> Vec<(u64, String)> {
    problems.iter().map(|problem| (problem.row, problem.reason.to_string())).collect()
}
