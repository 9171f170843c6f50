//! What the README claims of the optimiser, measured: `cargo bench --bench matching`, or with sizes, `-- --size L --size XL`.
//!
//! Each instance is made, solved by us on two threads and on one, and by the best of the other solvers, in turns and in one run, so that all
//! of them meet the same machine. Whoever serves another number or reaches another score ends the benchmark. The others run in a virtual
//! environment that is made for them; without Python or a package registry they are left out, and that is said.
//!
//! Times of ours are without reading the instance and without checking the certificate, those of the others without what Python needs to
//! hand the instance over. `passes` is our time by the time of streaming the edges once, which nobody who looks at every edge can undercut.

use std::time::Instant;

use relevo::matching::{InTurn, Instance, Pair, Proof, SideBySide, certify, solve};

#[path = "matching/events.rs"]
mod events;
#[path = "matching/instances.rs"]
mod instances;
#[path = "matching/peers.rs"]
mod peers;
#[path = "matching/process.rs"]
mod process;

use instances::{REGIMES, Regime, SIZES, Size, instance};
use peers::{Peers, SOLVERS};

/// Not the seed that anything was tuned on.
const SEED: u64 = 2026;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // `cargo test --benches` asks for a list; there is nothing to test here.
    if arguments.iter().any(|argument| argument == "--list" || argument == "--test") {
        return;
    }
    let asked: Vec<&str> = arguments.windows(2).filter(|pair| pair[0] == "--size").map(|pair| pair[1].as_str()).collect();
    let sizes = SIZES.into_iter().filter(|size| if asked.is_empty() { size.name != "XXL" } else { asked.contains(&size.name) });
    let seed = arguments.windows(2).find(|pair| pair[0] == "--seed").and_then(|pair| pair[1].parse().ok()).unwrap_or(SEED);
    let peers = Peers::prepare();
    let mut lines = vec![heading()];
    let mut notes = Vec::new();
    for size in sizes {
        for regime in REGIMES {
            let instance = instance(size, regime, seed);
            let (line, seconds) = compare(size, regime, &instance, peers.as_ref());
            println!("{line}");
            lines.push(line);
            notes.extend(others(size, regime, &instance, peers.as_ref(), seconds));
            if size.schools >= 9_000 {
                notes.extend(events::measure(&instance).into_iter().map(|told| format!("{:<4} {:<9} {told}", size.name, regime.name())));
            }
        }
    }
    println!("\nseed {seed}\n{}\n\n{}", lines.join("\n"), notes.join("\n"));
}

fn heading() -> String {
    format!(
        "{:<4} {:<9} {:>9} {:>10} {:>9} {:>12} | {:>19} {:>9} {:>7} {:>7} | {:>9} {:>9} {:>8} | {:>13} {:>9}",
        "size",
        "regime",
        "learners",
        "edges",
        "matched",
        "score",
        "two threads, s",
        "one, CPU",
        "passes",
        "MB",
        "OR-tools",
        "CPU",
        "MB",
        "ratio, wall",
        "CPU"
    )
}

/// What was measured of ours, turn by turn.
#[derive(Default)]
struct Ours {
    /// Seconds on two threads, by the clock.
    wall: Vec<f64>,
    /// Processor seconds on one thread, the mean of each turn.
    alone: Vec<f64>,
    memory: Option<u64>,
    proof: Option<Proof>,
}

impl Ours {
    fn turn(&mut self, instance: &Instance, rounds: usize) {
        for _ in 0..rounds {
            process::forget_peak();
            let (seconds, found) = once(instance, &SideBySide);
            self.wall.push(seconds);
            self.memory = self.memory.max(process::peak());
            assert_eq!(*self.proof.get_or_insert(found), found, "the same instance, another answer");
        }
        // One run may be shorter than the system's own measure of processor time, hence all of them in one.
        let (began, used) = (Instant::now(), process::thread_seconds());
        for _ in 0..rounds {
            std::hint::black_box(solve(instance, &InTurn, &()).expect("nobody stops it"));
        }
        let spent = used.zip(process::thread_seconds()).map_or(began.elapsed().as_secs_f64(), |(before, after)| after - before);
        self.alone.push(spent / rounds as f64);
    }
}

/// Ours and the best peer in turns. A line of the table, and our seconds.
fn compare(size: Size, regime: Regime, instance: &Instance, peers: Option<&Peers>) -> (String, f64) {
    let rounds = [200, 50, 20, 4, 2][SIZES.iter().position(|other| *other == size).unwrap_or(0)];
    let mut ours = Ours::default();
    ours.turn(instance, rounds);
    let peer = peers.and_then(|peers| {
        let peer = peers.run(SOLVERS[0].name, instance)?;
        ours.turn(instance, rounds);
        let again = peers.run(SOLVERS[0].name, instance).filter(|again| again.wall < peer.wall);
        Some(again.unwrap_or(peer))
    });
    ours.turn(instance, rounds);
    let Ours { mut wall, alone, memory, proof } = ours;
    let proof = proof.expect("it was solved");
    wall.sort_unstable_by(f64::total_cmp);
    let (least, median) = (wall[0], wall[wall.len() / 2]);
    let alone = alone.into_iter().fold(f64::INFINITY, f64::min);
    let mut line = format!(
        "{:<4} {:<9} {:>9} {:>10} {:>9} {:>12} | {:>9.5} {:>9.5} {:>9.5} {:>7.0} {:>7}",
        size.name,
        regime.name(),
        instance.learners(),
        instance.edges(),
        proof.served,
        proof.score,
        least,
        median,
        alone,
        least / stream(instance),
        memory.map_or("?".to_owned(), |bytes| (bytes / 1_000_000).to_string()),
    );
    if let Some(peer) = peer {
        assert_eq!((peer.served, peer.score), (proof.served, proof.score), "the peer says otherwise");
        let ratios = format!("{:.0} / {:.0}", peer.wall / least, peer.wall / median);
        line += &format!(
            " | {:>9.4} {:>9.4} {:>8} | {:>13} {:>9.0}",
            peer.wall,
            peer.processor,
            peer.megabytes,
            ratios,
            peer.processor / alone
        );
    }
    (line, median)
}

/// Seconds, and what the checker says. Checking is not timed.
fn once(instance: &Instance, pair: &dyn Pair) -> (f64, Proof) {
    let began = Instant::now();
    let solution = solve(instance, pair, &()).expect("nobody stops it");
    let seconds = began.elapsed().as_secs_f64();
    (seconds, certify(instance, &solution.assignment, &solution.certificate).expect("a proof"))
}

/// The other solvers, as far as they come to an end in reasonable time.
fn others(size: Size, regime: Regime, instance: &Instance, peers: Option<&Peers>, ours: f64) -> Vec<String> {
    let fit = SOLVERS[1..].iter().filter(|solver| size.schools <= solver.most_schools);
    fit.filter_map(|solver| {
        let peer = peers?.run(solver.name, instance)?;
        let (_, proof) = once(instance, &InTurn);
        assert_eq!((peer.served, peer.score), (proof.served, proof.score), "{} says otherwise", solver.name);
        let (seconds, ratio) = (peer.wall, peer.wall / ours);
        Some(format!("{:<4} {:<9} {:<10} {seconds:>9.4} s, {ratio:.0} times ours", size.name, regime.name(), solver.name))
    })
    .collect()
}

/// Seconds to read every edge once and do next to nothing with it.
fn stream(instance: &Instance) -> f64 {
    let pass = || {
        let began = Instant::now();
        let mut sum = 0_u64;
        for learner in (0_u32..).take(instance.learners()) {
            let (row, scores) = instance.row(learner);
            sum += row.iter().zip(scores).map(|(&tutor, &score)| u64::from(tutor ^ u32::from(score))).sum::<u64>();
        }
        std::hint::black_box(sum);
        began.elapsed().as_secs_f64()
    };
    (0..20).map(|_| pass()).fold(f64::INFINITY, f64::min)
}
