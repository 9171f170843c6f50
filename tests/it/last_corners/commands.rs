//! The commands explain themselves, the README lists them, and what they do not understand is told in a sentence.

use std::collections::BTreeSet;
use std::process::Command;

use clap::CommandFactory as _;
use relevo::cli::Cli;

/// What the README says of commands and flags.
fn readme() -> String {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).expect("the README")
}

/// Every command that does something, with what stands before it: `import schools`.
fn leaves(command: &clap::Command, before: &str, all: &mut Vec<(String, clap::Command)>) {
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set() && sub.get_name() != "help") {
        let name = format!("{before} {}", sub.get_name()).trim().to_owned();
        assert!(sub.get_about().is_some_and(|about| about.to_string().len() > 20), "{name} does not say what it does");
        if sub.has_subcommands() {
            leaves(sub, &name, all);
        } else {
            all.push((name, sub.clone()));
        }
    }
}

fn commands() -> Vec<(String, clap::Command)> {
    let mut all = Vec::new();
    let mut cli = Cli::command();
    cli.build();
    leaves(&cli, "", &mut all);
    assert!(all.len() >= 12, "{all:?}");
    all
}

fn run(args: &[&str]) -> (Option<i32>, String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_relevo"));
    let ended = command.args(args).current_dir(folder.path()).env_remove("DATABASE_URL").output().expect("the program runs");
    let left = std::fs::read_dir(folder.path()).expect("the folder").count();
    assert_eq!(left, 0, "relevo {args:?} left something behind");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    (ended.status.code(), text(ended.stdout), text(ended.stderr))
}

#[test]
fn every_command_and_every_flag_has_a_text() {
    let (code, whole, _) = run(&["--help"]);
    assert_eq!(code, Some(0));
    for (name, command) in commands() {
        let first = name.split(' ').next().expect("a word");
        assert!(whole.contains(&format!("\n  {first} ")), "relevo --help does not know {first}");
        let args: Vec<&str> = name.split(' ').chain(["--help"]).collect();
        let (code, help, _) = run(&args);
        assert_eq!(code, Some(0), "{name}");
        for arg in command.get_arguments() {
            let told = arg.get_help().map(ToString::to_string).unwrap_or_default();
            assert!(told.len() > 5, "relevo {name}: {} has no text", arg.get_id());
            if let Some(long) = arg.get_long() {
                assert!(help.contains(&format!("--{long}")), "relevo {name} --help does not show --{long}");
            }
        }
    }
}

#[test]
fn the_readme_lists_the_commands_that_there_are() {
    let (readme, commands) = (readme(), commands());
    let rows: Vec<&str> = readme.lines().filter(|line| line.starts_with("| `relevo ")).collect();
    let called = |row: &str| -> Vec<String> {
        row.split('`')
            .nth(1)
            .unwrap_or_default()
            .split(' ')
            .skip(1)
            .take_while(|word| word.chars().all(|letter| letter.is_ascii_lowercase()))
            .map(str::to_owned)
            .collect()
    };
    let told: BTreeSet<String> = rows.iter().map(|row| called(row).join(" ")).collect();
    let there: BTreeSet<String> = commands.iter().map(|(name, _)| name.clone()).collect();
    assert_eq!(told, there);
    assert_eq!(rows.len(), there.len(), "a command has two rows");
    // A flag that a row names is one of that command, or of those with which it is compared.
    for row in rows {
        let name = called(row).join(" ");
        let known: BTreeSet<&str> = commands
            .iter()
            .filter(|(other, _)| *other == name)
            .flat_map(|(_, command)| command.get_arguments())
            .filter_map(clap::Arg::get_long)
            .collect();
        for flag in row
            .split("--")
            .skip(1)
            .map(|rest| rest.split(|letter: char| !(letter.is_ascii_lowercase() || letter == '-')).next().unwrap_or_default())
        {
            assert!(known.contains(flag), "the README names --{flag} for relevo {name}, which has {known:?}");
        }
    }
    // The flags of the serving commands have a table of their own, and it is whole.
    let told: BTreeSet<&str> =
        readme.lines().filter_map(|line| line.strip_prefix("| `--")).filter_map(|rest| rest.split([' ', '`']).next()).collect();
    let (_, serve) = commands.iter().find(|(name, _)| name == "serve").expect("serve");
    let there: BTreeSet<&str> = serve.get_arguments().filter_map(clap::Arg::get_long).filter(|long| *long != "help").collect();
    assert_eq!(told, there);
}

#[test]
fn what_is_not_understood_is_told_in_a_sentence_with_exit_code_2_and_makes_nothing() {
    for (args, sentence) in [
        (&["--nope"][..], "unexpected argument '--nope'"),
        (&["frobnicate"], "unrecognized subcommand 'frobnicate'"),
        (&["serve", "--nope"], "unexpected argument '--nope'"),
        (&["serve", "--listen", "here"], "it is a host and a port, as in 127.0.0.1:8080"),
        (&["serve", "--listen", "127.0.0.1:99999"], "it is a host and a port"),
        (&["serve", "--public-url", "red.example.mx"], "it is an address such as https://red.example.mx"),
        (&["serve", "--behind-proxy", "the-proxy"], "the-proxy is no address such as 10.0.0.7"),
        (&["serve", "--metrics-to", "10.0.0.7/99"], "no address such as"),
        (&["serve", "--keep-readings", "long"], "invalid value 'long' for '--keep-readings <DAYS>'"),
        (&["serve", "--workers", "0"], "0 is not in 1..=256"),
        (&["serve", "--weights", "rank=many"], "--weights"),
        (&["serve", "--archive-after", "30", "--erase-after", "20"], "nobody is erased before she is archived"),
        (&["demo", "--archive-after", "30", "--erase-after", "20"], "nobody is erased before she is archived"),
        (&["config", "--archive-after", "30", "--erase-after", "20"], "nobody is erased before she is archived"),
        (&["serve", "--database", "mysql://ana:secreto@host/x"], "it begins with postgres://"),
        (&["check", "--database", "mysql://ana:secreto@host/x"], "it begins with postgres://"),
        (&["demo", "--fresh", "now"], "unexpected argument 'now'"),
        (&["import", "schools"], "<FILE>"),
        (&["import", "people", "list.csv", "--sheet"], "a value is required for '--sheet"),
        (&["import", "topics", "list.csv", "--licence", "mine"], "CC-BY-SA-4.0"),
        (&["export", "topics", "--format", "doc"], "invalid value 'doc'"),
        (&["match"], "<FILE>"),
        (&["backup"], "<FILE>"),
        (&["restore"], "<FILE>"),
        (&["invite", "--at"], "a value is required for '--at"),
    ] {
        let (code, out, said) = run(args);
        assert_eq!(code, Some(2), "relevo {args:?}: {out}{said}");
        assert!(said.contains(sentence), "relevo {args:?} says {said:?}");
        assert!(!said.contains("secreto"), "a password is repeated: {said}");
    }
}
