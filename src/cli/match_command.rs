//! `relevo match`: the optimiser on an instance from outside, for whoever wants to check it, measure it, or use it for something else.
//!
//! It opens no data and writes nothing but what `--out` names. What is printed has one `name: value` a line, so that programs can read it.

use std::fs::File;
use std::io::{BufWriter, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::Instant;

use anyhow::Context as _;
use clap::Args;

use super::backup::Part;
use crate::exchange::plain_instance::{self, Fault, Reading};
use crate::matching::{Instance, SideBySide, Stage, Watch, certify, solve};

/// A piece of the file, large enough that reading it costs nothing beside understanding it.
const PIECE: usize = 1 << 18;

/// A file that is not understood.
const NOT_UNDERSTOOD: u8 = 2;

/// A matching.
#[derive(Debug, Args)]
#[command(after_long_help = "\
The file is plain text, a line each:

  c COMMENT
  p relevo LEARNERS TUTORS EDGES   once, before the lines below
  t TUTOR CAPACITY                 how many learners she can take; 1 where no line says it
  e LEARNER TUTOR SCORE            who could be with whom, and how good that is: 0 to 65471

Learners and tutors count from 0. Of several lines for one pair the best score counts.

--out writes `s MATCHED SCORE`, then `m LEARNER TUTOR SCORE` for each pair. The same file gives the same pairs, in whatever order its
lines stand and on however many cores.

Exit code: 0 proved and done; 1 something failed; 2 the file is not understood: its line and the reason are told.")]
pub struct Match {
    /// The instance.
    file: PathBuf,
    /// Write the pairs into this file, which must not be there yet.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Reads, solves, checks and tells.
///
/// # Errors
/// A file cannot be read or written.
pub fn run(asked: &Match) -> anyhow::Result<ExitCode> {
    if let Some(out) = &asked.out {
        anyhow::ensure!(!out.exists(), "{} is there already, and is not written over", out.display());
    }
    let clock = Clock::new();
    clock.note("reading");
    let instance = match read(&asked.file)? {
        Ok(instance) => instance,
        Err(fault) => {
            eprintln!("relevo: {}, {fault}", asked.file.display());
            return Ok(ExitCode::from(NOT_UNDERSTOOD));
        }
    };
    let solution = solve(&instance, &SideBySide, &clock)?;
    clock.note("check");
    let proof = certify(&instance, &solution.assignment, &solution.certificate)?;
    let seconds = clock.seconds();

    println!("learners: {}", instance.learners());
    println!("tutors: {}", instance.tutors());
    println!("edges: {}", instance.edges());
    println!("matched: {}", proof.served);
    println!("score: {}", proof.score);
    let crowded = solution.certificate.crowded.iter().filter(|&&crowded| crowded).count();
    println!("certificate: proved; no assignment serves more ({crowded} crowded tutors), none that serves as many scores higher");
    for (part, seconds) in &seconds {
        println!("seconds, {part}: {seconds:.3}");
    }
    println!("seconds: {:.3}", seconds.iter().map(|(_, seconds)| seconds).sum::<f64>());
    match peak_memory() {
        Some(bytes) => println!("peak memory: {:.1} MB", bytes as f64 / 1e6),
        None => println!("peak memory: not known on this system"),
    }
    if let Some(out) = &asked.out {
        write(&instance, &solution.assignment, out)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn read(path: &Path) -> anyhow::Result<Result<Instance, Fault>> {
    let reading = || format!("reading {}", path.display());
    let mut file = File::open(path).with_context(reading)?;
    let mut instance = Reading::new(file.metadata().with_context(reading)?.len());
    let mut piece = vec![0; PIECE];
    loop {
        let length = file.read(&mut piece).with_context(reading)?;
        if length == 0 {
            return Ok(instance.finish());
        }
        if let Err(fault) = instance.take(&piece[..length]) {
            return Ok(Err(fault));
        }
    }
}

/// Under another name first, so that a file with the name that was asked for is always whole.
fn write(instance: &Instance, assignment: &[Option<u32>], out: &Path) -> anyhow::Result<()> {
    let writing = || format!("writing {}", out.display());
    let part = Part::beside(out)?;
    let mut to = BufWriter::new(File::create(&part.0).with_context(writing)?);
    plain_instance::write_pairs(instance, assignment, &mut to).with_context(writing)?;
    to.flush().with_context(writing)?;
    part.become_file(out)
}

/// Notes when each part of the work begins.
struct Clock(Mutex<Vec<(&'static str, Instant)>>);

impl Clock {
    fn new() -> Clock {
        Clock(Mutex::default())
    }

    fn note(&self, part: &'static str) {
        self.0.lock().expect("nobody panics while noting").push((part, Instant::now()));
    }

    /// How long each part took; the last one ends now.
    fn seconds(&self) -> Vec<(&'static str, f64)> {
        let began = self.0.lock().expect("nobody panics while noting");
        let ends = began.iter().skip(1).map(|(_, began)| *began).chain([Instant::now()]);
        began.iter().zip(ends).map(|((part, began), end)| (*part, (end - *began).as_secs_f64())).collect()
    }
}

impl Watch for Clock {
    fn begins(&self, stage: Stage) {
        self.note(match stage {
            Stage::Columns => "columns",
            Stage::Auction => "auction",
            Stage::Cover => "cover",
            Stage::Crowded => "crowded",
            Stage::Tight => "tight",
            Stage::Fill => "fill",
            Stage::FillLeft => "fill, the rest",
            Stage::Seat => "seat",
        });
    }
}

/// The most memory that this process has had, as Linux counts it.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}
