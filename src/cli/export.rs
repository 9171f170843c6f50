//! `relevo export`: the fund of knowledge as a file, the same that `/fund` serves.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args, Subcommand, ValueEnum};

use super::config::Data;
use crate::exchange::{case, fund};
use crate::store::{Db, Options};

/// An export.
#[derive(Debug, Args)]
pub struct Export {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Topics with all their versions and how they are related. Nobody's name is among them.
    Topics(Topics),
}

#[derive(Debug, Args)]
struct Topics {
    /// What is written.
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// Into which file; without it, to the standard output.
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
    #[command(flatten)]
    data: Data,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A CASE 1.0 package: the version of each topic that counts.
    Case,
    /// Everything.
    Json,
    /// One row a version.
    Csv,
}

/// Writes it.
///
/// # Errors
/// The data cannot be read, or the file cannot be written.
pub fn run(export: &Export) -> anyhow::Result<ExitCode> {
    let What::Topics(asked) = &export.what;
    let address = asked.data.existing()?;
    let db = Db::open(Options::new(address.clone())).with_context(|| format!("the data at {address:?} cannot be opened"))?;
    let all = db.read_now(fund::load)?;
    let bytes = match asked.format {
        Format::Case => serde_json::to_vec_pretty(&case::package(&all, None))?,
        Format::Json => serde_json::to_vec_pretty(&all)?,
        Format::Csv => fund::table(&all)?,
    };
    match &asked.to {
        Some(file) => std::fs::write(file, bytes).with_context(|| format!("writing {}", file.display()))?,
        None => std::io::stdout().write_all(&bytes)?,
    }
    Ok(ExitCode::SUCCESS)
}
