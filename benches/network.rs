//! What the README claims of the network in memory, measured: `cargo bench --bench network`.
//!
//! Invented networks of a thousand, a hundred thousand and a million people, the same at every run: schools of 100 to 120 learners and six
//! adults, zones of ten schools, states of three hundred; 400 topics, of which 30 live in a school, some much loved (Zipf) and others less; each
//! learner waits for three to six of them; each living topic is mastered by some ten people of the school and offered by three, with one to
//! three places each; a quarter of the learners are in a tutorial; one in five hundred is kept apart from somebody.
//!
//! For each size: the time to build it and what it holds in memory; how long one learner's ranked suggestions take, asked of learners drawn from
//! the whole network, so that hardly any of it is still in the processor's cache; and how long it takes to follow a fact, once its rows are read.

use std::time::{Duration, Instant};

use relevo::domain::id::{NodeId, PersonId};
use relevo::domain::words::Position;
use relevo::graph::network::{Network, Row, Size};
use relevo::graph::score::Weights;
use relevo::graph::suggest::rank;

#[path = "network/invented.rs"]
mod invented;

use invented::{Chance, Invented, today};

const SIZES: [usize; 3] = [1_000, 100_000, 1_000_000];
/// How many learners are asked for.
const ASKED: usize = 50_000;

fn main() {
    // `cargo test --benches` asks for a list; there is nothing to test here.
    if std::env::args().any(|argument| argument == "--list" || argument == "--test") {
        return;
    }
    for people in SIZES {
        measure(people);
    }
}

fn measure(people: usize) {
    let before = resident();
    // What inventing it costs is not what building it costs: the same rows are made once for nothing.
    let began = Instant::now();
    let (mut rows, mut edges, mut offers) = (0_usize, 0, 0);
    Invented::of(people).tell(&mut |row| {
        rows += 1;
        edges += usize::from(!matches!(row, Row::Person { .. } | Row::Topic { .. }));
        offers += usize::from(matches!(row, Row::Offers { .. }));
        std::hint::black_box(&row);
    });
    let inventing = began.elapsed();
    let began = Instant::now();
    let mut network = Network::with_room(Size { people, edges: edges + people, offers });
    let mut learners: Vec<(PersonId, NodeId)> = Vec::with_capacity(people);
    Invented::of(people).tell(&mut |row| {
        if let Row::Belongs { person, node, position: Position::Student, .. } = row {
            learners.push((person, node));
        }
        network.add(row);
    });
    let building = began.elapsed().saturating_sub(inventing);
    let (vertices, edges) = network.size();
    println!("{people} people: {rows} rows, {vertices} vertices, {edges} edges");
    line("built in", format!("{:.2} s", building.as_secs_f64()));
    line(
        "holds",
        format!(
            "{:.1} MB ({:.1} MB of the process)",
            network.bytes() as f64 / 1048576.0,
            resident().saturating_sub(before) as f64 / 1024.0
        ),
    );

    let (mut chance, today, weights) = (Chance(77), today(), Weights::default());
    let mut found = 0;
    let mut times: Vec<Duration> = (0..ASKED)
        .map(|_| {
            let (learner, school) = learners[chance.below(learners.len())];
            let began = Instant::now();
            let ways = rank(learner, network.ways(learner, school, today), &weights);
            let took = began.elapsed();
            found += ways.len();
            took
        })
        .collect();
    assert!(found > ASKED, "too little is found to mean anything: {found}");
    line("suggestions for one learner", percentiles(&mut times));
    line("ways found for each, on average", format!("{:.1}", found as f64 / ASKED as f64));

    // A wish, stated: everything that is hers is forgotten and learned again.
    let stars = stars(people, &learners, &mut chance);
    let mut times: Vec<Duration> = stars
        .into_iter()
        .map(|(person, rows)| {
            let began = Instant::now();
            network.forget(&[person], &[], &[]);
            rows.into_iter().for_each(|row| network.add(row));
            began.elapsed()
        })
        .collect();
    line("a fact followed, its rows read", percentiles(&mut times));
}

/// All that belongs to some people, as their rows would be read.
fn stars(people: usize, learners: &[(PersonId, NodeId)], chance: &mut Chance) -> Vec<(PersonId, Vec<Row>)> {
    let mut stars: std::collections::BTreeMap<PersonId, Vec<Row>> =
        (0..2000.min(learners.len())).map(|_| (learners[chance.below(learners.len())].0, Vec::new())).collect();
    Invented::of(people).tell(&mut |row| {
        let owner = match &row {
            Row::Person { id, .. } => *id,
            Row::Belongs { person, .. } | Row::Masters { person, .. } | Row::Offers { person, .. } | Row::Wants { person, .. } => *person,
            Row::Learns { learner, .. } | Row::Learned { learner, .. } => *learner,
            _ => return,
        };
        if let Some(rows) = stars.get_mut(&owner) {
            rows.push(row);
        }
    });
    stars.into_iter().collect()
}

fn line(what: &str, measured: String) {
    println!("  {what:<38} {measured}");
}

fn percentiles(times: &mut [Duration]) -> String {
    times.sort_unstable();
    let at = |share: usize| times[(times.len() * share / 1000).min(times.len() - 1)].as_secs_f64() * 1e6;
    format!("p50 {:.0} µs, p99 {:.0} µs, p99.9 {:.0} µs", at(500), at(990), at(999))
}

/// Kilobytes that the process holds.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or(0)
}
