//! The other solvers: Python packages in a virtual environment that is made here, each run in a process of its own.

use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use relevo::matching::Instance;

/// A solver in `peers.py`.
pub struct Solver {
    pub name: &'static str,
    /// Beyond these sizes it would run for hours, or not fit.
    pub most_schools: usize,
}

/// The best first.
pub const SOLVERS: [Solver; 5] = [
    Solver { name: "ortools", most_schools: usize::MAX },
    Solver { name: "scipy", most_schools: 273 },
    Solver { name: "highs", most_schools: 273 },
    Solver { name: "rustworkx", most_schools: 10 },
    Solver { name: "networkx", most_schools: 10 },
];

const PACKAGES: [&str; 5] = ["ortools==9.15.*", "scipy==1.*", "numpy==2.*", "rustworkx==0.*", "networkx==3.*"];

/// What a solver said.
pub struct Answer {
    pub served: usize,
    pub score: u64,
    pub wall: f64,
    pub processor: f64,
    pub megabytes: u64,
}

/// A place where they can run.
pub struct Peers {
    python: PathBuf,
    instance: PathBuf,
}

impl Peers {
    /// Makes the environment, or says why there is none.
    pub fn prepare() -> Option<Peers> {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("matching-peers");
        let python = folder.join("bin/python");
        let is_there = |python: &Path| matches!(Command::new(python).args(["-c", "import ortools, scipy, rustworkx, networkx"]).output(), Ok(run) if run.status.success());
        if !is_there(&python) {
            println!("making an environment for the other solvers in {}", folder.display());
            done(Command::new("python3").args(["-m", "venv"]).arg(&folder).output())?;
            done(Command::new(&python).args(["-m", "pip", "install", "--quiet"]).args(PACKAGES).output())?;
        }
        // Two benchmarks at once do not share it.
        let instance = folder.join(format!("instance-{}", std::process::id()));
        Some(Peers { python, instance })
    }

    /// Lets one of them solve an instance. None, and a word about it, if it fails.
    pub fn run(&self, solver: &str, instance: &Instance) -> Option<Answer> {
        hand_over(instance, &self.instance).expect("room for the instance");
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/matching/peers.py");
        let output = done(Command::new(&self.python).arg(script).arg(solver).arg(&self.instance).output());
        fs::remove_file(&self.instance).expect("it was there");
        let said = String::from_utf8_lossy(&output?.stdout).into_owned();
        let numbers: Vec<f64> = said.split_whitespace().filter_map(|number| number.parse().ok()).collect();
        let &[served, score, wall, processor, megabytes] = &numbers[..] else {
            println!("left out: {solver} says {said}");
            return None;
        };
        Some(Answer { served: served as usize, score: score as u64, wall, processor, megabytes: megabytes as u64 })
    }
}

/// What a command did, if it did it.
fn done(run: std::io::Result<Output>) -> Option<Output> {
    match run {
        Ok(output) if output.status.success() => Some(output),
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            println!("left out, other solvers: {}", said.lines().last().unwrap_or("no reason given"));
            None
        }
        Err(error) => {
            println!("left out, other solvers: {error}");
            None
        }
    }
}

/// As `peers.py` reads it.
fn hand_over(instance: &Instance, file: &Path) -> std::io::Result<()> {
    let mut to = BufWriter::new(File::create(file)?);
    for number in [instance.learners(), instance.tutors(), instance.edges()] {
        to.write_all(&(number as u64).to_le_bytes())?;
    }
    let learners = || (0_u32..).take(instance.learners());
    let from = learners().flat_map(|learner| instance.row(learner).0.iter().map(move |_| learner));
    let tutors = learners().flat_map(|learner| instance.row(learner).0.iter().copied());
    let scores = learners().flat_map(|learner| instance.row(learner).1.iter().copied().map(u32::from));
    for number in from.chain(tutors).chain(scores).chain(instance.capacities().iter().copied()) {
        to.write_all(&number.to_le_bytes())?;
    }
    to.flush()
}
