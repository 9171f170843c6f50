//! `relevo import people`: the list of one school, or a package with the people of many.

use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;

use super::import::{From, Line, SHOWN, fields_of, open, table, tell, tell_columns, untold, write_report};
use crate::domain::id::NodeId;
use crate::domain::words::{Level, ListKind};
use crate::exchange::bring_people::{self, Plan};
use crate::exchange::people::{self, PeopleFile};
use crate::exchange::table::Table;
use crate::exchange::{oneroster, schools};
use crate::store::Db;
use crate::store::queries::nodes;
use crate::store::rows::NodeRow;

/// People, and where they are.
#[derive(Debug, Args)]
#[command(after_long_help = fields_of(ListKind::People))]
pub(super) struct OfSchool {
    /// The school: its key (CCT), or the id in the address of its page. Of a package, only this school is taken then; else each goes to
    /// the school that has its key.
    #[arg(long)]
    school: Option<String>,
    /// The shift, where the key has several.
    #[arg(long)]
    shift: Option<String>,
    #[command(flatten)]
    from: From,
}

/// Shows what would happen; with `--yes`, lets it happen.
///
/// # Errors
/// The file cannot be read, there is no such school, or the data cannot be written.
pub(super) fn run(of: &OfSchool) -> anyhow::Result<ExitCode> {
    let bytes = std::fs::read(&of.from.file).with_context(|| format!("reading {}", of.from.file.display()))?;
    let db = open(&of.from)?;
    let lists = if oneroster::is_package(&bytes) {
        anyhow::ensure!(of.from.column.is_empty(), "a package says itself what its columns are: --column is for lists");
        of_package(&db, of, &bytes)?
    } else {
        let wanted = of.school.as_deref().context("say with --school whose list this is")?;
        vec![(find(&db, wanted, of.shift.as_deref())?, table(&of.from, ListKind::People)?)]
    };
    let mut lines = Vec::new();
    let mut plans = Vec::new();
    for (school, list) in &lists {
        let file = people::read_people(list).with_context(|| untold(list))?;
        let plan = db.read_now(|conn| bring_people::plan(conn, &file, school.id))?;
        println!("{}:", school.name);
        tell_columns(ListKind::People, list);
        lines.extend(show(&file, &plan));
        plans.push((school.id, plan));
    }
    write_report(&of.from, &["row", "outcome", "name", "reason"], lines)?;
    if of.from.yes {
        let mut written = 0;
        for (school, plan) in plans {
            written += bring_people::carry_out(&db, plan, school)?;
        }
        println!("written: {written}");
    } else {
        println!("Nothing was written. Run it again with --yes to write.");
    }
    Ok(ExitCode::SUCCESS)
}

/// The lists of a package, each with the school that has its key here.
fn of_package(db: &Db, of: &OfSchool, bytes: &[u8]) -> anyhow::Result<Vec<(NodeRow, Table)>> {
    let reading = || format!("reading {}", of.from.file.display());
    let package = oneroster::read(bytes, db.now().day_in(crate::domain::moment::Zone::UTC)).with_context(reading)?;
    println!("rows of the package that are not taken: {}", package.flaws.len());
    package.flaws.iter().take(SHOWN).for_each(|flaw| println!("  {flaw}"));
    println!("not looked at: {}", package.dropped.join(", "));
    if let Some(wanted) = &of.school {
        let school = find(db, wanted, of.shift.as_deref())?;
        let (list, ..) = package.of_school(school.cct.as_deref()).with_context(reading)?;
        return Ok(vec![(school, list)]);
    }
    let mut lists = Vec::new();
    for school in package.schools {
        let found = school.key.as_deref().context("it has no key").and_then(|key| find(db, key, of.shift.as_deref()));
        match found {
            Ok(row) => lists.push((row, school.list)),
            Err(why) => println!("{}: not taken: {why}", school.name),
        }
    }
    Ok(lists)
}

fn show(file: &PeopleFile, plan: &Plan) -> Vec<Line> {
    println!("not kept, and dropped: {}", file.dropped.join(", "));
    println!("not known: {}", file.unknown.join(", "));
    println!("rows: {}", file.rows.len());
    let mut refused: Vec<_> = file.refused.iter().chain(&plan.refused).map(|problem| (problem.row, problem.reason.to_string())).collect();
    refused.sort_by_key(|(row, _)| *row);
    let alike: Vec<_> = plan.alike.iter().map(|(row, why)| (row.row, why.to_string())).collect();
    tell("refused", &refused);
    tell("doubtful, but taken", &file.warnings.iter().map(|problem| (problem.row, problem.reason.to_string())).collect::<Vec<_>>());
    tell("not written: who is another person is added on the school's page, under a name that tells her apart", &alike);
    println!("new: {}, unchanged: {}", plan.new.len(), plan.unchanged.len());
    let mut lines: Vec<Line> = plan.new.iter().map(|row| (row.row, ["new", &row.name, ""].map(str::to_owned).to_vec())).collect();
    for (outcome, list) in [("refused", refused), ("the same person?", alike)] {
        lines.extend(list.into_iter().map(|(row, reason)| (row, [outcome, "", &reason].map(str::to_owned).to_vec())));
    }
    lines
}

/// The school of a key and shift, or of an id.
///
/// # Errors
/// There is none, or the key has several shifts.
pub(super) fn find(db: &Db, wanted: &str, shift: Option<&str>) -> anyhow::Result<NodeRow> {
    let wanted = wanted.trim();
    if let Ok(id) = wanted.parse::<NodeId>() {
        let row = db.read_now(|conn| nodes::by_id(conn, id))?;
        return row.filter(|row| row.level == Level::School).context("there is no such school");
    }
    let shift = shift.map(|shift| schools::Shift::parse(shift).word());
    let mut rows = db.read_now(nodes::with_keys)?;
    rows.retain(|row| row.level == Level::School && row.cct.as_deref().is_some_and(|key| key.eq_ignore_ascii_case(wanted)));
    rows.retain(|row| shift.as_ref().is_none_or(|shift| row.shift.as_deref().unwrap_or_default() == shift));
    let mut rows = rows.into_iter();
    match (rows.next(), rows.next()) {
        (Some(row), None) => Ok(row),
        (None, _) => anyhow::bail!("there is no school of this key"),
        _ => anyhow::bail!("the key has several shifts: say which with --shift"),
    }
}
