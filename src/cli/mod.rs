//! The commands, one file each. They open the data and call the layers below; none holds a rule of the practice.

pub mod backup;
pub mod check;
pub mod config;
pub mod demo;
pub mod demo_command;
pub mod export;
pub mod import;
mod import_people;
mod import_topics;
pub mod invite;
pub mod match_command;
pub mod memory;
pub mod restore;
pub mod serve;

use clap::{Parser, Subcommand};

use config::{Data, Serving};

/// How a command ends that does not understand what it was given, as clap has it too.
const NOT_UNDERSTOOD: u8 = 2;

/// Relevo coordinates a peer-tutoring network: catalogs, tutorials, public demonstrations, and how the practice spreads.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the pages. A new data folder begins empty: the first visit names the school and its first steward.
    Serve(Serving),
    /// Create an invented network to look around in, in data/demo where no other folder is given, and serve it. Starting again keeps what was
    /// done.
    Demo(demo_command::Demo),
    /// Bring in what registers and lists hold. A dry run shows what would happen; --yes writes.
    Import(import::Import),
    /// Let a steward in from the machine itself: the first one of places that were imported, or one who has lost her password.
    Invite(invite::Invite),
    /// Find the best assignment of an instance in a plain file: the most learners served, among those the highest score, proved.
    Match(match_command::Match),
    /// Write the fund of knowledge into a file, as open data.
    Export(export::Export),
    /// Prove that the data are what the journal says, and that the rules of the practice hold in them. Exit code 1 where they do not.
    Check(Data),
    /// Copy the data into a file, also while they are being served. Keep it as you keep the data: it holds all names.
    Backup(backup::Backup),
    /// Put a copy back, into a data folder that has no data yet. Whoever was erased after the copy is erased again.
    Restore(restore::Restore),
    /// Show the configuration that a serving command would use, and where each value comes from.
    Config(Serving),
    /// Write the demonstration network into the data folder and stop: for measuring.
    #[command(hide = true)]
    Settle(Data),
}

/// Runs the command that was given, and answers with the process's exit code.
///
/// # Errors
/// What went wrong, with its causes.
pub fn run(cli: Cli) -> anyhow::Result<std::process::ExitCode> {
    match obey(cli) {
        Err(error) if error.is::<config::NotUnderstood>() => {
            eprintln!("error: {error}");
            Ok(std::process::ExitCode::from(NOT_UNDERSTOOD))
        }
        done => done,
    }
}

fn obey(cli: Cli) -> anyhow::Result<std::process::ExitCode> {
    if let Command::Serve(serving) | Command::Config(serving) | Command::Demo(demo_command::Demo { serving, .. }) = &cli.command {
        // Flags that contradict one another are told before anything is opened or made.
        serving.periods()?;
    }
    if matches!(cli.command, Command::Serve(_) | Command::Demo(_)) {
        memory::share_one_heap();
    }
    match cli.command {
        Command::Serve(serving) => serve::run(&serving).map(|()| std::process::ExitCode::SUCCESS),
        Command::Demo(demo) => demo_command::run(&demo).map(|()| std::process::ExitCode::SUCCESS),
        Command::Import(import) => import::run(&import),
        Command::Invite(invite) => invite::run(&invite).map(|()| std::process::ExitCode::SUCCESS),
        Command::Match(asked) => match_command::run(&asked),
        Command::Export(export) => export::run(&export),
        Command::Check(data) => {
            let db = crate::store::Db::open(crate::store::Options::new(data.existing()?))?;
            let sound = check::run(&db)?;
            Ok(if sound { std::process::ExitCode::SUCCESS } else { std::process::ExitCode::FAILURE })
        }
        Command::Backup(backup) => backup::run(&backup).map(|()| std::process::ExitCode::SUCCESS),
        Command::Restore(restore) => restore::run(&restore),
        Command::Config(serving) => {
            config::show(&serving);
            Ok(std::process::ExitCode::SUCCESS)
        }
        Command::Settle(data) => {
            demo::create(data.address()?, demo::SEED, demo::today())?;
            Ok(std::process::ExitCode::SUCCESS)
        }
    }
}
